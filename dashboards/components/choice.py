"""A labelled choice of one among several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc

PLAIN_LIST = {
    "withScrollArea": False,
    "styles": {"options": {"maxHeight": "min(560px, 70vh)", "overflowY": "auto"}},
    "attributes": {"options": {"tabIndex": 0}},
}
"""The list itself scrolls and can be reached by keyboard; a scroll area around it could not."""


def choice(name: str, label: str, options: Sequence[dict[str, str]], value: str | None, **more: Any) -> Any:
    """A drop-down with a label; it always holds a value unless `allowDeselect` says otherwise."""
    return dmc.Select(
        id=name,
        label=label,
        data=list(options),
        value=value,
        size="sm",
        **{"allowDeselect": False, "checkIconPosition": "right", "className": "choice", **PLAIN_LIST, **more},
    )
