"""A page of recording: a heading, the way to the others, and an empty place that its script fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, dcc, html

from dashboards.components.aria import aria
from dashboards.components.page_links import page_address
from dashboards.desk import ids, text
from dashboards.leaf import answering
from dashboards.leaf import ids as shared
from dashboards.leaf.search import elsewhere
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningRequest
from netmap.questions.map.types import ZONE


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of recording: its name in the address, its heading, and its texts by their keys."""

    page: str
    heading: str
    words: Mapping[str, str]

    def leaf(self) -> answering.Leaf:
        """The page as one of those whose state is their address."""
        return answering.Leaf(self.page, lambda request: ZONE, self.content, self.nothing)

    def register(self, app: dash.Dash, services: Services, translator: Translator) -> None:
        """Put the page's callbacks on one application, for one language."""
        self.leaf().register(app, services, translator)
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction("netmap_desk", "show"),
            Output(shared.DRAWN, "data"),
            Input(ids.GIVEN, "data", allow_optional=True),
        )

    def content(
        self, services: Services, request: LearningRequest, translator: Translator
    ) -> tuple[list[Any], dict[str, str]]:
        """The page for a study: of a store to be filled by the script, of files with the way out."""
        title = services.library.study(services.principal, request.study).about.get("title") or request.study
        head = self._head(request, translator, str(title))
        if not services.library.is_stored(request.study):
            return [head, _of_files(self.page, services, translator)], {}
        return [head, *self._place(request, translator)], {}

    def nothing(self, services: Services, translator: Translator) -> Any:
        """What is shown while there is no study at all: where a store is open, the way to the first one."""
        if not services.library.keeps():
            return html.Section(
                [
                    html.H1(translator.gettext(self.heading)),
                    html.P(translator.gettext(text.NO_STORE)),
                ],
                className="card state",
            )
        head = self._head(LearningRequest(""), translator, translator.gettext(text.NOTHING_YET))
        return [head, *self._place(LearningRequest(""), translator)]

    def _head(self, request: LearningRequest, translator: Translator, title: str) -> html.Section:
        return html.Section(
            [
                html.Div(html.H1(translator.gettext(self.heading)), className="headline"),
                html.P(title, className="of-study"),
                desk_links(self.page, translator, elsewhere(request) if request.study else ""),
            ],
            className="card desk-head",
        )

    def _place(self, request: LearningRequest, translator: Translator) -> list[Any]:
        zone = request.selected.id if request.selected is not None else None
        given = {
            "page": self.page,
            "study": request.study,
            "zone": zone,
            "words": text.in_words(self.words, translator),
        }
        return [dcc.Store(id=ids.GIVEN, data=given), html.Div(id=ids.ROOT, className="desk")]


def desk_links(here: str, translator: Translator, search: str) -> html.Nav:
    """A row of links to the pages of recording; the one that is shown says so."""
    links = [
        html.Li(
            html.A(
                translator.gettext(label),
                href=page_address(translator.language, page, search),
                **(aria(current="page") if page == here else {}),
            )
        )
        for page, label in text.DESK_LINKS
    ]
    return html.Nav(
        html.Ul(links), className="pages desk-pages", **aria(label=translator.gettext(text.LABEL))
    )


def _of_files(page: str, services: Services, translator: Translator) -> html.Section:
    gettext = translator.gettext
    entries = services.library.entries(services.principal)
    stored = [entry for entry in entries if services.library.is_stored(entry.name)]
    links = [
        html.Li(
            html.A(
                entry.title,
                href=page_address(translator.language, page, elsewhere(LearningRequest(entry.name))),
            )
        )
        for entry in stored
    ]
    there = [html.P(gettext(text.OTHERS)), html.Ul(links, className="told")]
    return html.Section(
        [
            html.H2(gettext(text.FILES)),
            html.P(gettext(text.FILES_MORE)),
            *(there if stored else [html.P(gettext(text.NO_STORE))]),
        ],
        className="card",
    )
