"""A study as a workbook (.xlsx): a sheet a table, every id typed as text so that none becomes a formula."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
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
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
"""What a sheet and a cell of a workbook can hold, beside the header."""

LONGEST_SHEET = 31
"""So many characters the name of a sheet may have."""

CORE = "docProps/core.xml"
LONG_AGO = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (a date that says nothing)


def workbook_bytes(tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> bytes:
    """The bytes of a workbook with a sheet for each table, the same for the same study.

    Args:
        tables: the tables as they are written.
        about: what the study says of itself; a sheet of its own.

    Raises:
        ArgumentError: a table or a text that no workbook can hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "netmap"
    book.properties.created = LONG_AGO
    for name, frame in tables.items():
        _check_fits(name, frame)
        _write_table(book.create_sheet(name), frame, TABLES[name])
    _write_about(book.create_sheet(ABOUT), about)
    whole = BytesIO()
    book.save(whole)
    return _timeless(whole.getvalue())


def tables_workbook(tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> bytes:
    """The bytes of a workbook with a sheet for each table of an answer, and one that says how it came about.

    Args:
        tables: numbers and truth as they are, days as ISO text, every other cell as text.
        about: names and values of the sheet `about`.

    Raises:
        ArgumentError: a table or a text that no workbook can hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "netmap"
    book.properties.created = LONG_AGO
    for name, frame in tables.items():
        days = frame.select_dtypes("datetime").columns
        plain = frame.assign(**{day: frame[day].dt.strftime("%Y-%m-%d") for day in days})
        _check_fits(name, plain)
        _write_plain(book.create_sheet(name[:LONGEST_SHEET]), plain)
    _write_about(book.create_sheet("about"), about)
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
    if len(frame) > MOST_ROWS:
        raise ArgumentError(
            N_("{table} has {n} rows, more than a workbook holds; write a folder or a .zip."),
            table=name,
            n=len(frame),
        )
    for column in frame.columns:
        texts = frame[column]
        if texts.dtype == "str" and (texts.str.len() > LONGEST_TEXT).any():
            raise ArgumentError(
                N_("{table}: a text in {column} is longer than a cell can be; write a folder or a .zip"),
                table=name,
                column=column,
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
