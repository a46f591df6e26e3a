"""Colours can be read, and told apart by readers who see colours differently."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest

from netmap.maps.style import (
    KINDS,
    SHEET,
    SORTS,
    STATES,
    as_json,
    edge_width,
    kind_style,
    sort_style,
    state_style,
)

SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""

TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def cielab(light: np.ndarray) -> np.ndarray:
    share = TO_XYZ @ light.clip(0, 1) / WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("kind", KINDS)
def test_lines_keep_three_to_one_against_the_sheet(kind: str) -> None:
    assert contrast(KINDS[kind].colour, SHEET.background) >= 3
    assert contrast(KINDS[kind].colour, SHEET.band) >= 3


@pytest.mark.parametrize("sort", SORTS)
def test_nodes_stand_out_and_names_can_be_read(sort: str) -> None:
    look = SORTS[sort]
    assert max(contrast(look.fill, SHEET.background), contrast(look.border, SHEET.background)) >= 3
    assert contrast(look.text, SHEET.background) >= 4.5
    assert contrast(look.text, SHEET.band) >= 4.5


@pytest.mark.parametrize("colour", [SHEET.text, SHEET.muted, SHEET.band_text])
@pytest.mark.parametrize("ground", [SHEET.background, SHEET.band, SHEET.open_fill])
def test_texts_of_the_sheet_can_be_read(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("reader", SEEN_BY)
def test_kinds_differ_in_colour_for_every_reader(reader: str) -> None:
    seen = {kind: cielab(SEEN_BY[reader] @ linear(look.colour)) for kind, look in KINDS.items()}
    nearest = min(np.linalg.norm(seen[one] - seen[other]) for one, other in combinations(seen, 2))
    assert nearest >= 19


def test_kinds_differ_without_any_colour() -> None:
    assert len({(look.line, look.dash) for look in KINDS.values()}) == len(KINDS)
    assert all((look.line == "solid") == (not look.dash) for look in KINDS.values())


def test_sorts_differ_without_any_colour() -> None:
    filled = {
        sort: (look.shape, look.fill != SHEET.background, look.border_dash) for sort, look in SORTS.items()
    }
    assert len(set(filled.values())) == len(SORTS)


def test_states_differ_by_opacity_and_the_liveliest_is_strongest() -> None:
    strength = [look.opacity for look in STATES.values()]
    assert len(set(strength)) == len(STATES)
    assert STATES["active"].opacity == max(strength)
    assert (
        STATES["active"].opacity > STATES["dormant"].opacity > STATES["faded"].opacity > SHEET.faded_opacity
    )


def test_json_holds_all_looks_and_no_english() -> None:
    looks = json.loads(json.dumps(as_json()))
    assert [list(looks[part]) for part in ("kinds", "states", "sorts")] == [
        list(KINDS),
        list(STATES),
        list(SORTS),
    ]
    assert looks["kinds"]["new_network"]["dash"] == [12, 5]
    assert looks["sheet"]["background"] == "#ffffff"
    assert "label" not in json.dumps(looks)


def test_what_is_not_in_the_lists_is_drawn_all_the_same() -> None:
    assert kind_style("<b>") is KINDS["declared"]
    assert state_style("") is STATES["undated"]
    assert sort_style("x") is SORTS["unknown"]


def test_width_never_falls_with_more_ties() -> None:
    widths = [edge_width("cognitive_trail", ties) for ties in (0, 1, 2, 8, 100, 10**6)]
    assert widths == sorted(widths)
    assert widths[0] == widths[1] == KINDS["cognitive_trail"].width
