"""The planted kinds of tie are found again."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from netmap.simulation.simulated_study import SimulatedStudy
from tests.recovery import NO_TIE, found_and_planted, precision_and_recall

SEEDS = 5
KINDS = ("old_network", "new_network", "cognitive_trail")


def test_precision_and_recall_of_each_kind() -> None:
    table = precision_and_recall(netmap.simulate(seed=seed) for seed in range(SEEDS))
    assert set(table.index) == {*KINDS, NO_TIE}
    assert (table["planted"] >= 100).all()
    assert (table[["precision", "recall"]] >= 0.95).all(axis=None), table


@pytest.mark.parametrize("months", [7, 36])
def test_short_and_long_records_too(months: int) -> None:
    table = precision_and_recall([netmap.simulate(seed=1, months=months, partnerships=2)])
    assert (table.loc[list(KINDS), ["precision", "recall"]] >= 0.95).all(axis=None), table


def test_all_is_found_where_nothing_is_forgotten(nothing_forgotten: SimulatedStudy) -> None:
    pairs = found_and_planted(nothing_forgotten)
    for name in ("kind", "origin", "state"):
        assert (pairs[name] == pairs[f"{name}_found"]).all(), pairs[pairs[name] != pairs[f"{name}_found"]]
    consolidated = pairs[pairs["consolidated"] != NO_TIE]
    days = pd.to_datetime(consolidated["consolidated"])
    assert len(days) > 20
    assert (days.to_numpy() == consolidated["consolidated_found"].to_numpy()).all()


def test_every_fate_occurs(nothing_forgotten: SimulatedStudy) -> None:
    fates = nothing_forgotten.truth["ties"]["fate"].value_counts()
    assert len(fates) == 16
    assert (fates >= 2).all()


def test_zones_carry_the_ties_that_were_planted_in_them(nothing_forgotten: SimulatedStudy) -> None:
    pairs = found_and_planted(nothing_forgotten)
    carried = pairs[pairs["zone"] != NO_TIE]
    assert carried["beyond_zone"].all()
    zones = nothing_forgotten.truth["zones"]
    assert set(carried["zone"]) <= set(zones.loc[zones["carries"] == "true", "zone"])
