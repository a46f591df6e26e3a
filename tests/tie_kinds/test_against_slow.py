"""The library's ties against the slow classifier's, on thousands of random studies."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest

import netmap
from tests.slices import first
from tests.tie_kinds.answers import agency_table, life_table, tie_table
from tests.tie_kinds.slow_encounters import Thresholds
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import archipelago, random_rows, study_of

CHUNKS, CHUNK_SEAS, SEA_WORLDS = 5, 4, 50
"""A thousand worlds, fifty to a study, asked twice; more than two hundred more are asked one by one."""
LEAST = {
    ("kind_computed", "old_network"): 30,
    ("kind_computed", "new_network"): 100,
    ("kind_computed", "cognitive_trail"): 150,
    ("kind_computed", None): 15,
    ("kind_coded", "old_network"): 7,
    ("kind_coded", "new_network"): 7,
    ("kind_coded", "cognitive_trail"): 7,
    ("kind", None): 1,
    ("origin", "developed"): 5,
    ("origin", "mobilised"): 100,
    ("state", "active"): 100,
    ("state", "dormant"): 50,
    ("state", "faded"): 100,
    ("state", None): 15,
    ("beyond_zone", True): 50,
    ("beyond_zone", False): 150,
    ("crosses_agency", True): 50,
    ("crosses_agency", False): 25,
    ("crosses_agency", None): 50,
    ("crosses_level", True): 50,
    ("crosses_level", False): 25,
    ("crosses_level", None): 50,
    ("crosses_profession", True): 25,
    ("crosses_profession", False): 15,
    ("crosses_partnership", True): 10,
    ("crosses_partnership", False): 100,
    ("crosses_partnership", None): 25,
    ("first_seen_at_edge", True): 100,
    ("first_seen_at_edge", False): 100,
    ("between", "agencies"): 25,
    ("between", "people"): 250,
    ("via", "direct"): 25,
    ("via", "practitioners"): 50,
}
"""How often each answer must at least have occurred in every chunk of worlds, asked once by default."""


def assert_equal(study: netmap.Study, slow: SlowStudy, **question: Any) -> None:
    found, expected = tie_table(netmap.ties(study, **question)), slow.ties
    assert found.keys() == expected.keys()
    for pair, tie in expected.items():
        assert found[pair] == tie, (pair, question)
    assert agency_table(netmap.agency_ties(study, **question)) == slow.agency_ties(), question


def random_question(rng: Random, slow: SlowStudy) -> dict[str, Any]:
    """Some day, baseline and policy within reach of the world's own dates."""
    first, last = slow.edges[0], slow.edges[-1]
    span = (last - first).days
    question: dict[str, Any] = {"as_of": first + dt.timedelta(rng.randint(-5, span + 120))}
    if rng.random() < 0.5:
        question["baseline"] = first + dt.timedelta(rng.randint(0, span))
    question["policy"] = netmap.TiePolicy(
        sustained_occasions=rng.randint(1, 4),
        sustained_days=rng.choice((0, 14, 89, 90, 91)),
        consolidation_occasions=rng.randint(1, 4),
        consolidation_days=rng.choice((0, 14, 28, 29)),
        quiet_days=rng.choice((0, 30, 89, 90)),
        max_meeting_size=rng.choice((None, 2, 3, 4)),
        count_unclear=rng.random() < 0.5,
    )
    return question


def counted(slow: SlowStudy) -> Counter[tuple[str, Any]]:
    """Which answers occurred."""
    seen: Counter[tuple[str, Any]] = Counter()
    for pair, tie in slow.ties.items():
        seen.update(tie.items())
        seen["between", "agencies" if pair[0] in slow.agencies else "people"] += 1
    seen.update(("via", key[-1]) for key in slow.agency_ties())
    return seen


@pytest.mark.parametrize("chunk", first(1, range(3)))
def test_each_study_alone_equals_the_slow_classifiers(chunk: int) -> None:
    for number in range(chunk * 25, (chunk + 1) * 25):
        rows = random_rows(Random(number))
        study, slow = study_of(rows), SlowStudy(rows)
        question = random_question(Random(f"question {number}"), slow) if number % 2 else {}
        assert_equal(study, SlowStudy(rows, **question), **question)


@pytest.mark.parametrize("chunk", first(1, range(CHUNKS)))
def test_studies_of_many_worlds_equal_the_slow_classifiers_and_hold_every_answer(chunk: int) -> None:
    seen: Counter[tuple[str, Any]] = Counter()
    for sea in range(CHUNK_SEAS):
        rng = Random(f"sea {chunk} {sea}")
        rows = archipelago(random_rows(rng, dt.date(2011, 2, 3)) for _ in range(SEA_WORLDS))
        study, slow = study_of(rows), SlowStudy(rows)
        seen += counted(slow)
        assert_equal(study, slow)
        question = random_question(rng, slow)
        assert_equal(study, SlowStudy(rows, **question), **question)
    assert {answer: seen[answer] for answer, least in LEAST.items() if seen[answer] < least} == {}


@pytest.mark.parametrize("chunk", first(1, range(5)))
def test_lives_equal_what_is_found_on_every_day(chunk: int) -> None:
    for number in range(chunk * 6, (chunk + 1) * 6):
        rows = random_rows(Random(f"every day {number}"))
        slow = SlowStudy(rows)
        assert life_table(netmap.tie_lives(study_of(rows))) == slow.lives(slow.every_day()), number


@pytest.mark.parametrize("chunk", first(1, range(5)))
def test_lives_equal_what_is_found_on_every_day_that_matters(chunk: int) -> None:
    for number in range(chunk * 24, (chunk + 1) * 24):
        rows = random_rows(Random(f"lives {number}"))
        slow = SlowStudy(rows)
        question = random_question(Random(number), slow) if number % 2 else {}
        slow = SlowStudy(rows, **question)
        found = life_table(netmap.tie_lives(study_of(rows), **question))
        assert found == slow.lives(slow.turning_days()), number


def test_the_slow_classifiers_days_that_matter_are_all_that_matter() -> None:
    for number in range(10):
        slow = SlowStudy(random_rows(Random(f"days {number}")))
        assert slow.lives(slow.turning_days()) == slow.lives(slow.every_day())


def test_the_default_thresholds_are_the_published_ones() -> None:
    mine, theirs = Thresholds(), netmap.TiePolicy()
    assert {name: getattr(theirs, name) for name in vars(mine)} == vars(mine)
