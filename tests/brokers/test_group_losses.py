"""What would be lost without an agency or a class: against people who meet nobody, by month."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.brokers.crossed import CLASSES
from netmap.brokers.group_losses import agency_losses, class_losses
from netmap.brokers.routes import Question
from netmap.tie_kinds.actors import actors_of
from tests.brokers.test_chance import without
from tests.learning.slow_paths import SlowPaths
from tests.random_worlds import LEVELS
from tests.worlds import Rows, archipelago, random_rows, study_of

RULES: list[dict[str, Any]] = [
    {},
    {"transmission_probability": 0.5, "replicates": 100},
    {"transmission_probability": 0.7, "replicates": 600, "same_day": True, "seed": 4},
    {"transmission_probability": 0.6, "replicates": 64, "max_wait": 30, "arrive_at": "zone"},
]
WINDOW = {"start": "2011-02-01", "end": "2011-09-30"}
ENDS = LEVELS[1], LEVELS[2]


def a_world(seed: int) -> Rows:
    rng = Random(seed)
    return archipelago(random_rows(rng, dt.date(2011, 1, 1)) for _ in range(3))


def months_with_a_figure(study: netmap.Study, horizon: int) -> list[pd.Timestamp]:
    found = netmap.reach_over_time(study, *ENDS, horizon=horizon, **WINDOW)
    return found.loc[found["share"].notna(), "month"].tolist()


def chances(
    study: netmap.Study, gone: Collection[str], month: pd.Timestamp, days: int, rule: Any
) -> pd.Series:
    """The chance of everybody else within some days of the first of a month."""
    found = netmap.vertical_reach(study, *ENDS, start=month, end=month + pd.Timedelta(days, "D"), **rule)
    return found[~found["practitioner"].isin(gone)]["chance"]


def slowly(rows: Rows, gone: Collection[str], days: int, rule: dict[str, Any]) -> tuple[float, float, int]:
    """The mean over the months of the share of the others with them and without them, and how many months."""
    study, less = study_of(rows), without(rows, gone)
    pairs = []
    for month in months_with_a_figure(study, days):
        before = chances(study, gone, month, days, rule)
        if len(before):
            pairs.append((before.mean(), chances(less, gone, month, days, rule).mean()))
    if not pairs:
        return float("nan"), float("nan"), 0
    one, other = zip(*pairs, strict=True)
    return sum(one) / len(one), sum(other) / len(other), len(pairs)


def seen_by_agency(rows: Rows, days: int) -> dict[str, set[str]]:
    """Who met anybody in those months while they belonged to an agency, read from the rows alone."""
    study = study_of(rows)
    asked = netmap.reach_over_time(study, *ENDS, horizon=days, **WINDOW)["month"]
    first, last = asked.min().date(), (asked.max() + pd.Timedelta(days, "D")).date()
    paths = SlowPaths(rows, start=first, end=last)
    found: dict[str, set[str]] = defaultdict(set)
    for met in paths.met:
        together = met.givers | met.takers
        for who in together if len(together) > 1 else ():
            agency = paths.agency(who, met.day)
            if agency is not None:
                found[paths.called(agency)].add(who)
    return found


@pytest.mark.parametrize("rule", RULES)
def test_an_agency_is_missed_as_if_its_people_met_nobody(rule: dict[str, Any]) -> None:
    counted: Counter[str] = Counter()
    for seed in (11, 12):
        rows = a_world(seed)
        table = agency_losses(study_of(rows), *ENDS, horizon=60, **WINDOW, **rule).set_index("agency")
        people = seen_by_agency(rows, 60)
        assert {agency: len(who) for agency, who in people.items()} == table["people"].to_dict()
        for agency in Random(seed).sample(sorted(people), min(3, len(people))):
            reach, left, months = slowly(rows, people[agency], 60, rule)
            row = table.loc[agency]
            assert row["reach"] == pytest.approx(reach, nan_ok=True)
            assert row["reach_without"] == pytest.approx(left, nan_ok=True)
            assert row["lost"] == pytest.approx(100 * (reach - left), nan_ok=True)
            assert row["months"] == months
            counted["lost" if reach > left else "kept"] += 1
    assert counted["lost"] > 1


@pytest.mark.parametrize("who", CLASSES)
@pytest.mark.parametrize("rule", RULES[:2])
def test_a_class_is_missed_as_if_it_met_nobody(who: str, rule: dict[str, Any]) -> None:
    rows = a_world(13)
    study = study_of(rows)
    window = Question(*ENDS, **WINDOW).routes(study).window  # type: ignore[union-attr]
    people = set(actors_of(study).ids[CLASSES[who](window)])
    row = class_losses(study, *ENDS, who=who, horizon=60, **WINDOW, **rule).iloc[0]
    reach, left, months = slowly(rows, people, 60, rule)
    assert row["people"] == len(people) > 0
    assert (row["reach"], row["reach_without"], row["months"]) == pytest.approx((reach, left, months))


def test_only_agencies_of_so_many_people_are_asked_about() -> None:
    study = study_of(a_world(11))
    every = agency_losses(study, *ENDS, horizon=60, **WINDOW)
    least = int(every["people"].median())
    some = agency_losses(study, *ENDS, horizon=60, **WINDOW, least=least)
    kept = every[every["people"] >= least].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, kept)
    assert int(some.attrs["smaller"]) == len(every) - len(kept) > 0
    assert every.attrs["smaller"] == "0"


def test_where_nothing_is_dated_no_agency_is_told_and_a_class_has_no_figure() -> None:
    rows: Rows = {
        "levels": [{"level": level, "rank": rank} for rank, level in enumerate(ENDS)],
        "practitioners": [{"practitioner": "Ada", "level": ENDS[0]}],
    }
    study = study_of(rows)
    assert agency_losses(study, *ENDS).empty
    (row,) = class_losses(study, *ENDS).to_dict("records")
    assert row["months"] == row["people"] == 0
    assert pd.isna(row["reach"])


def test_a_chain_through_one_agency_has_its_closed_form() -> None:
    """Two hops of one half each, the second by a carrier of another agency, or by nobody without it."""
    study = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        agencies=pd.DataFrame({"agency": ["school", "police", "council"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": ["Ada", "Ben", "Cem"],
                "level": ["front", None, "board"],
                "agency": ["school", "police", "council"],
            }
        ),
        contacts=pd.DataFrame(
            {
                "contact": ["1", "2", "3"],
                "date": ["2011-03-01", "2011-03-05", "2011-06-01"],
                "source": ["Ada", "Ben", "Ada"],
                "target": ["Ben", "Cem", "Ben"],
            }
        ),
    )
    asked = {"start": "2011-03-01", "end": "2011-03-31", "horizon": 30, "transmission_probability": 0.5}
    table = agency_losses(study, "front", "board", **asked, replicates=20_000).set_index("agency")
    assert table.loc["police", "reach"] == pytest.approx(0.25, abs=4 * table.loc["police", "reach_se"])
    assert table.loc["police", "reach_without"] == 0
    assert table.loc["police", "lost"] == pytest.approx(100 * table.loc["police", "reach"])
    assert table.loc["council", "reach_without"] == 0
    assert pd.isna(table.loc["school", "reach"])
    assert table.loc["school", "months"] == 0
