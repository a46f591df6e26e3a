"""Where paths cross from one level to another, and by what: a champion, a pillar, a zone, a contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.effective_changes import levels_by_rank
from netmap.learning.upwards import first_vertical, may_depart, two_levels
from netmap.learning.window import Window, about, rule_of, window_of
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.fewest_hops import Hop, fewest_hops_by
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of

CHAMPION, PILLAR, CONTACT = "champion", "pillar", "contact"
"""How a level is crossed, unless it is by a zone: then the zone's form says how."""

Levels = tuple[str, ...]

Step = tuple[str | None, Levels, Levels]
"""How (None: as two people met), and from which levels to which."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One change of level on a path: in which hop (0, 1, ...), how, and from which level to which."""

    hop: int
    how: str
    from_level: str
    to_level: str


def in_order(crossing: Crossing) -> int:
    """The place of a crossing's class among the classes."""
    return {CHAMPION: 0, PILLAR: 1, CONTACT: 3}.get(crossing.how, 2)


def crossings(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
) -> pd.DataFrame:
    """By what learning crosses from level to level, on everybody's path of first arrival.

    The paths are those of `learning_path` from everybody who may depart from `from_level` and reaches
    `to_level`. Each crossing is classed, first match: `champion` (inside somebody who is at two levels, on
    one day or at different times), `pillar` (both ends of the encounter in one agency), the form of the
    encounter's zone (board, task group, ...), `contact` (any other encounter).

    Parameters are those of `vertical_reach`.

    Returns
    -------
    One row for each class, in this order: champion, pillar, the forms of the study's zones, contact.
    Columns: crossing, n (crossings of the class), share (of all crossings) and paths (on which there is
    one at least). The frame's `attrs` hold n (all crossings), paths (all), start, end, same_day and max_wait.

    Undefined: the share is NaN where there is no crossing at all.

    Raises `ArgumentError` as `vertical_reach` does.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Cem"], "level": ["front", "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["Ada"], "target": ["Cem"]}),
        ... )
        >>> netmap.crossings(study, "front", "board")[["crossing", "n"]].values.tolist()
        [['champion', 0], ['pillar', 0], ['contact', 1]]
    """
    two_levels(study, from_level, to_level)
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    found: list[list[Crossing]] = []
    if window is not None:
        book = CrossingBook(window, policy)
        ways = first_ways(window, from_level, to_level, rule)
        found = [book.crossings(way, from_level, to_level) for way in ways]
    frame = _counted(study, found)
    frame.attrs.update(about(window, same_day, max_wait, int(frame["n"].sum())), paths=str(len(found)))
    return frame


def _counted(study: Study, found: list[list[Crossing]]) -> pd.DataFrame:
    forms = [str(form) for form in study.zones["form"].dropna().unique()]
    names = list(dict.fromkeys([CHAMPION, PILLAR, *forms, CONTACT]))
    names.append(names.pop(names.index(CONTACT)))
    every = [crossing.how for path in found for crossing in path]
    on_path = [how for path in found for how in {crossing.how for crossing in path}]
    n = np.array([every.count(name) for name in names], np.int64)
    return pd.DataFrame(
        {
            "crossing": pd.Series(names, dtype="str"),
            "n": n,
            "share": n / len(every) if every else np.full(len(names), np.nan),
            "paths": np.array([on_path.count(name) for name in names], np.int64),
        }
    )


def first_ways(window: Window, from_level: str, to_level: str, rule: Rule) -> Iterator[list[Hop]]:
    """Of everybody who reaches a level from another, the path of first arrival with the fewest hops."""
    departs, arrives = may_depart(window, from_level, to_level), window.at_level(to_level)
    who, first = first_vertical(window, departs, window.seats(arrives), rule)
    there = first != NEVER
    yield from ways_by(window, who[there], first[there], (window.seats(departs), window.seats(arrives)), rule)


