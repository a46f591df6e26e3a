"""The page of the curve: how far what people learn travels, the more likely an encounter passes it on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import answer_section, card, file_link, how
from dashboards.answer_page.state import State
from dashboards.components.charts import axis, graph, layout, shares
from dashboards.components.facts import facts_table
from dashboards.services import Services
from netmap.learning.path_rule import YARDSTICK
from netmap.library import wording
from netmap.library.chances import chance_words, condition, half_way_text, with_error
from netmap.maps.style import ACCENT
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.resolved_request import Setting
from netmap.questions.learning.surroundings import arrival_offered, choices_of, said_of
from netmap.questions.readable import read_table
from netmap.questions.transmission_curve import QUESTION, curve, sentences

CHART = N_("The curve")
CHART_MORE = N_(
    "Each point is the share that arrives at one chance. A steep curve far to the left means that learning "
    "travels easily; the dotted line marks half."
)
POINT = N_("{share} arrive {condition}, typically in {days}")
POINT_NONE = N_("nobody arrives {condition}")
ROW = N_("{share} ± {error}")
COLOUR, GREY, HALF = ACCENT, "#8a94a3", 0.5
HEIGHT = 300

UNNAMED = (0.02, 0.3, 0.75)
"""Chances whose marks bear no name, so that names have room on a phone."""


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state, and the value of every control."""
    answer = services.ask(QUESTION, state)
    asked, said = answer.facts, said_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **_shown(asked, said))
    heading = translator.gettext(QUESTION.title)
    arrival = arrival_offered(asked)
    menus = controls.question_menus(state, choices_of(asked), frame, values, translator, arrival=arrival)
    told = sentences(asked, translator)
    parts: list[Any] = [answer_section(heading, said, told, translator)]
    table = curve(asked)
    if table["share"].notna().any():
        parts.append(_chart(table, state, asked, translator))
    return [*parts, how(answer.method, translator)], values, menus


def _shown(asked: Any, said: Any) -> dict[str, str]:
    levels = {} if isinstance(asked, Setting) else {"from-level": asked.start, "to-level": asked.end}
    named = {key: "" if level is None else level.level for key, level in levels.items()}
    return {**controls.shown_days(said.start, said.end), **named}


def _chart(table: pd.DataFrame, state: State, asked: Any, translator: Translator) -> html.Section:
    gettext = translator.gettext
    words = [half_way_text(translator, float(table.attrs["half_way"])), *points_said(table, translator)]
    read = read_table(QUESTION.tables[0], asked, None, translator, len(table))
    same = facts_table(gettext(QUESTION.tables[0].caption), read.headings, read.rows, read.numbers)
    return card(
        gettext(CHART),
        file_link(state, "curve.csv", translator),
        html.P(gettext(CHART_MORE), className="hint"),
        graph(curve_figure(table, translator), " ".join(words)),
        same,
    )


def points_said(table: pd.DataFrame, translator: Translator) -> list[str]:
    """Each point of the curve in words."""
    return [_point(row, translator) for row in table.itertuples()]


def _point(row: Any, translator: Translator) -> str:
    under = condition(translator, row.probability)
    if not row.share > 0:
        return translator.gettext(POINT_NONE).format(condition=under)
    share, error = with_error(translator, 100 * row.share, 100 * row.se)
    part = translator.gettext(ROW).format(share=f"{share}{translator.percent_sign}", error=error)
    days = wording.days(translator, round(row.median_days))
    whole = wording.share(translator, row.share) if row.se == 0 else part
    return translator.gettext(POINT).format(share=whole, condition=under, days=days)


def curve_figure(table: pd.DataFrame, translator: Translator) -> dict[str, Any]:
    """The share over the chance, with bars of twice the standard error; the yardstick stands out."""
    shown = table[table["probability"] > 0]
    chances = shown["probability"].tolist()
    half_way = float(table.attrs["half_way"])
    marks = [] if np.isnan(half_way) else [_line(half_way, half_way, 0, HALF)]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": chances,
                "y": shown["share"].tolist(),
                "error_y": {"type": "data", "array": (2 * shown["se"].fillna(0)).tolist(), "thickness": 1},
                "line": {"color": COLOUR, "width": 2},
                "marker": {"color": COLOUR, "size": [12 if each == YARDSTICK else 7 for each in chances]},
                "hovertext": points_said(shown, translator),
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": layout(
            HEIGHT,
            margin={"l": 46, "r": 16, "t": 16, "b": 64},
            xaxis=axis(
                type="log",
                showgrid=False,
                tickvals=chances,
                ticktext=["" if each in UNNAMED else chance_words(translator, each) for each in chances],
                title={"text": translator.gettext(N_("Encounters that pass something on"))},
            ),
            yaxis=shares(),
            shapes=[_line(min(chances, default=0.01), 1, HALF, HALF), *marks],
        ),
    }


def _line(x0: float, x1: float, y0: float, y1: float) -> dict[str, Any]:
    line = {"color": GREY, "width": 1.5, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "y", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line}


PAGE = AnswerPage(QUESTION.name, QUESTION.request, lambda state: "", content)
