"""Cells that were merged before a sheet became text: a blank one may say the same as the one above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.questions import ABOVE, Answers, Candidate, Question
from netmap.files.importer.recipes import BY_NAME
from netmap.files.importer.records import Unread, rows_of
from netmap.files.sandbox.cells import Grid, Texts

Rows = npt.NDArray[np.intp]

SAME, NOTHING = "same", "nothing"
CARRIED = ("agency", "date", "zone", "meeting")
"""What is often written once for several lines."""

WHO = ("person", "person_id", "last_name", "first_name", "source", "target")
LISTS = ("attendance", "attendance_matrix", "sitting_list", "people", "contacts")
FEWEST, SHARE = 2, 0.2
"""So many cells of a column must be blank, and so large a share of its lines."""


def carried_down(sheet: SheetMapping, grid: Grid, answers: Answers) -> tuple[Grid, Mapping[int, Unread]]:
    """The table with blank cells filled from above where that was answered, and the lines that wait for it.

    A column is asked about where no two of its filled cells that stand below each other say the same, and
    enough of them are blank: in a list that is filled throughout, the same word stands on line after line.
    """
    waiting: dict[int, Unread] = {}
    cells = grid.cells
    for column, body in _merged(sheet, grid):
        answer = answers.get(ABOVE, (sheet.sheet, column.header))
        texts = cells[body, column.place].tolist()
        blank = [row for row, text in zip(body.tolist(), texts, strict=True) if not text.strip()]
        if answer is not None and answer.value == SAME:
            cells = cells.copy() if cells is grid.cells else cells
            cells[body, column.place] = _filled(texts)
        elif answer is None or answer.value != NOTHING:
            for line in grid.lines[blank].tolist():
                bad = _asked(sheet, column, texts)
                _add(waiting.setdefault(line, bad), bad)
    return replace(grid, cells=cells), waiting


def _merged(sheet: SheetMapping, grid: Grid) -> Iterator[tuple[ColumnMapping, Rows]]:
    """The columns whose cells look as if they had been merged, each with the rows that name somebody.

    Beside one of them a single blank cell of another is enough.
    """
    if sheet.shape not in LISTS or not grid.delimiter:
        return
    start = -1 if sheet.header is None else sheet.header
    until = int(sheet.settings.get("until", grid.lines.max(initial=0)))
    rows = np.flatnonzero((grid.lines > start) & (grid.lines <= until))
    named = rows[_name_somebody(sheet, grid.cells[rows])]
    columns = [
        column
        for column in sheet.columns
        if column.field in CARRIED and _written_once(texts := _stripped(grid, named, column)) and "" in texts
    ]
    if not columns:
        return
    named = named[np.isin(grid.lines[named], _lines_of_data(sheet, grid))]
    blanks = {
        column: sum(not text for text in texts)
        for column in columns
        if _written_once(texts := _stripped(grid, named, column))
    }
    if any(n >= max(FEWEST, SHARE * len(named)) for n in blanks.values()):
        yield from ((column, named) for column, n in blanks.items() if n)


def _lines_of_data(sheet: SheetMapping, grid: Grid) -> list[int]:
    """The lines that are none of sums, explanations or notes."""
    aside = BY_NAME[sheet.shape].aside
    return [row.line for row in rows_of(sheet, grid) if aside is None or aside(row) is None]


def _stripped(grid: Grid, rows: Rows, column: ColumnMapping) -> list[str]:
    return [text.strip() for text in grid.cells[rows, column.place].tolist()]


def _written_once(texts: list[str]) -> bool:
    """Whether a column begins with a word, and no word of it stands on two lines below each other."""
    return bool(texts and texts[0]) and not any(one and one == other for one, other in pairwise(texts))


def _name_somebody(sheet: SheetMapping, cells: Texts) -> npt.NDArray[np.bool_]:
    """The rows in which somebody is named."""
    places = [one.place for one in sheet.columns if one.field in WHO]
    return np.array([any(row[place].strip() for place in places) for row in cells.tolist()], dtype=bool)


def _filled(texts: list[str]) -> list[str]:
    above, found = "", []
    for text in texts:
        above = text if text.strip() else above
        found.append(above)
    return found


def _asked(sheet: SheetMapping, column: ColumnMapping, texts: list[str]) -> Unread:
    first = next(place for place, text in enumerate(texts) if not text.strip())
    choices = (Candidate(SAME), Candidate(NOTHING))
    question = Question(ABOVE, (sheet.sheet, column.header), choices, example=texts[first - 1])
    return Unread("unanswered", column.header, "", question=question)


def _add(first: Unread, other: Unread) -> None:
    """Let a line that waits for one answer wait for another one too."""
    if first is not other and other.question is not None:
        first.more += (other.question,)
