"""A study made from tables: every row checked, every finding told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.checks import CHECKS
from netmap.model.coded_columns import LINE_END, Coded, Rows, all_missing, coded, row_numbers
from netmap.model.date_reading import check_order
from netmap.model.errors import ArgumentError, Problem, RowCount, StudyError
from netmap.model.findings import ERROR, OF_THE_STUDY, WARNING, Finding, counted, in_reading_order
from netmap.model.header_matching import misnamed_columns
from netmap.model.i18n import N_
from netmap.model.raw_tables import Draft, Sheet
from netmap.model.schema import NAMES, TABLES, TableSchema
from netmap.model.study import Study
from netmap.model.type_conversion import checked_types, typed_series

Progress = Callable[[int, int, str], None]
"""Told how far the work is: done, total, and what is being done (an English message)."""


@dataclass(frozen=True, slots=True)
class Examined:
    """Tables that were checked: what was found, what became of the rows, and the tables themselves."""

    sheets: Mapping[str, Sheet]
    problems: tuple[Problem, ...]
    counts: tuple[RowCount, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which a study is refused."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)

    def study(self, about: Mapping[str, Any]) -> Study:
        """The study; `StudyError` with every error where there is one."""
        if errors := self.errors:
            raise StudyError(
                N_("The study is refused: {first} (errors in all: {n})"),
                errors,
                self.problems,
                self.counts,
                first=_in_short(errors[0]),
                n=len(errors),
            )
        frames = {name: _frame(sheet) for name, sheet in self.sheets.items()}
        return Study(frames, about=about, warnings=self.problems, counts=self.counts)


def _in_short(problem: Problem) -> str:
    place = [problem.table, "" if problem.line is None else str(problem.line), problem.column or ""]
    return f"{':'.join(part for part in place if part)}: {problem.text()}"


def from_tables(
    *, about: Mapping[str, Any] | None = None, dates: str | None = None, **tables: pd.DataFrame
) -> Study:
    """A study from DataFrames, with the same checks as one that is read from files.

    Args:
        about: what the study says of itself (name, title, licences ...).
        dates: dmy or mdy, if dates are text such as 03/04/2011 and the order is known.
        **tables: a DataFrame for each table, by the table's name. Ids may have any dtype: the number 1
            is the id `1`. Dates may be `datetime64`, date objects or text. Columns that are not
            defined are kept as text.

    Returns:
        The study, each table with all its defined columns.

    Raises:
        ArgumentError: a table that a study does not have, or something that is no DataFrame.
        StudyError: rows that cannot be; its `problems` list every one of them.

    Example:
        >>> people = pd.DataFrame({"practitioner": ["ann", "bob"], "joined": ["2011", None]})
        >>> from_tables(practitioners=people).practitioners["joined"].tolist()
        ['2011', nan]
    """
    check_order(dates)
    for name, frame in tables.items():
        _check_argument(name, frame)
    made = [_sheet_of_frame(TABLES[name], tables[name]) for name in NAMES if name in tables]
    problems = [problem for _, found in made for problem in found]
    return examine([sheet for sheet, _ in made], dates=dates, problems=problems).study(dict(about or {}))


def _check_argument(name: str, frame: Any) -> None:
    if name not in TABLES:
        near = get_close_matches(name, NAMES, n=3) or NAMES
        raise ArgumentError(
            N_("“{name}” is no table of a study; near to it are: {near}"), name=name, near=", ".join(near)
        )
    if not isinstance(frame, pd.DataFrame):
        raise ArgumentError(N_("{name} is no DataFrame but a {type}"), name=name, type=type(frame).__name__)


def _sheet_of_frame(schema: TableSchema, frame: pd.DataFrame) -> tuple[Sheet, list[Problem]]:
    columns = [coded(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return make_sheet(schema, [str(name) for name in frame.columns], columns, len(frame))


def make_sheet(
    schema: TableSchema, names: Sequence[str], columns: Sequence[Coded], rows: int, lines: Rows | None = None
) -> tuple[Sheet, list[Problem]]:
    """A sheet from named columns, with every defined column, missing where it did not come.

    Args:
        schema: which table it is.
        names: the names as they came; case and outer spaces count only in columns that are not defined.
        columns: a column for each name.
        rows: how many rows there are.
        lines: the line of each row in its file.

    Returns:
        The sheet, and what is wrong with its header: names that come twice, columns without a name, and
        names that are almost those of columns that did not come.
    """
    known = {name.casefold(): name for name in schema.columns}
    came: dict[str, Coded] = {}
    problems: list[Problem] = []
    for given, column in zip(names, columns, strict=True):
        plain = LINE_END.sub("\n", given.strip())
        name = known.get(plain.casefold(), plain)
        if name and name not in came:
            came[name] = column
        elif name or not column.blank:
            problems.append(_bad_header(schema.name, name))
    defined = {name: came.get(name) or all_missing(rows) for name in schema.columns}
    others = {name: column for name, column in came.items() if name not in defined}
    absent = frozenset(name for name in defined if name not in came)
    problems += misnamed_columns(schema, absent, others)
    return Sheet(schema, {**defined, **others}, rows, lines, absent), problems


def _bad_header(table: str, name: str) -> Problem:
    reason, cure = N_("The table has a column without a name."), N_("Name it, or empty it.")
    if name:
        reason, cure = N_("The table has two columns {column}."), N_("Rename or remove one of them.")
    code = "doubled-column" if name else "nameless-column"
    return Problem(table, 1, name or None, name or None, code, reason, cure, values={"column": name})


def examine(
    sheets: Iterable[Sheet],
    *,
    dates: str | None = None,
    findings: Iterable[Finding] = (),
    problems: Iterable[Problem] = (),
    progress: Progress | None = None,
) -> Examined:
    """Check tables and say everything that was found, errors and warnings.

    Args:
        sheets: the tables as they came, in any order.
        dates: the order of day and month in dates such as 03/04/2011, if it is known: dmy or mdy.
        findings: what was already found about rows while reading them.
        problems: what was already found about files.
        progress: told how many of the steps are done.

    Returns:
        The tables with dates as ISO text, the problems in reading order, and the counts of rows.
    """
    found = list(findings)
    ready: dict[str, Sheet] = {}
    came = {sheet.name: sheet for sheet in sheets}
    steps = len(came) + len(CHECKS)
    for done, name in enumerate(name for name in NAMES if name in came):
        ready[name], more = checked_types(_numbered(came[name], found), dates)
        found += more
        _tell(progress, done + 1, steps)
    problems = list(problems)
    unread = ((bad.sheet.name, bad.column, bad.rows) for bad in found if bad.severity == ERROR)
    draft = Draft(ready, unread, {bad.table for bad in problems if bad.severity == ERROR} - ready.keys())
    for done, check in enumerate(CHECKS, start=len(came) + 1):
        found += [finding for finding in check(draft) if len(finding.rows) or finding.code in OF_THE_STUDY]
        _tell(progress, done, steps)
    told = [*problems, *(problem for finding in found for problem in finding.problems())]
    return Examined(ready, in_reading_order(told, NAMES), counted(draft, found))


def _tell(progress: Progress | None, done: int, steps: int) -> None:
    if progress is not None:
        progress(done, steps, N_("Checking the rows"))


def _numbered(sheet: Sheet, findings: list[Finding]) -> Sheet:
    """The sheet with its rows numbered, where its key does nothing else and did not come."""
    key = sheet.schema.key[0] if sheet.schema.numbered else None
    if key is None or sheet.rows == 0 or not sheet.columns[key].blank:
        return sheet
    numbered = sheet.with_columns({key: row_numbers(sheet.rows)})
    reason = N_("The rows have no {column}; they were numbered from 1 to {n}.")
    rows = np.arange(sheet.rows, dtype=np.int64)
    findings.append(Finding(numbered, key, rows, "numbered", reason, "", WARNING, together=True))
    return numbered


def _frame(sheet: Sheet) -> pd.DataFrame:
    schema = sheet.schema
    series = {name: typed_series(schema.columns.get(name), column) for name, column in sheet.columns.items()}
    return pd.DataFrame(series, copy=False)
