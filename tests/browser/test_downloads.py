"""What can be taken away is whole, true and harmless."""

from __future__ import annotations

import csv
import json
import struct
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from playwright.sync_api import Browser

import netmap
from tests import shared_data
from tests.browser.driver import Board
from tests.browser.watch import LAPTOP, PHONE, Watch

pytestmark = pytest.mark.browser

STATE: dict[str, Any] = {"study": "riverside", "layers": ["zones"], "open": "police"}
ABOUT = ("study", "window_from", "window_to", "n", "rule")


@pytest.fixture(scope="module")
def shown(shared_board: Board) -> Board:
    """The page in a state that has something of everything."""
    return shared_board


@pytest.fixture
def board(board: Board) -> Board:
    return board if "open=police" in board.page.url else board.go(STATE)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_text(value: object) -> str:
    """A value of the page's table as the CSV writes it."""
    return "" if value is None else str(value)


def test_the_picture_is_a_large_png(board: Board, tmp_path: Path) -> None:
    found = board.download("png", tmp_path)
    content = found.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content.endswith(b"IEND\xaeB`\x82")
    assert len(content) > 50_000
    width, height = struct.unpack(">II", content[16:24])
    assert width > 1200
    assert height > 900


def test_the_drawing_is_svg_without_script(board: Board, tmp_path: Path) -> None:
    root = ET.parse(board.download("svg-file", tmp_path)).getroot()  # noqa: S314  (our own file)
    assert root.tag.endswith("}svg")
    for element in root.iter():
        assert element.tag.split("}")[1] not in ("script", "foreignObject", "iframe", "image")
        assert not [name for name in element.attrib if name.startswith("on") or name.endswith("href")]
    texts = " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))
    assert "Riverside" in texts
    assert "baseline" in texts


@pytest.mark.parametrize(
    ("file", "table", "tab"), [("ties-file", "ties", "Ties"), ("actors-file", "actors", "Agencies")]
)
def test_the_tables_are_those_of_the_page(
    board: Board, tmp_path: Path, file: str, table: str, tab: str
) -> None:
    board.tab(tab)
    rows = board.rows(table)
    board.tab("Details")
    taken = cells(board.download(file, tmp_path))
    assert len(taken) == len(rows) > 0
    for row, cell in zip(rows, taken, strict=True):
        fields = set(row) & set(cell)
        assert len(fields) >= 6
        assert {field: cell[field] for field in fields} == {field: as_text(row[field]) for field in fields}


@pytest.mark.parametrize("file", ["ties-file", "actors-file"])
def test_the_tables_say_their_n_their_window_and_their_rule(board: Board, tmp_path: Path, file: str) -> None:
    rows = cells(board.download(file, tmp_path))
    for row in rows:
        assert row["study"] == "riverside"
        assert (row["window_from"], row["window_to"]) == board.days()
        assert row["n"] in board.rule() if file == "ties-file" else int(row["n"]) == len(rows)
        assert row["rule"] in board.rule()
        assert all(row[column] for column in ABOUT)


def test_the_weeks_are_those_of_the_axis(board: Board, tmp_path: Path) -> None:
    taken = board.download("week-csv", tmp_path).read_text("utf-8-sig").splitlines()
    bars = board.page.locator("#axis .bars span").all()
    told = [int(line.rsplit(",", 1)[1]) for line in taken[1:]]
    assert told == [int(bar.get_attribute("data-encounters") or "") for bar in bars]


def test_the_study_comes_back_as_it_was(board: Board, tmp_path: Path) -> None:
    found = board.download("study-file", tmp_path)
    assert zipfile.is_zipfile(found)
    again, study = netmap.read_study(found), shared_data.bundled("riverside")
    assert set(again.tables) == set(study.tables)
    for name in study.tables:
        pd.testing.assert_frame_equal(study.table(name), again.table(name))


def test_the_one_file_map_opens_without_a_network(board: Board, chromium: Browser, tmp_path: Path) -> None:
    found = board.download("html-file", tmp_path)
    names = {node["name"] for node in board.view()["nodes"]}
    page, watch = offline(chromium, found)
    page.wait_for_function("() => document.querySelector('canvas')")
    assert page.evaluate("() => document.querySelector('canvas').width") > 100
    text = page.inner_text("body")
    assert "Riverside" in text
    assert len([name for name in names if name in text]) > len(names) * 0.9
    page.context.close()
    assert (watch.console, watch.dialogs) == ([], [])
    assert watch.foreign == [found.as_uri()]


SPOTS = """() => Object.entries(network.getPositions()).map(([id, spot]) => ({
    ...network.canvasToDOM(spot), pale: nodes.get(Number(id)).opacity < 0.5 }))"""


def test_the_one_file_map_stands_upright_on_an_upright_screen(
    board: Board, chromium: Browser, tmp_path: Path
) -> None:
    """A wide network is turned on a phone, as on the page, and what stands out is whole; on a laptop not."""
    found = board.download("html-file", tmp_path)
    spans = []
    for screen in (LAPTOP, PHONE):
        page, watch = offline(chromium, found, screen)
        page.wait_for_function("() => document.querySelector('canvas')")
        spots, frame = page.evaluate(SPOTS), page.locator("#mynetwork").bounding_box()
        assert frame is not None
        if screen == PHONE:
            clear = [spot for spot in spots if not spot["pale"]]
            assert len(clear) > 3
            assert all(0 < spot["x"] < frame["width"] and 0 < spot["y"] < frame["height"] for spot in clear)
        across, down = ([spot[axis] for spot in spots] for axis in "xy")
        spans.append((max(across) - min(across)) / (max(down) - min(down)))
        assert (watch.console, watch.dialogs) == ([], [])
        page.context.close()
    assert spans[0] > 1 > spans[1]
    assert spans[0] == pytest.approx(1 / spans[1])


def offline(chromium: Browser, path: Path, screen: dict[str, int] = LAPTOP) -> tuple[Any, Watch]:
    """A file opened where there is no network."""
    context = chromium.new_context(viewport=screen, offline=True)
    watch = Watch(context, "http://nowhere/")
    page = context.new_page()
    page.goto(path.as_uri())
    return page, watch


def test_every_file_says_which_study_it_is_of(board: Board, tmp_path: Path) -> None:
    for name in ("svg-file", "html-file", "ties-file", "study-file"):
        assert "riverside" in board.download(name, tmp_path).name, name


def test_the_page_offers_no_file_of_another_state(board: Board) -> None:
    address = json.dumps([board.page.get_attribute(f"#{name}", "href") for name in ("svg-file", "ties-file")])
    assert address.count("open=police") == 2
    assert address.count("layers=zones") == 2
