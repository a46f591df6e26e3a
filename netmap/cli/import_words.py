"""What an import would do, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from netmap.cli.printing import visible
from netmap.files.importer.names import WHY
from netmap.files.importer.shape_names import SHAPE_TITLES
from netmap.model.i18n import N_, Translator
from netmap.questions.checks import problem_lines

if TYPE_CHECKING:
    from netmap.files.importer.mapping import Mapping
    from netmap.files.importer.questions import Question
    from netmap.records.imports.types import Preview

SHEET = N_("{sheet}: {shape}")
LEFT_OUT = N_("{sheet}: left out; it was not understood (rows: {n})")
TABLE = N_("{table}: {new} new, {changed} changed, {same} known already, {removed} taken out")
WAITING = N_("question (records: {n}): {question}")
MATCHED = N_("“{text}” was taken for “{id}”")
BEFORE = N_("The same file was taken in already, as change {n}.")


def answer_lines(mapping: Mapping, preview: Preview, t: Translator) -> Iterator[str]:
    """What was understood, what would happen, every bad record, and the questions."""
    for sheet in mapping.sheets:
        if sheet.shape:
            title = t.gettext(SHAPE_TITLES[sheet.shape])
            yield visible(t.gettext(SHEET).format(sheet=sheet.sheet, shape=title))
    for name, rows in preview.left_out:
        yield visible(t.gettext(LEFT_OUT).format(sheet=name, n=rows))
    for match in preview.matched:
        if match.text != match.id and match.how != "name":
            yield visible(t.gettext(MATCHED).format(text=match.text, id=match.id))
    yield from problem_lines(preview.problems, t)
    for question in preview.questions:
        yield from question_lines(question, t)
    yield from _count_lines(preview, t)


def _count_lines(preview: Preview, t: Translator) -> Iterator[str]:
    for count in preview.counts:
        row = t.ngettext(
            "{table}: {rows} row = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            "{table}: {rows} rows = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            count.records,
        )
        told = {"kept": count.kept, "rejected": count.rejected, "duplicate": count.duplicate}
        yield visible(row.format(table=count.sheet, rows=count.records, **told))
    for table in preview.tables:
        yield t.gettext(TABLE).format(**asdict(table))
    if preview.before is not None:
        yield t.gettext(BEFORE).format(n=preview.before.number)


def question_lines(question: Question, t: Translator) -> Iterator[str]:
    """A question with what may be answered."""
    text = t.gettext(question.template).format(**question.values)
    yield visible(t.gettext(WAITING).format(n=question.rows, question=text))
    for one in question.candidates:
        why = t.gettext(WHY[one.why]) if one.why in WHY else ""
        shown = [part for part in (one.value, one.shown, why) if part]
        yield visible("  " + " · ".join(dict.fromkeys(shown)))


def answer_json(preview: Preview, t: Translator) -> dict[str, Any]:
    """The same for programs; a question comes in the form in which it is answered."""
    return {
        "study": preview.study,
        "file": preview.name,
        "sha256": preview.sha256,
        "clean": preview.clean,
        "counts": [asdict(count) for count in preview.counts],
        "tables": [asdict(table) for table in preview.tables],
        "problems": [
            {
                "severity": one.severity,
                "sheet": one.table,
                "line": one.line,
                "column": one.column,
                "value": one.value,
                "code": one.code,
                "reason": one.text(t),
            }
            for one in preview.problems
        ],
        "questions": [_question_json(question, t) for question in preview.questions],
        "matched": [asdict(match) for match in preview.matched],
        "left_out": [{"sheet": name, "rows": rows} for name, rows in preview.left_out],
        "taken_in_before": None if preview.before is None else preview.before.number,
    }


def _question_json(question: Question, t: Translator) -> dict[str, Any]:
    return {
        "question": question.kind,
        "about": list(question.about),
        "text": t.gettext(question.template).format(**question.values),
        "actions": list(question.actions),
        "candidates": [asdict(one) for one in question.candidates],
        "rows": question.rows,
        "example": question.example,
    }
