"""Two periods compared month by month, against plain arithmetic."""

from __future__ import annotations

import math
from random import Random

import pandas as pd
import pytest

from netmap.learning.periods import compare_periods, period_reach
from netmap.model.errors import ArgumentError

NONE = float("nan")


def months(first: str, *shares: float) -> pd.DataFrame:
    begins = pd.date_range(first, periods=len(shares), freq="MS")
    return pd.DataFrame({"month": begins, "share": shares})


def test_the_reach_of_a_period_is_the_mean_of_its_months_that_have_a_share() -> None:
    table = months("2011-01-01", 0.2, NONE, 0.6, 1.0)
    assert period_reach(table, "2011-01", "2011-03") == pytest.approx(0.4)
    assert period_reach(table, "2011-01-02", "2011-04-01") == pytest.approx(0.8)
    assert math.isnan(period_reach(table, "2011-02", "2011-02"))
    assert math.isnan(period_reach(table, "2011-03-02", "2011-03-31"))
    assert math.isnan(period_reach(table, "2015", "2015"))


@pytest.mark.parametrize(("figures", "comparable"), [(8, False), (9, True)])
def test_three_quarters_of_the_months_are_enough(figures: int, comparable: bool) -> None:
    table = months("2011-01-01", *[0.5] * 12, *[0.9] * figures, *[NONE] * (12 - figures))
    found = compare_periods(table, ("2011", "2011"), ("2012", "2012"))
    assert (found.months, found.of, found.is_comparable) == (figures, 12, comparable)
    assert (found.before, found.after) == (pytest.approx(0.5), pytest.approx(0.9))
    assert found.change == pytest.approx(0.4) if comparable else math.isnan(found.change)


def test_no_month_in_both_is_no_change() -> None:
    found = compare_periods(months("2011-01-01", 0.5, NONE), ("2011-01", "2011-01"), ("2011-02", "2011-02"))
    assert (found.months, found.of, found.is_comparable) == (0, 1, False)
    assert math.isnan(found.before)
    assert math.isnan(found.change)
    empty = compare_periods(months("2011-01-01"), ("2011-01-02", "2011-01-05"), ("2011-01-06", "2011-01-09"))
    assert (empty.months, empty.of, empty.is_comparable) == (0, 0, False)


def test_of_two_spans_with_unlike_numbers_of_months_the_last_stand_against_each_other() -> None:
    """The 365 days before August 2012 begin on 2 August 2011, as that year has a day more."""
    table = months("2011-08-01", *[0.1] * 12, 0.9, *[0.3] * 11)
    found = compare_periods(table, ("2011-08-02", "2012-07-31"), ("2012-08-01", "2013-07-31"))
    assert (found.months, found.of) == (11, 12)
    assert found.after == pytest.approx(0.3)


def test_each_period_has_the_people_of_its_months_that_are_compared() -> None:
    """A month without a figure counts for neither, nor does the one it would stand against."""
    table = months("2011-01-01", 0.2, 0.2, 0.2, 0.2, 0.4, 0.4, NONE, 0.4).assign(
        n=[18, 18, 90, 17, 6, 6, 9, 7]
    )
    found = compare_periods(table, ("2011-01", "2011-04"), ("2011-05", "2011-08"))
    assert (found.months, found.people_before, found.people) == (3, 18, 6)
    none = compare_periods(table.iloc[:4], ("2011-01", "2011-04"), ("2011-05", "2011-08"))
    assert (none.people_before, none.people) == (0, 0)


def test_months_left_out_do_not_count() -> None:
    """The record ends with February 2012 and its horizon: of the later year two months are there."""
    table = months("2011-01-01", *[0.5] * 12, 0.9, 0.7)
    found = compare_periods(table, ("2011", "2011"), ("2012", "2012"))
    assert (found.months, found.of, found.is_comparable) == (2, 2, True)
    assert (found.before, found.after) == (pytest.approx(0.5), pytest.approx(0.8))
    late = compare_periods(table.iloc[8:], ("2011", "2011"), ("2012", "2012"))
    assert (late.months, late.of, late.is_comparable) == (0, 2, False)


def test_random_tables_against_arithmetic() -> None:
    rng = Random(1)
    for _ in range(50):
        shares = [rng.choice((NONE, 0.0, rng.random())) for _ in range(24)]
        table = months("2011-01-01", *shares).sample(frac=1, random_state=rng.randrange(1000))
        pairs = [
            both for both in zip(shares[:12], shares[12:], strict=True) if not any(map(math.isnan, both))
        ]
        found = compare_periods(table, ("2011-01-01", "2011-12-31"), ("2012-01-01", "2012-12-31"))
        assert (found.months, found.of, found.is_comparable) == (len(pairs), 12, len(pairs) >= 9)
        if pairs:
            assert found.before == pytest.approx(sum(a for a, _ in pairs) / len(pairs))
            assert found.after == pytest.approx(sum(b for _, b in pairs) / len(pairs))


@pytest.mark.parametrize("period", [("2012", "2011"), (None, "2011"), ("x", "2011")])
def test_a_period_that_is_none_is_refused(period: tuple[str | None, str]) -> None:
    with pytest.raises(ArgumentError):
        period_reach(months("2011-01-01", 0.5), *period)
