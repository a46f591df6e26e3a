"""Facts as pairs of label and text, and lists of rows; every text is a text, never HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from dash import html

from dashboards.components.aria import aria, data

NUMBER = {"className": "number"}

SENTENCE = 40
"""A cell with more letters holds a sentence, for which a phone has no room beside others."""

MOST_ROWS = 60
"""So many rows of a table are shown; the file holds them all."""


def facts_table(
    caption: str, headings: Sequence[Any], rows: Sequence[Sequence[Any]], numbers: Collection[int] = ()
) -> html.Div:
    """Rows below headings, the first cell of each row its heading; wide ones scroll within their box.

    `numbers` are the places of columns of numbers, which stand to the right. Where cells hold sentences,
    a phone shows each row as a record, every cell with the name of its column.
    """
    looks: list[dict[str, Any]] = [
        NUMBER if place in numbers and place else {} for place in range(len(headings))
    ]
    head = [html.Th(heading, scope="col", **look) for heading, look in zip(headings, looks, strict=True)]
    wordy = len(headings) > 2 and any(_letters(cell) > SENTENCE for row in rows for cell in row[1:])
    if wordy:
        looks = [look | data(label=_heading(heading)) for look, heading in zip(looks, headings, strict=True)]
    body = html.Tbody([_row(row, looks) for row in rows])
    name = "facts-table records" if wordy else "facts-table"
    table = html.Table([html.Caption(caption), html.Thead(html.Tr(head)), body], className=name)
    return html.Div(table, className="table-box", tabIndex=0, role="region", **aria(label=caption))


def _row(row: Sequence[Any], looks: Sequence[dict[str, Any]]) -> html.Tr:
    first, *rest = row
    cells = [html.Td(cell, **look) for cell, look in zip(rest, looks[1:], strict=True)]
    return html.Tr([html.Th(first, scope="row"), *cells])


def _said(part: Any) -> str:
    """The text of a cell or a heading, whatever it is made of."""
    if isinstance(part, (list, tuple)):
        return " ".join(_said(each) for each in part)
    if hasattr(part, "to_plotly_json"):
        return _said(getattr(part, "children", ""))
    return "" if part is None else str(part)


def _heading(part: Any) -> str:
    said = _said(part)
    return said[:1].upper() + said[1:]


def _letters(cell: Any) -> int:
    return len(_said(cell))


def fact_list(facts: Sequence[tuple[str, str]]) -> html.Dl:
    """Facts one below the other."""
    pairs = [html.Div([html.Dt(label), html.Dd(value)], className="fact") for label, value in facts]
    return html.Dl(pairs, className="facts")


def row_list(heading: str, rows: Sequence[Sequence[Any]]) -> html.Section:
    """A headed list: of each row first what it is about, below it the rest, texts or small pictures."""
    return html.Section([html.H3(heading), html.Ul([_item(row) for row in rows])], className="row-list")


def _item(row: Sequence[Any]) -> html.Li:
    about, *rest = row
    return html.Li(
        [
            html.Strong(about),
            html.Span(
                [html.Span(part) if isinstance(part, str) else part for part in rest], className="rest"
            ),
        ]
    )
