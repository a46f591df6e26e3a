"""Ties of a round of asking as a matrix: a row and a column for each of the same names."""

from __future__ import annotations

from netmap.files.importer import layouts
from netmap.files.importer.cell_meaning import NONE, CellMeaning
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.records import Name, Record, Row, Unread
from netmap.files.importer.row_parts import coded
from netmap.model.findings import WARNING
from netmap.model.i18n import N_

NAME = "wave_matrix"


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a square matrix."""
    square = layouts.square_names(sheet.grid)
    if square is None:
        return None
    marks = dict.fromkeys(range(1, sheet.grid.cells.shape[1]), ("mark", True))
    fields: Found = {0: ("actor", True)} | marks
    return sheet.mapping(NAME, square[0], fields, settings={"wave": sheet.stem})


def wave_cell(row: Row, column: ColumnMapping, text: str, meaning: CellMeaning) -> Record | None:
    """A cell of a matrix of ties; None where it says that there is none.

    A tie from somebody to themself is left out by name: such a cell is usually filled for its form alone.
    """
    said = meaning.code(text, column.header)
    source = row.need("actor")
    if said == NONE:
        return None
    if source == column.header:
        raise Unread("with-themself", column.header, source, severity=WARNING)
    sort = meaning.sort() or "actor"
    names = {"source": Name(sort, source), "target": Name(sort, column.header)}
    names["wave"] = Name("wave", row.sheet.settings.get("wave") or row.sheet.sheet, exact=True)
    values = coded(text, said)
    if relation := row.sheet.settings.get("relation"):
        values["relation"] = relation
    return Record(row.sheet, row.line, "ties", values, names, column=column.header)


RECIPE = Recipe(
    NAME,
    N_("ties of a round of asking, a line and a column for each"),
    find,
    cell=wave_cell,
    settings=("relation", "wave"),
)
