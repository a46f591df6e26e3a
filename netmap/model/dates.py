"""Dates as people have them: a day, a month, a year, or a day without a year.

In a study a date is ISO text and stays as precise as it came: `2011-03-05`, `2011-03`, `2011`,
`--03-05`, or `2011-03-05T14:30`. Analyses use days: a partial date is read as the first day of its
period, or, where it ends something (left, closed, end, observed_to), as the last day. A day
without a year is kept and shown and used by no analysis.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

Days = npt.NDArray[np.int64]

NO_DAY: int = np.iinfo(np.int64).min
"""Stands for no date among day numbers."""

NO_TIME = -1
"""Stands for no time among times of day."""

ISO_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_CLOCK = re.compile(r"[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?")
_LAST_TIME = 86_400_000_000 - 1
YEARLESS = re.compile(r"--(\d{2})-(\d{2})")


def day_number(text: str, *, end: bool = False) -> int:
    """The day number (days since 1970-01-01) of ISO text; `NO_DAY` for a day without a year.

    Raises `ValueError` where the text is no date.
    """
    found = ISO_DATE.fullmatch(text)
    if found is None:
        if yearless := YEARLESS.fullmatch(text):
            dt.date(2000, int(yearless[1]), int(yearless[2]))
            return NO_DAY
        raise ValueError(text)
    year = int(found[1])
    month, day = (int(part) if part else None for part in found.groups()[1:])
    month_read = month or (12 if end else 1)
    day_read = day or (calendar.monthrange(year, month_read)[1] if end else 1)
    return dt.date(year, month_read, day_read).toordinal() - _EPOCH


def day_numbers(column: pd.Series, *, end: bool = False) -> Days:
    """Day numbers of a column of ISO text, `NO_DAY` where it is empty or has no year."""
    codes, distinct = pd.factorize(column)
    numbers = np.fromiter((day_number(str(text), end=end) for text in distinct), np.int64, len(distinct))
    return np.where(codes < 0, NO_DAY, numbers[codes] if len(distinct) else NO_DAY).astype(np.int64)


def clock_times(column: pd.Series) -> Days:
    """Times of day of a column of ISO text, as written: microseconds since midnight, -1 without one."""
    codes, distinct = pd.factorize(column)
    times = np.fromiter((_clock_time(str(text)) for text in distinct), np.int64, len(distinct))
    return np.where(codes < 0, NO_TIME, times[codes] if len(distinct) else NO_TIME).astype(np.int64)


def _clock_time(text: str) -> int:
    found = _CLOCK.search(text)
    if found is None:
        return NO_TIME
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3] or 0)
    return min(round(seconds * 1_000_000), _LAST_TIME)


def as_day(value: Any, name: str = "date", *, end: bool = False) -> int | None:
    """The day number of an argument: ISO text, `date`, `datetime` or Timestamp; missing stays None.

    Of a month or a year it is the first day, or, where the argument ends something, the last. Anything that
    may be read in two ways, such as 03/04/2011 or the number 2011, is an `ArgumentError`, and so are words
    such as “today”.
    """
    if value is None or (not isinstance(value, str) and value != value):  # noqa: PLR0124  (NaN and NaT)
        return None
    try:
        found = _day_of_text(value, end=end) if isinstance(value, str) else _day_of_moment(value)
    except (ValueError, TypeError) as error:
        raise ArgumentError(
            N_("{name}: “{value}” is no date; write it as 2011-12-31"), name=name, value=value
        ) from error
    return found


def _day_of_text(text: str, *, end: bool) -> int:
    number = day_number(text.strip(), end=end)
    if number == NO_DAY:
        raise ValueError(text)
    return number


def _day_of_moment(moment: Any) -> int:
    if not isinstance(moment, dt.date | np.datetime64):
        raise TypeError(moment)
    return int(pd.Timestamp(moment).date().toordinal()) - _EPOCH


def from_day(number: int) -> dt.date:
    """The calendar date of a day number."""
    return dt.date.fromordinal(int(number) + _EPOCH)


def to_datetimes(numbers: Days) -> npt.NDArray[np.datetime64]:
    """Day numbers as `datetime64[us]`, NaT for `NO_DAY`."""
    days = numbers.astype("datetime64[D]").astype("datetime64[us]")
    return np.where(numbers == NO_DAY, np.datetime64("NaT", "us"), days)


_EPOCH = dt.date(1970, 1, 1).toordinal()
