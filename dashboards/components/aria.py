"""Attributes whose names hold a hyphen, as keywords that Dash components take."""

from __future__ import annotations

from typing import Any


def aria(**attributes: str) -> dict[str, Any]:
    """ARIA attributes by their short names.

    Example:
        >>> aria(label="Network map")
        {'aria-label': 'Network map'}
    """
    return {f"aria-{name}": value for name, value in attributes.items()}


def data(**attributes: str) -> dict[str, Any]:
    """Data attributes by their short names.

    Example:
        >>> data(act="back")
        {'data-act': 'back'}
    """
    return {f"data-{name}": value for name, value in attributes.items()}
