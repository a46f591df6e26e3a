"""The frame of the board's page, before any study has been read into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.answer_page.controls import choice, menu
from dashboards.answer_page.text import METHOD, PERIOD
from dashboards.components import share
from dashboards.components.aria import aria, data
from dashboards.components.header import STUDY, THEME, badge, header_parts, study_options
from dashboards.components.page_links import MAP
from dashboards.pages.board import ids, tables, text
from dashboards.pages.board.map_layout import map_section
from dashboards.pages.board.time_layout import day_box, time_section
from netmap.library.study_entry import StudyEntry
from netmap.model.i18n import Translator

TICK_MS, POLL_MS = 900, 1000


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
    empty = (ids.ADDRESS, ids.SHOWN, ids.WISH, ids.READ, ids.LOST, ids.VIEW, ids.EVENT, ids.PICK)
    heard = (ids.LEARNED_OF, ids.WRITTEN, ids.HEARD, ids.LET_GO, ids.TICKED, ids.MET)
    done = (
        *heard,
        ids.PAINTED,
        ids.SEEN,
        ids.MARKED,
        ids.FOLDED,
        ids.SAID_DAYS,
        ids.PARTNER,
        ids.SOUGHT,
    )
    zoomed = (ids.ZOOMED_IN, ids.ZOOMED_OUT, ids.FITTED)
    return [
        *(dcc.Store(id=name) for name in (*empty, *done, *zoomed)),
        dcc.Interval(id=ids.TIMER, interval=TICK_MS, disabled=True),
        dcc.Interval(id=ids.POLL, interval=POLL_MS, disabled=True),
    ]


def header(entries: Sequence[StudyEntry], translator: Translator) -> html.Header:
    """What is looked at, the menus, and the way to the other pages and languages."""
    gettext = translator.gettext
    study = choice(
        ids.STUDY,
        gettext(STUDY),
        study_options(entries, translator),
        None,
        disabled=not entries,
        placeholder=gettext(text.CHOOSE_STUDY),
    )
    named = html.Div([html.Span(id=ids.STUDY_TITLE, **aria(hidden="true")), study], className="study-name")
    partnership = html.Div(
        choice(ids.PARTNERSHIP, gettext(text.PARTNERSHIP), [], None), id=ids.PARTNERSHIP_BOX, hidden=True
    )
    simulated = badge(translator, id=ids.SIMULATED, hidden=True)
    menus = (period_menu(translator), method_menu(translator), shared(translator))
    parts = header_parts(MAP, [named, partnership], simulated, translator, menus=menus)
    return html.Header(parts, className="face-header")


def period_menu(translator: Translator) -> html.Details:
    """The periods to choose, and the two days."""
    gettext = translator.gettext
    days = [day_box(ids.FROM, gettext(text.FROM)), day_box(ids.TO, gettext(text.TO))]
    presets = html.Div(id=ids.PRESETS, className="presets")
    return menu("period", gettext(PERIOD), [presets, *days], id=ids.PERIOD_SAID)


def method_menu(translator: Translator) -> html.Details:
    """How the map is worked out, and the day before which networks count as old."""
    gettext = translator.gettext
    baseline = day_box(ids.BASELINE, gettext(text.BASELINE), title=gettext(text.BASELINE_MORE))
    rule = html.Div(id=ids.RULE, className="how")
    return menu("method", gettext(METHOD), [baseline, rule])


def shared(translator: Translator) -> html.Details:
    """The menu of what is sent; the browser sets where its links lead."""
    names = {file: name for name, file, _ in text.DOWNLOADS}
    gettext = translator.gettext
    pictures = (
        share.Entry(gettext(share.MAP_PICTURE), share.MAP_DRAWN, id=ids.PNG),
        share.Entry(gettext(share.MAP_DRAWING), share.TAKEN, "#", id=names["map.svg"]),
    )
    tables = (
        share.book(translator, "#", names["board.xlsx"]),
        *(share.table(translator, label, "#", name) for name, _, label in text.DOWNLOADS if label),
        share.Entry(gettext(text.WHOLE_STUDY), share.TAKEN, "#", id=names["study.zip"]),
    )
    file = replace(share.page_file(translator, "#", of_map=True), id=names["map.html"])
    parts = share.parts_of(translator, "#", file, pictures, tables, keeps=share.KEEPS_OF_MAP)
    return share.share_menu(translator, parts, html.P(id=ids.NARROWED, className="who"))


def board(translator: Translator) -> list[Any]:
    """Everything that is shown of a study that has been read."""
    gettext = translator.gettext
    return [
        html.Section(
            html.Div(id=ids.SENTENCES),
            className="sentences",
            **aria(label=gettext(text.SENTENCES)),
        ),
        html.Div([map_section(translator), side_section(translator)], className="work"),
        time_section(translator),
        html.Section(
            [
                html.H2(gettext(text.LEARNED)),
                html.Div(
                    html.P(gettext(text.LEARNED_SOON), className="soon"),
                    id=ids.LEARNED,
                    className="learned",
                    **data(soon=gettext(text.LEARNED_SOON)),
                ),
            ],
            className="card",
        ),
    ]


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
                dmc.TabsPanel(html.Div(id=ids.PANEL, className="panel", tabIndex=0), value=ids.PANEL),
                *(
                    dmc.TabsPanel(html.Div(table, className="grid-box"), value=name)
                    for name, table in tables.empty_grids(translator)
                ),
            ],
            id=ids.TAB,
            value=ids.PANEL,
        ),
        className="card side",
        **aria(label=gettext(text.BESIDE)),
    )
