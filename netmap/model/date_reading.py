"""Dates as people write them, read into the ISO text that a study keeps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netmap.model.dates import ISO_DATE, day_number
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

FIRST_YEAR, LAST_YEAR = "1500", "2199"
"""A day outside is a slip of the pen, or stands for an end that nobody knows; no axis could show it."""

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
ORDERS = (DAY_FIRST, MONTH_FIRST)

_CLOCK = r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?"
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _CLOCK)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _CLOCK)
SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})" + _CLOCK)
NO_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})")
MONTH_OF_YEAR = re.compile(r"(?:(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4}))")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
SERIAL_START = dt.datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet's day has no time zone)


class BadDateError(ValueError):
    """A text that is no date, with the code of the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


AMBIGUOUS = "ambiguous-date"
AMBIGUOUS_MORE = N_(
    "“{value}” can be read as two different days, and so can others of this column (rows in all: {n})."
)

REASONS = {
    "bad-date": (
        N_("“{value}” is no date."),
        N_("Write it as 2011-12-31; as 2011-12 or 2011 where the day is not known."),
    ),
    AMBIGUOUS: (
        N_("“{value}” can be read as two different days."),
        N_(
            "Write it as 2011-12-31, or say what comes first: --dates dmy (the day), --dates mdy (the month)."
        ),
    ),
    "far-date": (
        N_("“{value}” lies before the year 1500 or after 2199."),
        N_("Look at the year; where an end is not known, leave the cell empty."),
    ),
    "no-year": (
        N_("“{value}” is a day and a month without a year."),
        N_(
            "Add the year; where nobody knows it, write --12-31 (the month first): it is kept and shown, and "
            "no analysis by date uses it."
        ),
    ),
    "two-digit-year": (
        N_("“{value}” has a year of two digits."),
        N_("Write the year with four digits, such as 31/12/2011 or 2011-12-31."),
    ),
}
"""For each code of a bad date the reason and what would mend it."""


@dataclass(frozen=True, slots=True)
class DatesRead:
    """What was made of a column's distinct texts.

    `texts`: ISO text, None where it is no date; `codes`: why not, by position; `inferred`: the order
    (dmy, mdy) that other values of the column proved for texts that did not say; `serials`: whether
    day numbers of a spreadsheet were among them.
    """

    texts: tuple[str | None, ...]
    codes: dict[int, str]
    inferred: str | None = None
    serials: bool = False


def read_dates(texts: Sequence[str], order: str | None = None) -> DatesRead:
    """The distinct texts of one column as ISO dates.

    Args:
        texts: distinct, without missing ones.
        order: dmy or mdy where it is known; else 03/04/2011 is read only if another text of the
            column can be read in one order only, and none in the other.

    Raises:
        ArgumentError: an order that is neither dmy nor mdy.

    Example:
        >>> read_dates(["25/12/2011", "03/04/2011"]).texts
        ('2011-12-25', '2011-04-03')
    """
    check_order(order)
    proven = order or proven_order(texts)
    read: list[str | None] = []
    codes: dict[int, str] = {}
    for position, text in enumerate(texts):
        try:
            read.append(read_date(text, proven, told=order is not None))
        except BadDateError as error:
            codes[position] = error.code
            read.append(None)
    inferred = proven if order is None and any(is_ambiguous(text) for text in texts) else None
    return DatesRead(tuple(read), codes, inferred, any(SERIAL.fullmatch(text.strip()) for text in texts))


def check_order(order: str | None) -> None:
    """Refuse an order of day and month that is none."""
    if order is not None and order not in ORDERS:
        raise ArgumentError(N_("dates: “{value}” is neither dmy nor mdy"), value=order)


def proven_order(texts: Iterable[str]) -> str | None:
    """The order of day and month that some texts prove and none contradicts; None: not known."""
    orders = {order for text in texts if (order := _own_order(text))}
    return orders.pop() if len(orders) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether day and month may be swapped and give another day."""
    found = YEAR_LAST.fullmatch(text.strip())
    return (
        found is not None and int(found[1]) <= 12 and int(found[3]) <= 12 and int(found[1]) != int(found[3])
    )


def _own_order(text: str) -> str | None:
    found = YEAR_LAST.fullmatch(text.strip())
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if 12 < first <= 31 and second <= 12:
        return DAY_FIRST
    return MONTH_FIRST if 12 < second <= 31 and first <= 12 else None


def read_date(text: str, order: str | None = None, *, told: bool = False) -> str:
    """One text as an ISO date, as precise as it came.

    Args:
        text: 2011-12-31, 2011-12, 2011, --12-31, 31/12/2011, 40908 (a spreadsheet's day number), each
            with a time of day if it has one.
        order: how to read 03/04/2011: dmy or mdy; None refuses it.
        told: the order was said by somebody, and a text that contradicts it is refused.

    Raises:
        BadDateError: with code bad-date, far-date, ambiguous-date, two-digit-year or no-year.

    Example:
        >>> read_date("31.12.2011"), read_date("40908"), read_date("--07-15")
        ('2011-12-31', '2011-12-31', '--07-15')
    """
    iso = _as_iso(text.strip(), order, told)
    try:
        day_number(iso)
        _check_clock(iso)
    except ValueError as error:
        raise BadDateError("bad-date") from error
    if not iso.startswith("--") and not FIRST_YEAR <= iso[:4] <= LAST_YEAR:
        raise BadDateError("far-date")
    return iso


def _as_iso(text: str, order: str | None, told: bool) -> str:
    if not text.isascii():
        raise BadDateError("bad-date")
    if ISO_DATE.fullmatch(text):
        return text.replace(" ", "T")
    if SHORT_YEAR.fullmatch(text):
        raise BadDateError("two-digit-year")
    if _is_day_of_no_year(text):
        raise BadDateError("no-year")
    if found := YEAR_FIRST.fullmatch(text):
        return _written(found[1], found[3], found[4], found.groups()[4:])
    if found := YEAR_LAST.fullmatch(text):
        day, month = _day_and_month(found, text, order, told)
        return _written(found[4], month, day, found.groups()[4:])
    if found := MONTH_OF_YEAR.fullmatch(text):
        return f"{found[1] or found[4]}-{int(found[2] or found[3]):02d}"
    if found := COMPACT.fullmatch(text):
        return "-".join(found.groups())
    return _serial_date(float(text)) if SERIAL.fullmatch(text) else text


def _is_day_of_no_year(text: str) -> bool:
    found = NO_YEAR.fullmatch(text)
    if found is None:
        return False
    one, other = int(found[1]), int(found[3])
    return min(one, other) >= 1 and min(one, other) <= 12 and max(one, other) <= 31


def _day_and_month(found: re.Match[str], text: str, order: str | None, told: bool) -> tuple[str, str]:
    own = None if told else _own_order(text)
    if own is None and order is None and is_ambiguous(text):
        raise BadDateError(AMBIGUOUS)
    return (found[3], found[1]) if (own or order) == MONTH_FIRST else (found[1], found[3])


def _written(year: str, month: str, day: str, clock: Sequence[str | None]) -> str:
    hour, minute, second, zone = clock
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    if hour is None:
        return date
    return f"{date}T{int(hour):02d}:{minute}{':' + second if second else ''}{zone or ''}"


def _serial_date(number: float) -> str:
    moment = SERIAL_START + dt.timedelta(seconds=round(number * 86_400))
    if moment.time() == dt.time():
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _check_clock(iso: str) -> None:
    if "T" in iso:
        hour, minute, *second = re.split("[Z+-]", iso.split("T")[1])[0].split(":")
        dt.time(int(hour), int(minute), int(float(second[0])) if second else 0)
