"""A list of sittings, without who was there."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.records import Name, Record, Row
from netmap.files.importer.row_parts import WHO, sitting_of
from netmap.model.i18n import N_


def sitting(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of sittings."""
    found = sitting_of(row, meaning)
    values = {**row.extras("meetings")} | ({"title": found.title} if found.title else {})
    names = {"level": Name("level", row.get("level"))} if row.get("level") else {}
    return Record(row.sheet, row.line, "meetings", values, names, found)


RECIPE = Recipe(
    "sittings",
    N_("sittings"),
    headers=(
        Headers(
            (("meeting", "zone"), ("date",)), ("meeting", "date", "zone", "title", "level"), (*WHO, "target")
        ),
    ),
    row=sitting,
)
