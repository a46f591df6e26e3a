"""Nodes, lines and legend swatches as SVG elements, all in the looks of `netmap.maps.style`."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

from netmap.maps.picture import LegendEntry
from netmap.maps.style import SHEET, kind_style, sort_style, state_style
from netmap.model.xml_text import child, written

SWATCH_WIDTH, SWATCH_HEIGHT = 36.0, 16.0
SQUARE_SIDE = 1.5
"""Side of a square node by its radius."""

LEAST_MARKED = 7.0
"""Smaller nodes hold no letters."""


def node_shape(
    parent: ET.Element, sort: str, x: float, y: float, radius: float, *, open_: bool = False, fill: str = ""
) -> ET.Element:
    """The outline of a node of some sort, in its sector's colour; an open one is a ring around its inside."""
    look = sort_style(sort)
    paint: dict[str, str | float] = {
        "fill": SHEET.open_fill if open_ else fill or look.fill,
        "stroke": SHEET.open_border if open_ else look.border,
        "stroke_width": look.border_width,
    }
    if look.border_dash:
        paint["stroke_dasharray"] = dash_text(look.border_dash, 1.0)
    if look.shape == "square" and not open_:
        side = radius * SQUARE_SIDE
        paint |= {"x": x - side / 2, "y": y - side / 2, "width": side, "height": side, "rx": radius * 0.2}
        return child(parent, "rect", **paint)
    if look.shape in CORNERS and not open_:
        return child(parent, "polygon", points=_corners(look.shape, x, y, radius), **paint)
    return child(parent, "circle", cx=x, cy=y, r=radius, **paint)


def mark_letters(parent: ET.Element, mark: str, x: float, y: float, radius: float) -> None:
    """The letters of a sector in the middle of a node, where there is room for them."""
    if mark and radius >= LEAST_MARKED:
        size = radius * (1.05 if len(mark) < 3 else 0.8)
        paint: dict[str, str | float] = {
            "font_size": size,
            "text_anchor": "middle",
            "fill": SHEET.background,
            "font_weight": "600",
        }
        child(parent, "text", mark, x=x, y=y + size * 0.36, **paint)


def line_paint(kind: str, state: str, width: float, scale: float = 1.0) -> dict[str, str | float]:
    """The attributes of a line of some kind and state, its dashes drawn at a scale."""
    look = kind_style(kind)
    paint: dict[str, str | float] = {"stroke": look.colour, "stroke_width": width, "stroke_linecap": look.cap}
    if look.dash:
        paint["stroke_dasharray"] = dash_text(look.dash, scale)
    opacity = state_style(state).opacity
    if opacity < 1:
        paint["stroke_opacity"] = opacity
    return paint


def dash_text(dash: tuple[float, ...], scale: float) -> str:
    """Dash lengths as SVG writes them."""
    return " ".join(written(length * scale) for length in dash)


def swatch(parent: ET.Element, entry: LegendEntry, x: float, y: float) -> None:
    """The sample of a legend entry, in a box of `SWATCH_WIDTH` by `SWATCH_HEIGHT` from (x, y)."""
    middle = y + SWATCH_HEIGHT / 2
    if entry.sort is not None:
        across, radius = x + SWATCH_WIDTH / 2, SWATCH_HEIGHT / 2 - (0 if entry.mark else 1)
        node_shape(parent, entry.sort, across, middle, radius, fill=entry.fill)
        mark_letters(parent, entry.mark, across, middle, radius)
        return
    paint = line_paint(entry.kind or "", entry.state or "active", 3.0)
    if entry.kind is None:
        paint |= {"stroke": SHEET.text, "stroke_linecap": "butt"}
        paint.pop("stroke_dasharray", None)
    child(parent, "line", x1=x, y1=middle, x2=x + SWATCH_WIDTH, y2=middle, **paint)


CORNERS = {
    "hexagon": tuple(math.radians(60 * turn) for turn in range(6)),
    "diamond": tuple(math.radians(90 * turn) for turn in range(4)),
}
"""Angles of the corners of the shapes that have some."""


def _corners(shape: str, x: float, y: float, radius: float) -> str:
    spots = ((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in CORNERS[shape])
    return " ".join(f"{written(across)},{written(down)}" for across, down in spots)
