"""A sheet of a file in words: what it is taken for, column by column, and what no column says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netmap.files.importer.accounting import LEFT_OUT, fates_of_lines
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.recipes import BY_NAME, FIELDS
from netmap.files.importer.understanding import UnderstoodSheet
from netmap.files.sandbox.cells import Grid
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.records.labels import column_word


@dataclass(frozen=True, slots=True)
class Choice:
    """One value and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """A column: its header, what it is taken for and whether surely, and a few of its cells."""

    place: int
    header: str
    field: str
    sure: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingSaid:
    """Something that no column of a sheet says: what it is, and what it is taken to be (empty: not known)."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class LineSaid:
    """A line of a sheet as it stands: what became of it and why, and of each of its cells."""

    line: int
    fate: str
    why: str
    cells: tuple[tuple[str, str], ...]


SHOWN_LINES = 40
"""So many lines of a sheet are shown as they stand."""
SHOWN_COLUMNS = 30
"""So many cells of each of them."""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet with what is told of it: its cells, its problems, and how many records each line holds."""

    grid: Grid
    problems: tuple[Problem, ...]
    records: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class SheetSaid:
    """A sheet: how many rows, lines and columns it has, its first lines as they stand and what became of
    them, what it is taken for (empty: left out), its columns, and what none of them says."""

    sheet: str
    place: str
    rows: int
    n_lines: int
    n_columns: int
    lines: tuple[LineSaid, ...]
    shape: str
    columns: tuple[ColumnSaid, ...]
    fields: tuple[Choice, ...]
    settings: tuple[SettingSaid, ...]


def sheet_said(found: UnderstoodSheet, seen: SheetSeen, mapping: FileMapping, t: Translator) -> SheetSaid:
    """A sheet in words.

    Args:
        found: what it was understood to be at first.
        seen: its cells, and what is told of them.
        mapping: how the file is read now.
        t: the reader's language.
    """
    now = mapping.sheet(found.sheet, found.place)
    cells = {column.place: column.examples for column in found.columns}
    columns = () if now is None else now.columns
    return SheetSaid(
        found.sheet,
        found.place,
        found.rows,
        len(seen.grid.lines),
        seen.grid.cells.shape[1],
        _lines(seen, now, t),
        "" if now is None else now.shape,
        tuple(
            ColumnSaid(each.place, each.header, each.field, each.sure, cells.get(each.place, ()))
            for each in columns
        ),
        _fields(now, t),
        () if now is None else _settings(now, t),
    )


def _lines(seen: SheetSeen, sheet: SheetMapping | None, t: Translator) -> tuple[LineSaid, ...]:
    """The first lines of a sheet, each with what became of it."""
    if sheet is None or not sheet.shape:
        rows = zip(
            seen.grid.lines[:SHOWN_LINES].tolist(), seen.grid.cells[:SHOWN_LINES].tolist(), strict=True
        )
        return tuple(LineSaid(line, LEFT_OUT, "", _alike(cells, LEFT_OUT)) for line, cells in rows)
    return tuple(_of_lines(seen, sheet, t))


def _alike(cells: list[str], fate: str) -> tuple[tuple[str, str], ...]:
    return tuple((_cut(cell), fate if cell.strip() else "") for cell in cells[:SHOWN_COLUMNS])


LONGEST_CELL = 80
"""So much of a cell is shown beside the others."""


def _cut(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - 1]}…"


def _of_lines(seen: SheetSeen, sheet: SheetMapping, t: Translator) -> Iterator[LineSaid]:
    lines = seen.grid.lines[:SHOWN_LINES].tolist()
    reasons = {(problem.line, problem.column) for problem in seen.problems if problem.severity == ERROR}
    unread = {column.place for column in sheet.columns if column.field == IGNORED}
    headers = {column.place: column.header for column in sheet.columns}
    fates = fates_of_lines(sheet, lines, seen.problems, seen.records)
    for (line, (fate, why)), cells in zip(fates, seen.grid.cells[:SHOWN_LINES].tolist(), strict=True):
        own = [
            (_cut(cell), _of_cell(fate, at in unread, (line, headers.get(at)) in reasons, cell))
            for at, cell in enumerate(cells[:SHOWN_COLUMNS])
        ]
        yield LineSaid(line, fate, t.gettext(why), tuple(own))


REASON = "reason"
"""Of a cell: for it the line is asked about or left out."""


def _of_cell(fate: str, unread: bool, reason: bool, cell: str) -> str:
    """What became of a cell: that of its line, unless its column is not read or it is the reason itself."""
    if reason:
        return REASON
    if unread:
        return LEFT_OUT
    return fate if cell.strip() else ""


SETTINGS = {
    "relation": N_("The relation, which no column says"),
    "wave": N_("The round of asking, which no column says"),
    "zone": N_("The group that met, which no column says"),
    "title": N_("The title of the sitting, which no column says"),
    "date": N_("The day of the sitting, which no column says"),
    "key": N_("What the marks say, such as “x = present, A = apologies”"),
}
"""What must be said of a sheet where no column of it says it, as its recipe names it."""


def _settings(sheet: SheetMapping, t: Translator) -> tuple[SettingSaid, ...]:
    return tuple(
        SettingSaid(
            name, t.gettext(SETTINGS[name]), sheet.group if name == "zone" else sheet.settings.get(name, "")
        )
        for name in (BY_NAME[sheet.shape].settings if sheet.shape else ())
        if sheet.column(name) is None
    )


OF_COLUMNS = {KEPT: N_("kept under its own name"), IGNORED: N_("left out")}


def field_title(name: str) -> str:
    """What a field of a column is called, in English."""
    return OF_COLUMNS.get(name) or next((field.title for field in FIELDS if field.name == name), name)


def _fields(sheet: SheetMapping | None, t: Translator) -> tuple[Choice, ...]:
    """What a column of a sheet may say."""
    more = tuple(Choice(name, t.gettext(title)) for name, title in OF_COLUMNS.items())
    if sheet is not None and sheet.table in TABLES:
        return (*(Choice(name, column_word(name, t)) for name in TABLES[sheet.table].columns), *more)
    return (*(Choice(field.name, t.gettext(field.title)) for field in FIELDS), *more)
