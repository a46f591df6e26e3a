"""CSV as people have it: any of three delimiters, three encodings, quoted line ends, short rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.files.record_lines import record_lines
from netmap.model.coded import Coded, Rows, coded
from netmap.model.schema import TableSchema

Read = Callable[[int], None]
"""Told how many bytes have been read."""

DELIMITERS = (",", ";", "\t", "|")
WIDEST_CELL = 10_000_000

SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n')
"""The first line by which some spreadsheets name the delimiter."""


class NotTextError(ValueError):
    """Bytes that are text in no encoding that people's CSV has."""


class BrokenCsvError(ValueError):
    """Text whose rows cannot be told apart from some line on."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class CsvCells:
    """The cells of a CSV: names from the header, a coded column for each, and where each row stood.

    `lines` is None where rows simply follow a header on line 1. `ragged` are rows with more cells than
    the header has; the cells too many are left out.
    """

    names: tuple[str, ...]
    columns: tuple[Coded, ...]
    rows: int
    lines: Rows | None
    ragged: Rows


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV is laid out: its delimiter, its header, and the lines up to and with the header."""

    delimiter: str
    names: tuple[str, ...]
    head: int


def decoded(data: bytes) -> tuple[str, str]:
    """Text and the encoding it was in: utf-8 (with or without mark), utf-16 with mark, else cp1252.

    Raises:
        NotTextError: none of them.

    Example:
        >>> decoded("Č".encode()), decoded(b"caf\\xe9")
        (('Č', 'utf-8'), ('café', 'cp1252'))
    """
    marked = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for encoding in (marked, "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    raise NotTextError


def layout_of(text: str, schema: TableSchema, delimiter: str | None = None) -> Layout | None:
    """Delimiter and header of a CSV; None where there is no line with anything on it.

    Args:
        text: the whole CSV.
        schema: the table; the delimiter is the one that shows the most of its columns.
        delimiter: if it is known.
    """
    start = re.match(r"\s*\n", text)
    offset = start.end() if start else 0
    told = SEPARATOR_LINE.match(text, offset)
    offset = told.end() if told else offset
    if not text[offset:].strip():
        return None
    known = {name.casefold() for name in schema.columns}
    candidates = (told[1],) if told else (delimiter,) if delimiter else DELIMITERS
    headers = [(candidate, *_header(text, offset, candidate)) for candidate in candidates]
    found, names, lines = max(headers, key=lambda h: (_recognised(h[1], known), len(h[1])))
    before = text.count("\n", 0, offset)
    return Layout(found, names, before + lines)


def _header(text: str, offset: int, delimiter: str) -> tuple[tuple[str, ...], int]:
    handle = io.StringIO(text, newline="")
    handle.seek(offset)
    reader = csv.reader(handle, delimiter=delimiter)
    try:
        return tuple(next(reader)), reader.line_num
    except csv.Error:
        return (), 1


def _recognised(names: Sequence[str], known: set[str]) -> int:
    return sum(name.strip().casefold() in known for name in names)


def cells_of(text: str, layout: Layout, read: Read | None = None) -> CsvCells:
    """The cells of a CSV below its header; rows without any text are no rows.

    Raises:
        BrokenCsvError: a quotation mark that is never closed, or a cell without end.
    """
    whole = quick_cells(text, layout, read)
    return without_blank_rows(careful_cells(text, layout) if whole is None else whole)


def quick_cells(text: str, layout: Layout, read: Read | None = None) -> CsvCells | None:
    """The cells by pandas' parser; None where a row has too many cells, or may begin anywhere."""
    if text.count("\r") != text.count("\r\n"):
        return None
    data = text.encode()
    width = len(layout.names)
    try:
        frame = pd.read_csv(
            _Watched(data, read),
            sep=layout.delimiter,
            header=None,
            names=list(range(width + 1)),
            skiprows=layout.head,
            skip_blank_lines=False,
            dtype=object,
            na_filter=False,
            encoding="utf-8",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return None
    if not isinstance(frame.index, pd.RangeIndex) or frame.pop(width).any():
        return None
    body = data[_end_of_line(data, layout.head) :]
    lines = body.count(b"\n") + (not body.endswith(b"\n"))
    begins = None if len(frame) == lines else record_lines(body, layout.delimiter)
    if len(frame) != (lines if begins is None else len(begins)):
        return None
    columns = tuple(coded(frame.pop(place)) for place in range(width))
    if begins is None and layout.head > 1:
        begins = np.arange(lines, dtype=np.int64)
    numbers = None if begins is None else begins + layout.head + 1
    return CsvCells(layout.names, columns, len(frame), numbers, np.array([], dtype=np.int64))


def _end_of_line(data: bytes, line: int) -> int:
    """Where a line ends, the first being 1."""
    place = 0
    for _ in range(line):
        place = data.find(b"\n", place) + 1 or len(data)
    return place


class _Watched(io.BytesIO):
    """Bytes that tell how far they have been read."""

    def __init__(self, data: bytes, read: Read | None) -> None:
        super().__init__(data)
        self._read = read

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if self._read is not None:
            self._read(self.tell())
        return part

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(size)


def careful_cells(text: str, layout: Layout) -> CsvCells:
    """The cells row by row, with the line on which each row begins."""
    handle = io.StringIO(text, newline="")
    for _ in range(layout.head):
        handle.readline()
    limit = csv.field_size_limit(WIDEST_CELL)
    rows: list[list[str]] = []
    starts: list[int] = []
    try:
        for start, row in _numbered_rows(handle, layout):
            starts.append(start)
            rows.append(row)
    finally:
        csv.field_size_limit(limit)
    return _rectangle(layout.names, rows, np.array(starts, dtype=np.int64))


def _numbered_rows(handle: Iterable[str], layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins.

    Text after a closing quotation mark is let through on a line of its own; where the cell spans lines,
    the mark that closed it was probably opened by mistake, and the rows between would be swallowed.
    """
    lines = _Counted(handle)
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    while True:
        before = lines.count
        try:
            row = next(reader, None)
        except csv.Error as error:
            row = None if lines.count > before + 1 else _forgiven(lines.last, layout.delimiter)
            if row is None:
                raise BrokenCsvError(layout.head + before + 1) from error
            reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
        if row is None:
            return
        yield layout.head + before + 1, row


def _forgiven(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line with text after a closing quotation mark; None where one is never closed."""
    reader = csv.reader([line, ""], delimiter=delimiter)
    try:
        row = next(reader)
    except csv.Error:
        return None
    return row if reader.line_num == 1 else None


class _Counted:
    """Lines that tell how many have been taken, and which was the last."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.count = 0
        self.last = ""

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        self.count += 1
        return self.last


def _rectangle(names: tuple[str, ...], rows: list[list[str]], lines: Rows) -> CsvCells:
    width = len(names)
    ragged = [place for place, row in enumerate(rows) if any(row[width:])]
    padded = [(row + [""] * (width - len(row)))[:width] for row in rows]
    cells = np.array(padded, dtype=object).reshape(len(rows), width)
    columns = tuple(coded(cells[:, place]) for place in range(width))
    return CsvCells(names, columns, len(rows), lines, np.array(ragged, dtype=np.int64))


def without_blank_rows(cells: CsvCells) -> CsvCells:
    """The cells without the rows in which nothing is written."""
    filled = np.zeros(cells.rows, dtype=bool)
    filled[cells.ragged] = True
    for column in cells.columns:
        if filled.all():
            return cells
        filled |= column.filled
    kept = np.flatnonzero(filled).astype(np.int64)
    if len(kept) == cells.rows:
        return cells
    lines = kept + 2 if cells.lines is None else cells.lines[kept]
    columns = tuple(column.taken(kept) for column in cells.columns)
    return CsvCells(cells.names, columns, len(kept), lines, np.searchsorted(kept, cells.ragged))
