"""Workbooks (.xlsx): a sheet a table, every id typed as text."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from netmap.files.archives import MOST_WORKBOOK_BYTES, opened_archive
from netmap.files.csv_text import CsvCells, without_blank_rows
from netmap.files.json_values import from_json
from netmap.files.table_files import Came, no_table
from netmap.model.coded import cell_text, coded
from netmap.model.errors import Problem, StudyError
from netmap.model.i18n import N_
from netmap.model.making import Progress
from netmap.model.schema import DATE, TABLES, TableSchema

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

ABOUT = "about"
"""The sheet that holds what a data package would say: a name and a JSON value on each row."""

MOST_CELLS = 30_000_000
DAYS_TO_1904 = 1462
UNREADABLE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    SyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the reader raises on a workbook that is none."""


def read_workbook(data: bytes, name: str, progress: Progress | None = None) -> Came:
    """Every table of a workbook.

    Args:
        data: the bytes of the .xlsx.
        name: the study's name, if the workbook says none.
        progress: told how many sheets have been read.

    Raises:
        StudyError: no workbook, too large, or without any table of a study.
    """
    from openpyxl import load_workbook

    opened_archive(data, name, MOST_WORKBOOK_BYTES).close()
    came = Came(about={"name": name})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations that are of no interest here
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            _read_sheets(book, came, progress)
        except UNREADABLE as error:
            raise StudyError(
                N_("{name} cannot be read as a workbook; save it again as .xlsx."), name=name
            ) from error
    if not came.sheets:
        raise StudyError(
            N_("{name} holds no table of a study; it needs at least a sheet agencies or practitioners."),
            came.problems,
            name=name,
        )
    return came


def _read_sheets(book: Any, came: Came, progress: Progress | None) -> None:
    shift = DAYS_TO_1904 if book.epoch.year == 1904 else 0
    for done, sheet in enumerate(book.worksheets, start=1):
        table = sheet.title.strip().casefold()
        if table == ABOUT and (said := _about(sheet)) is not None:
            came.about.update(said)
        elif table in TABLES:
            _add_sheet(sheet, TABLES[table], shift, came)
        elif next(_rows(sheet), None) is not None:
            came.problems.append(no_table(sheet.title, table))
        if progress is not None:
            progress(done, len(book.worksheets), N_("Reading the tables"))


def _about(sheet: ReadOnlyWorksheet) -> dict[str, Any] | None:
    """What a sheet of names and values says; None where it is somebody's own sheet about other things."""
    head, *rows = [row for _, row in _rows(sheet)] or [()]
    if [cell_text(cell) for cell in head] != ["name", "value"]:
        return None
    return {str(row[0]): _said(str(row[1])) for row in rows if len(row) == 2 and row[0] is not None}


def _said(text: str) -> Any:
    try:
        return from_json(text)
    except ValueError:
        return text


def _add_sheet(sheet: ReadOnlyWorksheet, schema: TableSchema, shift: int, came: Came) -> None:
    if any(there.name == schema.name for there in came.sheets):
        reason, cure = N_("Two sheets hold the table {table}."), N_("Keep one of them.")
        values = {"table": schema.name}
        came.problems.append(
            Problem(schema.name, None, None, sheet.title, "two-files", reason, cure, values=values)
        )
        return
    rows = _rows(sheet)
    head = next(rows, None)
    if head is None:
        reason, cure = N_("{path} is empty."), N_("Give it a first line with the names of its columns.")
        values = {"path": sheet.title}
        came.problems.append(
            Problem(schema.name, None, None, None, "empty-file", reason, cure, values=values)
        )
        return
    names = [cell_text(cell) or "" for cell in head[1]]
    dates = {column.name for column in schema.columns.values() if column.type == DATE}
    days = [name.strip().casefold() in dates for name in names]
    came.add(schema, _cells(names, list(rows), days, shift))


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows in which something is written, with their numbers; the declared size is not believed."""
    sheet.reset_dimensions()
    cells = 0
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells += len(row)
        if cells > MOST_CELLS:
            raise StudyError(N_("Sheet {sheet} is too large; give a folder of CSV."), sheet=sheet.title)
        if any(cell is not None for cell in row):
            yield line, _trimmed(row)


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _cells(
    names: Sequence[str], rows: Sequence[tuple[int, tuple[Any, ...]]], days: Sequence[bool], shift: int
) -> CsvCells:
    width = len(names)
    ragged = [place for place, (_, row) in enumerate(rows) if any(cell is not None for cell in row[width:])]
    cells = np.full((len(rows), width), None, dtype=object)
    for place, (_, row) in enumerate(rows):
        short = row[:width]
        cells[place, : len(short)] = [
            _text(cell, shift if day else 0) for cell, day in zip(short, days, strict=False)
        ]
    lines = np.array([line for line, _ in rows], dtype=np.int64)
    columns = tuple(coded(cells[:, place]) for place in range(width))
    return without_blank_rows(
        CsvCells(tuple(names), columns, len(rows), lines, np.array(ragged, dtype=np.int64))
    )


def _text(cell: Any, shift: int) -> str | None:
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return cell_text(cell + shift if number and shift else cell)
