"""Every question under one partnership: an unknown one is refused, a known one narrows or is said not to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.model.errors import NotFoundError
from netmap.model.i18n import ENGLISH
from netmap.questions import QUESTIONS
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import PERSON, NodeRef
from netmap.questions.question import Answer, Question
from tests.questions.boards import tables

TOLD: dict[str, dict[str, Any]] = {"panel": {"selected": NodeRef(PERSON, "n0")}, "paths": {"person": "n0"}}
"""What a question must be told."""

OWN = ("source", "target", "agency_a", "agency_b", "a", "b", "practitioner", "actor")
"""Columns of which every value is somebody spoken of; others may be on the way there."""

BEYOND = {"ties", "champions", "champion-paths", "hops", "diffusion-hops"}
"""Tables of what runs through anybody, and the map's ties, whose ends are numbers."""


@pytest.fixture(scope="module")
def two() -> netmap.Study:
    """North and south with two agencies and four people each; they meet among themselves and one another."""
    people = [(f"{side}{place}", side, f"{side} agency {place % 2}") for side in "ns" for place in range(4)]
    pairs = [
        *((f"{side}{one}", f"{side}{one + 1}") for side in "ns" for one in range(3)),
        ("n0", "s0"),
        ("n3", "s3"),
    ]
    days = [f"2022-{month:02}-1{place % 5}" for month in range(1, 13) for place in range(3)]
    return tables(
        partnerships=[
            {"partnership": side, "name": name, "baseline": "2022-04-01", "observed_to": "2022-12-31"}
            for side, name in (("n", "North"), ("s", "South"))
        ],
        levels=[{"level": "low", "rank": 0}, {"level": "high", "rank": 1}],
        agencies=[
            {"agency": name, "partnership": name[0]} for name in dict.fromkeys(each[2] for each in people)
        ],
        practitioners=[
            {
                "practitioner": name,
                "partnership": side,
                "agency": agency,
                "level": "high" if name.endswith("3") else "low",
            }
            for name, side, agency in people
        ],
        contacts=[
            {"contact": f"{day} {place} {at}", "date": day, "source": one, "target": other}
            for at, day in enumerate(days)
            for place, (one, other) in enumerate(pairs)
        ],
        waves=[
            {"wave": f"{side} {year}", "partnership": side, "end": f"{year}-12-31"}
            for side in "ns"
            for year in (2021, 2022)
        ],
        ties=[
            {"source": f"{side}0", "target": f"{side}{other}", "wave": f"{side} {year}", "relation": "advice"}
            for side in "ns"
            for year, other in ((2021, 1), (2022, 2))
        ],
    )


def asked(question: Question, study: netmap.Study, partnership: str | None) -> Answer:
    inquiry = Inquiry(Context(study="x", partnership=partnership), lambda: study)
    return question.ask(inquiry, question.request(**TOLD.get(question.name, {})))


def told_of(question: Question, answer: Answer) -> Iterator[tuple[str, str, pd.Series]]:
    """Every column of its tables that says of whom the answer speaks."""
    for table in question.tables:
        if table.name in BEYOND:
            continue
        rows = table.rows(answer.facts)
        for name in (*OWN, "partnership"):
            if name in rows:
                yield table.name, name, rows[name].dropna()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_a_partnership_that_there_is_not_is_refused_in_one_wording(
    question: Question, two: netmap.Study
) -> None:
    for unknown in ("nonsense", "N", "North", ""):
        with pytest.raises(NotFoundError) as refused:
            asked(question, two, unknown)
        assert str(refused.value) == f"the study has no partnership “{unknown}”"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_an_answer_for_a_partnership_holds_its_own_rows_or_says_that_it_is_about_all(
    question: Question, two: netmap.Study
) -> None:
    answer = asked(question, two, "n")
    if question.of_all:
        assert question.said(answer, ENGLISH)[0] == "This is about all partnerships, not North alone."
        assert answer.method is None or answer.method.partnership is None
        assert "about all partnerships" not in " ".join(question.said(asked(question, two, None), ENGLISH))
        return
    assert answer.method is None or answer.method.partnership == "North"
    for table, column, values in told_of(question, answer):
        theirs = {each for each in values.astype(str) if not each.startswith("n")}
        assert not theirs, (table, column)


def test_ties_of_a_partnership_are_those_of_which_both_ends_belong_to_it(two: netmap.Study) -> None:
    ties = next(each for each in QUESTIONS if each.name == "ties")
    for study in (two, netmap.read_study("emon")):
        every = asked(ties, study, None).facts.table
        counted = 0
        for partnership in study.partnerships["partnership"]:
            answer = asked(ties, study, partnership)
            of = {
                name
                for table, key in ((study.practitioners, "practitioner"), (study.agencies, "agency"))
                for name in table.loc[table["partnership"].eq(partnership), key]
            }
            mine = [
                (one, other)
                for one, other in zip(every["source"], every["target"], strict=True)
                if one in of and other in of
            ]
            found = answer.facts.table
            assert list(zip(found["source"], found["target"], strict=True)) == mine
            assert answer.method is not None
            assert answer.facts.n == answer.method.n == len(mine) > 0
            counted += len(mine)
        assert counted == len(every) - (2 if study is two else 0)


def test_waves_and_figures_are_those_of_the_partnership(two: netmap.Study) -> None:
    by_name = {each.name: each for each in QUESTIONS}
    changes = asked(by_name["tie-changes"], two, "s").facts.frame
    assert changes[["partnership", "from", "to"]].values.tolist() == [["s", "s 2021", "s 2022"]]
    assert len(asked(by_name["tie-changes"], two, None).facts.frame) == 2
    for name in ("recording-bounds", "compare"):
        assert set(asked(by_name[name], two, "s").facts.frame["partnership"].dropna()) <= {"s"}
