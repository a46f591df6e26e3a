"""Reach within a horizon, month by month: the headline figure of a partnership's learning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.chance import Floats, arrival_seats, coins_of, error_of_means
from netmap.learning.horizons import Horizons, horizons_of
from netmap.learning.path_rule import PathRule
from netmap.learning.sideways import days_sideways, sideways
from netmap.learning.upwards import days_vertical, first_vertical, may_depart, two_levels
from netmap.learning.window import Window, known_level, told, window_of
from netmap.model.dates import to_datetimes
from netmap.model.study import Study
from netmap.temporal.chance_kernels import LATER
from netmap.temporal.compiling import side_by_side
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.policy import TiePolicy


def reach_over_time(
    study: Study,
    from_level: str,
    to_level: str | None = None,
    horizon: int = 180,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """The share of people who reach another level, or other agencies, within so many days of each month.

    For the first day m of each month of the window, reach from m to m + `horizon`, both inclusive: with a
    `to_level` the share of those who may depart on some day of that time who reach it, as in
    `vertical_reach`; without, the mean share of other agencies reached at `from_level`, as in
    `horizontal_reach`.

    Parameters
    ----------
    horizon: days. The others are those of `vertical_reach`; the window says which months are asked for.

    Returns
    -------
    One row for each month, in order: month (its first day), share (under chance the mean over worlds), its
    standard error se, n (people of whom there is a share) and median_days (from m to the first arrival, over
    those who reach anybody and over the worlds in which they do). Months whose horizon runs past the data
    (the last `observed_to`, else the last dated row) are left out. The frame's `attrs` are those of
    `vertical_reach` (n counts months), with horizon, `mean`, the mean share over the months that have one,
    which is the reach of the whole period, and its standard error `mean_se`.

    Undefined: the share is NaN where nobody at `to_level` (without one: at `from_level`) was seen to meet
    anybody at all in that time, and where nobody may depart (without a `to_level`: no two agencies have
    anybody there); median_days where nobody reaches; the mean where no month has a share. A month has a share
    where it has one at a transmission probability of 1.

    Raises `ArgumentError` as `vertical_reach` does, and for a horizon that is no number of days.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", "front", "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-31"],
        ...         "source": ["Ada", "Ben"], "target": ["Cem", "Cem"]}),
        ... )
        >>> netmap.reach_over_time(study, "front", "board", horizon=14)[["share", "n"]].values.tolist()
        [[0.5, 2.0]]
    """
    rule = PathRule(
        horizon=horizon,
        same_day=same_day,
        max_wait=max_wait,
        transmission_probability=transmission_probability,
        replicates=replicates,
        seed=seed,
        arrive_at=arrive_at,
    )
    window, reach = reach_between(study, from_level, to_level, start, end, rule, policy)
    frame = pd.DataFrame(
        {
            "month": to_datetimes(np.array([month.day for month in reach.months], np.int64)),
            "share": np.array([month.share for month in reach.months], np.float64),
            "se": np.array([month.error for month in reach.months], np.float64),
            "n": np.array([month.n for month in reach.months], np.int64),
            "median_days": np.array([middle_day(month.arrivals) for month in reach.months], np.float64),
        }
    )
    frame.attrs.update(told(window, rule, len(frame)))
    frame.attrs.update(horizon=str(rule.horizon), mean=float(frame["share"].mean()), mean_se=reach.error)
    return frame


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """The reach from the first day of a month on.

    `by_world`: the share in each random world, of which there is one where everything passes on; NaN without
    a share. `n`: people of whom there is a share. `arrivals`: how many of them, over all worlds, first arrive
    so many days from the first.
    """

    day: int
    n: int
    by_world: Floats
    arrivals: Ints

    @property
    def share(self) -> float:
        """The mean over worlds."""
        return float(self.by_world.mean())

    @property
    def error(self) -> float:
        """The standard error of the share."""
        return float(error_of_means(self.by_world))


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The reach of a period, month by month, under one rule."""

    rule: PathRule
    months: tuple[Month, ...]

    @property
    def by_world(self) -> Floats:
        """The mean share over the months that have one, in each world; NaN where none has."""
        shares = [month.by_world for month in self.months if not np.isnan(month.by_world).any()]
        worlds = 1 if self.rule.certain else self.rule.replicates
        return np.mean(shares, axis=0) if shares else np.full(worlds, np.nan)

    @property
    def mean(self) -> float:
        """The reach of the period."""
        return float(self.by_world.mean())

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return float(error_of_means(self.by_world))


