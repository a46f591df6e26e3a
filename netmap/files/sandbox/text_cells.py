"""CSV read line by line: its encoding and delimiter found, its rows told apart or refused."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from netmap.files.sandbox.limits import Limits
from netmap.files.sandbox.refusal import Refusal
from netmap.files.sandbox.spool import Spool

DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "latin-1", "mac-roman")
SAMPLE_LINES = 200
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[\r\n]*')
CHUNK = 1 << 20


def read_text(
    stream: BinaryIO, name: str, spool: Spool, encoding: str | None = None, delimiter: str | None = None
) -> None:
    """Put the rows of a CSV into the spool.

    Args:
        stream: its bytes, from the start.
        name: what it is called.
        spool: where the rows go.
        encoding: if it is known.
        delimiter: if it is known.

    Raises:
        Refusal: no text, or rows that cannot be told apart.
    """
    found = encoding or encoding_of(stream, name)
    if found not in ENCODINGS:
        raise Refusal("unknown-encoding", name=name, encoding=found)
    lines = Lines(stream, found, name, spool.limits)
    told = lines.told_delimiter()
    parted = delimiter or told or delimiter_of(lines.sample())
    shown = "utf-8" if found == "utf-8-sig" else found
    sheet = spool.open(name=name, place="", kind="csv", encoding=shown, delimiter=parted, hidden=False)
    for line, row in rows_of(lines, parted, name):
        spool.place = f"{name}:{line}"
        sheet.add(line, row)
    sheet.close()


def encoding_of(stream: BinaryIO, name: str) -> str:
    """The encoding of text: by its mark, else UTF-8 if all of it is, else Windows-1252."""
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(stream, encoding):
            return encoding
    raise Refusal("not-text", name=name)


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while part := stream.read(CHUNK):
            decoder.decode(part)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


class Lines:
    """The lines of a text, none longer than allowed; `count` is how many have been taken."""

    def __init__(self, stream: BinaryIO, encoding: str, name: str, limits: Limits) -> None:
        self.count = 0
        self.last = ""
        self._name = name
        self._most = limits.line_characters
        self._text = io.TextIOWrapper(stream, encoding, newline="")
        self._waiting: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop(0) if self._waiting else self._read(self.count + 1)
        if not line:
            raise StopIteration
        self.count += 1
        self.last = line
        return line

    def told_delimiter(self) -> str | None:
        """The delimiter that the first line names, as some spreadsheets write it; the line is then taken."""
        self.sample()
        found = SEPARATOR_LINE.fullmatch(self._waiting[0]) if self._waiting else None
        if found:
            next(self)
        return found[1] if found else None

    def sample(self) -> list[str]:
        """The first lines, which are not taken by it."""
        while len(self._waiting) < SAMPLE_LINES:
            line = self._read(self.count + len(self._waiting) + 1)
            if not line:
                break
            self._waiting.append(line)
        return self._waiting

    def _read(self, number: int) -> str:
        try:
            line = self._text.readline(self._most + 1)
        except UnicodeError as error:
            raise Refusal("not-text", name=self._name) from error
        if len(line) > self._most:
            raise Refusal("long-line", name=self._name, line=number, most=self._most)
        if "\0" in line:
            raise Refusal("zero-bytes", name=self._name, line=number)
        return line


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter with which most lines have the same number of cells, more than one.

    Example:
        >>> delimiter_of(["name;share", "Ann;1,5", "Bob;2,5"])
        ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
    except csv.Error:
        return 0.0, 0
    several = {width: n for width, n in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width = max(several, key=lambda width: (several[width], width))
    return several[width] / widths.total(), width


def rows_of(lines: Lines, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins.

    Text after a closing quotation mark is let through on a line of its own; where the cell spans lines, the
    mark that closed it was probably opened by mistake, and the rows between would be swallowed.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        before = lines.count
        try:
            row = next(reader, None)
        except csv.Error as error:
            row = None if lines.count > before + 1 else _forgiven(lines.last, delimiter)
            if row is None:
                raise Refusal("open-quote", name=name, line=before + 1) from error
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        if row is None:
            return
        yield before + 1, row


def _forgiven(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line with text after a closing quotation mark; None where one is never closed."""
    reader = csv.reader([line, ""], delimiter=delimiter)
    try:
        row = next(reader)
    except csv.Error:
        return None
    return row if reader.line_num == 1 else None
