"""Reach under chance, as the library answers it: an independent simulation, figures known, properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.learning.over_time import reach_between
from netmap.learning.path_rule import PathRule
from netmap.tie_kinds.policy import TiePolicy
from tests import shared_data
from tests.learning.slow_paths import Met, SlowPaths
from tests.random_worlds import LEVELS
from tests.slices import first
from tests.worlds import Rows, archipelago, frames, random_rows, relabelled, study_of

RIVERSIDE = Path(__file__).parents[2] / "datasets" / "riverside"
ANSWERS = Path(__file__).with_name("answers_of_reticula") / "riverside_chances.csv"
SEAS, ISLANDS, WORLDS = 8, 40, 12
"""Over three hundred random worlds, each played a dozen times by the slow walk."""


class OneWorld(SlowPaths):
    """The slow walk in which each encounter passes something on by chance only, on coins of its own."""

    probability = 1.0

    def begin(self, rng: Random, probability: float) -> OneWorld:
        self.rng, self.probability = rng, probability
        self.coins: dict[tuple[int, str, str], bool] = {}
        return self

    def takers(self, one: Met, giver: str, level: str | None) -> Iterator[str]:
        for taker in sorted(super().takers(one, giver, level)):
            key = (id(one), giver, taker)
            if key not in self.coins:
                self.coins[key] = self.rng.random() < self.probability
            if self.coins[key]:
                yield taker


def a_sea(seed: int) -> tuple[Rows, dict[str, Any], tuple[str, str], Random]:
    rng = Random(1000 + seed)
    start = dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(800))
    sea = archipelago(random_rows(rng, start) for _ in range(ISLANDS))
    begin = start + dt.timedelta(rng.randint(-20, 100))
    question = {
        "start": begin,
        "end": begin + dt.timedelta(rng.choice((120, 200))),
        "same_day": seed % 2 == 1,
        "max_wait": (None, None, 14, 60)[seed % 4],
    }
    levels = rng.sample(LEVELS, 2)
    return sea, question, (levels[0], levels[1]), rng


@pytest.mark.parametrize("seed", first(4, range(SEAS)))
def test_shares_are_those_of_an_independent_simulation(seed: int) -> None:
    sea, question, levels, rng = a_sea(seed)
    study, probability = study_of(sea), rng.choice((0.2, 0.4, 0.7))
    slow = OneWorld(sea, **question)
    up, sideways = [], []
    for _ in range(WORLDS):
        world = slow.begin(rng, probability)
        up.append([row["reached"] for row in by_id(world.vertical(*levels))])
        sideways.append([row["agencies_reached"] for row in by_id(world.horizontal(levels[0]))])
    chance = {"transmission_probability": probability, "replicates": 1024, **question}
    found = netmap.vertical_reach(study, *levels, **chance)
    agree(np.array(up, float), found["chance"])
    agree(np.array(sideways, float), netmap.horizontal_reach(study, levels[0], **chance)["agencies_reached"])
    certain = netmap.vertical_reach(study, *levels, **question)
    assert not (found["reached"] & ~certain["reached"]).any()
    assert (found["fastest_days"].isna() == certain["fastest_days"].isna()).all()


def by_id(rows: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [rows[person] for person in sorted(rows)]


def agree(played: np.ndarray, expected: pd.Series) -> None:
    """The mean over everybody, within what the played worlds allow; and nobody where nobody is expected."""
    assert played.shape[1] == len(expected)
    sums = played.sum(axis=1)
    error = sums.std(ddof=1) / np.sqrt(len(sums)) + 1.0
    assert abs(sums.mean() - expected.sum()) <= 4.5 * error
    assert not played[:, (expected == 0).to_numpy()].mean() > 0.01


def small(**more: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Two at the front, somebody between, a board member who also sits locally, and another."""
    people = ["Ada", "Ben", "Cem", "Č-12", "=A1"]
    return {
        "levels": pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        "practitioners": pd.DataFrame(
            {"practitioner": people, "level": ["front", "front", "front", "front", "board"]}
        ),
        "zones": pd.DataFrame({"zone": ["Board", "Local"], "level": ["board", "front"]}),
        "posts": pd.DataFrame({"practitioner": ["Cem"], "zone": ["Board"]}),
        "meetings": pd.DataFrame(
            {
                "meeting": ["1", "2"],
                "date": ["2011-03-01", "2011-04-01"],
                "zone": ["Local", "Board"],
            }
        ),
        "attendance": pd.DataFrame(
            {"meeting": [*"111", *"22"], "practitioner": ["Ada", "Ben", "Cem", "Cem", "=A1"]}
        ),
        **more,
    }


