"""Reach with some people gone: equal to taking them out and searching again, whatever the rule."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from netmap.temporal import compiling
from netmap.temporal.absences import Absences, bits_of, column_sums, still_reaching
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule, Seats, first_days
from netmap.temporal.encounters import Bools
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from tests.temporal.random_journeys import random_contacts, random_journeys

RULES = [Rule(same_day, wait) for same_day in (False, True) for wait in (NO_LIMIT, 0, 1, 4)]


@pytest.fixture(params=["plain", "compiled"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test once with the kernel as it is written and once compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)
    return str(request.param)


def some_seats(rng: Random, journeys: Journeys, share: float) -> Bools:
    return np.array([rng.random() < share for _ in journeys.members], np.bool_)


def rerun(journeys: Journeys, starts: Bools, goals: Bools, gone: list[int], rule: Rule) -> list[bool]:
    """Who reaches once some are taken out of every encounter, by searching again."""
    keep = ~np.isin(journeys.members, gone)
    encounter = journeys.seat_encounter
    keep &= (np.bincount(encounter[keep], minlength=len(journeys)) >= 2)[encounter]
    seats = Seats(starts[keep], np.where(goals[keep], 0, -1), 1, np.zeros(int(keep.sum()), np.int64))
    everybody, anywhere = np.arange(journeys.actors), np.full(journeys.actors, -1)
    found = first_days(journeys.where(keep), seats, everybody, anywhere, rule)[:, 0] != NEVER
    return [bool(one) for one in found]


def worlds_of(rng: Random, actors: int) -> list[list[int]]:
    """Nobody gone, each one gone, and a few larger sets."""
    return [[], *([who] for who in range(actors)), *(rng.sample(range(actors), 3) for _ in range(3))]


def test_it_is_what_a_new_search_finds_without_them(twin: str) -> None:
    rng, answers = Random(1), []
    for turn in range(32 if twin == "plain" else 160):
        journeys = random_journeys(rng, actors=rng.choice((6, 9)), count=rng.randint(0, 35))
        starts, goals = some_seats(rng, journeys, 0.4), some_seats(rng, journeys, 0.2)
        worlds, rule = worlds_of(rng, journeys.actors), RULES[turn % len(RULES)]
        found = bits_of(
            still_reaching(journeys, starts, goals, Absences.of_sets(map(np.array, worlds)), rule),
            len(worlds),
        )
        for world, gone in enumerate(worlds):
            assert found[:, world].tolist() == rerun(journeys, starts, goals, gone, rule)
        answers += found.ravel().tolist()
    assert 0.3 < np.mean(answers) < 0.8


@pytest.mark.parametrize("rule", [Rule(), Rule(False, 12)])
def test_many_worlds_take_several_passes(rule: Rule) -> None:
    rng = Random(2)
    journeys = random_contacts(rng, 700, 2500, 20)
    starts, goals = some_seats(rng, journeys, 0.5), journeys.members >= 680
    absences = Absences.of_sets([np.array([who]) for who in range(700)])
    found = still_reaching(journeys, starts, goals, absences, rule)
    table = bits_of(found, 700)
    assert column_sums(found, 700).tolist() == table.sum(axis=0).tolist()
    assert not table[np.arange(700), np.arange(700)].any()
    for gone in rng.sample(range(700), 5):
        assert table[:, gone].tolist() == rerun(journeys, starts, goals, [gone], rule)
    assert 0.1 < table.mean() < 0.9


def test_many_who_depart_and_are_goals_at_other_times_are_asked_one_by_one() -> None:
    rng = Random(3)
    journeys = random_contacts(rng, 60, 110, 40)
    early = journeys.seat_day < 25
    mover = journeys.members < 30
    starts, goals = mover & early, mover & ~early
    absences = Absences.of_sets([np.array([who]) for who in range(60)])
    table = bits_of(still_reaching(journeys, starts, goals, absences, Rule()), 60)
    for gone in range(60):
        assert table[:, gone].tolist() == rerun(journeys, starts, goals, [gone], Rule())
    assert 0.05 < table[:30].mean() < 0.95


@pytest.mark.parametrize("rule", RULES)
def test_time_and_arrows_turned_round_swap_who_starts_and_who_is_reached(rule: Rule) -> None:
    """One source and one goal: with both turned round the answer of every world is the same."""
    rng, answers = Random(4), []
    for _ in range(12):
        journeys = random_journeys(rng, actors=9, count=14)
        back = journeys.reversed()
        absences = Absences.of_sets([[], *([who] for who in range(2, 9))])
        there = still_reaching(journeys, journeys.members == 0, journeys.members == 1, absences, rule)
        again = still_reaching(back, back.members == 1, back.members == 0, absences, rule)
        assert there[0].tolist() == again[1].tolist()
        answers += bits_of(there, absences.count)[0].tolist()
    assert 0 < np.mean(answers) < 1


def test_without_encounters_or_worlds_nobody_reaches() -> None:
    none = random_contacts(Random(5), 4, 0)
    nowhere = np.zeros(0, np.bool_)
    assert not still_reaching(none, nowhere, nowhere, Absences.of_sets([[]]), Rule()).any()
    assert still_reaching(none, nowhere, nowhere, Absences.of_sets([]), Rule()).shape == (4, 0)


def test_one_pass_leaves_nothing_behind_for_the_next() -> None:
    journeys = random_contacts(Random(6), 12, 60, 6)
    goals = journeys.members >= 10
    worlds = [*[[]] * 512, [10, 11]]
    absences, everywhere = Absences.of_sets(worlds), np.ones(len(goals), np.bool_)
    for rule in RULES:
        table = bits_of(still_reaching(journeys, everywhere, goals, absences, rule), 513)
        assert table[:10, :512].any()
        assert not table[:, 512].any()
