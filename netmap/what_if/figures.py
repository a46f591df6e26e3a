"""The reaches that are compared before and after: which ones, over which months."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from netmap.learning.horizons import Horizons, horizons_until
from netmap.learning.over_time import reach_of
from netmap.learning.path_rule import PathRule
from netmap.learning.transmission import shares_by_world
from netmap.learning.window import Window, window_of
from netmap.model.dates import from_day
from netmap.model.study import Study
from netmap.tie_kinds.policy import TiePolicy

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """The reach from one level to another; within one where `to_level` is None."""

    from_level: str
    to_level: str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """In which window and under which rules figures are asked; the same before and after."""

    start: int
    end: int
    rule: PathRule
    policy: TiePolicy

    def horizons(self, study: Study) -> Horizons | None:
        """The months whose horizon has passed by the window's end; None where none has."""
        window = self.window(study)
        return horizons_until(window, self.end - self.rule.horizon, self.rule.horizon, self.policy)

    def window(self, study: Study) -> Window:
        """The encounters of the window."""
        window = window_of(study, from_day(self.start), from_day(self.end), self.policy)
        assert window is not None  # noqa: S101  (both days are told)
        return window

    def shares(self, study: Study, figure: Figure) -> dict[int, Floats]:
        """Of each month that has a share the reach in each world."""
        horizons = self.horizons(study)
        if horizons is None:
            return {}
        asked = (horizons, figure.from_level, figure.to_level, self.rule, self.policy)
        if not self.rule.certain:
            return dict(shares_by_world(*asked))
        months = reach_of(*asked).months
        return {month.day: month.by_world for month in months if not np.isnan(month.by_world).any()}

    @property
    def worlds(self) -> int:
        """How many random worlds are looked at."""
        return 1 if self.rule.certain else self.rule.replicates


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A figure before, with the months of it that count: those that had a share then."""

    figure: Figure
    months: tuple[int, ...]
    by_world: Floats

    @classmethod
    def of(cls, study: Study, setting: Setting, figure: Figure) -> Measured:
        """A figure as it is; NaN where no month has a share."""
        shares = setting.shares(study, figure)
        nothing = np.full(setting.worlds, np.nan)
        by_world = np.mean(list(shares.values()), axis=0) if shares else nothing
        return cls(figure, tuple(shares), by_world)

    def after(self, study: Study, setting: Setting) -> Floats:
        """The mean over the same months in each world; one in which nobody meets anybody any more is 0."""
        if not self.months:
            return self.by_world
        shares, nothing = setting.shares(study, self.figure), np.zeros(setting.worlds)
        found: Floats = np.mean([shares.get(month, nothing) for month in self.months], axis=0)
        return found


def upward_and_sideways(study: Study, setting: Setting) -> tuple[Figure, ...]:
    """Each level to the next one up, and each level within itself, of those that anybody holds."""
    held = levels_held(study, setting)
    upwards = [Figure(low, high) for low, high in pairwise(held)]
    return (*upwards, *(Figure(level, None) for level in held))


def levels_held(study: Study, setting: Setting) -> list[str]:
    """The levels that anybody holds in the window, by rank."""
    window = setting.window(study)
    ranked = study.levels.dropna(subset=["rank"]).sort_values("rank")["level"]
    return [str(level) for level in ranked if window.at_level(str(level)).any()]


def measured(study: Study, setting: Setting, figures: tuple[Figure, ...]) -> tuple[Measured, ...]:
    """The figures that have a share in any month, as they are."""
    found = (Measured.of(study, setting, each) for each in figures)
    return tuple(each for each in found if each.months)


def objective(study: Study, setting: Setting, before: tuple[Measured, ...]) -> Floats:
    """The mean of the figures in each world, over the figures and months that had one before."""
    found: Floats = np.mean([each.after(study, setting) for each in before], axis=0)
    return found
