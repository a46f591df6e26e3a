"""An import in words: what a file was taken for, what is asked, what is wrong, what would happen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from netmap.files.importer.edits import Edit
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mends import Mends, mended
from netmap.files.importer.names import WHY
from netmap.files.importer.questions import (
    AGENCY,
    COLUMN,
    DAY,
    DROP,
    ENCODING,
    GROUP,
    LEVEL,
    NEW,
    PERSON,
    START,
    WEEK,
    YEAR,
    ZONE,
    Candidate,
    Question,
)
from netmap.files.importer.recipes import RECIPES
from netmap.files.importer.resolving import ELSEWHERE
from netmap.library.wording import whole
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_, Translator
from netmap.records.imports.accounted import SittingSaid, accounted, gist_said, sittings_said
from netmap.records.imports.bad_rows import MendSaid, RowSaid, bad_rows, mends_said, waits, wrong_lines
from netmap.records.imports.rendered_sheets import Choice, SheetSaid, SheetSeen, field_title, sheet_said
from netmap.records.imports.types import Committed, Preview, Understood
from netmap.records.labels import column_word, counts_said, table_word

MOST_PROBLEMS = 300
"""So many problems are told one by one; a file with more is mended elsewhere."""

MOST_EDITS = 300
"""So many cells that change are told one by one."""
TAKEN_OUT = "taken-out"
"""The code of a row that was taken out of a sheet since it was exported."""
Told = tuple[tuple[str, Problem], ...]
"""What is told of a file, each with the entry of an archive in which its sheet is."""

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
    "nothing": N_("nothing: leave it off the record"),
    "tie": N_("a tie"),
    "missing": N_("not answered"),
    "none": N_("no tie"),
    "several": N_("several names: take each by itself"),
    "one": N_("one"),
    "sheet": N_("what the sheet says"),
    "record": N_("what the record says"),
    "each": N_("one for each address"),
    "same": N_("the same as above"),
    "mutual": N_("both ways"),
    "directed": N_("from source to target"),
    "reversed": N_("from target to source"),
    "add": N_("add them up"),
    "keep": N_("it is one tie: say it once"),
    "day": N_("a day of a month"),
    "with agency": N_("a name and its agency"),
    "with words": N_("a name and words about it, kept as the role"),
}
"""The words of answers that are the same for every file."""
OF_PEOPLE = ("person", "agency", "zone", "level", "group", "partnership")
"""Kinds of question whose answers are records, called by their own names."""


TAKEN = N_("Taken in, as change {n}. It can be undone at any time.")
TAKEN_BEFORE = N_("The same file was taken in before, as change {n}.")
NOTHING_NEW = N_("The file says nothing that was not known; nothing was written.")
NOTHING_TAKEN = N_("Nothing new could be taken in; nothing was written.")


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
    that stop nothing. `sittings` are all that the file tells, `edits` the first of `n_edits` cells on record
    that change, `kinds` tell each kind of error once, `gone` the rows that were taken out of the sheet, which
    go where `removals` says so. `counts` and `tables` are sentences; `rejected` is how many records cannot be
    taken in, of `records`.
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
    gist: tuple[str, ...] = ()
    sittings: tuple[SittingSaid, ...] = ()
    edits: tuple[str, ...] = ()
    n_edits: int = 0
    kinds: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    removals: bool = False
    account: tuple[str, ...] = ()


def import_said(
    upload: str,
    found: Understood,
    mapping: FileMapping,
    mends: Mends,
    preview: Preview,
    t: Translator,
    removals: bool = False,
) -> ImportSaid:
    """A preview in words.

    Args:
        upload: by which the file is known.
        found: the file, and what it was taken for at first.
        mapping: how it is read now.
        mends: what was mended in it by hand.
        preview: what that would do.
        t: the reader's language.
        removals: whether it was confirmed that rows which were taken out of a sheet go.
    """
    told = tuple(zip(preview.places, preview.problems, strict=True))
    wrong = wrong_lines(told)
    others = [
        problem
        for problem in preview.problems
        if (problem.severity != ERROR or problem.line is None) and problem.code != TAKEN_OUT
    ]
    return ImportSaid(
        upload=upload,
        token=preview.token,
        name=preview.name,
        sheets=_sheets(found, mapping, preview, told, t),
        shapes=tuple(Choice(recipe.name, t.gettext(recipe.title)) for recipe in RECIPES),
        matched=matched_said(preview, t),
        questions=tuple(question_said(question, t) for question in preview.questions[:MOST_QUESTIONS]),
        n_questions=len(preview.questions),
        rows=bad_rows(mended(found.file, mends), mapping, mends, wrong, t),
        n_rows=len(wrong),
        n_waiting=sum(waits(problems) for problems in wrong.values()),
        mended=mends_said(found.file, mapping, mends, t),
        problems=tuple(_problem(problem, t) for problem in others[:MOST_PROBLEMS]),
        n_problems=len(others),
        counts=sheets_counted(preview, t),
        tables=tables_counted(preview, t),
        records=sum(count.records for count in preview.counts),
        kept=sum(count.kept for count in preview.counts),
        rejected=sum(count.rejected for count in preview.counts),
        clean=preview.clean and not preview.questions,
        before=before_said(preview, t),
        gist=gist_said(preview.gist, t) or waiting_said(preview, t),
        sittings=sittings_said(preview.gist, t),
        edits=tuple(_edit(one, t) for one in preview.edits[:MOST_EDITS]),
        n_edits=len(preview.edits),
        kinds=_kinds(preview, t),
        gone=tuple(_gone(one, t) for one in preview.problems if one.code == TAKEN_OUT),
        removals=removals,
        account=accounted(preview.account, t),
    )


def _sheets(
    found: Understood, mapping: FileMapping, preview: Preview, told: Told, t: Translator
) -> tuple[SheetSaid, ...]:
    """Every sheet, with its first lines as they stand."""
    problems: dict[tuple[str, str], list[Problem]] = {}
    for place, problem in told:
        problems.setdefault((problem.table, place), []).append(problem)
    seen = {
        key: SheetSeen(grid, tuple(problems.get(key, ())), preview.lines.get(key, {}))
        for grid in found.file.grids
        if (key := (grid.name, grid.place))
    }
    sheets = found.understanding.sheets
    return tuple(sheet_said(sheet, seen[sheet.sheet, sheet.place], mapping, t) for sheet in sheets)


def _kinds(preview: Preview, t: Translator) -> tuple[str, ...]:
    """A line for each kind of error that more than one record has."""
    bad = (one for one in preview.problems if one.severity == ERROR and one.line is not None)
    template = t.gettext(N_("{reason} ({others})"))
    return tuple(
        template.format(reason=_problem(first, t).reason, others=further(others, t))
        for first, *others in kinds_of(bad)
        if others
    )


def _edit(edit: Edit, t: Translator) -> str:
    """A cell on record that changes: from what to what."""
    template = N_("{table}, {record}, {column}: “{before}” becomes “{after}”")
    empty = t.gettext(N_("nothing"))
    return t.gettext(template).format(
        table=table_word(edit.table, t),
        record=edit.record,
        column=column_word(edit.column, t),
        before=edit.before or empty,
        after=edit.after or empty,
    )


def _gone(problem: Problem, t: Translator) -> str:
    return f"{table_word(problem.table, t)}: {problem.value}"


def question_said(question: Question, t: Translator) -> QuestionSaid:
    """A question with what may be answered."""
    text = t.gettext(question.template).format(**question.values)
    choices = tuple(_choice(question.kind, each, t) for each in question.candidates if each.value)
    return QuestionSaid(question.kind, question.about, text, choices, question.actions, question.rows)


def _choice(kind: str, candidate: Candidate, t: Translator) -> Choice:
    name = candidate.shown or candidate.value
    if kind == COLUMN:
        name = t.gettext(field_title(candidate.value))
    elif kind not in OF_PEOPLE and name in CHOICES:
        name = t.gettext(CHOICES[name])
    why = t.gettext(WHY[candidate.why]) if candidate.why in WHY else ""
    if kind == ENCODING:
        why = candidate.value
    return Choice(candidate.value, f"{name} ({why})" if why else name)


def _problem(problem: Problem, t: Translator) -> ProblemSaid:
    reason, cure = (
        t.gettext(part).format(**problem.values) if part else "" for part in (problem.reason, problem.cure)
    )
    bad = problem.severity == ERROR
    return ProblemSaid(problem.table, problem.line, problem.column, problem.value, reason, cure, bad)


def waiting_said(preview: Preview, t: Translator) -> tuple[str, ...]:
    """That nothing of a file can be taken in without answers, where that is so; else nothing."""
    if not preview.questions or any(count.kept for count in preview.counts):
        return ()
    return (t.gettext("Nothing can be taken in before the questions are answered."),)


ANOTHER = N_("another id, or another name of the file")
OWN_WORDS = {
    DAY: (N_("a day"), "2024-05-08"),
    WEEK: (N_("a day"), "2024-05-08"),
    START: (N_("a day"), "2024-05-08"),
    YEAR: (N_("a year"), "2024"),
    GROUP: (N_("the name of a group"), "Board"),
    PERSON: (ANOTHER, "…"),
    AGENCY: (ANOTHER, "…"),
    ZONE: (ANOTHER, "…"),
}
"""Kinds of question that take words of one's own, what these are, and how they may look."""

