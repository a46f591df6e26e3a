"""Every key of the page's address and every address for programs is described in docs/page.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.api.question_routes import routes_of
from netmap.api.record_routes import path_of
from netmap.questions.learning import QUESTION
from netmap.questions.map import FIND, FRAME, PANEL
from netmap.questions.map import QUESTION as MAP
from netmap.questions.map.request import MapRequest
from netmap.questions.parameters import parameters_of
from netmap.records.actions import RECORD_ACTIONS

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "page.md").read_text(encoding="utf-8")
QUESTIONS = (DOCS / "questions.md").read_text(encoding="utf-8")


MAPS = (MAP, PANEL, FIND, FRAME)
KEYS = [key for each in parameters_of(MapRequest) for key in each.keys]


@pytest.mark.parametrize("key", sorted({*KEYS, *(key for each in QUESTION.parameters for key in each.keys)}))
def test_every_key_of_the_address_is_described(key: str) -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| `")]
    assert any(f"`{key}`" in line.split("|")[1] for line in rows) or f" | `{key}` | " in QUESTIONS


@pytest.mark.parametrize(
    "path",
    sorted({*(route.path for each in MAPS for route in routes_of(each)), *map(path_of, RECORD_ACTIONS)}),
)
def test_every_address_for_programs_is_described(path: str) -> None:
    assert f"| `{path}` |" in TEXT
