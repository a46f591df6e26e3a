"""What is known about a sheet beside its cells: how its dates, marks, codes and seconds are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from netmap.files.importer import questions as ask
from netmap.files.importer.date_texts import (
    CENTURIES,
    FULL_YEAR,
    in_figures,
    month_in,
    needs_century,
    needs_order,
    needs_year,
    order_by_weekdays,
    perhaps_months,
    proven_century,
    week_of,
    with_century,
    with_year,
)
from netmap.files.importer.layouts import is_number
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.marks import APOLOGIES, MEANINGS, NOTHING, PRESENT, keys_in, mark_of, people_in
from netmap.files.importer.questions import Answers, Candidate, Question
from netmap.files.importer.records import Cells, Unread, rows_of
from netmap.files.sandbox.cells import Grid
from netmap.model.date_reading import ORDERS, BadDateError, is_ambiguous, proven_order, read_date
from netmap.model.derived import cached_property
from netmap.model.findings import WARNING

TIE, MISSING, NONE = "tie", "missing", "none"
DIRECTIONS = ("mutual", "directed", "reversed")
SEVERAL, ONE, WITH_AGENCY, WITH_WORDS = "several", "one", "with agency", "with words"
PARTED, LISTED, BEHIND = (SEVERAL, ONE), (SEVERAL, ONE, WITH_AGENCY), (ONE, WITH_AGENCY, WITH_WORDS)
"""What a cell of names parted by marks may be, a part of a list of names, and a name with words behind it."""

DAY_OF_MONTH = "day"
"""The answer that says of texts such as Jan-24 that they are days."""
HEADERS, TITLES, ANSWERED = -1, -2, -3
"""Dates that stand in no column: above the columns of a matrix, in the titles of sheets, in an answer."""

CODES = {"1": TIE, "x": TIE, "0": NONE, "na": MISSING, "n/a": MISSING, "nan": MISSING}
"""Codes that say one thing only."""


@dataclass(frozen=True, slots=True)
class Dating:
    """How the dates of a column are meant, and what must still be asked; `years` are those it says itself.

    `months`: the century of texts such as Jan-24, where they are months of years.
    """

    order: str | None
    century: str | None
    year: str | None
    years: tuple[str, ...]
    questions: Mapping[str, Question]
    months: str = ""

    def figures(self, text: str) -> str:
        """A text in figures, as far as it is known how it is meant."""
        month = month_in(text, self.months) if self.months else ""
        return month or with_century(with_year(in_figures(text), self.year), self.century)

    def question(self, figures: str) -> Question | None:
        """What must be asked of a date that cannot be read yet; None where it is no date at all."""
        if needs_year(figures):
            return self.questions.get(ask.MONTH) or self.questions.get(ask.YEAR)
        if needs_century([figures]):
            return self.questions.get(ask.CENTURY)
        return self.questions.get(ask.DATES) if is_ambiguous(figures) else None


class CellMeaning:
    """The answers, as far as they concern one sheet.

    Args:
        sheet: how it is read.
        grid: its cells.
        answers: what was answered.
        days: the days that the sheets of its list say of themselves, beside its own: all are written alike.
        is_agency: whether a text surely names an agency.
    """

    def __init__(
        self,
        sheet: SheetMapping,
        grid: Grid,
        answers: Answers,
        days: Sequence[str] = (),
        is_agency: Callable[[str], bool] = lambda text: False,
    ) -> None:
        self.is_agency = is_agency
        self.sheet = sheet
        self.answers = answers
        self._days = [*days, sheet.settings.get("date", "")]
        self._grid = grid
        self._marks: dict[str, str] = {}
        self._read: dict[tuple[str, str, int], str] = {}
        self._keys = keys_in(sheet.settings.get("key", ""))
        self.people = people_in(sheet.settings.get("key", ""))
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
        if (known := self._read.get((text, header, place))) is None:
            known = self._read[text, header, place] = self._date(text, header, place)
        return known

    def _date(self, text: str, header: str, place: int) -> str:
        """A date as ISO text, read for the first time."""
        if named := week_of(text):
            return self._day_of_week(text, named, header, place)
        found = self._dating(header, place)
        figures = found.figures(text)
        try:
            return read_date(figures, found.order, told=False)
        except BadDateError as error:
            if error.code == "far-date":
                raise Unread("far-date", header, text) from error
            question = found.question(figures)
            if question is None and place == HEADERS:
                return self._day_of_week(text, "", header, place)
            if question is None:
                raise Unread("bad-date", header, text) from error
            raise Unread("unanswered", header, text, question=question) from error

    def _day_of_week(self, text: str, named: str, header: str, place: int) -> str:
        """The day that was said of a week, called by its first day, or of a header that names no day.

        Raises:
            Unread: it must be asked.
        """
        about = (self.sheet.sheet, text)
        if said := self._said(ask.WEEK, about):
            try:
                return read_date(said)
            except BadDateError as error:
                raise Unread("bad-answer", header, text, answer=said) from error
        years = self._dating(header, place).years
        try:
            told = with_year(named, years[0]) if len(years) == 1 else named
            first = self.date(told, header, place) if named else ""
        except Unread:
            first = ""
        choices = (Candidate(first),) if first else ()
        raise Unread("unanswered", header, text, question=Question(ask.WEEK, about, choices))

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

    def _dating(self, header: str, place: int) -> Dating:
        """How a column's dates are meant: all headers alike, but for years that are asked one by one."""
        alike = place == HEADERS and not self._lacks_years
        return self._dates("" if alike else header, place)

    @cached_property
    def _lacks_years(self) -> bool:
        """Whether the headers of a matrix name a day without its year."""
        return any(needs_year(in_figures(week_of(text) or text)) for text in self._texts(HEADERS))

    def _how_dated(self, header: str, place: int) -> Dating:
        """How a column's dates are meant, and what must be asked of them."""
        texts = [in_figures(week_of(text) or text) for text in self._texts(place)]
        name = self.list_name if place == TITLES else self.sheet.sheet
        own = (name, header)
        about = (name, next(iter(self._texts(place)), header)) if place == HEADERS else own
        questions: dict[str, Question] = {}
        years = tuple(dict.fromkeys(found[0] for text in texts if (found := FULL_YEAR.search(text))))
        months = self._months(texts, questions)
        if months is not None:
            texts = [
                (months and month_in(text, months)) or text
                for text in texts
                if months or not month_in(text, "2000")
            ]
        year = self._year(texts, years, own, questions)
        century = self._century(texts, about, questions)
        texts = [with_century(with_year(text, year or "2000"), century or "2000") for text in texts]
        unclear = needs_order(texts)
        order = self._said(ask.DATES, about)
        if unclear is None or order not in ORDERS:
            order = proven_order(texts) or order_by_weekdays(self._texts(place), century)
        if unclear is not None and order is None:
            choices = tuple(Candidate(order) for order in ORDERS)
            questions[ask.DATES] = Question(ask.DATES, about, choices, example=unclear)
        return Dating(order, century, year, years, questions, months or "")

    def _months(self, texts: Sequence[str], questions: dict[str, Question]) -> str | None:
        """The century of texts such as Jan-24, where they are months.

        Empty where it must be asked, None where they are days.
        """
        example = perhaps_months(texts)
        if example is None:
            return None
        said = self._said(ask.MONTH, (self.sheet.sheet,))
        if said in (*CENTURIES, DAY_OF_MONTH):
            return None if said == DAY_OF_MONTH else said
        read = tuple(Candidate(one, month_in(example, one)) for one in reversed(CENTURIES))
        choices = (*read, Candidate(DAY_OF_MONTH))
        questions[ask.MONTH] = Question(ask.MONTH, (self.sheet.sheet,), choices, example=example)
        return ""

    def _year(
        self,
        texts: Sequence[str],
        years: Sequence[str],
        about: tuple[str, str],
        questions: dict[str, Question],
    ) -> str | None:
        """The year of days without one; those of the column, of the title and of the name are offered."""
        short = next((text for text in texts if needs_year(text)), None)
        if short is None:
            return None
        year = self.sheet.settings.get("year") or self._said(ask.YEAR, about)
        if year is not None and FULL_YEAR.fullmatch(year):
            return year
        choices = tuple(Candidate(one) for one in dict.fromkeys((*years, *self._years_above())))
        example = about[1] if about[1] in texts else short
        questions[ask.YEAR] = Question(ask.YEAR, about, choices, example=example)
        return None

    def _years_above(self) -> list[str]:
        """The years that the sheet's name and the lines above its table tell."""
        start = 0 if self.sheet.header is None else self.sheet.header
        above = self._grid.cells[self._grid.lines < start].ravel().tolist()
        return [
            year for text in (*above, *self._grid.above, self.sheet.sheet) for year in FULL_YEAR.findall(text)
        ]

    def _century(
        self, texts: Sequence[str], about: tuple[str, str], questions: dict[str, Question]
    ) -> str | None:
        short = needs_century(texts)
        if short is None:
            return None
        told = self.sheet.settings.get("century") or self._said(ask.CENTURY, about)
        century = told if told in CENTURIES else proven_century(texts)
        if century is None:
            choices = (Candidate("2000"), Candidate("1900"))
            questions[ask.CENTURY] = Question(ask.CENTURY, about, choices, example=short)
        return century

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

    def mark(self, text: str, header: str, sitting: Callable[[], Cells]) -> str:
        """What a mark says: one of `marks.MEANINGS`.

        A word for days on which nobody met says so only where no other mark of its sitting says that somebody
        was there or sent apologies: else it is asked, and the answer holds for such sittings alone.

        Args:
            text: the mark.
            header: its column.
            sitting: gives what `Row.sitting` tells of its sitting.

        Raises:
            Unread: it must be asked, or says that nobody met.
        """
        if text in self._marks:
            return self._marks[text]
        said = self._chosen(ask.STATUS, (text,), (*MEANINGS, NOTHING), header, text)
        word = self._word(text)
        if word == NOTHING and sitting() not in self._met:
            raise Unread("no-sitting", header, text, severity=WARNING)
        meaning = said or (None if word == NOTHING else word)
        if meaning == NOTHING:
            raise Unread("left-out", header, text, severity=WARNING)
        if meaning is not None:
            if word != NOTHING:
                self._marks[text] = meaning
            return meaning
        choices = tuple(Candidate(word) for word in (*MEANINGS, NOTHING))
        raise Unread("unanswered", header, text, question=Question(ask.STATUS, (text,), choices))

    def _word(self, text: str) -> str | None:
        """What a mark says by itself, or by the lines that explain the marks; None where neither tells."""
        return self._keys.get(text.casefold()) or mark_of(text)

    @cached_property
    def _met(self) -> frozenset[Cells]:
        """The sittings of the sheet of which some mark says that somebody was there or sent apologies."""
        found: dict[Cells, set[str]] = {}
        for row in rows_of(self.sheet, self._grid):
            for column, text in row.marks():
                found.setdefault(row.sitting(column), set()).add(text)
            if text := row.get("status"):
                found.setdefault(row.sitting(), set()).add(text)
        return frozenset(sitting for sitting, texts in found.items() if any(map(self._says_met, texts)))

    def _says_met(self, text: str) -> bool:
        word = self._word(text)
        meaning = word if word == NOTHING else self._said(ask.STATUS, (text,)) or word
        return meaning in (PRESENT, APOLOGIES)

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

    def are_several(self, text: str, header: str, mark: str, known: Sequence[str] = PARTED) -> str:
        """Whether what a mark parts is `SEVERAL` names, `ONE`, or one `WITH_AGENCY` or `WITH_WORDS`.

        Args:
            text: what stands in the cell.
            header: its column.
            mark: what parts it.
            known: which of these it can be.

        Raises:
            Unread: it must be asked.
        """
        about = (self.sheet.sheet, header, mark)
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
        """Whether a word says that a tie is mutual or directed, and from which end; `Unread` where it must be
        asked."""
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
