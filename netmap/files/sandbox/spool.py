"""Where the child process puts what it reads: a plain text file for each table."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from netmap.files.sandbox.limits import MEGABYTE, Limits, Refusal

MOST_MERGED = 5_000
"""So many cells of a table may reach over several rows; beyond, those below the first stay blank."""

MOST_HIDDEN = 1_000
"""So many hidden rows of a table are told one by one."""


class Spool:
    """Tables written row by row, each row with its line, and never more than the limits allow.

    `place` is where the work is, for whoever has to say where it stopped.
    """

    def __init__(self, folder: Path, name: str, limits: Limits, size: int) -> None:
        self.tables: list[dict[str, Any]] = []
        self.name = name
        self.limits = limits
        self.place = name
        self._most_text = limits.text_for(size)
        self._folder = folder
        self._rows = self._cells = self._text = 0

    def open(self, name: str, place: str, *, hidden: bool = False, from_1904: bool = False) -> Sheet:
        """A new table of a workbook: its sheet's name, and the entry of an archive that the workbook is."""
        about = {"name": name, "place": place, "hidden": hidden, "from_1904": from_1904}
        number = self._told(**about, rows=0, width=0, merged=[], hidden_rows=[], hidden_columns=[])
        return Sheet(self, self._folder / f"{number}.csv", self.tables[number])

    def copy(self, entry: str, chunks: Iterator[bytes]) -> None:
        """The text of an entry of an archive, as it is."""
        number = self._told(name=entry, place="")
        with (self._folder / f"{number}.csv").open("wb") as whole:
            whole.writelines(chunks)

    def _told(self, **about: Any) -> int:
        self.tables.append(about)
        return len(self.tables) - 1

    def count(self, line: int, row: Sequence[str]) -> None:
        """Count one row against the limits."""
        limits, longest = self.limits, max(map(len, row), default=0)
        self._rows += 1
        self._cells += len(row)
        self._text += sum(map(len, row))
        if longest > limits.cell_characters:
            self._refuse("long-cell", limits.cell_characters, cell=_cell_name(row, line))
        if len(row) > limits.columns:
            self._refuse("too-many-columns", limits.columns, line=line)
        if self._rows > limits.rows:
            self._refuse("too-many-rows", limits.rows)
        if self._cells > limits.cells:
            self._refuse("too-many-cells", limits.cells, line=line)
        if self._text > self._most_text:
            self._refuse("too-much-text", self._most_text // MEGABYTE, line=line)

    def _refuse(self, code: str, most: int, **values: Any) -> None:
        raise Refusal(code, name=self.name, most=most, **values)


class Sheet:
    """One table of a workbook that is being written: its rows as CSV, and beside it the line of each."""

    def __init__(self, spool: Spool, path: Path, about: dict[str, Any]) -> None:
        self._spool = spool
        self._about = about
        self._lines = array("q")
        self._path = path
        self._handle = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._handle, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def add(self, line: int, row: Sequence[str], *, hidden: bool = False) -> None:
        """Take in a row; one in which nothing is written is none."""
        end = len(row)
        while end and not row[end - 1].strip():
            end -= 1
        if end:
            short = [_plain(cell) for cell in row[:end]]
            self._spool.count(line, short)
            self._about["rows"] += 1
            self._about["width"] = max(self._about["width"], end)
            self._lines.append(line)
            self._writer.writerow(short)
            if hidden and len(self._about["hidden_rows"]) < MOST_HIDDEN:
                self._about["hidden_rows"].append(line)

    def hide(self, first: int, end: int) -> None:
        """Note that the columns from one up to another are not shown; of very many the rest is let go."""
        if len(self._about["hidden_columns"]) < MOST_HIDDEN:
            self._about["hidden_columns"] += range(first, end)

    def merge(self, first: int, last: int, column: int) -> None:
        """Note that a cell reaches from one line down to another; of very many the rest is let go."""
        if len(self._about["merged"]) < MOST_MERGED:
            self._about["merged"].append((first, last, column))

    def close(self) -> None:
        """The table is whole."""
        self._handle.close()
        with self._path.with_suffix(".lines").open("wb") as lines:
            self._lines.tofile(lines)


def _plain(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def _cell_name(row: Sequence[str], line: int) -> str:
    longest = max(range(len(row)), key=lambda place: len(row[place]))
    return f"{letters(longest)}{line}"


def letters(column: int) -> str:
    """A column as spreadsheets call it.

    Example:
        >>> letters(0), letters(27)
        ('A', 'AB')
    """
    name, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(65 + place) + name
    return name
