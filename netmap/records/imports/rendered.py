"""An import in words: what a file was taken for, what is asked, what is wrong, what would happen."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.files.importer.mapping import Mapping
from netmap.files.importer.mends import Mends, mended
from netmap.files.importer.names import WHY
from netmap.files.importer.questions import Candidate, Question
from netmap.files.importer.shape_names import SHAPE_TITLES
from netmap.library.wording import whole
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_, Translator
from netmap.records.imports.bad_rows import MendSaid, RowSaid, bad_rows, mends_said, waits, wrong_lines
from netmap.records.imports.rendered_sheets import Choice, SheetSaid, sheet_said
from netmap.records.imports.types import Preview, TableCount, Understood
from netmap.records.single.labels import table_word

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
        sheets=tuple(sheet_said(sheet, mapping, t) for sheet in found.understanding.sheets),
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
