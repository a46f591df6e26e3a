"""Everybody's first path between two levels, hop by hop, and the marks that it passes in the level view:
zones and agencies, each in the band of a level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from netmap.learning.crossings_of_paths import first_ways
from netmap.learning.effective_changes import present_codes
from netmap.learning.window import Window, people_journeys
from netmap.model.study import Study
from netmap.questions.learning.resolved_request import Asked, level_place
from netmap.questions.learning.types import Level
from netmap.questions.parameters import AGENCY, ZONE
from netmap.temporal.encounters import Ints
from netmap.temporal.fewest_hops import Hop
from netmap.tie_kinds.recorded import encounters_of

UNKNOWN_BAND = -1
"""The band of what has no level."""


@dataclass(frozen=True, slots=True, eq=False)
class FirstPaths:
    """The window that paths are followed in, and of everybody who arrives the hops of a first path."""

    window: Window
    hops: tuple[tuple[Hop, ...], ...]


def first_paths(asked: Asked) -> FirstPaths:
    """Of everybody at one level who reaches the other, a path that arrives first, with the fewest hops."""
    question = (_first_paths, asked.start, asked.end)
    return asked.remembered(question, lambda: _first_paths(asked))


def followed_window(asked: Asked) -> Window:
    """The encounters of the window."""
    whole = people_journeys(asked.study, asked.context.ties)
    start, end = asked.window.start, asked.window.end
    return Window(asked.study, start, end, whole.between(start, end))


def path_from(paths: FirstPaths, source: int) -> FirstPaths:
    """The path of one source alone; none where it does not arrive."""
    return FirstPaths(paths.window, tuple(hops for hops in paths.hops if hops[0].giver == source))


def _first_paths(asked: Asked) -> FirstPaths:
    window = followed_window(asked)
    ways = first_ways(window, asked.start.level, asked.goal.level, asked.context.paths.passing)
    return FirstPaths(window, tuple(tuple(hops) for hops in ways))


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a path passes: a zone or an agency (`id` None: not known) in the band of a level."""

    sort: str
    id: str | None
    band: int


Trail = tuple[Mark, ...]
"""The marks that one path passes, in order."""


Ends = tuple[Level | None, Level | None]
"""The levels in whose bands a path starts and ends; None: in that of the day."""


def trails_of(asked: Asked) -> tuple[Trail, ...]:
    """The marks that everybody's first path passes, for each who arrives in the window.

    A path passes the agency where it starts, then of each hop the zone, or outside zones the agency of
    whoever is reached, then the agency where it arrives. What comes twice in a row is one mark.
    """
    question = (trails_of, asked.start, asked.end)
    ends = asked.start, asked.goal
    return asked.remembered(
        question, lambda: tuple(trail for trail, _ in marked(asked, first_paths(asked), ends))
    )


def marked(asked: Asked, paths: FirstPaths, ends: Ends) -> Iterator[tuple[Trail, list[tuple[int, ...]]]]:
    """The trail of each path, and of each of its hops the places of the marks in it that the hop passes."""
    zones = _hop_zones(asked, paths)
    givers, takers = _agency_marks(asked, paths, ends)
    at = 0
    for hops in paths.hops:
        span = range(at, at + len(hops))
        at += len(hops)
        middle = [[zones[row] or takers[row]] for row in span]
        yield _joined([[givers[span[0]], *middle[0]], *middle[1:]], takers[span[-1]])


def _joined(of_hops: list[list[Mark]], end: Mark) -> tuple[Trail, list[tuple[int, ...]]]:
    of_hops[-1].append(end)
    trail: list[Mark] = []
    places: list[tuple[int, ...]] = []
    for marks in of_hops:
        passed = [len(trail) - 1] if trail else []
        for mark in marks:
            if not trail or trail[-1] != mark:
                trail.append(mark)
            passed.append(len(trail) - 1)
        places.append(tuple(sorted(set(passed))))
    return tuple(trail), places


def _hop_zones(asked: Asked, paths: FirstPaths) -> list[Mark | None]:
    """The zone of every hop of all paths, None for a contact outside zones."""
    met = encounters_of(asked.study, asked.context.ties)
    encounter = np.array([hop.encounter for hops in paths.hops for hop in hops], np.int64)
    zone = met.zone[paths.window.journeys.source[encounter]]
    marks = _zone_marks(asked)
    return [None if code < 0 else marks[code] for code in zone.tolist()]


def _zone_marks(asked: Asked) -> list[Mark]:
    zones = asked.study.zones
    levels = zones["level"].where(zones["level"].notna(), None)
    return [
        Mark(ZONE, str(zone), UNKNOWN_BAND if level is None else level_place(asked.levels, str(level)))
        for zone, level in zip(zones["zone"], levels, strict=True)
    ]


def _agency_marks(asked: Asked, paths: FirstPaths, ends: Ends) -> tuple[list[Mark], list[Mark]]:
    """The agencies of the giver and of the taker of every hop, in the band of their level on that day.

    Who starts stands in the band of the one level, who is reached last in that of the other.
    """
    window, hops = paths.window, [hop for path in paths.hops for hop in path]
    day = window.journeys.day[np.array([hop.encounter for hop in hops], np.int64)]
    last = np.cumsum([len(path) for path in paths.hops], dtype=np.int64) - 1
    bands = _bands(asked, paths)
    sides = []
    for who in (np.array([hop.giver for hop in hops], int), np.array([hop.taker for hop in hops], int)):
        band = bands[who, day - window.start]
        sides.append((_agencies(asked.study, paths, who, day), band))
    for (_, band), rows, end in zip(sides, (slice(None), last), ends, strict=True):
        if end is not None:
            band[rows] = level_place(asked.levels, end.level)
    givers, takers = (
        [Mark(AGENCY, agency, int(place)) for agency, place in zip(ids, band, strict=True)]
        for ids, band in sides
    )
    return givers, takers


def _agencies(study: Study, paths: FirstPaths, who: Ints, day: Ints) -> list[str | None]:
    names, _ = present_codes(study, paths.window.end)
    codes = paths.window.agencies_on(who, day)
    return [None if code < 0 else str(names[code]) for code in codes.tolist()]


def _bands(asked: Asked, paths: FirstPaths) -> Ints:
    """The band of everybody on every day: of their highest level, `UNKNOWN_BAND` without one."""
    window = paths.window
    found = np.full(window.in_service().shape, UNKNOWN_BAND, np.int64)
    for place, level in enumerate(asked.levels):
        found[window.at_level(level.level)] = place
    return found
