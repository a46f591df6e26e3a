"""How many more would arrive with some contacts added, world by world: one pass there and one back for all.

A path that uses a contact that is not there yet reaches its giver before the day, passes if its coin says so,
and goes on from its taker after the day. So a pass back through time that remembers what each taker could
still reach, and a pass forward that remembers who had reached each giver, answer for any number of pairs,
each by itself. It holds where hops lie on strictly later days and nobody waits too long. What the two
of a pair have given each other on earlier days they hold too: somebody who is given back what they passed on
may have changed level in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from netmap.temporal.chance import Coins
from netmap.temporal.chance_kernels import EVERYTHING, NOTHING, ONE, mixed, passing
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import Words
from netmap.temporal.self_excluding_targets import Goals


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """Passages that are not there yet, in the order of their days; of a mutual contact there are two.

    `change` says which contacts are added together, 0..changes-1: those of one pair. `key` is that of the
    contact, as coins know encounters; `starts` whether its giver may be a source that day, `group` the goal
    at which its taker counts as reached that day, or -1.
    """

    changes: int
    change: Ints
    day: Ints
    giver: Ints
    taker: Ints
    key: Words
    starts: Bools
    group: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Who would have to reach what: sources as codes, and of groups x sources which count."""

    sources: Ints
    counted: Bools


def gains_by_world(
    journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, asked: Asked, added: Added
) -> Ints:
    """How many more pairs of source and group are reached with each change alone: changes x worlds.

    Parameters
    ----------
    journeys, coins, starts, goals: as in `reached_by_chance`, with one line of `starts`; seats of whoever
        may be a source on any day are to be apart in `goals`.
    asked: who is to reach what.
    added: the passages of every change.
    """
    gains = np.zeros((added.changes, coins.replicates), np.int64)
    order = np.argsort(added.change, kind="stable")
    place, skip = _place(journeys.actors, asked.sources), _skipped(asked)
    passages = _passages(journeys, coins, starts, goals, place)
    kernel = for_work(gains_kernel, coins.replicates * (len(passages[0]) + len(order) * len(skip)))
    own = np.where(added.starts, place[added.giver], -1)
    more = (added.day, added.giver, added.taker, own, added.group)
    with np.errstate(over="ignore"):
        keys = replace(coins, encounter=added.key).seeded
        key = _key(keys, coins.actor[added.giver], coins.actor[added.taker])
        kernel(
            *(*passages, *coins.threshold, goals.owner, goals.stands_for, bool(starts.all()), place, skip),
            *(*more, key, order, added.change[order], gains),
        )
    return gains


def open_ends(
    journeys: Journeys,
    coins: Coins,
    starts: Bools,
    goals: Goals,
    asked: Asked,
    days: tuple[int, int],
) -> tuple[Ints, Ints]:
    """What an added contact could join at most, over all worlds: two tables of actors x groups.

    Of each actor in how many pairs of source and world they hold what the source does not get to the group,
    before the later of two days; and in how many worlds what they are given on the earlier one gets there
    later.
    """
    held, onward = (np.zeros((journeys.actors, len(asked.counted)), np.int64) for _ in range(2))
    place, skip = _place(journeys.actors, asked.sources), _skipped(asked)
    passages = _passages(journeys, coins, starts, goals, place)
    kernel = for_work(open_ends_kernel, coins.replicates * (len(passages[0]) + journeys.actors * len(skip)))
    with np.errstate(over="ignore"):
        kernel(
            *(*passages, *coins.threshold, len(goals), goals.stands_for, place, skip),
            *(*days, coins.replicates, held, onward),
        )
    return held, onward


def lesser_shares(held: Ints, could: Ints, first: Ints, second: Ints) -> Ints:
    """For each pair of actors the lesser of what one holds and what the other could pass on.

    `held` and `could` are tables of actors x groups; both directions and all groups are added up.
    """
    shares = np.zeros(len(first), np.int64)
    for_work(lesser_shares_kernel, held.shape[1] * len(first))(held, could, first, second, shares)
    return shares


