"""Which cells on record a file would write over, from what to what, and what a record is called in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from netmap.files.importer.comparing import TableDifference
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.natural_keys import natural_key
from netmap.files.importer.unsure_columns import BESIDE_MARKS
from netmap.files.written_tables import as_text
from netmap.model.errors import Problem
from netmap.model.findings import WARNING
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.model.study import Study

LEVELS = N_(
    "People whose level becomes the one beside their name: {n}. Those who hold a seat in a group of another "
    "level count at both: {seats}."
)
SAID_CELLS = 3
"""So many cells of a record that has no name say which one it is."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that changes: of which table and record, and what stands in it before and after."""

    table: str
    record: str
    column: str
    before: str
    after: str


def edits(found: Mapping[str, TableDifference], study: Study | None) -> tuple[Edit, ...]:
    """Every cell on record that a file would change.

    Args:
        found: what the file would do.
        study: the study as it is; without one nothing can change.
    """
    if study is None:
        return ()
    return tuple(edit for table, difference in found.items() for edit in _of_table(table, difference, study))


def levels_taken(
    sheet: SheetMapping, found: Mapping[str, TableDifference], study: Study | None
) -> Iterator[Problem]:
    """What it does to people and their seats that a list of who came says at which level they work.

    Args:
        sheet: the list.
        found: what the file would do.
        study: the study as it is, with the seats and the levels of its groups.
    """
    column = next((one.header for one in sheet.columns if one.field == "level" and one.sure), None)
    if column is None or sheet.shape not in BESIDE_MARKS or "practitioners" not in found:
        return
    people = found["practitioners"]
    said = [made.values for made in people.added] + [
        {**made.values, **values} for made, values in people.changed.values() if "level" in values
    ]
    levels = {one["practitioner"]: one["level"] for one in said if one.get("level")}
    if levels:
        values = {"column": column, "n": len(levels), "seats": len(_at_two_levels(levels, study))}
        yield Problem(sheet.sheet, None, column, None, "levels", LEVELS, "", WARNING, values)


def _at_two_levels(levels: Mapping[str, str], study: Study | None) -> set[str]:
    """Who has a seat on record in a group of another level."""
    if study is None:
        return set()
    groups = study.zones.dropna(subset=["level"]).set_index("zone")["level"]
    seats = study.posts[["practitioner", "zone"]].itertuples(index=False)
    return {
        str(person)
        for person, zone in seats
        if person in levels and groups.get(zone, levels[person]) != levels[person]
    }


def _of_table(table: str, difference: TableDifference, study: Study) -> Iterator[Edit]:
    if not difference.changed:
        return
    frame = study.table(table).iloc[list(difference.changed)]
    texts = as_text(frame, TABLES[table]).to_dict("records")
    for at, (_, values) in enumerate(difference.changed.values()):
        name = called(study, table, frame.iloc[at])
        for column, after in values.items():
            yield Edit(table, name, column, str(texts[at].get(column, "")), after)


def called(study: Study, table: str, row: pd.Series) -> str:
    """What a record is called: its name, else its first cells, in which ids are told as names.

    Args:
        study: where the names of what its ids refer to stand.
        table: which table it is of.
        row: its cells.
    """
    name = row.get("name")
    if isinstance(name, str) and name:
        return name
    key = natural_key(table) or ()
    columns = key if len(key) > 1 else [str(column) for column in row.index]
    said = {column: row[column] for column in columns if isinstance(row.get(column), str) and row[column]}
    links = {link.column: link.table for link in TABLES[table].references}
    parts = [
        _referred(study, links[column], cell) if column in links else cell for column, cell in said.items()
    ]
    return " · ".join(parts[:SAID_CELLS])


def _referred(study: Study, table: str, key: str) -> str:
    """What an id refers to, in words; a sitting is told by its group and day."""
    frame = study.table(table)
    rows = frame[frame[TABLES[table].key[0]] == key]
    if rows.empty:
        return key
    row = rows.iloc[0]
    if table == "meetings":
        zone = str(row["zone"])
        return f"{_referred(study, 'zones', zone)} {str(row['date'])[:10]}"
    name = row.get("name")
    return name if isinstance(name, str) and name else key
