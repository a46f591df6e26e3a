"""A study or an answer as a workbook (.xlsx): a sheet a table, ids as text so that none becomes a formula."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from netmap.files.packages import to_json
from netmap.files.packed import packed
from netmap.files.sources import ABOUT
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.schema import BOOLEAN, INTEGER, NUMBER, TABLES, TableSchema

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
"""What a sheet and a cell of a workbook can hold, beside the header."""

TOO_LONG = N_("{table}: a text in {column} is longer than a cell can be; write a folder or a .zip")

LONGEST_SHEET = 31
"""So many characters the name of a sheet may have."""

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
"""What the name of a sheet may not hold."""

WIDEST, AIR = 60, 2
"""How wide a column may be in characters, and what is left free; a figure that is wider shows as ####."""

FIRST_DAY = dt.date(1900, 3, 1)
"""From this day on all programs count the days of a workbook alike."""

CORE = "docProps/core.xml"
LONG_AGO = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (a date that says nothing)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a day that stays one in a cell, its number format, and how wide it is shown."""

    value: int | float | dt.date
    format: str
    width: int


ReadCell = str | Figure | None


def workbook_bytes(tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> bytes:
    """The bytes of a workbook with a sheet for each table, the same for the same study.

    Args:
        tables: the tables as they are written.
        about: what the study says of itself; a sheet of its own.

    Raises:
        ArgumentError: a table or a text that no workbook can hold.
    """
    book = _new_book()
    for name, frame in tables.items():
        _check_fits(name, frame)
        _write_table(book.create_sheet(name), frame, TABLES[name])
    _write_about(book.create_sheet(ABOUT), about)
    return _saved(book)


def tables_workbook(tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> bytes:
    """The bytes of a workbook with a sheet for each table of an answer, and one that says how it came about.

    Args:
        tables: numbers and truth as they are, days as ISO text, every other cell as text.
        about: names and values of the sheet `about`; of a list of texts each has a row of its own.

    Raises:
        ArgumentError: a table or a text that no workbook can hold.
    """
    book = _new_book()
    for name, frame in tables.items():
        days = frame.select_dtypes("datetime").columns
        plain = frame.assign(**{day: frame[day].dt.strftime("%Y-%m-%d") for day in days})
        _check_fits(name, plain)
        _write_plain(book.create_sheet(name[:LONGEST_SHEET]), plain)
    _write_told(book.create_sheet("about"), about)
    return _saved(book)


def sheets_workbook(sheets: Mapping[str, Sequence[Sequence[ReadCell]]]) -> bytes:
    """The bytes of a workbook for people: of each sheet its rows, headings first.

    Args:
        sheets: by names as `sheet_names` makes them.

    Raises:
        ArgumentError: rows or a text that no workbook can hold.
    """
    book = _new_book()
    for name, (headings, *rows) in sheets.items():
        _check_rows(name, len(rows))
        columns = list(zip(headings, *rows, strict=True))
        for heading, *cells in columns:
            if any(isinstance(each, str) and len(each) > LONGEST_TEXT for each in cells):
                raise ArgumentError(TOO_LONG, table=name, column=heading)
        sheet = book.create_sheet(name)
        _set_widths(sheet, columns)
        sheet.freeze_panes = "A2"
        for row in (headings, *rows):
            sheet.append([_read_cell(sheet, each) for each in row])
    return _saved(book)


def sheet_names(captions: Iterable[str]) -> list[str]:
    """Names of sheets that say what captions say: short enough, without what is forbidden, no two alike.

    A caption that is too long ends at its colon, else behind a whole word.

    Example:
        >>> sheet_names(["Pairs: new and gone, and those that stay", "a/b", "A/B", "Gone"])
        ['Pairs', 'a b', 'A B (2)', 'Gone']
    """
    found: list[str] = []
    for caption in captions:
        short = caption if len(caption) <= LONGEST_SHEET else caption.partition(":")[0]
        plain = " ".join(NOT_IN_NAMES.sub(" ", short).split()).strip("' ") or "-"
        name, n = _cut(plain, LONGEST_SHEET), 1
        while name.casefold() in (each.casefold() for each in found):
            n += 1
            name = _cut(plain, LONGEST_SHEET - len(f" ({n})")) + f" ({n})"
        found.append(name)
    return found


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    whole, blank, _ = text[:most].rpartition(" ")
    return (whole if blank else text[: most - 1]).rstrip(" ,;'") + "…"


def _set_widths(sheet: WriteOnlyWorksheet, columns: Iterable[Sequence[ReadCell]]) -> None:
    from openpyxl.utils import get_column_letter

    for place, cells in enumerate(columns, 1):
        widths = (each.width if isinstance(each, Figure) else len(each or "") for each in cells)
        sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, max(widths)) + AIR


def _read_cell(sheet: WriteOnlyWorksheet, cell: ReadCell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if cell is None or isinstance(cell, str):
        return cell if cell is None else _text_cell(sheet, cell)
    is_day = isinstance(cell.value, dt.date)
    made = WriteOnlyCell(sheet, value=cell.value) if is_day else _typed_cell(sheet, repr(cell.value), "n")
    made.number_format = cell.format
    return made


def _new_book() -> Workbook:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "netmap"
    book.properties.created = LONG_AGO
    return book


def _saved(book: Workbook) -> bytes:
    whole = BytesIO()
    book.save(whole)
    return _timeless(whole.getvalue())


def _write_plain(sheet: WriteOnlyWorksheet, frame: pd.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, str(name)) for name in frame.columns])
    typed = [frame[name].dtype.kind in "biuf" for name in frame.columns]
    for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        sheet.append([_cell(sheet, value, is_typed) for value, is_typed in zip(row, typed, strict=True)])


def _check_fits(name: str, frame: pd.DataFrame) -> None:
    _check_rows(name, len(frame))
    for column in frame.columns:
        texts = frame[column]
        if texts.dtype == "str" and (texts.str.len() > LONGEST_TEXT).any():
            raise ArgumentError(TOO_LONG, table=name, column=column)


def _check_rows(name: str, n: int) -> None:
    if n > MOST_ROWS:
        raise ArgumentError(
            N_("{table} has {n} rows, more than a workbook holds; write a folder or a .zip."),
            table=name,
            n=n,
        )


def _write_table(sheet: WriteOnlyWorksheet, frame: pd.DataFrame, schema: TableSchema) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, name) for name in frame.columns])
    typed = [_is_typed(schema, name) for name in frame.columns]
    for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        sheet.append([_cell(sheet, value, is_typed) for value, is_typed in zip(row, typed, strict=True)])


def _is_typed(schema: TableSchema, name: str) -> bool:
    return name in schema.columns and schema.columns[name].type in (BOOLEAN, INTEGER, NUMBER)


def _cell(sheet: WriteOnlyWorksheet, value: Any, is_typed: bool) -> Any:
    if value is pd.NA or value != value:  # noqa: PLR0124  (not a number is not itself)
        return None
    if isinstance(value, float):
        return _typed_cell(sheet, repr(value), "n")  # all digits: the library would write sixteen
    return value if is_typed else _text_cell(sheet, value)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Any:
    return _typed_cell(sheet, text, "s")


def _typed_cell(sheet: WriteOnlyWorksheet, text: str, kind: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = kind
    return cell


def _write_about(sheet: WriteOnlyWorksheet, about: Mapping[str, Any]) -> None:
    sheet.append([_text_cell(sheet, "name"), _text_cell(sheet, "value")])
    for name, value in about.items():
        said = to_json(value)
        if name != "resources" and len(said) <= LONGEST_TEXT:
            sheet.append([_text_cell(sheet, str(name)), _text_cell(sheet, said)])


def _write_told(sheet: WriteOnlyWorksheet, about: Mapping[str, Any]) -> None:
    """As `_write_about`, for people: texts as they are, those of a list one a row."""
    sheet.append([_text_cell(sheet, "name"), _text_cell(sheet, "value")])
    for name, value in about.items():
        texts = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
        for each in value if texts else [value]:
            said = each if isinstance(each, str) else to_json(each)
            if len(said) <= LONGEST_TEXT:
                sheet.append([_text_cell(sheet, str(name)), _text_cell(sheet, said)])


def _timeless(data: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[CORE] = _without_moment(files[CORE])
    return packed(files)


def _without_moment(core: bytes) -> bytes:
    start, end = core.index(b"<dcterms:modified"), core.index(b"</dcterms:modified>")
    opening = core.index(b">", start) + 1
    return core[:opening] + LONG_AGO.isoformat().encode() + b"Z" + core[end:]
