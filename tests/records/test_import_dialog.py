"""The import dialog step by step: understood, asked, corrected, taken in, left; and undone like anything."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from netmap.files.importer.mends import taken_in
from netmap.files.sandbox.limits import LIMITS
from netmap.files.sandbox.reasons import RefusedFileError
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError, Problem
from netmap.model.findings import ERROR, WARNING
from netmap.model.i18n import LANGUAGES
from netmap.records.imports import dialog as dialog_of_imports
from netmap.records.imports.rendered import ImportSaid, import_said
from netmap.records.imports.rendered_sheets import LONGEST_CELL, SHOWN_COLUMNS, SHOWN_LINES
from netmap.records.imports.types import BadRowsError, StalePreviewError
from tests.questions.boards import ROOT
from tests.questions.stores import Dialog, act, library_over

LIST = """Name,Agency,Date,Group,Attended
Ann,North,2025-05-06,The board,yes
"<b>Eve</b>",South,2025-05-06,The board,yes
B. Bob,South,2025-05-06,The board,yes
Fay,South,soon,The board,yes
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    yield library
    library.close()


@pytest.fixture
def dialog(library: StudyLibrary) -> Dialog:
    return Dialog(library)


def uploaded(dialog: Dialog, text: str = LIST, name: str = "a/<b>list.csv") -> ImportSaid:
    said: ImportSaid = dialog.upload(name, text.encode())
    return said


def test_a_file_is_understood_and_nothing_is_written(dialog: Dialog, library: StudyLibrary) -> None:
    said = uploaded(dialog)
    (sheet,) = said.sheets
    assert (said.name, sheet.shape, sheet.rows) == ("<b>list.csv", "attendance", 4)
    assert [column.field for column in sheet.columns] == ["person", "agency", "date", "zone", "status"]
    assert said.records == said.kept + said.rejected
    assert not said.clean
    assert [(row.line, row.waits) for row in said.rows] == [(5, False), (4, True)]
    assert [(cell.header, cell.text) for cell in said.rows[0].cells if cell.wrong] == [("Date", "soon")]
    assert library.study(LOCAL_USER, "ours").about["store"]["version"] == 1


def test_an_answer_takes_its_question_away(dialog: Dialog) -> None:
    said = uploaded(dialog)
    (question,) = said.questions
    assert (question.kind, question.about) == ("person", ("B. Bob",))
    bob = question.choices[0].value
    answer = {"question": "person", "about": list(question.about), "action": "is", "value": bob}
    again = dialog.preview({"upload": said.upload, "answers": [answer]})
    assert again.questions == ()
    assert again.rejected == said.rejected - 1
    assert dialog.preview({"upload": said.upload}).questions == ()


def cell(said: ImportSaid, line: int, column: int, text: str | None) -> dict[str, object]:
    sheet = said.sheets[0]
    return {"sheet": sheet.sheet, "place": sheet.place, "line": line, "column": column, "text": text}


def test_a_bad_cell_is_mended_in_place_and_the_change_says_so(dialog: Dialog, library: StudyLibrary) -> None:
    said = uploaded(dialog)
    body = {"upload": said.upload, "cells": [cell(said, 5, 2, "2025-05-13"), cell(said, 4, 0, "=A1")]}
    told = dialog.preview(body)
    assert (told.clean, told.rows, told.rejected) == (True, (), 0)
    assert len(told.mended) == 2
    done = dialog.commit({"upload": told.upload, "token": told.token})
    assert done.repair == ""
    first = act(library, "changes").changes[0]
    assert first.by_hand == (
        "<b>list.csv, line 5, Date: “soon” became “2025-05-13”",
        "<b>list.csv, line 4, Name: “B. Bob” became “=A1”",
    )
    assert "2025-05-13" in set(library.study(LOCAL_USER, "ours").meetings["date"].astype(str))
    again = uploaded(dialog)
    assert "2" in again.before
    assert [row.line for row in again.rows] == [5, 4]


def test_a_file_mended_otherwise_is_another_import(dialog: Dialog) -> None:
    numbers = []
    for day in ("2025-05-13", "2025-05-13", "2025-05-14"):
        said = uploaded(dialog)
        lines = [{**cell(said, 4, 0, None), "left": True}]
        body = {"upload": said.upload, "cells": [cell(said, 5, 2, day)], "lines": lines}
        told = dialog.preview(body)
        done = dialog.commit({"upload": told.upload, "token": told.token})
        numbers.append((done.change, done.again))
    assert numbers == [(2, False), (None, False), (3, False)]


