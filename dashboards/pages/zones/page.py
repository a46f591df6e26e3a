"""The page of boundary zones: how each is doing, what was born there, what would be lost without it."""

from __future__ import annotations

from typing import Any

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage, fail
from dashboards.answer_page.parts import answer_section, how
from dashboards.answer_page.state import State
from dashboards.pages.zones import text
from dashboards.pages.zones.layout import all_zones, choice, zone_parts
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning import ThingRequest
from netmap.questions.learning.arrivals_differ import arrival_offered_anywhere
from netmap.questions.parameters import ZONE
from netmap.questions.zones import QUESTION
from netmap.questions.zones.page_view import view_of

__all__ = ["fail", "register", "show"]


def content(services: Services, state: State, translator: Translator) -> tuple[list[Any], controls.Values]:
    """Everything that the page shows in a state, and the value of every control."""
    answer = services.ask(QUESTION, state)
    view = view_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **controls.shown_days(view.said.start, view.said.end))
    heading = translator.gettext(text.HEADING) if view.sheet is None else view.sheet.name
    sentences = view.sentences if view.sheet is None else view.sheet.sentences
    chosen = [choice(view, state, translator)] if view.choices.zones else []
    parts: list[Any] = [answer_section(heading, view.said, sentences, translator, *chosen)]
    if frame.first is not None:
        arrival = arrival_offered_anywhere(answer.facts)
        rows = controls.question_rows(state, None, frame, values, translator, arrival=arrival)
        parts.append(controls.asked_section(rows, values, translator))
    if view.sheet is not None:
        parts += zone_parts(view, state, view.sheet, translator)
    elif len(view.table):
        parts.append(all_zones(view, state, translator))
    return [*parts, how(answer.method, translator)], values


PAGE = AnswerPage("zones", ThingRequest, lambda state: ZONE, content)
show, register = PAGE.show, PAGE.register
