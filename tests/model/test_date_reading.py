"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.model.date_reading import BadDateError, is_ambiguous, proven_order, read_date, read_dates
from netmap.model.errors import ArgumentError

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))

READ = {
    "2011-12-31": "2011-12-31",
    "2011-12": "2011-12",
    "2011": "2011",
    "--07-15": "--07-15",
    "--02-29": "--02-29",
    " 2011-12-31 ": "2011-12-31",
    "2011-12-31T14:30": "2011-12-31T14:30",
    "2011-12-31 14:30": "2011-12-31T14:30",
    "2011-12-31 9:05:07": "2011-12-31T09:05:07",
    "2011-12-31T14:30:00.25+01:00": "2011-12-31T14:30:00.25+01:00",
    "2011-1-5": "2011-01-05",
    "2011/01/05": "2011-01-05",
    "2011.01.05": "2011-01-05",
    "20110105": "2011-01-05",
    "2011/7": "2011-07",
    "7/2011": "2011-07",
    "31/12/2011": "2011-12-31",
    "12/31/2011": "2011-12-31",
    "31.12.2011": "2011-12-31",
    "31-12-2011": "2011-12-31",
    "31/12/2011 14:30": "2011-12-31T14:30",
    "04/04/2011": "2011-04-04",
    "40908": "2011-12-31",
    "40908.0": "2011-12-31",
    "40908.604166667": "2011-12-31T14:30",
    "40908.99999999": "2012-01-01",
}

REFUSED = {
    "03/04/2011": "ambiguous-date",
    "3.4.2011": "ambiguous-date",
    "31/12/11": "two-digit-year",
    "2011-02-30": "bad-date",
    "2011-13": "bad-date",
    "2011-13-01": "bad-date",
    "31/31/2011": "bad-date",
    "--02-30": "bad-date",
    "0000": "bad-date",
    "2011-12-31T25:00": "bad-date",
    "2011-12-31T12:61": "bad-date",
    "31/12-2011": "bad-date",
    "Christmas": "bad-date",
    "NA": "bad-date",
    "123": "bad-date",
    "999999": "bad-date",
    "0204-04-02": "far-date",
    "9999-12-31": "far-date",
    "1499": "far-date",
    "٢٠١١": "bad-date",
    "=A1": "bad-date",
    "2011-12-31x": "bad-date",
}


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read_as_precisely_as_it_came(text: str) -> None:
    assert read_date(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_a_text_that_is_no_date_says_why(text: str) -> None:
    with pytest.raises(BadDateError) as refused:
        read_date(text)
    assert refused.value.code == REFUSED[text]


@settings(deadline=None)
@given(DAYS, st.sampled_from(["/", ".", "-"]))
def test_a_day_written_either_way_is_never_read_as_another(day: dt.date, mark: str) -> None:
    day_first, month_first = f"%d{mark}%m{mark}%Y", f"%m{mark}%d{mark}%Y"
    for pattern in (day_first, month_first):
        text = day.strftime(pattern)
        if is_ambiguous(text):
            assert day.day <= 12
            assert day.day != day.month
        else:
            assert read_date(text) == day.isoformat()
    assert read_date(day.strftime(day_first), "dmy", told=True) == day.isoformat()
    assert read_date(day.strftime(month_first), "mdy", told=True) == day.isoformat()


@settings(deadline=None)
@given(DAYS)
def test_a_spreadsheet_day_number_is_the_day(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    if 10_000 <= serial <= 99_999:
        assert read_date(str(serial)) == day.isoformat()


def test_another_value_of_the_column_shows_the_order() -> None:
    read = read_dates(["03/04/2011", "25/12/2011"])
    assert read.texts == ("2011-04-03", "2011-12-25")
    assert read.inferred == "dmy"
    assert read_dates(["03/04/2011", "12/25/2011"]).texts == ("2011-03-04", "2011-12-25")


def test_a_contradicted_order_shows_nothing() -> None:
    read = read_dates(["03/04/2011", "25/12/2011", "12/25/2011"])
    assert read.texts == (None, "2011-12-25", "2011-12-25")
    assert read.codes == {0: "ambiguous-date"}
    assert read.inferred is None


def test_no_order_is_inferred_where_none_was_needed() -> None:
    assert read_dates(["25/12/2011", "04/04/2011", "2011"]).inferred is None


def test_a_date_against_the_order_that_was_told_is_refused() -> None:
    read = read_dates(["03/04/2011", "12/25/2011"], "dmy")
    assert read.texts == ("2011-04-03", None)
    assert read.codes == {1: "bad-date"}


def test_an_impossible_date_proves_no_order() -> None:
    assert proven_order(["99/12/2011", "13/13/2011", "2011-12-25"]) is None


def test_an_order_that_is_none_is_refused() -> None:
    with pytest.raises(ArgumentError, match="neither dmy nor mdy"):
        read_dates([], "ymd")
