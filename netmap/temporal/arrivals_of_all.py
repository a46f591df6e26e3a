"""From every actor at once to groups of seats: the first days of arrival, in one pass back through time."""

from __future__ import annotations

import numpy as np

from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.self_excluding_targets import Goals, by_group
from netmap.temporal.times_of_day import by_moment, days_of

STRICT = Rule()
"""Later days only, and waiting without a limit."""

PASSED = 8_000_000
"""Where waiting is limited, so many numbers are kept at once of what is passed on at each seat."""


def first_days_of_all(
    journeys: Journeys, starts: Bools, goals: Goals, rule: Rule = STRICT, *, runs: int = 1
) -> Ints:
    """The first day on which each actor reaches each group; as `first_and_fastest`."""
    return first_and_fastest(journeys, starts, goals, rule, runs=runs)[0]


def first_and_fastest(
    journeys: Journeys, starts: Bools, goals: Goals, rule: Rule = STRICT, *, runs: int = 1
) -> tuple[Ints, Ints]:
    """When first, and in how many days at best, each actor reaches each group by somebody else.

    The days at best are the least from the first to the last hop of any path, 0 for a direct encounter.

    Parameters
    ----------
    starts: for every seat, whether its member may be a source there.
    goals: what counts as reached; the seats of members who may be sources themselves are to be apart.
    rule: how something passes on; its limit to waiting holds from being given something to passing it on.
    runs: how often this is asked in a row, which decides whether compiling is worth its while.

    Returns two arrays of actors x groups, `NEVER` where a group is not reached.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        asked = (starts[moments.seat], goals.where(moments.seat), rule.by_moment)
        first, spans = first_and_fastest(moments.journeys, *asked, runs=runs)
        return days_of(first), days_of(spans)
    seats, limited = len(journeys.members), rule.max_wait != NO_LIMIT
    found, spans = np.full((2, journeys.actors, len(goals)), NEVER, np.int64)
    kernel = for_work(first_days_kernel, runs * seats * len(goals))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    step = max(PASSED // max(seats, 1), 1) if limited else max(len(goals), 1)
    for begin in range(0, len(goals), step):
        here = slice(begin, begin + step)
        part = np.where((goals.part >= begin) & (goals.part < begin + step), goals.part - begin, -1)
        held = np.full((journeys.actors, len(goals.owner[here])), NEVER, np.int64)
        passed = np.empty((seats if limited else 0, held.shape[1]), np.int64)
        answers = (held, passed, found[:, here], spans[:, here])
        kernel(*columns, starts, part, rule.same_day, rule.max_wait, *answers)
    first = by_group(found, goals, NEVER, np.minimum)
    return first, by_group(spans, goals, NEVER, np.minimum)


def first_days_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    part: Ints,
    same_day: bool,
    max_wait: int,
    held: Ints,
    passed: Ints,
    found: Ints,
    spans: Ints,
) -> None:
    """Fill in when something that an actor starts (`found`) arrives at each part, day by day backwards.

    `spans` are the days that it takes at best.

    `held` is when what an actor has been given before today arrives. Under the strict rule today's
    encounters look at what it was when the day was over. Where waiting is limited, `passed` is when what is
    passed on at each seat arrives, and `held` is made anew each day from the seats of the days within the
    limit (`head`, `following`). A member is given the best of what the others of an encounter hold, which is
    the `second` best of all where their own is the `best`.
    """
    actors, parts = held.shape
    later = np.empty((actors, parts), np.int64)
    stamp = np.full(actors, -1, np.int64)
    best, second, given = np.empty((3, parts), np.int64)
    nothing = np.full(parts, NEVER, np.int64)
    limited = len(passed) > 0
    head, following = np.full(actors, -1, np.int64), np.full(len(passed), -1, np.int64)
    seat_day = np.zeros(len(passed), np.int64)
    end = len(day)
    while end > 0:
        begin, today = end - 1, day[end - 1]
        while begin > 0 and day[begin - 1] == today:
            begin -= 1
        for seat in range(offsets[begin], offsets[end] if limited else offsets[begin]):
            passed[seat] = NEVER
            mine, next_one = held[members[seat]], head[members[seat]]
            mine[:] = NEVER
            while next_one >= 0 and seat_day[next_one] - today <= max_wait:
                for goal in range(parts):
                    mine[goal] = min(mine[goal], passed[next_one, goal])
                next_one = following[next_one]
        if not same_day:
            for seat in range(offsets[begin], offsets[end]):
                who = members[seat]
                if stamp[who] != begin:
                    stamp[who] = begin
                    for goal in range(parts):
                        later[who, goal] = held[who, goal]
        known = held if same_day else later
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                first, after = offsets[encounter], offsets[encounter + 1]
                best[:] = NEVER
                second[:] = NEVER
                for seat in range(first, after):
                    if takes[seat]:
                        row, at = known[members[seat]], part[seat]
                        others = best[at]
                        for goal in range(parts):
                            second[goal] = min(second[goal], max(best[goal], row[goal]))
                            best[goal] = min(best[goal], row[goal])
                        if at >= 0:
                            best[at], second[at] = today, others
                for seat in range(first, after):
                    if gives[seat]:
                        who, at = members[seat], part[seat]
                        row = known[who] if takes[seat] else nothing
                        for goal in range(parts):
                            given[goal] = second[goal] if row[goal] == best[goal] else best[goal]
                        if at >= 0:
                            given[at] = second[at] if takes[seat] else best[at]
                        if same_day:
                            for goal in range(parts):
                                changed = changed or given[goal] < held[who, goal]
                        for goal in range(parts):
                            held[who, goal] = min(held[who, goal], given[goal])
                        if limited:
                            for goal in range(parts):
                                passed[seat, goal] = min(passed[seat, goal], given[goal])
                        if starts[seat]:
                            for goal in range(parts):
                                took = given[goal] - today if given[goal] != NEVER else NEVER
                                found[who, goal] = min(found[who, goal], given[goal])
                                spans[who, goal] = min(spans[who, goal], took)
        for seat in range(offsets[begin], offsets[end] if limited else offsets[begin]):
            seat_day[seat], following[seat] = today, head[members[seat]]
            head[members[seat]] = seat
        end = begin
