"""One question and one answer: the address is read, the question asked, the page filled."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import dash
import dash_mantine_components as dmc
import flask
from dash import ClientsideFunction, Input, Output, State, dcc, html
from plotly.io.json import to_json_plotly

from dashboards.answer_page import controls, ids, text
from dashboards.answer_page.state import State as PageState
from dashboards.answer_page.state import elsewhere, file_of, pairs_in, search_of
from dashboards.components import share
from dashboards.components.aria import aria
from dashboards.components.header import STUDY, THEME, badge, header_parts, study_options
from dashboards.components.no_studies import no_studies
from dashboards.components.page_links import MAP, page_address
from dashboards.components.share import KEEPS
from dashboards.components.still import with_still_parts
from dashboards.components.terms import WHAT_WORDS_MEAN, Words, words_on
from dashboards.services import Services
from netmap.api.responses import LARGEST, Sent, answers_sent
from netmap.library.study_entry import StudyEntry
from netmap.model.errors import NetmapError, StudyError
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions import QUESTIONS
from netmap.questions import question as asking
from netmap.questions.checks import why_refused
from netmap.questions.context import Context
from netmap.questions.method import only_baseline
from netmap.questions.parameters import Request

POLL_MS = 1000

EARLY = "_answer"
"""Where the first answer of a page lies, below its address: fetched while the browser reads the scripts."""

FILLED = (
    Output(ids.HEADER, "children"),
    Output(ids.CONTENT, "children"),
    Output(ids.SHOWN, "data"),
    Output(ids.POLL, "disabled"),
    Output(ids.TROUBLE, "hidden"),
)
PARTS = ("header", "content", "shown", "polling_off", "no_trouble")
"""What an answer fills, and what `answered` calls it."""

Content = Callable[[Services, PageState, Translator], tuple[list[Any], controls.Values, controls.Menus]]
"""What fills a page: its components, the value of every control by its key, and the menus of its header."""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page: its name in the address, what is asked, which sort of thing can be chosen, and what fills it.

    `nothing` fills it while no study is open; None: it says that there is none. `shared` gives the state that
    is shared and its link, where fixed days and baseline do not keep all of it; `keeps` says what it keeps.
    `lasting`: it shows one study, whatever else there is and on any day, so that what was sent is sent again.
    """

    page: str
    request: type[Request]
    sort: Callable[[PageState], str]
    content: Content
    nothing: Callable[[Services, Translator], Any] | None = None
    shared: Callable[[Services, PageState, Translator], tuple[PageState, str]] | None = None
    keeps: str = KEEPS
    lasting: bool = True

    def show(self, services: Services, translator: Translator) -> Any:
        """The page as it is sent, before its question is answered."""
        return frame(self.page, services.library.entries(services.principal), translator)

    def fail(self, message: str) -> None:
        """Say in the page that something could not be done; what was shown stays."""
        fail(message)

    def register(self, app: dash.Dash, services: Services, translator: Translator) -> None:
        """Put the page's callbacks on one application, for one language."""
        register_browser(app, controls.keys_of(self.request))

        def early() -> flask.Response:
            return first_answer(self, services, translator)

        app.server.add_url_rule(f"/{EARLY}", EARLY, early)

        @app.callback(
            output=dict(zip(PARTS, FILLED, strict=True)),
            inputs={"address": Input(ids.ADDRESS, "data"), "polled": Input(ids.POLL, "n_intervals")},
            prevent_initial_call=True,
        )
        def answer(address: dict[str, Any] | None, polled: int | None) -> dict[str, Any]:
            told = answered(self, services, translator, (address or {}).get("search", ""))
            return {name: with_still_parts(part) for name, part in told.items()}


def register_browser(app: dash.Dash, keys: Sequence[str]) -> None:
    """Put on one application what the browser does without asking; `keys` are those that controls set."""
    first = [Output(ids.ADDRESS, "data"), *(again(each) for each in FILLED)]
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netmap_answer", "read_address"),
        *(first, Input(ids.CONTENT, "id")),
        prevent_initial_call="initial_duplicate",
    )
    browser: tuple[tuple[str, Output, list[Input], list[State]], ...] = (
        ("shown", Output(ids.WRITTEN, "data"), [Input(ids.SHOWN, "data")], []),
        (
            "changed",
            Output(ids.CHANGED, "data"),
            [Input(ids.control(key), "value", allow_optional=True) for key in keys],
            [State(ids.SHOWN, "data")],
        ),
    )
    for name, output, inputs, states in browser:
        function = ClientsideFunction("netmap_answer", name)
        app.clientside_callback(function, output, *inputs, *states)  # type: ignore[no-untyped-call]


