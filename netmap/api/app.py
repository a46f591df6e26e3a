"""The interface as an application, with its description for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.downloads import PRIVATE
from netmap.api.errors import HANDLERS, error_body
from netmap.api.parameters import LANGUAGE
from netmap.api.question_routes import routes_of
from netmap.api.record_routes import add_record_routes
from netmap.api.route import Route
from netmap.api.routes import ROUTES
from netmap.api.trusting import TOKEN_HEADER, new_token
from netmap.questions import QUESTIONS
from netmap.questions.map.service import BoardService

_WENT_WRONG: dict[str, Any] = {
    "description": "What went wrong, in one shape for all",
    "content": {
        "application/json": {
            "example": error_body("not-found", "there is no study “emom”; open are: emon", [])
        }
    },
}


def build_api(board: BoardService) -> FastAPI:
    """The interface over a board's service: addresses below /api/v1, described at /api/openapi.json.

    Paths are whole, so it may stand alone or be mounted at the root of a larger application.
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
    made = [route for each in QUESTIONS for route in routes_of(each)]
    for route in (*ROUTES, *made):
        endpoint = _endpoint(board, route)
        app.add_api_route(route.path, endpoint, methods=["HEAD"], include_in_schema=False)
        app.add_api_route(
            route.path,
            endpoint,
            methods=["GET"],
            summary=route.summary,
            operation_id=route.answer.__name__,
            response_class=Response,
            responses=_responses(route),
            openapi_extra={"parameters": [LANGUAGE, *route.query]},
        )
    token = new_token()
    add_record_routes(app, board.library, token, {"responses": {"default": _WENT_WRONG}})
    app.add_route("/api/v1/session", _session(token), include_in_schema=False)
    app.add_route("/api/openapi.json", _description(app), include_in_schema=False)
    return app


def _description(app: FastAPI) -> Callable[[Request], Response]:
    def describe(request: Request) -> Response:
        return JSONResponse(app.openapi(), headers=PRIVATE)

    return describe


def _session(token: str) -> Callable[[Request], Response]:
    """What a page of this service needs to change something; no page of another site can read the answer."""

    def tell(request: Request) -> Response:
        return JSONResponse({"header": TOKEN_HEADER, "token": token}, headers=PRIVATE)

    return tell


def _endpoint(board: BoardService, route: Route) -> Callable[..., Response]:
    if "{study}" in route.path:

        def ask(request: Request, study: str) -> Response:
            return route.answer(board, request, study)

        return ask

    def ask_all(request: Request) -> Response:
        return route.answer(board, request, "")

    return ask_all


def _responses(route: Route) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": route.summary, "content": {route.media_type: {}}},
        "default": _WENT_WRONG,
    }
