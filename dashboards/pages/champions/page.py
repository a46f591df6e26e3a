"""The page of champions: on whom a route between two levels rests, and what would help to rest on them
less."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage, fail
from dashboards.answer_page.parts import answer_section, how
from dashboards.answer_page.state import State
from dashboards.pages.champions import text
from dashboards.pages.champions.layout import carriers, one_person
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.champions import QUESTION, ChampionsRequest
from netmap.questions.champions.page_view import view_of
from netmap.questions.learning.arrivals_differ import arrival_offered
from netmap.questions.parameters import PERSON

__all__ = ["fail", "register", "show"]


def content(services: Services, state: State, translator: Translator) -> tuple[list[Any], controls.Values]:
    """Everything that the page shows in a state, and the value of every control."""
    gettext, answer = translator.gettext, services.ask(QUESTION, state)
    view = view_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **controls.shown_question(view))
    warned = html.P(gettext(text.NAMES), className="names")
    parts: list[Any] = [answer_section(gettext(text.HEADING), view.said, view.sentences, translator, warned)]
    if frame.first is not None:
        arrival = arrival_offered(answer.facts)
        rows = controls.question_rows(state, view.choices, frame, values, translator, arrival=arrival)
        parts.append(controls.asked_section(rows, values, translator))
    if view.table is not None:
        parts += [*carriers(view, state, translator), one_person(view, state, translator)]
    elif not view.said.empty:
        parts.append(html.P(gettext(text.ACROSS), className="card"))
    more = ((gettext(text.HOW_SET), gettext(text.HOW_SET_MORE)),)
    beside = ((gettext(text.HOW_DEGREE), gettext(text.HOW_DEGREE_MORE)),)
    return [*parts, how(answer.method, translator, (*more, *beside))], values


PAGE = AnswerPage("champions", ChampionsRequest, lambda state: PERSON, content)
show, register = PAGE.show, PAGE.register
