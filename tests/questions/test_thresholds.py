"""Thresholds and orders of what is said, on both sides of each."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from netmap.model.errors import Problem
from netmap.model.findings import ERROR, WARNING
from netmap.model.i18n import ENGLISH
from netmap.questions import question_named
from netmap.questions.checks import MOST_LINES, problem_lines
from netmap.questions.exports import csv_rows
from netmap.questions.method import window_text
from netmap.questions.overview.cards import MEETING, RESTS, UP, cards_of, is_relied_on
from netmap.questions.overview.disclosure import chance_of, count_of
from netmap.questions.overview.sentences import unseen
from netmap.questions.overview.then_and_now import side_by_side
from netmap.questions.overview.types import Agency
from tests.questions.boards import tables
from tests.questions.learning_pages import asked
from tests.questions.test_overview import facts, overview, reach
from tests.shared_data import bundled

COUNTED = ("coverage", "learning", "overview", "reliance", "transmission-curve", "zones")
COUNTS = {
    "n",
    "people",
    "others",
    "sittings",
    "agencies",
    "services",
    "pairs",
    "ties",
    "months",
    "attendances",
}
"""Columns of counts, whatever the question."""


@pytest.mark.parametrize(
    ("crossed", "said"), [(1, "fewer than 5 people"), (4, "fewer than 5 people"), (5, "5 people")]
)
def test_from_five_on_people_at_two_levels_are_counted(crossed: int, said: str) -> None:
    usual = facts()
    assert usual.rests is not None
    cards = {
        card.name: card
        for card in cards_of(replace(usual, rests=replace(usual.rests, crossed=crossed)), ENGLISH)
    }
    assert cards[RESTS].number.casefold().replace("five", "5") == said


@pytest.mark.parametrize(
    ("share", "people", "said"),
    [
        (1.0, 17, "all 17"),
        (0.999, 17, "more than 16 of 17"),
        (0.999, 40, "more than 99 of 100"),
        (0.0, 19, "none of 19"),
        (0.0, 20, "none of 100"),
    ],
)
def test_all_and_none_are_said_of_all_and_none_alone(share: float, people: int, said: str) -> None:
    assert chance_of(ENGLISH, share, people) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(4, "fewer than 5 of 20"), (5, "25 of 100"), (15, "75 of 100"), (16, "nearly all 20")],
)
def test_one_to_four_are_not_counted_out_on_either_side(count: int, said: str) -> None:
    assert count_of(ENGLISH, count / 20, 20) == said


@pytest.mark.parametrize("more", [0, 1])
def test_of_very_many_findings_the_errors_come_first(more: int) -> None:
    warning = Problem("agencies", 2, "agency", "A", "empty", "it is empty", "fill it", WARNING)
    found = [warning] * (MOST_LINES - 1 + more) + [replace(warning, severity=ERROR)]
    lines = [line for line in problem_lines(found, ENGLISH) if "agencies" in line]
    assert lines[0 if more else MOST_LINES - 1].startswith("error")


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_counted_is_shown_whole(name: str) -> None:
    """A column of counts has no decimals where it is read."""
    question = question_named(name)
    answer = asked(question, bundled("brightwater"))
    for table in question.tables:
        frame = table.rows(answer.facts)
        for column in table.columns:
            values = (
                pd.to_numeric(frame[column.name], errors="coerce").dropna() if column.name in frame else []
            )
            if column.digits is not None and len(values) and column.name in COUNTS:
                assert (column.digits, (values % 1 == 0).all()) == (0, True), (table.name, column.name)


@pytest.mark.parametrize(
    ("n", "said"), [(1, "fewer than five people"), (4, "fewer than five people"), (5, "5 people")]
)
def test_what_cannot_be_seen_counts_no_few_people(n: int, said: str) -> None:
    usual = facts()
    gaps = replace(usual.gaps, no_agency=n, no_level=0, unclear=n)
    told = unseen(gaps, usual.together, ENGLISH)
    assert f"the agency of {said}" in told
    assert f"whether {said} came" in told
    assert "level" not in told


def test_a_change_of_reach_is_that_between_the_shares_that_are_told() -> None:
    """0.545 and 0.714 are told as 54 or 55 and 71 of 100; their difference is theirs."""
    told = replace(reach(0.545, 0.714, people=38), became=0.548)
    assert told.points == round(100 * 0.548) - round(100 * 0.714) == -16
    assert reach().points == 0


@pytest.mark.parametrize(
    ("stops", "silent", "said"),
    [
        (("A",), 0, "From A nothing gets through."),
        (("A",), 1, "From A nothing gets through."),
        ((), 1, "Every agency that was seen gets something through."),
        ((), 0, "Every agency gets something through."),
    ],
)
def test_where_nothing_stops_it_is_said_of_those_that_were_seen(
    stops: tuple[str, ...], silent: int, said: str
) -> None:
    usual = facts()
    told = replace(usual, stops=stops, gaps=replace(usual.gaps, silent=silent))
    assert {card.name: card for card in cards_of(told, ENGLISH)}[UP].says[-1] == said


def test_an_agency_that_nobody_saw_is_no_place_where_learning_stops() -> None:
    found = overview(bundled("brightwater"))
    assert found.gaps.silent_names == ("Brightwater Debt Advice",)
    assert found.stops == ()


@pytest.mark.parametrize(("before", "pale"), [("old_network", 0), (None, 1)])
def test_what_is_kept_is_pale_where_something_changed_alone(before: str | None, pale: int) -> None:
    change = "new" if before is None else "kept"
    rows = [
        ("a", "b", "old_network", "old_network", "kept"),
        ("a", "c", "old_network", before, change),
    ]
    pairs = pd.DataFrame(rows, columns=["agency_a", "agency_b", "kind", "kind_before", "change"])
    agencies = [Agency(each, each, None, x, 0.0) for x, each in enumerate("abc")]
    assert side_by_side(agencies, pairs, ENGLISH).now.count('opacity="0.22"') == pale


@pytest.mark.parametrize(("people", "told"), [(4, False), (5, True)])
def test_a_meeting_is_named_from_five_at_the_front_line_on(people: int, told: bool) -> None:
    usual = facts()
    assert usual.meeting is not None
    meeting = replace(usual.meeting, people=people, share=0.8, without=0.2)
    cards = {card.name: card for card in cards_of(replace(usual, meeting=meeting), ENGLISH)}
    assert (cards[MEETING].number == meeting.name) is told
    assert is_relied_on(meeting, ENGLISH) is told


def test_what_is_told_of_the_whole_record_names_no_day() -> None:
    """Levels joined count every row, whatever its day."""
    method = asked(question_named("joined-levels"), bundled("wws")).method
    assert method is not None
    assert window_text(method, ENGLISH) == "The whole record: no window narrows it."


def test_each_row_of_measures_to_take_away_says_what_n_stands_for() -> None:
    question = question_named("measures")
    contacts = [{"contact": "1", "date": "2011-09-01", "source": "1", "target": "=A1"}]
    answer = asked(
        question, tables(practitioners=[{"practitioner": "1"}, {"practitioner": "=A1"}], contacts=contacts)
    )
    _, rows = csv_rows(question, question.tables[0], answer, ENGLISH)
    assert {row["counted"] for row in rows} == {question.said(answer, ENGLISH)[0]}
