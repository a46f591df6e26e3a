"""axe-core finds nothing serious or critical: on a laptop and a phone, in both languages, in all states."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.driver import Board
from tests.browser.serving import Service
from tests.browser.watch import LAPTOP, PHONE, Watch

pytestmark = pytest.mark.browser

SCREENS = {"laptop": "en", "phone": "it"}
"""The screens, and the language in which a page is read on each."""

SERIOUS = ("serious", "critical")
RULES = {"resultTypes": ["violations"], "iframes": False}
TARGET = 44
TOO_SMALL = """(least) => {
  const boxes = 'button:not(.word), summary, a[href], [role=tab], .mantine-Chip-label, '
    + 'input:not([type=checkbox]):not([type=radio]), .mantine-SegmentedControl-label';
  return [...document.querySelectorAll(boxes)].map((element) => {
    const { width, height } = element.getBoundingClientRect();
    const name = element.id || element.textContent.trim() || element.className;
    return [name, Math.round(width), Math.round(height)];
  }).filter(([, width, height]) => width > 1 && height > 1 && height < least);
}"""
"""The controls that are seen and lower than a finger needs; words in a sentence are as high as its line."""

OPENED = {
    "study": "riverside",
    "layers": ["services", "zones"],
    "open": "police",
    "kinds": ["old_network", "new_network"],
    "selected": "agency",
    "selected-id": "police",
}


@pytest.fixture(scope="module")
def boards(laptop: Watch, phone: Watch, service: Service) -> dict[str, Board]:
    """The page on each screen, and with it in each language."""
    return {
        screen: Board(watch.context.new_page(), service.address, SCREENS[screen]).open(study="riverside")
        for screen, watch in (("laptop", laptop), ("phone", phone))
    }


@pytest.fixture(params=list(SCREENS))
def board(request: pytest.FixtureRequest, boards: dict[str, Board]) -> Board:
    return boards[request.param]


def serious(board: Board) -> list[str]:
    """What axe finds serious or critical: rule, element, what is wrong."""
    found = Axe().run(board.page, options=RULES).response["violations"]
    return [
        f"{each['id']} {node['target']}: {node.get('failureSummary', '')}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


def wide(board: Board) -> bool:
    """Whether the page is wider than the screen."""
    return bool(board.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"))


def open_folds(board: Board, is_open: bool = True) -> None:
    board.page.evaluate(
        "(open) => document.querySelectorAll('details').forEach((each) => { each.open = open; })", is_open
    )
    board.settle()


@pytest.mark.parametrize(
    "query",
    [
        {"study": "emon"},
        {"study": "empty"},
        {"study": "broken"},
        {"study": "nowhere"},
    ],
    ids=lambda query: query["study"],
)
def test_each_study_as_it_opens(board: Board, query: dict[str, str]) -> None:
    board.go(query)
    assert serious(board) == []
    assert not wide(board)
    board.go(study="riverside")


def test_on_a_phone_the_map_is_a_button_and_fills_the_screen(board: Board) -> None:
    phone = board.page.viewport_size != LAPTOP
    board.go(study="riverside")
    open_folds(board, False)
    opens, closes = board.page.locator("#map-open"), board.page.locator("#map-close")
    expect(opens).to_be_visible(visible=phone)
    expect(board.page.locator("#map")).to_be_visible(visible=not phone)
    if not phone:
        return
    assert board.page.locator(".face-header").bounding_box()["height"] <= 96  # type: ignore[index]
    opens.click()
    expect(closes).to_be_focused()
    board.settle()
    assert board.page.locator(".work").bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert board.page.locator("#map").bounding_box()["height"] > PHONE["height"] / 2  # type: ignore[index]
    assert serious(board) == []
    number = board.number("Polizia di Riverside")
    board.click(number)
    expect(board.page.locator("#panel h2").first).to_have_text("Polizia di Riverside")
    board.settle()
    panel, card = (board.page.locator(each).bounding_box() for each in ("#panel", ".side"))
    assert panel["y"] + panel["height"] <= card["y"] + card["height"]  # type: ignore[index]
    closes.press("Escape")
    expect(opens).to_be_focused()
    expect(board.page.locator("#map")).to_be_hidden()


def test_everything_open(board: Board) -> None:
    board.go(OPENED)
    open_folds(board)
    assert serious(board) == []
    assert not wide(board)


def test_each_tab(boards: dict[str, Board]) -> None:
    board = boards["laptop"].go(OPENED)
    open_folds(board, False)
    tabs = board.page.get_by_role("tab")
    for place in range(tabs.count()):
        tabs.nth(place).click()
        board.settle()
        assert serious(board) == [], place
        assert not wide(board)
    tabs.first.click()


def test_the_study_is_chosen_where_its_name_stands(board: Board) -> None:
    """What takes the press lies over the name, and nowhere else on the screen."""
    board.go(study="riverside")
    name, press = (board.page.locator(each).bounding_box() for each in (".study-name", "#study"))
    assert name is not None
    assert press is not None
    assert press["y"] >= name["y"] - 1
    assert press["y"] + press["height"] <= name["y"] + name["height"] + 1
    assert abs(press["x"] - name["x"]) <= 1
    assert abs(press["width"] - name["width"]) <= 1


def test_a_list_of_choices(board: Board) -> None:
    board.go(study="riverside")
    board.page.locator("#study").click()
    board.page.get_by_role("option").first.wait_for()
    found = serious(board)
    board.page.keyboard.press("Escape")
    assert found == []


def test_there_is_one_heading_of_the_first_order_and_landmarks(board: Board) -> None:
    board.go(study="riverside")
    expect(board.page.get_by_role("heading", level=1)).to_have_count(1)
    expect(board.page.get_by_role("main")).to_have_count(1)
    expect(board.page.get_by_role("banner")).to_have_count(1)
    assert board.page.locator("#map").get_attribute("aria-label")


def test_the_main_controls_are_large_enough_for_a_finger(board: Board) -> None:
    if board.page.viewport_size == LAPTOP:
        return
    board.go(OPENED)
    open_folds(board)
    assert board.page.evaluate(TOO_SMALL, TARGET) == []
