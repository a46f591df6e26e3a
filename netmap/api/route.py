"""What an address of the interface is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from netmap.api.parameters import QUERY, Parameter
from netmap.questions.map.service import BoardService

ABOUT_COLUMNS = ("study", "window_from", "window_to", "n", "rule")
"""What every CSV says of itself on each row."""

CSV = "text/csv; charset=utf-8"
HERE = "/api/v1/studies/{study}"

Answer = Callable[[BoardService, Request, str], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One address: what answers it, what it is for, its media type, and which keys of a query it takes."""

    path: str
    answer: Answer
    summary: str
    media_type: str = "application/json"
    query: tuple[Parameter, ...] = QUERY
