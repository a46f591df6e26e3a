"""The library's learning paths against the slow walk, on well over a thousand random worlds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.learning.one_path import learning_path
from netmap.learning.over_time import reach_over_time
from netmap.learning.sideways import arrival_matrix, horizontal_reach
from netmap.learning.upwards import vertical_reach
from tests.learning.slow_paths import Rows, SlowPaths, end_of_data
from tests.random_worlds import LEVELS
from tests.slices import first
from tests.worlds import archipelago, random_rows, study_of

CHUNKS, SEAS, WORLDS = 4, 8, 40
"""Nearly thirteen hundred worlds, forty to a study, each study with one window, rule and pair of levels."""

LEAST = {
    "reached True": 50,
    "reached False": 50,
    "slow path": 10,
    "some agencies": 10,
    "share unknown": 10,
    "arrival": 10,
    "path of 1 hops": 3,
    "path of 2 hops": 3,
    "path of 1 hops between agencies": 3,
    "reach neither 0 nor 1": 6,
}
"""How often each kind of answer occurs at least among the eight studies of a chunk."""


def plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def rows_of(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    names = [name for name in frame if name != "practitioner"]
    cells = {name: [plain(value) for value in frame[name]] for name in names}
    people = frame["practitioner"].tolist()
    assert people == sorted(set(people))
    return {person: {name: cells[name][row] for name in names} for row, person in enumerate(people)}


def a_sea(seed: int) -> tuple[Rows, dict[str, Any], tuple[str, str], Random]:
    """Worlds side by side, and the window, rule and levels to ask about."""
    rng = Random(seed)
    start = dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(800))
    sea = archipelago(random_rows(rng, start) for _ in range(WORLDS))
    begin = start + dt.timedelta(rng.randint(-20, 100))
    question = {
        "start": begin,
        "end": begin + dt.timedelta(rng.choice((120, 200, 365))),
        "same_day": rng.random() < 0.5,
        "max_wait": rng.choice((None, None, None, 0, 14, 30, 60)),
    }
    levels = rng.sample(LEVELS, 2)
    return sea, question, (levels[0], levels[1]), rng


@pytest.mark.parametrize("chunk", first(1, range(CHUNKS)))
def test_every_answer_is_that_of_the_slow_walk(chunk: int) -> None:
    counted: Counter[str] = Counter()
    for sea in range(SEAS):
        counted.update(check_sea(SEAS * chunk + sea))
    assert {kind: counted[kind] for kind, least in LEAST.items() if counted[kind] < least} == {}


def check_sea(seed: int) -> Counter[str]:
    """Ask everything of one study both ways; how often each kind of answer occurred."""
    sea, question, levels, rng = a_sea(seed)
    study, slow = study_of(sea), SlowPaths(sea, **question)
    vertical = slow.vertical(*levels)
    assert rows_of(vertical_reach(study, *levels, **question)) == vertical
    horizontal = slow.horizontal(levels[0])
    assert rows_of(horizontal_reach(study, levels[0], **question)) == {
        person: {name: cell for name, cell in row.items() if name != "first"}
        for person, row in horizontal.items()
    }
    matrix = arrival_matrix(study, levels[0], **question)
    assert list(matrix.index) == list(matrix.columns) == sorted(slow.there(levels[0]))
    days = dict(zip(product(matrix.index, matrix.columns), map(plain, matrix.to_numpy().flat), strict=True))
    assert days == slow.matrix(levels[0])
    counted = answer_kinds(vertical, horizontal, days) + check_paths(study, slow, levels, vertical, rng)
    return counted + check_agencies(study, slow, levels[0], days, rng)


def answer_kinds(vertical: Any, horizontal: Any, days: Any) -> Counter[str]:
    counted = Counter(f"reached {row['reached']}" for row in vertical.values())
    counted["reach neither 0 nor 1"] += 0 < counted["reached True"] < len(vertical)
    counted.update("slow path" for row in vertical.values() if (row["fastest_days"] or 0) > 0)
    counted.update("some agencies" for row in horizontal.values() if row["agencies_reached"])
    counted.update("share unknown" for row in horizontal.values() if row["share"] is None)
    counted.update("arrival" for cell in days.values() if cell is not None)
    return counted


def check_paths(
    study: netmap.Study, slow: SlowPaths, levels: tuple[str, str], vertical: dict[str, Any], rng: Random
) -> Counter[str]:
    """Paths of a few people to a level and to a person: real, first, and with the fewest hops."""
    counted: Counter[str] = Counter()
    rule = {"start": slow.start, "end": slow.end, "same_day": slow.same_day, "max_wait": slow.max_wait}
    by_others = sorted(person for person, row in vertical.items() if (row["fastest_days"] or 0) > 0)
    for person in rng.sample(sorted(slow.people), 6) + by_others[:6]:
        mate = rng.choice(sorted(who for who in slow.people if who != person))
        path = learning_path(study, person, to_level=levels[1], from_level=levels[0], **rule)
        departs, goal = departing(slow, person, levels), arriving(slow, person, levels[1])
        counted.update(check_path(slow, path, person, departs, goal))
        path = learning_path(study, person, target=mate, **rule)
        counted.update(check_path(slow, path, person, every_day, lambda who, _, mate=mate: who == mate))
    return counted


def check_agencies(
    study: netmap.Study, slow: SlowPaths, level: str, days: dict[tuple[str, str], Any], rng: Random
) -> Counter[str]:
    """Paths between agencies, everybody at a level: real, and as soon as the matrix says."""
    counted: Counter[str] = Counter()
    rule = {"start": slow.start, "end": slow.end, "same_day": slow.same_day, "max_wait": slow.max_wait}
    reached = sorted(ends for ends, day in days.items() if day is not None)
    others = sorted(ends for ends, day in days.items() if day is None and ends[0] != ends[1])
    for one, other in rng.sample(reached, min(len(reached), 5)) + rng.sample(others, min(len(others), 2)):
        path = learning_path(study, one, target=other, level=level, **rule)
        if days[one, other] is None:
            assert path.empty
            continue
        first, last = path["date"].iloc[0].date(), path["date"].iloc[-1].date()
        assert (last - slow.start).days == days[one, other]
        assert slow.agency(path["from"].iloc[0], first) == one
        assert slow.agency(path["to"].iloc[-1], last) == other
        source = path["from"].iloc[0]

        def departs(day: dt.date, source: str = source, one: str = one) -> bool:
            return slow.agency(source, day) == one

        def goal(who: str, day: dt.date, source: str = source, other: str = other) -> bool:
            return who != source and slow.agency(who, day) == other

        assert path["crossing"].isna().all()
        counted.update(check_path(slow, path, source, departs, goal, level))
    return Counter(f"{kind} between agencies" for kind in counted.elements())


def every_day(_: dt.date) -> bool:
    return True


def departing(slow: SlowPaths, person: str, levels: tuple[str, str]) -> Any:
    return lambda day: slow.may_depart(person, *levels, day)


def arriving(slow: SlowPaths, person: str, level: str) -> Any:
    return lambda who, day: who != person and level in slow.levels(who, day)


def check_path(
    slow: SlowPaths, path: pd.DataFrame, source: str, departs: Any, goal: Any, level: str | None = None
) -> list[str]:
    best = slow.fewest(source, departs, goal, level)
    if best is None:
        assert len(path) == 0
        return []
    holder, reached = source, None
    for date, giver, taker, zone, channel in path[["date", "from", "to", "zone", "channel"]].itertuples(
        index=False
    ):
        day = date.date()
        assert giver == holder
        assert departs(day) if reached is None else slow.follows(reached, day)
        where = (plain(zone), plain(channel))
        assert any(
            one.day == day and taker in slow.takers(one, giver, level) and (one.zone, one.channel) == where
            for one in slow.met_by[giver]
        )
        holder, reached = taker, day
    assert goal(holder, reached)
    assert (reached, len(path)) == best
    return [f"path of {len(path)} hops"]


@pytest.mark.parametrize("seed", first(3, range(1000, 1009)))
def test_every_month_is_that_of_the_slow_walk(seed: int) -> None:
    sea, question, levels, rng = a_sea(seed)
    study = study_of(sea)
    horizon, last = rng.choice((20, 60, 120)), end_of_data(sea)
    to_level = rng.choice((levels[1], None))
    found = reach_over_time(study, levels[0], to_level, horizon, **question)
    assert last is not None
    days = (question["start"] + dt.timedelta(step) for step in range(400))
    months = [day for day in days if day.day == 1 and day <= question["end"]]
    months = [day for day in months if day + dt.timedelta(horizon) <= last]
    assert [month.date() for month in found["month"]] == months
    for month, row in zip(months, found.itertuples(), strict=True):
        rule = {"same_day": question["same_day"], "max_wait": question["max_wait"]}
        slow = SlowPaths(sea, month, month + dt.timedelta(horizon), **rule)
        share, n, middle = slow.month(levels[0], to_level)
        assert (row.n, plain(row.median_days)) == (n, middle)
        assert plain(row.share) == (None if share is None else pytest.approx(share, abs=1e-12))
    assert found.attrs["mean"] == pytest.approx(
        found["share"].dropna().mean() if len(found) else np.nan, nan_ok=True
    )
