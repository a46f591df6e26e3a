"""The months of a window, each with the days up to its horizon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window, people_journeys
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Horizons:
    """The first days of months whose horizon the data cover, and all encounters they may ask for."""

    whole: Window
    months: tuple[int, ...]
    horizon: int

    def part(self, month: int) -> Window:
        """The days from a month's first to its horizon, both inclusive."""
        return self.whole.part(month, month + self.horizon)

    def days(self, month: int) -> slice:
        """Where those days stand in tables of actors x days of the whole."""
        return slice(month - self.whole.start, month - self.whole.start + self.horizon + 1)

    def seats(self, month: int) -> slice:
        """Where the seats of those days stand among all."""
        journeys = self.whole.journeys
        first, after = np.searchsorted(journeys.day, [month, month + self.horizon + 1])
        return slice(int(journeys.offsets[first]), int(journeys.offsets[after]))


def horizons_of(window: Window, horizon: int, policy: TiePolicy) -> Horizons | None:
    """The months of a window whose horizon does not run past the data; None where there is none.

    The data end with the last `observed_to`, else with the last dated row.
    """
    last = default_as_of(window.study)
    last = window.end if last is None else last
    return horizons_until(window, min(window.end, last - horizon), horizon, policy)


def horizons_until(window: Window, last: int, horizon: int, policy: TiePolicy) -> Horizons | None:
    """The months that begin in a window by its last day or another; None where none does."""
    months = tuple(month_starts(window.start, last).tolist())
    if not months:
        return None
    first, after = months[0], months[-1] + horizon
    journeys = people_journeys(window.study, policy).between(first, after)
    return Horizons(Window(window.study, first, after, journeys), months, horizon)


def horizon_days(horizon: Any) -> int:
    """A horizon in days; raises `ArgumentError` where it is no whole number from 1 upwards."""
    return PathRule(horizon=horizon).horizon


def month_starts(start: int, end: int) -> Ints:
    """The first days of all months from one day to another, both inclusive."""
    first, last = np.array([start, end]).astype("datetime64[D]").astype("datetime64[M]")
    days: Ints = np.arange(first, last + 1).astype("datetime64[D]").astype(np.int64)
    return days[(days >= start) & (days <= end)]
