"""Names on the map: readable, apart from one another, and complete as one looks closer."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tests.map_engine.driver import MapPage
from tests.map_engine.views import cross, crowd, node, view

SPOTS = "() => netmapMap.current().labels.placed.map(({ spot, item }) => ({ ...spot, number: item.node.id }))"
WRAP = "([name, width, lines]) => netmapWrap(name, width, lines, (text) => [...text].length)"


def overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["x1"] < b["x2"] and b["x1"] < a["x2"] and a["y1"] < b["y2"] and b["y1"] < a["y2"])


def test_no_two_names_overlap(map_page: MapPage) -> None:
    map_page.paint(crowd(120, 300))
    for zoom in (0, 1, 1):
        if zoom:
            map_page.call("zoom_in", 1)
        spots = map_page.page.evaluate(SPOTS)
        assert len(spots) > 20
        assert not any(overlap(a, b) for a, b in combinations(spots, 2))


def test_the_largest_come_first_and_more_come_closer(map_page: MapPage) -> None:
    many = crowd(200, 200)
    map_page.paint(many)
    largest = max(many["nodes"], key=lambda each: each["d"])
    far = {each["number"] for each in map_page.page.evaluate(SPOTS)}
    assert largest["id"] in far
    for _ in range(5):
        map_page.call("zoom_in", 1)
    near = {each["number"] for each in map_page.page.evaluate(SPOTS)}
    assert len(near) > len(far)


def test_moving_the_map_leaves_names_where_they_stand(map_page: MapPage) -> None:
    map_page.paint(crowd(120, 300))
    before = map_page.page.evaluate(SPOTS)
    map_page.press("Shift+ArrowRight", "Shift+ArrowUp")
    assert map_page.page.evaluate(SPOTS) == before


def test_people_are_named_closer_by(map_page: MapPage) -> None:
    people = [
        node(each, f"Person {each}", sort="person", d=12, parent=0, x=30 * each) for each in range(1, 4)
    ]
    far = [node(90, "Far", x=1500, y=900), node(91, "Farther", x=-1500, y=-900)]
    crowd_of_large = [node(each, x=200 * (each - 110), y=600, d=40) for each in range(100, 130)]
    map_page.paint(view([node(0, "Council", open=True, inside=3, x=60), *people, *far, *crowd_of_large]))
    assert "Council" in map_page.named()
    assert not any(name.startswith("Person") for name in map_page.named())
    map_page.call("reveal", 2)
    assert {"Person 1", "Person 2", "Person 3"} <= set(map_page.named())


def test_the_chosen_and_its_neighbours_are_named(map_page: MapPage) -> None:
    many = crowd(300, 200)
    map_page.paint(many)
    smallest = min((edge["s"] for edge in many["edges"]), key=lambda number: many["nodes"][number]["d"])
    map_page.paint({**many, "selected": smallest})
    ends = {edge["t"] for edge in many["edges"] if edge["s"] == smallest} | {
        edge["s"] for edge in many["edges"] if edge["t"] == smallest
    }
    named = {each["number"] for each in map_page.page.evaluate(SPOTS)}
    assert smallest in named
    assert len(ends & named) >= len(ends) * 0.6


def test_what_is_pointed_at_is_named(map_page: MapPage) -> None:
    map_page.paint(crowd(400, 100))
    unnamed = map_page.page.evaluate(
        """() => {
          const named = new Set(netmapMap.current().labels.placed.map((each) => each.item.node.id));
          const free = [...netmapMap.current().nodes()].find((node) => !named.has(node.id) && node.d > 20);
          return [free.id, free.x, free.y];
        }"""
    )
    map_page.page.mouse.move(*map_page.place(*unnamed[1:]))
    map_page.settle()
    shown = map_page.page.evaluate(SPOTS)
    assert unnamed[0] in {each["number"] for each in shown}


def test_faded_nodes_are_not_named(map_page: MapPage) -> None:
    plain = cross()
    map_page.paint({**plain, "nodes": [{**each, "faded": each["id"] == 2} for each in plain["nodes"]]})
    assert sorted(map_page.named()) == ["East", "Middle", "North", "South"]


@pytest.mark.parametrize(
    ("name", "width", "most", "lines"),
    [
        ("Police", 10, 3, ["Police"]),
        ("Youth Justice Board", 10, 3, ["Youth", "Justice", "Board"]),
        ("Youth Justice Board", 13, 3, ["Youth Justice", "Board"]),
        ("Youth Justice Board", 7, 2, ["Youth", "Justic…"]),
        ("Donaudampfschifffahrt", 8, 3, ["Donaudam", "pfschiff", "fahrt"]),
        ("<b>x</b> & y", 20, 3, ["<b>x</b> & y"]),
        ("  a \n\t b  ", 20, 3, ["a b"]),
        ("", 20, 3, [""]),
        ("日本語の名前", 3, 2, ["日本語", "の名前"]),
        ("👩‍👩‍👧 family", 40, 2, ["👩‍👩‍👧 family"]),
    ],
)
def test_long_names_are_broken(map_page: MapPage, name: str, width: int, most: int, lines: list[str]) -> None:
    assert map_page.page.evaluate(WRAP, [name, width, most]) == lines
