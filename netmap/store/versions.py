"""The versions of records, as the store keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from netmap.model.schema import TABLES
from netmap.store.column_codec import Cells, coded_texts, unpacked
from netmap.store.layout import KEPT, OWN

T = TypeVar("T")

CHUNK = 500
"""So many values are named in one statement."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: which changes made and ended it (None: it is live), and what it says.

    `place` is that of the record in the order of the table.
    `cells` are texts by column; those that are missing are left out.
    """

    id: int
    row: int
    place: int
    study: int
    born: int
    gone: int | None
    cells: Mapping[str, str]


def versions_of(
    conn: sa.Connection, table: str, rows: Sequence[int], *, live: bool = False
) -> Iterator[Version]:
    """The versions of some records: all of them, or the live ones."""
    kept = KEPT[table]
    for part in chunks(rows):
        first = kept.c.id.in_(part) & (kept.c.row == kept.c.id)
        later = kept.c.row.in_(part) & (kept.c.row != kept.c.id)
        for which in (first, later):
            wanted = which & kept.c.gone.is_(None) if live else which
            yield from versions(table, conn.execute(sa.select(kept).where(wanted)))


def versions(table: str, found: Iterable[Any]) -> Iterator[Version]:
    """Rows of a table of the store as versions."""
    names, own = list(TABLES[table].columns), len(OWN)
    for row in found:
        cells = {name: text for name, text in zip(names, row[own:], strict=True) if text is not None}
        cells |= unpacked(row.more)
        yield Version(row.id, row.row, row.place, row.study, row.born, row.gone, cells)


def cells_of_versions(table: str, rows: Sequence[Mapping[str, str]]) -> Cells:
    """The cells of versions, column by column again."""
    there = dict.fromkeys(name for row in rows for name in row)
    defined = [name for name in TABLES[table].columns if name in there]
    others = tuple(name for name in there if name not in TABLES[table].columns)
    columns = {name: coded_texts([row.get(name) for row in rows]) for name in (*defined, *others)}
    return Cells(table, len(rows), columns, others)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Values in parts that one statement can name."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
