"""The SVG drawing is well formed, complete, and nothing but a drawing."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Browser

from netmap.maps.picture import LegendEntry, Picture, PictureBand, PictureEdge, PictureNode
from netmap.maps.svg import draw_svg
from netmap.model.xml_text import plain
from tests.maps.hostile import NAMES, hostile_picture

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "rect", "circle", "polygon", "path", "line", "text", "g"}


def two_agencies_one_tie() -> Picture:
    return Picture(
        "Who works with whom",
        nodes=(PictureNode(0, "agency", "Health", 0, 0, 20), PictureNode(1, "agency", "Police", 200, 50, 20)),
        edges=(PictureEdge(0, 1, "new_network", "active", 3, note="new network, active, 3 ties"),),
        lines=(
            "Shows encounters from 1 to 31 May 2011.",
            "n = 2 agencies.",
            "Shown with: quiet after 90 days.",
        ),
        legend=(LegendEntry("new network", kind="new_network"),),
    )


def texts(root: Element) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SVG}text")]


def titles(root: Element) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SVG}title")]


def test_a_hand_drawn_case() -> None:
    root = fromstring(draw_svg(two_agencies_one_tie()))
    assert root.get("lang") == "en"
    assert {"Who works with whom", "Health", "Police", "new network", "n = 2 agencies."} <= set(texts(root))
    assert "Shown with: quiet after 90 days." in texts(root)
    assert "Health\nPolice\nnew network, active, 3 ties" in titles(root)


def test_names_are_text_and_only_text() -> None:
    root = fromstring(draw_svg(hostile_picture()))
    assert {found.tag.removeprefix(SVG) for found in root.iter()} == DRAWN
    shown = "\n".join(titles(root))
    assert all(plain(name) in shown for name in NAMES)


def test_nothing_is_referred_to_and_nothing_runs() -> None:
    root = fromstring(draw_svg(hostile_picture()))
    names = {name for found in root.iter() for name in found.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name in ("style", "src")]
    assert not [value for found in root.iter() for value in found.attrib.values() if "url(" in value]


def test_every_node_and_known_edge_is_drawn() -> None:
    picture = hostile_picture()
    lost = PictureEdge(0, 12345, "sat", "active")
    with_lost = Picture(picture.title, picture.nodes, (*picture.edges, lost))
    root = fromstring(draw_svg(with_lost))
    titled = [found for found in root.iter() if found.find(f"{SVG}title") is not None and found is not root]
    assert len(titled) == len(picture.nodes) + len(picture.edges)


def test_an_empty_picture_says_so() -> None:
    assert "There is nothing to draw for this choice." in texts(fromstring(draw_svg(Picture("Nobody"))))


def test_the_drawing_is_always_the_same() -> None:
    assert draw_svg(hostile_picture()) == draw_svg(hostile_picture())


def test_lines_within_a_row_of_the_level_view_are_bowed_over_it() -> None:
    nodes = tuple(PictureNode(number, "agency", str(number), 100.0 * number, 0, 20) for number in range(3))
    edges = (PictureEdge(0, 2, "sat", "active"),)
    flat, bowed = (
        fromstring(draw_svg(Picture("Three", nodes, edges, bands))).find(f".//{SVG}path")
        for bands in ((), (PictureBand("board", -40, 40),))
    )
    assert "Q" not in flat.get("d")
    assert "Q" in bowed.get("d")


def test_everything_stays_on_the_sheet() -> None:
    root = fromstring(draw_svg(hostile_picture()))
    for circle in root.iter(f"{SVG}circle"):
        x, y, radius = (float(circle.get(name, "nan")) for name in ("cx", "cy", "r"))
        assert radius <= x <= 1188 - radius
        assert radius <= y <= 840 - radius


@pytest.mark.browser
def test_a_browser_shows_it_and_runs_nothing(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    file.write_text(draw_svg(hostile_picture()), encoding="utf-8")
    page = chromium.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.evaluate("document.querySelectorAll('script, img, a, foreignObject').length") == 0
    page.close()
    assert said == []


def test_what_is_chosen_has_a_ring_and_nothing_else_has() -> None:
    nodes = tuple(PictureNode(n, "agency", f"A{n}", 90.0 * n, 0, 10) for n in range(2))
    for chosen, rings in ((None, 0), (1, 1), (7, 0)):
        assert draw_svg(Picture("Two", nodes, chosen=chosen)).count('class="chosen"') == rings
