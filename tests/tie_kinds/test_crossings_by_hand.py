"""Which borders a tie crosses on the day asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tie_kinds.answers import tie_of
from tests.worlds import Row, Rows, people_and_contacts

AGENCIES = [{"agency": "agency_1"}, {"agency": "agency_1_2"}]
LEVELS = [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}]


def met(a: Row, b: Row, **tables: list[Row]) -> Rows:
    people = [{"practitioner": "a"} | a, {"practitioner": "b"} | b]
    given: dict[str, list[Row]] = {"agencies": AGENCIES, "levels": LEVELS, "practitioners": people}
    return people_and_contacts([("2011-01-01", "a", "b")], **(given | tables))


def crossing(border: str, rows: Rows, as_of: str = "2011-03-01") -> Any:
    tie = tie_of(rows, "a", "b", as_of=as_of)
    assert tie is not None
    return tie[f"crosses_{border}"]


@pytest.mark.parametrize(
    ("border", "one", "other"),
    [("agency", "agency_1", "agency_1_2"), ("level", "front", "board"), ("profession", "nurse", "teacher")],
)
def test_a_border_is_crossed_not_crossed_or_not_known(border: str, one: str, other: str) -> None:
    assert crossing(border, met({border: one}, {border: other})) is True
    assert crossing(border, met({border: one}, {border: one})) is False
    assert crossing(border, met({border: one}, {})) is None
    assert crossing(border, met({}, {})) is None


@pytest.mark.parametrize(
    ("as_of", "crosses"),
    [("2011-01-31", True), ("2011-02-01", False), ("2011-02-28", False), ("2011-03-01", True)],
)
def test_the_employment_of_the_day_overrides_the_row(as_of: str, crosses: bool) -> None:
    moved = {
        "practitioner": "a",
        "agency": "agency_1",
        "level": "front",
        "joined": "2011-02",
        "left": "2011-02",
    }
    rows = met(
        {"agency": "agency_1_2", "level": "board"},
        {"agency": "agency_1", "level": "front"},
        employments=[moved],
    )
    assert crossing("agency", rows, as_of) is crosses
    assert crossing("level", rows, as_of) is crosses


def test_an_employment_without_dates_always_holds() -> None:
    rows = met(
        {"agency": "agency_1"},
        {"agency": "agency_1"},
        employments=[{"practitioner": "a", "agency": "agency_1_2"}],
    )
    assert crossing("agency", rows) is True


@pytest.mark.parametrize(
    ("as_of", "crosses"),
    [("2011-01-31", True), ("2011-02-01", False), ("2011-03-31", False), ("2011-04-01", True)],
)
def test_people_who_share_a_level_through_a_seat_held_that_day_cross_none(as_of: str, crosses: bool) -> None:
    seat = {"practitioner": "a", "zone": "Z", "joined": "2011-02-01", "left": "2011-03"}
    rows = met({"level": "front"}, {"level": "board"}, zones=[{"zone": "Z", "level": "board"}], posts=[seat])
    assert crossing("level", rows, as_of) is crosses


def test_a_level_known_only_from_a_seat_is_known() -> None:
    zones, posts = [{"zone": "Z", "level": "board"}], [{"practitioner": "a", "zone": "Z"}]
    assert crossing("level", met({}, {"level": "front"}, zones=zones, posts=posts)) is True
    assert crossing("level", met({}, {"level": "board"}, zones=zones, posts=posts)) is False


def test_partnerships_own_of_the_agency_of_members_or_the_only_one() -> None:
    sites = [{"partnership": "P"}, {"partnership": "P_1"}]
    homes = [{"agency": "agency_1", "partnership": "P"}, {"agency": "agency_1_2"}]
    own = met({"partnership": "P"}, {"partnership": "P_1"}, partnerships=sites)
    by_agency = met({"agency": "agency_1"}, {"partnership": "P"}, partnerships=sites, agencies=homes)
    by_members = met(
        {}, {"partnership": "P"}, partnerships=sites, members=[{"partnership": "P_1", "actor": "a"}]
    )
    assert crossing("partnership", own) is True
    assert crossing("partnership", by_agency) is False
    assert crossing("partnership", by_members) is True
    assert crossing("partnership", met({}, {"partnership": "P"}, partnerships=sites)) is None
    assert crossing("partnership", met({}, {}, partnerships=sites[:1])) is False
    assert crossing("partnership", met({}, {})) is None


def test_ties_of_agencies_cross_agencies_and_have_no_level_and_no_profession() -> None:
    rows = people_and_contacts([("2011-01-01", "agency_1", "agency_1_2")], agencies=AGENCIES)
    tie = tie_of(rows, "agency_1", "agency_1_2")
    assert tie is not None
    assert (tie["crosses_agency"], tie["crosses_level"], tie["crosses_profession"]) == (True, None, None)
