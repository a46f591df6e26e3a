"""A progress bar for people who wait at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TextIO

from netmap.cli.printing import visible

Report = Callable[[int, int, str], None]

PATIENCE = 0.5
"""Seconds before a bar appears: what is quick needs none."""
WIDTH = 30


@contextmanager
def progress_bar(stream: TextIO | None = None, patience: float = PATIENCE) -> Generator[Report | None]:
    """A function `(done, total, what)` that draws a bar on stderr; None where nobody would see it."""
    out = sys.stderr if stream is None else stream
    if not out.isatty():
        yield None
        return
    bar = _Bar(out, time.monotonic() + patience)
    try:
        yield bar
    finally:
        bar.clear()


class _Bar:
    def __init__(self, out: TextIO, appears: float) -> None:
        self._out = out
        self._appears = appears
        self._drawn = 0

    def __call__(self, done: int, total: int, what: str) -> None:
        if time.monotonic() < self._appears:
            return
        share = done / total if total else 1.0
        full = round(share * WIDTH)
        line = f"[{'#' * full}{'.' * (WIDTH - full)}] {share:4.0%} {visible(what)}"[:78]
        self._out.write("\r" + line.ljust(self._drawn))
        self._out.flush()
        self._drawn = len(line)

    def clear(self) -> None:
        if self._drawn:
            self._out.write("\r" + " " * self._drawn + "\r")
            self._out.flush()
