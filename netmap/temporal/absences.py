"""Who still reaches some seats although others are gone: one backward pass, a bit for each absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import WORDS, Words, aligned
from netmap.temporal.times_of_day import by_moment

BLOCK = 64 * WORDS
"""How many absences one pass answers."""


@dataclass(frozen=True, slots=True, eq=False)
class Absences:
    """Worlds 0..count-1 in each of which some actors are gone; row i: `actor[i]` is gone from `world[i]`."""

    count: int
    world: Ints
    actor: Ints

    @classmethod
    def of_sets(cls, sets: Iterable[Sequence[int] | Ints]) -> Absences:
        """A world for each set of actors who are gone together."""
        gone = [np.asarray(each, np.int64) for each in sets]
        world = np.repeat(np.arange(len(gone)), [len(each) for each in gone])
        return cls(len(gone), world.astype(np.int64), np.concatenate([*gone, np.zeros(0, np.int64)]))

    def words(self, actors: int) -> Words:
        """The same as bits: actors x words, bit w % 64 of word w // 64 where the actor is gone."""
        bits = np.zeros((actors, -(-self.count // BLOCK) * WORDS), np.uint64)
        values = np.uint64(1) << (self.world % 64).astype(np.uint64)
        np.bitwise_or.at(bits, (self.actor, self.world // 64), values)
        return bits


def still_reaching(journeys: Journeys, starts: Bools, goals: Bools, absences: Absences, rule: Rule) -> Words:
    """Who reaches a goal seat of somebody else in each world.

    Encounters still take place among those who are not gone.

    Parameters
    ----------
    journeys: the encounters, in the order of their days.
    starts, goals: for every seat, whether its member may depart there, and whether a path may end with
        its member.
    absences: who is gone from which world.
    rule: how something passes on.

    Returns an array of actors x words: bit w % 64 of word w // 64 says whether the actor reaches in world
    w. Whoever is gone, and whoever may depart nowhere, does not reach.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        ends = (starts[moments.seat], goals[moments.seat])
        return still_reaching(moments.journeys, *ends, absences, rule.by_moment)
    gone = absences.words(journeys.actors)
    found = _passes(journeys, starts, goals, gone, gone, rule)
    own = np.intersect1d(journeys.members[starts & journeys.gives], journeys.members[goals & journeys.takes])
    if len(own):
        _without_own(journeys, starts, goals, gone, own, found, rule)
    return found


def column_sums(words: Words, count: int) -> Ints:
    """How many rows have each of the first `count` bits."""
    sums = np.zeros(words.shape[1] * 64, np.int64)
    for word in range(words.shape[1]):
        column = np.ascontiguousarray(words[:, word : word + 1])
        bits = np.unpackbits(column.view(np.uint8), axis=1, bitorder="little")
        sums[64 * word : 64 * (word + 1)] = bits.sum(axis=0)
    return sums[:count]


def bits_of(words: Words, count: int) -> Bools:
    """The first `count` bits of each row as a table."""
    bits = np.unpackbits(np.ascontiguousarray(words).view(np.uint8), axis=1, bitorder="little")
    table: Bools = bits[:, :count].astype(np.bool_)
    return table


def _without_own(
    journeys: Journeys, starts: Bools, goals: Bools, gone: Words, own: Ints, found: Words, rule: Rule
) -> None:
    """Take back what only leads to the source itself, of those who may both depart and be a goal.

    What they reach among all others' goals stands. Of the rest each pair of source and world is asked
    for by itself, as a world in which that source is no goal.
    """
    others = _passes(journeys, starts, goals & ~np.isin(journeys.members, own), gone, gone, rule)
    doubtful = bits_of(found[own] & ~others[own], found.shape[1] * 64)
    found[own] = others[own]
    place, world = np.nonzero(doubtful)
    for begin in range(0, len(world), BLOCK):
        asked, source = world[begin : begin + BLOCK], own[place[begin : begin + BLOCK]]
        here = np.arange(len(asked))
        away = _columns(gone, asked)
        idle = away | Absences(BLOCK, here, source).words(journeys.actors)
        bits = bits_of(_passes(journeys, starts, goals, away, idle, rule)[source], BLOCK)[here, here]
        source, asked = source[bits], asked[bits]
        np.bitwise_or.at(found, (source, asked // 64), np.uint64(1) << (asked % 64).astype(np.uint64))


def _columns(words: Words, columns: Ints) -> Words:
    """One block made of some of the columns of bits, each at its place in the list."""
    block = np.zeros((len(words), WORDS), np.uint64)
    for place, column in enumerate(columns.tolist()):
        bit = (words[:, column // 64] >> np.uint64(column % 64)) & np.uint64(1)
        block[:, place // 64] |= bit << np.uint64(place % 64)
    return block


def _passes(journeys: Journeys, starts: Bools, goals: Bools, gone: Words, idle: Words, rule: Rule) -> Words:
    """One pass over all encounters, from the last day to the first, for each block of worlds."""
    found = np.zeros_like(gone)
    limited = rule.max_wait != NO_LIMIT
    kernel = for_work(absences_kernel, 32 * len(journeys.members) * gone.shape[1])
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    later = later_seats(journeys) if limited else np.zeros(0, np.int64)
    room = np.zeros((len(journeys.members) if limited else most_seats_of_a_day(journeys), WORDS), np.uint64)
    for block in range(0, gone.shape[1], WORDS):
        away, row, reaching = (aligned(journeys.actors) for _ in range(3))
        goal = aligned(journeys.actors)
        away[:] = gone[:, block : block + WORDS]
        goal[:] = ~idle[:, block : block + WORDS]
        kernel(*columns, starts, goals, later, away, goal, rule.same_day, rule.max_wait, row, room, reaching)
        found[:, block : block + WORDS] = reaching
    return found


def most_seats_of_a_day(journeys: Journeys) -> int:
    """How many seats the fullest day has."""
    _, counts = np.unique(journeys.seat_day, return_counts=True)
    return int(counts.max(initial=0))


def later_seats(journeys: Journeys) -> Ints:
    """For every seat the next one of the same member; -1 where there is none."""
    later = np.full(len(journeys.members), -1, np.int64)
    order = np.argsort(journeys.members, kind="stable")
    same = journeys.members[order[:-1]] == journeys.members[order[1:]]
    later[order[:-1][same]] = order[1:][same]
    return later


def absences_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    goals: Bools,
    later: Ints,
    gone: Words,
    goal: Words,
    same_day: bool,
    max_wait: int,
    row: Words,
    room: Words,
    reaching: Words,
) -> None:
    """Fill in `reaching`, from the last day to the first.

    `row` holds the worlds in which somebody who has learned before today still gets to a goal; with a
    limit it is made anew each day, from the encounters that lie within it, whose outcomes stay in `room`.
    Without, `room` holds those of one day. Of several seats of somebody on one day the last one counts:
    nothing of that day comes after it. A giver gets there where another member who takes does: `once` has the
    worlds in which one of the takers gets there, `twice` those in which two or more do.
    """
    limited = len(later) > 0
    seat_day = np.empty(len(later), np.int64)
    once, twice = np.zeros(row.shape[1], row.dtype), np.zeros(row.shape[1], row.dtype)
    for encounter in range(len(day) if limited else 0):
        seat_day[offsets[encounter] : offsets[encounter + 1]] = day[encounter]
    end = len(day)
    while end > 0:
        today, begin = day[end - 1], end - 1
        while begin > 0 and day[begin - 1] == today:
            begin -= 1
        base = 0 if limited else offsets[begin]
        for seat in range(offsets[begin], offsets[end] if limited else offsets[begin]):
            row[members[seat]] = 0
            after = later[seat]
            while after >= 0 and seat_day[after] - today <= max_wait:
                for word in range(WORDS):
                    row[members[seat], word] |= room[after, word]
                after = later[after]
        changed = True
        while changed:
            changed = False
            for encounter in range(begin, end):
                for word in range(WORDS):
                    once[word] = 0
                    twice[word] = 0
                for seat in range(offsets[encounter], offsets[encounter + 1]):
                    who, place = members[seat], seat - base
                    for word in range(WORDS):
                        room[place, word] = 0
                        if takes[seat]:
                            gets = row[who, word]
                            if goals[seat]:
                                gets |= goal[who, word]
                            room[place, word] = gets
                            twice[word] |= once[word] & gets
                            once[word] |= gets
                for seat in range(offsets[encounter], offsets[encounter + 1]):
                    who, place = members[seat], seat - base
                    for word in range(WORDS):
                        if gives[seat]:
                            gets = (twice[word] | (once[word] & ~room[place, word])) & ~gone[who, word]
                            room[place, word] = gets
                        else:
                            room[place, word] = 0
            for seat in range(offsets[begin], offsets[end]):
                who, place = members[seat], seat - base
                for word in range(WORDS):
                    gets = row[who, word] | room[place, word]
                    changed |= same_day and gets != row[who, word]
                    row[who, word] = gets
                    if starts[seat]:
                        reaching[who, word] |= room[place, word]
        end = begin