def test_a_mended_cell_is_put_back_and_what_is_typed_wrongly_stays(dialog: Dialog) -> None:
    said = uploaded(dialog)
    wrong = dialog.preview({"upload": said.upload, "cells": [cell(said, 5, 2, "later")]})
    (date,) = (each for each in wrong.rows[0].cells if each.wrong)
    assert (date.text, date.mended) == ("later", True)
    back = dialog.preview({"upload": said.upload, "cells": [cell(said, 5, 2, None)]})
    assert (back.mended, back.rows) == ((), said.rows)
    same = dialog.preview({"upload": said.upload, "cells": [cell(said, 5, 2, "soon")]})
    assert same.mended == ()


def test_a_row_that_is_left_out_is_rejected_and_stops_nothing(dialog: Dialog, library: StudyLibrary) -> None:
    said = uploaded(dialog)
    lines = [{**cell(said, line, 0, None), "left": True} for line in (4, 5)]
    told = dialog.preview({"upload": said.upload, "lines": lines})
    assert (told.clean, told.records, told.kept, told.rejected) == (True, 4, 2, 2)
    assert told.questions == ()
    dialog.commit({"upload": told.upload, "token": told.token})
    by_hand = act(library, "changes").changes[0].by_hand
    assert by_hand == ("<b>list.csv, line 4: left out", "<b>list.csv, line 5: left out")


def test_what_is_left_after_mending_comes_back_as_it_stands_now(dialog: Dialog) -> None:
    said = uploaded(dialog)
    body = {"upload": said.upload, "cells": [cell(said, 5, 2, "later"), cell(said, 5, 0, "=cmd()")]}
    told = dialog.preview(body)
    done = dialog.commit({"upload": told.upload, "token": told.token, "take_good": True})
    rows = load_workbook(io.BytesIO(base64.b64decode(done.repair))).worksheets[0].iter_rows(min_row=2)
    last = [(each.value, each.data_type) for each in list(rows)[-1][:3]]
    assert last == [("=cmd()", "s"), ("South", "s"), ("later", "s")]


HOSTILE = [
    {"line": 99},
    {"line": "5"},
    {"line": 5, "column": 5},
    {"line": 5, "column": -1},
    {"line": 5, "column": True},
    {"line": 5, "sheet": "another"},
    {"line": 5, "place": "another"},
    {"line": 5, "text": 7},
    {"line": 5, "text": "a\0b"},
    {"line": 5, "text": "\ud800"},
]


@pytest.mark.parametrize("changed", HOSTILE, ids=repr)
def test_what_is_no_mend_is_refused_and_loses_nothing(dialog: Dialog, changed: dict[str, object]) -> None:
    said = uploaded(dialog)
    good = cell(said, 5, 2, "2025-05-13")
    told = dialog.preview({"upload": said.upload, "cells": [good]})
    with pytest.raises(ArgumentError):
        dialog.preview({"upload": said.upload, "cells": [{**good, **changed}]})
    assert dialog.preview({"upload": said.upload}).mended == told.mended


def test_what_is_typed_comes_in_by_the_door_of_files(dialog: Dialog) -> None:
    said = uploaded(dialog)
    long = cell(said, 5, 2, "x" * (LIMITS.cell_characters + 1))
    with pytest.raises(ArgumentError, match="line 5"):
        dialog.preview({"upload": said.upload, "cells": [long]})
    with pytest.raises(RefusedFileError) as refused:
        taken_in([str(long["text"])], "list.csv")
    assert refused.value.reason == "long-cell"
    lines = cell(said, 5, 2, 'a\r\n"b",;')
    told = dialog.preview({"upload": said.upload, "cells": [lines]})
    assert [each.text for each in told.rows[0].cells if each.wrong] == ['a\n"b",;']


def test_a_file_of_which_nothing_can_be_taken_in_is_not_called_known(dialog: Dialog) -> None:
    said = uploaded(dialog, "Name,Agency,Date,Group\nFay,South,soon,The board\n")
    done = dialog.commit({"upload": said.upload, "token": said.token, "take_good": True})
    assert (done.change, done.said) == (None, "Nothing new could be taken in; nothing was written.")


def test_what_a_workbook_cannot_hold_does_not_stop_the_rest(dialog: Dialog) -> None:
    said = uploaded(dialog, LIST.replace("Fay", "F\x0bay"))
    done = dialog.commit({"upload": said.upload, "token": said.token, "take_good": True})
    sheet = load_workbook(io.BytesIO(base64.b64decode(done.repair))).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["B. Bob", "F␋ay"]