def ways_by(
    window: Window, sources: Ints, days: Ints, ends: tuple[Bools, Bools], rule: Rule
) -> list[list[Hop]]:
    """Of each source a path with the fewest hops of those that arrive by a day of its own.

    `ends` say which seats start a path and which end one.
    """
    until = np.searchsorted(window.journeys.day, days, side="right")
    return fewest_hops_by(window.journeys, sources, until, ends, rule)


class CrossingBook:
    """Where people stand and where they met in a window, to be looked up hop by hop."""

    def __init__(self, window: Window, policy: TiePolicy) -> None:
        self.window = window
        self.ranked = levels_by_rank(window.study)
        self.at_level = {level: window.at_level(level) for level in self.ranked}
        self.zone = encounters_of(window.study, policy).zone
        self.forms = window.study.zones["form"].tolist()

    def levels(self, person: int, day: int) -> Levels:
        """The levels of somebody on a day, the lowest rank first."""
        return tuple(name for name in self.ranked if self.at_level[name][person, day - self.window.start])

    def crossings(self, hops: list[Hop], from_level: str | None, to_level: str | None) -> list[Crossing]:
        """Every change of level on a path, in order.

        What somebody is given stays at the levels at which both were, until it is passed on at others.
        Somebody without a level changes none. Where the path was to end at a level at which its last
        person is too, it crosses inside them.
        """
        found: list[Crossing] = []
        held: Levels = () if from_level is None else (from_level,)
        for place, hop in enumerate(hops):
            day = self._day(hop)
            end = to_level if place == len(hops) - 1 else None
            steps, held = passed_on(held, self.levels(hop.giver, day), self.levels(hop.taker, day))
            if end is not None and held and end not in held:
                steps.append((CHAMPION, held, (end,)))
            for how, before, after in steps:
                ends = self._nearest(before, after if end not in after else (str(end),), to_level)
                found.append(Crossing(place, how or self._met_in(hop), *ends))
        return found

    def _day(self, hop: Hop) -> int:
        return int(self.window.journeys.day[hop.encounter])

    def _nearest(self, before: Levels, after: Levels, to_level: str | None) -> tuple[str, str]:
        """Of each level one: the two nearest in rank, and of several such the nearest to the path's end."""
        rank = self.ranked.index
        goal = rank(before[0] if to_level is None else to_level)
        pairs = [(one, other) for one in before for other in after]
        return min(pairs, key=lambda ends: (abs(rank(ends[0]) - rank(ends[1])), abs(rank(ends[1]) - goal)))

    def _met_in(self, hop: Hop) -> str:
        """How two people met across levels: within an agency, in a zone with a form, or otherwise."""
        both, day = np.array([hop.giver, hop.taker]), np.full(2, self._day(hop), np.int64)
        one, other = self.window.agencies_on(both, day)
        if one == other >= 0:
            return PILLAR
        zone = self.zone[self.window.journeys.source[hop.encounter]]
        form = self.forms[zone] if zone >= 0 else None
        return str(form) if isinstance(form, str) else CONTACT


def passed_on(
    held: Levels, giver: Levels, taker: Levels
) -> tuple[list[tuple[str | None, Levels, Levels]], Levels]:
    """One hop: its changes of level (how, from, to), and the levels at which the taker then holds it.

    `held` are the levels at which the giver was given it. A change within the giver is a champion's;
    where the two share no level at all, how the encounter crossed is not said (None).
    """
    steps: list[Step] = []
    if giver and held and not _both(held, giver):
        after = _both(giver, taker) or giver
        steps.append((CHAMPION, held, after))
        held = after
    elif giver:
        held = _both(held, giver) or giver
    if held and taker and not _both(held, taker):
        shared = _both(giver, taker)
        after = shared or taker
        steps.append((CHAMPION if shared else None, held, after))
        held = after
    return steps, _both(held, taker) or held


def _both(one: Levels, other: Levels) -> Levels:
    return tuple(level for level in one if level in other)
