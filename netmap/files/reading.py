"""A study read from where people keep it: a folder of CSV, a .zip of it, or a workbook."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from netmap.files.sources import opened_source
from netmap.files.tables import Came, read_source
from netmap.model.date_reading import check_order
from netmap.model.errors import Problem, RowCount
from netmap.model.findings import ERROR
from netmap.model.study import Study
from netmap.model.study_building import Examined, Progress, examine


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the checks found in a study: every problem in reading order, and what became of the rows."""

    problems: tuple[Problem, ...]
    counts: tuple[RowCount, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the study is refused."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems with which the study is kept."""
        return tuple(problem for problem in self.problems if problem.severity != ERROR)

    @property
    def ok(self) -> bool:
        """Whether the study can be used."""
        return not self.errors


def read_study(
    path: str | os.PathLike[str], *, dates: str | None = None, progress: Progress | None = None
) -> Study:
    """A study from files, every row of it checked.

    Args:
        path: a folder with a CSV file for each table (a datapackage.json may lie beside them), a .zip
            of such a folder, or a workbook (.xlsx, .xls, .ods) with a sheet for each table. Delimiter and
            encoding are found.
        dates: how 03/04/2011 is read: dmy (day first) or mdy. Without it such a date is read only if
            another one of its column shows the order.
        progress: called with (done, total, what) while files are read and rows are checked.

    Returns:
        The study; its `warnings` are what a reader should know, its `counts` what became of the rows.

    Raises:
        StudyError: the files are none, or rows of them cannot be; `problems` lists every one of them
            with table, line, column, value, reason and cure.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "agencies.csv").write_text("agency;name\\nn;North\\n")
        ...     read_study(folder).agencies["name"].tolist()
        ['North']
    """
    came, examined = _examined(Path(path), dates, progress)
    return examined.study(came.about)


def check_study(
    path: str | os.PathLike[str], *, dates: str | None = None, progress: Progress | None = None
) -> CheckReport:
    """What `read_study` would say of the files, as a report and without refusing bad rows.

    Args:
        path: as for `read_study`.
        dates: as for `read_study`.
        progress: as for `read_study`.

    Raises:
        StudyError: there is no study at all at the path.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "agencies.csv").write_text("agency\\nn\\nn\\n")
        ...     [(found.line, found.code) for found in check_study(folder).errors]
        [(3, 'duplicate-key')]
    """
    examined = _examined(Path(path), dates, progress)[1]
    return CheckReport(examined.problems, examined.counts)


def _examined(path: Path, dates: str | None, progress: Progress | None) -> tuple[Came, Examined]:
    check_order(dates)
    with opened_source(path) as source:
        came = read_source(source, progress)
    findings, problems = came.findings, came.problems
    return came, examine(came.sheets, dates=dates, findings=findings, problems=problems, progress=progress)
