"""The cards of the page of comparison, each a chart with its words and what can be taken away of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pandas as pd
from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.state import State, file_of
from dashboards.components.aria import data
from dashboards.components.bars import legend
from dashboards.pages.compare import charts, ids, text
from dashboards.pages.compare.take import Taken, graph, take
from dashboards.pages.compare.view import Case, View
from netmap.comparison.findings import text_of
from netmap.comparison.result import Result
from netmap.comparison.windows import window_said
from netmap.library.wording import KIND_LABELS
from netmap.maps.agency_map import MapAgency, MapPair, draw_agencies
from netmap.maps.style import sector_styles
from netmap.model.i18n import Translator
from netmap.questions.agency_matrices import QUESTION as MATRICES
from netmap.questions.compare import QUESTION as COMPARE
from netmap.questions.hand_over import QUESTION as HAND_OVER
from netmap.questions.kind_changes import QUESTION as CHANGES
from netmap.questions.map.placing import placing_of
from netmap.questions.node_index import universe_of
from netmap.questions.parameters import Request
from netmap.questions.propositions import QUESTION as PROPOSITIONS
from netmap.questions.question import PageState
from netmap.questions.readable import names_of
from netmap.questions.recording_bounds import QUESTION as BOUNDS
from netmap.questions.results import MEASURES
from netmap.questions.seen import agency_ties_unseen
from netmap.questions.trail_survival import QUESTION as TRAILS
from netmap.tie_kinds.policy import TRAIL

SHEET = (460.0, 330.0)
NAMED = 6
MAP_FONT = "font-family:system-ui,'Segoe UI','Liberation Sans',sans-serif"


def said(result: Result, t: Translator) -> html.Ul:
    """What a result says, a sentence each."""
    return html.Ul([html.Li(each.text(t)) for each in result.findings], className="said-list")


def findings_card(view: View, result: Result) -> html.Section:
    """Each figure over the windows beside its null, what differs first."""
    t, frame = view.t, result.frame
    names, drawn = _by_measure("null", frame, view)
    taken = Taken(COMPARE, view.state, result, view.study(view.state.context.study))
    inside = charts.events_within(view.spans, view.events)
    events = [
        html.P(t.gettext(text.EVENTS).format(n=place, name=name, day=t.date(day)), className="hint")
        for place, (day, name) in enumerate(inside, 1)
    ]
    return card(
        t.gettext(text.FINDINGS),
        None,
        said(result, t),
        html.H3(t.gettext(text.LINES)),
        html.P(t.gettext(text.LINES_MORE), className="hint"),
        _legend(view),
        html.Div(drawn, className="small-charts"),
        *events,
        *take("compared", taken, ("compared", "changes-between-windows"), t, names),
    )


def _by_measure(name: str, frame: pd.DataFrame, view: View) -> tuple[list[str], list[html.Figure]]:
    """A chart of each measure over the windows: their ids, and the charts."""
    names, drawn = [], []
    for measure, rows in _named(frame, view).groupby("measure", sort=False):
        label = view.t.gettext(MEASURES[str(measure)])
        figure = charts.measure_figure(rows, view.spans, view.events, view.t)
        words = _measured(label, rows, view)
        drawn.append(html.Figure([html.Figcaption(label), graph(f"{name}-{measure}", figure, words)]))
        names.append(ids.figure(f"{name}-{measure}"))
    return names, drawn


def _named(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """The same with each partnership by what it is called."""
    return frame.assign(partnership=frame["partnership"].map(_labels(view)).fillna(frame["partnership"]))


def _labels(view: View) -> dict[str, str]:
    return {case.partnership: case.label for case in view.cases if case.partnership is not None}


def _legend(view: View) -> html.Div:
    """Which line is which partnership, by colour and dash."""
    entries = []
    for place, case in enumerate(view.cases):
        dash = "solid" if charts.DASHES[place % len(charts.DASHES)] == "solid" else "dashed"
        style = {"borderTop": f"3px {dash} {charts.COLOURS[place % len(charts.COLOURS)]}"}
        entries.append((style, case.label))
    return legend(entries)


def _measured(label: str, rows: pd.DataFrame, view: View) -> str:
    t = view.t
    parts = [
        f"{row.partnership}, {row.window}: {t.number(row.value, 3)} "
        f"({t.number(row.null_low, 3)}–{t.number(row.null_high, 3)})"
        for row in rows.itertuples()
    ]
    return f"{label}. " + "; ".join(parts)


def forest_card(view: View, result: Result) -> html.Section:
    """The change of each partnership from the first window to the last but beside chance, and pooled."""
    t, effects = view.t, result.parts["effects"]
    heading, more = t.gettext(text.FOREST), html.P(t.gettext(text.FOREST_MORE), className="hint")
    taken = Taken(COMPARE, view.state, result, view.study(view.state.context.study))
    changes = effects[effects["to"].notna()]
    if len(view.spans) < 2 or changes["effect"].isna().all():
        why = text.NO_CHANGE if len(view.spans) < 2 else text.NO_CHANGE_TOLD
        return card(heading, None, html.P(t.gettext(why)))
    last = changes[changes["to"] == view.spans[-1].name]
    pooled = result.parts["over partnerships"]
    drawn, names, sentences = [], [], []
    for measure, rows in last.groupby("measure", sort=False):
        whole = (
            pooled[(pooled["measure"] == measure) & (pooled["to"] == view.spans[-1].name)].iloc[0].to_dict()
        )
        label, name = t.gettext(MEASURES[str(measure)]), f"forest-{measure}"
        figure = charts.forest_figure(_named(rows, view), whole, t.gettext(text.POOLED))
        words = _pooled(label, whole, t)
        drawn.append(html.Figure([html.Figcaption(label), graph(name, figure, words)]))
        names.append(ids.figure(name))
        sentences.append(html.Li(words))
    one = [] if len(view.cases) > 1 else [html.P(t.gettext(text.FOREST_ONE), className="hint")]
    return card(
        heading,
        None,
        more,
        *one,
        html.Div(drawn, className="small-charts"),
        *([html.Ul(sentences, className="said-list")] if len(view.cases) > 1 else []),
        *take("forest", taken, ("effects-of-partnerships", "over-partnerships"), t, names),
    )


def _pooled(label: str, whole: Mapping[str, Any], t: Translator) -> str:
    figures = {name: t.number(whole[name], 3) for name in ("effect", "low", "high", "tau")}
    share = "–" if pd.isna(whole["i_squared"]) else t.percent(whole["i_squared"])
    return t.gettext(text.HETEROGENEITY).format(measure=label, share=share, **figures)


def bounds_card(view: View) -> html.Section:
    """Each figure over the windows between its bounds."""
    t = view.t
    state, answer = view.bounds()
    frame = answer.facts.frame
    recorded = frame[frame["scenario"] == "as recorded"].reset_index(drop=True)
    whole = frame[frame["scenario"] == "all"].reset_index(drop=True)
    shown = recorded.assign(value=recorded["low"], null_low=whole["low"], null_high=whole["high"])
    names, drawn = _by_measure("bounds", shown, view)
    taken = Taken(BOUNDS, state, answer.facts, view.study(view.state.context.study))
    return card(
        t.gettext(text.BOUNDS),
        None,
        said(answer.facts, t),
        html.P(t.gettext(text.BOUNDS_MORE), className="hint"),
        _legend(view),
        html.Div(drawn, className="small-charts"),
        *take("bounds", taken, ("bounds-of-recording",), t, names),
    )


def hand_over_card(view: View) -> html.Section:
    """The network of each study as files of other programs."""
    t = view.t
    links: list[Any] = []
    for frame in (view.frame, *view.others):
        context = view.state.context.but(study=frame.study, end=view.spans[-1].end)
        state: State = PageState(context, Request())
        own = [(each.name, t.gettext(each.caption)) for each in HAND_OVER.exports]
        own.append((f"{HAND_OVER.tables[0].name}.csv", t.gettext(text.NOT_HELD_TABLE)))
        parts = [
            html.A(label, href=file_of(state, name, t.language), className="file", download="")
            for name, label in own
        ]
        links += [html.H3(frame.title), html.Div(parts, className="row take")]
    return card(
        t.gettext(text.HAND_OVER), None, html.P(t.gettext(text.HAND_OVER_MORE), className="hint"), *links
    )


def maps_card(view: View, asked: list[tuple[Case, Taken]]) -> html.Section:
    """Small maps, a row for each partnership and a column for each window, every agency in its place."""
    t = view.t
    rows = [_maps_of(case, taken, view) for case, taken in asked]
    kinds = {kind for _, taken in asked for kind in taken.result.frame["kind"].dropna()}
    entries = [(_line_style(kind), t.gettext(label)) for kind, label in KIND_LABELS.items() if kind in kinds]
    more = html.P(t.gettext(text.MAPS_MORE), className="hint")
    ends = [
        (case, take(f"maps-{place}", taken, ("agency-matrices",), t))
        for place, (case, taken) in enumerate(asked)
    ]
    return card(t.gettext(text.MAPS), None, more, legend(entries), *rows, *_cases(ends))


def _line_style(kind: str) -> dict[str, str]:
    from netmap.maps.style import kind_style

    look = kind_style(kind)
    return {"borderTop": f"3px {look.line} {look.colour}"}


def _by_case(heading: str, hint: str, told: list[tuple[Case, list[Any]]], t: Translator) -> html.Section:
    """A card of the parts of each partnership."""
    return card(t.gettext(heading), None, html.P(t.gettext(hint), className="hint"), *_cases(told))


def _cases(told: list[tuple[Case, list[Any]]]) -> list[Any]:
    """Parts of each partnership below its name, where there are several."""
    return [
        part for case, parts in told for part in ([html.H3(case.label), *parts] if len(told) > 1 else parts)
    ]


PLAIN = " !\"$&'()*+,/:;<=>?@[]^`{|}~"
"""What stands as it is in a picture's address: written in figures, it would be half as long again."""


