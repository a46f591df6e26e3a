"""What a file of unknown shape was understood to be: sheet by sheet, column by column, for people to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import or_
from pathlib import PurePath

from netmap.files.importer import layouts
from netmap.files.importer.choices import without_choices
from netmap.files.importer.date_texts import month_names
from netmap.files.importer.day_headers import ORDINAL
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import REPAIR_HEADERS, plain_header
from netmap.files.importer.layouts import looks_like
from netmap.files.importer.mapping import AGENCIES, PIVOT, TABLE, TITLED, ColumnMapping, Mapping, SheetMapping
from netmap.files.importer.recipe import Fit, Recipe, SheetSeen
from netmap.files.importer.recipes import BY_NAME, RECIPES, VOCABULARY, sitting_list, wave_matrix
from netmap.files.importer.unsure_columns import doubtful
from netmap.files.sandbox.cells import FileCells, Grid

EXAMPLES = 3
ABOUT = "about"
OF_ONE_SHEET = ("start", "date", "title", "until", "list", "key", AGENCIES, TITLED)
"""Settings that say something of one sheet only."""

SURE = (TABLE, wave_matrix.NAME)
"""Recipes whose layout leaves no doubt."""


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
    """One sheet: what it is taken for, and what else it may be."""

    sheet: str
    place: str
    rows: int
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
    made = [_understood(grid, known, alone=len(file.grids) == 1) for grid in file.grids]
    sheets = _sittings_by_name([mapping for _, mapping in made])
    mapping = Mapping(_as_lists(sheets, file.name))
    return Understanding(file.name, file.sha256, tuple(sheet for sheet, _ in made), mapping)


def _sittings_by_name(sheets: list[SheetMapping]) -> list[SheetMapping]:
    """The same, with lists of people under the same headers read as sittings, where their names say so: a
    sheet for each month, or for the first, the second and the third meeting.
    """
    listed = Counter(headers_of(one) for one in sheets if _is_sitting_by_name(one))
    return [
        _as_sitting(one) if listed[headers_of(one)] > 1 and _is_sitting_by_name(one) else one
        for one in sheets
    ]


def _is_sitting_by_name(sheet: SheetMapping) -> bool:
    words = plain_header(sheet.sheet).split()
    told = [word in month_names() or word in plain_words("titles", "sitting") for word in words]
    numbered = [word.isdecimal() or ORDINAL.fullmatch(word) is not None for word in words]
    return sheet.shape == "people" and any(told) and all(map(or_, told, numbered))


def _as_sitting(sheet: SheetMapping) -> SheetMapping:
    taken = sitting_list.COLUMNS.takes
    columns = tuple(
        one if one.field in (*taken, KEPT, IGNORED) else replace(one, field=KEPT) for one in sheet.columns
    )
    return replace(sheet, shape=sitting_list.NAME, columns=columns)


def _as_lists(sheets: list[SheetMapping], name: str) -> tuple[SheetMapping, ...]:
    """The same, with sheets of one sitting each made one list: what none of them says is asked once."""
    alike = sum(sheet.shape == sitting_list.NAME for sheet in sheets)
    return tuple(
        sheet.with_setting("list", name) if sheet.shape == sitting_list.NAME and alike > 1 else sheet
        for sheet in sheets
    )


def _understood(
    grid: Grid, known: list[SheetMapping], *, alone: bool
) -> tuple[UnderstoodSheet, SheetMapping]:
    found, others = _proposed(grid)
    found = doubtful(found, grid) if alone else without_choices(doubtful(found, grid), grid)
    before = next((one for one in known if _same_headers(one, found)), None)
    mapping = found if before is None else _as_before(found, before)
    start = 0 if mapping.header is None else int((grid.lines <= mapping.header).sum())
    sheet = UnderstoodSheet(
        grid.name,
        grid.place,
        len(grid.lines) - start,
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


def headers_of(sheet: SheetMapping) -> tuple[str, ...]:
    """The headers by which the sheets of a source are known again, without those of sittings."""
    return tuple(
        column.header
        for column in sheet.columns
        if column.field != "mark" and column.header not in REPAIR_HEADERS
    )


def _same_headers(before: SheetMapping, now: SheetMapping) -> bool:
    if now.header is None or before.header is None or not before.shape:
        return False
    return any(headers_of(now)) and headers_of(before) == headers_of(now)


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
    if now.settings.get(TITLED) and now.settings.get(TITLED) != before.settings.get(TITLED):
        settings.pop("zone", None)
    return SheetMapping(now.sheet, before.shape, now.header, columns, before.table, now.place, settings)


def _said_before(before: SheetMapping) -> dict[str, str]:
    """The settings of a sheet that hold for the next one too: not its name, and nothing of its own days."""
    named = {before.sheet, PurePath(before.sheet).stem}
    return {
        name: value
        for name, value in before.settings.items()
        if name not in OF_ONE_SHEET and value not in named
    }


def proposed(grid: Grid) -> SheetMapping:
    """The mapping that the layout and the headers of a sheet propose."""
    return _proposed(grid)[0]


def _proposed(grid: Grid) -> tuple[SheetMapping, tuple[str, ...]]:
    """The mapping proposed for a sheet, and what else the sheet may be."""
    sheet = SheetSeen(grid, RECIPES, VOCABULARY)
    if grid.hidden or plain_header(sheet.stem) == ABOUT:
        return sheet.mapping("", 0, {}), ()
    if _is_pivot(grid):
        return sheet.mapping("", 0, {}, settings={PIVOT: "yes"}), ()
    for recipe in RECIPES:
        found = recipe.find(sheet) if recipe.find else None
        if found is not None:
            return found, _others(sheet, recipe)
    if sheet.header is None or not sheet.fits:
        return sheet.mapping("", sheet.header, {}), ()
    return _by_headers(sheet, sheet.header, sheet.fits[0]), tuple(fit.shape for fit in sheet.fits[1:])


def _is_pivot(grid: Grid) -> bool:
    """Whether a sheet is a pivot table: its sums of groups would be read as people."""
    cells = grid.cells[: layouts.SAMPLED].ravel().tolist()
    return any(plain_header(cell) in plain_words("titles", "pivot") for cell in cells if cell)


def _others(sheet: SheetSeen, recipe: Recipe) -> tuple[str, ...]:
    """What a sheet may be beside what its layout says; a table of a study is surely one."""
    return () if recipe.name in SURE else tuple(fit.shape for fit in sheet.fits[1:])


def _by_headers(sheet: SheetSeen, header: int, fit: Fit) -> SheetMapping:
    fields = {at: (name, sure) for name, (at, sure) in fit.fields.items()}
    adjust = BY_NAME[fit.shape].adjust
    settings = adjust(sheet, header, fields) if adjust else {}
    return sheet.mapping(fit.shape, header, fields, settings=settings)
