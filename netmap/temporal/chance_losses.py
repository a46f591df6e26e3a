"""How many still arrive without some encounters or people: many variants in one pass, under the same coins.

Of most actors most variants tell the same as when nothing is left out, so only what is lost is followed:
a row of bits for each actor says in which variants anything is, and only there is it kept in which worlds.
Where there are many goals something is lost nearly everywhere, and `many_goals` is quicker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from netmap.temporal.absences import most_seats_of_a_day
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule
from netmap.temporal.chance import Coins, Variants, counts_by_world, reached_by_chance, sums_of_planes
from netmap.temporal.chance_kernels import EVERYTHING, NOTHING, ONE, first_of_day, mixed, passing
from netmap.temporal.compiling import for_work, side_by_side
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.many_goals import bits_of_rows, counts_by_bits
from netmap.temporal.reach_rows import WORDS, Words
from netmap.temporal.self_excluding_targets import Goals, by_group

ROOM = 2**24
"""So many words at most are kept at once of what is known of all actors; what is asked beyond waits."""

MANY_GOALS, MANY_ROWS = 16, 1024
"""From so many goals on, and so many goals in all variants, each world is walked through by itself."""

AT_ONCE = 128
"""More variants than this are halved, for two cores."""

Places = npt.NDArray[np.int32]

DEEP = 4
"""So many takers by whom something arrives in a world are counted; from so many on all are looked at."""

DEBRUIJN, N58 = np.uint64(0x03F79D71B4CB0A89), np.uint64(58)
PLACES = np.zeros(64, np.int64)
"""Which bit of a word is set where only one is: by the first six digits of its product with `DEBRUIJN`."""

for _place in range(64):
    PLACES[(int(DEBRUIJN) << _place) % 2**64 >> 58] = _place


def counts_without(
    journeys: Journeys,
    coins: Coins,
    starts: Bools,
    goals: Goals,
    rule: Rule,
    variants: Variants,
    asked: Sequence[tuple[int, Bools]],
) -> Ints:
    """How many arrive in each variant and random world.

    Parameters are those of `reached_by_chance`; `asked` are tables, each with the line of `starts` that it
    asks about, that say of every actor and group whether it counts that the actor reaches it.

    Returns whole numbers, tables x variants x worlds.
    """
    counts = np.zeros((len(asked), len(variants), coins.replicates), np.int64)
    if rule.same_day or rule.max_wait != NO_LIMIT:
        for each in reached_by_chance(journeys, coins, starts, goals, rule, variants):
            rows = slice(each.variant, each.variant + each.words.shape[2])
            for place, (line, table) in enumerate(asked):
                who, group = np.nonzero(table)
                words = each.words[line][who, :, group]
                worlds = slice(each.world, each.world + each.worlds)
                counts[place, rows, worlds] = counts_by_world(words, each.worlds)
        return counts
    if len(goals) >= MANY_GOALS and len(goals) * len(variants) >= MANY_ROWS:
        return counts_by_bits(journeys, coins, starts, goals, variants, asked)
    return _counted(_Pass(journeys, coins, starts, goals, variants), asked, counts)


class _Pass:
    """What all parts of one question share: who is gone in every variant takes no part at all."""

    def __init__(
        self, journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, variants: Variants
    ) -> None:
        gone = variants.gone
        always: Bools = np.zeros(journeys.actors, np.bool_)
        if gone.shape[1]:
            always = np.logical_and.reduce(gone, axis=1)
        here = ~always[journeys.members]
        self.journeys, self.coins, self.goals, self.variants = journeys, coins, goals, variants
        self.starts, self.alike = np.ascontiguousarray(starts), len(starts) == 1 and bool(starts.all())
        self.gives, self.takes = journeys.gives & here, journeys.takes & here
        self.gone = gone & ~always[:, None]
        kept = journeys.actors * (1 if self.alike else 1 + len(starts)) + most_seats_of_a_day(journeys)
        room = max(ROOM // max(kept * len(goals) * WORDS, 1), 1)
        self.step = min(room, max(-(-len(variants) // 2), AT_ONCE))

    def every(self, block: int) -> Iterator[tuple[int, tuple[Words, Places, Words, Words]]]:
        """The words of all variants, each with the first of its variants; of many, halves side by side."""
        every = range(0, len(self.variants), self.step)
        if len(every) == 2:
            yield from side_by_side(lambda first: self.words(block, first), every)
        else:
            yield from ((first, self.words(block, first)) for first in every)

    def words(self, block: int, first: int) -> tuple[Words, Places, Words, Words]:
        """What arrives with everything in its place, lines x actors x parts x words, and what is lost of it.

        In some variants something is lost of it: where the bit of a row is set in the third, lines x actors x
        words, a row for each part of each variant, the second says which line of the last holds the worlds.
        """
        journeys, parts, asked = self.journeys, len(self.goals), self.variants
        without = asked.without[first : first + self.step]
        marks, mark = np.unique(np.append(asked.mark, -1), return_inverse=True)
        cut = (without[None, :] == marks[:, None]) & (marks[:, None] != -1)
        gone = self.gone[:, first : first + self.step]
        if gone.shape[1] == 0:
            gone = np.zeros((journeys.actors, len(without)), np.bool_)
        cut_rows, gone_rows = (bits_of_rows(np.repeat(each, parts, axis=1)) for each in (cut, gone))
        seats, rows, width = most_seats_of_a_day(journeys), len(without) * parts, cut_rows.shape[1]
        lines = 0 if self.alike else len(self.starts)
        held, room = (np.zeros((count, parts, WORDS), np.uint64) for count in (journeys.actors, seats))
        held_at, room_at = (np.empty((count, rows), np.int32) for count in (journeys.actors, seats))
        held_misses, room_misses = (np.zeros((count, width), np.uint64) for count in (journeys.actors, seats))
        found = np.zeros((lines, journeys.actors, parts, WORDS), np.uint64)
        found_at = np.empty((lines, journeys.actors, rows), np.int32)
        misses = np.zeros((lines, journeys.actors, width), np.uint64)
        most_lost = (1 + lines) * journeys.actors * rows
        lost, room_lost = (np.empty((count, WORDS), np.uint64) for count in (most_lost, seats * rows))
        most = int(np.diff(journeys.offsets).max(initial=0))
        kernel = for_work(losses_kernel, 1024 * len(journeys.members) * parts * len(without))
        with np.errstate(over="ignore"):
            kernel(
                *(journeys.day, journeys.offsets, journeys.members, self.gives, self.takes),
                *(self.coins.seeded, self.coins.actor, *self.coins.threshold, block * WORDS),
                *(self.starts[:lines], self.goals.part, np.tile(np.arange(parts), len(without))),
                *(mark[:-1].astype(np.int64), cut_rows, gone_rows, np.empty((most, WORDS), np.uint64)),
                *(np.empty(most, np.int64), np.empty((parts, DEEP, WORDS), np.uint64)),
                *(np.empty((rows, DEEP, WORDS), np.uint64), held, held_at, held_misses),
                *(room, room_at, room_misses, room_lost, found, found_at, misses),
                *(lost, np.empty(most_lost, np.int32), np.zeros(2, np.int64)),
            )
        if self.alike:
            return held[None], held_at[None], held_misses[None], lost
        return found, found_at, misses, lost


def _counted(question: _Pass, asked: Sequence[tuple[int, Bools]], counts: Ints) -> Ints:
    """Fill in the counts: those with everything, less those who no longer arrive."""
    goals, coins, parts = question.goals, question.coins, len(question.goals)
    order = np.argsort(goals.stands_for, kind="stable")
    begins = np.searchsorted(goals.stands_for[order], np.arange(goals.groups + 1))
    for block in range(coins.blocks):
        worlds = slice(block * 64 * WORDS, block * 64 * WORDS + coins.worlds(block))
        for first, words in question.every(block):
            found, found_at, misses, lost = words
            count = found_at.shape[2] // parts
            for place, (line, table) in enumerate(asked):
                whole = by_group(found[line].copy(), goals, np.uint64(0), np.bitwise_or)
                digits = max(int(table.sum()).bit_length(), 1)
                planes = np.zeros((count * WORDS, digits), np.uint64)
                kernel = for_work(lost_kernel, 64 * WORDS * int(np.bitwise_count(misses[line]).sum()))
                with np.errstate(over="ignore"):
                    kernel(
                        *(found[line], found_at[line], misses[line], lost, whole),
                        *(
                            np.ascontiguousarray(table),
                            parts,
                            goals.stands_for,
                            goals.owner,
                            order,
                            begins,
                            planes,
                        ),
                    )
                there = counts_by_world(whole[table][:, None], coins.worlds(block))
                less = sums_of_planes(planes, count, coins.worlds(block))
                counts[place, first : first + count, worlds] = there - less
    return counts


def losses_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
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
    mark: Ints,
    cut_rows: Words,
    gone_rows: Words,
    coins: Words,
    takers: Ints,
    ways: Words,
    closed: Words,
    held: Words,
    held_at: Places,
    held_misses: Words,
    room: Words,
    room_at: Places,
    room_misses: Words,
    room_lost: Words,
    found: Words,
    found_at: Places,
    misses: Words,
    lost: Words,
    free: Places,
    used: Ints,
) -> None:
    """Fill in `held` and what is lost of it, and the same for each line of `starts`, from the last day on.

    A row is one part of the goals (`row_part`) in one variant. Where its bit is set in `held_misses` or
    `misses`, `held_at` or `found_at` says in which line of `lost` the worlds are that are lost there; in
    `room_misses`, `room_at` of `room_lost`. `cut_rows` are the rows in which a `mark` is left out, and
    `gone_rows` those in which an actor is. `room` is what arrives of what a seat of a day passes on.
    `ways` are the worlds in which it does by at least one taker, two, three, four; `closed` those in which at
    least so many of them do no longer in a row: it is lost where as many do not as did, and of four or more
    all are looked at.
    """
    parts, width = held.shape[1], held_misses.shape[1]
    touched, stopped = np.zeros(width, np.uint64), np.zeros(width, np.uint64)
    end = len(day)
    while end > 0:
        begin, filled = first_of_day(day, end), 0
        base = offsets[begin]
        for encounter in range(begin, end):
            for seat in range(offsets[encounter], offsets[encounter + 1]):
                if not gives[seat]:
                    continue
                who, at, count = members[seat], seat - base, 0
                key = mixed(encounter_key[encounter] ^ actor_key[who])
                for row in range(parts):
                    for word in range(WORDS):
                        ways[row, 0, word] = ways[row, 1, word] = ways[row, 2, word] = ways[row, 3, word] = (
                            NOTHING
                        )
                for place in range(width):
                    stopped[place] = cut_rows[mark[encounter], place] | gone_rows[who, place]
                    touched[place] = NOTHING
                for other in range(offsets[encounter], offsets[encounter + 1]):
                    if other == seat or not takes[other]:
                        continue
                    taker, goal = members[other], part[other]
                    passage = mixed(key ^ actor_key[taker])
                    takers[count] = other
                    for word in range(WORDS):
                        where = np.uint64(first_word + word)
                        coins[count, word] = passing(passage, where, EVERYTHING, threshold, sure)
                    for row in range(parts):
                        everything = EVERYTHING if row == goal else NOTHING
                        for word in range(WORDS):
                            more = (held[taker, row, word] | everything) & coins[count, word]
                            ways[row, 3, word] |= ways[row, 2, word] & more
                            ways[row, 2, word] |= ways[row, 1, word] & more
                            ways[row, 1, word] |= ways[row, 0, word] & more
                            ways[row, 0, word] |= more
                    for place in range(width):
                        bits = held_misses[taker, place]
                        if goal >= 0:
                            bits |= gone_rows[taker, place]
                        bits &= ~stopped[place]
                        while bits != NOTHING:
                            low = bits & (NOTHING - bits)
                            bits ^= low
                            row = 64 * place + PLACES[(low * DEBRUIJN) >> N58]
                            at_goal = row_part[row] == goal
                            if at_goal and gone_rows[taker, place] & low == NOTHING:
                                continue
                            if not at_goal and held_misses[taker, place] & low == NOTHING:
                                continue
                            everything, some = EVERYTHING if at_goal else NOTHING, NOTHING
                            mine = 0 if at_goal else held_at[taker, row]
                            for word in range(WORDS):
                                some |= (lost[mine, word] | everything) & coins[count, word]
                            if some == NOTHING:
                                continue
                            first = touched[place] & low == NOTHING
                            touched[place] |= low
                            for word in range(WORDS):
                                less = (lost[mine, word] | everything) & coins[count, word]
                                if first:
                                    closed[row, 0, word] = less
                                    closed[row, 1, word] = closed[row, 2, word] = closed[row, 3, word] = (
                                        NOTHING
                                    )
                                else:
                                    closed[row, 3, word] |= closed[row, 2, word] & less
                                    closed[row, 2, word] |= closed[row, 1, word] & less
                                    closed[row, 1, word] |= closed[row, 0, word] & less
                                    closed[row, 0, word] |= less
                    count += 1
                for row in range(parts):
                    for word in range(WORDS):
                        room[at, row, word] = ways[row, 0, word]
                for place in range(width):
                    bits, kept = touched[place], NOTHING
                    while bits != NOTHING:
                        low = bits & (NOTHING - bits)
                        bits ^= low
                        row = 64 * place + PLACES[(low * DEBRUIJN) >> N58]
                        whole, some, deep = row_part[row], NOTHING, NOTHING
                        for word in range(WORDS):
                            less = closed[row, 0, word] & ~ways[whole, 1, word]
                            less |= closed[row, 1, word] & ~ways[whole, 2, word]
                            less |= closed[row, 2, word] & ~ways[whole, 3, word]
                            deep |= closed[row, DEEP - 1, word]
                            room_lost[filled, word] = less
                            some |= less
                        if deep != NOTHING:
                            some = NOTHING
                            for word in range(WORDS):
                                left = NOTHING
                                for each in range(count):
                                    taker, still = members[takers[each]], EVERYTHING
                                    at_goal = part[takers[each]] == whole
                                    if not at_goal or gone_rows[taker, place] & low != NOTHING:
                                        still = held[taker, whole, word]
                                        if held_misses[taker, place] & low != NOTHING:
                                            still &= ~lost[held_at[taker, row], word]
                                    left |= still & coins[each, word]
                                room_lost[filled, word] = room[at, whole, word] & ~left
                                some |= room_lost[filled, word]
                        if some != NOTHING:
                            kept |= low
                            room_at[at, row] = filled
                            filled += 1
                    bits = stopped[place]
                    while bits != NOTHING:
                        low = bits & (NOTHING - bits)
                        bits ^= low
                        row = 64 * place + PLACES[(low * DEBRUIJN) >> N58]
                        for word in range(WORDS):
                            room_lost[filled, word] = room[at, row_part[row], word]
                        room_at[at, row] = filled
                        filled += 1
                    room_misses[at, place] = kept | stopped[place]
        for seat in range(offsets[begin], offsets[end]):
            if gives[seat]:
                who, at = members[seat], seat - base
                add_rows(
                    held,
                    held_at,
                    held_misses,
                    who,
                    room,
                    room_at,
                    room_misses,
                    at,
                    row_part,
                    room_lost,
                    lost,
                    free,
                    used,
                )
                for line in range(len(starts)):
                    if starts[line, seat]:
                        kept, kept_at, fewer = found[line], found_at[line], misses[line]
                        add_rows(
                            kept,
                            kept_at,
                            fewer,
                            who,
                            room,
                            room_at,
                            room_misses,
                            at,
                            row_part,
                            room_lost,
                            lost,
                            free,
                            used,
                        )
        end = begin


def add_rows(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    kept: Words,
    kept_at: Places,
    kept_misses: Words,
    who: int,
    more: Words,
    more_at: Places,
    more_misses: Words,
    at: int,
    row_part: Ints,
    room_lost: Words,
    lost: Words,
    free: Places,
    used: Ints,
) -> None:
    """Add what arrives by one seat to what arrives anyway; lost is what both lose, or one loses and only had.

    Lines of `lost` are taken and given back: `used` says how many were ever taken, and how many are `free`.
    """
    for place in range(kept_misses.shape[1]):
        had, gets = kept_misses[who, place], more_misses[at, place]
        bits, still = had | gets, NOTHING
        while bits != NOTHING:
            low = bits & (NOTHING - bits)
            bits ^= low
            row = 64 * place + PLACES[(low * DEBRUIJN) >> N58]
            whole, some = row_part[row], NOTHING
            if had & low != NOTHING:
                mine = kept_at[who, row]
                if gets & low == NOTHING:
                    for word in range(WORDS):
                        lost[mine, word] &= ~more[at, whole, word]
                        some |= lost[mine, word]
                else:
                    theirs = more_at[at, row]
                    for word in range(WORDS):
                        one, other = lost[mine, word], room_lost[theirs, word]
                        alone = (one & ~more[at, whole, word]) | (other & ~kept[who, whole, word])
                        lost[mine, word] = alone | (one & other)
                        some |= lost[mine, word]
                if some == NOTHING:
                    free[used[1]] = mine
                    used[1] += 1
            else:
                theirs = more_at[at, row]
                for word in range(WORDS):
                    some |= room_lost[theirs, word] & ~kept[who, whole, word]
                if some != NOTHING:
                    if used[1] > 0:
                        used[1] -= 1
                        mine = free[used[1]]
                    else:
                        mine = used[0]
                        used[0] += 1
                    kept_at[who, row] = mine
                    for word in range(WORDS):
                        lost[mine, word] = room_lost[theirs, word] & ~kept[who, whole, word]
            if some != NOTHING:
                still |= low
        kept_misses[who, place] = still
    for row in range(kept.shape[1]):
        for word in range(WORDS):
            kept[who, row, word] |= more[at, row, word]


def lost_kernel(
    found: Words,
    found_at: Places,
    misses: Words,
    lost: Words,
    whole: Words,
    asked: Bools,
    parts: int,
    stands_for: Ints,
    owner: Ints,
    order: Ints,
    begins: Ints,
    planes: Words,
) -> None:
    """For each variant and word count, in each world, who reaches a group with everything and not there.

    `order` are the parts sorted by their group, those of group g from `begins[g]` on; a group of several is
    looked at once. Digit k of the counts of variant v and word w is `planes[v * WORDS + w, k]`.
    """
    for actor in range(len(found)):
        for place in range(misses.shape[1]):
            bits = misses[actor, place]
            while bits != NOTHING:
                low = bits & (NOTHING - bits)
                bits ^= low
                row = 64 * place + PLACES[(low * DEBRUIJN) >> N58]
                variant, own = row // parts, row % parts
                group, first = stands_for[own], True
                if not asked[actor, group] or owner[own] == actor:
                    continue
                for each in range(begins[group], begins[group + 1]):
                    if order[each] < own and owner[order[each]] != actor:
                        other = variant * parts + order[each]
                        missing = (misses[actor, other // 64] >> np.uint64(other % 64)) & ONE
                        first = first and missing == NOTHING
                single = begins[group + 1] - begins[group] == 1
                for word in range(WORDS if first else 0):
                    carry, digit, left = lost[found_at[actor, row], word], 0, NOTHING
                    for each in range(0 if single else begins[group], 0 if single else begins[group + 1]):
                        if owner[order[each]] != actor:
                            other = variant * parts + order[each]
                            still = found[actor, order[each], word]
                            if (misses[actor, other // 64] >> np.uint64(other % 64)) & ONE != NOTHING:
                                still &= ~lost[found_at[actor, other], word]
                            left |= still
                    if not single:
                        carry = whole[actor, group, word] & ~left
                    while carry != NOTHING:
                        line = variant * WORDS + word
                        more = planes[line, digit] & carry
                        planes[line, digit] ^= carry
                        carry = more
                        digit += 1
