"""A window steps without leaving the data or breaking a month."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dashboards.pages.board.windows import DAY, Window, at_end, moved, rewound, shown_window, stepped
from netmap.questions.context import Context
from netmap.questions.map.types import Frame

FIRST, LAST = dt.date(2010, 1, 1), dt.date(2014, 12, 31)
YEAR = Window(dt.date(2011, 1, 1), dt.date(2011, 12, 31))
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
STEPS = st.sampled_from(["week", "month", "quarter", "year"])


def test_a_year_of_whole_months_stays_one() -> None:
    on = stepped(YEAR, "month", 1, FIRST, LAST)
    assert on == Window(dt.date(2011, 2, 1), dt.date(2012, 1, 31))
    assert stepped(on, "month", 1, FIRST, LAST).end == dt.date(2012, 2, 29)
    assert stepped(on, "month", -1, FIRST, LAST) == YEAR


def test_each_step_has_its_length() -> None:
    ends = [stepped(YEAR, step, 1, FIRST, LAST).end for step in ("week", "month", "quarter", "year")]
    assert ends == [dt.date(2012, 1, 7), dt.date(2012, 1, 31), dt.date(2012, 3, 31), dt.date(2012, 12, 31)]


def test_no_step_leaves_the_data_behind() -> None:
    last = Window(dt.date(2014, 1, 1), LAST)
    assert stepped(last, "month", 1, FIRST, LAST) == last
    assert at_end(last, "month", FIRST, LAST)
    first = Window(dt.date(2009, 2, 1), FIRST)
    assert stepped(first, "month", -1, FIRST, LAST) == first


def test_a_long_step_becomes_a_shorter_one_where_the_data_end() -> None:
    quarter = Window(dt.date(2014, 4, 1), dt.date(2014, 6, 30))
    final = Window(dt.date(2014, 10, 2), LAST)
    assert stepped(quarter, "year", 1, FIRST, LAST) == final
    assert not at_end(quarter, "year", FIRST, LAST)
    assert at_end(final, "year", FIRST, LAST)
    early = Window(dt.date(2010, 4, 1), dt.date(2010, 6, 30))
    begun = Window(FIRST, dt.date(2010, 4, 1))
    assert stepped(early, "year", -1, FIRST, LAST) == begun
    assert stepped(begun, "year", -1, FIRST, LAST) == begun


def test_rewinding_keeps_the_length() -> None:
    again = rewound(YEAR, FIRST)
    assert again.start == FIRST
    assert again.end - again.start == YEAR.end - YEAR.start


def test_the_last_day_of_a_month_stays_in_the_month() -> None:
    assert moved(dt.date(2012, 1, 31), "month", 1) == dt.date(2012, 2, 29)
    assert moved(dt.date(2012, 2, 29), "year", -1) == dt.date(2011, 2, 28)


@given(DATES, st.integers(0, 2000), STEPS, st.sampled_from([1, -1]))
def test_a_step_never_turns_a_window_round(start: dt.date, days: int, step: str, way: int) -> None:
    window = Window(start, start + days * DAY)
    found = stepped(window, step, way, dt.date(1900, 1, 1), dt.date(2200, 1, 1))
    assert found.start <= found.end
    assert (found.end > window.end) == (way > 0) or found == window


def test_a_window_that_is_not_told_is_the_last_twelve_months() -> None:
    frame = _frame((("all", "Whole record", FIRST, LAST),))
    assert shown_window(Context(study="s"), frame) == Window(dt.date(2014, 1, 1), LAST)
    told = Context(study="s", start=YEAR.start, end=YEAR.end)
    assert shown_window(told, frame) == YEAR
    assert shown_window(Context(study="s"), _frame(())) is None


def _frame(presets: tuple[tuple[str, str, dt.date, dt.date], ...]) -> Frame:
    return Frame("s", "S", False, (), FIRST, LAST, (), (), (), presets, 0)
