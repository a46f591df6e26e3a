"""The page of learning paths: how far what people learn travels, by which routes, and where it stops."""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output

from dashboards.leaf import answering
from dashboards.leaf import ids as shared
from dashboards.leaf.answer import answer_section
from dashboards.leaf.question import how, question, values_of
from dashboards.pages.learning import ids, text
from dashboards.pages.learning.layout import chart_section, last_seen, routes_section
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningRequest
from netmap.questions.map.types import AGENCY, PERSON

NAME = "learning"


def content(
    services: Services, request: LearningRequest, translator: Translator
) -> tuple[list[Any], dict[str, str]]:
    """Everything that the page shows for a request, and the value of every control."""
    ask = services.learning.person_view if request.view == "people" else services.learning.view
    view = ask(services.principal, request, translator.language)
    frame = services.board.frame(services.principal, request.study, translator.language)
    values = values_of(request, view.said, view.from_level, view.to_level)
    heading = translator.gettext(text.HEADING)
    parts: list[Any] = [
        answer_section(heading, view.said, view.sentences, translator, *last_seen(view, translator))
    ]
    if frame.first is not None:
        parts.append(question(request, view.choices, frame, values, translator))
    if not view.said.empty:
        parts += [chart_section(view, translator), routes_section(view, translator)]
    return [*parts, how(view.said, translator)], values


def chosen_sort(request: LearningRequest) -> str:
    """What a request lets choose."""
    return PERSON if request.view == "people" else AGENCY


LEAF = answering.Leaf(NAME, chosen_sort, content)
show, fail = LEAF.show, answering.fail


def register(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put the page's callbacks on one application, for one language."""
    LEAF.register(app, services, translator)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netmap_levels", "draw"),
        Output(shared.DRAWN, "data"),
        Input(ids.LEVEL_DATA, "data", allow_optional=True),
    )
