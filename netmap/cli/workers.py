"""The processes of a service: one that also writes, and as many that only read as are asked for.

All accept from one listening socket. The first one, which is the command itself, has a second socket on
loopback, at which the readers hand on what changes something (`netmap.api.forwarding`).
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_

SERVERS = "netmap.server"
"""The entry points of the pages: `build(paths, *, baseline, dates, token, writer)` returns an ASGI app."""

PAUSE = 1.0
"""Within so many seconds a reader that ended is started again."""

HOST = "127.0.0.1"
USUAL = 8050
TRIES = 50


@contextmanager
def claim(port: int | None = None) -> Generator[socket.socket]:
    """A listening socket on loopback: on the port asked for (0: any), else on 8050 or the next free one.

    Raises `ArgumentError` where the port asked for is taken, or none of fifty is free.
    """
    ports = range(USUAL, USUAL + TRIES) if port is None else [port]
    sock = next((found for found in map(_listening, ports) if found is not None), None)
    if sock is None:
        raise ArgumentError(_taken(port), port=port, first=USUAL, last=USUAL + TRIES - 1)
    with sock:
        yield sock


def _taken(port: int | None) -> str:
    if port is None:
        return N_("All ports from {first} to {last} are taken; name a free one with --port")
    return N_("Port {port} is taken or not allowed; name another one with --port")


def _listening(port: int) -> socket.socket | None:
    # with the protocol left open asyncio does not set TCP_NODELAY, and each answer on a kept connection
    # waits some 40 ms for a delayed acknowledgement
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        # Windows would let two programs share the port under this option
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((HOST, port))
        sock.listen()
    except OSError:
        sock.close()
        return None
    return sock


@dataclass(frozen=True, slots=True)
class Pages:
    """What is served: studies by their places, the day that goes before their baselines, the order of dates.

    `token` is what a change must carry, the same in every process. Readers know the port of the `writer`.
    """

    paths: Sequence[Path | str]
    baseline: dt.date | None
    dates: str | None
    token: str
    writer: int | None = None

    def app(self) -> Any:
        """The application that serves them; raises `NotFoundError` where the pages are not installed."""
        from importlib.metadata import entry_points

        for found in entry_points(group=SERVERS):
            return found.load()(
                self.paths, baseline=self.baseline, dates=self.dates, token=self.token, writer=self.writer
            )
        raise NotFoundError(N_("The pages are not installed; install the package netmap-zones."))


def run(pages: Pages, sock: socket.socket, workers: int, ready: Callable[[], None]) -> None:
    """Serve until stopped, in so many processes; `ready` is called once the first of them answers."""
    stopping = threading.Event()
    with claim(0) if workers > 1 else nullcontext() as door:
        read = replace(pages, writer=None if door is None else door.getsockname()[1])
        keepers = [
            threading.Thread(target=_keep_up, args=(read, sock, stopping), daemon=True)
            for _ in range(workers - 1)
        ]

        def begin() -> None:
            ready()
            for keeper in keepers:
                keeper.start()

        try:
            with suppress(KeyboardInterrupt):  # Ctrl+C is how a service is meant to end
                _server(pages, begin).run(sockets=[sock] if door is None else [sock, door])
        finally:
            stopping.set()
            for keeper in (each for each in keepers if each.is_alive()):
                keeper.join()


def _server(pages: Pages, ready: Callable[[], None]) -> Any:
    import uvicorn

    from netmap.cli.slow_clients import BoundedConnection

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[Any] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                ready()

    return Server(
        uvicorn.Config(
            pages.app(),
            http=BoundedConnection,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=3,
        )
    )


def _keep_up(pages: Pages, sock: socket.socket, stopping: threading.Event) -> None:
    """Have a process that reads, another one after each that ended, and none in the end."""
    from multiprocessing import get_context

    while not stopping.is_set():
        reader = get_context("spawn").Process(target=_read, args=(pages, sock), name="netmap-reader")
        reader.start()
        while not stopping.is_set() and reader.is_alive():
            stopping.wait(PAUSE)
        reader.terminate()
        reader.join()


def _read(pages: Pages, sock: socket.socket) -> None:
    """One reader, until it is stopped or the process that started it is gone."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    server = _server(pages, lambda: None)
    starter = parent_process()

    def follow() -> None:
        wait([starter.sentinel] if starter is not None else [])
        server.should_exit = True

    threading.Thread(target=follow, name="netmap-following", daemon=True).start()
    with suppress(KeyboardInterrupt):
        server.run(sockets=[sock])
    os._exit(0)  # what is still at work for nobody is not waited for