def _maps_of(case: Case, taken: Taken, view: View) -> html.Div:
    study, frame, t = taken.study, taken.result.frame, view.t
    if why := agency_ties_unseen(study):
        return html.Div([html.H3(case.label), html.P(t.gettext(why), className="hint")])
    universe, places = universe_of(study), placing_of(study).force
    ids_ = sorted({*frame["agency_a"], *frame["agency_b"]})
    number = {str(ref.id): place for place, ref in enumerate(universe.refs[: universe.first_person])}
    sectors = dict(zip(study.agencies["agency"], study.agencies["sector"].astype(object), strict=True))
    looks = sector_styles(str(each) for each in sectors.values() if pd.notna(each))
    partners = pd.concat([frame["agency_a"], frame["agency_b"]]).value_counts()
    nodes = [
        MapAgency(
            universe.names[number[each]],
            str(sectors[each]) if pd.notna(sectors.get(each)) else None,
            float(places[number[each], 0]),
            float(places[number[each], 1]),
            int(partners[each]),
        )
        for each in ids_
    ]
    at = {each: place for place, each in enumerate(ids_)}
    figures = []
    for span in view.spans:
        rows = frame[frame["window"] == span.name]
        pairs = [MapPair(at[row.agency_a], at[row.agency_b], row.kind, row.n) for row in rows.itertuples()]
        label = t.gettext(text.MAP_OF).format(partnership=case.label, window=window_said(span.name).text(t))
        svg = draw_agencies(nodes, pairs, looks, label, SHEET, NAMED)
        svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        svg = svg.replace(' style="', f' style="{MAP_FONT}; ', 1)
        address = f"data:image/svg+xml;charset=utf-8,{quote(svg, safe=PLAIN)}"
        words = _map_words(rows, label, t)
        save = html.Button(
            t.gettext(text.FIGURE),
            type="button",
            className="file plain-button",
            **data(picture=f"{label}.svg"),
        )
        figures.append(
            html.Figure(
                [
                    html.Figcaption([label, save]),
                    html.Img(src=address, alt=words),
                    html.P(words, className="hint"),
                ]
            )
        )
    return html.Div(figures, className="small-maps")


