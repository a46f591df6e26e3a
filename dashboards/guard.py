"""The guard in front of every page and interface: who may ask, and what a browser may do with the answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 2_000_000
"""No request of a page is longer; the interface for programs, where files come, has limits of its own."""

PATIENCE = 20.0
"""So many seconds a request of a page may take to arrive."""

OWN_LIMITS = ("/api/", "/parts/imports/")
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::\d{1,5})?")


def content_policy(script_hashes: Sequence[str]) -> str:
    """The Content-Security-Policy of every answer.

    `script_hashes` are quoted hashes of the pages' own inline scripts; no other script runs.
    """
    scripts = " ".join(["'self'", *sorted(set(script_hashes))])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )


def is_loopback(host: str | None) -> bool:
    """Whether a Host header names this machine, with any port."""
    found = _HOST.fullmatch(host or "")
    return found is not None and found[1].lower() in LOOPBACK_NAMES


def is_own_origin(origin: str | None, host: str) -> bool:
    """Whether a request comes from a page of this server; one without an Origin comes from no page."""
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _has_own_limits(scope: Scope) -> bool:
    return str(scope["path"]).startswith(OWN_LIMITS)


async def _arrived(headers: Headers, receive: Receive) -> tuple[PlainTextResponse | None, Receive]:
    """The whole body of a request, in time and within its length, to be received again; or its refusal."""
    told = headers.get("content-length", "")
    if told.isascii() and told.isdecimal() and int(told[:12]) > MOST_BYTES:
        return PlainTextResponse("This request is too long.\n", 413), receive
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > MOST_BYTES:
                    return PlainTextResponse("This request is too long.\n", 413), receive
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        return PlainTextResponse("This request took too long to arrive.\n", 408), receive
    return None, _again(bytes(body), receive)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives a body that has arrived once, then what follows upon it."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


class Guard:
    """Refuses foreign hosts and foreign origins, and puts the protective headers on every answer.

    A foreign Host header gets 421 (a page elsewhere whose name was pointed at this machine), a
    changing request from another origin 403, one that is too long 413, one that does not arrive 408. An
    answer that brings its own policy keeps it.
    """

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            headers = Headers(scope=scope)
            refusal = self._refusal(headers, scope["method"])
            if refusal is None and scope["method"] not in SAFE_METHODS and not _has_own_limits(scope):
                refusal, receive = await _arrived(headers, receive)
            await (refusal or self.app)(scope, receive, self._protected(send))

    def _refusal(self, headers: Headers, method: str) -> PlainTextResponse | None:
        host = headers.get("host")
        if host is None or not is_loopback(host):
            return PlainTextResponse("This service answers on this machine only.\n", 421)
        if method not in SAFE_METHODS and not is_own_origin(headers.get("origin"), host):
            return PlainTextResponse("This request came from another site.\n", 403)
        return None

    def _protected(self, send: Send) -> Send:
        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return send_protected
