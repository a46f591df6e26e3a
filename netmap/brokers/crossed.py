"""Cross-represented people: at two levels at once, or at different levels at different times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from netmap.learning.effective_changes import level_names, level_stays, levels_by_rank, presence
from netmap.learning.window import Window
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of


def simultaneous(window: Window) -> Bools:
    """For every actor, whether they are at two levels or more on one day of the window."""
    actors = len(actors_of(window.study))
    once: Bools = np.zeros((actors, window.days), np.bool_)
    twice: Bools = np.zeros((actors, window.days), np.bool_)
    for level in level_names(window.study):
        here = window.at_level(level)
        twice |= once & here
        once |= here
    return np.asarray(twice.any(axis=1))


def levels_at_once(window: Window) -> tuple[str, ...]:
    """The levels at which those who are at two or more sit on such a day, the lowest first."""
    names = levels_by_rank(window.study)
    many = np.zeros((len(actors_of(window.study)), window.days), np.int8)
    for level in names:
        many += window.at_level(level)
    return tuple(level for level in names if (window.at_level(level) & (many > 1)).any())


def ever(window: Window) -> Bools:
    """For every actor, whether they were at two levels or more on any days up to the window's end."""
    stays, service = level_stays(window.study), presence(window.study)
    actors, levels = len(actors_of(window.study)), len(level_names(window.study))
    joined, left = np.zeros((2, actors), np.int64)
    joined[service.who], left[service.who] = service.first, service.last
    first = np.maximum(stays.first, joined[stays.who])
    last = np.minimum(np.minimum(stays.last, left[stays.who]), window.end)
    held = np.zeros((actors, levels), np.bool_)
    there = first <= last
    held[stays.who[there], stays.what[there]] = True
    crossed: Bools = held.sum(axis=1) >= 2
    return crossed


CLASSES: dict[str, Callable[[Window], Bools]] = {"simultaneous": simultaneous, "ever": ever}
"""What cross-represented may mean: at one time, or over time."""


def known_class(who: Any) -> str:
    """The name of a class; raises `ArgumentError` where there is none of that name."""
    if who not in CLASSES:
        raise ArgumentError(
            N_("{name} cannot be “{value}”; it takes one of: {known}"),
            name="who",
            value=who,
            known=", ".join(CLASSES),
        )
    return str(who)
