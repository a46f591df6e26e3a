"""What the page asks when something is wished: read the wish, ask the question, show the answer."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import dash
from dash import Input, Output, State, ctx, html

from dashboards.answer_page.state import file_of, from_the_map, page_of
from dashboards.components.page_links import MAP, page_address
from dashboards.components.terms import Words, words_on
from dashboards.pages.board import answers, fragments, ids, tables, text, ui_actions
from dashboards.pages.board.answers import Answer
from dashboards.pages.board.browser import register_browser
from dashboards.pages.board.ui_actions import page_in
from dashboards.services import Services
from netmap.library.study_entry import StudyEntry
from netmap.model.errors import NetmapError, StudyError
from netmap.model.i18n import Translator
from netmap.questions.checks import QUESTION as CHECKS
from netmap.questions.exports import plain_rows
from netmap.questions.learning import QUESTION as PATHS
from netmap.questions.learning import PathsRequest
from netmap.questions.learning.page_view import headlines_of
from netmap.questions.map import FIND, PANEL, QUESTION
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.map.types import BoardView
from netmap.questions.node_index import universe_of
from netmap.questions.parameters import ZONE, NodeRef, Request
from netmap.questions.question import PageState
from netmap.questions.terms import ON_PAGES, terms_of

INPUTS = {
    "address": Input(ids.ADDRESS, "data"),
    "wish": Input(ids.WISH, "data"),
    "polled": Input(ids.POLL, "n_intervals"),
}
STATES = {
    "shown": State(ids.SHOWN, "data"),
    "tab": State(ids.TAB, "value"),
    "step": State(ids.STEP, "value"),
    "calm": State(ids.TROUBLE, "hidden"),
}
ROWS = {ids.TIES: "tie_rows", ids.ACTORS: "actor_rows", ids.ZONES: "zone_rows"}
"""The tables, each with the part of a view that fills it."""


def register(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put the page's callbacks on one application, for one language."""
    register_browser(app)
    tokens = itertools.count(1)

    # Copies: Dash puts the inputs into the dict of states that it is given.
    @app.callback(output=dict(answers.OUTPUTS), inputs=dict(INPUTS), state=dict(STATES))
    def draw(**given: Any) -> Answer:
        return drawn(services, translator, given, ctx.triggered_id, next(tokens))

    @app.callback(
        output={name: Output(name, "rowData", allow_duplicate=True) for name in ROWS},
        inputs={"tab": Input(ids.TAB, "value")},
        state={"shown": State(ids.SHOWN, "data")},
        prevent_initial_call=True,
    )
    def fill(tab: str, shown: Answer | None) -> Answer:
        return {**dict.fromkeys(ROWS, dash.no_update), **filled(services, translator, tab, shown)}

    register_of_study(app, services, translator)
    register_learned(app, services, translator)


