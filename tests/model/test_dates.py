"""ISO dates as day numbers."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from netmap.model.dates import NO_DAY, as_day, day_number, day_numbers, from_day, to_datetimes
from netmap.model.errors import ArgumentError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011-03-05", "2011-03-05", "2011-03-05"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2011", "2011-01-01", "2011-12-31"),
        ("2011-03-05T23:59", "2011-03-05", "2011-03-05"),
    ],
)
def test_a_partial_date_begins_and_ends(text: str, first: str, last: str) -> None:
    assert from_day(day_number(text)).isoformat() == first
    assert from_day(day_number(text, end=True)).isoformat() == last


def test_a_day_without_a_year_is_no_day() -> None:
    assert day_number("--02-29") == NO_DAY
    assert day_numbers(pd.Series(["1970-01-02", None, "--07-15"], dtype="str")).tolist() == [
        1,
        NO_DAY,
        NO_DAY,
    ]
    assert day_numbers(pd.Series([], dtype="str")).tolist() == []


@pytest.mark.parametrize("text", ["", "2011-02-30", "2011-13", "--13-01", "11", "x"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="|".join(["", text])):
        day_number(text)


@pytest.mark.parametrize("value", ["2011-12-31", dt.date(2011, 12, 31), pd.Timestamp("2011-12-31 10:00")])
def test_an_argument_may_be_written_in_three_ways(value: object) -> None:
    assert as_day(value) == (dt.date(2011, 12, 31) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, np.datetime64("NaT")])
def test_a_missing_argument_is_none(value: object) -> None:
    assert as_day(value) is None


@pytest.mark.parametrize(
    "value",
    ["03/04/2011", "13/04/2011", "today", "now", "", "nan", "--07-15", "2011-02-30", 2011, 5.0, True, [1]],
)
def test_an_argument_that_has_no_one_meaning_is_refused(value: object) -> None:
    with pytest.raises(ArgumentError, match="as_of"):
        as_day(value, "as_of")


@pytest.mark.parametrize(
    ("text", "day"), [("2011", "2011-01-01"), ("2011-03", "2011-03-01"), (" 2011-03-04 ", "2011-03-04")]
)
def test_an_argument_may_be_a_month_or_a_year(text: str, day: str) -> None:
    found = as_day(text)
    assert found is not None
    assert from_day(found).isoformat() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("2011", "2011-12-31"), ("2012-02", "2012-02-29"), ("2011-03-04", "2011-03-04"), ("9999", "9999-12-31")],
)
def test_of_an_argument_that_ends_something_it_is_the_last_day(text: str, day: str) -> None:
    found = as_day(text, "end", end=True)
    assert found is not None
    assert from_day(found).isoformat() == day


def test_an_argument_that_is_no_date_is_named() -> None:
    assert as_day(None) is None
    with pytest.raises(ArgumentError, match="as_of"):
        as_day("soon", "as_of")


def test_day_numbers_become_datetimes() -> None:
    found = to_datetimes(np.array([0, NO_DAY]))
    assert found.dtype == np.dtype("datetime64[us]")
    assert found[0] == np.datetime64("1970-01-01")
    assert np.isnat(found[1])
