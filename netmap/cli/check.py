"""`netmap check`: what is wrong with a study's tables, every bad row at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from netmap.cli.choices import DatesOption, FormatOption, StudyArgument, one_of, order_of
from netmap.cli.named_study import path_of
from netmap.cli.printing import FORMATS, print_csv, print_json
from netmap.cli.problems import problem_lines
from netmap.cli.progress import progress_bar
from netmap.cli.speech import speech
from netmap.model.errors import Problem
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.files.reading import CheckReport
    from netmap.model.study import RowCount

COLUMNS = ("severity", "table", "line", "column", "value", "code", "reason", "cure")

HELP = N_("Check a study's tables. Exit code 2 where there are errors; warnings alone are 0.")


def check(
    study: StudyArgument,
    form: FormatOption = "table",
    dates: DatesOption = None,
) -> None:
    """Print every finding of the checks; exit 2 where there are errors."""
    from netmap.files.reading import check_study

    one_of("--format", form, FORMATS)
    order = order_of(dates)
    with progress_bar() as report:
        found = check_study(path_of(study), dates=order, progress=report)
    SHOW[form](found)
    errors = sum(problem.severity == "error" for problem in found.problems)
    if not found.ok:
        message = speech().ngettext(
            "{n} error: the study cannot be used before it is mended.",
            "{n} errors: the study cannot be used before they are mended.",
            errors,
        )
        typer.echo("netmap: " + message.format(n=errors), err=True)
        raise typer.Exit(2)


def _show_table(found: CheckReport) -> None:
    t = speech()
    for line in problem_lines(found.problems, t):
        print(line)
    for count in found.counts:
        row = t.ngettext(
            "{table}: {rows} row = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            "{table}: {rows} rows = {kept} kept + {rejected} rejected + {duplicate} duplicate",
            count.rows,
        )
        print(row.format(table=count.table, **_numbers(count)))
    warnings = sum(problem.severity == "warning" for problem in found.problems)
    print(t.ngettext("{n} warning.", "{n} warnings.", warnings).format(n=warnings))


def _show_csv(found: CheckReport) -> None:
    print_csv(COLUMNS, [_row(problem) for problem in found.problems])


def _show_json(found: CheckReport) -> None:
    print_json(
        {
            "ok": found.ok,
            "errors": sum(problem.severity == "error" for problem in found.problems),
            "warnings": sum(problem.severity == "warning" for problem in found.problems),
            "counts": [{"table": count.table, **_numbers(count)} for count in found.counts],
            "problems": [_row(problem) for problem in found.problems],
        }
    )


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}


def _row(problem: Problem) -> dict[str, str | int | None]:
    t = speech()
    return {
        "severity": problem.severity,
        "table": problem.table,
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "reason": t.gettext(problem.reason).format(**problem.values),
        "cure": t.gettext(problem.cure).format(**problem.values),
    }


def _numbers(count: RowCount) -> dict[str, int]:
    return {
        "rows": count.rows,
        "kept": count.kept,
        "rejected": count.rejected,
        "duplicate": count.duplicate,
    }
