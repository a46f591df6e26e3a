"""What became of a file: every sheet, column and block of lines taken, asked, or left out with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.mapping import CHOICES, PIVOT, ColumnMapping, SheetMapping
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.marks import PRESENT
from netmap.files.sandbox.cells import FileCells, Grid
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_

TAKEN, ASKED, LEFT_OUT = "taken", "asked", "left out"
SHEET, COLUMN, LINES = "sheet", "column", "lines"
MARK = "mark"

HEADERS_READ = N_("the headers")
DATA_READ = N_("read, line by line")
ABOVE = N_("above the table; titles, which name the group or the day at most")
BELOW = N_("below the table")
NO_RECORD = N_("name nobody and hold no mark in a column that is read")
NOT_UNDERSTOOD = N_("it was not understood what the sheet holds")
OF_NO_RECORDS = {
    CHOICES: N_("values to choose from, and no records"),
    PIVOT: N_("a pivot table, which counts another list: give that list"),
}
HIDDEN_SHEET = N_("a hidden sheet")
CARRIED = N_("carried along under its own name")
NO_HEADER = N_("no header stands above it")
NO_USE = N_("nothing on record is made of it")
OF_TIES, WAVE_MATRIX = N_("ties to this one"), "wave_matrix"
BY_RULE = {
    "total-row": N_("sums"),
    "key-row": N_("explain the marks"),
    "names-nobody": N_("name nobody"),
    "nothing-written": N_("somebody beside whom nothing is written"),
    "no-sitting": N_("say that nobody met"),
    "with-themself": N_("cells of somebody with themself"),
    "header-again": N_("repeat the headers"),
    "repeats": N_("said before"),
    "line-left-out": N_("left out by hand"),
    "left-out": N_("left out, as answered"),
}
"""Codes of problems that are rules, and what they say of lines."""

WRONG = N_("cannot be taken in as they are")
WAITING = N_("wait for an answer")
UNANSWERED = "unanswered"
"""The code of a record that waits for an answer."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet, a column or a block of lines, and what became of it.

    `kind` is sheet, column or lines; `name` the sheet, the header, or empty; `fate` one of taken, asked and
    left out; `why` says as what, or why; `n` counts lines, of a column the cells with something in them.
    `first` is the first of its lines, None where it has none of its own.
    """

    sheet: str
    place: str
    kind: str
    name: str
    fate: str
    why: str
    n: int
    first: int | None = None


Lines = Mapping[int, int]
"""How many records each line of a sheet holds."""


def account_of(
    mapping: FileMapping,
    file: FileCells,
    problems: Iterable[tuple[str, Problem]],
    records: Mapping[tuple[str, str], Lines],
) -> tuple[Part, ...]:
    """What became of every sheet, column and block of lines.

    The lines of each sheet add up: every one of them is in one block and no other.

    Args:
        mapping: how the file was read.
        file: the file taken apart.
        problems: every record that is not kept, with the entry of an archive in which its sheet is.
        records: for each sheet, and the entry of an archive that it is in, how many records each line holds.
    """
    told: dict[tuple[str, str], list[Problem]] = {}
    for place, problem in problems:
        told.setdefault((problem.table, place), []).append(problem)
    parts: list[Part] = []
    for grid in file.grids:
        key = (grid.name, grid.place)
        sheet = mapping.sheet(*key) or SheetMapping(grid.name, "", None, (), place=grid.place)
        parts += _of_sheet(sheet, grid, told.get(key, []), records.get(key, {}))
    return tuple(parts)


def _of_sheet(sheet: SheetMapping, grid: Grid, problems: list[Problem], records: Lines) -> Iterator[Part]:
    from netmap.files.importer.recipes import BY_NAME

    here = (grid.name, grid.place)
    if not sheet.shape:
        told = next((why for name, why in OF_NO_RECORDS.items() if name in sheet.settings), NOT_UNDERSTOOD)
        why = HIDDEN_SHEET if grid.hidden else told
        yield Part(*here, SHEET, grid.name, LEFT_OUT, why, len(grid.lines))
        return
    waiting = any(problem.code == UNANSWERED for problem in problems)
    yield Part(
        *here, SHEET, grid.name, ASKED if waiting else TAKEN, BY_NAME[sheet.shape].title, len(grid.lines)
    )
    yield from _columns(sheet, grid, problems)
    yield from _blocks(sheet, grid, problems, records)


def _columns(sheet: SheetMapping, grid: Grid, problems: Iterable[Problem]) -> Iterator[Part]:
    """Every column that has a header or in which something is written; those of a matrix are one."""
    shared = {one.header for one in sheet.columns if one.field == KEPT and not one.sure}
    asked = {problem.column for problem in problems if problem.code == UNANSWERED} - shared
    below = grid.cells[grid.lines > (sheet.header or 0)]
    matrix: dict[str, list[tuple[str, int]]] = {}
    for column in sheet.columns:
        n = sum(map(bool, map(str.strip, below[:, column.place])))
        fate, why = _fate_of_column(column, asked)
        if column.field == MARK:
            matrix.setdefault(fate, []).append((column.header, n))
        elif n or column.field != IGNORED:
            yield Part(grid.name, grid.place, COLUMN, column.header, fate, why, n)
    for fate, columns in matrix.items():
        names = dict.fromkeys((columns[0][0], columns[-1][0]))
        n = sum(n for _, n in columns)
        why = OF_TIES if sheet.shape == WAVE_MATRIX else _title(MARK)
        yield Part(grid.name, grid.place, COLUMN, " – ".join(names), fate, why, n)


def _fate_of_column(column: ColumnMapping, asked: Collection[str | None]) -> tuple[str, str]:
    if column.field == IGNORED:
        return LEFT_OUT, NO_USE if column.sure else NO_HEADER
    if column.field == KEPT:
        return (TAKEN if column.sure else ASKED), CARRIED
    return ASKED if column.header in asked else TAKEN, _title(column.field)


def _title(name: str) -> str:
    """What a field is called; a column of a table of a study is called as itself."""
    from netmap.files.importer.recipes import FIELDS

    return next((field.title for field in FIELDS if field.name == name), name)


def _blocks(sheet: SheetMapping, grid: Grid, problems: Iterable[Problem], records: Lines) -> Iterator[Part]:
    """Blocks of lines, in the order in which the first line of each stands."""
    counted: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for line, fate in fates_of_lines(sheet, grid.lines.tolist(), problems, records):
        counted[fate] += 1
        first.setdefault(fate, line)
    for block, n in counted.items():
        yield Part(grid.name, grid.place, LINES, "", *block, n, first[block])


def fates_of_lines(
    sheet: SheetMapping, lines: Iterable[int], problems: Iterable[Problem], records: Lines
) -> Iterator[tuple[int, tuple[str, str]]]:
    """For each line what became of it, and why.

    Args:
        sheet: how the sheet is read.
        lines: the numbers of the lines.
        problems: what is told of the sheet.
        records: how many records each line holds.
    """
    codes: dict[int, list[str]] = {}
    for problem in problems:
        if problem.line is not None and (problem.severity == ERROR or problem.code in BY_RULE):
            codes.setdefault(problem.line, []).append(problem.code)
    for line in lines:
        yield line, _fate(sheet, line, codes.get(line, ()), records.get(line, 0))


def _fate(sheet: SheetMapping, line: int, codes: Sequence[str], records: int) -> tuple[str, str]:
    """What became of a line."""
    if sheet.header is not None and line <= sheet.header and not records:
        return (TAKEN, HEADERS_READ) if line == sheet.header else (LEFT_OUT, ABOVE)
    if line > int(sheet.settings.get("until", line)):
        return LEFT_OUT, BELOW
    if not records:
        return LEFT_OUT, NO_RECORD
    if UNANSWERED in codes:
        return ASKED, WAITING
    if any(code not in BY_RULE for code in codes):
        return LEFT_OUT, WRONG
    return (LEFT_OUT, BY_RULE[codes[0]]) if len(codes) >= records else (TAKEN, DATA_READ)


@dataclass(frozen=True, slots=True)
class SittingTold:
    """One sitting that a file tells: its day, and how many people with which status."""

    day: str
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GroupTold:
    """What a file tells of one group: sittings, their first and last day, and rows of attendance; `each` is
    one sitting after the other."""

    name: str
    sittings: int
    first: str
    last: str
    rows: int
    each: tuple[SittingTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Gist:
    """What a file says in one look: sittings by group, rows of attendance, people, agencies, and new ones."""

    groups: tuple[GroupTold, ...]
    rows: int
    people: int
    new_people: int
    agencies: int
    new_agencies: int


def gist_of(tables: Mapping[str, pd.DataFrame], added: Mapping[str, Collection[str]]) -> Gist:
    """What a file says of sittings, in one look.

    Args:
        tables: the rows that it makes.
        added: for people and agencies the ids that are new.
    """
    rows = tables.get("attendance", pd.DataFrame(columns=["meeting", "practitioner"]))
    people = set(rows["practitioner"])
    agencies = set(tables["agencies"]["agency"]) if "agencies" in tables else set()
    return Gist(
        tuple(_groups(rows, tables)),
        len(rows),
        len(people),
        len(people & set(added.get("practitioners", ()))),
        len(agencies),
        len(agencies & set(added.get("agencies", ()))),
    )


def _groups(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Iterator[GroupTold]:
    if "meetings" not in tables or not len(rows):
        return
    zones = tables.get("zones", pd.DataFrame(columns=["zone", "name"]))
    names = dict(zip(zones["zone"], zones["name"], strict=True)) if "name" in zones else {}
    joined = rows[["meeting", "status"] if "status" in rows else ["meeting"]].merge(
        tables["meetings"].reindex(columns=["meeting", "zone", "date"]), on="meeting"
    )
    for zone, part in joined.astype("str").fillna("").groupby("zone", sort=False):
        days = part["date"].str.slice(0, 10)
        each = tuple(_sittings(part.assign(day=days)))
        yield GroupTold(names.get(zone) or str(zone), len(each), days.min(), days.max(), len(part), each)


def _sittings(rows: pd.DataFrame) -> Iterator[SittingTold]:
    """The sittings of one group, in the order of their days."""
    status = rows["status"].replace("", PRESENT) if "status" in rows else pd.Series(PRESENT, rows.index)
    counted = rows.assign(status=status).groupby(["day", "meeting", "status"]).size()
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for (day, meeting, said), n in zip(counted.index.tolist(), counted.tolist(), strict=True):
        found.setdefault((day, meeting), []).append((str(said), int(n)))
    for (day, _), statuses in found.items():
        yield SittingTold(str(day), tuple(statuses))
