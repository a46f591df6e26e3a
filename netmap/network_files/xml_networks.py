"""GraphML and GEXF: every cell of actors and ties; GEXF also the spells, for Gephi's timeline."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.xml_text import NOT_IN_XML
from netmap.network_files.plain_network import SORT, Node, PlainNetwork, Row, Tie, columns_of

GRAPHML, GEXF = "http://graphml.graphdrawing.org/xmlns", "http://www.gexf.net/1.2draft"

NUMBERS = ("strength",)
"""Cells that other programs should take as numbers."""

TIE = "tie_number"
"""Which tie an edge is: a tie that runs both ways is two edges of a directed file."""

RENAMED = {"start": "first_day", "end": "last_day"}
"""Cells whose names mean something of their own in GEXF."""

NO_TEXT = N_("“{text}” has a character that XML cannot hold; write CSV, or change it")
GRAPHS = N_("The file holds {n} graphs; give a file with one, and none within it")
HYPEREDGES = N_("The file has edges between more than two nodes, which are not read; give them as meetings")
NOT_READ = N_("The file is no {format} that can be read: {reason}")


def graphml(network: PlainNetwork) -> bytes:
    """A network as GraphML; directed unless every tie runs both ways."""
    root = ET.Element("graphml", xmlns=GRAPHML)
    keys: dict[tuple[str, str], str] = {}
    for sort, names in _columns(network):
        for name in names:
            keys[sort, name] = f"d{len(keys)}"
            kind = "double" if name in NUMBERS else "string"
            told = {"id": keys[sort, name], "for": sort, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", {name: _held(text) for name, text in told.items()})
    graph = ET.SubElement(root, "graph", edgedefault="undirected" if network.mutual else "directed")
    for node in network.nodes:
        found = ET.SubElement(graph, "node", id=_held(node.id))
        _data(found, {SORT: node.sort, **node.cells}, keys, "node")
    for number, (source, target, cells, _) in enumerate(_edges(network)):
        ends = {"id": f"e{number}", "source": _held(source), "target": _held(target)}
        _data(ET.SubElement(graph, "edge", ends), cells, keys, "edge")
    return _bytes(root)


def gexf(network: PlainNetwork) -> bytes:
    """A network as GEXF 1.2 with spells; both days are inclusive, a spell that runs on has no end."""
    root = ET.Element("gexf", xmlns=GEXF, version="1.2")
    graph = ET.SubElement(
        root,
        "graph",
        mode="dynamic",
        timeformat="date",
        defaultedgetype="undirected" if network.mutual else "directed",
    )
    keys: dict[tuple[str, str], str] = {}
    for sort, names in _columns(network):
        listed = ET.SubElement(graph, "attributes", {"class": sort, "mode": "static"})
        for name in names:
            keys[sort, name] = f"{len(keys)}"
            kind = "double" if name in NUMBERS else "string"
            told = {"id": keys[sort, name], "title": _held(RENAMED.get(name, name)), "type": kind}
            ET.SubElement(listed, "attribute", told)
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for node in network.nodes:
        label = node.cells.get("name", node.id)
        found = ET.SubElement(nodes, "node", id=_held(node.id), label=_held(label))
        _attvalues(found, {SORT: node.sort, **node.cells}, keys, "node")
    for number, (source, target, cells, tie) in enumerate(_edges(network)):
        ends = {"id": str(number), "source": _held(source), "target": _held(target)}
        if "strength" in cells:
            ends["weight"] = cells["strength"]
        found = ET.SubElement(
            edges, "edge", {**ends, **(_spell(tie.spells[0]) if len(tie.spells) == 1 else {})}
        )
        _attvalues(found, cells, keys, "edge")
        if len(tie.spells) > 1:
            spells = ET.SubElement(found, "spells")
            for spell in tie.spells:
                ET.SubElement(spells, "spell", _spell(spell))
    return _bytes(root)


def _columns(network: PlainNetwork) -> list[tuple[str, list[str]]]:
    ties = columns_of(tie.cells for tie in network.ties)
    return [
        ("node", [SORT, *columns_of(node.cells for node in network.nodes)]),
        ("edge", [TIE, *ties]),
    ]


def _edges(network: PlainNetwork) -> Iterator[tuple[str, str, Row, Tie]]:
    """The edges of a file: in a directed one a tie that runs both ways is two of them."""
    for number, tie in enumerate(network.ties):
        cells = {TIE: str(number), **tie.cells}
        yield tie.source, tie.target, cells, tie
        if tie.mutual and not network.mutual:
            yield tie.target, tie.source, cells, tie


def _spell(spell: tuple[str | None, str | None]) -> dict[str, str]:
    return {name: day for name, day in zip(("start", "end"), spell, strict=True) if day is not None}


def _held(text: str) -> str:
    if NOT_IN_XML.search(text):
        raise ArgumentError(NO_TEXT, text=text)
    return text


def _data(parent: ET.Element, cells: Row, keys: dict[tuple[str, str], str], sort: str) -> None:
    for name, text in cells.items():
        ET.SubElement(parent, "data", key=keys[sort, name]).text = _held(text)


def _attvalues(parent: ET.Element, cells: Row, keys: dict[tuple[str, str], str], sort: str) -> None:
    listed = ET.SubElement(parent, "attvalues")
    for name, text in cells.items():
        ET.SubElement(listed, "attvalue", {"for": keys[sort, name], "value": _held(text)})


def _bytes(root: ET.Element) -> bytes:
    text = ET.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def from_graphml(data: bytes, sort: str) -> PlainNetwork:
    """The network of a GraphML file; `sort` is that of nodes that do not tell theirs."""
    root = _parsed(data, "GraphML")
    keys = list(_all(root, "key"))
    names = {key.get("id", ""): key.get("attr.name", "") for key in keys}
    usual = {
        (key.get("for", "all"), key.get("attr.name", "")): told.text or ""
        for key in keys
        for told in _own(key, "default")
    }

    def cells(found: ET.Element, of: str) -> Row:
        own = {names.get(each.get("key", ""), ""): each.text or "" for each in _own(found, "data")}
        return {name: text for (sort_, name), text in usual.items() if sort_ in (of, "all")} | own

    graph = _graph(root)
    if next(_all(graph, "hyperedge"), None) is not None:
        raise ArgumentError(HYPEREDGES)
    nodes = ((node.get("id", ""), cells(node, "node")) for node in _all(graph, "node"))
    edges = ((edge, cells(edge, "edge")) for edge in _all(graph, "edge"))
    return _network(nodes, edges, sort, mutual=graph.get("edgedefault") == "undirected")


def _graph(root: ET.Element) -> ET.Element:
    """The one graph of a file."""
    found = list(_all(root, "graph"))
    if len(found) != 1:
        raise ArgumentError(GRAPHS, n=len(found))
    return found[0]


def from_gexf(data: bytes, sort: str) -> PlainNetwork:
    """The network of a GEXF file; `sort` is that of nodes that do not tell theirs."""
    root = _parsed(data, "GEXF")
    back = {new: old for old, new in RENAMED.items()}
    names = {
        (listed.get("class", ""), each.get("id", "")): back.get(each.get("title", ""), each.get("title", ""))
        for listed in _all(root, "attributes")
        for each in _own(listed, "attribute")
    }

    def cells(found: ET.Element, of: str) -> Row:
        return {
            names.get((of, each.get("for", "")), ""): each.get("value", "")
            for each in _all(found, "attvalue")
        }

    nodes = ((node.get("id", ""), _labelled(node, cells(node, "node"))) for node in _all(root, "node"))
    edges = ((edge, _timed(edge, cells(edge, "edge"))) for edge in _all(root, "edge"))
    graph = _graph(root)
    return _network(nodes, edges, sort, mutual=graph.get("defaultedgetype", "undirected") == "undirected")


def _labelled(node: ET.Element, cells: Row) -> Row:
    label = node.get("label")
    return cells if label in (None, "", node.get("id")) or SORT in cells else {"name": str(label), **cells}


def _timed(edge: ET.Element, cells: Row) -> Row:
    """The cells of an edge; of a file that is not ours its weight and days too."""
    if TIE in cells:
        return cells
    told = {"strength": edge.get("weight"), "start": edge.get("start"), "end": edge.get("end")}
    return {**{name: text for name, text in told.items() if text}, **cells}


def _network(
    nodes: Iterable[tuple[str, Row]], edges: Iterable[tuple[ET.Element, Row]], sort: str, *, mutual: bool
) -> PlainNetwork:
    actors = [Node(id_, cells.pop(SORT, sort), _kept(cells)) for id_, cells in nodes]
    found: dict[str, Tie] = {}
    for place, (edge, cells) in enumerate(edges):
        number = cells.pop(TIE, f"edge {place}")
        way = edge.get("type", edge.get("directed", ""))
        if way in ("undirected", "false") or (mutual and way not in ("directed", "true")):
            cells.setdefault("direction", "mutual")
        found.setdefault(number, Tie(edge.get("source", ""), edge.get("target", ""), _kept(cells)))
    return PlainNetwork(tuple(actors), tuple(found.values()))


def _kept(cells: Row) -> Row:
    return {name: text for name, text in cells.items() if name and text}


def _parsed(data: bytes, format_: str) -> ET.Element:
    """The root of an XML file; entities and document types with them are refused."""
    try:
        root: ET.Element = fromstring(data, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise ArgumentError(NOT_READ, format=format_, reason=type(error).__name__) from error
    return root


def _all(root: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (found for found in root.iter() if _name(found) == tag)


def _own(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (found for found in parent if _name(found) == tag)


def _name(found: ET.Element) -> str:
    return found.tag.rpartition("}")[2] if isinstance(found.tag, str) else ""
