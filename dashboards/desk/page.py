"""A page of recording: a heading, the way to the others, and an empty place that its script fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, dcc, html

from dashboards.answer_page import ids as shared
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.state import State, elsewhere
from dashboards.components.aria import aria
from dashboards.components.page_links import page_address
from dashboards.desk import ids, text
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.questions.context import Context
from netmap.questions.learning import ThingRequest
from netmap.questions.parameters import ZONE, NodeRef


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of recording: its name in the address, its heading, and its texts by their keys."""

    page: str
    heading: str
    words: Mapping[str, str]

    def answer_page(self) -> AnswerPage:
        """The page as one of those whose state is their address."""
        return AnswerPage(self.page, ThingRequest, lambda state: ZONE, self.content, self.nothing)

    def register(self, app: dash.Dash, services: Services, translator: Translator) -> None:
        """Put the page's callbacks on one application, for one language."""
        self.answer_page().register(app, services, translator)
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction("netmap_desk", "show"),
            Output(shared.DRAWN, "data"),
            Input(ids.GIVEN, "data", allow_optional=True),
        )

    def content(
        self, services: Services, state: State, translator: Translator
    ) -> tuple[list[Any], dict[str, Any]]:
        """The page for a study: of a store to be filled by the script, of files with the way out."""
        study = state.context.study
        title = services.library.study(services.principal, study).about.get("title") or study
        head = self._head(state.context, translator, str(title))
        if not services.library.is_stored(study):
            return [head, _of_files(self.page, services, translator)], {}
        return [head, *self._place(study, state.request.selected, translator)], {}

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
        head = self._head(Context(), translator, translator.gettext(text.NOTHING_YET))
        return [head, *self._place("", None, translator)]

    def _head(self, context: Context, translator: Translator, title: str) -> html.Section:
        return html.Section(
            [
                html.Div(html.H1(translator.gettext(self.heading)), className="headline"),
                html.P(title, className="of-study"),
                desk_links(self.page, translator, elsewhere(context) if context.study else ""),
            ],
            className="card desk-head",
        )

    def _place(self, study: str, selected: NodeRef | None, translator: Translator) -> list[Any]:
        zone = selected.id if selected is not None else None
        given = {
            "page": self.page,
            "study": study,
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
                href=page_address(translator.language, page, elsewhere(Context(study=entry.name))),
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
