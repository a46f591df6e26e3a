"""Which changes are in effect: a change is, until one that is itself in effect undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.store.layout import CHANGES


def effective(changes: Iterable[tuple[int, int | None]]) -> set[int]:
    """The numbers of the changes that are in effect, of (number, what it undoes) pairs.

    Example:
        >>> sorted(effective([(1, None), (2, 1), (3, 2)]))
        [1, 3]
    """
    undone: set[int] = set()
    found: set[int] = set()
    for number, undoes in sorted(changes, reverse=True):
        if number not in undone:
            found.add(number)
            if undoes is not None:
                undone.add(undoes)
    return found


def effective_as_of(conn: sa.Connection, study: int, change: int) -> set[int]:
    """The changes of a study that were in effect when a change had been made.

    Raises:
        NotFoundError: the study has no such change; 0 is before the first one.
    """
    mine = sa.select(CHANGES.c.number, CHANGES.c.undoes).where(CHANGES.c.study == study)
    found = [(row.number, row.undoes) for row in conn.execute(mine.where(CHANGES.c.number <= change))]
    if change != 0 and change not in {number for number, _ in found}:
        raise NotFoundError(N_("The study has no change {number}."), number=change)
    return effective(found)


def mark_undone(conn: sa.Connection, chain: Iterable[int], asked: Mapping[int, int | None]) -> None:
    """Record of each change which effective change undoes it, if one does.

    Args:
        conn: where.
        chain: the numbers of the changes.
        asked: every change of the study with what it undoes.
    """
    undoers = {undoes: number for number in sorted(effective(asked.items())) if (undoes := asked[number])}
    for number in chain:
        mark = CHANGES.update().where(CHANGES.c.number == number)
        conn.execute(mark.values(undone_by=undoers.get(number)))


@dataclass(frozen=True, slots=True)
class Moment:
    """A study as it was after a change; None: as it is."""

    study: int
    change: int | None = None
    stood: frozenset[int] = frozenset()

    def lived(self, kept: sa.Table) -> sa.ColumnElement[bool]:
        """Which versions of a table were live then."""
        return live_versions(kept, self.change)

    def stands(self) -> sa.ColumnElement[bool]:
        """Which changes stood."""
        if self.change is None:
            return CHANGES.c.undone_by.is_(None)
        return CHANGES.c.number.in_(sorted(self.stood))


def moment_of(conn: sa.Connection, study: int, as_of_change: int | None) -> Moment:
    """The moment after a change; `NotFoundError` where the study has no such change."""
    if as_of_change is None:
        return Moment(study)
    return Moment(study, as_of_change, frozenset(effective_as_of(conn, study, as_of_change)))


def live_versions(kept: sa.Table, change: int | sa.BindParameter[int] | None) -> sa.ColumnElement[bool]:
    """Which versions of a table were live after a change; None: which are."""
    if change is None:
        return kept.c.gone.is_(None)
    return (kept.c.born <= change) & (kept.c.gone.is_(None) | (kept.c.gone > change))
