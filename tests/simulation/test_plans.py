"""What can be asked of the simulator, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

import netmap
from netmap.simulation.plan import SimulationPlan
from netmap.simulation.plan_text import parameter_names, plan_values

NOTHING_PLANTED = {"gaps": (), "pairs_of_each_kind": 0}


@pytest.mark.parametrize(
    "values",
    [
        {"partnerships": 0},
        {"months": 7.5},
        {"people": True},
        {"people": 40},
        {"agencies": 10},
        {"zones": 5},
        {"months": 4},
        {"start": "soon"},
        {"forgotten": 1.5},
        {"level_shares": (0.5, 0.0, 0.5, 0.0)},
        {"sitting_every": (28, 28, 28)},
        {"baseline_share": 1.0},
        {"gaps": ("no-such-gap",)},
        {"sectors": ()},
        {"p3": 1.5},
        {"p3": 0.5, "p3b": 0.7},
        {"colour": "red"},
        {"seed": -1},
        {"seed": 1.0},
    ],
)
def test_what_leaves_no_world_to_be_made_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(netmap.ArgumentError):
        netmap.simulate(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"people": 12, "agencies": 3, "zones": 0},
        {"people": 20, "agencies": 1, "zones": 2, "contacts": 0.0},
        {"people": 30, "agencies": 4, "zones": 3, "months": 1},
        {"people": 30, "agencies": 4, "level_shares": (0.0, 1.0, 0.0, 0.0)},
        {"people": 60, "agencies": 5, "guests": 0.0, "seat_turnover": 3.0, "turnover": 0.5, "waves": 0},
        {"people": 60, "agencies": 5, "present": 0.0, "forgotten": 1.0},
        {"people": 60, "agencies": 5, "needs": ("one",), "areas": ("here",), "sectors": ("health",)},
    ],
)
def test_small_and_odd_worlds_are_made_without_a_warning(values: dict[str, Any]) -> None:
    study = netmap.simulate(seed=3, **NOTHING_PLANTED, **values)
    assert len(study.practitioners) == values["people"]
    assert study.warnings == ()


@pytest.mark.parametrize("family", SimulationPlan().gaps)
def test_each_family_can_be_planted_alone(family: str) -> None:
    study = netmap.simulate(seed=3, gaps=(family,), p3=0.0, p3b=0.0)
    told = study.truth["gaps"]
    assert set(told["rule"]) == {family}
    assert "true" in set(told["is_gap"])
    assert study.warnings == ()


def test_the_counts_are_those_asked_for() -> None:
    study = netmap.simulate(seed=1, people=300, agencies=40, zones=20, reorganisation=False)
    assert [len(study.table(name)) for name in ("practitioners", "agencies", "zones")] == [300, 40, 20]


def test_every_row_of_every_table_says_that_it_is_simulated() -> None:
    study = netmap.simulate(seed=1)
    assert len(study.tables) == 19
    for name, table in study.tables.items():
        assert len(table) > 0, name
        assert (table["provenance"] == "simulated").all(), name


def test_a_study_says_how_it_was_made() -> None:
    about = netmap.simulate(seed=4, months=12).about
    assert about["simulated"] is True
    assert (about["simulation"]["seed"], about["simulation"]["months"]) == (4, 12)


def test_parameters_can_be_typed() -> None:
    typed = ["months=7", "forgotten=0.1", "reorganisation=no", "areas=a,b", "sitting_every=1,2,3,4", "p2=0.3"]
    values = plan_values(typed)
    assert values == {
        "months": 7,
        "forgotten": 0.1,
        "reorganisation": False,
        "areas": ("a", "b"),
        "sitting_every": (1, 2, 3, 4),
        "p2": 0.3,
    }
    assert SimulationPlan().with_values(values).effects.p2 == 0.3


@pytest.mark.parametrize("typed", ["months", "moths=7", "months=many", "reorganisation=perhaps"])
def test_what_was_mistyped_is_refused(typed: str) -> None:
    with pytest.raises(netmap.ArgumentError):
        plan_values([typed])


def test_every_parameter_can_be_typed() -> None:
    assert {"p3b", "months", "gaps"} <= set(parameter_names())
    assert "effects" not in parameter_names()
