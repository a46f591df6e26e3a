"""Introductions: exact gains on the same coins, equal to asking every changed study."""

from __future__ import annotations

import datetime as dt
import json
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.gap_rules.record import Record
from netmap.learning.path_rule import PathRule
from netmap.tie_kinds.actors import actors_of
from netmap.what_if.added_gains import gains_of
from netmap.what_if.candidates import candidates_of
from netmap.what_if.changed_study import meeting_days, with_contacts
from netmap.what_if.figures import Setting, measured, objective, upward_and_sideways
from tests.worlds import Row, Rows, study_of

LEVELS = ("front", "board")
AGENCIES = ("agency_1", "=A1", "Č-12")
T, START = "2011-12-31", "2011-01-01"
HORIZON = 280


def random_world(rng: Random) -> Rows:
    """Six people of three agencies who serve one need, at two levels, some of whom change in the year."""
    people, jobs, posts = [], [], []
    names = rng.sample(["1", "a,b", "a;b", "-", "<b>x</b>", "None", "日本", "1_2"], 6)
    for place, name in enumerate(names):
        agency, level = rng.choice(AGENCIES), LEVELS[0] if place < 4 else rng.choice((*LEVELS, None))
        row: Row = {"practitioner": name, "agency": agency, "joined": "2010-01-01"}
        people.append(row if level is None else {**row, "level": level})
        if rng.random() < 0.25:
            move = (dt.date(2011, 1, 1) + dt.timedelta(rng.randrange(100, 250))).isoformat()
            jobs.append(
                {
                    "practitioner": name,
                    "agency": rng.choice(AGENCIES),
                    "level": rng.choice(LEVELS),
                    "joined": move,
                }
            )
        if rng.random() < 0.2:
            posts.append({"practitioner": name, "zone": "z", "joined": "2011-04-01"})
    contacts = []
    for number in range(rng.randint(5, 12)):
        one, other = rng.sample(names, 2)
        day = (dt.date(2011, 1, 1) + dt.timedelta(rng.randrange(360))).isoformat()
        kind = rng.choice(("mutual", "directed"))
        contacts.append(
            {"contact": f"c{number}", "date": day, "source": one, "target": other, "direction": kind}
        )
    return {
        "levels": [{"level": level, "rank": rank} for rank, level in enumerate(LEVELS)],
        "agencies": [{"agency": agency} for agency in AGENCIES],
        "services": [{"service": agency, "agency": agency, "need": "sleep"} for agency in AGENCIES],
        "zones": [{"zone": "z", "level": "board"}],
        "practitioners": people,
        "employments": jobs,
        "posts": posts,
        "contacts": contacts,
        "partnerships": [{"partnership": "p", "observed_from": START, "observed_to": T}],
    }


def with_pair(rows: Rows, pairs: list[tuple[str, str]]) -> netmap.Study:
    """The study in which pairs meet on the first working day of each month."""
    added = [
        {
            "contact": json.dumps(["added", *pair, day], ensure_ascii=False),
            "date": day,
            "source": pair[0],
            "target": pair[1],
            "direction": "mutual",
        }
        for pair in pairs
        for day in FIRST_DAYS
    ]
    return study_of({**rows, "contacts": [*rows["contacts"], *added]})


FIRST_DAYS = [
    next(
        day.isoformat()
        for day in (dt.date(2011, month, number) for number in range(1, 8))
        if day.isoweekday() <= 5
    )
    for month in range(1, 13)
]


def figures(study: netmap.Study, rule: dict[str, Any]) -> dict[tuple[str, str | None], pd.Series]:
    """The share of each month of each figure."""
    pairs: list[tuple[str, str | None]] = [("front", "board"), ("front", None), ("board", None)]
    asked = {"start": START, "end": T, "horizon": HORIZON, **rule}
    return {
        pair: netmap.reach_over_time(study, pair[0], pair[1], **asked).set_index("month")["share"]
        for pair in pairs
    }


def slow_objective(
    found: dict[tuple[str, str | None], pd.Series], before: dict[tuple[str, str | None], pd.Series]
) -> float:
    """The mean over the figures, and their months, that had a share before."""
    means = [found[pair][was.notna()].fillna(0).mean() for pair, was in before.items() if was.notna().any()]
    return float(np.mean(means)) if means else float("nan")


RULES: list[dict[str, Any]] = [
    {"transmission_probability": 0.4, "replicates": 66},
    {"transmission_probability": 1.0},
    {"transmission_probability": 0.5, "replicates": 64, "arrive_at": "zone", "seed": 3},
    {"transmission_probability": 0.5, "replicates": 9, "max_wait": 40},
]


