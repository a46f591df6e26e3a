"""Who was planted as the way up is found first, and the class where it was planted is everything."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from netmap.graph_measures.brokerage_roles import ROLES
from netmap.simulation.plan import SimulationPlan
from netmap.simulation.simulated_study import SimulatedStudy

SEEDS = 20
PLAN = SimulationPlan(
    people=45,
    agencies=6,
    zones=6,
    months=7,
    gaps=("single-champion",),
    pairs_of_each_kind=0,
    waves=0,
    silent_agencies=0,
)
NO_ROLES = pd.DataFrame({"actor": [], **{role: [] for role in ROLES}})


def test_the_planted_champion_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the roles, which take longest and change nothing here."""
    monkeypatch.setattr("netmap.brokers.champions.brokers_in", lambda *_, **__: NO_ROLES)
    first = 0
    for seed in range(SEEDS):
        study = netmap.simulate(PLAN, seed=seed)
        found = netmap.champions(study, "operational", "strategic")
        first += found.loc[[found["reliance"].idxmax()], "practitioner"].tolist() == planted(study)
    assert first >= 0.95 * SEEDS


def test_the_set_and_the_class_are_those_that_were_planted() -> None:
    for seed in range(5):
        study = netmap.simulate(PLAN, seed=seed)
        found = netmap.covering_set(study, "operational", "strategic")
        assert found["practitioner"].tolist() == planted(study)
        assert netmap.class_reliance(study, "strategic", "authority")["reliance"].item() == 1


def planted(study: SimulatedStudy) -> list[str]:
    """The one person by whom the strategic level hears from the operational one."""
    found: list[str] = study.truth["champions"].query("way == 'one person'")["practitioner"].tolist()
    return found


def test_two_planted_together_are_the_covering_set() -> None:
    plan = PLAN.with_values({"partnerships": 3})
    found = 0
    for seed in range(6):
        study = netmap.simulate(plan, seed=seed)
        ways = study.truth["champions"]
        two = ways[ways["way"] == "two people"]["practitioner"].tolist()
        one = ways[ways["way"] == "one person"]["practitioner"].tolist()
        members = set(netmap.covering_set(study, "operational", "strategic")["practitioner"])
        found += members <= {*one, *two} and len(members) > 1
    assert found >= 5