def first_answer(page: AnswerPage, services: Services, translator: Translator) -> flask.Response:
    """The answer to the address with which a page is opened, as JSON, or nothing.

    Nothing while its study is read, or where something went wrong: the page asks again, and is told.
    """
    query = flask.request.query_string.decode("ascii", "replace")
    response = flask.Response(status=204)
    try:
        body = _first_body(page, services, translator, f"?{query}" if query else "")
    except Exception:
        body = b""
    if body:
        response = flask.Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _first_body(page: AnswerPage, services: Services, translator: Translator, search: str) -> bytes:
    """What is sent first, empty while a study is read; kept with the study where it lasts."""
    keeping = _kept_with(page, services, translator, search)
    if keeping is not None and (sent := answers_sent(keeping[0]).known(keeping[1])) is not None:
        return sent.body
    told = answered(page, services, translator, search)
    if not told["polling_off"]:
        return b""
    body: bytes = to_json_plotly([with_still_parts(told[name]) for name in PARTS]).encode()
    answers = isinstance(told["content"], list)  # what could not be answered is one card
    if keeping is not None and answers and len(body) <= LARGEST:
        answers_sent(keeping[0]).get(keeping[1], lambda: Sent(body, ()))
    return body


def _kept_with(
    page: AnswerPage, services: Services, translator: Translator, search: str
) -> tuple[Study, Hashable] | None:
    """With which study a page's answer is kept, and under what; None: with none."""
    principal, pairs = services.principal, pairs_in(search)
    entries = services.library.entries(principal)
    if not page.lasting or not entries or any(each.status == "reading" for each in entries):
        return None
    try:
        state = asking.PageState.of(page.request, pairs, principal=principal, language=translator.language)
        study = services.library.study(principal, state.context.study or entries[0].name)
    except NetmapError:
        return None
    version = study.about.get("store", {}).get("version")
    return study, (EARLY, page.page, translator.language, principal, search, entries, version)


def again(output: Output) -> Output:
    """An output that two callbacks fill."""
    return Output(output.component_id, output.component_property, allow_duplicate=True)


def fail(message: str) -> None:
    """Say in the page that something could not be done; what was shown stays."""
    dash.set_props(ids.TROUBLE, {"children": message, "hidden": False})


def answered(page: AnswerPage, services: Services, translator: Translator, search: str) -> dict[str, Any]:
    """The whole answer to an address."""
    entries = services.library.entries(services.principal)
    known: dict[str, Any] = {"principal": services.principal, "language": translator.language}
    pairs = pairs_in(search)
    if not entries:
        ask = _no_studies if page.nothing is None else page.nothing
        state = asking.PageState(Context(**known), page.request())
        return _shown(page, state, entries, translator, ask(services, translator))
    try:
        state = asking.PageState.of(page.request, pairs, **known)
    except NetmapError as error:
        study = dict(pairs).get("study", "")
        state = asking.PageState(Context(study=study, **known), page.request())
        return _shown(page, state, entries, translator, _impossible(page, state, error, translator))
    state = state if state.context.study else state.but(study=entries[0].name)
    entry = next((each for each in entries if each.name == state.context.study), None)
    if entry is not None and entry.status == "reading":
        waiting = _card(translator.gettext(text.READING).format(title=entry.title))
        return _shown(page, state, entries, translator, waiting, waiting=True)
    try:
        content, values, menus = page.content(services, state, translator)
    except StudyError as error:
        return _shown(page, state, entries, translator, _refused(state, error, entry, translator))
    except NetmapError as error:
        return _shown(page, state, entries, translator, _impossible(page, state, error, translator))
    words = words_on(page.page, services, state.context, translator)
    content, menus = words.marked(content), _with_words(menus, words, translator)
    menus = (*menus, _share(page, services, state, values, translator))
    return _shown(page, state, entries, translator, content, values, menus=menus)


def _with_words(menus: controls.Menus, words: Words, translator: Translator) -> controls.Menus:
    """The menus, that of the method with what the words of the page mean."""
    for menu in menus:
        if getattr(menu, "id", "") == ids.menu("method"):
            menu.children[-1].children.append(words.fold(translator.gettext(WHAT_WORDS_MEAN)))
    return menus


