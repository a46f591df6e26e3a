"""From one actor to all: the first day on which each is reached."""

from __future__ import annotations

import numpy as np

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys

NEVER: int = np.iinfo(np.int64).max
"""Stands for a day that does not come."""

ALWAYS: int = np.iinfo(np.int64).min
"""Stands for the day on which a source was reached."""


def first_arrivals(journeys: Journeys, source: int, *, same_day: bool = False, most: int = -1) -> Ints:
    """The first day on which each actor is reached from one source; `NEVER` where it is not.

    Parameters
    ----------
    journeys: the encounters, in the order of their days.
    source: the code of the actor from whom something starts out, on any day; its own entry is
        `ALWAYS`.
    same_day: an encounter may follow another on the same day, in any order.
    most: how many others can be reached at all; the search stops when so many are. Default: all.
    """
    arrival = np.full(journeys.actors, NEVER, np.int64)
    arrival[source] = ALWAYS
    kernel = for_work(arrivals_kernel, len(journeys.members))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    kernel(*columns, same_day, journeys.actors - 1 if most < 0 else most, arrival)
    return arrival


def arrivals_kernel(
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    same_day: bool,
    most: int,
    arrival: Ints,
) -> None:
    """Fill in `arrival`; one pass over the encounters, or under `same_day` as many a day as are needed.

    Whoever may pass on today was reached before `bound`.
    """
    begin, end, left = 0, 0, most
    while end < len(day) and left > 0:
        begin, today = end, day[end]
        bound = today + 1 if same_day else today
        before = left + 1
        while before > left:
            before = left if same_day else 0
            end = begin
            while end < len(day) and day[end] == today:
                first, after = offsets[end], offsets[end + 1]
                end += 1
                active = False
                waiting = False
                for seat in range(first, after):
                    reached = arrival[members[seat]] < bound
                    active |= reached & gives[seat]
                    waiting |= (not reached) & takes[seat]
                if active and waiting:
                    for seat in range(first, after):
                        if takes[seat] and arrival[members[seat]] > today:
                            arrival[members[seat]] = today
                            left -= 1
