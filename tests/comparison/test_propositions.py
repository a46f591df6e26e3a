"""Propositions: each estimate by other people's software, and both sides of every threshold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

import netmap
from netmap.comparison.propositions import (
    OTHER,
    Estimate,
    Unit,
    answer_of,
    difference,
    rank_correlation,
    share_of,
    slope,
)
from netmap.simulation.effects import Effects
from tests.slices import first


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [
        (0.051, 0.2, "supported"),
        (0.05, 0.2, "cannot tell"),
        (-0.2, 0.049, "not supported"),
        (-0.2, 0.05, "cannot tell"),
        (math.nan, math.nan, "cannot tell"),
    ],
)
def test_an_answer_needs_the_whole_interval(low: float, high: float, answer: str) -> None:
    assert answer_of(Estimate(0.1, low, high, n=20), 0.05) == answer


def test_the_slope_is_that_of_statsmodels() -> None:
    rng = np.random.default_rng(1)
    x = rng.integers(0, 6, 20).astype(float)
    y = 0.1 * x + rng.normal(0, 0.1, 20)
    found = slope([Unit(str(at), value, by) for at, (by, value) in enumerate(zip(x, y, strict=True))])
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    assert (found.effect, found.p) == pytest.approx((fit.params[1], fit.pvalues[1]))
    assert (found.low, found.high) == pytest.approx(tuple(fit.conf_int()[1]))
    assert math.isnan(slope([Unit("a", 0.1, 2.0)] * 9).effect)


def test_the_difference_is_welchs() -> None:
    rng = np.random.default_rng(2)
    one, other = rng.random(9), rng.random(14)
    units = [
        *(Unit("", each, group="formal") for each in one),
        *(Unit("", each, group=OTHER) for each in other),
    ]
    found = difference(units)
    means = CompareMeans(DescrStatsW(one), DescrStatsW(other))
    assert (found.low, found.high) == pytest.approx(means.tconfint_diff(usevar="unequal"))
    assert found.p == pytest.approx(stats.ttest_ind(one, other, equal_var=False).pvalue)
    assert math.isnan(difference(units[8:]).effect)


def test_a_share_has_the_interval_of_clopper_and_pearson() -> None:
    for some, whole in ((0, 10), (7, 12), (10, 10)):
        found = share_of(some, whole)
        assert (found.low, found.high) == pytest.approx(proportion_confint(some, whole, method="beta"))


def test_a_rank_correlation_holds_its_own_value() -> None:
    rng = np.random.default_rng(3)
    found = rank_correlation([Unit("", float(at + rng.normal(0, 6)), float(at)) for at in range(15)])
    assert found.low < found.effect < found.high
    assert rank_correlation([Unit("", 1.0, float(at)) for at in range(12)]).n == 12


def ten_who_need_ben(people: int) -> netmap.Study:
    """Some at the second level whose only way to the board is Ben, who sits at both."""
    ids = [f"agency_{at}" for at in range(people)]
    levels = {"level": ["front", "managers", "board"], "rank": [0, 1, 2]}
    held = [*(["managers"] * people), "managers", "board"]
    return netmap.from_tables(
        levels=pd.DataFrame(levels),
        practitioners=pd.DataFrame({"practitioner": [*ids, "Ben", "=A1"], "level": held}),
        zones=pd.DataFrame({"zone": ["Board"], "form": ["board"], "level": ["board"]}),
        posts=pd.DataFrame({"practitioner": ["Ben"], "zone": ["Board"]}),
        contacts=pd.DataFrame(
            {
                "contact": [*ids, "last"],
                "date": [*(["2011-03-01"] * people), "2011-03-31"],
                "source": [*ids, "Ben"],
                "target": [*(["Ben"] * people), "=A1"],
            }
        ),
    )


def test_reliance_on_champions_needs_ten_who_reach() -> None:
    answers = {}
    for people in (9, 10):
        found = netmap.propositions(ten_who_need_ben(people), replicates=4).table().set_index("proposition")
        answers[people] = (found.loc["P3", "answer"], found.loc["P3", "n"])
    assert answers == {9: ("cannot tell", 9), 10: ("supported", 10)}


def test_without_contacts_nothing_can_be_told() -> None:
    study = ten_who_need_ben(10)
    bare = netmap.from_tables(**{name: table for name, table in study.tables.items() if name != "contacts"})
    found = netmap.propositions(bare, replicates=4)
    assert set(found.table()["answer"]) == {"cannot tell"}
    assert found.sentence.startswith("There are no contacts on record")


def in_touch(levels: dict[str, int]) -> netmap.Study:
    """Two years in which each of so many people at a level is in touch with one at the next that has any.

    The levels are told from the lowest, at rank 0. The more months have passed, the more are in touch.
    """
    held = {level: [f"{level} {at}" for at in range(n)] for level, n in levels.items() if n}
    steps = list(zip(held.values(), list(held.values())[1:], strict=False))
    rows = [
        {
            "date": f"{2011 + month // 12}-{month % 12 + 1:02}-{5 * step + 2:02}",
            "source": one,
            "target": above[0],
        }
        for month in range(24)
        for step, (people, above) in enumerate(steps)
        for at, one in enumerate(people)
        if at <= month / 2
    ]
    return netmap.from_tables(
        levels=pd.DataFrame({"level": list(levels), "rank": range(len(levels))}),
        practitioners=pd.DataFrame(
            [{"practitioner": one, "level": level} for level, people in held.items() for one in people]
        ),
        contacts=pd.DataFrame(rows).assign(contact=[str(at) for at in range(len(rows))]),
    )


LOCAL = {"users": 12, "front": 12, "managers": 12, "strategy": 2, "board": 1}


@pytest.mark.parametrize(
    ("levels", "ends"),
    [
        ({**LOCAL, "managers": 0, "strategy": 0}, ("front", "board")),
        ({**LOCAL, "board": 0}, ("front", "strategy")),
        (LOCAL, ("front", "board")),
        ({"users": 12, "operational": 12, "strategic": 2}, ("operational", "strategic")),
        ({"families": 12, "operational": 12, "strategic": 2}, ("families", "strategic")),
    ],
)
def test_reach_goes_from_the_lowest_level_with_people_to_the_highest(
    levels: dict[str, int], ends: tuple[str, str]
) -> None:
    """Whatever lies between; users alone start no path, by what their level is called."""
    study = in_touch(levels)
    rule = {"horizon": 30, "replicates": 4}
    units = netmap.propositions(study, **rule).table("units").query("proposition == 'P1'")
    months = netmap.reach_over_time(study, *ends, transmission_probability=0.2, **rule).set_index("month")
    assert len(units) >= 8
    assert units["value"].tolist() == [months.loc[day, "share"] for day in units["unit"]]
    assert units["value"].max() > 0


def test_reliance_is_on_the_levels_by_rank_and_never_from_users() -> None:
    """Without people at strategy nothing can be told of P3; without three levels beside users not of P3b."""
    reached = {}
    for name, levels in (
        ("all", {**LOCAL, "strategy": 12}),
        ("none between", {**LOCAL, "managers": 0, "strategy": 0}),
        ("no authority", {"users": 12, "operational": 12, "strategic": 2}),
    ):
        found = (
            netmap.propositions(in_touch(levels), horizon=30, replicates=4).table().set_index("proposition")
        )
        reached[name] = (found.loc["P3", "n"], found.loc["P3b", "n"])
    assert reached == {"all": (12, 12), "none between": (0, 0), "no authority": (12, 0)}


def test_the_method_says_from_where_to_where_reach_goes() -> None:
    said = netmap.propositions(in_touch(LOCAL), horizon=30, replicates=4).method
    assert "from the lowest level at which the study has people to the highest" in said
    assert "A level of users, of rank 0 and called so, is left out." in said


SMALL = {"people": 70, "agencies": 14, "zones": 9}
OPENING = {
    **{"people": 60, "agencies": 12, "zones": 9, "contacts": 3.0, "between_levels": 2.0, "turnover": 0.02},
    **{"late_zones": 1.0, "closing_zones": 0.0, "one_off": 0.0, "level_shares": (0.0, 0.7, 0.2, 0.1)},
    "sitting_every": (120, 120, 120, 120),
    "carrying_zones": 0.0,
    "beyond_zone": 0.0,
}
"""Eight years in which zones open one by one, and people are in touch across levels, without users."""

BOARDS = {
    **{"people": 48, "agencies": 10, "zones": 6, "sectors": ("a", "b"), "level_shares": (0.0, 0.6, 0.1, 0.3)},
    **{"engagement": 0.4, "sitting_every": (168, 112, 112, 56), "one_off": 0.0, "guests": 0.0},
    **{"turnover": 0.0, "seat_turnover": 0.0, "moves": 0.0, "reorganisation": False, "unclear": 0.0},
}
"""Boards of two sectors, from one alone to both alike; people meet more beside sittings than at them."""


def planted(partnerships: int, months: int, effects: dict[str, float], size: dict[str, Any]) -> netmap.Study:
    """A small simulated record in which nothing is planted but what is told."""
    told = Effects(**{"p3": 0.0, "p3b": 0.0, **effects})
    bare = {"gaps": (), "pairs_of_each_kind": 0, "waves": 0}
    little = {"engagement": 0.15, "contacts": 1.0} if "p4" in effects else {}
    return netmap.simulate(
        partnerships=partnerships, months=months, seed=1, effects=told, **bare, **size, **little
    )


Planted = tuple[int, int, dict[str, float], dict[str, Any], dict[str, str]]

PLANTED: tuple[Planted, ...] = (
    (10, 9, {"p3": 1.0, "p3b": 1.0}, SMALL, {"P3": "supported", "P3b": "supported"}),
    (1, 36, {"p2": 0.5}, SMALL, {"P2": "supported", "P3": "not supported"}),
    (1, 96, {"p1": 0.15}, OPENING, {"P1": "supported"}),
    (10, 9, {}, SMALL, {"P3": "not supported", "P3b": "cannot tell"}),
    (1, 96, {"p1": 0.02}, OPENING, {"P1": "not supported"}),
    (1, 96, {}, OPENING, {"P1": "not supported"}),
    (1, 36, {}, SMALL, {"P2": "cannot tell", "P3": "not supported"}),
    (24, 9, {"p4": 0.5}, SMALL, {"P4": "supported", "P3": "not supported"}),
    (24, 8, {"p5": 0.5}, BOARDS, {"P5": "supported"}),
    (24, 8, {"p5": 0.05}, BOARDS, {"P5": "cannot tell"}),
    (24, 8, {}, BOARDS, {"P5": "cannot tell"}),
    (24, 8, {"p5": -0.5}, BOARDS, {"P5": "not supported"}),
)
"""Partnerships, months, what is planted, in what world, and what must be said of it."""


@pytest.mark.parametrize("case", first(4, PLANTED))
def test_what_was_planted_is_supported_and_nothing_else(case: Planted) -> None:
    partnerships, months, effects, size, said = case
    found = netmap.propositions(planted(partnerships, months, effects, size), replicates=8).table()
    answers = dict(zip(found["proposition"], found["answer"], strict=True))
    assert {name: answers[name] for name in said} == said
    unplanted = {name for name in answers if name.lower() not in effects}
    assert {answers[name] for name in unplanted} <= {"not supported", "cannot tell"}
