"""What of a sheet is not read: columns without a header, dates that no field takes, lines beside a table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from netmap.files.importer.date_texts import in_figures, weekdays_in
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.layouts import looks_like
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.names import without_sign
from netmap.files.sandbox.cells import Grid
from netmap.model.errors import Problem
from netmap.model.findings import WARNING
from netmap.model.i18n import N_

NAMES = ("person", "last_name", "first_name")
REASON = N_(
    "Column {column} has no header and is not read: cells with something in them {n}, first “{value}”."
)
CURE = N_(
    "Say what the column is taken for, or write a header above it; a header that was merged over several "
    "columns stands above the first of them only."
)


def nameless_columns(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """What is not read because nothing stands above it, a column each.

    Args:
        sheet: how the sheet is read; a column of which somebody said that it is left out is not told.
        grid: its cells.
    """
    if sheet.header is None:
        return
    below = grid.cells[grid.lines > sheet.header]
    for column in sheet.columns:
        if column.field == IGNORED and not column.sure:
            cells = [cell for cell in below[:, column.place] if cell.strip()]
            first = cells[0][:80] if cells else ""
            values = {"column": column.header, "n": len(cells), "value": first}
            where = (sheet.sheet, sheet.header, column.header, first)
            yield Problem(*where, "no-header", REASON, CURE, WARNING, values)


DATES = N_(
    "Column {column} holds dates, first “{value}”; they are kept under its own name and count for nothing."
)
DATES_CURE = N_("Say what the column is taken for, if its dates matter.")
BESIDE = N_("Lines beside the table are not read: {n} above and below it, first “{value}”.")
LETTERS = N_("The file does not say its encoding and was read as {encoding}.")
LETTERS_CURE = N_("If letters look wrong, say the encoding, or save it again as CSV UTF-8.")
NO_HEADERS = N_("The sheet has no line of headers and is left out: its first line is “{value}”.")
NO_HEADERS_CURE = N_("Write the names of its columns above it.")
UNSEEN = N_("Hidden columns are read like the others: {n}, “{value}”.")
HIDDEN = N_("Hidden lines are read like the others: {n}, the first is line {line}.")
SAMPLED = 200


def unused_dates(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Columns of dates that are only carried along."""
    below = grid.cells[grid.lines > (sheet.header or 0)][:SAMPLED]
    for column in sheet.columns:
        cells = [cell for cell in below[:, column.place].tolist() if cell.strip()]
        if column.field == KEPT and looks_like(cells) == "date":
            values = {"column": column.header, "value": cells[0]}
            where = (sheet.sheet, sheet.header, column.header, None)
            yield Problem(*where, "unused-dates", DATES, DATES_CURE, WARNING, values)


def lines_beside(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Lines above and below a table that ends before its sheet does."""
    until = sheet.settings.get("until")
    if until is None or sheet.header is None:
        return
    beside = (grid.lines < sheet.header) | (grid.lines > int(until))
    if beside.any():
        first = next(cell for cell in grid.cells[beside][0].tolist() if cell.strip())
        values = {"n": int(beside.sum()), "value": first[:80]}
        yield Problem(sheet.sheet, None, None, None, "lines-beside", BESIDE, "", WARNING, values)


def guessed_letters(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """An encoding that nothing in the file says."""
    if grid.guessed:
        values = {"encoding": grid.encoding}
        yield Problem(sheet.sheet, None, None, None, "encoding", LETTERS, LETTERS_CURE, WARNING, values)


def hidden_lines(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Lines that the program that made the sheet does not show."""
    if grid.hidden_rows:
        line = grid.hidden_rows[0]
        values = {"n": len(grid.hidden_rows), "line": line}
        yield Problem(sheet.sheet, line, None, None, "hidden-lines", HIDDEN, "", WARNING, values)


def hidden_columns(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Columns that the program that made the sheet does not show, and that are read."""
    names = [one.header for one in sheet.columns if one.place in grid.hidden_columns and one.field != IGNORED]
    if names:
        values = {"n": len(names), "value": "”, “".join(names)[:80]}
        yield Problem(sheet.sheet, None, None, None, "hidden-columns", UNSEEN, "", WARNING, values)


def without_headers(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """A sheet that is left out because nothing says what its columns are."""
    if not sheet.shape and sheet.columns and sheet.header is None and len(grid.cells):
        first = " | ".join(cell for cell in grid.cells[0].tolist() if cell.strip())
        where = (sheet.sheet, int(grid.lines[0]), None, None)
        values = {"value": first[:80]}
        yield Problem(*where, "no-headers", NO_HEADERS, NO_HEADERS_CURE, WARNING, values)


SIGNS = N_(
    "Signs behind names in column {column} are no part of them and are left out: names {n}, first “{value}”."
)


def signs_behind_names(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Signs such as * behind names, which lead to a note."""
    below = grid.cells[grid.lines > (sheet.header or 0)]
    across = [one.header for one in sheet.columns if one.field == "mark"] if sheet.column("date") == 0 else []
    columns = [(one.header, set(below[:, one.place].tolist())) for one in sheet.columns if one.field in NAMES]
    for header, texts in [*columns, *([(across[0], set(across))] if across else [])]:
        signed = sorted(text for text in texts if without_sign(text) != text.strip())
        if signed:
            values = {"column": header, "n": len(signed), "value": signed[0][:80]}
            yield Problem(sheet.sheet, None, header, None, "signs", SIGNS, "", WARNING, values)


SAME_DAY = N_("Two columns are called “{value}”: they are read as one sitting.")


def same_days(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Days that stand above more than one column of a register."""
    if sheet.column("date") is not None:
        return
    counted = Counter(one.header for one in sheet.columns if one.field == "mark")
    for header, n in counted.items():
        if n > 1:
            yield Problem(
                sheet.sheet, None, header, None, "same-day", SAME_DAY, "", WARNING, {"value": header}
            )


WEEKDAY = N_("“{value}” is another day of the week; the date is taken. Such dates: {n}.")


def wrong_weekdays(sheet: SheetMapping, grid: Grid) -> Iterator[Problem]:
    """Dates with a day of the week beside them that they are not."""
    below = grid.cells[grid.lines > (sheet.header or 0)]
    texts = {text for one in sheet.columns if one.field == "date" for text in below[:, one.place].tolist()}
    texts |= {one.header for one in sheet.columns if one.field == "mark"}
    wrong = sorted(text for text in texts if text[:1].isalpha() and _is_other_day(text))
    if wrong:
        values = {"value": wrong[0][:80], "n": len(wrong)}
        yield Problem(sheet.sheet, None, None, None, "weekday", WEEKDAY, "", WARNING, values)


def _is_other_day(text: str) -> bool:
    days, figures = weekdays_in(text), in_figures(text)
    try:
        return bool(days) and dt.date.fromisoformat(figures).weekday() not in days
    except ValueError:
        return False


LEFT_OUT = (
    nameless_columns,
    unused_dates,
    lines_beside,
    guessed_letters,
    hidden_lines,
    hidden_columns,
    signs_behind_names,
    same_days,
    wrong_weekdays,
)
"""What is told of every sheet that is read."""
