"""The records of a sheet, as its recipe reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.questions import Answers
from netmap.files.importer.recipe import Recipe
from netmap.files.importer.recipes import BY_NAME
from netmap.files.importer.records import Columns, Piece, Record, Row, Unread, rows_of
from netmap.files.importer.several import apart, may_be_several
from netmap.files.importer.titles import days_in
from netmap.files.importer.unsure_columns import asked_about
from netmap.files.sandbox.cells import Grid
from netmap.model.findings import WARNING

MOST_OF_TITLE, SHOWN = 2, 80
"""A line above headers with more cells is one of data; so much of a title is told."""


def pieces_of(sheet: SheetMapping, grid: Grid, answers: Answers, days: Sequence[str] = ()) -> Iterator[Piece]:
    """Every record of a sheet, not read yet.

    Args:
        sheet: how it is read.
        grid: its cells.
        answers: what was answered.
        days: the days that other sheets of its list say of themselves.
    """
    if waiting := asked_about(sheet, grid, answers):
        for number, row in enumerate(rows_of(sheet, grid)):
            yield Piece(row.line, partial(_raise, waiting[number % len(waiting)]))
        return
    meaning = CellMeaning(sheet, grid, answers, days)
    own = BY_NAME[sheet.shape].pieces
    if own is not None:
        yield from own(sheet, grid, meaning)
        return
    other = second_list(sheet, grid)
    recipe = BY_NAME[sheet.shape]
    for row in rows_of(sheet, grid):
        if other is not None and row.line >= other[0]:
            yield Piece(row.line, partial(_raise, Unread("other-list", None, other[1])))
        elif sheet.header is not None and _repeats_headers(row):
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


def second_list(sheet: SheetMapping, grid: Grid) -> tuple[int, str] | None:
    """Where a second list begins below the first: its first line and title.

    One begins with lines of titles below a blank line, or with a day in them, above headers that are
    repeated; headers that are repeated without titles go on with the same list on another page.
    """
    named = [column for column in sheet.columns if column.field not in (KEPT, IGNORED)]
    if sheet.header is None or not named:
        return None
    lines = grid.lines
    top = int(np.searchsorted(lines, sheet.header))
    same = np.all([grid.cells[:, one.place] == grid.cells[top, one.place] for one in named], axis=0)
    for again in np.flatnonzero(same[top + 1 :]) + top + 1:
        first = int(again)
        while first - 1 > top and lines[first] == lines[first - 1] + 1 and _is_title(grid, first - 1):
            first -= 1
        titles = [cell.strip() for row in grid.cells[first:again] for cell in row if cell.strip()]
        if titles and (lines[first] > lines[first - 1] + 1 or any(map(days_in, titles))):
            return int(lines[first]), titles[0][:SHOWN]
    return None


def _is_title(grid: Grid, place: int) -> bool:
    return 0 < sum(bool(cell.strip()) for cell in grid.cells[place]) <= MOST_OF_TITLE


def _like_headers(columns: Columns) -> frozenset[str]:
    """The texts of a sheet that are headers of it too."""
    headers = {plain_header(column.header) for column in columns.sheet.columns if column.field != KEPT}
    return frozenset(text for text in columns.texts if plain_header(text) in headers)


def _repeats_headers(row: Row) -> bool:
    if row.columns.once(_like_headers).isdisjoint(row.cells):
        return False
    same = 0
    for column in row.sheet.columns:
        cell = row.cells[column.place]
        if column.field == KEPT or not cell.strip():
            continue
        if plain_header(column.header) != plain_header(cell):
            return False
        same += 1
    return same > 1


def _raise(bad: Unread) -> Record | None:
    raise bad
