"""Reliance, the class, the covering set: against taking people out and walking again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.brokers.champions import champions, each_gone
from netmap.brokers.class_reliance import class_reliance
from netmap.brokers.covering import covering_set
from netmap.brokers.routes import Question
from netmap.tie_kinds.actors import actors_of
from tests.brokers.slow_reliance import SlowReliance
from tests.brokers.small_partnerships import DAYS, START, side_by_side, small_partnership
from tests.learning.slow_paths import SlowPaths
from tests.random_worlds import Rows
from tests.slices import first
from tests.worlds import study_of

CHUNKS, STUDIES, WORLDS = 5, 8, 25
"""1,000 worlds, twenty-five to a study; each world has levels of its own, and is asked about by itself."""

LEAST = {"reliance 0": 120, "reliance 1": 40, "reliance between": 110, "no reliance": 80}
"""How often each kind of answer occurs at least in a chunk; a loss that costs nothing counts once a world."""


def the_question(rng: Random) -> dict[str, Any]:
    begin = START + dt.timedelta(rng.choice((0, 0, 0, 3, 8)))
    return {
        "start": begin,
        "end": begin + dt.timedelta(rng.choice((DAYS, DAYS, DAYS - 10))),
        "same_day": rng.random() < 0.5,
        "max_wait": rng.choice((None, None, None, 0, 4, 12, 20)),
    }


@pytest.mark.parametrize("chunk", first(1, range(CHUNKS)))
def test_every_reliance_is_what_a_walk_without_them_finds(chunk: int) -> None:
    counted: Counter[str] = Counter()
    for number in range(STUDIES):
        counted.update(check_study(Random(STUDIES * chunk + number)))
    assert {kind: counted[kind] for kind, least in LEAST.items() if counted[kind] < least} == {}
    assert counted["reliance between"] > counted["reliance 1"]


def check_study(rng: Random) -> Counter[str]:
    worlds = [small_partnership(rng, str(number)) for number in range(WORLDS)]
    study, counted = study_of(side_by_side(worlds)), Counter[str]()
    for number, rows in enumerate(worlds):
        question = the_question(rng)
        levels = (f"front {number}", f"board {number}")
        from_level, to_level = levels if rng.random() < 0.7 else levels[::-1]
        slow = SlowReliance(SlowPaths(rows, **question), from_level, to_level)
        counted.update(check_each(study, slow, Question(from_level, to_level, **question)))
        if number % 5 == 0:
            check_class(study, slow, question)
        if number % 5 == 1:
            counted.update(check_covering(study, slow, question))
        if number == 2 and rng.random() < 0.4:
            check_table(study, slow, question)
    return counted


def check_each(study: netmap.Study, slow: SlowReliance, question: Question) -> list[str]:
    """What is lost with each person of the world."""
    routes = question.routes(study)
    assert routes is not None
    ids = actors_of(study).ids
    who, outcomes = each_gone(routes)
    assert set(ids[routes.sources]) == slow.sources
    assert set(ids[routes.targets]) == slow.targets
    assert set(ids[routes.reaching]) == slow.reaching()
    found = dict(
        zip(ids[who], zip(outcomes.before, outcomes.left, outcomes.reliance, strict=True), strict=True)
    )
    kinds = []
    for person in slow.paths.people:
        reliance = slow.reliance([person])
        if person in found:
            assert found[person][:2] == slow.counts([person])
            assert plain(found[person][2]) == reliance
        else:
            assert not reliance
        kinds.append(kind_of(reliance))
    return [*(kind for kind in kinds if kind != "reliance 0"), *{"reliance 0"}.intersection(kinds)]


def plain(value: Any) -> Any:
    return None if pd.isna(value) else float(value)


def kind_of(reliance: float | None) -> str:
    if reliance is None:
        return "no reliance"
    return "reliance between" if 0 < reliance < 1 else f"reliance {reliance:.0f}"


def check_class(study: netmap.Study, slow: SlowReliance, question: dict[str, Any]) -> None:
    for who, members in (("simultaneous", slow.simultaneous), ("ever", slow.ever)):
        row = class_reliance(study, slow.from_level, slow.to_level, who=who, **question).iloc[0]
        before, left = slow.counts(members)
        assert (row["reached"], row["lost"]) == (before, before - left)
        assert row["outside"] == len(slow.sources - members)
        assert plain(row["reliance"]) == slow.reliance(members)


def check_covering(study: netmap.Study, slow: SlowReliance, question: dict[str, Any]) -> list[str]:
    found = covering_set(study, slow.from_level, slow.to_level, at_most=3, **question)
    members, smallest = found["practitioner"].tolist(), slow.smallest(3)
    assert found.attrs["found"] == ("" if not slow.reaching() else str(bool(members)).lower())
    for place, row in enumerate(found.itertuples(index=False), start=1):
        first = members[:place]
        assert (row.reached, row.left) == slow.counts(first)
        assert row.outside == len(slow.sources - set(first))
        assert row.order == place
    if members:
        assert slow.halved(members)
        assert not slow.targets & set(members)
        assert not any(slow.halved(set(members) - {one}) for one in members if len(members) > 1)
    if len(members) == 1:
        assert slow.first_taken() == members[0]
    if smallest == 1:
        assert len(members) == 1
    return ["covered as well as can be"] if (len(members) or None) == smallest else ["not covered as well"]


def check_table(study: netmap.Study, slow: SlowReliance, question: dict[str, Any]) -> None:
    """Every other column of the table, for the people of one world."""
    table = champions(study, slow.from_level, slow.to_level, **question)
    assert table["practitioner"].tolist() == sorted(study.practitioners["practitioner"])
    rows = table.set_index("practitioner")
    for person in slow.paths.people:
        row, others = rows.loc[person], slow.reaching() - {person}
        assert plain(row["reliance"]) == slow.reliance([person])
        assert row["sources_reaching"] == len(others)
        assert row["lost"] == len(others - slow.reaching([person]))
        assert row["is_target"] == (person in slow.targets)
        assert row["cross_represented"] == (person in slow.simultaneous)
        assert row["ever_cross_represented"] == (person in slow.ever)
        assert row["in_degree"] == slow.in_degree[person]
    elsewhere = rows.drop(index=list(slow.paths.people))
    assert not elsewhere[["lost", "is_target"]].any(axis=None)


def renamed(rows: Rows) -> Rows:
    """The same world, the people under other names that sort the same way."""
    return {
        table: [
            {
                key: f"= {cell}" if key in ("practitioner", "source", "target") else cell
                for key, cell in row.items()
            }
            for row in given
        ]
        for table, given in rows.items()
    }


def moved(rows: Rows, days: int) -> Rows:
    """The same world so many days later."""
    dates = ("date", "joined", "left")

    def later(cell: str) -> str:
        return (dt.date.fromisoformat(cell) + dt.timedelta(days)).isoformat()

    return {
        table: [{key: later(cell) if key in dates else cell for key, cell in row.items()} for row in given]
        for table, given in rows.items()
    }


def figures(rows: Rows, **question: Any) -> pd.DataFrame:
    """The champions of a world, by the order of their ids."""
    return champions(study_of(side_by_side([rows])), "front 0", "board 0", **question).drop(
        columns="practitioner"
    )


def test_names_and_dates_change_nothing() -> None:
    for seed in range(2):
        rows = small_partnership(Random(seed), "0")
        window = {"start": START, "end": START + dt.timedelta(DAYS)}
        later = {name: day + dt.timedelta(800) for name, day in window.items()}
        found = figures(rows, **window)
        pd.testing.assert_frame_equal(figures(renamed(rows), **window), found, check_flags=False)
        pd.testing.assert_frame_equal(figures(moved(rows, 800), **later), found, check_flags=False)
