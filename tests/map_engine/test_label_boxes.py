"""No name on a name and none on a node, measured on studies of 12, 82 and 300 agencies, on both screens."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

import netmap
from dashboards.pages.board import figures
from netmap.model.i18n import ENGLISH
from netmap.questions.map.request import new_page
from tests import shared_data
from tests.big_partnership import partnership
from tests.map_engine.driver import MapPage
from tests.questions.boards import board_of
from tests.shared_data import bundled

BOXES = """() => {
  const map = netmapMap.current();
  const { zoom } = map;
  const nodes = [...map.nodes()].map(({ id, x, y, d }) => (
    { id, x1: (x - d / 2) * zoom, x2: (x + d / 2) * zoom, y1: (y - d / 2) * zoom, y2: (y + d / 2) * zoom }));
  return { nodes, names: map.labels.placed.map(({ spot, item }) => ({ ...spot, id: item.node.id })) };
}"""
LEAST_NAMED = 8


def overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["x1"] < b["x2"] and b["x1"] < a["x2"] and a["y1"] < b["y2"] and b["y1"] < a["y2"])


def check(page: MapPage, study: netmap.Study) -> None:
    view = board_of(study).board(new_page("s"))
    page.paint(figures.map_json(view, ENGLISH, 1))
    for zoom in (0, 1, 1):
        if zoom:
            page.call("zoom_in", 1)
        found = page.page.evaluate(BOXES)
        names, nodes = found["names"], found["nodes"]
        assert len(names) >= min(LEAST_NAMED, len(nodes))
        assert not [(a, b) for a, b in combinations(names, 2) if overlap(a, b)]
        assert not [(a, b) for a in names for b in nodes if a["id"] != b["id"] and overlap(a, b)]


def test_twelve_agencies(map_page: MapPage, phone_page: MapPage) -> None:
    for page in (map_page, phone_page):
        check(page, bundled("riverside"))


@pytest.mark.shared
def test_eighty_two_agencies(map_page: MapPage, phone_page: MapPage) -> None:
    for page in (map_page, phone_page):
        check(page, shared_data.panels())


def test_three_hundred_agencies(map_page: MapPage) -> None:
    check(map_page, netmap.from_tables(**partnership(600, 300, 300, 900)))
