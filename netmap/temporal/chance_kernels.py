"""The loops behind `chance`: coins drawn where they matter, and two passes back through time.

A coin is a uniform number that passes where it is below a threshold. Its binary digits come from a hash:
digit d of the coins of 64 worlds is one hash, of the key of the passage and of its place in a row of such
hashes (SplitMix64: Steele, Lea and Flood 2014). Digits are compared from the first on, and no more are drawn
once all the coins that matter are decided.
"""

from __future__ import annotations

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
        state += GOLDEN
        digit = mixed(state)
        if rest >> N63 != NOTHING:
            passed |= undecided & ~digit
            undecided &= digit
        else:
            undecided &= ~digit
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
    value = np.empty((rows, WORDS), np.uint64)
    missing = np.empty((rows, WORDS), np.uint64)
    needed, coin = np.full(WORDS, EVERYTHING), np.empty(WORDS, np.uint64)
    seat_day = np.empty(len(later), np.int64)
    for encounter in range(len(day) if limited else 0):
        seat_day[offsets[encounter] : offsets[encounter + 1]] = day[encounter]
    end = len(day)
    while end > 0:
        today, begin = day[end - 1], end - 1
        while begin > 0 and day[begin - 1] == today:
            begin -= 1
        base = 0 if limited else offsets[begin]
        for seat in range(offsets[begin], offsets[end]):
            room[seat - base] = NOTHING
            if limited:
                mine, after = held[members[seat]], later[seat]
                mine[:] = NOTHING
                while after >= 0 and seat_day[after] - today <= max_wait:
                    if seat_day[after] > today:
                        for row in range(rows):
                            for word in range(WORDS):
                                mine[row, word] |= room[after, row, word]
                    after = later[after]
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                first, last = offsets[encounter], offsets[encounter + 1]
                for seat in range(first, last):
                    if not gives[seat]:
                        continue
                    who, passed_on = members[seat], room[seat - base]
                    some = NOTHING
                    for row in range(rows if few else 0):
                        for word in range(WORDS):
                            known = NOTHING if limited else held[who, row, word]
                            for line in range(0 if limited else len(starts)):
                                if starts[line, seat]:
                                    known &= reaching[line, who, row, word]
                            missing[row, word] = ~(known | passed_on[row, word])
                            some |= missing[row, word]
                    if few and some == NOTHING:
                        continue
                    key = mixed(encounter_key[encounter] ^ actor_key[who])
                    for other in range(first, last):
                        if other == seat or not takes[other]:
                            continue
                        taker, at = members[other], part[other]
                        gets = held[taker]
                        if at >= 0:
                            for row in range(rows):
                                goal = row_part[row] == at and not (varied and gone[taker, row])
                                for word in range(WORDS):
                                    value[row, word] = EVERYTHING if goal else gets[row, word]
                            gets = value
                        if few:
                            some = NOTHING
                            for word in range(WORDS):
                                needed[word] = NOTHING
                                for row in range(rows):
                                    needed[word] |= gets[row, word] & missing[row, word]
                                some |= needed[word]
                            if some == NOTHING:
                                continue
                        passage = mixed(key ^ actor_key[taker])
                        for word in range(WORDS):
                            place = np.uint64(first_word + word)
                            coin[word] = passing(passage, place, needed[word], threshold, sure)
                        c0, c1, c2, c3 = coin[0], coin[1], coin[2], coin[3]
                        c4, c5, c6, c7 = coin[4], coin[5], coin[6], coin[7]
                        for row in range(rows):
                            w0 = passed_on[row, 0] | (gets[row, 0] & c0)
                            w1 = passed_on[row, 1] | (gets[row, 1] & c1)
                            w2 = passed_on[row, 2] | (gets[row, 2] & c2)
                            w3 = passed_on[row, 3] | (gets[row, 3] & c3)
                            w4 = passed_on[row, 4] | (gets[row, 4] & c4)
                            w5 = passed_on[row, 5] | (gets[row, 5] & c5)
                            w6 = passed_on[row, 6] | (gets[row, 6] & c6)
                            w7 = passed_on[row, 7] | (gets[row, 7] & c7)
                            passed_on[row, 0], passed_on[row, 1] = w0, w1
                            passed_on[row, 2], passed_on[row, 3] = w2, w3
                            passed_on[row, 4], passed_on[row, 5] = w4, w5
                            passed_on[row, 6], passed_on[row, 7] = w6, w7
                        for row in range(rows if few else 0):
                            for word in range(WORDS):
                                missing[row, word] &= ~passed_on[row, word]
                    for row in range(rows if varied or mark[encounter] >= 0 else 0):
                        left_out = mark[encounter] >= 0 and row_without[row] == mark[encounter]
                        if left_out or (varied and gone[who, row]):
                            passed_on[row] = NOTHING
            for seat in range(offsets[begin], offsets[end]):
                who, passed_on = members[seat], room[seat - base]
                if gives[seat]:
                    grown = NOTHING
                    for row in range(rows):
                        for word in range(WORDS):
                            gets = passed_on[row, word]
                            grown |= gets & ~held[who, row, word]
                            held[who, row, word] |= gets
                    changed = changed or (same_day and grown != NOTHING)
                    for line in range(len(starts)):
                        if starts[line, seat]:
                            for row in range(rows):
                                for word in range(WORDS):
                                    reaching[line, who, row, word] |= passed_on[row, word]
        end = begin


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
) -> None:
    """Fill in `found`: the first day of arrival of each actor x part x world, `LATER` where there is none.

    As `reach_kernel`, with days in place of bits: `held` is when what an actor has been given before today
    arrives, `room` when what is passed on at a seat does. `stamp` is the day of an encounter as it is noted,
    a small number; `day` says which encounters go together and how long somebody waits.
    """
    parts, worlds = held.shape[1], held.shape[2]
    limited = len(later) > 0
    seat_day = np.empty(len(later), np.int64)
    for encounter in range(len(day) if limited else 0):
        seat_day[offsets[encounter] : offsets[encounter + 1]] = day[encounter]
    end = len(day)
    while end > 0:
        today, begin = day[end - 1], end - 1
        while begin > 0 and day[begin - 1] == today:
            begin -= 1
        base = 0 if limited else offsets[begin]
        for seat in range(offsets[begin], offsets[end]):
            room[seat - base] = LATER
            if limited:
                mine, after = held[members[seat]], later[seat]
                mine[:] = LATER
                while after >= 0 and seat_day[after] - today <= max_wait:
                    if seat_day[after] > today:
                        for goal in range(parts):
                            for world in range(worlds):
                                mine[goal, world] = min(mine[goal, world], room[after, goal, world])
                    after = later[after]
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                first, last, now = offsets[encounter], offsets[encounter + 1], np.int32(stamp[encounter])
                for seat in range(first, last):
                    if not gives[seat]:
                        continue
                    passed_on = room[seat - base]
                    key = mixed(encounter_key[encounter] ^ actor_key[members[seat]])
                    for other in range(first, last):
                        if other == seat or not takes[other]:
                            continue
                        taker, at = members[other], part[other]
                        passage = mixed(key ^ actor_key[taker])
                        for word in range(worlds // 64):
                            place = np.uint64(first_word + word)
                            coin = passing(passage, place, EVERYTHING, threshold, sure)
                            for goal in range(parts):
                                arrives = goal == at
                                for lane in range(64):
                                    world = 64 * word + lane
                                    sooner = now if arrives else held[taker, goal, world]
                                    if (coin >> np.uint64(lane)) & ONE == NOTHING:
                                        sooner = LATER
                                    passed_on[goal, world] = min(passed_on[goal, world], sooner)
            for seat in range(offsets[begin], offsets[end]):
                who, passed_on = members[seat], room[seat - base]
                if gives[seat]:
                    grown = False
                    for goal in range(parts):
                        for world in range(worlds):
                            grown |= passed_on[goal, world] < held[who, goal, world]
                            held[who, goal, world] = min(passed_on[goal, world], held[who, goal, world])
                    changed |= same_day and grown
                    if starts[seat]:
                        for goal in range(parts):
                            for world in range(worlds):
                                found[who, goal, world] = min(found[who, goal, world], passed_on[goal, world])
        end = begin


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
