"""Registers: years and months above the days, sums, explanations of marks, names across."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from netmap.files.importer.applying import Applied
from netmap.files.importer.cell_meaning import CellMeaning, Dating
from netmap.files.importer.mapping import Mapping
from netmap.files.importer.understanding import understand
from tests.imports.made_files import Said, balanced, file_of, is_, rows_of, taken

GROUP: Said = {("group", ("sheet",)): is_("Board")}


def attended(applied: Applied) -> list[tuple[str, str, str]]:
    meetings = applied.tables["meetings"].set_index("meeting")["date"]
    rows = applied.tables["attendance"]
    return sorted(zip(rows["meeting"].map(meetings), rows["practitioner"], rows["status"], strict=True))


def codes(applied: Applied) -> list[str]:
    return sorted(problem.code for problem in applied.problems)


PLAIN = [
    ("2023-09-04", "Ann", "present"),
    ("2023-09-04", "Ben", "apologies"),
    ("2024-01-15", "Ann", "present"),
]
HEADED = {
    "full dates": "Name | 2023-09-04 | 15/01/2024",
    "a year above": " | 2023 | 2024 \n Name | 4 Sept | 15 January",
    "figures under a year": " | 2023 | 2024 \n Name | 4/9 | 15/1",
    "a month above": " | September 2023 | January 2024 \n Name | 4 | 15",
    "years and months above": " | 2023 | 2024 \n | Sept | Jan \n Name | 4 | 15",
    "the name above": " Name | 2023 | 2024 \n | Sept 4th | Jan 15th",
    "counted days": "Name | 45173 | 45306",
    "counted days under a year": " | 2023 | 2024 \n Name | 45173 | 45306",
    "ordinals under a month": " | September 2023 | January 2024 \n Name | 4th | 15th",
    "days of the week": "Name | Mon 4 Sept 2023 | Mon 15 Jan 2024",
}


@pytest.mark.parametrize("headers", HEADED.values(), ids=HEADED)
def test_days_are_read_with_what_stands_above_them(headers: str) -> None:
    _, applied = taken(said=GROUP, sheet=f"{headers}\nAnn | x | x\nBen | apols | ")
    if "4/9" in headers:
        said = {**GROUP, ("dates", ()): is_("dmy")}
        _, applied = taken(said=said, sheet=f"{headers}\nAnn | x | x\nBen | apols | ")
    assert attended(applied) == PLAIN
    assert balanced(applied)
    assert not applied.questions


@pytest.mark.parametrize(("year", "times"), [("2024", 1), ("", 12)])
def test_what_the_days_of_a_register_mean_is_found_once_but_for_years_asked_one_by_one(
    year: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a year of days takes as many looks at all of them as there are days."""
    found: list[str] = []
    whole = CellMeaning._how_dated

    def counted(self: CellMeaning, header: str, place: int) -> Dating:
        found.append(header)
        return whole(self, header, place)

    monkeypatch.setattr(CellMeaning, "_how_dated", counted)
    days = " | ".join(f"15/{month}/{year}".strip("/") for month in range(1, 13))
    marks = " | x" * 12
    _, applied = taken(said=GROUP, sheet=f"Name | {days}\nAnn{marks}\nBen{marks}")
    assert len(found) == times
    assert ("attendance" in applied.tables) is bool(year)


def test_sums_notes_and_explanations_are_left_out_by_name() -> None:
    sheet = """
        Family Board - attendance 2023/24 | | | |
        Agency | Name | 2023-09-04 | 2024-01-15 | Total
        Police | Ann | x | x | 2
        NHS | Ben | A | | 0
        NHS | Cem | | | 0
        TOTAL | | 1 | 1 |
        Key: x = attended; A = apologies | | | |
        Room 3 is booked for all dates | | | |
        """
    understood, applied = taken(sheet=sheet)
    assert attended(applied) == PLAIN
    assert codes(applied) == ["key-row", "names-nobody", "nothing-written", "total-row"]
    assert [column.field for column in understood.mapping.sheets[0].columns][-1] == "ignored"
    assert understood.mapping.sheets[0].group == "Family Board"
    assert balanced(applied)


