"""Where the library has two ways to one answer, or words of bits: both sides of each border agree."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import numpy as np
import pytest

import netmap
from netmap.temporal import encounters
from netmap.tie_kinds import embedding
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.people import levels_on, with_level_on
from tests.tie_kinds.answers import tie_of, tie_table
from tests.tie_kinds.slow_kinds import SlowStudy
from tests.worlds import archipelago, people_and_contacts, random_rows, study_of

Arrays = tuple[Any, Any, Any]


def acquaintances(rng: Random, actors: int) -> tuple[dict[tuple[int, int], int], Arrays]:
    """The day of the second occasion of some pairs, as a dict and as arrays."""
    pairs = [(one, other) for other in range(actors) for one in range(other) if rng.random() < 0.3]
    days = {pair: rng.randint(-5, 30) for pair in pairs}
    one, other = (np.array([pair[end] for pair in pairs], np.int64) for end in (0, 1))
    return days, (one, other, np.array(list(days.values()), np.int64))


def by_brute_force(days: dict[tuple[int, int], int], actors: int, a: int, b: int) -> int | None:
    def since(one: int, other: int) -> int | None:
        return days.get((min(one, other), max(one, other)))

    both = [(since(a, c), since(b, c)) for c in range(actors) if c not in {a, b}]
    return min((max(x, y) for x, y in both if x is not None and y is not None), default=None)


@pytest.mark.parametrize("chunk", [1, 7, 10**6])
@pytest.mark.parametrize("way", [embedding.third_by_matrix, embedding.third_by_neighbours])
def test_the_day_of_a_common_third_by_table_and_by_neighbours(
    way: Any, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "_CHUNK", chunk)
    for world in range(30):
        rng = Random(f"third {world}")
        actors = rng.randint(3, 12)
        days, met = acquaintances(rng, actors)
        asked = [tuple(sorted(rng.sample(range(actors), 2))) for _ in range(rng.randint(1, 20))]
        first, second = (np.array([pair[end] for pair in asked], np.int64) for end in (0, 1))
        if days:
            found = way(actors, met, first, second).tolist()
            expected = [by_brute_force(days, actors, *pair) for pair in asked]
            assert found == [embedding.NEVER if day is None else day for day in expected]


def test_ties_by_neighbours_equal_the_slow_classifiers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_DENSE_ACTORS", 0)
    rng = Random("by neighbours")
    rows = archipelago(random_rows(rng, dt.date(2011, 2, 3)) for _ in range(50))
    found, expected = tie_table(netmap.ties(study_of(rows))), SlowStudy(rows).ties
    assert found == expected
    assert sum(tie["origin"] == "mobilised" for tie in expected.values()) >= 50


def test_sorting_by_one_number_and_by_three_gives_one_order() -> None:
    rng = np.random.default_rng(0)
    first, second, day = rng.integers(0, 6, 200), rng.integers(6, 12, 200), rng.integers(-20, 20, 200)
    orders = [encounters.by_pair_and_day(actors, first, second, day) for actors in (12, 2**31)]
    by_one, by_three = (np.column_stack([first, second, day])[order].tolist() for order in orders)
    assert by_one == by_three == sorted(by_one)


@pytest.mark.parametrize(
    ("one", "other", "crosses"), [(0, 64, True), (5, 69, True), (64, 64, False), (69, 5, True)]
)
def test_more_than_sixty_four_levels_and_partnerships_stay_apart(one: int, other: int, crosses: bool) -> None:
    levels = [{"level": f"level_{number}", "rank": number} for number in range(70)]
    sites = [{"partnership": f"site_{number}"} for number in range(70)]
    people = [
        {"practitioner": who, "level": f"level_{place}", "partnership": f"site_{place}"}
        for who, place in (("a", one), ("b", other))
    ]
    others = [
        {"practitioner": f"p{place}", "level": f"level_{place}", "partnership": f"site_{place}"}
        for place in range(70)
    ]
    tables: dict[str, Any] = {"levels": levels, "partnerships": sites, "practitioners": [*others, *people]}
    tie = tie_of(people_and_contacts([("2011-01-01", "a", "b")], **tables), "a", "b")
    assert tie is not None
    assert (tie["crosses_level"], tie["crosses_partnership"]) == (crosses, crosses)


def test_who_has_a_level_is_whoever_has_a_row_among_levels() -> None:
    rng, told, untold = Random(3), 0, 0
    for _ in range(20):
        study = study_of(random_rows(rng))
        ids = actors_of(study).ids
        for day in (-(10**6), 14_900, *(rng.randint(14_900, 16_000) for _ in range(4)), 10**6):
            expected = set(levels_on(study, day)["practitioner"])
            assert set(ids[with_level_on(study, day)]) == expected
            told, untold = told + len(expected), untold + len(study.practitioners) - len(expected)
    assert min(told, untold) > 100
