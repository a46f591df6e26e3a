"""Studies that tests share: hand-made, random, side by side, renamed, in another order, and large.

A world is plain rows (table name -> list of dicts, missing cells left out), so that a slow classifier
can read it without any of the library's own code; `study_of` turns it into a Study.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

import pandas as pd

import netmap
from tests.big_partnership import partnership
from tests.random_worlds import HOSTILE_IDS, Row, Rows, random_rows

__all__ = [
    "HOSTILE_IDS",
    "Row",
    "Rows",
    "archipelago",
    "frames",
    "meeting_rows",
    "partnership",
    "people_and_contacts",
    "random_rows",
    "random_study",
    "relabelled",
    "shuffled",
    "study_of",
]

ID_COLUMNS = {
    *("partnership", "agency", "successor", "practitioner", "actor", "source", "target"),
    *("zone", "meeting", "contact", "wave", "object"),
}


def frames(rows: Mapping[str, Sequence[Row]]) -> dict[str, pd.DataFrame]:
    """Each table of a world as a DataFrame, a cell that is left out as missing."""
    return {name: pd.DataFrame(list(table)) for name, table in rows.items() if table}


def study_of(rows: Mapping[str, Sequence[Row]]) -> netmap.Study:
    """A world as a Study."""
    return netmap.from_tables(**frames(rows))


def random_study(rng: Random) -> netmap.Study:
    """A small random study of 4 to 9 people; see `random_rows`."""
    return study_of(random_rows(rng))


def relabelled(rows: Mapping[str, Sequence[Row]], name: Callable[[str], str]) -> Rows:
    """The same world with every id (levels apart) under another name."""
    return {
        table: [
            {key: name(cell) if key in ID_COLUMNS else cell for key, cell in row.items()} for row in given
        ]
        for table, given in rows.items()
    }


def archipelago(worlds: Iterable[Mapping[str, Sequence[Row]]]) -> Rows:
    """Several worlds side by side in one study; nobody of one has anything to do with another."""
    sea: Rows = {}
    for number, rows in enumerate(worlds):
        for table, island in relabelled(rows, f"{{}}/{number}".format).items():
            if table != "levels" or number == 0:
                sea.setdefault(table, []).extend(island)
    return sea


def shuffled(rows: Mapping[str, Sequence[Row]], rng: Random) -> Rows:
    """The same world with the rows of every table in another order."""
    return {name: rng.sample(list(table), len(table)) for name, table in rows.items()}


def people_and_contacts(contacts: Iterable[tuple[Any, ...]], **tables: list[Row]) -> Rows:
    """A hand-made world from contacts (date, source, target[, channel[, zone[, object]]]).

    Ends that `tables` names as agencies stay agencies; all others become practitioners.
    """
    keys = ("date", "source", "target", "channel", "zone", "object")
    rows = [dict(zip(keys, contact, strict=False)) for contact in contacts]
    agencies = {row["agency"] for row in tables.get("agencies", [])}
    given = {row["practitioner"] for row in tables.get("practitioners", [])}
    ends = {row[end] for row in rows for end in ("source", "target")}
    people = [{"practitioner": end} for end in sorted(ends - agencies - given)]
    numbered = [
        {"contact": f"c{number}"} | {key: value for key, value in row.items() if value is not None}
        for number, row in enumerate(rows)
    ]
    return {
        **tables,
        "practitioners": [*tables.get("practitioners", []), *people],
        "contacts": numbered,
    }


def meeting_rows(sittings: Iterable[tuple[str, str | None, Iterable[str]]]) -> Rows:
    """Meetings and attendance from (date, zone, who was present)."""
    meetings, attendance = [], []
    for number, (date, zone, present) in enumerate(sittings):
        meetings.append({"meeting": f"m{number}", "date": date} | ({"zone": zone} if zone else {}))
        attendance += [{"meeting": f"m{number}", "practitioner": p, "status": "present"} for p in present]
    return {"meetings": meetings, "attendance": attendance}
