"""The page of a question that has none made by hand: sentences, its own controls, its tables, the method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash import html

from dashboards.answer_page import controls, text
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import AT_ONCE, answer_section, card, file_link, how
from dashboards.answer_page.state import State
from dashboards.components.facts import MOST_ROWS, facts_table
from dashboards.services import Services
from netmap.library import wording
from netmap.model.errors import StudyError
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.learning.types import Said
from netmap.questions.map.frames import frame_of
from netmap.questions.map.types import Frame
from netmap.questions.parameters import THING, parameters_of
from netmap.questions.question import Answer, Question, Table
from netmap.questions.readable import ReadTable, read_table

Drawn = Callable[["Shown"], Sequence[html.Section]]
"""What draws the cards that stand before the tables of an answer."""


def nothing_drawn(shown: Shown) -> Sequence[html.Section]:
    """No card before the tables."""
    return ()


def plain_page(
    question: Question, drawn: Drawn = nothing_drawn, folded: Sequence[str] = (), at_once: int = AT_ONCE
) -> AnswerPage:
    """The page of a question; `drawn` gives what stands before its tables.

    The tables named in `folded` say what is drawn once more, and are folded up; so many sentences
    are read `at_once`.
    """

    def content(
        services: Services, state: State, translator: Translator
    ) -> tuple[list[Any], controls.Values, controls.Menus]:
        study = _study(services, state)
        frame = None if study is None else frame_of(study, state.context.study, translator)
        answer = services.ask(question, state)
        shown = Shown(question, state, answer, study, frame, translator, drawn, folded, at_once)
        return shown.parts(), shown.values(), shown.menus()

    return AnswerPage(question.name, question.request, lambda state: "", content, lasting=question.lasts())


def _study(services: Services, state: State) -> Study | None:
    """The study; None for one that is refused, of which only the checks can speak."""
    try:
        return services.inquiry(state.context).study
    except StudyError:
        return None


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer in one state of its page, in the reader's language."""

    question: Question
    state: State
    answer: Answer
    study: Study | None
    frame: Frame | None
    t: Translator
    drawn: Drawn = nothing_drawn
    folded: Sequence[str] = ()
    at_once: int = AT_ONCE

    def values(self) -> controls.Values:
        """The value of every control."""
        method = self.answer.method
        days = {} if method is None else controls.shown_days(method.start, method.end)
        return controls.values_of(self.state, **days)

    def parts(self) -> list[Any]:
        """What is said, what is asked, the tables, and how it was worked out."""
        method = self.answer.method
        hidden = self.answer.unseen and not self.question.beside
        tables = [] if hidden else self._tables()
        worked_out = [] if method is None else [how(method, self.t)]
        drawn = () if hidden else self.drawn(self)
        return [self._said(), *drawn, *tables, *worked_out]

    def _said(self) -> html.Section:
        frame, question = self.frame, self.question
        title, notices = (self.state.context.study, ()) if frame is None else (frame.title, frame.notices)
        sentences = question.said(self.answer, self.t)
        said = Said(title, notices, "", None, None)
        heading = self.t.gettext(question.title)
        return answer_section(heading, said, sentences, self.t, at_once=self.at_once)

    def menus(self) -> controls.Menus:
        """Its own controls, the partnership and the window; none where there is nothing to choose."""
        method, values = self.answer.method, self.values()
        if self.frame is None or method is None:
            return ()
        own = [each for each in parameters_of(self.question.request) if each.kind != THING]
        chosen = controls.partnership(self.frame, values, self.t)
        chosen += controls.declared(self.frame, values, self.t, method.declared)
        first = [*chosen, *(controls.control(each, values, self.t) for each in own)]
        window = controls.window(self.state, self.frame, values, self.t)
        return controls.menus(first, window if method.start else window[-1:], values, self.t)

    def _tables(self) -> list[Any]:
        """The tables with rows, then those folded up; last, there too, the names of those that have none."""
        every = self.question.tables
        read = {each.name: self._read(each) for each in every}
        filled = [each for each in every if read[each.name].rows]
        again = [each for each in filled if each.name in self.folded]
        cards: list[Any] = [self._table(each, read[each.name]) for each in filled if each not in again]
        empty = [each for each in every if each not in filled]
        last = [self._empty(empty)] if empty else []
        if again:
            summary = html.Summary(self.t.gettext(text.AGAIN_AS_TABLES))
            folded = (self._table(each, read[each.name]) for each in again)
            return [*cards, html.Details([summary, *folded, *last])]
        return [*cards, *last]

    def _read(self, table: Table) -> ReadTable:
        return read_table(table, self.answer.facts, self.study, self.t, MOST_ROWS)

    def _empty(self, tables: Sequence[Table]) -> html.Section:
        """The tables without a row, each with its link."""
        if len(tables) == 1:
            caption, link = self.t.gettext(tables[0].caption), self._link(tables[0])
            return card(caption, link, html.P(self.t.gettext(text.NO_ROWS), className="hint"))
        items = [html.Li([self.t.gettext(each.caption), " · ", self._link(each)]) for each in tables]
        return card(self.t.gettext(text.EMPTY_TABLES), None, html.Ul(items, className="hint"))

    def _link(self, table: Table) -> html.A:
        return file_link(self.state, f"{table.name}.csv", self.t)

    def _table(self, table: Table, read: ReadTable) -> html.Section:
        """A table with its link; of a long one the first rows, and how many there are."""
        caption, link = self.t.gettext(table.caption), self._link(table)
        counts = {"shown": wording.whole(self.t, len(read.rows)), "n": wording.whole(self.t, read.n)}
        count = text.rows(self.t, read.n)
        if read.n > len(read.rows):
            count = self.t.gettext(text.FIRST_ROWS).format(**counts)
        headings = [
            html.Span(heading, title=meaning, className="explained") if meaning else heading
            for heading, meaning in zip(read.headings, read.helps, strict=True)
        ]
        read, headings = self._without_one_partnership(table, read, headings)
        shown = facts_table(caption, headings, read.rows, read.numbers)
        return card(caption, link, html.P(count, className="hint"), html.Div(shown, className="plain-table"))

    def _without_one_partnership(
        self, table: Table, read: ReadTable, headings: list[Any]
    ) -> tuple[ReadTable, list[Any]]:
        """A table without the column that names the one partnership in every row; the file keeps it."""
        at = next((place for place, each in enumerate(table.shown) if each.names == ("partnerships",)), None)
        if at is None or self.study is None or len(self.study.partnerships) != 1 or len(headings) < 3:
            return read, headings
        numbers = frozenset(place - (place > at) for place in read.numbers if place != at)
        rows = tuple((*row[:at], *row[at + 1 :]) for row in read.rows)
        return replace(read, rows=rows, numbers=numbers), [*headings[:at], *headings[at + 1 :]]
