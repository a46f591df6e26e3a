"""The national overview: a dot a partnership in the order of names, with its interval; nothing is ranked."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import answer_section, card, to_copy
from dashboards.answer_page.state import State
from dashboards.components.aria import aria
from dashboards.components.bars import legend
from dashboards.components.charts import axis, graph, layout
from dashboards.pages.compare import charts
from dashboards.pages.compare.take import Source, take
from dashboards.services import Services
from netmap.comparison.windows import window_said
from netmap.library import wording
from netmap.maps.style import ACCENT
from netmap.model.i18n import N_, NN_, Translator
from netmap.questions.learning.types import Said
from netmap.questions.national import CHANGE, QUESTION, National, NationalRequest, plain
from netmap.questions.parameters import parameters_of
from netmap.questions.results import MEASURES

LABELS = {
    "measure": N_("Figure"),
    "of": N_("What of it"),
    "find": N_("Find a partnership by its name"),
}
DRAWN = N_("How far each partnership lies from chance")
DRAWN_MORE = N_(
    "A dot is a partnership, in the order of names; nothing is ranked. Zero is what its own attendances give "
    "by chance. Its bar is as wide as 95 % of chance."
)
IN_WINDOW, IN_CHANGE = N_("{measure}, {after}"), N_("{measure}, from {before} to {after}")
HOLDS, LEAVES, IS_FOUND = N_("its bar holds zero"), N_("its bar leaves zero out"), N_("found by name")
ONE = N_("{name}: {effect} ({low} to {high})")
NO_FIGURE = N_("{name}: no figure")
WITHOUT = NN_(
    "{n} partnership has no figure here; it stands in the table.",
    "{n} partnerships have no figure here; they stand in the table.",
)
FOUND = N_("Found by name")
MOST_FOUND = 20
SHOWN = N_("The first {shown} of {n}.")
NO_ONE = N_("No partnership has “{find}” in its name.")
WORK_OUT = N_("How to work it out")
WORK_OUT_MORE = N_(
    "Run this where the store lies, with your own windows. It may take minutes, and goes on after a break."
)
COMMAND = "netmap compare {place} --study {study} --windows 2 --months 12 --workers 2 --keep draws"
COPY = N_("Copy the command")
SIMULATED = N_("This study is simulated: it shows how the map works and says nothing about the world.")

WIDTH, NARROWEST = 8, 640
"""So many pixels of the chart for each partnership, and at least."""

AMBER = "#b3541e"
SAID = "%{customdata[0]}<br>%{customdata[1]} (%{customdata[2]} – %{customdata[3]})<extra></extra>"


def content(
    services: Services, state: State, t: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state; the study itself is not read for it."""
    facts: National = services.ask(QUESTION, state).facts
    entries = services.library.entries(services.principal)
    title = next((each.title for each in entries if each.name == state.context.study), state.context.study)
    notices = (t.gettext(SIMULATED),) if facts.simulated else ()
    said = Said(title, notices, "", None, None)
    parts: list[Any] = [answer_section(t.gettext(QUESTION.title), said, QUESTION.sentences(facts, t), t)]
    values = controls.values_of(state)
    if facts.result is None:
        stored = services.library.is_stored(state.context.study)
        return [*parts, *([_to_work_out(state, t)] if stored else [])], values, ()
    return [*parts, _asked(values, t), *_found(facts, state, t), _drawn(facts, state, t)], values, ()


def _to_work_out(state: State, t: Translator) -> html.Section:
    told = COMMAND.format(place="STORE", study=_quoted(state.context.study))
    parts = to_copy("national-command", t.gettext(WORK_OUT), t.gettext(COPY), told, html.Pre, t)
    return card(t.gettext(WORK_OUT), None, html.P(t.gettext(WORK_OUT_MORE), className="hint"), *parts)


def _quoted(text: str) -> str:
    plain = text.replace("'", "'\\''")
    return text if text.replace("-", "").replace("_", "").isalnum() else f"'{plain}'"


def _asked(values: controls.Values, t: Translator) -> html.Section:
    boxes = []
    for each in parameters_of(NationalRequest):
        box = controls.control(each, values, t)
        box.label = t.gettext(LABELS[each.key])
        boxes.append(box)
    return html.Section(html.Div(boxes, className="row"), className="card asked")


def _words(row: Any, t: Translator) -> str:
    if pd.isna(row.effect):
        return t.gettext(NO_FIGURE).format(name=row.name)
    figures = {name: t.number(plain(getattr(row, name)), 3) for name in ("effect", "low", "high")}
    return t.gettext(ONE).format(name=row.name, **figures)


