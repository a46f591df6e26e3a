"""Attendance as a register: a column for each sitting, or a row for each and a column for each person."""

from __future__ import annotations

from netmap.files.importer import layouts
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.recipe import Found, Recipe, SheetSeen
from netmap.files.importer.records import Name, Record, Row, Sitting
from netmap.files.importer.row_parts import who, zone_of
from netmap.model.i18n import N_

NAME = "attendance_matrix"
BESIDE = ("person", "person_id", "first_name", "last_name", "actor", "agency", "role")


def find(sheet: SheetSeen) -> SheetMapping | None:
    """The mapping of a sheet with dates across, or down and marks beside them."""
    header = sheet.header
    if header is None:
        return None
    dated = any("date" in fit.fields for fit in sheet.fits[:1])
    if layouts.is_attendance_matrix(sheet.grid, header) and not dated:
        return _register(sheet, header)
    return _turned(sheet, header) if layouts.is_turned_matrix(sheet.grid, header) else None


def _register(sheet: SheetSeen, header: int) -> SheetMapping:
    sittings = layouts.sitting_columns(sheet.grid, header)
    people = next((fit for fit in sheet.fits if fit.shape == "people"), None)
    fields: Found = {}
    if people is not None:
        fields = {at: (name, sure) for name, (at, sure) in people.fields.items() if name in BESIDE}
    if not any(name != "agency" for name, _ in fields.values()):
        free = next(place for place in range(sheet.grid.cells.shape[1]) if place not in (*sittings, *fields))
        fields[free] = ("person", False)
    fields |= dict.fromkeys(sittings, ("mark", True))
    return sheet.mapping(NAME, header, fields)


def _turned(sheet: SheetSeen, header: int) -> SheetMapping:
    cells = sheet.grid.cells[header]
    marks = {place: ("mark", True) for place in range(1, len(cells)) if cells[place].strip()}
    return sheet.mapping(NAME, header, {0: ("date", True)} | marks)


def mark(row: Row, column: ColumnMapping, text: str, meaning: CellMeaning) -> Record:
    """A cell of a matrix of attendance; a blank one is none, and puts nothing on record."""
    turned = row.place("date")
    if turned is None:
        person, day, place = who(row), column.header, -1
    else:
        person, day, place = Name("person", column.header, called=column.header), row.need("date"), turned
    date = meaning.date(day, column.header if turned is None else row.header("date") or "", place)
    status = meaning.mark(text, column.header)
    zone = zone_of(row, meaning, needed=True)
    values = {"status": status}
    if turned is None:
        values |= {name: row.get(name) for name in ("agency", "role") if row.get(name)}
    names = {"practitioner": person}
    return Record(row.sheet, row.line, "attendance", values, names, Sitting("", date, zone), column.header)


RECIPE = Recipe(NAME, N_("attendance, a column for each sitting"), find, cell=mark, settings=("zone",))
