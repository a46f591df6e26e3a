"""What the browser does without asking: the map, the address, the play, the links between tables and map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State

from dashboards.pages.board import ids, ui_actions

TABLES = (ids.TIES, ids.ACTORS, ids.ZONES)

PAGE: tuple[tuple[str, Any, list[Input], list[State]], ...] = (
    ("read_address", Output(ids.ADDRESS, "data"), [Input(ids.MAP, "id")], []),
    ("write_address", Output(ids.WRITTEN, "data"), [Input(ids.SHOWN, "data")], []),
    ("route", Output(ids.PICK, "data"), [Input(ids.EVENT, "data")], []),
    ("let_go", Output(ids.LET_GO, "data"), [Input(ids.LOST, "data")], []),
    ("find", Output(ids.SEEN, "data"), [Input(ids.FIND, "value")], []),
    ("mark_partner", Output(ids.PARTNER, "data"), [Input(ids.PANEL, "children")], []),
    ("meet", Output(ids.MET, "data"), [Input(ids.VIEW, "data")], []),
    ("say_days", Output(ids.SAID_DAYS, "data"), [Input(ids.SLIDER, "value")], []),
    ("play_word", Output(ids.PLAY, "children"), [Input(ids.TIMER, "disabled")], []),
    ("tick", Output(ids.TICKED, "data"), [Input(ids.TIMER, "n_intervals")], []),
    (
        "mark_rows",
        [Output(table, "selectedRows") for table in TABLES],
        [Input(ids.PICK, "data"), Input(ids.VIEW, "data"), *(Input(table, "rowData") for table in TABLES)],
        [],
    ),
    ("show_row", Output(ids.MARKED, "data"), [Input(table, "selectedRows") for table in TABLES], []),
    ("fold_if_small", Output(ids.FOLDED, "data"), [Input(ids.TIME, "id")], []),
)
"""Functions of assets/page*.js: name, outputs, inputs, states."""

LATE: tuple[tuple[str, Any, list[Input], list[State]], ...] = (
    (
        "toggle_play",
        Output(ids.TIMER, "disabled", allow_duplicate=True),
        [Input(ids.PLAY, "n_clicks")],
        [State(ids.TIMER, "disabled")],
    ),
    (
        "seek",
        Output(ids.SOUGHT, "data"),
        [Input(ids.FIND, "n_submit"), Input(ids.FIND, "data")],
        [State(ids.FIND, "searchValue")],
    ),
    (
        "hear_controls",
        Output(ids.HEARD, "data"),
        [Input(name, "value") for name in ui_actions.CONTROLS],
        [State(ids.SHOWN, "data")],
    ),
)
"""Functions of assets/page*.js that wait for the reader, and do not run when the page opens."""

ENGINE: tuple[tuple[str, str, list[Input], list[State]], ...] = (
    ("paint", ids.PAINTED, [Input(ids.VIEW, "data")], []),
    ("zoom_in", ids.ZOOMED_IN, [Input(ids.ZOOM_IN, "n_clicks")], []),
    ("zoom_out", ids.ZOOMED_OUT, [Input(ids.ZOOM_OUT, "n_clicks")], []),
    ("fit", ids.FITTED, [Input(ids.FIT, "n_clicks")], []),
)
"""Functions of the map's engine: name, the store that only says that it ran, inputs, states."""


def register_browser(app: dash.Dash) -> None:
    """Put the browser's own callbacks on one application."""
    add: Callable[..., Any] = app.clientside_callback
    for functions, late in ((PAGE, False), (LATE, True)):
        for name, output, inputs, states in functions:
            add(ClientsideFunction("netmap_page", name), output, inputs, states, prevent_initial_call=late)
    for name, store, inputs, states in ENGINE:
        function = ClientsideFunction("netmap", name)
        add(function, Output(store, "data"), inputs, states, prevent_initial_call=True)
