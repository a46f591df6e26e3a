"""What is seen: bands, reveal, resize, and a container that the page puts anew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.map_engine.driver import MapPage
from tests.map_engine.views import cross, node, view

BANDS = [
    {"name": "Board", "top": -300, "bottom": -100},
    {"name": "<b>Authority</b>", "top": -100, "bottom": 100},
    {"name": "not known", "top": 100, "bottom": 300},
]


def strips(page: MapPage) -> list[dict[str, Any]]:
    return list(
        page.page.evaluate(
            """() => {
              const map = document.getElementById('map').getBoundingClientRect();
              const box = (each) => {
                const { top, bottom, left } = each.getBoundingClientRect();
                return { top: top - map.top - 1, bottom: bottom - map.top - 1, left: left - map.left - 1 };
              };
              const names = [...document.querySelectorAll('.netmap-band-name')];
              return [...document.querySelectorAll('.netmap-band')].map((strip, at) => (
                { ...box(strip), name: names[at].textContent, label: box(names[at]) }));
            }"""
        )
    )


def test_bands_lie_where_the_map_says_and_follow_it(map_page: MapPage) -> None:
    map_page.paint(view(cross()["nodes"], layout="levels", bands=BANDS))
    for _ in range(2):
        sight = map_page.viewport()
        for band, strip in zip(BANDS, strips(map_page), strict=True):
            assert strip["name"] == band["name"]
            assert strip["top"] == pytest.approx(band["top"] * sight["zoom"] + sight["y"], abs=1)
            assert strip["bottom"] == pytest.approx(band["bottom"] * sight["zoom"] + sight["y"], abs=1)
            assert strip["label"]["left"] == pytest.approx(8, abs=1)
        map_page.press("Shift+ArrowRight", "Shift+ArrowUp", "+")
    assert map_page.page.locator("#map b").count() == 0


def test_the_name_of_a_band_stays_in_sight_as_long_as_the_band(map_page: MapPage) -> None:
    map_page.paint(view(cross()["nodes"], layout="levels", bands=BANDS))
    map_page.press("+", "+", *["Shift+ArrowDown"] * 3)
    top = strips(map_page)[1]
    assert top["top"] < 0 < top["bottom"]
    assert top["label"]["top"] >= 0


def test_bands_go_with_the_level_view(map_page: MapPage) -> None:
    map_page.paint(view(cross()["nodes"], layout="levels", bands=BANDS))
    map_page.paint(view(cross()["nodes"]))
    assert strips(map_page) == []


def test_reveal_selects_and_centres(map_page: MapPage) -> None:
    map_page.paint(view([node(each, x=400 * each) for each in range(10)]))
    map_page.call("reveal", 7, 123)
    assert map_page.picked() == 7
    assert map_page.reported() == [("select", 7)]
    x, y = map_page.place(2800, 0)
    box = map_page.page.locator("#map").bounding_box()
    assert box is not None
    assert (x, y) == pytest.approx((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), abs=3)


def test_reveal_of_what_is_not_drawn_yet_asks_and_centres_once_it_is(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.call("reveal", 50)
    assert map_page.reported() == [("select", 50)]
    nodes = [*cross()["nodes"], node(50, "Anna", x=900, sort="person", d=12)]
    map_page.paint({**cross(), "nodes": nodes, "selected": 50})
    assert map_page.picked() == 50
    x, _ = map_page.place(900, 0)
    assert x == pytest.approx(500, abs=10)


def test_a_resize_keeps_the_middle(map_page: MapPage) -> None:
    map_page.paint(cross())
    zoom = map_page.viewport()["zoom"]
    map_page.page.evaluate("() => { document.getElementById('map').style.width = '600px' }")
    map_page.page.wait_for_function(
        "() => netmapMap.current().size.width === 600 - 2 || netmapMap.current().size.width === 600"
    )
    map_page.settle()
    size = map_page.page.evaluate("() => netmapMap.current().size")
    sight = map_page.viewport()
    assert sight["zoom"] == zoom
    assert sight["x"] == pytest.approx(size["width"] / 2, abs=2)


def test_a_map_painted_while_hidden_is_fitted_when_shown(map_page: MapPage) -> None:
    map_page.page.evaluate("() => { document.getElementById('map').style.display = 'none' }")
    map_page.paint(cross())
    map_page.page.evaluate("() => { document.getElementById('map').style.display = '' }")
    map_page.page.wait_for_function("() => netmapMap.current().size.width > 100")
    map_page.settle()
    hidden = map_page.viewport()
    map_page.call("fit", 1)
    assert hidden == map_page.viewport()


def test_a_new_container_gets_a_new_map(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.page.evaluate(
        """() => {
          const old = document.getElementById('map');
          const fresh = old.cloneNode(false);
          old.replaceWith(fresh);
        }"""
    )
    map_page.paint(cross())
    assert len(map_page.nodes()) == 5
    assert map_page.page.locator("canvas.netmap-lines").count() == 1


def test_on_a_phone_a_wide_map_opens_large_enough_to_read(phone_page: MapPage) -> None:
    phone_page.paint(view([node(0, x=-3000), node(1), node(2, x=3000)]))
    assert phone_page.viewport()["zoom"] == pytest.approx(0.28)
    x, _ = phone_page.place(0, 0)
    assert x == pytest.approx(195, abs=5)
    phone_page.call("fit", 1)
    assert phone_page.viewport()["zoom"] < 0.1
