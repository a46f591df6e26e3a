"""Responses: JSON, files to take away under safe names, and what is kept to be sent again."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson
from pydantic import BaseModel
from starlette.responses import Response

from netmap.files.safe_csv import csv_lines
from netmap.model.derived import Recent, derived
from netmap.model.study import Study


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


OPTIONS = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS


def json_response(value: Any, status: int = 200) -> Response:
    """A value as an answer for programs."""
    return Response(json_bytes(value), status, PRIVATE, "application/json")


def json_bytes(value: Any) -> bytes:
    """A value as JSON: dates as ISO text, undefined as null, dataclasses and models as objects.

    Example:
        >>> json_bytes({"share": float("nan"), "days": (1, 2)})
        b'{"share":null,"days":[1,2]}'
    """
    return orjson.dumps(value, default=_plain, option=OPTIONS)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


MOST_BYTES = 48_000_000
"""So many bytes of answers are kept with each study."""

LARGEST = 4_000_000
"""An answer above so many bytes is made again each time."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def again(self) -> Response:
        """The same answer once more."""
        return Response(self.body, headers=dict(self.headers))


@derived(most=1)
def answers_sent(study: Study) -> Recent[Sent]:
    """The answers about one version of a study, by all that was asked; the longest unasked goes first."""
    return Recent(MOST_BYTES, lambda sent: len(sent.body))


def keep(study: Study, asked: Hashable, answer: Response) -> None:
    """Keep an answer, unless it is large."""
    body = bytes(answer.body)
    if len(body) <= LARGEST:
        sent = Sent(body, tuple(answer.headers.items()))
        answers_sent(study).get(asked, lambda: sent)


def kept(study: Study, asked: Hashable) -> Response | None:
    """The answer that was sent to whoever asked the same about this version of the study."""
    sent = answers_sent(study).known(asked)
    return None if sent is None else sent.again()
