"""Every key of the page's address and every address for programs is described in docs/page.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.api.import_routes import IMPORT_ROUTES, UPLOAD
from netmap.api.record_routes import RECORD_ROUTES, WRITING_ROUTES
from netmap.api.routes import ROUTES
from netmap.questions.learning.query import LEARNING_KEYS
from netmap.questions.map.query import KEYS

TEXT = (Path(__file__).parents[2] / "docs" / "page.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", sorted({*KEYS, *LEARNING_KEYS}))
def test_every_key_of_the_address_is_described(key: str) -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| `")]
    assert any(f"`{key}`" in line.split("|")[1] for line in rows)


@pytest.mark.parametrize(
    "path", [route.path for route in (*ROUTES, *RECORD_ROUTES, *WRITING_ROUTES, *IMPORT_ROUTES)] + [UPLOAD]
)
def test_every_address_for_programs_is_described(path: str) -> None:
    assert f"| `{path}` |" in TEXT
