"""The picture that is downloaded holds the whole map with title, legend and caption."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from tests.map_engine.driver import MapPage
from tests.map_engine.test_sight import BANDS
from tests.map_engine.views import cross, crowd, node, view

INK = """async (view) => {
  window.dash_clientside.netmap.paint(view);
  const canvas = await netmapMap.composePicture(netmapMap.current());
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const rows = [];
  for (let y = 0; y < height; y += 1) {
    let dark = 0;
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      dark += pixels[at] + pixels[at + 1] + pixels[at + 2] < 480 ? 1 : 0;
    }
    rows.push(dark);
  }
  return { width, height, rows };
}"""


def blocks(rows: list[int], gap: int = 30) -> list[tuple[int, int]]:
    """Runs of rows that hold ink, parted by at least `gap` empty ones."""
    found: list[tuple[int, int]] = []
    for at in (y for y, dark in enumerate(rows) if dark):
        if found and at - found[-1][1] < gap:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


BYTES = """async () => {
  const blob = await window.netmapMap.picture(window.netmapMap.current());
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""


def test_it_is_a_png_of_the_whole_map(map_page: MapPage) -> None:
    map_page.paint(crowd(40, 80))
    data = bytes(map_page.page.evaluate(BYTES))
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert width > 1000
    assert height > 700
    assert len(data) > 30_000


def test_title_map_legend_and_caption_are_all_there(map_page: MapPage) -> None:
    full = map_page.page.evaluate(INK, cross())
    bare = map_page.page.evaluate(INK, {**cross(), "caption": [], "legend": []})
    assert len(blocks(full["rows"])) > len(blocks(bare["rows"]))
    assert full["height"] > bare["height"] + 2 * (28 + 24 + 3 * 19)
    caption = full["rows"][-2 * (32 + 3 * 19) :]
    assert sum(caption) > 300
    assert sum(full["rows"][: 2 * (32 + 28)]) > 300


def test_the_whole_map_is_drawn_however_it_is_seen(map_page: MapPage) -> None:
    seen: dict[str, Any] = map_page.page.evaluate(INK, cross())
    for _ in range(6):
        map_page.call("zoom_in", 1)
    assert map_page.page.evaluate(INK, cross()) == seen


@pytest.mark.parametrize("made", [view([]), view(cross()["nodes"], layout="levels", bands=BANDS)])
def test_an_empty_map_and_one_with_bands_can_be_drawn(map_page: MapPage, made: dict[str, Any]) -> None:
    drawn = map_page.page.evaluate(INK, made)
    assert drawn["width"] >= 2 * 560
    assert sum(drawn["rows"]) > 1000


def test_an_agency_bears_the_letters_of_its_sector_until_it_is_opened(map_page: MapPage) -> None:
    nodes = [node(0, d=40, fill="#34456b", mark="He"), node(1, x=200, d=40), node(2, x=400, d=40, mark="P")]
    letters = "() => netmapMap.current().lines.marks.map(({ node, letters }) => [node.mark || '', letters])"
    map_page.paint(view(nodes, []))
    assert map_page.page.evaluate(letters) == [["He", 20], ["", 0], ["P", 20]]
    inside = {**node(3, sort="person", x=400), "parent": 2}
    map_page.paint(view([*nodes[:2], {**nodes[2], "open": True}, inside], [], token=2))
    assert map_page.page.evaluate(letters) == [["He", 20], ["", 0], ["", 0]]


WRITTEN = """async (view) => {
  const told = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  window.dash_clientside.netmap.paint(view);
  const map = netmapMap.current();
  Object.assign(CanvasRenderingContext2D.prototype, {
    fillText(text, ...rest) { told.push(text); return fillText.call(this, text, ...rest); },
  });
  netmapMap.composePicture(map);
  Object.assign(CanvasRenderingContext2D.prototype, { fillText });
  return told;
}"""


def test_a_picture_of_a_choice_holds_it_and_its_neighbours_with_their_names_and_says_so(
    map_page: MapPage,
) -> None:
    """Whatever is drawn has its name; what stands away on the map is not drawn, and counted."""
    names = {each["id"]: each["name"] for each in cross()["nodes"]}
    whole = map_page.page.evaluate(WRITTEN, cross())
    assert set(names.values()) <= set(whole)
    assert "4 agencies" in whole
    told = map_page.page.evaluate(WRITTEN, {**cross(), "selected": 1, "token": 2})
    near = {1} | {end for e in cross()["edges"] for end in (e["s"], e["t"]) if 1 in (e["s"], e["t"])}
    assert {name for name in names.values() if name in told} == {names[number] for number in near}
    left = len(names) - len(near)
    assert left > 0
    assert f"Narrowed to {names[1]}. {left} other{'s' if left > 1 else ''}." in told
    assert "4 agencies" not in told
    assert "Shows encounters of 2011." in told


def test_a_picture_of_a_pair_holds_the_two(map_page: MapPage) -> None:
    map_page.paint(cross())
    map_page.call("reveal", 1, 0)
    told = map_page.page.evaluate(WRITTEN.replace("window.dash_clientside.netmap.paint(view);", ""), cross())
    assert {"Middle", "East"} <= set(told)
    assert not {"North", "South", "West"} & set(told)
    assert f"Narrowed to East and Middle. {len(cross()['nodes']) - 2} others." in told
