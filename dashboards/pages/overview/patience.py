"""Waiting for an answer for a while: what takes longer goes on in the background, once for all who ask."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")

MOST_AT_ONCE = 2


class Patience:
    """Answers by what is asked, as long as they are being worked out."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._workers = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="netmap-overview")
        self._pending: dict[Hashable, Future[object]] = {}
        self._lock = threading.Lock()

    def within(self, question: Hashable, answer: Callable[[], T]) -> T | None:
        """The answer, if it is there in time; None while it is being worked out. Raises what it raises."""
        with self._lock:
            future = self._pending.get(question)
            if future is None:
                future = self._pending[question] = self._workers.submit(answer)
        wait((future,), self.seconds)
        if not future.done():
            return None
        with self._lock:
            self._pending.pop(question, None)
        return future.result()  # type: ignore[return-value]
