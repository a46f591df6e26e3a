"""Histories of single records, read for an undo: all versions, and what earlier undos chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from netmap.store.deltas import Delta, deltas_of
from netmap.store.layout import CHOICES
from netmap.store.versions import Version, chunks, versions_of

Choices = dict[int, bool]
"""For some changes whether they count for one record, whatever becomes of them elsewhere."""


@dataclass(slots=True)
class RowHistories:
    """The histories of records of one study, as far as they have been read.

    `asked` are the numbers of the changes that people asked for, undos aside.
    """

    conn: sa.Connection
    asked: Collection[int]
    _deltas: dict[tuple[str, int], list[Delta]] = field(default_factory=dict)
    _choices: dict[tuple[str, int], list[tuple[int, int, bool]]] = field(default_factory=dict)
    _made: dict[tuple[int, str, int, int], bool] = field(default_factory=dict)

    def know(self, table: str, rows: Iterable[int]) -> None:
        """Read the histories of some records that have not been read yet."""
        fresh = [row for row in dict.fromkeys(rows) if (table, row) not in self._deltas]
        lives: dict[int, list[Version]] = defaultdict(list)
        for version in versions_of(self.conn, table, fresh):
            lives[version.row].append(version)
        chosen = _chosen(self.conn, table, fresh)
        for row in fresh:
            self._deltas[table, row] = deltas_of(lives[row], self.asked)
            self._choices[table, row] = chosen.get(row, [])

    def deltas(self, table: str, row: int) -> list[Delta]:
        """What changes did to a record that is known."""
        return self._deltas[table, row]

    def choices(self, table: str, row: int, undos: Collection[int]) -> Choices:
        """What the given undos chose for a record; the later one counts."""
        found = sorted(self._choices[table, row])
        return {change: counts for undo, change, counts in found if undo in undos}

    def choose(self, table: str, row: int, undo: int, change: int, counts: bool) -> None:
        """Choose that a change counts, or not, for a record while the undo stands; `write` records it."""
        old = self._choices[table, row]
        self._choices[table, row] = [entry for entry in old if entry[:2] != (undo, change)]
        self._choices[table, row].append((undo, change, counts))
        self._made[undo, table, row, change] = counts

    def write(self) -> None:
        """Record everything that was chosen, in one go: an undo makes choices of its own only."""
        names = ("undo", "tab", "row", "change")
        made = [dict(zip(names, key, strict=True), counts=counts) for key, counts in self._made.items()]
        if made:
            self.conn.execute(CHOICES.insert(), made)
        self._made.clear()


def _chosen(conn: sa.Connection, table: str, rows: Sequence[int]) -> dict[int, list[tuple[int, int, bool]]]:
    chosen: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for part in chunks(rows):
        mine = sa.select(CHOICES).where(CHOICES.c.tab == table, CHOICES.c.row.in_(part))
        for found in conn.execute(mine):
            chosen[found.row].append((found.undo, found.change, bool(found.counts)))
    return chosen
