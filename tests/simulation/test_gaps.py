"""Every planted gap is one by the plainest reading of its rule, and every near miss is none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.simulation.gap_families import FAMILIES
from netmap.simulation.simulated_study import SimulatedStudy
from tests.slow_paths import Paths, day_before

Actors = dict[str, list[str]]
"""What takes part in a gap, by sort."""


class Judge:
    """One study, with what the rules look at."""

    def __init__(self, study: SimulatedStudy) -> None:
        self.study = study
        self.window = day_before(study, 365)
        self.ties = netmap.ties(study)
        self.agency = study.practitioners.set_index("practitioner")["agency"]
        ends = (self.ties[end].map(self.agency).fillna(self.ties[end]) for end in ("source", "target"))
        self.between = list(zip(*ends, strict=True))
        self.paths = {name: Paths(study, name) for name in study.partnerships["partnership"]}
        there = study.attendance[study.attendance["status"] == "present"].merge(study.meetings, on="meeting")
        self.there = there.assign(agency=there["practitioner"].map(self.agency))

    def partnership(self, agency: str) -> Paths:
        home = self.study.agencies.set_index("agency")["partnership"]
        return self.paths[home[agency]]

    def joined(self, one: str, other: str) -> pd.DataFrame:
        """The computed ties between two agencies, of their people and their own."""
        both = [{one, other} == {a, b} for a, b in self.between]
        return self.ties[both].dropna(subset=["kind_computed"])

    def sittings(self, zone: str) -> pd.DataFrame:
        """Who was present at the sittings of a zone in the window."""
        return self.there[(self.there["zone"] == zone) & (self.there["date"] > self.window)]

    def contacts(self, one: str, other: str) -> pd.DataFrame:
        """Contacts from one agency to another in the window."""
        rows = self.study.contacts
        source, target = (rows[end].map(self.agency).fillna(rows[end]) for end in ("source", "target"))
        return rows[(source == one) & (target == other) & (rows["date"] > self.window)]


def no_upward_route(judge: Judge, of: Actors) -> bool:
    (agency,) = of["agency"]
    found = judge.partnership(agency)
    people = [person for person, home in found.agency.items() if home == agency]
    return not any(found.reaches(person, "strategic", start=judge.window) for person in people)


def no_return_route(judge: Judge, of: Actors) -> bool:
    (agency,) = of["agency"]
    found = judge.partnership(agency)
    people = {person for person, home in found.agency.items() if home == agency}
    return not any(givers_reach(found, people, judge.window))


def givers_reach(found: Paths, people: set[str], start: str) -> Iterator[bool]:
    for source in found.at("strategic"):
        reached = {source: ""}
        for day, givers, takers in found.encounters:
            if day >= start and any(reached.get(one, "~") < day for one in givers):
                reached.update({person: day for person in takers if person not in reached})
        yield bool(people & reached.keys())


def single_champion(judge: Judge, of: Actors) -> bool:
    if not of.get("practitioner"):
        return False
    found = next(paths for paths in judge.paths.values() if of["practitioner"][0] in paths.level)
    low, high = of["level"]
    outside = [person for person in found.at(low) if person not in of["practitioner"]]
    reaching = [person for person in outside if found.reaches(person, high)]
    worst = 0.0
    for champion in of["practitioner"]:
        lost = [person for person in reaching if not found.reaches(person, high, without=[champion])]
        worst = max(worst, len(lost) / len(reaching))
    return worst >= 0.5 and len(reaching) >= 5


def unlinked_services(judge: Judge, of: Actors) -> bool:
    one, other = of["agency"]
    services = judge.study.services
    here = services[services["need"].isin(of["need"]) & services["area"].isin(of["area"])]
    assert {one, other} <= set(here["agency"])
    return not (judge.joined(one, other)["state"] == "active").any()


def uncovered_need(judge: Judge, of: Actors) -> bool:
    services = judge.study.services.merge(judge.study.agencies[["agency", "partnership"]], on="agency")
    services = services[services["need"].isin(of["need"]) & services["partnership"].isin(of["site"])]
    assert len(services)
    return not services["area"].isin(of["area"]).any()


def no_boundary_zone(judge: Judge, of: Actors) -> bool:
    one, other = of["agency"]
    services = judge.study.services
    needs = [set(services.loc[services["agency"] == agency, "need"]) for agency in (one, other)]
    assert needs[0] & needs[1]
    zones = [set(judge.there.loc[judge.there["agency"] == agency, "zone"]) for agency in (one, other)]
    return not zones[0] & zones[1]


def informal_zone(judge: Judge, of: Actors) -> bool:
    (zone,) = of["zone"]
    row = judge.study.zones.set_index("zone").loc[zone]
    stated = bool(row["formal"]) and isinstance(row["purpose"], str)
    return judge.sittings(zone)["meeting"].nunique() >= 3 and not stated


def dominated_zone(judge: Judge, of: Actors) -> bool:
    rows = judge.sittings(of["zone"][0])
    share = rows["agency"].value_counts(normalize=True)
    evenness = -sum(part * math.log(part) for part in share) / math.log(len(share))
    return rows["meeting"].nunique() >= 3 and len(share) >= 3 and evenness < 0.6


def zone_gone_quiet(judge: Judge, of: Actors) -> bool:
    zone = judge.study.zones.set_index("zone").loc[of["zone"][0]]
    dates = pd.to_datetime(judge.study.meetings.loc[judge.study.meetings["zone"] == zone.name, "date"])
    usual = pd.Series([(b - a).days for a, b in pairwise(sorted(dates))]).median()
    silence = (pd.Timestamp(day_before(judge.study, 0)) - dates.max()).days
    return silence > 3 * usual and not isinstance(zone["closed"], str)


def network_gone_dormant(judge: Judge, of: Actors) -> bool:
    rows = judge.joined(*of["agency"])
    became = rows["last"] + pd.Timedelta(days=91)
    return bool(((rows["state"] == "dormant") & (became > pd.Timestamp(judge.window))).any())


def trail_about_to_fade(judge: Judge, of: Actors) -> bool:
    contacts = judge.study.contacts[judge.study.contacts["channel"].isin(of["channel"])]
    pairs = {frozenset(ends) for ends in zip(contacts["source"], contacts["target"], strict=True)}
    ends = zip(judge.ties["source"], judge.ties["target"], strict=True)
    mine = np.array([frozenset(pair) in pairs for pair in ends])
    trails = judge.ties[mine & (judge.ties["kind"] == "cognitive_trail") & (judge.ties["state"] == "active")]
    fades = trails["last"] + pd.Timedelta(days=91)
    soon = fades <= pd.Timestamp(day_before(judge.study, 0)) + pd.Timedelta(days=30)
    assert len(trails)
    return bool((soon & (trails["occasions"] >= 2)).any())


def isolated(judge: Judge, of: Actors) -> bool:
    (person,) = of["practitioner"]
    mine = judge.ties[(judge.ties["source"] == person) | (judge.ties["target"] == person)]
    assert len(mine)
    return not ((mine["state"] == "active") & mine["crosses_agency"].eq(True)).any()


def broken_trajectory(judge: Judge, of: Actors) -> bool:
    one, other = of["agency"]
    steps = judge.study.trajectories.merge(judge.study.services, on="service")
    steps = steps.sort_values(["trajectory", "date"])
    lives = netmap.tie_lives(judge.study)
    ends = [lives[end].map(judge.agency).fillna(lives[end]) for end in ("source", "target")]
    lives = lives[[{a, b} == {one, other} for a, b in zip(*ends, strict=True)]]
    broken = 0
    for _, rows in steps.groupby("trajectory"):
        if rows["agency"].tolist() == [one, other]:
            day = pd.Timestamp(rows["date"].iloc[-1])
            alive = (lives["start"] <= day) & ~(lives["end"] <= day)
            broken += not alive.any()
    return broken >= 3


def users_absent(judge: Judge, of: Actors) -> bool:
    (partnership,) = of["partnership"]
    users = judge.paths[partnership].at("users")
    assert users
    return not judge.there["practitioner"].isin(users).any()


def one_way(judge: Judge, of: Actors) -> bool:
    told, answered = judge.contacts(*of["agency"]), judge.contacts(*reversed(of["agency"]))
    only_told = (told["direction"] == "directed").all() and answered.empty
    return only_told and len(told) >= 5


def silent_agency(judge: Judge, of: Actors) -> bool:
    (agency,) = of["agency"]
    study = judge.study
    people = set(study.practitioners.loc[study.practitioners["agency"] == agency, "practitioner"]) | {agency}
    recent = study.contacts[study.contacts["date"] > judge.window]
    seen = people & {*recent["source"], *recent["target"], *judge.there["practitioner"]}
    last = study.waves.sort_values("end").groupby("partnership")["wave"].last()
    asked = study.responses[study.responses["wave"].isin(last) & (study.responses["actor"] == agency)]
    return not seen or (asked["status"] == "none").any()


RULES: dict[str, Callable[[Judge, Actors], bool]] = {
    "no-upward-route": no_upward_route,
    "no-return-route": no_return_route,
    "single-champion": single_champion,
    "unlinked-services": unlinked_services,
    "uncovered-need": uncovered_need,
    "no-boundary-zone": no_boundary_zone,
    "informal-zone": informal_zone,
    "dominated-zone": dominated_zone,
    "zone-gone-quiet": zone_gone_quiet,
    "network-gone-dormant": network_gone_dormant,
    "trail-about-to-fade": trail_about_to_fade,
    "isolated": isolated,
    "broken-trajectory": broken_trajectory,
    "users-absent": users_absent,
    "one-way": one_way,
    "silent-agency": silent_agency,
}

PLANS = {
    "a year and a half": {"seed": 1},
    "seven months": {"seed": 2, "months": 7},
    "three years": {"seed": 3, "months": 36, "contacts": 1.0},
    "users who sit, two gates": {"seed": 8, "partnerships": 2, "months": 12},
}


@pytest.fixture(scope="module", params=list(PLANS))
def judge(request: pytest.FixtureRequest) -> Judge:
    return Judge(netmap.simulate(**PLANS[request.param]))


@pytest.mark.parametrize("rule", FAMILIES)
def test_gaps_are_gaps_and_near_misses_are_none(judge: Judge, rule: str) -> None:
    told = judge.study.truth["gaps"]
    told = told[told["rule"] == rule]
    assert len(told)
    for gap, rows in told.groupby("gap"):
        of = rows.groupby("sort")["id"].agg(list).to_dict()
        of["site"] = rows["partnership"].unique().tolist()
        assert RULES[rule](judge, of) == (rows["is_gap"].iloc[0] == "true"), (gap, of)


def test_every_family_has_gaps_and_near_misses() -> None:
    told = netmap.simulate(seed=8, partnerships=3, p3=0.0, p3b=0.0).truth["gaps"]
    for rule in FAMILIES:
        assert set(told.loc[told["rule"] == rule, "is_gap"]) == {"true", "false"}, rule


def planted(study: SimulatedStudy, rule: str, sort: str) -> set[str]:
    told = study.truth["gaps"]
    return set(told.loc[(told["rule"] == rule) & (told["is_gap"] == "true") & (told["sort"] == sort), "id"])


@pytest.mark.parametrize("rule", ["informal-zone", "dominated-zone"])
def test_no_other_zone_is_a_gap(judge: Judge, rule: str) -> None:
    sat = judge.there.groupby("zone")["agency"].nunique()
    zones = sat.index[sat > 1]
    assert {zone for zone in zones if RULES[rule](judge, {"zone": [zone]})} == planted(
        judge.study, rule, "zone"
    )


def test_no_other_need_is_uncovered(judge: Judge) -> None:
    services = judge.study.services.merge(judge.study.agencies[["agency", "partnership"]], on="agency")
    holes = {
        (need, area)
        for (_, need), rows in services.groupby(["partnership", "need"])
        for area in set(judge.study.services["area"]) - set(rows["area"])
    }
    told = judge.study.truth["gaps"]
    told = told[(told["rule"] == "uncovered-need") & (told["is_gap"] == "true")]
    assert {need for need, _ in holes} == set(told.loc[told["sort"] == "need", "id"])
    assert {area for _, area in holes} == set(told.loc[told["sort"] == "area", "id"])


def test_no_other_agency_is_silent(judge: Judge) -> None:
    changes = judge.study.agency_changes
    others = judge.study.agencies[
        ~judge.study.agencies["agency"].isin([*changes["agency"], *changes["successor"]])
    ]
    silent = {agency for agency in others["agency"] if silent_agency(judge, {"agency": [agency]})}
    told = planted(judge.study, "silent-agency", "agency")
    assert silent == told & set(others["agency"])
