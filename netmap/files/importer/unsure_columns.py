"""Columns of which it is not sure what they say: asked about, and never used before they are answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from netmap.files.importer import questions as ask
from netmap.files.importer.date_texts import is_day
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import SHORT_MARK, is_number, looks_like
from netmap.files.importer.mapping import ColumnMapping, Mapping, SheetMapping
from netmap.files.importer.marks import is_mark, mark_of
from netmap.files.importer.names import THEIRS
from netmap.files.importer.questions import Answers, Candidate, Question
from netmap.files.importer.recipe import HALVES
from netmap.files.importer.records import Unread
from netmap.files.importer.registers import register_of
from netmap.files.importer.row_parts import WHO
from netmap.files.sandbox.cells import FileCells, Grid, Texts
from netmap.model.study import Study

LISTED = (*WHO, "agency")


LEVEL = "level"
PEOPLE, SITTING = "people", "sitting_list"
AGENCIES, SITTINGS = "agencies", "sittings"
NAMELESS = {AGENCIES: PEOPLE, SITTINGS: "attendance"}
"""Lists in which nobody is named, and what each is with people."""

ROSTERS = (PEOPLE, AGENCIES, "nodes")
LONGEST_NAME = 4
"""So many words at most make a person's name."""

LISTS_OF_SITTINGS = (SITTING, "attendance")
REGISTER = "attendance_matrix"
SAMPLED = 200
DAYS_OF_MONTH = range(1, 32)


BESIDE_MARKS = (*LISTS_OF_SITTINGS, REGISTER, "sign_in_form")
"""Lists of who came in which a level may stand beside the names."""


def doubtful(sheet: SheetMapping, grid: Grid) -> SheetMapping:
    """The same, with those columns not sure that may say what the list is about, though their headers do not:
    marks where nothing else says who came, and a second list beside the first.

    A level beside those who came is not sure before its words are known to be levels.
    """
    if sheet.shape in BESIDE_MARKS:
        asked = (replace(one, sure=False) if one.field == LEVEL else one for one in sheet.columns)
        sheet = replace(sheet, columns=tuple(asked))
    if sheet.shape == REGISTER:
        return _with_marks_asked(sheet, grid)
    if sheet.shape in NAMELESS and sheet.header is not None:
        return _with_names_asked(sheet, grid)
    if sheet.header is None or sheet.shape not in (*ROSTERS, *LISTS_OF_SITTINGS):
        return sheet
    listed = {plain_header(one.header) for one in sheet.columns if one.sure and one.field in LISTED}
    says_who_came = any(one.field in ("status", "mark") for one in sheet.columns)
    below = grid.cells[grid.lines > sheet.header][:SAMPLED]
    columns = [
        replace(one, field=field, sure=False)
        if one.field == KEPT and (field := _may_be(one, below, sheet.shape, listed, says_who_came))
        else one
        for one in sheet.columns
    ]
    return replace(sheet, columns=tuple(columns))


def _with_names_asked(sheet: SheetMapping, grid: Grid) -> SheetMapping:
    """The same list of agencies or of sittings, with columns not sure that may name people beside them."""
    below = grid.cells[grid.lines > (sheet.header or 0)][:SAMPLED]
    columns = [
        replace(one, field="person", sure=False)
        if one.field == KEPT and _may_name(one, sheet.shape, below)
        else one
        for one in sheet.columns
    ]
    return replace(sheet, columns=tuple(columns))


def _may_name(column: ColumnMapping, shape: str, below: Texts) -> bool:
    """Whether a header has a word for names, and most cells below it are of two words or more."""
    plain = plain_header(column.header)
    words = set(plain.split())
    if plain in plain_words("columns", "mail"):
        return shape == SITTINGS
    cells = [cell.split() for cell in below[:, column.place].tolist() if cell.strip()]
    names = [
        cell for cell in cells if 1 < len(cell) <= LONGEST_NAME and all(one[0].isalpha() for one in cell)
    ]
    return not words.isdisjoint(HALVES) and 2 * len(names) > len(cells)


def _with_marks_asked(sheet: SheetMapping, grid: Grid) -> SheetMapping:
    """The same, with columns of marks not sure above which no day stands that can be read."""
    below = grid.cells[grid.lines > (sheet.header or 0)][:SAMPLED]
    columns = [
        replace(one, field="mark", sure=False) if one.field == KEPT and _are_marks(one, below) else one
        for one in sheet.columns
    ]
    return replace(sheet, columns=tuple(columns))


