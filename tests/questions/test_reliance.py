"""What a board is told of people it relies on: shares and how few they are, no name and no small count."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

import netmap
from netmap.brokers.group_losses import agency_losses
from netmap.model.i18n import ENGLISH
from netmap.questions.overview.cards import RESTS, cards_of
from netmap.questions.question import BOARD
from netmap.questions.reliance import AGENCIES, COLUMNS, QUESTION, agencies, classes
from tests.questions.learning_pages import asked, learning, one_way_up
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


def levels_held(study: netmap.Study, person: str) -> set[str]:
    """The levels that somebody holds, where two at once, on the first of some month; from tables alone."""
    zones = study.zones.set_index("zone")["level"]
    found: set[str] = set()
    for day in pd.date_range("2024-07-01", "2025-06-30", freq="MS"):
        posts = study.posts[
            study.posts["joined"].isna() | (study.posts["joined"].astype(str).str[:10] <= str(day)[:10])
        ]
        posts = posts[posts["left"].isna() | (posts["left"].astype(str).str[:10] >= str(day)[:10])]
        own = study.practitioners.set_index("practitioner").loc[person, "level"]
        held = {own, *zones[posts.loc[posts["practitioner"].eq(person), "zone"]].dropna()}
        found |= held if len(held) > 1 else set()
    return found


def seats_listed(study: netmap.Study) -> str:
    """The levels of those who hold two, the lowest first, by name."""
    levels = study.levels.set_index("level")
    found = set().union(*(levels_held(study, each) for each in study.practitioners["practitioner"]))
    called = {"front": "the front line", "board": "the board"}
    order = sorted(found, key=lambda each: levels.loc[each, "rank"])
    return ENGLISH.listing([called.get(level, levels.loc[level, "name"]) for level in order])


DAYS = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}


def test_it_says_first_on_whom_on_which_meeting_and_on_which_agency() -> None:
    study = bundled("brightwater")
    answer = asked(QUESTION, study, **DAYS)
    first, second, third, agency, levels, ever, fewest, unnamed = QUESTION.sentences(answer.facts, ENGLISH)
    people = int(classes(answer.facts).set_index("who").loc["simultaneous", "people"])
    assert first == (
        f"We rely on {people} people who sit at two levels, on “Practice exchange” and, among the agencies, "
        "most on Brightwater Children's Social Care."
    )
    assert second == ("Without the people at two levels, nobody else would reach the board.")
    assert third == (
        "If one encounter in five passes something on, within six months: a yardstick to compare with, not "
        "an estimate."
    )
    top = agencies(answer.facts).iloc[0]
    assert top["agency"] == "social-care"
    left, with_it = (round(100 * top[each]) for each in ("reach_without", "reach"))
    assert agency == (
        f"Without Brightwater Children's Social Care, {left} of 100 others would reach the board, "
        f"not {with_it}."
    )
    assert ever == ("Without everyone who ever sat at different levels, nobody else would reach the board.")
    assert fewest == "Losing 6 well-placed people, who may be others, would leave at most half."
    assert unnamed == ("Who these people are is for your coordinator: Coordinate, then People we rely on.")
    assert levels == f"Each of them sits at two of these levels or more: {seats_listed(study)}."


def test_the_page_says_what_the_card_of_the_overview_says() -> None:
    study = bundled("brightwater")
    said = QUESTION.sentences(asked(QUESTION, study, **DAYS).facts, ENGLISH)
    card = next(each for each in cards_of(overview(study, **DAYS), ENGLISH) if each.name == RESTS)
    assert set(card.says) <= set(said)


@pytest.mark.parametrize("others", [4, 5])
def test_of_fewer_than_five_others_nothing_is_told_on_any_page(others: int) -> None:
    """Ada sits at both levels and brings what all the others know."""
    people = [f"p{place}" for place in range(others)]
    posts = [("front team", "Ada"), ("the board", "Ada"), ("the board", "Bea")]
    study = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1], "name": ["Front", "Board"]}),
        agencies=pd.DataFrame({"agency": ["one", "two"], "name": ["One", "Two"]}),
        practitioners=pd.DataFrame(
            {"practitioner": [*people, "Ada", "Bea"], "agency": ["one"] * others + ["two", "two"]}
        ),
        zones=pd.DataFrame({"zone": ["front team", "the board"], "level": ["front", "board"]}),
        posts=pd.DataFrame(
            [*posts, *(("front team", each) for each in people)], columns=["zone", "practitioner"]
        ),
        contacts=pd.DataFrame(
            [
                (f"{month}-{each}", f"2022-{month:02d}-{day}", source, target)
                for month in range(1, 13)
                for each, day, source, target in (
                    *((person, "05", person, "Ada") for person in people),
                    ("up", "20", "Ada", "Bea"),
                )
            ],
            columns=["contact", "date", "source", "target"],
        ),
    )
    said = QUESTION.sentences(asked(QUESTION, study).facts, ENGLISH)
    beside = learning(study).sentences
    few = "Fewer than five others at the front line are on record, so we do not say on whom it rests."
    card = next(each for each in cards_of(overview(study), ENGLISH) if each.name == RESTS)
    assert (few in card.says) == (others < 5)
    assert (said == (few,)) == (others < 5)
    assert (few in beside) == (others < 5)
    assert any("two levels" in each for each in (*said, *beside)) == (others >= 5)


def test_the_others_are_counted_over_the_months_of_the_front_line_alone() -> None:
    """By hand: the mean, over the months that have a figure, of the chances of those outside the class."""
    study, answer = bundled("brightwater"), asked(QUESTION, bundled("brightwater"), **DAYS)
    once = classes(answer.facts).set_index("who").loc["simultaneous"]
    rule = {"transmission_probability": 0.2}
    months = netmap.reach_over_time(study, "front", "board", **DAYS, **rule)
    crossed = {
        person for person in study.practitioners["practitioner"] if len(levels_held(study, person)) > 1
    }
    assert len(crossed) == once["people"]
    means = []
    for month in months.loc[months["share"].notna(), "month"]:
        end = month + pd.Timedelta(180, "D")
        found = netmap.vertical_reach(study, "front", "board", start=month, end=end, **rule)
        means.append(found.loc[~found["practitioner"].isin(crossed), "chance"].mean())
    assert once["reach"] == pytest.approx(sum(means) / len(means))
    assert once["reach_without"] == 0


def test_only_agencies_of_five_people_and_more_are_told_and_the_others_counted() -> None:
    study = bundled("brightwater")
    answer = asked(QUESTION, study, **DAYS)
    table = agencies(answer.facts)
    assert list(table.columns) == list(AGENCIES)
    assert table["people"].min() >= 5
    assert table["lost"].is_monotonic_decreasing
    every = agency_losses(study, "front", "board", *DAYS.values())
    assert (every["people"] >= 5).sum() == len(table) < len(every)


def test_of_fewer_than_five_others_nothing_is_told_of_an_agency() -> None:
    """Six agencies with a person each: none is told."""
    assert agencies(asked(QUESTION, one_way_up()).facts).empty
