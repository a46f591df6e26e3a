"""The address of a page as a request, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from netmap.services.board.query import query_of
from netmap.services.board_types import AGENCY, ZONE, BoardRequest
from netmap.services.learning.query import learning_query, learning_request
from netmap.services.learning.types import LearningRequest


def request_of(search: str | None) -> LearningRequest:
    """The request in the query part of an address; with or without the question mark."""
    return learning_request(parse_qsl((search or "").removeprefix("?"), keep_blank_values=True))


def search_of(request: LearningRequest, **changes: Any) -> str:
    """The query part of an address with some fields of the request changed, question mark first."""
    return "?" + urlencode(learning_query(replace(request, **changes)))


def elsewhere(request: LearningRequest) -> str:
    """What goes along to another page: the study, the partnership, the window and the baseline."""
    kept = BoardRequest(request.study, request.partnership, request.start, request.end, request.baseline)
    return "?" + urlencode(query_of(kept))


CHOOSES = {"": (), "learning": (AGENCY,), "zones": (ZONE,), "champions": (), "attendance": (ZONE,)}
"""Which sort of thing that is chosen on the map goes along to each page; no person does."""


def from_the_map(request: BoardRequest, page: str) -> str:
    """What goes along from the map to a page: study, partnership, days, and what is chosen where it fits."""
    chosen = request.selected
    there = LearningRequest(
        request.study,
        request.partnership,
        request.start,
        request.end,
        request.baseline,
        selected=chosen
        if chosen is not None and chosen.id is not None and chosen.sort in CHOOSES[page]
        else None,
    )
    return search_of(there)


def file_of(request: LearningRequest, file: str, language: str) -> str:
    """Where a table of the view that a request stands for is found."""
    pairs = [(key, value) for key, value in learning_query(request) if key != "study"]
    query = urlencode([*pairs, ("lang", language)])
    return f"/api/v1/studies/{quote(request.study, safe='')}/{file}?{query}"
