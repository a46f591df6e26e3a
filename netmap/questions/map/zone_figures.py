"""What happened in each boundary zone within the window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.model.dates import NO_DAY, Days
from netmap.questions.map.board_state import BoardState
from netmap.questions.node_index import UNKNOWN
from netmap.temporal.encounters import Ints

FLAGS = 8_000_000
"""Up to so many possible pairs a flag each is quicker than sorting the pairs."""


def distinct_in(group: Ints, thing: Ints, count: int) -> Ints:
    """The number of different things that are paired with each of `count` groups.

    Example:
        >>> distinct_in(np.array([0, 0, 2]), np.array([5, 5, 5]), 3).tolist()
        [1, 0, 1]
    """
    width = int(thing.max(initial=0)) + 1
    keys = group * width + thing
    if count * width <= FLAGS:
        flags = np.zeros(count * width, np.bool_)
        flags[keys] = True
        found: Ints = flags.reshape(count, width).sum(axis=1, dtype=np.int64)
        return found
    keys = np.sort(keys)
    first = np.diff(keys, prepend=-1) != 0
    return np.bincount(keys[first] // width, minlength=count)


@dataclass(frozen=True, slots=True, eq=False)
class ZoneFigures:
    """For each zone, in the order of its table: sittings, people and agencies who came, first and last day.

    `told` counts the sittings with attendance on record; where a zone has none, nobody is told as none.
    `first` and `last` are `NO_DAY` for a zone that did not sit; an agency that is not known is not counted.
    """

    sittings: Ints
    told: Ints
    people: Ints
    agencies: Ints
    first: Days
    last: Days

    def unseen(self, place: int) -> bool:
        """Whether a zone sat, and who came to it is not on record."""
        return bool(self.sittings[place]) and not self.told[place]

    def most_active(self) -> list[int]:
        """The places of the zones that sat, most sittings first, then most people, then as in the table."""
        order = np.lexsort((np.arange(len(self.sittings)), -self.people, -self.sittings))
        return [int(zone) for zone in order if self.sittings[zone]]


def zone_figures_of(board: BoardState) -> ZoneFigures:
    """The figures of every zone in a state of the page."""
    count = board.universe.zones
    held = np.flatnonzero(board.sat & (board.sittings.zone >= 0))
    zone, day = board.sittings.zone[held], board.sittings.day[held]
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, zone, day)
    last = np.full(count, NO_DAY)
    np.maximum.at(last, zone, day)
    meeting, person = board.present()
    where = board.sittings.zone[meeting]
    person, where = person[where >= 0], where[where >= 0]
    agency = board.agency_of[person]
    known = agency != UNKNOWN
    return ZoneFigures(
        np.bincount(zone, minlength=count),
        np.bincount(zone[board.sittings.recorded[held]], minlength=count),
        distinct_in(where, person, count),
        distinct_in(where[known], agency[known], count),
        np.where(last == NO_DAY, NO_DAY, first),
        last,
    )