def _map_words(rows: pd.DataFrame, label: str, t: Translator) -> str:
    """How many pairs work together, as everywhere: a trail alone is no network."""
    n = int(rows["kind"].ne(TRAIL).sum())
    pairs = t.ngettext("{n} pair of agencies works together.", "{n} pairs of agencies work together.", n)
    return pairs.format(n=t.number(n))


def matrices_card(view: View, asked: list[tuple[Case, Taken]]) -> html.Section:
    """Ties between agencies in the first window and the last, and their difference."""
    told = [(case, _matrices_of(place, taken, view)) for place, (case, taken) in enumerate(asked)]
    return _by_case(text.MATRICES, text.MATRICES_MORE, told, view.t)


def _matrices_of(place: int, taken: Taken, view: View) -> list[Any]:
    t, frame = view.t, taken.result.frame
    first, last = view.spans[0].name, view.spans[-1].name
    counts = [
        frame[frame["window"] == name].set_index(["agency_a", "agency_b"])["n"] for name in (first, last)
    ]
    both = pd.concat(counts, axis=1, keys=["before", "after"]).fillna(0).astype(int).reset_index()
    both = both.assign(change=both["after"] - both["before"])
    if not len(both):
        return [_no_ties(taken, t)]
    agencies = charts.busiest(both, ("before", "after"))
    every = len({*both["agency_a"], *both["agency_b"]})
    names = names_of(taken.study, ("agencies",))
    most = both[["before", "after"]].to_numpy().max()
    columns = (("before", text.FIRST, first), ("after", text.LAST, last), ("change", text.DIFFERENCE, ""))
    drawn, figures = [], []
    for column, label, window in columns:
        name = f"matrix-{place}-{column}"
        bound = most if column != "change" else both["change"].abs().max()
        figure = charts.matrix_figure(both, column, agencies, names, bound)
        caption = t.gettext(label) + (f": {window_said(window).text(t)}" if window else "")
        drawn.append(html.Figure([html.Figcaption(caption), graph(name, figure, caption)]))
        figures.append(ids.figure(name))
    hint = t.gettext(text.MOST_SHOWN).format(n=t.number(len(agencies)), all=t.number(every))
    return [
        said(taken.result, t),
        *([html.P(hint, className="hint")] if every > len(agencies) else []),
        html.Div(drawn, className="small-charts matrices"),
        *take(f"matrices-{place}", taken, ("agency-differences",), t, figures),
    ]


