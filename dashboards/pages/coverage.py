"""The page of needs by area: a map of heat for each partnership, hand-overs, fading trails, every number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.plain import Shown, plain_page
from dashboards.components.charts import FONT, axis, graph, layout
from dashboards.components.facts import facts_table
from netmap.library import wording
from netmap.maps.style import ACCENT
from netmap.model.i18n import N_, Translator
from netmap.model.words import told_apart
from netmap.questions.coverage import QUESTION, failing_said
from netmap.questions.question import AREA as OF_AREA
from netmap.questions.question import NEED as OF_NEED
from netmap.questions.readable import names_of

HEADING = N_("Services by need and area")
HINT = N_(
    "Each cell counts the open services. A star: two agencies serve the same need in the same "
    "area and have no active tie."
)
SAME = N_("The same as a table")
NEED = N_("Need")
NONE_HERE = N_("none")
APART = N_("{apart} of {pairs} without a tie")
CELL = N_("{need}, {area}: {words}")

HAND_OVERS = N_("From service to service")
HAND_OVERS_HINT = N_(
    "Each band counts hand-overs of the last twelve months. Orange: no tie of the two agencies carried them "
    "that day."
)
STEP = N_("{one} to {other}: {steps}, {apart} without a tie.")
CARRIED, UNCARRIED = N_("carried by a tie"), N_("no tie that day")
FADING = N_("When trails fade")
FADING_HINT = N_("Each bar counts the trails that fade in that week if their two do not meet again.")
IN_WEEK = N_("Week from {day}: {trails}.")
BAND, BROKEN = "#b9c9cc", "#c2540a"

FAILS = N_("Boundary zones that are failing")
NONE_FAILS = N_("No rule finds a boundary zone that is failing.")
FAILS_WHEN = N_("When a boundary zone is failing")

UNCOVERED = "#fbe3d2"
SHADES = ("#e7eefa", ACCENT)
DARK_FROM = 0.55
"""From this share of the largest count on, what is written in a cell is white."""

ROW_HEIGHT, HEAD_HEIGHT = 46, 130
LARGER = {"font": {**FONT, "size": 13}, "margin": {"l": 10, "r": 10, "t": 10, "b": 10}}


def drawn(shown: Shown) -> Sequence[html.Section]:
    """A card for each partnership that has services, one for hand-overs and one for trails that fade."""
    facts, t = shown.answer.facts.cells, shown.t
    names = {} if shown.study is None else names_of(shown.study, ("partnerships",))
    cards = []
    for partnership, cells in facts.groupby("partnership", sort=False, dropna=False):
        named = "" if pd.isna(partnership) else names.get(str(partnership), str(partnership))
        cards.append(_card(named, _in_words(shown, cells), t))
    steps, weeks = shown.answer.facts.hand_overs, shown.answer.facts.fading
    services = {} if shown.study is None else names_of(shown.study, ("services",))
    if len(steps) and shown.answer.facts.met:
        figure, words = sankey_figure(steps, services, t), " ".join(steps_said(steps, services, t))
        cards.append(_drawn(HAND_OVERS, HAND_OVERS_HINT, figure, words, t))
    if len(weeks):
        figure, words = weeks_figure(weeks, t), " ".join(weeks_said(weeks, t))
        cards.append(_drawn(FADING, FADING_HINT, figure, words, t))
    if len(shown.answer.facts.zones):
        zones = {} if shown.study is None else names_of(shown.study, ("zones",))
        cards.append(failing_zones(shown.answer.facts.zones, zones, t))
    return cards


def _in_words(shown: Shown, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with needs and areas as their reader says them."""
    if shown.study is None:
        return cells
    needs, areas = (told_apart(shown.study, *each, cells[each[1]]) for each in (OF_NEED, OF_AREA))
    return cells.assign(need=needs, area=areas)


