"""Sign-in sheets as they lie on the table: printed names, signatures, numbered lines that nobody filled."""

from __future__ import annotations

import pytest

from tests.imports.made_files import Said, balanced, is_, taken

SHEET = """
    Sign-in sheet, Youth Board, 4 March 2024 | | | |
    No | {name} | {agency} | {signature} | Email
    1 | Ann Lee | Police | A Lee | ann@x.org
    2 | Bob Fry | Housing | B Fry |
    3 | Cy Dale | =A1 | {blank} | cy@x.org
    4 | | | |
    5. | | | |
    """
ENGLISH = {"name": "Print name", "agency": "Organisation", "signature": "Signature"}
ITALIAN = {"name": "Nome in stampatello", "agency": "Ente", "signature": "Firma entrata"}
FRENCH = {"name": "Nom en majuscules", "agency": "Structure", "signature": "Émargement"}


@pytest.mark.parametrize("words", [ENGLISH, ITALIAN, FRENCH])
def test_whoever_signed_was_there_and_of_whoever_did_not_it_is_asked(words: dict[str, str]) -> None:
    text = SHEET.format(**words, blank="")
    understood, applied = taken(sheet=text)
    assert understood.sheets[0].shape == "sitting_list"
    (question,) = applied.questions
    assert (question.kind, question.about) == ("blank", ("sheet", words["signature"]))
    assert applied.tables["attendance"]["practitioner"].tolist() == ["Ann Lee", "Bob Fry"]
    for answer, status in (("present", ["present"] * 3), ("nothing", ["present"] * 2)):
        said: Said = {("blank", question.about): is_(answer)}
        _, applied = taken(said=said, sheet=text)
        assert balanced(applied)
        assert not applied.blocking
        assert applied.tables["attendance"]["status"].tolist() == status
        assert [one.code for one in applied.problems if one.line in (6, 7)] == ["names-nobody"] * 2


def test_where_all_signed_or_nobody_did_nothing_is_asked() -> None:
    for text in (
        SHEET.format(**ENGLISH, blank="x"),
        SHEET.format(**ENGLISH, blank="").replace("A Lee", "").replace("B Fry", ""),
    ):
        _, applied = taken(sheet=text)
        assert not applied.questions
        assert applied.tables["attendance"]["status"].tolist() == ["present"] * 3


def test_a_column_that_may_name_people_beside_agencies_is_asked_about() -> None:
    text = "Organisation | Name of worker | Sector\nPolice | Ann Lee | state\nHousing | Bob Fry | state"
    understood, applied = taken(sheet=text)
    assert understood.sheets[0].shape == "agencies"
    (question,) = applied.questions
    assert (question.kind, question.about) == ("column", ("sheet", "Name of worker"))
    _, applied = taken(said={("column", question.about): is_("person")}, sheet=text)
    assert applied.tables["practitioners"]["practitioner"].tolist() == ["Ann Lee", "Bob Fry"]
    assert applied.tables["practitioners"]["agency"].tolist() == ["Police", "Housing"]
    _, applied = taken(said={("column", question.about): is_("kept")}, sheet=text)
    assert applied.tables["agencies"]["Name of worker"].tolist() == ["Ann Lee", "Bob Fry"]
    short = "Organisation | Short name | Sector\nPolice Service | PS | state\nHousing Trust | HT | state"
    _, applied = taken(sheet=short)
    assert not applied.questions


def test_signatures_without_a_day_are_a_sitting_and_the_day_is_asked() -> None:
    understood, applied = taken(sheet="Name | Signature\nAnn Lee | A Lee\nBob Fry | B Fry")
    assert understood.sheets[0].shape == "sitting_list"
    assert {one.kind for one in applied.questions} == {"day", "group"}


def test_whoever_came_at_a_time_was_there_and_of_others_it_is_asked() -> None:
    text = "Name | Arrived | Left\nAnn Lee | 10:00 | 11:00\nBob Fry | 10.15 am |\nCy Dale | |"
    said: Said = {("group", ()): is_("Board"), ("day", ()): is_("2024-03-04")}
    understood, applied = taken(said=said, sheet=text)
    assert understood.sheets[0].shape == "sitting_list"
    assert [(one.kind, one.about) for one in applied.questions] == [("blank", ("sheet", "Arrived"))]
    _, applied = taken(said={**said, ("blank", ()): is_("nothing")}, sheet=text)
    assert applied.tables["attendance"]["practitioner"].tolist() == ["Ann Lee", "Bob Fry"]
    jobs = "Name | Left\nAnn Lee | 2019-01-01\nBob Fry |"
    understood, _ = taken(sheet=jobs)
    assert understood.sheets[0].shape == "people"


def test_people_told_by_their_addresses_alone_are_asked_about() -> None:
    text = "Email | Meeting date | Group\nann@x.org | 2024-03-04 | Board\nbob@x.org | 2024-04-08 | Board"
    understood, applied = taken(sheet=text)
    assert understood.sheets[0].shape == "sittings"
    assert [(one.kind, one.about) for one in applied.questions] == [("column", ("sheet", "Email"))]
    _, applied = taken(said={("column", ()): is_("person")}, sheet=text)
    assert applied.tables["attendance"]["practitioner"].tolist() == ["ann@x.org", "bob@x.org"]
    _, applied = taken(said={("column", ()): is_("kept")}, sheet=text)
    assert (len(applied.tables["meetings"]), "attendance" in applied.tables) == (2, False)
