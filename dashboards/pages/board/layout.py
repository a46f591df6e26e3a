"""The frame of the board's page, before any study has been read into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.components.act_button import act_button
from dashboards.components.choice import choice
from dashboards.pages.board import ids, tables, text
from dashboards.pages.board.downloads import FILES
from netmap.model.i18n import Translator
from netmap.services.board_types import StudyEntry

THEME = {
    "primaryColor": "blue",
    "primaryShade": 8,
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
    "defaultRadius": "sm",
    "respectReducedMotion": True,
    "cursorType": "pointer",
}
TICK_MS, POLL_MS = 900, 1000
GRAPH_CONFIG = {"displayModeBar": False, "showSendToCloud": False, "displaylogo": False, "responsive": True}


def frame(entries: Sequence[StudyEntry], translator: Translator) -> Any:
    """The whole page, empty: callbacks fill it."""
    return dmc.MantineProvider(
        [
            html.A(translator.gettext(text.SKIP), href="#map", className="skip"),
            *carriers(),
            header(entries, translator),
            html.Main(
                [
                    html.Div(id=ids.TROUBLE, className="trouble", role="alert", hidden=True),
                    html.Div(id=ids.STATE),
                    html.Div(board(translator), id=ids.BOARD, hidden=True),
                ]
            ),
        ],
        theme=THEME,
        forceColorScheme="light",
    )


def carriers() -> list[Any]:
    """What travels between browser and server and is not seen."""
    empty = (ids.ADDRESS, ids.SHOWN, ids.ACT, ids.VIEW, ids.EVENT, ids.PICK, ids.MOVE, ids.TICK)
    done = (ids.WRITTEN, ids.PAINTED, ids.SEEN, ids.MARKED, ids.DRAWN, ids.FOLDED, ids.SAID_DAYS)
    zoomed = (ids.ZOOMED_IN, ids.ZOOMED_OUT, ids.FITTED)
    return [
        *(dcc.Store(id=name) for name in (*empty, *done, *zoomed)),
        dcc.Interval(id=ids.TIMER, interval=TICK_MS, disabled=True),
        dcc.Interval(id=ids.POLL, interval=POLL_MS, disabled=True),
        dcc.Download(id=ids.PROBLEM_FILE),
        dcc.Download(id=ids.WEEK_FILE),
    ]


def header(entries: Sequence[StudyEntry], translator: Translator) -> html.Header:
    """The name, what is looked at, who looks, and the way to the other language."""
    gettext = translator.gettext
    other, name = text.OTHER_LANGUAGE[translator.language]
    return html.Header(
        [
            html.Div(
                [html.Strong(gettext(text.NAME), className="name"), html.Span(gettext(text.TAGLINE))],
                className="brand",
            ),
            choice(
                ids.STUDY,
                gettext(text.STUDY),
                study_options(entries, translator),
                entries[0].name if entries else None,
                disabled=not entries,
            ),
            html.Div(
                choice(ids.PARTNERSHIP, gettext(text.PARTNERSHIP), [], None),
                id=ids.PARTNERSHIP_BOX,
                hidden=True,
            ),
            html.Div(
                [
                    html.Span(gettext(text.SIMULATED), id=ids.SIMULATED, className="badge", hidden=True),
                    html.Span(gettext(text.LOCAL_USER), title=gettext(text.LOCAL_USER_MORE), className="who"),
                    html.A(name, id=ids.OTHER_LANGUAGE, href=f"/{other}/", lang=other, hrefLang=other),
                ],
                className="header-end",
            ),
        ],
        className="page-header",
    )


def study_options(entries: Sequence[StudyEntry], translator: Translator) -> list[dict[str, str]]:
    """The studies that may be chosen; of those not ready it is said why."""
    return [{"value": entry.name, "label": _study_label(entry, translator)} for entry in entries]


def _study_label(entry: StudyEntry, translator: Translator) -> str:
    template = text.STATUS.get(entry.status)
    return translator.gettext(template).format(title=entry.title) if template else entry.title


def board(translator: Translator) -> list[Any]:
    """Everything that is shown of a study that has been read."""
    gettext = translator.gettext
    return [
        html.Section(id=ids.SENTENCES, className="card sentences", **{"aria-label": gettext(text.SENTENCES)}),
        time_section(translator),
        html.Div(id=ids.CHIPS, className="chips", role="group", **{"aria-label": gettext(text.FILTERS)}),
        html.Div([map_section(translator), side_section(translator)], className="work"),
        html.Details(
            [html.Summary(gettext(text.RULE)), html.Div(id=ids.RULE)], className="card how", open=False
        ),
        html.Div(id=ids.SAID, className="unseen", role="status"),
    ]


def time_section(translator: Translator) -> html.Section:
    """The window in words, the ways to change it, and the time axis."""
    gettext = translator.gettext
    return html.Section(
        [
            html.Div(
                [html.P(id=ids.WORDS, className="words"), html.Div(id=ids.PRESETS, className="presets")],
                className="time-said",
            ),
            html.Details(
                [
                    html.Summary(gettext(text.TIME)),
                    html.Div([time_controls(translator), time_axis(translator)], className="time-body"),
                ],
                id=ids.TIME,
                className="fold",
                open=True,
            ),
        ],
        className="card time",
        **{"aria-label": gettext(text.TIME)},
    )


def time_controls(translator: Translator) -> html.Div:
    """Step, play, and the two days as they are typed."""
    gettext = translator.gettext
    steps = [{"value": key, "label": gettext(label)} for key, label in text.STEP_SIZES]
    return html.Div(
        [
            html.Div(
                [day_box(ids.FROM, gettext(text.FROM)), day_box(ids.TO, gettext(text.TO))], className="pair"
            ),
            html.Div(
                [
                    act_button("←", "back", title=gettext(text.BACK), **{"aria-label": gettext(text.BACK)}),
                    html.Button(
                        gettext(text.PLAY),
                        id=ids.PLAY,
                        type="button",
                        className="primary",
                        **{"data-play": gettext(text.PLAY), "data-pause": gettext(text.PAUSE)},
                    ),
                    act_button(
                        "→", "forward", title=gettext(text.FORWARD), **{"aria-label": gettext(text.FORWARD)}
                    ),
                    choice(ids.STEP, gettext(text.STEP), steps, "month", w=110),
                ],
                className="stepper",
            ),
        ],
        className="time-controls",
    )


def day_box(name: str, label: str) -> Any:
    """A typed day with its label; the browser offers a calendar as well."""
    return dmc.TextInput(
        id=name, label=label, debounce=True, inputProps={"type": "date"}, className="day", size="sm"
    )


def time_axis(translator: Translator) -> html.Div:
    """The encounters of each week, the window laid over them, and a slider with two ends."""
    gettext = translator.gettext
    return html.Div(
        [
            html.Div(
                [
                    dcc.Graph(
                        id=ids.AXIS, config=GRAPH_CONFIG, figure={"data": [], "layout": {"height": 84}}
                    ),
                    html.Div(id=ids.SHADE, className="shade"),
                ],
                className="axis",
                role="img",
                **{"aria-label": gettext(text.AXIS), "aria-describedby": ids.AXIS_SAID},
            ),
            dmc.RangeSlider(
                id=ids.SLIDER,
                min=0,
                max=1,
                value=[0, 1],
                minRange=0,
                label={"function": "netmap_day", "options": {"language": translator.language}},
                thumbFromLabel=gettext(text.SLIDER_FROM),
                thumbToLabel=gettext(text.SLIDER_TO),
                thumbSize=20,
                size=4,
                color="blue.8",
                updatemode="mouseup",
                className="slider",
            ),
            html.P(id=ids.AXIS_SAID, className="unseen"),
        ],
        className="time-axis",
    )


def map_section(translator: Translator) -> html.Section:
    """The map with what says how it is drawn above it and the legend below."""
    gettext = translator.gettext
    return html.Section(
        [
            html.Details(
                [html.Summary(gettext(text.VIEW)), map_controls(translator)], className="fold", open=True
            ),
            html.Div(
                [
                    html.Div(
                        id=ids.MAP,
                        tabIndex=0,
                        role="application",
                        **{"aria-label": gettext(text.MAP), "aria-describedby": ids.MAP_HELP},
                    ),
                    html.Div(id=ids.MAP_EMPTY, className="map-empty", hidden=True),
                    zoom_buttons(translator),
                ],
                className="map-frame",
            ),
            html.Div(id=ids.MAP_SAID, className="unseen", **{"aria-live": "polite"}),
            html.Div(id=ids.LEGEND, className="legend", role="group", **{"aria-label": gettext(text.LEGEND)}),
            html.P(gettext(text.MAP_HELP), id=ids.MAP_HELP, className="help"),
        ],
        className="card map-card",
        **{"aria-label": gettext(text.MAP)},
    )


def map_controls(translator: Translator) -> html.Div:
    """How the map is drawn, what is searched, and what can be taken away."""
    gettext = translator.gettext
    layouts = [{"value": key, "label": gettext(label)} for key, label in text.LAYOUTS]
    layers = [dmc.Chip(gettext(label), value=key, size="xs") for key, label in text.LAYER_NAMES]
    focus = [{"value": str(n), "label": gettext(text.STEPS_OFF) if n == 0 else str(n)} for n in range(5)]
    return html.Div(
        [
            _named(
                gettext(text.LAYOUT), dmc.SegmentedControl(layouts, id=ids.LAYOUT, value="force", size="xs")
            ),
            _named(
                gettext(text.LAYERS),
                dmc.ChipGroup(html.Div(layers, className="row"), id=ids.LAYERS, multiple=True, value=[]),
            ),
            choice(ids.SIZE, gettext(text.SIZE), [], None, w=150),
            _named(gettext(text.STEPS), dmc.SegmentedControl(focus, id=ids.STEPS, value="0", size="xs")),
            choice(
                ids.FIND,
                gettext(text.FIND),
                [],
                None,
                searchable=True,
                clearable=True,
                allowDeselect=True,
                limit=50,
                placeholder=gettext(text.FIND_HOLD),
                nothingFoundMessage=gettext(text.FIND_NONE),
                w=210,
            ),
            html.Div([copy_button(translator), download_menu(translator)], className="row take-away"),
            html.P(id=ids.FOCUS_SAID, className="hint", hidden=True),
        ],
        className="map-controls",
    )


def _named(name: str, control: Any) -> html.Div:
    group = {"aria-label": name}
    return html.Div(
        [html.Span(name, className="label", **{"aria-hidden": "true"}), control],
        className="named",
        role="group",
        **group,
    )


def zoom_buttons(translator: Translator) -> html.Div:
    """Zooming for those without a wheel or two fingers."""
    gettext = translator.gettext
    buttons = ((ids.ZOOM_IN, "+", text.ZOOM_IN), (ids.ZOOM_OUT, "−", text.ZOOM_OUT), (ids.FIT, "⤢", text.FIT))
    return html.Div(
        [
            html.Button(sign, id=name, type="button", title=gettext(said), **{"aria-label": gettext(said)})
            for name, sign, said in buttons
        ],
        className="zoom",
    )


def copy_button(translator: Translator) -> html.Button:
    """Copies the address, which holds the whole state of the page; the browser does it alone."""
    gettext = translator.gettext
    said = {"data-said": gettext(text.COPIED), "data-failed": gettext(text.NOT_COPIED)}
    return act_button(gettext(text.COPY), "copy", **said)


def download_menu(translator: Translator) -> Any:
    """Everything that can be taken away."""
    gettext = translator.gettext
    return dmc.Menu(
        [
            dmc.MenuTarget(
                html.Button([gettext(text.FILES), html.Span("▾", className="caret")], type="button")
            ),
            dmc.MenuDropdown(
                [
                    dmc.MenuItem(gettext(text.FILE_PNG), id=ids.PNG),
                    *(
                        dmc.MenuItem(gettext(label), id=name, href="#", target="_blank")
                        for name, _, label in FILES
                    ),
                    dmc.MenuItem(gettext(text.FILE_WEEKS), id=ids.WEEK_CSV),
                ]
            ),
        ],
        position="bottom-end",
        shadow="md",
        keepMounted=True,
    )


def side_section(translator: Translator) -> html.Section:
    """What is chosen, and the tables that hold the same as the map."""
    gettext = translator.gettext
    names = (
        (ids.PANEL, text.PANEL),
        (ids.TIES, text.TIES),
        (ids.ACTORS, text.ACTORS),
        (ids.ZONES, text.ZONES),
    )
    return html.Section(
        dmc.Tabs(
            [
                dmc.TabsList([dmc.TabsTab(gettext(label), value=name) for name, label in names]),
                dmc.TabsPanel(html.Div(id=ids.PANEL, className="panel"), value=ids.PANEL),
                *(
                    dmc.TabsPanel(html.Div(table, className="grid-box"), value=name)
                    for name, table in tables.empty_grids(translator)
                ),
            ],
            id=ids.TAB,
            value=ids.PANEL,
        ),
        className="card side",
        **{"aria-label": gettext(text.BESIDE)},
    )
