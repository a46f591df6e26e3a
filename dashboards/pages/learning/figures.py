"""The chart of reach month by month, and the level view as the browser draws it: frame in, figure out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboards.components.charts import axis, event_line, event_number, layout, shade, shares
from dashboards.pages.learning import text
from netmap.library import wording
from netmap.maps.style import ACCENT
from netmap.model.i18n import Translator
from netmap.questions.learning.types import LearningView, Routes, Series

COLOURS = {"up": ACCENT, "back": "#b3541e", "across": ACCENT}
COLOURS |= {f"{key}-certain": colour for key, colour in COLOURS.items()}
DASHES = {key: "dot" if key.endswith("-certain") else "solid" for key in COLOURS}
"""One look for each series, always the same."""

HEIGHT = 300


def reach_figure(view: LearningView, translator: Translator) -> dict[str, Any]:
    """Reach from the first of every month, with the window shaded and events marked; gaps where undefined."""
    said = view.said
    shades = [] if said.start is None or said.end is None else [shade(said.start, said.end, 0.09)]
    months = axis(type="date", range=_span(view), showgrid=False, tickformat="%m/%Y")
    return {
        "data": [_line(each, translator) for each in view.series],
        "layout": layout(
            HEIGHT,
            margin={"l": 46, "r": 12, "t": 22, "b": 72},
            xaxis=months,
            yaxis=shares(),
            shapes=[*shades, *(event_line(day) for day, _ in view.events)],
            annotations=[event_number(day, n) for n, (day, _) in enumerate(view.events, 1)],
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": -0.12, "yanchor": "top", "font": {"size": 11}},
        ),
    }


def is_certain(series: Series) -> bool:
    """Whether it is what would be if every encounter passed something on, which is drawn when asked for."""
    return DASHES[series.key] == "dot"


def _line(series: Series, translator: Translator) -> dict[str, Any]:
    table = series.table
    parts = [None if np.isnan(share) else float(share) for share in table["share"]]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [month.date().isoformat() for month in table["month"]],
        "y": parts,
        "name": series.short or series.label,
        "connectgaps": False,
        "showlegend": is_certain(series),
        "visible": "legendonly" if is_certain(series) else True,
        "line": {"color": COLOURS[series.key], "width": 2, "dash": DASHES[series.key]},
        "marker": {"size": 7, "color": COLOURS[series.key]},
        "hovertext": [month_text(row, translator) for row in table.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def month_text(row: Any, translator: Translator) -> str:
    """What a point of the chart stands for."""
    people = wording.people(translator, int(row.n))
    template = text.MONTH_SAID if row.share else text.MONTH_ZERO
    if np.isnan(row.share):
        template = text.MONTH_NONE
    days = 0 if np.isnan(row.median_days) else round(row.median_days)
    return translator.gettext(template).format(
        month=translator.date(row.month.date()),
        share=wording.share(translator, row.share),
        people=people,
        days=wording.days(translator, days),
    )


def chart_words(view: LearningView, translator: Translator) -> list[str]:
    """The chart in words: of each series the lowest and the highest month; the events."""
    said = [_series_words(series, translator) for series in view.series]
    if view.events:
        said.append(
            translator.gettext(text.EVENTS).format(events=translator.listing(events(view, translator)))
        )
    return said


def events(view: LearningView, translator: Translator) -> list[str]:
    """The events that are marked, each with its day, in the order of their numbers."""
    event = translator.gettext(text.EVENT)
    return [event.format(name=name, day=translator.date(day)) for day, name in view.events]


def _series_words(series: Series, translator: Translator) -> str:
    table: pd.DataFrame = series.table.dropna(subset=["share"])
    if not len(table):
        return translator.gettext(text.SERIES_NONE).format(label=series.label)
    low, high = table.loc[table["share"].idxmin()], table.loc[table["share"].idxmax()]
    said = text.SERIES_SAID if low["share"] < high["share"] else text.SERIES_SAME
    return translator.gettext(said).format(
        label=series.label,
        low=wording.share(translator, low["share"]),
        low_month=translator.date(low["month"].date()),
        high=wording.share(translator, high["share"]),
        high_month=translator.date(high["month"].date()),
        n=wording.whole(translator, len(table)),
        all=wording.whole(translator, len(series.table)),
    )


def _span(view: LearningView) -> list[str] | None:
    months = [month for series in view.series for month in series.table["month"]]
    days = [month.date() for month in months]
    days += [day for day in (view.said.start, view.said.end) if day is not None]
    if not days:
        return None
    room = dt.timedelta(days=12)
    return [(min(days) - room).isoformat(), (max(days) + room).isoformat()]


def levels_json(routes: Routes) -> dict[str, Any]:
    """The level view for the browser, which draws it with nothing but texts and numbers."""
    return {
        "bands": list(routes.bands),
        "nodes": [
            {
                "number": node.number,
                "sort": node.sort,
                "name": node.name,
                "band": node.band,
                "paths": node.paths,
            }
            for node in routes.nodes
        ],
        "flows": [[flow.source, flow.target, flow.paths] for flow in routes.flows],
        "most": max((flow.paths for flow in routes.flows), default=1),
    }


def route_rows(routes: Routes) -> Sequence[Sequence[str]]:
    """The routes as rows of texts: from where, its level, to where, its level, how many."""
    nodes = {node.number: node for node in routes.nodes}
    return [
        (
            nodes[flow.source].name,
            routes.bands[nodes[flow.source].band],
            nodes[flow.target].name,
            routes.bands[nodes[flow.target].band],
            str(flow.paths),
        )
        for flow in routes.flows
    ]
