"""What the page asks when something is wished: read the wish, ask the service, show the answer."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import dash
from dash import Input, Output, State, ctx

from dashboards.answer_page.state import page_of
from dashboards.pages.board import answers, ids, pieces, sheets, states, study_parts, tables, wishes
from dashboards.pages.board.answers import Answer
from dashboards.pages.board.browser import register_browser
from dashboards.pages.board.learned import register_learned
from dashboards.pages.board.search import page_in
from dashboards.services import Services
from netmap.library.study_entry import StudyEntry
from netmap.model.errors import NetmapError, StudyError
from netmap.model.i18n import Translator
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.map.types import BoardView
from netmap.questions.parameters import ZONE, NodeRef

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
    register_files(app, services, translator)
    register_learned(app, services, translator)


def register_of_study(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put on one application what is asked once when another study is shown."""

    @app.callback(
        output=dict(study_parts.OUTPUTS),
        inputs={"study": Input(ids.READ, "data")},
        prevent_initial_call=True,
    )
    def open_study(study: str | None) -> Answer:
        entries = services.library.entries(services.principal)
        frame = services.board.frame(services.principal, study, translator.language) if study else None
        return study_parts.parts(frame, entries, translator)

    @app.callback(Output(ids.FIND, "data"), Input(ids.READ, "data"), prevent_initial_call=True)
    def name_all(study: str | None) -> Any:
        if not study:
            return []
        found = services.board.findable(services.principal, study, translator.language)
        return study_parts.names(found, translator)


def register_files(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put on one application the files that the page makes by itself."""

    @app.callback(
        Output(ids.PROBLEM_FILE, "data"),
        Input(ids.PROBLEM_CSV, "n_clicks"),
        State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )
    def save_problems(presses: int | None, shown: Answer | None) -> Any:
        if not presses or not shown:
            return dash.no_update
        study = page_in(shown["search"]).context.study
        rows = services.board.problems(services.principal, study, translator.language)
        return csv_file("problems.csv", sheets.problem_sheet(rows, translator))

    @app.callback(
        Output(ids.WEEK_FILE, "data"),
        Input(ids.WEEK_CSV, "n_clicks"),
        State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )
    def save_weeks(presses: int | None, shown: Answer | None) -> Any:
        if not presses or not shown:
            return dash.no_update
        study = page_in(shown["search"]).context.study
        frame = services.board.frame(services.principal, study, translator.language)
        return csv_file("encounters-per-week.csv", sheets.week_sheet(frame))


def drawn(
    services: Services, translator: Translator, given: Mapping[str, Any], trigger: str | None, token: int
) -> Answer:
    """The answer to whatever was wished: `trigger` is the id of what changed, `given` all values."""
    before = given["shown"] or {}
    answer = _drawn(services, translator, {**given, "shown": before, "trigger": trigger}, token)
    answer["shown"]["answered"] = wishes.last_number(given["wish"])
    if given["calm"]:
        answer |= {"trouble": dash.no_update, "no_trouble": dash.no_update}
    return answers.spared(answer, before)


def _drawn(services: Services, translator: Translator, given: Mapping[str, Any], token: int) -> Answer:
    entries = services.library.entries(services.principal)
    if not entries:
        state = states.no_studies(translator, keeps=services.library.keeps())
        return answers.instead(state, new_page(), translator)
    before = given["shown"]
    wished = () if given["trigger"] == ids.ADDRESS else wishes.unanswered(given["wish"], before)
    page = wishes.wanted(services, translator.language, given, wished, entries)
    entry = next((each for each in entries if each.name == page.context.study), None)
    if entry is not None and entry.status == "reading":
        state = states.reading(entry.title, entries, translator)
        return answers.instead(state, page, translator, waiting=True)
    try:
        if before.get("read") and wishes.only_chosen(wished):
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
    wished: Sequence[wishes.Wish],
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
    if wishes.played_out(wished, view, given["step"]):
        answer["playing_off"] = True
    if wishes.focus_without_middle(wished, view.page):
        answer |= answers.nothing_to_focus_on(translator)
    return answer


def view_of(services: Services, page: MapPage, translator: Translator, tables_: Collection[str]) -> BoardView:
    """What the service shows for a page, with the rows of some tables."""
    return services.board.board(services.principal, page, translator.language, tables=tables_)


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
        return services.board.number_of(services.principal, view.page.context.study, NodeRef("zone", zone))

    return pieces.beginning(view, number_of, translator)


def chosen_panel(services: Services, page: MapPage, translator: Translator) -> list[Any]:
    """The panel of what is chosen; a choice that is no longer there, or none, gives the beginning."""
    ref, principal = page.request.selected, services.principal
    if ref is not None:
        with contextlib.suppress(NetmapError):
            found = services.board.panel(principal, page, ref, translator.language)
            number = services.board.number_of(principal, page.context.study, ref)
            return pieces.panel(found, number, page, translator)
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
    problems = services.board.problems(services.principal, page.context.study, translator.language)
    title = entry.title if entry else page.context.study
    return answers.instead(
        states.refused(title, error.text(translator), problems, translator), page, translator
    )


def csv_file(name: str, content: str) -> dict[str, Any]:
    """A file as the browser is to save it; the mark at its start tells spreadsheets that it is UTF-8."""
    return {
        "filename": name,
        "content": "\ufeff" + content,
        "type": "text/csv;charset=utf-8",
        "base64": False,
    }


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
