"""Requests to the interface without a network."""

from __future__ import annotations

import csv
import io

import httpx
from starlette.types import ASGIApp

from tests.own_loop import finished


def call(app: ASGIApp, address: str, method: str = "GET") -> httpx.Response:
    """The answer of an application to one request."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, address)

    return finished(ask)


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))
