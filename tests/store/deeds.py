"""What is done at random to a store while it is killed, cut off from power, or refused its disk."""

from __future__ import annotations

import contextlib
from pathlib import Path
from random import Random

import pandas as pd

import netmap
from netmap.store.backups import backup
from netmap.store.change_sets import ChangeSet, TableChange, Written, one_edit
from netmap.store.errors import NetmapError
from netmap.store.keeping import Store
from tests.store.small import ME, NAME

DEEDS = ("import", "edit", "remove", "undo", "backup")


def do(store: Store, deed: str, rng: Random, folder: Path) -> Written | None:
    """Do one thing; what was written, if anything."""
    if deed == "backup":
        backup(folder / "store.netmap", folder / f"copy{rng.getrandbits(60)}")
        return None
    if deed == "import":
        return take_in(store, rng.getrandbits(60))
    if deed == "undo":
        stand = [change.number for change in store.changes(ME, NAME)[:30] if change.undone_by is None]
        return store.undo(ME, NAME, rng.choice(stand), keep_later=rng.random() < 0.5) if stand else None
    rows = store.rows(ME, NAME, "contacts")
    if rows.empty:
        return None
    row = rows.iloc[rng.randrange(len(rows))]
    edit = one_edit(int(row["row"]), int(row["version"]), channel=f"={rng.random()}")
    what = TableChange(changed=edit) if deed == "edit" else TableChange(removed=edit[["row", "version"]])
    return store.write(ME, NAME, ChangeSet(deed, {"contacts": what}))


def take_in(store: Store, number: int) -> Written:
    """Take in a small list, whose file has its number for a hash."""
    people = [f"={number},{n}" for n in range(8)]
    study = netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": people}),
        contacts=pd.DataFrame(
            {
                "contact": [f"{number}/{n}" for n in range(60)],
                "source": [people[n % 8] for n in range(60)],
                "target": [people[(n + 3) % 8] for n in range(60)],
            }
        ),
    )
    return store.write_study(ME, NAME, study, file_hash=str(number))


def tried(store: Store, deed: str, rng: Random, folder: Path) -> int | None:
    """The number of the change that was written; None where none was, or it was refused."""
    done = None
    with contextlib.suppress(NetmapError):
        done = do(store, deed, rng, folder)
    return None if done is None or done.again else done.number
