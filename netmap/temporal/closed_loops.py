"""From each source to some seats, and from there back to the source itself."""

from __future__ import annotations

import numpy as np

from netmap.temporal.arrivals_at_groups import LONG_AGO, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys


def first_returns(
    journeys: Journeys,
    there: tuple[Bools, Bools],
    back: tuple[Bools, Bools],
    sources: Ints,
    rule: Rule,
) -> Ints:
    """The first day on which a loop of each source closes; `NEVER` where none does.

    Parameters
    ----------
    there: for every seat, whether a source may depart there, and whether somebody else who is reached
        there turns round.
    back: for every seat, whether somebody who turned round on an earlier day may depart there, and
        whether the source that is reached there has its loop closed.
    rule: how something passes on, on the way there and on the way back; a departure back is not limited,
        but strictly later than the arrival there under every rule.
    """
    found = np.full(len(sources), NEVER, np.int64)
    kernel = for_work(returns_kernel, 2 * len(sources) * len(journeys.members))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    kernel(*columns, *there, *back, sources, rule.same_day, rule.max_wait, journeys.actors, found)
    return found


def returns_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    turns: Bools,
    starts_back: Bools,
    closes: Bools,
    sources: Ints,
    same_day: bool,
    max_wait: int,
    actors: int,
    found: Ints,
) -> None:
    """Walk through the days once for each source, there (0) and back (1) at the same time.

    `last` is the latest day on which an actor was reached on each way, `before` the latest before that, and
    `turned` the first day on which somebody was reached where they turn round.
    """
    last, before = np.empty((2, actors), np.int64), np.empty((2, actors), np.int64)
    turned = np.empty(actors, np.int64)
    for place in range(len(sources)):
        source = sources[place]
        last[:] = LONG_AGO
        before[:] = LONG_AGO
        turned[:] = NEVER
        begin = 0
        while begin < len(day) and found[place] == NEVER:
            today, end = day[begin], begin
            changed = True
            while changed:
                changed = False
                end = begin
                while end < len(day) and day[end] == today:
                    for way in range(2):
                        one, many = -1, False
                        for seat in range(offsets[end], offsets[end + 1]):
                            if not gives[seat] or many:
                                continue
                            who = members[seat]
                            if way == 0:
                                active = who == source and starts[seat]
                            else:
                                active = turned[who] < today and starts_back[seat]
                            held = last[way, who]
                            if held == today and not same_day:
                                held = before[way, who]
                            if active or (held != LONG_AGO and today - held <= max_wait):
                                many = one >= 0
                                one = who
                        if one < 0:
                            continue
                        for seat in range(offsets[end], offsets[end + 1]):
                            who = members[seat]
                            if not takes[seat] or (who == one and not many):
                                continue
                            if last[way, who] != today:
                                before[way, who] = last[way, who]
                                last[way, who] = today
                                changed = changed or same_day
                            if way == 0 and turns[seat] and who != source:
                                turned[who] = min(turned[who], today)
                            if way == 1 and closes[seat] and who == source:
                                found[place] = today
                    end += 1
            begin = end
