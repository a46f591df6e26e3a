"""Asks an ASGI application as a browser on this machine would, without a socket."""

from __future__ import annotations

from typing import Any

import httpx
from starlette.types import ASGIApp

from tests.own_loop import finished

HERE = "http://127.0.0.1:8050"


def ask(app: ASGIApp, path: str, method: str = "GET", **more: Any) -> httpx.Response:
    """One request and its answer; redirects are not followed."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.request(method, path, **more)

    return finished(send)


def texts(part: Any) -> list[str]:
    """Every text of an answer, in order."""
    if isinstance(part, (list, tuple)):
        return [text for each in part for text in texts(each)]
    if isinstance(part, str):
        return [part]
    return texts(getattr(part, "children", None) or [])
