"""Windows: inclusive at both ends, twelve months unless told, and the period before."""

from __future__ import annotations

import datetime as dt

import pytest

import netmap
from netmap.model.dates import from_day
from netmap.model.errors import ArgumentError
from netmap.questions.window import Window, months_back, to_day
from tests.questions.boards import ask, tables
from tests.shared_data import bundled

DAY = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("end", "months", "start"),
    [
        ("2011-12-31", 12, "2011-01-01"),
        ("2014-02-14", 12, "2013-02-15"),
        ("2012-02-29", 12, "2011-03-01"),
        ("2012-02-28", 12, "2011-02-28"),
        ("2011-03-30", 1, "2011-02-28"),
        ("2011-03-31", 3, "2011-01-01"),
        ("2011-03-15", 6, "2010-09-16"),
    ],
)
def test_so_many_months_that_end_with_a_day(end: str, months: int, start: str) -> None:
    assert from_day(months_back(to_day(DAY(end)), months)) == DAY(start)


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    window = Window(to_day(DAY("2011-01-01")), to_day(DAY("2011-12-31")))
    assert from_day(window.before.start) == DAY("2010-01-01")
    assert from_day(window.before.end) == DAY("2010-12-31")
    assert window.before.end - window.before.start == window.end - window.start


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [
        ("2024-07-01", "2025-06-30", "2023-07-01"),  # 366 days before 365
        ("2023-07-01", "2024-06-30", "2022-07-01"),
        ("2024-03-01", "2024-03-31", "2024-02-01"),
        ("2024-02-16", "2024-05-15", "2023-11-16"),
        ("2024-07-01", "2024-07-30", "2024-06-01"),  # 30 days, and no month
        ("2024-08-01", "2024-08-30", "2024-07-02"),
        ("2024-07-02", "2024-07-08", "2024-06-25"),
        ("0001-01-01", "0001-12-31", "0001-01-01"),
    ],
)
def test_before_whole_months_lie_as_many_and_before_days_as_many(start: str, end: str, first: str) -> None:
    before = Window(to_day(DAY(start)), to_day(DAY(end))).before
    assert from_day(before.start) == DAY(first)
    assert before.end == to_day(DAY(start)) - 1


def two_days() -> netmap.Study:
    return tables(
        practitioners=[{"practitioner": name} for name in ("1", "=A1", "c")],
        contacts=[
            {"contact": "1", "date": "2011-01-01", "source": "1", "target": "=A1"},
            {"contact": "2", "date": "2011-12-31", "source": "1", "target": "c"},
        ],
    )


@pytest.mark.parametrize(
    ("start", "end", "ties"),
    [
        ("2011-01-01", "2011-12-31", 2),
        ("2011-01-02", "2011-12-31", 1),
        ("2011-01-01", "2011-12-30", 1),
        ("2011-01-02", "2011-12-30", 0),
        ("2011-12-31", "2011-12-31", 1),
        ("0001-01-01", "9999-12-31", 2),
        ("2011-06-01", "9999-12-31", 1),
    ],
)
def test_both_ends_are_inclusive(start: str, end: str, ties: int) -> None:
    view = ask(two_days(), start=DAY(start), end=DAY(end))
    assert (0 if view.counts.flows is None else view.counts.flows.met) == ties
    assert view.window == (DAY(start), DAY(end))
    stands = netmap.ties(two_days(), as_of=DAY(end))["state"].eq("active").sum()
    assert bool(view.empty) == (stands == 0)


def test_unless_told_the_last_twelve_months_of_the_record() -> None:
    assert ask(two_days()).window == (DAY("2011-01-01"), DAY("2011-12-31"))
    assert ask(two_days(), end=DAY("2011-06-30")).window == (DAY("2010-07-01"), DAY("2011-06-30"))


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ArgumentError, match="2010-01-01, before it starts on 2011-01-01"):
        ask(two_days(), start=DAY("2011-01-01"), end=DAY("2010-01-01"))


def test_the_words_name_both_days() -> None:
    view = ask(two_days(), start=DAY("2011-01-01"), end=DAY("2011-12-31"))
    assert view.words == "Shows encounters from 1 January 2011 to and including 31 December 2011."
    assert view.rule.startswith(
        "Shown with: baseline 1 January 2011; an old network has at least 3 occasions over 90 days"
    )


def test_weeks_count_encounters_and_marks_name_events() -> None:
    frame = ask(two_days()).frame
    assert [week.start for week in frame.weeks if week.encounters] == [DAY("2010-12-27"), DAY("2011-12-26")]
    assert all(week.start.weekday() == 0 for week in frame.weeks)
    assert sum(week.encounters for week in frame.weeks) == 2
    assert (frame.first, frame.last) == (DAY("2011-01-01"), DAY("2011-12-31"))
    riverside = bundled("riverside")
    assert len(ask(riverside).frame.marks) == len(riverside.events)


def test_presets_lie_within_reach() -> None:
    frame = ask(two_days()).frame
    found = {key: (start, end) for key, _, start, end in frame.presets}
    assert found["all"] == (DAY("2011-01-01"), DAY("2011-12-31"))
    assert found["12m"] == (DAY("2011-01-01"), DAY("2011-12-31"))
    assert found["3m"] == (DAY("2011-10-01"), DAY("2011-12-31"))
    assert found["year-2011"] == (DAY("2011-01-01"), DAY("2011-12-31"))
    assert ask(bundled("emon")).frame.presets == ()


def test_years_to_choose_end_with_the_record_and_begin_with_it() -> None:
    """A year that goes on past the record would show its end without a tie, as if all had come to an end."""
    frame = ask(bundled("brightwater")).frame
    found = {key: (start, end) for key, _, start, end in frame.presets}
    assert found["year-2025"] == (DAY("2025-01-01"), DAY("2025-06-30"))
    assert found["year-2024"] == (DAY("2024-01-01"), DAY("2024-12-31"))
    assert found["year-2022"] == (found["all"][0], DAY("2022-12-31"))


def test_a_year_to_choose_begins_and_ends_with_the_record_within_it() -> None:
    """A record from March to May of the next year: neither year is whole."""
    frame = ask(
        tables(
            practitioners=[{"practitioner": name} for name in ("1", "=A1")],
            contacts=[
                {"contact": day, "date": day, "source": "1", "target": "=A1"}
                for day in ("2011-03-04", "2012-05-06")
            ],
        )
    ).frame
    years = [(start, end) for key, _, start, end in frame.presets if key.startswith("year-")]
    assert years == [(DAY("2012-01-01"), DAY("2012-05-06")), (DAY("2011-03-04"), DAY("2011-12-31"))]
