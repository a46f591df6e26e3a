"""The records of a sheet, as its recipe reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from netmap.files.importer.asides import marks_above
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import KEPT
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.questions import Answers
from netmap.files.importer.recipe import Recipe
from netmap.files.importer.recipes import BY_NAME
from netmap.files.importer.records import Columns, Piece, Record, Row, Unread, rows_of
from netmap.files.importer.several import apart, may_be_several
from netmap.files.importer.unsure_columns import asked_about
from netmap.files.sandbox.cells import Grid
from netmap.model.findings import WARNING


def pieces_of(
    sheet: SheetMapping,
    grid: Grid,
    answers: Answers,
    days: Sequence[str] = (),
    is_agency: Callable[[str], bool] = lambda text: False,
) -> Iterator[Piece]:
    """Every record of a sheet, not read yet.

    Args:
        sheet: how it is read.
        grid: its cells.
        answers: what was answered.
        days: the days that other sheets of its list say of themselves.
        is_agency: whether a text surely names an agency.
    """
    if waiting := asked_about(sheet, grid, answers):
        for number, row in enumerate(rows_of(sheet, grid)):
            yield Piece(row.line, partial(_raise, waiting[number % len(waiting)]))
        return
    meaning = CellMeaning(sheet, grid, answers, days, is_agency)
    own = BY_NAME[sheet.shape].pieces
    if own is not None:
        yield from own(sheet, grid, meaning)
        return
    recipe = BY_NAME[sheet.shape]
    for line, text in marks_above(sheet, grid):
        yield Piece(line, partial(_raise, Unread("marks-above", None, text)))
    for row in rows_of(sheet, grid):
        if sheet.header is not None and _repeats_headers(row):
            yield Piece(row.line, partial(_raise, Unread("header-again", severity=WARNING)))
        elif recipe.aside is not None and (why := recipe.aside(row)) is not None:
            yield Piece(row.line, partial(_raise, why))
        elif recipe.several and may_be_several(row):
            yield from _of_several(recipe, row, meaning)
        elif recipe.row is not None:
            yield Piece(row.line, partial(recipe.row, row, meaning))
        else:
            yield from _of_cells(recipe, row, meaning)


def _of_several(recipe: Recipe, row: Row, meaning: CellMeaning) -> Iterator[Piece]:
    """The records of each of the names in a cell that may hold several."""
    try:
        rows = apart(row, meaning)
    except Unread as bad:
        yield Piece(row.line, partial(_raise, bad))
        return
    for one in rows:
        if recipe.row is not None:
            yield Piece(row.line, partial(recipe.row, one, meaning))
        yield from _of_cells(recipe, one, meaning)


def _of_cells(recipe: Recipe, row: Row, meaning: CellMeaning) -> Iterator[Piece]:
    """The records of the marks of a row."""
    if recipe.cell is not None:
        for column, text in row.marks():
            yield Piece(row.line, partial(recipe.cell, row, column, text, meaning))


def _like_headers(columns: Columns) -> frozenset[str]:
    """The texts of a sheet that are headers of it too."""
    headers = {plain_header(column.header) for column in columns.sheet.columns if column.field != KEPT}
    written = columns.once(_written)
    return frozenset(text for text in columns.texts if text in written or plain_header(text) in headers)


def _written(columns: Columns) -> tuple[str, ...]:
    """The line of the headers as it stands; without the year or the month above a day."""
    return tuple(columns.cells_of(columns.sheet.header or 0))


def _repeats_headers(row: Row) -> bool:
    if row.columns.once(_like_headers).isdisjoint(cell for cell in row.cells if cell):
        return False
    written = row.columns.once(_written)
    same = 0
    for column in row.sheet.columns:
        cell = row.cells[column.place]
        if column.field == KEPT or not cell.strip():
            continue
        if plain_header(column.header) != plain_header(cell) and written[column.place] != cell:
            return False
        same += 1
    return same > 1


def _raise(bad: Unread) -> Record | None:
    raise bad
