"""The part of the page that is about time: the window in words, what changes it, and the axis."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboards.answer_page.controls import choice
from dashboards.components.aria import aria, data
from dashboards.pages.board import ids, text
from dashboards.pages.board.fragments import act_button
from netmap.model.i18n import Translator


def time_section(translator: Translator) -> html.Section:
    """The ways to change the window, and the time axis."""
    gettext = translator.gettext
    return html.Section(
        [
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
        **aria(label=gettext(text.TIME)),
    )


def time_controls(translator: Translator) -> html.Div:
    """Step and play."""
    gettext = translator.gettext
    steps = [{"value": key, "label": gettext(label)} for key, label in text.STEP_SIZES]
    return html.Div(
        [
            html.Div(
                [
                    act_button("←", "back", title=gettext(text.BACK), **aria(label=gettext(text.BACK))),
                    html.Button(
                        gettext(text.PLAY),
                        id=ids.PLAY,
                        type="button",
                        **data(play=gettext(text.PLAY), pause=gettext(text.PAUSE)),
                    ),
                    act_button(
                        "→", "forward", title=gettext(text.FORWARD), **aria(label=gettext(text.FORWARD))
                    ),
                    choice(ids.STEP, gettext(text.STEP), steps, "month", w=104),
                ],
                className="stepper",
            ),
        ],
        className="time-controls",
    )


def day_box(name: str, label: str, title: str = "") -> Any:
    """A typed day with its label; the browser offers a calendar as well."""
    box = {"type": "date", **({"title": title} if title else {})}
    return dmc.TextInput(id=name, label=label, debounce=True, inputProps=box, className="day", size="sm")


def time_axis(translator: Translator) -> html.Div:
    """The encounters of each week, the window laid over them, and a slider with two ends."""
    gettext = translator.gettext
    return html.Div(
        [
            html.Div(
                [
                    html.Div(id=ids.AXIS, className="weeks"),
                    html.Div(id=ids.SHADE, className="shade"),
                    html.Div(id=ids.MARKS, className="marks"),
                ],
                className="axis",
                role="img",
                **aria(label=gettext(text.AXIS), describedby=ids.AXIS_SAID),
            ),
            dmc.RangeSlider(
                id=ids.SLIDER,
                min=0,
                max=1,
                value=[0, 1],
                minRange=0,
                label={"function": "netmap_day"},
                thumbFromLabel=gettext(text.SLIDER_FROM),
                thumbToLabel=gettext(text.SLIDER_TO),
                thumbSize=18,
                size=4,
                color="blue.8",
                updatemode="mouseup",
                className="slider",
            ),
            html.P(id=ids.AXIS_SAID, className="unseen"),
        ],
        className="time-axis",
    )