ACTIONS = {NEW: N_("new"), DROP: N_("leave out the records that name it")}
NEW_LEVEL = N_("a new level of this rank")


def questions_told(preview: Preview, t: Translator) -> Iterator[str]:
    """Every question, each followed by the answers that it takes: in words, and as the line that says so."""
    for question in preview.questions:
        text = t.gettext(question.template).format(**question.values)
        yield t.gettext(N_("question (records: {n}): {question}")).format(n=question.rows, question=text)
        for words, said in _answers_told(question, t):
            yield f"  {words}: {_as_line(said)}"


def _as_line(said: Mapping[str, object]) -> str:
    """An answer as a line of JSON; letters that are not to be seen are written in figures."""
    plain = json.dumps(said, ensure_ascii=False)
    return plain if plain.isprintable() else json.dumps(said)


def _answers_told(question: Question, t: Translator) -> Iterator[tuple[str, dict[str, object]]]:
    """What may be answered, each with the answer that says so."""
    asked: dict[str, object] = {"question": question.kind, "about": list(question.about)}
    for one in question.candidates:
        if one.value:
            yield _choice(question.kind, one, t).name, {**asked, "value": one.value}
    if question.kind in OWN_WORDS:
        words, example = OWN_WORDS[question.kind]
        yield t.gettext(words), {**asked, "value": example}
    if question.kind == LEVEL:
        yield t.gettext(NEW_LEVEL), {**asked, "action": NEW, "value": "0"}
    for action, called in ACTIONS.items():
        told = question.kind == GROUP or (question.kind == LEVEL and action == NEW)
        if action in question.actions and not told:
            yield t.gettext(called), {**asked, "action": action}


