"""What was kept last: so many values by key, the oldest forgotten first."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """At most `most` values by key, for any number of threads.

    Example:
        >>> kept = Recent(2)
        >>> for name in ("a", "b", "c"):
        ...     kept.put(name, name.upper())
        >>> kept.get("a"), kept.get("c")
        (None, 'C')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: str, value: T) -> None:
        """Keep a value; one that is kept already keeps its turn."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def put_new(self, value: T) -> str:
        """Keep a value under a key that nobody can guess, and return the key."""
        key = secrets.token_hex(16)
        self.put(key, value)
        return key

    def get(self, key: str) -> T | None:
        """What is kept under a key; None where nothing is, or not any more."""
        with self._lock:
            return self._kept.get(key)

    def drop(self, key: str) -> None:
        """Forget what is kept under a key."""
        with self._lock:
            self._kept.pop(key, None)
