"""Everything that is served, put together: the interface for programs and the pages in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import dash
from a2wsgi import WSGIMiddleware
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from dashboards import entrance
from dashboards.dash_app import build_dash, script_hashes
from dashboards.guard import Guard, content_policy
from dashboards.pages import PAGES
from dashboards.services import Services
from netmap.api import build_api
from netmap.api.forwarding import Forwarding
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import LANGUAGES, translator
from netmap.questions.map import QUESTION
from netmap.questions.map.request import new_page


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
    library.preload(lambda study: services.ask(QUESTION, new_page(study)).facts.view(()))
    return assemble(services, api)


def assemble(services: Services, api: ASGIApp | None = None) -> ASGIApp:
    """Pages, interface and guard around services that are open; the interface is made unless given."""
    apps = [
        (page.address(language), build_dash(services, translator(language), page))
        for language in LANGUAGES
        for page in sorted(PAGES, key=lambda page: -len(page.name))
    ]
    doors = [Route(address.removesuffix("/"), entrance.add_slash) for address, _ in apps]
    pages = [Mount(address.removesuffix("/"), _asgi(app)) for address, app in apps]
    hashes = [each for _, app in apps for each in script_hashes(app)]
    routes: list[BaseRoute] = [
        *entrance.ROUTES,
        *doors,
        *pages,
        Mount("/", api or build_api(services.library)),
    ]
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, routes=routes)
    return Guard(outer, content_policy(hashes))


def _asgi(app: dash.Dash) -> ASGIApp:
    return cast(ASGIApp, WSGIMiddleware(app.server))
