"""The address of a page as its state, and back; the ways from one page to another."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dashboards.components.page_links import page_address
from netmap.questions.context import Context
from netmap.questions.learning import PEOPLE, PathsRequest
from netmap.questions.map.request import MapPage
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef, Pairs
from netmap.questions.question import PageState

State = PageState[Any]


def pairs_in(search: str | None) -> Pairs:
    """The pairs in the query part of an address, with or without the question mark."""
    return parse_qsl((search or "").removeprefix("?"), keep_blank_values=True)


def search_of(state: State, **changes: Any) -> str:
    """The query part of an address with some fields of context or request changed, question mark first."""
    return "?" + urlencode(state.but(**changes).query)


def elsewhere(context: Context) -> str:
    """What goes along to another page: the whole context."""
    return "?" + urlencode(context.query)


CHOOSES = {"learning": (AGENCY,), "zones": (ZONE,), "attendance": (ZONE,)}
"""Which sort of thing that is chosen on the map goes along to a page; no person does."""


def from_the_map(page: MapPage, name: str) -> str:
    """What goes along from the map to a page: the context, and what is chosen where it fits."""
    chosen = page.request.selected
    goes_along = chosen is not None and chosen.id is not None and chosen.sort in CHOOSES.get(name, ())
    return search_of(_there(page), selected=chosen if goes_along else None)


PAGE_OF = {AGENCY: "learning", PERSON: "learning", ZONE: "zones"}
"""The page that has more to say of what the map shows, by its sort."""


def page_of(page: MapPage, ref: NodeRef, language: str) -> str | None:
    """The address of the page that has more to say of something on the map; None where none has."""
    if ref.id is None or ref.sort not in PAGE_OF:
        return None
    view = {"view": PEOPLE} if ref.sort == PERSON else {}
    return page_address(language, PAGE_OF[ref.sort], search_of(_there(page), selected=ref, **view))


def _there(page: MapPage) -> State:
    """What another page keeps of a state of the map."""
    return PageState(page.context, PathsRequest())


def file_of(state: State, file: str, language: str) -> str:
    """Where a table of what a page shows is found."""
    pairs = [(key, value) for key, value in state.query if key != "study"]
    query = urlencode([*pairs, ("lang", language)])
    return f"/api/v1/studies/{quote(state.context.study, safe='')}/{file}?{query}"
