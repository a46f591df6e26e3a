"""The page of comparison: what is chosen at once, what chance has to be drawn for as it is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, dcc, html

from dashboards.answer_page import controls
from dashboards.answer_page import ids as shared
from dashboards.answer_page.controls import PLAIN_LIST
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.page import fail as fail_page
from dashboards.answer_page.parts import answer_section, how
from dashboards.answer_page.state import State, pairs_in, search_of
from dashboards.components.aria import data
from dashboards.components.still import with_still_parts
from dashboards.pages.compare import cards, ids, saved, text
from dashboards.pages.compare.view import View
from dashboards.services import Services
from netmap.comparison.windows import window_said
from netmap.library import wording
from netmap.model.errors import NetmapError
from netmap.model.i18n import Translator
from netmap.questions.compare import QUESTION, of_saved
from netmap.questions.learning.types import Said
from netmap.questions.parameters import parameters_of
from netmap.questions.question import PageState
from netmap.questions.results import MEASURES, CompareRequest
from netmap.questions.seen import NO_MEETING, who_met_is_told


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """What needs no draws, and places for what does."""
    view = View.opened(services, state, translator)
    values: controls.Values = {}
    parts: list[Any] = [_said(view)]
    if view.saved is None:
        values = controls.values_of(state) | {
            "beside": [each for each in state.request.beside if each],
            "among": [each for each in state.request.among if each],
        }
        parts.append(controls.asked_section(_rows(view, values), values, translator))
    parts += saved.saved_card(view)
    if not any(who_met_is_told(view.study(case.study)) for case in view.cases):
        message = NO_MEETING["compare"]
        parts.append(html.P(translator.gettext(message), className="card", role="status"))
    elif view.spans:
        matrices = cards.asked_matrices(view)
        parts += [
            _later(ids.TESTED, text.FINDINGS, view),
            cards.maps_card(view, matrices),
            cards.matrices_card(view, matrices),
            cards.changes_card(view),
            _later(ids.BOUNDS, text.BOUNDS, view),
            _later(ids.TRAILS, text.TRAILS, view),
            _later(ids.PROPOSED, text.PROPOSITIONS, view),
            cards.hand_over_card(view),
        ]
    return parts, values, ()


def _said(view: View) -> html.Section:
    """Which partnerships in which windows, and what to beware of."""
    t = view.t
    spans = [
        t.gettext(text.SPAN).format(
            name=window_said(each.name).text(t), start=t.date(each.start), end=t.date(each.end)
        )
        for each in view.spans
    ]
    who = t.listing([case.label for case in view.cases])
    template = t.gettext(text.SHOWN if spans else text.NO_WINDOWS)
    shown = template.format(partnerships=who, windows=t.listing(spans))
    warnings = [
        t.gettext(text.WARNED).format(window=wording.sentence(window_said(name).text(t)), warning=warning)
        for name, warning in view.warnings
    ]
    said = Said(view.frame.title, view.frame.notices, "", None, None)
    heading = t.gettext(QUESTION.title)
    if view.saved is not None:
        found = of_saved(view.study(view.state.context.study), view.saved.comparison, view.origin)
        sentences = [shown, *(each.text(t) for each in found), *warnings]
        return answer_section(heading, said, sentences, t, *saved.open_one(view, view.saved))
    moved = [t.gettext(text.MOVED_ON)] if view.moved_on else []
    sentences = [shown, *moved, *warnings, t.gettext(text.SETTLED)]
    keep = html.A(t.gettext(text.KEEP), href=view.lasting_address, className="file", **data(here="1"))
    return answer_section(heading, said, sentences, t, html.P(keep), saved.save_this(view))


def _rows(view: View, values: controls.Values) -> list[list[Any]]:
    """The controls: who is compared, in which windows, by which figures."""
    t, own = view.t, {each.key: each for each in parameters_of(CompareRequest)}
    entries = view.services.library.entries(view.services.principal)
    others = [
        controls.option(each.name, each.title) for each in entries if each.name != view.state.context.study
    ]
    partnerships = [
        controls.option(key, name) for frame in (view.frame, *view.others) for key, name in frame.partnerships
    ]
    days = [controls.option(day.isoformat(), f"{name} ({t.date(day)})") for day, name in view.events]
    told = values["around"]
    if told and told not in {each["value"] for each in days}:
        days.append(controls.option(told, t.date(view.state.request.around)))
    around = controls.pick(
        "around", t.gettext(text.AROUND), [controls.option("", t.gettext(text.NO_PIVOT)), *days], told
    )
    measures = [controls.option(key, t.gettext(label)) for key, label in MEASURES.items()]
    first = [
        _several("beside", text.BESIDE, others, values, t, text.BESIDE_HINT) if others else None,
        _several("among", text.AMONG, partnerships, values, t, "") if len(partnerships) > 2 else None,
        _several("measure", text.MEASURES, measures, values, t, text.MEASURES_HINT),
    ]
    numbers = (
        ("months", text.MONTHS),
        ("windows", text.WINDOWS),
        ("draws", text.DRAWS),
        ("draw-seed", text.SEED),
    )
    second = [around]
    for key, label in numbers:
        box = controls.control(own[key], values, t)
        box.label = t.gettext(label)
        second.append(box)
    return [[each for each in first if each is not None], second]


def _several(
    key: str, label: str, options: list[controls.Option], values: controls.Values, t: Translator, hint: str
) -> Any:
    """A choice of several."""
    chosen = values[key]
    return dmc.MultiSelect(
        id=shared.control(key),
        label=t.gettext(label),
        data=options,
        value=chosen,
        placeholder="" if chosen or not hint else t.gettext(hint),
        size="sm",
        className="choice wide-choice",
        **PLAIN_LIST,
    )


def _later(name: str, heading: str, view: View) -> html.Div:
    """The place of a card that is being worked out; what is asked stands beside it."""
    t = view.t
    waiting = html.Section(
        [html.H2(t.gettext(heading)), html.P(t.gettext(text.WORKING), role="status", className="working")],
        className="card",
    )
    ask = dcc.Store(id=ids.asked(name), data=search_of(view.state))
    return html.Div([ask, html.Div(waiting, id=name, className="later")])


def tested(view: View) -> list[Any]:
    """Figures beside their nulls, the forest of partnerships, and how."""
    answer = view.compared()
    if not len(answer.facts.frame):
        return [html.P(view.t.gettext(text.NOTHING), className="card")]
    told = how(answer.method, view.t, unfolded=False)
    return [cards.findings_card(view, answer.facts), cards.forest_card(view, answer.facts), told]


def bounded(view: View) -> list[Any]:
    """What each figure could have been."""
    return [cards.bounds_card(view)]


def trails(view: View) -> list[Any]:
    """What becomes of trails."""
    return [cards.trails_card(view)]


def proposed(view: View) -> list[Any]:
    """What the record says of the propositions."""
    return [cards.propositions_card(view)]


LATER: tuple[tuple[str, Callable[[View], list[Any]]], ...] = (
    (ids.TESTED, tested),
    (ids.BOUNDS, bounded),
    (ids.TRAILS, trails),
    (ids.PROPOSED, proposed),
)
"""What is worked out after the page is shown, each in its own time."""


def shared_state(services: Services, state: State, translator: Translator) -> tuple[State, str]:
    """What is shared of a comparison: its windows, tests, seed and versions stay, not only its days."""
    view = View.opened(services, state, translator)
    return view.lasting, view.lasting_address


PAGE = AnswerPage(
    *("compare", CompareRequest, lambda state: "", content),
    shared=shared_state,
    keeps=text.KEEPS,
    lasting=False,
)
show = PAGE.show
fail = fail_page


def register(app: dash.Dash, services: Services, translator: Translator) -> None:
    """Put the page's callbacks on one application, for one language."""
    PAGE.register(app, services, translator)
    for name, parts in LATER:
        app.callback(Output(name, "children"), Input(ids.asked(name), "data"))(
            answered_later(services, translator, parts)
        )


def answered_later(
    services: Services, translator: Translator, parts: Callable[[View], list[Any]]
) -> Callable[[str | None], Any]:
    """What a card shows once it is worked out, or why it cannot be."""

    def answer(search: str | None) -> Any:
        known: dict[str, Any] = {"principal": services.principal, "language": translator.language}
        try:
            state = PageState.of(CompareRequest, pairs_in(search), **known)
            return with_still_parts(parts(View(services, state, translator)))
        except NetmapError as error:
            return html.P(error.text(translator), className="card", role="status")

    return answer