def failing_zones(zones: pd.DataFrame, names: Mapping[str, str], t: Translator) -> html.Section:
    """Which zones are failing by which rules, and when each rule says so."""
    found = zones[zones["failing"].notna()]
    told = [
        html.Li([html.Strong(names.get(row.zone, row.zone)), f": {row.failing}"])
        for row in found.itertuples()
    ]
    rules = html.Ul([html.Li(each) for each in failing_said(t)], className="told")
    return card(
        t.gettext(FAILS),
        None,
        html.Ul(told, className="told") if told else html.P(t.gettext(NONE_FAILS)),
        html.Details([html.Summary(t.gettext(FAILS_WHEN)), rules]),
    )


def _drawn(heading: str, hint: str, figure: dict[str, Any], words: str, t: Translator) -> html.Section:
    """A chart of which the same stands as a table below."""
    told = html.P(t.gettext(hint), className="hint")
    return card(t.gettext(heading), None, told, graph(figure, words))


def _card(partnership: str, cells: pd.DataFrame, t: Translator) -> html.Section:
    heading = partnership or t.gettext(HEADING)
    words = " ".join(sentence + "." for sentence in cells_said(cells, t))
    return card(
        heading,
        None,
        html.P(t.gettext(HINT), className="hint"),
        graph(coverage_figure(cells, t), words),
        html.Details([html.Summary(t.gettext(SAME)), _twin(heading, cells, t)], className="twins"),
    )


def _twin(heading: str, cells: pd.DataFrame, t: Translator) -> html.Div:
    """Needs below each other, areas beside each other, each cell in words."""
    areas = [str(each) for each in cells["area"].unique()]
    rows = [
        (str(need), *(cell_words(row, t) for row in own.itertuples()))
        for need, own in cells.groupby("need", sort=False)
    ]
    return facts_table(heading, [t.gettext(NEED), *areas], rows)


def cell_words(cell: Any, t: Translator) -> str:
    """How many services a cell has, and how many pairs of their agencies have no tie."""
    if not cell.services:
        return t.gettext(NONE_HERE)
    said = wording.services(t, cell.services)
    if not cell.unlinked > 0:
        return said
    numbers = {"apart": wording.whole(t, cell.unlinked), "pairs": wording.whole(t, cell.pairs)}
    return f"{said}; {t.gettext(APART).format(**numbers)}"


def cells_said(cells: pd.DataFrame, t: Translator) -> list[str]:
    """Each cell in words, with its need and area."""
    template = t.gettext(CELL)
    return [
        template.format(need=row.need, area=row.area, words=cell_words(row, t)) for row in cells.itertuples()
    ]


