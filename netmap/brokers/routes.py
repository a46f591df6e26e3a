"""The ways from one level to another in a window, and what is left of them without some people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from netmap.learning.upwards import may_depart, two_levels
from netmap.learning.window import Window, about, rule_of, window_of
from netmap.model.study import Study
from netmap.temporal.absences import Absences, bits_of, column_sums, still_reaching
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.reach_rows import Words
from netmap.tie_kinds.policy import TiePolicy

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """For each world in which some people are gone: how many of the others reach.

    `before`: with everybody there; `left`: without those who are gone.
    """

    before: Ints
    left: Ints

    @property
    def lost(self) -> Ints:
        """How many of the others no longer reach."""
        return self.before - self.left

    @property
    def reliance(self) -> Floats:
        """The share of the others who no longer do; NaN where none of them reaches anyway."""
        share = np.full(len(self.before), np.nan)
        np.divide(self.lost, self.before, out=share, where=self.before > 0)
        return share


@dataclass(frozen=True, eq=False)
class Routes:
    """Who may set out, where, and where a path ends: the question of `vertical_reach`.

    `sources` are those who may depart on some day of the window, `targets` marks the actors who are at
    the other level on some day; `starts` and `goals` say of every seat whether its member may depart
    there, and be a path's end.
    """

    window: Window
    rule: Rule
    sources: Ints
    targets: Bools
    starts: Bools
    goals: Bools

    @cached_property
    def reaching(self) -> Bools:
        """For every actor, whether they reach while everybody is there."""
        reaching: Bools = bits_of(self._words(Absences.of_sets([()])), 1)[:, 0]
        return reaching

    def without(self, absences: Absences) -> Outcomes:
        """What is left in each world."""
        going = self.reaching[absences.actor]
        before = self.reaching.sum() - np.bincount(absences.world[going], minlength=absences.count)
        return Outcomes(before, column_sums(self._words(absences)[self.sources], absences.count))

    def reaching_without(self, absences: Absences) -> Bools:
        """Who still reaches: a table of actors x worlds."""
        return bits_of(self._words(absences), absences.count)

    def _words(self, absences: Absences) -> Words:
        return still_reaching(self.window.journeys, self.starts, self.goals, absences, self.rule)


@dataclass(frozen=True, slots=True)
class Question:
    """Between which levels, in which window, under which rule."""

    from_level: str
    to_level: str
    start: Any = None
    end: Any = None
    same_day: bool = False
    max_wait: int | None = None
    policy: TiePolicy = TiePolicy()
    baseline: Any = None

    def routes(self, study: Study) -> Routes | None:
        """The routes that are asked about; None where nothing is dated and no window was told.

        Raises `ArgumentError` as `vertical_reach` does.
        """
        two_levels(study, self.from_level, self.to_level)
        rule = rule_of(self.same_day, self.max_wait)
        window = window_of(study, self.start, self.end, self.policy)
        if window is None:
            return None
        departs, arrives = may_depart(window, self.from_level, self.to_level), window.at_level(self.to_level)
        sources, targets = np.flatnonzero(departs.any(axis=1)), np.asarray(arrives.any(axis=1))
        return Routes(window, rule, sources, targets, window.seats(departs), window.seats(arrives))

    def about(self, routes: Routes | None, n: int) -> dict[str, str]:
        """What a table says of itself: its n, its window, its rule, the levels and who reaches, as text."""
        told = about(None if routes is None else routes.window, self.same_day, self.max_wait, n)
        counts = (0, 0) if routes is None else (len(routes.sources), int(routes.reaching.sum()))
        told |= {"from_level": self.from_level, "to_level": self.to_level}
        return told | dict(zip(("sources", "reaching"), map(str, counts), strict=True))
