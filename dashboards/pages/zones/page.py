"""The page of boundary zones: how each is doing, what was born there, what would be lost without it."""

from __future__ import annotations

from typing import Any

from dashboards.leaf import answering
from dashboards.leaf.answer import answer_section
from dashboards.leaf.question import how, question, values_of
from dashboards.pages.zones import text
from dashboards.pages.zones.layout import all_zones, choice, zone_parts
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningRequest
from netmap.questions.map.types import ZONE


def content(
    services: Services, request: LearningRequest, translator: Translator
) -> tuple[list[Any], dict[str, str]]:
    """Everything that the page shows for a request, and the value of every control."""
    ask = services.zones.person_view if request.view == "people" else services.zones.view
    view = ask(services.principal, request, translator.language)
    frame = services.board.frame(services.principal, request.study, translator.language)
    values = values_of(request, view.said, None, None)
    heading = translator.gettext(text.HEADING) if view.sheet is None else view.sheet.name
    sentences = view.sentences if view.sheet is None else view.sheet.sentences
    chosen = [choice(view, translator)] if view.choices.zones else []
    parts: list[Any] = [answer_section(heading, view.said, sentences, translator, *chosen)]
    if frame.first is not None:
        parts.append(question(request, view.choices, frame, values, translator, levels=False))
    if view.sheet is not None:
        parts += zone_parts(view, view.sheet, translator)
    elif len(view.table):
        parts.append(all_zones(view, translator))
    return [*parts, how(view.said, translator)], values


LEAF = answering.Leaf("zones", lambda request: ZONE, content)
show, register, fail = LEAF.show, LEAF.register, answering.fail
