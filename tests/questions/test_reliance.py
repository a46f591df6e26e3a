"""What a board is told of people it relies on: shares and how few they are, no name and no small count."""

from __future__ import annotations

import datetime as dt

import pandas as pd

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


def seats_listed(study: netmap.Study) -> str:
    """The levels of those who hold two on the first of some month of the window, from the tables alone."""
    levels = study.levels.set_index("level")
    zones = study.zones.set_index("zone")["level"]
    found: set[str] = set()
    for day in pd.date_range("2024-07-01", "2025-06-30", freq="MS"):
        posts = study.posts[
            study.posts["joined"].isna() | (study.posts["joined"].astype(str).str[:10] <= str(day)[:10])
        ]
        posts = posts[posts["left"].isna() | (posts["left"].astype(str).str[:10] >= str(day)[:10])]
        for person, own in zip(
            study.practitioners["practitioner"], study.practitioners["level"], strict=True
        ):
            held = {own, *zones[posts.loc[posts["practitioner"].eq(person), "zone"]].dropna()}
            found |= held if len(held) > 1 else set()
    names = [
        f"“{levels.loc[level, 'name']}”" for level in sorted(found, key=lambda each: levels.loc[each, "rank"])
    ]
    return ENGLISH.listing(names)


def test_it_says_first_on_whom_and_of_how_many_others_with_the_numbers_of_the_overview() -> None:
    days = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}
    study = bundled("brightwater")
    answer = asked(QUESTION, study, **days)
    once = classes(answer.facts).set_index("who").loc["simultaneous"]
    first, second, third, levels, unnamed, fewest, elsewhere = QUESTION.sentences(answer.facts, ENGLISH)
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
    assert fewest == "Losing 6 well-placed people, who may be others, would leave at most half."
    assert unnamed == "Who they are is for the coordinator to see, by name. A board reads counts alone."
    assert levels == f"Each of them sits at two of these levels or more: {seats_listed(study)}."
    up = overview(study, **days).up
    assert up is not None
    told = f"“Front line to board” says {round(100 * up.share)} of 100: "
    assert elsewhere == told + "it counts everybody, and from each month only six months."
    card = next(each for each in cards_of(overview(study, **days), ENGLISH) if each.name == RESTS)
    assert second.split("; ")[1] == card.says[0].split("; ")[1]
