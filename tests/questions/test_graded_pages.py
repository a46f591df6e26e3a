"""Every page of learning answers by degrees: under the yardstick, with every encounter beside it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.library.chances import out_of
from netmap.model.i18n import ENGLISH, translator
from netmap.questions import champions as of_champions
from netmap.questions import learning as of_paths
from netmap.questions import transmission_curve as of_curve
from netmap.questions import zones as of_zones
from netmap.questions.learning import headline
from netmap.questions.learning.page_view import headlines_of
from netmap.questions.learning.surroundings import arrival_offered, arrival_offered_anywhere
from netmap.questions.method import rule_text
from netmap.questions.overview.disclosure import count_of
from netmap.questions.question import Question
from netmap.questions.zones import losses
from netmap.questions.zones.losses import told
from tests.questions.learning_pages import asked, learning, one_way_up
from tests.shared_data import bundled, panels

QUESTIONS = (of_paths.QUESTION, of_curve.QUESTION, of_zones.QUESTION, of_champions.QUESTION)
LAST_YEAR = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}
SINCE_LAUNCH = {"start": dt.date(2023, 3, 1), "end": dt.date(2024, 2, 29)}
WITH_A_FIGURE = {"start": dt.date(2010, 8, 1), "end": dt.date(2012, 1, 31)}
YARDSTICK = {
    "en": "if one encounter in five passes something on",
    "it": "se un incontro su cinque trasmette qualcosa",
}
NO_ESTIMATE = {
    "en": ": a yardstick to compare with, not an estimate.",
    "it": ": è un’ipotesi per fare confronti, non una stima.",
}


@pytest.mark.parametrize("language", YARDSTICK)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_riverside_is_answered_by_degrees(question: Question, language: str) -> None:
    _graded(question, bundled("riverside"), language, **SINCE_LAUNCH)


@pytest.mark.shared
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_the_panels_are_answered_by_degrees(question: Question) -> None:
    _graded(question, panels(), "en", **WITH_A_FIGURE)


def _graded(question: Question, study: netmap.Study, language: str, **window: Any) -> None:
    answer = asked(question, study, language, **window)
    sentences = question.sentences(answer.facts, translator(language))
    first = " ".join(sentences[:4]).replace("Se un", "se un").replace("If one", "if one")
    assert YARDSTICK[language] + NO_ESTIMATE[language] in first or YARDSTICK[language] in sentences[0]
    assert answer.method is not None
    said = rule_text(answer.method, translator(language))
    assert f"{YARDSTICK[language]} (p = {translator(language).number(0.2, 1)})" in said
    assert not any("{" in each for each in sentences)


def test_the_sentences_beside_the_map_begin_with_the_yardstick() -> None:
    said = headlines_of(asked(of_paths.QUESTION, bundled("riverside"), **SINCE_LAUNCH).facts, ENGLISH)
    assert said[1:] == ("If one encounter in five passes something on" + NO_ESTIMATE["en"],)
    told = headlines_of(asked(of_paths.QUESTION, bundled("brightwater"), **LAST_YEAR).facts, ENGLISH)
    assert told[0] == "54 of 100 at the front line reach the board within six months."


@pytest.mark.parametrize(("chance", "reach"), [(1.0, 0.96), (0.2, 0.83), (0.1, 0.62), (0.05, 0.28)])
def test_riverside_reaches_so_many(chance: float, reach: float) -> None:
    _reaches(bundled("riverside"), ("operational", "authority"), chance, reach, **SINCE_LAUNCH)


@pytest.mark.shared
@pytest.mark.parametrize(("chance", "reach"), [(1.0, 0.79), (0.2, 0.56), (0.1, 0.33), (0.05, 0.15)])
def test_the_panels_reach_so_many(chance: float, reach: float) -> None:
    _reaches(panels(), ("local", "board"), chance, reach, **WITH_A_FIGURE)


def _reaches(study: netmap.Study, ends: tuple[str, str], chance: float, reach: float, **window: Any) -> None:
    """The figure of the curve, and the number of the sentence, are those of a plain simulation."""
    told_ = dict(zip(("from_level", "to_level"), ends, strict=True)) | window
    table = of_curve.curve(asked(of_curve.QUESTION, study, **told_).facts)
    (row,) = table[table["probability"].eq(chance)].to_dict("records")
    assert abs(row["share"] - reach) < 0.011 + 3 * row["se"]
    people = int(netmap.reach_over_time(study, *ends, **window).dropna()["n"].median())
    sentences = learning(study, transmission_probability=chance, **told_).sentences
    said = (count_of if chance == 1 else out_of)(ENGLISH, row["share"], people)
    every = f"If every encounter passed something on, it would be {said}."
    assert every in sentences if chance == 1 else said in sentences[0]


def test_the_curve_is_the_librarys_and_says_where_half_arrive() -> None:
    study = bundled("riverside")
    answer = asked(of_curve.QUESTION, study, **SINCE_LAUNCH)
    table = netmap.transmission_curve(study, "operational", "authority", **SINCE_LAUNCH)
    pd.testing.assert_frame_equal(of_curve.curve(answer.facts), table)
    assert of_curve.QUESTION.about is not None
    assert of_curve.QUESTION.about(answer.facts, ENGLISH) == {"half_way": table.attrs["half_way"]}
    said = of_curve.QUESTION.sentences(answer.facts, ENGLISH)
    assert "Half would arrive even if only one encounter in thirteen passed something on." in said
    assert said[:2] == learning(study, **SINCE_LAUNCH).sentences[:2]


def test_where_nothing_is_dated_there_is_no_curve() -> None:
    answer = asked(of_curve.QUESTION, bundled("emon"))
    assert not len(of_curve.curve(answer.facts))
    assert of_curve.QUESTION.about is not None
    assert of_curve.QUESTION.about(answer.facts, ENGLISH) == {"half_way": None}
    (said,) = of_curve.QUESTION.sentences(answer.facts, ENGLISH)
    assert "Nothing in this study carries a date" in said


def test_a_loss_is_told_only_beyond_twice_its_error() -> None:
    table = pd.DataFrame({"lost": [2.0, 2.1, 0.0, float("nan")], "lost_se": [1.0, 1.0, 0.0, float("nan")]})
    assert told(table)["lost"].fillna(-1).tolist() == [0.0, 2.1, 0.0, -1.0]


def test_where_to_arrive_is_offered_where_it_matters() -> None:
    riverside, hostile = (
        asked(of_paths.QUESTION, study).facts for study in (bundled("riverside"), one_way_up())
    )
    assert arrival_offered(riverside)
    assert arrival_offered_anywhere(riverside)
    assert not arrival_offered(hostile)
    assert not arrival_offered(asked(of_paths.QUESTION, bundled("riverside"), way="sideways").facts)
    study = bundled("riverside")
    graded = {"transmission_probability": 0.2, **SINCE_LAUNCH}
    reach = [
        netmap.reach_over_time(study, "operational", "authority", arrive_at=sense, **graded)
        for sense in ("person", "zone")
    ]
    assert not reach[0]["share"].equals(reach[1]["share"])


TEMPLATES = [
    each
    for module in (headline, losses)
    for name, value in vars(module).items()
    if name.isupper()
    for each in (value if isinstance(value, tuple) else (value,))
    if isinstance(each, str) and each.endswith(".")
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_sentence_is_short(template: str) -> None:
    """At most 20 words, 25 where the chance stands in it; a name or a number counts as one."""
    condition = len(YARDSTICK["en"].split())
    words = sum(condition if "{condition}" in each else 1 for each in template.split())
    assert words <= (25 if "{condition}" in template else 20)
    assert not re.search(r"\bnot\b.*\bnot\b", template)
