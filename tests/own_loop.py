"""Waiting for asynchronous work from a plain test, whatever loop runs in its thread already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """The result of asynchronous work, run in a loop and a thread of its own.

    A browser that is driven in the same process keeps a loop running in the main thread.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()
