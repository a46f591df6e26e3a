"""One record of a file: what it says, whom it names, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple, TypeVar, cast

import numpy as np

from netmap.files.importer.fields import IGNORED, KEPT
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.mapping import ColumnMapping, SheetMapping
from netmap.files.importer.questions import Question
from netmap.files.sandbox.cells import Grid
from netmap.model.date_reading import REASONS as DATE_REASONS
from netmap.model.derived import cached_property
from netmap.model.errors import ArgumentError, Problem
from netmap.model.findings import ERROR
from netmap.model.i18n import N_
from netmap.model.schema import TABLES


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named. `sort` is person, agency, zone, level, partnership, wave, or actor where
    it is not known yet; `exact`: the text is an id; `agency` and `level` stand beside a person, `called`
    beside it; `mail` is an address that tells people of one name apart; `initials`: the text may be no whole
    name."""

    sort: str
    text: str
    exact: bool = False
    agency: str = ""
    called: str = ""
    mail: str = ""
    initials: bool = False
    level: str = ""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        said = (
            self.sort, self.text, self.exact, self.agency, self.called, self.mail, self.initials, self.level,
        )  # fmt: skip
        object.__setattr__(self, "_hash", hash(said))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting as a record names it: by its own id, or by group and day."""

    text: str = ""
    date: str = ""
    zone: Name | None = None
    title: str = ""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.text, self.date, self.zone, self.title)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(slots=True, eq=False)
class Record:
    """One record; there may be a million, and nothing changes one, nor what its `values` and `names` are,
    which records may share.

    `table` is the one that it makes a row of; `values` are its columns, `names` those of ids.
    `full`: a blank cell empties what was there; else it says nothing.
    """

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

    def again(self) -> Unread:
        """The same, of another record."""
        made = Unread(self.code, self.column, self.value, question=self.question, severity=self.severity)
        made.values, made.more, made.names = self.values, self.more, self.names
        return made

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
BLANK_LINE = N_("Write the headers of this block above it, and leave a blank line before them.")

REASONS: dict[str, tuple[str, str]] = {
    "bad-date": (N_("“{value}” is no date."), WRITE_DATE),
    "far-date": DATE_REASONS["far-date"],
    "blank": (N_("{column} is blank."), N_("Fill it in, or take the row out.")),
    "no-names": (N_("No column names the people."), N_("Say which column does.")),
    "nobodys-contacts": (
        N_("No column says whose contact with “{value}” it was."),
        N_("Add a column with the name of who kept the diary, or say which column names the person."),
    ),
    "bad-number": (N_("“{value}” is no number."), N_("Write it with a point, such as 1.5.")),
    "total-row": (N_("“{value}” is the sum of the others, and no person."), ""),
    "key-row": (N_("“{value}” explains the marks and is read as that."), ""),
    "names-nobody": (N_("The line names nobody and is left out: “{value}”."), ""),
    "nothing-written": (N_("Nothing is written beside “{value}”: that puts nothing on record."), ""),
    "no-sitting": (N_("“{value}” says that nobody met, and puts nothing on record."), ""),
    "with-themself": (N_("The cell of “{value}” with themself is no tie and is left out."), ""),
    "header-again": (N_("The line repeats the headers."), ""),
    "other-days": (
        N_("Other days stand among the marks: “{value}”. From this line on nothing is read."),
        BLANK_LINE,
    ),
    "marks-above": (N_("Marks stand above the headers and are not read: “{value}”."), BLANK_LINE),
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


Cells = tuple[str, ...]
SITTING = ("meeting", "date", "zone", "title")
"""The fields of which the sitting of a row is made."""


class Columns:
    """The columns of a sheet, looked up once for all of its rows, and what its rows have in common."""

    def __init__(self, sheet: SheetMapping, grid: Grid) -> None:
        self.sheet = sheet
        self._grid = grid
        self._of_sheet: dict[object, object] = {}
        self.of_parts: dict[object, tuple[Callable[[Cells], object], dict[object, object]]] = {}
        self.by_field: dict[str, ColumnMapping] = {}
        for column in sheet.columns:
            self.by_field.setdefault(column.field, column)
        self.marks = [column for column in sheet.columns if column.field == "mark"]
        self.kept = [column for column in sheet.columns if column.field == KEPT]
        mails = plain_words("columns", "mail")
        self.mail = next((column for column in self.kept if plain_header(column.header) in mails), None)
        self.used = [column.place for column in sheet.columns if column.field != IGNORED]

    @cached_property
    def texts(self) -> frozenset[str]:
        """What stands in the cells of the sheet, each text once."""
        return frozenset(self._grid.cells.ravel().tolist())

    def cells_of(self, line: int) -> Sequence[str]:
        """What stands in a line of the sheet; nothing where it has no such line."""
        found = self._grid.cells[self._grid.lines == line].tolist()
        return found[0] if found else ()

    def rows_with(self, texts: Collection[str], places: Sequence[int], fewest: int) -> Iterator[int]:
        """The lines in which so many cells of some columns hold one of some texts."""
        if texts and places:
            found = np.isin(self._grid.cells[:, places], list(texts)).sum(axis=1) >= fewest
            yield from self._grid.lines[found].tolist()

    def once(self, work: Callable[[Columns], A]) -> A:
        """What is worked out of the sheet, once for all of its rows."""
        if work not in self._of_sheet:
            self._of_sheet[work] = work(self)
        return cast(A, self._of_sheet[work])

    def parts_of(
        self, work: object, fields: Sequence[str]
    ) -> tuple[Callable[[Cells], object], dict[object, object]]:
        """What gives the cells of some fields, and where what is worked out of them is kept."""
        places = [self.by_field[one].place for one in fields if one in self.by_field]
        if "mail" in fields and self.mail is not None:
            places.append(self.mail.place)
        self.of_parts[work] = (itemgetter(*places) if places else len, {})
        return self.of_parts[work]


@dataclass(slots=True, eq=False)
class Row:
    """One row of a sheet under its mapping."""

    columns: Columns
    line: int
    cells: Cells

    def once(self, work: Callable[..., A], fields: Sequence[str], *more: object) -> A:
        """What is worked out of some fields of a row, once for all rows in which they say the same.

        Args:
            work: of this row; nothing but the cells of `fields` may count.
            fields: names of fields, and `mail`.
            more: further arguments, the same for every row of the sheet.
        """
        parts = self.columns.of_parts.get(work) or self.columns.parts_of(work, fields)
        cells, known = parts[0](self.cells), parts[1]
        found = known.get(cells, known)
        if found is known:
            try:
                found = work(self, *more)
            except Unread as bad:
                found = bad.again()
            known[cells] = found
        if isinstance(found, Unread):
            raise found.again()
        return cast(A, found)

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

    def sitting(self, column: ColumnMapping | None = None) -> Cells:
        """What tells the sitting of a row, or of its cell in a column of days, from others of the sheet."""
        day = column.header if column is not None and self.place("date") is None else ""
        return (day, *map(self.get, SITTING))

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


class Piece(NamedTuple):
    """One record that is not read yet: `make` gives it, or None where it makes no row, or raises `Unread`."""

    line: int
    make: Callable[[], Record | None]


def rows_of(sheet: SheetMapping, grid: Grid) -> Iterator[Row]:
    """The rows of a sheet below its headers; one with nothing in the columns that are read is none.

    Raises:
        ArgumentError: the mapping names columns that the sheet does not have.
    """
    columns, width = Columns(sheet, grid), grid.cells.shape[1]
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
    used = itemgetter(*columns.used, *columns.used[:1]) if columns.used else tuple
    for line, cells in zip(grid.lines.tolist(), grid.cells.tolist(), strict=True):
        if start < line <= until and any(map(str.strip, used(cells))):
            yield Row(columns, line, tuple(cells))
