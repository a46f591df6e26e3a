"""Cuts the power under a store at random moments, and looks at what is left.

Run as a program: python -m tests.store.cutting FOLDER CUTS SEED [SYNCHRONOUS]. Prints counts as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from pathlib import Path
from random import Random

from sqlalchemy import event

from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.store.deeds import take_in, tried
from tests.store.disk import Disk, Told, cut, disk_under
from tests.store.small import ME, NAME
from tests.store.wholeness import faults

DEEDS_IN_A_RECORDING, CUTS_IN_A_RECORDING = 25, 200
OPENED = 20
"""Of so many stores that were cut off one is opened and written to; all are looked at."""

PAGES_OF_A_CHECKPOINT = 60
"""SQLite's own figure is 1,000; so few, that the power is cut in many checkpoints too."""


def recorded(folder: Path, rng: Random, synchronous: str | None) -> list[Told]:
    """What the disk was told while a store was made and deeds were done to it."""
    with disk_under(Disk()) as disk, open_store(folder / "store.netmap") as store:
        hasten(store, synchronous)
        store.create_study(ME, NAME)
        disk.acknowledge(take_in(store, rng.getrandbits(60)).number)
        for _ in range(DEEDS_IN_A_RECORDING):
            number = tried(store, rng.choice(("import", "edit", "remove", "undo")), rng, folder)
            if number is not None:
                disk.acknowledge(number)
        return list(disk.told)


def hasten(store: Store, synchronous: str | None) -> None:
    """Have checkpoints come often, and sync as asked instead of as the store does."""
    engine = store._database.engine

    def told(connection: object, record: object) -> None:
        connection.execute(f"PRAGMA wal_autocheckpoint={PAGES_OF_A_CHECKPOINT}")  # type: ignore[attr-defined]
        if synchronous is not None:
            connection.execute(f"PRAGMA synchronous={synchronous}")  # type: ignore[attr-defined]

    event.listen(engine, "connect", told)
    engine.dispose()


def run(folder: Path, cuts: int, seed: int, synchronous: str | None = None) -> dict[str, object]:
    """Cut the power so many times; what was counted, and every fault that was found."""
    rng = Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    while counts["cuts"] < cuts:
        here = folder / f"recording{counts['recordings']}"
        here.mkdir()
        told = recorded(here, rng, synchronous)
        first = next(n for n, step in enumerate(told) if step.what == "acknowledged")
        count = min(CUTS_IN_A_RECORDING, cuts - counts["cuts"])
        moments = sorted(rng.randrange(first, len(told) + 1) for _ in range(count))
        counts.update(recordings=1, cuts=count)
        counts.update(f"told to {step.what}" for step in told)
        for files, acknowledged in cut(told, moments, rng):
            counts["acknowledged"] += len(acknowledged)
            found = faults(laid_out(files, folder / "found", here), acknowledged)
            wrong += [f"cut {counts['looked at']}: {fault}" for fault in found]
            if counts["looked at"] % OPENED == 0 and synchronous is None:
                counts["opened and written to"] += opened(folder / "found" / "store.netmap", rng)
            counts["looked at"] += 1
        shutil.rmtree(here)
    return {**counts, "faults": wrong}


def opened(place: Path, rng: Random) -> int:
    """Open what was found as everybody does, with nobody's help, and write to it."""
    with open_store(place, create=False) as store:
        return len(take_in(store, rng.getrandbits(60)).rows) // 2


def laid_out(files: dict[str, bytes], place: Path, origin: Path) -> Path:
    """The files that were found after a cut, in a place of their own; where the store is."""
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    for name, data in files.items():
        path = Path(name)
        if path.parent == origin.resolve():
            (place / path.name).write_bytes(data)
    return place / "store.netmap"


if __name__ == "__main__":
    asked = [int(text) for text in sys.argv[2:4]]
    print(json.dumps(run(Path(sys.argv[1]), asked[0], asked[1], *sys.argv[4:5])))