def test_a_mark_that_nothing_explains_is_asked() -> None:
    _, applied = taken(said=GROUP, sheet="Name | 2023-09-04 | 2024-01-15\nAnn | x | D\nBen | A | x")
    assert {one.about for one in applied.questions} == {("D",), ("A",)}


def test_names_across_with_their_agencies_above() -> None:
    sheet = """
        Organisation | Police | NHS | |
        Date | Ann | Ben | Cem | Total
        2023-09-04 | x | apologies | | 1
        2024-01-15 | x | | | 1
        Total | 2 | 0 | 0 |
        """
    _, applied = taken(said=GROUP, sheet=sheet)
    assert attended(applied) == PLAIN
    assert sorted(applied.tables["agencies"]["agency"]) == ["NHS", "Police"]
    assert codes(applied) == ["total-row"]


ACROSS = """
    Date | Ann Lee (Housing) | Ben Ode (chair) | Cem Ay - NHS | Dee Fox (left at 11)
    2023-09-04 | x | x | | x
    2024-01-15 | x | | x |
    """


def who_is_there(applied: Applied) -> list[tuple[str, str]]:
    rows = applied.tables["practitioners"].fillna("").reindex(columns=["name", "agency"], fill_value="")
    return sorted(zip(rows["name"], rows["agency"], strict=True))


def test_what_stands_behind_a_name_across_is_asked_once_as_behind_one_in_a_list() -> None:
    behind = ("several", ("sheet", "Ann Lee (Housing)", "()"))
    _, asked = taken(said=GROUP, sheet=ACROSS)
    assert [((one.kind, one.about), one.rows) for one in asked.questions] == [(behind, 4)]
    assert [one.value for one in asked.questions[0].candidates] == ["one", "with agency", "with words"]
    assert who_is_there(asked) == [("Ben Ode", "")]
    _, agency = taken(said={**GROUP, behind: is_("with agency")}, sheet=ACROSS)
    assert who_is_there(agency) == [
        ("Ann Lee", "Housing"),
        ("Ben Ode", ""),
        ("Cem Ay", "NHS"),
        ("Dee Fox", ""),
    ]
    assert set(agency.tables["attendance"]["role"]) == {"", "chair", "left at 11"}
    _, words = taken(said={**GROUP, behind: is_("with words")}, sheet=ACROSS)
    assert {agency for _, agency in who_is_there(words)} == {""}
    assert set(words.tables["attendance"]["role"]) == {"chair", "Housing", "NHS", "left at 11"}
    _, one = taken(said={**GROUP, behind: is_("one")}, sheet=ACROSS)
    assert next(name for name, _ in who_is_there(one)) == "Ann Lee (Housing)"
    known = netmap.from_tables(agencies=pd.DataFrame({"agency": ["h"], "name": ["Housing"]}))
    _, asked = taken(known, said=GROUP, sheet=ACROSS)
    assert ("Ann Lee", "h") in who_is_there(asked)
    assert asked.questions[0].rows == 2


NUMBERED = {
    "agencies below": "Seduta | Data | Luca Però | Anna Rossi | Gino Bo\n | | Comune | ASL | ",
    "no agencies": "Seduta | Data | Luca Però | Anna Rossi | Gino Bo",
    "agencies above": "Ente | | Comune | ASL | \nSeduta | Data | Luca Però | Anna Rossi | Gino Bo",
    "agencies below and no numbers": "Data | Luca Però | Anna Rossi | Gino Bo\n | Comune | ASL | ",
}


