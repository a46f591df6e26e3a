"""One record of a file: what it says, whom it names, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.questions import Question
from netmap.files.sandbox.cells import Grid
from netmap.model.date_reading import REASONS as DATE_REASONS
from netmap.model.errors import ArgumentError, Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_
from netmap.model.schema import TABLES


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named. `sort` is person, agency, zone, level, partnership, wave, or actor where
    it is not known yet; `exact`: the text is an id; `agency` stands beside a person, `called` beside it;
    `mail` is an address that tells people of one name apart; `initials`: the text may be no whole name."""

    sort: str
    text: str
    exact: bool = False
    agency: str = ""
    called: str = ""
    mail: str = ""
    initials: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting as a record names it: by its own id, or by group and day."""

    text: str = ""
    date: str = ""
    zone: Name | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `table` is the one that it makes a row of; `values` are its columns, `names` those of ids.
    `full`: a blank cell empties what was there; else it says nothing."""

    sheet: SheetMapping
    line: int
    table: str
    values: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    sitting: Sitting | None = None
    column: str | None = None
    full: bool = False


class Unread(Exception):  # noqa: N818  (an answer about a record, and nobody's mistake)
    """A record that is not taken in: what is wrong with it, where, or what must be asked first.

    `more` are further questions for which it waits, `names` whom it names: they are asked in the same round.
    """

    def __init__(
        self,
        code: str,
        column: str | None = None,
        value: str | None = None,
        *,
        question: Question | None = None,
        severity: str = ERROR,
        **values: object,
    ) -> None:
        super().__init__(code)
        self.code, self.column, self.value = code, column, value
        self.question, self.severity, self.values = question, severity, values
        self.more: tuple[Question, ...] = ()
        self.names: tuple[Name, ...] = ()

    def problem(self, sheet: str, line: int) -> Problem:
        """The same as a problem of a line."""
        reason, cure = REASONS[self.code]
        values = {"column": self.column, "value": self.value, **self.values}
        return Problem(sheet, line, self.column, self.value, self.code, reason, cure, self.severity, values)


A = TypeVar("A")
B = TypeVar("B")


def both(first: Callable[[], A], second: Callable[[], B], *names: Name) -> tuple[A, B]:
    """Two parts of a record; where both must be asked about, they are asked in one round.

    Raises:
        Unread: what stands in the way of either, with the questions of both and whom the record names.

    Example:
        >>> both(lambda: 1, lambda: 2)
        (1, 2)
    """
    try:
        made = first()
    except Unread as bad:
        bad.names += names
        try:
            second()
        except Unread as other:
            bad.more += tuple(filter(None, (other.question, *other.more)))
            bad.names += other.names
        raise
    try:
        return made, second()
    except Unread as bad:
        bad.names += names
        raise


WRITE_DATE = N_("Write it as 2011-12-31; as 2011-12 or 2011 where the day is not known.")
ANSWER_KNOWN = N_("Answer with one that is offered, or with new.")
KEEP_RIGHT = N_("Keep the one that is right.")

REASONS: dict[str, tuple[str, str]] = {
    "bad-date": (N_("“{value}” is no date."), WRITE_DATE),
    "far-date": DATE_REASONS["far-date"],
    "blank": (N_("{column} is blank."), N_("Fill it in, or take the row out.")),
    "bad-number": (N_("“{value}” is no number."), N_("Write it with a point, such as 1.5.")),
    "total-row": (N_("“{value}” is the sum of the others, and no person."), ""),
    "key-row": (N_("“{value}” explains the marks and is read as that."), ""),
    "names-nobody": (N_("The line names nobody and is left out: “{value}”."), ""),
    "nothing-written": (N_("Nothing is written beside “{value}”: that puts nothing on record."), ""),
    "header-again": (N_("The line repeats the headers."), ""),
    "other-list": (
        N_("The line is of another list, which begins with “{value}” and repeats the headers."),
        N_("Put each list into a sheet or a file of its own."),
    ),
    "unanswered": (N_("It is not known yet what “{value}” means."), N_("Answer the question about it.")),
    "left-out": (N_("“{value}” was left out, as answered."), ""),
    "line-left-out": (N_("The line was left out by hand."), ""),
    "bad-answer": (N_("“{answer}” was answered for “{value}”, and is not known."), ANSWER_KNOWN),
    "contradicts": (N_("Line {first} says something else of the same ({differs})."), KEEP_RIGHT),
    "gone-since": (
        N_("“{value}” was edited in the sheet and taken out of the record since it was exported."),
        N_("Take the row out of the sheet, or put the record back by undoing what took it out."),
    ),
    "repeats": (N_("Line {first} says the same."), ""),
}
"""For each code the reason and the cure."""


