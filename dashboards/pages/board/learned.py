"""The sentences over the horizon beside those of the map: asked when an answer is shown, never in play."""

from __future__ import annotations

from typing import Any

import dash
from dash import Input, Output, State, html

from dashboards.answer_page.state import from_the_map
from dashboards.components.page_links import page_address
from dashboards.pages.board import ids, text
from dashboards.pages.board.search import page_in
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning import QUESTION, PathsRequest
from netmap.questions.learning.page_view import headlines_of
from netmap.questions.map.request import MapPage
from netmap.questions.question import PageState


def register_learned(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put the callback on one application."""

    @app.callback(
        Output(ids.LEARNED, "children"),
        Output(ids.LEARNED_OF, "data"),
        Input(ids.SHOWN, "data"),
        Input(ids.TIMER, "disabled"),
        State(ids.LEARNED_OF, "data"),
        prevent_initial_call=True,
    )
    def learn(shown: dict[str, Any] | None, stopped: bool, known: list[Any] | None) -> Any:
        return learned(services, translator, shown, stopped, known)


def learned(
    services: Services,
    translator: Translator,
    shown: dict[str, Any] | None,
    stopped: bool,
    known: list[Any] | None,
) -> Any:
    """The sentences of a study and a window, and which these are; nothing new where they are known."""
    if not shown or not shown.get("read"):
        return [], None
    page = page_in(shown["search"])
    asked = [list(pair) for pair in page.context.query]
    if not stopped or asked == known:
        return dash.no_update, dash.no_update
    context = page.context.but(principal=services.principal, language=translator.language)
    answer = services.ask(QUESTION, PageState(context, PathsRequest()))
    said = headlines_of(answer.facts, translator)
    return _list(said, page, translator) if said else [], asked


def _list(said: tuple[str, ...], page: MapPage, translator: Translator) -> list[Any]:
    there = page_address(translator.language, "learning", from_the_map(page, "learning"))
    more = html.A(translator.gettext(text.LEARNED_MORE), href=there)
    return [html.Ul([*(html.Li(sentence) for sentence in said), html.Li(more)])]
