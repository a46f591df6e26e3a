"""A table that can be sorted, filtered and walked with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_ag_grid as dag

Column = dict[str, Any]


def grid(
    name: str, columns: Sequence[Column], words: dict[str, str], *, one: bool, row_id: str = "row"
) -> Any:
    """A grid with an id, without rows yet; `one` lets a single row be chosen, else several.

    `words` are the grid's own texts in the reader's language; rows are told apart by their `row_id`.
    """
    return dag.AgGrid(
        id=name,
        columnDefs=list(columns),
        rowData=[],
        getRowId=f"params.data.{row_id}",
        defaultColDef={
            "sortable": True,
            "filter": True,
            "resizable": True,
        },
        dashGridOptions={
            "rowSelection": {
                "mode": "singleRow" if one else "multiRow",
                "checkboxes": False,
                "headerCheckbox": False,
                "enableClickSelection": True,
            },
            "localeText": words,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "animateRows": False,
            "rowHeight": 42,
            "headerHeight": 38,
        },
        className="grid",
        style={"height": "100%", "width": "100%"},
    )


def text_column(field: str, heading: str, **more: Any) -> Column:
    """A column of texts; HTML in them stays text."""
    return {
        "field": field,
        "headerName": heading,
        "filter": "agTextColumnFilter",
        "tooltipField": field,
        "flex": 1,
        "minWidth": 92,
        **more,
    }


def number_column(field: str, heading: str, **more: Any) -> Column:
    """A column of numbers, set to the right."""
    return {
        "field": field,
        "headerName": heading,
        "filter": "agNumberColumnFilter",
        "type": "rightAligned",
        "width": 84,
        "minWidth": 72,
        **more,
    }


def link_column(field: str, heading: str, **more: Any) -> Column:
    """A column of addresses, each shown as a link that bears the heading (assets/grid_links.js)."""
    return {
        "field": field,
        "headerName": heading,
        "cellRenderer": "PageLink",
        "cellRendererParams": {"label": heading},
        "sortable": False,
        "filter": False,
        "width": 104,
        "minWidth": 84,
        **more,
    }