@pytest.mark.parametrize(("seed", "k"), [(0, 1), (3, 1), (5, 2), (14, 1)])
def test_the_greedy_choice_is_that_of_asking_every_changed_study(seed: int, k: int) -> None:
    rows, rule = random_world(Random(seed)), RULES[seed % len(RULES)]
    study = study_of(rows)
    found = netmap.introductions(study, k=k, horizon=HORIZON, **rule)
    before = figures(study, rule)
    home = netmap.ties(study)
    tied = {frozenset(ends) for ends in zip(home["source"], home["target"], strict=True)}
    agency = {row["practitioner"]: row["agency"] for row in rows["practitioners"]}
    agency |= {row["practitioner"]: row["agency"] for row in rows["employments"]}
    pairs = [
        pair
        for pair in combinations(sorted(agency), 2)
        if agency[pair[0]] != agency[pair[1]] and frozenset(pair) not in tied
    ]
    assert found.attrs["candidates"] == len(pairs)
    chosen: list[tuple[str, str]] = []
    now = slow_objective(before, before)
    for row in found.itertuples():
        gains = {
            pair: slow_objective(figures(with_pair(rows, [*chosen, pair]), rule), before) - now
            for pair in pairs
            if pair not in chosen
        }
        best = max(gains.values())
        assert row.gain == pytest.approx(best, abs=1e-12)
        assert gains[row.source, row.target] == pytest.approx(best, abs=1e-12)
        chosen.append((row.source, row.target))
        now += best
    if len(found) < k and pairs and not np.isnan(now):
        rest = [pair for pair in pairs if pair not in chosen]
        more = [
            slow_objective(figures(with_pair(rows, [*chosen, pair]), rule), before) - now for pair in rest
        ]
        assert max(more, default=0) == pytest.approx(0, abs=1e-12)


def test_of_too_many_candidates_those_with_the_greatest_bound_are_looked_at() -> None:
    rows = random_world(Random(14))
    study = study_of(rows)
    rule = {"transmission_probability": 0.4, "replicates": 64}
    every = netmap.introductions(study, k=1, horizon=HORIZON, **rule)
    some = netmap.introductions(study, k=1, horizon=HORIZON, at_most=3, **rule)
    assert some.attrs["looked_at"] == 3
    assert some.attrs["left_out"] == every.attrs["candidates"] - 3
    assert some["gain"].tolist() == every["gain"].tolist()


@pytest.mark.parametrize("seed", [4, 17])
def test_every_gain_is_that_of_the_changed_study(seed: int) -> None:
    """Also of people who change level and agency in the year, and are told again what they told."""
    study = study_of(random_world(Random(seed)))
    certain = seed % 2 == 1
    rule = PathRule(
        HORIZON, transmission_probability=1.0 if certain else 0.5, replicates=1 if certain else 66
    )
    setting = Setting(day_of(START), day_of(T), rule, netmap.TiePolicy())
    before = measured(study, setting, upward_and_sideways(study, setting))
    candidates, ids = candidates_of(Record(study, day_of(T))), actors_of(study).ids
    pairs = [(str(ids[a]), str(ids[b])) for a, b in zip(candidates.first, candidates.second, strict=True)]
    now, (quick, _) = objective(study, setting, before), gains_of(study, setting, before, pairs)
    for pair, gains in zip(pairs, quick, strict=True):
        changed = with_contacts(study, [pair], meeting_days(setting.start, setting.end))
        assert gains == pytest.approx(objective(changed, setting, before) - now, abs=1e-12)


def day_of(text: str) -> int:
    return (dt.date.fromisoformat(text) - dt.date(1970, 1, 1)).days


def test_meeting_days_are_working_days() -> None:
    first, last = day_of(START), day_of(T)
    assert [day.isoformat() for day in meeting_days(first, last)] == FIRST_DAYS
    assert meeting_days(first + 2, last)[0].isoformat() == "2011-01-03"
    assert meeting_days(first + 3, last)[0].isoformat() == "2011-02-01"


def test_nothing_to_gain_is_an_empty_answer() -> None:
    nobody = netmap.from_tables(practitioners=pd.DataFrame({"practitioner": ["1"]}))
    assert netmap.introductions(nobody).empty
    with pytest.raises(netmap.ArgumentError):
        netmap.introductions(nobody, k=0)
