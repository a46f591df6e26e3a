"""What the scripts of the map may not do, and that vendored files are what they are said to be."""

from __future__ import annotations

import hashlib
import re

import pytest

from tests.map_engine.harness import ASSETS, asset_scripts
from tests.map_engine.views import TEXTS

ROW = re.compile(r"^\| `([^`]+)` \| .* \| `([0-9a-f]{64})` \|$", re.MULTILINE)
VENDORED = dict(ROW.findall((ASSETS / "VENDORED.md").read_text("utf-8")))
OWN = [script for script in asset_scripts() if script.name not in VENDORED]


@pytest.mark.parametrize("script", OWN, ids=lambda path: path.name)
def test_scripts_are_strict_and_never_read_text_as_code_or_html(script: object) -> None:
    source = (ASSETS / getattr(script, "name", "")).read_text("utf-8")
    assert "'use strict';" in source
    for banned in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "new Function",
        "document.write",
        "http",
    ):
        assert banned not in source, banned
    assert len(source.splitlines()) <= 300


@pytest.mark.parametrize("name", sorted(VENDORED))
def test_a_vendored_file_has_the_sum_that_is_written_down(name: str) -> None:
    assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == VENDORED[name]


def test_every_file_from_elsewhere_is_written_down() -> None:
    foreign = {path.name for path in ASSETS.rglob("*") if path.suffix in {".woff2", ".woff", ".ttf"}}
    foreign |= {path.name for path in ASSETS.rglob("*.min.*")}
    assert foreign <= set(VENDORED)
    assert "cytoscape.min.js" in VENDORED


def test_every_text_that_the_scripts_ask_for_is_given() -> None:
    asked = {
        key for script in OWN for key in re.findall(r"(?:say|count|show)\('(\w+)'", script.read_text("utf-8"))
    }
    asked |= {"opened", "closed", "of_kind", "kinds", "states", "sorts"}
    assert asked == set(TEXTS)


def test_the_page_gives_the_texts_that_the_map_asks_for() -> None:
    from dashboards.pages.board.figures import map_words
    from netmap.model.i18n import ENGLISH

    given = map_words(ENGLISH)
    assert {key: type(value) for key, value in given.items()} == {
        key: type(value) for key, value in TEXTS.items()
    }
    assert {"one", "other"} <= set(given["ties"])
