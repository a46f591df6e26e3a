"""Which declared ties count: of which wave, of which relation, on which day."""

from __future__ import annotations

from typing import Any

import pytest

import netmap
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.tie_kinds.declared import first_relation, relations_of
from tests.tie_kinds.answers import ties_of
from tests.worlds import Row, Rows, people_and_contacts, study_of

PEOPLE = ("=A1", "Č-12", "a,b", "<b>x</b>")
A, B, C, D = PEOPLE
WAVES = [
    {"wave": "1", "partnership": "p", "start": "2011", "end": "2011-03"},
    {"wave": "2", "partnership": "p", "start": "2012", "end": "2012-03"},
    {"wave": "=q", "partnership": "q", "start": "2011-06", "end": "2011-06-30"},
]


def world(*ties: Row, waves: list[Row] = WAVES, **more: Any) -> Rows:
    """Two people of each of two partnerships, and what they declared."""
    people = [{"practitioner": name, "partnership": site} for name, site in zip(PEOPLE, "ppqq", strict=True)]
    sites = [{"partnership": name} for name in "pq"]
    return {"partnerships": sites, "practitioners": people, "waves": waves, "ties": list(ties), **more}


def tie(source: str, target: str, **cells: Any) -> Row:
    return {"source": source, "target": target, **cells}


def pairs(rows: Rows, **question: Any) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in ties_of(rows, **question)}


def of(*named: tuple[str, str]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in named}


DECLARED = (tie(A, B, wave="1"), tie(A, C, wave="2"), tie(C, D, wave="=q"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2011-03-30", of()),
        ("2011-03-31", of((A, B))),
        ("2011-06-30", of((A, B), (C, D))),
        ("2012-03-30", of((A, B), (C, D))),
        ("2012-03-31", of((A, C), (C, D))),
    ],
)
def test_the_latest_wave_of_each_partnership_counts_from_its_last_day(
    day: str, expected: set[frozenset[str]]
) -> None:
    assert pairs(world(*DECLARED), as_of=day) == expected


def test_a_wave_that_is_named_counts_whatever_the_day() -> None:
    assert pairs(world(*DECLARED), wave="2", as_of="2011-01-01") == of((A, C))
    assert pairs(world(*DECLARED), wave="1") == of((A, B))
    assert pairs(world(*DECLARED), wave=["1", "=q"]) == of((A, B), (C, D))


def test_two_waves_of_one_partnership_are_not_pooled() -> None:
    with pytest.raises(ArgumentError, match="of one partnership"):
        netmap.ties(study_of(world(*DECLARED)), wave=["1", "2"])
    with pytest.raises(NotFoundError, match="no wave “3”"):
        netmap.ties(study_of(world(*DECLARED)), wave="3")


def test_of_waves_that_end_alike_the_one_further_down_is_later() -> None:
    waves = [{"wave": name, "end": "2011"} for name in ("9", "10")]
    assert pairs(world(tie(A, B, wave="9"), tie(C, D, wave="10"), waves=waves)) == of((C, D))
    assert pairs(world(tie(A, B, wave="9"), tie(C, D, wave="10"), waves=waves[::-1])) == of((A, B))


def test_a_wave_that_is_known_by_its_beginning_is_over_with_it() -> None:
    rows = world(tie(A, B, wave="w"), waves=[{"wave": "w", "start": "2011-03"}])
    assert pairs(rows, as_of="2011-03-30") == of()
    assert pairs(rows, as_of="2011-03-31") == of((A, B))


def test_rows_without_a_wave_are_one_undated_wave() -> None:
    """In force where the partnership has no other; with a kind always."""
    undated = (tie(A, D), tie(C, D), tie(B, C, kind="old_network"))
    before = {"as_of": "2011-01-01"}
    assert pairs(world(*undated, *DECLARED), **before) == of((A, D), (C, D), (B, C))
    assert pairs(world(*undated, *DECLARED), as_of="2011-04-01") == of((A, B), (C, D), (B, C))
    assert pairs(world(*undated, *DECLARED[:1]), as_of="2012-12-31") == of((A, B), (C, D), (B, C))
    assert pairs(world(*undated, *DECLARED), wave="") == of((A, D), (C, D), (B, C))
    everybodys = [{"wave": "1", "end": "2011"}]
    assert pairs(world(*undated, DECLARED[0], waves=everybodys)) == of((A, B), (B, C))


def test_a_wave_in_which_nobody_named_anybody_is_an_empty_network() -> None:
    answered = [{"wave": "2", "actor": A, "status": "complete"}]
    rows = world(responses=answered, waves=WAVES[:2])
    assert pairs(rows) == of()
    found = netmap.network_measures(study_of(rows))
    assert (found.attrs["n"], found.attrs["roster"]) == (1, "asked")


