"""The page of champions: on whom a route between two levels rests, and what would help to rest on them
less."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboards.leaf import answering
from dashboards.leaf.answer import answer_section
from dashboards.leaf.question import how, question, values_of
from dashboards.pages.champions import text
from dashboards.pages.champions.layout import carriers, one_person
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningRequest
from netmap.questions.map.types import PERSON


def content(
    services: Services, request: LearningRequest, translator: Translator
) -> tuple[list[Any], dict[str, str]]:
    """Everything that the page shows for a request, and the value of every control."""
    gettext = translator.gettext
    view = services.champions.person_view(services.principal, request, translator.language)
    frame = services.board.frame(services.principal, request.study, translator.language)
    values = values_of(request, view.said, view.from_level, view.to_level)
    warned = html.P(gettext(text.NAMES), className="names")
    parts: list[Any] = [answer_section(gettext(text.HEADING), view.said, view.sentences, translator, warned)]
    if frame.first is not None:
        parts.append(question(request, view.choices, frame, values, translator))
    if view.table is not None:
        parts += [*carriers(view, translator), one_person(view, translator)]
    elif not view.said.empty:
        parts.append(html.P(gettext(text.ACROSS), className="card"))
    more = ((gettext(text.HOW_SET), gettext(text.HOW_SET_MORE)),)
    beside = ((gettext(text.HOW_DEGREE), gettext(text.HOW_DEGREE_MORE)),)
    return [*parts, how(view.said, translator, (*more, *beside))], values


LEAF = answering.Leaf("champions", lambda request: PERSON, content)
show, register, fail = LEAF.show, LEAF.register, answering.fail
