"""The tables of a study among the CSV files of a folder or an archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from netmap.files.csv_text import (
    DELIMITERS,
    BrokenCsvError,
    CsvCells,
    Layout,
    NotTextError,
    cells_of,
    decoded,
    layout_of,
)
from netmap.files.packages import read_package
from netmap.files.sources import PACKAGE, TABLE_SUFFIXES, Source
from netmap.model.errors import Problem, StudyError
from netmap.model.findings import WARNING, Finding
from netmap.model.i18n import N_
from netmap.model.making import Progress, make_sheet
from netmap.model.schema import NAMES, TABLES, TableSchema
from netmap.model.sheets import Sheet


@dataclass(slots=True)
class Came:
    """What was read: the tables, what is wrong with their files, and what the study says of itself."""

    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)

    def add(self, schema: TableSchema, cells: CsvCells) -> None:
        """Take in the cells of a table."""
        sheet, problems = make_sheet(schema, cells.names, cells.columns, cells.rows, cells.lines)
        reason = N_("The row has more cells than the header has names.")
        cure = N_("Put text that holds the delimiter between quotation marks, or name the further columns.")
        self.sheets.append(sheet)
        self.problems += problems
        self.findings.append(Finding(sheet, None, cells.ragged, "too-many-cells", reason, cure))


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that holds a table, and its delimiter if the data package names one."""

    table: str
    path: str
    delimiter: str | None = None


def read_source(source: Source, name: str, progress: Progress | None = None) -> Came:
    """Every table that lies in a source.

    Args:
        source: a folder or an archive.
        name: the study's name, if its data package says none.
        progress: told how many bytes of all tables have been read.

    Raises:
        StudyError: no table at all, or a data package that cannot be read.
    """
    names = source.names()
    package = read_package(source.read(PACKAGE)) if PACKAGE in names else {}
    came = Came(about={"name": name, **package})
    files = table_files(names, package.get("resources", []), came.problems)
    if not files:
        raise StudyError(
            N_("{name} holds no table of a study; it needs at least agencies.csv or practitioners.csv."),
            came.problems,
            name=name,
        )
    waiting = [(file, source.read(file.path)) for file in files]
    total = sum(len(data) for _, data in waiting)
    done = 0
    while waiting:
        file, data = waiting.pop(0)
        _read_file(file, data, came, _part(progress, done, total))
        done += len(data)
    return came


def _part(progress: Progress | None, done: int, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda read: progress(min(done + read, total), total, N_("Reading the tables"))


def table_files(
    names: Sequence[str], resources: Sequence[Mapping[str, Any]], problems: list[Problem]
) -> list[TableFile]:
    """Which files hold which table: as the data package says, else by their names.

    What holds none, and what holds a table that another file holds already, is told in `problems`.
    """
    files = [_named_file(item) for item in resources]
    taken = {file.path for file in files}
    files += [_found_file(name) for name in names if name not in taken and _may_be_table(name)]
    found: dict[str, TableFile] = {}
    for file in files:
        if file.table not in TABLES:
            problems.append(no_table(file.path, file.table))
        elif file.table in found:
            problems.append(_second_file(file, found[file.table]))
        else:
            found[file.table] = file
    return [found[name] for name in NAMES if name in found]


def _named_file(resource: Mapping[str, Any]) -> TableFile:
    path = PurePosixPath(resource["path"])
    if path.is_absolute() or ".." in path.parts or "\\" in resource["path"]:
        raise StudyError(
            N_("{package} names {path}, which does not lie beside it."),
            package=PACKAGE,
            path=resource["path"],
        )
    dialect = resource.get("dialect")
    delimiter = dialect.get("delimiter") if isinstance(dialect, dict) else None
    return TableFile(
        resource["name"].strip().casefold(), str(path), delimiter if delimiter in DELIMITERS else None
    )


def _found_file(name: str) -> TableFile:
    return TableFile(PurePosixPath(name).stem.strip().casefold(), name)


def _may_be_table(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.casefold()
    return suffix in TABLE_SUFFIXES and (suffix != ".txt" or _found_file(name).table in TABLES)


def no_table(place: str, name: str) -> Problem:
    """The warning that a file or a sheet is no table of a study."""
    near = next(iter(get_close_matches(name, NAMES, n=1)), "")
    cure = N_("Did you mean {near}? Then rename it.") if near else N_("Tables are called: {names}.")
    values = {"place": place, "near": near, "names": ", ".join(NAMES)}
    reason = N_("{place} is no table of a study and was left out.")
    return Problem(place, None, None, name, "no-table", reason, cure, WARNING, values)


def _second_file(file: TableFile, first: TableFile) -> Problem:
    reason, cure = N_("{path} and {first} hold the same table."), N_("Keep one of them.")
    values = {"path": file.path, "first": first.path}
    return Problem(file.table, None, None, file.path, "two-files", reason, cure, values=values)


def _read_file(file: TableFile, data: bytes, came: Came, read: Callable[[int], None] | None) -> None:
    schema = TABLES[file.table]
    try:
        text, encoding = decoded(data)
        if encoding == "cp1252":
            came.problems.append(_western(file))
        layout = _told(layout_of(text, schema, file.delimiter))
        came.add(schema, cells_of(text, layout, read))
    except NotTextError:
        reason, cure = N_("{path} is no text."), N_("Save it as CSV, in UTF-8.")
        came.problems.append(_bad_file(file, None, "not-text", reason, cure))
    except EmptyFileError:
        reason, cure = N_("{path} is empty."), N_("Give it a first line with the names of its columns.")
        came.problems.append(_bad_file(file, None, "empty-file", reason, cure))
    except BrokenCsvError as error:
        reason = N_("From this line on the rows of {path} cannot be told apart.")
        cure = N_("Look for a quotation mark that is opened and never closed.")
        came.problems.append(_bad_file(file, error.line, "broken-csv", reason, cure))


class EmptyFileError(ValueError):
    """A file in which nothing is written."""


def _told(layout: Layout | None) -> Layout:
    if layout is None:
        raise EmptyFileError
    return layout


def _bad_file(file: TableFile, line: int | None, code: str, reason: str, cure: str) -> Problem:
    return Problem(file.table, line, None, None, code, reason, cure, values={"path": file.path})


def _western(file: TableFile) -> Problem:
    reason = N_("{path} is not in UTF-8 and was read as Windows-1252.")
    cure = N_("If letters look wrong, save it again as CSV UTF-8.")
    values = {"path": file.path}
    return Problem(file.table, None, None, None, "encoding", reason, cure, WARNING, values)
