"""A table of a study, by its own name and columns: its ids are ids, and a blank cell is blank on purpose."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import KEPT
from netmap.files.importer.mapping import TABLE, SheetMapping
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.records import Record, Row, own_name
from netmap.model.i18n import N_
from netmap.model.schema import DATE, TABLES


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a sheet that bears the name and the needed columns of a table."""
    table = _table_of(sheet)
    if not table:
        return None
    known = {name.casefold(): name for name in TABLES[table].columns}
    fields: Found = {}
    for place, cell in enumerate(sheet.grid.cells[0]):
        name = known.get(cell.strip().casefold())
        if name and all(name != taken for taken, _ in fields.values()):
            fields[place] = (name, True)
    return sheet.mapping(TABLE, 0, fields, table=table)


def _table_of(sheet: SheetSeen) -> str:
    name = sheet.stem.strip().casefold()
    if name not in TABLES or not len(sheet.grid.cells):
        return ""
    schema = TABLES[name]
    headers = {cell.strip().casefold() for cell in sheet.grid.cells[0]}
    needed = set(schema.required) - (set(schema.key) if schema.numbered else set())
    known = {column.casefold() for column in schema.columns}
    return name if needed <= headers and not known.isdisjoint(headers) else ""


def table_row(row: Row, meaning: CellMeaning) -> Record:
    """A row of a table of a study."""
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


RECIPE = Recipe(TABLE, N_("a table of a study"), find, row=table_row, several=False)
