"""Requests that no page sends, too long, too slow, malformed or to odd places, are refused; no log grows."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.guard import MOST_BYTES, Guard
from dashboards.server import assemble
from dashboards.services import Services
from tests.dashboards.asking import ask
from tests.own_loop import finished

POSTS = "/en/map/_dash-update-component"
SENT: dict[str, Any] = {
    "output": "..shown.data..",
    "outputs": [{"id": "shown", "property": "data"}],
    "inputs": [{"id": "address", "property": "search", "value": "?study=emon"}],
    "changedPropIds": ["address.search"],
    "state": [],
}


@pytest.fixture(scope="module")
def app(bundled: Services) -> ASGIApp:
    return assemble(bundled)


def mutated() -> Iterator[tuple[str, bytes]]:
    """A callback's request with a part taken out or changed into what it is not, and what is no request."""
    for name in SENT:
        yield (
            f"without {name}",
            json.dumps({key: value for key, value in SENT.items() if key != name}).encode(),
        )
        for odd in (None, 1, "x", [], {}, [[]], [{}], [1], True, "..", "a" * 5000, {"a": {"b": []}}):
            yield f"{name}={str(odd)[:20]}", json.dumps({**SENT, name: odd}).encode()
    for content in (
        b"",
        b"{",
        b"null",
        b"[]",
        b"1",
        b'"x"',
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"output":' * 9_000,
    ):
        yield f"{content[:12]!r}", content
    yield "unknown output", json.dumps({**SENT, "output": "nobody.data"}).encode()
    yield "odd id", json.dumps({**SENT, "output": '{"a":1}.data'}).encode()
    yield "lone surrogate", b'{"output": "\\ud800.data", "inputs": []}'


@pytest.mark.parametrize(
    ("name", "content"), list(mutated()), ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_malformed_callback_is_refused_quietly(
    name: str, content: bytes, app: ASGIApp, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = ask(app, POSTS, "POST", content=content, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 204) or 400 <= answer.status_code < 500, answer.text[:300]
    assert "Traceback" not in answer.text + caplog.text
    assert not caplog.records


@pytest.mark.parametrize(
    "path",
    [
        "/en/map/_dash-component-suites/dash/../../server.py",
        "/en/map/_dash-component-suites/dash/%2e%2e/%2e%2e/dash.py",
        "/en/map/_dash-component-suites/os/path.py",
        "/en/map/_dash-component-suites/nothing/x.js",
        "/en/map/_dash-component-suites/dash/deps/nothing.js",
        "/en/map/_dash-component-suites/dash/%00.js",
        "/en/map/_dash-component-suites/",
        "/en/map/assets/../server.py",
        "/en/map/assets/%2e%2e%2fserver.py",
        "/en/map/_favicon.ico/x",
        "/en/" + "a" * 9_000,
        "/%00/",
        "/en/map/_reload-hash/x",
        "/en/map/_dash-layout/x",
    ],
)
def test_an_odd_path_is_not_found_quietly(path: str, app: ASGIApp, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer = ask(app, path)
    assert answer.status_code < 500
    assert "import " not in answer.text
    assert not caplog.records


async def _count(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the number of bytes that came."""
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, 200), (MOST_BYTES + 1, 413)])
def test_a_post_of_the_pages_is_cut_off_past_its_limit(size: int, status: int) -> None:
    answer = ask(Guard(_count, "default-src 'self'"), POSTS, "POST", content=b"x" * size)
    assert answer.status_code == status
    assert status != 200 or answer.text == str(size)


def test_a_post_that_says_it_is_long_is_refused_before_it_comes() -> None:
    asked: list[str] = []

    async def endless() -> AsyncIterator[bytes]:
        asked.append("more")
        yield b"x"

    headers = {"content-length": str(200_000_000)}
    answer = ask(Guard(_count, "default-src 'self'"), POSTS, "POST", content=endless(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("never", [True, False])
def test_a_post_that_stops_half_way_is_let_go_of(never: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    monkeypatch.setattr("dashboards.guard.PATIENCE", 0.05)
    sent: list[Message] = []

    async def receive() -> Message:
        if len(received) or never:
            await asyncio.sleep(3600)
        received.append(1)
        return {"type": "http.request", "body": b"{", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    received: list[int] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": POSTS,
        "headers": [(b"host", b"127.0.0.1:8050")],
        "query_string": b"",
    }
    finished(lambda: Guard(_count, "default-src 'self'")(scope, receive, send))
    assert sent[0]["status"] == 408


def test_the_api_keeps_its_own_limits() -> None:
    size = MOST_BYTES + 1
    answer = ask(
        Guard(_count, "default-src 'self'"), "/api/v1/studies/s/imports", "POST", content=b"x" * size
    )
    assert (answer.status_code, answer.text) == (200, str(size))
