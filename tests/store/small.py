"""Small studies and changes that tests of the store share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

import netmap
from netmap.model.study import Study
from netmap.store.change_sets import ChangeSet, TableChange, Written, one_edit
from netmap.store.keeping import Store
from tests.worlds import HOSTILE_IDS


@dataclass(frozen=True)
class Somebody:
    """Somebody who asks."""

    name: str = "ann"
    role: str = "local"


ME = Somebody()
OTHER = Somebody("bob")
NAME = "a study"


def hostile_study() -> Study:
    """People, zones and contacts with ids that are easily spoilt, partial dates and columns of its own."""
    ids = list(HOSTILE_IDS)
    people = pd.DataFrame(
        {
            "practitioner": [f"{name} " + "x" for name in ids],
            "name": ["Ann", None, "“Čeda”", "o'Neill; DROP TABLE", "=1+1", "日本", "\ttab", "line\nend"][
                : len(ids)
            ]
            + ["more"] * max(0, len(ids) - 8),
            "agency": ids,
            "joined": (["2011", "2011-03", "2011-03-05", "--03-05", None, "2011-03-05T14:30"] * len(ids))[
                : len(ids)
            ],
            "shoe size": ["38", None] * (len(ids) // 2) + ["1"] * (len(ids) % 2),
            "row": [str(number) for number in range(len(ids))],
        }
    )
    agencies = pd.DataFrame(
        {"agency": ids, "partnership": ["p,1" if n % 2 else "<b>p</b>" for n in range(len(ids))]}
    )
    return netmap.from_tables(
        levels=pd.DataFrame({"level": ["=L", "1"], "rank": [0, 1]}),
        partnerships=pd.DataFrame({"partnership": ["p,1", "<b>p</b>"], "baseline": ["2010", None]}),
        agencies=agencies,
        practitioners=people,
        zones=pd.DataFrame({"zone": ["z_1", "'z'"], "formal": [True, None], "partnership": ["p,1", None]}),
        posts=pd.DataFrame({"practitioner": [], "zone": []}),
        contacts=pd.DataFrame(
            {
                "source": people["practitioner"],
                "target": people["practitioner"].iloc[::-1].to_numpy(),
                "date": "2012-01-01",
                "strength": [0.1, 1e-300, 3, None] + [2.5] * (len(ids) - 4),
            }
        ),
        about={"name": "hostile", "title": "Ein „Titel“", "licenses": [{"name": "CC0"}]},
    )


def town() -> Study:
    """Two agencies, three people, one zone that sat once."""
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["north", "south"], "name": ["North", None]}),
        practitioners=pd.DataFrame(
            {"practitioner": ["ann", "bob", "cid"], "agency": ["north", "south", "south"]}
        ),
        zones=pd.DataFrame({"zone": ["board"]}),
        meetings=pd.DataFrame({"meeting": ["m1"], "zone": ["board"], "date": ["2011-01-10"]}),
        attendance=pd.DataFrame({"meeting": ["m1", "m1"], "practitioner": ["ann", "bob"]}),
    )


def with_town(store: Store, name: str = NAME) -> Written:
    """A study with the town in it."""
    store.create_study(ME, name)
    return store.write_study(ME, name, town())


def same_tables(one: Study, other: Study) -> None:
    """Assert that two studies hold the same tables, in order, to the dtype."""
    assert list(one.tables) == list(other.tables)
    for name, frame in one.tables.items():
        pd.testing.assert_frame_equal(frame, other.tables[name])


def row_of(store: Store, table: str, key: str, name: str = NAME) -> tuple[int, int]:
    """The record with an id, and its version."""
    rows = store.rows(ME, name, table)
    found = rows[rows.iloc[:, 2] == key].iloc[0]
    return int(found["row"]), int(found["version"])


def edit(store: Store, table: str, key: str, **values: object) -> Written:
    """Edit the record with an id."""
    row, version = row_of(store, table, key)
    return change(store, table, TableChange(changed=one_edit(row, version, **values)))


def add(store: Store, table: str, **values: object) -> Written:
    """Add one record."""
    return change(store, table, TableChange(added=pd.DataFrame([values])))


def remove(store: Store, table: str, key: str) -> Written:
    """Take out the record with an id."""
    row, version = row_of(store, table, key)
    return change(store, table, TableChange(removed=pd.DataFrame([{"row": row, "version": version}])))


def change(store: Store, table: str, what: TableChange) -> Written:
    """Change one table."""
    return store.write(ME, NAME, ChangeSet("edit", {table: what}))


def cells(store: Store, table: str, key: str) -> Mapping[str, str] | None:
    """What the record with an id says; None where there is none."""
    frame = store.read(ME, NAME).table(table)
    found = frame[frame.iloc[:, 0] == key]
    return None if found.empty else {str(k): str(v) for k, v in found.iloc[0].dropna().items()}
