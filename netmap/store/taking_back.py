"""One change switched off or on again, record by record, and what that does to others.

A record is what the changes that count leave of it, one after the other. Which count is said by which
stand, and for single records by what earlier undos chose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from netmap.model.i18n import N_
from netmap.model.schema import NAMES, TABLES
from netmap.store.deltas import REMOVE, Cells, folded
from netmap.store.errors import StoreError
from netmap.store.layout import BEYOND, KEPT
from netmap.store.leaning import LINKS, Link, lost_by, named_in_vain
from netmap.store.lives import Choices, Lives
from netmap.store.pen import Pen
from netmap.store.undo_plans import LaterRow
from netmap.store.versions import Version, cells_of_versions, chunks, versions_of

EDITED, REMOVED, TAKEN, LEANS, MISSING = "edited", "removed", "taken", "leans", "missing"

ROUNDS = 10_000
"""Each round settles something for good, and so many are never needed."""

ENDLESS = N_("The change cannot be undone: its records get in each other's way. Nothing was changed.")

TOLD = 1_000
"""So many records with which later work is in the way are told one by one."""


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

    pen: Pen
    switch: Switch
    lives: Lives
    firsts: Mapping[str, int]
    later: dict[tuple[str, int], LaterRow] = field(default_factory=dict)
    pinned: set[tuple[str, int]] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def records(self, table: str, rows: Sequence[int]) -> None:
        """Bring records that the change touched to what they are afterwards."""
        self.lives.know(table, rows)
        live = self._now(table, rows)
        for row in rows:
            self._choose_about(table, row, live.get(row))
        self.bring(table, rows)

    def _choose_about(self, table: str, row: int, live: Version | None) -> None:
        """Say what becomes of later work on one record, where there is any and it matters."""
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
            self.lives.choose(table, row, self.pen.change, change, counts)

    def pin(self, table: str, rows: Iterable[int]) -> list[int]:
        """Have records stay as they were before; those that were not pinned yet."""
        fresh = [row for row in dict.fromkeys(rows) if (table, row) not in self.pinned]
        self.lives.know(table, fresh)
        for row in fresh:
            before = self._counting(table, row, self.switch.stood)
            after = self._counts(table, row)
            self._choose(table, row, {n: counts for n, counts in before.items() if counts != after[n]})
        self.pinned.update((table, row) for row in fresh)
        return fresh

    def drop(self, table: str, rows: Iterable[int]) -> None:
        """Take the later work on records away; all of it, where that alone changes nothing."""
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
        """Make records what they are afterwards, and settle whose an id is where two would have it."""
        waiting = list(rows)
        self.touched |= {table} if waiting else set()
        for _ in range(ROUNDS):
            if not waiting:
                return
            goals = {row: self._goal(table, row) for row in waiting}
            live = self._now(table, waiting)
            fresh = {row: goal for row, goal in goals.items() if goal != _cells(live.get(row))}
            self._leave(table, [live[row] for row in fresh if row in live])
            rivals = self._rivals(table, {row: goal for row, goal in fresh.items() if goal is not None})
            ready = {row: goal for row, goal in fresh.items() if goal is not None and row not in rivals}
            self._become(table, ready)
            waiting = self._give_way(table, rivals)
        raise StoreError(ENDLESS)

    def _give_way(self, table: str, rivals: Mapping[int, int]) -> list[int]:
        """Of records that would have one id, have one give way; those that are to be looked at again."""
        for row, other in rivals.items():
            self._tell(table, row, TAKEN, self._goal(table, row), self._now(table, [other])[other].cells)
        if self.switch.keep:
            again = self.pin(table, rivals)
            again += self.pin(table, [other for row, other in rivals.items() if row not in again])
            return [*rivals, *(row for row in again if row not in rivals)]
        self.drop(table, [other for other in rivals.values() if other not in rivals])
        return list(rivals)

    def _rivals(self, table: str, goals: Mapping[int, Cells]) -> dict[int, int]:
        """For each record whose id a live one has, that one."""
        key, kept = TABLES[table].key, KEPT[table]
        if not key or not goals:
            return {}
        names = [kept.c[name] for name in key]
        live = sa.select(kept.c.row, *names).where(kept.c.study == self.pen.study, kept.c.gone.is_(None))
        owners: dict[tuple[str, ...], int] = {}
        for part in chunks([goal[key[0]] for goal in goals.values()]):
            owners |= {
                tuple(found[1:]): found[0] for found in self.pen.conn.execute(live.where(names[0].in_(part)))
            }
        ids = {row: tuple(goal[name] for name in key) for row, goal in goals.items()}
        rivals = {row: owners[name] for row, name in ids.items() if name in owners}
        first: dict[tuple[str, ...], int] = {}
        for row, name in ids.items():
            if first.setdefault(name, row) != row:
                rivals.setdefault(row, first[name])
        return rivals

    def _now(self, table: str, rows: Sequence[int]) -> dict[int, Version]:
        return self.pen.live(table, rows)

    def _leave(self, table: str, live: Sequence[Version]) -> None:
        """End versions; those that were written just now were never there."""
        own = [version.id for version in live if version.id >= self.firsts[table]]
        kept, conn = KEPT[table], self.pen.conn
        for part in chunks(own):
            conn.execute(BEYOND.delete().where(BEYOND.c.tab == table, BEYOND.c.id.in_(part)))
            conn.execute(kept.delete().where(kept.c.id.in_(part)))
        self.pen.end(table, [version.id for version in live if version.id < self.firsts[table]])

    def _become(self, table: str, goals: Mapping[int, Cells]) -> None:
        """Write records; one that is as it was when this began only goes on."""
        kept, rows = KEPT[table], list(goals)
        every = list(versions_of(self.pen.conn, table, rows))
        known = {version.row: version for version in every}
        old = {
            version.row: version
            for version in every
            if version.gone == self.pen.change and version.cells == goals[version.row]
        }
        for part in chunks([version.id for version in old.values()]):
            self.pen.conn.execute(kept.update().where(kept.c.id.in_(part)).values(gone=None))
        new = [row for row in rows if row not in old]
        self.pen.put(
            table, cells_of_versions(table, [goals[row] for row in new]), [known[row] for row in new]
        )

    def settle(self) -> None:
        """Deal with rows that name what is not there, until none does."""
        for _ in range(ROUNDS):
            if not sum(self._settle(link) for link in LINKS if self._may_be_loose(link)):
                return
        raise StoreError(ENDLESS)

    def _may_be_loose(self, link: Link) -> bool:
        touched = link.table in self.touched or not self.touched.isdisjoint(link.targets)
        return touched and link.table in self.firsts

    def _settle(self, link: Link) -> bool:
        conn, study, change = self.pen.conn, self.pen.study, self.pen.change
        vain = named_in_vain(conn, link, study, change, self.firsts[link.table])
        if vain:
            rows = [row for row, _ in vain]
            self._tell_all(link.table, rows, MISSING)
            self.bring(link.table, self.pin(link.table, rows))
        lost = lost_by(conn, link, study, change)
        if lost:
            self._tell_all(link.table, [row for row, _ in lost], LEANS)
            self._hold(link, lost)
        return bool(vain or lost)

    def _hold(self, link: Link, lost: Sequence[tuple[int, str]]) -> None:
        """Keep what is named, or let go of what names it."""
        if not self.switch.keep:
            self.drop(link.table, [row for row, _ in lost])
            return
        for name in (name for name in link.targets if name in self.firsts):
            rows = self._ended(name, sorted({named for _, named in lost}))
            self.bring(name, self.pin(name, rows))

    def _ended(self, table: str, ids: Sequence[str]) -> list[int]:
        """The records with these ids that were ended just now."""
        kept, key = KEPT[table], KEPT[table].c[TABLES[table].key[0]]
        ended = sa.select(kept.c.row).where(kept.c.study == self.pen.study, kept.c.gone == self.pen.change)
        return [
            row for part in chunks(ids) for row in self.pen.conn.execute(ended.where(key.in_(part))).scalars()
        ]

    def _tell_all(self, table: str, rows: Sequence[int], why: str) -> None:
        for row, version in self._now(table, rows[:TOLD]).items():
            self._tell(table, row, why, None, version.cells)
        for row in rows[TOLD:]:
            self._tell(table, row, why, None, None)

    def _tell(self, table: str, row: int, why: str, before: Cells | None, live: Cells | None) -> None:
        self.later.setdefault((table, row), LaterRow(table, row, why, before, live))

    def told(self) -> tuple[LaterRow, ...]:
        """Every record with which later work is in the way, by table."""
        place = {name: number for number, name in enumerate(NAMES)}
        return tuple(sorted(self.later.values(), key=lambda row: (place[row.table], row.row)))


def _cells(version: Version | None) -> Cells | None:
    return None if version is None else version.cells