@pytest.mark.parametrize(("named", "headers"), NUMBERED.items(), ids=NUMBERED)
def test_names_across_behind_the_number_of_a_sitting_with_their_agencies_below(
    named: str, headers: str
) -> None:
    lines = [("7", "2023-01-12", "P", "G", "-"), ("8", "2023-02-14", "P", "P", "P")]
    first = 1 if "no numbers" in named else 0
    text = "\n".join([headers, *(" | ".join(line[first:]) for line in lines)])
    understood, asked = taken(sheet=text)
    assert understood.mapping.sheets[0].shape == "attendance_matrix"
    assert {question.kind for question in asked.questions} == {"group", "status"}
    said = {**GROUP, ("status", ("G",)): is_("apologies"), ("status", ("-",)): is_("absent")}
    _, applied = taken(said=said, sheet=text)
    assert attended(applied) == [
        ("2023-01-12", "Anna Rossi", "apologies"),
        ("2023-01-12", "Gino Bo", "absent"),
        ("2023-01-12", "Luca Però", "present"),
        ("2023-02-14", "Anna Rossi", "present"),
        ("2023-02-14", "Gino Bo", "present"),
        ("2023-02-14", "Luca Però", "present"),
    ]
    if not first:
        assert list(applied.tables["meetings"]["meeting"]) == ["7", "8"]
    if named != "no agencies":
        people = applied.tables["practitioners"].set_index("practitioner")["agency"]
        assert people.to_dict() == {"Luca Però": "Comune", "Anna Rossi": "ASL", "Gino Bo": "ASL"}
    assert balanced(applied)
    assert not applied.questions


def test_a_list_of_sittings_with_words_behind_the_day_is_no_register() -> None:
    understood, _ = taken(
        sheet="Seduta | Data | Titolo | Gruppo\n7 | 2023-01-12 | P | Board\n8 | 2023-02-14 | A | Board"
    )
    assert understood.mapping.sheets[0].shape == "sittings"


def test_words_behind_a_name_across_stay_beside_the_agency_above_it() -> None:
    rows = "2023-09-04 | x | x\n2024-01-15 | x | x"
    sheet = f"Agency | Police | NHS\nDate | Ann Lee (Housing) | Ben Ode (NHS)\n{rows}"
    _, asked = taken(said=GROUP, sheet=sheet)
    assert [one.rows for one in asked.questions] == [2]
    said: Said = {("several", ()): is_("with agency")}
    _, applied = taken(said={**GROUP, **said}, sheet=sheet)
    assert who_is_there(applied) == [("Ann Lee", "Police"), ("Ben Ode", "NHS")]
    assert set(applied.tables["attendance"]["role"]) == {"", "Housing"}


@pytest.mark.parametrize(
    "header", ["Presenze", "% presenze", "Present", "Attended", "Total attendance", "n. presenti"]
)
def test_a_column_that_counts_the_marks_is_left_out(header: str) -> None:
    sheet = f"Name | 2023-09-04 | 2024-01-15 | {header}\nAnn | x | x | 2\nBen | apologies | | 0"
    _, applied = taken(said=GROUP, sheet=sheet)
    assert attended(applied) == PLAIN
    assert header not in applied.tables["attendance"]
    assert [part.fate for part in applied.account if part.name == header] == ["left out"]
    _, asked = taken(said=GROUP, sheet=sheet.replace("| 2\n", "| 1\n").replace(header, "Attended AGM"))
    assert [(one.kind, one.about) for one in asked.questions] == [("column", ("sheet", "Attended AGM"))]


def test_marks_below_words_that_are_no_day_are_asked_and_so_is_the_day() -> None:
    sheet = "Name | 2023-09-04 | AGM | Ring\nAnn | x | x | gold\nBen | apologies | | none"
    column = ("column", ("sheet", "AGM"))
    _, asked = taken(said=GROUP, sheet=sheet)
    assert [(one.kind, one.about) for one in asked.questions] == [column]
    assert [one.value for one in asked.questions[0].candidates] == ["mark", "kept", "ignored"]
    _, dated = taken(said={**GROUP, column: is_("mark")}, sheet=sheet)
    week = ("week", ("sheet", "AGM"))
    assert [(one.kind, one.about, one.candidates) for one in dated.questions] == [(*week, ())]
    _, applied = taken(said={**GROUP, column: is_("mark"), week: is_("2024-01-15")}, sheet=sheet)
    assert attended(applied) == PLAIN
    assert applied.tables["attendance"]["Ring"].tolist() == ["gold", "gold", "none"]
    _, kept = taken(said={**GROUP, column: is_("kept")}, sheet=sheet)
    assert kept.tables["attendance"]["AGM"].tolist() == ["x", ""]


