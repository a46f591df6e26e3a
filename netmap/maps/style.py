"""One source of looks for every map: in the browser, as SVG and as one HTML file.

Kinds of tie differ by colour and by line style, states by opacity, sorts of things by shape and
fill, so that no distinction rests on colour alone. The line colours keep 3:1 against white and stay
apart for readers with protanopia, deuteranopia and tritanopia; texts keep 4.5:1 (both computed in the tests).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import repeat
from typing import Any

from netmap.model.i18n import N_
from netmap.tie_kinds.policy import ACTIVE, DORMANT, FADED, NEW, OLD, TRAIL


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How the lines of one kind are drawn.

    `line` is "solid", "dashed" or "dotted"; `dash` holds lengths in map units, empty for solid;
    `cap` is "butt" or "round"; `width` is the line of a single tie, in map units.
    """

    label: str
    colour: str
    line: str
    dash: tuple[float, ...]
    cap: str
    width: float


@dataclass(frozen=True, slots=True)
class StateStyle:
    """How strongly the ties of one state are drawn; `opacity` 0..1."""

    label: str
    opacity: float


@dataclass(frozen=True, slots=True)
class SortStyle:
    """How the nodes of one sort are drawn.

    `shape` is "circle", "square", "hexagon" or "diamond", each drawn inside the circle of its
    radius; `border_dash` holds lengths in map units, empty for a solid border; `text` is the colour
    of the name.
    """

    label: str
    shape: str
    fill: str
    border: str
    border_width: float
    border_dash: tuple[float, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SectorStyle:
    """How agencies of one sector are filled; `mark` are the letters that stand for it, so that colour never
    speaks alone."""

    label: str
    fill: str
    mark: str


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """Colours of the sheet that the map is drawn on, and how pale a faded thing is."""

    background: str = "#ffffff"
    text: str = "#17202e"
    muted: str = "#566173"
    rule: str = "#c9d0da"
    band: str = "#f3f6fa"
    band_other: str = "#ffffff"
    band_text: str = "#475264"
    open_fill: str = "#eef2f8"
    open_border: str = "#8090a6"
    selected: str = "#0b63ce"
    faded_opacity: float = 0.14


KINDS: dict[str, KindStyle] = {
    OLD: KindStyle(N_("old network"), "#14378c", "solid", (), "butt", 2.0),
    NEW: KindStyle(N_("new network"), "#e0600d", "dashed", (12, 5), "butt", 2.0),
    TRAIL: KindStyle(N_("cognitive trail"), "#0b9a70", "dotted", (1, 5), "round", 2.0),
    "declared": KindStyle(N_("declared tie"), "#a32cc4", "dashed", (12, 4, 2, 4), "butt", 1.6),
    "sat": KindStyle(N_("sat in the zone"), "#6b7280", "dashed", (4, 4), "butt", 1.2),
    "offers": KindStyle(N_("offers the service"), "#553707", "dotted", (1, 3), "butt", 1.2),
}
"""Every kind of line, in the order in which they are always shown."""

STATES: dict[str, StateStyle] = {
    ACTIVE: StateStyle(N_("active"), 1.0),
    DORMANT: StateStyle(N_("dormant"), 0.5),
    FADED: StateStyle(N_("faded"), 0.28),
    "undated": StateStyle(N_("undated"), 0.75),
}
"""Every state of a tie, the liveliest first."""

SORTS: dict[str, SortStyle] = {
    "agency": SortStyle(N_("agency"), "circle", "#3c4d66", "#ffffff", 1.5, (), "#17202e"),
    "person": SortStyle(N_("person"), "circle", "#ffffff", "#3c4d66", 2.0, (), "#2b3648"),
    "service": SortStyle(N_("service"), "square", "#ffe2a0", "#8a6200", 1.5, (), "#4f3a06"),
    "zone": SortStyle(N_("boundary zone"), "hexagon", "#d3efe9", "#0f6a5d", 2.0, (), "#0c4a41"),
    "unknown": SortStyle(N_("agency not known"), "circle", "#ffffff", "#6b7280", 2.0, (4, 3), "#475264"),
}
"""Every sort of node; "unknown" is the agency of people whose agency is not known."""

SECTOR_FILLS = ("#34456b", "#1f766d", "#8c3f52", "#8a5a1c", "#2f6ea3", "#6d4683", "#5c641d", "#4a5560")
"""Fills of agencies by sector, the sectors in a fixed order; white letters on them keep 4.5:1."""

OTHER_SECTOR = "#5d6672"
"""The fill of agencies whose sector is not known, or one too many to have a colour of its own."""

MOST_LETTERS = 3

ACCENT = "#0b5c66"
"""The one accent of pages and charts."""

SHEET = SheetStyle()


def kind_style(kind: str) -> KindStyle:
    """The look of a kind; a kind that is not in the list is drawn as a declared tie.

    Example:
        >>> kind_style("old_network").line
        'solid'
    """
    return KINDS.get(kind, KINDS["declared"])


def state_style(state: str) -> StateStyle:
    """The look of a state; a state that is not in the list is drawn as undated.

    Example:
        >>> state_style("active").opacity
        1.0
    """
    return STATES.get(state, STATES["undated"])


def sort_style(sort: str) -> SortStyle:
    """The look of a sort of node; a sort that is not in the list is drawn as not known.

    Example:
        >>> sort_style("zone").shape
        'hexagon'
    """
    return SORTS.get(sort, SORTS["unknown"])


def sector_styles(sectors: Iterable[str]) -> dict[str, SectorStyle]:
    """The look of every sector of a study, the one with most agencies first, of several the one first met.

    Colours are those of the same agencies in every language that the sectors are named in.

    Args:
        sectors: the sector of every agency that has one, in the order of the agencies.

    Example:
        >>> [(each.label, each.mark) for each in sector_styles(["health", "housing", "health"]).values()]
        [('health', 'He'), ('housing', 'Ho')]
    """
    counts = Counter(sectors)
    names = sorted(counts, key=lambda name: -counts[name])
    fills = (*SECTOR_FILLS, *repeat(OTHER_SECTOR, max(0, len(names) - len(SECTOR_FILLS))))
    marks = (_mark(name, names) for name in names)
    return {name: SectorStyle(name, *look) for name, *look in zip(names, fills, marks, strict=False)}


def _mark(name: str, names: Sequence[str]) -> str:
    """The fewest letters that stand for no other name: its first one or two, else the first of its words."""
    others = [each for each in names if each != name]
    for length in (1, 2):
        if not any(each.casefold().startswith(name.casefold()[:length]) for each in others):
            return name[:length].capitalize()
    return "".join(word[0] for word in re.findall(r"\w+", name))[:MOST_LETTERS].upper() or name[:1]


def edge_width(kind: str, ties: int) -> float:
    """The width of a line that stands for so many ties, in map units: 0.6 more for each doubling, at most 4.

    Example:
        >>> edge_width("old_network", 1), edge_width("old_network", 8), edge_width("old_network", 10**6)
        (2.0, 3.8, 6.0)
    """
    return round(kind_style(kind).width + min(0.6 * math.log2(max(ties, 1)), 4.0), 2)


def as_json() -> dict[str, Any]:
    """All looks as plain lists, numbers and text, for the map in the browser.

    Keys: `kinds`, `states`, `sorts` (name to look, English labels left out) and `sheet`.

    Example:
        >>> as_json()["kinds"]["old_network"]["dash"]
        []
    """
    return {
        "kinds": _plain(KINDS),
        "states": _plain(STATES),
        "sorts": _plain(SORTS),
        "sheet": asdict(SHEET),
    }


def _plain(styles: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: _without_label(asdict(style)) for name, style in styles.items()}


def _without_label(look: dict[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in look.items()
        if key != "label"
    }
