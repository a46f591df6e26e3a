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
    begins = np.searchsorted(added.change[order], np.arange(added.changes + 1))
    passes, place, skip = _passes(journeys), _place(journeys.actors, asked.sources), _skipped(asked)
    kernel = for_work(gains_kernel, coins.replicates * (len(passes[0]) + len(order) * len(skip)))
    columns = (journeys.day, journeys.members, *passes, coins.seeded, coins.actor, *coins.threshold)
    goal = (starts, goals.part, goals.owner, goals.stands_for, place, skip)
    keys = replace(coins, encounter=added.key).seeded
    more = (added.day, added.giver, added.taker, keys, added.starts, added.group, order, begins)
    with np.errstate(over="ignore"):
        kernel(*columns, *goal, *more, gains)
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
    passes, place, skip = _passes(journeys), _place(journeys.actors, asked.sources), _skipped(asked)
    kernel = for_work(open_ends_kernel, coins.replicates * (len(passes[0]) + journeys.actors * len(skip)))
    columns = (journeys.day, journeys.members, *passes, coins.seeded, coins.actor, *coins.threshold)
    goal = (starts, goals.part, goals.owner, goals.stands_for, place, skip)
    with np.errstate(over="ignore"):
        kernel(*columns, *goal, *days, coins.replicates, held, onward)
    return held, onward


def _passes(journeys: Journeys) -> tuple[Ints, Ints, Ints]:
    """Every ordered pair of seats between which something may pass: encounter, giving and taking seat."""
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


def drawn(
    encounter: Ints,
    giver: Ints,
    taker: Ints,
    members: Ints,
    encounter_key: Words,
    actor_key: Words,
    threshold: np.uint64,
    sure: bool,
    word: int,
    coin: Words,
) -> None:
    """The coins of every passage in 64 worlds."""
    for each in range(len(encounter)):
        key = mixed(encounter_key[encounter[each]] ^ actor_key[members[giver[each]]])
        passage = mixed(key ^ actor_key[members[taker[each]]])
        coin[each] = passing(passage, np.uint64(word), EVERYTHING, threshold, sure)


