"""A map as one SVG drawing on an A4 sheet: no script, nothing fetched, every name as text."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from netmap.maps.labels import LINE_HEIGHT, Box, Label, Spot, broken, letters, place_labels
from netmap.maps.lines import drawing_order, side_by_side, side_steps
from netmap.maps.paper import HEIGHT, MARGIN, WIDTH, Fit, fit
from netmap.maps.picture import LegendEntry, Picture, PictureNode
from netmap.maps.shapes import SWATCH_HEIGHT, SWATCH_WIDTH, line_paint, mark_letters, node_shape, swatch
from netmap.maps.style import SHEET, edge_width, sort_style
from netmap.model.i18n import N_, translator
from netmap.model.xml_text import child, written

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
TITLE_SIZE, LINE_SIZE, SMALL_SIZE = 24.0, 14.0, 12.0
NAME_SIZES = (10.0, 14.0)
LEGEND_PITCH = 24.0
NOTHING = N_("There is nothing to draw for this choice.")


def draw_svg(picture: Picture) -> str:
    """The picture as a standalone SVG document that prints on A4 lying on its side.

    Names stand beside their nodes where there is room, the largest nodes first; every node and line
    has its name and note as a tooltip. The caption (what is shown, n, window, rule) and the legend
    are part of the drawing.

    Args:
        picture: the map, its texts already in the reader's language.

    Returns:
        Well-formed XML; characters that XML cannot hold become U+FFFD. An empty picture says so.

    Example:
        >>> draw_svg(Picture("Nobody"))[:4]
        '<svg'
    """
    root = _root(picture)
    top = _heading(root, picture)
    bottom = _footing(root, picture)
    box = (MARGIN, top, WIDTH - MARGIN, bottom)
    placed = fit(picture, box)
    taken = _bands(root, picture, placed, box)
    if not picture.nodes:
        nothing = translator(picture.language).gettext(NOTHING)
        _text(root, nothing, WIDTH / 2, (top + bottom) / 2, size=LINE_SIZE, fill=SHEET.muted, anchor="middle")
    _nodes(root, [node for node in picture.nodes if node.open], placed)
    _edges(root, picture, placed)
    _nodes(root, [node for node in picture.nodes if not node.open], placed)
    _ring(root, picture, placed)
    _names(root, picture.nodes, placed, box, taken)
    return ET.tostring(root, encoding="unicode")


def _root(picture: Picture) -> ET.Element:
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
            "width": "297mm",
            "height": "210mm",
            "role": "img",
            "lang": picture.language,
            "font-family": FONT,
        },
    )
    child(root, "title", picture.title)
    child(root, "desc", "\n".join(picture.lines))
    child(root, "rect", width=WIDTH, height=HEIGHT, fill=SHEET.background)
    return root


def _heading(root: ET.Element, picture: Picture) -> float:
    """Title and the first line of the caption; returns the y below them."""
    y = MARGIN + TITLE_SIZE * 0.8
    for line in _wrapped(picture.title, TITLE_SIZE, most=2):
        _text(root, line, MARGIN, y, size=TITLE_SIZE, fill=SHEET.text, weight="600")
        y += TITLE_SIZE * LINE_HEIGHT
    for line in _wrapped("".join(picture.lines[:1]), LINE_SIZE, most=3):
        _text(root, line, MARGIN, y, size=LINE_SIZE, fill=SHEET.muted)
        y += LINE_SIZE * 1.35
    return y


def _footing(root: ET.Element, picture: Picture) -> float:
    """Legend and the rest of the caption at the bottom; returns the y above them."""
    lines = [part for line in picture.lines[1:] for part in _wrapped(line, SMALL_SIZE, most=4)]
    legend = _legend_rows(picture.legend)
    top = (
        HEIGHT - MARGIN + SMALL_SIZE * 0.3 - len(lines) * SMALL_SIZE * 1.35 - len(legend) * LEGEND_PITCH - 14
    )
    child(root, "line", x1=MARGIN, y1=top, x2=WIDTH - MARGIN, y2=top, stroke=SHEET.rule, stroke_width=1)
    y = top + 10
    for row in legend:
        _legend_row(root, row, y)
        y += LEGEND_PITCH
    for line in lines:
        y += SMALL_SIZE * 1.35
        _text(root, line, MARGIN, y - 2, size=SMALL_SIZE, fill=SHEET.muted)
    return top - 6


def _legend_rows(entries: Sequence[LegendEntry]) -> list[list[tuple[float, LegendEntry]]]:
    """The legend in rows of (x, entry); kinds, states and sorts each begin a new row."""
    rows: list[list[tuple[float, LegendEntry]]] = []
    x = math.inf
    for before, entry in zip([None, *entries], entries, strict=False):
        width = SWATCH_WIDTH + 8 + letters(entry.label) * 0.56 * SMALL_SIZE + 24
        if before is None or _about(before) != _about(entry) or x + width > WIDTH - MARGIN:
            rows.append([])
            x = MARGIN
        rows[-1].append((x, entry))
        x += width
    return rows


def _about(entry: LegendEntry) -> tuple[bool, bool, bool]:
    return entry.kind is None, entry.state is None, entry.sort is None


def _legend_row(root: ET.Element, row: Iterable[tuple[float, LegendEntry]], y: float) -> None:
    for x, entry in row:
        swatch(root, entry, x, y)
        baseline = y + SWATCH_HEIGHT / 2 + SMALL_SIZE * 0.36
        _text(root, entry.label, x + SWATCH_WIDTH + 8, baseline, size=SMALL_SIZE, fill=SHEET.text)


def _bands(root: ET.Element, picture: Picture, placed: Fit, box: Box) -> list[Box]:
    """The level view's bands; returns the boxes that their names take."""
    taken: list[Box] = []
    for place, band in enumerate(picture.bands):
        _, top = placed.at(0, band.top)
        _, bottom = placed.at(0, band.bottom)
        fill = SHEET.band_other if place % 2 else SHEET.band
        child(root, "rect", x=box[0], y=top, width=box[2] - box[0], height=bottom - top, fill=fill)
        name = " ".join(broken(band.name, room=60, most=1))
        _text(root, name, box[0] + 8, top + 17, size=SMALL_SIZE, fill=SHEET.band_text, weight="600")
        taken.append((box[0], top, box[0] + 8 + letters(name) * 0.6 * SMALL_SIZE, top + 22))
    return taken


