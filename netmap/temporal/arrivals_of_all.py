"""From every actor at once to groups of seats: the first days of arrival, in one pass back through time."""

from __future__ import annotations

import numpy as np

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.own_goals import Goals, by_group


def first_days_of_all(
    journeys: Journeys, starts: Bools, goals: Goals, *, same_day: bool = False, runs: int = 1
) -> Ints:
    """The first day on which each actor reaches each group; as `first_and_fastest`."""
    return first_and_fastest(journeys, starts, goals, same_day=same_day, runs=runs)[0]


def first_and_fastest(
    journeys: Journeys, starts: Bools, goals: Goals, *, same_day: bool = False, runs: int = 1
) -> tuple[Ints, Ints]:
    """When first, and in how many days at best, each actor reaches each group by somebody else.

    Waiting is not limited. The days at best are the least from the first to the last hop of any path, 0
    for a direct encounter.

    Parameters
    ----------
    starts: for every seat, whether its member may be a source there.
    goals: what counts as reached; the seats of members who may be sources themselves are to be apart.
    same_day: an encounter may follow another on the same day.
    runs: how often this is asked in a row, which decides whether compiling is worth its while.

    Returns two arrays of actors x groups, `NEVER` where a group is not reached.
    """
    shape = (journeys.actors, len(goals))
    held, found, spans = (np.full(shape, NEVER, np.int64) for _ in range(3))
    kernel = for_work(first_days_kernel, runs * len(journeys.members) * len(goals))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    kernel(*columns, starts, goals.part, same_day, held, found, spans)
    first = by_group(found, goals, NEVER, np.minimum)
    return first, by_group(spans, goals, NEVER, np.minimum)


def first_days_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    part: Ints,
    same_day: bool,
    held: Ints,
    found: Ints,
    spans: Ints,
) -> None:
    """Fill in when something that an actor starts (`found`) arrives at each part, day by day backwards.

    `spans` are the days that it takes at best.

    `held` is when what an actor has been given before today arrives. Under the strict rule today's
    encounters look at what it was when the day was over.
    """
    actors, parts = held.shape
    later = np.empty((actors, parts), np.int64)
    stamp = np.full(actors, -1, np.int64)
    best, second = np.empty(parts, np.int64), np.empty(parts, np.int64)
    whose = np.empty(parts, np.int64)
    end = len(day)
    while end > 0:
        begin, today = end - 1, day[end - 1]
        while begin > 0 and day[begin - 1] == today:
            begin -= 1
        if not same_day:
            for seat in range(offsets[begin], offsets[end]):
                who = members[seat]
                if stamp[who] != begin:
                    stamp[who] = begin
                    later[who] = held[who]
        known = held if same_day else later
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                first, after = offsets[encounter], offsets[encounter + 1]
                best[:] = NEVER
                second[:] = NEVER
                whose[:] = -1
                for seat in range(first, after):
                    if takes[seat]:
                        who, at = members[seat], part[seat]
                        for goal in range(parts):
                            arrives = today if goal == at else known[who, goal]
                            if arrives < best[goal]:
                                second[goal] = best[goal]
                                best[goal], whose[goal] = arrives, who
                            elif arrives < second[goal]:
                                second[goal] = arrives
                for seat in range(first, after):
                    if gives[seat]:
                        who, may_start = members[seat], starts[seat]
                        for goal in range(parts):
                            arrives = second[goal] if whose[goal] == who else best[goal]
                            if arrives < held[who, goal]:
                                held[who, goal] = arrives
                                changed = same_day
                            if may_start and arrives != NEVER:
                                found[who, goal] = min(found[who, goal], arrives)
                                spans[who, goal] = min(spans[who, goal], arrives - today)
        end = begin
