"""The networkx graph of a study: the object that other programs know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netmap.model.study import Study
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.classes import rule_of, ties
from netmap.tie_kinds.coding import declared_rows
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import TiePolicy

if TYPE_CHECKING:
    import networkx as nx

_TIE = ("kind", "kind_computed", "kind_coded", "origin", "state", "first", "last", "occasions", "settings")


def graph(
    study: Study, as_of: Any = None, baseline: Any = None, policy: TiePolicy = TiePolicy()
) -> nx.MultiDiGraph:
    """The actors and services of a study with their ties as of a day, as a networkx MultiDiGraph.

    Parameters as in `ties`. Nodes are pairs (sort, id), sort being `agency`, `practitioner` or
    `service`, so that a service and an actor may bear the same id; their attributes are the columns of
    their table. Edges have a `relation`: `tie` (computed or coded, with kind, state, first, last and
    counts; both ways), `declared` (as declared, in its direction, with kind, strength, wave; keyed by
    `declared` and a number, as one pair may have several), `works for` (practitioner to agency on that
    day), `offers` (agency to service); the others are keyed by their relation. Missing values are
    None. Raises `ArgumentError` for a date that is none.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["School", "Police"]}))
        >>> sorted(netmap.graph(study).nodes)
        [('agency', 'Police'), ('agency', 'School')]
    """
    import networkx as nx

    day = as_of_day(study, as_of)
    found = ties(study, as_of=as_of, baseline=baseline, policy=policy)
    drawn = nx.MultiDiGraph(name=str(study.about.get("name", "")), **rule_of(day, policy, len(found)))
    for sort, table in (("agency", "agencies"), ("practitioner", "practitioners"), ("service", "services")):
        drawn.add_nodes_from(_nodes(study.table(table), sort))
    agencies = set(study.agencies["agency"])
    drawn.add_edges_from(_tie_edges(found, agencies))
    drawn.add_edges_from(_declared_edges(declared_rows(study, day), agencies))
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
    return drawn


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
    return [
        (
            _node(row.pop("source"), agencies),
            _node(row.pop("target"), agencies),
            ("declared", place),
            {"declared_as": row.pop("relation"), **row, "relation": "declared"},
        )
        for place, row in enumerate(_records(rows))
    ]
