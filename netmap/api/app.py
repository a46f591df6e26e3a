"""The interface as an application, with its description for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from netmap.api.errors import HANDLERS, error_body
from netmap.api.question_routes import LANGUAGE, Route, begun, routes_of
from netmap.api.record_routes import TOKEN_HEADER, add_record_routes, new_token
from netmap.api.responses import json_response
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.questions import QUESTIONS

SLOW_AT_ONCE = 1
"""So many answers that take long are worked out at once, so that those that do not never wait behind them."""

_WENT_WRONG: dict[str, Any] = {
    "description": "What went wrong, in one shape for all",
    "content": {
        "application/json": {
            "example": error_body("not-found", "there is no study “emom”; open are: emon", [])
        }
    },
}


def build_api(library: StudyLibrary, token: str | None = None) -> FastAPI:
    """The interface over the studies that are open: addresses below /api/v1, described at /api/openapi.json.

    Paths are whole, so it may stand alone or be mounted at the root of a larger application. `token` is what
    a change must carry, where several processes are one service; made unless given.
    """
    app = FastAPI(
        title="netmap",
        version="1",
        description="Maps of how learning travels between agencies: studies, maps and tables.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    for error, handler in HANDLERS:
        app.add_exception_handler(error, handler)
    slow = CapacityLimiter(SLOW_AT_ONCE)
    for route in (route for question in QUESTIONS for route in routes_of(question)):
        endpoint = _endpoint(library, route, slow)
        app.add_api_route(route.path, endpoint, methods=["HEAD"], include_in_schema=False)
        app.add_api_route(
            route.path,
            endpoint,
            methods=["GET"],
            summary=route.summary,
            operation_id=route.name,
            response_class=Response,
            responses=_responses(route),
            openapi_extra={"parameters": [LANGUAGE, *route.query]},
        )
    studies = _studies(library)
    app.add_api_route("/api/v1/studies", studies, methods=["HEAD"], include_in_schema=False)
    app.add_api_route(
        "/api/v1/studies",
        studies,
        methods=["GET"],
        summary="The studies that are open",
        operation_id="studies",
        response_class=Response,
        openapi_extra={"parameters": [LANGUAGE]},
    )
    token = token or new_token()
    add_record_routes(app, library, token, {"responses": {"default": _WENT_WRONG}})
    app.add_route("/api/v1/session", _session(token), include_in_schema=False)
    app.add_route("/api/openapi.json", _description(app), include_in_schema=False)
    return app


def _description(app: FastAPI) -> Callable[[Request], Response]:
    def describe(request: Request) -> Response:
        return json_response(app.openapi())

    return describe


def _session(token: str) -> Callable[[Request], Response]:
    """What a page of this service needs to change something; no page of another site can read the answer."""

    def tell(request: Request) -> Response:
        return json_response({"header": TOKEN_HEADER, "token": token})

    return tell


def _studies(library: StudyLibrary) -> Callable[[Request], Response]:
    def studies(request: Request) -> Response:
        return json_response({"studies": library.entries(LOCAL_USER)})

    return studies


def _endpoint(
    library: StudyLibrary, route: Route, slow: CapacityLimiter
) -> Callable[..., Awaitable[Response]]:
    """What answers an address: in a thread, and where that may take seconds one after the other."""
    turn = slow if route.question.slow else None

    async def ask(request: Request, study: str) -> Response:
        asked, found = await run_in_threadpool(begun, library, route, request, study)
        if found is not None:
            return found
        return await to_thread.run_sync(asked.answered, limiter=turn)

    return ask


def _responses(route: Route) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": route.summary, "content": {route.media_type: {}}},
        "default": _WENT_WRONG,
    }
