"""The first page: the overview of a study, or where several are open the choice of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboards.answer_page.state import elsewhere
from dashboards.components.header import SIMULATED, SIMULATED_MORE, study_options
from dashboards.components.no_studies import (
    EMPTY_STORE,
    EMPTY_STORE_MORE,
    MAKE_FIRST,
    NO_STUDIES,
    NO_STUDIES_MORE,
)
from dashboards.components.page_links import MAP, page_address
from dashboards.components.terms import words_on
from dashboards.pages.overview import text
from dashboards.pages.overview.patience import Patience
from dashboards.pages.overview.side_by_side import PLACE, SideBySide, TwoPeriods, period_before
from dashboards.pages.overview.studies import cards
from dashboards.pages.overview.view import KEPT, PAGE, SIDE_BY_SIDE, Shown
from dashboards.services import Services
from dashboards.written import one_file, written
from netmap.library.study_entry import StudyEntry
from netmap.model.errors import NetmapError, NotFoundError, StudyError
from netmap.model.i18n import LANGUAGES, Translator, translator
from netmap.questions.checks import why_refused
from netmap.questions.context import Context
from netmap.questions.overview import QUESTION
from netmap.questions.overview.open_gaps import find_open_gaps
from netmap.questions.overview.then_and_now import reach_between
from netmap.questions.overview.types import Days
from netmap.questions.parameters import Pairs
from netmap.questions.parameters import Request as Nothing
from netmap.questions.question import PageState

R = TypeVar("R", bound=Nothing)

OWN_KEYS = {"study", "partnership"}
"""Keys with which the first page of a language is still the overview; any other is of the map, as ever."""

STUDIES = "studies"
"""The address of the choice of a study."""


def routes(services: Services) -> list[Route]:
    """The addresses of the overview in every language."""
    found = []
    for language in LANGUAGES:
        t = translator(language)
        found += [
            Route(f"/{language}/", _first(services, t)),
            Route(f"/{language}/{PAGE}/", _overview(services, t)),
            Route(f"/{language}/{PAGE}/{KEPT}", _kept(services, t)),
            Route(f"/{language}/{PLACE}/", _side_by_side(services, t, kept=False)),
            Route(f"/{language}/{PLACE}.html", _side_by_side(services, t, kept=True)),
            Route(f"/{language}/{STUDIES}/", _studies(services, t)),
        ]
    return found


def last_routes() -> list[Route]:
    """What is left below each language once every page has its address: nothing, which a page says."""
    return [Route(f"/{language}/{{rest:path}}", _nowhere(translator(language))) for language in LANGUAGES]


_PATIENT = Patience(seconds=2.5)
"""How long a page waits for its answer before it says that it is being worked out."""

Endpoint = Callable[[Request], Response]


def _pairs(request: Request) -> Pairs:
    return parse_qsl(request.url.query, keep_blank_values=True)


def _first(services: Services, t: Translator) -> Endpoint:
    """The page without a name. Addresses of the map began here once: they lead to it, with all they held."""

    def first(request: Request) -> Response:
        pairs = _pairs(request)
        if {key for key, _ in pairs} - OWN_KEYS:
            there = page_address(t.language, MAP, f"?{request.url.query}")
            return RedirectResponse(there, 307)
        entries = services.library.entries(services.principal)
        if len(entries) > 1 and not dict(pairs).get("study"):
            return choice(services, t)
        return overview(services, t, pairs)

    return first


def _overview(services: Services, t: Translator) -> Endpoint:
    return lambda request: overview(services, t, _pairs(request))


def _kept(services: Services, t: Translator) -> Endpoint:
    return lambda request: overview(services, t, _pairs(request), kept=True)


def _side_by_side(services: Services, t: Translator, *, kept: bool) -> Endpoint:
    return lambda request: side_by_side(services, t, _pairs(request), kept=kept)


def _studies(services: Services, t: Translator) -> Endpoint:
    return lambda request: choice(services, t)


def overview(services: Services, t: Translator, pairs: Pairs, *, kept: bool = False) -> Response:
    """The overview of a study, as a page or as a file to be kept, or why there is none yet."""

    def answer(state: PageState[Nothing]) -> Response:
        shown = _PATIENT.within((services, state.context), lambda: _shown(services, state, t))
        if shown is None:
            return _working(state.context.study, t)
        if shown.facts.open_gaps is None or not shown.facts.open_gaps.current:
            find_open_gaps(services.inquiry(state.context))
        words = words_on(PAGE, services, state.context, t)
        told = {"search": shown.search, "words": words, **_about(services, shown), **shown.parts()}
        if kept:
            return one_file("overview.html", PAGE, t, name=_file_name(shown, PAGE), **told)
        return written("overview.html", PAGE, t, **told)

    return _of_study(services, t, pairs, Nothing, answer)


def side_by_side(services: Services, t: Translator, pairs: Pairs, *, kept: bool) -> Response:
    """Two periods of a study side by side, as a page or as a file to be kept, or why there is nothing yet."""

    def answer(state: PageState[TwoPeriods]) -> Response:
        found = _PATIENT.within((services, PLACE, *state.query), lambda: _two(services, state, t))
        if found is None:
            return _working(state.context.study, t)
        if found.now.facts.days is None:
            return RedirectResponse(page_address(t.language, PAGE, found.now.search), 307)
        words = words_on(PAGE, services, state.context, t)
        told = {"words": words, **_about(services, found.now), **found.parts()}
        if kept:
            name = _file_name(found.now, SIDE_BY_SIDE)
            return one_file("side_by_side.html", PAGE, t, name=name, **told)
        return written("side_by_side.html", PAGE, t, **told)

    return _of_study(services, t, pairs, TwoPeriods, answer)


def _of_study(
    services: Services,
    t: Translator,
    pairs: Pairs,
    request: type[R],
    answer: Callable[[PageState[R]], Response],
) -> Response:
    """The answer for the study of an address, or for the first one; or why there is none."""
    entries = services.library.entries(services.principal)
    if not entries:
        return _no_studies(services, t)
    try:
        state = PageState.of(request, pairs, principal=services.principal, language=t.language)
        state = state if state.context.study else state.but(study=entries[0].name)
        entry = next((each for each in entries if each.name == state.context.study), None)
        if entry is not None and entry.status == "reading":
            return _reading(entry, t)
        return answer(state)
    except StudyError as error:
        return _refused(dict(pairs).get("study", entries[0].name), error, t)
    except NetmapError as error:
        return _impossible(dict(pairs).get("study", ""), error, t)


def _shown(services: Services, state: PageState[Nothing], t: Translator) -> Shown:
    answer, frame = services.ask(QUESTION, state), services.frame(state.context.study, t.language)
    return Shown(state, answer.facts, answer.method, frame, t)


def _two(services: Services, state: PageState[TwoPeriods], t: Translator) -> SideBySide:
    """Both periods, the one that ends first first."""
    now = _shown(services, PageState(state.context, Nothing()), t)
    days, told = period_before(now.facts, now.frame.first), state.request
    start, end = (told.then_from, told.then_to) if told.then_from or told.then_to else _ends(days)
    if start is None and end is None:
        return SideBySide(None, now)
    then = _shown(services, PageState(state.context.but(start=start, end=end), Nothing()), t)
    first, last = sorted((then, now), key=lambda each: _ends(each.facts.days)[1] or dt.date.max)
    spans = first.facts.days, last.facts.days
    compared = None
    if spans[0] is not None and spans[1] is not None:
        compared = reach_between(services.inquiry(last.pinned()), spans[0], spans[1])
    return SideBySide(first, last, compared)


def _ends(days: Days | None) -> tuple[dt.date | None, dt.date | None]:
    return (None, None) if days is None else (days.start, days.end)


def _under(context: Context, study: str) -> Context:
    """Another study under the same rules."""
    return Context(study=study, ties=context.ties, paths=context.paths)


def _file_name(shown: Shown, page: str) -> str:
    """What a page is called as a file: by its study and the month with which it ends."""
    days = shown.facts.days
    return "-".join((shown.state.context.study, page, *([] if days is None else [f"{days.end:%Y-%m}"])))


def _about(services: Services, shown: Shown) -> dict[str, Any]:
    """What the header of a page says of its study, and the overviews of those that may be chosen."""
    t, context = shown.t, shown.state.context
    entries = services.library.entries(services.principal)
    studies = [
        {
            **each,
            "href": page_address(t.language, PAGE, elsewhere(_under(context, each["value"]))),
            "current": each["value"] == context.study,
        }
        for each in study_options(entries, t)
    ]
    every = {
        "label": t.gettext(text.ABOUT_STUDIES),
        "href": page_address(t.language, STUDIES),
        "current": False,
    }
    simulated = {"label": t.gettext(SIMULATED), "more": t.gettext(SIMULATED_MORE)}
    return {
        "study": shown.frame.title,
        "simulated": simulated if shown.frame.simulated else None,
        "studies": [*studies, every] if len(entries) > 1 else (),
    }


def choice(services: Services, t: Translator) -> Response:
    """All studies that are open, the one with most to say first."""
    entries = services.library.entries(services.principal)
    if not entries:
        return _no_studies(services, t)
    waits = any(each.status == "reading" for each in entries)
    found = cards(services, entries, t)
    return written("studies.html", PAGE, t, refresh=waits, heading=t.gettext(text.CHOOSE), studies=found)


def _no_studies(services: Services, t: Translator) -> Response:
    link = {"href": page_address(t.language, "imports"), "label": t.gettext(MAKE_FIRST)}
    keeps = services.library.keeps()
    heading, said = (EMPTY_STORE, EMPTY_STORE_MORE) if keeps else (NO_STUDIES, NO_STUDIES_MORE)
    return _notice(t, heading=t.gettext(heading), said=[t.gettext(said)], link=link if keeps else None)


def _reading(entry: StudyEntry, t: Translator) -> Response:
    heading = t.gettext(text.READING).format(title=entry.title)
    return _notice(t, heading=heading, said=[t.gettext(text.READING_MORE)], refresh=True)


def _refused(study: str, error: StudyError, t: Translator) -> Response:
    link = {"href": _with_study(t, MAP, study), "label": t.gettext(text.REFUSED_MORE)}
    heading = t.gettext(text.REFUSED).format(title=study)
    return _notice(t, heading=heading, said=list(why_refused(error, t)), link=link)


def _impossible(study: str, error: NetmapError, t: Translator) -> Response:
    link = {"href": _with_study(t, PAGE, study), "label": t.gettext(text.AGAIN)}
    if isinstance(error, NotFoundError):
        link = _to_studies(t)
    return _notice(
        t, heading=t.gettext(text.IMPOSSIBLE), said=[error.text(t)], link=link, status=error.status
    )


def _to_studies(t: Translator) -> dict[str, str]:
    return {"href": page_address(t.language, STUDIES), "label": t.gettext(text.ALL_STUDIES)}


def _nowhere(t: Translator) -> Endpoint:
    """What is answered where no page lies."""

    def nowhere(request: Request) -> Response:
        said, link = [t.gettext(text.NOWHERE_MORE)], _to_studies(t)
        return _notice(t, heading=t.gettext(text.NOWHERE), said=said, link=link, status=404)

    return nowhere


def _working(study: str, t: Translator) -> Response:
    link = {"href": _with_study(t, MAP, study), "label": t.gettext(text.OPEN_MAP)}
    said = [t.gettext(text.WORKING_MORE)]
    return _notice(t, heading=t.gettext(text.WORKING), said=said, link=link, refresh=True)


def _with_study(t: Translator, page: str, study: str) -> str:
    return page_address(t.language, page, "?" + urlencode({"study": study}) if study else "")


def _notice(
    t: Translator,
    *,
    heading: str,
    said: list[str],
    link: dict[str, str] | None = None,
    refresh: bool = False,
    status: int = 200,
) -> Response:
    told: dict[str, Any] = {"heading": heading, "said": said, "link": link}
    return written("notice.html", PAGE, t, refresh=refresh, status=status, **told)