def _are_marks(column: ColumnMapping, below: Texts) -> bool:
    marks = [cell for cell in below[:, column.place].tolist() if cell.strip()]
    return bool(marks) and all(map(mark_of, marks))


def _may_be(
    column: ColumnMapping, below: Texts, shape: str, listed: Collection[str], says_who_came: bool
) -> str:
    """What a column that is only carried along may be; empty where there is no doubt."""
    cells = [cell.strip() for cell in below[:, column.place].tolist() if cell.strip()]
    if cells and plain_header(column.header) in listed:
        return KEPT
    if not says_who_came and cells and _may_be_day(column.header, cells):
        return "status" if shape in (PEOPLE, *LISTS_OF_SITTINGS) else KEPT
    signs = [cell for cell in cells if not is_number(cell)]
    named = (
        shape == PEOPLE and plain_header(column.header) in plain_words("columns", "status") and bool(signs)
    )
    if says_who_came or (looks_like(signs) != "mark" and not named):
        return ""
    return "status" if shape in (PEOPLE, *LISTS_OF_SITTINGS) else KEPT


def _may_be_day(header: str, cells: list[str]) -> bool:
    """Whether a header is a day, or, above marks, a number that may be one of a month."""
    number = int(header) if header.isdecimal() and len(header) <= SHORT_MARK else 0
    return is_day(header) or (number in DAYS_OF_MONTH and any(map(is_mark, cells)))


def answered(mapping: Mapping, answers: Answers) -> Mapping:
    """The mapping with what was answered of columns that were not sure."""
    for sheet in mapping.sheets:
        for column in unsure(sheet):
            answer = answers.get(ask.COLUMN, (sheet.sheet, column.header))
            if answer is not None and answer.value in _known():
                sheet = sheet.with_field(column.place, answer.value)  # noqa: PLW2901
                if sheet.shape in NAMELESS and answer.value in WHO:
                    sheet = replace(sheet, shape=NAMELESS[sheet.shape])  # noqa: PLW2901
                if sheet.shape == PEOPLE and answer.value == "status":
                    sheet = replace(sheet, shape=SITTING)  # noqa: PLW2901
        mapping = mapping.with_sheet(sheet)
    return mapping


def with_known_levels(mapping: Mapping, file: FileCells, study: Study | None) -> Mapping:
    """The mapping, its columns of levels beside people sure where all their words are levels on record."""
    known = register_of(study, LEVEL)
    for grid in file.grids:
        if (sheet := mapping.sheet(grid.name, grid.place)) is None:
            continue
        for column in unsure(sheet):
            if column.field == LEVEL and all(known.match(text).id for text in _texts(sheet, grid, column)):
                sheet = sheet.with_field(column.place, LEVEL)
        mapping = mapping.with_sheet(sheet)
    return mapping


def _texts(sheet: SheetMapping, grid: Grid, column: ColumnMapping) -> set[str]:
    """What stands in a column of a sheet."""
    start = sheet.header or 0
    return {text for text in grid.cells[grid.lines > start, column.place].tolist() if text.strip()}


def unsure(sheet: SheetMapping) -> list[ColumnMapping]:
    """The columns that are not sure; one without a header is told of by itself."""
    return [column for column in sheet.columns if not column.sure and column.field != IGNORED]


def asked_about(sheet: SheetMapping, grid: Grid, answers: Answers) -> list[Unread]:
    """For each column that is not sure why no record is read before it is answered."""
    waiting = [_asked(sheet, column, grid, answers) for column in unsure(sheet)]
    for one in waiting:
        one.more = tuple(other.question for other in waiting if other is not one and other.question)
    return waiting


def _asked(sheet: SheetMapping, column: ColumnMapping, grid: Grid, answers: Answers) -> Unread:
    about = (sheet.sheet, column.header)
    answer = answers.get(ask.COLUMN, about)
    if answer is not None:
        return Unread("bad-answer", column.header, column.header, answer=answer.value)
    below = grid.cells[grid.lines > (sheet.header or 0), column.place]
    example = next((cell for cell in below if cell.strip()), "")
    fields = dict.fromkeys((column.field, KEPT, IGNORED))
    choices = tuple(Candidate(one, why=THEIRS if one == LEVEL else "") for one in fields)
    question = Question(ask.COLUMN, about, choices, example=example)
    return Unread("unanswered", column.header, column.header, question=question)


def _known() -> tuple[str, ...]:
    from netmap.files.importer.recipes import FIELDS

    return (*(field.name for field in FIELDS), KEPT, IGNORED)
