"""The UK government transparency panels, 2010-2014, beside simulated ones of their size.

`python -m tools.simulator_docs` writes the comparison into docs/simulator.md.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import netmap
from netmap.model.study import Study
from netmap.simulation.effects import Effects
from netmap.simulation.plan import SimulationPlan

PANELS = Path(__file__).parents[2] / "shared" / "data" / "uk-transparency-panels"
SEEDS = range(20)

PLAN = SimulationPlan(
    start="2010-06-01",
    months=45,
    baseline_share=0.001,
    agencies=82,
    people=278,
    zones=4,
    sectors=(
        "central government",
        "local authority",
        "police and courts",
        "voluntary",
        "business",
        "research",
    ),
    level_shares=(0.0, 0.48, 0.22, 0.3),
    agency_skew=1.2,
    turnover=0.02,
    moves=0.0,
    reorganisation=False,
    silent_agencies=0,
    seats_per_zone=19,
    agencies_per_zone=6,
    seat_turnover=0.15,
    sitting_every=(56, 112, 112, 80),
    late_zones=0.0,
    closing_zones=0.0,
    informal_zones=0.0,
    carrying_zones=0.0,
    present=0.7,
    unclear=0.08,
    guests=3.4,
    related_guests=0.9,
    beyond_zone=0.0,
    contacts=0.0,
    pairs_of_each_kind=0,
    gaps=(),
    waves=0,
    effects=Effects(p3=1.0, p3b=0.0),
)
"""Four zones that are attended and keep no diary, with as many people and agencies as the panels."""

BANDS = {
    "people at a sitting": 0.15,
    "agencies at a sitting": 0.2,
    "share who come to a second sitting": 0.25,
    "ties of a person": 0.15,
    "agencies of a zone": 0.2,
}
"""How far, as a share of the real figure, the mean of the simulated ones may lie from it."""


def figures(study: Study) -> dict[str, float]:
    """What a study of attendance looks like: sizes of sittings, returns, ties, agencies."""
    there = study.attendance[study.attendance["status"] == "present"].merge(study.meetings, on="meeting")
    agency = study.practitioners.set_index("practitioner")["agency"]
    there = there.assign(agency=there["practitioner"].map(agency))
    sittings = there.groupby("practitioner")["meeting"].nunique()
    ties = netmap.ties(study)
    return {
        "sittings": float(len(study.meetings)),
        "people at a sitting": float(there.groupby("meeting").size().mean()),
        "agencies at a sitting": float(there.groupby("meeting")["agency"].nunique().mean()),
        "share who come to a second sitting": float((sittings >= 2).mean()),
        "ties of a person": float(pd.concat([ties["source"], ties["target"]]).value_counts().mean()),
        "agencies of a zone": float(there.groupby("zone")["agency"].nunique().mean()),
    }


def side_by_side() -> pd.DataFrame:
    """Figures of the real panels, and mean, least and greatest of the simulated ones."""
    simulated = pd.DataFrame([figures(netmap.simulate(PLAN, seed=seed)) for seed in SEEDS])
    real = pd.Series(figures(netmap.read_study(PANELS)))
    columns = {"real": real, "simulated": simulated.mean(), "least": simulated.min(), "most": simulated.max()}
    return pd.DataFrame(columns)
