"""Requests that change something, handed on by a process that only reads to the one that writes.

A service may run in several processes. One of them writes: in it lie the files that wait to be taken in,
and the turn in which a writer looks and then writes. The others hand such a request on, over loopback, as it
came.
"""

from __future__ import annotations

from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from string import punctuation
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from netmap.api.errors import refusal
from netmap.api.record_routes import TooLargeError, bytes_of
from netmap.files.sandbox.limits import LIMITS
from netmap.model.i18n import N_
from netmap.store.errors import StoreError

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OF_ONE_CONNECTION = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "content-length", "expect", "te", "trailer", "upgrade"}
)
"""Headers that are said anew for each connection."""

PATIENCE = 600.0
"""So many seconds the writer may take; a large import takes some."""

AWAY = N_("The part of the service that writes does not answer. Nothing was changed; try again.")


class Forwarding:
    """An application that answers what is read, and has the writer at a port of loopback do the rest."""

    def __init__(self, app: ASGIApp, writer: int) -> None:
        self.app = app
        self.writer = writer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in READING:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            body = await bytes_of(request, LIMITS.file_bytes)
        except ClientDisconnect:
            return
        except TooLargeError as error:
            await refusal(request, error)(scope, receive, send)
            return
        answer = await run_in_threadpool(self._handed_on, request, body)
        await answer(scope, receive, send)

    def _handed_on(self, request: Request, body: bytes) -> Response:
        path, query = (quote(request.scope[part], safe=punctuation) for part in ("raw_path", "query_string"))
        whole = f"{path}?{query}" if query else path
        there = HTTPConnection("127.0.0.1", self.writer, timeout=PATIENCE)
        try:
            there.putrequest(request.method, whole, skip_host=True, skip_accept_encoding=True)
            for name, value in _kept(request.headers.items()):
                there.putheader(name, value.encode("latin-1"))
            there.putheader("content-length", str(len(body)))
            there.endheaders(body)
            found = there.getresponse()
            return Response(found.read(), found.status, dict(_kept(found.getheaders())))
        except (OSError, HTTPException, ValueError):
            return refusal(request, StoreError(AWAY))
        finally:
            there.close()


def _kept(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in OF_ONE_CONNECTION]
