"""The charts of the page of comparison: pure functions, a frame in and a figure out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dashboards.components.charts import HOVER, axis, event_line, event_number, layout, shade
from netmap.maps.style import ACCENT, kind_style
from netmap.model.i18n import Translator
from netmap.tie_kinds.policy import FADED, NEW, OLD, TRAIL

COLOURS = (ACCENT, "#b3541e", "#6d4683", "#5c641d", "#8c3f52", "#34456b")
"""Of partnerships in their order; the first comes again after the last."""

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
GREY = "#8a94a3"
NO_TIE = "none"
STOCKS = (OLD, NEW, TRAIL, FADED, NO_TIE)
"""What a tie may be on a day, in the order of the chart of changes."""

MOST_AGENCIES = 24
"""So many agencies stand in a drawn matrix; its table holds all."""


@dataclass(frozen=True, slots=True)
class WindowDays:
    """A window by name with its two days."""

    name: str
    start: dt.date
    end: dt.date

    @property
    def middle(self) -> dt.date:
        """The day in its middle, where its figures stand."""
        return self.start + (self.end - self.start) / 2


MARGIN = {"l": 52, "r": 14, "t": 24, "b": 40}


def measure_figure(
    rows: pd.DataFrame, spans: Sequence[WindowDays], events: Sequence[tuple[dt.date, str]], t: Translator
) -> dict[str, Any]:
    """One measure over windows: a line for each partnership, the middle 95 % of its null as a band, events.

    `rows` has partnership, window, value, null_low and null_high; a window without a figure is a gap.
    """
    traces: list[dict[str, Any]] = []
    for place, (name, own) in enumerate(rows.groupby("partnership", sort=False, dropna=False)):
        at = own.set_index("window").reindex([each.name for each in spans])
        label = "" if pd.isna(name) else str(name)
        traces += [_band(at, spans, place), _line(at, spans, place, label, t)]
    first, last = spans[0].start, spans[-1].end
    inside = events_within(spans, events)
    x = axis(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        showgrid=False,
        tickvals=[each.middle.isoformat() for each in spans],
        ticktext=[escape(each.name) for each in spans],
    )
    shapes = [*(shade(each.start, each.end, 0.05) for each in spans), *(event_line(day) for day, _ in inside)]
    named = [event_number(day, place) for place, (day, _) in enumerate(inside, 1)]
    return {
        "data": traces,
        "layout": layout(220, margin=MARGIN, xaxis=x, yaxis=axis(), shapes=shapes, annotations=named),
    }


def events_within(
    spans: Sequence[WindowDays], events: Sequence[tuple[dt.date, str]]
) -> list[tuple[dt.date, str]]:
    """The events from the first day of the first window to the last of the last, in order."""
    if not spans:
        return []
    return [(day, name) for day, name in events if spans[0].start <= day <= spans[-1].end]


def _band(at: pd.DataFrame, spans: Sequence[WindowDays], place: int) -> dict[str, Any]:
    """The null of each window as a bar over its days."""
    colour = COLOURS[place % len(COLOURS)]
    x: list[Any] = []
    y: list[Any] = []
    for each, low, high in zip(spans, at["null_low"], at["null_high"], strict=True):
        if np.isfinite(low) and np.isfinite(high):
            start, end = each.start.isoformat(), each.end.isoformat()
            x += [start, end, end, start, start, None]
            y += [low, low, high, high, low, None]
    line = {"color": colour, "width": 1}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "opacity": 0.22,
        "line": line,
        "hoverinfo": "skip",
    }


def _line(
    at: pd.DataFrame, spans: Sequence[WindowDays], place: int, label: str, t: Translator
) -> dict[str, Any]:
    colour = COLOURS[place % len(COLOURS)]
    values = [float(value) if np.isfinite(value) else None for value in at["value"]]
    texts = [
        f"{escape(label)} · {escape(each.name)}: {'–' if value is None else t.number(value, 3)}"
        for each, value in zip(spans, values, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [each.middle.isoformat() for each in spans],
        "y": values,
        "connectgaps": False,
        "line": {"color": colour, "width": 2, "dash": DASHES[place % len(DASHES)]},
        "marker": {"size": 8, "color": colour},
        "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def stock_of(kind: Any, state: Any) -> str:
    """What a tie of a kind and state counts as: no tie, faded, or its kind.

    Example:
        >>> stock_of("cognitive_trail", "faded"), stock_of(None, None)
        ('faded', 'none')
    """
    if kind is None or pd.isna(kind):
        return NO_TIE
    return FADED if state == FADED else str(kind)


def flows_of(changes: pd.DataFrame) -> pd.DataFrame:
    """What `kind_changes` counts by stock: before, after, n; no row of what was none and stayed none."""
    before = [stock_of(*pair) for pair in zip(changes["kind_before"], changes["state_before"], strict=True)]
    after = [stock_of(*pair) for pair in zip(changes["kind_after"], changes["state_after"], strict=True)]
    flows = pd.DataFrame({"before": before, "after": after, "n": changes["n"].to_numpy()})
    counted = flows.groupby(["before", "after"], sort=False)["n"].sum().reset_index()
    order = {name: place for place, name in enumerate(STOCKS)}
    placed = counted.assign(a=counted["before"].map(order), b=counted["after"].map(order))
    return placed.sort_values(["a", "b"], ignore_index=True)[["before", "after", "n"]]


def alluvial_figure(flows: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, Any]:
    """Ties before the first window and on the last day by stock, and what went from which to which."""
    left = [each for each in STOCKS if each in set(flows["before"])]
    right = [each for each in STOCKS if each in set(flows["after"])]
    place = {("before", each): at for at, each in enumerate(left)}
    place |= {("after", each): at + len(left) for at, each in enumerate(right)}
    total = {side: flows.groupby(side)["n"].sum() for side in ("before", "after")}
    ordered = [*(("before", each) for each in left), *(("after", each) for each in right)]
    names = [f"{labels[each]} ({int(total[side][each])})" for side, each in ordered]
    colours = [stock_colour(each) for _, each in ordered]
    rows = list(flows.itertuples(index=False))
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "snap",
                "node": {"label": names, "color": colours, "pad": 18, "thickness": 16, "line": {"width": 0}},
                "link": {
                    "source": [place["before", row.before] for row in rows],
                    "target": [place["after", row.after] for row in rows],
                    "value": [int(row.n) for row in rows],
                    "color": [_pale(stock_colour(row.before)) for row in rows],
                    "hovertemplate": "%{source.label} → %{target.label}: %{value}<extra></extra>",
                },
                "hoverlabel": HOVER,
            }
        ],
        "layout": layout(300, margin={"l": 8, "r": 8, "t": 10, "b": 16}),
    }


def stock_colour(stock: str) -> str:
    """The colour of a stock, the same as on every map."""
    if stock in (OLD, NEW, TRAIL):
        return kind_style(stock).colour
    return "#6b7280" if stock == FADED else "#c9d0da"


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.35)"


def incidence_figure(rows: pd.DataFrame, words: Mapping[str, str], t: Translator) -> dict[str, Any]:
    """Cumulative incidence of consolidating and of fading, a pair of curves for each threshold of quiet.

    `rows` are those of one group of `trail_survival`; bands are the 95 % intervals.
    """
    traces: list[dict[str, Any]] = []
    for place, (quiet, own) in enumerate(rows.groupby("quiet_days", sort=True)):
        colour = COLOURS[place % len(COLOURS)]
        for event, low, high in (("consolidated", "low", "high"), ("faded", "low_faded", "high_faded")):
            label = words[event].format(days=t.number(int(quiet)))
            traces += _steps(own, f"incidence_{event}", (low, high), colour, event == "faded", label)
    x = axis(title={"text": words["days"]}, showgrid=False, rangemode="tozero")
    return {
        "data": traces,
        "layout": layout(320, margin=MARGIN, xaxis=x, yaxis=axis(range=[-0.02, 1.03], tickformat=".0%")),
    }


def _steps(
    own: pd.DataFrame, name: str, ends: tuple[str, str], colour: str, dotted: bool, label: str
) -> list[dict[str, Any]]:
    time = own["time"].tolist()
    low, high = (own[each].tolist() for each in ends)
    bounds = [(value, bound) for value, bound in zip(time, low, strict=True) if np.isfinite(bound)]
    tops = [(value, bound) for value, bound in zip(time, high, strict=True) if np.isfinite(bound)]
    course = [*tops, *reversed(bounds)]
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in course],
        "y": [y for _, y in course],
        "fill": "toself",
        "opacity": 0.14,
        "line": {"width": 0, "color": colour},
        "hoverinfo": "skip",
    }
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": time,
        "y": own[name].tolist(),
        "line": {"color": colour, "width": 2, "shape": "hv", "dash": "dot" if dotted else "solid"},
        "hovertemplate": f"{escape(label)}: %{{y:.1%}} (%{{x}})<extra></extra>",
    }
    return [band, line]


def busiest(rows: pd.DataFrame, weight: Sequence[str]) -> list[str]:
    """The agencies with most ties over some columns, as many as a matrix shows, in text order."""
    whole = rows[list(weight)].abs().sum(axis=1)
    ends = pd.concat([rows["agency_a"], rows["agency_b"]])
    totals = (
        pd.concat([whole, whole]).groupby(ends.to_numpy()).sum().sort_values(ascending=False, kind="stable")
    )
    return sorted(map(str, totals.index[:MOST_AGENCIES]))


def matrix_figure(
    rows: pd.DataFrame, column: str, agencies: Sequence[str], names: Mapping[str, str], most: float
) -> dict[str, Any]:
    """Ties between each two agencies as a square; of a difference orange is fewer and blue more."""
    at = {agency: place for place, agency in enumerate(agencies)}
    cells = np.zeros((len(agencies), len(agencies)))
    for row in rows.itertuples():
        if row.agency_a in at and row.agency_b in at:
            one, other = at[row.agency_a], at[row.agency_b]
            cells[one, other] = cells[other, one] = getattr(row, column)
    signed = column == "change"
    scale = [[0, "#b3541e"], [0.5, "#ffffff"], [1, "#14378c"]] if signed else [[0, "#ffffff"], [1, "#14378c"]]
    labels = [_short(names.get(each, each)) for each in agencies]
    top = max(float(most), 1.0)
    ticks = {"tickvals": list(range(len(agencies))), "ticktext": labels, "showgrid": False}
    return {
        "data": [
            {
                "type": "heatmap",
                "z": cells.tolist(),
                "zmin": -top if signed else 0,
                "zmax": top,
                "colorscale": scale,
                "showscale": True,
                "colorbar": {"thickness": 8, "len": 0.6, "outlinewidth": 0},
                "customdata": [[[one, other] for other in labels] for one in labels],
                "hovertemplate": "%{customdata[0]} – %{customdata[1]}: %{z}<extra></extra>",
                "xgap": 1,
                "ygap": 1,
            }
        ],
        "layout": layout(
            max(260, 120 + 17 * len(agencies)),
            margin={"l": 118, "r": 8, "t": 8, "b": 112},
            xaxis=axis(tickangle=-60, tickfont={"size": 10}, **ticks),
            yaxis=axis(autorange="reversed", tickfont={"size": 10}, **ticks),
        ),
    }


def _short(name: str) -> str:
    return escape(name if len(name) <= 18 else f"{name[:17]}…", quote=False)


def forest_figure(rows: pd.DataFrame, pooled: Mapping[str, float] | None, whole: str) -> dict[str, Any]:
    """Effects with their 95 % intervals, one partnership above the other; the pooled one below as a diamond.

    `rows` has partnership, effect, low and high; `whole` is what the pooled row is called.
    """
    names = [_short("" if pd.isna(each) else str(each)) for each in rows["partnership"]]
    places = list(range(len(rows), 0, -1))
    up, down = (rows["high"] - rows["effect"]).tolist(), (rows["effect"] - rows["low"]).tolist()
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": rows["effect"].tolist(),
            "y": places,
            "error_x": {"type": "data", "array": up, "arrayminus": down, "thickness": 1.6, "width": 4},
            "marker": {"symbol": "square", "size": 9, "color": ACCENT},
            "hovertemplate": "%{x:.3f}<extra></extra>",
        }
    ]
    ticks = (places, names)
    if pooled is not None and np.isfinite(pooled["low"]):
        traces.append(_diamond(pooled))
        ticks = ([*places, 0], [*names, escape(whole, quote=False)])
    zero = {"type": "line", "x0": 0, "x1": 0, "xref": "x", "y0": 0, "y1": 1, "yref": "paper"}
    zero_line = {**zero, "line": {"color": GREY, "width": 1, "dash": "dot"}}
    y = axis(tickvals=ticks[0], ticktext=ticks[1], showgrid=False, range=[-0.7, len(rows) + 0.7])
    return {
        "data": traces,
        "layout": layout(
            90 + 34 * (len(rows) + 1),
            margin={"l": 132, "r": 14, "t": 8, "b": 36},
            xaxis=axis(),
            yaxis=y,
            shapes=[zero_line],
        ),
    }


def _diamond(pooled: Mapping[str, float]) -> dict[str, Any]:
    low, effect, high = pooled["low"], pooled["effect"], pooled["high"]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [low, effect, high, effect, low],
        "y": [0, 0.22, 0, -0.22, 0],
        "fill": "toself",
        "line": {"color": "#b3541e", "width": 1.5},
        "hovertemplate": "%{x:.3f}<extra></extra>",
    }
