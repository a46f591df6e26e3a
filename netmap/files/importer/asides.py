"""Rows of a table that hold no data: sums, explanations of marks, notes; left out by rule, and named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from netmap.files.importer.date_texts import is_day
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import is_number
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import is_mark, keys_in, people_in
from netmap.files.importer.names import TOTALS, plain_letters
from netmap.files.importer.records import Columns, Row, Unread
from netmap.files.importer.row_parts import WHO
from netmap.files.sandbox.cells import Grid
from netmap.model.date_reading import NO_YEAR
from netmap.model.findings import WARNING

LONGEST_NAME = 4
"""A text of more words that stands alone in its row is a note, and no name."""

SHOWN = 80
FEWEST_ABOVE = 3
"""So many lines with marks above the headers of a list are more than facts, such as “Quorate | yes”."""

FEWEST_DAYS, LONGEST_DAY = 2, 40
"""So many days in a row of marks are no marks: one may say since when somebody was there."""
COUNTED = re.compile(r"(.*[^\W\d_].*?)(\s*[:=]\s*|\s+)\d+(?:[.,]\d+)?\s*%?")
"""A label and a figure behind it."""

LONGEST_LABEL = 200
"""A longer text is a note: the pattern would look at it once for each of its letters."""


@lru_cache(maxsize=50_000)
def is_total(text: str) -> bool:
    """Whether a text calls itself a sum of others.

    Example:
        >>> is_total("TOTAL"), is_total("Number present:"), is_total("Totley Ann")
        (True, True, False)
    """
    known = plain_header(text) in plain_words("headings", "totals") or plain_letters(text) in TOTALS
    return known or text.strip() == "%"


def counts_others(texts: list[str]) -> bool:
    """Whether the texts of a row are a label and a figure, which no name is: “Total attendees: 2”.

    Example:
        >>> counts_others(["Participants: 4"]), counts_others(["Total présents", "3"])
        (True, True)
        >>> counts_others(["Ann: Leeds"]), counts_others(["Room 4"]), counts_others(["Ref: 4", "Ann"])
        (False, False, False)
    """
    counted = _counted(texts[0]) if texts else None
    if counted is None:
        return len(texts) > 1 and _names_sum(texts[0]) and all(map(is_number, texts[1:]))
    return (":" in counted[2] or "=" in counted[2] or _names_sum(counted[1])) and all(
        map(is_number, texts[1:])
    )


@lru_cache(maxsize=50_000)
def _counted(text: str) -> re.Match[str] | None:
    return COUNTED.fullmatch(text) if len(text) <= LONGEST_LABEL else None


@lru_cache(maxsize=50_000)
def _names_sum(text: str) -> bool:
    return plain_header(text).split(" ", 1)[0] in plain_words("headings", "totals")


def explains_marks(cells: list[str]) -> bool:
    """Whether some cell says what marks mean, or whose initials stand for whom."""
    return any("=" in cell and (keys_in(cell) or people_in(cell)) for cell in cells)


def in_register(row: Row) -> Unread | None:
    """Why a row of a register is none of a person or a day.

    Below a row with other days among the marks nothing is sure: it may be the headers of another register.
    """
    other = row.columns.once(_other_days)
    if other is not None and row.line >= other:
        return Unread("other-days", None, " ".join(filter(None, row.cells))[:SHOWN])
    marks = list(row.marks())
    places = {column.place for column, _ in marks}
    texts = [cell.strip() for place, cell in enumerate(row.cells) if cell.strip() and place not in places]
    if why := _sum_or_key(texts):
        return why
    if marks or not texts:
        return None
    named = any(row.get(field) for field in (*WHO, "actor", "date"))
    return _left_out("nothing-written" if named else "names-nobody", " ".join(texts))


def marks_above(sheet: SheetMapping, grid: Grid) -> Iterator[tuple[int, str]]:
    """The lines above the headers of a sheet that hold a text and marks, and are no titles.

    Above a list, or where the marks are numbers, which may count something, it takes several such lines; a
    mark beside another, or beside a word with a colon, is explained.
    """
    places = [column.place for column in sheet.columns if column.field == "mark"]
    register = bool(places)
    found: list[tuple[int, str, bool]] = []
    for line, cells in zip(grid.lines.tolist(), grid.cells.tolist(), strict=True):
        if line >= (sheet.header or 0):
            break
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        beside = places if register else filled[1:]
        texts = [cells[place] for place in filled if place not in beside]
        marks = [cells[place] for place in filled if place in beside]
        signs = [mark for mark in marks if is_mark(mark)]
        explained = not texts or is_mark(texts[0]) or texts[0].rstrip().endswith(":") or explains_marks(cells)
        if signs and 2 * len(signs) > len(marks) and not explained:
            found.append((line, " ".join(filter(None, cells))[:SHOWN], all(map(is_number, signs))))
    sure = register and not all(numbers for _, _, numbers in found)
    if sure or len(found) >= (FEWEST_DAYS if register else FEWEST_ABOVE):
        yield from ((line, text) for line, text, _ in found)


def _other_days(columns: Columns) -> int | None:
    """The first line below the headers with days among the marks, where it is not the headers again."""
    start = columns.sheet.header or 0
    written = columns.cells_of(start)
    days = {text for text in columns.texts if _is_day(text)}
    places = [column.place for column in columns.marks]
    lines = columns.rows_with(days, places, min(FEWEST_DAYS, len(places)))
    return next((line for line in lines if line > start and columns.cells_of(line) != written), None)


def _is_day(text: str) -> bool:
    """Whether a text is a day with its month; two figures alone, such as 1/2, may be a mark."""
    if not 2 < len(text) <= LONGEST_DAY or not any(map(str.isdecimal, text)):
        return False
    return is_day(text) and not NO_YEAR.fullmatch(text.strip())


def in_list(row: Row) -> Unread | None:
    """Why a row of a list is none of a person: a sum, an explanation, a sentence or number alone in it."""
    cells = row.cells
    odd, labels = row.columns.once(_perhaps_none)
    if len(cells) - cells.count("") > 1 and odd.isdisjoint(cells) and next(filter(None, cells)) not in labels:
        return None
    texts = [cell.strip() for cell in cells if cell.strip()]
    if why := _sum_or_key(texts):
        return why
    alone = len(texts) == 1 and len(row.cells) > 2
    numbered = alone and texts[0].rstrip(".").isdecimal() and not any(map(row.get, WHO))
    if numbered or (
        alone
        and (len(texts[0].split()) > LONGEST_NAME or texts[0].endswith((".", ":")) or _is_printed(texts[0]))
    ):
        return _left_out("names-nobody", texts[0])
    return None


def _perhaps_none(columns: Columns) -> tuple[frozenset[str], frozenset[str]]:
    """The texts of a sheet beside which a row with several cells may be none of data: anywhere, and first."""
    written = [(text, text.strip()) for text in columns.texts if text]
    odd = frozenset(text for text, bare in written if not bare or "=" in bare or is_total(bare))
    labels = frozenset(text for text, bare in written if _names_sum(bare) or _counted(bare))
    return odd, labels


def _is_printed(text: str) -> bool:
    first = plain_header(text).split(" ", 1)[0]
    return first in plain_words("titles", "elsewhere")


def _sum_or_key(texts: list[str]) -> Unread | None:
    if total := next(filter(is_total, texts), None):
        return _left_out("total-row", total)
    if counts_others(texts):
        return _left_out("total-row", texts[0])
    return _left_out("key-row", " ".join(texts)) if explains_marks(texts) else None


def _left_out(code: str, text: str) -> Unread:
    return Unread(code, None, text[:SHOWN], severity=WARNING)
