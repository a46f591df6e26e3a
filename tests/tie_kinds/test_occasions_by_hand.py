"""What counts as an occasion, a setting, a day, and as beyond the zone."""

from __future__ import annotations

from typing import Any

import pytest

import netmap
from tests.tie_kinds.answers import tie_of, ties_of
from tests.worlds import Rows, meeting_rows, people_and_contacts

PEOPLE = [{"practitioner": name} for name in ("agency_1", "=A1", "Č-12", "1")]
ALL = ("agency_1", "=A1", "Č-12", "1")


def sat(*sittings: tuple[str, str | None, tuple[str, ...]], **tables: Any) -> Rows:
    zones = [{"zone": zone} for zone in sorted({zone for _, zone, _ in sittings if zone})]
    return {"practitioners": PEOPLE, "zones": zones} | meeting_rows(sittings) | tables


def test_a_meeting_of_four_makes_the_six_pairs_in_text_order() -> None:
    found = ties_of(sat(("2011-01-01", "Z", ALL)))
    assert sorted(found) == [
        ("1", "=A1"),
        ("1", "agency_1"),
        ("1", "Č-12"),
        ("=A1", "agency_1"),
        ("=A1", "Č-12"),
        ("agency_1", "Č-12"),
    ]


@pytest.mark.parametrize(("status", "unclear_counts"), [("apologies", False), ("unclear", True)])
def test_apologies_and_unclear_are_no_presence_and_a_parameter_counts_unclear(
    status: str, unclear_counts: bool
) -> None:
    rows = sat(("2011-01-01", "Z", ("1", "=A1")))
    rows["attendance"][0]["status"] = status
    assert ties_of(rows) == {}
    assert bool(ties_of(rows, policy=netmap.TiePolicy(count_unclear=True))) is unclear_counts


def test_a_row_without_a_status_says_that_the_person_was_there() -> None:
    rows = sat(("2011-01-01", "Z", ("1", "=A1")))
    del rows["attendance"][0]["status"]
    assert list(ties_of(rows)) == [("1", "=A1")]


@pytest.mark.parametrize(("limit", "pairs"), [(None, 6), (4, 6), (3, 1), (2, 1)])
def test_a_meeting_over_the_limit_makes_no_occasion(limit: int | None, pairs: int) -> None:
    rows = sat(("2011-01-01", "Z", ALL), ("2011-01-02", "Z", ("1", "=A1")))
    assert len(ties_of(rows, policy=netmap.TiePolicy(max_meeting_size=limit))) == pairs


@pytest.mark.parametrize(
    ("stay", "there"),
    [
        ({"joined": "2011-01-10"}, True),
        ({"joined": "2011-01-11"}, False),
        ({"left": "2011-01-10"}, True),
        ({"left": "2011-01-09"}, False),
        ({"left": "2011-01"}, True),
        ({"joined": "2011-01"}, True),
        ({"left": "2010"}, False),
    ],
)
def test_who_has_not_joined_or_has_left_takes_no_part(stay: dict[str, str], there: bool) -> None:
    people = [*PEOPLE[:3], {"practitioner": "1"} | stay]
    rows = sat(("2011-01-10", "Z", ("1", "=A1", "Č-12")), practitioners=people)
    assert len(ties_of(rows)) == (3 if there else 1)
    talked = people_and_contacts([("2011-01-10", "1", "=A1")], practitioners=people)
    assert bool(ties_of(talked)) is there


def test_one_who_takes_no_part_does_not_count_towards_the_size_of_a_meeting() -> None:
    people = [*PEOPLE[:3], {"practitioner": "1", "left": "2010-01-01"}]
    rows = sat(("2011-01-10", "Z", ALL), practitioners=people)
    assert len(ties_of(rows, policy=netmap.TiePolicy(max_meeting_size=3))) == 3


def test_a_contact_across_sorts_or_with_oneself_makes_no_occasion() -> None:
    agencies = [{"agency": "a,b"}, {"agency": "<b>x</b>"}]
    contacts = [("2011-01-01", "1", "a,b"), ("2011-01-01", "1", "1"), ("2011-01-01", "a,b", "a,b")]
    assert ties_of(people_and_contacts(contacts, agencies=agencies)) == {}
    both = [*contacts, ("2011-01-02", "a,b", "<b>x</b>")]
    assert list(ties_of(people_and_contacts(both, agencies=agencies))) == [("<b>x</b>", "a,b")]


