"""What the page of champions shows of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.parts import both_files, card
from dashboards.answer_page.state import State, search_of
from dashboards.components.aria import data
from dashboards.components.facts import fact_list
from dashboards.components.facts_table import facts_table
from dashboards.pages.champions import text
from netmap.model.i18n import Translator
from netmap.questions.champions.types import Carrier, CarrierSheet, Chain, ChampionsView
from netmap.questions.learning.chain_steps import step_text
from netmap.questions.parameters import PERSON, NodeRef


def carriers(view: ChampionsView, state: State, translator: Translator) -> list[html.Section]:
    """The set, and those whose loss alone would cost something."""
    gettext = translator.gettext
    link = both_files(state, "champions.csv", translator)
    together = _table(view, state, text.TOGETHER, view.together, text.NONE_TOGETHER, translator)
    single = _table(view, state, text.SINGLE, view.single, text.NONE_SINGLE, translator)
    more = html.P(gettext(text.CHANCE_MORE).format(condition=view.chance), className="hint")
    return [
        card(gettext(text.TOGETHER), link, more, together),
        card(gettext(text.SINGLE), None, single),
    ]


def _table(
    view: ChampionsView,
    state: State,
    caption: str,
    people: Sequence[Carrier],
    none: str,
    translator: Translator,
) -> Any:
    if not people:
        return html.P(translator.gettext(none), className="hint")
    rows = [
        (
            _link(state, each),
            each.agency,
            each.standing,
            each.lost,
            each.certain,
            html.Ul([html.Li(sentence) for sentence in each.instead]),
        )
        for each in people
    ]
    headings = [translator.gettext(each).format(condition=view.chance) for each in text.COLUMNS]
    return facts_table(translator.gettext(caption), headings, rows)


def _link(state: State, carrier: Carrier) -> html.A:
    there = search_of(state, selected=NodeRef(PERSON, carrier.id))
    return html.A(carrier.name, href=there, **data(here="1"))


def one_person(view: ChampionsView, state: State, translator: Translator) -> html.Section:
    """The choice of a person, and what goes through them."""
    gettext = translator.gettext
    chosen = state.request.selected
    options = [controls.option(key, name) for key, name in view.choices.people]
    value = None if view.sheet is None or chosen is None else str(chosen.id)
    find = controls.find("selected-id", gettext(text.PERSON), options, value, translator)
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
    steps = [html.Li(step_text(step, translator)) for step in chain.steps]
    return html.Div([html.P(said), html.Ol(steps, className="steps")], className="chain")
