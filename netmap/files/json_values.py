"""What a study says of itself, as JSON that every program reads."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any


def to_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON: a number that is none is null, one without bounds and a value JSON lacks are text.

    Example:
        >>> to_json({"title": "Č", "area": float("nan"), 1: (2, float("inf"))})
        '{"title": "Č", "area": null, "1": [2, "inf"]}'
    """
    return json.dumps(_plain(value), ensure_ascii=False, indent=indent, default=str, allow_nan=False)


def from_json(text: str) -> Any:
    """A value from JSON; the NaN and Infinity that some programs write, and JSON does not have, are None.

    Raises:
        json.JSONDecodeError: it is no JSON.
    """
    return json.loads(text, parse_constant=lambda _: None)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return _unwrapped(value)


def _unwrapped(value: Any) -> Any:
    """A number of an array library as Python has it, and its missing values as None."""
    if str(value) in ("NaT", "<NA>") and not isinstance(value, str):
        return None
    return _plain(value.item()) if hasattr(value, "item") and hasattr(value, "dtype") else value
