"""Bars of shares and their keys, drawn with nothing but boxes; what each shows stands beside it in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html

from dashboards.components.aria import aria

LINE = "swatch-line line-key"


def legend(entries: Iterable[tuple[Mapping[str, str], str]], swatch: str = LINE) -> html.Div:
    """What looks how: the style of each swatch, and what it stands for."""
    made = [
        html.Span(
            [html.Span(className=f"swatch {swatch}", style=dict(style), **aria(hidden="true")), label],
            className="legend-entry",
        )
        for style, label in entries
    ]
    return html.Div(made, className="legend")


def share_bar(name: Any, share: float, said: str) -> html.Li:
    """What it is of, a bar of a share of 1, and the share in words."""
    width = {"width": f"{100 * share:.1f}%"}
    bar = html.Span(html.I(style=width), className="bar")
    return html.Li(
        [html.Span(name) if isinstance(name, str) else name, bar, html.Span(said, className="bar-said")]
    )


def split_bar(name: str, parts: Iterable[tuple[str, float, str]], keyed: bool) -> html.Li:
    """A bar below its name, split in parts: the look of each, its share of 1, and what it says.

    Where it is `keyed` the parts are named below it.
    """
    there = list(parts)
    bar = [html.Span(className=look, style={"width": f"{100 * share:.2f}%"}) for look, share, _ in there]
    made = [html.Strong(name), html.Div(bar, className="bar", **aria(hidden="true"))]
    if keyed:
        key = [html.Span([html.I(className=look, **aria(hidden="true")), said]) for look, _, said in there]
        made.append(html.Div(key, className="key"))
    return html.Li(made)
