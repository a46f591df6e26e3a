"""A map as one HTML file that opens without a network and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import xml.etree.ElementTree as ET
from importlib.resources import files
from typing import Any

from netmap.maps.labels import broken
from netmap.maps.picture import Picture, PictureEdge, PictureNode
from netmap.maps.shapes import SWATCH_HEIGHT, SWATCH_WIDTH, swatch
from netmap.maps.style import as_json, sort_style
from netmap.maps.table_twin import add_tables
from netmap.maps.vis_network import drawing_scripts, drawn_edges
from netmap.model.i18n import N_, Translator, translator
from netmap.model.xml_text import child, plain

HINT = N_(
    "Drag to move, scroll or press + and − to zoom, arrow keys to move. Point at anything for its name "
    "and ties; more names appear as you zoom in. Click on it to see its neighbours alone; the file's address "
    "keeps that. Everything on the map is also in the tables below."
)
TOUCH_HINT = N_(
    "Drag to move, zoom with two fingers. Tap an agency to see it and its neighbours, and below the map how "
    "they work together. More names appear as you zoom in; the tables below hold everything."
)
NO_SCRIPT = N_("This browser does not run the page's script: the tables below say the same as the map.")
NAME_LETTERS = 24.0
NOTHING = N_("There is nothing to draw for this choice.")


def draw_html(picture: Picture) -> str:
    """The picture as one self-contained HTML page: a map to move about in, its legend, and its tables.

    The map is made with pyvis at the positions given. The page fetches nothing, and its content
    security policy lets only the scripts and the style run that it was made with. Names are text
    everywhere: on the canvas, in tooltips and in tables.

    Args:
        picture: the map, its texts already in the reader's language.

    Returns:
        The page's text, to be written as UTF-8. An empty picture says so.

    Example:
        >>> draw_html(Picture("Nobody"))[:15]
        '<!DOCTYPE html>'
    """
    words = translator(picture.language)
    scripts = [_one_line_ends(script) for script in (*drawing_scripts(picture), _own("one_file.js"))]
    style = _own("one_file.css")
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{html.escape(plain(picture.title))}</title>",
        f"<style>{style}</style>",
    ]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{html.escape(picture.language)}" dir="{html.escape(picture.direction)}">',
            "<head>",
            *head,
            "</head>",
            "<body>",
            _body(picture, words),
            f'<script type="application/json" id="netmap-page">{_page_data(picture)}</script>',
            *(f"<script>{script}</script>" for script in scripts),
            "</body>",
            "</html>",
            "",
        )
    )


def _body(picture: Picture, words: Translator) -> str:
    main = ET.Element("main")
    if picture.headline:
        child(main, "p", picture.title, class_="study")
    child(main, "h1", picture.headline or picture.title)
    for line in picture.lines[:1]:
        child(main, "p", line, class_="shown")
    if not picture.nodes:
        child(main, "p", words.gettext(NOTHING))
    _map(main, words)
    _legend(main, picture)
    for line in picture.lines[1:]:
        child(main, "p", line, class_="rule")
    add_tables(main, picture, words)
    return ET.tostring(main, encoding="unicode", method="html")


def _map(main: ET.Element, words: Translator) -> None:
    box = child(main, "div", class_="map")
    child(box, "div", id="mynetwork")
    buttons = child(box, "div", class_="buttons")
    for name, sign, label in (
        ("netmap-in", "+", words.gettext("Zoom in")),
        ("netmap-out", "−", words.gettext("Zoom out")),
    ):
        child(buttons, "button", sign, id=name, type="button", aria_label=label, title=label)
    child(buttons, "button", words.gettext("Show all"), id="netmap-fit", type="button")
    child(main, "p", class_="chosen", id="netmap-chosen", aria_live="polite")
    child(main, "ul", class_="partners", id="netmap-partners")
    child(main, "p", words.gettext(HINT), class_="hint", id="netmap-hint")
    child(main, "p", words.gettext(TOUCH_HINT), class_="hint touch")
    child(child(main, "noscript"), "p", words.gettext(NO_SCRIPT))


def _legend(main: ET.Element, picture: Picture) -> None:
    if not picture.legend:
        return
    legend = child(main, "ul", class_="legend")
    for entry in picture.legend:
        line = child(legend, "li")
        box = child(line, "svg", width=SWATCH_WIDTH, height=SWATCH_HEIGHT, aria_hidden="true")
        swatch(box, entry, 0, 0)
        child(line, "span", entry.label)


def _page_data(picture: Picture) -> str:
    """What the page's own script reads, as JSON that no name can break out of."""
    names = {node.number: node.name for node in picture.nodes}
    return _safe_json(
        {
            "label": picture.title,
            "chosen": picture.chosen,
            "sheet": as_json()["sheet"],
            "bands": [{"name": band.name, "top": band.top, "bottom": band.bottom} for band in picture.bands],
            "rings": [
                {"x": node.x, "y": node.y, "radius": node.radius} for node in picture.nodes if node.open
            ],
            "partners": _partners(picture, names),
            "nodes": [_node_data(node) for node in sorted(picture.nodes, key=_naming_order)],
            "edges": [
                {
                    "id": place,
                    "ends": [] if edge.faded else [edge.source, edge.target],
                    "tip": _edge_tip(edge, names),
                }
                for place, (edge, _) in enumerate(drawn_edges(picture))
            ],
        }
    )


def _partners(picture: Picture, names: dict[int, str]) -> dict[int, list[str]]:
    """For each node whom it has lines with and what these stand for, most ties first, then by name."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    for edge in picture.edges:
        if not edge.faded:
            for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
                found.setdefault(one, []).append((-edge.ties, names[other], edge.note))
    return {
        number: [": ".join(filter(None, (name, note))) for _, name, note in sorted(mine)]
        for number, mine in found.items()
    }


def _node_data(node: PictureNode) -> dict[str, Any]:
    """A node's name in lines and its tooltip; a `strong` name is shown even where it covers others."""
    return {
        "id": node.number,
        "tip": "\n".join(filter(None, (node.name, node.note))),
        "lines": broken(node.name, NAME_LETTERS),
        "radius": node.radius,
        "mark": node.mark,
        "colour": sort_style(node.sort).text,
        "strong": not node.faded and (node.open or node.sort == "zone"),
        "open": node.open,
        "faded": node.faded,
    }


def _naming_order(node: PictureNode) -> tuple[bool, bool, bool, float, int]:
    """Who is named first where names are too many for the room."""
    return node.faded, not node.open, node.sort != "zone", -node.radius, node.number


def _edge_tip(edge: PictureEdge, names: dict[int, str]) -> str:
    return "\n".join(filter(None, (names[edge.source], names[edge.target], edge.note)))


def _safe_json(value: Any) -> str:
    """JSON in ASCII without `<`, `>` and `&`, so that it may stand in any script element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _policy(scripts: list[str], style: str) -> str:
    runs = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {runs}; style-src {_digest(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _own(name: str) -> str:
    """A file that lies beside this one."""
    return _one_line_ends(files("netmap.maps").joinpath(name).read_text(encoding="utf-8"))


def _one_line_ends(text: str) -> str:
    """With the line ends that browsers make of all line ends before they check a script's hash."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
