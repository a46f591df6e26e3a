"""Files to take away: safe names and the headers that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from netmap.files.safe_csv import csv_lines


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV, a header first; what a row does not have is empty.

    Example:
        >>> csv_text(["id", "n"], [{"id": "=A1", "n": -1}])
        "id,n\\n'=A1,-1\\n"
    """
    lines = csv_lines([columns, *([row.get(column) for column in columns] for row in rows)])
    return "\n".join([*lines, ""])


PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Every answer says this: it holds personal data and is what it says it is."""

CSV = "text/csv; charset=utf-8"

CONTAINED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For pictures: were one opened as a page, nothing in it could run or load."""


def download(
    content: str | bytes, media_type: str, name: str, ending: str, headers: dict[str, str] | None = None
) -> Response:
    """A response that is saved as a file named after a study."""
    given = {**PRIVATE, "Content-Disposition": disposition(f"{name}.{ending}"), **(headers or {})}
    return Response(content, media_type=media_type, headers=given)


def disposition(name: str) -> str:
    """A Content-Disposition header for a file name of any characters.

    Example:
        >>> print(disposition('Č "1"/x.csv'))
        attachment; filename="_1_x.csv"; filename*=UTF-8''%C4%8C_1_x.csv
    """
    kept = re.sub(r"[^\w.-]+", "_", name).strip("._")[-120:] or "study"
    plain = re.sub(r"[^A-Za-z0-9.-]+", "_", kept).lstrip(".") or "study"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(kept, safe='.-_')}"
