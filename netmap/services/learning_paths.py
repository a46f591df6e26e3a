"""Everybody's first path between two levels, hop by hop."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.learning.upwards import first_vertical, may_depart
from netmap.learning.window import Window, people_journeys, rule_of
from netmap.services.learning_asked import Asked
from netmap.temporal.fewest_hops import Hop, fewest_hops
from netmap.temporal.first_arrivals import NEVER
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
    rule = rule_of(**asked.rule)
    departs = may_depart(window, asked.start.level, asked.goal.level)
    arrives = window.at_level(asked.goal.level)
    who, first = first_vertical(window, departs, arrives, rule)
    starts, goals = window.seats(departs), window.seats(arrives)
    found = []
    for source, day in zip(who[first != NEVER].tolist(), first[first != NEVER].tolist(), strict=True):
        so_far = window.journeys.between(window.start, day)
        seats = len(so_far.members)
        found.append(tuple(fewest_hops(so_far, source, starts[:seats], goals[:seats], rule)))
    return FirstPaths(window, tuple(found))
