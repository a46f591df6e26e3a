"""Dates of foreign tables, beside those of every table: months in words, clocks of 12 hours, short years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from netmap.files.importer.headers import plain_header
from netmap.model.date_reading import SHORT_YEAR, BadDateError, is_ambiguous, proven_order, read_date

LANGUAGES = ("en", "it", "fr", "de", "es", "pt", "nl", "pl")
"""The languages whose names of months and days are read; Babel has them."""

FURTHER_MONTHS = {"sept": 9}
CLOCK = re.compile(r"^(.+?)[,T ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?([ap])\.?m\.?$", re.IGNORECASE)
COMMA_CLOCK = re.compile(r"^(.+?), *(\d{1,2}:\d{2}(?::\d{2})?)$")
DAY_MONTH_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|o|a)? (?:of |di |de )?([^\W\d_]+) (?:de )?(\d{4}|\d{2})"
)
MONTH_DAY_YEAR = re.compile(r"([^\W\d_]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
MONTH_YEAR = re.compile(r"([^\W\d_]+) (\d{4})")
FIRST_WORD = re.compile(r"^([^\W\d_]+) (?=\d)")


@cache
def month_names() -> Mapping[str, int]:
    """The number of each month's name, long and short; one that means two months in two languages is none."""
    found: dict[str, set[int]] = {}
    for number, word in _names("months"):
        found.setdefault(word, set()).add(number)
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1} | FURTHER_MONTHS


@cache
def day_names() -> frozenset[str]:
    """The names of the days of the week, long and short."""
    return frozenset(word for _, word in _names("days"))


def _names(kind: str) -> Iterator[tuple[int, str]]:
    from babel import Locale

    for language in LANGUAGES:
        contexts = getattr(Locale(language), kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in contexts[context].get(width, {}).items():
                    word = plain_header(str(name))
                    if len(word) > 2 and " " not in word and not word.isdecimal():
                        yield int(number), word


def in_figures(text: str) -> str:
    """A date with its month in words, or with a clock of twelve hours, in figures; any other text as it is.

    Example:
        >>> in_figures("3rd March 2011"), in_figures("lun 12 gen. 2015"), in_figures("03/04/2011")
        ('2011-03-03', '2015-01-12', '03/04/2011')
        >>> in_figures("11/14/2022, 1:29:07 PM"), in_figures("jeudi 2 avril 2015"), in_figures("03-Jun-16")
        ('11/14/2022 13:29:07', '2015-04-02', '03-Jun-16')
    """
    if found := CLOCK.match(text.strip()):
        return f"{in_figures(found[1])} {_hour(int(found[2]), found[5])}:{found[3]}:{found[4] or '00'}"
    if found := COMMA_CLOCK.match(text.strip()):
        return f"{in_figures(found[1])} {found[2]}"
    return _in_words(text, "") or text


def _hour(hour: int, half: str) -> str:
    """The hour of a clock of 24; one that no clock of 12 shows stays wrong, and is no date."""
    if not 1 <= hour <= 12:
        return "99"
    return f"{hour % 12 + (12 if half in 'pP' else 0):02d}"


def _in_words(text: str, century: str) -> str | None:
    """A date with its month in words as ISO text; a year of two digits only in a century that is given."""
    plain = plain_header(text)
    first = FIRST_WORD.match(plain)
    if first and first[1] in day_names() and DAY_MONTH_YEAR.fullmatch(plain[first.end() :]):
        plain = plain[first.end() :]
    if found := DAY_MONTH_YEAR.fullmatch(plain):
        year = found[3] if len(found[3]) == 4 else century and century[:2] + found[3]
        return _iso(year, found[2], found[1]) if year else None
    if found := MONTH_DAY_YEAR.fullmatch(plain):
        return _iso(found[3], found[1], found[2])
    if found := MONTH_YEAR.fullmatch(plain):
        return _iso(found[2], found[1], "")
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    number = month_names().get(month)
    if number is None:
        return None
    return f"{year}-{number:02d}-{int(day):02d}" if day else f"{year}-{number:02d}"


def with_century(text: str, century: str | None) -> str:
    """A date with a year of two digits in a century that was said (2000 or 1900); any other text as it is.

    Example:
        >>> with_century("31/12/11", "2000"), with_century("03-Jun-16", "2000")
        ('31/12/2011', '2016-06-03')
    """
    if century is None:
        return text
    found = SHORT_YEAR.fullmatch(text.strip())
    if found is None:
        return _in_words(text, century) or text
    day, sign, month, year = found.groups()[:4]
    return f"{day}{sign}{month}{sign}{int(century) // 100}{year}{text.strip()[found.end(4) :]}"


def needs_century(texts: Sequence[str]) -> str | None:
    """The first date with a year of two digits."""
    return next((text for text in texts if _is_short(text)), None)


def _is_short(text: str) -> bool:
    return bool(SHORT_YEAR.fullmatch(text.strip())) or with_century(text, "2000") != (
        _in_words(text, "") or text
    )


def needs_order(texts: Sequence[str]) -> str | None:
    """The first date of which nothing in its column shows whether the day or the month comes first."""
    if proven_order(texts):
        return None
    return next((text for text in texts if is_ambiguous(text)), None)


@lru_cache(maxsize=50_000)
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
