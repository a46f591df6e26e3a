"""A page that has nothing, too much or something wrong to show says so, and what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from netmap.files.reading import check_study
from tests.browser import studies
from tests.browser.driver import Board
from tests.browser.serving import Service, serving
from tests.browser.watch import watched
from tests.slices import first

pytestmark = pytest.mark.browser


def test_an_empty_study_says_what_is_missing(board: Board) -> None:
    board.go(study="empty")
    assert board.view()["nodes"] == []
    expect(board.page.locator("#map-empty")).to_contain_text(
        "no agencies and no people yet", use_inner_text=True
    )
    assert len(board.sentences()) >= 5
    for tab, table in (("Ties", "ties"), ("Agencies", "actors"), ("Zones", "zones")):
        board.tab(tab)
        assert board.rows(table) == []
    assert "No rows to show" in board.seen()
    board.tab("Details")


def test_a_refused_study_lists_every_problem(board: Board, tmp_path: Path) -> None:
    board.go(study="broken")
    problems = check_study(studies.write_broken(tmp_path / "again")).errors
    rows = board.rows("problems")
    assert len(rows) >= 30
    assert {(row["table"], row["line"], row["column"]) for row in rows} == {
        (problem.table, problem.line, problem.column) for problem in problems
    }
    assert len(rows) == len(problems)
    assert all(row["reason"] and row["cure"] for row in rows)
    expect(board.page.locator("#state-of-study")).to_contain_text(str(len(rows)), use_inner_text=True)
    assert board.page.is_hidden("#board")
    assert board.page.evaluate("() => document.querySelectorAll('main b, main img').length") == 0


def test_the_problems_can_be_taken_away(board: Board, tmp_path: Path) -> None:
    board.go(study="broken")
    with board.page.expect_download() as told:
        board.page.locator("#problem-csv").click()
    told.value.save_as(tmp_path / "problems.csv")
    with (tmp_path / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        taken = list(csv.reader(file))
    errors = [row for row in taken[1:] if row[0] == "error"]
    assert len(errors) == len(board.rows("problems")) > 0
    assert {row[0] for row in taken[1:]} == {"error", "warning"}


def test_a_refused_study_is_left_for_another(board: Board) -> None:
    board.go(study="broken")
    board.choose("Study", "Riverside Children's Partnership (simulated)")
    assert board.page.is_visible("#board")
    assert board.view()["study"] == "riverside"
    expect(board.page.locator("#state-of-study")).to_have_text("")


def test_a_study_that_is_not_there_is_told_with_those_that_are(fresh: Board) -> None:
    fresh.open(study="riversid")
    assert "riversid" in fresh.trouble()
    assert "riverside" in fresh.trouble()
    fresh.choose("Study", "Riverside Children's Partnership (simulated)")
    assert fresh.trouble() == ""
    assert fresh.view()["study"] == "riverside"


@pytest.fixture(scope="module", params=first(1, (2_000, 10_000)))
def many(request: pytest.FixtureRequest) -> int:
    """How many people are in a large study."""
    return int(request.param)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory, many: int) -> Iterator[Service]:
    """Many people, given to the page before they have been read."""
    folder = studies.write_big(
        tmp_path_factory.mktemp("big") / "big",
        people=many,
        agencies=200,
        meetings=many // 5,
        contacts=6 * many,
    )
    with serving(folder, wait=False) as service:
        yield service
        said = service.said
    assert said == ""


def test_thousands_of_people_open_collapsed(big: Service, many: int, chromium: Browser) -> None:
    with watched(chromium, big.address) as watch:
        board = Board(watch.context.new_page(), big.address)
        board.page.goto(f"{big.address}en/map/", wait_until="commit")
        board.page.wait_for_function(
            "() => document.querySelector('#state-of-study h1') || document.querySelector('#sentences li')"
        )
        state = board.page.inner_text("#state-of-study")
        assert not state or "is being read and checked" in state
        board.page.wait_for_function("() => document.querySelector('#sentences li')", timeout=60_000)
        board.settle()
        sorts = {node["sort"] for node in board.view()["nodes"]}
        assert sorts == {"agency"}
        assert not any(node["open"] for node in board.view()["nodes"])
        assert f"{many:,} people" in board.sentences()[1]
        board.layer("People, by name")
        assert not any(node["open"] for node in board.view()["nodes"])
        assert "Open one agency at a time" in board.seen()
        board.layer("People, by name")
        drawn = board.positions()
        small = min(
            (node for node in board.view()["nodes"] if node["inside"] and node["id"] in drawn),
            key=lambda node: (node["unknown"], node["inside"]),
        )
        board.page.evaluate("(number) => { window.dash_clientside.netmap.reveal(number); }", small["id"])
        board.settle()
        board.press("Enter")
        held = [node for node in board.view()["nodes"] if node["parent"] == small["id"]]
        assert len(held) == small["inside"]