def test_who_sits_locally_too_is_reached_early_as_a_person_and_late_at_the_board() -> None:
    study = netmap.from_tables(**small())
    window = {"start": "2011-03-01", "end": "2011-04-30"}
    person = netmap.vertical_reach(study, "front", "board", **window).set_index("practitioner")
    zone = netmap.vertical_reach(study, "front", "board", arrive_at="zone", **window)
    zone = zone.set_index("practitioner")
    assert person.index.tolist() == zone.index.tolist() == ["Ada", "Ben", "Č-12"]
    assert person.loc["Ada", "first_arrival"] == pd.Timestamp("2011-03-01")
    assert zone.loc["Ada", "first_arrival"] == pd.Timestamp("2011-04-01")
    assert zone.loc["Ada", "fastest_days"] == 31
    assert not zone.loc["Č-12", "reached"]


def test_somebodys_own_job_is_arrived_at_anywhere_and_a_contact_is_no_sitting() -> None:
    contacts = pd.DataFrame(
        {
            "contact": ["a", "b"],
            "date": ["2011-03-02", "2011-03-03"],
            "source": ["Č-12", "Č-12"],
            "target": ["Cem", "=A1"],
            "zone": ["Board", None],
        }
    )
    study = netmap.from_tables(**small(contacts=contacts))
    found = netmap.vertical_reach(study, "front", "board", arrive_at="zone").set_index("practitioner")
    assert found.loc["Č-12", "first_arrival"] == pd.Timestamp("2011-03-03")


def test_months_with_a_figure_are_the_same_wherever_learning_arrives_and_whatever_its_chance() -> None:
    study = shared_data.bundled("riverside")
    months = [
        netmap.reach_over_time(study, "operational", "authority", **rule)["share"].isna().tolist()
        for rule in ({}, {"arrive_at": "zone"}, {"transmission_probability": 0.01, "replicates": 64})
    ]
    assert months[0] == months[1] == months[2]


@pytest.mark.parametrize(("probability", "reach"), [(1.0, 0.96), (0.2, 0.83), (0.1, 0.62), (0.05, 0.28)])
def test_riverside_speaks_under_chance(probability: float, reach: float) -> None:
    study = shared_data.bundled("riverside")
    launch = study.events.loc[study.events["event"] == "launch", "date"].iloc[0]
    chance = {"transmission_probability": probability}
    found = netmap.reach_over_time(study, "operational", "authority", start=launch, **chance)
    assert found.attrs["mean"] == pytest.approx(reach, abs=0.015)
    assert 0 <= found.attrs["mean_se"] < 0.006


@pytest.mark.shared
@pytest.mark.parametrize(("probability", "reach"), [(1.0, 0.79), (0.2, 0.56), (0.1, 0.33), (0.05, 0.15)])
def test_the_panels_speak_under_chance(probability: float, reach: float) -> None:
    chance = {"transmission_probability": probability}
    found = netmap.reach_over_time(shared_data.panels(), "local", "board", **chance)
    assert found["share"].notna().sum() == 18
    assert found.attrs["mean"] == pytest.approx(reach, abs=0.015)