def register_of_study(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put on one application what is asked once when another study is shown."""

    @app.callback(
        output=dict(answers.STUDY_OUTPUTS),
        inputs={"study": Input(ids.READ, "data")},
        prevent_initial_call=True,
    )
    def open_study(study: str | None) -> Answer:
        entries = services.library.entries(services.principal)
        frame = services.frame(study, translator.language) if study else None
        return answers.study_parts(frame, entries, translator)

    @app.callback(Output(ids.FIND, "data"), Input(ids.READ, "data"), prevent_initial_call=True)
    def name_all(study: str | None) -> Any:
        if not study:
            return []
        found = services.ask(FIND, _here(services, new_page(study), translator))
        return answers.names(found.facts, translator)


def drawn(
    services: Services, translator: Translator, given: Mapping[str, Any], trigger: str | None, token: int
) -> Answer:
    """The answer to whatever was wished: `trigger` is the id of what changed, `given` all values."""
    before = given["shown"] or {}
    answer = _drawn(services, translator, {**given, "shown": before, "trigger": trigger}, token)
    answer["shown"]["answered"] = ui_actions.last_number(given["wish"])
    if given["calm"]:
        answer |= {"trouble": dash.no_update, "no_trouble": dash.no_update}
    return answers.spared(answer, before)


def _drawn(services: Services, translator: Translator, given: Mapping[str, Any], token: int) -> Answer:
    entries = services.library.entries(services.principal)
    if not entries:
        state = fragments.no_studies(translator, keeps=services.library.keeps())
        return answers.instead(state, new_page(), translator)
    before = given["shown"]
    wished = () if given["trigger"] == ids.ADDRESS else ui_actions.unanswered(given["wish"], before)
    page = ui_actions.wanted(services, translator.language, given, wished, entries)
    entry = next((each for each in entries if each.name == page.context.study), None)
    if entry is not None and entry.status == "reading":
        state = fragments.reading(entry.title, entries, translator)
        return answers.instead(state, page, translator, waiting=True)
    try:
        if before.get("read") and ui_actions.only_chosen(wished):
            return answers.chosen(page, before, chosen_panel(services, page, translator), translator)
        return board(services, translator, page, given, wished=wished, token=token)
    except StudyError as error:
        return refusal(services, page, error, entry, translator)


def board(
    services: Services,
    translator: Translator,
    page: MapPage,
    given: Mapping[str, Any],
    *,
    wished: Sequence[ui_actions.Wish],
    token: int,
) -> Answer:
    """The whole board for a request."""
    tab, needed = given["tab"], {given["tab"]} & set(ROWS)
    if page.request.selected is None:
        needed |= {ids.ACTORS}
    view = view_of(services, page, translator, needed)
    panel = panel_of(services, view, translator)
    answer = answers.board_answer(
        view, panel, rows_of(view, tab, translator), given["shown"], token=token, translator=translator
    )
    words = words_on(MAP, services, view.page.context, translator)
    answer["sentences"] = words.marked(answer["sentences"])
    answer["legend"] = [*answer["legend"], *words_of_lines(view, translator)]
    if ui_actions.played_out(wished, view, given["step"]):
        answer["playing_off"] = True
    if ui_actions.focus_without_middle(wished, view.page):
        answer |= answers.nothing_to_focus_on(translator)
    return answer


def view_of(services: Services, page: MapPage, translator: Translator, tables_: Collection[str]) -> BoardView:
    """What is shown for a page, with the rows of some tables."""
    found: BoardView = services.ask(QUESTION, _here(services, page, translator)).facts.view(tables_)
    return found


def _here(services: Services, page: MapPage, translator: Translator) -> MapPage:
    """A state of the page for whoever asks, in the page's language."""
    return page.but(principal=services.principal, language=translator.language)


def filled(services: Services, translator: Translator, tab: str, shown: Answer | None) -> Answer:
    """The rows of a table that was just opened; none of a tab that holds no table, or without a board."""
    if tab not in ROWS or not shown or not shown.get("read"):
        return {}
    return rows_of(view_of(services, page_in(shown["search"]), translator, {tab}), tab, translator)


def panel_of(services: Services, view: BoardView, translator: Translator) -> list[Any]:
    """The panel beside the map: of what is chosen, else where to begin."""
    if view.page.request.selected is not None:
        return chosen_panel(services, view.page, translator)

    def number_of(zone: str) -> int:
        return universe_of(services.inquiry(view.page.context).study).number_of(NodeRef(ZONE, zone))

    words = words_on(MAP, services, view.page.context, translator, ids.PANEL)
    return words.marked(fragments.beginning(view, number_of, translator))


def words_of_lines(view: BoardView, translator: Translator) -> list[Any]:
    """What the kinds of lines mean, below the legend, whose entries are switches."""
    context = view.page.context
    every = terms_of(context.ties, context.paths, translator)
    return Words([every[key] for key in ON_PAGES[MAP]], place=ids.LEGEND).line(translator.gettext(text.WORDS))


def chosen_panel(services: Services, page: MapPage, translator: Translator) -> list[Any]:
    """The panel of what is chosen; a choice that is no longer there, or none, gives the beginning."""
    if page.request.selected is not None:
        with contextlib.suppress(NetmapError):
            found = services.ask(PANEL, _here(services, page, translator)).facts
            words = words_on(MAP, services, page.context, translator, ids.PANEL)
            return words.marked(fragments.panel(found, page, translator))
    nothing = page.but(selected=None)
    return panel_of(services, view_of(services, nothing, translator, {ids.ACTORS}), translator)


def refusal(
    services: Services,
    page: MapPage,
    error: StudyError,
    entry: StudyEntry | None,
    translator: Translator,
) -> Answer:
    """A study that does not pass its checks: every problem at once."""
    found = services.ask(CHECKS, PageState(_here(services, page, translator).context, Request()))
    problems = [
        each for each in plain_rows(CHECKS.tables[0].rows(found.facts)) if each["severity"] == "error"
    ]
    title = entry.title if entry else page.context.study
    file = file_of(new_page(page.context.study), "problems.csv", translator.language)
    shown = fragments.refused(title, error.text(translator), problems, file, translator)
    return answers.instead(shown, page, translator)


def rows_of(view: BoardView, tab: str, translator: Translator) -> Answer:
    """The rows of the table that is open; of the others nothing is sent."""
    if tab not in ROWS:
        return {}
    rows = getattr(view, ROWS[tab])
    if tab == ids.ZONES:
        zones = [NodeRef(ZONE, row["id"]) for row in rows]
        there = [page_of(view.page, zone, translator.language) for zone in zones]
        rows = [{**row, "there": address} for row, address in zip(rows, there, strict=True)]
    return {tab: tables.rows_sent(tab, rows)}


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
    answer = services.ask(PATHS, PageState(context, PathsRequest()))
    said = headlines_of(answer.facts, translator)
    words = words_on(MAP, services, context, translator, ids.LEARNED)
    return words.marked(_list(said, page, translator)) if said else [], asked


def _list(said: tuple[str, ...], page: MapPage, translator: Translator) -> list[Any]:
    there = page_address(translator.language, "learning", from_the_map(page, "learning"))
    more = html.A(translator.gettext(text.LEARNED_MORE), href=there)
    return [html.Ul([*(html.Li(sentence) for sentence in said), html.Li(more)])]
