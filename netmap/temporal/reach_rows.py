"""Who reaches whom, for all pairs at once: a row of bits for each actor, 512 sources to a block."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys

Words = npt.NDArray[np.uint64]
Marks = npt.NDArray[np.int8]

WORDS = 8
"""Words of 64 bits in a row of one block: 512 sources, one line of the processor's cache."""

ALONE, BUSY, NOT_LOOKED_AT = 0, 1, 2
"""Whether a member of an encounter is in another one on the same day."""


def reach_rows(journeys: Journeys) -> Words:
    """Who is reached by whom, by encounters on strictly later days.

    Returns an array of actors x words: bit s % 64 of word s // 64 of row p says whether p is reached
    from s. Everybody counts as reached by themself. A block ends as soon as no row can grow any more.
    """
    blocks = -(-journeys.actors // (64 * WORDS))
    rows = np.zeros((journeys.actors, blocks * WORDS), np.uint64)
    part = parts(journeys)
    marks = np.full(len(journeys), NOT_LOOKED_AT, np.int8)
    kernel = for_work(block_kernel, len(journeys.members) * blocks * WORDS)
    columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
    for block in range(blocks):
        row = aligned(journeys.actors)
        own_bits(row, block)
        most = np.zeros((int(part.max(initial=-1)) + 1, WORDS), np.uint64)
        np.bitwise_or.at(most, part, row)
        kernel(*columns, part, most, marks, row)
        rows[:, block * WORDS : (block + 1) * WORDS] = row
    return rows


def reaches(journeys: Journeys) -> Bools:
    """`reach_rows` as a table: entry [s, p] says whether source s reaches p."""
    rows = np.ascontiguousarray(reach_rows(journeys))
    bits = np.unpackbits(rows.view(np.uint8), axis=1, bitorder="little")
    table: Bools = bits[:, : journeys.actors].T.astype(np.bool_)
    return table


def own_bits(row: Words, block: int) -> None:
    """Fill in empty rows of one block as they are before anybody has met: each source has reached itself."""
    who = np.arange(block * 64 * WORDS, min(len(row), (block + 1) * 64 * WORDS))
    place = who - block * 64 * WORDS
    row[who, place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)


def aligned(actors: int) -> Words:
    """Empty rows each of which lies in one line of the processor's cache."""
    room = np.zeros((actors + 1) * WORDS, np.uint64)
    skip = -(room.ctypes.data // room.itemsize) % WORDS
    return room[skip : skip + actors * WORDS].reshape(actors, WORDS)


def parts(journeys: Journeys) -> Ints:
    """The number of the part of the network to which each actor belongs, time and arrows left aside."""
    above = np.arange(journeys.actors)
    kernel = for_work(parts_kernel, len(journeys.members))
    kernel(journeys.offsets, journeys.members, above)
    _, part = np.unique(above, return_inverse=True)
    return part.astype(np.int64)


def parts_kernel(offsets: Ints, members: Ints, above: Ints) -> None:
    """Join the members of every encounter; stops as soon as all are one part. `above` ends as roots."""
    left = len(above) - 1
    for encounter in range(len(offsets) - 1):
        if left == 0:
            break
        one = members[offsets[encounter]]
        for seat in range(offsets[encounter] + 1, offsets[encounter + 1]):
            other = members[seat]
            while above[one] != one:
                above[one] = above[above[one]]
                one = above[one]
            while above[other] != other:
                above[other] = above[above[other]]
                other = above[other]
            if one != other:
                above[max(one, other)] = min(one, other)
                left -= 1
    for actor in range(len(above)):
        above[actor] = above[above[actor]]


def block_kernel(  # noqa: PLR0912, PLR0915  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    part: Ints,
    most: Words,
    marks: Marks,
    row: Words,
) -> None:
    """Let the rows of one block grow, encounter by encounter, until none can grow any more.

    An encounter whose members are in no other that day changes its rows in place; of the others
    the rows are first joined, all of one day, and then handed out. A mutual contact of two, the
    commonest encounter, is written out word by word, so that it becomes a few wide instructions.
    """
    width = row.shape[1]
    full = np.zeros(len(row), np.bool_)
    left = 0
    for actor in range(len(row)):
        full[actor] = True
        for word in range(width):
            if row[actor, word] != most[part[actor], word]:
                full[actor] = False
        left += not full[actor]
    stamp = np.full(len(row), -1, np.int64)
    joined = np.zeros((16, width), row.dtype)
    end = 0
    while end < len(day) and left > 0:
        begin, today, waiting = end, day[end], 0
        looked_at = marks[begin] != NOT_LOOKED_AT
        while end < len(day) and day[end] == today:
            if not looked_at:
                marks[end] = ALONE
                for seat in range(offsets[end], offsets[end + 1]):
                    earlier = stamp[members[seat]]
                    if earlier >= begin:
                        marks[end] = BUSY
                        marks[earlier] = BUSY
                    stamp[members[seat]] = end
            end += 1
        for phase in range(2):
            place = 0
            for encounter in range(begin, end):
                first, after = offsets[encounter], offsets[encounter + 1]
                busy = marks[encounter] == BUSY
                waiting += busy and phase == 0
                if phase == 1 and not busy:
                    continue
                if not busy and after - first == 2 and takes[first] and takes[first + 1]:
                    one, two = np.uint64(members[first]), np.uint64(members[first + 1])
                    if full[one] and full[two]:
                        continue
                    w0 = row[one, 0] | row[two, 0]
                    w1 = row[one, 1] | row[two, 1]
                    w2 = row[one, 2] | row[two, 2]
                    w3 = row[one, 3] | row[two, 3]
                    w4 = row[one, 4] | row[two, 4]
                    w5 = row[one, 5] | row[two, 5]
                    w6 = row[one, 6] | row[two, 6]
                    w7 = row[one, 7] | row[two, 7]
                    for who in (one, two):
                        row[who, 0] = w0
                        row[who, 1] = w1
                        row[who, 2] = w2
                        row[who, 3] = w3
                        row[who, 4] = w4
                        row[who, 5] = w5
                        row[who, 6] = w6
                        row[who, 7] = w7
                    whole = np.uint64(part[members[first]])
                    missing = (w0 ^ most[whole, 0]) | (w1 ^ most[whole, 1]) | (w2 ^ most[whole, 2])
                    missing |= (w3 ^ most[whole, 3]) | (w4 ^ most[whole, 4]) | (w5 ^ most[whole, 5])
                    missing |= (w6 ^ most[whole, 6]) | (w7 ^ most[whole, 7])
                    if missing == 0:
                        left -= 2 - full[one] - full[two]
                        full[one] = True
                        full[two] = True
                    continue
                if phase == 0:
                    for word in range(width):
                        joined[place, word] = 0
                    for seat in range(first, after):
                        if gives[seat]:
                            for word in range(width):
                                joined[place, word] |= row[members[seat], word]
                if phase == 1 or not busy:
                    for seat in range(first, after):
                        who = members[seat]
                        if takes[seat] and not full[who]:
                            full[who] = True
                            for word in range(width):
                                row[who, word] |= joined[place, word]
                                if row[who, word] != most[part[who], word]:
                                    full[who] = False
                            left -= full[who]
                place += busy
                if place == len(joined):
                    more = np.zeros((2 * place, width), row.dtype)
                    for each in range(place):
                        for word in range(width):
                            more[each, word] = joined[each, word]
                    joined = more
            if waiting == 0:
                break
