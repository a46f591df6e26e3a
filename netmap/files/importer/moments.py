"""Dates of foreign tables: months in words and years of two digits, on top of what every table may hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from netmap.files.importer.headers import plain_header
from netmap.model.date_reading import SHORT_YEAR, BadDateError, is_ambiguous, proven_order, read_date

MONTHS = (
    ("january", "jan", "gennaio", "gen"),
    ("february", "feb", "febbraio"),
    ("march", "mar", "marzo"),
    ("april", "apr", "aprile"),
    ("may", "maggio", "mag"),
    ("june", "jun", "giugno", "giu"),
    ("july", "jul", "luglio", "lug"),
    ("august", "aug", "agosto", "ago"),
    ("september", "sep", "sept", "settembre", "set"),
    ("october", "oct", "ottobre", "ott"),
    ("november", "nov", "novembre"),
    ("december", "dec", "dicembre", "dic"),
)
MONTH_OF = {word: number for number, words in enumerate(MONTHS, start=1) for word in words}
WEEKDAY = re.compile(
    r"^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|lun|mar|mer|gio|ven|sab|dom)"
    r"(day|sday|nesday|rsday|urday|edi|coledi|vedi|erdi|ato|enica|to)?\s+(?=\d)"
)
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of |di )?([a-z]+) (\d{4})")
MONTH_DAY_YEAR = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
MONTH_YEAR = re.compile(r"([a-z]+) (\d{4})")


def in_figures(text: str) -> str:
    """A date with its month in words as ISO text; any other text as it is.

    Example:
        >>> in_figures("3rd March 2011"), in_figures("lun 12 gen. 2015"), in_figures("03/04/2011")
        ('2011-03-03', '2015-01-12', '03/04/2011')
    """
    plain = WEEKDAY.sub("", plain_header(text))
    if found := DAY_MONTH_YEAR.fullmatch(plain):
        return _iso(text, found[3], found[2], found[1])
    if found := MONTH_DAY_YEAR.fullmatch(plain):
        return _iso(text, found[3], found[1], found[2])
    if found := MONTH_YEAR.fullmatch(plain):
        return _iso(text, found[2], found[1], "")
    return text


def _iso(text: str, year: str, month: str, day: str) -> str:
    number = MONTH_OF.get(month)
    if number is None:
        return text
    return f"{year}-{number:02d}-{int(day):02d}" if day else f"{year}-{number:02d}"


def with_century(text: str, century: str | None) -> str:
    """A date with a year of two digits in a century that was said (2000 or 1900); any other text as it is.

    Example:
        >>> with_century("31/12/11", "2000"), with_century("31/12/2011", "2000")
        ('31/12/2011', '31/12/2011')
    """
    found = SHORT_YEAR.fullmatch(text.strip())
    if found is None or century is None:
        return text
    day, sign, month, year = found.groups()[:4]
    return f"{day}{sign}{month}{sign}{int(century) // 100}{year}"


def needs_century(texts: Sequence[str]) -> str | None:
    """The first date with a year of two digits."""
    return next((text for text in texts if SHORT_YEAR.fullmatch(text.strip())), None)


def needs_order(texts: Sequence[str]) -> str | None:
    """The first date of which nothing in its column shows whether the day or the month comes first."""
    if proven_order(texts):
        return None
    return next((text for text in texts if is_ambiguous(text)), None)


def is_date(text: str) -> bool:
    """Whether a text can be a date, in one order or another; a year alone or a plain number is none here."""
    figures = with_century(in_figures(text), "2000")
    if figures.strip().isdecimal():
        return False
    try:
        read_date(figures, "dmy")
    except BadDateError:
        try:
            read_date(figures, "mdy")
        except BadDateError:
            return False
    return True
