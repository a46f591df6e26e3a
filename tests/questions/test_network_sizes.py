"""Size by any measure of actors: of people as the library says, of agencies by what their people do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import networkx as nx
import numpy as np
import pytest

import netmap
from netmap.graph_measures.actor_measures import BALANCE, MEASURES
from netmap.questions.map.types import BoardView
from tests.questions.boards import ask, tables
from tests.shared_data import bundled

NAMES = [each.name for each in MEASURES]
FEW = ["degree", "betweenness", "closeness", "constraint", "ei", "cut_node"]


def values(view: BoardView, sort: str) -> dict[str, float | None]:
    return {str(node.ref.id): node.value for node in view.nodes if node.ref.sort == sort and node.ref.id}


def same(one: float | None, other: float) -> bool:
    return np.isnan(other) if one is None else one == pytest.approx(other)


@pytest.fixture(scope="module")
def riverside() -> netmap.Study:
    return bundled("riverside")


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_measure_is_offered_and_explained(riverside: netmap.Study, language: str) -> None:
    sizes = ask(riverside, language, layers=()).frame.sizes
    offered = {key: (title, said) for key, title, said in sizes}
    assert set(NAMES) < set(offered)
    assert all(title and len(said) > len(title) for title, said in offered.values())
    assert len({title for title, _ in offered.values()}) == len(offered)


@pytest.mark.parametrize("name", NAMES)
def test_people_are_sized_as_the_library_measures_them(riverside: netmap.Study, name: str) -> None:
    view = ask(riverside, layers=("people",), size=name)
    table = netmap.measures(riverside, names=[name], who="practitioner").set_index("actor")[name]
    shown = values(view, "person")
    measured = {actor: value for actor, value in table.astype(float).items() if actor in shown}
    assert measured
    assert all(same(shown[actor], value) for actor, value in measured.items())
    assert all(shown[actor] is None for actor in set(shown) - set(measured))
    assert all(0 <= node.size <= 1 for node in view.nodes)


@pytest.mark.parametrize("name", ["degree", "betweenness", "closeness_undirected", "core", "clustering"])
def test_agencies_are_measured_by_the_ties_of_their_people(riverside: netmap.Study, name: str) -> None:
    view = ask(riverside, size=name)
    graph = nx.Graph()
    rows = ask(riverside, states=("active", "undated")).tie_rows
    pairs = [(row["source_id"], row["target_id"]) for row in rows]
    graph.add_edges_from((a, b) for a, b in pairs if a != b and a is not None and b is not None)
    peers = {
        "degree": lambda: dict(graph.degree()),
        "betweenness": lambda: nx.betweenness_centrality(graph, normalized=False),
        "closeness_undirected": lambda: nx.closeness_centrality(graph, wf_improved=False),
        "core": lambda: nx.core_number(graph),
        "clustering": lambda: {
            node: value if graph.degree(node) > 1 else np.nan for node, value in nx.clustering(graph).items()
        },
    }
    shown = values(view, "agency")
    assert graph.number_of_nodes() > 3
    assert all(same(shown[agency], value) for agency, value in peers[name]().items())


def test_degree_of_agencies_is_the_figure_of_their_partners(riverside: netmap.Study) -> None:
    degree, partners = (values(ask(riverside, size=name), "agency") for name in ("degree", "partners"))
    assert {key: value or 0.0 for key, value in degree.items()} == partners


def test_agencies_that_declared_their_ties_keep_directions() -> None:
    emon = bundled("emon")
    view = ask(emon, size="in_degree", partnership="Wichita")
    table = netmap.measures(emon, names=["in_degree"], partnership="Wichita").set_index("actor")["in_degree"]
    shown = values(view, "agency")
    assert all(same(shown[actor], value) for actor, value in table.astype(float).items())
    assert len(set(table)) > 2


def test_what_the_filters_draw_pale_is_not_measured(riverside: netmap.Study) -> None:
    view = ask(riverside, layers=("people",), size="degree", kinds=("new_network",))
    table = netmap.measures(riverside, names=["degree"], who="practitioner", kinds=["new_network"])
    degree = table.set_index("actor")["degree"].astype(float)
    shown = values(view, "person")
    assert {actor: shown[actor] for actor in degree.index if degree[actor] > 0} == {
        actor: value for actor, value in degree.items() if value > 0
    }


def test_sizes_compare_between_windows_and_never_pass_one() -> None:
    star = [{"contact": str(n), "date": "2021-01-01", "source": "=A1", "target": f"{n}"} for n in range(5)]
    pair = [{"contact": "p", "date": "2022-01-01", "source": "=A1", "target": "0"}]
    people: list[dict[str, Any]] = [{"practitioner": "=A1", "agency": "<b>x</b>"}]
    people += [{"practitioner": str(n), "agency": f"a,{n}"} for n in range(5)]
    study = tables(
        agencies=[{"agency": row["agency"]} for row in people], practitioners=people, contacts=star + pair
    )
    early = ask(study, size="degree", layers=("people",), end=dt.date(2021, 1, 2))
    late = ask(study, size="degree", layers=("people",), end=dt.date(2022, 1, 2))
    centre = [next(node for node in view.nodes if node.ref.id == "=A1") for view in (early, late)]
    assert [node.value for node in centre] == [5.0, 1.0]
    assert [node.size for node in centre] == [1.0, pytest.approx(np.sqrt(0.2), abs=1e-4)]
    agency = next(node for node in late.nodes if node.ref.id == "<b>x</b>")
    assert agency.value == 1.0
    assert "Degree: 1" in centre[1].note


def test_what_lies_between_minus_one_and_one_is_scaled_between_them(riverside: netmap.Study) -> None:
    assert [each.name for each in MEASURES if each.unit == BALANCE] == ["ei"]
    for node in ask(riverside, layers=("people",), size="ei").nodes:
        if node.ref.sort == "person" and node.value is not None:
            assert node.size == pytest.approx(np.sqrt((node.value + 1) / 2), abs=1e-4)


def test_a_column_of_the_agencies_goes_before_a_measure_of_its_name() -> None:
    study = tables(agencies=[{"agency": "Č-12", "degree": 3}, {"agency": "1", "degree": 12}])
    assert [key for key, *_ in ask(study).frame.sizes].count("degree") == 1
    assert values(ask(study, size="degree"), "agency") == {"Č-12": 3.0, "1": 12.0}


@pytest.mark.parametrize("name", FEW)
def test_a_study_without_ties_has_nothing_to_measure(name: str) -> None:
    study = tables(agencies=[{"agency": "Č-12"}, {"agency": "1"}])
    assert {node.size for node in ask(study, size=name).nodes} <= {0.0}


def test_the_map_and_its_table_say_what_size_stands_for(riverside: netmap.Study) -> None:
    view = ask(riverside, size="betweenness")
    assert view.size.startswith("Size: Betweenness. How many shortest paths")
    assert {row["size"] for row in view.actor_rows} == {"betweenness"}
    shown = values(view, "agency")
    assert all(row["value"] == shown[row["id"]] for row in view.actor_rows if row["id"])
