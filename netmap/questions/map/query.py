"""A state of the board's page as a URL query, and back, without loss."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.questions.map.types import (
    LAYERS,
    LAYOUTS,
    MAP_KINDS,
    MAP_STATES,
    SORTS,
    BoardRequest,
    NodeRef,
)

Pairs = list[tuple[str, str]]

NONE = "none"
"""Stands for an empty list where no key at all means the default."""

MOST_STEPS = 9

LISTS = (("kinds", MAP_KINDS), ("states", MAP_STATES), ("layers", LAYERS))
"""Keys that may be repeated, with the words they take."""

DATES = (("from", "start"), ("to", "end"), ("baseline", "baseline"))
"""Keys that take a day, with the request's field."""

KEYS = (
    "study",
    "partnership",
    "from",
    "to",
    "baseline",
    "kinds",
    "states",
    "layers",
    "open",
    "open-unknown",
    "focus",
    "focus-id",
    "steps",
    "selected",
    "selected-id",
    "layout",
    "size",
)
"""Every key of the page's query."""


def query_of(request: BoardRequest) -> Pairs:
    """The (key, value) pairs of a URL query that say the same as the request; what is as usual is left out.

    Example:
        >>> query_of(BoardRequest("emon", expanded=("a,b", None)))
        [('study', 'emon'), ('open', 'a,b'), ('open-unknown', '1')]
    """
    usual = BoardRequest(request.study)
    pairs: Pairs = [("study", request.study)] if request.study else []
    if request.partnership is not None:
        pairs.append(("partnership", request.partnership))
    pairs += [(key, day.isoformat()) for key, name in DATES if (day := getattr(request, name)) is not None]
    for key, _ in LISTS:
        chosen = getattr(request, key)
        if chosen != getattr(usual, key):
            pairs += [(key, word) for word in chosen or (NONE,)]
    pairs += [("open-unknown", "1") if agency is None else ("open", agency) for agency in request.expanded]
    pairs += _ref_pairs("focus", request.focus) + _ref_pairs("selected", request.selected)
    for key in ("steps", "layout", "size"):
        if (value := getattr(request, key)) != getattr(usual, key):
            pairs.append((key, str(value)))
    return pairs


def request_from_query(pairs: Iterable[tuple[str, str]], study: str | None = None) -> BoardRequest:
    """The request that a URL query stands for; keys that mean nothing here are passed over.

    `study` goes before the query's own. Without either the name is empty. Of a key that is given
    twice though it takes one value, the last counts.

    Raises `ArgumentError` that names the key and what it takes.

    Example:
        >>> request_from_query([("study", "emon"), ("layout", "levels")]).layout
        'levels'
    """
    given = list(pairs)
    last = dict(given)
    found: dict[str, Any] = {"study": last.get("study", "") if study is None else study}
    found["partnership"] = last.get("partnership") or None
    for key, name in DATES:
        found[name] = _day(key, last.get(key))
    for key, words in LISTS:
        if key in last:
            found[key] = _words(key, [value for name, value in given if name == key], words)
    found["expanded"] = tuple(
        None if key == "open-unknown" else value
        for key, value in given
        if (key == "open" and value) or (key == "open-unknown" and value not in ("", "0"))
    )
    found["focus"], found["selected"] = _ref("focus", last), _ref("selected", last)
    request = BoardRequest(**found)
    return replace(request, **_single(last))


def _single(last: dict[str, str]) -> dict[str, Any]:
    """Steps, layout and size where they are given."""
    found: dict[str, Any] = {}
    if last.get("steps"):
        found["steps"] = _steps(last["steps"])
    if last.get("layout"):
        found["layout"] = _word("layout", last["layout"], LAYOUTS)
    if last.get("size"):
        found["size"] = last["size"]
    return found


def _ref_pairs(key: str, ref: NodeRef | None) -> Pairs:
    if ref is None:
        return []
    return [(key, ref.sort)] + ([] if ref.id is None else [(f"{key}-id", ref.id)])


def _ref(key: str, last: dict[str, str]) -> NodeRef | None:
    if not last.get(key):
        return None
    return NodeRef(_word(key, last[key], SORTS), last.get(f"{key}-id"))


def _day(key: str, text: str | None) -> dt.date | None:
    if not text:
        return None
    with contextlib.suppress(ValueError):
        day = dt.date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise _refused(key, text, N_("{key}: “{value}” is no day; write it as 2011-12-31"))


def _steps(text: str) -> int:
    if text.isdecimal() and text.isascii() and int(text) <= MOST_STEPS:
        return int(text)
    raise _refused(
        "steps", text, N_("{key}: “{value}” is none of its values; it takes {words}"), f"0-{MOST_STEPS}"
    )


def _words(key: str, values: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_word(key, value, words) for value in values if value not in (NONE, ""))


def _word(key: str, value: str, words: Sequence[str]) -> str:
    if value in words:
        return value
    raise _refused(
        key, value, N_("{key}: “{value}” is none of its values; it takes {words}"), ", ".join(words)
    )


def _refused(key: str, value: str, template: str, words: str = "") -> ArgumentError:
    return ArgumentError(template, key=key, value=value[:80], words=words)
