"""The cells of a file of which nothing is known yet: its tables as rows of text."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from netmap.files.sandbox.kinds import PACKAGE
from netmap.files.sandbox.limits import LIMITS, Limits
from netmap.files.sandbox.parts import Part, SheetFacts, refusals, taken_apart
from netmap.files.sandbox.reasons import RefusedFileError
from netmap.files.sandbox.text import CsvCells, Layout, Plain, cells_of, read_plain, row_layout

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One table as it stands in a file: rows of text, nothing understood yet.

    `cells` has a row for each row in which something is written and a column for each column, the empty
    text where nothing is written; `lines` is the line on which each row stood. `place` is the entry of
    an archive, empty where the file is none. `guessed`: nothing in the file says its encoding, and in
    `rivals` it reads about as well.
    `read_first` is another encoding in which it was read, or would have been, before one was said.
    `hidden_rows` are lines that the program that made the sheet does not show, `hidden_columns` the places of
    such columns.
    Of a table that is one of several on its sheet, `above` are texts that stand elsewhere on it and hold for
    this one too: titles, and lines that explain marks; `part_of` is the sheet if they are of one group, which
    it does not name.
    """

    name: str
    place: str
    cells: Texts
    lines: npt.NDArray[np.int64]
    encoding: str = ""
    delimiter: str = ""
    hidden: bool = False
    guessed: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    rivals: tuple[str, ...] = ()
    read_first: str = ""
    above: tuple[str, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FileCells:
    """A file taken apart: its name, the SHA-256 of its bytes, and its tables."""

    name: str
    sha256: str
    grids: tuple[Grid, ...]


def read_cells(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: Limits = LIMITS,
) -> FileCells:
    """The cells of a file from outside, within limits on memory and time.

    Args:
        path: a .csv, .tsv, .txt, .xlsx, .xlsm, .xls, .ods, or a .zip of such files.
        name: what the file is called, if not as its path says; its suffix counts.
        encoding: of CSV, if it is known; else found.
        delimiter: of CSV, if it is known; else found.
        limits: how large the file may be, and what may be spent on it.

    Returns:
        The tables of the file, as text.

    Raises:
        RefusedFileError: why the file is not taken in, where, and what would mend it.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "list.csv").write_text("name;agency\\nAnn;North\\n")
        ...     read_cells(Path(folder, "list.csv")).grids[0].cells.tolist()
        [['name', 'agency'], ['Ann', 'North']]
    """
    place = Path(path)
    called = name or place.name
    if not place.is_file():
        raise RefusedFileError("not-there", {"name": called})
    with taken_apart(place, called, limits) as parts, refusals():
        tables = [part for part in parts if Path(part.name).name != PACKAGE]
        grids = [grid_of(part, limits, encoding, delimiter) for part in tables]
    written = tuple(grid for grid in grids if len(grid.lines))
    if not written:
        raise RefusedFileError("no-tables", {"name": called})
    return FileCells(called, _hash(place), written)


def grid_of(
    part: Part, limits: Limits = LIMITS, encoding: str | None = None, delimiter: str | None = None
) -> Grid:
    """The rows of one part of a file, as text."""
    if part.sheet is not None:
        return _sheet_grid(part, part.sheet, limits)
    plain = read_plain(part.path, part.name, limits, encoding)
    layout = row_layout(plain, delimiter)
    found = cells_of(plain, layout, limits)
    texts = _texts(found)
    return Grid(
        part.name,
        part.place,
        texts,
        found.line_numbers(),
        plain.encoding,
        layout.delimiter,
        guessed=plain.guessed,
        rivals=plain.rivals,
        read_first=plain.unsaid if plain.unsaid != plain.encoding else "",
    )


def _sheet_grid(part: Part, facts: SheetFacts, limits: Limits) -> Grid:
    found = sheet_cells(part, Layout(",", 0, None, facts.width), limits)
    cells = _texts(found)
    lines = found.line_numbers()
    _fill_merged(cells, lines, facts.merged)
    return Grid(
        part.name,
        part.place,
        cells,
        lines,
        hidden=facts.hidden,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
    )


def sheet_cells(part: Part, layout: Layout, limits: Limits = LIMITS) -> CsvCells:
    """The cells of a workbook's sheet below its header, each row with its own line of the sheet."""
    if part.sheet is None or not len(part.sheet.lines):
        return CsvCells((), (), 0, np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    found = cells_of(Plain(part.name, part.path.read_bytes()), layout, limits)
    above = len(part.sheet.lines) - found.rows
    lines = part.sheet.lines[above:]
    return CsvCells(found.names, found.columns, found.rows, lines, found.ragged)


def _texts(found: CsvCells) -> Texts:
    cells = np.full((found.rows, len(found.columns)), "", dtype=object)
    for place, column in enumerate(found.columns):
        cells[:, place] = column.look_up(column.values, "")
    filled = [place for place, column in enumerate(found.columns) if not column.blank]
    return cells[:, : max(filled, default=-1) + 1]


def _fill_merged(
    cells: Texts, lines: npt.NDArray[np.int64], merged: tuple[tuple[int, int, int], ...]
) -> None:
    """Write what stands in a cell that reaches over several rows into each of them.

    No program lets such cells overlap: together they fill no more than there is.
    """
    left = cells.size
    for first, last, column in merged:
        start, end = np.searchsorted(lines, [first, last + 1])
        left -= int(end - start)
        if left < 0:
            return
        if column < cells.shape[1] and end - start > 1 and lines[start] == first:
            part = cells[start:end, column]
            part[part == ""] = part[0]


def _hash(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
