"""Several names in one cell, cells merged over rows, columns without a header: asked or said."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.questions import Answers
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from tests.imports.made_files import balanced, file_of, is_, rows_of, taken

LIST = """
    name | agency | date | forum
    {names} | North | 2011-06-01 | Board
    Fay | South | 2011-06-01 | Board
    """


def people(applied: Applied) -> list[str]:
    return sorted(applied.tables["attendance"]["practitioner"].tolist())


@pytest.mark.parametrize(
    ("names", "mark", "several"),
    [
        ("A. Smith; B. Jones", ";", ["A. Smith", "B. Jones"]),
        ("A. Smith;B. Jones;", ";", ["A. Smith", "B. Jones"]),
        ("Ann Lee, Ben Ode", ",", ["Ann Lee", "Ben Ode"]),
        ("Ann, Ben, Cem", ",", ["Ann", "Ben", "Cem"]),
        ("Ann and Ben Ode", "&", ["Ann", "Ben Ode"]),
        ("Ann & Ben / Cem", "&", ["Ann", "Ben", "Cem"]),
        ("Anna e Bruno", "&", ["Anna", "Bruno"]),
    ],
)
def test_several_names_in_a_cell_are_asked_and_taken_apart(names: str, mark: str, several: list[str]) -> None:
    sheet = LIST.format(names=names)
    _, asked = taken(sheet=sheet)
    (question,) = asked.questions
    assert (question.kind, question.about, question.rows) == ("several", ("sheet", "name", mark), 1)
    assert people(asked) == ["Fay"]
    assert balanced(asked)
    key = (question.kind, question.about)
    _, apart = taken(said={key: is_("several")}, sheet=sheet)
    assert people(apart) == sorted([*several, "Fay"])
    assert (apart.counts[0].records, apart.counts[0].kept) == (len(several) + 1, len(several) + 1)
    _, one = taken(said={key: is_("one")}, sheet=sheet)
    assert people(one) == sorted([names, "Fay"])
    assert not apart.questions
    assert not one.questions


def test_lines_in_a_cell_are_several_names_too() -> None:
    rows = [["name", "date", "forum"], ["Ann\nBen\n", "2011-06-01", "Board"]]
    file = file_of(sheet=rows)
    said = Answers({("several", ("sheet", "name", ";")): is_("several")})
    assert people(apply(understand(file).mapping, file, None, said)) == ["Ann", "Ben"]


def test_a_name_turned_round_is_one() -> None:
    _, applied = taken(sheet=LIST.format(names="Lee, Ann"))
    assert not applied.questions


def test_a_matrix_takes_each_name_of_a_row_through_its_marks() -> None:
    sheet = """
        name | 2011-05-03 | 2011-06-07
        Ann; Ben | x | x
        Cem | x |
        """
    _, asked = taken(sheet=sheet)
    assert next(question.kind for question in asked.questions) == "several"
    said = {("several", ("sheet", "name", ";")): is_("several"), ("group", ("sheet",)): is_("Board")}
    _, applied = taken(said=said, sheet=sheet)
    assert people(applied) == ["Ann", "Ann", "Ben", "Ben", "Cem"]
    assert balanced(applied)


def test_both_ends_of_a_tie_may_be_several() -> None:
    sheet = """
        source | target
        A; B | C; D
        """
    said = {("several", ("sheet", name, ";")): is_("several") for name in ("source", "target")}
    _, applied = taken(said={**said, ("sort", ("sheet",)): is_("agency")}, sheet=sheet)
    ties = applied.tables["ties"]
    assert list(zip(ties["source"], ties["target"], strict=True)) == [
        ("A", "C"),
        ("A", "D"),
        ("B", "C"),
        ("B", "D"),
    ]


def test_several_agencies_in_a_cell_are_asked() -> None:
    sheet = """
        name | agency
        Ann | North; South
        """
    _, applied = taken(sheet=sheet)
    assert [(question.kind, question.about) for question in applied.questions] == [
        ("agency", ("North; South",))
    ]


def test_a_column_without_a_header_is_said_until_it_is_left_out() -> None:
    file = file_of(sheet=rows_of("name | agency | \nAnn | North | lost\nBen | North | "))
    mapping = understand(file).mapping
    (problem,) = apply(mapping, file).problems
    assert (problem.code, problem.line, problem.column, problem.value) == ("no-header", 1, "C", "lost")
    assert "C has no header" in problem.text()
    left = mapping.with_sheet(mapping.sheets[0].with_field(2, "ignored"))
    assert apply(left, file).problems == ()


def merged_book(path: Path) -> Path:
    """A title over all columns, then a day merged over its people, and a header merged over two columns."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Attendance", None, None, None],
        ["Date", "Name", "Group", None],
        ["2011-05-03", "Ann", "Board", "note"],
        [None, "Ben", "Board", None],
        ["2011-06-07", "Ann", "Board", None],
        [None, "Ben", "Board", None],
        [None, "Cem", "Board", None],
    ):
        sheet.append(row)
    for cells in ("A1:D1", "A3:A4", "A5:A7", "C2:D2"):
        sheet.merge_cells(cells)
    book.save(path)
    return path


def test_a_cell_merged_over_rows_holds_for_each_and_a_merged_header_is_said(tmp_path: Path) -> None:
    file = read_cells(merged_book(tmp_path / "list.xlsx"))
    applied = apply(understand(file).mapping, file)
    rows = applied.tables["attendance"].merge(applied.tables["meetings"], on="meeting")
    assert list(zip(rows["date"], rows["practitioner"], strict=True)) == [
        ("2011-05-03", "Ann"),
        ("2011-05-03", "Ben"),
        ("2011-06-07", "Ann"),
        ("2011-06-07", "Ben"),
        ("2011-06-07", "Cem"),
    ]
    assert [(problem.code, problem.column) for problem in applied.problems] == [("no-header", "D")]
