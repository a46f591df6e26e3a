"""A study whose every id, name, sector and event tries to be more than text, in every place of the page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.driver import Board
from tests.browser.serving import Service
from tests.browser.studies import EVENT, HOSTILE
from tests.browser.test_downloads import offline
from tests.browser.watch import Watch
from tests.slices import first

pytestmark = pytest.mark.browser

INJECTED = """() => {
  const runs = (link) => /^\\s*(javascript|data):/i.test(link.getAttribute('href') || '');
  return [
    ...document.querySelectorAll('b, i, img, iframe, object, embed, [onerror], [onload], [onclick]'),
    ...[...document.querySelectorAll('a')].filter(runs),
  ].map((element) => element.outerHTML);
}"""
LAYERS = ["people", "services", "zones"]


@pytest.fixture(scope="module")
def opened(laptop: Watch, service: Service) -> Board:
    return Board(laptop.context.new_page(), service.address).open(study="hostile")


@pytest.fixture
def board(opened: Board, laptop: Watch) -> Iterator[Board]:
    """The page; after each test nothing has been injected and nothing has run."""
    yield opened
    assert_harmless(opened.page)
    laptop.assert_clean()


def assert_harmless(page: Page) -> None:
    assert page.evaluate(INJECTED) == []


@pytest.mark.parametrize("layout", ["force", "levels"])
@pytest.mark.parametrize("layers", [[], LAYERS])
def test_every_view(board: Board, layers: list[str], layout: str) -> None:
    board.go(study="hostile", layout=layout, layers=layers)
    assert {node["name"] for node in board.view()["nodes"]} >= set(HOSTILE)
    assert "<b>x</b> z" in " ".join(board.sentences())
    assert EVENT in board.texts("#marks span")


@pytest.mark.parametrize("name", first(4, sorted(HOSTILE)))
def test_every_agency_opens_and_has_a_panel(board: Board, name: str) -> None:
    board.go([("study", "hostile"), ("open", name), ("selected", "agency"), ("selected-id", name)])
    number = board.number(name)
    assert board.panel() == name
    inside = {node["name"] for node in board.nodes().values() if node["parent"] == number}
    assert inside == {name}
    board.go([("study", "hostile"), ("focus", "agency"), ("focus-id", name), ("steps", "1")])
    assert any(name in chip for chip in board.chips())


@pytest.mark.parametrize("sort", ["person", "service", "zone"])
def test_every_panel(board: Board, sort: str) -> None:
    board.go(study="hostile", layers=LAYERS)
    numbers = [number for number, node in board.nodes().items() if node["sort"] == sort]
    for number in numbers:
        board.page.evaluate("(number) => { window.dash_clientside.netmap.reveal(number); }", number)
        board.settle()
        assert board.panel() == board.nodes()[number]["name"]
        assert_harmless(board.page)


def test_every_table(board: Board) -> None:
    board.go(study="hostile", layers=LAYERS)
    for tab, table, column in (
        ("Ties", "ties", "source_name"),
        ("Agencies", "actors", "name"),
        ("Zones", "zones", "name"),
    ):
        board.tab(tab)
        seen = board.texts(f'#{table} .ag-cell[col-id="{column}"]')
        assert set(seen) <= {row[column] for row in board.rows(table)}
        assert len(set(seen) & {*HOSTILE, *(f"{name} z" for name in HOSTILE)}) > 1
        board.page.locator(f'#{table} .ag-cell[col-id="{column}"]').first.hover()
        assert_harmless(board.page)
    board.tab("Details")


def test_every_tip(board: Board) -> None:
    board.go(study="hostile", layers=["zones"])
    for number, node in board.nodes().items():
        board.page.mouse.move(*board.point(number))
        board.page.wait_for_function("() => document.querySelector('.netmap-tip').style.display === 'block'")
        assert board.tip()[0] == node["name"]
        assert_harmless(board.page)
        board.page.mouse.move(2, 2)


def test_the_search(board: Board) -> None:
    board.go(study="hostile")
    board.search("<")
    board.page.get_by_role("option", name=f"{HOSTILE[0]} (agency)", exact=True).wait_for()
    assert_harmless(board.page)
    with board.answered():
        board.page.get_by_role("option", name=f"{HOSTILE[5]} (agency)", exact=True).click()
    assert board.panel() == HOSTILE[5]


@pytest.mark.parametrize("language", first(1, ["en", "it"]))
def test_every_file(fresh: Board, chromium: Browser, tmp_path: Path, language: str) -> None:
    other = Board(fresh.page, fresh.address, language).open(study="hostile", layers=LAYERS, layout="levels")
    for name in ("svg-file", "html-file"):
        page, watch = offline(chromium, other.download(name, tmp_path))
        page.wait_for_function("() => document.readyState === 'complete'")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert_harmless(page)
        page.context.close()
        assert (watch.console, watch.dialogs, len(watch.foreign)) == ([], [], 1), name
    other.download("png", tmp_path)
    with other.download("actors-file", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["name"].removeprefix("'") for row in rows} >= set(HOSTILE)
    starts = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(starts)]
