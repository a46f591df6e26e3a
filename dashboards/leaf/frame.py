"""The frame of these pages, before their first question is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.components.language_links import language_links
from dashboards.components.page_links import page_address, page_links
from dashboards.components.theme import THEME
from dashboards.leaf import controls, ids, text
from dashboards.leaf.search import elsewhere, search_of
from netmap.library.study_entry import StudyEntry
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningRequest

POLL_MS = 1000


def frame(page: str, entries: Sequence[StudyEntry], translator: Translator) -> Any:
    """The whole page, empty."""
    gettext = translator.gettext
    empty = (ids.ADDRESS, ids.SHOWN, ids.CHANGED, ids.WRITTEN, ids.DRAWN)
    working = html.P(gettext(text.WORKING), className="card state", role="status")
    return dmc.MantineProvider(
        [
            html.A(gettext(text.SKIP), href=f"#{ids.CONTENT}", className="skip"),
            *(dcc.Store(id=name) for name in empty),
            dcc.Interval(id=ids.POLL, interval=POLL_MS, disabled=True),
            html.Header(
                header(page, LearningRequest(""), entries, translator),
                id=ids.HEADER,
                className="page-header",
            ),
            html.Main(
                [
                    html.Div(id=ids.TROUBLE, className="trouble", role="alert", hidden=True),
                    html.Div(working, id=ids.CONTENT, className="leaf", tabIndex="-1"),
                ]
            ),
        ],
        theme=THEME,
        forceColorScheme="light",
    )


def header(
    page: str, request: LearningRequest, entries: Sequence[StudyEntry], translator: Translator
) -> list[Any]:
    """The name, what is looked at, the pages, who looks, and the way to the other language."""
    gettext = translator.gettext
    simulated = any(entry.name == request.study and entry.simulated for entry in entries)
    options = [controls.option(entry.name, _label(entry, translator)) for entry in entries]
    search = search_of(request)
    return [
        html.Div(
            [html.Strong(gettext(text.NAME), className="name"), html.Span(gettext(text.TAGLINE))],
            className="brand",
        ),
        page_links(page, translator, elsewhere(request) if request.study else ""),
        controls.pick("study", gettext(text.STUDY), options, request.study, disabled=not entries),
        html.Div(
            [
                html.Span(gettext(text.SIMULATED), className="badge", hidden=not simulated),
                html.Span(gettext(text.LOCAL_USER), title=gettext(text.LOCAL_USER_MORE), className="who"),
                *language_links(translator, lambda language: page_address(language, page, search)),
            ],
            className="header-end",
        ),
    ]


def _label(entry: StudyEntry, translator: Translator) -> str:
    template = text.STATUS.get(entry.status)
    return translator.gettext(template).format(title=entry.title) if template else entry.title