def test_reticula_finds_the_same_chances() -> None:
    study, answers = shared_data.bundled("riverside"), pd.read_csv(ANSWERS)
    cases = answers.groupby(["from_level", "to_level", "probability", "max_wait"], dropna=False, sort=False)
    assert len(cases) == 7
    for (*levels, probability, wait), theirs in cases:
        rule = {"transmission_probability": probability, "max_wait": None if pd.isna(wait) else int(wait)}
        window = {"start": "2023-03-01", "end": "2023-08-31", "replicates": 1024}
        ours = netmap.vertical_reach(study, *levels, **window, **rule).set_index("practitioner")["chance"]
        found = (theirs["reached"] / theirs["worlds"]).set_axis(theirs["practitioner"])
        assert sorted(found.index) == sorted(ours.index)
        if probability == 1:
            assert (found == ours[found.index]).all()
            continue
        apart = (found - ours[found.index]).abs()
        likely = ((found + ours[found.index]) / 2).clip(0.005, 0.995)
        assert (apart <= 4.5 * np.sqrt(likely * (1 - likely) * (1 / 1000 + 1 / 1024))).all()
        assert abs(found.mean() - ours.mean()) < 0.04


def asked(rows: Any, level: str = LEVELS[0], to: str = LEVELS[1], **more: Any) -> dict[str, pd.DataFrame]:
    study = rows if isinstance(rows, netmap.Study) else study_of(rows)
    rule = {"transmission_probability": 0.4, "replicates": 600, **more}
    return {
        "up": netmap.vertical_reach(study, level, to, **rule),
        "sideways": netmap.horizontal_reach(study, level, **rule),
        "months": netmap.reach_over_time(study, level, to, horizon=60, **rule),
        "months sideways": netmap.reach_over_time(study, level, horizon=60, **rule),
    }


def a_world(seed: int, islands: int = 12) -> Rows:
    rng = Random(seed)
    return archipelago(random_rows(rng, dt.date(2011, 1, 1)) for _ in range(islands))


def test_the_order_of_rows_changes_no_digit() -> None:
    rows, rng = a_world(21), Random(2)
    again = {name: rng.sample(table, len(table)) for name, table in rows.items()}
    order = [table["employments"] for table in (rows, again)]
    again["employments"] = order[0]
    for name, found in asked(rows).items():
        pd.testing.assert_frame_equal(found, asked(again)[name], check_exact=True)


def test_contacts_without_ids_are_known_by_what_they_say() -> None:
    tables = frames(a_world(22, 6))
    for contacts in (tables["contacts"], tables["contacts"].drop(columns="contact")):
        plain = netmap.from_tables(**tables | {"contacts": contacts})
        mixed = netmap.from_tables(**tables | {"contacts": contacts.sample(frac=1, random_state=1)})
        for name, found in asked(plain).items():
            pd.testing.assert_frame_equal(found, asked(mixed)[name], check_exact=True)


def test_what_somebody_is_called_changes_only_what_chance_allows() -> None:
    rows, rule = a_world(23, 10), {"transmission_probability": 0.4, "replicates": 1024}
    found = netmap.vertical_reach(study_of(rows), *LEVELS[:2], **rule)
    called = netmap.vertical_reach(study_of(relabelled(rows, "x {}".format)), *LEVELS[:2], **rule)
    assert found["chance"].tolist() != called["chance"].tolist()
    sums = found["chance"].sum(), called["chance"].sum()
    error = np.sqrt((found["se"] ** 2).sum() + (called["se"] ** 2).sum())
    assert abs(sums[0] - sums[1]) < 6 * error


def test_a_stranger_who_goes_changes_nothing() -> None:
    world, rng = a_world(24, 3), Random(3)
    stranger = archipelago([world, random_rows(rng, dt.date(2011, 1, 1))])
    alone = archipelago([world])
    window = {"start": "2011-02-01", "end": "2011-10-31"}
    for one, other in zip(asked(alone, **window).values(), asked(stranger, **window).values(), strict=True):
        if "practitioner" in one:
            mine = other[other["practitioner"].str.endswith("/0")].reset_index(drop=True)
            more = ["chance", "first_arrival"] if "chance" in one else ["agencies_reached"]
            columns = ["practitioner", *more]
            pd.testing.assert_frame_equal(one[columns], mine[columns], check_exact=True)


