"""The ways from one level to another in a window, and what is left of them without some people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from netmap.learning.chance import Floats, arrival_seats, coins_of, ratio_error, standard_error
from netmap.learning.path_rule import PathRule
from netmap.learning.upwards import may_depart, two_levels, vertical_goals
from netmap.learning.window import Window, told, window_of
from netmap.model.derived import cached_property
from netmap.model.study import Study
from netmap.temporal.absences import Absences, bits_of, column_sums, still_reaching
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.chance import Coins, Variants, reached_by_chance
from netmap.temporal.chance_losses import counts_without
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import Words
from netmap.temporal.self_excluding_targets import Goals
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """For each set of people who are gone: how many of the others reach, in each random world.

    `before`: with everybody there; `left`: without those who are gone. Both are tables of sets x worlds;
    where everything passes on there is one world, and nothing is uncertain.
    """

    before: Ints
    left: Ints
    certain: bool = True

    @property
    def reached(self) -> Ints | Floats:
        """How many of the others reach with everybody there; under chance the mean over worlds."""
        return self._mean(self.before)

    @property
    def remaining(self) -> Ints | Floats:
        """How many of the others still reach."""
        return self._mean(self.left)

    @property
    def lost(self) -> Ints | Floats:
        """How many of the others no longer reach."""
        return self._mean(self.before - self.left)

    @property
    def reliance(self) -> Floats:
        """The share of those who reach that no longer do; NaN where none of the others reaches anyway."""
        reached, lost = self.before.sum(axis=1), (self.before - self.left).sum(axis=1)
        share = np.full(len(reached), np.nan)
        np.divide(lost, reached, out=share, where=reached > 0)
        return share

    @property
    def halved(self) -> Bools:
        """Whether at most half of those who reach are left, where any does."""
        reached = self.before.sum(axis=1)
        halved: Bools = (reached > 0) & (reached >= 2 * self.left.sum(axis=1))
        return halved

    @property
    def error(self) -> Floats:
        """The standard error of the reliance."""
        if self.certain:
            return 0 * self.reliance
        return ratio_error(self.before - self.left, self.before)

    def error_of(self, counts: Ints) -> Floats:
        """The standard error of the mean of a table of sets x worlds."""
        return np.zeros(len(counts)) if self.certain else standard_error(counts)

    def _mean(self, counts: Ints) -> Ints | Floats:
        return counts[:, 0] if self.certain else counts.mean(axis=1)


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
    coins: Coins | None = None

    @cached_property
    def reaching(self) -> Bools:
        """For every actor, whether they reach while everybody is there and everything passes on."""
        reaching: Bools = bits_of(self._words(Absences.of_sets([()])), 1)[:, 0]
        return reaching

    @cached_property
    def worlds(self) -> Bools:
        """For every actor and random world, whether they reach while everybody is there."""
        if self.coins is None:
            return self.reaching[:, None]
        every = reached_by_chance(*self._by_chance(self.coins))
        return np.concatenate([bits_of(each.words[0, :, 0, 0], each.worlds) for each in every], axis=1)

    def without(self, absences: Absences) -> Outcomes:
        """What is left in each world."""
        before = np.tile(self.worlds.sum(axis=0), (absences.count, 1))
        np.subtract.at(before, absences.world, self.worlds[absences.actor].astype(np.int64))
        if self.coins is None:
            left = column_sums(self._words(absences)[self.sources], absences.count)[:, None]
            return Outcomes(before, left)
        journeys = self.window.journeys
        gone = bits_of(absences.words(journeys.actors), absences.count)
        asked = np.zeros((journeys.actors, 1), np.bool_)
        asked[self.sources] = True
        variants = Variants.without_people(journeys, gone)
        (left,) = counts_without(*self._by_chance(self.coins), variants, [(0, asked)])
        return Outcomes(before, left, certain=False)

    def _by_chance(self, coins: Coins) -> tuple[Journeys, Coins, Bools, Goals, Rule]:
        """What is asked of random worlds."""
        journeys, starts = self.window.journeys, self.starts
        goals = vertical_goals(journeys.members, starts, self.goals)
        return journeys, coins, starts[None], goals, self.rule

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
    transmission_probability: float = 1.0
    replicates: int = 512
    seed: int = 0
    arrive_at: str = "person"

    @property
    def path_rule(self) -> PathRule:
        """How learning passes on; raises `ArgumentError` for a value that it does not take."""
        names = ("same_day", "max_wait", "transmission_probability", "replicates", "seed", "arrive_at")
        return PathRule(**{name: getattr(self, name) for name in names})

    @property
    def certain(self) -> Question:
        """The same question if every encounter passes on what is known."""
        return replace(self, transmission_probability=1.0)

    def routes(self, study: Study) -> Routes | None:
        """The routes that are asked about; None where nothing is dated and no window was told.

        Raises `ArgumentError` as `vertical_reach` does.
        """
        rule = self.path_rule
        two_levels(study, self.from_level, self.to_level)
        window = window_of(study, self.start, self.end, self.policy)
        if window is None:
            return None
        departs, arrives = may_depart(window, self.from_level, self.to_level), window.at_level(self.to_level)
        sources, targets = np.flatnonzero(departs.any(axis=1)), np.asarray(arrives.any(axis=1))
        ends = arrival_seats(window, self.to_level, rule, self.policy)
        coins = None if rule.certain else coins_of(window, rule, self.policy)
        return Routes(window, rule.passing, sources, targets, window.seats(departs), ends, coins)

    def about(self, routes: Routes | None, n: int) -> dict[str, Any]:
        """What a table says of itself: its n, its window, its rule, the levels and who reaches, as text."""
        about = told(None if routes is None else routes.window, self.path_rule, n)
        sources = 0 if routes is None else len(routes.sources)
        about |= {"from_level": self.from_level, "to_level": self.to_level, "sources": str(sources)}
        if routes is None or routes.coins is None:
            return about | {"reaching": str(0 if routes is None else int(routes.reaching.sum()))}
        return about | {"reaching": str(float(routes.worlds.sum(axis=0).mean()))}
