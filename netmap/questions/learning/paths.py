"""Everybody's first path between two levels, hop by hop."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.learning.crossings_of_paths import first_ways
from netmap.learning.window import Window, people_journeys, rule_of
from netmap.questions.learning.resolved_request import Asked
from netmap.temporal.fewest_hops import Hop
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class FirstPaths:
    """The window that paths are followed in, and of everybody who arrives the hops of a first path."""

    window: Window
    hops: tuple[tuple[Hop, ...], ...]


def first_paths(asked: Asked) -> FirstPaths:
    """Of everybody at one level who reaches the other, a path that arrives first, with the fewest hops."""
    question = ("first paths", asked.start, asked.end, asked.window)
    return asked.remembered(question, lambda: _first_paths(asked))


def followed_window(asked: Asked) -> Window:
    """The encounters of the window."""
    whole = people_journeys(asked.study, TiePolicy())
    start, end = asked.window.start, asked.window.end
    return Window(asked.study, start, end, whole.between(start, end))


def path_from(paths: FirstPaths, source: int) -> FirstPaths:
    """The path of one source alone; none where it does not arrive."""
    return FirstPaths(paths.window, tuple(hops for hops in paths.hops if hops[0].giver == source))


def _first_paths(asked: Asked) -> FirstPaths:
    window = followed_window(asked)
    ways = first_ways(window, asked.start.level, asked.goal.level, rule_of(**asked.rule))
    return FirstPaths(window, tuple(tuple(hops) for hops in ways))
