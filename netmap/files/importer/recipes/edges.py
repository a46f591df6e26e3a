"""A list of ties: a line for each."""

from __future__ import annotations

from netmap.files.importer import layouts
from netmap.files.importer.cell_meaning import CellMeaning
from netmap.files.importer.fields import Field
from netmap.files.importer.layouts import looks_like
from netmap.files.importer.recipe import Found, Headers, Recipe, SheetSeen
from netmap.files.importer.records import Record, Row
from netmap.files.importer.row_parts import end_of, strength_of
from netmap.model.i18n import N_

DIRECTIONS = frozenset(("directed", "undirected", "mutual"))


def tie(row: Row, meaning: CellMeaning) -> Record:
    """A row of a list of ties."""
    values = {**row.extras("ties"), **strength_of(row)}
    if relation := row.get("relation") or row.sheet.settings.get("relation", ""):
        values["relation"] = relation
    names = {end: end_of(row, meaning, end) for end in ("source", "target")}
    return Record(row.sheet, row.line, "ties", values, names)


def relation_of(sheet: SheetSeen, header: int, fields: Found) -> dict[str, str]:
    """The relation, where no column says it.

    A single further column of numbers is taken for the strength, and its header for the relation; else the
    relation is called like the sheet.
    """
    _leave_directions(sheet, header, fields)
    taken = {name for name, _ in fields.values()}
    settings = {} if taken & {"weight", "code"} else _lone_number(sheet, header, fields)
    if "relation" not in taken:
        settings.setdefault("relation", sheet.stem)
    return settings


def _leave_directions(sheet: SheetSeen, header: int, fields: Found) -> None:
    """A column that says of each tie only whether it is directed is none of relations."""
    for place, (name, _) in list(fields.items()):
        cells = {cell.strip().casefold() for cell in sheet.grid.cells[header + 1 :, place]} - {""}
        if name == "relation" and cells and cells <= DIRECTIONS:
            fields[place] = ("direction", True)


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
        Headers((("source",), ("target",)), ("source", "target", "relation", "weight"), ("person", "date")),
    ),
    row=tie,
    settings=("relation",),
    adjust=relation_of,
    fields=(Field("direction", N_("directed or mutual (not kept of ties)"), ("direction", "directed")),),
)
