"""The bad rows of a file for people: every cell of them to be mended where it stands, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from netmap.files.importer.fields import IGNORED
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mends import Line, Mends, Spot, cell_of
from netmap.files.importer.row_parts import WHO
from netmap.files.sandbox.cells import FileCells
from netmap.model.errors import Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import Translator
from netmap.records.labels import changed_said, left_said

MOST_ROWS = 50
"""So many bad rows are shown at once; the others follow when these are mended."""

MOST_CELLS, MOST_TEXT = 40, 200_000
"""So many cells of a row are shown, and so much text of all of them; the cells that are wrong always are."""

PEOPLE = (*WHO, "actor", "source", "target", "mark")
FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "practitioner": PEOPLE,
    "person": PEOPLE,
    "agency": ("agency", "actor", "source", "target"),
    "meeting": ("meeting", "date", "zone"),
    "kind": ("relation",),
    "strength": ("weight", "code"),
}
"""The fields of which a problem speaks when it names the column of a table of a study."""


@dataclass(frozen=True, slots=True)
class CellSaid:
    """A cell: which column, what stands above it and in it, what is wrong with it (empty: nothing), and
    whether it was mended by hand."""

    column: int
    header: str
    text: str
    wrong: str
    mended: bool


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A bad row: where it is, its cells, and what is wrong with it as a whole.

    `waits`: nothing but the answer to a question is missing. `hidden` is how many cells are not shown.
    """

    sheet: str
    place: str
    line: int
    cells: tuple[CellSaid, ...]
    wrong: tuple[str, ...]
    waits: bool
    hidden: int


@dataclass(frozen=True, slots=True)
class MendSaid:
    """What was done by hand: a cell with what stood and stands in it, or (`column` None) a line left out."""

    sheet: str
    place: str
    line: int
    column: int | None
    said: str


Wrong = Mapping[Line, Sequence[Problem]]


def wrong_lines(problems: Iterable[tuple[str, Problem]]) -> Wrong:
    """The lines of which some record cannot be taken in, with why; those that only wait for an answer last.

    Args:
        problems: what is wrong, each with the entry of an archive of which it is told.
    """
    wrong: dict[Line, list[Problem]] = {}
    for place, problem in problems:
        if problem.severity == ERROR and problem.line is not None:
            wrong.setdefault(Line(problem.table, place, problem.line), []).append(problem)
    return dict(sorted(wrong.items(), key=lambda one: waits(one[1])))


def waits(problems: Iterable[Problem]) -> bool:
    """Whether nothing but the answer to a question is missing."""
    return all(problem.code == "unanswered" for problem in problems)


def bad_rows(
    file: FileCells, mapping: FileMapping, mends: Mends, wrong: Wrong, t: Translator
) -> tuple[RowSaid, ...]:
    """The first bad rows of a file, as many as are shown at once.

    Args:
        file: the file as it stands, mended.
        mapping: how it is read.
        mends: what was mended.
        wrong: the lines that are bad, and why.
        t: the reader's language.
    """
    shown: list[RowSaid] = []
    text = 0
    first = list(islice(wrong, MOST_ROWS))
    for line, cells in _rows_of(file, first):
        row = _row(line, cells, mapping, mends, wrong[line], t)
        text += sum(len(cell.text) for cell in row.cells)
        if shown and text > MOST_TEXT:
            break
        shown.append(row)
    return tuple(shown)


def _rows_of(file: FileCells, wanted: Sequence[Line]) -> Iterator[tuple[Line, list[str]]]:
    grids = {(grid.name, grid.place): grid for grid in file.grids}
    for line in wanted:
        grid = grids[line.sheet, line.place]
        yield line, grid.cells[grid.lines == line.line][0].tolist()


def _row(
    line: Line,
    cells: list[str],
    mapping: FileMapping,
    mends: Mends,
    problems: Sequence[Problem],
    t: Translator,
) -> RowSaid:
    sheet = mapping.sheet(line.sheet, line.place)
    columns = [] if sheet is None else _used(sheet)
    wrong, whole = _parted(sheet, cells, problems, t)
    shown = {each.place for each in columns[:MOST_CELLS]} | set(wrong)
    said = [
        CellSaid(
            each.place,
            each.header,
            cells[each.place],
            " ".join(wrong.get(each.place, ())),
            Spot(line, each.place) in mends.cells,
        )
        for each in columns
        if each.place in shown
    ]
    return RowSaid(*line, tuple(said), tuple(whole), waits(problems), len(columns) - len(said))


def _used(sheet: SheetMapping) -> list[ColumnMapping]:
    return [column for column in sheet.columns if column.field != IGNORED]


def _parted(
    sheet: SheetMapping | None, cells: list[str], problems: Iterable[Problem], t: Translator
) -> tuple[dict[int, dict[str, None]], dict[str, None]]:
    """What is wrong with single cells, and with the row as a whole; nothing twice."""
    wrong: dict[int, dict[str, None]] = {}
    whole: dict[str, None] = {}
    for problem in problems:
        places = [] if sheet is None else wrong_places(sheet, cells, problem)
        for place in places:
            wrong.setdefault(place, {})[problem.text(t)] = None
        if not places:
            whole[problem.text(t)] = None
    return wrong, whole


def wrong_places(sheet: SheetMapping, cells: Sequence[str], problem: Problem) -> list[int]:
    """The cells of a row of which a problem speaks; none where it speaks of the row as a whole.

    Args:
        sheet: how the row is read.
        cells: what stands in it.
        problem: names a header, a field, or a column of a table of a study.
    """
    columns = _used(sheet)
    fields = FIELDS_OF.get(problem.column or "", (problem.column,))
    named = [each.place for each in columns if problem.column in (each.header, each.field)]
    meant = named or [each.place for each in columns if each.field in fields]
    value = (problem.value or "").strip()
    if not value:
        return [place for place in meant if not cells[place].strip()] or meant[:1]
    same = [place for place in meant if cells[place].strip() == value]
    parts = [place for place in meant if cells[place].strip() and cells[place].strip() in value]
    return same or parts or meant[:1]


def mends_said(file: FileCells, mapping: FileMapping, mends: Mends, t: Translator) -> tuple[MendSaid, ...]:
    """What was mended by hand, in words.

    Args:
        file: the file as it came.
        mapping: how it is read.
        mends: what was mended.
        t: the reader's language.
    """
    cells = [
        MendSaid(*spot.at, spot.column, _changed(file, mapping, spot, text, t))
        for spot, text in mends.cells.items()
    ]
    left = [MendSaid(*line, None, left_said(line.sheet, line.line, t)) for line in sorted(mends.left)]
    return (*cells, *left)


def _changed(file: FileCells, mapping: FileMapping, spot: Spot, text: str, t: Translator) -> str:
    header = header_of(mapping, spot)
    return changed_said(spot.at.sheet, spot.at.line, header, cell_of(file, spot), text, t)


def header_of(mapping: FileMapping, spot: Spot) -> str:
    """What stands above a cell."""
    sheet = mapping.sheet(spot.at.sheet, spot.at.place)
    columns = () if sheet is None else sheet.columns
    return next((each.header for each in columns if each.place == spot.column), "")
