"""Who still reaches a goal without the encounters of one mark or another: a bit for each mark left out."""

from __future__ import annotations

import numpy as np

from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import Words
from netmap.temporal.self_excluding_targets import Goals, by_group
from netmap.temporal.times_of_day import by_moment

MARKS = 63
"""So many marks are left out in one pass; the last bit of a word leaves out none."""

NOTHING, EVERYTHING = np.uint64(0), ~np.uint64(0)


def kept_without(marks: Ints) -> Words:
    """For each encounter the bits of a word in which it is kept: all but that of its mark (0..62, or -1)."""
    bit = np.uint64(1) << np.where(marks >= 0, marks, 0).astype(np.uint64)
    return np.where(marks >= 0, ~bit, EVERYTHING)


def reach_without(
    journeys: Journeys, kept: Words, starts: Bools, goals: Goals, rule: Rule, *, runs: int = 1
) -> Words:
    """Whether each actor reaches each group by somebody else, with the encounters of each mark left out.

    Parameters
    ----------
    kept: for each encounter the bits in which it is kept, see `kept_without`.
    starts: a table of rows x seats; in each row, whether the member of a seat may be a source there.
    goals, runs: as for `first_days_of_all`.
    rule: how something passes on; its limit to waiting holds from being given something to passing it on.

    Returns an array of rows x actors x groups: bit m says whether it is reached without mark m, bit
    `MARKS` whether it is reached at all.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        seat = moments.seat
        asked = (kept[moments.encounter], starts[:, seat], goals.where(seat), rule.by_moment)
        return reach_without(moments.journeys, *asked, runs=runs)
    held = np.zeros((journeys.actors, len(goals)), np.uint64)
    found = np.zeros((len(starts), journeys.actors, len(goals)), np.uint64)
    kernel = for_work(without_kernel, runs * len(journeys.members) * len(goals))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    passed = np.zeros((len(journeys.members), len(goals)) if rule.max_wait != NO_LIMIT else (0, 0), np.uint64)
    starts = np.ascontiguousarray(starts)
    kernel(*columns, kept, starts, goals.part, rule.same_day, rule.max_wait, held, passed, found)
    if not len(found):
        return np.zeros((0, journeys.actors, goals.groups), np.uint64)
    return np.stack([by_group(row, goals, NOTHING, np.bitwise_or) for row in found])


def without_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    kept: Words,
    starts: Bools,
    part: Ints,
    same_day: bool,
    max_wait: int,
    held: Words,
    passed: Words,
    found: Words,
) -> None:
    """Fill in what still arrives of what an actor starts (`found`), day by day backwards.

    Where waiting is limited, `passed` is what arrives of what is passed on at each seat: what an actor is
    given today is what they pass on at their seats of the days within the limit (`head`, `following`).

    `held` is what still arrives of what an actor has been given before today. A member passes on what
    the others of an encounter hold: `twice` are bits that two of them have, `once` those of one at least.
    """
    actors, parts = held.shape
    later = np.empty((actors, parts), np.uint64)
    stamp = np.full(actors, -1, np.int64)
    once, twice, bits = np.empty((3, parts), np.uint64)
    limited = len(passed) > 0
    head, following = np.full(actors, -1, np.int64), np.full(len(passed), -1, np.int64)
    seat_day = np.zeros(len(passed), np.int64)
    end = len(day)
    while end > 0:
        begin, today = end - 1, day[end - 1]
        while begin > 0 and day[begin - 1] == today:
            begin -= 1
        if limited:
            for seat in range(offsets[begin], offsets[end]):
                mine, next_one = held[members[seat]], head[members[seat]]
                mine[:] = NOTHING
                while next_one >= 0 and seat_day[next_one] - today <= max_wait:
                    for goal in range(parts):
                        mine[goal] |= passed[next_one, goal]
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
                for goal in range(parts):
                    once[goal] = NOTHING
                    twice[goal] = NOTHING
                for seat in range(first, after):
                    if takes[seat]:
                        row, at = known[members[seat]], part[seat]
                        before = (once[at], twice[at]) if at >= 0 else (NOTHING, NOTHING)
                        for goal in range(parts):
                            twice[goal] |= once[goal] & row[goal]
                            once[goal] |= row[goal]
                        if at >= 0:
                            once[at], twice[at] = EVERYTHING, before[0] | before[1]
                for seat in range(first, after):
                    if gives[seat]:
                        who, at = members[seat], part[seat]
                        row, mine = known[who], held[who]
                        mask = EVERYTHING if takes[seat] else NOTHING
                        for goal in range(parts):
                            bits[goal] = kept[encounter] & (twice[goal] | (once[goal] & ~(row[goal] & mask)))
                        if takes[seat] and at >= 0:
                            bits[at] = kept[encounter] & twice[at]
                        if limited:
                            for goal in range(parts):
                                passed[seat, goal] = bits[goal]
                        grown = NOTHING
                        for goal in range(parts):
                            grown |= bits[goal] & ~mine[goal]
                            mine[goal] |= bits[goal]
                        changed = changed or (same_day and grown != NOTHING)
                        for line in range(len(starts)):
                            if starts[line, seat]:
                                noted = found[line, who]
                                for goal in range(parts):
                                    noted[goal] |= bits[goal]
        if limited:
            for seat in range(offsets[begin], offsets[end]):
                seat_day[seat], following[seat] = today, head[members[seat]]
                head[members[seat]] = seat
        end = begin
