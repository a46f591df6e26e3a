"""What can be asked of a study: one list, from which pages, commands, routes and docs are made.

A question is a file (or a folder) here with a `QUESTION`, and a line in the list.
"""

from __future__ import annotations

from netmap.questions import (
    agency_matrices,
    champions,
    checks,
    compare,
    coverage,
    diffusion,
    gaps,
    hand_over,
    holes,
    interests,
    introductions,
    joined_levels,
    kind_changes,
    learning,
    measures,
    monthly,
    national,
    notes,
    overview,
    paths,
    propositions,
    recording_bounds,
    relations,
    reliance,
    saved_comparisons,
    scenario,
    tie_changes,
    ties,
    trail_survival,
    transmission_curve,
    work_list,
    zones,
)
from netmap.questions import map as map_
from netmap.questions.question import Question

QUESTIONS: tuple[Question, ...] = (
    overview.QUESTION,
    checks.QUESTION,
    ties.QUESTION,
    learning.QUESTION,
    paths.QUESTION,
    transmission_curve.QUESTION,
    diffusion.QUESTION,
    diffusion.PATHS,
    zones.QUESTION,
    reliance.QUESTION,
    champions.QUESTION,
    measures.QUESTION,
    gaps.QUESTION,
    work_list.QUESTION,
    monthly.QUESTION,
    coverage.QUESTION,
    notes.QUESTION,
    holes.QUESTION,
    joined_levels.QUESTION,
    introductions.QUESTION,
    interests.QUESTION,
    scenario.QUESTION,
    map_.QUESTION,
    map_.PANEL,
    map_.FIND,
    map_.FRAME,
    tie_changes.QUESTION,
    kind_changes.QUESTION,
    trail_survival.QUESTION,
    compare.QUESTION,
    saved_comparisons.QUESTION,
    national.QUESTION,
    relations.QUESTION,
    agency_matrices.QUESTION,
    propositions.QUESTION,
    recording_bounds.QUESTION,
    hand_over.QUESTION,
)
"""Every question, in the order in which help and docs list them."""


def question_named(name: str) -> Question:
    """A question by its name; raises `KeyError` for one that there is not."""
    return {each.name: each for each in QUESTIONS}[name]
