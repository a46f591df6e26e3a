"""The page's address as a request, and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from netmap.questions.map.query import query_of, request_from_query
from netmap.questions.map.types import BoardRequest


def request_of(search: str | None) -> BoardRequest:
    """The request in the query part of an address; with or without the question mark."""
    return request_from_query(parse_qsl((search or "").removeprefix("?"), keep_blank_values=True))


def search_of(request: BoardRequest) -> str:
    """The query part of an address, question mark first."""
    return "?" + urlencode(query_of(request))
