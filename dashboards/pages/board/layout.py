"""The frame of the board's page, before any study has been read into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.answer_page.controls import choice
from dashboards.components.aria import aria, data
from dashboards.components.header import STUDY, THEME, badge, header_parts, study_options
from dashboards.components.page_links import MAP
from dashboards.components.share import KEEPS_OF_MAP, File, share_menu
from dashboards.pages.board import ids, tables, text
from dashboards.pages.board.map_layout import map_section
from dashboards.pages.board.time_layout import time_section
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
        ids.DRAWN,
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
    """What is looked at, who looks, and the way to the other pages and languages."""
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
    picture = html.Button(gettext(text.FILE_PNG), id=ids.PNG, type="button")
    files: list[File] = [picture, *((name, gettext(label)) for name, _, label in text.DOWNLOADS)]
    shared = share_menu(translator, files=files, keeps=KEEPS_OF_MAP, about=html.P(id=ids.NARROWED))
    parts = header_parts(MAP, [named, partnership], simulated, translator, share=shared)
    return html.Header(parts, className="page-header")


def board(translator: Translator) -> list[Any]:
    """Everything that is shown of a study that has been read."""
    gettext = translator.gettext
    return [
        html.Section(
            html.Div(id=ids.SENTENCES),
            className="card sentences",
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
            className="card sentences",
        ),
        html.Details(
            [
                html.Summary(gettext(text.RULE)),
                html.Div(id=ids.RULE, className="how-parts"),
            ],
            className="card how",
            open=False,
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
