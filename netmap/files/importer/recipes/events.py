"""Contacts whose time is counted in seconds, as sensors record them."""

from __future__ import annotations

from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.records import Record, Row
from netmap.files.importer.row_parts import end_of
from netmap.model.i18n import N_


def event(row: Row, meaning: CellMeaning) -> Record:
    """A contact that counts its time in seconds."""
    date = meaning.moment(row.need("seconds"), row.header("seconds") or "")
    values = {"date": date} | ({"channel": row.get("channel")} if row.get("channel") else {})
    names = {end: end_of(row, meaning, end, exact=True) for end in ("source", "target")}
    return Record(row.sheet, row.line, "contacts", {**row.extras("contacts"), **values}, names)


RECIPE = Recipe(
    "events",
    N_("contacts in seconds"),
    headers=(Headers((("seconds",), ("source",), ("target",)), ("seconds", "source", "target", "channel")),),
    row=event,
)
