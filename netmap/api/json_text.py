"""Answers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from pydantic import BaseModel
from starlette.responses import Response

from netmap.api.downloads import PRIVATE

OPTIONS = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS


def json_response(value: Any, status: int = 200) -> Response:
    """A value as an answer for programs."""
    return Response(json_bytes(value), status, PRIVATE, "application/json")


def json_bytes(value: Any) -> bytes:
    """A value as JSON: dates as ISO text, undefined as null, dataclasses and models as objects.

    Example:
        >>> json_bytes({"share": float("nan"), "days": (1, 2)})
        b'{"share":null,"days":[1,2]}'
    """
    return orjson.dumps(value, default=_plain, option=OPTIONS)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
