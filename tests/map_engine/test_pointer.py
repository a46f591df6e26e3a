"""Mouse, wheel and touch; and names stay text wherever they are shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession

from tests.map_engine.driver import MapPage
from tests.map_engine.views import cross, edge, node, view

HOSTILE = (
    "agency_1",
    "=A1",
    "Č-12",
    "1",
    "a,b",
    "<b>x</b>",
    "<img src=x onerror=alert(1)>",
    "{n} {name}",
    "__proto__",
    "",
)


def test_a_click_selects_and_the_background_lets_go(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.page.mouse.click(*map_page.place(200, 0))
    map_page.settle()
    assert map_page.reported() == [("select", 1)]
    assert map_page.said() == "East, agency, 1 tie"
    assert "picked" in map_page.node(1)["classes"]
    assert "away" not in map_page.node(0)["classes"]
    assert "away" in map_page.node(2)["classes"]
    assert {line[1]: line[5] for line in map_page.lines()} == {1: "near", 2: "away", 3: "away", 4: "away"}
    map_page.page.mouse.click(*map_page.place(100, 100))
    map_page.settle()
    assert map_page.reported() == [("clear", None)]
    assert map_page.node(2)["classes"] == []


def test_a_double_click_opens_an_agency(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.page.mouse.dblclick(*map_page.place(0, 0))
    map_page.settle()
    assert map_page.reported() == [("select", 0), ("open", 0)]


def test_a_click_gives_the_map_the_keyboard(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.page.mouse.click(*map_page.place(200, 0))
    map_page.page.keyboard.press("ArrowLeft")
    assert map_page.picked() == 0


def test_a_hostile_name_is_text_in_tip_and_voice(map_page: MapPage) -> None:
    for name in HOSTILE:
        check_name(map_page, name)


def check_name(map_page: MapPage, name: str) -> None:
    nodes = [node(0, x=-200), node(1, "other", x=200)]
    nodes[0]["name"] = name
    map_page.paint(view(nodes, [edge(0, 1, n=2)]))
    map_page.page.mouse.move(*map_page.place(-200, 0))
    assert map_page.tip() == [part for part in (name, "agency", "2 ties") if part]
    map_page.page.mouse.click(*map_page.place(-200, 0))
    assert map_page.said() == ", ".join(part for part in (name, "agency", "2 ties") if part)
    map_page.page.mouse.move(*map_page.place(0, 0))
    assert map_page.tip() == [f"{name} and other", "2 new networks, active"]
    assert map_page.page.locator("#map b, #map img, #map-said b, #map-said img").count() == 0


def test_the_tip_of_a_line_says_kind_state_and_number(map_page: MapPage) -> None:
    map_page.paint(
        view(cross()["nodes"], [edge(0, 1, "old_network", "dormant", n=1), edge(0, 3, "sat", "active", n=4)])
    )
    map_page.page.mouse.move(*map_page.place(100, 0))
    assert map_page.tip() == ["Middle and East", "1 old network, dormant"]
    map_page.page.mouse.move(*map_page.place(0, -100))
    assert map_page.tip() == ["Middle and North", "sat in the zone, active"]
    map_page.page.mouse.move(*map_page.place(-120, -120))
    assert map_page.tip() == []


def test_a_press_on_a_line_says_what_it_stands_for_and_lets_nothing_go(map_page: MapPage) -> None:
    """On a screen that is touched nothing is pointed at."""
    map_page.paint({**cross(), "selected": 0})
    page = map_page.page
    session = page.context.new_cdp_session(page)
    for spot, tip in ((map_page.place(100, 0), "Middle and East"), (map_page.place(-100, -100), None)):
        fingers(session, "touchStart", spot)
        fingers(session, "touchEnd")
        page.wait_for_function(
            "(tip) => netmapMap.current().pointer.over === null === (tip === null)", arg=tip
        )
        map_page.settle()
        assert (map_page.tip() or [None])[0] == tip
        assert map_page.picked() == (0 if tip else None)


def test_the_tip_of_several_kinds_counts_each_and_splits_a_bar_by_them(map_page: MapPage) -> None:
    split = [["new_network", 9], ["old_network", 3]]
    map_page.paint(
        view(cross()["nodes"], [edge(0, 1, "old_network", "active", n=12, split=split, mostly="mostly new")])
    )
    map_page.page.mouse.move(*map_page.place(100, 0))
    assert map_page.tip()[:2] == ["Middle and East", "9 new networks, 3 old networks, mostly new, active"]
    widths = map_page.page.evaluate(
        "() => [...document.querySelectorAll('.netmap-tip span')].map((part) => part.offsetWidth)"
    )
    assert widths[0] == pytest.approx(3 * widths[1], rel=0.03)


def test_the_tip_says_the_note_of_a_node(map_page: MapPage) -> None:
    map_page.paint(
        view([node(0, "Court", note="12 ties, 3 inside", inside=3), node(1, "", x=99, unknown=True)])
    )
    map_page.page.mouse.move(*map_page.place(0, 0))
    assert map_page.tip() == ["Court", "agency", "12 ties, 3 inside"]
    map_page.page.mouse.move(*map_page.place(99, 0))
    assert map_page.tip()[-1] == "agency not known"


def test_the_tip_stays_inside_the_map(map_page: MapPage) -> None:
    map_page.paint(view([node(0, "A very long name " * 6, x=300, y=300), node(1, x=-300, y=-300)]))
    map_page.page.mouse.move(*map_page.place(300, 300))
    inside = map_page.page.evaluate(
        """() => {
          const tip = document.querySelector('.netmap-tip').getBoundingClientRect();
          const map = document.getElementById('map').getBoundingClientRect();
          const across = tip.left >= map.left && tip.right <= map.right;
          return across && tip.top >= map.top && tip.bottom <= map.bottom;
        }"""
    )
    assert inside


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(map_page: MapPage) -> None:
    map_page.paint(cross())
    before = map_page.viewport()
    map_page.page.mouse.move(*map_page.place(100, 60))
    map_page.page.mouse.wheel(0, 120)
    map_page.page.wait_for_function("() => scrollY > 0")
    assert map_page.viewport() == before
    hint = map_page.page.locator(".netmap-hint")
    assert hint.inner_text() == "Click the map first, then turn the wheel to zoom"
    map_page.page.evaluate("() => scrollTo(0, 0)")
    map_page.page.mouse.click(*map_page.place(100, 60))
    map_page.page.wait_for_timeout(400)
    map_page.page.mouse.wheel(0, -120)
    map_page.page.wait_for_function("(zoom) => netmapMap.current().zoom > zoom", arg=before["zoom"])
    assert map_page.page.evaluate("() => scrollY") == 0


def test_dragging_moves_the_map_and_never_a_node(map_page: MapPage) -> None:
    map_page.paint(cross())
    before = map_page.viewport()
    start = map_page.place(0, 0)
    map_page.page.mouse.move(*start)
    map_page.page.mouse.down()
    map_page.page.mouse.move(start[0] + 60, start[1] + 40, steps=6)
    map_page.page.mouse.up()
    map_page.settle()
    after = map_page.viewport()
    assert after["x"] - before["x"] == pytest.approx(60, abs=12)
    assert (map_page.node(0)["x"], map_page.node(0)["y"]) == (0, 0)


def fingers(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """Send one state of the touch screen."""
    touches = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def test_one_finger_scrolls_the_page_past_the_map(phone_page: MapPage) -> None:
    phone_page.paint(cross())
    before = phone_page.viewport()
    session = phone_page.page.context.new_cdp_session(phone_page.page)
    x, y = phone_page.place(0, 0)
    fingers(session, "touchStart", (x, y))
    for step in range(1, 12):
        fingers(session, "touchMove", (x, y - 20 * step))
    fingers(session, "touchEnd")
    phone_page.page.wait_for_function("() => scrollY > 100")
    assert phone_page.viewport() == before
    assert phone_page.reported() == []
    assert phone_page.page.locator(".netmap-hint").inner_text() == "Use two fingers to move the map"


def test_two_fingers_zoom_the_map_and_not_the_page(phone_page: MapPage) -> None:
    phone_page.paint(cross())
    before = phone_page.viewport()
    session = phone_page.page.context.new_cdp_session(phone_page.page)
    x, y = phone_page.place(0, 0)
    fingers(session, "touchStart", (x - 30, y), (x + 30, y))
    for step in range(1, 8):
        fingers(session, "touchMove", (x - 30 - 8 * step, y), (x + 30 + 8 * step, y))
    fingers(session, "touchEnd")
    phone_page.settle()
    assert phone_page.viewport()["zoom"] > 1.5 * before["zoom"]
    assert phone_page.page.evaluate("() => [scrollY, visualViewport.scale]") == [0, 1]


def test_a_tap_selects_and_a_double_tap_opens(phone_page: MapPage) -> None:
    phone_page.paint(cross())
    phone_page.page.touchscreen.tap(*phone_page.place(0, 0))
    phone_page.settle()
    assert phone_page.reported() == [("select", 0)]
    phone_page.page.touchscreen.tap(*phone_page.place(0, 0))
    phone_page.page.touchscreen.tap(*phone_page.place(0, 0))
    phone_page.page.wait_for_function("() => window.reported.some((each) => each.what === 'open')")