def coverage_figure(cells: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """Needs over areas, darker where there are more services; who has none is named and stands apart.

    `cells` holds one row for each need and area: need, area, services, pairs and unlinked.
    """
    # Places, not names, are the coordinates: plotly would read names like numbers or dates as such.
    needs, areas = list(cells["need"].unique()), list(cells["area"].unique())
    counts = cells.pivot(index="need", columns="area", values="services").loc[needs, areas]
    most = max(int(counts.to_numpy().max()), 1)
    hover = iter(cells_said(cells, t))
    told = [[escape(next(hover)) for _ in areas] for _ in needs]
    heat = {
        "type": "heatmap",
        "x": list(range(len(areas))),
        "y": list(range(len(needs))),
        "z": [[int(each) or None for each in row] for row in counts.to_numpy()],
        "zmin": 0,
        "zmax": most,
        "colorscale": [[0, SHADES[0]], [1, SHADES[1]]],
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": told,
        "hovertemplate": "%{text}<extra></extra>",
        "hoverongaps": True,
    }
    return {"data": [heat], "layout": _layout(cells, needs, areas, most, t)}


def _layout(
    cells: pd.DataFrame, needs: list[str], areas: list[str], most: int, t: Translator
) -> dict[str, Any]:
    places = [(areas.index(row.area), needs.index(row.need), row) for row in cells.itertuples()]
    return layout(
        HEAD_HEIGHT + ROW_HEIGHT * len(needs),
        **LARGER,
        plot_bgcolor=UNCOVERED,
        xaxis=axis(showgrid=False, automargin=True, side="top", **_ticks(areas)),
        yaxis=axis(showgrid=False, automargin=True, autorange="reversed", **_ticks(needs)),
        annotations=[_written(x, y, row, most, t) for x, y, row in places],
    )


def _ticks(names: list[str]) -> dict[str, Any]:
    return {"tickvals": list(range(len(names))), "ticktext": [escape(str(each)) for each in names]}


def _written(x: int, y: int, cell: Any, most: int, t: Translator) -> dict[str, Any]:
    """What is written in a cell: the count, or that there is none; a star where a pair has no tie."""
    count = wording.whole(t, cell.services) if cell.services else t.gettext(NONE_HERE)
    apart = " *" if cell.unlinked > 0 else ""
    colour = "#ffffff" if cell.services > DARK_FROM * most else "#17202e"
    return {"x": x, "y": y, "text": count + apart, "showarrow": False, "font": {"color": colour}}


def steps_said(steps: pd.DataFrame, names: Mapping[str, str], t: Translator) -> list[str]:
    """Each way from one service to another in words."""
    return [
        t.gettext(STEP).format(
            one=names.get(row.one, row.one),
            other=names.get(row.other, row.other),
            steps=_hand_overs(row.steps, t),
            apart=wording.whole(t, row.apart),
        )
        for row in steps.itertuples()
    ]


def _hand_overs(n: int, t: Translator) -> str:
    return t.ngettext("{n} hand-over", "{n} hand-overs", n).format(n=wording.whole(t, n))


def sankey_figure(steps: pd.DataFrame, names: Mapping[str, str], t: Translator) -> dict[str, Any]:
    """Bands from the services that hand over, on the left, to those that take over, on the right.

    A service stands on both sides where it does both, so that no band runs in a circle. What no tie carries
    is a band of its own.
    """
    left, right = list(dict.fromkeys(steps["one"])), list(dict.fromkeys(steps["other"]))
    said = steps_said(steps, names, t)
    bands = [
        (
            left.index(row.one),
            len(left) + right.index(row.other),
            count,
            colour,
            f"{words} ({t.gettext(why)})",
        )
        for row, words in zip(steps.itertuples(), said, strict=True)
        for count, colour, why in (
            (row.steps - row.apart, BAND, CARRIED),
            (row.apart, BROKEN, UNCARRIED),
        )
        if count
    ]
    source, target, value, colour, told = (list(each) for each in zip(*bands, strict=True))
    sankey = {
        "type": "sankey",
        "arrangement": "fixed",
        "textfont": {"color": "#17202e", "size": 13},
        "node": {
            "label": [escape(names.get(each, each)) for each in (*left, *right)],
            "color": "#475264",
            "pad": 14,
            "thickness": 12,
            "hovertemplate": "%{label}: %{value}<extra></extra>",
        },
        "link": {
            "source": source,
            "target": target,
            "value": value,
            "color": colour,
            "customdata": [escape(each) for each in told],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    return {"data": [sankey], "layout": layout(90 + 44 * max(len(left), len(right)), **LARGER)}


def weeks_said(weeks: pd.DataFrame, t: Translator) -> list[str]:
    """Each week in words."""
    return [
        t.gettext(IN_WEEK).format(day=t.date(row.week.date()), trails=_trails(row.trails, t))
        for row in weeks.itertuples()
    ]


def _trails(n: int, t: Translator) -> str:
    return t.ngettext("{n} trail", "{n} trails", n).format(n=wording.whole(t, n))


def weeks_figure(weeks: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """A bar for each week, at its Monday."""
    bars = {
        "type": "bar",
        "x": [f"{each:%Y-%m-%d}" for each in weeks["week"]],
        "y": weeks["trails"].tolist(),
        "width": 5 * 24 * 3600 * 1000,
        "marker": {"color": ACCENT},
        "hovertext": [escape(each) for each in weeks_said(weeks, t)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    ticks = {
        "tickvals": bars["x"],
        "ticktext": [t.date(each.date()) for each in weeks["week"]],
        "tickangle": -45,
    }
    own = {
        "xaxis": axis(automargin=True, **ticks),
        "yaxis": axis(automargin=True, zeroline=True, rangemode="tozero", dtick=-(-max(bars["y"]) // 5)),
    }
    return {"data": [bars], "layout": layout(300, **LARGER, **own)}


PAGE = plain_page(QUESTION, drawn)
