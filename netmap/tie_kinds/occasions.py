"""The occasions of every pair: the distinct days on which it shared an encounter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.encounters import Bools, Ints, PairDays


@dataclass(frozen=True, slots=True, eq=False)
class Occasions:
    """Distinct days on which each pair shared an encounter, sorted by pair and day.

    The occasions of pair p are rows `starts[p]:starts[p+1]`; `pair` is the pair of each occasion,
    `row_pair` the pair of each row of the pair days they come from.
    """

    first: Ints
    second: Ints
    starts: Ints
    pair: Ints
    day: Ints
    row_pair: Ints

    @property
    def counts(self) -> Ints:
        """How many occasions each pair had."""
        return np.diff(self.starts)

    @property
    def first_day(self) -> Ints:
        """The day of each pair's first occasion."""
        return self.day[self.starts[:-1]]

    @property
    def last_day(self) -> Ints:
        """The day of each pair's last occasion."""
        return self.day[self.starts[1:] - 1]


def occasions_of(rows: PairDays) -> Occasions:
    """The occasions of pairs from their rows, sorted by pair and day."""
    new_pair = changes(rows.first) | changes(rows.second)
    new_day = new_pair | changes(rows.day)
    row_pair = np.cumsum(new_pair) - 1
    at, pairs = np.flatnonzero(new_day), np.flatnonzero(new_pair)
    pair = row_pair[at]
    starts = np.searchsorted(pair, np.arange(len(pairs) + 1))
    return Occasions(rows.first[pairs], rows.second[pairs], starts, pair, rows.day[at], row_pair)


def changes(column: Ints) -> Bools:
    """Where a sorted column differs from the row before; the first row does."""
    return np.concatenate([np.ones(min(len(column), 1), np.bool_), column[1:] != column[:-1]])
