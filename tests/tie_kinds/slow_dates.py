"""Partial dates, read slowly and plainly: the first day of them, and the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

ALWAYS = dt.date.min
FOREVER = dt.date.max
UNDATED = dt.date(1970, 1, 1)
"""The day on which a study without any dated row is read."""


def first_day(text: Any) -> dt.date | None:
    """The first day of a partial date."""
    return _days(text)[0]


def last_day(text: Any) -> dt.date | None:
    """The last day of a partial date."""
    return _days(text)[1]


@cache
def _days(text: Any) -> tuple[dt.date, dt.date] | tuple[None, None]:
    if text is None or text.startswith("--"):
        return None, None
    parts = [int(part) for part in text.split("T")[0].split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return day, day
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    year, month = parts
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), following - dt.timedelta(1)


def covers(row: Mapping[str, Any], day: dt.date | None) -> bool:
    """Whether a row with `joined` and `left` holds on a day; without dates it always does."""
    joined, left = first_day(row.get("joined")) or ALWAYS, last_day(row.get("left")) or FOREVER
    if day is None:
        return joined == ALWAYS and left == FOREVER
    return joined <= day <= left
