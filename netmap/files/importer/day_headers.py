"""The headers of a register: a day above each column, its year or month perhaps in a row above it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from netmap.files.importer.date_texts import (
    is_date,
    month_in,
    month_names,
    needs_year,
    perhaps_months,
    without_weekday,
)
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import SAMPLED, SEARCHED, SHORT_MARK, is_number
from netmap.files.importer.marks import mark_of
from netmap.files.importer.titles import days_in, without_days
from netmap.files.sandbox.cells import Grid

YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|a)? (?:of |di |de )?([^\W\d_]+)")
MONTH_DAY = re.compile(r"([^\W\d_]+) (\d{1,2})(?:st|nd|rd|th)?")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|o|a)")
FIGURES = re.compile(r"\d{1,2}[./-]\d{1,2}")
FIRST_DAY = dt.date(1899, 12, 30)
OF_ATTENDANCE = (("titles", "sitting"), ("titles", "plain"), ("marks", "present"), ("columns", "status"))
"""The words that may stand beside the day of a column."""

SERIALS = range(18_264, 73_050)
"""Days that a spreadsheet counts from 1900 to 2099."""


@dataclass(frozen=True, slots=True)
class DayHeaders:
    """Headers of a register in the rows `top` to `row`: what is above each column, and which are days."""

    top: int
    row: int
    headers: tuple[str, ...]
    days: tuple[int, ...]


def day_headers(grid: Grid) -> DayHeaders | None:
    """The headers of a register, if a sheet is one: the first row with the most days, and those above it."""
    best: DayHeaders | None = None
    for row in range(min(SEARCHED, len(grid.cells))):
        found = _read(grid, row)
        if found.days and _says_more(found, best) and not _goes_on(grid, found):
            best = found
    return best


def _says_more(found: DayHeaders, best: DayHeaders | None) -> bool:
    """Whether a row has more days than another, or as many of which the other is the months or years."""
    if best is None or len(found.days) > len(best.days):
        return True
    return len(found.days) == len(best.days) and found.top <= best.row


def _goes_on(grid: Grid, found: DayHeaders) -> bool:
    """Whether days stand below the days too, or nothing does: then the row is one of data."""
    cells = right_below(grid, found.row, found.days, found.row + 1 + SAMPLED)
    return not cells or 2 * sum(map(is_date, cells)) >= len(cells)


def rows_right_below(grid: Grid, row: int, end: int) -> list[list[str]]:
    """The rows right below headers: up to a row, or to a blank line after the first.

    Where the headers are printed again, they are left out.
    """
    apart = np.flatnonzero(np.diff(grid.lines[row + 1 : end]) > 1)
    rows = grid.cells[row + 1 : row + 2 + int(apart[0]) if len(apart) else end]
    found: list[list[str]] = rows[~(rows == grid.cells[row]).all(axis=1)].tolist()
    return found


def right_below(grid: Grid, row: int, places: Sequence[int], end: int) -> list[str]:
    """What stands in some columns of the rows right below headers."""
    rows = rows_right_below(grid, row, end)
    return [cell for cells in rows for place in places if (cell := cells[place]).strip()]


def _read(grid: Grid, row: int) -> DayHeaders:
    """What a row says, read as one of days; figures such as 3/9 are days above marks only."""
    found = days_above(grid, row)
    bare = [place for place in found.days if FIGURES.fullmatch(found.headers[place])]
    marked = bare and _are_marks(right_below(grid, row, bare, len(grid.lines)))
    return found if marked or not bare else days_above(grid, row, bare)


def days_above(grid: Grid, row: int, no_days: Collection[int] = ()) -> DayHeaders:
    """The days that stand in a row, whatever stands below it.

    Args:
        grid: a sheet.
        row: the row; years and months above it count too.
        no_days: columns in which none is.
    """
    cells = [str(cell).strip() for cell in grid.cells[row]]
    above = _spans(grid, row)
    read = [_day(cell, over) for cell, over in zip(cells, above.spans, strict=True)]
    days = tuple(place for place, day in enumerate(read) if place and day and place not in no_days)
    headers = tuple(
        day if day and place in days else cell or label
        for place, (cell, day, label) in enumerate(zip(cells, read, above.labels, strict=True))
    )
    return DayHeaders(above.top, row, headers, days)


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the cells of a row: years and months that reach over several, and other labels."""

    top: int
    spans: tuple[str, ...]
    labels: tuple[str, ...]


def _spans(grid: Grid, row: int) -> Above:
    """Years and months in the rows just above; each reaches to the right until another text stands there.

    One that stands first in its row is a title, and reaches over all columns that have none of their own. No
    days are in a row with a name below a word for people.
    """
    width, top = grid.cells.shape[1], row
    spans, labels = [""] * width, [""] * width
    for up in (row - 1, row - 2):
        if up < 0:
            break
        cells = [str(cell).strip() for cell in grid.cells[up]]
        if _is_data(grid, row, up):
            break
        short = any(_has_short_year(cell) for cell in cells)
        if not any(is_span(cell) for cell in cells) or (short and not _days_below(grid, row, cells)):
            break
        top, reach = up, ""
        title = cells[0] if is_span(cells[0]) else ""
        for place, cell in enumerate(cells):
            reach = (cell if is_span(cell) else title) if cell else reach
            spans[place] = f"{spans[place]} {reach}".strip() if not _has_year(spans[place]) else spans[place]
            labels[place] = labels[place] or ("" if is_span(cell) else cell)
    return Above(top, tuple(spans), tuple(labels))


