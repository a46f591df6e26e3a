"""Every column and every figure that other people's software gives for twenty published networks.

Conventions, where that software differs: betweenness counts every pair of others once in a network that
runs both ways; closeness is that of those who are reached, and R's sna sets it to 0 for whoever does not
reach all; mixing within a group counts ties, not arrows, in a network that runs both ways; a component's
number is arbitrary; `lubness` is computed as sna computes it, not as its documentation says.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.graph_measures.triads import TRIADS
from tests import shared_data
from tests.graph_measures.networks_of_others import (
    GROUPED,
    NAMES,
    Published,
    contacts_of,
    networks,
    published,
    roles_of,
)

NODE_COLUMNS = {
    "indegree": "in_degree",
    "outdegree": "out_degree",
    "degree_undirected": "degree",
    "betweenness_sna": "betweenness",
    "betweenness_igraph": "betweenness",
    "betweenness_undirected": "betweenness_undirected",
    "closeness_igraph_out": "closeness",
    "closeness_undirected": "closeness_undirected",
    "harmonic_undirected": "harmonic_undirected",
    "eigen_undirected": "eigenvector",
    "constraint_igraph": "constraint",
    "constraint_undirected": "constraint_undirected",
    "effsize_burt": "effective_size",
    "effsize_undirected": "effective_size_undirected",
    "clustering_local_undirected": "clustering",
    "articulation_point": "cut_node",
    "coreness_all": "core",
    "coreness_in": "core_in",
    "coreness_out": "core_out",
}
PARTITIONS = {"component_weak": "component", "component_strong": "component_strong"}
COUNTS = {"indegree", "outdegree", "degree_undirected", "articulation_point", "coreness_all"} | {
    *("coreness_in", "coreness_out")
}

WHOLE = {
    ("n",): "actors",
    ("arcs",): "arrows",
    ("density",): "density",
    ("dyad_census", "Mut"): "mutual",
    ("dyad_census", "Asym"): "one_way",
    ("dyad_census", "Null"): "no_tie",
    ("reciprocity_dyadic",): "reciprocity",
    ("reciprocity_edgewise",): "reciprocity_arrows",
    ("reciprocity_dyadic_nonnull",): "reciprocity_tied",
    ("transitivity_weak_sna",): "transitivity",
    ("transitivity_global_undirected_igraph",): "transitivity_undirected",
    ("centralization", "sna_degree_freeman"): "centralisation_degree",
    ("centralization", "sna_indegree"): "centralisation_in_degree",
    ("centralization", "sna_outdegree"): "centralisation_out_degree",
    ("centralization", "sna_betweenness"): "centralisation_betweenness",
    ("centralization", "sna_closeness"): "centralisation_closeness",
    ("centralization", "igraph_degree_undirected_noloops"): "centralisation_degree_undirected",
    ("centralization", "igraph_betweenness_undirected"): "centralisation_betweenness_undirected",
    ("krackhardt", "hierarchy"): "hierarchy",
    ("krackhardt", "connectedness"): "connectedness",
    ("krackhardt", "efficiency"): "efficiency",
    ("krackhardt", "lubness"): "lubness",
    ("reachability_reciprocity_hierarchy",): "hierarchy_reciprocity",
    ("components_weak",): "components",
    ("components_strong",): "components_strong",
    ("max_coreness",): "greatest_core",
    ("diameter_undirected",): "diameter",
    ("mean_distance_undirected",): "mean_distance",
}
GROUPS = {
    ("EI", "external"): "external",
    ("EI", "internal"): "internal",
    ("EI", "EI"): "ei",
    ("EI", "external_undirected"): "external_undirected",
    ("EI", "internal_undirected"): "internal_undirected",
    ("EI", "EI_undirected"): "ei_undirected",
    ("assortativity_nominal_igraph",): "assortativity",
    **{
        ("brokerage_global", theirs, f"{role}{mark}"): f"{ours}{role}"
        for theirs, ours in (("raw", ""), ("exp", "exp_"), ("z", "z_"))
        for role, mark in (
            *(("coordinator", "_wI"), ("itinerant", "_wO"), ("representative", "_bIO")),
            *(("gatekeeper", "_bOI"), ("liaison", "_bO"), ("total", "_t")),
        )
    },
}
SEEN_ELSEWHERE = {"network", "note", "symmetric", "ties", "triad_census_sna", "triad_census_igraph"} | {
    *("articulation_points", "bridges", "mixing")
}


def numbers(column: pd.Series) -> np.ndarray:
    return column.astype(float).to_numpy()


def same_parts(one: pd.Series, other: pd.Series) -> bool:
    pairs = pd.DataFrame({"one": one, "other": other}).drop_duplicates()
    return pairs["one"].is_unique and pairs["other"].is_unique


@pytest.mark.parametrize("name", networks(NAMES))
def test_every_column_of_the_nodes(name: str) -> None:
    given = published(name)
    found = given.inside(netmap.measures(given.study))
    assert set(given.nodes.columns) == {"node", "group", "closeness_sna", *NODE_COLUMNS, *PARTITIONS}
    for theirs, ours in NODE_COLUMNS.items():
        exact = {"rtol": 0, "atol": 0 if theirs in COUNTS else 1e-9}
        np.testing.assert_allclose(
            numbers(found[ours]), numbers(given.nodes[theirs]), **exact, equal_nan=True, err_msg=theirs
        )
    for theirs, ours in PARTITIONS.items():
        assert same_parts(found[ours], given.nodes[theirs])
    everybody = found["reached"].eq(len(found) - 1)
    strict = found["closeness"].where(everybody, 0.0)
    np.testing.assert_allclose(strict, given.nodes["closeness_sna"], atol=1e-9)


@pytest.mark.parametrize("name", networks(NAMES))
def test_every_figure_of_the_whole(name: str) -> None:
    given = published(name)
    by = "group" if name in GROUPED else "agency"
    table = netmap.network_measures(given.study, by=by)
    found = table[table["measure"] != "mixing"].set_index("measure")["value"]
    keys = WHOLE | (GROUPS if name in GROUPED else {})
    assert {key for key in flat(given.whole) if key[0] not in SEEN_ELSEWHERE} == set(keys) | attribute(name)
    for key, ours in keys.items():
        theirs = flat(given.whole)[key]
        if theirs is None:
            assert np.isnan(found[ours]), ours
        else:
            assert found[ours] == pytest.approx(theirs, abs=1e-9), ours
    assert found["ties" if given.whole["symmetric"] else "arrows"] == given.whole["ties"]
    assert [found[f"triads_{each}"] for each in TRIADS] == given.whole["triad_census_igraph"]
    assert triads_by_name(given) == {each: found[f"triads_{each}"] for each in triads_by_name(given)}
    assert found["bridges"] == len(listed(given.whole["bridges"]))
    assert found["cut_nodes"] == len(listed(given.whole["articulation_points"]))


@pytest.mark.parametrize("name", networks(GROUPED))
def test_mixing(name: str) -> None:
    given = published(name)
    table = netmap.network_measures(given.study, by="group")
    rows = table[table["measure"] == "mixing"]
    found = {
        (plain(one), plain(other)): value
        for one, other, value in rows[["from_group", "to_group", "value"]].itertuples(index=False)
    }
    theirs = given.whole["mixing"]
    assert found == {(one, other): count for one, row in theirs.items() for other, count in row.items()}


@pytest.mark.parametrize("name", networks(GROUPED))
def test_brokerage(name: str) -> None:
    given, answers = published(name), roles_of(name)
    found = given.inside(netmap.brokerage(given.study, by="group"))
    assert list(found.columns[2:]) == list(answers.columns[2:])
    for column in answers.columns[2:]:
        exact = 1e-6 if "_" in column else 0
        np.testing.assert_allclose(
            numbers(found[column]),
            numbers(answers[column]),
            rtol=0,
            atol=exact,
            equal_nan=True,
            err_msg=column,
        )


@pytest.mark.parametrize("name", networks(GROUPED))
def test_contacts_within_and_across_groups(name: str) -> None:
    given, answers = published(name), contacts_of(name)
    names = ["external", "internal", "ei"]
    found = given.inside(netmap.measures(given.study, names=names, by="group"))
    np.testing.assert_allclose(
        found[names].to_numpy(), answers[["external", "internal", "EI"]].to_numpy(), atol=1e-9, equal_nan=True
    )


def test_the_bundled_study_holds_the_same_networks() -> None:
    """By partnership, the networks of emergencies give what they give alone."""
    emon = shared_data.bundled("emon")
    for name in (each for each in NAMES if each.startswith("emon_")):
        found = netmap.brokerage(emon, by="sector", partnership=name.removeprefix("emon_"))
        np.testing.assert_allclose(numbers(found["z_total"]), numbers(roles_of(name)["z_total"]), atol=1e-6)


def flat(whole: dict[str, Any], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every figure by its path."""
    found: dict[tuple[str, ...], Any] = {}
    for key, value in whole.items():
        found |= flat(value, (*above, key)) if isinstance(value, dict) else {(*above, key): value}
    return found


def attribute(name: str) -> set[tuple[str, ...]]:
    return {("EI", "attribute")} if name in GROUPED else set()


def triads_by_name(given: Published) -> dict[str, int]:
    """The census by name; R's sna names threes of an undirected network by their number of ties."""
    undirected = dict(zip("0123", ("003", "102", "201", "300"), strict=True))
    return {undirected.get(each, each): count for each, count in given.whole["triad_census_sna"].items()}


def listed(value: str | list[str]) -> list[str]:
    """A list of one was written as its only text."""
    return [value] if isinstance(value, str) else value


def plain(group: Any) -> str:
    return str(int(group)) if isinstance(group, float) else str(group)
