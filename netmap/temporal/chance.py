"""Who still arrives, and when, if encounters pass something on by chance: many random worlds at once.

In each world an encounter passes something from one of its members to another where a coin says so. A coin is
known by the world, the encounter and the two members, whatever is asked; so what passes at one probability
passes at every larger one, and what is left out leaves the other coins as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from netmap.temporal.absences import bits_of, later_seats, most_seats_of_a_day
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule
from netmap.temporal.chance_kernels import (
    GOLDEN,
    LATER,
    Days,
    counts_kernel,
    days_kernel,
    heard_kernel,
    mixed,
    reach_kernel,
    soonest_kernel,
)
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import WORDS, Words
from netmap.temporal.self_excluding_targets import Goals, by_group, goals_of
from netmap.temporal.times_of_day import by_moment

BLOCK = 64 * WORDS
"""How many worlds one pass answers."""

ROOM = 2**22
"""So many words at most are kept at once of what is known of all actors; what is asked beyond waits."""


MOST_ROWS = 64
"""With more people who are both sources and goals each goal is looked for by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Coins:
    """The coins of all worlds: how likely something passes on, and by what each coin is known.

    `encounter` has a key for each encounter of some journeys and `actor` one for each actor, made from what
    they are called outside, so that their order changes no coin. A world has the same coins however many
    others there are (`replicates`).
    """

    probability: float
    replicates: int
    seed: int
    encounter: Words
    actor: Words

    @property
    def blocks(self) -> int:
        """How many passes all worlds take."""
        return -(-self.replicates // BLOCK)

    def worlds(self, block: int) -> int:
        """How many worlds one of these passes answers."""
        return min(BLOCK, self.replicates - block * BLOCK)

    def within(self, encounters: slice | Ints) -> Coins:
        """The same for some of the encounters."""
        return replace(self, encounter=self.encounter[encounters])

    @property
    def seeded(self) -> Words:
        """The keys of the encounters with the seed in them."""
        with np.errstate(over="ignore"):
            seed = mixed(np.uint64(self.seed % 2**64) + GOLDEN)
            keys: Words = mixed(self.encounter ^ seed)  # type: ignore[arg-type, assignment]
        return keys

    @property
    def threshold(self) -> tuple[np.uint64, bool]:
        """The probability in parts of 2**64, and whether everything passes anyway."""
        sure = self.probability >= 1
        return np.uint64(0 if sure else int(self.probability * 2**64)), sure


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """What is left out of the journeys in each of some variants, under the same coins.

    `mark` has a number for each encounter, and `without` for each variant the number whose encounters are
    left out, or -1. `gone` says for every actor and variant who takes no part, without columns where all do.
    """

    mark: Ints
    without: Ints
    gone: Bools

    def __len__(self) -> int:
        return len(self.without)

    def within(self, encounters: Ints) -> Variants:
        """The same for some of the encounters."""
        return replace(self, mark=self.mark[encounters])

    @classmethod
    def without_marks(cls, journeys: Journeys, mark: Ints, without: Ints) -> Variants:
        """Variants in each of which the encounters of one mark are left out."""
        return cls(mark, without, np.zeros((journeys.actors, 0), np.bool_))

    @classmethod
    def without_people(cls, journeys: Journeys, gone: Bools) -> Variants:
        """Variants in each of which some actors take no part: a table of actors x variants."""
        return cls(np.full(len(journeys), -1, np.int64), np.full(gone.shape[1], -1, np.int64), gone)

    @classmethod
    def whole(cls, journeys: Journeys) -> Variants:
        """One variant, in which nothing is left out."""
        nothing = np.full(len(journeys), -1, np.int64)
        return cls.without_marks(journeys, nothing, np.full(1, -1, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """Who reaches in some worlds (from `world` on) of some variants (from `variant` on).

    `words`: lines of sources x actors x variants x groups x words, a bit for each world.
    """

    world: int
    worlds: int
    variant: int
    words: Words


def reached_by_chance(
    journeys: Journeys,
    coins: Coins,
    starts: Bools,
    goals: Goals,
    rule: Rule,
    variants: Variants | None = None,
) -> Iterator[Reached]:
    """Whether each actor reaches each group by somebody else, world by world, some variants at a time.

    Parameters
    ----------
    journeys: the encounters, in the order of their days.
    coins: what passes on in which world; their keys are those of the encounters of `journeys`.
    starts: lines x seats; in each line, whether the member of a seat may be a source there.
    goals: what counts as reached; the seats of members who may be sources themselves are to be apart.
    rule: how something passes on; its limit to waiting holds from being given something to passing it on.
    variants: what is left out. Default: nothing.
    """
    asked = Variants.whole(journeys) if variants is None else variants
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        place, seat = moments.encounter, moments.seat
        ends = (starts[:, seat], goals.where(seat), rule.by_moment, asked.within(place))
        yield from reached_by_chance(moments.journeys, coins.within(place), *ends)
        return
    starts = np.ascontiguousarray(starts)
    parts, lines, limited = len(goals), len(starts), rule.max_wait != NO_LIMIT
    seats = len(journeys.members) if limited else most_seats_of_a_day(journeys)
    kept = (journeys.actors * (1 + lines) + seats) * parts * WORDS
    step = max(ROOM // max(kept, 1), 1)
    kernel = for_work(reach_kernel, 1024 * len(journeys.members) * parts * len(asked))
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    later = later_seats(journeys) if limited else np.zeros(0, np.int64)
    drawn = (coins.seeded, coins.actor, *coins.threshold)
    for block in range(coins.blocks):
        for first in range(0, len(asked), step):
            without = asked.without[first : first + step]
            rows = len(without) * parts
            held, room = (np.zeros((count, rows, WORDS), np.uint64) for count in (journeys.actors, seats))
            reaching = np.zeros((lines, journeys.actors, rows, WORDS), np.uint64)
            left_out = (
                np.tile(np.arange(parts), len(without)),
                np.repeat(without, parts),
                asked.mark,
                np.repeat(asked.gone[:, first : first + step], parts, axis=1),
            )
            with np.errstate(over="ignore"):
                kernel(
                    *(*columns, *drawn, block * WORDS, starts, goals.part, *left_out),
                    *(later, rule.same_day, rule.max_wait, held, room, reaching),
                )
            shape = (lines, journeys.actors, len(without), parts, WORDS)
            found = _joined(reaching.reshape(shape), goals)
            yield Reached(block * BLOCK, coins.worlds(block), first, found)


def _joined(reaching: Words, goals: Goals) -> Words:
    """The parts of each group as one; nobody's own parts count for them."""
    if len(goals) == goals.groups:
        return reaching
    turned = np.moveaxis(reaching, (1, 3), (0, 1))
    joined = by_group(turned, goals, np.uint64(0), np.bitwise_or)
    return np.ascontiguousarray(np.moveaxis(joined, (0, 1), (1, 3)))


def days_by_chance(
    journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, rule: Rule
) -> Iterator[tuple[int, Days]]:
    """The first day on which each actor reaches each group by somebody else, some worlds at a time.

    Parameters are those of `reached_by_chance`; `starts` has one line.

    Yields the first world and an array of actors x groups x worlds: days from the first one of the
    journeys on, `LATER` where a group is not reached.
    """
    for first, worlds, found, asked, never in _days_found(journeys, coins, starts, goals, rule):
        soonest = by_group(found, asked, never, np.minimum)[:, :, :worlds]
        yield first, np.where(soonest == never, LATER, soonest.astype(np.int32))


def soonest_by_chance(
    journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, rule: Rule, wanted: Bools
) -> Iterator[tuple[int, Days, Days]]:
    """How many of the wanted groups each actor reaches, and when the first of them, some worlds at a time.

    Parameters are those of `days_by_chance`; `wanted` are actors x groups.

    Yields the first world and two arrays of actors x worlds: how many, and days as of `days_by_chance`.
    """
    for first, worlds, found, asked, never in _days_found(journeys, coins, starts, goals, rule):
        order = np.argsort(asked.stands_for, kind="stable")
        begins = np.searchsorted(asked.stands_for[order], np.arange(asked.groups + 1))
        count = np.zeros((journeys.actors, found.shape[2]), np.int32)
        soonest = np.full(count.shape, never)
        kernel = for_work(soonest_kernel, found.size)
        kernel(found, np.ascontiguousarray(wanted), asked.owner, order, begins, count, soonest, never)
        days = np.where(soonest == never, LATER, soonest.astype(np.int32))
        yield first, count[:, :worlds], days[:, :worlds]


def _days_found(
    journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, rule: Rule
) -> Iterator[tuple[int, int, npt.NDArray[Any], Goals, Any]]:
    """The first day of each actor x part x world, behind the first world and how many; goals and `never`."""
    stamp = journeys.day - journeys.day[:1].sum()
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        place, seat = moments.encounter, moments.seat
        coins, starts, goals, rule = coins.within(place), starts[seat], goals.where(seat), rule.by_moment
        journeys, stamp = moments.journeys, stamp[place]
    parts, limited = len(goals), rule.max_wait != NO_LIMIT
    seats = len(journeys.members) if limited else most_seats_of_a_day(journeys)
    words = min(
        max(ROOM // max((2 * journeys.actors + seats) * parts * 64, 1), 1),
        WORDS,
        -(-coins.replicates // 64),
    )
    kernel = for_work(days_kernel, 256 * words * len(journeys.members) * parts)
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes, stamp)
    later = later_seats(journeys) if limited else np.zeros(0, np.int64)
    drawn = (coins.seeded, coins.actor, *coins.threshold)
    kind: Any = np.int16 if stamp.max(initial=0) < np.iinfo(np.int16).max else np.int32
    never = kind(np.iinfo(kind).max)
    for first in range(0, -(-coins.replicates // 64), words):
        held, found = (np.full((journeys.actors, parts, 64 * words), never) for _ in range(2))
        room = np.empty((seats, parts, 64 * words), kind)
        with np.errstate(over="ignore"):
            kernel(
                *(*columns, *drawn, first, starts, goals.part, later, rule.same_day, rule.max_wait),
                *(held, room, found, never),
            )
        yield 64 * first, min(64 * words, coins.replicates - 64 * first), found, goals, never


def heard_by_chance(journeys: Journeys, coins: Coins, starts: Bools, ends: Bools, rule: Rule) -> Bools:
    """In which worlds something from somebody else arrives at each actor, at a seat where it counts.

    Parameters are those of `reached_by_chance`, with one line of `starts`; `ends` are the seats that count.
    One pass forward in time stands for a goal for each actor: only those who may be sources themselves need a
    row of their own, in which they are none.

    Returns actors x worlds.
    """
    sources, takers = (np.zeros(journeys.actors, np.bool_) for _ in range(2))
    sources[journeys.members[starts]] = True
    takers[journeys.members[ends]] = True
    both = np.flatnonzero(sources & takers)
    if rule.same_day or rule.max_wait != NO_LIMIT or len(both) >= MOST_ROWS:
        group = np.where(ends, journeys.members, -1)
        goals = goals_of(journeys.members, group, journeys.actors, sources[journeys.members])
        every = reached_by_chance(journeys, coins, starts[None], goals, rule)
        heard = [bits_of(np.bitwise_or.reduce(each.words[0, :, 0], axis=0), each.worlds) for each in every]
        return np.concatenate(heard, axis=1)
    row_of = np.zeros(journeys.actors, np.int64)
    row_of[both] = 1 + np.arange(len(both))
    shape = (journeys.actors, 1 + len(both), WORDS)
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    kernel = for_work(heard_kernel, 512 * len(journeys.members) * shape[1])
    heard = []
    for block in range(coins.blocks):
        told, found = np.zeros(shape, np.uint64), np.zeros((journeys.actors, WORDS), np.uint64)
        room = np.zeros((most_seats_of_a_day(journeys), *shape[1:]), np.uint64)
        with np.errstate(over="ignore"):
            kernel(
                *(*columns, coins.seeded, coins.actor, *coins.threshold, block * WORDS),
                *(starts, ends, row_of, told, room, found),
            )
        heard.append(bits_of(found, coins.worlds(block)))
    return np.concatenate(heard, axis=1)


def counts_by_world(words: Words, worlds: int) -> Ints:
    """How many of some rows have each bit: rows x places x words become places x worlds."""
    rows, places, width = words.shape
    planes = np.zeros((places * width, max(rows.bit_length(), 1)), np.uint64)
    flat = np.ascontiguousarray(words).reshape(rows, places * width)
    for_work(counts_kernel, 64 * flat.size)(flat, planes)
    return sums_of_planes(planes, places, worlds)


def sums_of_planes(planes: Words, places: int, worlds: int) -> Ints:
    """The numbers whose digits stand one above the other: places x words x digits become places x worlds."""
    bits = np.unpackbits(planes.view(np.uint8), axis=1, bitorder="little").reshape(len(planes), -1, 64)
    values = 2 ** np.arange(bits.shape[1], dtype=np.int64)
    counts = np.einsum("pdb,d->pb", bits, values).reshape(places, -1)
    first: Ints = counts[:, :worlds]
    return first
