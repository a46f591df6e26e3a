"""Where what an agency or a person knows gets to: who is meant, sentences, tables, the path step by step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.parts import file_link
from dashboards.answer_page.state import State, search_of
from dashboards.components.aria import aria, data
from dashboards.components.facts import facts_table
from dashboards.pages.learning import ids, text
from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.learning import AGENCIES, PEOPLE
from netmap.questions.learning.types import Arrival, Followed, LearningView, Spread, Step
from netmap.questions.parameters import AGENCY, PERSON, NodeRef


def spread_section(view: LearningView, state: State, translator: Translator) -> html.Div:
    """The choice of an agency or a person, and what becomes of what they know."""
    gettext = translator.gettext
    people = state.request.view == PEOPLE
    parts = _hints(people, translator) if view.spread is None else _told(view, state, view.spread, translator)
    return html.Div(
        [
            html.H2(gettext(text.SPREAD)),
            html.Div(
                [
                    _who(view, state, people, translator),
                    *([_to_agencies(state, translator)] if people else []),
                ],
                className="row",
            ),
            *([html.P(gettext(text.NAMES), className="names")] if people else []),
            *parts,
        ],
        className="card spread",
    )


def _who(view: LearningView, state: State, people: bool, translator: Translator) -> Any:
    gettext = translator.gettext
    listed = view.choices.people if people else view.choices.agencies
    known = {key for key, _ in listed}
    chosen = state.request.selected
    value = str(chosen.id) if chosen is not None and view.spread is not None else None
    return controls.find(
        "selected-id",
        gettext(text.PERSON if people else text.AGENCY),
        [controls.option(key, name) for key, name in listed],
        value if value in known else None,
        translator,
    )


def _to_agencies(state: State, translator: Translator) -> html.A:
    """The way back; the way to people by name stands with the coordinator's pages alone."""
    other = search_of(state, view=AGENCIES, selected=None)
    return html.A(translator.gettext(text.AS_AGENCIES), href=other, className="other-view", **data(here="1"))


def _hints(people: bool, translator: Translator) -> list[Any]:
    hint = text.CHOOSE_PERSON if people else text.CHOOSE_AGENCY
    return [html.P(translator.gettext(hint), className="hint")]


def _told(view: LearningView, state: State, spread: Spread, translator: Translator) -> list[Any]:
    gettext = translator.gettext
    start = "" if view.from_level is None else view.from_level.name
    across = gettext(text.AGENCIES_REACHED).format(level=start)
    return [
        html.Ul(
            [html.Li(sentence) for sentence in spread.sentences], className="told", **aria(live="polite")
        ),
        *([_towards(view, state, translator)] if state.request.view == PEOPLE else []),
        *([] if spread.path is None else _chain(view, state, spread.path, translator)),
        *_arrivals(state, gettext(text.LEVELS_REACHED), gettext(text.LEVEL), spread.levels, translator),
        *_arrivals(state, across, gettext(text.AGENCY), spread.agencies, translator),
        *_below(view, state, spread, translator),
    ]


def _below(view: LearningView, state: State, spread: Spread, translator: Translator) -> list[Any]:
    """What can be done with the tables of what is reached, where there are any."""
    arrivals = (*spread.levels, *spread.agencies)
    hint = html.P(translator.gettext(text.CHOOSE_NAME), className="hint")
    reached = [hint] if any(each.date is not None for each in arrivals) else []
    return [*reached, *([file_link(state, "arrivals.csv", translator)] if arrivals else [])]


def _towards(view: LearningView, state: State, translator: Translator) -> Any:
    """Somebody to whom the path is asked for."""
    gettext, target = translator.gettext, state.request.target
    return controls.find(
        "target-id",
        gettext(text.TOWARDS),
        [controls.option(key, name) for key, name in view.choices.people],
        str(target.id) if target is not None and target.sort == PERSON else None,
        translator,
    )


def _arrivals(
    state: State, caption: str, heading: str, arrivals: Sequence[Arrival], translator: Translator
) -> list[html.Div]:
    if not arrivals:
        return []
    gettext = translator.gettext
    rows = [
        (
            _way_there(state, each),
            gettext(text.NOT_REACHED) if each.date is None else translator.date(each.date),
            "–" if each.days is None else wording.days(translator, each.days),
        )
        for each in arrivals
    ]
    return [facts_table(caption, [heading, gettext(text.REACHED_ON), gettext(text.AFTER)], rows)]


def _way_there(state: State, arrival: Arrival) -> str | html.A:
    """The name of what is reached, as a link to the path that gets there."""
    if arrival.date is None:
        return arrival.name
    if arrival.sort == AGENCY:
        there = search_of(state, target=NodeRef(AGENCY, arrival.id))
    else:
        there = search_of(state, to_level=arrival.id, way=None, target=None)
    return html.A(arrival.name, href=there, **data(here="1"))


def _chain(view: LearningView, state: State, path: Followed, translator: Translator) -> list[Any]:
    """The path as a list to be walked through; each step tells the level view which marks it passes."""
    gettext = translator.gettext
    back = []
    if path.towards is not None and view.to_level is not None and view.spread and view.spread.levels:
        label = gettext(text.TO_THE_LEVEL).format(level=view.to_level.name)
        back = [html.A(label, href=search_of(state, target=None), **data(here="1"))]
    if not path.steps:
        return [html.P(path.words, className="hint"), *map(html.P, back)]
    return [
        html.H3(path.heading),
        *([html.P(path.words, className="hint")] if path.words else []),
        html.Div(
            [
                _button("previous", gettext(text.PREVIOUS), "←"),
                html.Button(
                    gettext(text.PLAY),
                    type="button",
                    className="primary",
                    **data(step="play", play=gettext(text.PLAY), pause=gettext(text.PAUSE)),
                ),
                _button("next", gettext(text.NEXT), "→"),
                file_link(state, "path.csv", translator),
                *back,
            ],
            id=ids.PLAYER,
            className="row",
        ),
        html.Ol(
            [_step(n, len(path.steps), step, translator) for n, step in enumerate(path.steps, 1)],
            id=ids.STEPS,
            className="steps",
        ),
    ]


def _button(step: str, label: str, sign: str) -> html.Button:
    return html.Button(sign, type="button", title=label, **data(step=step), **aria(label=label))


def _step(n: int, count: int, step: Step, translator: Translator) -> html.Li:
    gettext = translator.gettext
    date = translator.date(step.date)
    said = gettext(text.STEP).format(
        n=n, all=count, date=date, giver=step.giver, taker=step.taker, where=step.zone
    )
    rest = [date, step.zone, step.tie or gettext(text.NO_TIE), step.crossing]
    return html.Li(
        [
            html.Strong([step.giver, html.Span(" → ", **aria(hidden="true")), step.taker]),
            html.Span([html.Span(part) for part in rest if part], className="rest"),
        ],
        **data(marks=json.dumps(list(step.marks)), said=said),
    )
