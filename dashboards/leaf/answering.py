"""One question and one answer: the address is read, the service asked, the page filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

import dash
from dash import ClientsideFunction, Input, Output, State, html

from dashboards.components.no_studies import no_studies
from dashboards.components.page_links import page_address
from dashboards.leaf import frame, ids, text
from dashboards.leaf.search import elsewhere, request_of, search_of
from dashboards.services import Services
from netmap.library.study_entry import StudyEntry
from netmap.model.errors import NetmapError, StudyError
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningRequest

Content = Callable[[Services, LearningRequest, Translator], tuple[list[Any], dict[str, str]]]
"""What fills a page: its components, and the value of every control by its key."""

CONTROLS = (
    "study",
    "partnership",
    "from",
    "to",
    "from-level",
    "to-level",
    "horizon",
    "same-day",
    "max-wait",
    "selected-id",
    "target-id",
)
"""The keys that some control of these pages sets."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its name in the address, which sort of thing a request lets choose, and what fills it.

    `nothing` fills it while no study is open; None: it says that there is none.
    """

    page: str
    sort: Callable[[LearningRequest], str]
    content: Content
    nothing: Callable[[Services, Translator], Any] | None = None

    def show(self, services: Services, translator: Translator) -> Any:
        """The page as it is sent, before its question is answered."""
        return frame.frame(self.page, services.library.entries(services.principal), translator)

    def register(self, app: dash.Dash, services: Services, translator: Translator) -> None:
        """Put the page's callbacks on one application, for one language."""
        register_browser(app)

        @app.callback(
            output={
                "header": Output(ids.HEADER, "children"),
                "content": Output(ids.CONTENT, "children"),
                "shown": Output(ids.SHOWN, "data"),
                "polling_off": Output(ids.POLL, "disabled"),
                "no_trouble": Output(ids.TROUBLE, "hidden"),
            },
            inputs={"address": Input(ids.ADDRESS, "data"), "polled": Input(ids.POLL, "n_intervals")},
            prevent_initial_call=True,
        )
        def answer(address: dict[str, Any] | None, polled: int | None) -> dict[str, Any]:
            return answered(self, services, translator, (address or {}).get("search", ""))


def register_browser(app: dash.Dash) -> None:
    """Put on one application what the browser does without asking."""
    browser: tuple[tuple[str, Output, list[Input], list[State]], ...] = (
        ("read_address", Output(ids.ADDRESS, "data"), [Input(ids.CONTENT, "id")], []),
        ("shown", Output(ids.WRITTEN, "data"), [Input(ids.SHOWN, "data")], []),
        (
            "changed",
            Output(ids.CHANGED, "data"),
            [Input(ids.control(key), "value", allow_optional=True) for key in CONTROLS],
            [State(ids.SHOWN, "data")],
        ),
    )
    for name, output, inputs, states in browser:
        function = ClientsideFunction("netmap_leaf", name)
        app.clientside_callback(function, output, *inputs, *states)  # type: ignore[no-untyped-call]


def fail(message: str) -> None:
    """Say in the page that something could not be done; what was shown stays."""
    dash.set_props(ids.TROUBLE, {"children": message, "hidden": False})


def answered(leaf: Leaf, services: Services, translator: Translator, search: str) -> dict[str, Any]:
    """The whole answer to an address."""
    entries = services.library.entries(services.principal)
    if not entries:
        empty = (
            _no_studies(services, translator) if leaf.nothing is None else leaf.nothing(services, translator)
        )
        return _shown(leaf, LearningRequest(""), entries, translator, empty)
    try:
        request = request_of(search)
    except NetmapError as error:
        request = LearningRequest(_study_in(search))
        return _shown(leaf, request, entries, translator, _impossible(leaf, request, error, translator))
    request = request if request.study else replace(request, study=entries[0].name)
    entry = next((each for each in entries if each.name == request.study), None)
    if entry is not None and entry.status == "reading":
        state = _card(translator.gettext(text.READING).format(title=entry.title))
        return _shown(leaf, request, entries, translator, state, waiting=True)
    try:
        content, values = leaf.content(services, request, translator)
    except StudyError as error:
        return _shown(leaf, request, entries, translator, _refused(request, error, entry, translator))
    except NetmapError as error:
        return _shown(leaf, request, entries, translator, _impossible(leaf, request, error, translator))
    return _shown(leaf, request, entries, translator, content, values)


def _study_in(search: str) -> str:
    """The study that an address names, if it names nothing else that can be understood."""
    return dict(parse_qsl(search.removeprefix("?"))).get("study", "")


def _impossible(leaf: Leaf, request: LearningRequest, error: NetmapError, translator: Translator) -> Any:
    """What is wrong with what was asked, and the way back."""
    again = page_address(translator.language, leaf.page, search_of(LearningRequest(request.study)))
    link = html.A(translator.gettext(text.AGAIN), href=again)
    return _card(translator.gettext(text.IMPOSSIBLE), error.text(translator), link)


def _shown(
    leaf: Leaf,
    request: LearningRequest,
    entries: tuple[StudyEntry, ...],
    translator: Translator,
    content: Any,
    values: dict[str, str] | None = None,
    *,
    waiting: bool = False,
) -> dict[str, Any]:
    return {
        "header": frame.header(leaf.page, request, entries, translator),
        "content": content,
        "shown": {
            "search": search_of(request),
            "sort": leaf.sort(request),
            "values": {"study": request.study, **(values or {})},
        },
        "polling_off": not waiting,
        "no_trouble": True,
    }


def _no_studies(services: Services, translator: Translator) -> Any:
    parts = no_studies(translator, keeps=services.library.keeps())
    return html.Section(parts, className="card state", role="status")


def _refused(
    request: LearningRequest, error: StudyError, entry: StudyEntry | None, translator: Translator
) -> Any:
    """A study that does not pass its checks: the page of the map lists what has to be mended."""
    title = entry.title if entry else request.study
    there = page_address(translator.language, "", elsewhere(request))
    return _card(
        translator.gettext(text.REFUSED).format(title=title),
        error.text(translator),
        html.A(translator.gettext(text.REFUSED_MORE), href=there),
    )


def _card(heading: str, *parts: Any) -> Any:
    said = [part if hasattr(part, "to_plotly_json") else html.P(part) for part in parts]
    return html.Section([html.H1(heading), *said], className="card state", role="status")
