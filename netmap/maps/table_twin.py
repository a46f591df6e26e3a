"""The tables beside a drawing: the same things and ties, for readers who do not see the drawing."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from netmap.maps.picture import Picture, PictureEdge, PictureNode
from netmap.maps.style import KINDS, SORTS, kind_style, sort_style, state_style
from netmap.model.i18n import N_, Translator
from netmap.model.xml_text import child

IN_FORCE = N_("What a filter draws pale is not in this table. An agency that is chosen changes no table.")


def add_tables(parent: ET.Element, picture: Picture, words: Translator) -> None:
    """The table of what is on the map and the table of the lines between, below each other."""
    _table(
        parent,
        words.gettext("What is on the map"),
        words.gettext(IN_FORCE),
        [words.gettext(head) for head in (N_("Name"), N_("What it is"), N_("Inside"), N_("Note"))],
        _node_rows(picture, words),
    )
    _table(
        parent,
        words.gettext("Ties and other lines"),
        words.gettext(IN_FORCE),
        [
            words.gettext(head)
            for head in (N_("From"), N_("To"), N_("Kind"), N_("State"), N_("Ties"), N_("Note"))
        ],
        _edge_rows(picture, words),
    )


def _node_rows(picture: Picture, words: Translator) -> list[list[str]]:
    names = {node.number: node.name for node in picture.nodes}
    shown = [node for node in picture.nodes if not node.faded]
    return [
        [
            node.name,
            words.gettext(sort_style(node.sort).label),
            "" if node.parent is None else names.get(node.parent, ""),
            node.note,
        ]
        for node in sorted(shown, key=_node_order)
    ]


def _node_order(node: PictureNode) -> tuple[int, str]:
    sorts = list(SORTS)
    return sorts.index(node.sort) if node.sort in SORTS else len(sorts), node.name.casefold()


def _edge_rows(picture: Picture, words: Translator) -> list[list[str]]:
    names = {node.number: node.name for node in picture.nodes}
    shown = [
        edge for edge in picture.edges if not edge.faded and edge.source in names and edge.target in names
    ]
    kinds = list(KINDS)

    def order(edge: PictureEdge) -> tuple[int, str, str]:
        place = kinds.index(edge.kind) if edge.kind in KINDS else len(kinds)
        return place, names[edge.source].casefold(), names[edge.target].casefold()

    return [
        [
            names[edge.source],
            names[edge.target],
            words.gettext(kind_style(edge.kind).label),
            words.gettext(state_style(edge.state).label),
            words.number(edge.ties),
            edge.note,
        ]
        for edge in sorted(shown, key=order)
    ]


def _table(
    parent: ET.Element, heading: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    child(parent, "h2", heading)
    table = child(
        child(parent, "div", class_="table", role="region", aria_label=heading, tabindex="0"), "table"
    )
    child(table, "caption", caption)
    line = child(child(table, "thead"), "tr")
    for head in heads:
        child(line, "th", head, scope="col")
    body = child(table, "tbody")
    for row in rows:
        line = child(body, "tr")
        child(line, "th", row[0], scope="row")
        for cell in row[1:]:
            child(line, "td", cell)
