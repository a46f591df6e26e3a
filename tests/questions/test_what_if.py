"""The questions of introductions and scenarios: what is said, and who may ask."""

from __future__ import annotations

import json

import pytest

import netmap
from netmap.library.principals import Principal
from netmap.model.i18n import translator
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.introductions import IntroductionsRequest
from netmap.questions.question import Inquiry
from netmap.questions.scenario import ScenarioRequest
from tests.what_if.test_scenario import world
from tests.worlds import study_of


def inquiry(role: str = "coordinator") -> Inquiry:
    rows = world()
    rows["services"] = [
        {"service": row["agency"], "agency": row["agency"], "need": "sleep"} for row in rows["agencies"]
    ]
    study = study_of(rows)
    return Inquiry(Context(principal=Principal("x", role)), lambda: study)


def test_an_introduction_is_said_in_plain_words() -> None:
    question = question_named("introductions")
    facts = question.ask(inquiry(), IntroductionsRequest(pairs=1)).facts
    row = facts.iloc[0]
    assert json.loads(row["shares"]) == ["sleep"]
    said = {language: question.sentences(facts, translator(language)) for language in ("en", "it")}
    assert said["en"][0].startswith(f"{row['source']} and {row['target']} have never met")
    assert said["it"] != said["en"]


def test_a_scenario_says_what_changes_most() -> None:
    question = question_named("scenario")
    facts = question.ask(inquiry(), ScenarioRequest(remove=("z",))).facts
    told = question.sentences(facts, translator("en"))
    assert told[0].startswith("At level front what people know reaches ")
    assert facts.pairs[["agency_a", "agency_b", "kind", "change"]].fillna("").values.tolist() == [
        ["=A1", "Č-12", "", "gone"]
    ]
    added = ScenarioRequest(zone="new", members=("-", "<b>x</b>"), turns=1, meet=("1", "-"))
    assert (question.ask(inquiry(), added).facts.measures["change"].fillna(0) != 0).any()


def test_people_who_would_meet_come_in_pairs() -> None:
    with pytest.raises(netmap.ArgumentError):
        question_named("scenario").ask(inquiry(), ScenarioRequest(meet=("1",)))


@pytest.mark.parametrize("name", ["introductions", "scenario"])
def test_both_are_the_coordinators(name: str) -> None:
    with pytest.raises(netmap.NetmapError):
        question_named(name).ask(inquiry("board"))
