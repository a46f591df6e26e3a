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
