"""The fewest hops from one source to some seats, and one such path as a chain of seats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.arrivals_at_groups import LONG_AGO, Rule
from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Hop:
    """One encounter of a path: its place in the journeys, who passed on, and who was reached."""

    encounter: int
    giver: int
    taker: int


def fewest_hops(
    journeys: Journeys, source: int, starts: Bools, goals: Bools, rule: Rule, runs: int = 1
) -> list[Hop]:
    """A path with the fewest hops from a source to any goal seat of somebody else; empty where none.

    Parameters
    ----------
    journeys: the encounters, in the order of their days; to find a path with the fewest hops among
        those that arrive first, hand in the encounters up to the first arrival.
    source: the code of the actor from whom the path starts.
    starts, goals: for every seat, whether the source may depart there, and whether somebody who is
        reached there ends the path.
    rule: how something passes on.
    runs: how often such a path is asked for in a row.

    Of several such paths it is one that arrives first, and always the same one.
    """
    giver = journeys.gives & starts & (journeys.members == source)
    layers: list[Ints] = []
    reached = np.where(giver, np.arange(len(giver)), -1)
    direct = True
    kernel = for_work(hop_kernel, runs * len(giver))
    for _ in range(len(journeys)):
        parent = np.full(len(giver), -1, np.int64)
        columns = (journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes)
        kernel(*columns, reached, direct, *(rule.same_day, rule.max_wait, journeys.actors, parent))
        layers.append(parent)
        ends = np.flatnonzero((parent >= 0) & goals & (journeys.members != source))
        if len(ends):
            return _chain(journeys, layers, int(ends[0]))
        if not (parent >= 0).any():
            return []
        reached, direct = parent, False
    return []


def _chain(journeys: Journeys, layers: list[Ints], seat: int) -> list[Hop]:
    encounter = journeys.seat_encounter
    hops: list[Hop] = []
    for parent in reversed(layers):
        carrier = int(parent[seat])
        giver = int(journeys.members[carrier])
        hops.append(Hop(int(encounter[seat]), giver, int(journeys.members[seat])))
        seat = carrier
    return hops[::-1]


def hop_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    reached: Ints,
    direct: bool,
    same_day: bool,
    max_wait: int,
    actors: int,
    parent: Ints,
) -> None:
    """One hop further: for each seat that can be reached from `reached` seats, the seat it comes from.

    `reached` marks (with anything but -1) the seats at which somebody was reached by the hop before;
    where `direct`, the seats in which the source may depart.
    """
    last = np.full(actors, LONG_AGO, np.int64)
    came = np.full(actors, -1, np.int64)
    begin = 0
    while begin < len(day):
        today = day[begin]
        end = begin
        while end < len(day) and day[end] == today:
            end += 1
        if same_day and not direct:
            for seat in range(offsets[begin], offsets[end]):
                if reached[seat] >= 0:
                    last[members[seat]], came[members[seat]] = today, seat
        for encounter in range(begin, end):
            one, other = -1, -1
            for seat in range(offsets[encounter], offsets[encounter + 1]):
                who = members[seat]
                if direct:
                    active = reached[seat] >= 0
                else:
                    active = gives[seat] and last[who] != LONG_AGO and today - last[who] <= max_wait
                if active and one < 0:
                    one = seat
                elif active and other < 0:
                    other = seat
            if one < 0:
                continue
            for seat in range(offsets[encounter], offsets[encounter + 1]):
                carrier = one if seat != one else other
                if carrier >= 0 and takes[seat]:
                    parent[seat] = carrier if direct else came[members[carrier]]
        if not same_day and not direct:
            for seat in range(offsets[begin], offsets[end]):
                if reached[seat] >= 0:
                    last[members[seat]], came[members[seat]] = today, seat
        begin = end
