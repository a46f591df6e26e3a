"""A roster of people."""

from __future__ import annotations

from dataclasses import replace

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.recipes.attendance import named
from netmap.files.importer.records import Name, Record, Row
from netmap.files.importer.row_parts import WHO
from netmap.model.i18n import N_

DAYS = ("joined", "left")
TEXTS = ("profession", "role")


def person(row: Row, meaning: CellMeaning) -> Record:
    """A row of a roster of people."""
    one, beside = named(row, meaning)
    names = {"practitioner": replace(one, level="") if one.level else one}
    for field in ("agency", "level", "partnership"):
        if text := row.get(field) or (one.agency if field == "agency" else ""):
            names[field] = Name(field, text)
    values = {"name": one.called} if one.called else {}
    values |= {field: text for field in TEXTS if (text := row.get(field))}
    if beside:
        values.setdefault("role", beside)
    for field in DAYS:
        place = row.place(field)
        if place is not None and row.get(field):
            values[field] = meaning.date(row.get(field), row.header(field) or field, place)
    return Record(row.sheet, row.line, "practitioners", {**row.extras("practitioners"), **values}, names)


RECIPE = Recipe(
    "people",
    N_("people"),
    headers=(
        Headers(
            (WHO,),
            (*WHO, "agency", "level", "profession", "role", "partnership", "joined", "left"),
            ("target", "seconds"),
        ),
        Headers(
            (("actor",), ("agency",)),
            ("actor", "agency", "level", "profession", "partnership", "joined", "left"),
            ("source", "target", "seconds", "date"),
        ),
    ),
    row=person,
)
