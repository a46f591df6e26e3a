"""A small table that is read, not worked with: headings, rows of texts, a caption that says what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.components.aria import aria


def facts_table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> html.Div:
    """Rows below headings, the first cell of each row its heading; wide ones scroll within their box."""
    head = html.Thead(html.Tr([html.Th(heading, scope="col") for heading in headings]))
    body = html.Tbody([_row(row) for row in rows])
    table = html.Table([html.Caption(caption), head, body], className="facts-table")
    return html.Div(table, className="table-box", tabIndex=0, role="region", **aria(label=caption))


def _row(row: Sequence[Any]) -> html.Tr:
    first, *rest = row
    return html.Tr([html.Th(first, scope="row"), *(html.Td(cell) for cell in rest)])
