"""The first minute of a board member, on four real panels."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

import netmap
from netmap.tie_kinds.policy import TiePolicy
from tests import shared_data
from tests.browser import expected
from tests.browser.driver import Board
from tests.browser.expected import Window
from tests.browser.serving import Service
from tests.browser.watch import watched

pytestmark = [pytest.mark.browser, pytest.mark.shared]

STUDY = "uk-transparency-panels"
YEAR_2011 = Window(dt.date(2011, 1, 1), dt.date(2011, 12, 31))
BASELINE = "2011-08-01"
NOUNS = {
    "old_network": "old network",
    "new_network": "new network",
    "cognitive_trail": "cognitive trail",
}


@pytest.fixture(scope="module")
def panels() -> netmap.Study:
    return shared_data.panels()


@pytest.fixture(scope="module")
def watch_and_board(panels: netmap.Study, chromium: Browser, service: Service) -> Iterator[Board]:
    with watched(chromium, service.address) as watch:
        yield Board(watch.context.new_page(), service.address).open(study=STUDY)


@pytest.fixture
def board(watch_and_board: Board) -> Board:
    return watch_and_board


def counted(sentence: str, noun: str) -> int | None:
    """The number before a noun, singular or plural."""
    found = re.search(rf"([\d,]+) (?:active )?{noun}s?\b", sentence)
    return int(found[1].replace(",", "")) if found else None


def moved(sentence: str, noun: str) -> tuple[int, int] | None:
    """From how many to how many ties of a kind went; equal numbers where they stayed."""
    found = re.search(rf"{noun}s (?:\w+ from (\d+) to (\d+)|\w+ at (\d+))", sentence)
    return (int(found[1] or found[3]), int(found[2] or found[3])) if found else None


def kinds_said(board: Board) -> dict[str, int]:
    """Active ties of each kind, as the sentence above the map says them."""
    said = {kind: counted(board.sentences()[0], noun) for kind, noun in NOUNS.items()}
    return {kind: n for kind, n in said.items() if n}


def comparable(window: Window, baseline: str | None, kinds: set[str]) -> set[str]:
    """The kinds that the period before could hold: nothing counts as new before the baseline."""
    begins = dt.date.fromisoformat(baseline or "2010-06-01")
    return kinds if window.before.end >= begins else kinds & {"old_network"}


def without_zeros(kinds: dict[str, int]) -> dict[str, int]:
    return {kind: n for kind, n in kinds.items() if n}


def kinds_of_map(board: Board) -> dict[str, int]:
    """Ties of each kind that the lines of the map stand for."""
    found: dict[str, int] = {}
    for edge in board.view()["edges"]:
        for kind, n in edge.get("split", [[edge["kind"], edge["n"]]]):
            found[kind] = found.get(kind, 0) + n
    return found


def legend_kinds(board: Board) -> list[str]:
    return [str(each.get_attribute("data-value")) for each in board.act("kind").all()]


def test_the_panels_are_there_with_their_levels(board: Board) -> None:
    board.go(study=STUDY)
    first = board.sentences()[1]
    assert counted(first, "agenc(?:y|ies)") == 82
    assert (counted(first, "people") or counted(first, "person")) == 278
    board.do("preset", "2010-06-01/2014-02-14")
    assert counted(board.sentences()[1], "sitting") == 45
    board.go(study=STUDY, layout="levels")
    bands = [band["name"] for band in board.view()["bands"]]
    levels = shared_data.panels().levels
    assert set(levels["name"]) <= set(bands)
    assert [name for name in bands if "not known" in name]


def test_sentences_come_before_everything_else(board: Board) -> None:
    board.go(study=STUDY)
    assert len(board.sentences()) >= 5
    assert all(sentence.endswith(".") for sentence in board.sentences())
    tops = [board.page.locator(f"#{name}").bounding_box() for name in ("sentences", "words", "map")]
    heights = [box["y"] for box in tops if box]
    assert heights == sorted(heights)
    expect(board.page.locator("h1")).to_have_text(re.compile(r"work together on 14 February 2014\.$"))


@pytest.mark.parametrize(
    ("window", "baseline"),
    [
        (None, None),
        (YEAR_2011, None),
        (YEAR_2011, BASELINE),
        (Window(dt.date(2011, 10, 1), dt.date(2012, 9, 30)), BASELINE),
        (Window(dt.date(2010, 6, 1), dt.date(2014, 2, 14)), None),
    ],
    ids=["as it opens", "2011", "2011 with a baseline", "over two years", "everything"],
)
def test_every_number_is_the_librarys(
    board: Board, panels: netmap.Study, window: Window | None, baseline: str | None
) -> None:
    query = {"from": window.start, "to": window.end} if window else {}
    board.go(study=STUDY, **query, **({"baseline": baseline} if baseline else {}))
    shown = window or expected.last_twelve_months(dt.date(2014, 2, 14))
    active, who, change, zones, *_ = board.sentences()
    drawn = expected.ties_drawn(panels, shown, baseline)
    now = expected.active_by_kind(panels, shown, baseline)
    assert counted(who, "sitting") == len(expected.sittings(panels, shown))
    assert str(expected.present(panels, shown)["practitioner"].nunique()) in re.findall(r"\d+", who)
    assert kinds_said(board) == without_zeros(now)
    assert str(sum(now.values())) in re.findall(r"\d+", active)
    assert str(expected.between_agencies(panels, drawn)) in re.findall(r"\d+", active)
    if shown.before.end >= dt.date(2010, 6, 1):
        before = expected.active_by_kind(panels, shown.before, baseline)
        said = {kind: moved(change, noun) for kind, noun in NOUNS.items()}
        assert {kind: pair for kind, pair in said.items() if pair and any(pair)} == {
            kind: (before.get(kind, 0), now.get(kind, 0))
            for kind in comparable(shown, baseline, {*before, *now})
        }
    for name, n, people in expected.zones(panels, shown)[:3]:
        assert re.search(rf"{re.escape(name)} \({n} sittings?, {people} (people|person)", zones)


def test_the_words_the_n_and_the_rule_are_what_was_used(board: Board, panels: netmap.Study) -> None:
    board.go(study=STUDY, **{"from": YEAR_2011.start, "to": YEAR_2011.end, "baseline": BASELINE})
    assert re.search(r"1 January 2011 .*31 December 2011", board.words())
    policy, rule = TiePolicy(), board.rule()
    assert "1 August 2011" in rule
    for days in (policy.sustained_days, policy.consolidation_days, policy.quiet_days):
        assert f"{days} days" in rule
    for times in (policy.sustained_occasions, policy.consolidation_occasions):
        assert f"{times} occasions" in rule
    n = len(expected.ties_drawn(panels, YEAR_2011, BASELINE))
    sat = len(expected.sittings(panels, YEAR_2011))
    assert f"82 agencies, 278 people, {sat} sittings" in rule
    assert f"{n} ties" in rule


def test_a_window_that_ends_in_2011_uses_nothing_later(board: Board, panels: netmap.Study) -> None:
    board.go(study=STUDY).do("preset", "2011-01-01/2011-12-31")
    assert board.days() == ("2011-01-01", "2011-12-31")
    past = expected.ended(panels, "2011-12-31")
    assert kinds_said(board) == without_zeros(expected.active_by_kind(past, YEAR_2011))
    board.tab("Ties")
    rows = board.rows("ties")
    assert rows
    assert max(row["last"] for row in rows) <= "2011-12-31"
    assert sum(row["ties"] for row in rows) == len(
        expected.crossing(panels, expected.ties_drawn(past, YEAR_2011))
    )
    board.tab("Zones")
    assert sum(row["sittings"] for row in board.rows("zones")) == len(expected.sittings(panels, YEAR_2011))
    there = board.page.get_by_role("link", name="Its page: Transparency Board").get_attribute("href")
    assert there == f"/en/zones/?study={STUDY}&from=2011-01-01&to=2011-12-31&selected=zone&selected-id=TB"
    board.tab("Details")


def test_without_a_baseline_old_networks_cannot_be_known(board: Board) -> None:
    board.go(study=STUDY, **{"from": YEAR_2011.start, "to": YEAR_2011.end})
    assert "Old networks cannot be seen" in " ".join(board.sentences())
    assert "30 August 2010" in " ".join(board.sentences())
    assert "old_network" not in kinds_of_map(board)
    assert "old_network" not in legend_kinds(board)
    assert not re.search(r"\b0 old networks", " ".join(board.sentences()))


def test_a_baseline_brings_old_networks_and_goes_again(board: Board, panels: netmap.Study) -> None:
    board.go(study=STUDY, **{"from": YEAR_2011.start, "to": YEAR_2011.end})
    board.type_day("baseline", BASELINE)
    expect_old(board, panels)
    assert f"baseline={BASELINE}" in board.page.url
    (chip,) = board.chips()
    assert "1 August 2011" in chip
    with board.answered():
        board.page.locator("#chips .chip").click()
    assert "baseline" not in board.page.url
    assert board.chips() == []
    assert "Old networks cannot be seen" in " ".join(board.sentences())
    board.go(study=STUDY, **{"from": YEAR_2011.start, "to": YEAR_2011.end, "baseline": BASELINE})
    expect_old(board, panels)


def expect_old(board: Board, panels: netmap.Study) -> None:
    """Old networks are in the sentence, the legend and on the map, as many as the library finds."""
    drawn = expected.ties_drawn(panels, YEAR_2011, BASELINE)
    active = expected.active_by_kind(panels, YEAR_2011, BASELINE)["old_network"]
    assert kinds_said(board)["old_network"] == active > 0
    assert "Old networks cannot be seen" not in " ".join(board.sentences())
    assert "old_network" in legend_kinds(board)
    old = expected.crossing(panels, drawn[drawn["kind"] == "old_network"])
    assert kinds_of_map(board)["old_network"] == len(old) > 0