def _no_ties(taken: Taken, t: Translator) -> html.P:
    """That no ties stand, or why none could be seen."""
    return html.P(t.gettext(agency_ties_unseen(taken.study) or text.NO_TIES), className="hint")


def changes_card(view: View) -> html.Section:
    """What became of ties over all windows, as an alluvial of stocks."""
    told = [(case, _changes_of(place, case, view)) for place, case in enumerate(view.cases)]
    return _by_case(text.CHANGES, text.CHANGES_MORE, told, view.t)


def _changes_of(place: int, case: Case, view: View) -> list[Any]:
    t, (state, answer) = view.t, view.changes(case)
    flows = charts.flows_of(answer.facts.frame)
    taken = Taken(CHANGES, state, answer.facts, view.study(case.study))
    if not len(flows):
        return [_no_ties(taken, t)]
    labels = {name: t.gettext(label) for name, label in KIND_LABELS.items()}
    labels |= {"faded": t.gettext(text.FADED), charts.NO_TIE: t.gettext(text.NO_TIE)}
    words = text_of(answer.facts.findings, t)
    name = f"changes-{place}"
    return [
        said(answer.facts, t),
        graph(name, charts.alluvial_figure(flows, labels), words),
        *take(name, taken, ("changes-of-kind",), t, [ids.figure(name)]),
    ]


def trails_card(view: View) -> html.Section:
    """Curves of what becomes of trails at three thresholds of quiet, a pair for each study."""
    firsts = list({case.study: case for case in reversed(view.cases)}.values())[::-1]
    told = [(case, _trails_of(place, case, view)) for place, case in enumerate(firsts)]
    return _by_case(text.TRAILS, text.TRAILS_MORE, told, view.t)


def _trails_of(place: int, case: Case, view: View) -> list[Any]:
    t, (state, answer) = view.t, view.trails(case)
    result, frame = answer.facts, answer.facts.frame
    taken = Taken(TRAILS, state, result, view.study(case.study))
    if not len(frame):
        return [said(result, t)]
    words = {"consolidated": t.gettext(text.CONSOLIDATED), "faded": t.gettext(text.HAS_FADED)}
    words["days"] = t.gettext(text.DAYS)
    name = f"trails-{place}"
    entries = [
        (
            {"borderTop": f"3px solid {charts.COLOURS[at % len(charts.COLOURS)]}"},
            words["consolidated"].format(days=t.number(int(quiet))).split(", ")[-1],
        )
        for at, quiet in enumerate(sorted(frame["quiet_days"].unique()))
    ]
    return [
        said(result, t),
        legend(entries),
        graph(name, charts.incidence_figure(frame, words, t), text_of(result.findings, t)),
        *take(name, taken, ("trail-survival",), t, [ids.figure(name)]),
    ]


def propositions_card(view: View) -> html.Section:
    """The propositions with their answers, and a table of effects to take away."""
    t, (state, answer) = view.t, view.propositions()
    taken = Taken(PROPOSITIONS, state, answer.facts, view.study(state.context.study))
    return card(
        t.gettext(text.PROPOSITIONS),
        None,
        html.P(t.gettext(text.PROPOSITIONS_MORE), className="hint"),
        said(answer.facts, t),
        *take("propositions", taken, ("propositions", "units-of-propositions"), t),
    )


def asked_matrices(view: View) -> list[tuple[Case, Taken]]:
    """The pairs of agencies of every partnership."""
    found = []
    for case in view.cases:
        state, answer = view.matrices(case)
        found.append((case, Taken(MATRICES, state, answer.facts, view.study(case.study))))
    return found
