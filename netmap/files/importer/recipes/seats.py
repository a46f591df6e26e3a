"""Seats on boards and committees: who sat where, from when to when."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.records import Name, Record, Row, Unread
from netmap.files.importer.row_parts import WHO, who
from netmap.model.i18n import N_


def seat(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of seats: a post in a zone."""
    if not row.get("zone"):
        raise Unread("blank", row.header("zone"))
    values = {"role": row.get("role")} if row.get("role") else {}
    for field in ("joined", "left"):
        place = row.place(field)
        if place is not None and row.get(field):
            values[field] = meaning.date(row.get(field), row.header(field) or field, place)
    names = {"practitioner": who(row), "zone": Name("zone", row.get("zone"))}
    return Record(row.sheet, row.line, "posts", {**row.extras("posts"), **values}, names)


RECIPE = Recipe(
    "seats",
    N_("seats on boards and committees"),
    headers=(
        Headers(
            (WHO, ("zone",), ("joined", "left")),
            (*WHO, "zone", "role", "joined", "left", "agency"),
            ("date", "meeting", "target", "status"),
        ),
    ),
    row=seat,
)
