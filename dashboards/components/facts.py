"""Facts as pairs of label and text, and lists as small tables; every text is a text, never HTML."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html


def fact_list(facts: Sequence[tuple[str, str]]) -> html.Dl:
    """Facts one below the other."""
    pairs = [html.Div([html.Dt(label), html.Dd(value)], className="fact") for label, value in facts]
    return html.Dl(pairs, className="facts")


def row_table(heading: str, rows: Sequence[Sequence[str]]) -> html.Section:
    """A headed list of rows, each with its cells; the first cell is what the row is about."""
    body = [html.Tr([_cell(place, cell) for place, cell in enumerate(row)]) for row in rows]
    table = html.Table(html.Tbody(body), className="rows")
    return html.Section([html.H3(heading), table], className="row-table")


def _cell(place: int, text: str) -> html.Th | html.Td:
    return html.Th(text, scope="row") if place == 0 else html.Td(text)
