"""Months in headers, lists below each other, values to choose from, agencies in brackets."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

import netmap
from netmap.files.importer.applying import Applied
from netmap.files.importer.date_texts import perhaps_months
from netmap.model.study import Study
from netmap.records.imports.import_file import ImportResult
from tests.imports.made_files import Said, balanced, is_, taken
from tests.questions.stores import Dialog, library_over

BOARD: Said = {("group", ()): is_("Board")}


def days(applied: Applied) -> list[str]:
    return sorted(applied.tables["meetings"]["date"])


def kinds(applied: Applied) -> set[str]:
    return {question.kind for question in applied.questions}


MONTHS = "Name | Jan-24 | Feb-24\nAnn | x | x\nBen | | x"


def test_a_month_and_two_figures_are_asked_about_once_and_taken_as_answered() -> None:
    _, asked = taken(said=BOARD, sheet=MONTHS)
    (question,) = asked.questions
    assert (question.kind, question.about, question.rows) == ("month", ("sheet",), 3)
    shown = [(one.value, one.shown) for one in question.candidates]
    assert shown == [("2000", "2024-01"), ("1900", "1924-01"), ("day", "")]
    for century, first in (("2000", "2024"), ("1900", "1924")):
        _, applied = taken(said={**BOARD, ("month", ()): is_(century)}, sheet=MONTHS)
        assert days(applied) == [f"{first}-01", f"{first}-02"]
    _, as_days = taken(said={**BOARD, ("month", ()): is_("day"), ("year", ()): is_("2023")}, sheet=MONTHS)
    assert days(as_days) == ["2023-01-24", "2023-02-24"]


def test_months_in_a_column_of_dates_are_asked_about_too() -> None:
    rows = "Date | Name | Group\nJan-24 | Ann | Board\nMar-24 | Ben | Board"
    assert kinds(taken(sheet=rows)[1]) == {"month"}
    assert days(taken(said={("month", ()): is_("2000")}, sheet=rows)[1]) == ["2024-01", "2024-03"]


@pytest.mark.parametrize(
    ("texts", "months"),
    [
        (["Jan-24", "Jan-25"], True),
        (["Jan-24", "Feb-25"], False),
        (["Dec 23", "Jan 24"], True),
        (["March 4", "March 18"], False),
        (["Jan 14", "Feb 11"], False),
        (["24-Jan", "28-Feb"], False),
        (["Jan-24", "8 Feb 2024"], True),
    ],
)
def test_what_may_be_months_is_at_most_a_year_apart(texts: list[str], months: bool) -> None:
    assert (perhaps_months(texts) is not None) == months


def test_a_month_of_a_year_above_days_gives_them_its_year() -> None:
    above = " | Jan-24 | | Feb-24\nName | 8 | 22 | 5\nAnn | x | x | \nBen | | x | x"
    _, applied = taken(said={**BOARD, ("century", ()): is_("2000")}, sheet=above)
    assert days(applied) == ["2024-01-08", "2024-01-22", "2024-02-05"]
    figures = "Name | Jan-24 | Feb-24\nAnn | 1 | 2\nBen | 1 | 3"
    understood, _ = taken(said=BOARD, sheet=figures)
    assert understood.sheets[0].header == 1


def test_what_is_asked_of_all_days_above_a_register_is_asked_once() -> None:
    _, applied = taken(said=BOARD, sheet="Name | 3/4/24 | 5/4/24 | 7/4/24\nAnn | x | x | x")
    assert sorted(question.kind for question in applied.questions) == ["century"]
    _, later = taken(
        said={**BOARD, ("century", ("sheet", "3/4/24")): is_("2000")},
        sheet="Name | 3/4/24 | 5/4/24\nAnn | x | x",
    )
    assert [question.about for question in later.questions] == [("sheet", "3/4/24")]


REGISTER = "Name | Agency | 2024-03-05 | 2024-04-02\nAnn | Health | x | x\nBen | Police | | x"


@pytest.mark.parametrize(
    ("below", "second", "shape"),
    [
        (
            "Contacts of the group\nName | Agency | Email\nDee | Housing | d@x.org",
            "sheet: Contacts of the group",
            "people",
        ),
        ("Name | Agency | Email\nDee | Housing | d@x.org", "sheet (2)", "people"),
        ("Next steps\nWhat | Due | By\nWrite to them | soon | Ann Lee", "sheet: Next steps", ""),
    ],
)
def test_another_list_below_a_blank_line_is_a_table_of_its_own(below: str, second: str, shape: str) -> None:
    understood, applied = taken(said=BOARD, sheet=f"{REGISTER}\n\n| | | \n{below}")
    assert [(one.sheet, one.shape) for one in understood.sheets] == [
        ("sheet", "attendance_matrix"),
        (second, shape),
    ]
    assert len(applied.tables["attendance"]) == 3
    assert "Dee" in below or set(applied.tables["practitioners"]["name"]) == {"Ann", "Ben"}
    assert balanced(applied)


def test_people_below_a_blank_line_are_people_of_the_same_register() -> None:
    understood, applied = taken(
        said=BOARD, sheet=f"{REGISTER}\n| | | \nCem | Schools | x | \nDee | Housing | | x"
    )
    assert len(understood.sheets) == 1
    assert len(applied.tables["attendance"]) == 5


def test_each_list_of_a_sheet_stands_on_the_page_and_in_python(tmp_path: Path) -> None:
    first = "Board 5 March 2024\nName,Agency\nAnn Ray,Health\nBen Ode,Police\n\n"
    text = f"{first}Forum 2 April 2024\nName,Agency\nAnn Ray,Health\nCarl Fox,Schools\n"
    (tmp_path / "two.csv").write_text(text, encoding="utf-8")
    done = netmap.import_file(
        tmp_path / "two.csv",
        tmp_path / "own.netmap",
        answers=[{"question": "group", "about": [], "action": "new", "value": "Board"}],
    )
    assert done.outcome == "whole"
    assert len(netmap.read_study(tmp_path / "own.netmap").meetings) == 2
    dialog = Dialog(library_over(tmp_path))
    seen = dialog.upload("two.csv", text.encode())
    assert [sheet.sheet for sheet in seen.sheets] == ["two.csv", "two.csv: Forum 2 April 2024"]
    dialog.at.library.close()


def book(path: Path, **sheets: list[list[str | None]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


ATTENDED: list[list[str | None]] = [
    ["Name", "Agency", "Date", "Group", "Status"],
    ["Ann Ray", "Health", "2024-03-05", "Board", "Present"],
    ["Ben Ode", "Police", "2024-03-05", "Board", "Apologies"],
]
AGENCIES: list[list[str | None]] = [
    ["Agency", "Status"],
    ["Health", "Present"],
    ["Police", "Apologies"],
    ["Schools", None],
]
STAFF: list[list[str | None]] = [
    ["Name", "Agency"],
    ["Ann Ray", "Health"],
    ["Ben Ode", "Police"],
    ["Carl Fox", None],
]


def imported(tmp_path: Path, **sheets: list[list[str | None]]) -> ImportResult:
    return netmap.import_file(book(tmp_path / "book.xlsx", **sheets), tmp_path / "own.netmap")


@pytest.mark.parametrize(
    ("name", "rows"), [("Sheet2", AGENCIES), ("Lists", STAFF), ("Drop-downs", [["Present"], ["Absent"]])]
)
def test_values_to_choose_from_are_left_out_by_name(
    tmp_path: Path, name: str, rows: list[list[str | None]]
) -> None:
    done = imported(tmp_path, Register=ATTENDED, **{name: rows})
    assert done.outcome == "whole"
    assert [(part.fate, part.why) for part in done.preview.account if part.sheet == name] == [
        ("left out", "values to choose from, and no records")
    ]
    assert sorted(netmap.read_study(tmp_path / "own.netmap").agencies["agency"]) == ["Health", "Police"]


def test_columns_that_end_each_by_itself_are_asked_about(tmp_path: Path) -> None:
    done = imported(tmp_path, Register=ATTENDED, Sheet2=STAFF)
    assert [(one.kind, one.about) for one in done.preview.questions] == [("column", ("Sheet2", "Agency"))]


def test_a_roster_is_no_list_of_values(tmp_path: Path) -> None:
    whole: list[list[str | None]] = [*STAFF[:3], ["Carl Fox", "Schools"]]
    assert imported(tmp_path, Register=ATTENDED, Staff=whole).outcome == "whole"
    assert len(netmap.read_study(tmp_path / "own.netmap").practitioners) == 3


BRACKETS = """
    Name | 2024-03-05 | 2024-04-02
    Amy O'Neill (Health) | x | x
    Ben Ode (Police) | x |
    Carl Ray (chair) | x | x
    Dee Fox (DF) | | x
