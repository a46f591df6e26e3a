"""Dates of foreign tables, beside those of every table: months in words, clocks of 12 hours, short years."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from netmap.files.importer.file_words import plain_words
from netmap.model.catalogues import CODE, LOCALES
from netmap.model.date_reading import (
    NO_YEAR,
    ORDERS,
    SHORT_YEAR,
    BadDateError,
    is_ambiguous,
    proven_order,
    read_date,
)

FURTHER_MONTHS = {"sept": 9}
NOT_WORD = re.compile(r"[\W_]+")
CLOCK = re.compile(r"^(.+?)[,T ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?([ap])\.?m\.?$", re.IGNORECASE)
IN_ZONE = re.compile(
    r"(\d{2}(?: ?[ap]\.?m\.?)?) (?:GMT|UTC|BST|IST|WES?T|CES?T|EES?T)(?:[+-]\d{1,2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
"""The zone of a clock, as forms write it: the day is the one of that place."""
COMMA_CLOCK = re.compile(r"^(.+?), *(\d{1,2}:\d{2}(?::\d{2})?)$")
DOTTED_CLOCK = re.compile(
    r"^(.*\d{4}|\d{1,4}[-/]\d{1,2}[-/]\d{2}),? +([01]?\d|2[0-3])\.([0-5]\d)(?:\.([0-5]\d))?$"
)
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|a)? (?:of |di |de )?([^\W\d_]+)")
DAY_MONTH_YEAR = re.compile(rf"{DAY_MONTH.pattern} (?:de )?(\d{{4}}|\d{{2}})")
MONTH_DAY = re.compile(r"([^\W\d_]+) (\d{1,2})(?:st|nd|rd|th)?")
MONTH_DAY_YEAR = re.compile(rf"{MONTH_DAY.pattern} (\d{{4}})")
SHORT_MONTH = re.compile(r"([^\W\d_]+) (\d{2})")
MONTH_YEAR = re.compile(r"([^\W\d_]+) (\d{4})")
WEEKDAY_FIGURES = re.compile(r"^([^\W\d_]{3,})[.,]{0,2} +(\d{1,4}[-./]\d{1,2}.*)$")
FIRST_WORD = re.compile(r"^([^\W\d_]+) (?=\d)")
FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
CENTURIES = ("1900", "2000")
MONTHS_OF_YEAR = 12
NEAR_YEARS = 10
"""A year of two digits is in the century of the full years of its column if it is at most so far from one."""


def _plain(text: str) -> str:
    """A text in lower case without accents and signs, in any script."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return NOT_WORD.sub(" ", bare).strip()


@cache
def month_names() -> Mapping[str, int]:
    """The number of each month's name, long and short, in the languages that are installed.

    A word that means two months in two languages is none.
    """
    return _months(_installed()) | FURTHER_MONTHS


@cache
def months_elsewhere() -> Mapping[str, int]:
    """The same in every language that is official somewhere; it takes a second to look them all up."""
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    spoken = {
        language.split("_")[0]
        for languages in get_global("territory_languages").values()
        for language, facts in languages.items()
        if facts.get("official_status") in ("official", "de_facto_official")
    }
    return _months(sorted(spoken & set(locale_identifiers())))


@cache
def day_names() -> Mapping[str, frozenset[int]]:
    """The names of the days of the week, long and short, in the languages that are installed, and which days
    they mean; Monday is 0.
    """
    found: dict[str, set[int]] = {}
    for number, word in _names("days", _installed()):
        found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=10_000)
def weekdays_in(text: str) -> frozenset[int]:
    """Which day of the week stands before a date; empty where none does.

    Example:
        >>> weekdays_in("Thu 6 March 2024"), weekdays_in("6 March 2024")
        (frozenset({3}), frozenset())
    """
    first = _plain(text).split(" ", 1)
    return day_names().get(first[0], frozenset()) if len(first) > 1 else frozenset()


def order_by_weekdays(texts: Iterable[str], century: str | None = None) -> str | None:
    """Whether the day or the month comes first, where days of the week beside the figures prove it.

    Example:
        >>> order_by_weekdays(["Mon 04/03/2024"]), order_by_weekdays(["Mon 04/03/2024", "Fri 05/04/2024"])
        ('dmy', 'dmy')
        >>> order_by_weekdays(["04/03/2024"]) is order_by_weekdays(["Sun 04/03/2024"]) is None
        True
    """
    dated = [(with_century(in_figures(text), century), days) for text in texts if (days := weekdays_in(text))]
    told = [(figures, days) for figures, days in dated if is_ambiguous(figures)]
    fitting = [order for order in ORDERS if all(_falls_on(text, order, days) for text, days in told)]
    return fitting[0] if told and len(fitting) == 1 else None


