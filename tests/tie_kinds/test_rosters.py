"""Who is meant by everybody."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

import netmap
from netmap.model.errors import ArgumentError
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.rosters import on_roster, roster_for_seen
from tests.slices import first
from tests.tie_kinds.slow_encounters import covers
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import Rows, people_and_contacts, random_rows, study_of


def roster(rows: Rows, name: str, day: str | None = None) -> set[str]:
    study = study_of(rows)
    there = on_roster(study, name, as_of_day(study, day), TiePolicy())
    return set(actors_of(study).ids[there])


def everybody(rows: Rows, **question: Any) -> tuple[set[str], str]:
    """Who is in the network of the people, and what the roster is called."""
    found = netmap.measures(study_of(rows), names=["degree"], who="practitioner", **question)
    return set(found["actor"]), found.attrs["roster"]


CONTACTS = [("2011-01-01", "=A1", "1"), ("2012-01-01", "a,b", "Č-12")]


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        ("2011-12-31", {"=A1", "1"}),
        ("2012-01-01", {"a,b", "Č-12"}),
        ("2012-12-31", {"a,b", "Č-12"}),
        ("2013-01-01", set()),
    ],
)
def test_whoever_was_in_an_encounter_of_the_twelve_months_was_seen(day: str, seen: set[str]) -> None:
    assert roster(people_and_contacts(CONTACTS), "seen", day) == seen


def test_agencies_are_seen_by_their_people() -> None:
    rows = people_and_contacts(
        CONTACTS,
        agencies=[{"agency": "north"}, {"agency": "south"}],
        practitioners=[{"practitioner": name, "agency": "north"} for name in ("=A1", "1")]
        + [{"practitioner": name} for name in ("a,b", "Č-12")],
    )
    assert roster(rows, "seen", "2011-06-01") == {"=A1", "1", "north"}
    assert roster(rows, "known", "2011-06-01") == {"=A1", "1", "north", "south", "a,b", "Č-12"}


@pytest.mark.parametrize(
    ("dates", "there"),
    [
        ({"practitioners": {"joined": "2011-02-01", "left": "2011-02-28"}}, (False, True, True, False)),
        ({"practitioners": {"joined": "2011-02"}}, (False, True, True, True)),
        ({"posts": {"zone": "z", "left": "2011-02"}}, (True, True, True, False)),
        ({"employments": {"joined": "2011-02", "left": "2011-02"}}, (False, True, True, False)),
        (
            {"members": {"partnership": "p", "joined": "2011-02", "left": "2011-02"}},
            (False, True, True, False),
        ),
        ({"posts": {"zone": "z"}}, (True,) * 4),
        ({}, (True,) * 4),
        (
            {"practitioners": {"joined": "2011-01"}, "posts": {"zone": "z", "left": "2011-02"}},
            (True, True, True, True),
        ),
    ],
)
def test_in_service_is_who_is_there_by_any_of_their_dates(dates: Rows, there: tuple[bool, ...]) -> None:
    rows: Rows = {"practitioners": [{"practitioner": "1"}], "zones": [{"zone": "z"}]}
    rows |= {"partnerships": [{"partnership": "p"}]}
    for table, cells in dates.items():
        name = "actor" if table == "members" else "practitioner"
        rows[table] = [{name: "1", **cells}]
    days = ("2011-01-31", "2011-02-01", "2011-02-28", "2011-03-01")
    assert tuple("1" in roster(rows, "in_service", day) for day in days) == there


def test_in_service_is_the_default_where_there_are_such_dates_else_seen() -> None:
    rows = people_and_contacts([*CONTACTS, ("2005-01-01", "old", "1")])
    assert everybody(rows) == ({"a,b", "Č-12"}, "seen")
    rows["practitioners"][0]["joined"] = "2000"
    assert everybody(rows) == ({"a,b", "Č-12", "=A1", "1", "old"}, "in_service")
    assert everybody(rows, roster="seen") == ({"a,b", "Č-12"}, "seen")


def test_those_asked_are_the_default_of_declared_ties_else_all_known() -> None:
    rows: Rows = {
        "practitioners": [{"practitioner": name, "joined": "2000"} for name in ("=A1", "1", "a,b")],
        "waves": [{"wave": "w"}],
        "ties": [{"source": "=A1", "target": "1", "wave": "w"}],
    }
    assert everybody(rows) == ({"=A1", "1", "a,b"}, "known")
    rows["responses"] = [{"wave": "w", "actor": name, "status": "complete"} for name in ("=A1", "1")]
    assert everybody(rows) == ({"=A1", "1"}, "asked")
    assert everybody(rows, roster="known") == ({"=A1", "1", "a,b"}, "known")


def test_a_tie_of_somebody_off_the_roster_is_drawn_with_them() -> None:
    people = [{"practitioner": "1"}, {"practitioner": "=A1", "left": "2011-01-02"}]
    rows = people_and_contacts([("2011-01-01", "=A1", "1")], practitioners=people)
    assert everybody(rows, as_of="2011-01-10") == ({"=A1", "1"}, "in_service")


@pytest.mark.parametrize(
    ("name", "words"), [("present", "roster: “present”"), ("asked", "add a table responses")]
)
def test_a_roster_that_cannot_be_is_refused(name: str, words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        netmap.network_measures(study_of(people_and_contacts(CONTACTS)), roster=name)


@pytest.mark.parametrize("seed", first(8, range(20)))
def test_random_worlds_have_the_rosters_that_their_rows_say(seed: int) -> None:
    """Row by row, with nothing of the library's own."""
    rng = Random(f"roster {seed}")
    rows = random_rows(rng)
    for table in ("practitioners", "posts", "employments", "members"):
        for row in rows.get(table, []):
            if rng.random() < 0.3 and "joined" not in row:
                row["left"] = "2011-11-15"
    slow = SlowStudy(rows)
    assert slow.as_of is not None
    ended = {name for name in slow.agencies if slow.ended(name, slow.as_of)}
    gone = ended | {name for name in slow.agencies if slow.acts_as(name, slow.as_of) != name}
    day = slow.as_of.isoformat()
    expected = {name for name in (*slow.people, *slow.agencies) if in_service(slow, name)} - gone
    assert roster(rows, "in_service", day) == expected
    since = slow.as_of.replace(year=slow.as_of.year - 1)
    seen = {
        name
        for one in (*slow.sittings(), *slow.talks())
        if since < one.day <= slow.as_of
        for name in one.actors
    }
    where = {slow.agency_of(name) for name in seen if name in slow.people}
    assert roster(rows, "seen", day) == ({*seen, *where} & {*slow.people, *slow.agencies}) - gone
    dated = any("joined" in row or "left" in row for table in SERVED for row in rows.get(table, []))
    assert roster_for_seen(study_of(rows)) == ("in_service" if dated else "seen")
    assert np.all(expected)


SERVED = ("practitioners", "posts", "employments", "members")


def in_service(slow: SlowStudy, name: str) -> bool:
    own = slow.people.get(name, {})
    rows = [row for table in SERVED[1:3] for row in slow.table(table) if row["practitioner"] == name]
    rows += [row for row in slow.table("members") if row["actor"] == name]
    if not covers(own, slow.as_of):
        return False
    if "joined" in own or "left" in own or not any("joined" in row or "left" in row for row in rows):
        return True
    return any(covers(row, slow.as_of) for row in rows)
