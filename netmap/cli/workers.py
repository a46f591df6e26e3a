"""The processes of a service: one that also writes, and as many that only read as are asked for.

All accept from one listening socket. The first one, which is the command itself, has a second socket on
loopback, at which the readers hand on what changes something (`netmap.api.forwarding`).
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from socket import socket
from typing import Any

from netmap.cli.port import claim
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_

SERVERS = "netmap.server"
"""The entry points of the pages: `build(paths, *, baseline, dates, token, writer)` returns an ASGI app."""

PAUSE = 1.0
"""Within so many seconds a reader that ended is started again."""


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


def run(pages: Pages, sock: socket, workers: int, ready: Callable[[], None]) -> None:
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


def _keep_up(pages: Pages, sock: socket, stopping: threading.Event) -> None:
    """Have a process that reads, another one after each that ended, and none in the end."""
    from multiprocessing import get_context

    while not stopping.is_set():
        reader = get_context("spawn").Process(target=_read, args=(pages, sock), name="netmap-reader")
        reader.start()
        while not stopping.is_set() and reader.is_alive():
            stopping.wait(PAUSE)
        reader.terminate()
        reader.join()


def _read(pages: Pages, sock: socket) -> None:
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
