"""The question of checks: what is wrong with a study's tables, every bad row at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from netmap.model.errors import Problem, StudyError, shortened
from netmap.model.i18n import ENGLISH, N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request
from netmap.questions.question import COORDINATOR, RESEARCHER, Answer, Column, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.errors import RowCount

SEVERITIES = {"error": N_("error"), "warning": N_("warning")}
PLACES = {
    (False, False): N_("table {table}"),
    (True, False): N_("table {table}, line {line}"),
    (False, True): N_("table {table}, column {column}"),
    (True, True): N_("table {table}, line {line}, column {column}"),
}
NOTHING_FOUND = N_("Nothing to check: no error and no warning was found.")
VALUE = N_("value “{value}”")

MOST_LINES = 20
"""So many findings are printed; the rest are counted."""

REST = N_("and {n} more: netmap check --format csv lists them")


@dataclass(frozen=True, slots=True)
class Facts:
    """Every finding, and what became of each table's rows; `refused` where the study cannot be used."""

    problems: tuple[Problem, ...]
    counts: tuple[RowCount, ...]
    refused: bool
    t: Translator = ENGLISH

    def of(self, severity: str) -> int:
        """How many findings of a severity, those that are counted together among them."""
        found = (problem for problem in self.problems if problem.severity == severity)
        return sum(problem.values.get("more", 1) for problem in found)


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """The findings of a study that stands, or of one that is refused."""
    try:
        study = inquiry.study
    except StudyError as error:
        found = error.findings or (_whole(error),)
        return Answer(Facts(found, error.counts, refused=True, t=inquiry.t), None)
    return Answer(Facts(study.warnings, study.counts, refused=False, t=inquiry.t), None)


def _whole(error: StudyError) -> Problem:
    """A study that could not be read at all, as one finding."""
    return Problem("", None, None, None, error.code, error.template, error.cure, values=error.values)


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """How many findings there are: errors first, and what they mean."""
    warnings, errors = facts.of("warning"), facts.of("error")
    if not warnings and not errors:
        return [t.gettext(NOTHING_FOUND)]
    told = [t.ngettext("{n} warning.", "{n} warnings.", warnings).format(n=warnings)] if warnings else []
    return [errors_said(errors, t), *told] if facts.refused else told


def errors_said(n: int, t: Translator) -> str:
    """How many errors there are, and what they mean."""
    text = t.ngettext(
        "{n} error: the study cannot be used before it is mended.",
        "{n} errors: the study cannot be used before they are mended.",
        n,
    )
    return text.format(n=n)


def why_refused(error: StudyError, t: Translator) -> Sequence[str]:
    """Why a study is refused: how many errors it has, and the first of them in the reader's language."""
    if not error.problems:
        return [error.text(t)]
    first = error.problems[0]
    return [errors_said(len(error.problems), t), f"{place_of(first, t)}: {first.text(t)}"]


def report(facts: Facts, t: Translator) -> Iterator[str]:
    """One line for each finding, and for each table what became of its rows."""
    yield from problem_lines(facts.problems, t)
    for count in facts.counts:
        row = t.ngettext(
            "{table}: {rows} row = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            "{table}: {rows} rows = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            count.rows,
        )
        yield row.format(**asdict(count))


def problem_lines(problems: Sequence[Problem], t: Translator) -> Iterator[str]:
    """One line for each finding: severity, place, value, reason and cure; of very many the first errors."""
    many = len(problems) > MOST_LINES
    shown = sorted(problems, key=lambda problem: problem.severity != "error") if many else problems
    for problem in shown[:MOST_LINES]:
        parts = [place_of(problem, t)]
        if problem.value is not None:
            parts.append(t.gettext(VALUE).format(value=shortened(problem.value)))
        severity = t.gettext(SEVERITIES.get(problem.severity, problem.severity))
        yield f"{severity}: {', '.join(parts)}: {problem.text(t)}"
    if many:
        yield t.gettext(REST).format(n=len(problems) - MOST_LINES)


def place_of(problem: Problem, t: Translator) -> str:
    """Where a finding is: table, line and column, as far as it has them."""
    template = PLACES[problem.line is not None, problem.column is not None]
    table, column = shortened(problem.table), shortened(problem.column or "")
    return t.gettext(template).format(table=table, line=problem.line, column=column)


def about(facts: Facts, t: Translator) -> Mapping[str, Any]:
    """Whether the study stands, how much was found, and what became of every table's rows."""
    return {
        "ok": not facts.refused,
        "errors": facts.of("error"),
        "warnings": facts.of("warning"),
        "counts": [asdict(count) for count in facts.counts],
    }


def rows(facts: Facts) -> pd.DataFrame:
    """A row for each finding."""
    import pandas as pd

    columns = [each.name for each in QUESTION.tables[0].columns]
    return pd.DataFrame([_row(each, facts.t) for each in facts.problems], columns=columns, dtype=object)


def _row(problem: Problem, t: Translator) -> dict[str, Any]:
    reason, cure = (problem.filled(text, t) for text in (problem.reason, problem.cure))
    return {
        "severity": problem.severity,
        "table": problem.table,
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "reason": reason,
        "cure": cure,
    }


QUESTION = Question(
    name="check",
    title=N_("Things to check"),
    help=N_("Check a study's tables. Exit code 2 where there are errors; warnings alone are 0."),
    audience=(COORDINATOR, RESEARCHER),
    answer=answer,
    of_all=True,
    sentences=sentences,
    about=about,
    failed=lambda facts: facts.refused,
    tables=(
        Table(
            "problems",
            N_("What the checks of a study found"),
            (
                Column("severity", N_("severity"), labels=SEVERITIES),
                Column("table", N_("table")),
                Column("line", N_("line")),
                Column("column", N_("column")),
                Column("value", N_("value")),
                Column("code"),
                Column("reason", N_("reason")),
                Column("cure", N_("cure")),
            ),
            rows,
            key="problems",
            report=report,
        ),
    ),
)
