"""The map can be walked, read and worked by keyboard alone."""

from __future__ import annotations

import pytest

from tests.map_engine.driver import MapPage
from tests.map_engine.views import cross, crowd, node, view


def test_tab_reaches_the_map_and_leaves_it(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.page.focus("#before")
    map_page.page.keyboard.press("Tab")
    assert map_page.page.evaluate("() => document.activeElement.id") == "map"
    outline = map_page.page.evaluate("() => getComputedStyle(document.getElementById('map')).outlineStyle")
    assert outline == "solid"
    map_page.page.keyboard.press("Tab")
    assert map_page.page.evaluate("() => document.activeElement.id") != "map"


def test_the_first_press_takes_the_largest(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.press("ArrowLeft")
    assert map_page.picked() == 0
    assert map_page.reported() == [("select", 0)]
    assert map_page.said() == "Middle, agency, 4 ties, 3 inside"


@pytest.mark.parametrize(
    ("key", "number", "name"),
    [("ArrowRight", 1, "East"), ("ArrowLeft", 2, "West"), ("ArrowUp", 3, "North"), ("ArrowDown", 4, "South")],
)
def test_arrows_go_to_the_nearest_that_way_and_back(
    map_page: MapPage, key: str, number: int, name: str
) -> None:
    map_page.paint(cross())
    map_page.press("ArrowUp", key)
    assert map_page.picked() == number
    assert map_page.said() == f"{name}, agency, 1 tie"
    back = {
        "ArrowRight": "ArrowLeft",
        "ArrowLeft": "ArrowRight",
        "ArrowUp": "ArrowDown",
        "ArrowDown": "ArrowUp",
    }[key]
    map_page.press(back)
    assert map_page.picked() == 0


def test_at_the_rim_it_says_so_and_stays(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.press("ArrowUp", "ArrowRight", "ArrowRight")
    assert map_page.picked() == 1
    assert map_page.said() == "Nothing further in that direction"


def test_faded_nodes_are_passed_over(map_page: MapPage) -> None:
    plain = cross()
    nodes = [{**each, "faded": each["id"] == 1} for each in plain["nodes"]]
    map_page.paint({**plain, "nodes": nodes, "selected": 0})
    map_page.press("ArrowRight")
    assert map_page.picked() in (3, 4, 0)
    assert map_page.picked() != 1


def test_enter_opens_an_agency_and_shows_anything_else(map_page: MapPage) -> None:
    map_page.paint({**cross(), "selected": 0})
    map_page.press("Enter")
    assert map_page.reported() == [("open", 0)]
    assert map_page.said() == "Middle is open"
    map_page.press("ArrowRight")
    map_page.reported()
    map_page.press("Enter")
    assert map_page.reported() == [("select", 1)]


def test_enter_on_an_open_agency_closes_it(map_page: MapPage) -> None:
    nodes = [node(0, "Council", open=True, inside=1), node(1, "Anna", sort="person", parent=0, d=12)]
    map_page.paint(view(nodes, selected=0))
    map_page.press("Enter")
    assert map_page.reported() == [("open", 0)]
    assert map_page.said() == "Council is closed"


def test_f_focuses_and_escape_lets_go(map_page: MapPage) -> None:
    map_page.paint({**cross(), "selected": 4})
    map_page.press("f")
    assert map_page.reported() == [("focus", 4)]
    map_page.press("Escape")
    assert map_page.reported() == [("clear", None)]
    assert map_page.picked() is None
    assert map_page.said() == "Nothing is chosen"
    map_page.press("Escape", "f", "Enter")
    assert map_page.reported() == []


def test_plus_minus_and_zero_zoom(map_page: MapPage) -> None:
    map_page.paint(cross())
    fitted = map_page.viewport()
    map_page.press("+")
    assert map_page.viewport()["zoom"] == pytest.approx(fitted["zoom"] * 1.3)
    map_page.press("-", "-")
    assert map_page.viewport()["zoom"] == pytest.approx(fitted["zoom"] / 1.3)
    map_page.press("0")
    assert map_page.viewport() == fitted


def test_shift_and_arrows_move_the_sheet(map_page: MapPage) -> None:
    map_page.paint(cross())
    before = map_page.viewport()
    map_page.press("Shift+ArrowRight", "Shift+ArrowDown")
    after = map_page.viewport()
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (-60, -60)
    assert map_page.picked() is None


def test_the_walk_keeps_the_chosen_in_sight(map_page: MapPage) -> None:
    nodes = [node(each, x=150 * each) for each in range(30)]
    map_page.paint(view(nodes, selected=0))
    for _ in range(4):
        map_page.call("zoom_in", 1)
    for _ in range(12):
        map_page.press("ArrowRight")
    assert map_page.picked() == 12
    x, _ = map_page.place(150 * 12, 0)
    assert 16 < x < 984


def test_a_held_arrow_tells_the_page_once_where_it_ends(map_page: MapPage) -> None:
    map_page.paint(view([node(each, x=60 * each) for each in range(8)], selected=0))
    map_page.page.focus("#map")
    for _ in range(5):
        map_page.page.keyboard.down("ArrowRight")
    assert map_page.reported() == [("select", 1)]
    map_page.page.keyboard.up("ArrowRight")
    assert map_page.reported() == [("select", 5)]


def test_every_agency_can_be_reached(map_page: MapPage) -> None:
    view_of_many = crowd(60, 100)
    map_page.paint(view_of_many)
    reached = map_page.page.evaluate(
        """() => {
          const nodes = [...netmapMap.current().nodes()];
          const seen = new Set([nodes[0].id]);
          const ways = [[1, 0], [-1, 0], [0, 1], [0, -1]];
          for (const id of seen) {
            for (const way of ways) {
              const next = netmapMap.nearest(nodes, nodes.find((node) => node.id === id), way);
              if (next) { seen.add(next.id); }
            }
          }
          return seen.size;
        }"""
    )
    assert reached >= 0.95 * 60


def test_keys_of_the_browser_are_left_alone(map_page: MapPage) -> None:
    map_page.paint(cross())
    prevented = map_page.page.evaluate(
        """() => ['0', '+', 'f', 'ArrowUp'].map((key) => !document.getElementById('map').dispatchEvent(
          new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true })))"""
    )
    assert prevented == [False] * 4
    assert map_page.picked() is None


def test_a_late_answer_does_not_undo_the_readers_choice(map_page: MapPage) -> None:
    map_page.paint({**cross(), "selected": 0})
    map_page.press("ArrowRight")
    map_page.paint({**cross(), "selected": 0, "token": 2})
    assert map_page.picked() == 1
    map_page.paint({**cross(), "selected": 1, "token": 3})
    map_page.paint({**cross(), "selected": 0, "token": 4})
    assert map_page.picked() == 0
