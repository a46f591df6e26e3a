"""Every id of the page of comparison that is its own."""

from __future__ import annotations

TESTED = "compare-tested"
TRAILS = "compare-trails"
BOUNDS = "compare-bounds"
PROPOSED = "compare-propositions"


def figure(name: str) -> str:
    """The id of one chart."""
    return f"figure-{name}"


def asked(name: str) -> str:
    """The id of what a card that is worked out later is asked."""
    return f"{name}-asked"


def code(name: str) -> str:
    """The id of one program."""
    return f"code-{name}"
