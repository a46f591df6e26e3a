"""Everything that is served, put together: the interface for programs, the pages in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import dash
from a2wsgi import WSGIMiddleware
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from dashboards import kept_files, parts
from dashboards.dash_app import build_dash, script_hashes, suites_of
from dashboards.guard import Guard, content_policy
from dashboards.pages import PAGES, PART_WORDS
from dashboards.pages.overview import page as overview
from dashboards.services import Services
from netmap.api import build_api
from netmap.api.forwarding import Forwarding
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import LANGUAGES, language_of, translator
from netmap.questions.context import Context
from netmap.questions.map import QUESTION as MAP
from netmap.questions.map.request import new_page
from netmap.questions.overview import QUESTION as OVERVIEW
from netmap.questions.overview.open_gaps import find_open_gaps
from netmap.questions.question import PageState

MOST_PREPARED = 2000
"""Of a study with more people the overview is worked out when it is first asked for."""


def build(
    paths: Sequence[Path | str],
    *,
    baseline: dt.date | None = None,
    dates: str | None = None,
    token: str | None = None,
    writer: int | None = None,
) -> ASGIApp:
    """The whole service for some studies, as an ASGI application.

    `paths` are folders, zips or workbooks that hold a study each, and stores; all are read in the background.
    `baseline` replaces the baselines that the studies name; `dates` says how days like 03/04/2011 are
    meant, `dmy` or `mdy`. `token` is what a change must carry, made unless given; `writer` the port of the
    process that writes, where this one only reads.
    """
    library = StudyLibrary(paths, baseline, dates)
    services = Services(library)
    # FastAPI and pandas both change the filters of warnings for a moment, which no two threads may do
    answers = build_api(library, token)
    api = answers if writer is None else Forwarding(answers, writer)
    library.preload(partial(prepare, services))
    return assemble(services, api)


def prepare(services: Services, study: str) -> None:
    """Work out what a study's map shows, and of the study that opens first the overview too, with its gaps.

    With a dozen studies open, a dozen overviews would keep the first reader of any page waiting.
    """
    services.ask(MAP, new_page(study)).facts.view(())
    if study != services.library.entries(services.principal)[0].name:
        return
    if len(services.library.study(services.principal, study).practitioners) <= MOST_PREPARED:
        context = Context(study=study, principal=services.principal)
        services.ask(OVERVIEW, PageState(context, OVERVIEW.request()))
        find_open_gaps(services.inquiry(context))


def assemble(services: Services, api: ASGIApp | None = None) -> ASGIApp:
    """Pages, interface and guard around services that are open; the interface is made unless given."""
    apps = [
        (page.address(language), build_dash(services, translator(language), page))
        for language in LANGUAGES
        for page in sorted(PAGES, key=lambda page: -len(page.name))
    ]
    answers = api or build_api(services.library)
    first = overview.routes(services)
    addresses = [*(route.path for route in first), *(address for address, _ in apps)]
    doors = [Route(address.removesuffix("/"), add_slash) for address in addresses]
    pages = [Mount(address.removesuffix("/"), _asgi(app)) for address, app in apps]
    hashes = [each for _, app in apps for each in script_hashes(app)]
    routes: list[BaseRoute] = [
        *ROUTES,
        *first,
        *doors,
        *kept_files.routes(suites_of(apps[0][1])),
        *parts.routes(services, answers, PART_WORDS),
        *pages,
        *overview.last_routes(),
        Mount("/", answers),
    ]
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, routes=routes)
    return Guard(outer, content_policy(hashes))


def _asgi(app: dash.Dash) -> ASGIApp:
    return cast(ASGIApp, WSGIMiddleware(app.server))


DEFAULT_LANGUAGE = "en"


def preferred_language(accept: str) -> str:
    """The best language that we have for an Accept-Language header; English where none fits.

    Example:
        >>> preferred_language("de, it-IT;q=0.8, en;q=0.5")
        'it'
    """
    ranked = sorted((_wish(part) for part in accept.split(",")), key=lambda wish: -wish[0])
    return language_of(*(tag for quality, tag in ranked if quality > 0)) or DEFAULT_LANGUAGE


def _wish(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    _, _, quality = parameter.strip().partition("=")
    try:
        return float(quality or 1), tag
    except ValueError:
        return 0.0, tag


async def enter(request: Request) -> Response:
    """Send the visitor to the pages in their language; the query is kept."""
    language = preferred_language(request.headers.get("accept-language", ""))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{language}/{query}", 307, headers={"Vary": "Accept-Language"})


async def add_slash(request: Request) -> Response:
    """Send the visitor to the page's own address, which ends with a slash; the query is kept."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}", 307)


async def healthy(request: Request) -> Response:
    """Say that the service is up."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


ROUTES = (Route("/", enter), Route("/healthz", healthy))
