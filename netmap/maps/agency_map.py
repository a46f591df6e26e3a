"""The map of an overview: agencies and one line a pair, names that never collide, fitted to what has ties."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from netmap.maps.arrays import Floats
from netmap.maps.circles import separate
from netmap.maps.labels import CHARACTER_WIDTH, LINE_HEIGHT, Label, Spot, letters, place_labels
from netmap.maps.shapes import line_paint
from netmap.maps.style import KINDS, OTHER_SECTOR, SHEET, SectorStyle, edge_width
from netmap.model.xml_text import child

WIDTH, HEIGHT = 776.0, 440.0
MARGIN = 20.0
NAME_SIZE = 12.5
SMALLEST, LARGEST = 9.0, 16.0
GAP = 16.0
"""Between two agencies at least, where the sheet has room for it."""

LEAST_NAMED = 12
"""So many of the largest agencies show their names, if there are so many."""

GROWTH = 1.12
MOST_TRIES = 5
FAINT = 0.55
STRONG = 0.8
PALE = 0.22
LEAN = 1.8
"""A map is made wider or higher by this factor at most, to fill its sheet."""


@dataclass(frozen=True, slots=True)
class MapAgency:
    """An agency to draw: its place in map units, how many it is tied to, and a line said of it."""

    name: str
    sector: str | None
    x: float
    y: float
    partners: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapPair:
    """A line between two agencies, by their places in the list; `ties` is how many it stands for.

    What is `pale` stands back behind the others.
    """

    one: int
    other: int
    kind: str
    ties: int = 1
    note: str = ""
    pale: bool = False


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Where everything stands on a sheet of some size."""

    width: float
    height: float
    at: Floats
    radii: Floats
    labels: tuple[Label, ...]


def draw_agencies(
    agencies: Sequence[MapAgency],
    pairs: Iterable[MapPair],
    sectors: Mapping[str, SectorStyle],
    words: str,
    sheet: tuple[float, float] = (WIDTH, HEIGHT),
    named: int = LEAST_NAMED,
) -> str:
    """The agencies and their pairs as an SVG element that fills its place on a page.

    The largest agencies show their names, the others where there is room: no name lies on a name or on an
    agency. Where names find no room the sheet is made larger, so that everything on it is drawn smaller.

    Args:
        agencies: those with a tie; without any the sheet is empty.
        pairs: one line each, the weakest drawn first.
        sectors: the look of each sector.
        words: what the drawing shows, for readers who do not see it.
        sheet: its width and height, before it is made larger for names.
        named: so many of the largest agencies show their names, if there are so many.

    Returns:
        Well-formed XML without a name space, to be put into a page.

    Example:
        >>> draw_agencies([MapAgency("A", None, 0, 0, 0)], [], {}, "One agency.")[:16]
        '<svg class="agen'
    """
    drawing = _drawing(agencies, sheet, named)
    root = ET.Element("svg", {"class": "agencies", "role": "img", "aria-label": words})
    root.set("viewBox", f"0 0 {drawing.width:g} {drawing.height:g}")
    root.set("style", f"--wide: {drawing.width:g}px")
    _lines(root, pairs, agencies, drawing)
    for agency, (x, y), radius in zip(agencies, drawing.at, drawing.radii, strict=True):
        _node(root, agency, x, y, radius, sectors)
    for label in drawing.labels:
        _name(root, label)
    return ET.tostring(root, encoding="unicode")


def _drawing(agencies: Sequence[MapAgency], sheet: tuple[float, float], wanted: int) -> _Drawing:
    """The smallest sheet on which enough names find room."""
    width, height = sheet
    found = _placed(agencies, width, height)
    for step in range(1, MOST_TRIES):
        named = {label.place for label in found.labels}
        if all(place in named for place in _by_size(agencies)[:wanted]):
            break
        found = _placed(agencies, width * GROWTH**step, height * GROWTH**step)
    return found


def _by_size(agencies: Sequence[MapAgency]) -> list[int]:
    """The places of the agencies, those with most partners first, then by name."""
    return sorted(range(len(agencies)), key=lambda at: (-agencies[at].partners, agencies[at].name, at))


