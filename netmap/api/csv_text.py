"""Rows as tidy CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from netmap.files.safe_csv import csv_lines


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV, a header first; what a row does not have is empty.

    Example:
        >>> csv_text(["id", "n"], [{"id": "=A1", "n": -1}])
        "id,n\\n'=A1,-1\\n"
    """
    lines = csv_lines([columns, *([row.get(column) for column in columns] for row in rows)])
    return "\n".join([*lines, ""])
