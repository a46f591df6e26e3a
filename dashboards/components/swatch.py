"""Small samples of how things look on the map: a line of a kind, a strength of a state, a shape of a sort."""

from __future__ import annotations

from dash import html

from dashboards.components.aria import aria
from netmap.maps import style


def kind_swatch(kind: str) -> html.Span:
    """A line as the ties of a kind are drawn: colour and line style."""
    look = style.kind_style(kind)
    return _hidden("swatch-line", {"background": _stripes(look)})


def state_swatch(state: str) -> html.Span:
    """A line as strong as the ties of a state are drawn."""
    look = style.state_style(state)
    return _hidden("swatch-line", {"background": "#17202e", "opacity": look.opacity})


def sort_swatch(sort: str) -> html.Span:
    """The shape and fill of a sort of node."""
    look = style.sort_style(sort)
    border = f"2px {'dashed' if look.border_dash else 'solid'} {look.border}"
    return _hidden(f"swatch-node swatch-{look.shape}", {"background": look.fill, "border": border})


def _hidden(name: str, looks: dict[str, object]) -> html.Span:
    return html.Span(className=f"swatch {name}", style=looks, **aria(hidden="true"))


def _stripes(look: style.KindStyle) -> str:
    if not look.dash:
        return look.colour
    stops, at = [], 0.0
    for place, length in enumerate(look.dash):
        drawn = max(length, 3.0) if look.cap == "round" and place % 2 == 0 else length
        stops.append(f"{look.colour if place % 2 == 0 else 'transparent'} {at:g}px {at + drawn:g}px")
        at += drawn
    return f"repeating-linear-gradient(90deg, {', '.join(stops)})"
