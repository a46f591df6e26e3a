"""Whether it matters where learning arrives: with anybody at a level, or at its own sittings and staff."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from netmap.learning.chance import arrival_seats
from netmap.questions.learning.first_paths import followed_window
from netmap.questions.learning.resolved_request import Asked, Setting


def arrivals_differ(asked: Asked | Setting, levels: tuple[str, ...]) -> bool:
    """Whether some encounter of the window is an arrival at one of the levels in one sense alone."""
    if isinstance(asked, Setting):
        return False
    return asked.remembered((arrivals_differ, levels), lambda: any(_differ(asked, each) for each in levels))


def arrival_offered(asked: Asked | Setting) -> bool:
    """The same of the two levels that are asked about; sideways nothing arrives at a level."""
    if isinstance(asked, Setting) or asked.end is None:
        return False
    return arrivals_differ(asked, (asked.start.level, asked.end.level))


def arrival_offered_anywhere(asked: Asked | Setting) -> bool:
    """The same of every level that anybody is at."""
    return arrivals_differ(asked, tuple(each.level for each in asked.levels if each.people))


def _differ(asked: Asked, level: str) -> bool:
    window, policy = followed_window(asked), asked.context.ties
    person, zone = (
        arrival_seats(window, level, replace(asked.context.paths, arrive_at=sense), policy)
        for sense in ("person", "zone")
    )
    return not np.array_equal(person, zone)
