"""The window of a page: two days, both inclusive, and the period before it."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from netmap.learning.window import first_day
from netmap.model.dates import as_day, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.recorded import first_recorded_day, last_recorded_day

EPOCH, ONE_DAY = dt.date(1970, 1, 1), dt.timedelta(days=1)
FIRST, LAST = (dt.date.min - EPOCH).days, (dt.date.max - EPOCH).days - 1
"""The days that have one before or after them in the calendar."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end`, day numbers, both inclusive."""

    start: int
    end: int

    @property
    def before(self) -> Window:
        """The equally long window that ends on the day before this one starts, as far as calendars go.

        Of months it is as many months, also where a leap year makes them a day longer; else as many days.

        Example:
            >>> year = Window(to_day(dt.date(2024, 7, 1)), to_day(dt.date(2025, 6, 30)))
            >>> from_day(year.before.start).isoformat(), from_day(year.before.end).isoformat()
            ('2023-07-01', '2024-06-30')
        """
        last, first, after = self.start - 1, from_day(self.start), from_day(min(self.end, LAST)) + ONE_DAY
        months = 12 * (after.year - first.year) + after.month - first.month
        if months and last >= FIRST and months_back(self.end, months) == self.start:
            return Window(months_back(last, months), last)
        return Window(max(2 * self.start - self.end - 1, FIRST), last)


def window_of(study: Study, context: Context) -> Window | None:
    """The window that is asked for; unless told, the last 12 months of the record, or the whole of it.

    None where nothing is dated and no day is asked for. Raises `ArgumentError` where the window
    would end before it starts.
    """
    end = as_day(context.end, end=True)
    end = default_as_of(study) if end is None else end
    start = as_day(context.start)
    if end is None:
        return None if start is None else Window(start, start)
    if start is None:
        first = first_day(study)
        whole = context.whole_record and first is not None
        start = min(first, end) if whole and first is not None else months_back(end, 12)
    window = Window(start, end)
    if window.start > window.end:
        raise ArgumentError(
            N_("the window ends on {end}, before it starts on {start}; choose an earlier start"),
            start=from_day(window.start).isoformat(),
            end=from_day(window.end).isoformat(),
        )
    return window


def months_back(end: int, months: int) -> int:
    """The first day of the so many months that end with a day: 12 before 2011-12-31 begin on 2011-01-01."""
    day = from_day(min(end, LAST)) + ONE_DAY
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(max(year, 1), month + 1)[1]
    return to_day(dt.date(max(year, 1), month + 1, min(day.day, last)))


def to_day(date: dt.date) -> int:
    """The day number of a date."""
    return (date - EPOCH).days


def record_of(study: Study) -> Window | None:
    """From the first dated meeting or contact to the last or the end of observation; None without any."""
    first, last, end = first_recorded_day(study), last_recorded_day(study), default_as_of(study)
    if first is None or last is None:
        return None
    return Window(first, max(last, end or last))
