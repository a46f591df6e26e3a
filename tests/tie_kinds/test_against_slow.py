"""The library's ties against the slow classifier's, on thousands of random studies."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest

import netmap
from tests.tie_kinds.answers import agency_table, life_table, tie_table
from tests.tie_kinds.slow_encounters import Thresholds
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import Rows, random_rows, study_of

CHUNKS, WORLDS = 20, 150
LEAST = {
    ("kind_computed", "old_network"): 60,
    ("kind_computed", "new_network"): 200,
    ("kind_computed", "cognitive_trail"): 300,
    ("kind_computed", None): 30,
    ("kind_coded", "old_network"): 15,
    ("kind_coded", "new_network"): 15,
    ("kind_coded", "cognitive_trail"): 15,
    ("kind", None): 10,
    ("origin", "developed"): 10,
    ("origin", "mobilised"): 200,
    ("state", "active"): 200,
    ("state", "dormant"): 100,
    ("state", "faded"): 200,
    ("state", None): 30,
    ("beyond_zone", True): 100,
    ("beyond_zone", False): 300,
    ("crosses_agency", True): 100,
    ("crosses_agency", False): 50,
    ("crosses_agency", None): 100,
    ("crosses_level", True): 100,
    ("crosses_level", False): 50,
    ("crosses_level", None): 100,
    ("crosses_profession", True): 50,
    ("crosses_profession", False): 30,
    ("crosses_partnership", True): 20,
    ("crosses_partnership", False): 200,
    ("crosses_partnership", None): 50,
    ("first_seen_at_edge", True): 200,
    ("first_seen_at_edge", False): 200,
    ("between", "agencies"): 50,
    ("between", "people"): 500,
    ("via", "direct"): 50,
    ("via", "practitioners"): 100,
}
"""How often each answer must at least have occurred in every chunk of worlds, asked once by default."""


def assert_ties_equal(rows: Rows, study: netmap.Study, slow: SlowStudy, **question: Any) -> None:
    found, expected = tie_table(netmap.ties(study, **question)), slow.ties()
    assert found.keys() == expected.keys()
    for pair, tie in expected.items():
        assert found[pair] == tie, (pair, question)


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
    for pair, tie in slow.ties().items():
        seen.update(tie.items())
        seen["between", "agencies" if pair[0] in slow.agencies else "people"] += 1
    seen.update(("via", key[-1]) for key in slow.agency_ties())
    return seen


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_ties_and_agency_ties_equal_the_slow_classifiers(chunk: int) -> None:
    seen: Counter[tuple[str, Any]] = Counter()
    for number in range(chunk * WORLDS, (chunk + 1) * WORLDS):
        rows = random_rows(Random(number))
        study, slow = study_of(rows), SlowStudy(rows)
        seen += counted(slow)
        assert_ties_equal(rows, study, slow)
        assert agency_table(netmap.agency_ties(study)) == slow.agency_ties(), number
        question = random_question(Random(f"question {number}"), slow)
        assert_ties_equal(rows, study, SlowStudy(rows, **question), **question)
    assert {answer: seen[answer] for answer, least in LEAST.items() if seen[answer] < least} == {}


@pytest.mark.parametrize("chunk", range(5))
def test_lives_equal_what_is_found_on_every_day(chunk: int) -> None:
    for number in range(chunk * 12, (chunk + 1) * 12):
        rows = random_rows(Random(f"every day {number}"))
        slow = SlowStudy(rows)
        assert life_table(netmap.tie_lives(study_of(rows))) == slow.lives(slow.every_day()), number


@pytest.mark.parametrize("chunk", range(5))
def test_lives_equal_what_is_found_on_every_day_that_matters(chunk: int) -> None:
    for number in range(chunk * 80, (chunk + 1) * 80):
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
