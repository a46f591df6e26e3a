"""Everybody's answer in one pass back through time, against a pass for each of them."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from netmap.temporal import arrivals_of_all, compiling
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule, Seats, first_days, least_spans
from netmap.temporal.arrivals_of_all import first_and_fastest, first_days_of_all
from netmap.temporal.encounters import Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_without import MARKS, kept_without, reach_without
from netmap.temporal.self_excluding_targets import goals_of
from tests.temporal.random_journeys import contacts, random_journeys

ACTORS, GROUPS = 9, 3


@pytest.fixture(params=["plain", "compiled"], autouse=True)
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test once with the kernels as they are written and once compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)


def a_question(rng: Random) -> tuple[Journeys, np.ndarray, Ints]:
    """Encounters, the seats at which a source may start, and the group of every seat."""
    journeys = random_journeys(rng, ACTORS, rng.randint(5, 30))
    seats = len(journeys.members)
    starts = np.array([rng.random() < 0.6 for _ in range(seats)], np.bool_)
    group = np.array([rng.choice((-1, -1, 0, 1, 2)) for _ in range(seats)], np.int64)
    return journeys, starts, group


def each_alone(journeys: Journeys, starts: np.ndarray, group: Ints, rule: Rule) -> Ints:
    """The first days from each source, one search for each."""
    seats = Seats(starts, group, GROUPS, np.zeros(len(group), np.int64))
    everybody = np.arange(ACTORS)
    return first_days(journeys, seats, everybody, np.full(ACTORS, -1), rule)


@pytest.mark.parametrize("max_wait", [NO_LIMIT, 0, 1, 4])
def test_first_days_and_least_spans_of_all_are_those_of_each(
    max_wait: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, found = Random(11), []
    for turn in range(50):
        journeys, starts, group = a_question(rng)
        rule = Rule(turn % 2 == 0, max_wait)
        monkeypatch.setattr(arrivals_of_all, "PASSED", rng.choice((1, 10**6)))
        goals = goals_of(journeys.members, group, GROUPS, np.ones(len(group), np.bool_))
        first, spans = first_and_fastest(journeys, starts, goals, rule)
        seats = Seats(starts, group, GROUPS, np.zeros(len(group), np.int64))
        assert (first == each_alone(journeys, starts, group, rule)).all()
        assert (spans == least_spans(journeys, seats, np.arange(ACTORS), rule)).all()
        found.append((first != NEVER).mean())
    assert 0.2 < np.mean(found) < 0.9


@pytest.mark.parametrize("max_wait", [NO_LIMIT, 0, 1, 4])
def test_without_a_mark_is_a_search_of_what_is_left(max_wait: int) -> None:
    rng, lost, stopped = Random(12), 0, 0
    for turn in range(40):
        journeys, starts, group = a_question(rng)
        same_day = turn % 2 == 0
        goals = goals_of(journeys.members, group, GROUPS, np.ones(len(group), np.bool_))
        marks = np.array([rng.choice((-1, 0, 1, 5, MARKS - 1)) for _ in range(len(journeys))], np.int64)
        rows = np.array([starts, ~starts])
        found = reach_without(journeys, kept_without(marks), rows, goals, Rule(same_day, max_wait))
        for mark in (0, 1, 5, MARKS - 1, MARKS):
            left = journeys.where((marks != mark)[journeys.seat_encounter])
            keep = (marks != mark)[journeys.seat_encounter]
            for row in range(2):
                asked = (left, rows[row][keep], group[keep])
                alone = each_alone(*asked, Rule(same_day, max_wait)) != NEVER
                stopped += int((each_alone(*asked, Rule(same_day)) != NEVER).sum() - alone.sum())
                bit = (found[row] >> np.uint64(mark)) & np.uint64(1)
                assert (bit.astype(np.bool_) == alone).all()
                lost += int(((found[row] >> np.uint64(MARKS)).astype(np.bool_) & ~alone).sum())
    assert lost > 100
    assert (stopped > 100) == (max_wait != NO_LIMIT)


def test_nobody_counts_for_themself() -> None:
    journeys = contacts([(0, 1, 1), (1, 0, 2), (0, 1, 4)], 2, directed=False)
    both = np.ones(len(journeys.members), np.bool_)
    group = np.where(journeys.members == 0, 0, -1)
    goals = goals_of(journeys.members, group, 1, both)
    assert first_days_of_all(journeys, both, goals)[:, 0].tolist() == [NEVER, 1]


def test_without_encounters_nothing_is_reached() -> None:
    nothing = random_journeys(Random(1), 4, 0)
    none = np.zeros(0, np.bool_)
    goals = goals_of(nothing.members, np.zeros(0, np.int64), 0, none)
    assert first_days_of_all(nothing, none, goals).shape == (4, 0)
    assert reach_without(nothing, kept_without(nothing.day), none[None], goals, Rule()).shape == (1, 4, 0)
