"""An import in words: what a file was taken for, what is asked, what is wrong, what would happen."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.formats.intake.fields import FIELDS, IGNORED, KEPT
from netmap.formats.intake.mapping import Mapping, SheetMapping
from netmap.formats.intake.mends import Mends, mended
from netmap.formats.intake.names import WHY
from netmap.formats.intake.questions import Candidate, Question
from netmap.formats.intake.shape_names import SHAPE_TITLES
from netmap.formats.intake.understanding import UnderstoodSheet
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.services.imports.bad_rows import MendSaid, RowSaid, bad_rows, mends_said, waits, wrong_lines
from netmap.services.imports.types import Preview, TableCount, Understood
from netmap.services.records.words import column_word, table_word
from netmap.services.wording import whole

MOST_PROBLEMS = 300
"""So many problems are told one by one; a file with more is mended elsewhere."""

MOST_QUESTIONS = 100
"""So many questions are asked at once; the others follow."""

CHOICES = {
    "dmy": N_("the day first"),
    "mdy": N_("the month first"),
    "person": N_("people"),
    "agency": N_("agencies"),
    "present": N_("present"),
    "apologies": N_("apologies"),
    "unclear": N_("unclear"),
    "absent": N_("not there"),
    "tie": N_("a tie"),
    "missing": N_("not answered"),
    "none": N_("no tie"),
    "several": N_("several names: take each by itself"),
    "one": N_("one name"),
}
"""The words of answers that are the same for every file."""
OF_PEOPLE = ("person", "agency", "zone", "level", "group", "partnership")
"""Kinds of question whose answers are records, called by their own names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """A column: its header, what it is taken for and whether surely, and a few of its cells."""

    place: int
    header: str
    field: str
    sure: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetSaid:
    """A sheet: its first rows as they stand, what it is taken for (empty: left out), and its columns."""

    sheet: str
    place: str
    rows: int
    first_rows: tuple[tuple[str, ...], ...]
    shape: str
    columns: tuple[ColumnSaid, ...]
    fields: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class QuestionSaid:
    """A question: `kind` and `about` name it in an answer; `actions` are what may be answered."""

    kind: str
    about: tuple[str, ...]
    text: str
    choices: tuple[Choice, ...]
    actions: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class ProblemSaid:
    """One thing that is wrong: where, which value, why, and what mends it."""

    sheet: str
    line: int | None
    column: str | None
    value: str | None
    reason: str
    cure: str
    bad: bool


@dataclass(frozen=True, slots=True)
class ImportSaid:
    """Everything that the dialog shows of a file; nothing has been done yet.

    `upload` names the file and `token` this preview of it. `questions` are the first of `n_questions`, `rows`
    the first of `n_rows` bad rows with their cells, of which `n_waiting` only wait for an answer; `mended` is
    what was done by hand so far. `problems` are told besides: of `n_problems`, those of no row, and those
    that stop nothing. `counts` and `tables` are sentences; `rejected` is how many records cannot be taken in,
    of `records`.
    """

    upload: str
    token: str
    name: str
    sheets: tuple[SheetSaid, ...]
    shapes: tuple[Choice, ...]
    matched: tuple[str, ...]
    questions: tuple[QuestionSaid, ...]
    n_questions: int
    rows: tuple[RowSaid, ...]
    n_rows: int
    n_waiting: int
    mended: tuple[MendSaid, ...]
    problems: tuple[ProblemSaid, ...]
    n_problems: int
    counts: tuple[str, ...]
    tables: tuple[str, ...]
    records: int
    kept: int
    rejected: int
    clean: bool
    before: str


def import_said(
    upload: str, found: Understood, mapping: Mapping, mends: Mends, preview: Preview, t: Translator
) -> ImportSaid:
    """A preview in words.

    Args:
        upload: by which the file is known.
        found: the file, and what it was taken for at first.
        mapping: how it is read now.
        mends: what was mended in it by hand.
        preview: what that would do.
        t: the reader's language.
    """
    before = preview.before
    told = tuple(zip(preview.places, preview.problems, strict=True))
    wrong = wrong_lines(told)
    others = [problem for problem in preview.problems if problem.severity != ERROR or problem.line is None]
    return ImportSaid(
        upload=upload,
        token=preview.token,
        name=preview.name,
        sheets=tuple(_sheet(sheet, mapping, t) for sheet in found.understanding.sheets),
        shapes=tuple(Choice(shape, t.gettext(title)) for shape, title in SHAPE_TITLES.items()),
        matched=_matched(preview, t),
        questions=tuple(_question(question, t) for question in preview.questions[:MOST_QUESTIONS]),
        n_questions=len(preview.questions),
        rows=bad_rows(mended(found.file, mends), mapping, mends, wrong, t),
        n_rows=len(wrong),
        n_waiting=sum(waits(problems) for problems in wrong.values()),
        mended=mends_said(found.file, mapping, mends, t),
        problems=tuple(_problem(problem, t) for problem in others[:MOST_PROBLEMS]),
        n_problems=len(others),
        counts=_counts(preview, t),
        tables=_tables(preview, t),
        records=sum(count.records for count in preview.counts),
        kept=sum(count.kept for count in preview.counts),
        rejected=sum(count.rejected for count in preview.counts),
        clean=preview.clean and not preview.questions,
        before=""
        if before is None
        else t.gettext(N_("The same file was taken in already, as change {n}.")).format(n=before.number),
    )


