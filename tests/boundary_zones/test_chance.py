"""What is lost without a zone under chance: what is left of the same worlds without its encounters."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.losses import zone_losses
from tests.worlds import Rows, archipelago, random_rows, study_of

RULES: list[dict[str, Any]] = [
    {"transmission_probability": 0.5, "replicates": 100},
    {"transmission_probability": 0.7, "replicates": 600, "same_day": True, "seed": 4},
    {"transmission_probability": 0.6, "replicates": 64, "max_wait": 30, "arrive_at": "zone"},
    {"arrive_at": "zone"},
]
WINDOW = {"start": "2011-03-01", "end": "2011-08-31", "horizon": 60}


def a_world(seed: int) -> Rows:
    rng = Random(seed)
    return archipelago(random_rows(rng, dt.date(2011, 1, 1)) for _ in range(2))


def without(rows: Rows, zone: str) -> netmap.Study:
    """The study in which a zone does not meet: nobody came, and no contact was made in it."""
    sittings = {row["meeting"] for row in rows.get("meetings", []) if row.get("zone") == zone}
    attendance = [row for row in rows.get("attendance", []) if row["meeting"] not in sittings]
    contacts = [row for row in rows["contacts"] if row.get("zone") != zone]
    return study_of({**rows, "attendance": attendance, "contacts": contacts})


@pytest.mark.parametrize("rule", RULES)
def test_a_loss_is_the_fall_of_the_reach_without_the_zone(rule: dict[str, Any]) -> None:
    rows, lost = a_world(41), 0
    study = study_of(rows)
    losses = zone_losses(study, **WINDOW, **rule)
    for zone in Random(1).sample(sorted(set(losses["zone"])), 4):
        other = without(rows, zone)
        for row in losses[losses["zone"] == zone].itertuples():
            to_level = None if pd.isna(row.to_level) else row.to_level
            asked = (row.from_level, to_level)
            full = netmap.reach_over_time(study, *asked, **WINDOW, **rule)
            left = netmap.reach_over_time(other, *asked, **WINDOW, **rule)["share"]
            counted = left.fillna(0)[full["share"].notna()]
            assert row.reach == pytest.approx(full["share"].mean(), nan_ok=True)
            assert row.reach_without == pytest.approx(counted.mean() if len(counted) else np.nan, nan_ok=True)
            assert row.reach_se == pytest.approx(full.attrs["mean_se"], nan_ok=True)
            assert row.months == full["share"].notna().sum()
            lost += row.lost > 0
    assert lost > 1


def test_what_a_zone_alone_brings_has_its_closed_form_and_its_error() -> None:
    study = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        zones=pd.DataFrame({"zone": ["panel", "idle"]}),
        practitioners=pd.DataFrame({"practitioner": ["Ada", "Cem"], "level": ["front", "board"]}),
        contacts=pd.DataFrame(
            {
                "contact": ["1", "2"],
                "date": ["2011-03-02", "2011-03-05"],
                "zone": ["panel", None],
                "source": ["Ada", "Ada"],
                "target": ["Cem", "Cem"],
            }
        ),
        meetings=pd.DataFrame({"meeting": ["last"], "date": ["2011-04-20"], "zone": ["panel"]}),
    )
    rule = {"transmission_probability": 0.3, "replicates": 4096}
    losses = zone_losses(study, start="2011-03-01", end="2011-03-31", horizon=30, **rule)
    up = losses[losses["to_level"] == "board"].set_index("zone")
    assert abs(up.loc["panel", "lost"] - 100 * 0.3 * 0.7) < 4.5 * up.loc["panel", "lost_se"]
    assert up.loc["panel", "lost_se"] == pytest.approx(100 * np.sqrt(0.21 * 0.79 / 4096), rel=0.05)
    assert up.loc["idle", ["lost", "lost_se"]].tolist() == [0, 0]
    table = netmap.zones(study, start="2011-03-01", end="2011-03-31", horizon=30, **rule).set_index("zone")
    assert table.loc["panel", "lost_most"] == up.loc["panel", "lost"]
    assert table.loc["panel", "lost_most_se"] == up.loc["panel", "lost_se"]