def test_standard_errors_are_what_seeds_scatter_by() -> None:
    study, policy = shared_data.bundled("riverside"), TiePolicy()
    shares, errors = [], []
    for seed in range(200):
        rule = PathRule(horizon=90, transmission_probability=0.1, replicates=64, seed=seed)
        _, reach = reach_between(study, "operational", "authority", "2023-05-01", "2023-06-30", rule, policy)
        shares.append(reach.mean)
        errors.append(reach.error)
    assert np.std(shares, ddof=1) == pytest.approx(np.mean(errors), rel=0.2)
    inside = np.abs(np.array(shares) - np.mean(shares)) < 2 * np.array(errors)
    assert 0.9 < inside.mean() < 0.99


def test_a_single_world_has_no_error() -> None:
    found = asked(a_world(25), replicates=1)
    assert found["up"]["se"].isna().all()
    assert set(found["up"]["chance"]) <= {0.0, 1.0}
    certain = asked(a_world(25), transmission_probability=1.0)
    assert (certain["up"]["se"] == 0).all()


def test_the_curve_never_falls_and_half_way_is_where_half_arrive() -> None:
    study = shared_data.bundled("riverside")
    for to_level in ("authority", None):
        asked = (study, "operational", to_level)
        curve = netmap.transmission_curve(
            *asked, horizon=60, probabilities=[1, 0.3, 0.05, 0.3], replicates=200
        )
        assert curve["probability"].tolist() == [0.05, 0.3, 1.0]
        assert curve["share"].is_monotonic_increasing
        for row in curve.itertuples():
            rule = {"transmission_probability": row.probability, "replicates": 200, "horizon": 60}
            months = netmap.reach_over_time(*asked, **rule)
            assert row.share == pytest.approx(months.attrs["mean"], abs=1e-12)
            assert row.se == months.attrs["mean_se"]
            assert row.n == months["share"].notna().sum()
        half = curve.attrs["half_way"]
        around = [
            netmap.reach_over_time(*asked, horizon=60, transmission_probability=chance, replicates=200)
            for chance in (half - 0.001, half)
        ]
        assert around[0].attrs["mean"] < 0.5 <= around[1].attrs["mean"]
        assert half == round(half, 3)


def test_half_way_of_one_contact_is_one_half_and_of_too_little_unknown() -> None:
    people = pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"], "level": ["front", None, "board"]})
    contacts = pd.DataFrame(
        {
            "contact": ["1", "2"],
            "date": ["2011-03-01", "2011-04-15"],
            "source": ["Ada"] * 2,
            "target": ["Cem"] * 2,
        }
    )
    levels = pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]})
    study = netmap.from_tables(levels=levels, practitioners=people, contacts=contacts)
    asked = {"start": "2011-03-01", "end": "2011-03-31", "horizon": 30}
    curve = netmap.transmission_curve(study, "front", "board", replicates=8192, **asked)
    assert curve.attrs["half_way"] == pytest.approx(0.5, abs=0.03)
    assert (curve["share"] - curve["probability"]).abs().max() < 0.03
    none = netmap.transmission_curve(study, "board", "front", probabilities=[0.5], horizon=10)
    assert none["share"].notna().all()
    other = people.assign(level=["front", "board", "front"])
    never = netmap.from_tables(levels=levels, practitioners=other, contacts=contacts)
    assert np.isnan(netmap.transmission_curve(never, "front", "board", **asked).attrs["half_way"])
    with pytest.raises(netmap.ArgumentError, match="probabilities"):
        netmap.transmission_curve(study, "front", "board", probabilities=[])
    with pytest.raises(netmap.ArgumentError, match="transmission_probability"):
        netmap.transmission_curve(study, "front", "board", probabilities=[1.2])
