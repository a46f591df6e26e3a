"""Counts of what is left without some encounters or people: against following every variant whole."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from netmap.temporal import chance_losses, compiling, many_goals
from netmap.temporal.chance import Coins, Variants, counts_by_world, reached_by_chance
from netmap.temporal.chance_losses import counts_without
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.self_excluding_targets import Goals, goals_of
from tests.temporal.random_journeys import random_journeys, with_times
from tests.temporal.test_chance import RULES, coins_for, meeting, rule_of


@pytest.fixture(params=["plain", "compiled"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The kernels as they are written, or compiled."""
    monkeypatch.setattr(compiling, "TINY", 10**12 if request.param == "plain" else -1)
    return str(request.param)


def every_variant_whole(
    journeys: Journeys,
    coins: Coins,
    starts: Bools,
    goals: Goals,
    variants: Variants,
    asked: list[tuple[int, Bools]],
) -> Ints:
    """The counts from the bits of every variant."""
    counts = np.zeros((len(asked), len(variants), coins.replicates), np.int64)
    for each in reached_by_chance(journeys, coins, starts, goals, rule_of(False, None), variants):
        for place, (line, table) in enumerate(asked):
            for variant in range(each.words.shape[2]):
                words = each.words[line][:, variant][table][:, None]
                worlds = slice(each.world, each.world + each.worlds)
                counts[place, each.variant + variant, worlds] = counts_by_world(words, each.worlds)[0]
    return counts


