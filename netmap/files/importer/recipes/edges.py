"""A list of ties: a line for each."""

from __future__ import annotations

import re

from netmap.files.importer import layouts
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import Field
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import looks_like
from netmap.files.importer.recipe import Found, Headers, Recipe, SheetSeen
from netmap.files.importer.records import Record, Row
from netmap.files.importer.row_parts import DIRECTIONS, direction_of, end_of, strength_of, turned
from netmap.model.i18n import N_

NOT_LETTERS = re.compile(r"[^a-z]+")
SAYS_NOTHING = frozenset(
    (
        "",
        "edge",
        "edges",
        "edgelist",
        "list",
        "tie",
        "ties",
        "link",
        "links",
        "connection",
        "connections",
        "relation",
        "relations",
        "relationships",
        "network",
        "graph",
        "data",
        "sheet",
        "foglio",
        "archi",
        "legami",
        "relazioni",
        "rete",
    )
)
"""Words of names of sheets that say of no tie what it is about."""

SPAN = {"joined": "start", "left": "end"}
"""Of a tie the first and the last day are called so."""


def tie(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of ties."""
    values = {**row.extras("ties"), **strength_of(row), **direction_of(row, meaning)}
    if relation := row.get("relation") or row.sheet.settings.get("relation", ""):
        values["relation"] = relation
    for field, column in SPAN.items():
        place = row.place(field)
        if place is not None and row.get(field):
            values[column] = meaning.date(row.get(field), row.header(field) or field, place)
    names = {end: end_of(row, meaning, end) for end in ("source", "target")}
    turned(values, names)
    return Record(row.sheet, row.line, "ties", values, names)


def relation_of(sheet: SheetSeen, header: int, fields: Found) -> dict[str, str]:
    """The relation, where no column says it.

    A single further column of numbers is taken for the strength, and its header for the relation; else the
    relation is called like the sheet, unless that is named “edges” or the like.
    """
    leave_directions(sheet, header, fields)
    taken = {name for name, _ in fields.values()}
    settings = {} if taken & {"weight", "code"} else _lone_number(sheet, header, fields)
    if "relation" not in taken and not SAYS_NOTHING.issuperset(NOT_LETTERS.split(sheet.stem.casefold())):
        settings.setdefault("relation", sheet.stem)
    return settings


def leave_directions(sheet: SheetSeen, header: int, fields: Found) -> dict[str, str]:
    """A column that says of each tie only whether it is directed is none of relations or channels."""
    for place, (name, _) in list(fields.items()):
        cells = {plain_header(cell) for cell in sheet.grid.cells[header + 1 :, place]} - {""}
        if name in ("relation", "channel") and cells and cells <= set(DIRECTIONS):
            fields[place] = ("direction", True)
    return {}


def _lone_number(sheet: SheetSeen, header: int, fields: Found) -> dict[str, str]:
    cells = sheet.grid.cells
    body = cells[header + 1 : header + 1 + layouts.SAMPLED]
    free = [place for place in range(cells.shape[1]) if place not in fields]
    numbers = [place for place in free if looks_like(body[:, place].tolist()) == "number"]
    if len(numbers) != 1:
        return {}
    fields[numbers[0]] = ("weight", False)
    return {"relation": str(cells[header][numbers[0]]).strip()}


RECIPE = Recipe(
    "edges",
    N_("ties, a line for each"),
    headers=(
        Headers(
            (("source",), ("target",)),
            ("source", "target", "relation", "weight", "direction", "joined", "left"),
            ("person", "date"),
        ),
    ),
    row=tie,
    settings=("relation",),
    adjust=relation_of,
    fields=(
        Field(
            "direction", N_("directed or mutual"), ("direction", "directed", "direzione", "directionality")
        ),
    ),
)
