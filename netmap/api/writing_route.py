"""What an address of the interface is that changes something."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from netmap.api.downloads import PRIVATE
from netmap.api.errors import language_of
from netmap.api.plain import plain
from netmap.api.trusting import check_trusted
from netmap.model.errors import ArgumentError, NetmapError
from netmap.model.i18n import N_

JSON = "application/json"
MOST_BYTES = 2_000_000
"""No form is longer than this."""

MOST, LONGEST_NUMBER = 2**53, 20
"""Beyond this a browser does not count."""

Body = Mapping[str, Any]
Change = Callable[[Any, str, Body, str], Any]
"""Takes the library (or a desk over it), the study's name, the body and the language; gives the answer."""


class TooLargeError(NetmapError):
    """A request is longer than its address takes."""

    code = "too-large"
    status = 413


@dataclass(frozen=True, slots=True)
class WritingRoute:
    """One address that takes POST: what answers it and what it is for."""

    path: str
    answer: Change
    summary: str


def endpoint_of(service: Any, token: str, route: WritingRoute) -> Callable[[Request], Any]:
    """What takes a request in, holds it to the rules, and hands its body to the service in a thread."""

    async def change(request: Request) -> Response:
        check_trusted(request, token)
        body = _read(await bytes_of(request, MOST_BYTES), request.headers.get("content-type", ""))
        study = request.path_params.get("study", "")
        done = await run_in_threadpool(route.answer, service, study, body, language_of(request))
        return JSONResponse(plain(done), headers=PRIVATE)

    return change


async def bytes_of(request: Request, most: int) -> bytes:
    """The body of a request; `TooLargeError` where it has more bytes than it may."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise TooLargeError(N_("The request is too long."))
    return bytes(found)


def _read(content: bytes, kind: str) -> Body:
    try:
        body = json.loads(content, parse_int=_whole) if kind.partition(";")[0].strip() == JSON else None
        json.dumps(body, ensure_ascii=False).encode()  # halves of signs are no text
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise ArgumentError(N_("The request does not fit this address."))
    return body


def _whole(text: str) -> int:
    """A whole number that a database can hold; `ValueError` for any other."""
    number = int(text) if len(text) < LONGEST_NUMBER else MOST
    if abs(number) >= MOST:
        raise ValueError(text[:LONGEST_NUMBER])
    return number
