"""CSV as people have it, read in this process: what it costs grows with its bytes and with nothing else.

It is looked through in pieces before it is held in memory: a line without end, zero bytes and too many rows
are refused there. Plain files are then parsed by pandas; what it cannot tell apart, row by row.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.files.sandbox.encodings import (
    CHUNK,
    GUESSED,
    WIDE,
    known_encoding,
    likely_encodings,
    told_encoding,
)
from netmap.files.sandbox.kinds import TABLES, checked_suffix
from netmap.files.sandbox.limits import LIMITS, MEGABYTE, Limits, Refusal
from netmap.files.sandbox.spool import letters
from netmap.model.coded_columns import Coded, Rows, coded

Read = Callable[[int], None]
"""Told how many bytes have been read."""

Places = npt.NDArray[np.intp]

DELIMITERS = (",", ";", "\t", "|")
UNPARTED, PROSE = "\x1f", 0.6
"""What parts nothing: a .txt of whose lines no delimiter parts this share alike has one cell in each."""

SAMPLE_LINES, SAMPLE_BYTES = 200, 2 * MEGABYTE
BLANK_LINES = re.compile(rb"(?:[^\S\n]*\n)*")
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n')
"""The first line by which some spreadsheets name the delimiter."""

QUOTE, LINE_FEED, RETURN = b'"\n\r'


@dataclass(frozen=True, slots=True)
class Plain:
    """Text in UTF-8: its bytes, where they begin, in which encoding it came, and its longest line.

    `guessed`: nothing in the text says its encoding; it is the one in which its words read least oddly,
    and in `rivals` they read about as well. `unsaid` is the encoding that would have been taken if nobody
    had said one.
    """

    name: str
    data: bytes
    start: int = 0
    encoding: str = "utf-8"
    guessed: bool = False
    longest: int = 0
    rivals: tuple[str, ...] = ()
    unsaid: str = ""

    def head(self) -> str:
        """The first lines, as many as show how the text is laid out."""
        part = self.data[self.start : self.start + SAMPLE_BYTES]
        return part.decode("utf-8", "ignore")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a CSV is laid out: its delimiter, the lines above its rows, and the names in its header.

    `names` is None where all rows are rows of data; `width` is then how many cells the first lines have.
    """

    delimiter: str
    head: int
    names: tuple[str, ...] | None = None
    width: int = 0


@dataclass(frozen=True, slots=True)
class CsvCells:
    """The cells of a CSV: a coded column for each name, and where each row stood.

    `lines` is None where rows simply follow a header on line 1. `ragged` are rows with more cells than
    the header has; the cells too many are left out.
    """

    names: tuple[str, ...]
    columns: tuple[Coded, ...]
    rows: int
    lines: Rows | None
    ragged: Rows

    def line_numbers(self) -> Rows:
        """The line of each row."""
        return np.arange(2, self.rows + 2, dtype=np.int64) if self.lines is None else self.lines


def read_plain(
    path: Path,
    name: str,
    limits: Limits = LIMITS,
    encoding: str | None = None,
    suffixes: tuple[str, ...] = TABLES,
) -> Plain:
    """Text from a file, which is looked through before it is held in memory.

    Args:
        path: a regular file.
        name: what it is called; its suffix counts.
        limits: how large it may be.
        encoding: if it is known.
        suffixes: those of plain text.

    Raises:
        Refusal: no text, or more of it than is read.
    """
    told = None if encoding is None else known_encoding(encoding)
    if encoding is not None and told is None:
        raise Refusal("unknown-encoding", name=name, encoding=encoding[:40])
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep its reader waiting
            raise Refusal("not-there", name=name)
        with path.open("rb") as stream:
            return _looked_through(stream, name, limits, told, suffixes)
    except OSError as error:
        raise Refusal("not-there", name=name) from error


