"""Cells of a file as somebody mended them by hand, and lines that somebody left out."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from netmap.files.sandbox.cells import FileCells, Grid, read_cells
from netmap.files.sandbox.limits import LIMITS
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

MOST_CELLS = 20_000
"""So many cells are mended by hand; a file that needs more is mended where it was made."""

TOO_MANY = N_("At most {n} cells are mended by hand; mend the rest in the file itself.")
UNFIT = N_("The request does not say {what} as it must.")
NO_TEXT = N_("In line {line} stands what is no text: a zero byte, or half of a sign.")
TOO_LONG = N_("What was written in line {line} is longer than {n} characters.")
NOT_THERE = N_("The file has no such cell: {what}")


class Line(NamedTuple):
    """A line of a sheet; `place` is the entry of an archive, empty where the file is none."""

    sheet: str
    place: str
    line: int


class Spot(NamedTuple):
    """A cell of a line; `column` counts from 0."""

    at: Line
    column: int


@dataclass(frozen=True, slots=True)
class Mends:
    """What was written over cells by hand, and the lines that were left out.

    Example:
        >>> mends = Mends({Spot(Line("list.csv", "", 6), 2): "2025-06-03"})
        >>> Mends.from_json(mends.to_json()) == mends
        True
    """

    cells: Mapping[Spot, str] = field(default_factory=dict)
    left: frozenset[Line] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.cells or self.left)

    def to_json(self) -> dict[str, Any]:
        """The same as plain values, in the order in which it was done."""
        cells = [
            {**spot.at._asdict(), "column": spot.column, "text": text} for spot, text in self.cells.items()
        ]
        return {"cells": cells, "left": [line._asdict() for line in sorted(self.left)]}

    @staticmethod
    def from_json(said: Any) -> Mends:
        """Mends out of plain values.

        Raises:
            ArgumentError: something that is none.
        """
        try:
            cells = {Spot(_line(one), int(one["column"])): str(one["text"]) for one in said["cells"]}
            return Mends(cells, frozenset(_line(one) for one in said["left"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ArgumentError(UNFIT, what="cells") from error


def _line(said: Mapping[str, Any]) -> Line:
    return Line(str(said["sheet"]), str(said["place"]), int(said["line"]))


def with_mends(before: Mends, file: FileCells, cells: Any, lines: Any) -> Mends:
    """What was mended before with what somebody mends now.

    Args:
        before: what was mended so far.
        file: the file as it came.
        cells: objects with `sheet`, `place`, `line`, `column` and `text`; without a text the cell becomes
            what it was.
        lines: objects with `sheet`, `place`, `line` and `left`, whether the line is left out.

    Raises:
        ArgumentError: something that is no mend, or of a cell that the file does not have.
        RefusedFileError: a text that no file may hold.
    """
    grids = {(grid.name, grid.place): grid for grid in file.grids}
    spots = [(Spot(_there(grids, one), _column(grids, one)), _text(one)) for one in _objects(cells)]
    typed = {spot: text for spot, text in spots if text is not None}
    taken = dict(zip(typed, taken_in(list(typed.values()), file.name), strict=True))
    mended = {**before.cells, **taken}
    for spot, text in spots:
        if text is None or mended.get(spot) == cell_of(file, spot):
            mended.pop(spot, None)
    if len(mended) > MOST_CELLS:
        raise ArgumentError(TOO_MANY, n=MOST_CELLS)
    return Mends(mended, _left(before.left, [(_there(grids, one), one) for one in _objects(lines)]))


def _objects(said: Any) -> list[dict[str, Any]]:
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise ArgumentError(UNFIT, what="cells")
    return said


def _left(before: frozenset[Line], said: Iterable[tuple[Line, Mapping[str, Any]]]) -> frozenset[Line]:
    found = set(before)
    for line, one in said:
        (found.add if one.get("left") is True else found.discard)(line)
    return frozenset(found)


def _there(grids: Mapping[tuple[str, str], Grid], one: Mapping[str, Any]) -> Line:
    """The line that is meant, if the file has it."""
    sheet, place, line = one.get("sheet"), one.get("place", ""), one.get("line")
    grid = grids.get((str(sheet), str(place)))
    if grid is None or not isinstance(line, int) or line not in grid.lines:
        raise ArgumentError(NOT_THERE, what=f"{sheet} {line}"[:80])
    return Line(grid.name, grid.place, line)


def _column(grids: Mapping[tuple[str, str], Grid], one: Mapping[str, Any]) -> int:
    column, grid = one.get("column"), grids[str(one.get("sheet")), str(one.get("place", ""))]
    if not isinstance(column, int) or isinstance(column, bool) or not 0 <= column < grid.cells.shape[1]:
        raise ArgumentError(NOT_THERE, what=f"{grid.name} {column}"[:80])
    return column


def _text(one: Mapping[str, Any]) -> str | None:
    text = one.get("text")
    if not isinstance(text, str | None):
        raise ArgumentError(UNFIT, what="text")
    if text is not None and not _is_text(text):
        raise ArgumentError(NO_TEXT, line=one.get("line"))
    if text is not None and len(text) > LIMITS.cell_characters:
        raise ArgumentError(TOO_LONG, line=one.get("line"), n=LIMITS.cell_characters)
    return text


def _is_text(text: str) -> bool:
    """Whether nothing stands in it that no file of text can hold."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def taken_in(texts: Sequence[str], name: str) -> list[str]:
    """Texts that somebody typed, as they come through the door by which every file comes in.

    They are written down as a file and taken apart by the limited child process, so that nothing that a
    file must not hold can be typed.

    Args:
        texts: what was typed.
        name: the file for whose cells it was typed.

    Raises:
        RefusedFileError: a text that is too long, or more of them than a file may hold.

    Example:
        >>> taken_in(["=A1", "", "two\\r\\nlines"], "list.csv")
        ['=A1', '', 'two\\nlines']
    """
    if not texts:
        return []
    with tempfile.TemporaryDirectory(prefix="netmap-") as folder:
        path = Path(folder, "typed.csv")
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(["x", text, "x"] for text in texts)
        grid = read_cells(path, name=f"{name}.csv", encoding="utf-8", delimiter=",").grids[0]
    return [str(cell) for cell in grid.cells[:, 1]]


