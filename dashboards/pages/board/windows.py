"""How a window moves: a step to either side, never past the data."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from netmap.questions.context import Context
from netmap.questions.map.types import Frame

DAY = dt.timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, both inclusive."""

    start: dt.date
    end: dt.date


def moved(day: dt.date, step: str, way: int) -> dt.date:
    """A day one step later (`way` 1) or earlier (-1); the last days of a month stay within the month."""
    if step == "week":
        return day + 7 * way * DAY
    month = day.year * 12 + day.month - 1 + MONTHS[step] * way
    year, month = month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def stepped(window: Window, step: str, way: int, first: dt.date, last: dt.date) -> Window:
    """The window one step later or earlier; unchanged where the data end.

    The day after the end moves, so that a window of whole months stays one. A step that would jump over the
    data's end is a shorter one, to the window of the same length that ends, or begins, with the data.
    """
    if window.end >= last if way > 0 else window.end <= first:
        return window
    start = moved(window.start, step, way)
    end = moved(window.end + DAY, step, way) - DAY
    if start > last:
        return Window(last - (window.end - window.start), last)
    if end < first:
        return window if window.start <= first else rewound(window, first)
    return window if end < start else Window(start, end)


def rewound(window: Window, first: dt.date) -> Window:
    """The window of the same length that begins with the data."""
    return Window(first, first + (window.end - window.start))


def at_end(window: Window, step: str, first: dt.date, last: dt.date) -> bool:
    """Whether a further step forward would show nothing later."""
    return stepped(window, step, 1, first, last) == window


def shown_window(context: Context, frame: Frame) -> Window | None:
    """The window that a context shows: its own days, else the twelve months that end with the record.

    None for a study without dates.
    """
    whole = next((Window(start, end) for key, _, start, end in frame.presets if key == "all"), None)
    end = context.end or (whole.end if whole else None)
    if end is None:
        return None
    return Window(context.start or moved(end + DAY, "year", -1), end)
