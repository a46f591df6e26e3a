"""Reach within a horizon, month by month: the headline figure of a partnership's learning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.horizons import Horizons, horizon_days, horizons_of
from netmap.learning.sideways import sideways
from netmap.learning.upwards import first_vertical, may_depart, two_levels
from netmap.learning.window import Window, about, known_level, rule_of, window_of
from netmap.model.dates import to_datetimes
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Bools
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.policy import TiePolicy

Month = tuple[float, int, float]
"""Share, n, and median days."""


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
    One row for each month, in order: month (its first day), share, n (people of whom there is a share)
    and median_days (from m to the first arrival, over those who reach anybody). Months whose horizon
    runs past the data (the last `observed_to`, else the last dated row) are left out. The frame's `attrs`
    hold n (months), start, end, same_day, max_wait, horizon, and `mean`: the mean share over the months
    that have one, which is the reach of the whole period.

    Undefined: the share is NaN where nobody at `to_level` (without one: at `from_level`) was seen to meet
    anybody at all in that time, and where nobody may depart (without a `to_level`: no two agencies have
    anybody there); median_days where nobody reaches; the mean where
    no month has a share.

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
    _check(study, from_level, to_level)
    length = horizon_days(horizon)
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    horizons = None if window is None else horizons_of(window, length, policy)
    rows = [] if horizons is None else list(_months(horizons, from_level, to_level, rule))
    days = np.array(() if horizons is None else horizons.months, np.int64)
    frame = pd.DataFrame(
        {
            "month": to_datetimes(days),
            "share": np.array([row[0] for row in rows], np.float64),
            "n": np.array([row[1] for row in rows], np.int64),
            "median_days": np.array([row[2] for row in rows], np.float64),
        }
    )
    frame.attrs.update(about(window, same_day, max_wait, len(frame)))
    frame.attrs.update(horizon=str(length), mean=float(frame["share"].mean()))
    return frame


def _check(study: Study, from_level: str, to_level: str | None) -> None:
    if to_level is None:
        known_level(study, from_level, "from_level")
    else:
        two_levels(study, from_level, to_level)


def _months(horizons: Horizons, from_level: str, to_level: str | None, rule: Rule) -> Iterator[Month]:
    """What holds for each month whose horizon the data cover."""
    tables = _tables(horizons.whole, from_level, to_level)
    ask: Callable[[Window, tuple[Bools, Bools], Rule, int], Month]
    ask = _sideways if to_level is None else _vertical
    for month in horizons.months:
        days = horizons.days(month)
        part = horizons.part(month)
        yield ask(part, (tables[0][:, days], tables[1][:, days]), rule, len(horizons.months))


def _tables(whole: Window, from_level: str, to_level: str | None) -> tuple[Bools, Bools]:
    """Who may depart and who counts when reached, as tables of actors x days."""
    if to_level is None:
        at_level = whole.at_level(from_level)
        return at_level, at_level
    return may_depart(whole, from_level, to_level), whole.at_level(to_level)


def _vertical(part: Window, tables: tuple[Bools, Bools], rule: Rule, runs: int) -> Month:
    departs, arrives = tables
    who, first = first_vertical(part, departs, arrives, rule, runs)
    reached = first != NEVER
    seen = bool(part.seats(arrives).any())
    share = float(reached.mean()) if seen and len(who) else np.nan
    return share, len(who), _median(first[reached] - part.start)


def _sideways(part: Window, tables: tuple[Bools, Bools], rule: Rule, runs: int) -> Month:
    found = sideways(part, tables[0], rule, runs)
    share = found.share
    defined = ~np.isnan(share)
    seen = bool(part.seats(tables[0]).any())
    first = np.where(found.others, found.first, NEVER)[defined].min(axis=1, initial=NEVER)
    mean = float(share[defined].mean()) if seen and defined.any() else np.nan
    return mean, int(defined.sum()), _median(first[first != NEVER] - part.start)


def _median(days: Any) -> float:
    return float(np.median(days)) if len(days) else np.nan
