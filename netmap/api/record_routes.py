"""Addresses at which a study of a store is recorded, made from the list of actions; who may ask them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from netmap.api.errors import language_of
from netmap.api.question_routes import HERE, LANGUAGE, Parameter
from netmap.api.responses import json_response
from netmap.files.sandbox.limits import LIMITS
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NetmapError, NotAllowedError
from netmap.model.i18n import N_
from netmap.records.actions import READ, RECORD_ACTIONS, RecordAction
from netmap.records.imports.dialog import FileRequest
from netmap.records.requests import MOST_UPLOADS, Recent, RecordContext
from netmap.records.work_list.afterwards import Afterwards

JSON, BYTES = "application/json", "application/octet-stream"
MOST_BYTES = 2_000_000
"""No form is longer than this."""

STUDY: Parameter = {"name": "study", "in": "path", "required": True, "schema": {"type": "string"}}

Endpoint = Callable[[Request], Awaitable[Response]]


class TooLargeError(NetmapError):
    """A request is longer than its address takes."""

    code = "too-large"
    status = 413


def path_of(action: RecordAction) -> str:
    """The address of an action."""
    return "/api/v1/studies" if action.path is None else f"{HERE}/{action.path}"


def add_record_routes(app: FastAPI, library: StudyLibrary, token: str, more: Mapping[str, Any]) -> None:
    """Put every action on one application; `more` is what the description says of each."""
    uploads: Recent[Any] = Recent(MOST_UPLOADS)
    afterwards = Afterwards(library)
    for action in RECORD_ACTIONS:
        endpoint = _endpoint(action, library, token, uploads, afterwards)
        if action.method == READ:
            app.add_api_route(path_of(action), endpoint, methods=["HEAD"], include_in_schema=False)
        app.add_api_route(
            path_of(action),
            endpoint,
            methods=[action.method],
            summary=action.summary,
            operation_id=action.name,
            response_class=Response,
            openapi_extra=_described(action),
            **more,
        )


def _endpoint(
    action: RecordAction, library: StudyLibrary, token: str, uploads: Recent[Any], afterwards: Afterwards
) -> Endpoint:
    """What takes a request in, holds it to the rules, and has it done in a thread."""
    told = _told_in_query if action.method == READ else _told_in_file if _is_file(action) else _told_in_body

    async def answer(request: Request) -> Response:
        if action.method != READ:
            check_trusted(request, token)
        study = request.path_params.get("study", "")
        at = RecordContext(library, study, LOCAL_USER, language_of(request), uploads)
        done = await run_in_threadpool(action, at, await told(request))
        if action.method != READ:
            afterwards.changed(study, at.language)
        return json_response(done)

    return answer


def _is_file(action: RecordAction) -> bool:
    return action.request is FileRequest


async def _told_in_query(request: Request) -> Mapping[str, Any]:
    return dict(request.query_params)


async def _told_in_file(request: Request) -> Mapping[str, Any]:
    return {**request.query_params, "content": await bytes_of(request, LIMITS.file_bytes)}


async def _told_in_body(request: Request) -> Mapping[str, Any]:
    return _read(await bytes_of(request, MOST_BYTES), request.headers.get("content-type", ""))


def _described(action: RecordAction) -> dict[str, Any]:
    """What a request takes, as OpenAPI says it."""
    schema = action.request.model_json_schema()
    known = [LANGUAGE] if action.path is None else [STUDY, LANGUAGE]
    if action.method == READ:
        return {"parameters": [*known, *_in_query(schema)]}
    if _is_file(action):
        body = {BYTES: {"schema": {"type": "string", "format": "binary"}}}
        asked = [each for each in _in_query(schema) if each["name"] != "content"]
        return {"parameters": [*known, *asked], "requestBody": {"required": True, "content": body}}
    parts = schema.pop("$defs", {})
    body = {JSON: {"schema": _whole_schema(schema, parts)}}
    return {"parameters": known, "requestBody": {"required": True, "content": body}}


def _in_query(schema: Mapping[str, Any]) -> list[Parameter]:
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": told.get("description", ""),
            "schema": {key: value for key, value in told.items() if key not in ("description", "title")},
        }
        for name, told in schema.get("properties", {}).items()
    ]


def _whole_schema(schema: Any, parts: Mapping[str, Any]) -> Any:
    """A schema with its parts in their places: a description has no place for the parts of each body."""
    if isinstance(schema, list):
        return [_whole_schema(each, parts) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _whole_schema(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {name: _whole_schema(each, parts) for name, each in schema.items()}


async def bytes_of(request: Request, most: int) -> bytes:
    """The body of a request; `TooLargeError` where it has more bytes than it may."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise TooLargeError(N_("The request is too long."))
    return bytes(found)


def _read(content: bytes, kind: str) -> Mapping[str, Any]:
    try:
        body = json.loads(content) if kind.partition(";")[0].strip() == JSON else None
        json.dumps(body, ensure_ascii=False).encode()  # halves of signs are no text
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise ArgumentError(N_("The request does not fit this address."))
    return body


TOKEN_HEADER = "X-Netmap-Token"  # noqa: S105  (the name of a header)

FOREIGN = N_("This request came from another site.")
STALE = N_("The page is older than the service; load it again.")


class StaleTokenError(NetmapError):
    """A change was asked for without the token of this run of the service."""

    code = "stale-token"
    status = 403


def new_token() -> str:
    """A token for one run of the service, which nobody can guess."""
    return secrets.token_urlsafe(32)


def check_trusted(request: Request, token: str) -> None:
    """Refuse a change that another site, or somebody who cannot read our answers, asks for.

    Raises:
        NotAllowedError: a browser says that the request comes from another site.
        StaleTokenError: the token is not that of this run of the service.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    host = request.headers.get("host", "").lower()
    if origin is not None and urlsplit(origin).netloc.lower() != host:
        raise NotAllowedError(FOREIGN)
    if site not in (None, "same-origin"):
        raise NotAllowedError(FOREIGN)
    if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        raise StaleTokenError(STALE)
