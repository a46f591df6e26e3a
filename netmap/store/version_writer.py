"""Writes what a change does: it ends versions of records, and adds new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import sqlalchemy as sa

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.store.batches import Batch
from netmap.store.column_codec import Cells
from netmap.store.engines import Database
from netmap.store.errors import KeyTakenError
from netmap.store.layout import KEPT
from netmap.store.scopes import ScopeColumns, Scopes, write_beyond
from netmap.store.versions import Version, chunks, versions_of

MANY = 2_000
"""So many new records are worth laying down in another order than they came in."""


@dataclass(frozen=True, slots=True)
class VersionWriter:
    """Writes the versions of one change of one study."""

    database: Database
    conn: sa.Connection
    study: int
    change: int

    def first_free(self, table: str) -> int:
        """The number that the next version gets."""
        return int(self.conn.execute(sa.select(sa.func.max(KEPT[table].c.id))).scalar() or 0) + 1

    def live(self, table: str, rows: Sequence[int]) -> dict[int, Version]:
        """The live versions of records, by record."""
        found = versions_of(self.conn, table, rows, live=True)
        return {version.row: version for version in found if version.study == self.study}

    def end(self, table: str, ids: Sequence[int]) -> None:
        """End versions with this change."""
        kept = KEPT[table]
        for part in chunks(ids):
            self.conn.execute(kept.update().where(kept.c.id.in_(part)).values(gone=self.change))

    def add(self, table: str, cells: Cells) -> Sequence[int]:
        """Write new records; their numbers, in the order of the rows.

        Many at once are laid down partnership by partnership, so that what is read together lies together.

        Raises:
            KeyTakenError: an id is already that of another record.
        """
        if not cells.rows:
            return range(0)
        scopes = Scopes(self.conn, self.study).of(table, cells)
        start = self.first_free(table)
        ids = range(start, start + cells.rows)
        order = scopes.order() if cells.rows >= MANY else None
        if order is None:
            self._insert(table, cells, scopes, Batch(table, self.study, self.change, ids, None, None, {}))
            return ids
        numbers = np.empty(cells.rows, dtype=np.int64)
        numbers[order] = ids
        places: list[int] = (order + start).tolist()
        batch = Batch(table, self.study, self.change, ids, None, places, {})
        self._insert(table, cells.taken(order), scopes.taken(order), batch)
        found: list[int] = numbers.tolist()
        return found

    def put(self, table: str, cells: Cells, old: Sequence[Version]) -> None:
        """Write new versions of records, of each of which an earlier version is given.

        Raises:
            KeyTakenError: an id is already that of another record.
        """
        if not cells.rows:
            return
        scopes = Scopes(self.conn, self.study).of(table, cells)
        start = self.first_free(table)
        rows, places = [version.row for version in old], [version.place for version in old]
        ids = range(start, start + cells.rows)
        self._insert(table, cells, scopes, Batch(table, self.study, self.change, ids, rows, places, {}))

    def _insert(self, table: str, cells: Cells, scopes: ScopeColumns, batch: Batch) -> None:
        texts = {"scope": scopes.first}
        if scopes.several:
            texts["scope2"] = scopes.second
        if cells.others:
            texts["more"] = cells.more()
        texts |= {name: cells.texts(name) for name in cells.filled}
        try:
            self.database.insert(self.conn, replace(batch, texts=texts))
        except sa.exc.IntegrityError as error:
            raise _taken(table, cells) from error
        write_beyond(self.conn, self.study, table, batch.ids, scopes)


def _taken(table: str, cells: Cells) -> Exception:
    key = TABLES[table].key
    if cells.rows == 1:
        text = " / ".join(str(cells.texts(name)[0]) for name in key)
        return KeyTakenError(N_("{table}: there is already a record “{key}”."), table=table, key=text)
    twice = _first_double(list(zip(*(cells.texts(name) for name in key), strict=True)))
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
