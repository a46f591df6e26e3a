"""Where a time axis is marked, and with which words: years, quarters or months."""

from __future__ import annotations

import datetime as dt

from netmap.model.i18n import Translator

MOST_TICKS = 9
_STEPS = (1, 3, 6, 12, 24, 60, 120)


def ticks(first: dt.date, last: dt.date, translator: Translator) -> tuple[list[str], list[str]]:
    """Days to mark between two days, as ISO text, and their names in the reader's language."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in _STEPS if months // each < MOST_TICKS), _STEPS[-1])
    days = [day for day in _firsts(first, last, step) if first <= day]
    return [day.isoformat() for day in days], [_name(day, step, translator) for day in days]


def _firsts(first: dt.date, last: dt.date, step: int) -> list[dt.date]:
    begin = (first.year * 12 + first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    return [dt.date(month // 12, month % 12 + 1, 1) for month in range(begin, end + 1, step)]


def _name(day: dt.date, step: int, translator: Translator) -> str:
    from babel.dates import format_date

    if step >= 12:
        return str(day.year)
    return str(format_date(day, "MMM y", locale=translator.formats))
