"""The page's address as its state, and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from netmap.questions.map.request import MapPage, MapRequest


def page_in(search: str | None) -> MapPage:
    """The state in the query part of an address; with or without the question mark."""
    return MapPage.of(MapRequest, parse_qsl((search or "").removeprefix("?"), keep_blank_values=True))


def search_of(page: MapPage) -> str:
    """The query part of an address, question mark first."""
    return "?" + urlencode(page.query)
