"""Which cells on record a file would write over, from what to what, and what a record is called in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from netmap.files.importer.comparing import TableDifference
from netmap.files.importer.natural_keys import natural_key
from netmap.files.written_tables import as_text
from netmap.model.schema import TABLES
from netmap.model.study import Study

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
