"""The graph of a study goes through every format that other programs read."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import netmap
from netmap.model.bundled import bundled_studies
from netmap.model.errors import ArgumentError
from tests.worlds import HOSTILE_IDS, people_and_contacts, study_of

ODD = (
    "id",
    "label",
    "type",
    "weight",
    "start",
    "viz",
    "pid",
    "spells",
    "key",
    "source",
    "mode",
    "a b",
    "é&<",
)
"""Names of columns that a format may take for its own."""


def hostile() -> netmap.Study:
    """Ids, names and columns that formats choke on, and attributes of every type, missing now and then."""
    ids = list(HOSTILE_IDS)
    people = pd.DataFrame(
        {"practitioner": ids, "name": ["Ann & <b>", None] * (len(ids) // 2) + ["x"] * (len(ids) % 2)}
    )
    for number, column in enumerate(ODD):
        people[column] = [
            f"{column} {place}" if place % (number + 1) == 0 else None for place in range(len(ids))
        ]
    return netmap.from_tables(
        practitioners=people,
        agencies=pd.DataFrame({"agency": ["north"]}),
        services=pd.DataFrame({"service": [ids[0]], "agency": ["north"], "opened": ["2011-03"]}),
        contacts=pd.DataFrame(
            {
                "date": ["2011-01-01", "2011-05-01T10:30"],
                "source": ids[:2],
                "target": ids[2:4],
                "strength": [1.5, None],
            }
        ),
        ties=pd.DataFrame(
            {
                "source": ids[:3],
                "target": ids[3:6],
                "direction": ["mutual", None, None],
                "strength": [2.0, None, 3.5],
                "start": ["2010", None, None],
                "missing": [None, False, None],
            }
        ),
    )


STUDIES = {name: lambda path=path: netmap.read_study(path) for name, path in bundled_studies().items()}
STUDIES["hostile"] = hostile


@pytest.fixture(params=sorted(STUDIES), scope="module")
def plain(request: pytest.FixtureRequest) -> nx.MultiDiGraph:
    return netmap.graph(STUDIES[request.param](), export=True)


def same(one: nx.MultiDiGraph, other: nx.MultiDiGraph) -> None:
    """Assert that all nodes, edges and attributes are alike."""
    assert dict(other.nodes(data=True)) == dict(one.nodes(data=True))
    ends = [
        sorted((a, b, sorted(told.items(), key=str)) for a, b, told in g.edges(data=True))
        for g in (one, other)
    ]
    assert ends[0] == ends[1]


def test_graphml_brings_everything_back(plain: nx.MultiDiGraph) -> None:
    stream = io.BytesIO()
    nx.write_graphml_xml(plain, stream)
    stream.seek(0)
    back = nx.read_graphml(stream, force_multigraph=True)
    same(plain, back)
    assert set(back.edges(keys=True)) == set(plain.edges(keys=True))


def test_gexf_brings_everything_back(plain: nx.MultiDiGraph) -> None:
    stream = io.BytesIO()
    nx.write_gexf(plain, stream)
    stream.seek(0)
    back = nx.read_gexf(stream)
    for _, _, told in back.edges(data=True):
        told.pop("id")
        told.pop("networkx_key", None)
    for _, told in back.nodes(data=True):
        assert told["label"]
    assert back.number_of_edges() == plain.number_of_edges()
    same(plain, back)


def test_json_brings_everything_back(plain: nx.MultiDiGraph) -> None:
    text = json.dumps(nx.node_link_data(plain, edges="edges"), allow_nan=False)
    back = nx.node_link_graph(json.loads(text), edges="edges")
    same(plain, back)
    assert back.graph == plain.graph


def test_every_attribute_has_one_plain_type_and_no_odd_name(plain: nx.MultiDiGraph) -> None:
    """What igraph asks: texts as names, and for every attribute values of one type."""
    kinds: dict[tuple[str, str], set[type]] = {}
    for where, rows in (
        ("node", (told for _, told in plain.nodes(data=True))),
        ("edge", (told for _, _, told in plain.edges(data=True))),
        ("graph", [plain.graph]),
    ):
        for told in rows:
            for name, value in told.items():
                kinds.setdefault((where, name), set()).add(type(value))
    assert {kind for found in kinds.values() for kind in found} <= {str, int, float, bool}
    assert [place for place, found in kinds.items() if len(found) > 1] == []
    assert {type(node) for node in plain} == {str}
    keys = [key for _, _, key in plain.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    assert {type(key) for key in keys} <= {str}
    edge_names = {name for where, name in kinds if where == "edge"}
    assert not edge_names & {"id", "label", "type", "weight", "start", "end", "key", "source", "target"}


def test_ids_names_and_odd_columns_are_kept_as_text() -> None:
    plain = netmap.graph(hostile(), export=True)
    told = {(node["sort"], node["netmap_id"]): node for _, node in plain.nodes(data=True)}
    assert {ident for sort, ident in told if sort == "practitioner"} == set(HOSTILE_IDS)
    first = told["practitioner", HOSTILE_IDS[0]]
    assert first["label"] == "Ann & <b>"
    assert (first["id_"], first["type_"], first["a b"], first["é&<"]) == ("id 0", "type 0", "a b 0", "é&< 0")
    assert told["service", HOSTILE_IDS[0]]["opened"] == "2011-03"


def test_a_day_is_iso_text_and_what_is_missing_is_left_out() -> None:
    plain = netmap.graph(study_of(people_and_contacts([("2011-03-01T10:00", "a", "b")])), export=True)
    (edge, *_) = [told for _, _, told in plain.edges(data=True)]
    assert edge["first"] == "2011-03-01"
    assert "consolidated" not in edge
    assert edge["occasions"] == 1
    assert plain.graph["n"] == 1


def edges(study: netmap.Study, **question: Any) -> list[tuple[str, str, str]]:
    found = netmap.graph(study, **question).edges(data=True)
    return sorted((one[1], other[1], told["relation"]) for one, other, told in found)


CONTACTS = [("2011-01-01", "a", "b"), ("2012-01-01", "b", "c")]


def test_states_and_kinds_choose_ties_and_the_declared_rows_about_them() -> None:
    rows = people_and_contacts(CONTACTS, practitioners=[{"practitioner": name} for name in "abcd"])
    rows["ties"] = [{"source": "b", "target": "c"}, {"source": "c", "target": "d"}]
    study = study_of(rows)
    both = [("b", "c", "tie"), ("c", "b", "tie")]
    assert edges(study, states=["active"]) == [("b", "c", "declared"), *both]
    assert edges(study, states=["faded"]) == [("a", "b", "tie"), ("b", "a", "tie")]
    assert edges(study, states=["undated"]) == [("c", "d", "declared")]
    assert edges(study, kinds=["new_network"]) == []
    assert edges(study, kinds=["cognitive_trail"], as_of=date(2011, 1, 2)) == [
        ("a", "b", "tie"),
        ("b", "a", "tie"),
    ]
    assert len(edges(study)) == 6
    with pytest.raises(ArgumentError, match="states: “quiet”"):
        netmap.graph(study, states=["quiet"])


def test_a_mutual_row_runs_both_ways_and_a_directed_one_one_way() -> None:
    ties = [
        {"source": "=A1", "target": "1", "direction": "mutual", "strength": 2},
        {"source": "1", "target": "a,b", "direction": "directed"},
    ]
    study = study_of({"agencies": [{"agency": name} for name in ("=A1", "1", "a,b")], "ties": ties})
    assert edges(study) == [("1", "=A1", "declared"), ("1", "a,b", "declared"), ("=A1", "1", "declared")]
