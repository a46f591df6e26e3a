"""How many still arrive at many goals without some encounters or people: a bit for each variant.

Where paths may end at many goals, at each agency of a level say, something is lost of nearly all of them in
some variant. So no difference is followed there: in each world only the passages that pass are walked
through, and the row of an actor has for each part of the goals a bit for each variant in which something
arrives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from netmap.temporal.chance import Coins, Variants
from netmap.temporal.chance_kernels import EVERYTHING, NOTHING, ONE, mixed, passing
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import Words
from netmap.temporal.self_excluding_targets import Goals

LONGEST = 512
"""So many words at most are in a row, so that the rows of all actors stay near the processor."""


def counts_by_bits(
    journeys: Journeys,
    coins: Coins,
    starts: Bools,
    goals: Goals,
    variants: Variants,
    asked: Sequence[tuple[int, Bools]],
) -> Ints:
    """As `chance_losses.counts_without`, where learning waits for the next day, and as long as it likes."""
    counts = np.zeros((len(asked), len(variants), coins.replicates), np.int64)
    passages, parts, groups = _passages(journeys, coins), len(goals), goals.groups
    alike = len(starts) == 1 and bool(starts.all())
    may_start = np.ascontiguousarray(starts[: 0 if alike else len(starts), passages.seat])
    digits = max((int(table.sum(axis=0).max(initial=0)) for _, table in asked), default=0).bit_length() + 3
    step = 64 * max(LONGEST // parts, 1)
    line_of = np.array([line for line, _ in asked], np.int64)
    tables = np.array([table for _, table in asked])
    told, bits = tables.any(axis=2), np.where(tables, EVERYTHING, NOTHING)
    kernel = for_work(worlds_kernel, 8 * coins.replicates * len(passages.giver) * parts)
    for first in range(0, len(variants), step):
        without, gone = variants.without[first : first + step], variants.gone[:, first : first + step]
        width, nobody = -(-len(without) // 64), np.zeros((journeys.actors, len(without)), np.bool_)
        counted = np.zeros((len(asked), len(without), coins.replicates), np.int64)
        with np.errstate(over="ignore"):
            kernel(
                *(passages.day, passages.giver, passages.taker, passages.key, may_start),
                *(goals.part[passages.other], variants.mark[passages.encounter] + 1, *coins.threshold),
                *(
                    _kept(without, variants.mark),
                    bits_of_rows(gone if gone.shape[1] else nobody),
                    goals.stands_for,
                    goals.owner,
                ),
                *(line_of, told, bits, np.zeros((2 * journeys.actors, parts * width), np.uint64)),
                np.zeros((len(may_start) * journeys.actors, parts * width), np.uint64),
                np.zeros((digits, groups * width), np.uint64),
                counted,
            )
        counts[:, first : first + len(without)] = counted
    return counts


@dataclass(frozen=True, slots=True, eq=False)
class _Passages:
    """Who may pass something on to whom, from the last encounter to the first.

    `seat` is where the giver sits, `other` where the taker does, and `key` is that of the coin.
    """

    day: Ints
    encounter: Ints
    seat: Ints
    other: Ints
    giver: Ints
    taker: Ints
    key: Words


def _passages(journeys: Journeys, coins: Coins) -> _Passages:
    sizes, at = np.diff(journeys.offsets), journeys.seat_encounter
    seat = np.repeat(np.arange(len(at)), sizes[at])
    begun = np.cumsum(sizes[at]) - sizes[at]
    other = np.arange(len(seat)) - np.repeat(begun - journeys.offsets[:-1][at], sizes[at])
    there = np.flatnonzero((seat != other) & journeys.gives[seat] & journeys.takes[other])[::-1]
    seat, other, encounter = seat[there], other[there], at[seat[there]]
    giver, taker = journeys.members[seat], journeys.members[other]
    with np.errstate(over="ignore"):
        key = mixed(coins.seeded[encounter] ^ coins.actor[giver])  # type: ignore[arg-type]
        key = mixed(key ^ coins.actor[taker])  # type: ignore[arg-type]
    return _Passages(journeys.day[encounter], encounter, seat, other, giver, taker, key)  # type: ignore[arg-type]


def _kept(without: Ints, mark: Ints) -> Words:
    """In which variants the encounters of each mark take place, those without one first."""
    marks = np.arange(-1, int(mark.max(initial=-1)) + 1)
    return bits_of_rows((without[None, :] != marks[:, None]) | (marks[:, None] == -1))


def bits_of_rows(table: Bools) -> Words:
    """A table of truths as rows of bits, 64 to a word."""
    wide = np.zeros((len(table), -(-table.shape[1] // 64) * 64), np.bool_)
    wide[:, : table.shape[1]] = table
    return np.packbits(wide, axis=1, bitorder="little").view(np.uint64)


def worlds_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    giver: Ints,
    taker: Ints,
    key: Words,
    may_start: Bools,
    part: Ints,
    mark: Ints,
    threshold: np.uint64,
    sure: bool,
    kept: Words,
    gone: Words,
    stands_for: Ints,
    owner: Ints,
    line_of: Ints,
    told: Bools,
    asked: Words,
    held: Words,
    found: Words,
    planes: Words,
    counts: Ints,
) -> None:
    """Fill in `counts`, tables x variants x worlds.

    Arguments up to `mark` are of passages, from the last day on; `part` is that which the taker's seat counts
    for, or -1. `kept` are the variants in which encounters of a mark take place, and `gone` those in which an
    actor takes no part.
    """
    actors, variants, width = len(gone), counts.shape[1], kept.shape[1]
    coin, passed = np.empty(len(key), np.uint64), np.empty(len(key), np.int64)
    side, touched = np.zeros(actors, np.int64), np.empty(actors, np.int64)
    before_today, lived = np.ones(actors, np.bool_), np.full(actors, -1, np.int64)
    noted = np.full((len(may_start), actors), -1, np.int64)
    rows = np.empty((8, planes.shape[1]), np.uint64)
    for world in range(counts.shape[2]):
        if world % 64 == 0:
            for place in range(len(key)):
                coin[place] = passing(key[place], np.uint64(world // 64), EVERYTHING, threshold, sure)
        lane, some = np.uint64(world % 64), 0
        for place in range(len(key)):
            passed[some] = place
            some += int((coin[place] >> lane) & ONE)
        first = 0
        while first < some:
            last = first + 1
            while last < some and day[passed[last]] == day[passed[first]]:
                last += 1
            many = 0
            for each in range(first, last):
                place = passed[each]
                who, whom, goal = giver[place], taker[place], part[place]
                there = lived[whom] == world
                if not there and goal < 0:
                    continue
                mine = 2 * who + 1 - side[who]
                if before_today[who]:
                    before_today[who] = False
                    touched[many] = who
                    many += 1
                    keep_row(held, mine, 2 * who + side[who], lived[who] == world)
                theirs, stays = 2 * whom + side[whom], mark[place]
                if there:
                    pass_row(held, mine, held, theirs, kept, stays, gone, who)
                if goal >= 0:
                    pass_goal(held, mine, goal, kept, stays, gone, who, whom)
                for line in range(len(may_start)):
                    if may_start[line, place]:
                        mine = line * actors + who
                        if noted[line, who] != world:
                            noted[line, who] = world
                            keep_row(found, mine, mine, False)
                        if there:
                            pass_row(found, mine, held, theirs, kept, stays, gone, who)
                        if goal >= 0:
                            pass_goal(found, mine, goal, kept, stays, gone, who, whom)
            for each in range(many):
                who = touched[each]
                side[who], lived[who], before_today[who] = 1 - side[who], world, True
            first = last
        for table in range(len(asked)):
            line, alike = line_of[table], len(may_start) == 0
            for digit in range(len(planes)):
                for place in range(planes.shape[1]):
                    planes[digit, place] = NOTHING
            many = 0
            for who in range(actors):
                if not told[table, who] or (lived[who] if alike else noted[line, who]) != world:
                    continue
                if alike:
                    join_row(rows, many, held, 2 * who + side[who], asked, table, who, stands_for, owner)
                else:
                    join_row(rows, many, found, line * actors + who, asked, table, who, stands_for, owner)
                many += 1
                if many == len(rows):
                    add_rows(planes, rows)
                    many = 0
            if many > 0:
                for row in range(many, len(rows)):
                    for place in range(rows.shape[1]):
                        rows[row, place] = NOTHING
                add_rows(planes, rows)
            for variant in range(variants):
                counts[table, variant, world] = sum_of_bits(planes, width, variant)


def keep_row(rows: Words, row: int, before: int, known: bool) -> None:
    """Begin a row with what was known before, or with nothing."""
    for place in range(rows.shape[1]):
        rows[row, place] = rows[before, place] if known else NOTHING


def pass_row(
    rows: Words, row: int, others: Words, other: int, kept: Words, stays: int, gone: Words, who: int
) -> None:
    """Add another row in the variants in which the encounter takes place and the giver takes part."""
    width = kept.shape[1]
    if width == 1:
        passes = kept[stays, 0] & ~gone[who, 0]
        for place in range(rows.shape[1]):
            rows[row, place] |= others[other, place] & passes
        return
    for begin in range(0, rows.shape[1], width):
        for word in range(width):
            rows[row, begin + word] |= others[other, begin + word] & kept[stays, word] & ~gone[who, word]


def pass_goal(
    rows: Words, row: int, goal: int, kept: Words, stays: int, gone: Words, who: int, whom: int
) -> None:
    """Add a goal in the variants in which the encounter takes place and both take part."""
    for word in range(kept.shape[1]):
        rows[row, goal * kept.shape[1] + word] |= kept[stays, word] & ~gone[who, word] & ~gone[whom, word]


def join_row(
    rows: Words,
    at: int,
    found: Words,
    row: int,
    asked: Words,
    table: int,
    who: int,
    stands_for: Ints,
    owner: Ints,
) -> None:
    """Join the parts of each group that is asked for; nobody's own parts count for them."""
    groups = asked.shape[2]
    width = rows.shape[1] // groups
    if width == 1:
        for group in range(groups):
            rows[at, group] = found[row, group] & asked[table, who, group]
    else:
        for group in range(groups):
            for word in range(width):
                rows[at, group * width + word] = found[row, group * width + word] & asked[table, who, group]
    for part in range(groups, len(owner)):
        if owner[part] != who:
            group = stands_for[part]
            for word in range(width):
                more = found[row, part * width + word] & asked[table, who, group]
                rows[at, group * width + word] |= more


