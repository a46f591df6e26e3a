"""Random encounters for the kernels: meetings and contacts, several on a day, some one way."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from netmap.temporal.encounters import Encounters
from netmap.temporal.journeys import Journeys, journeys_of


def random_encounters(rng: Random, actors: int, count: int, days: int) -> Encounters:
    """So many encounters of two to five of some actors, in the order of their days."""
    day = sorted(rng.randrange(days) for _ in range(count))
    sizes = [rng.choice((2, 2, 2, 3, 5)) for _ in day]
    members = [who for size in sizes for who in rng.sample(range(actors), size)]
    none = np.full(count, -1, np.int64)
    return Encounters(
        actors,
        np.array(day, np.int64),
        np.cumsum([0, *sizes]).astype(np.int64),
        np.array(members, np.int64),
        *(none, none, none),
        np.array([size == 2 and rng.random() < 0.4 for size in sizes], np.bool_),
        none,
        np.array(sizes) > 2,
        np.arange(count),
    )


def random_journeys(rng: Random, actors: int = 8, count: int = 20, days: int = 15) -> Journeys:
    """The journeys over random encounters, of everybody."""
    return journeys_of(random_encounters(rng, actors, count, days), np.ones(actors, np.bool_))


def with_times(rng: Random, journeys: Journeys, share: float) -> Journeys:
    """The same journeys, a share of them at one of a few times of their day."""
    times = [rng.randrange(4) * 3_600_000_000 if rng.random() < share else -1 for _ in journeys.day]
    return replace(journeys, time=np.array(times, np.int64))


def random_contacts(rng: Random, actors: int, count: int, days: int = 15) -> Journeys:
    """Mutual contacts of two, several of somebody on one day."""
    pairs = [rng.sample(range(actors), 2) for _ in range(count)]
    return contacts([(one, other, rng.randrange(days)) for one, other in pairs], actors, directed=False)


def contacts(events: list[tuple[int, int, int]], actors: int, *, directed: bool) -> Journeys:
    """The journeys over contacts (from, to, time); those of somebody with themself are left out."""
    events = sorted((event for event in events if event[0] != event[1]), key=lambda event: event[2])
    count = len(events)
    none = np.full(count, -1, np.int64)
    whole = Encounters(
        actors,
        np.array([time for _, _, time in events], np.int64),
        np.arange(0, 2 * count + 1, 2),
        np.array([end for one, other, _ in events for end in (one, other)], np.int64),
        *(none, none, none),
        np.full(count, directed, np.bool_),
        none,
        np.zeros(count, np.bool_),
        np.arange(count),
    )
    return journeys_of(whole, np.ones(actors, np.bool_))
