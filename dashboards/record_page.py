"""A page of recording: a heading, the way to the others, and an empty place that its script fills."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import dash
from dash import ClientsideFunction, Input, Output, dcc, html

from dashboards.answer_page import ids as shared
from dashboards.answer_page.controls import Menus
from dashboards.answer_page.page import AnswerPage, fail
from dashboards.answer_page.state import State, elsewhere
from dashboards.components.aria import data
from dashboards.components.page_links import page_address
from dashboards.services import Services
from netmap.model.i18n import N_, Translator
from netmap.questions.context import Context
from netmap.questions.learning import ThingRequest
from netmap.questions.parameters import ZONE, NodeRef

ROOT, GIVEN = "record-page", "record-given"
"""The ids of the place that the script fills, and of what it is given."""

FILES = N_("This study is read from files")
FILES_MORE = N_(
    "Nothing can be recorded in it here. A study that lives in a store can be changed, and every change "
    "undone."
)
OTHERS = N_("Studies that live in a store: ")
NO_STORE = N_("No store is open. Ask whoever started the service to open one, as the README says.")
NOTHING_YET = N_("The store holds no study yet")

WORDS = {
    "loading": N_("Being fetched…"),
    "no_connection": N_("There is no connection to the service."),
    "failed": N_("Something went wrong on our side. Please try again."),
    "try_again": N_("Try again"),
    "saving": N_("Being saved…"),
    "undo": N_("Undo"),
    "cancel": N_("Leave it"),
    "undoing": N_("What undoing would do"),
    "undo_now": N_("Undo it"),
    "undo_keep": N_("Undo, and keep the later work"),
    "undo_drop": N_("Undo, and drop the later work too"),
    "undo_none": N_("Nothing on record would change."),
    "later": N_("Later work is in the way: {n}"),
    "later_shown": N_("What the later work is: {n}"),
    "without": N_("If the later work is dropped"),
    "as_is": N_("As it is now"),
    "not_there": N_("not there"),
    "new_study": N_("Name of the new study"),
    "make": N_("Make it"),
    "not_known": N_("not known"),
    "blank": N_("blank"),
}
"""What every page of recording says in the browser."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of recording: its name in the address, its heading, and its texts by their keys.

    `first`: the part that fills it, and what that asks of a study; none where a script fills it.
    `of_files`: it shows a study of files too, where nothing can be written.
    """

    page: str
    heading: str
    words: Mapping[str, str]
    first: tuple[str, str] | None = None
    of_files: bool = False

    @property
    def all_words(self) -> Mapping[str, str]:
        """The texts of the page, and those of all pages of recording."""
        return {**WORDS, **self.words}

    def answer_page(self) -> AnswerPage:
        """The page as one of those whose state is their address."""
        content, nothing = self.content, self.nothing
        return AnswerPage(self.page, ThingRequest, lambda state: ZONE, content, nothing, lasting=False)

    def show(self, services: Services, translator: Translator) -> Any:
        """The page as it is sent, before its script fills it."""
        return self.answer_page().show(services, translator)

    def fail(self, message: str) -> None:
        """Say in the page that something could not be done."""
        fail(message)

    def register(self, app: dash.Dash, services: Services, translator: Translator) -> None:
        """Put the page's callbacks on one application, for one language."""
        self.answer_page().register(app, services, translator)
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction("netmap_record", "show"),
            Output(shared.DRAWN, "data"),
            Input(GIVEN, "data", allow_optional=True),
        )

    def content(
        self, services: Services, state: State, translator: Translator
    ) -> tuple[list[Any], dict[str, Any], Menus]:
        """The page for a study: of a store to be filled by the script, of files with the way out."""
        study = state.context.study
        head = self._head(translator)
        if not services.library.is_stored(study):
            there = self._place(study, None, translator) if self.of_files else []
            return [head, *there, _of_files(self.page, services, translator)], {}, ()
        return [head, *self._place(study, state.request.selected, translator)], {}, ()

    def nothing(self, services: Services, translator: Translator) -> Any:
        """What is shown while there is no study at all: where a store is open, the way to the first one."""
        if not services.library.keeps():
            return html.Section(
                [
                    html.H1(translator.gettext(self.heading)),
                    html.P(translator.gettext(NO_STORE)),
                ],
                className="card state",
            )
        head = self._head(translator, translator.gettext(NOTHING_YET))
        return [head, *self._place("", None, translator)]

    def _head(self, translator: Translator, said: str = "") -> html.Section:
        heading = html.H1(translator.gettext(self.heading))
        return html.Section([heading, html.P(said)] if said else [heading], className="sentences record-head")

    def _place(self, study: str, selected: NodeRef | None, translator: Translator) -> list[Any]:
        zone = selected.id if selected is not None else None
        given = {
            "page": self.page,
            "study": study,
            "zone": zone,
            "there": self._first(study, translator.language),
            "words": {key: translator.gettext(said) for key, said in self.all_words.items()},
        }
        return [dcc.Store(id=GIVEN, data=given), html.Div(id=ROOT, className="record-page")]

    def _first(self, study: str, language: str) -> str | None:
        """The address of what fills the page; where there is no study, of the form that makes one."""
        if study == "":
            return f"/parts/{self.page}/new/studies?lang={language}"
        if self.first is None:
            return None
        part, path = self.first
        return part_address(self.page, part, study, path, language)


def part_address(page: str, part: str, study: str, path: str, language: str, **query: str) -> str:
    """Where a part of a page is asked for, with what the interface for programs is asked at `path`."""
    there = f"/parts/{page}/{part}/studies/{quote(study, safe='')}/{path}"
    return f"{there}{'&' if '?' in there else '?'}{urlencode({**query, 'lang': language})}"


def part_button(t: Translator, label: str, there: str, told: Mapping[str, Any]) -> html.Button:
    """A button of another page that shows a part beside itself; its form sends along what is told."""
    words = {key: t.gettext(WORDS[key]) for key in ("saving", "no_connection", "try_again", "failed")}
    given = data(get=there, into="+", told=json.dumps(told), words=json.dumps(words))
    return html.Button(label, type="button", className="quiet", **given)


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
    there = [html.P(gettext(OTHERS)), html.Ul(links, className="told")]
    return html.Section(
        [
            html.H2(gettext(FILES)),
            html.P(gettext(FILES_MORE)),
            *(there if stored else [html.P(gettext(NO_STORE))]),
        ],
        className="card",
    )
