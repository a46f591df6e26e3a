"""A picture as a pyvis network, and the scripts that draw it without fetching anything."""

from __future__ import annotations

import math
from html.parser import HTMLParser
from typing import Any

from netmap.maps.lines import drawing_order, side_by_side, side_steps
from netmap.maps.picture import Picture, PictureEdge, PictureNode
from netmap.maps.shapes import SQUARE_SIDE
from netmap.maps.style import SHEET, edge_width, kind_style, sort_style, state_style

SHAPES = {"circle": "dot", "square": "square", "hexagon": "hexagon", "diamond": "diamond"}
"""What vis-network calls the shapes of `netmap.maps.style`."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "tooltipDelay": 120,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {"chosen": True, "scaling": {"label": {"enabled": False}}},
    "edges": {"selectionWidth": 1.5, "hoverWidth": 0.8},
}


def drawing_scripts(picture: Picture) -> list[str]:
    """The inline scripts of the page that pyvis makes of the picture, in their order.

    They hold vis-network itself and the data as JSON in which `<`, `>`, `&` and quotes are
    escaped; the tags by which pyvis would fetch more from elsewhere are left behind. Nodes bear
    their numbers, edges their places in `drawn_edges`; no name is among what pyvis is given.

    Example:
        >>> any("function drawGraph" in script for script in drawing_scripts(Picture("Nobody")))
        True
    """
    from pyvis.network import Network  # loads IPython: only when a file is asked for

    network = Network(directed=True, cdn_resources="in_line", neighborhood_highlight=False)
    network.options = OPTIONS
    for node in drawn_nodes(picture):
        network.add_node(node.number, **_node_options(node))
    at = {node.number: node for node in picture.nodes}
    for place, (edge, step) in enumerate(drawn_edges(picture)):
        rise = _rise(at[edge.source], at[edge.target]) if picture.bands else 0.0
        network.add_edge(edge.source, edge.target, id=place, **_edge_options(edge, 0.12 * step + rise))
    reader = _InlineScripts()
    reader.feed(network.generate_html())
    return reader.scripts


def drawn_nodes(picture: Picture) -> list[PictureNode]:
    """The nodes in the order in which they are drawn: opened agencies lie under what they hold."""
    return sorted(picture.nodes, key=lambda node: (not node.open, node.parent is not None))


def drawn_edges(picture: Picture) -> list[tuple[PictureEdge, float]]:
    """The edges whose ends are both there, in drawing order, with their steps aside."""
    numbers = {node.number for node in picture.nodes}
    known = [edge for edge in picture.edges if edge.source in numbers and edge.target in numbers]
    return drawing_order(known, side_steps(known))


class _InlineScripts(HTMLParser):
    """Collects the text of the scripts that are in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)
        if self._inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def _node_options(node: PictureNode) -> dict[str, Any]:
    look = sort_style(node.sort)
    fill, border = node.fill or look.fill, look.border
    if node.open:
        fill, border = "rgba(0,0,0,0)", SHEET.open_border
    square = look.shape == "square" and not node.open
    return {
        "label": " ",
        "x": _number(node.x),
        "y": _number(node.y),
        "size": _number(node.radius * SQUARE_SIDE / 2 if square else node.radius),
        "shape": "dot" if node.open else SHAPES[look.shape],
        "color": _colours(fill, border),
        "borderWidth": look.border_width,
        "borderWidthSelected": look.border_width + 2,
        "shapeProperties": {"borderDashes": list(look.border_dash) or False},
        "opacity": 2 * SHEET.faded_opacity if node.faded else 1,
    }


def _colours(fill: str, border: str) -> dict[str, Any]:
    chosen = {"background": fill, "border": SHEET.selected}
    return {"background": fill, "border": border, "highlight": chosen, "hover": chosen}


def _edge_options(edge: PictureEdge, bend: float) -> dict[str, Any]:
    look = kind_style(edge.kind)
    opacity = SHEET.faded_opacity if edge.faded else state_style(edge.state).opacity
    return {
        "arrows": "",
        "width": edge_width(edge.kind, edge.ties),
        "dashes": list(look.dash) or False,
        "color": {"color": look.colour, "highlight": look.colour, "hover": look.colour, "opacity": opacity},
        "smooth": _bend(bend),
    }


def _rise(one: PictureNode, other: PictureNode) -> float:
    """How far a line of the level view is bowed upwards, so that it does not run through its row."""
    if not side_by_side(one, other):
        return 0.0
    return 0.15 if one.x <= other.x else -0.15


def _bend(bend: float) -> dict[str, Any] | bool:
    """How a line is bent, by the share of its length; above 0 to the left of the way it runs."""
    if bend == 0:
        return False
    return {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}


def _number(value: float) -> float:
    return round(float(value), 2) if math.isfinite(value) else 0.0