def matched_said(preview: Preview, t: Translator) -> tuple[str, ...]:
    """For whom names were taken that are not written as on record."""
    said = t.gettext(N_("“{text}” was taken for “{id}”"))
    beside = t.gettext(
        N_("“{text}” beside “{id}” is not the agency on record; it is kept with the attendance alone.")
    )
    return tuple(
        (beside if match.how == ELSEWHERE else said).format(text=match.text, id=match.called or match.id)
        for match in preview.matched
        if match.text != match.id and match.how != "name"
    )


def sheets_counted(preview: Preview, t: Translator) -> tuple[str, ...]:
    """For each sheet what becomes of its records; the numbers add up."""
    return tuple(
        t.ngettext(
            "{table}: {rows} row = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            "{table}: {rows} rows = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            one.records,
        ).format(
            table=one.sheet,
            rows=whole(t, one.records),
            kept=whole(t, one.kept),
            rejected=whole(t, one.rejected),
            duplicate=whole(t, one.duplicate),
        )
        for one in preview.counts
    )


def tables_counted(preview: Preview, t: Translator) -> tuple[str, ...]:
    """For each table what would happen to it; what would not is not told."""
    counted = ((each.table, {**asdict(each), "added": each.new}) for each in preview.tables)
    return tuple(said for table, counts in counted if (said := counts_said(table, counts, t)))


def before_said(preview: Preview, t: Translator) -> str:
    """That the same file was taken in already; empty where it was not."""
    said = t.gettext(N_("The same file was taken in already, as change {n}."))
    return "" if preview.before is None else said.format(n=preview.before.number)


def done_said(done: Committed, t: Translator) -> str:
    """What was done."""
    if done.change is None:
        return t.gettext(NOTHING_TAKEN if done.repair is not None else NOTHING_NEW)
    return t.gettext(TAKEN_BEFORE if done.again else TAKEN).format(n=done.change.number)


UNANSWERED = "unanswered"
LINE_AND_VALUE = N_("line {line} “{value}”")
LINE = N_("line {line}")
FURTHER = N_("the same in {n} more: {lines}")
MOST_EXAMPLES = 3


def kinds_of(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems of one kind together: of one sheet, one column and one reason, errors first.

    Those that only wait for the answer to a question are left out: the question says how many they are.

    Example:
        >>> bad = [Problem("list", line, "Date", "soon", "bad-date", "is no date", "") for line in (2, 3)]
        >>> [len(kind) for kind in kinds_of(bad)]
        [2]
    """
    kinds: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        if one.code != UNANSWERED:
            kinds.setdefault((one.severity, one.table, one.column, one.code, one.reason), []).append(one)
    return sorted(kinds.values(), key=lambda kind: kind[0].severity != ERROR)


def further(others: Sequence[Problem], t: Translator) -> str:
    """How many records more have the same, and where the first of them are."""
    examples = [
        t.gettext(LINE if one.value is None else LINE_AND_VALUE).format(line=one.line, value=one.value)
        for one in others[:MOST_EXAMPLES]
    ]
    more = ["…"] if len(others) > MOST_EXAMPLES else []
    return t.gettext(FURTHER).format(n=whole(t, len(others)), lines=", ".join([*examples, *more]))