def test_a_register_of_agencies_makes_nobody_of_them() -> None:
    sheet = "Agency | 2023-09-04 | 2024-01-15\nPolice | x | x\nNHS | | x"
    _, asked = taken(said=GROUP, sheet=sheet)
    assert [(one.kind, one.about) for one in asked.questions] == [("column", ("sheet", "Agency"))]
    assert not asked.tables
    _, applied = taken(said={**GROUP, ("column", ()): is_("ignored")}, sheet=sheet)
    assert set(codes(applied)) == {"no-names"}
    _, people = taken(said={**GROUP, ("column", ()): is_("person")}, sheet=sheet.replace("NHS", "Ann Lee"))
    assert len(people.tables["attendance"]) == 3


def test_a_register_of_one_sitting_is_one() -> None:
    understood, applied = taken(
        said=GROUP, sheet="Name | Agency | 2023-09-04\nAnn | Police | x\nBen | NHS | x"
    )
    assert understood.sheets[0].shape == "attendance_matrix"
    assert len(applied.tables["attendance"]) == 2


def test_dates_that_stand_below_each_other_are_no_register() -> None:
    understood, _ = taken(sheet="Name | Joined | Left\nAnn | 2011-05-01 | 2012-05-01\nBen | 2011-06-01 | ")
    assert understood.sheets[0].shape == "people"


def test_sums_and_sentences_below_a_list_are_left_out_and_a_name_alone_is_a_bad_record() -> None:
    sheet = """
        Date | Name | Agency | Group
        2011-05-03 | Ann | Police | Board
        Total | 1 | |
        Please return this to the clerk. | | |
        Printed on 3 May | | |
        | Ben | |
        """
    _, applied = taken(sheet=sheet)
    told = [(problem.line, problem.code) for problem in applied.problems]
    assert told == [(3, "total-row"), (4, "names-nobody"), (5, "names-nobody"), (6, "blank")]
    assert [problem.severity for problem in applied.problems] == ["warning"] * 3 + ["error"]
    assert len(applied.tables["attendance"]) == 1


def test_the_group_of_a_title_is_not_remembered_for_another_file() -> None:
    rows = "\nName | Agency | 2023-09-04 | 2024-01-15\nAnn | Police | x | x\nBen | NHS | | x"
    first = understand(file_of(sheet=rows_of("Family Board - attendance | | |" + rows))).mapping
    typed = first.with_sheet(first.sheets[0].with_setting("zone", "The board"))

    def group(text: str, before: Mapping) -> str:
        return understand(file_of(sheet=rows_of(text)), [before]).mapping.sheets[0].group

    assert group("Family Board - attendance | | |" + rows, typed) == "The board"
    assert group("Youth Panel - attendance | | |" + rows, typed) == "Youth Panel"
    assert group("Youth Panel - attendance | | |" + rows, first) == "Youth Panel"
    assert group(rows.strip(), first) == ""
    assert group(rows.strip(), typed) == "The board"


def test_a_day_among_words_is_one_and_marks_without_a_day_are_told() -> None:
    sheet = "Name | Attended 2024-03-04 | Present on 8/4/2024\nAnn | Y | N\nBen | Y | Y"
    _, applied = taken(said={**GROUP, ("dates", ()): is_("dmy")}, sheet=sheet)
    assert sorted(applied.tables["meetings"]["date"]) == ["2024-03-04", "2024-04-08"]
    _, roster = taken(sheet="Name | First time | Second time\nAnn | Y | N\nBen | Y | Y")
    assert {(one.kind, one.about) for one in roster.questions} == {
        ("column", ("sheet", "First time")),
        ("column", ("sheet", "Second time")),
    }
