"""Boundary zones by health: how each is doing in the twelve months up to a day, by which rules it fails."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.boundary_zones.attendances import sittings_of
from netmap.boundary_zones.health import health_of
from netmap.gap_rules.finding import ZONE
from netmap.gap_rules.record import Record, held_on
from netmap.gap_rules.rules import RULES
from netmap.model.dates import NO_DAY, to_datetimes

FAILING = ("zone-gone-quiet", "dominated-zone", "informal-zone")
"""The rules by which a zone is failing, with their own thresholds."""


def zones_by_health(record: Record) -> pd.DataFrame:
    """Every boundary zone that has sat or is open, those that fail by most rules first.

    Columns: zone, partnership, sittings, with_attendance (of these), regularity_days (the median days between
    two of them), last (the last sitting up to the day, of any time), attendance (how many came, on average),
    agencies, balance, levels (joined), and failing (a tuple of the rules that find it).

    Undefined: regularity_days of fewer than two days, attendance without any on record and balance of fewer
    than two agencies are NaN; last is NaT where it never sat.
    """
    zones = record.study.zones
    found = pd.DataFrame(health_of(record.study, record.window, record.policy))
    found.insert(0, "zone", zones["zone"].to_numpy())
    found.insert(1, "partnership", zones["partnership"].to_numpy())
    sat = sittings_of(record.study, record.policy)
    last = np.full(len(zones), NO_DAY, np.int64)
    before = (sat.zone >= 0) & (sat.day <= record.end) & (sat.day != NO_DAY)
    np.maximum.at(last, sat.zone[before], sat.day[before])
    held = found["with_attendance"].to_numpy()
    attendance = np.divide(
        found["attendances"].to_numpy(np.float64), held, out=np.full(len(held), np.nan), where=held > 0
    )
    failing = _failing(record)
    found = found.assign(
        last=to_datetimes(last),
        attendance=attendance,
        failing=pd.Series([failing.get(str(each), ()) for each in found["zone"]], dtype="object"),
    )
    alive = (found["sittings"] > 0) | held_on(zones, record.end, "opened", "closed")
    kept = found[alive.to_numpy()].assign(worst=lambda rows: -rows["failing"].map(len))
    columns = ["zone", "partnership", "sittings", "with_attendance", "regularity_days", "last"]
    columns += ["attendance", "agencies", "balance", "levels", "failing"]
    return kept.sort_values("worst", kind="stable")[columns].reset_index(drop=True)


def _failing(record: Record) -> dict[str, tuple[str, ...]]:
    """The rules that find each zone, in the order of `FAILING`."""
    rules = {rule.name: rule for rule in RULES}
    found: dict[str, tuple[str, ...]] = {}
    for name in FAILING:
        for finding in rules[name].find(record):
            for actor in finding.actors:
                if actor.sort == ZONE:
                    found[actor.id] = (*found.get(actor.id, ()), name)
    return found
