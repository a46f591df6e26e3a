"""A list of ids that does not say whether they are people or agencies."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.records import Name, Record, Row
from netmap.model.i18n import N_


def node(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of ids, of people or of agencies."""
    text, sort = row.need("actor"), meaning.sort()
    table, key = ("agencies", "agency") if sort == "agency" else ("practitioners", "practitioner")
    values = {"name": row.get("name")} if row.get("name") else {}
    names = {key: Name(sort or "actor", text, exact=True)}
    return Record(row.sheet, row.line, table, {**row.extras(table), **values}, names)


RECIPE = Recipe(
    "nodes",
    N_("people or agencies"),
    headers=(Headers((("actor",),), ("actor", "name"), ("source", "target", "date", "seconds")),),
    row=node,
)
