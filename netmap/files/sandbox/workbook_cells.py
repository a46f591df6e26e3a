"""The cells of a workbook as text, row by row; the size that a sheet declares is not believed."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import BinaryIO

from netmap.files.sandbox.limits import Refusal
from netmap.files.sandbox.spool import Sheet, Spool, letters
from netmap.files.sandbox.workbook_parts import BookParts, book_parts
from netmap.files.sandbox.xml_events import read_xml
from netmap.files.sandbox.zips import opened_zip

CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
FIRST_DAY, FIRST_DAY_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001
LAST_DAY = 2_958_465


def read_book(stream: BinaryIO, name: str, spool: Spool, place: str = "") -> None:
    """Put the sheets of a workbook into the spool.

    Args:
        stream: the bytes of the .xlsx.
        name: what the file is called.
        spool: where the rows go.
        place: the entry of an archive that it is.

    Raises:
        Refusal: no workbook, or one that is made to burst.
    """
    archive = opened_zip(stream, name, spool.limits)
    parts = book_parts(archive, name, spool.limits)
    for part in parts.sheets:
        spool.place = part.title
        sheet = spool.open(part.title, place, hidden=part.hidden, from_1904=parts.from_1904)
        read_xml(archive, part.entry, Cells(parts, sheet, spool, name), name, spool.limits)
        sheet.close()


class Cells:
    """The cells of a sheet while they are read."""

    def __init__(self, parts: BookParts, sheet: Sheet, spool: Spool, name: str) -> None:
        self._parts, self._sheet, self._spool, self._name = parts, sheet, spool, name
        self._row: list[str] = []
        self._line = 0
        self._column = -1
        self._kind = ""
        self._style = ""
        self._texts: list[str] = []
        self._length = 0
        self._in_row = self._reading = self._aside = self._hidden = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell, or what is in one."""
        match tag:
            case "c":
                self._open_cell(attributes)
            case "v" | "t":
                self._reading = self._in_row and not self._aside
            case "row":
                self._open_row(attributes.get("r", ""))
                self._hidden = attributes.get("hidden") in ("1", "true")
            case "rPh":
                self._aside = True
            case "col":
                self._note_hidden(attributes)
            case "mergeCell":
                self._note_merged(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """A piece of what is in a cell."""
        if self._reading:
            self._length += len(text)
            if self._length > self._spool.limits.cell_characters:
                most = self._spool.limits.cell_characters
                raise Refusal("long-cell", name=self._name, cell=self._cell(), most=most)
            self._texts.append(text)

    def end(self, tag: str) -> None:
        """A row or a cell ends."""
        match tag:
            case "c":
                self._close_cell()
            case "v" | "t":
                self._reading = False
            case "row":
                self._sheet.add(self._line, self._row, hidden=self._hidden)
                self._in_row = False
            case "rPh":
                self._aside = False

    def _note_hidden(self, attributes: Mapping[str, str]) -> None:
        """Columns that are not shown, as far as a table may be wide."""
        ends = [attributes.get(name, "") for name in ("min", "max")]
        if attributes.get("hidden") in ("1", "true") and all(
            len(end) < 6 and end.isdecimal() for end in ends
        ):
            self._sheet.hide(int(ends[0]) - 1, min(int(ends[1]), self._spool.limits.columns))

    def _note_merged(self, reference: str) -> None:
        """Cells that are one over several rows: what stands in the first holds for all of them."""
        first, _, last = reference.partition(":")
        found = CELL.fullmatch(first), CELL.fullmatch(last)
        if found[0] and found[1] and int(found[1][2]) > int(found[0][2]):
            self._sheet.merge(int(found[0][2]), int(found[1][2]), column_number(first))

    def _open_row(self, number: str) -> None:
        told = int(number) if number.isdecimal() and len(number) < 9 else 0
        self._line = max(self._line + 1, told)
        self._row, self._column, self._in_row = [], -1, True
        self._spool.place = f"{self._name}:{self._line}"

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r", "")
        self._column = column_number(reference) if reference else self._column + 1
        if self._column < 0:
            raise Refusal("bad-cell", name=self._name, cell=reference[:20])
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._texts, self._length = [], 0

    def _close_cell(self) -> None:
        text = "".join(self._texts)
        if not text or not self._in_row:
            return
        most = self._spool.limits.columns
        if self._column >= most:
            raise Refusal("too-many-columns", name=self._name, line=self._line, most=most)
        self._row += [""] * (self._column + 1 - len(self._row))
        self._row[self._column] = self._read(text)

    def _read(self, text: str) -> str:
        match self._kind:
            case "s":
                return self._shared(text)
            case "b":
                return "true" if text.strip() == "1" else "false"
            case "n":
                return self._number(text)
        return text

    def _shared(self, text: str) -> str:
        strings = self._parts.strings
        place = int(text) if text.isdecimal() and len(text) < 10 else len(strings)
        if place >= len(strings):
            raise Refusal("bad-cell", name=self._name, cell=self._cell())
        return strings[place]

    def _number(self, text: str) -> str:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise Refusal("bad-cell", name=self._name, cell=self._cell())
        style = int(self._style) if self._style.isdecimal() and len(self._style) < 7 else -1
        dated = 0 <= style < len(self._parts.dates) and self._parts.dates[style]
        return moment_text(value, self._parts.from_1904) if dated else number_text(value)

    def _cell(self) -> str:
        return f"{letters(self._column)}{self._line}"


def column_number(reference: str) -> int:
    """The column of a cell, from 0; -1 where the text names no cell.

    Example:
        >>> column_number("A1"), column_number("AB7"), column_number("A0")
        (0, 27, -1)
    """
    found = CELL.fullmatch(reference)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number - 1


def number_text(value: float) -> str:
    """A number as text: whole ones without a point.

    Example:
        >>> number_text(3.0), number_text(2.5)
        ('3', '2.5')
    """
    return (
        str(int(value)) if math.isfinite(value) and value.is_integer() and abs(value) < 1e15 else repr(value)
    )


def moment_text(days: float, from_1904: bool = False) -> str:
    """A spreadsheet's day number as ISO text, a time of day where it is less than one.

    Example:
        >>> moment_text(40908.0), moment_text(40908.5), moment_text(0.25)
        ('2011-12-31', '2011-12-31T12:00', '06:00')
    """
    if not math.isfinite(days) or not 0 <= days < LAST_DAY:
        return number_text(days)
    first = FIRST_DAY_1904 if from_1904 else FIRST_DAY
    moment = first + dt.timedelta(seconds=round(days * 86_400))
    clock = moment.strftime("%H:%M:%S").removesuffix(":00")
    if days < 1 and not from_1904:
        return clock
    return moment.date().isoformat() if clock == "00:00" else f"{moment.date().isoformat()}T{clock}"
