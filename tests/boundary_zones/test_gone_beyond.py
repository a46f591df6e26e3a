"""Ties born at the sittings of a day that have gone beyond: against the tables of ties of both days."""

from __future__ import annotations

from random import Random

import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.births import gone_beyond_within, ties_born
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.tie_kinds.policy import TiePolicy
from tests.slices import first
from tests.worlds import random_study


def by_tables(study: netmap.Study, day: int, days: int, policy: TiePolicy) -> pd.DataFrame:
    start = from_day(day)
    born = ties_born(study, start, start, policy)
    born = born[~born["by_contact"].astype(bool)]
    later = netmap.ties(study, from_day(day + days), policy=policy, combine="any")
    later = later.loc[~later["first_seen_at_edge"].astype(bool), ["source", "target", "beyond_zone"]]
    joined = born[["zone", "source", "target"]].merge(later, on=["source", "target"])
    return joined[["zone", "beyond_zone"]].sort_values(["zone", "beyond_zone"], ignore_index=True)


@pytest.mark.parametrize("seed", first(1, [3, 5, 6]))
def test_it_is_what_the_tables_of_both_days_say(seed: int) -> None:
    rng, counted = Random(seed), {"ties": 0, "beyond": 0, "declared": 0}
    for _ in range(10):
        study = random_study(rng)
        policy = TiePolicy(quiet_days=rng.choice((0, 0, 30)))
        meetings = day_numbers(study.meetings["date"])
        for day in sorted({*meetings[meetings != NO_DAY].tolist()})[:6]:
            days = rng.choice((1, 60, 365))
            found = gone_beyond_within(study, day, days, policy)
            slow = by_tables(study, day, days, policy)
            rows = found.sort_values(["zone", "beyond"]).to_numpy().tolist()
            assert rows == slow.to_numpy().tolist()
            counted["ties"] += len(rows)
            counted["beyond"] += int(found["beyond"].sum())
            counted["declared"] += len(rows) * bool(len(study.table("ties")))
    assert min(counted.values()) > 0
