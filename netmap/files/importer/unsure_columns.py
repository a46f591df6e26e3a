"""Columns of which it is not sure what they say: asked about, and never used before they are answered."""

from __future__ import annotations

from netmap.files.importer import questions as ask
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.mapping import ColumnMapping, Mapping, SheetMapping
from netmap.files.importer.questions import Answers, Candidate, Question
from netmap.files.importer.records import Unread
from netmap.files.sandbox.cells import Grid


def answered(mapping: Mapping, answers: Answers) -> Mapping:
    """The mapping with what was answered of columns that were not sure."""
    for sheet in mapping.sheets:
        for column in unsure(sheet):
            answer = answers.get(ask.COLUMN, (sheet.sheet, column.header))
            if answer is not None and answer.value in _known():
                sheet = sheet.with_field(column.place, answer.value)  # noqa: PLW2901
        mapping = mapping.with_sheet(sheet)
    return mapping


def unsure(sheet: SheetMapping) -> list[ColumnMapping]:
    """The columns that would be read and are not sure."""
    return [column for column in sheet.columns if not column.sure and column.field not in (KEPT, IGNORED)]


def asked_about(sheet: SheetMapping, grid: Grid, answers: Answers) -> list[Unread]:
    """For each column that is not sure why no record is read before it is answered."""
    return [_asked(sheet, column, grid, answers) for column in unsure(sheet)]


def _asked(sheet: SheetMapping, column: ColumnMapping, grid: Grid, answers: Answers) -> Unread:
    about = (sheet.sheet, column.header)
    answer = answers.get(ask.COLUMN, about)
    if answer is not None:
        return Unread("bad-answer", column.header, column.header, answer=answer.value)
    below = grid.cells[grid.lines > (sheet.header or 0), column.place]
    example = next((cell for cell in below if cell.strip()), "")
    choices = tuple(map(Candidate, (column.field, KEPT, IGNORED)))
    question = Question(ask.COLUMN, about, choices, example=example)
    return Unread("unanswered", column.header, column.header, question=question)


def _known() -> tuple[str, ...]:
    from netmap.files.importer.recipes import FIELDS

    return (*(field.name for field in FIELDS), KEPT, IGNORED)
