"""Loops closed: by hand, and against every pair of paths of random worlds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.learning.loops import loops
from netmap.learning.upwards import vertical_reach
from netmap.model.study import Study
from netmap.temporal import compiling
from tests.boundary_zones.slow_zones import Remembering
from tests.random_worlds import LEVELS, random_rows
from tests.worlds import Row, people_and_contacts, study_of

FRONT, MATE, BOARD, OTHER = "agency_1", "=A1", "a,b", "<b>x</b>"
PEOPLE: list[Row] = [
    {"practitioner": FRONT, "level": "front"},
    {"practitioner": MATE},
    {"practitioner": BOARD, "level": "board"},
    {"practitioner": OTHER, "level": "board"},
]
TWO_LEVELS: list[Row] = [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}]


def met(*talks: tuple[str, str, str], **tables: list[Row]) -> Study:
    contacts = [(f"2011-03-{day}", one, other) for day, one, other in talks]
    rows = {"levels": TWO_LEVELS, "practitioners": PEOPLE, **tables}
    return study_of(people_and_contacts(contacts, **rows))


def the_loop(study: Study, **question: Any) -> tuple[bool, Any, Any]:
    row = loops(study, "front", "board", **question).set_index("practitioner").loc[FRONT]
    return bool(row["closed"]), row["returned"], row["loop_days"]


def test_there_and_back_by_another_way_is_a_loop() -> None:
    study = met(("01", FRONT, BOARD), ("05", BOARD, MATE), ("11", MATE, FRONT))
    assert the_loop(study) == (True, pd.Timestamp("2011-03-11"), 10)
    assert the_loop(study, start="2011-02-27")[2] == 12


def test_back_on_the_same_day_is_no_loop_even_where_a_day_has_several_hops() -> None:
    talks = (("01", FRONT, BOARD), ("01", BOARD, MATE), ("11", MATE, FRONT))
    assert not the_loop(met(*talks), same_day=True)[0]
    assert the_loop(met(*talks, ("02", BOARD, MATE)), same_day=True)[0]


def test_only_who_was_reached_brings_it_back() -> None:
    study = met(("01", FRONT, BOARD), ("05", OTHER, FRONT))
    assert the_loop(study)[0] is False
    assert the_loop(met(("01", FRONT, BOARD), ("02", BOARD, OTHER), ("05", OTHER, FRONT)))[0]


def test_the_way_back_waits_no_longer_than_allowed_but_may_start_at_any_time() -> None:
    study = met(("01", FRONT, BOARD), ("20", BOARD, MATE), ("26", MATE, FRONT))
    assert the_loop(study, max_wait=6)[0]
    assert not the_loop(study, max_wait=5)[0]


def test_who_is_at_both_levels_brings_nothing_down() -> None:
    seat = {"practitioner": BOARD, "zone": "1", "joined": "2011-03-03"}
    talks = (("01", FRONT, BOARD), ("05", BOARD, FRONT))
    assert the_loop(met(*talks))[0]
    zones: list[Row] = [{"zone": "1", "level": "front"}]
    assert not the_loop(met(*talks, zones=zones, posts=[seat]))[0]


def test_nothing_dated_and_nothing_returned_are_missing() -> None:
    assert loops(met(), "front", "board").empty
    found = loops(met(("01", FRONT, BOARD)), "front", "board")
    assert found["reached"].tolist() == [True]
    assert found[["returned", "loop_days"]].isna().all(axis=None)
    assert found.attrs["n"] == 1


def slow_loop(slow: Remembering, person: str, low: str, high: str) -> dt.date | None:
    """The first day on which any path down arrives that starts where any path up has arrived before."""
    there = slow.walk(person, lambda day: slow.may_depart(person, low, high, day))
    reached: dict[str, dt.date] = {}
    for who, day in there:
        if who != person and high in slow.levels(who, day):
            reached[who] = min(day, reached.get(who, day))
    back = [
        day
        for who, since in reached.items()
        for one, day in slow.walk(
            who, lambda day, who=who, since=since: day > since and slow.may_depart(who, high, low, day)
        )
        if one == person and low in slow.levels(one, day)
    ]
    return min(back, default=None)


@pytest.mark.parametrize("compiled", [False, True])
def test_every_loop_is_that_of_all_pairs_of_paths(compiled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "TINY", -1 if compiled else 10**12)
    counted: Counter[str] = Counter()
    for seed in range(45):
        rng = Random(9000 + 100 * compiled + seed)
        rows = random_rows(rng, dt.date(2010, 1, 1))
        question = {"same_day": rng.random() < 0.5, "max_wait": rng.choice((None, None, 14, 60))}
        start = dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(100))
        window = {"start": start, "end": start + dt.timedelta(300)}
        low, high = rng.sample(LEVELS, 2)
        study, slow = study_of(rows), Remembering(rows, **window, **question)
        found = netmap.loops(study, low, high, **window, **question)
        reach = vertical_reach(study, low, high, **window, **question)
        same = ["practitioner", "agency", "reached", "first_arrival"]
        assert found[same].equals(reach[same])
        for row in found.itertuples():
            truth = slow_loop(slow, row.practitioner, low, high)
            assert row.closed == (truth is not None)
            assert truth is None or row.returned.date() == truth
            counted["closed" if truth else "open" if row.reached else "not reached"] += 1
    assert min(counted[kind] for kind in ("closed", "open", "not reached")) > 10
