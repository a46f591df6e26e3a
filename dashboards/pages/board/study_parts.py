"""What hangs on the study alone and is set once when it is opened: the time axis, and what may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import Output, no_update

from dashboards.pages.board import figures, ids, layout, pieces, text, time_layout
from dashboards.pages.board.answers import EPOCH, Answer
from netmap.library.study_entry import StudyEntry
from netmap.model.i18n import Translator
from netmap.questions.map.finding import Findable
from netmap.questions.map.types import Frame

OUTPUTS = {
    "studies": Output(ids.STUDY, "data"),
    "partnerships": Output(ids.PARTNERSHIP, "data"),
    "no_partnerships": Output(ids.PARTNERSHIP_BOX, "hidden"),
    "no_find": Output(ids.FIND_BOX, "hidden"),
    "not_simulated": Output(ids.SIMULATED, "hidden"),
    "no_time": Output(ids.TIME, "hidden"),
    "least": Output(ids.SLIDER, "min"),
    "most": Output(ids.SLIDER, "max"),
    "axis": Output(ids.AXIS_PLACE, "children"),
    "marks": Output(ids.MARKS, "children"),
    "axis_said": Output(ids.AXIS_SAID, "children"),
    "sizes": Output(ids.SIZE, "data"),
}
"""Everything that another study changes, by the name it has in an answer."""


def parts(frame: Frame | None, entries: Sequence[StudyEntry], translator: Translator) -> Answer:
    """The parts of a study; without one its choices are hidden and the rest stays as it is."""
    studies = layout.study_options(entries, translator)
    if frame is None:
        hidden = {"no_partnerships": True, "no_find": True, "not_simulated": True}
        return {**dict.fromkeys(OUTPUTS, no_update), "studies": studies, **hidden}
    every = {"value": "", "label": translator.gettext(text.ALL_PARTNERSHIPS)}
    some = [{"value": key, "label": name} for key, name in frame.partnerships]
    return {
        "studies": studies,
        "partnerships": [every, *some],
        "no_partnerships": len(some) < 2,
        "no_find": False,
        "not_simulated": not frame.simulated,
        "sizes": [{"value": key, "label": label} for key, label in frame.sizes],
        **_axis(frame, translator),
    }


def names(found: Sequence[Findable], translator: Translator) -> list[dict[str, Any]]:
    """What the search offers, under a heading for each sort; the value of a name is its number."""
    return [
        {
            "group": translator.gettext(text.SORT_NAMES[sort]),
            "items": [{"value": str(each.number), "label": each.name} for each in some],
        }
        for sort, some in groupby(found, key=lambda each: each.sort)
    ]


def _axis(frame: Frame, translator: Translator) -> dict[str, Any]:
    return {
        "no_time": frame.first is None or frame.last is None,
        "least": (frame.first - EPOCH).days if frame.first else 0,
        "most": (frame.last - EPOCH).days if frame.last else 1,
        "axis": time_layout.weeks(figures.axis_figure(frame, translator)),
        "marks": pieces.marks(frame, translator),
        "axis_said": figures.axis_words(frame, translator),
    }
