"""The whole state is in the address: a reload and a copied link give the same picture."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.driver import Board
from tests.browser.serving import Service
from tests.browser.watch import Watch
from tests.slices import first

pytestmark = pytest.mark.browser

SEEDS = first(1, range(12))
UNSAID = (
    "() => document.querySelectorAll('[aria-live], [role=status]').forEach((said) => said.replaceChildren())"
)
EMON = "Seven emergency search-and-rescue networks, 1978-80 (EMON)"
STUDIES = ("riverside", "emon", "hostile")


@pytest.fixture(scope="module")
def other(second_laptop: Watch, service: Service) -> Board:
    """A page of somebody who was sent a link."""
    return Board(second_laptop.context.new_page(), service.address)


def wander(board: Board, seed: int) -> None:
    """Press half a dozen things at random, as a reader would."""
    chance = random.Random(seed)
    board.go(study=STUDIES[seed % len(STUDIES)])
    acts = [_period, _layer, _arrange, _legend, _size, _choose_and_open, _focus, _step]
    for act in chance.sample(acts, 6):
        act(board, chance)


def _one(board: Board, chance: random.Random, act: str) -> None:
    found = board.act(act)
    if found.count():
        one = found.nth(chance.randrange(found.count()))
        if one.is_hidden():
            board.unfold(one)
        with board.answered():
            one.click()


def _period(board: Board, chance: random.Random) -> None:
    _one(board, chance, "preset")


def _step(board: Board, chance: random.Random) -> None:
    if board.act("back").is_visible():
        board.do("back")


def _legend(board: Board, chance: random.Random) -> None:
    _one(board, chance, chance.choice(["kind", "state"]))


def _layer(board: Board, chance: random.Random) -> None:
    board.layer(chance.choice(["People, by name", "Services", "Boundary zones"]))


def _arrange(board: Board, chance: random.Random) -> None:
    board.segment("Arrange by", "Level")


def _size(board: Board, chance: random.Random) -> None:
    board.choose("Size by", chance.choice(["All alike", "People of the agency"]))


def _choose_and_open(board: Board, chance: random.Random) -> None:
    agencies = [
        number for number, node in board.nodes().items() if node["sort"] == "agency" and not node["open"]
    ]
    if not agencies:
        return
    number = chance.choice(agencies)
    board.page.evaluate("(number) => { window.dash_clientside.netmap.reveal(number); }", number)
    board.settle()
    board.press("Enter")


def _focus(board: Board, chance: random.Random) -> None:
    board.press("ArrowRight")
    if board.picked() is not None:
        board.segment("Focus on what is chosen", str(chance.randint(1, 4)))


def picture(board: Board) -> dict[str, Any]:
    """Everything of a page that the state decides; what was read out last tells how one came there."""
    board.page.evaluate(UNSAID)
    view = board.view()
    del view["selected"]  # of the last drawing; `picked` is what is chosen now
    return {
        "map": view,
        "drawn": board.positions(),
        "picked": board.picked(),
        "texts": board.seen().splitlines(),
        "days": board.days() if board.page.is_visible("#menu-period") else None,
        "sheet": board.page.evaluate("() => window.netmapMap.current().lines.lines.length"),
        "address": board.page.url,
    }


def steady(board: Board) -> dict[str, Any]:
    """The picture once it is the same twice, a moment apart."""
    before = picture(board.settle())
    for _ in range(60):
        board.page.wait_for_timeout(150)
        now = picture(board.settle())
        if now == before:
            break
        before = now
    return before


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reload_and_a_copied_link_give_the_same_picture(board: Board, other: Board, seed: int) -> None:
    wander(board, seed)
    board.page.evaluate("() => document.activeElement.blur()")
    before = steady(board)
    other.page.goto(board.page.url, wait_until="commit")
    assert steady(other) == before
    if seed % 3 == 0:
        assert steady(board.reload()) == before


def test_the_back_button_returns_to_the_study_before(board: Board) -> None:
    board.go(study="riverside")
    before = board.view()
    board.choose("Study", EMON)
    assert board.view()["study"] == "emon"
    assert "study=emon" in board.page.url
    board.page.go_back()
    board.settle()
    assert board.view() == before


def test_the_link_is_copied_with_its_days_and_its_baseline(board: Board) -> None:
    board.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    board.go(study="riverside", layers=["zones"])
    board.page.locator(".share-menu > summary").click()
    board.page.get_by_role("link", name="Copy the link").click()
    board.settle()
    copied = str(board.page.evaluate("() => navigator.clipboard.readText()"))
    days = "from=2023-03-01&to=2024-02-29&baseline=2023-03-01"
    link, _, seen = copied.partition("#")
    assert link == board.page.url.replace("study=riverside&", f"study=riverside&{days}&")
    assert re.fullmatch(r"seen=-?[\d.]+,-?[\d.]+,-?[\d.]+,-?[\d.]+", seen)
    expect(board.page.locator(".share-menu [role=status]")).to_contain_text("copied", use_inner_text=True)
    board.page.keyboard.press("Escape")


def test_the_link_to_the_map_stays_with_the_study(board: Board) -> None:
    board.go(study="riverside", layers=["zones"])
    there = board.page.get_by_role("link", name="Who works with whom", exact=True).get_attribute("href")
    assert there == "/en/map/?study=riverside&layers=zones"


def test_sentences_of_another_window_give_way(board: Board) -> None:
    board.go(study="riverside")
    learned = board.page.locator("#learned")
    learned.locator("li").first.wait_for()
    board.page.evaluate(
        """() => {
          window.seen = [];
          const learned = document.getElementById('learned');
          const look = new MutationObserver(() => window.seen.push(learned.innerText));
          look.observe(learned, { childList: true, subtree: true });
        }"""
    )
    board.do("preset", "2023-01-01/2023-12-31")
    learned.locator("li").first.wait_for()
    board.settle()
    assert "Working out how far learning travels…" in str(board.page.evaluate("() => window.seen[0]"))
