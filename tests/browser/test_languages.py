"""Two languages: each page is all in its own, and the way to the other keeps the state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

import netmap
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import LANGUAGES
from netmap.model.schema import TABLES
from tests.browser.driver import Board
from tests.browser.serving import Service
from tests.browser.studies import write_broken
from tests.browser.watch import Watch, watched

pytestmark = pytest.mark.browser

TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.checkVisibility({ visibilityProperty: true })) found.push(node.data);
  }
  const said = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'data-said', 'data-failed'];
  for (const element of [...document.body.querySelectorAll('*')].filter((each) => each.checkVisibility())) {
    for (const name of said) {
      if (element.hasAttribute(name)) found.push(element.getAttribute(name));
    }
  }
  return found.map((text) => text.trim().replace(/\\s+/g, ' ')).filter(Boolean);
}"""
ALIKE = {"netmap", "Zone"} | {each.name for each in LANGUAGES.values()}
"""Texts that are the same in both languages, besides what the studies hold; a language has its own name."""

STATES: dict[str, dict[str, object]] = {
    "as it opens": {"study": "riverside"},
    "levels, all layers, an agency chosen": {
        "study": "riverside",
        "layout": "levels",
        "layers": ["services", "zones"],
        "open": "police",
        "selected": "agency",
        "selected-id": "police",
    },
    "a person": {"study": "riverside", "open": "police", "selected": "person", "selected-id": "p01"},
    "filters": {"study": "riverside", "kinds": "old_network", "states": ["active", "faded"], "size": "none"},
    "no window": {"study": "emon"},
    "nothing in the window": {"study": "riverside", "from": "1990-01-01", "to": "1990-12-31"},
    "empty": {"study": "empty"},
    "broken": {"study": "broken"},
    "no such study": {"study": "riversid"},
    "wrong address": {"study": "riverside", "layout": "spiral"},
}


@pytest.fixture(scope="module")
def boards(laptop: Watch, second_laptop: Watch, service: Service) -> dict[str, Board]:
    """A page in each language."""
    return {
        name: Board(watch.context.new_page(), service.address, name).open(study="riverside")
        for name, watch in (("en", laptop), ("it", second_laptop))
    }


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every text that the bundled studies and the broken one hold, and the names of tables and columns."""
    bundled = [netmap.read_study(path) for path in bundled_studies().values()]
    values = {str(value) for study in bundled for table in study.tables.values() for value in _values(table)}
    titles = {str(study.about.get("title")) for study in bundled}
    schema = {name for table in TABLES.values() for name in (table.name, *table.columns)}
    broken = write_broken(tmp_path_factory.mktemp("held") / "broken")
    cells = {cell for path in broken.glob("*.csv") for cell in re.split("[,\n]", path.read_text("utf-8"))}
    return values | titles | schema | cells | {"empty", "broken", "riversid"}


def _values(table: pd.DataFrame) -> Iterator[object]:
    for column in table.columns:
        yield from table[column].dropna().unique()


def texts(board: Board) -> set[str]:
    """Every text of the page that a reader sees or hears."""
    return set(board.page.evaluate(TEXTS))


TABBED = {"as it opens", "levels, all layers, an agency chosen", "no window"}
"""The states whose tables hold every column and every word that a table can hold."""


def all_texts(board: Board, state: str) -> set[str]:
    """The texts of a state with its folded parts open, of some also with each tab shown."""
    board.go(STATES[state])
    board.page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = texts(board)
    board.page.evaluate("() => document.querySelectorAll('.menu').forEach((each) => { each.open = false; })")
    tabs = board.page.get_by_role("tab")
    for place in range(tabs.count() if state in TABBED else 0):
        if tabs.nth(place).is_visible():
            tabs.nth(place).click()
            board.settle()
            found |= texts(board)
    if tabs.first.is_visible():
        tabs.first.click()
    return found


def is_language(text: str, held: set[str]) -> bool:
    """Whether a text is said in a language: neither of the study, nor only numbers, dates and signs."""
    if text in held or text in ALIKE:
        return False
    rest = text
    for name in sorted((name for name in held if len(name) > 2 and name in text), key=len, reverse=True):
        rest = rest.replace(name, "")
    return bool(re.search(r"[A-Za-z]{4,}", rest))


@pytest.mark.parametrize("state", STATES)
def test_no_text_of_the_english_page_is_left_on_the_italian(
    boards: dict[str, Board], held: set[str], state: str
) -> None:
    found = {language: all_texts(board, state) for language, board in boards.items()}
    left = {text for text in found["en"] & found["it"] if is_language(text, held)}
    assert left == set()


@pytest.mark.parametrize(("language", "other"), [("en", "it"), ("it", "en")])
def test_each_page_says_its_language_and_leads_to_the_other(
    boards: dict[str, Board], language: str, other: str
) -> None:
    board = boards[language].go(STATES["levels, all layers, an agency chosen"])
    expect(board.page.locator("html")).to_have_attribute("lang", language)
    link = board.page.locator(f"#other-language-{other}")
    expect(link).to_have_attribute("lang", other)
    expect(link).to_have_attribute("hreflang", other)
    before, here = board.view(), board.page.url
    link.click()
    board.settle()
    expect(board.page.locator("html")).to_have_attribute("lang", other)
    after = board.view()
    assert board.page.url == here.replace(f"/{language}/", f"/{other}/")
    for part in ("nodes", "edges"):
        drop = {"note", "name", "mark", "mostly"}
        assert [{k: v for k, v in each.items() if k not in drop} for each in before[part]] == [
            {k: v for k, v in each.items() if k not in drop} for each in after[part]
        ]
    assert before["texts"] != after["texts"]
    board.open(study="riverside")


def test_a_choice_goes_along_to_the_other_language(boards: dict[str, Board]) -> None:
    board = boards["en"].go(study="riverside")
    board.click(board.number("Riverside Police"))
    assert "selected-id=police" in str(board.page.get_attribute("#other-language-it", "href"))


def test_the_door_leads_to_the_readers_language(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address, locale="it-IT") as watch:
        page = watch.context.new_page()
        page.goto(f"{service.address}?study=emon", wait_until="commit")
        page.locator("html[lang=it] h1").wait_for()
        assert page.url == f"{service.address}it/?study=emon"


def test_italian_numbers_and_dates_are_italian(boards: dict[str, Board]) -> None:
    board = boards["it"].go(study="riverside")
    assert "29 febbraio 2024" in board.words()
    board.type_day("to", "2024-01-31")
    thumb = board.page.locator('#slider [role="slider"]').last
    expect(thumb).to_have_attribute("aria-valuetext", "31 gennaio 2024")


@pytest.mark.parametrize("name", ["svg-file", "html-file", "ties-file"])
def test_italian_files_are_italian(boards: dict[str, Board], tmp_path: Path, name: str) -> None:
    for language, said in (("it", "29 febbraio 2024"), ("en", "29 February 2024")):
        board = boards[language].go(study="riverside")
        content = board.download(name, tmp_path).read_text("utf-8")
        assert said in content, language
        assert ("nuova rete" in content) == (language == "it")
