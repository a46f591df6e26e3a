"""A port on the loopback address."""

from __future__ import annotations

import socket
import sys
from collections.abc import Generator
from contextlib import contextmanager

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

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