def taken_back(
    day: Ints,
    members: Ints,
    encounter: Ints,
    giver: Ints,
    taker: Ints,
    coin: Words,
    lane: int,
    part: Ints,
    when: Ints,
    whose: Ints,
    onward: Words,
    reach: Words,
    fresh: Words,
) -> None:
    """Fill in `onward`: of some actors on some days (in order) the parts that they reach after the day.

    `reach` and `fresh` are room for actors x words of parts; both are left empty.
    """
    shift, words = np.uint64(lane), reach.shape[1]
    reach[:] = NOTHING
    asked, end = len(when) - 1, len(encounter)
    while end > 0:
        today, begin = day[encounter[end - 1]], end - 1
        while begin > 0 and day[encounter[begin - 1]] == today:
            begin -= 1
        while asked >= 0 and when[asked] >= today:
            for word in range(words):
                onward[asked, word] = reach[whose[asked], word]
            asked -= 1
        for each in range(begin, end):
            if (coin[each] >> shift) & ONE != NOTHING:
                gives, takes, at = members[giver[each]], members[taker[each]], part[taker[each]]
                for word in range(words):
                    fresh[gives, word] |= reach[takes, word]
                if at >= 0:
                    fresh[gives, at // 64] |= ONE << np.uint64(at % 64)
        for each in range(begin, end):
            gives = members[giver[each]]
            for word in range(words):
                reach[gives, word] |= fresh[gives, word]
                fresh[gives, word] = NOTHING
        end = begin
    while asked >= 0:
        for word in range(words):
            onward[asked, word] = reach[whose[asked], word]
        asked -= 1


def taken_forward(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    members: Ints,
    encounter: Ints,
    giver: Ints,
    taker: Ints,
    coin: Words,
    lane: int,
    starts: Bools,
    part: Ints,
    stands_for: Ints,
    place: Ints,
    when: Ints,
    whose: Ints,
    before: Words,
    reached: Words,
    holds: Words,
    fresh: Words,
) -> None:
    """Fill in `before`: of some actors on some days (in order) the sources that they hold before the day.

    And add to `reached`, groups x words of sources, who arrives. `holds` and `fresh` are room for actors x
    words of sources; both are left empty.
    """
    shift, words = np.uint64(lane), holds.shape[1]
    holds[:] = NOTHING
    asked, begin = 0, 0
    while begin < len(encounter):
        today, end = day[encounter[begin]], begin + 1
        while end < len(encounter) and day[encounter[end]] == today:
            end += 1
        while asked < len(when) and when[asked] <= today:
            for word in range(words):
                before[asked, word] = holds[whose[asked], word]
            asked += 1
        for each in range(begin, end):
            if (coin[each] >> shift) & ONE != NOTHING:
                gives, takes, at = members[giver[each]], members[taker[each]], part[taker[each]]
                own = place[gives] if starts[giver[each]] else -1
                mine = place[takes]
                for word in range(words):
                    passed = holds[gives, word]
                    if own >= 0 and own // 64 == word:
                        passed |= ONE << np.uint64(own % 64)
                    fresh[takes, word] |= passed
                    if at >= 0:
                        if mine >= 0 and mine // 64 == word:
                            passed &= ~(ONE << np.uint64(mine % 64))
                        reached[stands_for[at], word] |= passed
        for each in range(begin, end):
            takes = members[taker[each]]
            for word in range(words):
                holds[takes, word] |= fresh[takes, word]
                fresh[takes, word] = NOTHING
        begin = end
    while asked < len(when):
        for word in range(words):
            before[asked, word] = holds[whose[asked], word]
        asked += 1


def gains_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    members: Ints,
    encounter: Ints,
    giver: Ints,
    taker: Ints,
    encounter_key: Words,
    actor_key: Words,
    threshold: np.uint64,
    sure: bool,
    starts: Bools,
    part: Ints,
    owner: Ints,
    stands_for: Ints,
    place: Ints,
    skip: Words,
    added_day: Ints,
    added_giver: Ints,
    added_taker: Ints,
    added_key: Words,
    added_starts: Bools,
    added_group: Ints,
    order: Ints,
    begins: Ints,
    gains: Ints,
) -> None:
    """Fill in `gains`: changes x worlds, how many more pairs of source and group are reached."""
    actors, (groups, words), rows = len(place), skip.shape, len(added_day)
    parts = len(owner)
    coin, more = np.empty(len(encounter), np.uint64), np.empty(rows, np.uint64)
    wide = max((parts + 63) // 64, 1)
    reach, fresh_back = np.zeros((actors, wide), np.uint64), np.zeros((actors, wide), np.uint64)
    holds, fresh = np.zeros((actors, words), np.uint64), np.zeros((actors, words), np.uint64)
    onward, before = np.zeros((rows, wide), np.uint64), np.zeros((rows, words), np.uint64)
    reached, found = np.empty((groups, words), np.uint64), np.zeros((groups, words), np.uint64)
    passed = np.empty(words, np.uint64)
    through, given = np.zeros((2, words), np.uint64), np.zeros((2, words), np.uint64)
    for world in range(gains.shape[1]):
        lane = world % 64
        if lane == 0:
            drawn(
                encounter, giver, taker, members, encounter_key, actor_key, threshold, sure, world // 64, coin
            )
            for row in range(rows):
                key = mixed(mixed(added_key[row] ^ actor_key[added_giver[row]]) ^ actor_key[added_taker[row]])
                more[row] = passing(key, np.uint64(world // 64), EVERYTHING, threshold, sure)
        taken_back(
            day,
            members,
            encounter,
            giver,
            taker,
            coin,
            lane,
            part,
            added_day,
            added_taker,
            onward,
            reach,
            fresh_back,
        )
        reached[:] = skip
        taken_forward(
            day, members, encounter, giver, taker, coin, lane, starts, part, stands_for, place,
            added_day, added_giver, before, reached, holds, fresh,
        )  # fmt: skip
        for change in range(gains.shape[0]):
            touched, today, one = False, np.int64(0), np.int64(-1)
            for at in range(begins[change], begins[change + 1]):
                row = order[at]
                if one < 0:
                    one = added_giver[row]
                    through[:] = NOTHING
                    given[:] = NOTHING
                if added_day[row] != today:
                    today = added_day[row]
                    for side in range(2):
                        for word in range(words):
                            through[side, word] |= given[side, word]
                            given[side, word] = NOTHING
                if (more[row] >> np.uint64(lane)) & ONE == NOTHING:
                    continue
                side = 0 if added_giver[row] == one else 1
                own = place[added_giver[row]] if added_starts[row] else -1
                for word in range(words):
                    passed[word] = before[row, word] | through[side, word]
                    if own >= 0 and own // 64 == word:
                        passed[word] |= ONE << np.uint64(own % 64)
                    given[1 - side, word] |= passed[word]
                if added_group[row] >= 0:
                    touched = True
                    mine = place[added_taker[row]]
                    for word in range(words):
                        arrives = passed[word]
                        if mine >= 0 and mine // 64 == word:
                            arrives &= ~(ONE << np.uint64(mine % 64))
                        found[added_group[row], word] |= arrives
                for each in range(parts):
                    if (onward[row, each // 64] >> np.uint64(each % 64)) & ONE != NOTHING:
                        touched = True
                        mine = place[owner[each]] if owner[each] >= 0 else -1
                        for word in range(words):
                            arrives = passed[word]
                            if mine >= 0 and mine // 64 == word:
                                arrives &= ~(ONE << np.uint64(mine % 64))
                            found[stands_for[each], word] |= arrives
            if touched:
                count = 0
                for group in range(groups):
                    for word in range(words):
                        count += ones(found[group, word] & ~reached[group, word])
                        found[group, word] = NOTHING
                gains[change, world] = count


def open_ends_kernel(
    day: Ints,
    members: Ints,
    encounter: Ints,
    giver: Ints,
    taker: Ints,
    encounter_key: Words,
    actor_key: Words,
    threshold: np.uint64,
    sure: bool,
    starts: Bools,
    part: Ints,
    owner: Ints,
    stands_for: Ints,
    place: Ints,
    skip: Words,
    first: int,
    last: int,
    worlds: int,
    held: Ints,
    further: Ints,
) -> None:
    """Fill in `held` and `further`, actors x groups, summed over worlds."""
    actors, (groups, words), parts = len(place), skip.shape, len(owner)
    coin = np.empty(len(encounter), np.uint64)
    wide = max((parts + 63) // 64, 1)
    reach, fresh_back = np.zeros((actors, wide), np.uint64), np.zeros((actors, wide), np.uint64)
    holds, fresh = np.zeros((actors, words), np.uint64), np.zeros((actors, words), np.uint64)
    onward, before = np.zeros((actors, wide), np.uint64), np.zeros((actors, words), np.uint64)
    reached, seen = np.empty((groups, words), np.uint64), np.zeros(groups, np.bool_)
    whose = np.arange(actors)
    early, late = np.full(actors, first), np.full(actors, last)
    for world in range(worlds):
        lane = world % 64
        if lane == 0:
            drawn(
                encounter, giver, taker, members, encounter_key, actor_key, threshold, sure, world // 64, coin
            )
        taken_back(
            day, members, encounter, giver, taker, coin, lane, part, early, whose, onward, reach, fresh_back
        )
        reached[:] = skip
        taken_forward(
            day, members, encounter, giver, taker, coin, lane, starts, part, stands_for, place,
            late, whose, before, reached, holds, fresh,
        )  # fmt: skip
        for actor in range(actors):
            own = place[actor]
            seen[:] = False
            for each in range(parts):
                if (onward[actor, each // 64] >> np.uint64(each % 64)) & ONE != NOTHING:
                    seen[stands_for[each]] = True
            for group in range(groups):
                further[actor, group] += seen[group]
                for word in range(words):
                    mine = before[actor, word]
                    if own >= 0 and own // 64 == word:
                        mine |= ONE << np.uint64(own % 64)
                    held[actor, group] += ones(mine & ~reached[group, word])
