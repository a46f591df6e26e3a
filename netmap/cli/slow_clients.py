"""Connections that let go of a client that sends or reads too slowly, so that none can hold on to a service.

A service closes a connection that asks nothing more by itself, but waits for ever for the rest of a request
that was begun, and for a reader that has stopped reading.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 20.0
"""So many seconds the head of a request may take to arrive, and a full buffer to be read on."""


class BoundedConnection(H11Protocol):
    """A connection of the service with both times bounded; what arrives in time is answered as ever."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait_for_request()

    def data_received(self, data: bytes) -> None:
        """Take what came, and go on waiting, from when this request was begun, where it is not whole."""
        super().data_received(data)
        self._wait_for_request()

    def on_response_complete(self) -> None:
        """Wait for the rest of a next request of which a part came early."""
        super().on_response_complete()
        self._wait_for_request()

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        self._reading = self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        _end(self._reading)
        self._reading = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        _end(self._asking, self._reading)
        self._asking = self._reading = None
        super().connection_lost(exc)

    def _wait_for_request(self) -> None:
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            _end(self._asking)
            self._asking = None
        elif self._asking is None:
            self._asking = self.loop.call_later(PATIENCE, self.transport.abort)


def _end(*timers: asyncio.TimerHandle | None) -> None:
    for timer in timers:
        if timer is not None:
            timer.cancel()
