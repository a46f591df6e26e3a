"""Clients that send or read too slowly are let go of; those who only wait for their answer are not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from netmap.cli import slow_clients
from netmap.cli.workers import claim
from tests.own_loop import finished

PATIENCE = 0.8
LONG = 40_000_000
"""More than the buffers of a connection hold."""

Client = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[Any]]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """`/late` is answered after three patiences, `/long` at length, anything else at once."""
    if scope["path"] == "/late":
        await asyncio.sleep(3 * PATIENCE)
    body = b"x" * (LONG if scope["path"] == "/long" else 2)
    length = str(len(body)).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def served() -> Any:
    config = uvicorn.Config(app, http=slow_clients.BoundedConnection, lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    with claim(0) as sock:
        running = asyncio.create_task(server.serve(sockets=[sock]))
        while not server.started:
            await asyncio.sleep(0.01)
        reader, writer = await asyncio.open_connection(*sock.getsockname())
        yield reader, writer, server
        writer.close()
        server.should_exit = True
        await running


def told(client: Client) -> Any:
    """What a client gets from a service whose patience is short, and how many connections are left."""

    async def work() -> Any:
        async with served() as (reader, writer, server):
            got = await client(reader, writer)
            return got, len(server.server_state.connections)

    return finished(work)


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_clients, "PATIENCE", PATIENCE)


async def dribbled(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes = b"GET / HT"
) -> bytes:
    """Send a byte every quarter of the patience, until the service lets go."""
    try:
        for byte in b"GET / HTTP":
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(PATIENCE / 4)
        return await reader.read()
    except ConnectionError:
        return b""


async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    return head.split(b"\r\n")[0] + await reader.readexactly(2)


def test_a_request_that_never_ends_is_let_go_of() -> None:
    assert told(dribbled) == (b"", 0)


def test_a_connection_that_asks_nothing_is_let_go_of() -> None:
    assert told(lambda reader, writer: reader.read()) == (b"", 0)


def test_the_time_of_an_answer_is_not_the_clients() -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        return await asked(reader, writer, "/late")

    assert told(client) == (b"HTTP/1.1 200 OKxx", 1)


def test_a_second_request_that_never_ends_is_let_go_of() -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[bytes, bytes]:
        return await asked(reader, writer, "/"), await dribbled(reader, writer)

    assert told(client) == ((b"HTTP/1.1 200 OKxx", b""), 0)


@pytest.mark.parametrize(("pause", "whole"), [(PATIENCE / 8, True), (3 * PATIENCE, False)])
def test_a_reader_that_stops_is_let_go_of_and_one_that_goes_on_is_not(pause: float, whole: bool) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
        got, slept_until = 0, time.monotonic() + 2 * pause
        while got < LONG:
            try:
                got += len(await reader.readexactly(1))
                if time.monotonic() < slept_until:
                    await asyncio.sleep(pause)
                    continue
                got += len(await asyncio.wait_for(reader.read(4_000_000), 10))
            except (ConnectionError, asyncio.IncompleteReadError):
                return False
        return True

    assert told(client)[0] is whole
