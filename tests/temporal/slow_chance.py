"""Reach in one random world, slowly and from the definition: forward, over everybody who has been told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

import numpy as np

from netmap.temporal.chance import Coins
from netmap.temporal.chance_kernels import mixed
from netmap.temporal.encounters import NONE
from netmap.temporal.journeys import Journeys

Passes = Callable[[int, int, int], bool]
"""Whether an encounter passes something from one actor to another."""


def coin(coins: Coins, encounter: int, giver: int, taker: int, world: int) -> float:
    """The uniform number of one coin, as a hash of what it is known by, digit by digit."""
    golden, two = 0x9E3779B97F4A7C15, 2**64
    with np.errstate(over="ignore"):
        one = int(mixed(np.uint64((coins.seed + golden) % two)))
        key = int(mixed(np.uint64(int(coins.encounter[encounter]) ^ one)))
        key = int(mixed(np.uint64(key ^ int(coins.actor[giver]))))
        key = int(mixed(np.uint64(key ^ int(coins.actor[taker]))))
        begin = key + world // 64 * 64 * golden
        digits = [int(mixed(np.uint64((begin + (step + 1) * golden) % two))) for step in range(64)]
    return sum((digit >> world % 64 & 1) / 2 ** (place + 1) for place, digit in enumerate(digits))


def passes_in(coins: Coins, world: int) -> Passes:
    """What passes in one world."""
    return cache(lambda *ends: coin(coins, *ends, world) < coins.probability)


def passages(journeys: Journeys) -> list[tuple[int, int, int]]:
    """Every ordered pair between whom something may pass in an encounter."""
    return [
        (encounter, giver, taker)
        for encounter, givers, takers in _met(journeys)
        for giver, taker in product(givers, takers)
        if giver != taker
    ]


def enumerated(journeys: Journeys, probability: float) -> Iterator[tuple[float, Passes]]:
    """Every world that there can be, with how likely it is."""
    every = passages(journeys)
    for says in product((False, True), repeat=len(every)):
        passing = {passage for passage, passed in zip(every, says, strict=True) if passed}
        likely = probability ** len(passing) * (1 - probability) ** (len(every) - len(passing))
        yield likely, lambda *ends, passing=passing: ends in passing


def arrivals(
    journeys: Journeys,
    source: int,
    starts: Iterable[bool],
    goals: Iterable[bool],
    passes: Passes,
    *,
    same_day: bool = False,
    max_wait: int | None = None,
) -> int | None:
    """The first day on which something that a source starts arrives with somebody else; None if never.

    What is followed is a giver at an encounter, and the latest time of that day at which it came so far.
    """
    seat = dict(zip(_seats(journeys), zip(starts, goals, strict=True), strict=True))
    open_ = [
        (encounter, source, int(journeys.time[encounter]))
        for encounter, givers, _ in _met(journeys)
        if source in givers and seat[encounter, source][0]
    ]
    done: set[tuple[int, int, int]] = set()
    first: int | None = None
    met = {encounter: (givers, takers) for encounter, givers, takers in _met(journeys)}
    while open_:
        encounter, giver, clock = open_.pop()
        if (encounter, giver, clock) in done:
            continue
        done.add((encounter, giver, clock))
        day = int(journeys.day[encounter])
        for taker in met[encounter][1]:
            if taker == giver or not passes(encounter, giver, taker):
                continue
            if taker != source and seat[encounter, taker][1]:
                first = day if first is None else min(first, day)
            for later, (givers, _) in met.items():
                days, time = int(journeys.day[later]) - day, int(journeys.time[later])
                in_time = days > 0 or (days == 0 and same_day and (time == NONE or time >= clock))
                if taker in givers and in_time and (max_wait is None or days <= max_wait):
                    open_.append((later, taker, time if days else max(time, clock)))
    return first


def _met(journeys: Journeys) -> Iterator[tuple[int, list[int], list[int]]]:
    for encounter in range(len(journeys)):
        here = slice(journeys.offsets[encounter], journeys.offsets[encounter + 1])
        members = journeys.members[here]
        yield encounter, members[journeys.gives[here]].tolist(), members[journeys.takes[here]].tolist()


def _seats(journeys: Journeys) -> list[tuple[int, int]]:
    return list(zip(journeys.seat_encounter.tolist(), journeys.members.tolist(), strict=True))
