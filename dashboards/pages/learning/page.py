"""The page of learning paths: how far what people learn travels, by which routes, and where it stops."""

from __future__ import annotations

from typing import Any

import dash
import numpy as np
from dash import ClientsideFunction, Input, Output, dcc, html

from dashboards.answer_page import controls
from dashboards.answer_page import ids as shared
from dashboards.answer_page.page import AnswerPage, fail
from dashboards.answer_page.parts import answer_section, both_files, card, file_link, how
from dashboards.answer_page.state import State, search_of
from dashboards.components.aria import aria, data
from dashboards.components.bars import legend, share_bar
from dashboards.components.charts import graph
from dashboards.components.facts import facts_table
from dashboards.components.page_links import page_address
from dashboards.pages.learning import figures, ids, text
from dashboards.pages.learning.spread import spread_section
from dashboards.services import Services
from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.learning import PEOPLE, QUESTION, PathsRequest
from netmap.questions.learning.page_view import view_of
from netmap.questions.learning.surroundings import arrival_offered
from netmap.questions.learning.types import LearningView, Routes, Series
from netmap.questions.parameters import AGENCY, PERSON
from netmap.questions.transmission_curve import QUESTION as CURVE

FIRST_SAID = 4
"""So many sentences are read at once: reach, under which chance, what comes back, and how it was before."""


def last_seen(view: LearningView, state: State, translator: Translator) -> list[html.P]:
    """The way to the last window that has a figure, where this one has none; all else stays as it is."""
    if view.last_seen is None:
        return []
    start, end = view.last_seen
    label = translator.gettext(text.LAST_SEEN).format(start=translator.date(start), end=translator.date(end))
    return [html.P(html.A(label, href=search_of(state, start=start, end=end), **data(here="1")))]


def curve_link(view: LearningView, state: State, translator: Translator) -> list[html.P]:
    """The way to the curve of reach over the chance, which takes a while to work out."""
    if view.said.empty:
        return []
    there = page_address(translator.language, CURVE.name, search_of(state, selected=None, target=None))
    return [html.P(html.A(translator.gettext(text.CURVE), href=there))]


def chart_section(view: LearningView, state: State, translator: Translator) -> html.Section:
    """Reach over time with words and a table beside."""
    gettext = translator.gettext
    words, events = figures.chart_words(view, translator), figures.events(view, translator)
    return html.Section(
        [
            html.Div(
                [html.H2(gettext(text.CHART)), both_files(state, "reach.csv", translator)],
                className="card-head",
            ),
            legend([_key(series) for series in view.series if not figures.is_certain(series)]),
            graph(figures.reach_figure(view, translator), " ".join(words), ids.CHART),
            *([html.Ol([html.Li(each) for each in events], className="events")] if events else []),
            html.P(" ".join(map(gettext, (text.SWITCH_ON, text.CHART_MORE))), className="hint"),
            *curve_link(view, state, translator),
            html.Details(
                [
                    html.Summary(gettext(text.THE_SAME)),
                    html.Ul([html.Li(said) for said in words], className="words-beside"),
                    *(_months(series, translator) for series in view.series),
                ]
            ),
        ],
        className="card",
    )


def _key(series: Series) -> tuple[dict[str, str], str]:
    look = "dotted" if figures.DASHES[series.key] == "dot" else "solid"
    return {"borderTop": f"3px {look} {figures.COLOURS[series.key]}"}, series.label


def _months(series: Series, translator: Translator) -> html.Div:
    headings = [translator.gettext(each) for each in (text.MONTH, text.SHARE, text.PEOPLE, text.TYPICAL)]
    rows = [
        (
            translator.date(row.month.date()),
            wording.share(translator, row.share),
            wording.whole(translator, int(row.n)),
            "–" if np.isnan(row.median_days) else translator.number(row.median_days, 1),
        )
        for row in series.table.itertuples()
    ]
    return facts_table(series.label, headings, rows)