def _found(facts: National, state: State, t: Translator) -> list[html.Section]:
    """The partnerships that were looked for, with their figures."""
    find = (state.request.find or "").strip()
    if not find:
        return []
    rows = list(facts.rows[facts.rows["found"]].itertuples(index=False))
    if not rows:
        return [card(t.gettext(FOUND), None, html.P(t.gettext(NO_ONE).format(find=find), role="status"))]
    lines = [html.Li(_words(row, t)) for row in rows[:MOST_FOUND]]
    counts = {"shown": wording.whole(t, MOST_FOUND), "n": wording.whole(t, len(rows))}
    more = [html.P(t.gettext(SHOWN).format(**counts), className="hint")] if len(rows) > MOST_FOUND else []
    return [card(t.gettext(FOUND), None, html.Ul(lines, className="said-list"), *more)]


def _drawn(facts: National, state: State, t: Translator) -> html.Section:
    assert facts.result is not None  # noqa: S101  (asked before)
    measure = t.gettext(MEASURES[state.request.measure])
    windows = [window_said(each).text(t) for each in facts.windows]
    template = t.gettext(IN_CHANGE if state.request.of == CHANGE else IN_WINDOW)
    heading = template.format(measure=measure, before=windows[0], after=windows[-1])
    known = facts.rows[facts.rows["effect"].notna()]
    missing = len(facts.rows) - len(known)
    note = t.ngettext(*WITHOUT, missing).format(n=wording.whole(t, missing))
    figure = national_figure(known, t)
    words = ". ".join(_words(row, t) for row in known.itertuples(index=False))
    wide = {"minWidth": f"{max(NARROWEST, WIDTH * len(known))}px"}
    chart = graph(figure, words, "figure-national", className="chart", style=wide)
    taken = Source(QUESTION, state, facts.result, facts)
    return card(
        t.gettext(DRAWN),
        None,
        html.H3(heading),
        html.P(t.gettext(DRAWN_MORE), className="hint"),
        _legend(facts, t),
        html.Div(chart, className="scrolls", tabIndex="0", role="group", **aria(label=t.gettext(DRAWN))),
        *([html.P(note, className="hint")] if missing else []),
        *take("national", taken, ("national",), t, ("figure-national",)),
    )


def _legend(facts: National, t: Translator) -> html.Div:
    marks = [("#ffffff", ACCENT, HOLDS), (ACCENT, ACCENT, LEAVES)]
    marks += [(AMBER, AMBER, IS_FOUND)] if facts.rows["found"].any() else []
    entries = [({"background": fill, "borderColor": edge}, t.gettext(label)) for fill, edge, label in marks]
    return legend(entries, "dot-key")


def national_figure(rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """A dot for each partnership in the order of the rows; full where its bar leaves zero out.

    `rows` has name, found, effect, low and high.
    """
    places = list(range(1, len(rows) + 1))
    names = [escape(str(each), quote=False) for each in rows["name"]]
    apart = (rows["low"] > 0) | (rows["high"] < 0)
    colours = [AMBER if found else ACCENT for found in rows["found"]]
    fills = [colour if full else "#ffffff" for colour, full in zip(colours, apart, strict=True)]
    said = [
        [name, *(t.number(plain(value), 3) for value in told)]
        for name, told in zip(
            names, rows[["effect", "low", "high"]].itertuples(index=False, name=None), strict=True
        )
    ]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": rows["effect"].tolist(),
        "customdata": said,
        "marker": {"size": 8, "color": fills, "line": {"color": colours, "width": 1.8}},
        "hovertemplate": SAID,
    }
    step = max(1, -(-len(names) // 24))
    zero = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0, "yref": "y"}
    return {
        "data": [_bars(rows, False), _bars(rows, True), dots],
        "layout": layout(
            430,
            margin={"l": 112, "r": 14, "t": 12, "b": 128},
            hovermode="closest",
            shapes=[{**zero, "line": {"color": charts.GREY, "width": 1, "dash": "dot"}}],
            xaxis=axis(
                range=[0.2, len(names) + 0.8],
                tickvals=places[::step],
                ticktext=[_short(name) for name in names[::step]],
                tickangle=-50,
                showgrid=False,
            ),
            yaxis=axis(),
        ),
    }


def _bars(rows: pd.DataFrame, found: bool) -> dict[str, Any]:
    """The intervals of the partnerships that were found, or of the others."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, (own, low, high) in enumerate(rows[["found", "low", "high"]].itertuples(index=False), 1):
        if own == found:
            x += [place, place, None]
            y += [low, high, None]
    look = {"color": AMBER if found else charts.GREY, "width": 2.4 if found else 1.4}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": look, "hoverinfo": "skip"}


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:10]}…{name[-10:]}"


PAGE = AnswerPage("national", NationalRequest, lambda state: "", content, lasting=False)
