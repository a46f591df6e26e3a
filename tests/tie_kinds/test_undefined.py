"""Studies of which little can be said, questions that cannot be asked, and the graph of hostile ids."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd
import pytest

import netmap
from tests.tie_kinds.answers import TIE_COLUMNS, agency_table, days_from, kind_of, ties_of
from tests.worlds import HOSTILE_IDS, Row, Rows, meeting_rows, people_and_contacts, study_of

NOTHING: dict[str, Rows] = {
    "one person": {"practitioners": [{"practitioner": "1"}]},
    "one agency": {"agencies": [{"agency": "1"}]},
    "two people who never meet": {"practitioners": [{"practitioner": "1"}, {"practitioner": "1_2"}]},
    "a sitting of one": {"practitioners": [{"practitioner": "1"}]}
    | meeting_rows([("2011-01-01", None, ["1"])]),
    "a sitting of nobody": {"practitioners": [{"practitioner": "1"}]}
    | meeting_rows([("2011-01-01", None, [])]),
    "no day with a year": people_and_contacts([("--07-15", "a", "b")]),
    "nothing but partnerships and edges": {
        "agencies": [{"agency": "1"}],
        "partnerships": [{"partnership": "P", "observed_from": "2010", "observed_to": "2011"}],
    },
}


@pytest.mark.parametrize("rows", NOTHING.values(), ids=NOTHING.keys())
@pytest.mark.parametrize(
    "question", [{}, {"as_of": "2011-06-01"}, {"as_of": "2011", "baseline": "2010-06-01"}]
)
def test_a_study_without_ties_answers_with_empty_tables(rows: Rows, question: dict[str, Any]) -> None:
    study = study_of(rows)
    ties, lives = netmap.ties(study, **question), netmap.tie_lives(study, **question)
    assert len(ties) == len(lives) == len(netmap.agency_ties(study, **question)) == 0
    assert {"source", "target", *TIE_COLUMNS} <= set(ties.columns)
    assert list(lives.columns) == ["source", "target", "kind", "state", "start", "end"]
    assert netmap.kind_agreement(study, **question)["n"].tolist() == [0]
    assert netmap.kind_agreement(study, **question)["kappa"].isna().all()


def test_empty_tables_have_the_types_of_full_ones() -> None:
    empty = netmap.ties(study_of(NOTHING["one person"]))
    full = netmap.ties(study_of(people_and_contacts([("2011-01-01", "a", "b")])))
    kinds = ("first", "last", "consolidated", "occasions", "settings", "beyond_zone")
    assert {name: empty[name].dtype.kind for name in kinds} == {name: full[name].dtype.kind for name in kinds}


@pytest.mark.parametrize("wave", [{}, {"wave": "w"}])
def test_a_study_of_nothing_but_declared_ties_has_them_without_state(wave: Row) -> None:
    rows: Rows = {
        "agencies": [{"agency": "1"}, {"agency": "=A1"}],
        "waves": [{"wave": "w", "start": "2011-01-01", "end": "2011-02"}],
        "ties": [{"source": "=A1", "target": "1", "kind": "old_network"} | wave],
    }
    tie = ties_of(rows)["1", "=A1"]
    assert (tie["kind"], tie["state"], tie["occasions"]) == ("old_network", None, 0)
    assert len(netmap.tie_lives(study_of(rows))) == 0
    assert list(agency_table(netmap.agency_ties(study_of(rows)))) == [
        ("1", "=A1", "old_network", None, "direct")
    ]


@pytest.mark.parametrize("question", [{"as_of": "soon"}, {"baseline": "31/12/2011 or so"}])
def test_a_date_that_is_none_is_refused(question: dict[str, Any]) -> None:
    study = study_of(people_and_contacts([("2011-01-01", "a", "b")]))
    for ask in (netmap.ties, netmap.tie_lives, netmap.agency_ties):
        with pytest.raises(netmap.ArgumentError):
            ask(study, **question)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sustained_occasions": 0},
        {"consolidation_occasions": 0},
        {"quiet_days": -1},
        {"sustained_days": -1},
        {"consolidation_days": 1.5},
        {"max_meeting_size": 1},
        {"quiet_days": True},
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(netmap.ArgumentError):
        netmap.TiePolicy(**wrong)


@pytest.mark.parametrize(
    ("policy", "kind", "state"),
    [
        ({}, "cognitive_trail", "active"),
        ({"quiet_days": 3}, "cognitive_trail", "active"),
        ({"quiet_days": 2}, "cognitive_trail", "faded"),
        ({"quiet_days": 0}, "cognitive_trail", "faded"),
        ({"sustained_occasions": 2, "sustained_days": 20}, "old_network", "active"),
        ({"sustained_occasions": 2, "sustained_days": 21}, "cognitive_trail", "active"),
        ({"sustained_occasions": 1, "sustained_days": 0}, "old_network", "active"),
        ({"consolidation_occasions": 2, "consolidation_days": 10}, "new_network", "active"),
        ({"consolidation_occasions": 2, "consolidation_days": 11}, "cognitive_trail", "active"),
        ({"consolidation_occasions": 3, "consolidation_days": 10}, "cognitive_trail", "active"),
        ({"consolidation_occasions": 1, "consolidation_days": 0}, "new_network", "active"),
    ],
)
def test_every_threshold_is_the_policys(policy: dict[str, Any], kind: str, state: str) -> None:
    contacts = [(day, "a", "b") for day in days_from("2011-08-01", -30, -10, 0, 10)]
    contacts += [(day, one, "c") for day in days_from("2011-08-01", -40, -35) for one in "ab"]
    rows = people_and_contacts(contacts, partnerships=[{"partnership": "P", "baseline": "2011-08-01"}])
    found = kind_of(rows, "a", "b", policy=netmap.TiePolicy(**policy), as_of="2011-08-14")
    assert found is not None
    assert (found[0], found[2]) == (kind, state)


def test_a_chain_of_ids_with_underscores_stays_a_chain() -> None:
    rows = people_and_contacts(
        [("2011-01-01", "agency_1", "agency_2"), ("2011-01-02", "agency_2", "agency_3")]
    )
    study = study_of(rows)
    assert sorted(ties_of(rows)) == [("agency_1", "agency_2"), ("agency_2", "agency_3")]
    first, _, last = (("practitioner", f"agency_{number}") for number in (1, 2, 3))
    assert nx.shortest_path_length(netmap.graph(study), first, last) == 2


def test_the_graph_holds_every_hostile_id_as_it_is_and_every_tie_both_ways() -> None:
    half = len(HOSTILE_IDS) // 2
    agencies = [{"agency": name} for name in HOSTILE_IDS[:half]]
    pairs = [(one, other) for ids in (HOSTILE_IDS[:half], HOSTILE_IDS[half:]) for one in ids for other in ids]
    contacts = [("2011-01-01", one, other) for one, other in pairs if one < other]
    services = [{"service": name, "agency": HOSTILE_IDS[0]} for name in HOSTILE_IDS]
    study = study_of(people_and_contacts(contacts, agencies=agencies, services=services))
    drawn = netmap.graph(study)
    assert isinstance(drawn, nx.MultiDiGraph)
    sorts = [("agency", HOSTILE_IDS[:half]), ("practitioner", HOSTILE_IDS[half:]), ("service", HOSTILE_IDS)]
    assert set(drawn) == {(sort, name) for sort, names in sorts for name in names}
    ties = {(one[1], other[1]) for one, other, what in drawn.edges(data="relation") if what == "tie"}
    assert ties == {(one, other) for one, other in pairs if one != other}


def test_the_graph_says_of_a_tie_what_the_table_says() -> None:
    study = study_of(people_and_contacts([("2011-01-01", "a", "b"), ("2011-01-03", "b", "a")]))
    edge = next(iter(netmap.graph(study)[("practitioner", "b")][("practitioner", "a")].values()))
    row = netmap.ties(study).iloc[0]
    assert all(edge[name] == row[name] for name in ("kind", "state", "first", "last", "occasions"))
    assert edge["kind_coded"] is None
    assert len(netmap.graph(study, as_of="2010-01-01").edges) == 0
    assert pd.isna(row["kind_coded"])
