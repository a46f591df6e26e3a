"""A networkx graph that every format and program takes: texts and numbers, nothing missing, no odd names."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netmap.model.coded_columns import cell_text
from netmap.model.xml_text import plain as xml_plain

if TYPE_CHECKING:
    import networkx as nx

TAKEN = frozenset(
    {
        *(
            "id",
            "label",
            "type",
            "weight",
            "start",
            "end",
            "pid",
            "parents",
            "slices",
            "spells",
            "viz",
            "mode",
        ),
        *("source", "target", "key", "name", "_nx_name", "defaultedgetype", "idtype", "timeformat"),
    }
)
"""Names of attributes that mean something to GEXF, GraphML, JSON or igraph."""


def plain_graph(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph of a study with texts as nodes and keys, and with attributes that every format takes.

    Nodes are numbered in their order, `n1`, `n2`; so are edges, `e1`, `e2`. What a node is called stands in
    `label`, its id in `netmap_id`. An attribute that is missing is left out; one that is a number on one
    node is a number on all.
    """
    import networkx as nx

    plain = nx.MultiDiGraph(**_plain(graph.graph), label=str(graph.graph.get("name", "")))
    names = {node: f"n{place}" for place, node in enumerate(graph.nodes, start=1)}
    for (sort, ident), told in graph.nodes(data=True):
        label = cell_text(told.get("name")) or ident
        own = {"label": xml_plain(label), "netmap_id": xml_plain(ident)}
        plain.add_node(names[sort, ident], **_plain(told), **own)
    for place, (here, there, told) in enumerate(graph.edges(data=True), start=1):
        plain.add_edge(names[here], names[there], key=f"e{place}", **_plain(told))
    return plain


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    found = {_name(name): _value(value) for name, value in told.items() if name != "name"}
    return {name: value for name, value in found.items() if value is not None}


def _name(name: str) -> str:
    return f"{name}_" if name.casefold() in TAKEN else xml_plain(name)


def _value(value: Any) -> str | int | float | bool | None:
    """A value as one of the four types that all formats have; None where it is missing."""
    text = cell_text(value)
    if text is None:
        return None
    if text in ("true", "false") and not isinstance(value, str):
        return text == "true"
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    return xml_plain(value.date().isoformat() if isinstance(value, dt.datetime) else text)
