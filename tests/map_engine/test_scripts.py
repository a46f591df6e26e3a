"""What the scripts of the map may not do, and that all of them are our own."""

from __future__ import annotations

import re

import pytest

from tests.map_engine.harness import ASSETS, asset_scripts
from tests.map_engine.views import TEXTS

OWN = asset_scripts()


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


def test_no_file_is_from_elsewhere() -> None:
    foreign = [path.name for path in ASSETS.rglob("*") if path.suffix in {".woff2", ".woff", ".ttf"}]
    assert foreign + [path.name for path in ASSETS.rglob("*.min.*")] == []


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
