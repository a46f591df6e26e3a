"""Diffusion after an event against the slow walk, and under chance against every world that there can be."""

from __future__ import annotations

import datetime as dt
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.learning.after_event import SITTING, after_event, events_of
from netmap.learning.path_rule import PathRule
from tests.learning.slow_paths import Rows, SlowPaths
from tests.slices import first
from tests.tie_kinds.slow_dates import covers, last_day
from tests.worlds import archipelago, random_rows, study_of


def came_to(rows: Rows, meeting: str, slow: SlowPaths) -> set[str]:
    """Who was present at a meeting and in service on its first day."""
    (day,) = [row["date"] for row in rows["meetings"] if row["meeting"] == meeting]
    on = dt.date.fromisoformat(day[:10])
    return {
        row["practitioner"]
        for row in rows["attendance"]
        if row["meeting"] == meeting and row.get("status") in {None, "present"}
        if covers(slow.people[row["practitioner"]], on)
    }


def slow_answer(rows: Rows, meeting: str, rule: PathRule, end: dt.date) -> dict[str, tuple[dt.date, int]]:
    """For everybody who is reached the first day and the fewest hops on it, from the definition."""
    (at,) = [row["date"] for row in rows["meetings"] if row["meeting"] == meeting]
    day = last_day(at)
    assert day is not None
    start = day if rule.same_day else day + dt.timedelta(1)
    others = [row for row in rows["meetings"] if row["meeting"] != meeting]
    slow = SlowPaths({**rows, "meetings": others}, start, end, rule.same_day, rule.max_wait)
    time = dt.time.fromisoformat(at[11:19].rstrip("Z")) if len(at) > 10 else None
    early = [one for one in slow.met if one.day == day and time and one.time and one.time < time]
    slow.__dict__["met"] = [one for one in slow.met if one not in early]
    came, latest = came_to(rows, meeting, slow), dt.date.max
    if rule.max_wait is not None:
        latest = day + dt.timedelta(rule.max_wait)
    found: dict[str, tuple[dt.date, int]] = {}
    for source in came:
        for (who, reached), hops in slow.walk(source, lambda departs: departs <= latest).items():
            if who not in came:
                found[who] = min((reached, hops), found.get(who, (reached, hops)))
    return found


def a_case(seed: int) -> tuple[Rows, str, PathRule, dt.date]:
    rng = Random(seed)
    start = dt.date(2010, 1, 1) + dt.timedelta(rng.randrange(800))
    rows = archipelago(random_rows(rng, start) for _ in range(6))
    held = [row for row in rows["meetings"] if len(row.get("date") or "") >= 10]
    held = [row for row in held if came_to(rows, row["meeting"], SlowPaths(rows, start, start))]
    meeting = rng.choice(held)
    wait = rng.choice((None, None, 0, 14, 60))
    rule = PathRule(rng.choice((60, 180)), rng.random() < 0.5, wait)
    day = dt.date.fromisoformat(meeting["date"][:10])
    return rows, meeting["meeting"], rule, day + dt.timedelta(rule.horizon)


@pytest.mark.parametrize("seed", first(15, range(400)))
def test_arrivals_and_hops_are_those_of_the_slow_walk(seed: int) -> None:
    rows, meeting, rule, end = a_case(seed)
    study = study_of(rows)
    found = after_event(study, meeting, rule, end=end).people()
    told = {
        row["practitioner"]: (row["first_arrival"].date(), int(row["hops"]))
        for row in found[found["reached"]].to_dict("records")
    }
    slow = slow_answer(rows, meeting, rule, end)
    assert told == {who: way for who, way in slow.items() if who in set(found["practitioner"])}
    assert set(told) == set(slow)


def test_the_random_cases_hold_every_kind_of_answer() -> None:
    hops = [way[1] for seed in range(15) for way in slow_answer(*a_case(seed)).values()]
    assert len(hops) > 20
    assert max(hops) > 2


def small() -> dict[str, pd.DataFrame]:
    """Ada and Eve were at the event; Ben, Cem and Dan hear of it by contacts and at a sitting."""
    level = ["front", "front", "front", "board", "front", None]
    return {
        "levels": pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        "practitioners": pd.DataFrame(
            {"practitioner": ["Ada", "Ben", "Cem", "Dan", "Eve", "Fay"], "level": level}
        ),
        "zones": pd.DataFrame({"zone": ["day", "board"], "form": ["learning event", "board"]}),
        "meetings": pd.DataFrame(
            {"meeting": ["e", "b"], "zone": ["day", "board"], "date": ["2011-03-01", "2011-03-20"]}
        ),
        "attendance": pd.DataFrame(
            {"meeting": ["e", "e", "b", "b", "b"], "practitioner": ["Ada", "Eve", "Ben", "Cem", "Dan"]}
        ),
        "contacts": pd.DataFrame(
            [
                ("1", "2011-03-02", "Ada", "Ben", "phone", "mutual"),
                ("2", "2011-03-05", "Eve", "Cem", "e-mail", "directed"),
                ("3", "2011-03-10", "Ben", "Cem", "phone", "mutual"),
                ("4", "2011-03-01", "Ada", "Dan", "phone", "mutual"),
            ],
            columns=["contact", "date", "source", "target", "channel", "direction"],
        ),
    }


PASSAGES = [
    *(("phone", "Ada", "Ben"), ("e-mail", "Eve", "Cem"), ("phone", "Ben", "Cem"), ("phone", "Cem", "Ben")),
    *((SITTING, a, b) for a, b in product(("Ben", "Cem", "Dan"), repeat=2) if a != b),
]
"""What may pass on after the event, day by day; the last six at one sitting."""
DAYS = [1, 2, 3, 3, *[4] * 6]