def add_rows(planes: Words, rows: Words) -> None:
    """Count each bit of eight rows, two and four of them at a time first (Harley and Seal)."""
    for place in range(rows.shape[1]):
        one, two, four = planes[0, place], planes[1, place], planes[2, place]
        a, b = rows[0, place], rows[1, place]
        two_a, one = (one & a) | (one & b) | (a & b), one ^ a ^ b
        a, b = rows[2, place], rows[3, place]
        two_b, one = (one & a) | (one & b) | (a & b), one ^ a ^ b
        four_a, two = (two & two_a) | (two & two_b) | (two_a & two_b), two ^ two_a ^ two_b
        a, b = rows[4, place], rows[5, place]
        two_a, one = (one & a) | (one & b) | (a & b), one ^ a ^ b
        a, b = rows[6, place], rows[7, place]
        two_b, one = (one & a) | (one & b) | (a & b), one ^ a ^ b
        four_b, two = (two & two_a) | (two & two_b) | (two_a & two_b), two ^ two_a ^ two_b
        rows[0, place] = (four & four_a) | (four & four_b) | (four_a & four_b)
        planes[0, place], planes[1, place], planes[2, place] = one, two, four ^ four_a ^ four_b
    for digit in range(3, len(planes)):
        carried = NOTHING
        for place in range(rows.shape[1]):
            more = planes[digit, place] & rows[0, place]
            planes[digit, place] ^= rows[0, place]
            rows[0, place] = more
            carried |= more
        if carried == NOTHING:
            break


def sum_of_bits(planes: Words, width: int, variant: int) -> int:
    """The counts of one variant over all groups."""
    total, lane = 0, np.uint64(variant % 64)
    for digit in range(len(planes)):
        for place in range(variant // 64, planes.shape[1], width):
            total += int((planes[digit, place] >> lane) & ONE) << digit
    return total
