"""What the page of champions shows of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.components.aria import data
from dashboards.components.facts import fact_list
from dashboards.components.facts_table import facts_table
from dashboards.leaf import controls
from dashboards.leaf.answer import card, file_link
from dashboards.leaf.search import search_of
from dashboards.pages.champions import text
from netmap.model.i18n import Translator
from netmap.questions.champions.types import Carrier, CarrierSheet, Chain, ChampionsView
from netmap.questions.map.types import PERSON, NodeRef


def carriers(view: ChampionsView, translator: Translator) -> list[html.Section]:
    """The set, and those whose loss alone would cost something."""
    gettext = translator.gettext
    link = file_link(view.request, "champions.csv", translator)
    together = _table(view, gettext(text.TOGETHER), view.together, gettext(text.NONE_TOGETHER), translator)
    single = _table(view, gettext(text.SINGLE), view.single, gettext(text.NONE_SINGLE), translator)
    return [
        card(gettext(text.TOGETHER), link, together),
        card(gettext(text.SINGLE), None, single),
    ]


def _table(
    view: ChampionsView, caption: str, people: Sequence[Carrier], none: str, translator: Translator
) -> Any:
    if not people:
        return html.P(none, className="hint")
    rows = [
        (
            _link(view, each),
            each.agency,
            each.standing,
            each.lost,
            html.Ul([html.Li(sentence) for sentence in each.instead]),
        )
        for each in people
    ]
    return facts_table(caption, [translator.gettext(each) for each in text.COLUMNS], rows)


def _link(view: ChampionsView, carrier: Carrier) -> html.A:
    there = search_of(view.request, selected=NodeRef(PERSON, carrier.id))
    return html.A(carrier.name, href=there, **data(here="1"))


def one_person(view: ChampionsView, translator: Translator) -> html.Section:
    """The choice of a person, and what goes through them."""
    gettext = translator.gettext
    chosen = view.request.selected
    options = [controls.option(key, name) for key, name in view.choices.people]
    value = None if view.sheet is None or chosen is None else str(chosen.id)
    find = controls.find(
        "selected-id", gettext(text.PERSON), options, value, gettext(text.HOLD), gettext(text.NONE_FOUND)
    )
    parts = [html.P(gettext(text.CHOOSE), className="hint")]
    if view.sheet is not None:
        parts = _sheet(view.sheet, translator)
    told = html.Div(parts, className="sheet")
    return card(gettext(text.LOOK), None, html.Div(find, className="row choose"), told)


def _sheet(sheet: CarrierSheet, translator: Translator) -> list[Any]:
    gettext = translator.gettext
    chains: list[Any] = [_chain(chain, translator) for chain in sheet.chains]
    return [
        html.H3(sheet.name),
        fact_list(sheet.facts),
        html.P(text.passing(translator, sheet.passing)),
        html.H3(gettext(text.LESS)),
        html.Ul([html.Li(sentence) for sentence in sheet.instead], className="told"),
        html.H3(gettext(text.CHAINS)),
        *(chains or [html.P(gettext(text.NO_CHAINS), className="hint")]),
    ]


def _chain(chain: Chain, translator: Translator) -> html.Div:
    gettext = translator.gettext
    said = gettext(text.CHAIN).format(source=chain.source, date=translator.date(chain.arrival))
    steps = [
        html.Li(
            gettext(text.STEP).format(
                date=translator.date(step.date), giver=step.giver, taker=step.taker, where=step.zone
            )
        )
        for step in chain.steps
    ]
    return html.Div([html.P(said), html.Ol(steps, className="steps")], className="chain")