@pytest.mark.parametrize(
    ("day", "there"),
    [("2011-04-30", False), ("2011-05-01", True), ("2012-02-29", True), ("2012-03-01", False)],
)
def test_a_tie_holds_between_its_start_and_its_end(day: str, there: bool) -> None:
    rows = world(tie(A, B, start="2011-05", end="2012-02"), waves=[])
    assert bool(pairs(rows, as_of=day)) is there


def test_the_last_dates_of_ties_are_the_day_where_nothing_else_is_dated() -> None:
    rows = world(tie(A, B, start="2011-05", end="2012-02"), tie(C, D, start="2010", end="2010"), waves=[])
    assert netmap.ties(study_of(rows)).attrs["as_of"] == "2012-02-29"
    assert pairs(rows) == of((A, B))


def test_a_named_wave_is_read_on_its_last_day_at_the_latest() -> None:
    rows = world(tie(A, B, wave="1", end="2011-06"), tie(A, C, wave="1", start="2011-05"))
    assert pairs(rows, wave="1", as_of="2020-01-01") == of((A, B))
    assert pairs(rows, as_of="2012-01-01") == of((A, C))


def test_a_row_that_was_not_answered_is_no_tie_and_is_counted() -> None:
    rows = world(tie(A, B, wave="1"), tie(A, C, wave="1", missing=True))
    found = netmap.ties(study_of(rows))
    assert found[["source", "target"]].to_numpy().tolist() == [[A, B]]
    assert (found.attrs["cells_missing"], found.attrs["missing"]) == (1, "observed cells")
    assert pairs(rows, missing="tie") == of((A, B), (A, C))
    assert pairs(rows, missing="no tie") == of((A, B))


def test_relations_come_in_the_order_of_the_file() -> None:
    rows = world(
        tie(A, B, relation="trust"), tie(B, C), tie(C, D, relation="a,b"), tie(A, D, kind="old_network")
    )
    study = study_of(rows)
    assert relations_of(study) == ("trust", "", "a,b")
    assert first_relation(study).relation == ("trust",)
    assert pairs(rows, relation="") == of((B, C))
    assert pairs(rows, relation="a,b") == of((C, D))
    assert pairs(rows, relation=["trust", ""], combine="any") == of((A, B), (B, C))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({}, "several relations: trust, a,b"),
        ({"relation": ["trust", "a,b"]}, "several relations"),
        ({"relation": "love"}, "relation “love”; there are: trust, a,b"),
        ({"combine": "sum"}, "combine: “sum”"),
        ({"missing": "ignored"}, "missing: “ignored”"),
        ({"relation": []}, "relation takes a name"),
        ({"wave": [1]}, "wave takes a name"),
    ],
)
def test_what_is_not_clear_is_refused(question: dict[str, Any], words: str) -> None:
    study = study_of(world(tie(A, B, relation="trust"), tie(C, D, relation="a,b")))
    with pytest.raises(ArgumentError, match=words):
        netmap.ties(study, **question)


def test_a_wave_that_asked_one_thing_needs_no_relation() -> None:
    rows = world(tie(A, B, wave="1", relation="trust"), tie(A, C, wave="2", relation="advice"))
    assert pairs(rows, wave="1") == of((A, B))
    assert pairs(rows, relation="trust") == of((A, B))
    assert pairs(rows, relation="advice") == of((A, C))


def test_several_relations_hide_no_tie_that_was_seen() -> None:
    """Zones and paths need no relation, as they ask for no declared tie."""
    rows = people_and_contacts([("2011-01-01", "a", "b"), ("2011-02-01", "b", "c")])
    rows |= {"ties": [tie("a", "b", relation="x"), tie("a", "c", relation="y")]}
    study = study_of(rows)
    assert netmap.learning_path(study, "a", "c")["kind"].tolist() == ["cognitive_trail"] * 2
    assert len(netmap.zones(study)) == 0


def test_champions_are_brokers_beside_what_was_declared_about_the_first_relation() -> None:
    """Ada meets Ben, who is said to work with Cem: two agencies with a third between them."""
    rows = people_and_contacts(
        [("2011-01-01", "a", "b")],
        levels=[{"level": "front", "rank": 0}, {"level": "board", "rank": 1}],
        agencies=[{"agency": name} for name in "XYZ"],
        practitioners=[
            {"practitioner": "a", "agency": "X", "level": "front"},
            {"practitioner": "b", "agency": "Y", "level": "board"},
            {"practitioner": "c", "agency": "Z"},
        ],
        ties=[tie("b", "c", relation="works with"), tie("a", "c", relation="knows")],
    )
    found = netmap.champions(study_of(rows), "front", "board").set_index("practitioner")
    assert found["liaison"].to_dict() == {"a": 0, "b": 1, "c": 0}
