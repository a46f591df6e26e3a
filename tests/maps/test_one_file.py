"""The one-file map opens offline, runs only its own scripts, and shows names only as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from netmap.maps.one_file import draw_html
from netmap.maps.picture import Picture, PictureEdge, PictureNode
from netmap.maps.vis_network import drawing_scripts
from netmap.model.xml_text import plain
from tests.maps.hostile import NAMES, hostile_picture

PHONE = {"width": 390, "height": 844}
IS_TOLD = "tip => document.querySelector('#netmap-chosen').textContent === tip"


@dataclass
class Opened:
    """A page in a browser, and all that it did beside being shown."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The hostile picture's page, opened from a file with the network switched off."""
    file = tmp_path / "map.html"
    file.write_text(draw_html(hostile_picture()), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 1200, "height": 800})
    found = Opened(context.new_page())
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("dialog", lambda dialog: (found.said.append(dialog.message), dialog.dismiss()))
    found.page.goto(file.as_uri())
    found.page.wait_for_selector("#mynetwork canvas")
    yield found
    assert found.requests == [file.as_uri()]
    assert found.said == []
    context.close()


class Tags(HTMLParser):
    """All start tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_no_tag_fetches_anything_or_runs_anything_by_itself() -> None:
    tags = Tags(draw_html(hostile_picture())).found
    assert not [
        tag for tag, _ in tags if tag in ("link", "img", "iframe", "object", "embed", "base", "a", "form")
    ]
    names = {name for _, attributes in tags for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("src", "href", "srcdoc", "style")]


def test_the_page_says_its_language_and_holds_its_captions() -> None:
    text = draw_html(replace(hostile_picture(("one", "two", "three", "four", "five")), language="en"))
    assert '<html lang="en" dir="ltr">' in text
    for caption in ("one", "two", "five"):
        assert f">{caption}</p>" in text


def test_pyvis_is_given_no_name() -> None:
    name = "Zyzzyva Trust href"
    node = PictureNode(0, "agency", name, 0, 0, 10, note=name)
    assert not [script for script in drawing_scripts(Picture(name, (node,))) if name in script]


def test_every_line_is_kept_where_a_pair_has_several() -> None:
    nodes = tuple(PictureNode(number, "agency", str(number), 90.0 * number, 0, 10) for number in range(2))
    edges = tuple(
        PictureEdge(*ends, kind, "active") for ends in ((0, 1), (1, 0)) for kind in ("sat", "declared")
    )
    drawing = drawing_scripts(Picture("Two", nodes, edges))[-1]
    found = re.search(r"edges = new vis\.DataSet\((\[.*\])\)", drawing)
    assert found
    assert len(json.loads(found[1])) == 4


def test_an_empty_picture_says_so() -> None:
    assert "There is nothing to draw for this choice." in draw_html(Picture("Nobody"))


def test_the_page_is_always_the_same() -> None:
    assert draw_html(hostile_picture()) == draw_html(hostile_picture())


def test_faded_things_are_not_in_the_tables() -> None:
    nodes = (
        PictureNode(0, "agency", "Kept", 0, 0, 10),
        PictureNode(1, "agency", "Pale", 90, 0, 10, faded=True),
    )
    text = draw_html(Picture("Two", nodes))
    assert ">Kept</th>" in text
    assert ">Pale</th>" not in text


@pytest.mark.browser
def test_hostile_names_stay_text_in_the_browser(opened: Opened) -> None:
    page = opened.page
    assert page.title().startswith("<img src=x")
    assert page.evaluate("document.querySelectorAll('main img, main script, main a').length") == 0
    cells = page.evaluate(
        "[...document.querySelectorAll('tbody th, tbody td')].map(cell => cell.textContent)"
    )
    shown = [
        plain(name) for place, name in enumerate(NAMES) if place % 7 != 3 and name != "nul\x00 and bell\x07"
    ]
    assert set(shown) <= set(cells)


@pytest.mark.browser
def test_tooltips_are_text(opened: Opened) -> None:
    page = opened.page
    spot = page.evaluate(
        "(() => { const at = network.canvasToDOM(network.getPositions([1])[1]);"
        " const box = document.querySelector('#mynetwork').getBoundingClientRect();"
        " return [at.x + box.x, at.y + box.y]; })()"
    )
    page.mouse.move(spot[0] - 2, spot[1])
    page.mouse.move(*spot)
    tip = page.wait_for_selector(".vis-tooltip", state="visible")
    assert tip is not None
    assert "</script><script>alert(1)</script>" in (tip.text_content() or "")
    assert page.evaluate("document.querySelectorAll('.vis-tooltip img, .vis-tooltip script').length") == 0


@pytest.mark.browser
def test_the_map_is_drawn_at_the_given_places(opened: Opened) -> None:
    page, picture = opened.page, hostile_picture()
    places = page.evaluate("network.getPositions()")
    assert {int(number) for number in places} == {node.number for node in picture.nodes}
    assert all(places[str(node.number)] == {"x": node.x, "y": node.y} for node in picture.nodes)
    painted = page.evaluate(
        "(() => { const canvas = document.querySelector('#mynetwork canvas');"
        " const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
        " return new Set(pixels.data).size; })()"
    )
    assert painted > 50


@pytest.mark.browser
def test_the_map_can_be_reached_and_moved_from_the_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "vis-network"
    before = page.evaluate("network.getViewPosition().x")
    page.keyboard.down("ArrowRight")
    page.wait_for_function("before => network.getViewPosition().x !== before", arg=before)
    page.keyboard.up("ArrowRight")
    page.click("#netmap-in")
    page.click("#netmap-out")
    page.click("#netmap-fit")


@pytest.mark.browser
def test_axe_finds_nothing_serious(opened: Opened) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(opened.page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.browser
def test_only_the_scripts_it_was_made_with_run(opened: Opened) -> None:
    page = opened.page
    page.evaluate(
        "(() => { const script = document.createElement('script'); script.textContent = 'window.ran = 1';"
        " document.body.append(script); })()"
    )
    assert page.evaluate("window.ran === undefined")
    assert "Content Security Policy" in opened.said.pop()


def star(chosen: int | None) -> Picture:
    """A middle with one partner and a pale one, and two others that are tied to each other alone."""
    nodes = tuple(PictureNode(n, "agency", f"Agency {n}", 150.0 * n, 90.0 * (n % 2), 10) for n in range(5))
    edges = (
        PictureEdge(0, 1, "old_network", "active"),
        PictureEdge(0, 4, "old_network", "active", faded=True),
        PictureEdge(2, 3, "new_network", "active"),
    )
    return Picture("A star", nodes, edges, chosen=chosen)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("chosen", "address", "strong"),
    [
        (None, "", {0, 1, 2, 3, 4}),
        (0, "", {0, 1}),
        (0, "#chosen=3", {2, 3}),
        (None, "#chosen=2", {2, 3}),
        (None, "#chosen=77", {0, 1, 2, 3, 4}),
        (None, "#<img src=x>", {0, 1, 2, 3, 4}),
    ],
)
def test_the_file_opens_on_what_was_chosen_and_keeps_a_choice_in_its_address(
    chromium: Browser, tmp_path: Path, chosen: int | None, address: str, strong: set[int]
) -> None:
    file = tmp_path / "map.html"
    file.write_text(draw_html(star(chosen)), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": 1200, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri() + address)
    page.wait_for_selector("#mynetwork canvas")
    at_full = "nodes.get().filter((node) => node.opacity === 1).map((node) => node.id)"
    assert set(page.evaluate(at_full)) == strong
    told = page.locator("#netmap-chosen")
    first = int(address.removeprefix("#chosen=")) if address.startswith("#chosen") else chosen
    assert told.inner_text() == (f"Agency {first}" if first in range(5) else "")
    place = page.evaluate("network.canvasToDOM(network.getPositions([1])[1])")
    if 1 in strong:
        box = page.locator("#mynetwork").bounding_box() or {}
        page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        expect(told).to_have_text("Agency 1")
        assert page.url.endswith("map.html#chosen=1")
        page.reload()
        expect(told).to_have_text("Agency 1")
        assert set(page.evaluate(at_full)) == {0, 1}
    context.close()
    assert faults == []


def _lines_of(picture: Picture, number: int) -> list[str]:
    """By hand: the other end of each line that is not pale, with what it stands for; most ties first."""
    names = {node.number: node.name for node in picture.nodes}
    mine = [each for each in picture.edges if number in (each.source, each.target) and not each.faded]
    ends = [(-each.ties, names[each.source + each.target - number], each.note) for each in mine]
    return [": ".join(part for part in (name, note) if part) for _, name, note in sorted(ends)]


def tip_of(node: PictureNode) -> str:
    """What is said of a node that is chosen."""
    return ", ".join("\n".join(filter(None, (node.name, node.note))).split("\n"))


@pytest.mark.browser
def test_whom_a_choice_works_with_stands_below_the_map(chromium: Browser, tmp_path: Path) -> None:
    picture, file = hostile_picture(), tmp_path / "map.html"
    picture = replace(picture, headline="Three pairs work together.")
    file.write_text(draw_html(picture), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("#mynetwork canvas")
    assert page.locator("h1").inner_text() == "Three pairs work together."
    assert page.locator(".study").inner_text() == picture.title
    assert page.locator("#netmap-partners li").count() == 0
    assert page.locator(".hint.touch").is_visible()
    assert page.locator("#netmap-hint").is_hidden()
    for node in picture.nodes:
        page.evaluate("number => { location.hash = `chosen=${number}`; }", node.number)
        page.wait_for_function(IS_TOLD, arg=tip_of(node))
        assert page.locator("#netmap-partners li").all_text_contents() == _lines_of(picture, node.number)
    assert any(len(_lines_of(picture, node.number)) > 1 for node in picture.nodes)
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1200])
def test_no_name_is_cut_at_the_edge(chromium: Browser, tmp_path: Path, width: int) -> None:
    """What is written on the canvas is written down with its width; nothing of it lies beyond the frame."""
    file = tmp_path / "map.html"
    file.write_text(draw_html(star(None)), encoding="utf-8")
    context = chromium.new_context(offline=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script("""
      window.written = [];
      const fill = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const wide = this.measureText(text).width, ratio = this.getTransform().a / window.devicePixelRatio;
        if (ratio === 1) window.written.push([text, x - wide / 2, x + wide / 2]);
        return fill.call(this, text, x, y);
      };
    """)
    page.goto(file.as_uri())
    page.wait_for_selector("#mynetwork canvas")
    page.locator("#netmap-fit").click()
    page.wait_for_function("() => window.written.some(([text]) => text.startsWith('Agency'))")
    frame = page.locator("#mynetwork").bounding_box() or {}
    names = [each for each in page.evaluate("window.written") if each[0].startswith("Agency")]
    assert all(left >= 0 and right <= frame["width"] for _, left, right in names)
    context.close()
