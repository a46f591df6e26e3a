"""The page of learning paths: how far what people learn travels, by which routes, and where it stops."""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output

from dashboards.answer_page import controls
from dashboards.answer_page import ids as shared
from dashboards.answer_page.page import AnswerPage, fail
from dashboards.answer_page.parts import answer_section, how
from dashboards.answer_page.state import State
from dashboards.pages.learning import ids, text
from dashboards.pages.learning.layout import chart_section, curve_link, last_seen, routes_section
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning import PEOPLE, QUESTION, PathsRequest
from netmap.questions.learning.arrivals_differ import arrival_offered
from netmap.questions.learning.page_view import view_of
from netmap.questions.parameters import AGENCY, PERSON

__all__ = ["fail", "register", "show"]


def content(services: Services, state: State, translator: Translator) -> tuple[list[Any], controls.Values]:
    """Everything that the page shows in a state, and the value of every control."""
    answer = services.ask(QUESTION, state)
    view = view_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **controls.shown_question(view))
    heading = translator.gettext(text.HEADING)
    more = [*last_seen(view, state, translator), *curve_link(view, state, translator)]
    parts: list[Any] = [answer_section(heading, view.said, view.sentences, translator, *more)]
    if frame.first is not None:
        arrival = arrival_offered(answer.facts)
        rows = controls.question_rows(state, view.choices, frame, values, translator, arrival=arrival)
        parts.append(controls.asked_section(rows, values, translator))
    if not view.said.empty:
        parts += [chart_section(view, state, translator), routes_section(view, state, translator)]
    return [*parts, how(answer.method, translator)], values


def chosen_sort(state: State) -> str:
    """What a request lets choose."""
    return PERSON if state.request.view == PEOPLE else AGENCY


PAGE = AnswerPage("learning", PathsRequest, chosen_sort, content)
show = PAGE.show


def register(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put the page's callbacks on one application, for one language."""
    PAGE.register(app, services, translator)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netmap_levels", "draw"),
        Output(shared.DRAWN, "data"),
        Input(ids.LEVEL_DATA, "data", allow_optional=True),
    )
