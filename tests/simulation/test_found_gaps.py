"""Planted gaps are found, and whatever else is found is true of the data by the plainest reading of its rule.

`make soak` asks fifty seeds, the test command three.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

import netmap
from netmap.simulation.simulated_study import SimulatedStudy
from tests.simulation.test_gaps import RULES as PLAIN
from tests.simulation.test_gaps import Actors, Judge, no_boundary_zone
from tests.slow_paths import day_before

SEEDS = range(3)
SHORT = {"people": 140, "agencies": 24, "zones": 12, "contacts": 1.5}
"""A plan for the test command; the soak takes the usual one."""


def plan_of(seed: int) -> dict[str, int]:
    """Records of different lengths, every third of two partnerships."""
    return {"seed": seed, "months": (18, 12, 9)[seed % 3], "partnerships": 1 + (seed % 3 == 2)}


def misses(study: SimulatedStudy, found: pd.DataFrame) -> Iterator[str]:
    """Planted gaps that are not found. Near misses are not to be: `untrue` looks at whatever is."""
    for name, rows in study.truth["gaps"].groupby("gap"):
        rule = rows["rule"].iloc[0]
        if rows["is_gap"].iloc[0] != "true":
            continue
        mine = found.loc[found["rule"] == rule, "actors"]
        ids = set(rows["id"])
        if rule == "single-champion":
            people = set(rows.loc[rows["sort"] == "practitioner", "id"])
            hit = any(people & set(actors) for actors in mine)
        else:
            hit = any(ids <= set(actors) for actors in mine)
        if not hit:
            yield f"{name}: {rule} {sorted(ids)} is not found"


def untrue(study: SimulatedStudy, found: pd.DataFrame) -> Iterator[str]:
    """Gaps that are found and are none by the plainest reading."""
    judge = PresentJudge(study)
    for row in found.itertuples():
        of: Actors = {}
        for sort, id_ in zip(row.sorts, row.actors, strict=True):
            of.setdefault(sort, []).append(id_)
        of["site"] = of.get("partnership", [])
        if row.rule in CHECKS and not CHECKS[row.rule](judge, of):
            yield f"{row.rule} {row.actors} is not true: {row.evidence}"


class PresentJudge(Judge):
    """One who knows where everybody works on the last day, and what agencies are called by then."""

    def __init__(self, study: SimulatedStudy) -> None:
        super().__init__(study)
        self.agency = self.agency.map(self.called)
        for row in study.employments.sort_values("joined").itertuples():
            begun = not isinstance(row.joined, str) or row.joined <= day_before(study, 0)
            goes_on = not isinstance(row.left, str) or row.left >= day_before(study, 0)
            if begun and goes_on:
                self.agency[row.practitioner] = self.called(row.agency)
        ends = (
            self.ties[end].map(self.agency).fillna(self.ties[end].map(self.called))
            for end in ("source", "target")
        )
        self.between = list(zip(*ends, strict=True))
        self.there = self.there.assign(agency=self.there["practitioner"].map(self.agency))

    def called(self, agency: object) -> object:
        """The name of an agency on the last day."""
        changes = self.study.agency_changes
        became = dict(zip(changes["agency"], changes["successor"], strict=True))
        while agency in became:
            agency = became[agency]
        return agency


def isolated(judge: Judge, of: Actors) -> bool:
    """Nobody's active tie joins the person, or anybody of the agency, to another agency."""
    active = [
        (ends, agencies)
        for ends, agencies, state in zip(
            zip(judge.ties["source"], judge.ties["target"], strict=True),
            judge.between,
            judge.ties["state"],
            strict=True,
        )
        if state == "active" and len(set(agencies)) == 2
    ]
    person, agency = of.get("practitioner"), of.get("agency")
    return not any(person[0] in ends if person else agency[0] in agencies for ends, agencies in active)  # type: ignore[index]


def trail_about_to_fade(judge: Judge, of: Actors) -> bool:
    """At least one trail of two occasions, last in this zone or by this channel, fades within thirty days."""
    ties = judge.ties
    last_day = pd.Timestamp(max(judge.study.partnerships["observed_to"]))
    fades = ties["last"] + pd.Timedelta(days=91)
    soon = (ties["kind"] == "cognitive_trail") & (ties["state"] == "active") & (ties["occasions"] >= 2)
    soon &= fades <= last_day + pd.Timedelta(days=30)
    contacts, there = judge.study.contacts, judge.there
    for row in ties[soon].itertuples():
        day, ends = str(row.last.date()), {row.source, row.target}
        mine = contacts[
            (contacts["date"] == day) & contacts["source"].isin(ends) & contacts["target"].isin(ends)
        ]
        sat = there[(there["date"] == day) & there["practitioner"].isin(ends)]
        zones = {zone for zone, rows in sat.groupby("zone") if rows["practitioner"].nunique() == 2}
        settings = {*mine["channel"].dropna(), *mine["zone"].dropna(), *zones}
        if settings & {*of.get("channel", []), *of.get("zone", [])}:
            return True
    return False


def shares_nothing(judge: Judge, of: Actors) -> bool:
    """No boundary zone in common, of two who serve one need or work on one object."""
    if "need" in of:
        return bool(no_boundary_zone(judge, of)) or not recent_zones(judge, of)
    return not recent_zones(judge, of)


def recent_zones(judge: Judge, of: Actors) -> set[str]:
    """Zones at whose sittings of the window people of both were present and that are not closed."""
    closed = set(judge.study.zones.loc[judge.study.zones["closed"].notna(), "zone"])
    there = judge.there[judge.there["date"] > judge.window]
    zones = [set(there.loc[there["agency"] == agency, "zone"]) for agency in of["agency"]]
    return (zones[0] & zones[1]) - closed


CHECKS: dict[str, Callable[[Judge, Actors], bool]] = {
    **PLAIN,
    "isolated": isolated,
    "trail-about-to-fade": trail_about_to_fade,
    "no-boundary-zone": shares_nothing,
}


def problems_of(seed: int, **plan: object) -> list[str]:
    """What is wrong with what is found in one simulated study."""
    study = netmap.simulate(**{**plan_of(seed), **plan})
    found = netmap.gaps(study, transmission_probability=1.0)
    return [*misses(study, found), *untrue(study, found)]


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_gaps_are_found_and_nothing_untrue_is(seed: int) -> None:
    assert problems_of(seed, **SHORT) == []


def main(seeds: int = 50) -> int:
    """Ask many seeds of the usual size; 1 where anything is wrong."""
    wrong = 0
    for seed in range(seeds):
        found = problems_of(seed)
        wrong += len(found)
        print(f"seed {seed}: {len(found)} wrong", *found, sep="\n  ", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
