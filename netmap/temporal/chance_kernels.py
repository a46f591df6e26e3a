"""The loops behind `chance`: coins drawn where they matter, and two passes back through time.

A coin is a uniform number that passes where it is below a threshold. Its binary digits come from a hash:
digit d of the coins of 64 worlds is one hash, of the key of the passage and of its place in a row of such
hashes (SplitMix64: Steele, Lea and Flood 2014). Digits are compared from the first on, and no more are drawn
once all the coins that matter are decided.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.reach_rows import WORDS, Words

Days = npt.NDArray[np.int32]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
N27, N30, N31, N63, ONE = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(63), np.uint64(1)
DIGITS = np.uint64(64)
NOTHING, EVERYTHING = np.uint64(0), np.uint64(2**64 - 1)

FEW = 4
"""For so many rows at most it is worth looking first in which worlds a coin matters."""

LATER = np.int32(2**31 - 1)
"""Stands for a day that does not come, in the narrower numbers used here."""


def mixed(value: np.uint64) -> np.uint64:
    """One hash of a number, every bit of which depends on every bit of it."""
    value = (value ^ (value >> N30)) * FIRST
    value = (value ^ (value >> N27)) * SECOND
    return value ^ (value >> N31)


def passing(
    key: np.uint64, place: np.uint64, needed: np.uint64, threshold: np.uint64, sure: bool
) -> np.uint64:
    """The worlds among those `needed` in which a coin passes; `place` says which 64 worlds they are."""
    if sure:
        return needed
    passed, undecided, rest = NOTHING, needed, threshold
    state = key + place * DIGITS * GOLDEN
    while undecided != NOTHING and rest != NOTHING:  # noqa: PLR1714  (compiled)
        for _ in range(2):
            state += GOLDEN
            digit, below = mixed(state), NOTHING - (rest >> N63)
            passed |= undecided & ~digit & below
            undecided &= digit ^ ~below
            rest <<= ONE
    return passed


def reach_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    encounter_key: Words,
    actor_key: Words,
    threshold: np.uint64,
    sure: bool,
    first_word: int,
    starts: Bools,
    part: Ints,
    row_part: Ints,
    row_without: Ints,
    mark: Ints,
    gone: Bools,
    later: Ints,
    same_day: bool,
    max_wait: int,
    held: Words,
    room: Words,
    reaching: Words,
) -> None:
    """Fill in `reaching`: lines of `starts` x actors x rows x words, from the last day to the first.

    A row is one part of the goals in one variant: `row_part`, `row_without` (the mark left out) and `gone`
    (actors x rows, or no columns). `held` are the worlds in which something that an actor has been given
    before today still arrives; with a limit to waiting it is made anew each day from `room`, which then has
    what arrives of what is passed on at each seat, and else that of one day. What could change nothing any
    more is not looked for.
    """
    rows = len(row_part)
    limited, varied, few = len(later) > 0, gone.shape[1] > 0, rows <= FEW
    goal, missing = np.empty((rows, WORDS), np.uint64), np.empty((rows, WORDS), np.uint64)
    needed, coin = np.full(WORDS, EVERYTHING), np.empty(WORDS, np.uint64)
    seat_day = days_of_seats(day, offsets, len(later))
    end = len(day)
    while end > 0:
        begin = first_of_day(day, end)
        base = 0 if limited else offsets[begin]
        for seat in range(offsets[begin], offsets[end]):
            room[seat - base] = NOTHING
            if limited:
                mine, after = held[members[seat]], next_seat(later, seat_day, seat)
                mine[:] = NOTHING
                while after >= 0 and seat_day[after] - seat_day[seat] <= max_wait:
                    add_worlds(mine, room[after])
                    after = later[after]
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                left_out = mark[encounter]
                for seat in range(offsets[encounter], offsets[encounter + 1]):
                    if not gives[seat]:
                        continue
                    who, passed_on = members[seat], room[seat - base]
                    if few:
                        missing[:] = EVERYTHING if limited else NOTHING
                        if not limited:
                            add_others(missing, held[who])
                        for line in range(0 if limited else len(starts)):
                            if starts[line, seat]:
                                add_others(missing, reaching[line, who])
                        if not still_missing(missing, passed_on):
                            continue
                    key = mixed(encounter_key[encounter] ^ actor_key[who])
                    for other in range(offsets[encounter], offsets[encounter + 1]):
                        if other == seat or not takes[other]:
                            continue
                        taker, gets = members[other], held[members[other]]
                        if few and part[other] >= 0:
                            for row in range(rows):
                                arrives = row_part[row] == part[other] and not (varied and gone[taker, row])
                                for word in range(WORDS):
                                    goal[row, word] = EVERYTHING if arrives else gets[row, word]
                            gets = goal
                        if few and not needed_worlds(needed, gets, missing):
                            continue
                        passage = mixed(key ^ actor_key[taker])
                        for word in range(WORDS):
                            place = np.uint64(first_word + word)
                            coin[word] = passing(passage, place, needed[word], threshold, sure)
                        pass_worlds(passed_on, gets, coin)
                        if few:
                            still_missing(missing, passed_on)
                        elif part[other] >= 0:
                            for row in range(rows):
                                if row_part[row] == part[other] and not (varied and gone[taker, row]):
                                    for word in range(WORDS):
                                        passed_on[row, word] |= coin[word]
                    for row in range(rows if varied or left_out >= 0 else 0):
                        if (left_out >= 0 and row_without[row] == left_out) or (varied and gone[who, row]):
                            passed_on[row] = NOTHING
            for seat in range(offsets[begin], offsets[end]):
                who, passed_on = members[seat], room[seat - base]
                if gives[seat]:
                    grown = add_worlds(held[who], passed_on)
                    changed = changed or (same_day and grown)
                    for line in range(len(starts)):
                        if starts[line, seat]:
                            add_worlds(reaching[line, who], passed_on)
        end = begin


def add_others(missing: Words, known: Words) -> None:
    """Add the worlds in which something is not known to arrive."""
    for row in range(len(missing)):
        for word in range(WORDS):
            missing[row, word] |= ~known[row, word]


def still_missing(missing: Words, passed_on: Words) -> bool:
    """Leave out the worlds in which something is passed on already; whether there are others."""
    some = NOTHING
    for row in range(len(missing)):
        for word in range(WORDS):
            missing[row, word] &= ~passed_on[row, word]
            some |= missing[row, word]
    return bool(some != NOTHING)


def needed_worlds(needed: Words, gets: Words, missing: Words) -> bool:
    """Fill in the worlds in which a coin matters in any row; whether there are any."""
    some = NOTHING
    for word in range(WORDS):
        needed[word] = NOTHING
        for row in range(len(missing)):
            needed[word] |= gets[row, word] & missing[row, word]
        some |= needed[word]
    return bool(some != NOTHING)


def pass_worlds(passed_on: Words, gets: Words, coin: Words) -> None:
    """Pass on, in the worlds in which a coin passes, what would arrive."""
    for row in range(len(gets)):
        for word in range(WORDS):
            passed_on[row, word] |= gets[row, word] & coin[word]


def add_worlds(kept: Words, more: Words) -> bool:
    """Add worlds to others; whether any of them is new."""
    grown = NOTHING
    for row in range(len(kept)):
        for word in range(WORDS):
            grown |= more[row, word] & ~kept[row, word]
            kept[row, word] |= more[row, word]
    return bool(grown != NOTHING)


def days_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    stamp: Ints,
    encounter_key: Words,
    actor_key: Words,
    threshold: np.uint64,
    sure: bool,
    first_word: int,
    starts: Bools,
    part: Ints,
    later: Ints,
    same_day: bool,
    max_wait: int,
    held: Days,
    room: Days,
    found: Days,
    never: Any,
) -> None:
    """Fill in `found`: the first day of arrival of each actor x part x world, `LATER` where there is none.

    As `reach_kernel`, with days in place of bits: `held` is when what an actor has been given before today
    arrives, `room` when what is passed on at a seat does. `stamp` is the day of an encounter as it is noted,
    a small number; `day` says which encounters go together and how long somebody waits.
    """
    parts, worlds = held.shape[1], held.shape[2]
    limited = len(later) > 0
    coin, now = np.empty(worlds // 64, np.uint64), np.empty(worlds, held.dtype)
    seat_day = days_of_seats(day, offsets, len(later))
    end = len(day)
    while end > 0:
        begin = first_of_day(day, end)
        base = 0 if limited else offsets[begin]
        for seat in range(offsets[begin], offsets[end]):
            room[seat - base] = never
            if limited:
                mine, after = held[members[seat]], next_seat(later, seat_day, seat)
                mine[:] = never
                while after >= 0 and seat_day[after] - seat_day[seat] <= max_wait:
                    for goal in range(parts):
                        keep_sooner(mine[goal], room[after, goal])
                    after = later[after]
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                now[:] = stamp[encounter]
                for seat in range(offsets[encounter], offsets[encounter + 1]):
                    if not gives[seat]:
                        continue
                    key = mixed(encounter_key[encounter] ^ actor_key[members[seat]])
                    for other in range(offsets[encounter], offsets[encounter + 1]):
                        if other == seat or not takes[other]:
                            continue
                        passage = mixed(key ^ actor_key[members[other]])
                        for word in range(len(coin)):
                            place = np.uint64(first_word + word)
                            coin[word] = passing(passage, place, EVERYTHING, threshold, sure)
                        for goal in range(parts):
                            sooner = now if goal == part[other] else held[members[other], goal]
                            pass_sooner(room[seat - base, goal], sooner, coin, never)
            for seat in range(offsets[begin], offsets[end]):
                if gives[seat]:
                    who, passed_on = members[seat], room[seat - base]
                    for goal in range(parts):
                        if same_day and not changed:
                            changed = any_sooner(held[who, goal], passed_on[goal])
                        keep_sooner(held[who, goal], passed_on[goal])
                        if starts[seat]:
                            keep_sooner(found[who, goal], passed_on[goal])
        end = begin


def first_of_day(day: Ints, end: int) -> int:
    """The first encounter of the day of the one before `end`."""
    begin = end - 1
    while begin > 0 and day[begin - 1] == day[end - 1]:
        begin -= 1
    return begin


def days_of_seats(day: Ints, offsets: Ints, seats: int) -> Ints:
    """The day of each of so many seats: all of them, or none where nobody asks."""
    seat_day = np.empty(seats, np.int64)
    for encounter in range(len(day) if seats > 0 else 0):
        seat_day[offsets[encounter] : offsets[encounter + 1]] = day[encounter]
    return seat_day


def next_seat(later: Ints, seat_day: Ints, seat: int) -> int:
    """The next seat of the same member on a later day; -1 where there is none."""
    after = later[seat]
    while after >= 0 and seat_day[after] == seat_day[seat]:
        after = later[after]
    return int(after)


def pass_sooner(passed_on: Days, gets: Days, coin: Words, never: Any) -> None:
    """Let days that are given arrive, in the worlds in which a coin passes, where they are sooner."""
    for word in range(len(coin)):
        bits = coin[word]
        for lane in range(64):
            world = 64 * word + lane
            sooner = gets[world]
            if (bits >> np.uint64(lane)) & ONE == NOTHING:
                sooner = never
            passed_on[world] = min(passed_on[world], sooner)


def keep_sooner(kept: Days, other: Days) -> None:
    """Of two days in each world the sooner one."""
    for world in range(len(kept)):
        kept[world] = min(kept[world], other[world])


def any_sooner(kept: Days, other: Days) -> bool:
    """Whether in any world the other day is the sooner one."""
    sooner = 0
    for world in range(len(kept)):
        sooner |= other[world] < kept[world]
    return sooner != 0


def heard_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    encounter_key: Words,
    actor_key: Words,
    threshold: np.uint64,
    sure: bool,
    first_word: int,
    starts: Bools,
    ends: Bools,
    row_of: Ints,
    told: Words,
    room: Words,
    found: Words,
) -> None:
    """Fill in `found`: in which worlds something arrives at each actor, from the first day to the last.

    `told` are the worlds in which an actor had been told before today, in the first row by anybody, in that
    of somebody (`row_of`) by sources other than them. `room` is what arrives at each seat of a day.
    """
    rows, begin = told.shape[1], 0
    while begin < len(day):
        end = begin
        while end < len(day) and day[end] == day[begin]:
            end += 1
        base = offsets[begin]
        for seat in range(base, offsets[end]):
            for row in range(rows):
                for word in range(WORDS):
                    room[seat - base, row, word] = NOTHING
        for encounter in range(begin, end):
            for seat in range(offsets[encounter], offsets[encounter + 1]):
                if not gives[seat]:
                    continue
                who = members[seat]
                key = mixed(encounter_key[encounter] ^ actor_key[who])
                for other in range(offsets[encounter], offsets[encounter + 1]):
                    if other == seat or not takes[other]:
                        continue
                    passage = mixed(key ^ actor_key[members[other]])
                    for word in range(WORDS):
                        needed = EVERYTHING if starts[seat] else told[who, 0, word]
                        if needed == NOTHING:
                            continue
                        coin = passing(passage, np.uint64(first_word + word), needed, threshold, sure)
                        for row in range(rows):
                            source = starts[seat] and (row == 0 or row != row_of[who])
                            room[other - base, row, word] |= coin if source else told[who, row, word] & coin
        for seat in range(base, offsets[end]):
            who = members[seat]
            for row in range(rows):
                for word in range(WORDS):
                    told[who, row, word] |= room[seat - base, row, word]
            if ends[seat]:
                for word in range(WORDS):
                    found[who, word] |= room[seat - base, row_of[who], word]
        begin = end


def soonest_kernel(
    found: Days,
    wanted: Bools,
    owner: Ints,
    order: Ints,
    begins: Ints,
    count: Days,
    soonest: Days,
    never: Any,
) -> None:
    """Count for each actor and world the wanted groups that are reached, and note the first day of any.

    `order` are the parts sorted by their group, those of group g from `begins[g]` on; nobody's own parts
    count for them.
    """
    best = np.empty(found.shape[2], found.dtype)
    for actor in range(len(found)):
        for group in range(wanted.shape[1]):
            if not wanted[actor, group]:
                continue
            best[:] = never
            for place in range(begins[group], begins[group + 1]):
                if owner[order[place]] != actor:
                    keep_sooner(best, found[actor, order[place]])
            for world in range(len(best)):
                count[actor, world] += best[world] != never
            keep_sooner(soonest[actor], best)


def counts_kernel(words: Words, planes: Words) -> None:
    """For rows of bits, how many have each: digit k of the counts of a place's bits is `planes[place, k]`."""
    for row in range(words.shape[0]):
        for place in range(words.shape[1]):
            carry, digit = words[row, place], 0
            while carry != NOTHING:
                more = planes[place, digit] & carry
                planes[place, digit] ^= carry
                carry = more
                digit += 1
