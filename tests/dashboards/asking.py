"""Asks an ASGI application as a browser on this machine would, without a socket."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import httpx
from starlette.types import ASGIApp

from dashboards.components.terms import Mark
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
    """Every text of an answer, in order; one in which words are marked as a whole."""
    if isinstance(part, (list, tuple)):
        found: list[str] = []
        for is_run, pieces in groupby(part, lambda each: isinstance(each, (str, Mark))):
            told = [text for each in pieces for text in texts(each)]
            has_marks = is_run and any(isinstance(each, Mark) for each in part)
            found += ["".join(told)] if has_marks else told
        return found
    if isinstance(part, str):
        return [part]
    return texts(getattr(part, "children", None) or [])


def unmarked(page: str) -> str:
    """A page that is written whole, its words without their marks."""
    return re.sub(r'<button type="button" class="word"[^>]*>(.*?)</button>', r"\1", page)
