"""What every change is written with: versions of records that end, and new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, TypeVar

import sqlalchemy as sa

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.store.cells import Cells, Texts, unpacked
from netmap.store.engines import Database
from netmap.store.errors import KeyTakenError
from netmap.store.layout import KEPT, OWN
from netmap.store.scopes import Scopes, write_beyond

T = TypeVar("T")
CHUNK = 500
"""So many values are named in one statement."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: its cells as text by column, those that are missing left out."""

    id: int
    row: int
    study: int
    born: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pen:
    """One change of one study that is being written."""

    database: Database
    conn: sa.Connection
    study: int
    change: int

    def first_free(self, table: str) -> int:
        """The number that the next version gets."""
        return int(self.conn.execute(sa.select(sa.func.max(KEPT[table].c.id))).scalar() or 0) + 1

    def live(self, table: str, rows: Sequence[int]) -> dict[int, Version]:
        """The live versions of records, by record."""
        kept = KEPT[table]
        found: dict[int, Version] = {}
        for part in chunks(rows):
            first = sa.select(kept).where(kept.c.id.in_(part), kept.c.row == kept.c.id, kept.c.gone.is_(None))
            later = sa.select(kept).where(
                kept.c.row.in_(part), kept.c.row != kept.c.id, kept.c.gone.is_(None)
            )
            for select in (first, later):
                found |= {
                    v.row: v for v in versions(table, self.conn.execute(select)) if v.study == self.study
                }
        return found

    def end(self, table: str, ids: Sequence[int]) -> None:
        """End versions with this change."""
        kept = KEPT[table]
        for part in chunks(ids):
            self.conn.execute(kept.update().where(kept.c.id.in_(part)).values(gone=self.change))

    def put(self, table: str, cells: Cells, rows: Sequence[int] | None = None) -> range:
        """Write new versions, of the records given or each of a record of its own; the versions' numbers.

        Raises:
            KeyTakenError: an id is already that of another record.
        """
        start = self.first_free(table)
        ids = range(start, start + cells.rows)
        if not cells.rows:
            return ids
        scopes = Scopes(self.conn, self.study).of(table, cells)
        wide: dict[str, Iterable[Any]] = {
            "id": ids,
            "study": repeat(self.study, cells.rows),
            "row": ids if rows is None else rows,
            "born": repeat(self.change, cells.rows),
            "scope": scopes.first,
            "scope2": scopes.second,
            "more": cells.more(),
        }
        wide |= {name: cells.columns[name] for name in cells.said if name not in cells.others}
        try:
            self.database.insert(self.conn, table, tuple(wide), zip(*wide.values(), strict=True))
        except sa.exc.IntegrityError as error:
            raise _taken(table, cells) from error
        write_beyond(self.conn, self.study, table, ids, scopes)
        return ids


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Values in parts that one statement can name."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def versions(table: str, found: Iterable[Any]) -> Iterator[Version]:
    """Rows of a table of the store as versions."""
    names = list(TABLES[table].columns)
    own = len(OWN)
    place = {name: number for number, name in enumerate(OWN)}
    for row in found:
        cells = {name: text for name, text in zip(names, row[own:], strict=True) if text is not None}
        cells |= unpacked(row[place["more"]])
        yield Version(row[place["id"]], row[place["row"]], row[place["study"]], row[place["born"]], cells)


def cells_of_versions(table: str, rows: Sequence[Mapping[str, str]]) -> Cells:
    """The cells of versions, column by column again."""
    defined = TABLES[table].columns
    others = tuple(dict.fromkeys(name for row in rows for name in row if name not in defined))
    columns: dict[str, Texts] = {name: [row.get(name) for row in rows] for name in (*defined, *others)}
    return Cells(table, len(rows), columns, others)


def _taken(table: str, cells: Cells) -> Exception:
    key = TABLES[table].key
    if cells.rows == 1:
        text = " / ".join(str(cells.columns[name][0]) for name in key)
        return KeyTakenError(N_("{table}: there is already a record “{key}”."), table=table, key=text)
    twice = _first_double(list(zip(*(cells.columns[name] for name in key), strict=True)))
    if twice is not None:
        return KeyTakenError(
            N_("{table}: there are two records “{key}”."), table=table, key=" / ".join(map(str, twice))
        )
    if not key:
        return ArgumentError(N_("{table} cannot be kept."), table=table)
    return KeyTakenError(N_("{table}: some records have ids that are already there."), table=table)


def _first_double(keys: Sequence[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    seen: set[tuple[Any, ...]] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None
