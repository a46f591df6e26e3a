"""What charts have in common: one look, one way into a page, windows shaded, events numbered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dash import dcc, html

from dashboards.components.aria import aria

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "responsive": True,
}
FONT = {"family": "system-ui, sans-serif", "size": 12, "color": "#475264"}
HOVER = {"bgcolor": "#17202e", "font": {"color": "#ffffff", "size": 12}}
EVENT = "#8a3b12"


def graph(figure: dict[str, Any], words: str, named: str = "", **of_frame: Any) -> html.Div:
    """A figure, under an id where it is named, in a frame that says in words what it shows."""
    own: dict[str, Any] = {"id": named} if named else {}
    drawn = dcc.Graph(figure=figure, config=CONFIG, **own)  # type: ignore[arg-type]
    return html.Div(drawn, role="img", **of_frame, **aria(label=words))


def layout(height: int, **more: Any) -> dict[str, Any]:
    """The layout of a chart of so many pixels; `more` is added, and stands in the place of what is usual."""
    return {
        "height": height,
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": FONT,
        "hoverlabel": HOVER,
        **more,
    }


def axis(**more: Any) -> dict[str, Any]:
    """An axis that stays as it is drawn."""
    return {"fixedrange": True, "gridcolor": "#e8ecf1", "zeroline": False, "linecolor": "#c9d0da", **more}


def shares() -> dict[str, Any]:
    """The upright axis of shares, from nothing to all."""
    return axis(range=[-0.03, 1.05], tickformat=".0%")


def shade(start: dt.date, end: dt.date, strength: float) -> dict[str, Any]:
    """A window, shaded from its first day to its last."""
    ends = {"x0": start.isoformat(), "x1": end.isoformat(), "y0": 0, "y1": 1}
    looks = {"line": {"width": 0}, "fillcolor": f"rgba(26, 90, 168, {strength})", "layer": "below"}
    return {"type": "rect", "xref": "x", "yref": "paper", **ends, **looks}


def event_line(day: dt.date) -> dict[str, Any]:
    """A dotted line at the day of an event."""
    ends = {"x0": day.isoformat(), "x1": day.isoformat(), "y0": 0, "y1": 1}
    line = {"color": EVENT, "width": 1.5, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "paper", "line": line, **ends}


def event_number(day: dt.date, n: int) -> dict[str, Any]:
    """The number of an event, whose name stands below the chart: on a phone names would lie on each other."""
    return {
        "x": day.isoformat(),
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "center",
        "showarrow": False,
        "text": str(n),
        "font": {"size": 11, "color": EVENT},
    }
