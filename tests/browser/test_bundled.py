"""The two studies that come along say what they are: seven undated networks, and a simulated partnership."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import netmap
from tests import shared_data
from tests.browser.driver import Board

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def emon() -> netmap.Study:
    return shared_data.bundled("emon")


def test_emon_is_seven_networks_without_dates(board: Board, emon: netmap.Study) -> None:
    board.go(study="emon")
    view = board.view()
    assert {node["name"] for node in view["nodes"]} == set(emon.agencies["name"])
    assert {(edge["kind"], edge["state"]) for edge in view["edges"]} == {("declared", "undated")}
    assert [each.get_attribute("data-value") for each in board.act("state").all()] == ["undated"]
    said = " ".join(board.sentences())
    assert "carry no dates" in said
    assert "cannot be told apart" in said
    assert board.page.is_hidden("#time")
    assert board.page.is_hidden("#simulated")


def test_emon_counts_every_report_once(board: Board, emon: netmap.Study) -> None:
    board.go(study="emon")
    assert sum(edge["n"] for edge in board.view()["edges"]) == len(netmap.ties(emon))
    board.tab("Ties")
    assert sum(row["ties"] for row in board.rows("ties")) == len(netmap.ties(emon))
    board.tab("Details")


def test_each_network_of_emon_can_be_looked_at_alone(board: Board, emon: netmap.Study) -> None:
    board.go(study="emon")
    names = emon.partnerships["name"].tolist()
    assert len(names) == 7
    board.page.get_by_role("textbox", name="Partnership").click()
    offered = board.page.get_by_role("option").all_inner_texts()
    assert sorted(offered) == sorted(["All partnerships", *names])
    board.page.keyboard.press("Escape")
    board.choose("Partnership", names[3])
    key = emon.partnerships["partnership"].iloc[3]
    mine = emon.agencies[emon.agencies["partnership"] == key]["name"]
    assert {node["name"] for node in board.view()["nodes"]} == set(mine)
    assert any(names[3] in chip for chip in board.chips())
    board.choose("Partnership", "All partnerships")
    assert board.chips() == []


def test_riverside_is_said_to_be_simulated_everywhere(board: Board) -> None:
    board.go(study="riverside")
    expect(board.page.locator("#simulated > summary")).to_have_text("Simulated data")
    board.page.locator("#simulated > summary").click()
    expect(board.page.locator("#simulated > div")).to_contain_text("This study is simulated")
    board.page.locator("#simulated > summary").click()
    assert "Simulated data" in board.view()["caption"]


def test_every_study_can_be_chosen(board: Board) -> None:
    board.go(study="riverside")
    board.page.get_by_role("textbox", name="Study").click()
    offered = board.page.get_by_role("option").all_inner_texts()
    assert "broken (does not pass its checks)" in offered
    assert len(offered) >= 5
    board.page.keyboard.press("Escape")


def test_the_page_says_who_looks_and_what_it_is(board: Board) -> None:
    board.go(study="riverside")
    header = board.page.locator("header").text_content() or ""
    assert "netmap" in header
    assert "On this computer only" in header
    assert board.page.title() == "Who works with whom · netmap"
