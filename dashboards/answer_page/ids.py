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


def menu(name: str) -> str:
    """The id of what folds up the controls of one kind."""
    return f"menu-{name}"
