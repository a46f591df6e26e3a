"""Reliance under chance: exactly what is left of the same worlds when somebody meets nobody any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.brokers.crossed import CLASSES
from netmap.brokers.routes import Question
from netmap.tie_kinds.actors import actors_of
from tests.random_worlds import LEVELS
from tests.worlds import Rows, archipelago, random_rows, study_of

RULES: list[dict[str, Any]] = [
    {"transmission_probability": 0.5, "replicates": 100},
    {"transmission_probability": 0.8, "replicates": 600, "same_day": True, "seed": 4},
    {"transmission_probability": 0.6, "replicates": 64, "max_wait": 30, "arrive_at": "zone"},
]
WINDOW = {"start": "2011-02-01", "end": "2011-12-31"}


def a_world(seed: int, islands: int = 4) -> Rows:
    rng = Random(seed)
    return archipelago(random_rows(rng, dt.date(2011, 1, 1)) for _ in range(islands))


def without(rows: Rows, gone: Collection[str]) -> netmap.Study:
    """The study in which some people meet nobody."""
    attendance = [row for row in rows.get("attendance", []) if row["practitioner"] not in gone]
    contacts = [row for row in rows["contacts"] if not {row["source"], row["target"]} & set(gone)]
    return study_of({**rows, "attendance": attendance, "contacts": contacts})


def chances(study: netmap.Study, gone: Collection[str], rule: dict[str, Any]) -> pd.Series:
    """The chance of everybody else."""
    found = netmap.vertical_reach(study, LEVELS[0], LEVELS[1], **WINDOW, **rule)
    return found[~found["practitioner"].isin(gone)].set_index("practitioner")["chance"]


@pytest.mark.parametrize("rule", RULES)
def test_reliance_is_the_relative_fall_of_the_chance_of_others(rule: dict[str, Any]) -> None:
    rows, relied = a_world(35), 0
    study = study_of(rows)
    table = netmap.champions(study, LEVELS[0], LEVELS[1], **WINDOW, **rule).set_index("practitioner")
    for person in Random(1).sample(sorted(table.index), 12):
        before = chances(study, {person}, rule).sum()
        left = chances(without(rows, {person}), {person}, rule).sum()
        assert table.loc[person, "sources_reaching"] == pytest.approx(before)
        assert table.loc[person, "lost"] == pytest.approx(before - left)
        assert table.loc[person, "reliance"] == pytest.approx((before - left) / before)
        relied += before > left
    assert relied > 1
    assert (table["se"] >= 0).all()


@pytest.mark.parametrize("who", CLASSES)
def test_a_class_is_relied_on_as_if_it_met_nobody(who: str) -> None:
    rows, rule = a_world(32), RULES[0]
    study = study_of(rows)
    window = Question(LEVELS[0], LEVELS[1], **WINDOW).routes(study).window  # type: ignore[union-attr]
    people = set(actors_of(study).ids[CLASSES[who](window)])
    found = netmap.class_reliance(study, LEVELS[0], LEVELS[1], who=who, **WINDOW, **rule).iloc[0]
    before, left = (chances(each, people, rule).sum() for each in (study, without(rows, people)))
    assert found["cross_represented"] == len(people) > 0
    assert found["reached"] == pytest.approx(before)
    assert found["lost"] == pytest.approx(before - left)
    assert found["reliance"] == pytest.approx((before - left) / before)


def test_the_error_of_a_reliance_is_what_seeds_scatter_by() -> None:
    study, rule = study_of(a_world(37, 2)), {"transmission_probability": 0.5, "replicates": 64}
    asked = [
        netmap.class_reliance(study, LEVELS[0], LEVELS[1], who="ever", **WINDOW, **rule, seed=seed).iloc[0]
        for seed in range(60)
    ]
    for figure, error in (("reliance", "se"), ("reached", "reached_se"), ("lost", "lost_se")):
        scatter = np.std([each[figure] for each in asked], ddof=1)
        assert scatter == pytest.approx(np.mean([each[error] for each in asked]), rel=0.3)


def test_a_covering_set_halves_the_chance_of_those_outside_it() -> None:
    counted = 0
    for seed in range(34, 54):
        rows, rule = a_world(seed, 1), RULES[0]
        study = study_of(rows)
        found = netmap.covering_set(study, LEVELS[0], LEVELS[1], **WINDOW, **rule)
        if found.empty:
            continue
        people = set(found["practitioner"])
        before, left = (chances(each, people, rule) for each in (study, without(rows, people)))
        last = found.iloc[-1]
        assert last["outside"] == len(before)
        assert last["reached"] == pytest.approx(before.sum())
        assert last["left"] == pytest.approx(left.sum())
        assert last["reach_left"] <= last["reach_before"] / 2
        table = netmap.champions(study, LEVELS[0], LEVELS[1], **WINDOW, **rule).set_index("practitioner")
        assert (table.loc[sorted(people), "lost"] > 0).all()
        assert not table.loc[sorted(people), "is_target"].any()
        counted += 1
    assert counted >= 3


def test_two_who_stand_in_for_each_other_matter_a_little_each() -> None:
    contacts = [("c1", "2011-03-01", "Ada", "Ben"), ("c2", "2011-03-01", "Ada", "Cem")]
    contacts += [("c3", "2011-03-09", "Ben", "Dan"), ("c4", "2011-03-09", "Cem", "Dan")]
    study = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        practitioners=pd.DataFrame(
            {"practitioner": ["Ada", "Ben", "Cem", "Dan"], "level": ["front", None, None, "board"]}
        ),
        contacts=pd.DataFrame(contacts, columns=["contact", "date", "source", "target"]),
    )
    certain = netmap.champions(study, "front", "board").set_index("practitioner")["reliance"]
    assert certain[["Ben", "Cem"]].tolist() == [0, 0]
    rule = {"transmission_probability": 0.5, "replicates": 8192}
    table = netmap.champions(study, "front", "board", **rule).set_index("practitioner")
    one, both = 0.25, 1 - 0.75**2
    for person in ("Ben", "Cem"):
        assert abs(table.loc[person, "reliance"] - (both - one) / both) < 4.5 * table.loc[person, "se"]
    assert table.loc["Dan", "reliance"] == 1
    assert np.isnan(table.loc["Ada", "reliance"])
    assert netmap.covering_set(study, "front", "board", **rule)["practitioner"].tolist() == ["Ben", "Cem"]
