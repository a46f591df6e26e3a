"""The socket of a service answers at once on a kept connection."""

from __future__ import annotations

import asyncio
import socket

from netmap.cli.workers import claim
from tests.own_loop import finished


def test_answers_do_not_wait_for_a_delayed_acknowledgement() -> None:
    """asyncio sets TCP_NODELAY on what it accepts only where the listening socket names its protocol."""

    async def accepted_with_nodelay() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            inner = writer.get_extra_info("socket")
            told = inner.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
            await writer.wait_closed()
            found.set_result(told)

        with claim() as sock:
            server = await asyncio.start_server(serve, sock=sock.dup())
            _, writer = await asyncio.open_connection(*sock.getsockname())
            told = await found
            writer.close()
            await writer.wait_closed()
            server.close()
            await server.wait_closed()
            return told

    assert finished(accepted_with_nodelay) != 0