def cell_of(file: FileCells, spot: Spot) -> str:
    """What stands in a cell of a file."""
    grid = next(one for one in file.grids if (one.name, one.place) == (spot.at.sheet, spot.at.place))
    return str(grid.cells[grid.lines == spot.at.line, spot.column][0])


def mended(file: FileCells, mends: Mends) -> FileCells:
    """The file with what was mended in place of what came; its hash stays that of what came.

    Example:
        >>> import numpy as np
        >>> cells = np.array([["name"], ["?"]], dtype=object)
        >>> file = FileCells("list.csv", "", (Grid("list.csv", "", cells, np.array([1, 2])),))
        >>> mended(file, Mends({Spot(Line("list.csv", "", 2), 0): "Ann"})).grids[0].cells.tolist()
        [['name'], ['Ann']]
    """
    touched = {(spot.at.sheet, spot.at.place) for spot in mends.cells}
    grids = (_mended(grid, mends) if (grid.name, grid.place) in touched else grid for grid in file.grids)
    return replace(file, grids=tuple(grids))


def _mended(grid: Grid, mends: Mends) -> Grid:
    cells = grid.cells.copy()
    rows = {int(line): row for row, line in enumerate(grid.lines)}
    for spot, text in mends.cells.items():
        if (spot.at.sheet, spot.at.place) == (grid.name, grid.place):
            cells[rows[spot.at.line], spot.column] = text
    return replace(grid, cells=cells)
