"""Questions asked in two languages: names of the reader's language, and the same ids, filters and figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.bundled import bundled_studies
from netmap.questions import QUESTIONS
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry, inquiry_of
from netmap.questions.overview import QUESTION as OVERVIEW
from netmap.questions.question import PageState, Question, Request
from netmap.questions.readable import read_table
from netmap.questions.zones import QUESTION as ZONES

QUICK = ("overview", "zones", "learning", "reliance", "coverage", "map", "ties", "joined-levels")


@pytest.fixture(scope="module")
def library() -> StudyLibrary:
    return StudyLibrary([bundled_studies()["brightwater"]])


def asked(library: StudyLibrary, language: str) -> Inquiry:
    return inquiry_of(library, Context(study="brightwater", language=language, principal=LOCAL_USER))


def said(question: Question, inquiry: Inquiry) -> str:
    """The sentences of an answer, and its tables as people read them."""
    found = question.ask(inquiry)
    tables = [read_table(each, found.facts, inquiry.study, inquiry.t, 200).rows for each in question.tables]
    return "\n".join([*question.said(found, inquiry.t), *map(str, tables)])


@pytest.mark.parametrize("name", QUICK)
def test_no_name_of_the_other_language_is_said(library: StudyLibrary, name: str) -> None:
    (question,) = (each for each in QUESTIONS if each.name == name)
    rows = library.study(LOCAL_USER, "brightwater").translations
    long = rows[rows["value"].str.len().gt(9) & rows["column"].isin(["name", "form", "need", "sector"])]
    for first, second in (("it", "en"), ("en", "it")):
        told = {each: said(question, asked(library, each)) for each in (first, second)}
        assert not [each for each in long["value"] if each in told["it"]]
        assert not [each for each in long["text"] if each in told["en"]]


def test_tables_for_programs_keep_ids_words_and_figures(library: StudyLibrary) -> None:
    frames: dict[str, pd.DataFrame] = {}
    for language in ("it", "en"):
        inquiry = asked(library, language)
        frames[language] = ZONES.tables[0].rows(ZONES.ask(inquiry).facts)
    italian, english = frames["it"], frames["en"]
    assert italian["name"].ne(english["name"]).all()
    assert italian.drop(columns=["name", "purpose"]).equals(english.drop(columns=["name", "purpose"]))


def test_an_address_means_the_same_in_both_languages(library: StudyLibrary) -> None:
    pairs = [("study", "brightwater"), ("from-level", "front"), ("to-level", "management")]
    told: dict[str, Any] = {}
    (learning,) = (each for each in QUESTIONS if each.name == "learning")
    for language in ("en", "it"):
        state = PageState.of(learning.request, pairs, language=language, principal=LOCAL_USER)
        found = learning.ask(inquiry_of(library, state.context), state.request).facts
        told[language] = (found.start.level, found.goal.level, found.start.name, found.goal.name)
        assert state.query == pairs
    assert told["en"] == ("front", "management", "Front line", "Management")
    assert told["it"] == ("front", "management", "Operatori", "Coordinamento")


def test_the_overview_says_the_reader_s_names_of_the_same_figures(library: StudyLibrary) -> None:
    italian, english = (OVERVIEW.ask(asked(library, each), Request()).facts for each in ("it", "en"))
    assert (italian.up.share, italian.rests.others) == (english.up.share, english.rests.others)
    assert (english.levels.front, italian.levels.front) == ("Front line", "Operatori")


def test_a_study_whose_own_names_are_italian_may_carry_english_ones(tmp_path: Path) -> None:
    folder = tmp_path / "bz"
    folder.mkdir()
    (folder / "levels.csv").write_text("level,rank,name\n0,0,Operatori\n", encoding="utf-8")
    (folder / "agencies.csv").write_text("agency,name\n1,Comune\n", encoding="utf-8")
    (folder / "translations.csv").write_text(
        "table,column,value,language,text\nlevels,name,Operatori,en,Front line\n", encoding="utf-8"
    )
    library = StudyLibrary([folder])
    names = {
        language: inquiry_of(library, Context(study="bz", language=language)).study.levels["name"].tolist()
        for language in ("it", "en")
    }
    assert names == {"it": ["Operatori"], "en": ["Front line"]}
