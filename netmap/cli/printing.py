"""Tables on the screen, as CSV for spreadsheets, or as JSON for programs; a bar for who waits."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from netmap.cli.speech import speech
from netmap.files.safe_csv import csv_line
from netmap.model.i18n import N_

FORMATS = ("table", "csv", "json")

Row = Mapping[str, Any]


def print_json(answer: Mapping[str, Any]) -> None:
    """One JSON object."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def print_csv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Tidy CSV that no spreadsheet takes for a formula: a `'` stands before text that begins like one."""
    print(csv_line(columns))
    for row in rows:
        print(csv_line(row[name] for name in columns))


def print_table(headings: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Aligned columns; `headings` maps each column shown to what stands above it."""
    body = [[_shown(row[name]) for name in headings] for row in rows]
    lines = [list(headings.values()), *body]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())


def visible(cell: Any) -> str:
    """Text on one line in which no character commands the terminal.

    Example:
        >>> print(visible("a" + chr(27) + "[2J"))
        a\\x1b[2J
    """
    text = str(cell)
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _shown(value: Any) -> str:
    """A cell on the screen."""
    if isinstance(value, bool):
        return speech().gettext(N_("yes") if value else N_("no"))
    return "" if value is None else visible(value)


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
