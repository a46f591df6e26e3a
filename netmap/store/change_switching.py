"""One change undone or redone, record by record, with the conflicts that follow from it.

A record is what the changes that count leave of it, one after the other. A change counts while it is in
effect; for single records an earlier undo may have chosen otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from netmap.model.i18n import N_
from netmap.model.schema import NAMES, TABLES
from netmap.store.deltas import REMOVE, Cells, folded
from netmap.store.errors import StoreError
from netmap.store.foreign_keys import FOREIGN_KEYS, ForeignKey, dangling_after, dangling_in
from netmap.store.layout import BEYOND, KEPT
from netmap.store.row_histories import Choices, RowHistories
from netmap.store.undo_plans import LaterRow
from netmap.store.version_writer import VersionWriter
from netmap.store.versions import Version, cells_of_versions, chunks, versions_of

EDITED, REMOVED, TAKEN, LEANS, MISSING = "edited", "removed", "taken", "leans", "missing"

ROUNDS = 10_000
"""Each round resolves at least one conflict for good, so this many are never needed."""

ENDLESS = N_("The change cannot be undone: its records get in each other's way. Nothing was changed.")

TOLD = 1_000
"""At most so many conflicting records are shown with their cells."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Which changes count before and after.

    `change` is the one that is switched off or on, and work is later that came after change `since`, which
    is itself or an undo of it. `stood` and `stands` are the changes that stand before and after, undos too;
    `keep`: whether later work is kept.
    """

    change: int
    since: int
    stood: Collection[int]
    stands: Collection[int]
    keep: bool

    @property
    def turns(self) -> bool:
        """Whether the change counts afterwards and did not before, or the other way round.

        It does neither where another undo has the same effect.
        """
        return (self.change in self.stood) != (self.change in self.stands)


@dataclass(slots=True)
class TakingBack:
    """The records of one study while a change is switched off or on.

    `firsts` has for each table of the study the number that its next version gets, in the order of writing.
    """

    writer: VersionWriter
    switch: Switch
    lives: RowHistories
    firsts: Mapping[str, int]
    later: dict[tuple[str, int], LaterRow] = field(default_factory=dict)
    pinned: set[tuple[str, int]] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def records(self, table: str, rows: Sequence[int]) -> None:
        """Bring records that the change edited, added or removed to their state afterwards."""
        self.lives.know(table, rows)
        live = self._now(table, rows)
        for row in rows:
            self._resolve_edit(table, row, live.get(row))
        self.bring(table, rows)

    def _resolve_edit(self, table: str, row: int, live: Version | None) -> None:
        """Record a conflict with later work on one record, if there is one, and resolve it."""
        now = None if live is None else live.cells
        later = [
            delta
            for delta in self.lives.deltas(table, row)
            if delta.change > self.switch.since and self._counts(table, row).get(delta.change)
        ]
        if not later:
            return
        kept = self._goal(table, row)
        without = {delta.change: False for delta in later}
        dropped = self._goal(table, row, without)
        loses = kept is None and now is not None and later[-1].kind != REMOVE
        if kept == dropped and not loses:
            return
        self._tell(table, row, REMOVED if now is None else EDITED, dropped, now)
        if not self.switch.keep:
            self._choose(table, row, without)
        elif loses:
            self.pin(table, [row])

    def _counts(self, table: str, row: int) -> Choices:
        """For each change to a record whether it counts afterwards."""
        return self._counting(table, row, self.switch.stands)

    def _counting(self, table: str, row: int, stands: Collection[int]) -> Choices:
        deltas = self.lives.deltas(table, row)
        plain = {delta.change: delta.change in stands for delta in deltas}
        return plain | self.lives.choices(table, row, stands)

    def _goal(self, table: str, row: int, without: Choices | None = None) -> Cells | None:
        """What a record is afterwards."""
        counts = self._counts(table, row) | (without or {})
        return folded(self.lives.deltas(table, row), lambda change: counts[change])

    def _choose(self, table: str, row: int, choices: Choices) -> None:
        for change, counts in choices.items():
            self.lives.choose(table, row, self.writer.change, change, counts)

    def pin(self, table: str, rows: Iterable[int]) -> list[int]:
        """Keep records in the state before the undo; returns those that were not kept so already."""
        fresh = [row for row in dict.fromkeys(rows) if (table, row) not in self.pinned]
        self.lives.know(table, fresh)
        for row in fresh:
            before = self._counting(table, row, self.switch.stood)
            after = self._counts(table, row)
            self._choose(table, row, {n: counts for n, counts in before.items() if counts != after[n]})
        self.pinned.update((table, row) for row in fresh)
        return fresh

    def drop(self, table: str, rows: Iterable[int]) -> None:
        """Drop the later work on records, and all work where dropping the later changes nothing."""
        rows = list(dict.fromkeys(rows))
        self.lives.know(table, rows)
        for row in rows:
            now, counts = self._goal(table, row), self._counts(table, row)
            later = {change: False for change in counts if change > self.switch.since}
            if self._goal(table, row, later) == now:
                later = dict.fromkeys(counts, False)
            self._choose(table, row, later)
        self.bring(table, rows)

    def bring(self, table: str, rows: Sequence[int]) -> None:
        """Write the state of records afterwards, and resolve conflicts of two that would have one id."""
        waiting = list(rows)
        self.touched |= {table} if waiting else set()
        for _ in range(ROUNDS):
            if not waiting:
                return
            goals = {row: self._goal(table, row) for row in waiting}
            live = self._now(table, waiting)
            fresh = {row: goal for row, goal in goals.items() if goal != _cells(live.get(row))}
            self._end(table, [live[row] for row in fresh if row in live])
            rivals = self._rivals(table, {row: goal for row, goal in fresh.items() if goal is not None})
            ready = {row: goal for row, goal in fresh.items() if goal is not None and row not in rivals}
            self._write(table, ready)
            waiting = self._resolve_rivals(table, rivals)
        raise StoreError(ENDLESS)

    def _resolve_rivals(self, table: str, rivals: Mapping[int, int]) -> list[int]:
        """Resolve conflicts of records with one id; returns the records to be worked out again."""
        for row, other in rivals.items():
            self._tell(table, row, TAKEN, self._goal(table, row), self._now(table, [other])[other].cells)
        if self.switch.keep:
            again = self.pin(table, rivals)
            again += self.pin(table, [other for row, other in rivals.items() if row not in again])
            return [*rivals, *(row for row in again if row not in rivals)]
        self.drop(table, [other for other in rivals.values() if other not in rivals])
        return list(rivals)

    def _rivals(self, table: str, goals: Mapping[int, Cells]) -> dict[int, int]:
        """For each record whose id a live record has already, that live record."""
        key, kept = TABLES[table].key, KEPT[table]
        if not key or not goals:
            return {}
        names = [kept.c[name] for name in key]
        live = sa.select(kept.c.row, *names).where(kept.c.study == self.writer.study, kept.c.gone.is_(None))
        owners: dict[tuple[str, ...], int] = {}
        for part in chunks([goal[key[0]] for goal in goals.values()]):
            owners |= {
                tuple(found[1:]): found[0]
                for found in self.writer.conn.execute(live.where(names[0].in_(part)))
            }
        ids = {row: tuple(goal[name] for name in key) for row, goal in goals.items()}
        rivals = {row: owners[name] for row, name in ids.items() if name in owners}
        first: dict[tuple[str, ...], int] = {}
        for row, name in ids.items():
            if first.setdefault(name, row) != row:
                rivals.setdefault(row, first[name])
        return rivals

    def _now(self, table: str, rows: Sequence[int]) -> dict[int, Version]:
        return self.writer.live(table, rows)

    def _end(self, table: str, live: Sequence[Version]) -> None:
        """End versions; delete those that this undo itself wrote."""
        own = [version.id for version in live if version.id >= self.firsts[table]]
        kept, conn = KEPT[table], self.writer.conn
        for part in chunks(own):
            conn.execute(BEYOND.delete().where(BEYOND.c.tab == table, BEYOND.c.id.in_(part)))
            conn.execute(kept.delete().where(kept.c.id.in_(part)))
        self.writer.end(table, [version.id for version in live if version.id < self.firsts[table]])

    def _write(self, table: str, goals: Mapping[int, Cells]) -> None:
        """Write the state of records; a version just ended that is in that state already is revived."""
        kept, rows = KEPT[table], list(goals)
        every = list(versions_of(self.writer.conn, table, rows))
        known = {version.row: version for version in every}
        old = {
            version.row: version
            for version in every
            if version.gone == self.writer.change and version.cells == goals[version.row]
        }
        for part in chunks([version.id for version in old.values()]):
            self.writer.conn.execute(kept.update().where(kept.c.id.in_(part)).values(gone=None))
        new = [row for row in rows if row not in old]
        self.writer.put(
            table, cells_of_versions(table, [goals[row] for row in new]), [known[row] for row in new]
        )

    def settle(self) -> None:
        """Resolve foreign keys that point to no live record, until there are none."""
        for _ in range(ROUNDS):
            if not sum(self._resolve(link) for link in FOREIGN_KEYS if self._may_dangle(link)):
                return
        raise StoreError(ENDLESS)

    def _may_dangle(self, link: ForeignKey) -> bool:
        touched = link.table in self.touched or not self.touched.isdisjoint(link.targets)
        return touched and link.table in self.firsts

    def _resolve(self, link: ForeignKey) -> bool:
        conn, study, change = self.writer.conn, self.writer.study, self.writer.change
        vain = dangling_in(conn, link, study, change, self.firsts[link.table])
        if vain:
            rows = [row for row, _ in vain]
            self._tell_all(link.table, rows, MISSING)
            self.bring(link.table, self.pin(link.table, rows))
        lost = dangling_after(conn, link, study, change)
        if lost:
            self._tell_all(link.table, [row for row, _ in lost], LEANS)
            self._hold(link, lost)
        return bool(vain or lost)

    def _hold(self, link: ForeignKey, lost: Sequence[tuple[int, str]]) -> None:
        """Keep the records that foreign keys point to, or drop the later work that points to them."""
        if not self.switch.keep:
            self.drop(link.table, [row for row, _ in lost])
            return
        for name in (name for name in link.targets if name in self.firsts):
            rows = self._ended(name, sorted({named for _, named in lost}))
            self.bring(name, self.pin(name, rows))

    def _ended(self, table: str, ids: Sequence[str]) -> list[int]:
        """The records with these ids that were ended just now."""
        kept, key = KEPT[table], KEPT[table].c[TABLES[table].key[0]]
        ended = sa.select(kept.c.row).where(
            kept.c.study == self.writer.study, kept.c.gone == self.writer.change
        )
        return [
            row
            for part in chunks(ids)
            for row in self.writer.conn.execute(ended.where(key.in_(part))).scalars()
        ]

    def _tell_all(self, table: str, rows: Sequence[int], why: str) -> None:
        for row, version in self._now(table, rows[:TOLD]).items():
            self._tell(table, row, why, None, version.cells)
        for row in rows[TOLD:]:
            self._tell(table, row, why, None, None)

    def _tell(self, table: str, row: int, why: str, before: Cells | None, live: Cells | None) -> None:
        self.later.setdefault((table, row), LaterRow(table, row, why, before, live))

    def told(self) -> tuple[LaterRow, ...]:
        """Every record in conflict, by table."""
        place = {name: number for number, name in enumerate(NAMES)}
        return tuple(sorted(self.later.values(), key=lambda row: (place[row.table], row.row)))


def _cells(version: Version | None) -> Cells | None:
    return None if version is None else version.cells