def _falls_on(figures: str, order: str, days: frozenset[int]) -> bool:
    return dt.date.fromisoformat(read_date(figures, order)[:10]).weekday() in days


def _installed() -> list[str]:
    return sorted(folder.name for folder in LOCALES.iterdir() if CODE.fullmatch(folder.name))


def _months(languages: Iterable[str]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for number, word in _names("months", languages):
        found.setdefault(word, set()).add(number)
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1}


def _names(kind: str, languages: Iterable[str]) -> Iterator[tuple[int, str]]:
    from babel import Locale

    for language in languages:
        contexts = getattr(Locale.parse(language.replace("-", "_")), kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in contexts[context].get(width, {}).items():
                    word = _plain(str(name))
                    if len(word) > 2 and " " not in word and not word.isdecimal():
                        yield int(number), word


def in_figures(text: str) -> str:
    """A date with its month in words, or with a clock of twelve hours, in figures; any other text as it is.

    Example:
        >>> in_figures("3rd March 2011"), in_figures("lun 12 gen. 2015"), in_figures("03/04/2011")
        ('2011-03-03', '2015-01-12', '03/04/2011')
        >>> in_figures("11/14/2022, 1:29:07 PM"), in_figures("jeudi 2 avril 2015"), in_figures("03-Jun-16")
        ('11/14/2022 13:29:07', '2015-04-02', '03-Jun-16')
        >>> in_figures("05/03/2024 9.58.11"), in_figures("2024/10/14 11:30:02 AM GMT+1")
        ('05/03/2024 09:58:11', '2024/10/14 11:30:02')
        >>> in_figures("mer. 8/5/24"), in_figures("Monday, 04/03/2024"), in_figures("Room 4/3")
        ('8/5/24', '04/03/2024', 'Room 4/3')
    """
    text = IN_ZONE.sub(r"\1", text)
    if found := CLOCK.match(text.strip()):
        return f"{in_figures(found[1])} {_hour(int(found[2]), found[5])}:{found[3]}:{found[4] or '00'}"
    if found := COMMA_CLOCK.match(text.strip()):
        return f"{in_figures(found[1])} {found[2]}"
    if found := DOTTED_CLOCK.match(text.strip()):
        return f"{in_figures(found[1])} {int(found[2]):02d}:{found[3]}:{found[4] or '00'}"
    if (found := WEEKDAY_FIGURES.match(text.strip())) and _plain(found[1]) in day_names():
        return in_figures(found[2])
    return _in_words(text, "") or text


def _hour(hour: int, half: str) -> str:
    """The hour of a clock of 24; one that no clock of 12 shows stays wrong, and is no date."""
    if not 1 <= hour <= 12:
        return "99"
    return f"{hour % 12 + (12 if half in 'pP' else 0):02d}"


def _in_words(text: str, century: str) -> str | None:
    """A date with its month in words as ISO text; a year of two digits only in a century that is given."""
    plain = without_weekday(_plain(text))
    if found := DAY_MONTH_YEAR.fullmatch(plain):
        year = found[3] if len(found[3]) == 4 else century and century[:2] + found[3]
        return _iso(year, found[2], found[1]) if year else None
    if found := MONTH_DAY_YEAR.fullmatch(plain):
        return _iso(found[3], found[1], found[2])
    if found := MONTH_YEAR.fullmatch(plain):
        return _iso(found[2], found[1], "")
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    number = _month(month)
    if number is None:
        return None
    return f"{year}-{number:02d}-{int(day):02d}" if day else f"{year}-{number:02d}"


def _month(word: str) -> int | None:
    return month_names().get(word) or (months_elsewhere().get(word) if len(word) > 2 else None)


def without_weekday(plain: str) -> str:
    """A day and a month in words, in plain letters, without the day of the week before it.

    Example:
        >>> without_weekday("fri 12 jan"), without_weekday("fri"), without_weekday("room 12 jan")
        ('12 jan', 'fri', 'room 12 jan')
    """
    first = FIRST_WORD.match(plain)
    rest = plain[first.end() :] if first else ""
    is_day = DAY_MONTH_YEAR.fullmatch(rest) or DAY_MONTH.fullmatch(rest)
    return rest if first and first[1] in day_names() and is_day else plain


def with_year(text: str, year: str | None) -> str:
    """A day and a month without a year in a year that was said; any other text as it is.

    Example:
        >>> with_year("4th March", "2024"), with_year("Mon 8 July", "2024"), with_year("8/7", "2024")
        ('2024-03-04', '2024-07-08', '8/7/2024')
        >>> with_year("--07-15", "2024"), with_year("8 July 2023", "2024")
        ('--07-15', '8 July 2023')
    """
    if year is None:
        return text
    if found := NO_YEAR.fullmatch(text.strip().rstrip(".")):
        return f"{found[1]}{found[2]}{found[3]}{found[2]}{year}"
    plain = without_weekday(_plain(text)) if any(map(str.isalpha, text)) else ""
    if found := DAY_MONTH.fullmatch(plain):
        return _iso(year, found[2], found[1]) or text
    if found := MONTH_DAY.fullmatch(plain):
        return _iso(year, found[1], found[2]) or text
    return text


def needs_year(text: str) -> bool:
    """Whether a text is a day and a month without a year."""
    return with_year(text, "2000") != text


def is_day(text: str) -> bool:
    """Whether a text is a date, or a day and a month without a year.

    Example:
        >>> is_day("2024-09-03"), is_day("Tue 3 Sep"), is_day("3/9"), is_day("3")
        (True, True, True, False)
    """
    return is_date(text) or needs_year(text)


def month_in(text: str, century: str) -> str:
    """A month with two figures of a year behind it as ISO text; empty where a text is none.

    Example:
        >>> month_in("Jan-24", "2000"), month_in("gennaio '24", "1900"), month_in("24-Jan", "2000")
        ('2024-01', '1924-01', '')
    """
    found = SHORT_MONTH.fullmatch(_plain(text))
    return (found and _iso(f"{int(century) // 100}{found[2]}", found[1], "")) or ""


def perhaps_months(texts: Iterable[str]) -> str | None:
    """The first of the texts without a year, if all of them may be months of years that follow each other.

    Read as months they are at most a year apart; days of months rarely are.

    Example:
        >>> perhaps_months(["Jan-24", "Feb-24"]), perhaps_months(["Jan 14", "Feb 11"])
        ('Jan-24', None)
        >>> perhaps_months(["March 4", "March 18"]) is None
        True
    """
    short = [text for text in texts if needs_year(text)]
    months = sorted({month_in(text, "2000") for text in short})
    if not months or not months[0]:
        return None
    counted = [12 * int(month[:4]) + int(month[5:]) for month in months]
    return short[0] if all(later - one <= MONTHS_OF_YEAR for one, later in pairwise(counted)) else None


@cache
def _week() -> re.Pattern[str]:
    words = (r"\W*".join(map(re.escape, word.split())) for word in plain_words("dates", "week"))
    return re.compile(rf"^\s*(?:{'|'.join(sorted(words, key=len, reverse=True))})[\s.:]+(.+)$", re.IGNORECASE)


def week_of(text: str) -> str | None:
    """The day by which a week is called; None where a text names no week.

    Example:
        >>> week_of("w/c 6 May"), week_of("Week commencing: 06/05/2024"), week_of("6 May")
        ('6 May', '06/05/2024', None)
    """
    found = _week().match(text)
    return found[1].strip() if found else None


def proven_century(texts: Sequence[str]) -> str | None:
    """The century of short years that the full years of their column prove: all are in it, and one is near.

    Example:
        >>> proven_century(["2024-03-04", "8.4.24"]), proven_century(["1999-03-04", "8.4.24"])
        ('2000', None)
    """
    years = [int(found[0]) for text in texts if (found := FULL_YEAR.search(text))]
    centuries = {year // 100 for year in years}
    if len(centuries) != 1:
        return None
    (century,) = centuries
    short = [with_century(text, f"{century}00") for text in texts if _is_short(text)]
    read = [int(found[0]) for text in short if (found := FULL_YEAR.search(text))]
    near = all(any(abs(year - other) <= NEAR_YEARS for other in years) for year in read)
    return f"{century}00" if near and f"{century}00" in CENTURIES else None


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
