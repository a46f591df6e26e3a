"""The reaches that are compared before and after: which ones, over which months."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from netmap.learning.horizons import Horizons, horizons_until
from netmap.learning.over_time import Reach, reach_of
from netmap.learning.path_rule import PathRule
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

    def reach(self, study: Study, figure: Figure) -> Reach:
        """The reach of each month."""
        horizons = self.horizons(study)
        if horizons is None:
            return Reach(self.rule, ())
        return reach_of(horizons, figure.from_level, figure.to_level, self.rule, self.policy)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A figure before, with the months of it that count: those that had a share then."""

    figure: Figure
    months: tuple[int, ...]
    by_world: Floats

    @classmethod
    def of(cls, figure: Figure, reach: Reach) -> Measured:
        """What a reach says."""
        months = tuple(month.day for month in reach.months if not np.isnan(month.by_world).any())
        return cls(figure, months, reach.by_world)

    def after(self, reach: Reach) -> Floats:
        """The mean over the same months in each world; one in which nobody meets anybody any more is 0."""
        shares = [np.nan_to_num(month.by_world) for month in reach.months if month.day in self.months]
        return np.mean(shares, axis=0) if shares else 0 * self.by_world


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
    found = (Measured.of(each, setting.reach(study, each)) for each in figures)
    return tuple(each for each in found if each.months)


def objective(study: Study, setting: Setting, before: tuple[Measured, ...]) -> Floats:
    """The mean of the figures in each world, over the figures and months that had one before."""
    found: Floats = np.mean([each.after(setting.reach(study, each.figure)) for each in before], axis=0)
    return found
