"""A state of a page of learning paths as a URL query, and back, without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.questions.learning.types import VIEWS, LearningRequest
from netmap.questions.map.query import Pairs, request_from_query
from netmap.questions.map.types import AGENCY, PERSON, NodeRef

SIDEWAYS = "sideways"
"""What `way` says where other agencies at the same level are asked for."""

NUMBERS = (("horizon", "horizon", 1), ("max-wait", "max_wait", 0))
"""Keys that take a number of days, with the request's field and the least."""

TARGETS = (AGENCY, PERSON)
"""The sorts of those to whom a path can be asked for."""

MOST_DAYS = 36_500

LEARNING_KEYS = (
    "study",
    "partnership",
    "from",
    "to",
    "baseline",
    "from-level",
    "to-level",
    "way",
    "horizon",
    "same-day",
    "max-wait",
    "view",
    "selected",
    "selected-id",
    "target",
    "target-id",
)
"""Every key of the query of these pages."""


def learning_query(request: LearningRequest) -> Pairs:
    """The (key, value) pairs that say the same as the request; what is as usual is left out.

    Example:
        >>> learning_query(LearningRequest("emon", same_day=True))
        [('study', 'emon'), ('same-day', '1')]
    """
    usual = LearningRequest(request.study)
    found: list[tuple[str, Any]] = [("study", request.study or None), ("partnership", request.partnership)]
    found += [("from", request.start), ("to", request.end), ("baseline", request.baseline)]
    found += [("from-level", request.from_level), ("to-level", request.to_level)]
    found += [("way", SIDEWAYS if request.sideways else None)]
    found += [("horizon", None if request.horizon == usual.horizon else request.horizon)]
    found += [("same-day", 1 if request.same_day else None), ("max-wait", request.max_wait)]
    found += [("view", None if request.view == usual.view else request.view)]
    chosen = request.selected
    found += [] if chosen is None else [("selected", chosen.sort), ("selected-id", chosen.id)]
    target = request.target
    found += [] if target is None else [("target", target.sort), ("target-id", target.id)]
    return [(key, str(value)) for key, value in found if value is not None]


def learning_request(pairs: Iterable[tuple[str, str]], study: str | None = None) -> LearningRequest:
    """The request that a URL query stands for; keys that mean nothing here are passed over.

    Study, partnership, days and what is selected are read as on the board's page. Raises
    `ArgumentError` that names the key and what it takes.

    Example:
        >>> learning_request([("study", "emon"), ("horizon", "90")]).horizon
        90
    """
    given = list(pairs)
    last = dict(given)
    shared = ("study", "partnership", "from", "to", "baseline", "selected", "selected-id")
    board = request_from_query([(key, value) for key, value in given if key in shared], study)
    fields: dict[str, Any] = {
        field: _days(key, last[key], least) for key, field, least in NUMBERS if last.get(key)
    }
    return LearningRequest(
        board.study,
        board.partnership,
        board.start,
        board.end,
        board.baseline,
        from_level=last.get("from-level") or None,
        to_level=last.get("to-level") or None,
        sideways=last.get("way") == SIDEWAYS,
        same_day=last.get("same-day", "") not in ("", "0"),
        view=_view(last.get("view") or VIEWS[0]),
        selected=_whole(board.selected),
        target=_target(last.get("target") or "", last.get("target-id") or ""),
        **fields,
    )


def _whole(ref: NodeRef | None) -> NodeRef | None:
    """What is selected, if it says which."""
    return None if ref is None or ref.id is None else ref


def _target(sort: str, id_: str) -> NodeRef | None:
    """To whom a path is asked for, if it says which."""
    return NodeRef(_one_of("target", sort, TARGETS), id_) if sort and id_ else None


def _view(word: str) -> str:
    return _one_of("view", word, VIEWS)


def _one_of(key: str, word: str, words: tuple[str, ...]) -> str:
    if word in words:
        return word
    raise ArgumentError(
        N_("{key}: “{value}” is none of its values; it takes {words}"),
        key=key,
        value=word[:80],
        words=", ".join(words),
    )


def _days(key: str, text: str, least: int) -> int:
    if text.isdecimal() and text.isascii() and least <= int(text[:9]) <= MOST_DAYS:
        return int(text[:9])
    raise ArgumentError(
        N_("{name} is {value}; it takes a whole number from {least} upwards"),
        name=key,
        value=text[:80],
        least=least,
    )
