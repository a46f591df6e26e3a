"""Answers of the services as plain JSON values."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from netmap.questions.map.request import MapPage
from netmap.questions.map.types import BoardView, Counts


def plain(value: Any) -> Any:
    """A value as JSON knows it: dates as ISO text, undefined as null, dataclasses as objects."""
    if value is None or isinstance(value, (str, bool, int, float, dt.date)):
        return _single(value)
    if isinstance(value, Counts):
        return _counts(value)
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]


def _single(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def view_json(view: BoardView) -> dict[str, Any]:
    """A board's whole answer as plain values."""
    found: dict[str, Any] = plain({name: getattr(view, name) for name in _PARTS})
    return {"request": _page(view.page), **found}


_PARTS = tuple(field.name for field in fields(BoardView) if field.name != "page")
_SHARED = ("study", "partnership", "start", "end", "baseline")


def _page(page: MapPage) -> dict[str, Any]:
    """What was asked: the days and the baseline in force, and how the map is drawn."""
    names = type(page.request).model_fields
    told = {name: plain(getattr(page.context, name)) for name in _SHARED}
    return {**told, **{name: plain(getattr(page.request, name)) for name in names}}


def _counts(counts: Counts) -> dict[str, Any]:
    """Counts with their tallies as lists: a pair of words is no name of a JSON object."""
    found = {
        field.name: plain(getattr(counts, field.name))
        for field in fields(counts)
        if field.name not in ("ties", "before", "zones")
    }
    return {
        **found,
        "ties": _tally(counts.ties),
        "before": None if counts.before is None else _tally(counts.before),
        "zones": [{"id": key, "name": name, "sittings": n} for key, name, n in counts.zones],
    }


def _tally(ties: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [{"kind": kind, "state": state, "n": n} for (kind, state), n in ties.items()]
