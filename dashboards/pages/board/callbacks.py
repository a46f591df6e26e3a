"""What the page asks when something is pressed: read the controls, ask the service, show the answer."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dash
from dash import Input, Output, State, ctx

from dashboards.pages.board import answers, changes, ids, sheets, states, tables
from dashboards.pages.board.answers import Answer
from dashboards.pages.board.browser import register_browser
from dashboards.pages.board.search import request_of
from dashboards.pages.board.windows import Window
from dashboards.services import Services
from netmap.model.errors import NetmapError, StudyError
from netmap.model.i18n import Translator
from netmap.services.board_types import BoardRequest, NodeRef, StudyEntry

INPUTS = {
    "address": Input(ids.ADDRESS, "data"),
    "act": Input(ids.ACT, "data"),
    "move": Input(ids.MOVE, "data"),
    "pick": Input(ids.PICK, "data"),
    "polled": Input(ids.POLL, "n_intervals"),
    **{name: Input(name, "data" if name == ids.TICK else "value") for name in changes.CONTROLS},
}
STATES = {"shown": State(ids.SHOWN, "data"), "tab": State(ids.TAB, "value"), "step": State(ids.STEP, "value")}
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
        rows = dict.fromkeys(ROWS, dash.no_update)
        if not shown or not shown.get("read"):
            return rows
        view = services.board.board(services.principal, request_of(shown["search"]), translator.language)
        return {**rows, **rows_of(view, tab)}

    @app.callback(
        Output(ids.PROBLEM_FILE, "data"),
        Input(ids.PROBLEM_CSV, "n_clicks"),
        State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )
    def save_problems(presses: int | None, shown: Answer | None) -> Any:
        if not presses or not shown:
            return dash.no_update
        study = request_of(shown["search"]).study
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
        study = request_of(shown["search"]).study
        frame = services.board.frame(services.principal, study, translator.language)
        return csv_file("encounters-per-week.csv", sheets.week_sheet(frame))


def drawn(
    services: Services, translator: Translator, given: Mapping[str, Any], trigger: str | None, token: int
) -> Answer:
    """The answer to whatever was pressed: `trigger` is the id of what changed, `given` all values."""
    entries = services.library.entries(services.principal)
    if not entries:
        return answers.instead(states.no_studies(translator), BoardRequest(""), translator)
    before = given["shown"] or {}
    request = wanted(services, given, trigger, entries)
    entry = next((each for each in entries if each.name == request.study), None)
    if entry is not None and entry.status == "reading":
        return answers.instead(states.reading(entry.title, translator), request, translator, waiting=True)
    try:
        if trigger == ids.PICK and before.get("read"):
            return answers.chosen(request, before, panel_of(services, request, translator), translator)
        view = services.board.board(services.principal, request, translator.language)
    except StudyError as error:
        return refusal(services, request, error, entry, translator)
    panel = panel_of(services, view.request, translator)
    rows = rows_of(view, given["tab"])
    answer = answers.board_answer(view, panel, rows, before, token=token, translator=translator)
    if trigger == ids.STEPS and given[ids.STEPS] != "0" and view.request.focus is None:
        answer |= answers.nothing_to_focus_on(translator)
    return answer


def wanted(
    services: Services, given: Mapping[str, Any], trigger: str | None, entries: tuple[StudyEntry, ...]
) -> BoardRequest:
    """The state of the page that is asked for, after what was pressed."""
    before = given["shown"] or {}
    if trigger == ids.STUDY and not before:
        request = BoardRequest(given[ids.STUDY] or "")
    elif trigger == ids.ADDRESS or not before:
        request = request_of((given["address"] or {}).get("search"))
    else:
        request = change(services, request_of(before["search"]), given, trigger)
    return request if request.study else replace(request, study=entries[0].name)


def change(
    services: Services, request: BoardRequest, given: Mapping[str, Any], trigger: str | None
) -> BoardRequest:
    """A request after one control, button or key; as it was where nothing known was pressed."""

    def ref(number: int) -> NodeRef:
        return services.board.ref_of(services.principal, request.study, number)

    now = situation(request, given["shown"], given["step"], ref)
    if trigger in changes.CONTROLS:
        return changes.CONTROLS[trigger](now, given[trigger])
    if trigger == ids.PICK:
        return changes.selected(now, given["pick"]["number"])
    if trigger in (ids.ACT, ids.MOVE):
        told = given["act" if trigger == ids.ACT else "move"]
        return act(now, told)
    return request


def act(now: changes.Situation, told: Mapping[str, Any]) -> BoardRequest:
    """A request after a button or a key of the map."""
    if told["what"] == "unfilter":
        return changes.without(now, told["field"], told["value"])
    known = changes.ACTS.get(told["what"])
    return known(now, told["value"]) if known else now.request


def situation(request: BoardRequest, shown: Mapping[str, Any], step: str, ref: Any) -> changes.Situation:
    """What the page shows, from what it remembers."""
    start, end, first, last = (_day(shown.get(key)) for key in ("start", "end", "first", "last"))
    window = Window(start, end) if start and end else None
    return changes.Situation(request, window, first, last, step or "month", ref)


def panel_of(services: Services, request: BoardRequest, translator: Translator) -> list[Any]:
    """The panel of what is chosen; a choice that is no longer there is none."""
    ref = request.selected
    if ref is None:
        return answers.panel_of(None, None, request, translator)
    principal = services.principal
    try:
        found = services.board.panel(principal, request, ref, translator.language)
        number = services.board.number_of(principal, request.study, ref)
    except NetmapError:
        return answers.panel_of(None, None, request, translator)
    return answers.panel_of(found, number, request, translator)


def refusal(
    services: Services,
    request: BoardRequest,
    error: StudyError,
    entry: StudyEntry | None,
    translator: Translator,
) -> Answer:
    """A study that does not pass its checks: every problem at once."""
    problems = services.board.problems(services.principal, request.study, translator.language)
    title = entry.title if entry else request.study
    return answers.instead(
        states.refused(title, error.text(translator), problems, translator), request, translator
    )


def csv_file(name: str, content: str) -> dict[str, Any]:
    """A file as the browser is to save it; the mark at its start tells spreadsheets that it is UTF-8."""
    return {
        "filename": name,
        "content": "\ufeff" + content,
        "type": "text/csv;charset=utf-8",
        "base64": False,
    }


def rows_of(view: Any, tab: str) -> Answer:
    """The rows of the table that is open; of the others nothing is sent."""
    return {tab: tables.rows_sent(tab, getattr(view, ROWS[tab]))} if tab in ROWS else {}


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
