"""The address of a page as a request, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dashboards.components.page_links import page_address
from netmap.questions.learning.query import learning_query, learning_request
from netmap.questions.learning.types import PEOPLE, LearningRequest
from netmap.questions.map.query import query_of
from netmap.questions.map.types import AGENCY, PERSON, ZONE, BoardRequest, NodeRef


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
    goes_along = chosen is not None and chosen.id is not None and chosen.sort in CHOOSES[page]
    return search_of(_there(request), selected=chosen if goes_along else None)


PAGE_OF = {AGENCY: "learning", PERSON: "learning", ZONE: "zones"}
"""The page that has more to say of what the map shows, by its sort."""


def page_of(request: BoardRequest, ref: NodeRef, language: str) -> str | None:
    """The address of the page that has more to say of something on the map; None where none has."""
    if ref.id is None or ref.sort not in PAGE_OF:
        return None
    view = {"view": PEOPLE} if ref.sort == PERSON else {}
    return page_address(language, PAGE_OF[ref.sort], search_of(_there(request), selected=ref, **view))


def _there(request: BoardRequest) -> LearningRequest:
    """What another page keeps of a state of the map."""
    return LearningRequest(request.study, request.partnership, request.start, request.end, request.baseline)


def file_of(request: LearningRequest, file: str, language: str) -> str:
    """Where a table of the view that a request stands for is found."""
    pairs = [(key, value) for key, value in learning_query(request) if key != "study"]
    query = urlencode([*pairs, ("lang", language)])
    return f"/api/v1/studies/{quote(request.study, safe='')}/{file}?{query}"