def _passages(journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, place: Ints) -> tuple[Any, ...]:
    """Every ordered pair of seats between which something may pass, in the order of days.

    Of each the day, the giver, the taker, the part of the goals that the taker counts for (or -1), the giver
    as a source (or -1), the taker as a source (or -1), and the key of its coins.
    """
    encounter, giver, taker = _seats(journeys)
    gives, takes = journeys.members[giver], journeys.members[taker]
    with np.errstate(over="ignore"):
        key = _key(coins.seeded[encounter], coins.actor[gives], coins.actor[takes])
    own = np.where(starts[giver], place[gives], -1)
    return journeys.day[encounter], gives, takes, goals.part[taker], own, place[takes], key


def _key(encounter: Words, giver: Words, taker: Words) -> Words:
    """The keys of passages, as `reached_by_chance` makes them."""
    return mixed(mixed(encounter ^ giver) ^ taker)  # type: ignore[arg-type, return-value]


def _seats(journeys: Journeys) -> tuple[Ints, Ints, Ints]:
    """Of every passage the encounter, and the seats of who gives and who takes."""
    offsets, sizes = journeys.offsets, np.diff(journeys.offsets)
    found = [np.zeros((3, 0), np.int64)]
    for size in np.unique(sizes):
        which = np.flatnonzero(sizes == size)
        one, other = (each.ravel() for each in np.indices((size, size)))
        apart = one != other
        seats = offsets[which][:, None]
        pairs = (
            np.repeat(which, int(apart.sum())),
            (seats + one[apart]).ravel(),
            (seats + other[apart]).ravel(),
        )
        found.append(np.stack(pairs))
    encounter, giver, taker = np.concatenate(found, axis=1)
    passing_ = journeys.gives[giver] & journeys.takes[taker]
    order = np.argsort(encounter[passing_], kind="stable")
    return tuple(each[passing_][order] for each in (encounter, giver, taker))


def _place(actors: int, sources: Ints) -> Ints:
    place = np.full(actors, -1, np.int64)
    place[sources] = np.arange(len(sources))
    return place


