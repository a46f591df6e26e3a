"""Several lists below each other on one sheet, taken apart: each is a table of its own from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import numpy as np
import numpy.typing as npt

from netmap.files.importer.date_texts import is_date
from netmap.files.importer.day_blocks import day_blocks, is_title, rows_of
from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.headers import plain_header
from netmap.files.importer.layouts import SHORT_MARK
from netmap.files.importer.left_out import NAMES
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import is_mark, mark_of
from netmap.files.importer.recipes import VOCABULARY
from netmap.files.importer.titles import days_in
from netmap.files.importer.understanding import proposed
from netmap.files.sandbox.cells import FileCells, Grid

SHAPES = ("attendance", "attendance_matrix", "sitting_list", "sign_in_form", "people", "contacts", "sittings")
"""Lists below which people write another one; what programs write says itself where its parts end."""

FEWEST = 2
"""So many cells of a line must be headers for a list to begin there."""

MOST_OF_TITLE, SHOWN = 2, 60
"""A line above headers with more cells is one of data; so much of a title is told."""


def in_blocks(file: FileCells) -> FileCells:
    """A file in which each list that stands below another one is a table of its own.

    It keeps its lines, and is called after the sheet and its title. A list begins where headers are repeated
    below a title, where other headers stand below a blank line, and where there no mark of a register stands.
    """
    names = [grid.name for grid in file.grids]
    grids: list[Grid] = []
    for grid in file.grids:
        grids += _parts(grid, names)
    return file if len(grids) == len(file.grids) else replace(file, grids=tuple(grids))


def _parts(grid: Grid, names: list[str]) -> Iterator[Grid]:
    """The registers of a sheet, and the lists below each of them."""
    if grid.hidden:
        yield grid
        return
    for number, block in enumerate(day_blocks(grid)):
        title = ", ".join(block.titles)
        called = f"{grid.name}: {title[:SHOWN]}" if title else grid.name
        called = _called(called, names) if number or title else grid.name
        yield from _blocks(replace(block.grid, name=called), grid.name, names)


def _blocks(grid: Grid, name: str, names: list[str]) -> Iterator[Grid]:
    first = grid
    while (begins := second_list(proposed(first), first)) is not None:
        yield replace(rows_of(first, slice(0, begins)), name=first.name)
        titles = [cell.strip() for cell in first.cells[begins] if cell.strip()]
        called = _called(f"{name}: {titles[0][:SHOWN]}" if _is_title(first, begins) else name, names)
        first = replace(rows_of(first, slice(begins, None)), name=called)
    yield first


def _called(name: str, names: list[str]) -> str:
    """A name that no other table bears, taken."""
    called = next(one for one in _numbered(name) if one not in names)
    names.append(called)
    return called


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def second_list(sheet: SheetMapping, grid: Grid) -> int | None:
    """The row in which a second list begins below the first, its titles included; None where there is none.

    Headers that are repeated without a title go on with the same list on another page.
    """
    if sheet.shape not in SHAPES or sheet.header is None or "until" in sheet.settings:
        return None
    top = int(np.searchsorted(grid.lines, sheet.header))
    named = [column.place for column in sheet.columns if column.field not in (KEPT, IGNORED)]
    same = np.all([grid.cells[:, place] == grid.cells[top, place] for place in named], axis=0)
    known = np.isin(grid.cells, [text for text in set(grid.cells.ravel()) if VOCABULARY.is_known(text)])
    wider = ((grid.cells != "") & (grid.cells[top] == "")).any(axis=1)
    anew = _label_again(sheet, grid, top) & (~same | wider)
    again = same | anew | (known.sum(axis=1) >= FEWEST)
    for row in np.flatnonzero(again[top + 2 :]) + top + 2:
        first = int(row)
        titled = is_title if anew[row] else _is_title
        while first - 1 > top and _follows(grid, first) and titled(grid, first - 1):
            first -= 1
        if first > top + 1 and (anew[row] or _begins(grid, first, int(row), repeated=bool(same[row]))):
            return first
    return _without_marks(sheet, grid, top)


def _label_again(sheet: SheetMapping, grid: Grid, top: int) -> npt.NDArray[np.bool_]:
    """Which rows hold the word for names, or for dates where these stand first, once more where it stood."""
    places = [sheet.column(field) for field in (("date",) if sheet.column("date") == 0 else NAMES)]
    found = np.zeros(len(grid.lines), dtype=bool)
    for place in places:
        if place is not None and VOCABULARY.is_known(grid.cells[top, place]):
            found |= grid.cells[:, place] == grid.cells[top, place]
    several: npt.NDArray[np.bool_] = (grid.cells != "").sum(axis=1) >= FEWEST
    return found & several


def _without_marks(sheet: SheetMapping, grid: Grid, top: int) -> int | None:
    """Where something else stands below a register and a blank line: no mark, and no text from above."""
    places = [column.place for column in sheet.columns if column.field == "mark"]
    for row in range(top + 2, len(grid.lines)) if places else ():
        if _follows(grid, row):
            continue
        above, below = (
            {cell.strip() for cell in part.ravel().tolist()} - {""}
            for part in (grid.cells[top + 1 : row, places], grid.cells[row:, places])
        )
        long = any(len(text) > SHORT_MARK for text in below)
        if long and above.isdisjoint(below) and not any(map(mark_of, below)):
            return row
    return None


def _begins(grid: Grid, first: int, row: int, *, repeated: bool) -> bool:
    """Whether a list begins with titles, perhaps none, above headers, with something below them."""
    titles = [cell.strip() for cells in grid.cells[first:row] for cell in cells if cell.strip()]
    below_blank = not _follows(grid, first)
    if repeated:
        return bool(titles) and (below_blank or any(map(days_in, titles)))
    if not below_blank or row + 1 == len(grid.lines) or not _follows(grid, row + 1):
        return False
    headers = [cell for cell in grid.cells[row] if cell.strip()]
    told = sum(VOCABULARY.is_known(cell) or is_date(cell) for cell in headers)
    plain = {plain_header(cell) for cell in headers}
    return len(plain) == len(headers) and 2 * told > len(headers)


def _follows(grid: Grid, row: int) -> bool:
    """Whether a row stands right below the one before."""
    return bool(grid.lines[row] == grid.lines[row - 1] + 1)


def _is_title(grid: Grid, row: int) -> bool:
    cells = [cell for cell in grid.cells[row].tolist() if cell.strip()]
    return 0 < len(cells) <= MOST_OF_TITLE and not any(map(is_mark, cells))