def _is_data(grid: Grid, row: int, above: int) -> bool:
    """Whether a row holds another text below a word for people in a row above it."""
    known = plain_words("columns", "person") | plain_words("columns", "last_name")
    cells = zip(grid.cells[above].tolist(), grid.cells[row].tolist(), strict=True)
    return any(
        plain_header(word) in known and cell.strip() and plain_header(cell) not in known
        for word, cell in cells
    )


def is_span(cell: str) -> bool:
    """Whether a cell is a year, a month, or a month of a year."""
    if _has_short_year(cell):
        return True
    words = plain_header(cell).split()
    years = [word for word in words if YEAR.fullmatch(word)]
    months = [word for word in words if word in month_names()]
    return (
        0 < len(words) <= 2
        and len(years) <= 1
        and len(months) <= 1
        and len(years) + len(months) == len(words)
    )


def _has_short_year(cell: str) -> bool:
    """Whether a cell is a month with two figures behind it: “Jan-24”."""
    return bool(month_in(cell, "2000"))


def _days_below(grid: Grid, row: int, cells: list[str]) -> bool:
    """Whether months such as “Jan-24” stand above days: numbers that rise, and not above figures alone."""
    places = [place for place, cell in enumerate(cells) if _has_short_year(cell)]
    numbers = [str(cell).strip() for cell in grid.cells[row, places[0] :]]
    days = [int(one) for one in numbers if one.isdecimal()]
    below = [cell for cell in grid.cells[row + 1 :, places[0] :].ravel().tolist() if cell.strip()]
    told = perhaps_months(cells[place] for place in places) is not None
    return told and bool(days) and all(1 <= day <= 31 for day in days) and not all(map(is_number, below))


def _has_year(text: str) -> bool:
    return any(YEAR.fullmatch(word) for word in text.split()) or _has_short_year(text)


def _day(cell: str, over: str) -> str:
    """A day as a text that says its year, of what stands in a cell and above it; empty where it is none."""
    year = next((word for word in over.split() if YEAR.fullmatch(word)), "")[:4]
    month = next((word for word in plain_header(over).split() if word in month_names()), "")
    year = year or (plain_header(over).split()[1] if _has_short_year(over) else "")
    plain = plain_header(cell)
    if not cell:
        return ""
    if cell.split(".", maxsplit=1)[0].isdecimal() and (cell.endswith(".0") or "." not in cell):
        return _of_number(int(cell.split(".", maxsplit=1)[0]), year, month)
    if ordinal := ORDINAL.fullmatch(plain):
        return _of_number(int(ordinal[1]), year, month)
    undated = _has_no_year(without_weekday(plain))
    if year and FIGURES.fullmatch(cell):
        return f"{cell}{next(sign for sign in cell if not sign.isdecimal())}{year}"
    if year and (undated or plain in month_names()):
        return _turned(plain, year) if MONTH_DAY.fullmatch(plain) else f"{cell.rstrip('.,')} {year}"
    bare = FIGURES.fullmatch(cell) is not None and needs_year(cell)
    return cell if undated or bare or is_date(cell) else _among_words(cell)


def _are_marks(cells: list[str]) -> bool:
    """Whether cells below what may be a day without a year are marks: most known, the others as short."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    known = sum(mark_of(cell) is not None for cell in filled)
    short = all(mark_of(one) or len(one) <= SHORT_MARK or is_number(one) for one in filled)
    return 2 * known > len(filled) and short


def _among_words(cell: str) -> str:
    """The one day in a header such as “Attended 4/3/2024”, whose other words all speak of attendance."""
    days = days_in(cell)
    others = plain_header(without_days(cell)).split()
    known = [plain_words(*one) for one in OF_ATTENDANCE]
    said = bool(others) and all(any(word in words for words in known) for word in others)
    return days[0] if len(days) == 1 and said else ""


def _has_no_year(plain: str) -> bool:
    """Whether a text is a day and a month in words."""
    for pattern, place in ((DAY_MONTH, 2), (MONTH_DAY, 1)):
        found = pattern.fullmatch(plain)
        if found and found[place] in month_names() and int(found[3 - place]) <= 31:
            return True
    return False


def _turned(plain: str, year: str) -> str:
    found = MONTH_DAY.fullmatch(plain)
    return f"{found[2]} {found[1]} {year}" if found else ""


def _of_number(number: int, year: str, month: str) -> str:
    """The day of a number: one of a month that stands above it, or one that a spreadsheet counts."""
    if month and 1 <= number <= 31:
        return f"{number} {month} {year}".strip()
    if number in SERIALS:
        day = FIRST_DAY + dt.timedelta(days=number)
        return day.isoformat() if year in ("", str(day.year)) and number not in range(1900, 2100) else ""
    return ""
