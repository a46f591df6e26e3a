"""What a board is told of people it relies on: shares and how few they are, no name and no small count."""

from __future__ import annotations

import datetime as dt

import netmap
from netmap.model.i18n import ENGLISH
from netmap.questions.overview.cards import RESTS, cards_of
from netmap.questions.question import BOARD
from netmap.questions.reliance import COLUMNS, QUESTION, classes
from tests.questions.learning_pages import asked, one_way_up
from tests.questions.test_overview import overview
from tests.shared_data import bundled

YEAR = {"start": dt.date(2023, 3, 1), "end": dt.date(2024, 2, 29)}


def test_both_classes_are_those_of_the_library() -> None:
    study = bundled("riverside")
    found = classes(asked(QUESTION, study, **YEAR).facts).set_index("who")
    for who, row in found.iterrows():
        days = (YEAR["start"].isoformat(), YEAR["end"].isoformat())
        rule = {"who": who, "transmission_probability": 0.2}
        (own,) = netmap.class_reliance(study, "operational", "authority", *days, **rule).to_dict("records")
        assert row["people"] == own["cross_represented"]
        assert row["share"] == own["reached"] / own["outside"]
        assert row["share_without"] == (own["reached"] - own["lost"]) / own["outside"]


def test_few_people_are_not_counted_out() -> None:
    answer = asked(QUESTION, one_way_up())
    table = classes(answer.facts)
    assert list(table.columns) == list(COLUMNS)
    assert not table["people"].between(1, 4).any()
    assert not table["others"].between(1, 4).any()


def test_a_board_may_ask_and_is_told_why_there_is_no_answer() -> None:
    assert BOARD in QUESTION.audience
    answer = asked(QUESTION, bundled("emon"))
    assert len(QUESTION.sentences(answer.facts, ENGLISH)) == 1
    assert classes(answer.facts).empty


def test_it_says_first_on_whom_and_of_how_many_others_with_the_numbers_of_the_overview() -> None:
    days = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}
    study = bundled("brightwater")
    answer = asked(QUESTION, study, **days)
    once = classes(answer.facts).set_index("who").loc["simultaneous"]
    first, second, third, fourth, unnamed = QUESTION.sentences(answer.facts, ENGLISH)
    people = int(once["people"])
    assert (
        first == f"We rely on {people} people who sit at two levels, and on the meeting “Practice exchange”."
    )
    shares = [round(100 * once[each]) for each in ("share", "share_without")]
    assert shares == [85, 0]
    assert second == (
        "Over the period, 85 of 100 others at “Front line” reach “Board”; without those at two levels, "
        "none of 100."
    )
    assert third.endswith(f", for {once['others']:.0f} people at “Front line” who sit nowhere else.")
    assert fourth == "The fewest people without whom at most half would still get there are 6."
    assert unnamed.startswith("Who they are is not told here")
    card = next(each for each in cards_of(overview(study, **days), ENGLISH) if each.name == RESTS)
    assert second.split("; ")[1] == card.says[0].split("; ")[1]
