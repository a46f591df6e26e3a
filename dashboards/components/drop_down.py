"""A button that opens a short list of things to press; the browser closes it again (assets/page_lists.js)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.components.aria import aria


def drop_down(name: str, entries: Sequence[Any]) -> html.Details:
    """A list of links or buttons that opens below its name."""
    arrow = html.Span("▾", className="caret", **aria(hidden="true"))
    listed = html.Ul([html.Li(entry) for entry in entries])
    return html.Details([html.Summary([name, arrow]), listed], className="drop-down")