def _sheet(found: UnderstoodSheet, mapping: Mapping, t: Translator) -> SheetSaid:
    now = mapping.sheet(found.sheet, found.place)
    cells = {column.place: column.examples for column in found.columns}
    columns = () if now is None else now.columns
    return SheetSaid(
        found.sheet,
        found.place,
        found.rows,
        found.first_rows,
        "" if now is None else now.shape,
        tuple(
            ColumnSaid(each.place, each.header, each.field, each.sure, cells.get(each.place, ()))
            for each in columns
        ),
        _fields(now, t),
    )


def _fields(sheet: SheetMapping | None, t: Translator) -> tuple[Choice, ...]:
    """What a column of a sheet may say."""
    more = (
        Choice(KEPT, t.gettext(N_("kept under its own name"))),
        Choice(IGNORED, t.gettext(N_("left out"))),
    )
    if sheet is not None and sheet.table in TABLES:
        return (*(Choice(name, column_word(name, t)) for name in TABLES[sheet.table].columns), *more)
    return (*(Choice(field.name, t.gettext(field.title)) for field in FIELDS), *more)


def _question(question: Question, t: Translator) -> QuestionSaid:
    text = t.gettext(question.template).format(**question.values)
    choices = tuple(_choice(question.kind, each, t) for each in question.candidates if each.value)
    return QuestionSaid(question.kind, question.about, text, choices, question.actions, question.rows)


def _choice(kind: str, candidate: Candidate, t: Translator) -> Choice:
    name = candidate.shown or candidate.value
    if kind not in OF_PEOPLE and name in CHOICES:
        name = t.gettext(CHOICES[name])
    why = t.gettext(WHY[candidate.why]) if candidate.why in WHY else ""
    return Choice(candidate.value, f"{name} ({why})" if why else name)


def _problem(problem: Problem, t: Translator) -> ProblemSaid:
    reason, cure = (
        t.gettext(part).format(**problem.values) if part else "" for part in (problem.reason, problem.cure)
    )
    bad = problem.severity == ERROR
    return ProblemSaid(problem.table, problem.line, problem.column, problem.value, reason, cure, bad)


def _matched(preview: Preview, t: Translator) -> tuple[str, ...]:
    said = t.gettext(N_("“{text}” was taken for “{id}”"))
    return tuple(
        said.format(text=match.text, id=match.id)
        for match in preview.matched
        if match.text != match.id and match.how != "name"
    )


def _counts(preview: Preview, t: Translator) -> tuple[str, ...]:
    said = N_("{sheet}: records {records} = kept {kept} + rejected {rejected} + duplicate {duplicate}")
    return tuple(
        t.gettext(said).format(
            sheet=count.sheet,
            records=whole(t, count.records),
            kept=whole(t, count.kept),
            rejected=whole(t, count.rejected),
            duplicate=whole(t, count.duplicate),
        )
        for count in preview.counts
    )


COUNTED = {
    "new": N_("{n} new"),
    "changed": N_("{n} changed"),
    "removed": N_("{n} taken out"),
    "same": N_("{n} known already"),
}
COUNT = N_("{table}: {counts}")


def _tables(preview: Preview, t: Translator) -> tuple[str, ...]:
    """For each table what would happen to it; what would not is not told."""
    said = t.gettext(COUNT)
    return tuple(
        said.format(table=table_word(each.table, t), counts=counts)
        for each in preview.tables
        if (counts := _counted(each, t))
    )


def _counted(count: TableCount, t: Translator) -> str:
    done = ((template, getattr(count, what)) for what, template in COUNTED.items())
    return ", ".join(t.gettext(template).format(n=whole(t, n)) for template, n in done if n)
