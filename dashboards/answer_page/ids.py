"""Every id that these pages share."""

from __future__ import annotations

ADDRESS = "address"
SHOWN = "shown"
CHANGED = "changed"
WRITTEN = "written"
DRAWN = "level-drawn"
POLL = "poll"
HEADER = "header"
TROUBLE = "trouble"
CONTENT = "content"


def control(key: str) -> str:
    """The id of the control that sets one key of the address."""
    return f"set-{key}"
