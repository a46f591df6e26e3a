"""What the page of boundary zones shows of an answer."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.parts import both_files, card
from dashboards.answer_page.state import State, search_of
from dashboards.components.aria import data
from dashboards.components.facts import fact_list
from dashboards.components.facts_table import facts_table
from dashboards.pages.zones import text
from netmap.library import wording
from netmap.library.chances import with_error
from netmap.model.i18n import Translator
from netmap.questions.parameters import ZONE, NodeRef
from netmap.questions.zones.losses import points, told
from netmap.questions.zones.types import Greatest, ZoneSheet, ZonesView


def choice(view: ZonesView, state: State, translator: Translator) -> html.Div:
    """The zone to look at, and the way back to all of them."""
    gettext = translator.gettext
    chosen = None if view.sheet is None else view.sheet.zone
    options = [controls.option(key, name) for key, name in view.choices.zones]
    find = controls.find("selected-id", gettext(text.ZONE), options, chosen, translator)
    back = html.A(gettext(text.BACK), href=search_of(state, selected=None), **data(here="1"))
    return html.Div([find, *([] if chosen is None else [back])], className="row choose")


def all_zones(view: ZonesView, state: State, translator: Translator) -> html.Section:
    """Every zone in a row, each with the way to its own sheet."""
    gettext = translator.gettext
    names = dict(view.choices.zones)
    rows = [
        (_link(state, str(row["zone"]), names[row["zone"]]), *_figures(view, row, translator))
        for row in view.table.to_dict("records")
    ]
    headings = [gettext(each).format(condition=view.chance) for each in text.COLUMNS]
    table = facts_table(gettext(text.ALL), headings, rows)
    more = html.P(gettext(text.ERROR_MORE).format(condition=view.chance), className="hint")
    return card(gettext(text.ALL), both_files(state, "zone-figures.csv", translator), more, table)


def _link(state: State, zone: str, name: str) -> html.A:
    return html.A(name, href=search_of(state, selected=NodeRef(ZONE, zone)), **data(here="1"))


def _figures(view: ZonesView, row: Any, translator: Translator) -> list[str]:
    since = None if row["last"] != row["last"] or view.said.end is None else row["last"].date()
    whole = [int(row[name]) for name in ("people", "agencies")]
    return [
        _most_lost(view, view.greatest[row["zone"]], translator),
        _most_lost(view, view.certain[row["zone"]], translator),
        row["form"] if isinstance(row["form"], str) else "–",
        _sat(row, translator),
        translator.number(row["regularity_days"]),
        "–" if since is None or view.said.end is None else str((view.said.end - since).days),
        *(wording.whole(translator, n) for n in whole),
        translator.number(row["balance"], 2),
        wording.whole(translator, int(row["born"])),
    ]


def _sat(row: Any, translator: Translator) -> str:
    """How many sittings; of how many it is on record who came, where that is not so of all."""
    n, known = (wording.whole(translator, int(row[name])) for name in ("sittings", "with_attendance"))
    return n if n == known else translator.gettext(text.SAT).format(n=n, known=known)


def _most_lost(view: ZonesView, lost: Greatest, translator: Translator) -> str:
    gettext = translator.gettext
    if np.isnan(lost.points):
        return gettext(text.CANNOT)
    if not lost.points > 0:
        return gettext(text.NOTHING_THROUGH if view.nothing_through else text.NOTHING)
    level = {each.level: each.name for each in view.levels}
    said, start = points(translator, lost.points), level[lost.from_level]
    if lost.to_level is None:
        return gettext(text.LOST_SIDEWAYS).format(points=said, level=start)
    return gettext(text.LOST).format(points=said, from_level=start, to_level=level[lost.to_level])


def zone_parts(view: ZonesView, state: State, sheet: ZoneSheet, translator: Translator) -> list[html.Section]:
    """Everything about one zone."""
    gettext = translator.gettext
    return [
        html.Section(
            [
                _came(view, state, sheet, translator),
                html.Div(
                    [card(gettext(text.FACTS), None, fact_list(sheet.facts)), _born(sheet, translator)],
                    className="answer-page",
                ),
            ],
            className="beside",
        ),
        _losses(view, state, sheet, translator),
        _sittings(sheet, translator),
    ]


def _came(view: ZonesView, state: State, sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    people = state.request.view == "people"
    heading = gettext(text.CAME_PEOPLE if people else text.CAME_AGENCIES)
    other = search_of(state, view="agencies" if people else "people")
    link = html.A(gettext(text.AS_AGENCIES if people else text.AS_PEOPLE), href=other, **data(here="1"))
    headings = (
        (text.PERSON, text.AGENCY, text.ATTENDANCES)
        if people
        else (text.AGENCY, text.PEOPLE, text.ATTENDANCES)
    )
    rows = [
        (
            each.name,
            each.agency if people else wording.whole(translator, each.people),
            wording.whole(translator, each.attendances),
        )
        for each in sheet.came
    ]
    warned = [html.P(gettext(text.NAMES), className="names")] if people else []
    table = facts_table(heading, [gettext(each) for each in headings], rows)
    return card(heading, link, *warned, table)


def _born(sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    headings = [gettext(each) for each in (text.KIND, text.STATE, text.TIES)]
    rows = [(each.kind, each.state, wording.whole(translator, each.ties)) for each in sheet.born]
    return card(gettext(text.BORN), None, facts_table(gettext(text.BORN), headings, rows))


def _losses(view: ZonesView, state: State, sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    level = {each.level: each.name for each in view.levels}
    headings = (
        *(text.FROM_LEVEL, text.TO_LEVEL, text.REACH, text.WITHOUT),
        *(text.POINTS, text.CERTAIN, text.MONTHS),
    )
    both = zip(told(sheet.losses).to_dict("records"), sheet.certain.to_dict("records"), strict=True)
    rows = [
        (
            level[row["from_level"]],
            level[row["to_level"]] if isinstance(row["to_level"], str) else gettext(text.SIDEWAYS),
            wording.share(translator, row["reach"]),
            wording.share(translator, row["reach_without"]),
            _points(row, translator),
            translator.number(certain["lost"], 1),
            wording.whole(translator, int(row["months"])),
        )
        for row, certain in both
    ]
    table = facts_table(gettext(text.LOSSES), [gettext(each) for each in headings], rows)
    link = both_files(state, "zone-losses.csv", translator)
    hints = [gettext(text.ERROR_MORE).format(condition=view.chance), gettext(text.LOSSES_MORE)]
    return card(gettext(text.LOSSES), link, *(html.P(each, className="hint") for each in hints), table)


def _points(row: Any, translator: Translator) -> str:
    """Points lost under chance with their standard error, where they are told at all."""
    if not row["lost"] > 0:
        return translator.number(row["lost"], 1)
    lost, error = with_error(translator, row["lost"], row["lost_se"])
    return translator.gettext(text.POINTS_SAID).format(points=lost, error=error)


def _sittings(sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    headings = [gettext(each) for each in (text.DATE, text.PEOPLE, text.AGENCIES)]
    rows = [
        (
            translator.date(each.date),
            wording.people(translator, each.people),
            wording.agencies(translator, each.agencies),
        )
        for each in sheet.sittings
    ]
    return card(gettext(text.SITTINGS), None, facts_table(gettext(text.SITTINGS), headings, rows))