def _placed(agencies: Sequence[MapAgency], width: float, height: float) -> _Drawing:
    radii = _radii(agencies)
    sheet = (MARGIN, MARGIN, width - MARGIN, height - MARGIN)
    at = _fitted(np.array([(each.x, each.y) for each in agencies]).reshape(-1, 2), radii, sheet)
    order = {place: turn for turn, place in enumerate(_by_size(agencies))}
    spots = [
        Spot(each.name, float(x), float(y), float(radius), NAME_SIZE, (order[place],))
        for place, (each, (x, y), radius) in enumerate(zip(agencies, at, radii, strict=True))
    ]
    labels = place_labels(spots, (4, 4, width - 4, height - 4))
    free = tuple(label for label in labels if not _covers_own(label, at, radii))
    return _Drawing(width, height, at, radii, free)


def _covers_own(label: Label, at: Floats, radii: Floats) -> bool:
    """Whether a name lies on its own agency, where nothing beside it was free."""
    (x, y), radius = at[label.place], radii[label.place]
    wide = max(map(letters, label.lines)) * CHARACTER_WIDTH * label.size / 2
    high = len(label.lines) * LINE_HEIGHT * label.size
    beside = abs(label.x - x) >= wide + radius
    return not (beside or label.top >= y + radius or label.top + high <= y - radius)


def _radii(agencies: Sequence[MapAgency]) -> Floats:
    partners = np.array([each.partners for each in agencies], np.float64)
    share = np.sqrt(partners / max(partners.max(initial=1.0), 1.0))
    found: Floats = SMALLEST + (LARGEST - SMALLEST) * share
    return found


def _fitted(at: Floats, radii: Floats, sheet: tuple[float, float, float, float]) -> Floats:
    """The places stretched to fill the sheet, and moved apart where they touch; one alone in its middle."""
    if not len(at):
        return at
    left, top, right, bottom = sheet
    room = np.array([right - left, bottom - top]) - 2 * LARGEST
    low, high = at.min(axis=0), at.max(axis=0)
    span = np.maximum(high - low, 1e-9)
    scale = room / span
    scale = np.minimum(scale, scale.min() * LEAN)
    middle = np.array([left + right, top + bottom]) / 2
    spots = separate((at - (low + high) / 2) * scale, radii, GAP)
    reach = np.abs(spots).max(axis=0)
    spots = spots * np.minimum(1.0, room / 2 / np.maximum(reach, 1e-9))
    found: Floats = separate(spots, radii, 2.0) + middle
    return np.clip(found, [left + LARGEST, top + LARGEST], [right - LARGEST, bottom - LARGEST])


def _lines(
    root: ET.Element, pairs: Iterable[MapPair], agencies: Sequence[MapAgency], drawing: _Drawing
) -> None:
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    group = child(root, "g", fill="none")
    weight = lambda each: (not each.pale, -kinds.get(each.kind, len(kinds)), each.ties)  # noqa: E731
    for pair in sorted(pairs, key=weight):
        (x1, y1), (x2, y2) = drawing.at[pair.one], drawing.at[pair.other]
        paint = line_paint(pair.kind, "active", edge_width(pair.kind, pair.ties))
        faint = PALE if pair.pale else FAINT if pair.kind == "cognitive_trail" else STRONG
        line = child(group, "line", x1=x1, y1=y1, x2=x2, y2=y2, opacity=faint, **paint)
        names = (agencies[pair.one].name, agencies[pair.other].name)
        child(line, "title", "\n".join(filter(None, (*names, pair.note))))


def _node(
    root: ET.Element, agency: MapAgency, x: float, y: float, radius: float, sectors: Mapping[str, SectorStyle]
) -> None:
    look = sectors.get(agency.sector or "")
    group = child(root, "g", class_="agency")
    child(group, "title", "\n".join(filter(None, (agency.name, agency.sector, agency.note))))
    fill = OTHER_SECTOR if look is None else look.fill
    child(group, "circle", cx=x, cy=y, r=radius, fill=fill, stroke=SHEET.background, stroke_width=2)
    if look is not None:
        size = min(radius * 0.95, 1.9 * radius / max(len(look.mark), 1))
        mark = child(group, "text", look.mark, x=x, y=y + size * 0.36, font_size=size, fill="#ffffff")
        mark.set("text-anchor", "middle")
        mark.set("font-weight", "600")


def _name(root: ET.Element, label: Label) -> None:
    halo = {"stroke": SHEET.background, "paint_order": "stroke", "stroke_linejoin": "round"}
    paint = {"text_anchor": "middle", "fill": SHEET.text, **halo}
    text = child(root, "text", class_="name", font_size=label.size, stroke_width=3, **paint)
    for row, line in enumerate(label.lines):
        baseline = label.top + label.size * (0.92 + row * LINE_HEIGHT)
        child(text, "tspan", line, x=label.x, y=baseline)
