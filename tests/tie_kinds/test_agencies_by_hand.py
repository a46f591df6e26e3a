"""Ties between agencies, counted and never collapsed, and agencies that were renamed, merged or split."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import netmap
from tests.tie_kinds.answers import agency_table, tie_of, ties_of
from tests.worlds import Row, Rows, people_and_contacts, study_of

AGENCIES = [{"agency": name} for name in ("agency_1", "agency_1_2", "Z", "z", "a,b", "=A1")]
TRAIL = "cognitive_trail"
LAST = [{"meeting": "m", "date": "2011-12-31"}]


def between(rows: Rows, **question: Any) -> Counter[tuple[Any, ...]]:
    return agency_table(netmap.agency_ties(study_of(rows), **question))


def people(**homes: str | None) -> list[Row]:
    return [{"practitioner": who} | ({"agency": home} if home else {}) for who, home in homes.items()]


def test_ties_of_people_are_counted_by_kind_and_state_beside_those_of_the_agencies_themselves() -> None:
    staff = people(p="agency_1", q="agency_1", r="agency_1_2", s="agency_1_2", t=None)
    contacts = [
        ("2011-01-01", "p", "r"),
        ("2011-06-01", "p", "s"),
        ("2011-06-02", "s", "q"),
        ("2011-06-02", "p", "q"),
        ("2011-06-02", "p", "t"),
        ("2011-06-02", "agency_1_2", "agency_1"),
        ("2011-06-02", "a,b", "agency_1"),
    ]
    found = between(people_and_contacts(contacts, agencies=AGENCIES, practitioners=staff))
    assert found == {
        ("agency_1", "agency_1_2", TRAIL, "active", "practitioners"): 2,
        ("agency_1", "agency_1_2", TRAIL, "faded", "practitioners"): 1,
        ("agency_1", "agency_1_2", TRAIL, "active", "direct"): 1,
        ("a,b", "agency_1", TRAIL, "active", "direct"): 1,
    }


def test_the_agency_is_that_of_the_day_asked_about() -> None:
    moved = [{"practitioner": "p", "agency": "Z", "joined": "2011-03-01"}]
    rows = people_and_contacts(
        [("2011-02-01", "p", "q")],
        agencies=AGENCIES,
        practitioners=people(p="z", q="agency_1"),
        employments=moved,
    )
    assert list(between(rows, as_of="2011-02-28")) == [("agency_1", "z", TRAIL, "active", "practitioners")]
    assert list(between(rows, as_of="2011-03-01")) == [("Z", "agency_1", TRAIL, "active", "practitioners")]


def test_declared_ties_of_agencies_without_kind_or_date_are_counted() -> None:
    declared = [
        {"source": "z", "target": "Z", "relation": "r"},
        {"source": "z", "target": "a,b", "kind": TRAIL},
    ]
    assert between({"agencies": AGENCIES, "ties": declared}) == {
        ("Z", "z", None, None, "direct"): 1,
        ("a,b", "z", TRAIL, None, "direct"): 1,
    }


def reorganised(*changes: tuple[str, str, str, str], contacts: Any = (("2011-01-01", "Z", "a,b"),)) -> Rows:
    keys = ("agency", "successor", "date", "kind")
    rows = [dict(zip(keys, change, strict=True)) for change in changes]
    return people_and_contacts(contacts, agencies=AGENCIES, agency_changes=rows, meetings=LAST)


@pytest.mark.parametrize(("date", "pair"), [("2011-12-31", ("a,b", "z")), ("2012-01-01", ("Z", "a,b"))])
def test_contacts_of_a_renamed_agency_count_for_its_successor_from_that_day(
    date: str, pair: tuple[str, str]
) -> None:
    assert list(ties_of(reorganised(("Z", "z", date, "renamed")))) == [pair]


SPLIT = (("Z", "z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
BEFORE = [("2011-01-01", "Z", "a,b"), ("2011-01-20", "Z", "a,b")]


def told(rows: Rows, **question: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    """State, first day and number of occasions of each tie."""
    found = ties_of(rows, **question)
    return {pair: (tie["state"], str(tie["first"]), tie["occasions"]) for pair, tie in found.items()}


def test_the_tie_of_a_split_agency_stays_with_it_and_has_ended() -> None:
    rows = reorganised(*SPLIT, contacts=BEFORE)
    assert told(rows, as_of="2011-05-31") == {("Z", "a,b"): ("faded", "2011-01-01", 2)}
    assert told(rows, as_of="2011-06-01") == {("Z", "a,b"): ("ended", "2011-01-01", 2)}
    assert told(rows, as_of="2011-04-20") == {("Z", "a,b"): ("active", "2011-01-01", 2)}


def test_a_part_inherits_the_history_with_its_own_first_occasion_and_the_other_part_does_not() -> None:
    rows = reorganised(*SPLIT, contacts=[*BEFORE, ("2011-07-01", "a,b", "z"), ("2011-06-20", "a,b", "Z")])
    ended = {("Z", "a,b"): ("ended", "2011-01-01", 3)}
    assert told(rows, as_of="2011-06-30") == ended
    assert told(rows, as_of="2011-07-01") == ended | {("a,b", "z"): ("active", "2011-01-01", 3)}
    lives = netmap.tie_lives(study_of(rows), as_of="2011-07-01")
    mine = lives[(lives["source"] == "a,b") & (lives["target"] == "z")]
    assert mine["start"].dt.strftime("%Y-%m-%d").tolist() == ["2011-07-01"]
    old = lives[lives["source"] == "Z"]
    assert old["state"].tolist() == ["active", "faded", "ended"]
    assert str(old["start"].iloc[-1].date()) == "2011-06-01"


def test_a_part_that_had_met_the_other_before_inherits_from_the_day_of_the_split() -> None:
    rows = reorganised(*SPLIT, contacts=[*BEFORE, ("2011-02-01", "z", "a,b")])
    assert told(rows, as_of="2011-05-31")[("a,b", "z")] == ("faded", "2011-02-01", 1)
    assert told(rows, as_of="2011-06-01")[("a,b", "z")] == ("faded", "2011-01-01", 3)


def test_nobodys_degree_doubles_by_a_split() -> None:
    rows = reorganised(*SPLIT, contacts=[*BEFORE, ("2011-05-20", "Z", "a,b")])
    for as_of in ("2011-05-31", "2011-06-01", "2011-12-31"):
        degree = netmap.measures(study_of(rows), as_of=as_of, names=["degree"]).set_index("actor")["degree"]
        assert degree["a,b"] == (as_of < "2011-06-01")


def test_parts_of_parts_inherit_too_and_so_do_the_parts_of_both() -> None:
    again = (*SPLIT, ("z", "agency_1_2", "2011-08-01", "split"), ("a,b", "=A1", "2011-08-01", "split"))
    contacts = [*BEFORE, ("2011-07-01", "a,b", "z"), ("2011-09-01", "agency_1_2", "=A1")]
    rows = reorganised(*again, contacts=contacts)
    assert told(rows, as_of="2011-08-31") == {
        ("Z", "a,b"): ("ended", "2011-01-01", 2),
        ("a,b", "z"): ("ended", "2011-01-01", 3),
    }
    assert told(rows)[("=A1", "agency_1_2")] == ("faded", "2011-01-01", 4)


@pytest.mark.parametrize("kinds", [("renamed", "renamed"), ("merged", "split"), (None, None)])
def test_an_agency_with_two_successors_was_split_whatever_the_rows_call_it(
    kinds: tuple[str | None, str | None],
) -> None:
    changes = [
        {"agency": "Z", "successor": to, "date": date} | ({"kind": kind} if kind else {})
        for to, date, kind in zip(("z", "agency_1"), ("2011-06-01", "2011-07-01"), kinds, strict=True)
    ]
    rows = people_and_contacts(BEFORE, agencies=AGENCIES, agency_changes=changes, meetings=LAST)
    assert list(ties_of(rows, as_of="2011-06-15")) == [("a,b", "z")]
    assert told(rows, as_of="2011-07-01") == {("Z", "a,b"): ("ended", "2011-01-01", 2)}


def test_the_baseline_of_a_renamed_agencys_tie_does_not_move() -> None:
    sites = [{"partnership": "P", "baseline": "2011-01-01"}, {"partnership": "Q", "baseline": "2011-05-20"}]
    agencies = [{"agency": "Z", "partnership": "P"}, {"agency": "z", "partnership": "Q"}, {"agency": "a,b"}]
    days = ("2011-01-01", "2011-02-10", "2011-05-01")
    changes = [{"agency": "Z", "successor": "z", "date": "2011-06-01", "kind": "renamed"}]
    tables: dict[str, Any] = {"partnerships": sites, "agencies": agencies, "meetings": LAST}
    contacts = [(day, "Z", "a,b") for day in days]
    rows = people_and_contacts(contacts, **tables, agency_changes=changes)
    assert {pair: tie["kind"] for pair, tie in ties_of(rows).items()} == {("a,b", "z"): TRAIL}


def test_changes_of_changes_are_followed_as_far_as_they_had_come() -> None:
    changes = (("Z", "z", "2011-06-01", "renamed"), ("z", "agency_1", "2011-07-01", "merged"))
    assert list(ties_of(reorganised(*changes))) == [("a,b", "agency_1")]
    assert list(ties_of(reorganised(*changes), as_of="2011-06-30")) == [("a,b", "z")]
    assert list(ties_of(reorganised(*changes), as_of="2011-05-31")) == [("Z", "a,b")]


def test_agencies_that_merge_bring_their_occasions_together_and_their_own_tie_ends() -> None:
    contacts = (("2011-01-01", "Z", "a,b"), ("2011-02-01", "z", "a,b"), ("2011-02-02", "Z", "z"))
    changes = (("Z", "agency_1", "2011-06", "merged"), ("z", "agency_1", "2011-06", "merged"))
    rows = reorganised(*changes, contacts=contacts)
    assert list(ties_of(rows)) == [("a,b", "agency_1")]
    tie = tie_of(rows, "a,b", "agency_1")
    assert tie is not None
    assert (tie["occasions"], str(tie["first"])) == (2, "2011-01-01")


def test_a_part_of_a_split_agency_may_keep_the_name_and_goes_on() -> None:
    changes = (("Z", "Z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
    rows = reorganised(*changes, contacts=[("2011-05-01", "Z", "a,b"), ("2011-07-01", "agency_1", "a,b")])
    assert told(rows, as_of="2011-06-30") == {("Z", "a,b"): ("active", "2011-05-01", 1)}
    assert told(rows, as_of="2011-07-01") == {
        ("Z", "a,b"): ("active", "2011-05-01", 1),
        ("a,b", "agency_1"): ("active", "2011-05-01", 2),
    }


def test_a_contact_of_an_agency_with_itself_makes_no_tie_of_its_parts() -> None:
    changes = (("Z", "z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
    rows = reorganised(*changes, contacts=(("2011-01-01", "Z", "Z"),))
    assert ties_of(rows) == {}
    assert ties_of(rows | {"ties": [{"source": "Z", "target": "Z", "kind": TRAIL}]}) == {}
    declared = rows | {"ties": [{"source": "Z", "target": "a,b", "kind": TRAIL}]}
    assert {pair: tie["state"] for pair, tie in ties_of(declared).items()} == {("Z", "a,b"): "ended"}


def test_people_of_a_renamed_agency_are_of_its_successor_and_of_a_split_one_of_nobody_elses() -> None:
    renamed = reorganised(("Z", "z", "2011-06-01", "renamed"), contacts=[("2011-12-01", "p", "q")])
    renamed["practitioners"] = people(p="Z", q="z")
    tie = tie_of(renamed, "p", "q")
    assert tie is not None
    assert tie["crosses_agency"] is False
    assert between(renamed) == {}
    both = (("Z", "z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
    split = reorganised(*both, contacts=[("2011-12-01", "p", "q")]) | {"practitioners": people(p="Z", q="z")}
    assert list(between(split)) == [("Z", "z", TRAIL, "active", "practitioners")]