"""


def known() -> Study:
    return netmap.from_tables(agencies=pd.DataFrame({"agency": ["h", "p"], "name": ["Health", "Police"]}))


def agencies(applied: Applied) -> dict[str, str]:
    rows = applied.tables["practitioners"].fillna("")
    return dict(zip(rows["name"], rows["agency"] if "agency" in rows else [""] * len(rows), strict=True))


def test_an_agency_in_brackets_is_taken_where_it_is_known_and_else_asked_once() -> None:
    _, applied = taken(known(), said=BOARD, sheet=BRACKETS)
    assert agencies(applied) == {"Amy O'Neill": "h", "Ben Ode": "p", "Carl Ray": "", "Dee Fox": ""}
    assert set(applied.tables["attendance"]["role"]) == {"", "chair"}
    _, asked = taken(said=BOARD, sheet=BRACKETS)
    assert [(one.kind, one.about, one.rows) for one in asked.questions] == [
        ("several", ("sheet", "Name", "()"), 3)
    ]
    said = {("several", ("sheet", "Name", "()")): is_("with agency")}
    assert agencies(taken(said={**BOARD, **said}, sheet=BRACKETS)[1]) == {
        "Amy O'Neill": "Health", "Ben Ode": "Police", "Carl Ray": "", "Dee Fox": "",
    }  # fmt: skip
    one = {("several", ("sheet", "Name", "()")): is_("one")}
    assert "Ben Ode (Police)" in agencies(taken(said={**BOARD, **one}, sheet=BRACKETS)[1])


def test_an_agency_of_another_line_is_known_and_a_list_reads_brackets_as_a_register_does() -> None:
    lines = "Ann Ray (Health) | | 2024-03-05 | Board\nBen Ode | Health | 2024-03-05 | Board"
    _, applied = taken(sheet=f"Name | Agency | Date | Group\n{lines}")
    assert not applied.questions
    assert agencies(applied) == {"Ann Ray": "Health", "Ben Ode": "Health"}


def test_who_joined_by_the_clock_came_to_a_sitting_and_to_no_job() -> None:
    sheet = (
        "Attendee | Agency | Joined | Left | Mins\nAnn | Health | 14/10/2024 09:58 | 14/10/2024 11:00 | 62"
    )
    understood, applied = taken(said=BOARD, sheet=sheet)
    assert understood.sheets[0].shape == "attendance"
    assert days(applied) == ["2024-10-14"]
    roster, _ = taken(sheet="Name | Agency | Joined | Left\nAnn | Health | 14/10/2024 | 15/10/2025")
    assert roster.sheets[0].shape == "people"


def test_a_form_may_ask_for_everybody_in_one_answer() -> None:
    first = "2024/10/14 11:30:02 AM GMT+1 | Eastside Board | Ann Ray;Ben Ode;Carla Fox | Dev Lal"
    sheet = f"Timestamp | Which meeting? | Who attended? | Who sent apologies?\n{first}"
    understood, applied = taken(sheet=sheet)
    assert understood.sheets[0].shape == "names_in_cells"
    assert days(applied) == ["2024-10-14"]
    assert sorted(applied.tables["attendance"]["status"]) == ["apologies", "present", "present", "present"]


def test_an_order_may_name_who_comes_in_one_column() -> None:
    people = (("Ann Ray", "Attending"), ("Ben Ode", "Not Attending"), ("Cem Ay", "Checked In"))
    lines = [f"{n} | Network Day | 25 Nov 2024 | {name} | {came}" for n, (name, came) in enumerate(people)]
    headers = "Order no. | Event name | Event start date | Attendee name | Attendee status"
    understood, applied = taken(sheet="\n".join([headers, *lines]))
    assert understood.sheets[0].shape == "event_orders"
    assert sorted(applied.tables["attendance"]["status"]) == ["absent", "apologies", "present"]


def test_a_diary_of_nobody_says_so() -> None:
    _, applied = taken(sheet="Date | With whom | How long | How\n14/10/2024 | Ben Ode | 30 min | phone")
    assert [problem.code for problem in applied.problems] == ["nobodys-contacts"]


def test_a_year_is_no_part_of_the_name_of_a_group() -> None:
    for title in ("Eastside Board register 2024", "Eastside Board 2023/24"):
        _, applied = taken(sheet=f"{title} | | \nName | 2024-03-05 | 2024-04-02\nAnn | x | x")
        assert applied.tables["zones"]["zone"].tolist() == ["Eastside Board"]
