"""Controls whose value is a key of the address: a change goes there at once (assets/leaf_page.js)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc

from dashboards.components.choice import choice
from dashboards.leaf import ids

Option = dict[str, str]


def pick(key: str, label: str, options: Sequence[Option], value: str, **more: Any) -> Any:
    """A drop-down that sets a key of the address; the value "" stands for leaving the key out."""
    return choice(ids.control(key), label, options, value, **more)


def find(key: str, label: str, options: Sequence[Option], value: str | None, hold: str, none: str) -> Any:
    """A drop-down over many names, with a search; nothing need be chosen."""
    return pick(
        key,
        label,
        options,
        value or "",
        searchable=True,
        clearable=True,
        allowDeselect=True,
        limit=100,
        placeholder=hold,
        nothingFoundMessage=none,
    )


def day(key: str, label: str, value: str) -> Any:
    """A typed day that sets a key of the address; the browser offers a calendar as well."""
    return dmc.TextInput(
        id=ids.control(key),
        label=label,
        value=value,
        debounce=True,
        inputProps={"type": "date"},
        className="day",
        size="sm",
    )


def option(value: str, label: str) -> Option:
    """One entry of a drop-down."""
    return {"value": value, "label": label}