def _share(
    page: AnswerPage, services: Services, state: PageState, values: controls.Values, translator: Translator
) -> html.Details:
    """The menu to share what is shown: the tables of its question, and a link that keeps it."""
    language = translator.language
    if page.shared is None:
        fixed = _fixed(services, state, values)
        link = search_of(fixed)
    else:
        fixed, link = page.shared(services, state, translator)
    question = next((each for each in QUESTIONS if each.name == page.page), None)
    tables = () if question is None or question.request is not page.request else question.tables
    found = [
        share.table(translator, each.caption, file_of(fixed, f"{each.name}.csv", language)) for each in tables
    ]
    if tables and question is not None and question.has_book:
        address = file_of(fixed, f"{question.address or question.name}.xlsx", language)
        found.insert(0, share.book(translator, address))
    file, pictures = share.page_file(translator), [share.page_picture(translator)]
    there = page_address(language, page.page, link)
    parts = share.parts_of(translator, there, file, pictures, found, keeps=page.keeps)
    return share.share_menu(translator, parts)


def _fixed(services: Services, state: PageState, values: controls.Values) -> PageState:
    """A state with the days and the baseline that are in force."""
    context, days = state.context, (values.get("from"), values.get("to"))
    start, end = (dt.date.fromisoformat(day) if day else None for day in days)
    baseline = context.baseline
    with contextlib.suppress(StudyError):  # of a study that is refused only its checks can be shared
        baseline = baseline or only_baseline(services.inquiry(context))
    return state.but(start=start or context.start, end=end or context.end, baseline=baseline)


def _impossible(page: AnswerPage, state: PageState, error: NetmapError, translator: Translator) -> Any:
    """What is wrong with what was asked, and the way back."""
    fresh = elsewhere(Context(study=state.context.study))
    link = html.A(translator.gettext(text.AGAIN), href=page_address(translator.language, page.page, fresh))
    return _card(translator.gettext(text.IMPOSSIBLE), error.text(translator), link)


def _shown(
    page: AnswerPage,
    state: PageState,
    entries: tuple[StudyEntry, ...],
    translator: Translator,
    content: Any,
    values: controls.Values | None = None,
    *,
    menus: controls.Menus = (),
    waiting: bool = False,
) -> dict[str, Any]:
    return {
        "header": header(page.page, state.context, entries, translator, search_of(state), menus),
        "content": content,
        "shown": {
            "search": search_of(state),
            "sort": page.sort(state),
            "values": {"study": state.context.study, **(values or {})},
            "rules": controls.rule_keys(),
            "texts": controls.text_keys(page.request),
        },
        "polling_off": not waiting,
        "no_trouble": True,
    }


def _no_studies(services: Services, translator: Translator) -> Any:
    parts = no_studies(translator, keeps=services.library.keeps())
    return html.Section(parts, className="card state", role="status")


def _refused(state: PageState, error: StudyError, entry: StudyEntry | None, translator: Translator) -> Any:
    """A study that does not pass its checks: the page of the map lists what has to be mended."""
    title = entry.title if entry else state.context.study
    there = page_address(translator.language, MAP, elsewhere(state.context))
    return _card(
        translator.gettext(text.REFUSED).format(title=title),
        *why_refused(error, translator),
        html.A(translator.gettext(text.REFUSED_MORE), href=there),
    )


def _card(heading: str, *parts: Any) -> Any:
    said = [part if hasattr(part, "to_plotly_json") else html.P(part) for part in parts]
    return html.Section([html.H1(heading), *said], className="card state", role="status")


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
                header(page, Context(), entries, translator),
                id=ids.HEADER,
                className="face-header",
            ),
            html.Main(
                [
                    html.Div(id=ids.TROUBLE, className="trouble", role="alert", hidden=True),
                    html.Div(working, id=ids.CONTENT, className="answer-page", tabIndex="-1"),
                ]
            ),
        ],
        theme=THEME,
        forceColorScheme="light",
    )


def header(
    page: str,
    context: Context,
    entries: Sequence[StudyEntry],
    translator: Translator,
    search: str = "",
    menus: controls.Menus = (),
) -> list[Any]:
    """The name, what is looked at, the menus, the pages, and the way to the other language."""
    gettext = translator.gettext
    simulated = any(entry.name == context.study and entry.simulated for entry in entries)
    options = study_options(entries, translator)
    pick = controls.pick("study", gettext(STUDY), options, context.study, disabled=not entries)
    title = next((each["label"] for each in options if each["value"] == context.study), "")
    study = html.Div([html.Span(title, **aria(hidden="true")), pick], className="study-name")
    kept = elsewhere(context) if context.study else ""
    simulated_badge = badge(translator, hidden=not simulated)
    return header_parts(page, [study], simulated_badge, translator, kept=kept, search=search, menus=menus)
