"""Every form of file that is taken in, each a recipe of its own."""

from __future__ import annotations

from netmap.files.importer import fields
from netmap.files.importer.fields import merged
from netmap.files.importer.headers import Vocabulary
from netmap.files.importer.recipe import Recipe
from netmap.files.importer.recipes import (
    agencies,
    attendance,
    attendance_matrix,
    call_report,
    contacts,
    edges,
    events,
    nodes,
    people,
    seats,
    sittings,
    study_table,
    wave_matrix,
    waves,
)

RECIPES: tuple[Recipe, ...] = (
    study_table.RECIPE,
    wave_matrix.RECIPE,
    call_report.RECIPE,
    attendance_matrix.RECIPE,
    events.RECIPE,
    waves.RECIPE,
    contacts.RECIPE,
    edges.RECIPE,
    seats.RECIPE,
    attendance.RECIPE,
    sittings.RECIPE,
    people.RECIPE,
    agencies.RECIPE,
    nodes.RECIPE,
)
"""The recipes in the order in which they are tried: the one that says more comes first."""

BY_NAME = {recipe.name: recipe for recipe in RECIPES}
FIELDS = merged(fields.FIELDS, *(recipe.fields for recipe in RECIPES))
"""All that a column may say."""

VOCABULARY = Vocabulary(FIELDS)
