"""Attendance as a list: a line for each person and sitting."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import NOTHING, CellMeaning
from netmap.files.importer.fields import Field
from netmap.files.importer.headers import plain_header
from netmap.files.importer.marks import PRESENT
from netmap.files.importer.recipe import Found, Headers, Recipe, SheetSeen
from netmap.files.importer.records import Name, Record, Row
from netmap.files.importer.row_parts import WHO, sitting_of, who
from netmap.model.i18n import N_

NAME = "attendance"


STAY = (
    "join time",
    "leave time",
    "first join",
    "last leave",
    "in meeting duration",
    "duration",
    "duration minutes",
    "total duration minutes",
    "attendance duration",
    "user action",
)


def attendance(row: Row, meaning: CellMeaning) -> Record | None:
    """A row of a list of attendance; None where its blank mark puts nothing on record."""
    return attendance_of(row, meaning, who(row))


def attendance_of(row: Row, meaning: CellMeaning, person: Name) -> Record | None:
    """The same, of a person whose name was read already."""
    status = _status(row, meaning)
    sitting = sitting_of(row, meaning)
    if status == NOTHING:
        return None
    values = {**row.extras("attendance"), "status": status}
    if role := row.get("role"):
        values["role"] = role
    if person.agency:
        values["agency"] = person.agency
    return Record(row.sheet, row.line, "attendance", values, {"practitioner": person}, sitting)


def _status(row: Row, meaning: CellMeaning) -> str:
    text, place, header = row.get("status"), row.place("status"), row.header("status") or ""
    if place is None:
        return PRESENT
    return meaning.mark(text, header) if text else meaning.blank_mark(header, place)


def times_of_stay(sheet: SheetSeen, header: int, fields: Found) -> dict[str, str]:
    """Mark every column that says when somebody came and went: they were there once, however often."""
    for place, cell in enumerate(sheet.grid.cells[header]):
        if place not in fields and plain_header(str(cell)) in STAY:
            fields[place] = ("stay", True)
    return {}


RECIPE = Recipe(
    NAME,
    N_("attendance, a line for each person and sitting"),
    headers=(
        Headers(
            ((*WHO, "actor"), ("date", "meeting")),
            (*WHO, "actor", "date", "meeting", "zone", "agency", "status", "role", "title"),
            ("target", "joined", "left"),
        ),
    ),
    row=attendance,
    settings=("zone",),
    adjust=times_of_stay,
    fields=(
        Field("date", N_("date"), ("first join", "join time")),
        Field("person", N_("person"), ("name original name",)),
        Field("stay", N_("when somebody came and went (not kept)"), STAY),
    ),
)
