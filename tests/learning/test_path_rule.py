"""The one value from which pages, commands and routes take the rule of learning paths."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

import netmap
from netmap.learning.path_rule import PathRule
from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule

LEAST = [(each.name, each.metadata["least"]) for each in fields(PathRule) if "least" in each.metadata]


@pytest.mark.parametrize("each", fields(PathRule), ids=lambda each: each.name)
def test_a_reader_is_told_of_every_field(each: Any) -> None:
    assert each.metadata["help"][0].isupper()
    assert not each.metadata["help"].endswith(".")


@pytest.mark.parametrize(("name", "least"), LEAST)
def test_the_least_value_is_taken_and_nothing_below_it(name: str, least: int) -> None:
    assert getattr(replace(PathRule(), **{name: least}), name) == least
    with pytest.raises(netmap.ArgumentError, match=name):
        replace(PathRule(), **{name: least - 1})


@pytest.mark.parametrize(("name", "least"), LEAST)
@pytest.mark.parametrize("value", ["30", True, float("nan")])
def test_what_is_no_number_is_refused(name: str, least: int, value: Any) -> None:
    with pytest.raises(netmap.ArgumentError, match=name):
        replace(PathRule(), **{name: value})


def test_rules_of_equal_values_are_one_key() -> None:
    assert hash(PathRule(horizon=np.int64(90))) == hash(PathRule(horizon=90))
    assert PathRule(same_day=np.bool_(True)) == PathRule(same_day=True)


def test_the_kernels_are_told_of_days_only() -> None:
    assert PathRule().passing == Rule(same_day=False, max_wait=NO_LIMIT)
    assert PathRule(same_day=True, max_wait=0).passing == Rule(same_day=True, max_wait=0)


def test_a_function_is_handed_what_it_takes() -> None:
    rule = PathRule(horizon=90, max_wait=7)
    handed = rule.taken_by(netmap.reach_over_time)
    assert {name: handed[name] for name in ("horizon", "same_day", "max_wait")} == {
        "horizon": 90,
        "same_day": False,
        "max_wait": 7,
    }
    assert "horizon" not in rule.taken_by(netmap.vertical_reach)
