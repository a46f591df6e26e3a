"""What is known about a sheet beside its cells: how its dates, marks, codes and seconds are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from netmap.files.importer import questions as ask
from netmap.files.importer.date_texts import in_figures, needs_century, needs_order, with_century
from netmap.files.importer.layouts import is_number
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import MEANINGS, PRESENT, keys_in, mark_of
from netmap.files.importer.questions import Answers, Candidate, Question
from netmap.files.importer.records import Unread
from netmap.files.sandbox.cells import Grid
from netmap.model.date_reading import ORDERS, BadDateError, proven_order, read_date

TIE, MISSING, NONE = "tie", "missing", "none"
DIRECTIONS = ("mutual", "directed")
NOTHING = "nothing"
"""What a blank mark may say: it puts nothing on record."""
SEVERAL, ONE, WITH_AGENCY = "several", "one", "with agency"
HEADERS, TITLES, ANSWERED = -1, -2, -3
"""Dates that stand in no column: above the columns of a matrix, in the titles of sheets, in an answer."""

CODES = {"1": TIE, "x": TIE, "0": NONE, "na": MISSING, "n/a": MISSING, "nan": MISSING}
"""Codes that say one thing only."""


class CellMeaning:
    """The answers, as far as they concern one sheet.

    Args:
        sheet: how it is read.
        grid: its cells.
        answers: what was answered.
        days: the days that the sheets of its list say of themselves, beside its own: all are written alike.
    """

    def __init__(self, sheet: SheetMapping, grid: Grid, answers: Answers, days: Sequence[str] = ()) -> None:
        self.sheet = sheet
        self.answers = answers
        self._days = [*days, sheet.settings.get("date", "")]
        self._grid = grid
        self._keys = keys_in(sheet.settings.get("key", ""))
        self._dates = cache(self._how_dated)

    def date(self, text: str, header: str, place: int) -> str:
        """A date as ISO text.

        Args:
            text: as it stands.
            header: its column.
            place: where the column is, `HEADERS` for the headers themselves, `TITLES` for what sheets say of
                themselves: all dates of a column are read alike.

        Raises:
            Unread: no date, or one of which it must be asked how it is meant.
        """
        order, century, question = self._dates(header, place)
        figures = with_century(in_figures(text), century)
        try:
            return read_date(figures, order, told=False)
        except BadDateError as error:
            if error.code == "far-date":
                raise Unread("far-date", header, text) from error
            bad = error.code == "bad-date" and needs_century([figures]) is None
            if bad or question is None:
                raise Unread("bad-date", header, text) from error
            raise Unread("unanswered", header, text, question=question) from error

    def day(self) -> str:
        """The day of the sheet's one sitting as ISO text, as the sheet or an answer tells it.

        Raises:
            Unread: nothing tells it, or it is not known how it is meant.
        """
        about = (self.sheet.sheet,)
        answered = self._said(ask.DAY, about)
        if answered:
            return self.date(answered, "", ANSWERED)
        if told := self.sheet.settings.get("date", ""):
            return self.date(told, "date", TITLES)
        raise Unread("unanswered", None, self.sheet.sheet, question=Question(ask.DAY, about))

    @property
    def list_name(self) -> str:
        """The name of the sheet, or of the list that goes on over several sheets: asked of once."""
        return self.sheet.settings.get("list") or self.sheet.sheet

    def _how_dated(self, header: str, place: int) -> tuple[str | None, str | None, Question | None]:
        """The order and the century of a column's dates, and what must be asked of them."""
        texts = [in_figures(text) for text in self._texts(place)]
        about = (self.list_name if place == TITLES else self.sheet.sheet, header)
        century, question = self._century(texts, about)
        texts = [with_century(text, century or "2000") for text in texts]
        unclear = needs_order(texts)
        if unclear is None:
            return proven_order(texts), century, question
        order = self._said(ask.DATES, about)
        if order in ORDERS:
            return order, century, question
        choices = tuple(Candidate(order) for order in ORDERS)
        return None, century, question or Question(ask.DATES, about, choices, example=unclear)

    def _century(self, texts: list[str], about: tuple[str, str]) -> tuple[str | None, Question | None]:
        short = needs_century(texts)
        if short is None:
            return None, None
        century = self.sheet.settings.get("century") or self._said(ask.CENTURY, about)
        if century in ("1900", "2000"):
            return century, None
        choices = (Candidate("2000"), Candidate("1900"))
        return None, Question(ask.CENTURY, about, choices, example=short)

    def _texts(self, place: int) -> list[str]:
        """The distinct dates of a column, or of the headers of a matrix."""
        if place == TITLES:
            return list(dict.fromkeys(filter(None, self._days)))
        if place == ANSWERED:
            return [self._said(ask.DAY, (self.sheet.sheet,)) or ""]
        if place == HEADERS:
            return [column.header for column in self.sheet.columns if column.field == "mark"]
        start = -1 if self.sheet.header is None else self.sheet.header
        return list(dict.fromkeys(self._grid.cells[self._grid.lines > start, place].tolist()))

    def _said(self, kind: str, about: tuple[str, ...]) -> str | None:
        answer = self.answers.get(kind, about)
        return None if answer is None or answer.action != ask.IS else answer.value

    def _chosen(
        self, kind: str, about: tuple[str, ...], known: Sequence[str], header: str, text: str
    ) -> str | None:
        """What was answered, or None; `Unread` where it is none of the answers that there are."""
        said = self._said(kind, about)
        if said is not None and said not in known:
            raise Unread("bad-answer", header, text, answer=said)
        return said

    def mark(self, text: str, header: str) -> str:
        """What a mark says: one of `marks.MEANINGS`; `Unread` where it must be asked."""
        said = self._chosen(ask.STATUS, (text,), MEANINGS, header, text)
        meaning = said or self._keys.get(text.casefold()) or mark_of(text)
        if meaning is not None:
            return meaning
        choices = tuple(Candidate(word) for word in MEANINGS)
        raise Unread("unanswered", header, text, question=Question(ask.STATUS, (text,), choices))

    def blank_mark(self, header: str, place: int) -> str:
        """What a blank mark says: present, where nobody wrote a mark; else asked, and never `absent`."""
        if not any(text.strip() for text in self._texts(place)):
            return PRESENT
        about = (self.sheet.sheet, header)
        meaning = self._chosen(ask.BLANK, about, (PRESENT, NOTHING), header, "")
        if meaning is not None:
            return meaning
        question = Question(ask.BLANK, about, (Candidate(PRESENT), Candidate(NOTHING)))
        raise Unread("unanswered", header, "", question=question)

    def are_several(self, text: str, header: str, mark: str, *, with_agency: bool = False) -> str:
        """Whether what a mark parts in one cell is `SEVERAL` names, `ONE`, or one `WITH_AGENCY`.

        Args:
            text: what stands in the cell.
            header: its column.
            mark: what parts it.
            with_agency: whether an agency may stand beside a name there.

        Raises:
            Unread: it must be asked.
        """
        about = (self.sheet.sheet, header, mark)
        known = (SEVERAL, ONE, WITH_AGENCY) if with_agency else (SEVERAL, ONE)
        meaning = self._chosen(ask.SEVERAL, about, known, header, text)
        if meaning is not None:
            return meaning
        question = Question(ask.SEVERAL, about, tuple(map(Candidate, known)), example=text)
        raise Unread("unanswered", header, text, question=question)

    def code(self, text: str, header: str) -> str:
        """What a code says: `tie`, `missing` or `none`; `Unread` where it must be asked."""
        plain = text[:-2] if text.endswith(".0") else text
        about = (self.sheet.sheet, plain)
        known = (TIE, MISSING, NONE)
        meaning = self._chosen(ask.CODE, about, known, header, text) or CODES.get(plain.casefold())
        if meaning is not None:
            return meaning
        choices = tuple(Candidate(word) for word in (TIE, MISSING, NONE))
        raise Unread("unanswered", header, text, question=Question(ask.CODE, about, choices))

    def direction(self, text: str, header: str) -> str:
        """Whether a word says that a tie is mutual or directed; `Unread` where it must be asked."""
        said = self._chosen(ask.DIRECTION, (text,), DIRECTIONS, header, text)
        if said is not None:
            return said
        choices = tuple(Candidate(word) for word in DIRECTIONS)
        raise Unread("unanswered", header, text, question=Question(ask.DIRECTION, (text,), choices))

    def moment(self, text: str, header: str) -> str:
        """Seconds since the start as ISO text; `Unread` where they are none, or the start must be asked."""
        if not is_number(text):
            raise Unread("bad-number", header, text)
        about = (self.sheet.sheet,)
        start = self.sheet.settings.get("start") or self._said(ask.START, about)
        try:
            day = dt.datetime.fromisoformat(start or "")
            moment = day + dt.timedelta(seconds=float(text))
        except (ValueError, OverflowError):
            raise Unread("unanswered", header, text, question=Question(ask.START, about)) from None
        return moment.isoformat(timespec="seconds")

    def sort(self) -> str | None:
        """Whether the ids of the sheet are people or agencies, if that was said."""
        said = self.sheet.settings.get("sort") or self._said(ask.SORT, (self.sheet.sheet,))
        return said if said in ("person", "agency") else None
