"""Which baseline, which last day and which edge of the window a pair has."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tie_kinds.answers import days_from, kind_of, tie_of, ties_of
from tests.worlds import Row, Rows, people_and_contacts

EARLY, LATE = "2011-01-01", "2011-06-01"
"""With the earlier baseline `a` and `b` are a trail, with the later one an old network."""


def met(**tables: list[Row]) -> Rows:
    contacts = [(day, "a", "b") for day in ("2011-01-01", "2011-02-10", "2011-05-01")]
    return people_and_contacts(contacts, **tables)


def sites(**first: str) -> list[Row]:
    return [{"partnership": "P_1"} | first, {"partnership": "P_2", "baseline": LATE}]


def people(a: Row, b: Row) -> list[Row]:
    return [{"practitioner": "a"} | a, {"practitioner": "b"} | b]


IN_1, IN_2 = {"partnership": "P_1"}, {"partnership": "P_2"}
OLD, TRAIL = "old_network", "cognitive_trail"


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (IN_1, IN_1, TRAIL),
        (IN_2, IN_2, OLD),
        (IN_1, IN_2, OLD),
        (IN_1, {}, TRAIL),
        (IN_2, {}, OLD),
        ({}, {}, TRAIL),
    ],
)
def test_a_pair_of_two_partnerships_takes_the_later_baseline(a: Row, b: Row, kind: str) -> None:
    rows = met(partnerships=sites(baseline=EARLY), practitioners=people(a, b))
    found = kind_of(rows, "a", "b")
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    ("site", "kind"),
    [
        ({"baseline": LATE, "observed_from": EARLY}, OLD),
        ({"observed_from": LATE}, OLD),
        ({"observed_from": EARLY}, TRAIL),
        ({}, TRAIL),
        ({"baseline": "2011-06"}, OLD),
        ({"baseline": "2011-05"}, TRAIL),
        ({"baseline": "2012"}, OLD),
    ],
)
def test_baseline_then_observed_from_then_the_first_dated_row(site: Row, kind: str) -> None:
    rows = met(partnerships=[{"partnership": "P_1"} | site])
    found = kind_of(rows, "a", "b", as_of="2012-06-01")
    assert found is not None
    assert found[0] == kind


def test_a_person_belongs_where_the_agency_belongs() -> None:
    agencies = [{"agency": "A"} | IN_2]
    rows = met(
        partnerships=sites(baseline=EARLY), agencies=agencies, practitioners=people({"agency": "A"}, IN_1)
    )
    assert (kind_of(rows, "a", "b") or [None])[0] == OLD
    own = people({"agency": "A"} | IN_1, IN_1)
    assert (kind_of(rows | {"practitioners": own}, "a", "b") or [None])[0] == TRAIL


@pytest.mark.parametrize(
    ("of_a", "kind"),
    [
        ([("P_1", None)], TRAIL),
        ([("P_2", None)], OLD),
        ([("P_2", None), ("P_1", None)], TRAIL),
        ([("P_1", "2010-02-01"), ("P_2", "2010-01-01")], OLD),
        ([("P_1", "2011-01-02"), ("P_2", "2010-01-01")], OLD),
        ([("P_2", "2011-01-02"), ("P_1", "2011-01-01")], TRAIL),
    ],
)
def test_a_person_without_either_belongs_where_members_says_the_one_joined_first(
    of_a: list[tuple[str, str | None]], kind: str
) -> None:
    members = [
        {"partnership": site, "actor": "a"} | ({"joined": joined} if joined else {}) for site, joined in of_a
    ]
    rows = met(partnerships=sites(baseline=EARLY), members=members, practitioners=people({}, IN_1))
    assert (kind_of(rows, "a", "b") or [None])[0] == kind


@pytest.mark.parametrize(("moved", "kind"), [("2011-01-01", OLD), ("2011-01-02", TRAIL)])
def test_the_partnership_is_that_of_the_agency_of_the_first_occasions_day(moved: str, kind: str) -> None:
    agencies = [{"agency": "A"} | IN_1, {"agency": "Z"} | IN_2]
    jobs = [{"practitioner": "a", "agency": "Z", "joined": moved}]
    rows = met(
        partnerships=sites(baseline=EARLY),
        agencies=agencies,
        practitioners=people({"agency": "A"}, IN_1),
        employments=jobs,
    )
    for as_of in ("2011-05-01", "2012-05-01"):
        assert (kind_of(rows, "a", "b", as_of=as_of) or [None])[0] == kind
    tie = tie_of(rows, "a", "b")
    assert tie is not None
    assert tie["crosses_partnership"] is True


def test_a_partnership_joined_later_changes_no_earlier_day() -> None:
    first = {"partnership": "P_1", "actor": "a"}
    later = {"partnership": "P_2", "actor": "a", "joined": "2012-06-01"}
    rows = met(partnerships=sites(baseline=EARLY), practitioners=people({}, IN_1))
    for members in ([first], [first, later]):
        for as_of in ("2012-05-31", "2012-06-01"):
            assert (kind_of(rows | {"members": members}, "a", "b", as_of=as_of) or [None])[0] == TRAIL


def test_the_first_dated_row_may_be_one_that_makes_no_tie() -> None:
    rows = met(meetings=[{"meeting": "m", "date": "2010-01-01"}])
    assert tie_of(rows, "a", "b", baseline=None) == tie_of(rows, "a", "b", baseline="2010-01-01")


@pytest.mark.parametrize(
    ("site", "last"),
    [
        ({}, "2011-05-01"),
        ({"observed_to": "2011-03-01"}, "2011-02-10"),
        ({"observed_to": "2011-02"}, "2011-02-10"),
        ({"observed_to": "2011"}, "2011-05-01"),
        ({"observed_to": "2011-01"}, "2011-01-01"),
    ],
)
def test_the_last_day_is_observed_to_else_the_last_dated_row(site: Row, last: str) -> None:
    tie = tie_of(met(partnerships=[{"partnership": "P_1", "baseline": EARLY} | site]), "a", "b")
    assert tie is not None
    assert str(tie["last"]) == last


def test_the_last_of_several_observed_to_counts() -> None:
    two = [
        {"partnership": "P_1", "observed_to": "2011-01-05"},
        {"partnership": "P_2", "observed_to": "2011-02-20"},
    ]
    tie = tie_of(met(partnerships=two), "a", "b")
    assert tie is not None
    assert str(tie["last"]) == "2011-02-10"


def test_nothing_on_the_far_side_of_the_last_day_counts() -> None:
    tie = tie_of(met(), "a", "b", as_of="2011-02-10")
    assert tie is not None
    assert (str(tie["last"]), tie["occasions"]) == ("2011-02-10", 2)
    assert ties_of(met(), as_of="2010-12-31") == {}


@pytest.mark.parametrize(("offset", "edge"), [(0, True), (90, True), (91, False), (-90, True), (-91, False)])
def test_first_seen_at_the_edge_within_the_quiet_days_of_observed_from(offset: int, edge: bool) -> None:
    contacts = [(day, "a", "b") for day in days_from("2011-01-01", offset)]
    rows = people_and_contacts(
        contacts, partnerships=[{"partnership": "P", "observed_from": "2011-01", "baseline": "2010-06-01"}]
    )
    tie = tie_of(rows, "a", "b")
    assert tie is not None
    assert tie["first_seen_at_edge"] is edge


def test_the_edge_is_the_first_dated_row_where_nobody_says_when_it_begins() -> None:
    contacts: list[tuple[Any, ...]] = [
        ("2011-01-01", "a", "b"),
        ("2011-04-01", "b", "c"),
        ("2011-04-02", "c", "d"),
    ]
    found = ties_of(people_and_contacts(contacts))
    assert [tie["first_seen_at_edge"] for _, tie in sorted(found.items())] == [True, True, False]
