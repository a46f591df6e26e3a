"""Which ties a day's network is drawn of, of whom, and in which direction."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.graph_measures import measured_network
from netmap.graph_measures.tie_network import TieNetworks, TieSelection, tie_networks
from netmap.model.errors import ArgumentError, NotFoundError
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import people_and_contacts, random_rows, relabelled, study_of

EVERY_STATE = ["active", "dormant", "faded", "undated"]
WAVES = [
    {"wave": "w1", "start": "2011-01-01", "end": "2011-01-31"},
    {"wave": "w2", "start": "2012-01-01", "end": "2012-01-31"},
]


def arrows(study: netmap.Study, **question: Any) -> dict[str, tuple[int, int]]:
    """Arrows out and in of every actor."""
    found = netmap.measures(study, names=["out_degree", "in_degree"], **question)
    return {actor: (out, into) for actor, out, into in found[["actor", "out_degree", "in_degree"]].to_numpy()}


def agencies(*names: str) -> list[dict[str, Any]]:
    return [{"agency": name} for name in names]


def test_a_declared_tie_keeps_its_direction() -> None:
    study = study_of({"agencies": agencies("=A1", "a,b"), "ties": [{"source": "a,b", "target": "=A1"}]})
    assert arrows(study) == {"=A1": (0, 1), "a,b": (1, 0)}


def test_a_tie_that_was_seen_runs_both_ways_also_where_it_was_declared_one_way() -> None:
    rows = people_and_contacts([("2011-03-01", "=A1", "1")], ties=[{"source": "1", "target": "=A1"}])
    assert arrows(study_of(rows)) == {"=A1": (1, 1), "1": (1, 1)}


def test_a_tie_that_faded_is_drawn_only_if_asked_for() -> None:
    study = study_of(people_and_contacts([("2011-03-01", "x", "y"), ("2012-03-01", "y", "z")]))
    assert arrows(study) == {"y": (1, 1), "z": (1, 1)}
    assert arrows(study, roster="known") == {"x": (0, 0), "y": (1, 1), "z": (1, 1)}
    assert arrows(study, states=["active", "faded"]) == {"x": (1, 1), "y": (2, 2), "z": (1, 1)}
    assert arrows(study, as_of="2011-03-02") == {"x": (1, 1), "y": (1, 1)}


def test_kinds_that_are_not_asked_for_are_not_drawn() -> None:
    dates = ["2011-03-01", "2011-06-01", "2011-09-01", "2012-03-01"]
    rows = people_and_contacts([(date, "x", "y") for date in dates] + [("2012-03-01", "y", "z")])
    study = study_of({**rows, "partnerships": [{"partnership": "p", "baseline": "2012-01-01"}]})
    assert arrows(study, kinds=["old_network"]) == {"x": (1, 1), "y": (1, 1), "z": (0, 0)}
    assert arrows(study, kinds=["cognitive_trail"]) == {"x": (0, 0), "y": (1, 1), "z": (1, 1)}


def test_only_the_latest_wave_speaks() -> None:
    ties = [
        {"source": "A", "target": "B", "wave": "w1"},
        {"source": "A", "target": "C", "wave": "w1"},
        {"source": "B", "target": "A", "wave": "w2"},
    ]
    study = study_of({"agencies": agencies("A", "B", "C"), "waves": WAVES, "ties": ties})
    assert arrows(study, as_of="2011-12-31") == {"A": (2, 0), "B": (0, 1), "C": (0, 1)}
    assert arrows(study) == {"A": (0, 1), "B": (1, 0), "C": (0, 0)}


def test_asked_and_not_answered_is_no_tie() -> None:
    ties = [{"source": "A", "target": "B", "missing": True}, {"source": "B", "target": "C"}]
    study = study_of({"agencies": agencies("A", "B", "C"), "ties": ties})
    assert arrows(study) == {"A": (0, 0), "B": (1, 0), "C": (0, 1)}


def test_a_renamed_agency_passes_its_declared_ties_on() -> None:
    rows = {
        "agencies": agencies("old", "new", "other"),
        "agency_changes": [{"agency": "old", "successor": "new", "date": "2011-06-01"}],
        "waves": WAVES,
        "ties": [{"source": "old", "target": "other", "wave": "w1"}],
    }
    study = study_of(rows)
    assert arrows(study, as_of="2011-03-01") == {"old": (1, 0), "new": (0, 0), "other": (0, 1)}
    assert arrows(study, as_of="2012-03-01") == {"new": (1, 0), "other": (0, 1)}


def test_people_out_of_service_are_left_out_unless_a_tie_is_drawn() -> None:
    people = [
        {"practitioner": "gone", "left": "2011-01-31"},
        {"practitioner": "leaving", "left": "2011-03-01"},
        {"practitioner": "coming", "joined": "2011-05-01"},
    ]
    rows = people_and_contacts([("2011-03-01", "leaving", "staying")], practitioners=people)
    assert arrows(study_of(rows), as_of="2011-04-01") == {"leaving": (1, 1), "staying": (1, 1)}


def test_people_and_agencies_are_two_networks() -> None:
    rows = people_and_contacts([("2011-03-01", "x", "y")], agencies=agencies("A", "B", "C"))
    people = study_of(rows)
    assert set(arrows(people)) == {"x", "y"}
    assert arrows(people, who="agency") == {"A": (0, 0), "B": (0, 0), "C": (0, 0)}
    both = study_of({**rows, "ties": [{"source": "A", "target": "B"}]})
    assert set(arrows(both)) == {"A", "B", "C", "x", "y"}
    harmonic = netmap.measures(both, names=["harmonic"]).set_index("actor")["harmonic"].to_dict()
    assert harmonic == {"A": 0.5, "B": 0.0, "C": 0.0, "x": 1.0, "y": 1.0}
    density = netmap.network_measures(both).set_index("measure")["value"]["density"]
    assert (density, netmap.network_measures(both).attrs["who"]) == (1.0, "practitioner")


def test_a_partnership_may_be_asked_for_alone() -> None:
    rows = {
        "partnerships": [{"partnership": "p"}, {"partnership": "q_1"}],
        "agencies": [
            {"agency": name, "partnership": home}
            for name, home in zip("ABCD", ["p", "p", "q_1", "q_1"], strict=True)
        ],
        "ties": [
            {"source": "A", "target": "B"},
            {"source": "B", "target": "C"},
            {"source": "C", "target": "D"},
        ],
    }
    study = study_of(rows)
    assert arrows(study, partnership="q_1") == {"C": (1, 0), "D": (0, 1)}
    with pytest.raises(NotFoundError, match="no partnership “r”"):
        netmap.measures(study, partnership="r")


def test_an_empty_study_has_no_rows_and_no_figures() -> None:
    empty = study_of({"agencies": [{"agency": "only"}]})
    (row,) = netmap.measures(empty).to_dict("records")
    undefined = {name for name, value in row.items() if isinstance(value, float) and np.isnan(value)}
    assert undefined == {
        *(
            "closeness",
            "closeness_undirected",
            "harmonic",
            "harmonic_undirected",
            "eigenvector",
            "constraint",
        ),
        *("constraint_undirected", "effective_size", "effective_size_undirected", "clustering", "ei"),
    }
    nobody = netmap.from_tables(practitioners=pd.DataFrame({"practitioner": pd.Series([], dtype="str")}))
    assert len(netmap.measures(nobody)) == 0
    assert len(netmap.brokerage(nobody)) == 0
    found = netmap.network_measures(nobody).set_index("measure")["value"]
    zero = found[found.notna()]
    assert (zero == 0).all()
    assert {"actors", "arrows", "triads_003", "components", "total"} <= set(zero.index)
    assert (
        found[["density", "reciprocity", "transitivity", "lubness", "ei", "diameter", "z_total"]].isna().all()
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"names": ["degree", "fame"]}, "names: “fame”"),
        ({"names": "degree"}, "names: “degree”"),
        ({"states": ["asleep"]}, "states: “asleep”"),
        ({"states": "active"}, "states: “active”"),
        ({"kinds": ["tie"]}, "kinds: “tie”"),
        ({"who": "everybody"}, "who: “everybody”"),
        ({"by": "colour"}, "by: “colour”"),
        ({"as_of": "someday"}, "someday"),
    ],
)
def test_what_is_not_known_is_refused(question: dict[str, Any], words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        netmap.measures(study_of({"agencies": agencies("A", "B")}), **question)


def test_a_table_says_what_it_is() -> None:
    study = study_of(people_and_contacts([("2011-03-01", "x", "y")]))
    for found in (netmap.measures(study), netmap.brokerage(study), netmap.network_measures(study)):
        assert found.attrs["as_of"] == "2011-03-01"
        assert found.attrs["states"] == "active, undated"
        assert "quiet_days 90" in found.attrs["rule"]
        assert found.attrs["by"] == "agency"
    assert netmap.measures(study).attrs["n"] == 2


def test_ties_are_drawn_once_for_all_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[TieSelection] = []

    def counting(study: netmap.Study, selection: TieSelection) -> TieNetworks:
        drawn.append(selection)
        return tie_networks(study, selection)

    monkeypatch.setattr(measured_network, "tie_networks", counting)
    tables = (netmap.measures, netmap.network_measures, netmap.brokerage)
    for seed in range(5):
        rows = random_rows(Random(seed))
        study = study_of(rows)
        drawn.clear()
        for table in tables:
            first = table(study, by="level")
            kept = first.copy()
            first.loc[:, first.select_dtypes("number").columns] = 0
            first.attrs.clear()
            again, alone = table(study, by="level"), table(study_of(rows), by="level")
            pd.testing.assert_frame_equal(again, alone)
            pd.testing.assert_frame_equal(again, kept)
            assert again.attrs == alone.attrs
        assert len(drawn) == 1 + len(tables)
        netmap.measures(study, by="level", states=["active"], kinds=["new_network"])
        netmap.measures(study, by="level", states=("active",), kinds={"new_network"})
        assert len(drawn) == 2 + len(tables)


def test_measures_come_in_the_order_in_which_they_are_asked_for() -> None:
    study = study_of(people_and_contacts([("2011-03-01", "x", "y")]))
    found = netmap.measures(study, names=["core", "degree", "core"])
    assert list(found.columns) == ["actor", "sort", "core", "degree"]


def test_nobody_else_changes_by_an_added_isolate() -> None:
    rows = random_rows(Random(3))
    more = {**rows, "practitioners": [*rows["practitioners"], {"practitioner": "new here"}]}
    before, after = (
        netmap.measures(study_of(each), states=EVERY_STATE).set_index("actor") for each in (rows, more)
    )
    kept = [name for name in before.columns if not name.startswith(("harmonic", "component"))]
    pd.testing.assert_frame_equal(after.loc[before.index, kept], before[kept])
    assert before["degree"].median() > 1
    wider = (len(before[before["sort"] == "practitioner"]) - 1) / len(
        before[before["sort"] == "practitioner"]
    )
    people = before["sort"] == "practitioner"
    np.testing.assert_allclose(
        after.loc[before.index, "harmonic"][people], before["harmonic"][people] * wider, rtol=1e-12
    )
    assert after.loc["new here", ["degree", "betweenness", "harmonic", "core"]].tolist() == [0, 0, 0, 0]
    assert np.isnan(after.loc["new here", "closeness"])


def test_names_make_no_difference() -> None:
    def renamed(name: str) -> str:
        return f"{name[::-1]}\u202e\"'{len(name)}"

    for seed in range(4):
        rows = random_rows(Random(seed))
        one, two = (
            netmap.measures(study_of(each), states=EVERY_STATE).set_index("actor")
            for each in (rows, relabelled(rows, renamed))
        )
        assert set(two.index) == {renamed(actor) for actor in one.index}
        numbers = [name for name in one.columns if not name.startswith(("sort", "component"))]
        there = two.loc[[renamed(actor) for actor in one.index], numbers]
        np.testing.assert_allclose(one[numbers].astype(float), there.astype(float), atol=1e-9)


def test_random_worlds_are_drawn_as_their_tables_say() -> None:
    """Arrows from `ties` and from the declared rows, by hand."""
    drawn = one_way = 0
    for seed in range(20):
        rows = random_rows(Random(seed))
        study = study_of(rows)
        found = arrows(study, states=["active", "undated"])
        expected = by_hand(study, rows)
        for actor, (out, into) in found.items():
            assert out == sum(one == actor for one, _ in expected), (seed, actor)
            assert into == sum(other == actor for _, other in expected), (seed, actor)
        drawn += len(expected)
        one_way += sum((other, one) not in expected for one, other in expected)
    assert drawn > 60
    assert one_way > 3


def by_hand(study: netmap.Study, rows: dict[str, list[dict[str, Any]]]) -> set[tuple[str, str]]:
    """Pairs in force as `ties` tells them; where they were never seen, as they were declared in force."""
    found: set[tuple[str, str]] = set()
    slow = SlowStudy(rows)
    declared = slow.declared_rows()
    for source, target, state in netmap.ties(study)[["source", "target", "state"]].itertuples(index=False):
        if state == "active":
            found |= {(source, target), (target, source)}
        elif pd.isna(state):
            found |= {
                (row["source"], row["target"])
                for row in declared
                if {row["source"], row["target"]} == {source, target}
            }
    return found
