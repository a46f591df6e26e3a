"""The page by keyboard alone: to the map, along it, into an agency and out again, with what is read out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.driver import Board

pytestmark = pytest.mark.browser

FOCUSED = "() => document.activeElement.id"
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
MOST_TABS = 52


@pytest.fixture
def board(board: Board) -> Board:
    board.go(study="riverside")
    board.page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    return board


def tab_to_map(board: Board) -> int:
    """Press Tab until the map has the focus; says how often."""
    for times in range(1, MOST_TABS + 1):
        board.page.keyboard.press("Tab")
        if board.page.evaluate(FOCUSED) == "map":
            return times
    raise AssertionError("Tab does not reach the map")


def test_the_first_link_skips_to_the_map(fresh: Board) -> None:
    fresh.open(study="riverside")
    fresh.page.keyboard.press("Tab")
    skip = fresh.page.locator(":focus")
    expect(skip).to_contain_text("map", use_inner_text=True)
    fresh.page.wait_for_function("() => document.activeElement.getBoundingClientRect().top >= 0")
    fresh.page.keyboard.press("Enter")
    assert fresh.page.evaluate(FOCUSED) == "map"
    assert "study=riverside" in fresh.page.url


def test_tab_reaches_the_map_and_shows_where_it_is(fresh: Board) -> None:
    fresh.open(study="riverside")
    assert tab_to_map(fresh) < MOST_TABS
    assert fresh.page.evaluate(OUTLINE) != "none"
    fresh.page.keyboard.press("Tab")
    assert fresh.page.evaluate(FOCUSED) != "map"


def test_a_walk_along_the_map_is_read_out(board: Board) -> None:
    board.press("ArrowRight")
    start = board.nodes()[board.picked() or 0]
    assert board.said().startswith(start["name"])
    assert "agency" in board.said()
    assert board.panel() == start["name"]
    places = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        board.press(key)
        node = board.nodes()[board.picked() or 0]
        places.append((key, board.said(), node["name"], board.panel()))
    for key, said, name, panel in places:
        assert said.startswith(name) or said == "Nothing further in that direction", key
        assert panel == name, key
    assert len({name for _, _, name, _ in places}) > 1


def test_enter_opens_the_agency_and_escape_lets_go(board: Board) -> None:
    board.press("ArrowDown")
    picked = board.picked()
    name = board.nodes()[picked or 0]["name"]
    board.press("Enter")
    assert board.said() == f"{name} is open"
    assert any(node["parent"] == picked for node in board.nodes().values())
    board.press("Enter")
    assert board.said() == f"{name} is closed"
    assert not any(node["parent"] == picked for node in board.nodes().values())
    board.press("Escape")
    assert board.said() == "Nothing is chosen"
    assert board.picked() is None
    assert "selected" not in board.page.url


def test_f_focuses_and_plus_minus_zero_zoom(board: Board) -> None:
    board.press("ArrowDown", "f")
    assert "focus=agency" in board.page.url
    assert len(board.chips()) == 1
    zoom = "() => window.netmapMap.current().zoom"
    first = board.page.evaluate(zoom)
    board.press("+")
    assert board.page.evaluate(zoom) > first
    board.press("-", "-")
    assert board.page.evaluate(zoom) < first
    board.press("0")


def test_every_button_can_be_pressed_by_keyboard(board: Board) -> None:
    button = board.act("kind", "new_network")
    button.focus()
    with board.answered():
        board.page.keyboard.press("Enter")
    expect(board.act("kind", "new_network")).to_have_attribute("aria-pressed", "false")
    assert len(board.chips()) == 1


def test_the_focus_stays_where_it_was_after_a_press(board: Board) -> None:
    board.act("kind", "new_network").focus()
    with board.answered():
        board.page.keyboard.press("Enter")
    focused = board.page.evaluate("() => document.activeElement.dataset.value")
    assert focused == "new_network"


def test_the_list_of_downloads_opens_and_closes_by_keyboard(board: Board) -> None:
    summary = board.page.locator(".share-menu > summary")
    summary.focus()
    board.page.keyboard.press("Enter")
    expect(board.page.locator("#ties-file")).to_be_visible()
    board.page.keyboard.press("Escape")
    assert board.page.locator("#ties-file").is_hidden()
    assert board.page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