class Columns:
    """The columns of a sheet, looked up once for all of its rows."""

    def __init__(self, sheet: SheetMapping) -> None:
        self.sheet = sheet
        self.by_field: dict[str, ColumnMapping] = {}
        for column in sheet.columns:
            self.by_field.setdefault(column.field, column)
        self.marks = [column for column in sheet.columns if column.field == "mark"]
        self.kept = [column for column in sheet.columns if column.field == KEPT]
        mails = plain_words("columns", "mail")
        self.mail = next((column for column in self.kept if plain_header(column.header) in mails), None)
        self.used = [column.place for column in sheet.columns if column.field != IGNORED]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet under its mapping."""

    columns: Columns
    line: int
    cells: tuple[str, ...]

    @property
    def sheet(self) -> SheetMapping:
        """The mapping of the sheet."""
        return self.columns.sheet

    def place(self, field: str) -> int | None:
        """Where the column of a field is; None where no column says it."""
        column = self.columns.by_field.get(field)
        return None if column is None else column.place

    def get(self, field: str) -> str:
        """The text of a field; empty where nothing is written or no column says it."""
        column = self.columns.by_field.get(field)
        return "" if column is None else self.cells[column.place].strip()

    def need(self, field: str) -> str:
        """The text of a field that must be there; `Unread` where it is blank."""
        text = self.get(field)
        if not text:
            raise Unread("blank", self.header(field))
        return text

    def header(self, field: str) -> str | None:
        """What stands above a field."""
        column = self.columns.by_field.get(field)
        return None if column is None else column.header

    @property
    def mail(self) -> str:
        """The e-mail address that is carried along; empty where there is none."""
        column = self.columns.mail
        return "" if column is None else self.cells[column.place].strip()

    def marks(self) -> Iterator[tuple[ColumnMapping, str]]:
        """The cells of a matrix in which something is written, each with its column."""
        for column in self.columns.marks:
            if text := self.cells[column.place].strip():
                yield column, text

    def extras(self, table: str) -> dict[str, str]:
        """What is carried along under its own name."""
        return {
            own_name(column.header, table): self.cells[column.place]
            for column in self.columns.kept
            if self.cells[column.place].strip()
        }


def own_name(header: str, table: str) -> str:
    """A header that no defined column of a table bears.

    Example:
        >>> own_name("Chair", "attendance"), own_name("role", "attendance")
        ('Chair', 'role (as it came)')
    """
    known = {name.casefold() for name in TABLES[table].columns}
    return f"{header} (as it came)" if header.strip().casefold() in known else header


@dataclass(frozen=True, slots=True)
class Piece:
    """One record that is not read yet: `make` gives it, or None where it makes no row, or raises `Unread`."""

    line: int
    make: Callable[[], Record | None]


def rows_of(sheet: SheetMapping, grid: Grid) -> Iterator[Row]:
    """The rows of a sheet below its headers; one with nothing in the columns that are read is none.

    Raises:
        ArgumentError: the mapping names columns that the sheet does not have.
    """
    columns, width = Columns(sheet), grid.cells.shape[1]
    for column in sheet.columns:
        if not 0 <= column.place < width:
            raise ArgumentError(
                N_("The mapping names column {place} of {sheet}, which has {n}."),
                place=column.place,
                sheet=sheet.sheet,
                n=width,
            )
    start = -1 if sheet.header is None else sheet.header
    until = int(sheet.settings.get("until", grid.lines.max(initial=0)))
    for line, cells in zip(grid.lines.tolist(), grid.cells, strict=True):
        if start < line <= until and any(cells[place].strip() for place in columns.used):
            yield Row(columns, line, tuple(cells))