def reach_between(
    study: Study,
    from_level: str,
    to_level: str | None,
    start: Any,
    end: Any,
    rule: PathRule,
    policy: TiePolicy,
) -> tuple[Window | None, Reach]:
    """The window that was asked for, and the reach within the horizon of each of its months.

    Reaches under the same seed are of the same worlds: the difference of two is that of their `by_world`, and
    its error that of the differences.
    """
    if to_level is None:
        known_level(study, from_level, "from_level")
    else:
        two_levels(study, from_level, to_level)
    window = window_of(study, start, end, policy)
    horizons = None if window is None else horizons_of(window, rule.horizon, policy)
    if horizons is None:
        return window, Reach(rule, ())
    return window, reach_of(horizons, from_level, to_level, rule, policy)


def reach_of(
    horizons: Horizons,
    from_level: str,
    to_level: str | None,
    rule: PathRule,
    policy: TiePolicy,
    times: int = 1,
) -> Reach:
    """The reach within the horizon of each of some months, by the encounters that they hold.

    `times` is how often this is asked in a row, which decides whether compiling is worth its while.
    """
    return Reach(rule, tuple(_months(horizons, from_level, to_level, rule, policy, times)))


def middle_day(arrivals: Ints) -> float:
    """The median of days that are given by how often each occurs; NaN where none does."""
    before = np.cumsum(arrivals)
    total = int(before[-1]) if len(before) else 0
    if not total:
        return np.nan
    two = np.searchsorted(before, [(total - 1) // 2 + 1, total // 2 + 1])
    return float(two.mean())


def _months(
    horizons: Horizons,
    from_level: str,
    to_level: str | None,
    rule: PathRule,
    policy: TiePolicy,
    times: int,
) -> Iterator[Month]:
    """What holds for each month whose horizon the data cover."""
    runs = times * len(horizons.months)
    departs, ends = ends_of(horizons.whole, from_level, to_level, rule, policy)

    def of_month(month: int) -> Month:
        part, seats = horizons.part(month), horizons.seats(month)
        days = departs[:, horizons.days(month)]
        if to_level is None:
            return _sideways(part, days, rule, policy, runs)
        met = bool(part.seats(part.at_level(to_level)).any())
        return _vertical(part, days, ends[seats], met, rule, policy, runs)

    if rule.certain:
        yield from map(of_month, horizons.months)
    else:
        yield from (found for _, found in side_by_side(of_month, horizons.months))


def ends_of(
    whole: Window, from_level: str, to_level: str | None, rule: PathRule, policy: TiePolicy
) -> tuple[Bools, Bools]:
    """Who may depart, as a table of actors x days, and for every seat whether a path may end there."""
    if to_level is None:
        return whole.at_level(from_level), np.zeros(0, np.bool_)
    return may_depart(whole, from_level, to_level), arrival_seats(whole, to_level, rule, policy)


def _vertical(
    part: Window, departs: Bools, ends: Bools, met: bool, rule: PathRule, policy: TiePolicy, runs: int
) -> Month:
    """Of a month in which somebody at the level `met` anybody, or nobody did."""
    if rule.certain:
        who, first = first_vertical(part, departs, ends, rule.passing, runs)
        days = np.where(first == NEVER, NEVER, first - part.start)[:, None]
    else:
        who = np.flatnonzero(departs.any(axis=1))
        found = days_vertical(part, departs, ends, rule.passing, coins_of(part, rule, policy))
        days = np.where(found == LATER, NEVER, found.astype(np.int64))
    reached = days != NEVER
    nobody = np.full(days.shape[1], np.nan)
    by_world = reached.mean(axis=0) if met and len(who) else nobody
    return Month(part.start, len(who), by_world, _counted(days[reached], rule))


def _sideways(part: Window, at_level: Bools, rule: PathRule, policy: TiePolicy, runs: int) -> Month:
    if rule.certain:
        found = sideways(part, at_level, rule.passing, runs)
        counts = found.reached.sum(axis=1)[:, None]
        soonest = np.where(found.others, found.first, NEVER).min(axis=1, initial=NEVER)
        days = np.where(soonest == NEVER, NEVER, soonest - part.start)[:, None]
    else:
        found, counts, days = days_sideways(part, at_level, rule, policy)
    defined, seen = found.defined, bool(part.seats(at_level).any())
    share = found.of_others(counts)[defined]
    nobody = np.full(days.shape[1], np.nan)
    by_world = share.mean(axis=0) if seen and defined.any() else nobody
    days = days[defined]
    return Month(part.start, int(defined.sum()), by_world, _counted(days[days != NEVER], rule))


def _counted(days: Ints, rule: PathRule) -> Ints:
    """How often each day from the first of the month occurs."""
    return np.bincount(days, minlength=rule.horizon + 1)
