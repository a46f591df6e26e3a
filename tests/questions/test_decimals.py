"""Every number of every table is shown to the decimals of its unit, and what is counted is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from netmap.library import wording
from netmap.model.i18n import ENGLISH, translator
from netmap.questions import QUESTIONS
from netmap.questions.exports import plain_rows
from netmap.questions.question import Column, Question, Table
from netmap.questions.readable import labelled
from tests.questions.learning_pages import asked
from tests.shared_data import bundled

PARTS = {
    # Shares, chances and balances are read as so many of a hundred.
    2: "share chance probability not_known anybody balance reach reach_without share_without reliance "
    "transmission_probability accepted moved i_squared against x",
    # Statistics of tests, where the second decimal settles what is read off them; correlations of a chain.
    -2: "z q t delta lag_1",
    # People expected, days at the median, people at a usual sitting, points of reach: to the tenth.
    1: "median_days expected fewer lost_horizontal lost_most lost attendance",
    # Measures and all that is told in the unit of one: its middle, spread and bounds by chance.
    3: "value effect change low high null_mean null_low null_high sd mean tau before after correlation "
    "coefficient jaccard incidence_consolidated incidence_faded low_faded high_faded",
    # Of 999 draws the smallest p is 0.001.
    -3: "p p_adjusted q_p",
    # What one more pair brings to everybody's reach is small.
    4: "gain figure_gain p_greater p_less",
}
"""Decimals by the unit of a column; whatever is not here is counted, and whole."""

BY_NAME = {name: abs(digits) for digits, names in PARTS.items() for name in names.split()}

OTHERWISE = {
    # A curve is read off from point to point, finer than a single share.
    ("curve", "share"): 3,
    # People and pairs before, after and in between; in a month people expected under chance.
    **{("agency-differences", name): 0 for name in ("before", "after", "change")},
    ("monthly-rise", "before"): 1,
    # Figures of several units under one another; the whole ones stand without decimals.
    ("overview", "now"): 2,
    ("overview", "before"): 2,
    # Counted people, not points.
    ("champions", "lost"): 0,
    # Relabellings can be asked for up to 9,999 times: the smallest p is 0.0001.
    ("trail-tests", "p"): 4,
    ("relations-correlated", "p"): 4,
    ("relations-regressed", "p"): 4,
    # Regressions tell coefficient and error alike; so does the gain of a pair.
    ("relations-regressed", "se"): 3,
    ("introductions", "se"): 4,
}

SLOW = (
    *("introductions", "propositions", "hand-over", "work-list", "gaps", "scenario"),
    *("diffusion", "zones", "compare", "overview", "monthly-pack"),
)
OF_ONE = ("panel", "paths")

TABLES = [(question, table) for question in QUESTIONS for table in question.tables]


def columns(table: Table) -> Iterator[tuple[Column, str]]:
    """Every column of numbers with the name of the figure before it, to which a standard error belongs."""
    before = ""
    for column in (*table.columns, *(table.more() if table.more else ())):
        if column.digits is not None:
            yield column, before
        before = column.name if column.digits is not None else before


def decimals(table: str, name: str, before: str) -> int:
    """The decimals that a column should have, by its unit."""
    if (table, name) in OTHERWISE:
        return OTHERWISE[table, name]
    if table == "measures":
        return 2
    if name == "se" and table == "reach":
        return BY_NAME["share"] + 1
    if name in ("se", "lost_se"):
        return decimals(table, before, "") + 1
    return BY_NAME.get(name, 0)


@pytest.mark.parametrize("table", [table for _, table in TABLES], ids=[table.name for _, table in TABLES])
def test_every_number_has_the_decimals_of_its_unit(table: Table) -> None:
    """A standard error has one more than the figure it belongs to."""
    for column, before in columns(table):
        assert column.digits == decimals(table.name, column.name, before), column.name


def numbers(frame: pd.DataFrame, column: Column) -> list[Any]:
    rows = plain_rows(frame[[column.name]])
    held = [row[column.name] for row in rows]
    return [each for each in held if isinstance(each, (int, float)) and not isinstance(each, bool)]


@pytest.mark.parametrize(
    "question", [each for each in QUESTIONS if each.name not in SLOW + OF_ONE], ids=lambda each: each.name
)
def test_rows_are_numbered_and_what_is_counted_is_whole_and_all_else_shows_its_decimals(
    question: Question,
) -> None:
    answer = asked(question, bundled("riverside"))
    for table in question.tables:
        frame = table.rows(answer.facts)
        assert frame.index.equals(pd.RangeIndex(len(frame))), table.name
        for column, _ in columns(table):
            for number in set(numbers(frame, column)) if column.name in frame else ():
                whole = isinstance(number, int) or (column.mixed and number % 1 == 0)
                assert column.digits or number % 1 == 0, (table.name, column.name, number)
                for language, point, group in (("en", r"\.", ","), ("it", ",", r"\.")):
                    shown = labelled(column, number, translator(language))
                    more = "" if whole or not column.digits else point + rf"\d{{{column.digits}}}"
                    if column.share:
                        assert shown == wording.share(translator(language), number)
                        continue
                    assert re.fullmatch(rf"-?\d{{1,3}}({group}\d{{3}})*{more}", shown), (column.name, shown)


@pytest.mark.parametrize(
    ("number", "mixed", "shown"),
    [(2, False, "2"), (2.0, False, "2.00"), (2.0, True, "2"), (2.5, True, "2.50"), (True, False, True)],
)
def test_whole_numbers_stand_without_decimals_where_they_are_whole_by_kind_or_among_others(
    number: Any, mixed: bool, shown: Any
) -> None:
    assert labelled(Column("x", "x", digits=2, mixed=mixed), number, ENGLISH) == shown
