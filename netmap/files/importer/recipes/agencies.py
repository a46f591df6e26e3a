"""A roster of agencies."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.records import Name, Record, Row
from netmap.model.i18n import N_


def agency(row: Row, meaning: CellMeaning) -> Record:
    """A row of a roster of agencies."""
    text = row.need("agency")
    names = {"agency": Name("agency", text)}
    if site := row.get("partnership"):
        names["partnership"] = Name("partnership", site)
    values = {"name": row.get("name") or text}
    if sector := row.get("sector"):
        values["sector"] = sector
    return Record(row.sheet, row.line, "agencies", {**row.extras("agencies"), **values}, names)


RECIPE = Recipe(
    "agencies",
    N_("agencies"),
    headers=(
        Headers(
            (("agency",),),
            ("agency", "name", "sector", "partnership"),
            ("date", "source", "target", "seconds"),
        ),
    ),
    row=agency,
)
