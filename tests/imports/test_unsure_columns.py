"""A column of which it is not sure what it says is asked about, and nothing is read before it is answered."""

from __future__ import annotations

from netmap.files.importer.asides import LONGEST_LABEL, counts_others
from netmap.model.i18n import translator
from netmap.records.imports.rendered import question_said
from tests.imports.made_files import Said, balanced, is_, taken

SHEET = """
    Name | Organisatoin | Date | Group
    Ann Lee | North | 2011-05-03 | Board
    Ben Ode | South | 2011-05-03 | Board
    """
ABOUT = ("column", ("sheet", "Organisatoin"))


def test_a_header_that_is_nearly_a_known_word_is_asked_about() -> None:
    _, applied = taken(sheet=SHEET)
    (question,) = applied.questions
    assert ((question.kind, question.about), question.rows, question.example) == (ABOUT, 2, "North")
    assert [one.value for one in question.candidates] == ["agency", "kept", "ignored"]
    assert not applied.tables
    assert balanced(applied)
    said = question_said(question, translator("en"))
    assert [one.name for one in said.choices] == ["agency", "kept under its own name", "left out"]
    assert "“North”" in said.text


def test_the_answer_is_what_the_column_says() -> None:
    _, agency = taken(said={ABOUT: is_("agency")}, sheet=SHEET)
    assert agency.tables["agencies"]["agency"].tolist() == ["North", "South"]
    _, kept = taken(said={ABOUT: is_("kept")}, sheet=SHEET)
    assert "agencies" not in kept.tables
    assert kept.tables["attendance"]["Organisatoin"].tolist() == ["North", "South"]
    _, left = taken(said={ABOUT: is_("ignored")}, sheet=SHEET)
    assert "Organisatoin" not in left.tables["attendance"]


def test_an_answer_that_no_column_can_say_is_told() -> None:
    _, applied = taken(said={ABOUT: is_("colour")}, sheet=SHEET)
    assert {problem.code for problem in applied.problems} == {"bad-answer"}
    assert not applied.tables


def test_several_columns_are_asked_about_at_once() -> None:
    sheet = SHEET.replace("Group", "Tsak group")
    _, applied = taken(sheet=sheet)
    assert {one.about[1] for one in applied.questions} == {"Organisatoin", "Tsak group"}


def test_days_above_a_register_without_a_year_are_asked_for_it() -> None:
    said: Said = {("group", ("sheet",)): is_("Board")}
    sheet = "Name | 4 Sept | 8 Jan\nAnn | x | x\nBen | x | apologies"
    understood, asked = taken(said=said, sheet=sheet)
    assert understood.sheets[0].shape == "attendance_matrix"
    assert {one.kind for one in asked.questions} == {"year"}
    years = {("year", ("sheet", "4 Sept")): is_("2023"), ("year", ("sheet", "8 Jan")): is_("2024")}
    _, applied = taken(said={**said, **years}, sheet=sheet)
    assert sorted(applied.tables["meetings"]["date"]) == ["2023-09-04", "2024-01-08"]


def test_the_year_of_a_title_is_offered_for_each_day_by_its_own_words() -> None:
    said: Said = {("group", ("sheet",)): is_("Board")}
    rows = "Name | 4 Sept | 8 Oct\nAnn | x | x\nBen | x | apologies"
    for title, offered in (("Register 2023 | | \n", ["2023"]), ("Register | | \n", []), ("", [])):
        _, asked = taken(said=said, sheet=title + rows)
        assert {one.example: [each.value for each in one.candidates] for one in asked.questions} == {
            "4 Sept": offered,
            "8 Oct": offered,
        }


def test_a_label_with_its_figure_is_told_up_to_two_hundred_letters() -> None:
    """A longer text is looked at no further: it would be once for each of its letters."""
    assert LONGEST_LABEL == 200
    assert counts_others(["a" * 197 + ": 4"])
    assert not counts_others(["a" * 198 + ": 4"])
