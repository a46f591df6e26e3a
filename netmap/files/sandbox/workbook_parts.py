"""What a workbook says beside its cells: its sheets, its texts, and which numbers are dates."""

from __future__ import annotations

import posixpath
import re
import zipfile
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from netmap.files.sandbox.limits import MEGABYTE, Limits, Refusal
from netmap.files.sandbox.xml_events import read_xml

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the built-in formats that show a day or a time."""

NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
BYTES_A_STRING = 20
"""Every text counts as so many bytes at least: a million empty ones take their time too."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: its name, the entry that holds it, and whether it is hidden."""

    title: str
    entry: str
    hidden: bool


class BookPart:
    """The list of sheets as the workbook gives it."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A sheet, or the day that dates count from."""
        if tag == "sheet":
            link = next((value for name, value in attributes.items() if name.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), link, hidden))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def text(self, text: str) -> None:
        """Of no interest."""

    def end(self, tag: str) -> None:
        """Of no interest."""


class LinksPart:
    """Which entry each part of the workbook lies in: sheets, texts and styles."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.strings = ""
        self.formats = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """One link; those that lead outside the file are not followed."""
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        entry = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind == "worksheet":
            self.sheets[attributes.get("Id", "")] = entry
        elif kind == "sharedStrings":
            self.strings = entry
        elif kind == "styles":
            self.formats = entry

    def text(self, text: str) -> None:
        """Of no interest."""

    def end(self, tag: str) -> None:
        """Of no interest."""


class FormatsPart:
    """For each style of a cell whether it shows a number as a day or a time."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._own: dict[str, bool] = {}
        self._cells = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A format of the workbook's own, or a style."""
        if tag == "numFmt":
            self._own[attributes.get("numFmtId", "")] = shows_date(attributes.get("formatCode", ""))
        elif tag == "cellXfs":
            self._cells = True
        elif tag == "xf" and self._cells:
            number = attributes.get("numFmtId", "0")
            built_in = number.isdecimal() and len(number) < 9 and int(number) in DATE_FORMATS
            self.dates.append(self._own.get(number, built_in))

    def text(self, text: str) -> None:
        """Of no interest."""

    def end(self, tag: str) -> None:
        """The styles of cells end."""
        if tag == "cellXfs":
            self._cells = False


def shows_date(code: str) -> bool:
    """Whether a number format shows a day or a time.

    Example:
        >>> shows_date("dd/mm/yyyy"), shows_date('0.0" days"'), shows_date("[Red]0")
        (True, False, False)
    """
    first = code.split(";", maxsplit=1)[0].replace("General", "")
    return any(letter in "dmyhsDMYHS" for letter in NOT_LETTERS.sub("", first))


class StringsPart:
    """The texts of a workbook, packed in one row of bytes."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._bytes = bytearray()
        self._ends = array("L")
        self._reading = self._aside = False

    def __getitem__(self, place: int) -> str:
        start = self._ends[place - 1] if place else 0
        return self._bytes[start : self._ends[place]].decode("utf-8", "replace")

    def __len__(self) -> int:
        return len(self._ends)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A text, a piece of one, or how it is pronounced, which is left aside."""
        self._aside = self._aside or tag == "rPh"
        self._reading = tag == "t" and not self._aside

    def text(self, text: str) -> None:
        """A piece of a text."""
        if self._reading:
            self._bytes += text.encode("utf-8", "replace")
            if len(self._bytes) > self._limits.string_bytes:
                self._refuse()

    def end(self, tag: str) -> None:
        """A text ends."""
        if tag == "si":
            self._ends.append(len(self._bytes))
            if len(self._ends) * BYTES_A_STRING > self._limits.string_bytes:
                self._refuse()
        self._reading = False
        self._aside = self._aside and tag != "rPh"

    def _refuse(self) -> None:
        most = self._limits.string_bytes // MEGABYTE
        raise Refusal("strings-too-large", name=self._name, most=most)


@dataclass(frozen=True, slots=True)
class BookParts:
    """All that is needed to read the sheets of a workbook."""

    sheets: tuple[SheetPart, ...]
    strings: StringsPart
    dates: tuple[bool, ...]
    from_1904: bool


def book_parts(archive: zipfile.ZipFile, name: str, limits: Limits) -> BookParts:
    """What a workbook says beside its cells.

    Raises:
        Refusal: an archive that is no workbook, or a damaged one.
    """
    there = set(archive.namelist())
    for needed in (BOOK, LINKS):
        if needed not in there:
            raise Refusal("no-workbook", name=name, missing=needed)
    book, links, formats = BookPart(), LinksPart(), FormatsPart()
    strings = StringsPart(name, limits)
    read_xml(archive, BOOK, book, name, limits)
    read_xml(archive, LINKS, links, name, limits)
    for entry, part in ((links.formats, formats), (links.strings, strings)):
        if entry in there:
            read_xml(archive, entry, part, name, limits)
    sheets = tuple(
        SheetPart(title, links.sheets[link], is_hidden)
        for title, link, is_hidden in book.sheets
        if links.sheets.get(link) in there
    )
    return BookParts(sheets, strings, tuple(formats.dates), book.from_1904)