@pytest.fixture(params=["losses", "worlds"])
def route(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Only what is lost is followed, or every world is walked through by itself."""
    few = 0 if request.param == "worlds" else 10**9
    monkeypatch.setattr(chance_losses, "MANY_GOALS", few)
    monkeypatch.setattr(chance_losses, "MANY_ROWS", few)
    return str(request.param)


def random_variants(rng: Random, journeys: Journeys, most: int = 9) -> Variants:
    """Some marks left out and some people gone, all at once; now and then somebody is gone in all of them."""
    count = rng.randint(1, most)
    gone = np.array([[rng.random() < 0.2 for _ in range(count)] for _ in range(journeys.actors)])
    gone[0] |= rng.random() < 0.3
    mark = np.array([rng.choice((-1, 0, 1, 2)) for _ in journeys.day], np.int64)
    without = np.array([rng.choice((-1, 0, 1, 2, 7)) for _ in range(count)], np.int64)
    if rng.random() < 0.3:
        return Variants.without_marks(journeys, mark, without)
    return Variants(mark, without, gone)


def test_counts_are_those_of_every_variant_by_itself(
    twin: str, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, lost = Random(21), 0
    for turn in range(60 if twin == "compiled" else 8):
        actors = rng.randint(6, 9)
        journeys = random_journeys(rng, actors, rng.randint(1, 25), rng.randint(1, 9))
        groups, lines = rng.randint(1, 3), rng.randint(1, 3)
        starts = np.array([[rng.random() < rng.choice((0.7, 1.0)) for _ in journeys.members]] * lines)
        starts[0] |= rng.random() < 0.3
        group = np.array([rng.randrange(-1, groups) for _ in journeys.members], np.int64)
        apart = np.array([rng.random() < 0.4 for _ in group])
        goals = goals_of(journeys.members, group, groups, apart)
        coins = coins_for(journeys, rng.choice((0.3, 0.6, 0.9, 1.0)), rng.choice((70, 600)), seed=turn)
        variants = random_variants(rng, journeys, 150 if twin == "compiled" and turn % 3 == 0 else 9)
        monkeypatch.setattr(many_goals, "LONGEST", rng.choice((1, 10, 512)))
        asked = [
            (rng.randrange(lines), np.array([[rng.random() < 0.7] * groups for _ in range(actors)]))
            for _ in range(2)
        ]
        monkeypatch.setattr(chance_losses, "ROOM", rng.choice((1, 2**22)))
        monkeypatch.setattr(chance_losses, "AT_ONCE", rng.choice((1, 128)))
        found = counts_without(journeys, coins, starts, goals, rule_of(False, None), variants, asked)
        expected = every_variant_whole(journeys, coins, starts, goals, variants, asked)
        assert (found == expected).all()
        lost += int((expected[:, :1] != expected).sum())
    assert lost > 100


@pytest.mark.parametrize("people", [5, 6, 9, 20])
@pytest.mark.parametrize("probability", [0.3, 0.9, 1.0])
def test_meetings_in_which_many_pass_the_same_on(people: int, probability: float, route: str) -> None:
    """From four takers on those who no longer pass it on are not counted any more, but looked at."""
    first, second = meeting(people), meeting(people)
    twice = Journeys(
        people,
        np.array([0, 1]),
        np.array([0, people, 2 * people]),
        np.concatenate([first.members, second.members]),
        *(np.ones(2 * people, np.bool_),) * 2,
        np.array([0, 1]),
        np.full(2, -1),
    )
    group = np.where(twice.members == people - 1, 0, -1)
    goals = goals_of(twice.members, group, 1, np.ones(len(group), np.bool_))
    starts = np.arange(2 * people)[None] < people
    gone = np.array([[size > actor for size in range(people)] for actor in range(people)])
    for variants in (
        Variants.without_people(twice, gone),
        Variants.without_marks(twice, np.array([0, 1]), np.array([-1, 0, 1])),
    ):
        asked = [(0, np.ones((people, 1), np.bool_))]
        told = (twice, coins_for(twice, probability, 512), starts, goals)
        found = counts_without(*told, rule_of(False, None), variants, asked)
        assert (found == every_variant_whole(*told, variants, asked)).all()
        assert probability == 1 or (found[0, 0] > found[0, -1]).any()


@pytest.mark.parametrize(("same_day", "max_wait"), RULES)
def test_under_every_rule_the_first_variant_is_the_whole(same_day: bool, max_wait: int | None) -> None:
    rng = Random(22)
    for _ in range(4):
        journeys = with_times(rng, random_journeys(rng, 6, 14, 6), rng.choice((0, 0.6)))
        starts = np.ones((1, len(journeys.members)), np.bool_)
        goals = goals_of(journeys.members, np.where(journeys.members == 0, 0, -1), 1, starts[0])
        coins, rule = coins_for(journeys, 0.6, 70), rule_of(same_day, max_wait)
        gone = np.eye(6, dtype=np.bool_)
        gone[0, 0] = False
        variants, table = Variants.without_people(journeys, gone), np.ones((6, 1), np.bool_)
        (found,) = counts_without(journeys, coins, starts, goals, rule, variants, [(0, table)])
        whole = next(reached_by_chance(journeys, coins, starts, goals, rule)).words[0][:, 0, 0][:, None]
        assert (found[0] == counts_by_world(whole, 70)[0]).all()
        assert (found <= found[0]).all()


@pytest.mark.parametrize(
    ("groups", "variants", "by_world"), [(16, 64, True), (15, 69, False), (16, 63, False)]
)
def test_many_goals_in_many_variants_are_walked_through_world_by_world(
    groups: int, variants: int, by_world: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From sixteen goals and a thousand and twenty-four rows on; the counts are the same."""
    rng, asked_of = Random(5), []
    journeys = random_journeys(rng, 20, 30, 9)
    goals = goals_of(
        journeys.members, journeys.members % groups, groups, np.zeros(len(journeys.members), bool)
    )
    mark = np.arange(len(journeys)) % variants
    left_out = Variants.without_marks(journeys, mark, np.arange(variants) - 1)
    starts, table = np.ones((1, len(journeys.members)), np.bool_), np.ones((20, groups), np.bool_)
    told = (journeys, coins_for(journeys, 0.7, 70), starts, goals)
    counts_by_bits = chance_losses.counts_by_bits

    def noted(*asked: Any) -> Ints:
        asked_of.append(asked)
        return counts_by_bits(*asked)

    monkeypatch.setattr(chance_losses, "counts_by_bits", noted)
    found = counts_without(*told, rule_of(False, None), left_out, [(0, table)])
    assert len(asked_of) == by_world
    assert (found == every_variant_whole(*told, left_out, [(0, table)])).all()
