"""Facts as pairs of label and text, and lists of rows; every text is a text, never HTML."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html


def fact_list(facts: Sequence[tuple[str, str]]) -> html.Dl:
    """Facts one below the other."""
    pairs = [html.Div([html.Dt(label), html.Dd(value)], className="fact") for label, value in facts]
    return html.Dl(pairs, className="facts")


def row_list(heading: str, rows: Sequence[Sequence[str]]) -> html.Section:
    """A headed list: of each row first what it is about, below it the rest."""
    return html.Section([html.H3(heading), html.Ul([_row(row) for row in rows])], className="row-list")


def _row(row: Sequence[str]) -> html.Li:
    about, *rest = row
    return html.Li([html.Strong(about), html.Span([html.Span(part) for part in rest], className="rest")])
