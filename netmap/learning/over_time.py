"""Reach within a horizon, month by month: the headline figure of a partnership's learning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.sideways import sideways
from netmap.learning.upwards import first_vertical, may_depart, two_levels
from netmap.learning.window import Window, about, known_level, people_journeys, rule_of, window_of
from netmap.model.dates import from_day, to_datetimes
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Bools
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.baselines import default_as_of
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
    anybody in that time, and where nobody may depart; median_days where nobody reaches; the mean where
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
    _check(study, from_level, to_level, horizon)
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    rows = [] if window is None else list(_months(window, from_level, to_level, int(horizon), rule, policy))
    days = np.array([row[0] for row in rows], np.int64)
    frame = pd.DataFrame(
        {
            "month": to_datetimes(days),
            "share": np.array([row[1][0] for row in rows], np.float64),
            "n": np.array([row[1][1] for row in rows], np.int64),
            "median_days": np.array([row[1][2] for row in rows], np.float64),
        }
    )
    frame.attrs.update(about(window, same_day, max_wait, len(frame)))
    frame.attrs.update(horizon=str(int(horizon)), mean=float(frame["share"].mean()))
    return frame


def _check(study: Study, from_level: str, to_level: str | None, horizon: Any) -> None:
    if to_level is None:
        known_level(study, from_level, "from_level")
    else:
        two_levels(study, from_level, to_level)
    if isinstance(horizon, bool) or not isinstance(horizon, Integral) or int(horizon) < 1:
        raise ArgumentError(
            N_("{name} is {value}; it takes a whole number from {least} upwards"),
            name="horizon",
            value=horizon,
            least=1,
        )


def _months(
    window: Window, from_level: str, to_level: str | None, horizon: int, rule: Rule, policy: TiePolicy
) -> Iterator[tuple[int, Month]]:
    """Each month of the window whose horizon the data cover, and what holds for it."""
    last = default_as_of(window.study)
    months = list(_firsts(window.start, min(window.end, (window.end if last is None else last) - horizon)))
    if not months:
        return
    first, after = months[0], months[-1] + horizon
    whole = Window(window.study, first, after, people_journeys(window.study, policy).between(first, after))
    tables = _tables(whole, from_level, to_level)
    ask: Callable[[Window, tuple[Bools, Bools], Rule], Month] = _sideways if to_level is None else _vertical
    for month in months:
        days = slice(month - first, month - first + horizon + 1)
        part = whole.part(month, month + horizon)
        yield month, ask(part, (tables[0][:, days], tables[1][:, days]), rule)


def _firsts(start: int, end: int) -> Iterator[int]:
    """The first days of all months from one day to another, both inclusive."""
    day = from_day(start)
    month = day.replace(day=1)
    while True:
        number = month.toordinal() - EPOCH
        if number > end:
            return
        if number >= start:
            yield number
        month = (month + dt.timedelta(days=31)).replace(day=1)


EPOCH = dt.date(1970, 1, 1).toordinal()


def _tables(whole: Window, from_level: str, to_level: str | None) -> tuple[Bools, Bools]:
    """Who may depart and who counts when reached, as tables of actors x days."""
    if to_level is None:
        at_level = whole.at_level(from_level)
        return at_level, at_level
    return may_depart(whole, from_level, to_level), whole.at_level(to_level)


def _vertical(part: Window, tables: tuple[Bools, Bools], rule: Rule) -> Month:
    departs, arrives = tables
    who, first = first_vertical(part, departs, arrives, rule)
    reached = first != NEVER
    seen = bool(part.seats(arrives).any())
    share = float(reached.mean()) if seen and len(who) else np.nan
    return share, len(who), _median(first[reached] - part.start)


def _sideways(part: Window, tables: tuple[Bools, Bools], rule: Rule) -> Month:
    found = sideways(part, tables[0], rule)
    share = found.share
    defined = ~np.isnan(share)
    seen = len(part.journeys.where(part.seats(tables[0]))) > 0
    first = np.where(found.others, found.first, NEVER)[defined].min(axis=1, initial=NEVER)
    mean = float(share[defined].mean()) if seen and defined.any() else np.nan
    return mean, int(defined.sum()), _median(first[first != NEVER] - part.start)


def _median(days: Any) -> float:
    return float(np.median(days)) if len(days) else np.nan
