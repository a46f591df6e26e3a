"""Lists in which more stands than one list: counts, columns of marks, and a second list below or beside."""

from __future__ import annotations

import pytest

from netmap.files.importer.applying import Applied
from tests.imports.made_files import Said, balanced, is_, taken

TITLE = "Harbour Forum | 5 March 2024 |"


def people(applied: Applied) -> list[str]:
    return sorted(applied.tables["practitioners"]["name"])


def asked(applied: Applied) -> set[tuple[str, str]]:
    return {(one.kind, one.about[-1]) for one in applied.questions}


@pytest.mark.parametrize(
    "below",
    [
        "Total attendees: 2 | |",
        "Totale presenti: 2 | |",
        "Total présents | 2 |",
        "Participants: 2 | |",
        "TOTAL 2 | |",
    ],
)
def test_a_count_below_a_list_is_nobody(below: str) -> None:
    _, applied = taken(
        sheet=f"{TITLE}\nName | Agency | Email\nAnn | North | a@x.org\nBen | South | b@x.org\n{below}"
    )
    assert people(applied) == ["Ann", "Ben"]
    assert [one.code for one in applied.problems] == ["total-row"]
    assert balanced(applied)


def test_a_figure_elsewhere_in_a_line_leaves_the_person() -> None:
    _, applied = taken(sheet=f"{TITLE}\nName | Agency | Notes\nAnn | North | Room: 4\nBen 2 | South |")
    assert people(applied) == ["Ann", "Ben 2"]


@pytest.mark.parametrize(
    ("answer", "there"),
    [
        ("status", {"Ann": "present", "Ben": "present"}),
        ("kept", {"Ann": "present", "Ben": "present", "Cem": "present"}),
    ],
)
def test_marks_under_another_header_are_asked_about(answer: str, there: dict[str, str]) -> None:
    sheet = f"{TITLE}\nName | Agency | Signed\nAnn | North | x\nBen | South | x\nCem | South |"
    _, waits = taken(sheet=sheet)
    assert asked(waits) == {("column", "Signed")}
    assert "attendance" not in waits.tables or not len(waits.tables["attendance"])
    said: Said = {
        ("column", ("sheet", "Signed")): is_(answer),
        ("blank", ("sheet", "Signed")): is_("nothing"),
    }
    _, applied = taken(said=said, sheet=sheet)
    rows = applied.tables["attendance"]
    names = applied.tables["practitioners"].set_index("practitioner")["name"]
    assert dict(zip(rows["practitioner"].map(names), rows["status"], strict=True)) == there


def test_a_column_of_words_or_beside_a_status_is_carried_along() -> None:
    rows = "Name | Attended | Lunch | Diet\nAnn | yes | x | vegan\nBen | no | | none"
    _, applied = taken(sheet=f"Harbour Forum, 5 March 2024 | | |\n{rows}")
    assert "column" not in {kind for kind, _ in asked(applied)}


def test_a_second_list_beside_the_first_is_asked_about() -> None:
    rows = "Ann | North | | Dee | Police\nBen | South | | Eve | Fire"
    sheet = f"Harbour Forum | | | Apologies |\nName | Agency | | Name | Agency\n{rows}"
    _, applied = taken(sheet=sheet)
    assert asked(applied) == {("column", "Name"), ("column", "Agency")}


BELOW = """
    Name | Agency | Attended
    Ann | North | yes
    Ben | South | no
"""


@pytest.mark.parametrize(
    ("between", "apart"),
    [
        ("Date: 9 April 2024 | |", True),
        ("| | \n Youth Panel | |", True),
        ("| |", False),
        ("Cem | |", False),
    ],
)
def test_a_second_list_below_is_of_another_sitting(between: str, apart: bool) -> None:
    again = f"{between}\nName | Agency | Attended\nDee | Police | yes"
    said = {("blank", ("sheet", "Attended")): is_("nothing"), ("group", ()): is_("Harbour Forum")}
    understood, applied = taken(said=said, sheet=f"{TITLE}\n{BELOW.strip()}\n{again}")
    assert len(understood.sheets) == 1 + apart
    assert ("day" in {kind for kind, _ in asked(applied)}) == (apart and "April" not in between)
    if "April" in between:
        assert sorted(applied.tables["meetings"]["date"]) == ["2024-03-05", "2024-04-09"]
    assert ("Dee" in people(applied)) == (not apart or "April" in between)
    assert balanced(applied)


def test_a_list_of_a_call_may_tell_its_facts_in_one_cell_each() -> None:
    sheet = """
        Meeting code: abc-defg-hij | |
        Created on 2024-09-12 09:31:05 | |
        Full Name | First Seen | Time in Call
        Ann Ruiz | 2024-09-12 09:31:05 | 45 min
        Ben Okafor | 2024-09-12 09:33:15 | 58 min
    """
    understood, applied = taken(said={("group", ("sheet",)): is_("Board")}, sheet=sheet)
    assert understood.sheets[0].shape == "call_report"
    assert applied.tables["meetings"]["date"].tolist() == ["2024-09-12"]
    assert people(applied) == ["Ann Ruiz", "Ben Okafor"]
