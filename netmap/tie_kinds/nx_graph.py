"""The networkx graph of a study: the object that other programs know."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import pandas as pd

from netmap.model.study import Study
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.declared import MUTUAL, OBSERVED, Declared, declared_ties
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.plain_graph import plain_graph
from netmap.tie_kinds.policy import KINDS, STATES, UNDATED, TiePolicy, check_words

if TYPE_CHECKING:
    import networkx as nx

_TIE = ("kind", "kind_computed", "kind_coded", "origin", "state", "first", "last", "occasions", "settings")


def graph(
    study: Study,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    states: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    wave: str | Collection[str] | None = None,
    relation: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
    export: bool = False,
) -> nx.MultiDiGraph:
    """The actors and services of a study with their ties as of a day, as a networkx MultiDiGraph.

    Nodes are pairs (sort, id), sort being `agency`, `practitioner` or `service`, so that a service and an
    actor may bear the same id; their attributes are the columns of their table. Edges have a `relation`:
    `tie` (seen, or coded as of some kind; with kind, state, first, last and counts; both ways), `declared` (a
    row of the declared ties in force, in its direction, a mutual one both ways, with kind, strength and wave;
    keyed by `declared` and a number, as one pair may have several), `works for` (practitioner to agency on
    that day), `offers` (agency to service); the others are keyed by their relation. Missing values are None.

    Parameters
    ----------
    study, as_of, baseline, policy, wave, relation, combine, missing: as in `ties`.
    states: only ties in these states, out of active, dormant, faded and undated (only declared or coded).
        Default: all. Declared rows are there for the pairs whose ties are.
    kinds: only ties of these kinds. Default: all.
    export: a graph that every program takes: nodes are texts, keys are different texts, attributes are text,
        whole numbers, numbers or truth and left out where missing, days are ISO text. Then `label` is the
        name that readers see, `netmap_id` the id; a column whose name has a meaning of its own in a
        format bears an underscore, such as `start_`. It goes through networkx's `write_gexf`, `write_graphml`
        and `node_link_data`, and through igraph's `Graph.from_networkx`.

    Raises what `ties` raises, and `ArgumentError` for states and kinds that there are not.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["School", "Police"]}))
        >>> sorted(netmap.graph(study).nodes)
        [('agency', 'Police'), ('agency', 'School')]
    """
    import networkx as nx

    check_words("states", states or (), (*STATES, UNDATED))
    check_words("kinds", kinds or (), KINDS)
    day = as_of_day(study, as_of)
    whole = ties(study, as_of, baseline, policy, wave, relation, combine, missing)
    found = _shown(whole, states, kinds)
    drawn = nx.MultiDiGraph(name=str(study.about.get("name", "")), **{**whole.attrs, "n": len(found)})
    for sort, table in (("agency", "agencies"), ("practitioner", "practitioners"), ("service", "services")):
        drawn.add_nodes_from(_nodes(study.table(table), sort))
    agencies = set(study.agencies["agency"])
    drawn.add_edges_from(_tie_edges(found[found["state"].notna() | found["kind"].notna()], agencies))
    declared = declared_ties(study, day, Declared(wave, relation, combine, missing)).rows
    if states is not None or kinds is not None:
        declared = declared[_of_pairs(declared, found)]
    drawn.add_edges_from(_declared_edges(declared, agencies))
    where = agencies_on(study, NO_DATE_READS if day is None else day).dropna()
    drawn.add_edges_from(
        (("practitioner", who), ("agency", agency), "works for", {"relation": "works for"})
        for who, agency in where.items()
    )
    offered = study.services.dropna(subset=["agency"])
    drawn.add_edges_from(
        (("agency", agency), ("service", service), "offers", {"relation": "offers"})
        for agency, service in zip(offered["agency"], offered["service"], strict=True)
    )
    return plain_graph(drawn) if export else drawn


def _shown(
    found: pd.DataFrame, states: Collection[str] | None, kinds: Collection[str] | None
) -> pd.DataFrame:
    """The ties in some states and of some kinds."""
    if states is not None:
        found = found[found["state"].fillna(UNDATED).isin(list(states))]
    return found if kinds is None else found[found["kind"].isin(list(kinds))]


def _of_pairs(rows: pd.DataFrame, found: pd.DataFrame) -> list[bool]:
    """Which rows are about one of the pairs."""
    pairs = {frozenset(pair) for pair in zip(found["source"], found["target"], strict=True)}
    return [frozenset(pair) in pairs for pair in zip(rows["source"], rows["target"], strict=True)]


def _nodes(table: pd.DataFrame, sort: str) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    return [((sort, row[sort]), {**row, "sort": sort}) for row in _records(table)]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    whole = table.astype(object).where(table.notna(), None)
    records: list[dict[str, Any]] = whole.to_dict("records")
    return records


def _node(actor: str, agencies: set[str]) -> tuple[str, str]:
    return ("agency" if actor in agencies else "practitioner", actor)


def _tie_edges(found: pd.DataFrame, agencies: set[str]) -> list[tuple[Any, Any, str, dict[str, Any]]]:
    edges = []
    rows = _records(found[["source", "target", *_TIE]])
    for row in rows:
        ends = _node(row.pop("source"), agencies), _node(row.pop("target"), agencies)
        for here, there in (ends, ends[::-1]):
            edges.append((here, there, "tie", {**row, "relation": "tie"}))
    return edges


def _declared_edges(
    rows: pd.DataFrame, agencies: set[str]
) -> list[tuple[Any, Any, tuple[str, int], dict[str, Any]]]:
    edges: list[tuple[Any, Any, tuple[str, int], dict[str, Any]]] = []
    for row in _records(rows):
        ends = _node(row.pop("source"), agencies), _node(row.pop("target"), agencies)
        told = {"declared_as": row.pop("relation"), **row, "relation": "declared"}
        for here, there in (ends, ends[::-1]) if row["direction"] == MUTUAL else (ends,):
            edges.append((here, there, ("declared", len(edges)), dict(told)))
    return edges