def _skipped(asked: Asked) -> Words:
    """Groups x words of sources that do not count, as if they had arrived already."""
    groups, sources = asked.counted.shape
    width = max(-(-sources // 64), 1)
    bits = np.ones((groups, width * 64), np.bool_)
    bits[:, :sources] = ~asked.counted
    return np.packbits(bits, axis=1, bitorder="little").view(np.uint64)


def ones(word: np.uint64) -> int:
    """How many bits of a word are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


def passing_by_world(
    key: Words, order: Ints, block: int, worlds: int, threshold: np.uint64, sure: bool, offsets: Ints
) -> Ints:
    """Which passages pass in each of up to 64 worlds, in the order given, one world after the other.

    Those of world w of the block are the places `offsets[w]:offsets[w+1]` of what is returned.
    """
    alive = EVERYTHING if worlds >= 64 else (ONE << np.uint64(worlds)) - ONE
    coin, count = np.empty(len(order), np.uint64), np.zeros(64, np.int64)
    for each in range(len(order)):
        bits = passing(key[order[each]], np.uint64(block), alive, threshold, sure)
        coin[each] = bits
        while bits != NOTHING:
            count[ones((bits & (~bits + ONE)) - ONE)] += 1
            bits &= bits - ONE
    offsets[0] = 0
    for lane in range(64):
        offsets[lane + 1] = offsets[lane] + count[lane]
        count[lane] = offsets[lane]
    found = np.empty(offsets[64], np.int64)
    for each in range(len(order)):
        bits = coin[each]
        while bits != NOTHING:
            lane = ones((bits & (~bits + ONE)) - ONE)
            found[count[lane]] = order[each]
            count[lane] += 1
            bits &= bits - ONE
    return found


def taken_back(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    gives: Ints,
    takes: Ints,
    part: Ints,
    passed: Ints,
    asked: Ints,
    when: Ints,
    whose: Ints,
    onward: Words,
    reach: Words,
    fresh: Words,
) -> None:
    """Fill in `onward`: of who is asked about (places, in the order of their days) the parts reached later.

    `passed` are the passages that pass; `whose` has a line or more of actors, `onward` what each reaches.
    `reach` and `fresh` are room for actors x words of parts; `fresh` is left empty.
    """
    words, lines = reach.shape[1], len(whose)
    reach[:] = NOTHING
    last, end = len(asked) - 1, len(passed)
    while end > 0:
        today, begin = day[passed[end - 1]], end - 1
        while begin > 0 and day[passed[begin - 1]] == today:
            begin -= 1
        while last >= 0 and when[asked[last]] >= today:
            for line in range(lines):
                for word in range(words):
                    onward[line, asked[last], word] = reach[whose[line, asked[last]], word]
            last -= 1
        for each in range(begin, end):
            giver, taker, at = gives[passed[each]], takes[passed[each]], part[passed[each]]
            for word in range(words):
                fresh[giver, word] |= reach[taker, word]
            if at >= 0:
                fresh[giver, at // 64] |= ONE << np.uint64(at % 64)
        for each in range(begin, end):
            giver = gives[passed[each]]
            for word in range(words):
                reach[giver, word] |= fresh[giver, word]
                fresh[giver, word] = NOTHING
        end = begin
    while last >= 0:
        for line in range(lines):
            for word in range(words):
                onward[line, asked[last], word] = reach[whose[line, asked[last]], word]
        last -= 1


def taken_forward(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    gives: Ints,
    takes: Ints,
    part: Ints,
    own: Ints,
    mine: Ints,
    passed: Ints,
    stands_for: Ints,
    asked: Ints,
    when: Ints,
    whose: Ints,
    before: Words,
    reached: Words,
    holds: Words,
    fresh: Words,
) -> None:
    """Fill in `before`: of who is asked about (places, in the order of their days) the sources held by then.

    And add to `reached`, groups x words of sources, who arrives. `holds` and `fresh` are room for actors x
    words of sources; `fresh` is left empty.
    """
    words = holds.shape[1]
    holds[:] = NOTHING
    first, begin = 0, 0
    while begin < len(passed):
        today, end = day[passed[begin]], begin + 1
        while end < len(passed) and day[passed[end]] == today:
            end += 1
        while first < len(asked) and when[asked[first]] <= today:
            row = asked[first]
            for word in range(words):
                before[row, word] = holds[whose[row], word]
            first += 1
        for each in range(begin, end):
            giver, taker, at = gives[passed[each]], takes[passed[each]], part[passed[each]]
            source, same = own[passed[each]], mine[passed[each]]
            for word in range(words):
                fresh[taker, word] |= holds[giver, word]
            if source >= 0:
                fresh[taker, source // 64] |= ONE << np.uint64(source % 64)
            if at >= 0:
                group, was = stands_for[at], NOTHING
                if same >= 0:
                    was = reached[group, same // 64] | ~(ONE << np.uint64(same % 64))
                for word in range(words):
                    reached[group, word] |= holds[giver, word]
                if source >= 0:
                    reached[group, source // 64] |= ONE << np.uint64(source % 64)
                if same >= 0:
                    reached[group, same // 64] &= was
        for each in range(begin, end):
            taker = takes[passed[each]]
            for word in range(words):
                holds[taker, word] |= fresh[taker, word]
                fresh[taker, word] = NOTHING
        begin = end
    while first < len(asked):
        row = asked[first]
        for word in range(words):
            before[row, word] = holds[whose[row], word]
        first += 1


def reached_by_all(reached: Words, full: Words) -> None:
    """Fill in `full`: the sources that arrive at every group, or do not count."""
    full[:] = EVERYTHING
    for group in range(reached.shape[0]):
        for word in range(reached.shape[1]):
            full[word] &= reached[group, word]


def newly(found: Words, reached: Words, missing: Words, group: int, same: int) -> int:
    """Add sources that arrive at a group to those found; how many are new, `same` being no goal of itself."""
    fresh = 0
    for word in range(len(missing)):
        arrives = missing[word] & ~(reached[group, word] | found[group, word])
        if same >= 0 and same // 64 == word:
            arrives &= ~(ONE << np.uint64(same % 64))
        if arrives != NOTHING:
            found[group, word] |= arrives
            fresh += ones(arrives)
    return fresh


def newly_one(found: Words, reached: Words, group: int, source: Any) -> int:
    """Add one source to those found; 1 where it is new."""
    word, bit = source // 64, ONE << np.uint64(source % 64)
    if (reached[group, word] | found[group, word]) & bit != NOTHING:
        return 0
    found[group, word] |= bit
    return 1


def gains_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    gives: Ints,
    takes: Ints,
    part: Ints,
    own: Ints,
    mine: Ints,
    key: Words,
    threshold: np.uint64,
    sure: bool,
    owner: Ints,
    stands_for: Ints,
    always: bool,
    place: Ints,
    skip: Words,
    added_day: Ints,
    added_giver: Ints,
    added_taker: Ints,
    added_own: Ints,
    added_group: Ints,
    added_key: Words,
    order: Ints,
    change: Ints,
    gains: Ints,
) -> None:
    """Fill in `gains`: changes x worlds, how many more pairs of source and group are reached.

    `order` has the rows added change by change, `change` which one each is of. What somebody held before they
    gave it arrives already wherever they go on to give; so of a contact only the parts count that its taker
    goes on to reach and its giver does not. Of the two themselves that holds only where everybody may be a
    source `always`, and not on some days alone.
    """
    actors, (groups, words), rows = len(place), skip.shape, len(added_day)
    parts, replicates = len(owner), gains.shape[1]
    wide, changes = max((parts + 63) // 64, 1), np.empty(rows, np.int64)
    for at in range(rows):
        changes[order[at]] = change[at]
    every, dated = np.arange(len(day)), np.arange(rows)
    passage_of, dated_of, listed_of = np.zeros(65, np.int64), np.zeros(65, np.int64), np.zeros(65, np.int64)
    reach, fresh_back = np.zeros((actors, wide), np.uint64), np.zeros((actors, wide), np.uint64)
    holds, fresh = np.zeros((actors, words), np.uint64), np.zeros((actors, words), np.uint64)
    onward, before = np.zeros((2, rows, wide), np.uint64), np.zeros((rows, words), np.uint64)
    ends = np.empty((2, rows), np.int64)
    for row in range(rows):
        ends[0, row], ends[1, row] = added_taker[row], added_giver[row]
    reached, found = np.empty((groups, words), np.uint64), np.zeros((groups, words), np.uint64)
    missing = np.empty(words, np.uint64)
    passed_on, full, itself = np.empty(words, np.uint64), np.empty(words, np.uint64), np.empty(2, np.int64)
    through, given = np.zeros((2, words), np.uint64), np.zeros((2, words), np.uint64)
    for block in range((replicates + 63) // 64):
        worlds = min(64, replicates - 64 * block)
        passages = passing_by_world(key, every, block, worlds, threshold, sure, passage_of)
        by_day = passing_by_world(added_key, dated, block, worlds, threshold, sure, dated_of)
        by_change = passing_by_world(added_key, order, block, worlds, threshold, sure, listed_of)
        for lane in range(worlds):
            passed = passages[passage_of[lane] : passage_of[lane + 1]]
            asked = by_day[dated_of[lane] : dated_of[lane + 1]]
            listed = by_change[listed_of[lane] : listed_of[lane + 1]]
            taken_back(day, gives, takes, part, passed, asked, added_day, ends, onward, reach, fresh_back)
            for group in range(groups):
                for word in range(words):
                    reached[group, word] = skip[group, word]
            taken_forward(
                day, gives, takes, part, own, mine, passed, stands_for, asked, added_day, added_giver,
                before, reached, holds, fresh,
            )  # fmt: skip
            reached_by_all(reached, full)
            count, now, today, one = 0, np.int64(-1), np.int64(0), np.int64(-1)
            for row in listed:
                if changes[row] != now:
                    if count > 0:
                        gains[now, 64 * block + lane] = count
                        found[:] = NOTHING
                    count, now, today, one = 0, changes[row], added_day[row], added_giver[row]
                    through[:] = NOTHING
                    given[:] = NOTHING
                if added_day[row] != today:
                    today = added_day[row]
                    for side in range(2):
                        for word in range(words):
                            through[side, word] |= given[side, word]
                            given[side, word] = NOTHING
                side, some = 0 if added_giver[row] == one else 1, NOTHING
                for word in range(words):
                    missing[word] = before[row, word] | through[side, word]
                if added_own[row] >= 0:
                    missing[added_own[row] // 64] |= ONE << np.uint64(added_own[row] % 64)
                for word in range(words):
                    given[1 - side, word] |= missing[word]
                    missing[word] &= ~full[word]
                    some |= missing[word]
                if some == NOTHING:
                    continue
                if added_group[row] >= 0:
                    count += newly(found, reached, missing, added_group[row], place[added_taker[row]])
                for each in range(2):
                    source = place[ends[each, row]]
                    bit = ONE << np.uint64(max(source, 0) % 64)
                    apart = source >= 0 and not always and missing[source // 64] & bit != NOTHING
                    itself[each] = source if apart else -1
                for word in range(words):
                    passed_on[word] = before[row, word]
                if always and added_own[row] >= 0:
                    passed_on[added_own[row] // 64] |= ONE << np.uint64(added_own[row] % 64)
                for word in range(words):
                    missing[word] &= passed_on[word]
                for word in range(wide):
                    bits = onward[0, row, word]
                    if always:
                        bits &= ~onward[1, row, word]
                    while bits != NOTHING:
                        low = bits & (~bits + ONE)
                        bits ^= low
                        each = 64 * word + ones(low - ONE)
                        group, same = stands_for[each], place[owner[each]] if owner[each] >= 0 else -1
                        for source in itself:
                            if source >= 0 and source != same:
                                count += newly_one(found, reached, group, source)
                        if onward[1, row, word] & low == NOTHING:
                            count += newly(found, reached, missing, group, same)
            if count > 0:
                gains[now, 64 * block + lane] = count
                found[:] = NOTHING


def open_ends_kernel(
    day: Ints,
    gives: Ints,
    takes: Ints,
    part: Ints,
    own: Ints,
    mine: Ints,
    key: Words,
    threshold: np.uint64,
    sure: bool,
    parts: int,
    stands_for: Ints,
    place: Ints,
    skip: Words,
    first: int,
    last: int,
    replicates: int,
    held: Ints,
    further: Ints,
) -> None:
    """Fill in `held` and `further`, actors x groups, summed over worlds."""
    actors, (groups, words) = len(place), skip.shape
    wide, every, whose = max((parts + 63) // 64, 1), np.arange(len(day)), np.arange(actors)
    passage_of = np.zeros(65, np.int64)
    reach, fresh_back = np.zeros((actors, wide), np.uint64), np.zeros((actors, wide), np.uint64)
    holds, fresh = np.zeros((actors, words), np.uint64), np.zeros((actors, words), np.uint64)
    onward, before = np.zeros((1, actors, wide), np.uint64), np.zeros((actors, words), np.uint64)
    reached, seen = np.empty((groups, words), np.uint64), np.zeros(groups, np.bool_)
    early, late, everybody = np.full(actors, first), np.full(actors, last), whose.reshape(1, actors)
    for block in range((replicates + 63) // 64):
        worlds = min(64, replicates - 64 * block)
        passages = passing_by_world(key, every, block, worlds, threshold, sure, passage_of)
        for lane in range(worlds):
            passed = passages[passage_of[lane] : passage_of[lane + 1]]
            taken_back(day, gives, takes, part, passed, whose, early, everybody, onward, reach, fresh_back)
            for group in range(groups):
                for word in range(words):
                    reached[group, word] = skip[group, word]
            taken_forward(
                day, gives, takes, part, own, mine, passed, stands_for, whose, late, whose,
                before, reached, holds, fresh,
            )  # fmt: skip
            for actor in range(actors):
                source = place[actor]
                seen[:] = False
                for each in range(parts):
                    if (onward[0, actor, each // 64] >> np.uint64(each % 64)) & ONE != NOTHING:
                        seen[stands_for[each]] = True
                if source >= 0:
                    before[actor, source // 64] |= ONE << np.uint64(source % 64)
                for group in range(groups):
                    further[actor, group] += seen[group]
                    for word in range(words):
                        held[actor, group] += ones(before[actor, word] & ~reached[group, word])


def lesser_shares_kernel(held: Ints, could: Ints, first: Ints, second: Ints, shares: Ints) -> None:
    """Fill in `shares`, one for each pair."""
    for pair in range(len(first)):
        one, other, total = first[pair], second[pair], np.int64(0)
        for group in range(held.shape[1]):
            total += min(held[one, group], could[other, group]) + min(held[other, group], could[one, group])
        shares[pair] = total
