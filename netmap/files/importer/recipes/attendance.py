"""Attendance as a list: a line for each person and sitting."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.marks import ABSENT, PRESENT
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.records import Record, Row
from netmap.files.importer.row_parts import WHO, sitting_of, who
from netmap.model.i18n import N_

NAME = "attendance"


def attendance(row: Row, meaning: CellMeaning) -> Record | None:
    """A row of a list of attendance; None where it says that somebody was not there."""
    person = who(row)
    status = _status(row, meaning)
    sitting = sitting_of(row, meaning)
    if status == ABSENT:
        return None
    values = {**row.extras("attendance"), "status": status}
    if role := row.get("role"):
        values["role"] = role
    if person.agency:
        values["agency"] = person.agency
    return Record(row.sheet, row.line, "attendance", values, {"practitioner": person}, sitting)


def _status(row: Row, meaning: CellMeaning) -> str:
    text = row.get("status")
    return meaning.mark(text, row.header("status") or "") if text else PRESENT


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
)
