"""A plain button whose press is told to the page as an act with a value.

One listener in the browser hears all of them (assets/page_buttons.js), so buttons may come and go without
a callback of their own. The value is a text of the page's own making or a number, never HTML.
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboards.components.aria import data


def act_button(children: Any, act: str, value: str = "", **more: Any) -> html.Button:
    """A button that reports `act` with `value` when it is pressed."""
    return html.Button(children, type="button", **data(act=act, value=value), **more)
