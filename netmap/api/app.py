"""The interface as an application, with its description for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.downloads import PRIVATE
from netmap.api.errors import HANDLERS, error_body
from netmap.api.import_routes import IMPORT_ROUTES, UPLOAD, upload_of
from netmap.api.parameters import LANGUAGE
from netmap.api.question_routes import routes_of
from netmap.api.record_routes import RECORD_ROUTES, WRITING_ROUTES
from netmap.api.route import Route
from netmap.api.routes import ROUTES
from netmap.api.trusting import TOKEN_HEADER, new_token
from netmap.api.writing_route import endpoint_of
from netmap.questions import QUESTIONS
from netmap.questions.map.service import BoardService
from netmap.records.imports.previews import ImportDesk

_REQUEST_BODY = {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}


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
    for route in (*ROUTES, *made, *RECORD_ROUTES):
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
    desk = ImportDesk(board.library)
    changes = [(board.library, change) for change in WRITING_ROUTES]
    for service, change in [*changes, *((desk, change) for change in IMPORT_ROUTES)]:
        app.add_api_route(
            change.path,
            endpoint_of(service, token, change),
            methods=["POST"],
            summary=change.summary,
            operation_id=change.answer.__name__,
            response_class=Response,
            openapi_extra={"parameters": [LANGUAGE], "requestBody": _REQUEST_BODY},
        )
    app.add_route(UPLOAD, upload_of(desk, token), methods=["POST"], include_in_schema=False)
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
    example = error_body("not-found", "there is no study “emom”; open are: emon", [])
    return {
        200: {"description": route.summary, "content": {route.media_type: {}}},
        "default": {
            "description": "What went wrong, in one shape for all",
            "content": {"application/json": {"example": example}},
        },
    }
