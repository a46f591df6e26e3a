"""From each source to some seats, and from there back to the source itself: a bit for each source."""

from __future__ import annotations

import numpy as np

from netmap.temporal.absences import most_seats_of_a_day
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import WORDS, Words
from netmap.temporal.times_of_day import DAY, by_moment, days_of

BLOCK = 64 * WORDS
"""How many sources one pass follows."""


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
        but on a strictly later day than the arrival there under every rule.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        out, home = ((start[moments.seat], end[moments.seat]) for start, end in (there, back))
        return days_of(_returns(moments.journeys, out, home, sources, rule.by_moment, DAY))
    return _returns(journeys, there, back, sources, rule, 1)


def _returns(
    journeys: Journeys,
    there: tuple[Bools, Bools],
    back: tuple[Bools, Bools],
    sources: Ints,
    rule: Rule,
    a_day: int,
) -> Ints:
    """As `first_returns`, with days of a length of their own."""
    found = np.full(journeys.actors, NEVER, np.int64)
    kernel = for_work(returns_kernel, 2 * WORDS * len(journeys.members) * -(-len(sources) // BLOCK))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    limited = rule.max_wait != NO_LIMIT
    before = earlier_seats(journeys) if limited else np.zeros(0, np.int64)
    seats = len(journeys.members) if limited else most_seats_of_a_day(journeys)
    for begin in range(0, len(sources), BLOCK):
        own = np.full(journeys.actors, -1, np.int64)
        own[sources[begin : begin + BLOCK]] = np.arange(len(sources[begin : begin + BLOCK]))
        held, room = (np.zeros((2, rows, WORDS), np.uint64) for rows in (journeys.actors, seats))
        turned, turning = np.zeros((2, journeys.actors, WORDS), np.uint64)
        kernel(
            *(*columns, *there, *back, before, own),
            *(rule.same_day, rule.max_wait, a_day, held, turned, turning, room, found),
        )
    return found[sources]


def earlier_seats(journeys: Journeys) -> Ints:
    """For every seat the one before it of the same member; -1 where there is none."""
    earlier = np.full(len(journeys.members), -1, np.int64)
    order = np.argsort(journeys.members, kind="stable")
    same = journeys.members[order[:-1]] == journeys.members[order[1:]]
    earlier[order[1:][same]] = order[:-1][same]
    return earlier


def returns_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    turns: Bools,
    starts_back: Bools,
    closes: Bools,
    before: Ints,
    own: Ints,
    same_day: bool,
    max_wait: int,
    a_day: int,
    held: Words,
    turned: Words,
    turning: Words,
    room: Words,
    found: Ints,
) -> None:
    """Walk through the days once for a block of sources, there and back at the same time.

    `own` is the bit of each source, -1 of everybody else. `held` are the sources whose learning an actor
    has been given before today on each way, `turned` those for whom they have turned round on an earlier day,
    `turning` those for whom they do today; `a_day` is how many moments it has, 1 where there are none.
    `room` is what each seat is given. With a limit `held` is made anew each day from the seats that lie
    within it; without, `room` holds one day. A member is given what others of the encounter hold: `once`
    are bits that one of them has at least, `twice` such as two have.
    """
    limited = len(before) > 0
    seat_day = np.zeros(len(before), np.int64)
    once, twice = np.zeros(WORDS, room.dtype), np.zeros(WORDS, room.dtype)
    zero, one = np.uint64(0), np.uint64(1)
    begin, dawn = 0, 0
    while begin < len(day):
        today, end = day[begin], begin
        if today // a_day != day[dawn] // a_day:
            for seat in range(offsets[dawn], offsets[begin]):
                for word in range(WORDS):
                    turned[members[seat], word] |= turning[members[seat], word]
            dawn = begin
        while end < len(day) and day[end] == today:
            end += 1
        base = 0 if limited else offsets[begin]
        for seat in range(offsets[begin], offsets[end]):
            room[:, seat - base] = zero
        for seat in range(offsets[begin], offsets[end] if limited else offsets[begin]):
            seat_day[seat] = today
            who, past = members[seat], before[seat]
            held[:, who] = zero
            while past >= 0 and today - seat_day[past] <= max_wait:
                for word in range(WORDS):
                    held[0, who, word] |= room[0, past, word]
                    held[1, who, word] |= room[1, past, word]
                past = before[past]
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                first, after = offsets[encounter], offsets[encounter + 1]
                for way in range(2):
                    once[:] = zero
                    twice[:] = zero
                    for seat in range(first, after):
                        if gives[seat]:
                            who = members[seat]
                            sets_out = way == 0 and starts[seat] and own[who] >= 0
                            for word in range(WORDS):
                                bits = held[way, who, word]
                                if sets_out and own[who] // 64 == word:
                                    bits |= one << np.uint64(own[who] % 64)
                                if way == 1 and starts_back[seat]:
                                    bits |= turned[who, word]
                                twice[word] |= once[word] & bits
                                once[word] |= bits
                    for seat in range(first, after):
                        if takes[seat]:
                            who = members[seat]
                            sets_out = way == 0 and starts[seat] and own[who] >= 0
                            for word in range(WORDS):
                                bits = zero
                                if gives[seat]:
                                    bits = held[way, who, word]
                                    if sets_out and own[who] // 64 == word:
                                        bits |= one << np.uint64(own[who] % 64)
                                    if way == 1 and starts_back[seat]:
                                        bits |= turned[who, word]
                                room[way, seat - base, word] |= twice[word] | (once[word] & ~bits)
            if same_day:
                for seat in range(offsets[begin], offsets[end]):
                    who = members[seat]
                    for way in range(2):
                        for word in range(WORDS):
                            given = room[way, seat - base, word]
                            changed = changed or (given & ~held[way, who, word]) != zero
                            held[way, who, word] |= given
        for seat in range(offsets[begin], offsets[end]):
            who, mine = members[seat], own[members[seat]]
            for word in range(WORDS):
                given = room[0, seat - base, word]
                held[0, who, word] |= given
                held[1, who, word] |= room[1, seat - base, word]
                if mine >= 0 and mine // 64 == word:
                    bit = one << np.uint64(mine % 64)
                    given &= ~bit
                    if closes[seat] and (room[1, seat - base, word] & bit) != zero:
                        found[who] = min(found[who], today)
                if turns[seat]:
                    turning[who, word] |= given
        begin = end
