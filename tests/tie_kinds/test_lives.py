"""The life of a tie: from when to when it was of which kind and in which state."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from random import Random

import pytest

import netmap
from tests.slices import first
from tests.tie_kinds.answers import days_from, life_table, tie_table
from tests.tie_kinds.slow_dates import first_day
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import Rows, people_and_contacts, random_rows, study_of

B = "2011-08-01"


def life_of_a_and_b(rows: Rows, as_of: str) -> list[tuple[str, str, int, int | None]]:
    """The life with its dates as days after B."""
    lives = life_table(netmap.tie_lives(study_of(rows), as_of=as_of))
    start = dt.date.fromisoformat(B)
    return [
        (kind, state, (begin - start).days, end and (end - start).days)
        for kind, state, begin, end in lives.get(("a", "b"), [])
    ]


def met(*offsets: int, third: tuple[int, ...] = (), channels: tuple[str, ...] = ()) -> Rows:
    names = channels or ("phone",) * len(offsets)
    contacts = [(day, "a", "b", name) for day, name in zip(days_from(B, *offsets), names, strict=True)]
    contacts += [(day, one, "c", "phone") for day in days_from(B, *third) for one in "ab"]
    return people_and_contacts(contacts, partnerships=[{"partnership": "P", "baseline": B}])


def test_a_trail_fades_revives_and_consolidates() -> None:
    rows = met(0, 100, 110, 128, third=(1, 2))
    assert life_of_a_and_b(rows, "2012-12-31") == [
        ("cognitive_trail", "active", 0, 91),
        ("cognitive_trail", "faded", 91, 100),
        ("cognitive_trail", "active", 100, 110),
        ("new_network", "active", 110, 219),
        ("new_network", "dormant", 219, None),
    ]


def test_an_old_network_lives_from_the_day_it_fulfils_the_condition_and_develops() -> None:
    rows = met(-300, -250, -210, 0, 14, 28, channels=("phone",) * 3 + ("visit",) * 3)
    assert life_of_a_and_b(rows, "2011-09-30") == [
        ("old_network", "active", -210, -119),
        ("old_network", "dormant", -119, 0),
        ("old_network", "active", 0, 28),
        ("new_network", "active", 28, None),
    ]


def test_a_life_ends_nowhere_while_it_still_runs_on_the_day_asked_about() -> None:
    assert life_of_a_and_b(met(0), "2011-10-30") == [("cognitive_trail", "active", 0, None)]
    assert life_of_a_and_b(met(0), "2011-10-31")[-1] == ("cognitive_trail", "faded", 91, None)
    assert life_of_a_and_b(met(0), "2011-07-31") == []


def test_occasions_ninety_days_apart_are_one_unbroken_life_and_ninety_one_are_not() -> None:
    assert life_of_a_and_b(met(0, 90), "2011-11-01") == [("cognitive_trail", "active", 0, None)]
    assert life_of_a_and_b(met(0, 91), "2011-11-01") == [("cognitive_trail", "active", 0, None)]
    assert life_of_a_and_b(met(0, 92), "2011-11-01") == [
        ("cognitive_trail", "active", 0, 91),
        ("cognitive_trail", "faded", 91, 92),
        ("cognitive_trail", "active", 92, None),
    ]


def test_coded_kinds_are_no_part_of_a_life() -> None:
    rows = met(0) | {"ties": [{"source": "a", "target": "b", "kind": "old_network"}]}
    assert life_of_a_and_b(rows, "2011-09-01") == [("cognitive_trail", "active", 0, None)]


@pytest.mark.parametrize("world", first(2, range(12)))
def test_the_life_on_a_day_is_the_tie_as_of_that_day(world: int) -> None:
    """Of worlds with memberships by date, changes of jobs, and agencies that are merged and split."""
    worlds = (random_rows(Random(f"life {world} {number}")) for number in range(50))
    rows = next(each for each in worlds if world % 3 == 0 or "agency_changes" in each)
    study, slow = study_of(rows), SlowStudy(rows)
    assert slow.as_of is not None
    lives = life_table(netmap.tie_lives(study))
    turns = {day for life in lives.values() for _, _, start, end in life for day in (start, end) if day}
    nearby = {day + dt.timedelta(step) for day in turns for step in (-1, 0)} | set(slow.changing_days())
    for day in Random(world).sample(sorted(nearby), min(12, len(nearby))):
        if day <= slow.as_of:
            then = tie_table(netmap.ties(study, as_of=day))
            told = {
                pair: (kind, state)
                for pair, life in lives.items()
                for kind, state, start, end in life
                if start <= day and (end is None or day < end)
            }
            assert told == {
                pair: (tie["kind_computed"], tie["state"])
                for pair, tie in then.items()
                if tie["kind_computed"]
            }


@pytest.mark.parametrize("world", first(6, range(20)))
def test_lives_have_no_holes_and_no_repeats(world: int) -> None:
    rows = random_rows(Random(f"holes {world}"))
    changes = {first_day(row["date"]) for row in rows.get("agency_changes", [])}
    for life in life_table(netmap.tie_lives(study_of(rows))).values():
        assert [start for _, _, start, _ in life[1:]] == [end for _, _, _, end in life[:-1]]
        assert life[-1][3] in {None, *changes}
        assert all(here[:2] != there[:2] for here, there in pairwise(life))
