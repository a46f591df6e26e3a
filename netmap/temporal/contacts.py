"""Mutual contacts of two, the commonest encounters, laid out tightly for the two questions asked most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import ALWAYS, NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import WORDS, Words, aligned, own_bits, parts

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Mutual contacts in the order of their days; those of day d are `starts[d]:starts[d+1]`.

    The contacts from `alone[d]` on are those whose two members are in no other that day. `part` is the
    part of the network to which each actor belongs, time left aside.
    """

    actors: int
    days: Ints
    starts: Ints
    alone: Ints
    one: Codes
    other: Codes
    part: Ints


def contacts_of(journeys: Journeys) -> Contacts | None:
    """The journeys as contacts, where every encounter is a mutual one of two; else None."""
    if (np.diff(journeys.offsets) != 2).any() or not (journeys.gives & journeys.takes).all():
        return None
    days, starts = np.unique(journeys.day, return_index=True)
    starts = np.append(starts, len(journeys)).astype(np.int64)
    pairs = journeys.members.reshape(-1, 2).astype(np.int32)
    busy = np.zeros(len(pairs), np.bool_)
    for_work(busy_kernel, len(pairs))(starts, pairs, np.full(journeys.actors, -1, np.int64), busy)
    order = np.lexsort((~busy, journeys.day))
    one, other = (np.ascontiguousarray(pairs[order, end]) for end in (0, 1))
    before = np.concatenate([[0], np.cumsum(busy)])
    alone = starts[:-1] + np.diff(before[starts])
    return Contacts(journeys.actors, days, starts, alone, one, other, parts(journeys))


def busy_kernel(starts: Ints, pairs: Codes, stamp: Ints, busy: Bools) -> None:
    """Mark the contacts of which a member is in another one on the same day."""
    for day in range(len(starts) - 1):
        for contact in range(starts[day], starts[day + 1]):
            for end in range(2):
                earlier = stamp[pairs[contact, end]]
                if earlier >= starts[day]:
                    busy[earlier] = True
                    busy[contact] = True
                stamp[pairs[contact, end]] = contact


def arrivals_by_contact(contacts: Contacts, source: int) -> Ints:
    """As `first_arrivals` on strictly later days: the first day on which each actor is reached."""
    reached = np.zeros(contacts.actors, np.bool_)
    reached[source] = True
    arrival = np.full(contacts.actors, NEVER, np.int64)
    most = int((contacts.part == contacts.part[source]).sum()) - 1
    kernel = for_work(contact_arrivals_kernel, len(contacts.one))
    kernel(contacts.days, contacts.starts, contacts.one, contacts.other, most, reached, arrival)
    arrival[source] = ALWAYS
    return arrival


def contact_arrivals_kernel(
    days: Ints, starts: Ints, one: Codes, other: Codes, most: int, reached: Bools, arrival: Ints
) -> None:
    """Fill in `arrival`; whoever is reached on a day is marked as reached when the day is over."""
    newly = np.empty(len(one), np.int32) if len(starts) < 2 else np.empty(np.diff(starts).max(), np.int32)
    left = most
    for day in range(len(days)):
        if left == 0:
            return
        count = 0
        for contact in range(starts[day], starts[day + 1]):
            first, second = one[contact], other[contact]
            if reached[first] != reached[second]:
                newly[count] = second if reached[first] else first
                count += 1
        for place in range(count):
            who = newly[place]
            if not reached[who]:
                reached[who] = True
                arrival[who] = days[day]
                left -= 1


def rows_by_contact(contacts: Contacts) -> Words:
    """As `reach_rows`, but block after block: an array of blocks x actors x words."""
    blocks = -(-contacts.actors // (64 * WORDS))
    rows = np.empty((blocks, contacts.actors, WORDS), np.uint64)
    row = aligned(contacts.actors)
    several = int(contacts.part.max(initial=0)) + 1
    widest = int((contacts.alone - contacts.starts[:-1]).max(initial=0))
    kernel = for_work(contact_rows_kernel, len(contacts.one) * blocks * WORDS)
    columns = (contacts.starts, contacts.alone, contacts.one, contacts.other, contacts.part)
    for block in range(blocks):
        row[:] = 0
        own_bits(row, block)
        most = np.zeros((several, WORDS), np.uint64)
        sources = np.arange(block * 64 * WORDS, min(contacts.actors, (block + 1) * 64 * WORDS))
        np.bitwise_or.at(most, contacts.part[sources], row[sources])
        kernel(*columns, most, np.zeros((widest, WORDS), np.uint64), row)
        rows[block] = row
    return rows


def contact_rows_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    starts: Ints,
    alone: Ints,
    one: Codes,
    other: Codes,
    part: Ints,
    most: Words,
    joined: Words,
    row: Words,
) -> None:
    """Let the rows of one block grow, contact by contact, until none can grow any more.

    Rows of contacts that share a member with another of the same day are first joined, all of them,
    and then handed out. Words are written out one by one, so that they become a few wide instructions.
    """
    full = np.zeros(len(row), np.bool_)
    left = len(row)
    for day in range(len(alone)):
        if left == 0:
            return
        begin, middle = starts[day], alone[day]
        for contact in range(begin, middle):
            a, b, place = np.uint32(one[contact]), np.uint32(other[contact]), np.uint64(contact - begin)
            if not (full[a] and full[b]):
                for word in range(WORDS):
                    joined[place, word] = row[a, word] | row[b, word]
        for contact in range(begin, middle):
            place = np.uint64(contact - begin)
            for end in range(2):
                who = np.uint32(one[contact]) if end == 0 else np.uint32(other[contact])
                if not full[who]:
                    missing = most[0, 0] ^ most[0, 0]
                    for word in range(WORDS):
                        joint = row[who, word] | joined[place, word]
                        row[who, word] = joint
                        missing |= joint ^ most[np.uint32(part[who]), word]
                    full[who] = missing == 0
                    left -= full[who]
        for contact in range(middle, starts[day + 1]):
            a, b = np.uint32(one[contact]), np.uint32(other[contact])
            if full[a] and full[b]:
                continue
            w0, w1 = row[a, 0] | row[b, 0], row[a, 1] | row[b, 1]
            w2, w3 = row[a, 2] | row[b, 2], row[a, 3] | row[b, 3]
            w4, w5 = row[a, 4] | row[b, 4], row[a, 5] | row[b, 5]
            w6, w7 = row[a, 6] | row[b, 6], row[a, 7] | row[b, 7]
            row[a, 0], row[a, 1], row[a, 2], row[a, 3] = w0, w1, w2, w3
            row[a, 4], row[a, 5], row[a, 6], row[a, 7] = w4, w5, w6, w7
            row[b, 0], row[b, 1], row[b, 2], row[b, 3] = w0, w1, w2, w3
            row[b, 4], row[b, 5], row[b, 6], row[b, 7] = w4, w5, w6, w7
            p = np.uint32(part[a])
            if w0 != most[p, 0]:
                continue
            missing = (w1 ^ most[p, 1]) | (w2 ^ most[p, 2]) | (w3 ^ most[p, 3]) | (w4 ^ most[p, 4])
            missing |= (w5 ^ most[p, 5]) | (w6 ^ most[p, 6]) | (w7 ^ most[p, 7])
            if missing == 0:
                left -= 2 - full[a] - full[b]
                full[a] = True
                full[b] = True
