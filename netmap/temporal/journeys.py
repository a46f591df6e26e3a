"""Journeys: the encounters of a window, laid out for following what passes from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.encounters import NONE, Bools, Encounters, Ints

LAST_TIME = 86_400_000_000 - 1
"""The last microsecond of a day."""


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """Encounters in the order of their days, each of two members or more; one seat is one row.

    The seats of encounter e are the rows `offsets[e]:offsets[e+1]` of `members`, `gives` (something can
    pass from this member) and `takes` (something can pass to it). `source` is the place of each
    encounter among those that the journeys were made from, `time` its time of day, as in `Encounters`.
    """

    actors: int
    day: Ints
    offsets: Ints
    members: Ints
    gives: Bools
    takes: Bools
    source: Ints
    time: Ints

    def __len__(self) -> int:
        return len(self.day)

    @property
    def seat_encounter(self) -> Ints:
        """The encounter of every seat."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    @property
    def seat_day(self) -> Ints:
        """The day of every seat."""
        return np.repeat(self.day, np.diff(self.offsets))

    def where(self, keep: Bools) -> Journeys:
        """Only the seats that are kept, and of the encounters those that still hold two or more."""
        encounter = self.seat_encounter
        sizes = np.bincount(encounter[keep], minlength=len(self))
        keep = keep & (sizes >= 2)[encounter]
        held = sizes >= 2
        offsets = np.concatenate([[0], np.cumsum(sizes[held])]).astype(np.int64)
        return Journeys(
            self.actors,
            self.day[held],
            offsets,
            self.members[keep],
            self.gives[keep],
            self.takes[keep],
            self.source[held],
            self.time[held],
        )

    def between(self, start: int, end: int) -> Journeys:
        """Only the encounters from one day to another, both inclusive."""
        first, last = np.searchsorted(self.day, [start, end + 1])
        last = max(first, last)
        seats = slice(self.offsets[first], self.offsets[last])
        return Journeys(
            self.actors,
            self.day[first:last],
            self.offsets[first : last + 1] - self.offsets[first],
            self.members[seats],
            self.gives[seats],
            self.takes[seats],
            self.source[first:last],
            self.time[first:last],
        )

    def on_days(self, day: Ints) -> Journeys:
        """The same encounters on other days, in the order of these."""
        order = np.argsort(day, kind="stable")
        sizes = np.diff(self.offsets)[order]
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        seat = np.repeat(self.offsets[:-1][order] - offsets[:-1], sizes) + np.arange(len(self.members))
        return Journeys(
            self.actors,
            day[order],
            offsets,
            self.members[seat],
            self.gives[seat],
            self.takes[seat],
            self.source[order],
            self.time[order],
        )

    def reversed(self) -> Journeys:
        """The same with time and arrows turned round: who gave takes, and the last day comes first.

        Days become their negatives, and the last time of a day its first.
        """
        order = np.arange(len(self))[::-1]
        sizes = np.diff(self.offsets)[order]
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        seat = np.repeat(self.offsets[:-1][order] - offsets[:-1], sizes) + np.arange(len(self.members))
        return Journeys(
            self.actors,
            -self.day[order],
            offsets,
            self.members[seat],
            self.takes[seat],
            self.gives[seat],
            self.source[order],
            np.where(self.time == NONE, NONE, LAST_TIME - self.time)[order],
        )


def journeys_of(encounters: Encounters, actors: Bools) -> Journeys:
    """The journeys over encounters all of whose members are among some actors.

    `actors` says for every code whether it is one of them. An encounter that holds anybody else is
    left out whole, and so is one of a single member.
    """
    sizes = np.diff(encounters.offsets)
    directed = np.repeat(encounters.directed, sizes)
    place = np.arange(len(encounters.members)) - np.repeat(encounters.offsets[:-1], sizes)
    whole = Journeys(
        encounters.actors,
        encounters.day,
        encounters.offsets,
        encounters.members,
        ~directed | (place == 0),
        ~directed | (place == 1),
        np.arange(len(encounters)),
        encounters.time,
    )
    encounter = whole.seat_encounter
    strangers = np.bincount(encounter[~actors[encounters.members]], minlength=len(encounters))
    return whole.where((strangers == 0)[encounter])
