"""The page of imports and changes: lists are taken in, and whatever was done is undone."""

from __future__ import annotations

from dashboards.answer_page.page import fail
from dashboards.record_page import RecordPage
from netmap.model.i18n import N_

__all__ = ["fail", "register", "show"]

HEADING = N_("Imports and changes")
WORDS = {
    "take_file": N_("Take in a list"),
    "file_hint": N_(
        "A list of who attended, a diary of contacts, a roster or a network: .csv, .xlsx or .zip."
    ),
    "choose": N_("Choose a file"),
    "reading": N_("{name} is being read…"),
    "other_study": N_("A new study"),
    "understood": N_("What was understood"),
    "account": N_("What became of each sheet, column and block of lines"),
    "shape": N_("This sheet holds"),
    "left_out": N_("left out"),
    "column": N_("Column"),
    "is": N_("Taken for"),
    "examples": N_("For example"),
    "unsure": N_("not sure"),
    "as_it_stands": N_("The file as it stands"),
    "lines_shown": N_("{sheet}: lines {shown} of {n}"),
    "columns_shown": N_("columns {shown} of {n}"),
    "fate_taken": N_("taken"),
    "fate_asked": N_("asked"),
    "fate_left": N_("left out"),
    "fate_reason": N_("the reason"),
    "each_sitting": N_("Each sitting with its count: {n}"),
    "day": N_("Day"),
    "group": N_("Group"),
    "who_was_there": N_("Who was there"),
    "edits": N_("Cells on record that change: {n}"),
    "edits_shown": N_("The first {shown} of {n} are shown."),
    "gone": N_("Rows that were taken out of the sheet: {n}"),
    "gone_confirm": N_("Take these rows off the record as well"),
    "paste": N_("Paste minutes or a list as text"),
    "paste_hint": N_("The text, as it stands in a mail or in the minutes"),
    "paste_read": N_("Read this text"),
    "paste_name": N_("pasted text"),
    "matched": N_("Names that were recognised: {n}"),
    "questions": N_("Questions: {n}"),
    "questions_more": N_("Nothing is guessed. Records wait until their question is answered."),
    "questions_shown": N_("The first {shown} of {n} are asked; the others follow when these are answered."),
    "waiting": N_("records: {n}"),
    "choose_answer": N_("Choose an answer…"),
    "answer_new": N_("new: not on record yet"),
    "answer_drop": N_("leave these records out"),
    "answer_typed": N_("another name, written below"),
    "answer_value": N_("Its name"),
    "answer_rank": N_("Rank of the new level"),
    "again": N_("Look again with these answers"),
    "problems": N_("Rows to mend: {n}"),
    "mend_here": N_(
        "Write over what is wrong and check again, or leave a row out. The file itself stays as it is."
    ),
    "row_name": N_("{sheet}, line {line}"),
    "mended_cell": N_("{column} (mended)"),
    "other_cells": N_("The other cells of this row: {n}"),
    "cells_hidden": N_("Cells that are not shown: {n}"),
    "leave_row": N_("Leave this row out"),
    "leave_row_of": N_("Leave this row out: {name}"),
    "check": N_("Check again"),
    "to_mend": N_("To mend: {n}"),
    "rows_shown": N_("{shown} of {n} rows are shown; the others follow when these are mended."),
    "waiting_rows": N_("Rows that wait for an answer: {n}"),
    "waiting_shown": N_("{shown} of {n} rows are shown."),
    "mended": N_("Mended by hand: {n}"),
    "put_back": N_("Put back"),
    "put_back_of": N_("Put back as it came: {what}"),
    "checked_first": N_("What you wrote was checked first. Look at what would happen now, and take it in."),
    "other_problems": N_("What else cannot be: {n}"),
    "hints": N_("What to know: {n}"),
    "problems_shown": N_("The first {shown} of {n} are shown; the workbook of the rest holds all."),
    "sheet": N_("Sheet"),
    "line": N_("Line"),
    "value": N_("Value"),
    "reason": N_("Why"),
    "cure": N_("What mends it"),
    "would": N_("What would happen"),
    "nothing_new": N_("Nothing that is not on record already."),
    "take_all": N_("Take all of it in"),
    "take_good": N_("Take in what can be taken, and download the rest"),
    "leave_it": N_("Leave it; nothing was changed"),
    "rest": N_("The rest was downloaded as {name}: mend it and choose it again."),
    "changes": N_("Changes of this study"),
    "no_changes": N_("Nothing has been recorded yet."),
    "change_line": N_("{number} · {kind} · {at} · {by}"),
    "by_hand_n": N_("Mended by hand before it was taken in: {n}"),
    "undone": N_("undone"),
    "undoes": N_("undoes change {number}"),
    "undo_of": N_("Undo change {number}: {label}"),
}

PAGE = RecordPage("imports", HEADING, WORDS)
show, register = PAGE.answer_page().show, PAGE.register
