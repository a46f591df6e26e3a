"""Ties between agencies, counted and never collapsed, and agencies that were renamed, merged or split."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import netmap
from tests.tie_kinds.answers import agency_table, tie_of, ties_of
from tests.worlds import Row, Rows, people_and_contacts, study_of

AGENCIES = [{"agency": name} for name in ("agency_1", "agency_1_2", "Z", "z", "a,b")]
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


def test_a_split_agency_leaves_its_contacts_to_all_its_successors() -> None:
    rows = reorganised(("Z", "z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
    assert sorted(ties_of(rows)) == [("a,b", "agency_1"), ("a,b", "z")]


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


def test_a_part_of_a_split_agency_may_keep_the_name() -> None:
    changes = (("Z", "Z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
    rows = reorganised(*changes, contacts=[("2011-01-01", "Z", "a,b")])
    assert set(ties_of(rows)) == {("Z", "a,b"), ("a,b", "agency_1")}
    assert set(ties_of(rows, as_of="2011-05-31")) == {("Z", "a,b")}


def test_a_contact_of_an_agency_with_itself_makes_no_tie_of_its_parts() -> None:
    changes = (("Z", "z", "2011-06-01", "split"), ("Z", "agency_1", "2011-06-01", "split"))
    rows = reorganised(*changes, contacts=(("2011-01-01", "Z", "Z"),))
    assert ties_of(rows) == {}
    assert ties_of(rows | {"ties": [{"source": "Z", "target": "Z", "kind": TRAIL}]}) == {}


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