def test_people_who_sit_together_make_no_occasion_of_their_agencies() -> None:
    people = [{"practitioner": "1", "agency": "a"}, {"practitioner": "=A1", "agency": "b"}]
    rows = sat(("2011-01-01", "Z", ("1", "=A1")), practitioners=people)
    rows["agencies"] = [{"agency": "a"}, {"agency": "b"}]
    assert list(ties_of(rows)) == [("1", "=A1")]


def test_a_directed_contact_is_an_occasion_of_the_pair_either_way() -> None:
    rows = people_and_contacts([("2011-01-01", "b", "a"), ("2011-01-02", "a", "b")])
    for contact in rows["contacts"]:
        contact["direction"] = "directed"
    tie = tie_of(rows, "a", "b")
    assert tie is not None
    assert tie["occasions"] == 2


def test_an_occasion_is_a_day_and_times_of_day_do_not_make_two() -> None:
    dates = ("2011-01-01T09:00", "2011-01-01T15:30", "2011-01-01", "2011-01", "2011")
    tie = tie_of(people_and_contacts([(date, "a", "b") for date in dates]), "a", "b")
    assert tie is not None
    assert tie["occasions"] == 1


def test_a_day_without_a_year_makes_no_occasion() -> None:
    rows = people_and_contacts([("--07-15", "a", "b"), ("2011-07-15", "b", "c")])
    assert list(ties_of(rows)) == [("b", "c")]


def test_settings_are_zones_else_channels_and_a_channel_named_like_a_zone_is_another() -> None:
    contacts = [
        ("2011-01-01", "a", "b", "phone", "Z"),
        ("2011-01-02", "a", "b", "phone"),
        ("2011-01-03", "a", "b", "Z"),
        ("2011-01-04", "a", "b"),
        ("2011-01-05", "a", "b", None, "Z"),
        ("2011-01-06", "a", "b", "e-mail", "Z"),
    ]
    tie = tie_of(people_and_contacts(contacts, zones=[{"zone": "Z"}]), "a", "b")
    assert tie is not None
    assert (tie["settings"], tie["occasions"]) == (3, 6)


def test_a_sitting_and_a_contact_of_one_zone_are_one_setting() -> None:
    rows = sat(("2011-01-01", "Z", ("1", "=A1")))
    rows["contacts"] = [{"contact": "c", "date": "2011-01-02", "source": "1", "target": "=A1", "zone": "Z"}]
    tie = tie_of(rows, "1", "=A1")
    assert tie is not None
    assert (tie["settings"], tie["beyond_zone"]) == (1, False)


@pytest.mark.parametrize(
    ("first", "then", "beyond"),
    [
        (["Z"], [], False),
        (["Z"], ["Z"], False),
        (["Z"], ["z"], True),
        (["Z"], [None], True),
        ([None], ["Z"], False),
        ([None], [None], False),
        (["Z", "z"], ["z"], False),
        (["Z", "z"], ["Z", "y"], True),
        (["Z", None], [], True),
    ],
)
def test_beyond_the_zone_where_they_met_first(
    first: list[str | None], then: list[str | None], beyond: bool
) -> None:
    sittings = [("2011-01-01", zone, ("1", "=A1")) for zone in first]
    sittings += [("2011-02-01", zone, ("1", "=A1")) for zone in then]
    tie = tie_of(sat(*sittings), "1", "=A1")
    assert tie is not None
    assert tie["beyond_zone"] is beyond


def test_beyond_the_zone_goes_back_to_the_first_meeting_of_all_not_the_first_since_the_baseline() -> None:
    rows = sat(("2011-01-01", "Z", ("1", "=A1")), ("2011-06-01", "z", ("1", "=A1")))
    tie = tie_of(rows, "1", "=A1", baseline="2011-03-01")
    assert tie is not None
    assert (tie["kind"], tie["beyond_zone"], str(tie["first"])) == ("cognitive_trail", True, "2011-01-01")
