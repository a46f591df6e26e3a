"""The overview's map: names lie on no name and on no agency, the largest are named, all lies on the sheet."""

from __future__ import annotations

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring

from netmap.maps import agency_map
from netmap.maps.agency_map import HEIGHT, LEAST_NAMED, WIDTH, MapAgency, MapPair, draw_agencies
from netmap.maps.labels import CHARACTER_WIDTH, LINE_HEIGHT, letters
from netmap.maps.style import OTHER_SECTOR, SECTOR_FILLS, sector_styles
from tests.maps.hostile import NAMES
from tests.maps.test_style import contrast


def random_agencies(count: int, seed: int) -> list[MapAgency]:
    random = np.random.default_rng(seed)
    words = ("Riverside", "Council", "Trust", "Children's", "Service", "Association", "of Health")
    names = (" ".join(random.choice(words, random.integers(1, 5))) for _ in range(count))
    spots = random.normal(size=(count, 2)) * 300
    return [
        MapAgency(name, None, x, y, int(random.integers(1, count + 1)))
        for name, (x, y) in zip(names, spots, strict=True)
    ]


@pytest.mark.parametrize("count", [1, 2, 12, 82, 300])
def test_no_name_lies_on_a_name_or_on_an_agency(count: int) -> None:
    agencies = random_agencies(count, count)
    drawing = agency_map._drawing(agencies, (WIDTH, HEIGHT), LEAST_NAMED)
    boxes = []
    for label in drawing.labels:
        wide = max(map(letters, label.lines)) * CHARACTER_WIDTH * label.size
        high = len(label.lines) * LINE_HEIGHT * label.size
        boxes.append((label.x - wide / 2, label.top, label.x + wide / 2, label.top + high))
    box = np.array(boxes)
    over = (box[:, None, 0] < box[None, :, 2]) & (box[None, :, 0] < box[:, None, 2])
    over &= (box[:, None, 1] < box[None, :, 3]) & (box[None, :, 1] < box[:, None, 3])
    assert not np.triu(over, 1).any()
    x, y, radius = drawing.at[:, 0], drawing.at[:, 1], drawing.radii
    near_x = np.clip(x[None, :], box[:, [0]], box[:, [2]])
    near_y = np.clip(y[None, :], box[:, [1]], box[:, [3]])
    assert (np.hypot(near_x - x, near_y - y) >= radius - 1e-6).all()
    assert box.min() >= 0
    assert (box[:, 2] <= drawing.width).all()
    assert (box[:, 3] <= drawing.height).all()
    assert (radius <= x).all()
    assert (x <= drawing.width - radius).all()
    named = {label.place for label in drawing.labels}
    assert len(named) >= min(LEAST_NAMED, count)


def test_the_weakest_pairs_are_drawn_first_and_each_once() -> None:
    agencies = random_agencies(4, 1)
    pairs = [
        MapPair(0, 1, "old_network", 3),
        MapPair(1, 2, "cognitive_trail"),
        MapPair(2, 3, "new_network", 9),
    ]
    root = fromstring(draw_agencies(agencies, pairs, {}, "Four"))
    colours = [line.get("stroke") for line in root.iter("line")]
    looks = agency_map.KINDS
    assert colours == [looks[kind].colour for kind in ("cognitive_trail", "new_network", "old_network")]


def test_names_are_only_ever_text() -> None:
    agencies = [MapAgency(name, name, place, 0, 1) for place, name in enumerate(NAMES)]
    drawn = draw_agencies(agencies, [MapPair(0, 1, "old_network")], sector_styles(NAMES), "<b>x</b>")
    root = fromstring(drawn)
    assert {each.tag for each in root.iter()} <= {"svg", "g", "line", "circle", "text", "tspan", "title"}


def test_nobody_makes_an_empty_sheet() -> None:
    assert fromstring(draw_agencies([], [], {}, "Nobody")).findall(".//circle") == []


def test_sectors_have_colours_and_letters_of_their_own() -> None:
    names = [
        "local authority",
        "local government body",
        "health",
        "housing",
        "=A1",
        "<b>x</b>",
        "Č-12",
        "1",
        "zoo",
        "a,b",
    ]
    styles = sector_styles([*names, "zoo", "zoo"])
    assert next(iter(styles)) == "zoo"
    assert len({look.fill for look in styles.values()}) == len(SECTOR_FILLS) + 1
    assert len({look.mark for look in styles.values()}) == len(names)
    assert all(contrast(fill, "#ffffff") >= 4.5 for fill in (*SECTOR_FILLS, OTHER_SECTOR))
