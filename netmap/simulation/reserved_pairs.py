"""Which pairs of people are spoken for, so that nothing else happens between them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from netmap.simulation.roster import Roster
from netmap.simulation.work_calendar import Bools, Ints


@dataclass(slots=True)
class PairBook:
    """Pairs that share a zone, and pairs that were taken since."""

    seats: Bools
    taken: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    packed: npt.NDArray[np.uint8] = field(init=False)

    def __post_init__(self) -> None:
        self.packed = np.packbits(self.seats, axis=1)

    def keys(self, a: Ints, b: Ints) -> Ints:
        """One number for each pair, whichever way round."""
        found: Ints = np.minimum(a, b) * len(self.seats) + np.maximum(a, b)
        return found

    def free(self, a: Ints, b: Ints) -> Bools:
        """Which pairs are two people, named for the first time here, without a common zone, and not taken."""
        keys = self.keys(a, b)
        first = np.zeros(len(keys), np.bool_)
        first[np.unique(keys, return_index=True)[1]] = True
        free: Bools = (a != b) & first & ~np.isin(keys, self.taken)
        left = np.flatnonzero(free)
        free[left] = ~np.any(self.packed[a[left]] & self.packed[b[left]], axis=1)
        return free

    def take(self, a: Ints, b: Ints) -> None:
        """Note that pairs are spoken for."""
        self.taken = np.concatenate([self.taken, self.keys(a, b)])


def strangers(
    rng: np.random.Generator, book: PairBook, roster: Roster, among: Bools, count: int
) -> tuple[Ints, Ints]:
    """Up to so many free pairs of people of one level and two agencies; they are taken by this."""
    people = np.flatnonzero(among)
    if len(people) < 2 or not count:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    a = people[rng.integers(0, len(people), 6 * count + 20)]
    b = people[rng.integers(0, len(people), len(a))]
    good = (roster.level[a] == roster.level[b]) & (roster.agency[a] != roster.agency[b])
    a, b = a[good], b[good]
    free = np.flatnonzero(book.free(a, b))[:count]
    book.take(a[free], b[free])
    return a[free], b[free]
