"""What a file of unknown shape was understood to be: sheet by sheet, column by column, for people to see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from netmap.files.importer import layouts
from netmap.files.importer import shape_names as names
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.headers import REPAIR_HEADERS, plain_header
from netmap.files.importer.mapping import ColumnMapping, Mapping, SheetMapping
from netmap.files.importer.marks import mark_of
from netmap.files.importer.moments import is_date
from netmap.files.importer.shapes import Fit, fits
from netmap.files.sandbox.cells import FileCells, Grid
from netmap.files.sandbox.spool import letters
from netmap.model.schema import TABLES

SHOWN_ROWS = 6
EXAMPLES = 3
ABOUT = "about"


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """One column: its header, what it is taken for and whether surely, and how its cells look."""

    place: int
    header: str
    field: str
    sure: bool
    looks: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnderstoodSheet:
    """One sheet: its first rows as they stand, what it is taken for, and what else it may be."""

    sheet: str
    place: str
    rows: int
    first_rows: tuple[tuple[str, ...], ...]
    header: int | None
    shape: str
    table: str
    others: tuple[str, ...]
    columns: tuple[UnderstoodColumn, ...]
    encoding: str
    delimiter: str
    hidden: bool
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """A file as it was understood, and the mapping that is proposed for it."""

    name: str
    sha256: str
    sheets: tuple[UnderstoodSheet, ...]
    mapping: Mapping


def understand(file: FileCells, remembered: Iterable[Mapping] = ()) -> Understanding:
    """What a file is taken for.

    Args:
        file: the file taken apart.
        remembered: mappings with which files of this source were read before, the latest first: a sheet with
            the same headers is read as it was then.

    Returns:
        Each sheet with its first rows, shape and columns, and the mapping that follows; nothing is guessed
        of what the cells mean: that is asked when the mapping is applied.

    Example:
        >>> import numpy as np
        >>> cells = np.array([["Name", "Agency"], ["Ann", "North"]], dtype=object)
        >>> file = FileCells("list.csv", "", (Grid("list.csv", "", cells, np.array([1, 2])),))
        >>> understand(file).sheets[0].shape
        'people'
    """
    known = [sheet for mapping in remembered for sheet in mapping.sheets]
    made = [_understood(grid, known) for grid in file.grids]
    mapping = Mapping(tuple(mapping for _, mapping in made))
    return Understanding(file.name, file.sha256, tuple(sheet for sheet, _ in made), mapping)


def _understood(grid: Grid, known: list[SheetMapping]) -> tuple[UnderstoodSheet, SheetMapping]:
    proposed, others = _proposed(grid)
    before = next((one for one in known if _same_headers(one, proposed)), None)
    mapping = proposed if before is None else _as_before(proposed, before)
    start = 0 if mapping.header is None else int((grid.lines <= mapping.header).sum())
    sheet = UnderstoodSheet(
        grid.name,
        grid.place,
        len(grid.lines) - start,
        tuple(tuple(row) for row in grid.cells[:SHOWN_ROWS].tolist()),
        mapping.header,
        mapping.shape,
        mapping.table,
        others,
        tuple(_column(grid, start, column) for column in mapping.columns),
        grid.encoding,
        grid.delimiter,
        grid.hidden,
        before is not None,
    )
    return sheet, mapping


def _column(grid: Grid, start: int, column: ColumnMapping) -> UnderstoodColumn:
    cells = [cell for cell in grid.cells[start : start + layouts.SAMPLED, column.place] if cell.strip()]
    examples = tuple(dict.fromkeys(cells))[:EXAMPLES]
    return UnderstoodColumn(
        column.place, column.header, column.field, column.sure, looks_like(cells), examples
    )


LOOKS = (("number", layouts.is_number), ("date", is_date), ("mark", lambda cell: mark_of(cell) is not None))


def looks_like(cells: list[str]) -> str:
    """What cells look like: number, date, mark, text, or blank where there are none.

    Example:
        >>> looks_like(["2011-12-31", "31/12/2011"]), looks_like(["x", ""]), looks_like(["Ann"])
        ('date', 'mark', 'text')
    """
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return "blank"
    return next((look for look, is_one in LOOKS if all(is_one(cell) for cell in filled)), "text")


def headers_of(sheet: SheetMapping) -> tuple[str, ...]:
    """The headers by which the sheets of a source are known again, without those of sittings."""
    return tuple(
        column.header
        for column in sheet.columns
        if column.field != "mark" and column.header not in REPAIR_HEADERS
    )


def _same_headers(before: SheetMapping, now: SheetMapping) -> bool:
    return bool(before.shape) and any(headers_of(now)) and headers_of(before) == headers_of(now)


def _as_before(now: SheetMapping, before: SheetMapping) -> SheetMapping:
    """What was said of the same headers; columns of sittings stay as they are in this file."""
    said = {column.header: column for column in before.columns if column.field != "mark"}
    columns = tuple(
        column
        if column.header not in said or column.field == "mark"
        else ColumnMapping(column.place, column.header, said[column.header].field, said[column.header].sure)
        for column in now.columns
    )
    settings = {**now.settings, **_said_before(before)}
    return SheetMapping(now.sheet, before.shape, now.header, columns, before.table, now.place, settings)


def _said_before(before: SheetMapping) -> dict[str, str]:
    """The settings of a sheet that hold for the next one too: not its name, and not the day it started on."""
    named = {before.sheet, PurePath(before.sheet).stem}
    return {name: value for name, value in before.settings.items() if name != "start" and value not in named}


def _proposed(grid: Grid) -> tuple[SheetMapping, tuple[str, ...]]:
    """The mapping proposed for a sheet, and what else the sheet may be."""
    if grid.hidden or plain_header(_stem(grid)) == ABOUT:
        return _mapping(grid, "", 0, {}), ()
    if table := _study_table(grid):
        return _table_mapping(grid, table), ()
    if square := layouts.square_names(grid):
        return _square_mapping(grid, square[0]), ()
    header = layouts.header_row(grid)
    found = [] if header is None else fits([str(cell) for cell in grid.cells[header]])
    return _proposed_under(grid, header, found), tuple(fit.shape for fit in found[1:])


def _proposed_under(grid: Grid, header: int | None, found: list[Fit]) -> SheetMapping:
    """The mapping proposed for a sheet whose headers fit some shapes."""
    if header is not None:
        if layouts.is_attendance_matrix(grid, header) and not _needs_dates_elsewhere(found):
            return _matrix_mapping(grid, header, found)
        if layouts.is_turned_matrix(grid, header):
            return _turned_mapping(grid, header)
        if found:
            return _fit_mapping(grid, header, found[0])
    return _mapping(grid, "", header, {})


def _stem(grid: Grid) -> str:
    return PurePath(grid.name).stem if grid.delimiter else grid.name


def _needs_dates_elsewhere(found: list[Fit]) -> bool:
    return any("date" in fit.fields for fit in found[:1])


def _study_table(grid: Grid) -> str:
    """The table of a study that a sheet is by its name and headers; empty where it is none."""
    name = _stem(grid).strip().casefold()
    if name not in TABLES or not len(grid.cells):
        return ""
    schema = TABLES[name]
    headers = {cell.strip().casefold() for cell in grid.cells[0]}
    needed = set(schema.required) - (set(schema.key) if schema.numbered else set())
    return name if needed <= headers else ""


def _table_mapping(grid: Grid, table: str) -> SheetMapping:
    known = {name.casefold(): name for name in TABLES[table].columns}
    fields: dict[int, tuple[str, bool]] = {}
    for place, cell in enumerate(grid.cells[0]):
        name = known.get(cell.strip().casefold())
        if name and all(name != taken for taken, _ in fields.values()):
            fields[place] = (name, True)
    return _mapping(grid, names.TABLE, 0, fields, table=table)


def _square_mapping(grid: Grid, header: int) -> SheetMapping:
    fields = {0: ("actor", True)} | dict.fromkeys(range(1, grid.cells.shape[1]), ("mark", True))
    settings = {"wave": _stem(grid)}
    return _mapping(grid, names.WAVE_MATRIX, header, fields, settings=settings)


def _matrix_mapping(grid: Grid, header: int, found: list[Fit]) -> SheetMapping:
    sittings = layouts.sitting_columns(grid, header)
    people = next((fit for fit in found if fit.shape == names.PEOPLE), None)
    known = {"person", "person_id", "first_name", "last_name", "actor", "agency", "role"}
    fields: dict[int, tuple[str, bool]] = {}
    if people is not None:
        fields = {at: (name, sure) for name, (at, sure) in people.fields.items() if name in known}
    if not any(name != "agency" for name, _ in fields.values()):
        free = next(place for place in range(grid.cells.shape[1]) if place not in (*sittings, *fields))
        fields[free] = ("person", False)
    fields |= dict.fromkeys(sittings, ("mark", True))
    return _mapping(grid, names.MATRIX, header, fields, rest=KEPT)


def _turned_mapping(grid: Grid, header: int) -> SheetMapping:
    fields = {0: ("date", True)} | {
        place: ("mark", True) for place in range(1, grid.cells.shape[1]) if grid.cells[header][place].strip()
    }
    return _mapping(grid, names.MATRIX, header, fields)


def _fit_mapping(grid: Grid, header: int, fit: Fit) -> SheetMapping:
    fields = {at: (name, sure) for name, (at, sure) in fit.fields.items()}
    settings: dict[str, str] = {}
    if fit.shape in (names.EDGES, names.WAVES) and "weight" not in fit.fields and "code" not in fit.fields:
        settings |= _lone_number(grid, header, fields)
    if fit.shape in (names.EDGES, names.WAVES) and "relation" not in fit.fields:
        settings.setdefault("relation", _stem(grid))
    return _mapping(grid, fit.shape, header, fields, settings=settings)


def _lone_number(grid: Grid, header: int, fields: dict[int, tuple[str, bool]]) -> dict[str, str]:
    """A single further column of numbers is taken for the strength, and its header for the relation."""
    body = grid.cells[header + 1 : header + 1 + layouts.SAMPLED]
    free = [place for place in range(grid.cells.shape[1]) if place not in fields]
    numbers = [place for place in free if looks_like(body[:, place].tolist()) == "number"]
    if len(numbers) != 1:
        return {}
    fields[numbers[0]] = ("weight", False)
    return {"relation": str(grid.cells[header][numbers[0]]).strip()}


def _mapping(
    grid: Grid,
    shape: str,
    header: int | None,
    fields: dict[int, tuple[str, bool]],
    *,
    table: str = "",
    rest: str = KEPT,
    settings: dict[str, str] | None = None,
) -> SheetMapping:
    columns = []
    for place in range(grid.cells.shape[1]):
        text = "" if header is None else str(grid.cells[header][place]).strip()
        nameless = not text and header is not None and any(map(str.strip, grid.cells[header + 1 :, place]))
        said = (rest if text and text not in REPAIR_HEADERS else IGNORED, not nameless)
        field, sure = fields.get(place, said)
        columns.append(ColumnMapping(place, text or letters(place), field, sure))
    line = None if header is None or not len(grid.lines) else int(grid.lines[header])
    return SheetMapping(grid.name, shape, line, tuple(columns), table, grid.place, settings or {})
