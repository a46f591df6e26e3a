"""Lines of CSV for people's spreadsheets: no cell is run as a formula, no cell ends its row."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that begins with one of these is run as a formula by spreadsheets."""

UNSEEN = "\ufeff\ufffe\u200b\u200c\u200d\u2060\u00ad"
"""Signs without a width, which a spreadsheet may take away before it looks at how a cell begins."""


RISKY = frozenset("".join((*FORMULA_STARTS, UNSEEN)))
"""A text cell that begins with none of these is safe."""


class _Lines(list[str]):
    """Takes each row as Python's writer writes it: in one piece."""

    write = list.append


def csv_lines(rows: Iterable[Iterable[Any]]) -> list[str]:
    """Rows of CSV without their line ends, as `csv_line` writes each."""
    lines = _Lines()
    # with this line end, and no other, Python's writer puts every cell that holds a return in quotes
    csv.writer(lines, lineterminator="\r\n").writerows([safe_cell(cell) for cell in row] for row in rows)
    return [line.removesuffix("\r\n") for line in lines]


def csv_line(cells: Iterable[Any]) -> str:
    """One row of CSV without its line end; missing is empty, truth is true or false.

    Text that a spreadsheet would run as a formula gets a `'` in front; numbers stay as they are.

    Example:
        >>> print(csv_line(["a,b", "=A1", -3, None, True]))
        "a,b",'=A1,-3,,true
    """
    return csv_lines([cells])[0]


def safe_cell(value: Any) -> Any:
    """One cell: text that begins like a formula is marked as text.

    Example:
        >>> safe_cell("=A1"), safe_cell("agency_1"), safe_cell(-3)
        ("'=A1", 'agency_1', -3)
        >>> print(ascii(safe_cell(chr(0xFEFF) + "=A1")))
        "'\\ufeff=A1"
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or not RISKY.intersection(value[:1]):
        return value
    return f"'{value}" if value.lstrip(UNSEEN).startswith(FORMULA_STARTS) else value
