"""Learning rises as planted: by champions alone, by one person or two, or directly."""

from __future__ import annotations

from functools import cache

import pytest

import netmap
from netmap.simulation.simulated_study import SimulatedStudy
from netmap.simulation.sites import CHAMPIONS, DIRECT, GATE, TWO_GATES
from tests.slow_paths import Paths

OPERATIONAL, STRATEGIC, AUTHORITY = "operational", "strategic", "authority"


@cache
def paths(study: SimulatedStudy, partnership: str) -> Paths:
    return Paths(study, partnership)


@pytest.fixture(scope="module")
def study() -> SimulatedStudy:
    """Eight partnerships with every way up."""
    return netmap.simulate(seed=5, partnerships=8, months=12, contacts=1.0, p3=0.5, p3b=0.25)


def sites(study: SimulatedStudy, column: str, way: str) -> list[str]:
    truth = study.truth["partnerships"]
    return truth.loc[truth[column] == way, "partnership"].tolist()


def test_the_ways_are_shared_out_as_planted(study: SimulatedStudy) -> None:
    assert len(sites(study, "to_authority", CHAMPIONS)) == 4
    assert len(sites(study, "to_strategic", CHAMPIONS)) == 2
    assert all(sites(study, "to_strategic", way) for way in (GATE, TWO_GATES, DIRECT))


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [("to_strategic", OPERATIONAL, STRATEGIC), ("to_authority", STRATEGIC, AUTHORITY)],
)
def test_champions_are_the_only_way_where_planted(
    study: SimulatedStudy, column: str, low: str, high: str
) -> None:
    for partnership in sites(study, column, CHAMPIONS):
        found = paths(study, partnership)
        assert found.share(low, high) > 0.5
        assert found.share(low, high, without=found.cross_represented()) == 0


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [("to_strategic", OPERATIONAL, STRATEGIC), ("to_authority", STRATEGIC, AUTHORITY)],
)
def test_champions_are_not_relied_on_where_there_is_another_way(
    study: SimulatedStudy, column: str, low: str, high: str
) -> None:
    for partnership in sites(study, column, DIRECT):
        found = paths(study, partnership)
        class_ = found.cross_represented()
        outside = [person for person in found.at(low) if person not in class_]
        reached = [person for person in outside if found.reaches(person, high)]
        lost = [person for person in reached if not found.reaches(person, high, without=class_)]
        assert len(reached) > 5
        assert len(lost) <= 0.1 * len(reached)


@pytest.mark.parametrize(("way", "gates"), [(GATE, 1), (TWO_GATES, 2)])
def test_one_person_or_two_are_the_only_way(study: SimulatedStudy, way: str, gates: int) -> None:
    champions = study.truth["champions"]
    for partnership in sites(study, "to_strategic", way):
        found = paths(study, partnership)
        people = [one for one in champions.loc[champions["way"] == way, "practitioner"] if one in found.level]
        assert len(people) == gates
        assert all(found.level[person] == OPERATIONAL for person in people)
        assert found.share(OPERATIONAL, STRATEGIC, without=people) == 0
        for person in people[1:]:
            assert found.share(OPERATIONAL, STRATEGIC, without=[person]) > 0.5


def test_champions_are_those_with_seats_at_two_levels(study: SimulatedStudy) -> None:
    champions = study.truth["champions"]
    by_seats = set(champions.loc[champions["way"] == "seats at two levels", "practitioner"])
    everywhere = (paths(study, partnership) for partnership in study.partnerships["partnership"])
    assert by_seats == set().union(*(found.cross_represented() for found in everywhere))