def test_a_day_that_no_axis_could_show_is_a_bad_row(dialog: Dialog) -> None:
    said = uploaded(dialog, LIST.replace("soon", "0205-05-06"))
    assert [(cell.text, "2199" in cell.wrong) for cell in said.rows[0].cells if cell.wrong] == [
        ("0205-05-06", True)
    ]


@pytest.mark.parametrize("name", ["x.\0csv", "\n.csv\0", "x." + "c" * 300, "..", "\0"])
def test_a_name_of_a_file_is_never_a_path(dialog: Dialog, name: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        uploaded(dialog, name=name)
    assert refused.value.reason == "unknown-suffix"


def test_a_cell_that_is_too_long_for_the_rest_is_said_and_nothing_is_lost(
    dialog: Dialog, library: StudyLibrary
) -> None:
    said = uploaded(dialog, LIST.replace("Fay", "F" * 40_000))
    with pytest.raises(ArgumentError, match="FFF"):
        dialog.commit({"upload": said.upload, "token": said.token, "take_good": True})
    assert library.study(LOCAL_USER, "ours").about["store"]["version"] == 1


def test_two_sheets_of_one_name_are_told_apart(dialog: Dialog) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, day in (("a.xlsx", "2025-05-06"), ("b.xlsx", "soon")):
            book = Workbook()
            for row in (["Name", "Agency", "Date", "Group"], ["Ann", "North", day, "The board"]):
                book.worksheets[0].append(row)
            whole = io.BytesIO()
            book.save(whole)
            archive.writestr(name, whole.getvalue())
    said = dialog.upload("two.zip", packed.getvalue())
    assert [(row.place, row.line) for row in said.rows] == [("b.xlsx", 2)]
    done = dialog.commit({"upload": said.upload, "token": said.token, "take_good": True})
    book = load_workbook(io.BytesIO(base64.b64decode(done.repair)))
    assert [[sheet.cell(2, 3).value for sheet in book.worksheets], len(book.worksheets)] == [["soon"], 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_good_rows_are_taken_and_the_rest_comes_back(
    dialog: Dialog, library: StudyLibrary, language: str
) -> None:
    said = uploaded(dialog)
    asked = {"upload": said.upload, "token": said.token}
    with pytest.raises(BadRowsError):
        dialog.commit(asked, language)
    done = dialog.commit({**asked, "take_good": True}, language)
    assert (done.change, done.repair_name) == (2, "<b>list.repair.xlsx")
    sheet = load_workbook(io.BytesIO(base64.b64decode(done.repair))).worksheets[0]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {"B. Bob", "Fay"}
    assert len(library.study(LOCAL_USER, "ours").attendance) == 4 + said.kept
    act(library, "undo", {"change": 2})
    assert len(library.study(LOCAL_USER, "ours").attendance) == 4


def test_what_a_column_says_can_be_corrected(dialog: Dialog) -> None:
    said = uploaded(dialog)
    column = {"sheet": said.sheets[0].sheet, "place": said.sheets[0].place, "column": 1, "field": "ignored"}
    again = dialog.preview({"upload": said.upload, "columns": [column]})
    assert again.sheets[0].columns[1].field == "ignored"
    with pytest.raises(ArgumentError):
        dialog.preview({"upload": said.upload, "columns": [{**column, "field": "nonsense"}]})
    with pytest.raises(ArgumentError):
        dialog.preview({"upload": said.upload, "columns": "all"})


def test_what_no_column_says_is_said_of_the_sheet(dialog: Dialog) -> None:
    said = uploaded(dialog, "source,target\nNorth,South\n", "edges_money.csv")
    (setting,) = said.sheets[0].settings
    assert (setting.name, setting.value) == ("relation", "edges_money")
    money = {"sheet": said.sheets[0].sheet, "place": "", "name": "relation", "value": " money "}
    again = dialog.preview({"upload": said.upload, "settings": [money]})
    assert [each.value for each in again.sheets[0].settings] == ["money"]
    for wrong in ({"name": "start"}, {"value": 7}, {"value": "x" * 201}):
        with pytest.raises(ArgumentError):
            dialog.preview({"upload": said.upload, "settings": [{**money, **wrong}]})


def test_many_questions_are_asked_a_hundred_at_a_time(dialog: Dialog) -> None:
    names = "".join(f"N{number}; M{number},North,2025-05-06,The board,yes\n" for number in range(3))
    agencies = "".join(f"P{number},A{number}; B,2025-05-06,The board,yes\n" for number in range(150))
    said = uploaded(dialog, LIST.splitlines()[0] + "\n" + names + agencies)
    assert (len(said.questions), said.n_questions) == (100, 151)
    assert not said.clean


def test_a_correction_that_cannot_be_is_forgotten(dialog: Dialog) -> None:
    said = uploaded(dialog)
    shape = {"sheet": said.sheets[0].sheet, "place": said.sheets[0].place, "shape": "table"}
    with pytest.raises(ArgumentError):
        dialog.preview({"upload": said.upload, "shapes": [shape]})
    assert dialog.preview({"upload": said.upload}).sheets == said.sheets


def test_a_sheet_can_be_left_out(dialog: Dialog) -> None:
    said = uploaded(dialog)
    shape = {"sheet": said.sheets[0].sheet, "place": said.sheets[0].place, "shape": ""}
    again = dialog.preview({"upload": said.upload, "shapes": [shape]})
    assert (again.sheets[0].shape, again.kept) == ("", 0)


def test_the_same_file_is_known_again(dialog: Dialog, library: StudyLibrary) -> None:
    said = uploaded(dialog)
    dialog.commit({"upload": said.upload, "token": said.token, "take_good": True})
    assert "2" in uploaded(dialog).before


def test_what_was_taken_in_is_acknowledged_again_after_a_lost_answer(
    dialog: Dialog, library: StudyLibrary
) -> None:
    said = uploaded(dialog)
    body = {"upload": said.upload, "token": said.token, "take_good": True}
    first, second = (dialog.commit(body) for _ in range(2))
    assert (first.change, first.again, second.change, second.again) == (2, False, 2, True)
    assert second.repair == first.repair != ""
    act(library, "undo", {"change": 2})
    with pytest.raises(NotFoundError):
        dialog.commit(body)


def test_a_study_that_moved_on_is_looked_at_again(dialog: Dialog) -> None:
    said, other = uploaded(dialog), uploaded(dialog, LIST.replace("soon", "2025-06-01"), "other.csv")
    dialog.commit({"upload": other.upload, "token": other.token, "take_good": True})
    with pytest.raises(StalePreviewError):
        dialog.commit({"upload": said.upload, "token": said.token, "take_good": True})


def test_what_is_not_there_is_not_found(dialog: Dialog) -> None:
    said = uploaded(dialog)
    for body in ({}, {"upload": "x"}, {"upload": None}):
        with pytest.raises(NotFoundError):
            dialog.preview(body)
    with pytest.raises(NotFoundError):
        dialog.preview({"upload": said.upload}, Principal("somebody else", "local"))


def test_of_the_uploads_of_a_study_the_last_eight_are_kept(dialog: Dialog) -> None:
    said = uploaded(dialog)
    for number in range(7):
        uploaded(dialog, name=f"{number}.csv")
    assert dialog.preview({"upload": said.upload}).name == said.name
    uploaded(dialog)
    with pytest.raises(NotFoundError):
        dialog.preview({"upload": said.upload})


def test_what_is_wrong_is_told_up_to_three_hundred_and_alike_errors_as_one(
    dialog: Dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Warnings are told one by one; of errors of records each kind is, with how many more."""
    kept: list[Any] = []
    monkeypatch.setattr(
        dialog_of_imports, "import_said", lambda *told: kept.append(told) or import_said(*told)
    )
    uploaded(dialog)
    upload, found, mapping, mends, preview, t, _ = kept[-1]

    def said(*problems: Problem) -> ImportSaid:
        told = replace(preview, problems=problems, places=("",) * len(problems))
        return import_said(upload, found, mapping, mends, told, t)

    def problem(line: int, severity: str) -> Problem:
        return Problem(
            found.file.grids[0].name, line, "Date", "soon", "bad-date", f"a {severity}", "", severity
        )

    warnings = [problem(line, WARNING) for line in range(2, 303)]
    errors = [problem(line, ERROR) for line in range(2, 5)]
    for n, shown in ((300, 300), (301, 300)):
        told = said(*warnings[:n])
        assert (len(told.problems), told.n_problems, told.kinds) == (shown, n, ())
        assert not any(each.bad for each in told.problems)
    told = said(*errors, replace(problem(2, ERROR), line=None))
    assert [each.bad for each in told.problems] == [True]
    assert len(told.kinds) == 1
    assert told.kinds[0].startswith("a error (")
    assert "2" in told.kinds[0]


def test_a_file_that_is_none_is_refused_with_the_reason(dialog: Dialog) -> None:
    with pytest.raises(RefusedFileError):
        dialog.upload("list.xlsx", b"PK\x03\x04 no workbook")
    with pytest.raises(RefusedFileError):
        dialog.upload("../../list.exe", b"MZ")


def test_a_study_of_files_takes_nothing_in() -> None:
    dialog = Dialog(StudyLibrary([ROOT / "datasets" / "emon"]), "emon")
    with pytest.raises(NotAllowedError):
        dialog.upload("list.csv", LIST.encode())


EVERYDAY = ROOT / "tests" / "imports" / "everyday"


def test_the_page_says_in_one_look_what_a_register_holds_and_what_became_of_its_parts(dialog: Dialog) -> None:
    path = EVERYDAY / "12_board_messy.xlsx"
    said: ImportSaid = dialog.upload(path.name, path.read_bytes())
    assert said.gist[0] == (
        "5 sittings of Westside Partnership Board, 4 September 2023 to 11 March 2024; rows of attendance: 27"
    )
    assert said.account[0] == "Attendance, lines: 12: taken (attendance, a column for each sitting)"
    assert "Attendance, column “Total”, cells: 6: left out (nothing on record is made of it)" in said.account
    assert "Attendance, lines from 11 on: 1: left out (sums)" in said.account
    assert (said.clean, said.questions) == (True, ())


def test_the_page_asks_once_for_the_group_of_many_sheets_and_takes_a_typed_one(dialog: Dialog) -> None:
    path = EVERYDAY / "18_sheet_per_meeting_plain.xlsx"
    said: ImportSaid = dialog.upload(path.name, path.read_bytes())
    (question,) = said.questions
    assert (question.kind, question.about, question.rows) == ("group", (path.name,), 160)
    answer = {"question": "group", "about": list(question.about), "action": "is", "value": "Family council"}
    again = dialog.preview({"upload": said.upload, "answers": [answer]})
    assert (
        again.gist[0]
        == "20 sittings of Family council, 5 September 2022 to 19 February 2024; rows of attendance: 160"
    )
    typed = {"sheet": said.sheets[0].sheet, "name": "date", "value": "2022-09-06"}
    moved = dialog.preview({"upload": said.upload, "settings": [typed]})
    assert moved.gist[0].startswith("20 sittings of Family council, 6 September 2022")


def test_the_file_stands_beside_what_it_says_with_what_became_of_each_cell(dialog: Dialog) -> None:
    said = uploaded(dialog)
    (sheet,) = said.sheets
    assert [(line.line, line.fate) for line in sheet.lines] == [
        (1, "taken"), (2, "taken"), (3, "taken"), (4, "asked"), (5, "left out"),
    ]  # fmt: skip
    assert ("soon", "reason") in sheet.lines[4].cells
    assert [(each.day, each.counts) for each in said.sittings] == [("6 May 2025", "present: 2")]


def test_cells_that_change_are_told_from_what_to_what_before_anything_is_taken_in(dialog: Dialog) -> None:
    first = "Name,Agency,Date,Group,Attended\nAnn,North,2025-05-06,The board,yes\n"
    said = uploaded(dialog, first)
    dialog.commit({"upload": said.upload, "token": said.token})
    again = uploaded(dialog, first.replace("yes", "apologies"), "later.csv")
    (edit,) = again.edits
    assert edit.startswith("Attendance, ")
    assert edit.endswith("2025-05-06 · Ann, Status: “present” becomes “apologies”")
    assert again.n_edits == 1


def test_a_file_of_which_all_waits_for_answers_says_so_first(dialog: Dialog) -> None:
    rows = "Name,14 Jan,11 Feb\nAnn,P,P\nBob,P,A\n"
    said = uploaded(dialog, rows)
    assert said.questions
    assert said.gist == ("Nothing can be taken in before the questions are answered.",)
    assert said.gist[0] not in uploaded(dialog).gist


@pytest.mark.parametrize("more", [0, 1])
def test_what_of_a_sheet_is_not_shown_is_counted(dialog: Dialog, more: int) -> None:
    days = [f"2025-01-{day:02d}" for day in range(1, SHOWN_COLUMNS + more)]
    people = ["P" * (LONGEST_CELL + more), *(f"Person {n}" for n in range(SHOWN_LINES + more - 2))]
    rows = [["Name", *days], *([name, *["P"] * len(days)] for name in people)]
    (sheet,) = uploaded(dialog, "\n".join(map(",".join, rows)) + "\n").sheets
    assert (sheet.n_lines, sheet.n_columns) == (SHOWN_LINES + more, SHOWN_COLUMNS + more)
    assert (len(sheet.lines), len(sheet.lines[0].cells)) == (SHOWN_LINES, SHOWN_COLUMNS)
    text = sheet.lines[1].cells[0][0]
    assert (len(text), text.endswith("…")) == (LONGEST_CELL, bool(more))
