"""For every shape how its records are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from netmap.files.importer import reading_meetings, reading_people, reading_ties
from netmap.files.importer import shape_names as names
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import KEPT
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.questions import Answers
from netmap.files.importer.records import Piece, Record, Row, Unread, own_name, rows_of
from netmap.files.importer.several import apart
from netmap.files.sandbox.cells import Grid
from netmap.model.findings import WARNING
from netmap.model.schema import DATE, TABLES

ROWS: dict[str, Callable[[Row, CellMeaning], Record | None]] = {
    names.ATTENDANCE: reading_meetings.attendance,
    names.SITTINGS: reading_meetings.sitting,
    names.PEOPLE: reading_people.person,
    names.AGENCIES: reading_people.agency,
    names.NODES: reading_people.node,
    names.CONTACTS: reading_ties.contact,
    names.EVENTS: reading_ties.event,
    names.EDGES: reading_ties.tie,
    names.WAVES: reading_ties.wave_tie,
}
"""Shapes of which every row is a record."""

CELLS: dict[str, Callable[[Row, ColumnMapping, str, CellMeaning], Record | None]] = {
    names.MATRIX: reading_meetings.mark,
    names.WAVE_MATRIX: reading_ties.wave_cell,
}
"""Shapes of which every cell in which something is written is a record."""


def pieces_of(sheet: SheetMapping, grid: Grid, answers: Answers) -> Iterator[Piece]:
    """Every record of a sheet, not read yet."""
    meaning = CellMeaning(sheet, grid, answers)
    for row in rows_of(sheet, grid):
        if sheet.header is not None and _repeats_headers(row):
            yield Piece(row.line, partial(_raise, Unread("header-again", severity=WARNING)))
        elif sheet.shape == names.TABLE:
            yield Piece(row.line, partial(table_row, row, meaning))
        else:
            yield from _pieces_apart(row, meaning)


def _pieces_apart(row: Row, meaning: CellMeaning) -> Iterator[Piece]:
    """The records of a row; of each of the names in a cell that holds several."""
    try:
        rows = apart(row, meaning)
    except Unread as bad:
        yield Piece(row.line, partial(_raise, bad))
        return
    for one in rows:
        if row.sheet.shape in ROWS:
            yield Piece(row.line, partial(ROWS[row.sheet.shape], one, meaning))
        else:
            for column, text in one.marks():
                yield Piece(row.line, partial(CELLS[row.sheet.shape], one, column, text, meaning))


def _repeats_headers(row: Row) -> bool:
    pairs = [(column.header, row.cells[column.place]) for column in row.sheet.columns if column.field != KEPT]
    filled = [(header, cell) for header, cell in pairs if cell.strip()]
    return len(filled) > 1 and all(plain_header(header) == plain_header(cell) for header, cell in filled)


def _raise(bad: Unread) -> Record | None:
    raise bad


def table_row(row: Row, meaning: CellMeaning) -> Record:
    """A row of a table of a study: its ids are ids, and a blank cell is blank on purpose."""
    columns = TABLES[row.sheet.table].columns
    values: dict[str, str] = {}
    for column in row.sheet.columns:
        text = row.cells[column.place]
        if column.field in columns:
            dated = columns[column.field].type == DATE and text.strip()
            values[column.field] = meaning.date(text, column.header, column.place) if dated else text
        elif column.field == KEPT:
            values[own_name(column.header, row.sheet.table)] = text
    return Record(row.sheet, row.line, row.sheet.table, values, full=True)
