"""The documented studies: every row has a provenance and a place, and no question fails or falls silent."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import netmap
from netmap.model.bundled import bundled_studies
from netmap.model.errors import NetmapError
from netmap.model.i18n import translator
from netmap.questions import QUESTIONS
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry

DOCUMENTED = ("community-lab", "coprogettazione", "necf", "piano-di-zona", "wws")
ASKED_WITH_MORE = ("paths", "panel", "relations")
"""Questions that need a person, a choice or declared ties."""

MET = "wws"
"""The one study in which somebody is seen to have met somebody: at the event."""

NOTHING = re.compile(
    r"^(0|None) (of|ties|pairs|cognitive|spells)|, 0 (pairs|ties)"
    r"|[Nn]o (tie|trail|pair|sittings?) (is|are|was|has|that|with)"
    r"|nobody (meets|met)|isolated|without any tie|0 people\)"
)
"""What would tell as nothing what cannot be seen."""

TRUE_OF_THE_RECORD = (
    "No tie is on record.",
    "There are no two waves of one relation to compare.",
)
"""What is so said of the record itself."""

WITHOUT_SENTENCES = ("names", "frame", "champions")


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_row_is_documented_and_cites_a_place(name: str) -> None:
    study = netmap.read_study(name)
    known = set(study.sources["citation"])
    for table, frame in study.tables.items():
        assert set(frame["provenance"]) == {"documented"}, table
        if table != "sources":
            cited = frame["citation"].str.partition("#")
            assert set(cited[0]) <= known, table
            assert cited[2].ne("").all(), table


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_note_has_its_subject_and_a_gloss(name: str) -> None:
    study = netmap.read_study(name)
    for note in study.notes.itertuples():
        if isinstance(note.about_table, str):
            held = study.tables[note.about_table]
            assert note.about_id in set(held.iloc[:, 0]), note.note
        assert note.language == "en" or note.gloss, note.note


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_readme_counts_what_the_tables_hold(name: str) -> None:
    told = (bundled_studies()[name] / "README.md").read_text(encoding="utf-8")
    counts = {table: int(n) for table, n in re.findall(r"^\| `(\w+)` \| (\d+) \|", told, re.MULTILINE)}
    tables = netmap.read_study(name).tables
    assert counts == {table: len(frame) for table, frame in tables.items() if len(frame)}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_readme_sets_the_facts_of_each_place_against_the_rows_that_cite_it(name: str) -> None:
    told = (bundled_studies()[name] / "README.md").read_text(encoding="utf-8")
    _, _, section = told.partition("## Facts against rows")
    lines = re.findall(r"^\| ([^|`]+) \| (\d+) \| (\d+) \|$", section, re.MULTILINE)
    *places, (_, facts_in_all, rows_in_all) = [(place, int(facts), int(rows)) for place, facts, rows in lines]
    cited: Counter[str] = Counter()
    for table, frame in netmap.read_study(name).tables.items():
        if table != "sources":
            cited.update(frame["citation"].str.partition("#")[2])
    assert {place: rows for place, _, rows in places} == dict(cited)
    assert (facts_in_all, rows_in_all) == (sum(facts for _, facts, _ in places), sum(cited.values()))


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_question_is_answered(name: str, language: str) -> None:
    study = netmap.read_study(name)
    for question in QUESTIONS:
        inquiry = Inquiry(Context(study=name, language=language), lambda: study)
        try:
            answer = question.ask(inquiry, question.request())
        except NetmapError:
            assert question.name in ASKED_WITH_MORE
            continue
        said = list(question.said(answer, translator(language)))
        assert said or question.name in WITHOUT_SENTENCES, question.name
        assert all(said), question.name
        assert not any(re.search(r"\bnan\b|\bNaT\b|[{}]", each) for each in said), question.name
        if name != MET and language == "en":
            assert not [each for each in said if NOTHING.search(each) and each not in TRUE_OF_THE_RECORD], (
                question.name
            )


@pytest.mark.parametrize("name", DOCUMENTED)
def test_what_is_not_on_record_is_not_told_as_nothing(name: str) -> None:
    study = netmap.read_study(name)
    (overview,) = (each for each in QUESTIONS if each.name == "overview")
    facts = overview.ask(Inquiry(Context(study=name), lambda: study), overview.request()).facts
    said = " ".join(overview.sentences(facts, translator("en")))
    assert "Which agencies work together is not on record." in said
    assert "0 of " not in said.split("What we cannot see")[0]