def _edges(root: ET.Element, picture: Picture, placed: Fit) -> None:
    at = {node.number: node for node in picture.nodes}
    known = [edge for edge in picture.edges if edge.source in at and edge.target in at]
    scale = min(max(placed.scale, 0.45), 1.2)
    group = child(root, "g", fill="none")
    for edge, step in drawing_order(known, side_steps(known)):
        ends = (at[edge.source], at[edge.target])
        course = _course(*ends, placed, step * 5 * scale, bowed=bool(picture.bands) and side_by_side(*ends))
        paint = line_paint(edge.kind, edge.state, edge_width(edge.kind, edge.ties) * scale, scale)
        line = child(group, "path", d=course, **paint)
        if edge.faded:
            line.set("opacity", str(SHEET.faded_opacity))
        child(line, "title", "\n".join(filter(None, (ends[0].name, ends[1].name, edge.note))))


def _course(one: PictureNode, other: PictureNode, placed: Fit, aside: float, *, bowed: bool) -> str:
    """A line's path, moved aside so that all kinds of one pair can be seen; bowed upwards in a row."""
    (x1, y1), (x2, y2) = placed.at(one.x, one.y), placed.at(other.x, other.y)
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    dx, dy = -(y2 - y1) / length * aside, (x2 - x1) / length * aside
    start, end = f"M{written(x1 + dx)} {written(y1 + dy)}", f"{written(x2 + dx)} {written(y2 + dy)}"
    if not bowed:
        return f"{start}L{end}"
    rise = 14 + min(0.25 * length, 80)
    return f"{start}Q{written((x1 + x2) / 2)} {written((y1 + y2) / 2 + dy - rise)} {end}"


def _nodes(root: ET.Element, nodes: Iterable[PictureNode], placed: Fit) -> None:
    for node in nodes:
        x, y = placed.at(node.x, node.y)
        radius = max(node.radius * placed.scale, 2.5)
        shape = node_shape(root, node.sort, x, y, radius, open_=node.open, fill=node.fill)
        if not node.open and not node.faded:
            mark_letters(root, node.mark, x, y, radius)
        if node.faded:
            shape.set("opacity", str(2 * SHEET.faded_opacity))
        child(shape, "title", "\n".join(filter(None, (node.name, node.note))))


def _ring(root: ET.Element, picture: Picture, placed: Fit) -> None:
    """A ring around the chosen node, as on the page."""
    for node in picture.nodes:
        if node.number == picture.chosen:
            x, y = placed.at(node.x, node.y)
            radius = max(node.radius * placed.scale, 2.5) + 4
            ring = child(root, "circle", class_="chosen", cx=x, cy=y, r=radius, fill="none")
            ring.set("stroke", SHEET.selected)
            ring.set("stroke-width", "3")


def _names(
    root: ET.Element, nodes: Sequence[PictureNode], placed: Fit, box: Box, taken: Sequence[Box]
) -> None:
    largest = max((node.radius for node in nodes if not node.open), default=1.0)
    spots = [_spot(node, placed, largest) for node in nodes]
    for label in place_labels(spots, box, taken):
        _name(root, nodes[label.place], label)


def _spot(node: PictureNode, placed: Fit, largest: float) -> Spot:
    share = 1.0 if node.open else min(node.radius / max(largest, 1e-9), 1.0)
    size = NAME_SIZES[0] + (NAME_SIZES[1] - NAME_SIZES[0]) * share
    x, y = placed.at(node.x, node.y)
    must = node.open or (node.sort == "zone" and not node.faded)
    turn = (float(node.faded), -float(node.open), -float(node.sort == "zone"), -node.radius)
    return Spot(node.name, x, y, node.radius * placed.scale, size, turn, node.open, must)


def _name(root: ET.Element, node: PictureNode, label: Label) -> None:
    for row, line in enumerate(label.lines):
        baseline = label.top + label.size * (0.86 + row * LINE_HEIGHT)
        text = _text(
            root, line, label.x, baseline, size=label.size, fill=sort_style(node.sort).text, anchor="middle"
        )
        text.set("stroke", SHEET.background)
        text.set("stroke-width", "3")
        text.set("stroke-linejoin", "round")
        text.set("paint-order", "stroke")
        if node.open or node.sort == "zone":
            text.set("font-weight", "600")
        if node.faded:
            text.set("opacity", "0.45")


def _wrapped(text: str, size: float, most: int) -> tuple[str, ...]:
    return broken(text, room=(WIDTH - 2 * MARGIN) / (size * 0.5), most=most)


def _text(
    root: ET.Element,
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    fill: str,
    weight: str = "400",
    anchor: str = "start",
) -> ET.Element:
    found = child(root, "text", text, x=x, y=y, font_size=size, fill=fill)
    if weight != "400":
        found.set("font-weight", weight)
    if anchor != "start":
        found.set("text-anchor", anchor)
    return found
