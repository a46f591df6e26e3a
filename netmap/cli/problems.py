"""Findings of the checks, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netmap.cli.printing import visible
from netmap.model.errors import Problem
from netmap.model.i18n import N_, Translator

SEVERITIES = {"error": N_("error"), "warning": N_("warning")}

PLACES = {
    (False, False): N_("table {table}"),
    (True, False): N_("table {table}, line {line}"),
    (False, True): N_("table {table}, column {column}"),
    (True, True): N_("table {table}, line {line}, column {column}"),
}
VALUE = N_("value “{value}”")


def problem_lines(problems: Iterable[Problem], t: Translator) -> Iterator[str]:
    """One line for each finding: severity, place, value, reason and cure."""
    for problem in problems:
        parts = [place_of(problem, t)]
        if problem.value is not None:
            parts.append(t.gettext(VALUE).format(value=problem.value))
        severity = t.gettext(SEVERITIES.get(problem.severity, problem.severity))
        yield visible(f"{severity}: {', '.join(parts)}: {problem.text(t)}")


def place_of(problem: Problem, t: Translator) -> str:
    """Where a finding is: table, line and column, as far as it has them."""
    template = PLACES[problem.line is not None, problem.column is not None]
    return t.gettext(template).format(table=problem.table, line=problem.line, column=problem.column)
