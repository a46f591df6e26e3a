"""The tables of a study among its files or sheets, and the rows of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from netmap.files.sandbox.cells import sheet_cells
from netmap.files.sandbox.kinds import PACKAGE
from netmap.files.sandbox.limits import STUDY_LIMITS, Limits, Refusal
from netmap.files.sandbox.parts import Part
from netmap.files.sandbox.reasons import REASONS
from netmap.files.sandbox.text import (
    DELIMITERS,
    CsvCells,
    Plain,
    cells_of,
    header_layout,
    read_plain,
)
from netmap.files.sources import Source, checked_part, may_hold_table
from netmap.model.coded_columns import Coded
from netmap.model.errors import Problem, StudyError
from netmap.model.findings import WARNING, Finding
from netmap.model.i18n import N_
from netmap.model.raw_tables import Sheet
from netmap.model.schema import DATE, NAMES, TABLES, TableSchema
from netmap.model.study_building import Progress, make_sheet

FEW = ("levels", "partnerships", "agencies", "agency_changes", "services", "zones", "waves", "objects")
MOST_OF_FEW = 1_000_000
"""No partnership has more agencies, zones or services."""

DAYS_TO_1904 = 1462


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


def read_source(source: Source, progress: Progress | None = None) -> Came:
    """Every table of a source.

    Args:
        source: a folder, an archive or a workbook.
        progress: told how many bytes of all tables have been read.

    Raises:
        StudyError: no table at all.
    """
    came = Came(about=dict(source.about))
    sheets = all(part.sheet is not None for part in source.parts.values())
    files = sheet_tables(source, came.problems) if sheets else _named_tables(source, came.problems)
    if not files:
        raise StudyError(source.none, came.problems, name=source.about["name"])
    waiting = [(file, _part_of(source, file, sheets=sheets)) for file in files]
    sizes = [part.path.stat().st_size if part.path.is_file() else 0 for _, part in waiting]
    done = 0
    for (file, part), size in zip(waiting, sizes, strict=True):
        _read_file(file, part, came, _progressed(progress, done, sum(sizes)))
        done += size
    return came


def _named_tables(source: Source, problems: list[Problem]) -> list[TableFile]:
    return table_files(list(source.parts), source.about.get("resources", []), problems)


def _part_of(source: Source, file: TableFile, *, sheets: bool) -> Part:
    part = source.part(file.path)
    return part if sheets or part.place else checked_part(part, file.path)


def _progressed(progress: Progress | None, done: int, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda read: progress(min(done + read, total), total, N_("Reading the tables"))


def sheet_tables(source: Source, problems: list[Problem]) -> list[TableFile]:
    """Which sheets of a workbook hold which table; a sheet that holds none, and has rows, is told."""
    found: dict[str, TableFile] = {}
    for name, part in source.parts.items():
        table = name.strip().casefold()
        if table not in TABLES:
            if part.sheet is not None and len(part.sheet.lines):
                problems.append(no_table(name, table))
        elif table in found:
            problems.append(_second_sheet(table, name))
        else:
            found[table] = TableFile(table, name, ",")
    return [found[name] for name in NAMES if name in found]


def _second_sheet(table: str, name: str) -> Problem:
    reason, cure = N_("Two sheets hold the table {table}."), N_("Keep one of them.")
    return Problem(table, None, None, name, "two-files", reason, cure, values={"table": table})


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
    text = PurePosixPath(name).suffix.casefold() == ".txt"
    return may_hold_table(name) and (not text or _found_file(name).table in TABLES)


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


def _read_file(file: TableFile, part: Part, came: Came, read: Callable[[int], None] | None) -> None:
    schema = TABLES[file.table]
    limits = replace(STUDY_LIMITS, rows=MOST_OF_FEW) if file.table in FEW else STUDY_LIMITS
    try:
        cells = _cells(file, part, came, limits, read)
    except Refusal as refusal:
        came.problems.append(_refused(file, refusal))
    else:
        came.add(schema, cells)


def _cells(
    file: TableFile, part: Part, came: Came, limits: Limits, read: Callable[[int], None] | None
) -> CsvCells:
    if part.sheet is not None:
        return _sheet(file, part, limits)
    return _text_cells(file, part, came, limits, read)


def _text_cells(
    file: TableFile, part: Part, came: Came, limits: Limits, read: Callable[[int], None] | None
) -> CsvCells:
    plain = read_plain(part.path, file.path, limits)
    if plain.guessed:
        came.problems.append(_guessed(file, plain.encoding))
    layout = header_layout(plain, TABLES[file.table].columns, file.delimiter)
    if layout is None:
        raise Refusal("empty-file", name=file.path)
    return cells_of(plain, layout, limits, read)


def _sheet(file: TableFile, part: Part, limits: Limits) -> CsvCells:
    plain = Plain(file.path, part.path.read_bytes())
    layout = header_layout(plain, TABLES[file.table].columns, ",")
    if layout is None:
        raise Refusal("empty-file", name=file.path)
    cells = sheet_cells(part, layout, limits)
    if part.sheet is None or not part.sheet.from_1904:
        return cells
    dates = {column.name for column in TABLES[file.table].columns.values() if column.type == DATE}
    columns = (
        _from_1904(column) if name.strip().casefold() in dates else column
        for name, column in zip(cells.names, cells.columns, strict=True)
    )
    return replace(cells, columns=tuple(columns))


def _from_1904(column: Coded) -> Coded:
    """Day numbers of a workbook that counts from 1904, as one that counts from 1900 has them."""
    return column.renamed([_shifted(str(text)) for text in column.values])


def _shifted(text: str) -> str:
    return str(int(text) + DAYS_TO_1904) if text.isdecimal() and len(text) < 7 else text


def _refused(file: TableFile, refusal: Refusal) -> Problem:
    reason, cure = REASONS[refusal.code]
    line = refusal.values.get("line")
    return Problem(file.table, line, None, None, refusal.code, reason, cure, values=refusal.values)


def _guessed(file: TableFile, encoding: str) -> Problem:
    reason = N_("{path} does not say its encoding and was read as {encoding}.")
    cure = N_("If letters look wrong, save it again as CSV UTF-8.")
    values = {"path": file.path, "encoding": encoding}
    return Problem(file.table, None, None, None, "encoding", reason, cure, WARNING, values)
