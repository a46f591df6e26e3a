"""Sheets of values to choose from, on which the lists of a workbook draw: they put nothing on record."""

from __future__ import annotations

from dataclasses import replace

from netmap.files.importer.date_texts import is_date
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import SHORT_MARK
from netmap.files.importer.mapping import CHOICES, SheetMapping
from netmap.files.importer.marks import is_mark
from netmap.files.importer.row_parts import WHO
from netmap.files.sandbox.cells import Grid

SHAPES = ("people", "agencies", "sitting_list", "sittings", "nodes")
"""What such a sheet may be taken for by its headers."""

ROSTERS = ("people", "agencies")
FEWEST_ROWS = 3
"""Below shorter columns nothing is missing: they may be those of a list."""


def without_choices(sheet: SheetMapping, grid: Grid) -> SheetMapping:
    """The mapping of a sheet of a workbook, left out where it surely holds values to choose from.

    In such a sheet no value of a column stands twice, each column begins at the top and ends where it ends,
    and one holds the words for who came, or the sheet says what it is. Where nothing but the ends of the
    columns tells, what stands beside the first of them is asked.
    """
    columns = _columns(sheet, grid) if sheet.shape in SHAPES else {}
    if not columns or any(is_date(text) for texts in columns.values() for text in texts):
        return sheet
    lengths = [len(texts) for texts in columns.values()]
    marks = any(len(texts) > 1 and all(map(_is_word_for_mark, texts)) for texts in columns.values())
    ragged = len(set(lengths)) > 1 and max(lengths) >= FEWEST_ROWS
    named = any(column.field in (*WHO, "actor") and column.place in columns for column in sheet.columns)
    if (_is_called_so(sheet.sheet) and (marks or ragged or len(columns) == 1)) or (marks and not named):
        return replace(sheet, shape="", settings={CHOICES: "yes"})
    return _asked(sheet) if ragged and len(columns) > 1 and sheet.shape in ROSTERS else sheet


def _is_word_for_mark(text: str) -> bool:
    return len(text) > SHORT_MARK and is_mark(text)


def _is_called_so(name: str) -> bool:
    plain = plain_header(name)
    return not plain_words("titles", "choices").isdisjoint((plain, plain.split(" ", 1)[0]))


def _asked(sheet: SheetMapping) -> SheetMapping:
    read = [column for column in sheet.columns if column.field not in (KEPT, IGNORED)]
    return replace(
        sheet,
        columns=tuple(
            replace(column, sure=False) if column in read[1:] else column for column in sheet.columns
        ),
    )


def _columns(sheet: SheetMapping, grid: Grid) -> dict[int, list[str]]:
    """The texts of each column from its top on; none where one stands twice, or a gap is between two."""
    body = grid.cells if sheet.header is None else grid.cells[grid.lines > sheet.header]
    columns: dict[int, list[str]] = {}
    for place in range(grid.cells.shape[1]):
        cells = [cell.strip() for cell in body[:, place].tolist()]
        texts = [cell for cell in cells if cell]
        if len({text.casefold() for text in texts}) < len(texts) or cells[: len(texts)] != texts:
            return {}
        if texts:
            columns[place] = texts
    return columns
