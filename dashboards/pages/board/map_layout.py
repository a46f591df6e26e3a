"""The part of the page that holds the map: how it is drawn, the map itself, and its legend."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboards.answer_page.controls import choice
from dashboards.components.aria import aria
from dashboards.pages.board import ids, text
from netmap.model.i18n import Translator


def map_section(translator: Translator) -> html.Section:
    """The map under its window in words; below it the legend, those without a tie, and how it is drawn."""
    gettext = translator.gettext
    return html.Section(
        [
            html.Div(
                [
                    html.P(id=ids.WORDS, className="words"),
                    html.Div(find_box(translator), id=ids.FIND_BOX, hidden=True),
                ],
                className="time-said",
            ),
            full_buttons(translator),
            html.Div(id=ids.CHIPS, className="chips", role="group", **aria(label=gettext(text.FILTERS))),
            html.Div(
                [
                    html.Div(
                        id=ids.MAP,
                        tabIndex=0,
                        role="application",
                        **aria(label=gettext(text.MAP), describedby=ids.MAP_HELP),
                    ),
                    html.Div(id=ids.MAP_EMPTY, className="map-empty", hidden=True),
                    zoom_buttons(translator),
                ],
                className="map-frame",
            ),
            html.Div(id=ids.MAP_SAID, className="unseen", **aria(live="polite")),
            html.Div(id=ids.LEGEND, className="legend", role="group", **aria(label=gettext(text.LEGEND))),
            html.Div(id=ids.TRAY),
            html.Details(
                [html.Summary(gettext(text.VIEW)), map_controls(translator)], className="fold", open=True
            ),
            html.P(gettext(text.MAP_HELP), id=ids.MAP_HELP, className="help"),
        ],
        className="card map-card",
        **aria(label=gettext(text.MAP)),
    )


def map_controls(translator: Translator) -> html.Div:
    """How the map is drawn, what is searched, and what can be taken away."""
    gettext = translator.gettext
    layouts = [{"value": key, "label": gettext(label)} for key, label in text.LAYOUTS]
    layers = [dmc.Chip(_layer(key, gettext(label)), value=key, size="xs") for key, label in text.LAYER_NAMES]
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
            choice(ids.SIZE, gettext(text.SIZE), [], None, w=196),
            _named(gettext(text.STEPS), dmc.SegmentedControl(focus, id=ids.STEPS, value="0", size="xs")),
            html.P(id=ids.FOCUS_SAID, className="hint", hidden=True),
        ],
        className="map-controls",
    )


def _layer(key: str, label: str) -> list[Any]:
    """The name of a layer; of the pairs that are quiet an answer says how many there are."""
    return [label, html.Span(id=ids.QUIET, className="count")] if key == "quiet" else [label]


def _named(name: str, control: Any) -> html.Div:
    return html.Div(
        [html.Span(name, className="label", **aria(hidden="true")), control],
        className="named",
        role="group",
        **aria(label=name),
    )


def full_buttons(translator: Translator) -> html.Div:
    """On a phone the map is a button: it opens over the whole screen, and closes again."""
    gettext = translator.gettext
    return html.Div(
        [
            html.Button(gettext(text.MAP_OPEN), id=ids.MAP_OPEN, type="button", className="primary"),
            html.Button(gettext(text.MAP_CLOSE), id=ids.MAP_CLOSE, type="button"),
        ],
        className="full-buttons",
    )


def zoom_buttons(translator: Translator) -> html.Div:
    """Zooming for those without a wheel or two fingers."""
    gettext = translator.gettext
    buttons = ((ids.ZOOM_IN, "+", text.ZOOM_IN), (ids.ZOOM_OUT, "−", text.ZOOM_OUT), (ids.FIT, "⤢", text.FIT))
    return html.Div(
        [
            html.Button(sign, id=name, type="button", title=gettext(said), **aria(label=gettext(said)))
            for name, sign, said in buttons
        ],
        className="zoom",
    )


def find_box(translator: Translator) -> Any:
    """Finds anything of the study by its name, on the map or not yet."""
    gettext = translator.gettext
    return choice(
        ids.FIND,
        gettext(text.FIND),
        [],
        None,
        searchable=True,
        clearable=True,
        allowDeselect=True,
        selectFirstOptionOnChange=True,
        limit=50,
        placeholder=gettext(text.FIND_HOLD),
        nothingFoundMessage=gettext(text.FIND_NONE),
        className="choice find",
    )
