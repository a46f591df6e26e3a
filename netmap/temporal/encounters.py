"""Encounters as arrays: who could learn from each other, on which day, in which setting.

Everything is a number here: people and organisations are codes 0..n-1, days count from 1970-01-01,
and -1 stands for none among the codes of zones, channels and objects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Encounters:
    """Encounters in the order of their days; e has the members `members[offsets[e]:offsets[e+1]]`.

    A meeting of n people stays one encounter. `directed` marks contacts that pass from their first
    member to their second only. `time` is the time of day in microseconds since midnight, -1 where none
    is on record. `sitting` marks meetings, and `row` is the place of each encounter among the recorded
    meetings, or among the contacts.
    """

    actors: int
    day: Ints
    offsets: Ints
    members: Ints
    zone: Ints
    channel: Ints
    object: Ints
    directed: Bools
    time: Ints
    sitting: Bools
    row: Ints

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True, eq=False)
class PairDays:
    """One row for each pair of members of each encounter, sorted by pair, then day.

    `first` < `second` are the codes of the pair, so that a pair is the same whichever way round.
    `encounter` is the place among the encounters.
    """

    actors: int
    first: Ints
    second: Ints
    day: Ints
    zone: Ints
    channel: Ints
    object: Ints
    encounter: Ints

    def __len__(self) -> int:
        return len(self.day)

    def where(self, keep: Bools | Ints) -> PairDays:
        """Only the rows that are kept, or rows in another order."""
        columns = (self.first, self.second, self.day, self.zone, self.channel, self.object, self.encounter)
        return PairDays(self.actors, *(column[keep] for column in columns))


def pair_days(encounters: Encounters) -> PairDays:
    """Every pair that shared an encounter, once for each encounter, sorted by pair and day."""
    encounter, left, right = _pairs(encounters)
    first, second = np.minimum(left, right), np.maximum(left, right)
    apart = first != second
    encounter, first, second = encounter[apart], first[apart], second[apart]
    order = by_pair_and_day(encounters.actors, first, second, encounters.day[encounter])
    encounter = encounter[order]
    return PairDays(
        encounters.actors,
        first[order],
        second[order],
        encounters.day[encounter],
        encounters.zone[encounter],
        encounters.channel[encounter],
        encounters.object[encounter],
        encounter,
    )


def _pairs(encounters: Encounters) -> tuple[Ints, Ints, Ints]:
    """Encounter, left and right member of every pair, one size of encounter after the other."""
    sizes = np.diff(encounters.offsets)
    parts = [_pairs_of_size(encounters, sizes, int(size)) for size in np.unique(sizes) if size > 1]
    if not parts:
        return (np.zeros(0, np.int64),) * 3
    encounter, left, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    return encounter, left, right


def _pairs_of_size(encounters: Encounters, sizes: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    which = np.flatnonzero(sizes == size)
    together = encounters.members[encounters.offsets[which][:, None] + np.arange(size)]
    i, j = np.triu_indices(size, 1)
    return np.repeat(which, len(i)), together[:, i].ravel(), together[:, j].ravel()


def by_pair_and_day(actors: int, first: Ints, second: Ints, day: Ints) -> Ints:
    """The order by pair and day: one sort of a combined number where it fits into 63 bits."""
    if not len(day):
        return np.zeros(0, np.int64)
    since = day - day.min()
    span = int(since.max()) + 1
    if actors * actors * span < 2**62:
        return np.argsort((first * actors + second) * span + since)
    return np.lexsort((since, second, first))
