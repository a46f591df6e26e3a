"""How boundary zones are doing: how often they sit, who comes, and how evenly agencies are there."""

from __future__ import annotations

from typing import Any

import numpy as np

from netmap.boundary_zones.attendances import sittings_of
from netmap.learning.effective_changes import level_names, levels_by_rank, present_codes
from netmap.learning.window import Window
from netmap.model.dates import NO_DAY, to_datetimes
from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.policy import TiePolicy


def health_of(study: Study, window: Window, policy: TiePolicy) -> dict[str, Any]:
    """Columns of figures for every zone of the table, of the sittings within a window."""
    zones, sat = len(study.zones), sittings_of(study, policy)
    meetings, rows = sat.between(window.start, window.end)
    zone, person = sat.zone[sat.meeting[rows]], sat.person[rows]
    day = sat.day[sat.meeting[rows]]
    agency = window.agencies_on(person, day)
    known = agency >= 0
    shares = _by_agency(zone[known], agency[known], zones, len(present_codes(study, window.end)[0]))
    days = [np.unique(sat.day[meetings & (sat.zone == place)]) for place in range(zones)]
    return {
        "sittings": np.bincount(sat.zone[meetings], minlength=zones),
        "with_attendance": np.bincount(sat.zone[meetings & sat.recorded], minlength=zones),
        "first": to_datetimes(np.array([held[0] if len(held) else NO_DAY for held in days], np.int64)),
        "last": to_datetimes(np.array([held[-1] if len(held) else NO_DAY for held in days], np.int64)),
        "regularity_days": np.array([_middle(np.diff(held)) for held in days], np.float64),
        "attendances": np.bincount(zone, minlength=zones),
        "people": _distinct(zone, person, zones),
        "agencies": (shares > 0).sum(axis=1),
        "balance": np.array([balance_of(row) for row in shares], np.float64),
        "levels": _levels(window, zone, person, day, zones),
    }


def no_health(zones: int) -> dict[str, Any]:
    """The same columns where nothing is dated."""
    none, undefined = np.zeros(zones, np.int64), np.full(zones, np.nan)
    undated = to_datetimes(np.full(zones, NO_DAY, np.int64))
    return {
        "sittings": none,
        "with_attendance": none,
        "first": undated,
        "last": undated,
        "regularity_days": undefined,
        "attendances": none,
        "people": none,
        "agencies": none,
        "balance": undefined,
        "levels": none,
    }


def balance_of(attendances: Ints) -> float:
    """Shannon entropy of attendances by agency over the log of the number of agencies.

    1 where all agencies are there alike, near 0 where one is nearly alone; NaN for fewer than two agencies.
    """
    counted = attendances[attendances > 0]
    if len(counted) < 2:
        return np.nan
    share = counted / counted.sum()
    return float(-(share * np.log(share)).sum() / np.log(len(counted)))


def _middle(days: Ints) -> float:
    return float(np.median(days)) if len(days) else np.nan


def _by_agency(zone: Ints, agency: Ints, zones: int, agencies: int) -> Ints:
    counts = np.bincount(zone * max(agencies, 1) + agency, minlength=zones * max(agencies, 1))
    return counts.reshape(zones, max(agencies, 1))


def _distinct(zone: Ints, value: Ints, zones: int) -> Ints:
    pairs = np.unique(np.stack([zone, value]), axis=1)
    return np.bincount(pairs[0], minlength=zones)


def levels_met(window: Window, policy: TiePolicy, place: int) -> tuple[str, ...]:
    """The levels that those present at the sittings of one zone held on the day, the lowest first."""
    sat = sittings_of(window.study, policy)
    _, rows = sat.between(window.start, window.end)
    here = sat.zone[sat.meeting[rows]] == place
    person, day = sat.person[rows][here], sat.day[sat.meeting[rows]][here] - window.start
    names = levels_by_rank(window.study)
    return tuple(level for level in names if window.at_level(level)[person, day].any())


def _levels(window: Window, zone: Ints, person: Ints, day: Ints, zones: int) -> Ints:
    """How many distinct levels those present held on the day."""
    count = np.zeros(zones, np.int64)
    for level in level_names(window.study):
        held = window.at_level(level)[person, day - window.start]
        count += np.bincount(zone[held], minlength=zones) > 0
    return count