def stops_section(view: LearningView, translator: Translator) -> list[html.Section]:
    """Where learning stops: in sentences, level by level as bars, and agency by agency."""
    stops, gettext = view.stops, translator.gettext
    if stops is None or view.from_level is None:
        return []
    bars = [share_bar(each.name, each.share, each.said) for each in stops.levels]
    rows = [(each.name, gettext(text.BECAME[each.becomes])) for each in stops.agencies]
    headings = [gettext(text.AGENCY), gettext(text.BECOMES)]
    heading = gettext(text.OF_THOSE)
    table = facts_table(gettext(text.AGENCY_BY_AGENCY), headings, rows)
    parts = [
        html.Ul([html.Li(said) for said in stops.sentences], className="told"),
        *([html.H3(heading), html.Ul(bars, className="bars")] if bars else []),
        *([html.Details([html.Summary(gettext(text.AGENCY_BY_AGENCY)), table])] if rows else []),
    ]
    return [card(gettext(text.STOPS), None, *parts)]


def back_section(view: LearningView, translator: Translator) -> list[html.Section]:
    """What comes back, and for how many the loop is closed."""
    gettext = translator.gettext
    said, loops = (
        html.Ul([html.Li(each) for each in told], className="told") for told in (view.back, view.loops)
    )
    folded = [html.Details([html.Summary(gettext(text.LOOPS)), loops])] if view.loops else []
    return [card(gettext(text.BACK), None, said, *folded)] if view.back else []


def pictures(view: LearningView, state: State, translator: Translator) -> html.Div:
    """The routes between the levels, and beside them where learning stops and reach over time."""
    chart = chart_section(view, state, translator)
    column = [*stops_section(view, translator), chart, *back_section(view, translator)]
    drawn = [routes_section(view, state, translator), html.Div(column, className="column")]
    return html.Div(drawn, className="beside pictures")


def routes_section(view: LearningView, state: State, translator: Translator) -> html.Section:
    """The level view with the routes."""
    gettext = translator.gettext
    drawn = [html.P(gettext(text.NO_ROUTES), className="hint")]
    if view.routes is not None:
        drawn = _drawn(view, view.routes, translator)
    return html.Section(
        [
            html.Div(
                [html.H2(gettext(text.ROUTES)), file_link(state, "routes.csv", translator)],
                className="card-head",
            ),
            *drawn,
        ],
        className="card routes",
    )


def _drawn(view: LearningView, routes: Routes, translator: Translator) -> list[Any]:
    gettext = translator.gettext
    headings = (text.ROUTE_FROM, text.LEVEL, text.ROUTE_TO, text.LEVEL, text.ROUTE_PATHS)
    table = facts_table(
        gettext(text.ROUTES), [gettext(each) for each in headings], figures.route_rows(routes)
    )
    return [
        html.P(routes.words, className="hint"),
        dcc.Store(id=ids.LEVEL_DATA, data=figures.levels_json(routes)),
        html.Div(id=ids.LEVELS, className="levels", role="img", **aria(label=routes.words)),
        html.P(id=ids.STEP_SAID, className="step-said", role="status", **data(empty="1")),
        html.Details([html.Summary(gettext(text.THE_SAME)), table]),
    ]


__all__ = ["fail", "register", "show"]


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state, and the value of every control."""
    answer = services.ask(QUESTION, state)
    view = view_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **controls.shown_question(view))
    heading = translator.gettext(text.HEADING)
    more, arrival = last_seen(view, state, translator), arrival_offered(answer.facts)
    menus = controls.question_menus(state, view.choices, frame, values, translator, arrival=arrival)
    parts: list[Any] = [
        answer_section(
            heading,
            view.said,
            view.sentences,
            translator,
            *more,
            at_once=FIRST_SAID,
        )
    ]
    if not view.said.empty:
        parts += [
            pictures(view, state, translator),
            spread_section(view, state, translator),
        ]
    return [*parts, how(answer.method, translator)], values, menus


def chosen_sort(state: State) -> str:
    """What a request lets choose."""
    return PERSON if state.request.view == PEOPLE else AGENCY


PAGE = AnswerPage("learning", PathsRequest, chosen_sort, content)
show = PAGE.show


def register(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put the page's callbacks on one application, for one language."""
    PAGE.register(app, services, translator)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("netmap_levels", "draw"),
        Output(shared.DRAWN, "data"),
        Input(ids.LEVEL_DATA, "data", allow_optional=True),
    )
