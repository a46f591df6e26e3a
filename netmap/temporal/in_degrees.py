"""How many others something can pass from to each actor, time left aside."""

from __future__ import annotations

import numpy as np

from netmap.temporal.encounters import Ints
from netmap.temporal.journeys import Journeys


def in_degrees(journeys: Journeys) -> Ints:
    """For each actor the number of distinct others who give in an encounter in which the actor takes."""
    sizes = np.diff(journeys.offsets)
    parts = [_arrows(journeys, sizes, int(size)) for size in np.unique(sizes)]
    arrows = np.unique(np.concatenate([*parts, np.zeros(0, np.int64)]))
    counts: Ints = np.bincount(arrows // max(journeys.actors, 1), minlength=journeys.actors)
    return counts


def _arrows(journeys: Journeys, sizes: Ints, size: int) -> Ints:
    """taker * actors + giver for each two seats of the encounters of one size."""
    seats = journeys.offsets[:-1][sizes == size][:, None] + np.arange(size)
    taker, giver = (place.ravel() for place in np.broadcast_arrays(seats[:, :, None], seats[:, None, :]))
    passes = journeys.takes[taker] & journeys.gives[giver]
    to, by = journeys.members[taker[passes]], journeys.members[giver[passes]]
    arrows: Ints = (to * journeys.actors + by)[to != by]
    return np.unique(arrows)
