"""Which changes stand: a change stands until one that stands undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.store.layout import CHANGES


def standing(changes: Iterable[tuple[int, int | None]]) -> set[int]:
    """The numbers of the changes that stand, of (number, what it undoes) pairs.

    Example:
        >>> sorted(standing([(1, None), (2, 1), (3, 2)]))
        [1, 3]
    """
    fallen: set[int] = set()
    stand: set[int] = set()
    for number, undoes in sorted(changes, reverse=True):
        if number not in fallen:
            stand.add(number)
            if undoes is not None:
                fallen.add(undoes)
    return stand


def standing_as_of(conn: sa.Connection, study: int, change: int) -> set[int]:
    """The changes of a study that stood when a change had been made.

    Raises:
        NotFoundError: the study has no such change; 0 is before the first one.
    """
    mine = sa.select(CHANGES.c.number, CHANGES.c.undoes).where(CHANGES.c.study == study)
    found = [(row.number, row.undoes) for row in conn.execute(mine.where(CHANGES.c.number <= change))]
    if change != 0 and change not in {number for number, _ in found}:
        raise NotFoundError(N_("The study has no change {number}."), number=change)
    return standing(found)


def mark_undone(conn: sa.Connection, chain: Iterable[int], asked: Mapping[int, int | None]) -> None:
    """Record of some changes by which one that stands they are undone, if they are.

    Args:
        conn: where.
        chain: the numbers of the changes.
        asked: every change of the study with what it undoes.
    """
    undoers = {undoes: number for number in sorted(standing(asked.items())) if (undoes := asked[number])}
    for number in chain:
        mark = CHANGES.update().where(CHANGES.c.number == number)
        conn.execute(mark.values(undone_by=undoers.get(number)))
