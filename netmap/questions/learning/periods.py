"""Reach of a period: the mean over its months, how long it typically takes, and why there may be none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.learning.periods import ComparedReach, compare_periods, month_days, period_reach
from netmap.model.dates import NO_DAY, from_day
from netmap.questions.learning.resolved_request import Asked
from netmap.questions.learning.types import Level
from netmap.questions.window import Window, months_back
from netmap.temporal.encounters import Bools

ONE_YEAR, DAYS_OF_A_YEAR = 12, 365

SHOWN, NO_FIRST, NO_MONTH, NOBODY, NOT_SEEN = "shown", "no-first", "no-month", "nobody", "not-seen"
"""Why a period has its figure, or none: no first of a month in it, no month with its whole horizon on record,
nobody who might start, nobody to be reached who was seen to meet anybody."""


@dataclass(frozen=True, slots=True)
class Period:
    """Reach over the months of a window.

    `share` is the mean over the `shown` months that have one, `typical` the median of their median days,
    `least`, `most` and `people` (the middle) how many people a month counts, `missing` how many months have
    no share (of which in `empty` nobody may start) and `left_out` how many are not there because their
    horizon runs past the record. NaN where undefined.
    """

    window: Window
    state: str
    share: float
    typical: float
    least: int
    most: int
    people: int
    shown: int
    missing: int
    empty: int
    left_out: int
    first: int
    last: int


def period_of(months: pd.DataFrame, window: Window) -> Period:
    """What a table of months says of those of them that begin within a window."""
    day = month_days(months)
    inside = (day >= window.start) & (day <= window.end)
    rows, day = months[inside], day[inside]
    defined = rows["share"].notna().to_numpy(dtype=bool)
    n = rows["n"].to_numpy()
    counted = n[defined] if defined.any() else n
    return Period(
        window,
        _state(rows, defined, _firsts(window)),
        period_reach(months, from_day(window.start), from_day(window.end)),
        float(rows.loc[defined, "median_days"].median()),
        int(counted.min(initial=np.iinfo(np.int64).max)) if len(counted) else 0,
        int(counted.max(initial=0)),
        int(np.median(counted)) if len(counted) else 0,
        int(defined.sum()),
        int((~defined).sum()),
        int((~defined & (n == 0)).sum()),
        _firsts(window) - len(rows),
        int(day[defined].min(initial=np.iinfo(np.int64).max)) if defined.any() else NO_DAY,
        int(day[defined].max(initial=NO_DAY)),
    )


def _state(rows: pd.DataFrame, defined: Bools, firsts: int) -> str:
    if not len(rows):
        return NO_MONTH if firsts else NO_FIRST
    if defined.any():
        return SHOWN
    return NOBODY if not rows["n"].any() else NOT_SEEN


def _firsts(window: Window) -> int:
    """How many months begin within a window."""
    first, last = (np.datetime64(day, "D").astype("datetime64[M]") for day in (window.start, window.end))
    begins = int(first.astype("datetime64[D]").astype(np.int64)) == window.start
    return int((last - first).astype(int)) + int(begins)


def now_of(asked: Asked, from_level: Level, to_level: Level | None) -> Period:
    """Reach in the window."""
    return period_of(_months(asked, from_level, to_level), asked.window)


def sideways_of(asked: Asked) -> Period:
    """Reach in the window to other agencies at the level where paths start; other months are not asked."""
    return period_of(asked.months(asked.start.level, None, asked.window), asked.window)


def before_of(asked: Asked, from_level: Level, to_level: Level | None) -> ComparedReach | None:
    """Reach in the equally long window before and in the window; None where the record begins later."""
    if asked.window.start <= asked.record.start:
        return None
    spans = ((from_day(window.start), from_day(window.end)) for window in (asked.window.before, asked.window))
    return compare_periods(_months(asked, from_level, to_level), *spans)


def since_launch(asked: Asked, from_level: Level, to_level: Level | None) -> ComparedReach | None:
    """Reach in the first year of the window and in its last; None where it has no two whole years."""
    first_year = asked.window.start + DAYS_OF_A_YEAR - 1
    last_year = months_back(asked.window.end, ONE_YEAR)
    if last_year <= first_year:
        return None
    spans = ((asked.window.start, first_year), (last_year, asked.window.end))
    dated = [(from_day(first), from_day(last)) for first, last in spans]
    return compare_periods(_months(asked, from_level, to_level), *dated)


def last_seen_of(asked: Asked, from_level: Level, to_level: Level | None) -> Period | None:
    """Reach in the twelve months up to the last of the record that has a share; None without any."""
    months = _months(asked, from_level, to_level)
    seen = month_days(months)[months["share"].notna().to_numpy(dtype=bool)]
    if not len(seen):
        return None
    last = int(seen.max())
    month = np.datetime64(last, "D").astype("datetime64[M]")
    end = int((month + 1).astype("datetime64[D]").astype(np.int64)) - 1
    start = max(months_back(end, ONE_YEAR), asked.record.start)
    return period_of(months, Window(start, end))


def _months(asked: Asked, from_level: Level, to_level: Level | None) -> pd.DataFrame:
    return asked.months(from_level.level, None if to_level is None else to_level.level)
