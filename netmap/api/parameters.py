"""The keys of a query, as the interface's description tells them; the same as the page's own."""

from __future__ import annotations

from typing import Any

from netmap.model.i18n import LANGUAGES
from netmap.questions.map.request import LAYERS, LAYOUTS, MAP_KINDS, MAP_STATES, MOST_STEPS, SIZES
from netmap.questions.parameters import NONE, SORTS

Parameter = dict[str, Any]

TEXT = {"type": "string"}
DAY = {"type": "string", "format": "date"}


def _one(name: str, description: str, schema: dict[str, Any]) -> Parameter:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _several(name: str, description: str, words: tuple[str, ...]) -> Parameter:
    items = {"type": "string", "enum": [*words, NONE]} if words else TEXT
    return _one(name, description, {"type": "array", "items": items})


LANGUAGE = _one("lang", "The language of every text.", {"type": "string", "enum": list(LANGUAGES)})

QUERY: tuple[Parameter, ...] = (
    _one("partnership", "Only the actors of this partnership.", TEXT),
    _one("from", "First day of the window.", DAY),
    _one("to", "Last day of the window; ties are told apart as of this day.", DAY),
    _one("baseline", "The day from which ties count as new.", DAY),
    _several("kinds", "Kinds of tie in force.", MAP_KINDS),
    _several("states", "States of tie in force.", MAP_STATES),
    _several("layers", "What is laid over the agencies.", LAYERS),
    _several("open", "Agencies that are opened, by id.", ()),
    _one("open-unknown", "1 opens the agency that is not known.", {"type": "string", "enum": ["0", "1"]}),
    _one("focus", "The sort of the thing in focus.", {"type": "string", "enum": list(SORTS)}),
    _one("focus-id", "Its id; none for the agency that is not known.", TEXT),
    _one("steps", "How far around the focus.", {"type": "integer", "minimum": 0, "maximum": MOST_STEPS}),
    _one("selected", "The sort of the thing selected.", {"type": "string", "enum": list(SORTS)}),
    _one("selected-id", "Its id.", TEXT),
    _one("layout", "How things are placed.", {"type": "string", "enum": list(LAYOUTS)}),
    _one("size", f"What size stands for: {', '.join(SIZES)}, or a column of numbers.", TEXT),
)
"""Every key of the board's query but the study, which is part of the address."""