def _looked_through(
    stream: BinaryIO, name: str, limits: Limits, told: str | None, suffixes: tuple[str, ...]
) -> Plain:
    size = checked_size(stream, name, limits)
    start = stream.read(CHUNK)
    stream.seek(0)
    checked_suffix(name, start, suffixes)
    said = told_encoding(start)
    encoding = told or (said[0] if said else None)
    wide = encoding in WIDE
    scan = _Scan(name, limits, strict=encoding in (None, "utf-8"), wide=wide)
    while part := stream.read(CHUNK):
        scan.take(part)
    scan.finish()
    stream.seek(0)
    data = stream.read(size)
    guessed = not scan.is_utf8 and encoding is None
    likely = likely_encodings(data) if guessed else (encoding or "utf-8",)
    found = likely[0] if likely else None
    if scan.returns_only:
        data = data.replace(b"\r", b"\n")
    if scan.is_utf8 and found == "utf-8":
        return Plain(name, data, said[1] if said else 0, "utf-8", longest=scan.longest)
    unsaid = next(iter(likely_encodings(data)), "") if told in GUESSED else ""
    plain = _recoded(data, name, found)
    return replace(plain, guessed=guessed, longest=scan.longest, rivals=likely[1:], unsaid=unsaid)


def checked_size(stream: BinaryIO, name: str, limits: Limits) -> int:
    """How many bytes a file has; `Refusal` where it is none, empty, or too large."""
    about = os.fstat(stream.fileno())
    if not stat.S_ISREG(about.st_mode):
        raise Refusal("not-there", name=name)
    if about.st_size == 0:
        raise Refusal("empty-file", name=name)
    if about.st_size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise Refusal("too-large", name=name, size=about.st_size // MEGABYTE, most=most)
    return about.st_size


class _Scan:
    """What is known of text after one look at each piece of it."""

    def __init__(self, name: str, limits: Limits, *, strict: bool, wide: bool) -> None:
        self.longest = 0
        self.is_utf8 = strict
        self._name, self._limits, self._wide = name, limits, wide
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._line = self._feeds = self._returns = 0

    def take(self, part: bytes) -> None:
        """One piece, not longer than the longest line that is read."""
        if not self._wide and b"\0" in part:
            before = part[: part.index(b"\0")]
            raise Refusal("zero-bytes", name=self._name, line=self._lines(before) + 1)
        self._measure(part)
        self._feeds += part.count(b"\n")
        self._returns += part.count(b"\r")
        if self._lines(b"") > self._limits.rows:
            raise Refusal("too-many-rows", name=self._name, most=self._limits.rows)
        self._check_utf8(part, last=False)

    def finish(self) -> None:
        """There is no further piece."""
        self._check_utf8(b"", last=True)

    @property
    def returns_only(self) -> bool:
        """Whether lines end as old Macs end them."""
        return bool(self._returns) and not self._feeds and not self._wide

    def _lines(self, more: bytes) -> int:
        return max(self._feeds + more.count(b"\n"), self._returns + more.count(b"\r"))

    def _measure(self, part: bytes) -> None:
        """The longest line so far; within a piece lines are measured only where one may be too long."""
        ends = [place for place in (part.find(b"\n"), part.find(b"\r")) if place >= 0]
        first = min(ends, default=-1)
        if first < 0:
            self._line += len(part)
            self._note(self._line, b"")
            return
        self._note(self._line + first, b"")
        last = max(part.rfind(b"\n"), part.rfind(b"\r"))
        start, longest = _longest_line(part, first, last, self._limits.cell_characters // 2)
        self._note(longest, part[:start])
        self._line = len(part) - last - 1
        self._note(self._line, part)

    def _note(self, length: int, above: bytes) -> None:
        """The length of a line, with what stands above it in its piece."""
        self.longest = max(self.longest, length)
        most = self._limits.line_characters * (4 if self._wide else 1)
        if length > most:
            raise Refusal("long-line", name=self._name, line=self._lines(above) + 1, most=most)

    def _check_utf8(self, part: bytes, *, last: bool) -> None:
        if self.is_utf8:
            try:
                self._decoder.decode(part, last)
            except UnicodeDecodeError:
                self.is_utf8 = False


def _longest_line(part: bytes, first: int, last: int, step: int) -> tuple[int, int]:
    """Where the longest of the lines between two places begins, and how long it is.

    It is not looked for where each window of so many bytes has a line end.
    """
    windows = range(first, last, step)
    if all(part.find(b"\n", place, place + step + 1) >= 0 for place in windows[:-1]):
        return first, 0
    lines = part[first : last + 1].splitlines(keepends=True)
    starts = np.cumsum([first, *map(len, lines)])
    lengths = [len(line.rstrip(b"\r\n")) for line in lines]
    longest = int(np.argmax(lengths))
    return int(starts[longest]), lengths[longest]


def _recoded(data: bytes, name: str, encoding: str | None) -> Plain:
    if encoding is None:
        raise Refusal("not-text", name=name)
    try:
        plain = data.decode(encoding).encode()
    except UnicodeError as error:
        raise Refusal("not-text", name=name) from error
    if b"\0" in plain:
        line = plain.count(b"\n", 0, plain.index(b"\0")) + 1
        raise Refusal("zero-bytes", name=name, line=line)
    return Plain(name, plain, len(codecs.BOM_UTF8) if plain.startswith(codecs.BOM_UTF8) else 0, encoding)


def header_layout(plain: Plain, known: Iterable[str], delimiter: str | None = None) -> Layout | None:
    """Delimiter and header of a table of which columns are known; None where nothing is written.

    Args:
        plain: the text.
        known: the columns that the table may have; the delimiter is the one that shows the most of them.
        delimiter: if it is known.
    """
    blank = BLANK_LINES.match(plain.data, plain.start)
    offset = blank.end() if blank else plain.start
    text = plain.data[offset : offset + SAMPLE_BYTES].decode("utf-8", "ignore")
    told = SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    if not text.strip():
        return None
    names = {name.casefold() for name in known}
    parted = told[1] if told else delimiter or delimiter_of(_lines(text), names)
    header, lines = _header(text, parted, plain.name)
    before = plain.data.count(b"\n", 0, offset) + bool(told)
    return Layout(parted, before + lines, header)


def _header(text: str, delimiter: str, name: str) -> tuple[tuple[str, ...], int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = tuple(next(reader))
    except csv.Error:
        return (), 1
    if len(header) > LIMITS.columns:
        raise Refusal("too-many-columns", name=name, line=reader.line_num, most=LIMITS.columns)
    return header, reader.line_num


def row_layout(plain: Plain, delimiter: str | None = None) -> Layout:
    """How the rows of a list are parted, of which nothing is known yet.

    Args:
        plain: the text.
        delimiter: if it is known.
    """
    text = plain.head()
    told = SEPARATOR_LINE.match(text)
    lines = _lines(text[told.end() :] if told else text)
    parted = delimiter or (told[1] if told else delimiter_of(lines))
    if not delimiter and not told and plain.name.casefold().endswith(".txt") and _is_prose(lines, parted):
        parted = UNPARTED
    return Layout(parted, 1 if told else 0, None, max(map(len, _rows(lines, parted)), default=1))


def _is_prose(lines: Sequence[str], delimiter: str) -> bool:
    """Whether no delimiter parts lines evenly: they are sentences, and each is one cell."""
    _, even_and_tight, even, _ = _shows(lines, delimiter, frozenset())
    return max(even_and_tight, even) < PROSE


def _lines(text: str) -> list[str]:
    """The first lines, each with its end."""
    handle = io.StringIO(text, newline="")
    return [line for line, _ in zip(handle, range(SAMPLE_LINES), strict=False)]


def delimiter_of(lines: Sequence[str], known: Iterable[str] = ()) -> str:
    """The delimiter that shows the most known names in the first line that has any, else the evenest rows.

    Example:
        >>> delimiter_of(["name;share", "Ann;1,5", "Bob;2,5"]), delimiter_of(["a b,c;agency"], {"agency"})
        (';', ';')
    """
    names = frozenset(known)
    return max(DELIMITERS, key=lambda delimiter: _shows(lines, delimiter, names))


def _shows(lines: Sequence[str], delimiter: str, known: frozenset[str]) -> tuple[int, float, float, int]:
    first = next((row for row in _rows(lines, delimiter) if any(row)), [])
    if known:
        return sum(name.strip().casefold() in known for name in first), 0.0, 0.0, len(first)
    widths = Counter(_widths(lines, delimiter))
    several = {width: n for width, n in widths.items() if width > 1}
    if not several:
        return 0, 0.0, 0.0, 0
    width = max(several, key=lambda width: (several[width], width))
    even = several[width] / widths.total()
    return 0, even * _without_space_behind(lines, delimiter), even, width


def _without_space_behind(lines: Sequence[str], delimiter: str) -> float:
    """The share of a delimiter's places that no space follows, as one does in a sentence or a date."""
    all_of_them = sum(line.count(delimiter) for line in lines)
    return 1 - sum(line.count(f"{delimiter} ") for line in lines) / max(all_of_them, 1)


def _widths(lines: Sequence[str], delimiter: str) -> list[int]:
    return [len(row) for row in _rows(lines, delimiter) if any(row)]


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def cells_of(plain: Plain, layout: Layout, limits: Limits = LIMITS, read: Read | None = None) -> CsvCells:
    """The cells of a CSV below its header; rows without any text are no rows.

    Raises:
        Refusal: a quotation mark that is never closed, or more than is read.
    """
    whole = quick_cells(plain, layout, limits, read)
    careful = careful_cells(plain, layout, limits) if whole is None else whole
    _check_cells(plain, careful, limits)
    return without_blank_rows(careful)


def quick_cells(
    plain: Plain, layout: Layout, limits: Limits = LIMITS, read: Read | None = None
) -> CsvCells | None:
    """The cells by pandas' parser; None where a row has too many cells, or may begin anywhere."""
    data = _line_feeds(plain)
    if data is None:
        return None
    width = layout.width if layout.names is None else len(layout.names)
    start = _end_of_line(data, plain.start, layout.head)
    if data.startswith(codecs.BOM_UTF8, start):  # a cell's own, which pandas would take for a mark
        return None
    ends = data.count(b"\n", start) + (not data.endswith(b"\n"))
    _check_size(plain.name, ends, width, limits)
    try:
        frame = pd.read_csv(
            _Watched(data, start, read),
            sep=layout.delimiter,
            header=None,
            names=list(range(width + 1)),
            skip_blank_lines=False,
            dtype=object,
            na_filter=False,
            encoding="utf-8",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return None
    if not isinstance(frame.index, pd.RangeIndex) or frame.pop(width).any():
        return None
    rows = len(frame)
    begins = None if rows == ends else record_lines(data, layout.delimiter, start)
    if rows != (ends if begins is None else len(begins)):
        return None
    texts = dict(frame.items())
    del frame  # each column is let go of as soon as it is coded
    columns = tuple(coded(texts.pop(place)) for place in range(width))
    if begins is None and layout.head != 1:
        begins = np.arange(ends, dtype=np.int64)
    numbers = None if begins is None else begins + layout.head + 1
    return CsvCells(_names(layout, width), columns, rows, numbers, np.array([], dtype=np.int64))


def _names(layout: Layout, width: int) -> tuple[str, ...]:
    return ("",) * width if layout.names is None else layout.names


def _line_feeds(plain: Plain) -> bytes | None:
    """The text with its lines ended as pandas counts them; None where that cannot be said for certain."""
    data = plain.data
    if data.count(b"\r") == data.count(b"\r\n"):
        return data
    return None if b'"' in data else data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _end_of_line(data: bytes, start: int, line: int) -> int:
    """Where a line ends, the first being 1."""
    place = start
    for _ in range(line):
        place = data.find(b"\n", place) + 1 or len(data)
    return place


class _Watched(io.BytesIO):
    """Bytes that tell how far they have been read."""

    def __init__(self, data: bytes, start: int, read: Read | None) -> None:
        super().__init__(data)
        self.seek(start)
        self._read = read

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if self._read is not None:
            self._read(self.tell())
        return part

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(size)


def record_lines(data: bytes, delimiter: str, start: int = 0) -> Rows | None:
    """The line on which each row begins, the first being 0; None where that cannot be said for certain.

    It can where every quotation mark opens a cell, closes one, or is one of two within one: then a line
    end behind an odd number of marks lies in a cell, and any other ends a row.

    Args:
        data: text in UTF-8; returns stand before line feeds only.
        delimiter: what parts cells.
        start: where the rows begin, behind the header.

    Example:
        >>> record_lines(b'a,"one\\ntwo"\\nb,c\\n', ",").tolist(), record_lines(b'a,5" pipe\\n"b"\\n', ",")
        ([0, 2], None)
    """
    text = np.frombuffer(data, np.uint8, offset=start)
    marks = np.flatnonzero(text == QUOTE)
    if not delimiter.isascii() or len(marks) % 2 or not _open_and_close(text, marks, ord(delimiter)):
        return None
    ends = np.flatnonzero(text == LINE_FEED)
    of_rows = np.flatnonzero(np.searchsorted(marks, ends) % 2 == 0)
    if data.endswith(b"\n"):
        of_rows = of_rows[:-1]
    return np.concatenate([[0], of_rows + 1]).astype(np.int64)


def _open_and_close(text: npt.NDArray[np.uint8], marks: Places, delimiter: int) -> bool:
    """Whether marks stand by turns at the beginning of a cell and at its end, or side by side."""
    before, after = marks[::2] - 1, marks[1::2] + 1
    opens = np.isin(text[before], [delimiter, LINE_FEED, QUOTE]) | (before < 0)
    closes = np.isin(text[after[after < len(text)]], [delimiter, LINE_FEED, RETURN, QUOTE])
    return bool(opens.all() and closes.all())


def careful_cells(plain: Plain, layout: Layout, limits: Limits = LIMITS) -> CsvCells:
    """The cells row by row, with the line on which each row begins."""
    handle = io.StringIO(plain.data[plain.start :].decode(), newline="")
    for _ in range(layout.head):
        handle.readline()
    csv.field_size_limit(LIMITS.line_characters + 1)
    rows: list[list[str]] = []
    starts: list[int] = []
    same: dict[str, str] = {}
    cells = 0
    for start, row in _numbered_rows(handle, layout, plain.name):
        starts.append(start)
        rows.append([same.setdefault(cell, cell) for cell in row])
        cells += len(row)
        if layout.names is None and len(row) > limits.columns:
            raise Refusal("too-many-columns", name=plain.name, line=start, most=limits.columns)
        if cells > limits.cells:
            raise Refusal("too-many-cells", name=plain.name, line=start, most=limits.cells)
    return _rectangle(plain, layout, rows, np.array(starts, dtype=np.int64), limits)


def _numbered_rows(handle: Iterable[str], layout: Layout, name: str) -> Iterator[tuple[int, list[str]]]:
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
                raise Refusal("broken-csv", name=name, line=layout.head + before + 1) from error
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


def _rectangle(plain: Plain, layout: Layout, rows: list[list[str]], lines: Rows, limits: Limits) -> CsvCells:
    width = max(map(len, rows), default=0) if layout.names is None else len(layout.names)
    _check_size(plain.name, len(rows), width, limits)
    ragged = [place for place, row in enumerate(rows) if any(row[width:])]
    padded = [(row + [""] * (width - len(row)))[:width] for row in rows]
    cells = np.array(padded, dtype=object).reshape(len(rows), width)
    columns = tuple(coded(cells[:, place]) for place in range(width))
    return CsvCells(_names(layout, width), columns, len(rows), lines, np.array(ragged, dtype=np.int64))


def _check_size(name: str, rows: int, width: int, limits: Limits) -> None:
    """No more is laid out than is read: a single wide row widens all of them."""
    if width > limits.columns:
        raise Refusal("too-many-columns", name=name, line=1, most=limits.columns)
    if rows * width > limits.cells:
        raise Refusal("too-many-cells", name=name, line=rows, most=limits.cells)


def _check_cells(plain: Plain, cells: CsvCells, limits: Limits) -> None:
    """No cell is longer than any that is read; where all lines are shorter, none can be."""
    most = limits.cell_characters
    if cells.rows > limits.rows:
        raise Refusal("too-many-rows", name=plain.name, most=limits.rows)
    if plain.longest <= most and b'"' not in plain.data:
        return
    for place, column in enumerate(cells.columns):
        lengths = np.fromiter(map(len, column.values), np.int64, len(column.values))
        if lengths.max(initial=0) > most:
            row = int(np.flatnonzero(column.codes == int(lengths.argmax()))[0])
            cell = f"{letters(place)}{cells.line_numbers()[row]}"
            raise Refusal("long-cell", name=plain.name, cell=cell, most=most)


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