def enumerated(p: float, without: str = "") -> dict[str, float]:
    """The chance of everybody to be reached, over all worlds of ten coins."""
    total = dict.fromkeys(("Ben", "Cem", "Dan"), 0.0)
    for coins in product((False, True), repeat=len(PASSAGES)):
        held = {"Ada": 0, "Eve": 0}
        for passed, (channel, giver, taker), day in zip(coins, PASSAGES, DAYS, strict=True):
            if passed and channel != without and held.get(giver, 9) < day and taker not in held:
                held[taker] = day
        likely = p ** sum(coins) * (1 - p) ** (len(coins) - sum(coins))
        for who in held.keys() & total.keys():
            total[who] += likely
    return total


def test_chance_is_that_of_every_world_there_can_be() -> None:
    study = netmap.from_tables(**small())
    found = netmap.diffusion(study, "e", transmission_probability=0.4, replicates=4096)
    exact = enumerated(0.4)
    for row in found.set_index("practitioner").loc[list(exact)].itertuples():
        assert abs(row.chance - exact[str(row.Index)]) < 4 * row.se
    rule = PathRule(transmission_probability=0.4, replicates=4096)
    after = after_event(study, "e", rule)
    everybody = np.ones(len(after.others), np.bool_)
    fewer, error = after.without_channels(everybody)
    for channel, lost, se in zip(after.channels[0], fewer, error, strict=True):
        assert abs(lost - sum(exact.values()) + sum(enumerated(0.4, str(channel)).values())) < 4 * se
    growth = after.growth(everybody)
    assert growth["expected"].is_monotonic_increasing
    assert growth["expected"].iloc[-1] == pytest.approx(after.counts().mean())


@pytest.mark.parametrize(("chance", "expected"), [(1.0, [1.0, 1.0, 1.0]), (0.0, [0.0, 0.0, 0.0])])
def test_all_or_nothing_passes_on(chance: float, expected: list[float]) -> None:
    found = netmap.diffusion(netmap.from_tables(**small()), "e", transmission_probability=chance)
    assert found["chance"].tolist() == [*expected, 0.0]
    assert found["reached"].tolist() == [True, True, True, False]
    assert found["on_record"].tolist() == [True, True, True, False]


def test_the_same_day_counts_only_where_it_is_asked_for() -> None:
    tables = small()
    study = netmap.from_tables(**tables)
    dan = netmap.diffusion(study, "e").set_index("practitioner").loc["Dan"]
    assert (dan["first_arrival"].date(), dan["channel"], dan["zone"]) == (
        dt.date(2011, 3, 20),
        SITTING,
        "board",
    )
    dan = netmap.diffusion(study, "e", same_day=True).set_index("practitioner").loc["Dan"]
    assert (dan["first_arrival"].date(), dan["from"], dan["hops"]) == (dt.date(2011, 3, 1), "Ada", 1)


@pytest.mark.parametrize(("wait", "reached"), [(0, []), (1, ["Ben"]), (9, ["Ben", "Cem"]), (10, [*"BCD"])])
def test_waiting_counts_from_the_event(wait: int, reached: list[str]) -> None:
    found = netmap.diffusion(netmap.from_tables(**small()), "e", max_wait=wait)
    assert [who[0] for who in found[found["reached"]]["practitioner"]] == [who[0] for who in reached]


@pytest.mark.parametrize(("date", "reached"), [("2011-03", False), ("2011-02", True)])
def test_a_month_is_over_before_anything_comes_after_it(date: str, reached: bool) -> None:
    tables = small()
    tables["meetings"].loc[0, "date"] = date
    found = netmap.diffusion(netmap.from_tables(**tables), "e")
    assert found["reached"].any() == reached


def test_a_meeting_that_cannot_be_asked_about_is_named() -> None:
    tables = small()
    tables["meetings"].loc[1, "date"] = None
    study = netmap.from_tables(**tables)
    with pytest.raises(netmap.NetmapError, match="no meeting “x”"):
        netmap.diffusion(study, "x")
    with pytest.raises(netmap.ArgumentError, match="“b” has no date"):
        netmap.diffusion(study, "b")
    tables["attendance"] = tables["attendance"].iloc[:0]
    with pytest.raises(netmap.ArgumentError, match="Nobody is on record"):
        netmap.diffusion(netmap.from_tables(**tables), "e")


def test_the_learning_event_comes_first_among_the_events() -> None:
    found: Any = events_of(netmap.from_tables(**small()))
    assert found[["meeting", "people"]].values.tolist() == [["e", 2], ["b", 3]]


def test_an_end_before_the_event_is_refused_and_one_on_its_day_shows_nobody() -> None:
    study = netmap.from_tables(**small())
    with pytest.raises(netmap.ArgumentError, match="2011-02-28, lies before the meeting “e”, 2011-03-01"):
        netmap.diffusion(study, "e", end="2011-02-28")
    on_the_day = after_event(study, "e", PathRule(), end="2011-03-01")
    assert len(on_the_day.window.journeys) == 0
    assert not on_the_day.people()["reached"].any()
    assert not on_the_day.people()["on_record"].any()
    assert on_the_day.until == on_the_day.day
    next_day = netmap.diffusion(study, "e", end="2011-03-02").set_index("practitioner")
    assert next_day.index[next_day["reached"]].tolist() == ["Ben"]


def test_an_event_of_a_month_may_have_been_on_any_day_of_it() -> None:
    tables = small()
    tables["meetings"].loc[0, "date"] = "2011-03"
    study = netmap.from_tables(**tables)
    with pytest.raises(netmap.ArgumentError, match="lies before the meeting"):
        netmap.diffusion(study, "e", end="2011-02-28")
    found = netmap.diffusion(study, "e", end="2011-03-15")
    assert not found["reached"].any()
