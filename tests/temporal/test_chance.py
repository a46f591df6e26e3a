"""Reach under chance: against closed forms, every world there can be, and a slow search of each world."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from netmap.temporal import chance, compiling
from netmap.temporal.absences import bits_of
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule, Seats, first_days
from netmap.temporal.chance import (
    Coins,
    Variants,
    counts_by_world,
    days_by_chance,
    heard_by_chance,
    reached_by_chance,
)
from netmap.temporal.chance_kernels import LATER
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.self_excluding_targets import Goals, goals_of
from tests.temporal.random_journeys import contacts, random_journeys, with_times
from tests.temporal.slow_chance import arrivals, enumerated, passages, passes_in

ACTORS = 6
RULES = [(False, None), (True, None), (False, 3), (True, 1), (True, 0)]


@pytest.fixture(autouse=True)
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernels compiled, where a test does not say otherwise."""
    monkeypatch.setattr(compiling, "TINY", -1)


@pytest.fixture(params=["plain", "compiled"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The kernels as they are written, or compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)
    return str(request.param)


def rule_of(same_day: bool, max_wait: int | None) -> Rule:
    return Rule(same_day, NO_LIMIT if max_wait is None else max_wait)


def coins_for(journeys: Journeys, probability: float, replicates: int = 512, seed: int = 0) -> Coins:
    """Coins known by what an encounter is, whatever its place."""
    rng = np.random.default_rng(7)
    sizes = np.diff(journeys.offsets)
    known = rng.integers(0, 2**63, 10_000).astype(np.uint64)
    encounter = known[journeys.source] ^ known[sizes]
    return Coins(probability, replicates, seed, encounter, known[: journeys.actors])


def reached(
    journeys: Journeys,
    coins: Coins,
    starts: Bools,
    goals: Goals,
    rule: Rule,
    variants: Variants | None = None,
) -> Bools:
    """Actors x variants x groups x worlds."""
    count = 1 if variants is None else len(variants)
    table = np.zeros((journeys.actors, count, goals.groups, coins.replicates), np.bool_)
    for each in reached_by_chance(journeys, coins, starts[None], goals, rule, variants):
        some, worlds = each.words[0], slice(each.world, each.world + each.worlds)
        shape = (*some.shape[:3], each.worlds)
        bits = bits_of(some.reshape(-1, some.shape[3]), each.worlds).reshape(shape)
        table[:, each.variant : each.variant + some.shape[1], :, worlds] = bits
    return table


def days(journeys: Journeys, coins: Coins, starts: Bools, goals: Goals, rule: Rule) -> Ints:
    """Actors x groups x worlds; `NEVER` where a group is not reached."""
    found = np.concatenate([each for _, each in days_by_chance(journeys, coins, starts, goals, rule)], axis=2)
    return np.where(found == LATER, NEVER, found.astype(np.int64) + journeys.day[:1].sum())


def towards(journeys: Journeys, target: int) -> tuple[Bools, Goals]:
    """Everybody may start anywhere, and one actor is the goal."""
    starts = np.ones(len(journeys.members), np.bool_)
    group = np.where(journeys.members == target, 0, -1)
    return starts, goals_of(journeys.members, group, 1, starts)


def chance_of(journeys: Journeys, source: int, target: int, probability: float, worlds: int = 8192) -> float:
    starts, goals = towards(journeys, target)
    coins = coins_for(journeys, probability, worlds)
    return float(reached(journeys, coins, starts, goals, Rule())[source, 0, 0].mean())


def chain(people: list[int], actors: int) -> list[tuple[int, int, int]]:
    return [(one, other, day) for day, (one, other) in enumerate(pairwise(people))]


@pytest.mark.parametrize("probability", [0.05, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("hops", [1, 2, 4])
def test_chains_stars_and_meetings_have_their_closed_forms(probability: float, hops: int) -> None:
    end, several = hops + 5, 8192
    one_way = contacts(chain([*range(hops), end], end + 1), end + 1, directed=True)
    two_ways = contacts(
        [*chain([0, *range(1, hops), end], 30), *chain([0, *range(20, 19 + hops), end], 30)],
        30,
        directed=True,
    )
    star = contacts(
        [(0, leaf, 0) for leaf in range(1, 6)] + [(leaf, 6, 1) for leaf in range(1, 6)], 7, directed=False
    )
    expected = {
        "chain": (chance_of(one_way, 0, end, probability), probability**hops),
        "two chains": (chance_of(two_ways, 0, end, probability), 1 - (1 - probability**hops) ** 2),
        "star": (chance_of(star, 0, 6, probability), 1 - (1 - probability**2) ** 5),
        "meeting": (chance_of(meeting(5), 0, 3, probability), probability),
        "against a one-way contact": (chance_of(one_way, end, 0, probability), 0.0),
    }
    for name, (found, exact) in expected.items():
        assert abs(found - exact) <= 4.5 * np.sqrt(exact * (1 - exact) / several), name


def meeting(people: int) -> Journeys:
    every, size = np.ones(people, np.bool_), np.array([0, people])
    none = np.full(1, -1, np.int64)
    return Journeys(people, np.zeros(1, np.int64), size, np.arange(people), every, every, none + 1, none)


def test_a_meeting_passes_between_all_ordered_pairs_by_themselves() -> None:
    journeys, told = meeting(4), []
    for target in range(4):
        starts, goals = towards(journeys, target)
        found = reached(journeys, coins_for(journeys, 0.3, 8192), starts, goals, Rule())[:, 0, 0]
        told += [found[source] for source in range(4) if source != target]
    correlation = np.corrcoef(np.array(told, np.float64))
    assert np.abs(np.array(told).mean(axis=1) - 0.3).max() < 0.025
    assert np.abs(correlation - np.eye(12)).max() < 0.06


def test_small_worlds_agree_with_every_world_there_can_be() -> None:
    rng, asked = Random(3), 0
    while asked < 12:
        journeys = random_journeys(rng, 5, rng.randint(3, 6), 4)
        if not 4 <= len(passages(journeys)) <= 10:
            continue
        same_day, max_wait = rng.choice(RULES)
        starts, goals = towards(journeys, 0)
        probability = rng.choice((0.2, 0.5, 0.8))
        found = reached(
            journeys, coins_for(journeys, probability, 4096), starts, goals, rule_of(same_day, max_wait)
        )
        goal = (journeys.members == 0).tolist()
        for source in range(1, 5):
            how = {"same_day": same_day, "max_wait": max_wait}
            exact = sum(
                likely
                for likely, passes in enumerated(journeys, probability)
                if arrivals(journeys, source, starts.tolist(), goal, passes, **how) is not None
            )
            error = np.sqrt(exact * (1 - exact) / 4096)
            assert abs(found[source, 0, 0].mean() - exact) <= 4.5 * error + 1e-12
        asked += 1


@pytest.mark.parametrize(("same_day", "max_wait"), RULES)
def test_every_world_is_that_of_the_slow_search(twin: str, same_day: bool, max_wait: int | None) -> None:
    rng, counted = Random(5), [0, 0]
    for turn in range(8 if twin == "compiled" else 2):
        journeys = with_times(
            rng, random_journeys(rng, ACTORS, rng.randint(4, 16), 8), rng.choice((0, 0, 0.6))
        )
        starts = np.array([rng.random() < 0.7 for _ in journeys.members])
        group = np.array([rng.choice((-1, -1, 0)) for _ in journeys.members])
        goals = goals_of(journeys.members, group, 1, np.ones(len(group), np.bool_))
        coins = coins_for(journeys, rng.choice((0.3, 0.6, 1.0)), 70, seed=turn)
        asked = (journeys, coins, starts, goals, rule_of(same_day, max_wait))
        first = days(*asked)[:, 0]
        assert ((first != NEVER) == reached(*asked)[:, 0, 0]).all()
        for world in (0, 1, 63, 64, 69):
            passes = passes_in(coins, world)
            for source in range(ACTORS):
                ends = (starts.tolist(), (group == 0).tolist(), passes)
                slow = arrivals(journeys, source, *ends, same_day=same_day, max_wait=max_wait)
                assert first[source, world] == (NEVER if slow is None else slow)
                counted[slow is not None] += 1
    assert min(counted) > (20 if twin == "compiled" else 3)


@pytest.mark.parametrize("last", [32_766, 32_767, 2**31 - 2])
def test_days_of_a_window_as_long_as_may_be(twin: str, last: int) -> None:
    met = contacts([(0, 1, 0), (1, 2, 1), (0, 2, last)], 3, directed=True)
    starts, goals = towards(met, 2)
    coins = coins_for(met, 0.5, 256)
    found = days(met, coins, starts, goals, Rule())[:, 0]
    passes = [
        [passes_in(coins, world)(*ends) for world in range(256)] for ends in ((0, 0, 1), (1, 1, 2), (2, 0, 2))
    ]
    expected = np.where(np.logical_and(*passes[:2]), 1, np.where(passes[2], last, NEVER))
    assert (found[0] == expected).all()
    assert set(found[0]) == {1, last, NEVER}


def test_where_everything_passes_on_it_is_the_answer_without_chance(twin: str) -> None:
    rng = Random(6)
    for turn in range(20 if twin == "compiled" else 4):
        journeys = with_times(rng, random_journeys(rng, ACTORS, rng.randint(4, 20)), rng.choice((0, 0.5)))
        same_day, max_wait = RULES[turn % len(RULES)]
        group = np.array([rng.choice((-1, 0, 1)) for _ in journeys.members], np.int64)
        starts = np.array([rng.random() < 0.7 for _ in group])
        goals = goals_of(journeys.members, group, 2, np.ones(len(group), np.bool_))
        rule = rule_of(same_day, max_wait)
        found = days(journeys, coins_for(journeys, 1.0, 64), starts, goals, rule)
        seats = Seats(starts, group, 2, np.zeros(len(group), np.int64))
        alone = first_days(journeys, seats, np.arange(ACTORS), np.full(ACTORS, -1), rule)
        assert (found == alone[:, :, None]).all()


def test_a_larger_chance_and_an_added_encounter_only_add() -> None:
    rng = Random(8)
    for turn in range(20):
        journeys = random_journeys(rng, ACTORS, 14)
        rule = rule_of(*RULES[turn % len(RULES)])
        starts, goals = towards(journeys, 0)
        before = np.zeros((ACTORS, 1, 1, 512), np.bool_)
        for probability in (0.0, 0.01, 0.2, 0.25, 0.5, 0.999, 1.0):
            found = reached(journeys, coins_for(journeys, probability), starts, goals, rule)
            assert not (before & ~found).any()
            assert probability > 0 or not found.any()
            before = found
        fewer = journeys.where(journeys.seat_encounter != rng.randrange(14))
        fewer_starts, fewer_goals = towards(fewer, 0)
        less = reached(fewer, coins_for(fewer, 0.25), fewer_starts, fewer_goals, rule)
        assert not (less & ~reached(journeys, coins_for(journeys, 0.25), starts, goals, rule)).any()


def test_no_answer_depends_on_the_order_of_rows_or_on_how_many_are_asked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = Random(9)
    for turn in range(10):
        journeys = random_journeys(rng, ACTORS, 16, 6)
        rule = rule_of(*RULES[turn % len(RULES)])
        starts, goals = towards(journeys, 0)
        coins = coins_for(journeys, 0.4, 1100, seed=turn)
        gone = np.eye(ACTORS, dtype=np.bool_)
        variants = Variants.without_people(journeys, gone)
        asked = reached(journeys, coins, starts, goals, rule, variants)
        monkeypatch.setattr(chance, "ROOM", 1)
        assert (reached(journeys, coins, starts, goals, rule, variants) == asked).all()
        assert (days(journeys, coins, starts, goals, rule) == NEVER).shape == (ACTORS, 1, 1100)
        monkeypatch.undo()
        fewer = replace(coins, replicates=100)
        assert (reached(journeys, fewer, starts, goals, rule, variants) == asked[..., :100]).all()
        again = reordered(journeys, rng)
        starts, goals = towards(again, 0)
        variants = Variants.without_people(again, gone)
        assert (
            reached(again, coins_for(again, 0.4, 1100, turn), starts, goals, rule, variants) == asked
        ).all()


def reordered(journeys: Journeys, rng: Random) -> Journeys:
    """The encounters of each day, and the members of each, in another order."""
    order = sorted(range(len(journeys)), key=lambda place: (journeys.day[place], rng.random()))
    seats = []
    for place in order:
        here = list(range(journeys.offsets[place], journeys.offsets[place + 1]))
        seats.append(rng.sample(here, len(here)))
    flat = np.array([seat for here in seats for seat in here], np.int64)
    offsets = np.cumsum([0, *(len(here) for here in seats)])
    columns = (journeys.members[flat], journeys.gives[flat], journeys.takes[flat])
    return Journeys(
        journeys.actors, journeys.day[order], offsets, *columns, journeys.source[order], journeys.time[order]
    )


def test_without_somebody_or_a_mark_it_is_the_answer_of_what_is_left() -> None:
    rng, lost = Random(10), 0
    for turn in range(10):
        journeys = random_journeys(rng, ACTORS, 16, 6)
        rule = rule_of(*RULES[turn % len(RULES)])
        starts, goals = towards(journeys, 0)
        asked = (coins_for(journeys, 0.5, 130), starts, goals, rule)
        whole = reached(journeys, *asked)
        mark = np.array([rng.randrange(3) for _ in journeys.day])
        marks = reached(journeys, *asked, Variants.without_marks(journeys, mark, np.array([-1, 0, 1, 2, 3])))
        people = reached(journeys, *asked, Variants.without_people(journeys, np.eye(ACTORS, dtype=np.bool_)))
        assert (marks[:, [0, 4]] == whole).all()
        for number in range(3):
            left = journeys.where((mark != number)[journeys.seat_encounter])
            ends = towards(left, 0)
            found = reached(
                left, replace(asked[0], encounter=asked[0].encounter[place_of(left, journeys)]), *ends, rule
            )
            assert (found[:, 0] == marks[:, number + 1]).all()
        for person in range(1, ACTORS):
            left = journeys.where(journeys.members != person)
            ends = towards(left, 0)
            found = reached(
                left, replace(asked[0], encounter=asked[0].encounter[place_of(left, journeys)]), *ends, rule
            )
            assert (found[:, 0] == people[:, person]).all()
            lost += int((whole[:, 0] & ~found[:, 0])[np.arange(ACTORS) != person].sum())
        assert not people[:, 0].any()
    assert lost > 50


def place_of(left: Journeys, whole: Journeys) -> Ints:
    return np.searchsorted(whole.source, left.source)


def test_what_is_heard_from_anybody_is_what_each_goal_by_itself_says(
    twin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, heard = Random(12), [0, 0]
    for turn in range(40 if twin == "compiled" else 5):
        journeys = random_journeys(rng, 7, rng.randint(3, 24), rng.randint(2, 9))
        chosen = rng.choice((0.1, 0.5, 0.9))
        starts = np.array([rng.random() < chosen for _ in journeys.members])
        ends = np.array([rng.random() < 0.5 for _ in journeys.members])
        asked = (coins_for(journeys, rng.choice((0.2, 0.6, 1.0)), 600, seed=turn), starts, ends, Rule())
        found = heard_by_chance(journeys, *asked)
        monkeypatch.setattr(chance, "MOST_ROWS", 0)
        assert (found == heard_by_chance(journeys, *asked)).all()
        monkeypatch.setattr(chance, "MOST_ROWS", 64)
        heard[0] += int(found.sum())
        heard[1] += int((~found).sum())
    assert min(heard) > 100


def test_counts_are_those_of_the_bits() -> None:
    rng = np.random.default_rng(11)
    for rows in (0, 1, 2, 3, 64, 1000):
        words = rng.integers(0, 2**63, (rows, 3, 2)).astype(np.uint64)
        bits = np.unpackbits(words.view(np.uint8), axis=2, bitorder="little")
        assert (counts_by_world(words, 100) == bits.sum(axis=0)[:, :100]).all()


def test_the_same_coins_fall_on_every_machine() -> None:
    journeys = contacts(chain([0, 1, 2], 3), 3, directed=False)
    starts, goals = towards(journeys, 2)
    coins = Coins(0.5, 16, 3, np.array([1, 2], np.uint64), np.array([3, 4, 5], np.uint64))
    found = reached(journeys, coins, starts, goals, Rule())[:, 0, 0].astype(int)
    assert ["".join(map(str, row)) for row in found] == PINNED


PINNED = ["0000100010000000", "0111101010001010", "0000000000000000"]
