"""Kernels against a plain walk, their compiled twins, and the laws of time and arrows."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from netmap.temporal import compiling
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule, Seats, first_days, least_spans
from netmap.temporal.contacts import arrivals_by_contact, contacts_of, rows_by_contact
from netmap.temporal.fewest_hops import fewest_hops
from netmap.temporal.first_arrivals import ALWAYS, NEVER, first_arrivals
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import reach_rows, reaches
from tests.temporal.random_journeys import contacts, random_contacts, random_journeys

STRICT = Rule()
RULES = [Rule(same_day, wait) for same_day in (False, True) for wait in (NO_LIMIT, 0, 1, 4)]


def events(journeys: Journeys) -> list[tuple[int, int, int]]:
    """(day, giver, taker) of all that can pass, in plain Python."""
    found = []
    for place in range(len(journeys)):
        seats = range(int(journeys.offsets[place]), int(journeys.offsets[place + 1]))
        found += [
            (int(journeys.day[place]), int(journeys.members[one]), int(journeys.members[other]))
            for one in seats
            for other in seats
            if one != other and journeys.gives[one] and journeys.takes[other]
        ]
    return found


def walk(
    journeys: Journeys, source: int, rule: Rule, departs: set[int] | None = None
) -> dict[tuple[int, int], int]:
    """Every (actor, day) reached from a source, with its fewest hops."""
    passed = events(journeys)
    layer = {(to, day) for day, who, to in passed if who == source and (departs is None or day in departs)}
    hops: dict[tuple[int, int], int] = {}
    step = 1
    while layer:
        hops.update(dict.fromkeys(layer, step))
        layer = {
            (to, day)
            for who, reached in layer
            for day, giver, to in passed
            if giver == who and (reached < day or (rule.same_day and reached == day))
            if day - reached <= rule.max_wait
        } - hops.keys()
        step += 1
    return hops


def every_actor(journeys: Journeys, actors: int) -> Seats:
    none = np.zeros(len(journeys.members), np.int64)
    return Seats(np.ones(len(none), np.bool_), journeys.members, actors, none)


def table(journeys: Journeys, rule: Rule = STRICT) -> np.ndarray:
    """First days from everybody to everybody else."""
    everybody = np.arange(journeys.actors)
    anywhere = np.full(journeys.actors, -1)
    return first_days(journeys, every_actor(journeys, journeys.actors), everybody, anywhere, rule)


@pytest.fixture(params=["plain", "compiled"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test once with the kernels as they are written and once compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)
    return str(request.param)


def test_first_days_and_least_spans_are_those_of_a_plain_walk(twin: str) -> None:
    rng, answers = Random(1), []
    for turn in range(160):
        journeys, rule = random_journeys(rng), RULES[turn % len(RULES)]
        seats, everybody = every_actor(journeys, journeys.actors), np.arange(journeys.actors)
        first, spans = table(journeys, rule), least_spans(journeys, seats, everybody, rule)
        for source in range(journeys.actors):
            slow = slow_first(journeys, source, rule)
            assert first[source].tolist() == slow
            assert spans[source].tolist() == slow_spans(journeys, source, rule)
            answers += [day != NEVER for day in slow]
    assert 0.2 < np.mean(answers) < 0.9


def slow_first(journeys: Journeys, source: int, rule: Rule) -> list[int]:
    reached = walk(journeys, source, rule)
    return [
        min((day for who, day in reached if who == actor != source), default=NEVER)
        for actor in range(journeys.actors)
    ]


def slow_spans(journeys: Journeys, source: int, rule: Rule) -> list[int]:
    best = [NEVER] * journeys.actors
    for departed in {day for day, who, _ in events(journeys) if who == source}:
        for who, day in walk(journeys, source, rule, {departed}):
            if who != source:
                best[who] = min(best[who], day - departed)
    return best


@pytest.mark.parametrize("same_day", [False, True])
def test_arrivals_from_one_are_those_of_all(twin: str, same_day: bool) -> None:
    rng = Random(2)
    for _ in range(60):
        journeys = random_journeys(rng, count=rng.randint(0, 30))
        slow = table(journeys, Rule(same_day))
        for source in range(journeys.actors):
            found = first_arrivals(journeys, source, same_day=same_day)
            assert found[source] == ALWAYS
            slow[source, source] = ALWAYS
            assert found.tolist() == slow[source].tolist()


def test_rows_of_bits_say_who_is_reached_on_strictly_later_days(twin: str) -> None:
    rng = Random(3)
    for actors, count in [(8, 20)] * 40 + [(5, 0), (700, 900), (1100, 3000)]:
        journeys = random_journeys(rng, actors, count, 15)
        found = reaches(journeys)
        assert found.diagonal().all()
        sources = rng.sample(range(actors), min(actors, 25))
        slow = np.array([first_arrivals(journeys, source) != NEVER for source in sources])
        assert (found[sources] == slow).all()


def test_contacts_alone_give_the_answers_of_contacts_among_meetings(twin: str) -> None:
    rng = Random(10)
    for actors, count, days in [(8, 20, 15)] * 40 + [(3, 0, 1), (700, 900, 40), (1100, 9000, 90)]:
        journeys = random_contacts(rng, actors, count, days)
        laid = contacts_of(journeys)
        assert laid is not None
        blocks = rows_by_contact(laid)
        assert (np.concatenate(list(blocks), axis=1) == reach_rows(journeys)).all()
        for source in rng.sample(range(actors), min(actors, 8)):
            assert (arrivals_by_contact(laid, source) == first_arrivals(journeys, source)).all()
    assert contacts_of(random_journeys(rng)) is None


def test_the_fewest_hops_are_those_of_a_plain_walk(twin: str) -> None:
    rng, lengths = Random(4), set()
    for turn in range(160):
        journeys, rule = random_journeys(rng), RULES[turn % len(RULES)]
        source, target = rng.sample(range(journeys.actors), 2)
        anywhere, goals = np.ones(len(journeys.members), np.bool_), journeys.members == target
        slow = [hops for (who, _), hops in walk(journeys, source, rule).items() if who == target]
        path = fewest_hops(journeys, source, anywhere, goals, rule)
        assert len(path) == min(slow, default=0)
        lengths.add(len(path))
        held = [source, *(hop.taker for hop in path)]
        days = [int(journeys.day[hop.encounter]) for hop in path]
        assert [hop.giver for hop in path] == held[:-1]
        assert all(
            (day, hop.giver, hop.taker) in events(journeys) for day, hop in zip(days, path, strict=True)
        )
        waits = np.diff(days)
        assert (waits >= (0 if rule.same_day else 1)).all()
        assert (waits <= rule.max_wait).all()
    assert {0, 1, 2, 3} <= lengths


def test_what_a_source_is_handed_back_on_the_same_day_goes_on(twin: str) -> None:
    """The source may set out in the first contact alone; the other gives it back there, on the same day."""
    journeys = contacts([(0, 1, 5), (0, 2, 5)], 3, directed=False)
    starts = journeys.seat_encounter == 0
    path = fewest_hops(journeys, 0, starts, journeys.members == 2, Rule(same_day=True))
    assert [(hop.encounter, hop.giver, hop.taker) for hop in path] == [(0, 0, 1), (0, 1, 0), (1, 0, 2)]
    assert fewest_hops(journeys, 0, starts, journeys.members == 2, STRICT) == []


@pytest.mark.parametrize("rule", RULES[:1] + RULES[4:5] + RULES[2:3] + RULES[7:])
def test_reversing_time_and_arrows_swaps_sources_and_targets(rule: Rule) -> None:
    rng = Random(5)
    for _ in range(60):
        journeys = random_journeys(rng)
        there = table(journeys, rule) != NEVER
        back = table(journeys.reversed(), rule) != NEVER
        assert (there == back.T).all()
        assert 0 < there.sum() < there.size


@pytest.mark.parametrize("rule", RULES)
def test_a_shift_of_days_shifts_arrivals_and_changes_nothing_else(rule: Rule) -> None:
    rng = Random(6)
    for _ in range(20):
        journeys = random_journeys(rng)
        later = replace(journeys, day=journeys.day + 1000)
        now, then = table(journeys, rule), table(later, rule)
        assert (np.where(now == NEVER, NEVER, now + 1000) == then).all()


def test_keeping_everybody_changes_nothing_and_a_removed_actor_reaches_nobody() -> None:
    rng = Random(7)
    for _ in range(30):
        journeys = random_journeys(rng)
        whole, first = journeys.where(np.ones(len(journeys.members), np.bool_)), table(journeys)
        assert (table(whole) == first).all()
        without = table(journeys.where(journeys.members != 3))
        assert (without[3] == NEVER).all()
        assert (without[:, 3] == NEVER).all()
        assert (without >= first).all()


def test_who_is_on_every_path_takes_them_all_along() -> None:
    """Two circles that only one actor belongs to: without that one nothing passes between them."""
    rng, lost = Random(8), 0
    for _ in range(30):
        left, right = random_journeys(rng, 5), random_journeys(rng, 5)
        shift = np.array([0, 5, 6, 7, 8])
        days = np.concatenate([left.day, right.day])
        order = np.argsort(days, kind="stable")
        seats = [
            np.split(left.members, left.offsets[1:-1]),
            np.split(shift[right.members], right.offsets[1:-1]),
        ]
        groups = [*seats[0], *seats[1]]
        members = np.concatenate([groups[place] for place in order])
        sizes = [len(groups[place]) for place in order]
        every = np.ones(len(members), np.bool_)
        offsets = np.cumsum([0, *sizes])
        place = np.arange(len(order))
        both = Journeys(9, days[order], offsets, members, every, every, place, np.full(len(order), -1))
        across = table(both)[1:5, 5:] != NEVER
        without = table(both.where(both.members != 0))[1:5, 5:] != NEVER
        assert not without.any()
        lost += int(across.sum())
    assert lost > 100


def test_no_encounters_reach_nobody(twin: str) -> None:
    nothing = random_journeys(Random(9), 4, 0)
    assert (table(nothing) == NEVER).all()
    assert reaches(nothing).tolist() == np.eye(4, dtype=bool).tolist()
    none = np.zeros(0, np.bool_)
    assert fewest_hops(nothing, 0, none, none, Rule()) == []
