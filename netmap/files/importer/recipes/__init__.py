"""Every form of file that is taken in, each a recipe of its own."""

from __future__ import annotations

from netmap.files.importer import fields
from netmap.files.importer.fields import Field, merged
from netmap.files.importer.file_words import words_of
from netmap.files.importer.headers import Vocabulary
from netmap.files.importer.recipe import Recipe
from netmap.files.importer.recipes import (
    agencies,
    attendance,
    attendance_matrix,
    call_report,
    contacts,
    edges,
    event_orders,
    events,
    minutes,
    names_in_cells,
    nodes,
    people,
    seats,
    sign_in_form,
    sitting_list,
    sittings,
    study_table,
    wave_matrix,
    waves,
)

RECIPES: tuple[Recipe, ...] = (
    study_table.RECIPE,
    wave_matrix.RECIPE,
    call_report.RECIPE,
    event_orders.RECIPE,
    sign_in_form.RECIPE,
    minutes.RECIPE,
    names_in_cells.RECIPE,
    attendance_matrix.RECIPE,
    sitting_list.RECIPE,
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
SPOKEN = tuple(Field(name, "", words) for name, words in words_of("columns").items())
FIELDS = merged(fields.FIELDS, *(recipe.fields for recipe in RECIPES), SPOKEN)
"""All that a column may say."""

VOCABULARY = Vocabulary(FIELDS)
