"""A diary of contacts: a line for each."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.recipes.edges import leave_directions
from netmap.files.importer.records import Name, Record, Row, Unread
from netmap.files.importer.row_parts import WHO, direction_of, end_of, strength_of, turned, who
from netmap.model.i18n import N_


def contact(row: Row, meaning: CellMeaning) -> Record:
    """A row of a diary of contacts."""
    date_place = row.place("date")
    if date_place is None or not row.get("date"):
        raise Unread("blank", row.header("date"))
    date = meaning.date(row.get("date"), row.header("date") or "", date_place)
    if row.place("source") is None and not any(row.place(one) is not None for one in WHO):
        raise Unread("nobodys-contacts", None, row.get("target"))
    source = end_of(row, meaning, "source") if row.place("source") is not None else who(row)
    values = {"date": date, **strength_of(row), **direction_of(row, meaning)}
    values |= {field: row.get(field) for field in ("channel", "object") if row.get(field)}
    names = {"source": source, "target": end_of(row, meaning, "target")}
    turned(values, names)
    if zone := row.get("zone"):
        names["zone"] = Name("zone", zone)
    return Record(row.sheet, row.line, "contacts", {**row.extras("contacts"), **values}, names)


RECIPE = Recipe(
    "contacts",
    N_("contacts, a line for each"),
    headers=(
        Headers(
            (("date",), ("target",)),
            ("date", "source", "target", *WHO, "channel", "zone", "object", "weight", "direction"),
        ),
    ),
    row=contact,
    adjust=leave_directions,
)
