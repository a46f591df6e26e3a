"""Ties of several rounds of asking, as a list."""

from __future__ import annotations

from dataclasses import replace

from netmap.files.importer.cell_meaning import NONE, CellMeaning
from netmap.files.importer.recipe import Headers, Recipe
from netmap.files.importer.recipes.edges import relation_of, tie
from netmap.files.importer.records import Name, Record, Row
from netmap.files.importer.row_parts import coded
from netmap.model.i18n import N_


def wave_tie(row: Row, meaning: CellMeaning) -> Record | None:
    """A row of a list of ties of several rounds; None where its code says that there is none."""
    made = tie(row, meaning)
    values = dict(made.values)
    if code := row.get("code"):
        said = meaning.code(code, row.header("code") or "")
        if said == NONE:
            return None
        values |= coded(code, said)
    names = {**made.names, "wave": Name("wave", row.need("wave"), exact=True)}
    return replace(made, values=values, names=names)


RECIPE = Recipe(
    "waves",
    N_("ties of several rounds of asking"),
    headers=(
        Headers(
            (("wave",), ("source",), ("target",)),
            ("wave", "source", "target", "code", "relation", "weight", "direction", "joined", "left"),
            ("person",),
        ),
    ),
    row=wave_tie,
    settings=("relation",),
    adjust=relation_of,
)
