"""From when to when somebody held one job or post after another, where dates are not exact to the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days

ALWAYS: int = np.iinfo(np.int64).max
"""Stands for an end that never comes."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When rows begin and end at the earliest and at the latest; `NO_DAY` where nothing is said.

    An exact day is both; of a month or a year they are its first and its last day.
    """

    joined: Days
    joined_at_last: Days
    left_at_first: Days
    left: Days


@dataclass(frozen=True, slots=True)
class Spells:
    """First and last day of each row, both inclusive; `NO_DAY` and `ALWAYS` where there is none.

    `cut` are the rows that end earlier than their date would have it read, `moved` those that begin later.
    """

    begins: Days
    ends: Days

    cut: Days
    moved: Days


def spells_of(who: Sequence[object], dates: Dates, keys: Sequence[tuple[str, ...]], *, alike: bool) -> Spells:
    """The days on which each row holds; those of one person do not overlap by rounding alone.

    A start is read as the first day of a partial date, an end as the last. Where two rows of one person
    overlap when read so, but one may have ended before the other began, the earlier ends on the day before
    the later begins; where the day of its end is exact, the later begins on the day after. A row that would
    be empty holds on its first day alone. What really overlaps stays.

    Parameters
    ----------
    who: whose each row is.
    keys: texts that tell the rows of one person apart, so that their order does not matter.
    alike: whether rows of which both dates are the same follow one another too, and are not held at once.
    """
    begins, ends = dates.joined.copy(), np.where(dates.left == NO_DAY, ALWAYS, dates.left)
    read = begins.copy(), ends.copy()
    orders = list(_orders(who, dates, keys, alike, read))
    exact = [(first, then) for first, then in orders if dates.left_at_first[first] == dates.left[first]]
    for first, then in exact:
        begins[then] = max(begins[then], dates.left[first] + 1)
    for first, then in set(orders) - set(exact):
        ends[first] = min(ends[first], begins[then] - 1)
    ends = np.maximum(ends, begins)
    return Spells(begins, ends, np.flatnonzero(ends < read[1]), np.flatnonzero(begins > read[0]))


def _orders(
    who: Sequence[object], dates: Dates, keys: Sequence[tuple[str, ...]], alike: bool, read: tuple[Days, Days]
) -> Iterator[tuple[int, int]]:
    """Rows of one person that overlap as they are read, but need not: the earlier, the later."""
    begins, ends = read
    partial = (dates.joined != dates.joined_at_last) | (dates.left_at_first != dates.left)
    people = pd.Series(np.arange(len(begins))).groupby(pd.Series(who).to_numpy(), sort=False)
    for rows in people.indices.values():
        if len(rows) > 1 and partial[rows].any():
            in_order = sorted(rows.tolist(), key=lambda row: (begins[row], ends[row], keys[row]))
            for one, other in combinations(in_order, 2):
                overlap = begins[one] <= ends[other] and begins[other] <= ends[one]
                same = begins[one] == begins[other] and ends[one] == ends[other]
                if overlap and (alike or not same):
                    if _may_precede(dates, one, other):
                        yield one, other
                    elif _may_precede(dates, other, one):
                        yield other, one


def _may_precede(dates: Dates, one: int, other: int) -> bool:
    """Whether one row may have ended before the other began, as far as their dates go."""
    if dates.left[one] == NO_DAY or dates.joined[other] == NO_DAY:
        return False
    at_first = max(dates.left_at_first[one], dates.joined[one])
    at_last = dates.joined_at_last[other]
    if dates.left[other] != NO_DAY:
        at_last = min(at_last, dates.left[other])
    return bool(at_first < at_last)
