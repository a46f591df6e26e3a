"""Time on the page: periods, typed days, steps, play, the slider; places on the map never move."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

import netmap
from tests import shared_data
from tests.browser import expected
from tests.browser.driver import Board
from tests.browser.expected import Window

pytestmark = pytest.mark.browser

FIRST, LAST = dt.date(2022, 9, 2), dt.date(2024, 2, 29)


@pytest.fixture(scope="module")
def riverside() -> netmap.Study:
    return shared_data.bundled("riverside")


@pytest.fixture
def board(board: Board) -> Board:
    return board.go(study="riverside")


def day(board: Board, thumb: str) -> str | None:
    return board.page.get_by_role("slider", name=thumb).get_attribute("aria-valuetext")


def test_every_period_is_what_it_says(board: Board, riverside: netmap.Study) -> None:
    buttons = board.act("preset").all()
    assert len(buttons) >= 5
    for value in [str(button.get_attribute("data-value")) for button in buttons]:
        board.unfold(board.act("preset", value))
        board.act("preset", value).click()
        board.settle()
        start, end = value.split("/")
        assert board.days() == (start, end)
        expect(board.act("preset", value)).to_have_attribute("aria-pressed", "true")
        window = Window(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
        said = re.search(r"(\d+) sitting", board.sentences()[1])
        assert int(said[1] if said else 0) == len(expected.sittings(riverside, window))
        named = f"{window.end:%d %B %Y}".lstrip("0")
        assert named in board.words()


def test_typed_days_are_shown_everywhere(board: Board) -> None:
    board.type_day("from", "2023-03-01")
    board.type_day("to", "2023-08-31")
    assert "from=2023-03-01" in board.page.url
    assert "to=2023-08-31" in board.page.url
    assert "1 March 2023" in board.words()
    assert "31 August 2023" in board.words()
    assert day(board, "First day of the window") == "1 March 2023"
    assert day(board, "Last day of the window") == "31 August 2023"
    shade = board.page.locator("#shade").bounding_box()
    axis = board.page.locator(".axis").bounding_box()
    assert shade
    assert axis
    length = (LAST - FIRST).days + 1
    assert (shade["x"] - axis["x"]) / axis["width"] == pytest.approx(180 / length, abs=0.02)
    assert shade["width"] / axis["width"] == pytest.approx(184 / length, abs=0.02)


def test_an_end_before_the_start_takes_the_start_along(board: Board) -> None:
    board.type_day("to", "2022-10-31")
    assert board.days() == ("2022-10-31", "2022-10-31")
    assert board.trouble() == ""


def test_an_emptied_day_comes_back_and_leaves_the_window_as_it_was(fresh: Board) -> None:
    fresh.open(study="riverside")
    assert day(fresh, "Last day of the window") == "29 February 2024"  # the slider says days from the start
    before = (fresh.words(), fresh.page.url)
    fresh.unfold(fresh.page.locator("#to"))
    fresh.page.fill("#to", "")
    fresh.page.locator("#to").blur()
    fresh.settle()
    assert fresh.days()[1] == str(LAST)
    assert (fresh.words(), fresh.page.url) == before


def test_a_window_far_from_the_record_says_where_the_record_is(board: Board) -> None:
    board.go(study="riverside", **{"from": "1990-01-01", "to": "1990-12-31"})
    said = board.page.inner_text("#map-empty")
    assert "No tie stands on the last day of this window" in said
    assert "29 February 2024" in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"to": "2023-02-30"}, "“2023-02-30” is no day; write it as 2011-12-31"),
        ({"from": "yesterday"}, "“yesterday” is no day"),
        ({"from": "2024-01-01", "to": "2023-01-01"}, "ends on 2023-01-01, before it starts on 2024-01-01"),
        ({"layout": "spiral"}, "“spiral” is none of its values; it takes force, levels"),
        ({"steps": "99"}, "“99” is none of its values"),
        ({"partnership": "<b>x</b>"}, "no partnership “<b>x</b>”"),
    ],
)
def test_a_wrong_address_is_told_clearly(board: Board, query: dict[str, str], said: str) -> None:
    board.go(study="riverside", **query)
    assert said in board.trouble()
    board.go(study="riverside")
    assert board.trouble() == ""


def test_a_step_moves_both_ends_and_back_again(board: Board) -> None:
    board.go(study="riverside", **{"from": "2023-01-01", "to": "2023-06-30"})
    board.do("forward")
    assert board.days() == ("2023-02-01", "2023-07-31")
    board.do("back")
    assert board.days() == ("2023-01-01", "2023-06-30")
    board.page.locator("#step").click()
    board.page.get_by_role("option", name="Quarter").click()
    board.settle()
    board.do("forward")
    assert board.days() == ("2023-04-01", "2023-09-30")


def test_play_goes_to_the_end_and_stops_there(fresh: Board) -> None:
    fresh.open(study="riverside", **{"from": "2023-09-01", "to": "2023-11-30"})
    play = fresh.page.locator("#play")
    play.click()
    fresh.page.wait_for_function("() => document.getElementById('play').textContent === 'Pause'")
    fresh.page.wait_for_function("() => document.getElementById('play').textContent === 'Play'")
    fresh.settle()
    expect(play).to_have_attribute("aria-pressed", "false")
    assert fresh.days() == ("2023-12-01", str(LAST))


def test_the_slider_moves_by_keyboard(board: Board) -> None:
    thumb = board.page.get_by_role("slider", name="Last day of the window")
    thumb.focus()
    with board.answered():
        board.page.keyboard.press("ArrowLeft")
    assert board.days()[1] == "2024-02-28"
    assert "28 February 2024" in board.words()
    assert day(board, "Last day of the window") == "28 February 2024"


def test_places_stay_whatever_is_shown(board: Board) -> None:
    board.go(study="riverside", layers=["people", "zones"])
    places = board.positions()
    for act, value in (
        ("back", None),
        ("kind", "new_network"),
        ("state", "active"),
        ("preset", "2022-09-02/2022-12-31"),
    ):
        board.do(act, value)
        assert board.positions() == places, act
    board.reload()
    assert board.positions() == places
    board.go(study="riverside", layers=["people"])
    fewer = board.positions()
    assert fewer == {number: places[number] for number in fewer}


def test_the_bars_are_the_encounters_and_the_events_are_marked(board: Board) -> None:
    bars = board.page.locator("#axis .bars span").all()
    assert sum(int(bar.get_attribute("data-encounters") or "") for bar in bars) > 500
    fetched = board.page.evaluate("() => performance.getEntriesByType('resource').map((each) => each.name)")
    assert not [name for name in fetched if "plotly" in name]
    marks = board.texts("#marks span")
    assert any("launch" in mark.lower() for mark in marks)
    described = board.page.text_content("#axis-said") or ""
    assert "2 September 2022" in described
    assert "29 February 2024" in described
    assert all(mark.rstrip("…") in described for mark in marks)
