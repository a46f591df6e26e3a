"""Controls whose value is a key of the address: a change goes there at once (assets/answer_page.js).

They are made from what a question and its context take; a page names those that it shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboards.answer_page import ids, text
from dashboards.answer_page.state import State, search_of
from dashboards.components.aria import aria, data
from netmap.learning.path_rule import YARDSTICK, PathRule
from netmap.library import wording
from netmap.library.chances import chance_words
from netmap.model.i18n import Translator
from netmap.questions.context import Context
from netmap.questions.learning.headline import HORIZONS
from netmap.questions.learning.types import Choices, Level
from netmap.questions.map.types import Frame
from netmap.questions.overview.sentences import period_text
from netmap.questions.overview.types import Days
from netmap.questions.parameters import (
    DAY,
    FLAG,
    NUMBER,
    TEXTS,
    THING,
    WHOLE,
    WORD,
    WORDS,
    Parameter,
    Request,
    parameters_of,
)

Option = dict[str, str]
Values = dict[str, Any]
"""The value of every control, by the key that it sets: a text, or a list of texts."""

Menus = tuple[html.Details, ...]
"""What stands in the header of a page besides its names: the period, the method, what is shared."""

WAITS = (7, 30, 90)
"""The limits of waiting, in days, that are offered besides none."""

CHANCES = (0.5, 0.1, 0.05)
"""The chances that are offered besides the yardstick."""

RULES = ("ties", "paths")
"""The fields of the context that are rules; what they say goes along to another study."""


def values_of(state: State, **shown: str) -> Values:
    """The value of every control of a state; `shown` are those of what is in force where nothing is told."""
    own: type[Request] = type(state.request)
    context, request = parameters_of(Context), parameters_of(own)
    found: Values = {}
    for model, parameters in ((state.context, context), (state.request, request)):
        for each in parameters:
            found[_key(each)] = _value(each, each.value_in(model))
    return {**found, **shown}


def keys_of(request: type[Request]) -> tuple[str, ...]:
    """The keys of every control that a page of a request may show."""
    return tuple(_key(each) for each in (*parameters_of(Context), *parameters_of(request)))


def rule_keys() -> list[str]:
    """The keys of the rules."""
    return [each.key for each in parameters_of(Context) if each.path[0] in RULES]


def text_keys(request: type[Request]) -> list[str]:
    """The keys that take several texts; of these none at all is the same as nothing told."""
    return [each.key for each in parameters_of(request) if each.kind == TEXTS]


def _key(parameter: Parameter) -> str:
    return f"{parameter.key}-id" if parameter.kind == THING else parameter.key


def _value(parameter: Parameter, value: Any) -> Any:
    if parameter.kind == WORDS:
        return list(value)
    if parameter.kind == THING:
        return "" if value is None else str(value.id or "")
    if parameter.kind == FLAG:
        return "1" if value else "0"
    if parameter.kind == TEXTS:
        return next((each for each in value if each), "")
    return "" if value is None else str(value)


def control(parameter: Parameter, values: Values, translator: Translator) -> Any:
    """The control of one parameter, as its kind asks for: a list, a day, a number or a text."""
    gettext, key = translator.gettext, _key(parameter)
    label, value = gettext(parameter.help).rstrip("."), values[key]
    label = wording.sentence(label)
    named = [option(word, gettext(parameter.labels.get(word, word))) for word in parameter.words]
    if parameter.kind == FLAG:
        return pick(key, label, [option("0", gettext(text.NO)), option("1", gettext(text.YES))], value)
    if parameter.kind == WORD:
        every = [option("", gettext(text.ANY))] if parameter.optional else []
        return pick(key, label, [*every, *named], value)
    if parameter.kind == WORDS:
        return dmc.MultiSelect(
            id=ids.control(key),
            label=label,
            data=named,
            value=value,
            size="sm",
            className="choice",
            **PLAIN_LIST,
        )
    if parameter.kind == DAY:
        return _day(key, label, value, translator)
    return _typed(parameter, key, label, value)


def _typed(parameter: Parameter, key: str, label: str, value: str) -> Any:
    kinds = {WHOLE: {"type": "number"}, NUMBER: {"type": "number", "step": "any"}}
    bounds = {"min": parameter.least, "max": parameter.most}
    more = {name: bound for name, bound in bounds.items() if bound is not None}
    return dmc.TextInput(
        id=ids.control(key),
        label=label,
        value=value,
        debounce=True,
        inputProps={**kinds.get(parameter.kind, {}), **more},
        className="choice",
        size="sm",
    )


def pick(key: str, label: str, options: Sequence[Option], value: str, **more: Any) -> Any:
    """A drop-down that sets a key of the address; the value "" stands for leaving the key out."""
    return choice(ids.control(key), label, options, value, **more)


def find(key: str, label: str, options: Sequence[Option], value: str | None, translator: Translator) -> Any:
    """A drop-down over many names, with a search; nothing need be chosen."""
    return pick(
        key,
        label,
        options,
        value or "",
        searchable=True,
        clearable=True,
        allowDeselect=True,
        limit=100,
        placeholder=translator.gettext(text.HOLD),
        nothingFoundMessage=translator.gettext(text.NONE_FOUND),
    )


def option(value: str, label: str) -> Option:
    """One entry of a drop-down."""
    return {"value": value, "label": label}


def menus(rule: Sequence[Any], days: Sequence[Any], values: Values, translator: Translator) -> Menus:
    """What changes what is asked, folded up in the header: the period, and the method with every rule.

    `rule` and `days` are their controls; where nothing is dated there is no period.
    """
    gettext = translator.gettext
    method = [html.Div(list(rule), className="row"), _rule_fold(values, translator)]
    period = [menu("period", _period_label(values, translator), list(days), ASKED)] if days else []
    return (*period, menu("method", gettext(text.METHOD), method, ASKED))


def asked_section(rows: Iterable[Sequence[Any]], values: Values, translator: Translator) -> html.Section:
    """The controls of a page that is nothing without a choice: rows, and the whole rule folded up."""
    parts: list[Any] = [html.Div(list(row), className="row") for row in rows if row]
    parts.append(_rule_fold(values, translator))
    return html.Section(parts, className="card question", **aria(label=translator.gettext(text.CONTROLS)))


ASKED = "answer-menu"
"""Of a menu in which a choice is asked at once, so that it stays open."""


def menu(name: str, label: str, inside: list[Any], more: str = "", **summary: Any) -> html.Details:
    """A menu of the header by its name; `more` is a class of it, `summary` properties of what opens it."""
    return html.Details(
        [html.Summary(label, **summary), html.Div(inside, className="question")],
        id=ids.menu(name),
        className=f"menu {name}-menu {more}",
    )


def _period_label(values: Values, translator: Translator) -> str:
    """The period that is shown, in words."""
    if not values["from"] or not values["to"]:
        return translator.gettext(text.PERIOD)
    start, end = (dt.date.fromisoformat(values[key]) for key in ("from", "to"))
    return period_text(Days(start, end), translator)


def _rule_fold(values: Values, translator: Translator) -> html.Details:
    """Every threshold of the context that no other control of the page sets."""
    placed = ("horizon", "same-day", "max-wait", "transmission-probability", "arrive-at")
    shown = [
        each
        for each in parameters_of(Context)
        if each.key == "baseline" or (each.path[0] in RULES and each.key not in placed)
    ]
    found = [control(each, values, translator) for each in shown]
    return html.Details(
        [html.Summary(translator.gettext(text.THRESHOLDS)), html.Div(found, className="row thresholds")],
        id=ids.menu("thresholds"),
    )


def question_menus(
    state: State,
    choices: Choices | None,
    frame: Frame,
    values: Values,
    translator: Translator,
    *,
    arrival: bool = False,
) -> Menus:
    """The menus of a question of paths: partnership, levels (where there are choices), rule, window.

    `arrival`: whether it matters where learning has to arrive, so that it is offered. None where nothing is
    dated.
    """
    if frame.first is None:
        return ()
    levels = [] if choices is None else _levels(choices, values, translator)
    rule = [*_rule(state, values, translator), _chance(state, values, translator)]
    if arrival or state.context.paths.arrive_at != PathRule().arrive_at:
        rule.append(_arrival(values, translator))
    first = [*partnership(frame, values, translator), *levels, *rule]
    return menus(first, window(state, frame, values, translator), values, translator)


def _chance(state: State, values: Values, translator: Translator) -> Any:
    """Under what chance the figures stand; the yardstick unless another one is told."""
    told = state.context.paths
    others = sorted({*CHANCES, *([] if told.certain else [told.transmission_probability])}, reverse=True)
    usual = option(str(PathRule().transmission_probability), chance_words(translator, YARDSTICK))
    some = [option(str(each), chance_words(translator, each)) for each in others if each != YARDSTICK]
    value = values["transmission-probability"]
    shown = usual["value"] if value == str(YARDSTICK) else value
    return pick("transmission-probability", translator.gettext(text.CHANCE), [usual, *some], shown)


def _arrival(values: Values, translator: Translator) -> Any:
    named = [option(key, translator.gettext(label)) for key, label in text.ARRIVE_AT.items()]
    return pick("arrive-at", translator.gettext(text.ARRIVES), named, values["arrive-at"])


def partnership(frame: Frame, values: Values, translator: Translator) -> list[Any]:
    """The choice of one partnership, where there are several."""
    if len(frame.partnerships) < 2:
        return []
    gettext = translator.gettext
    every = option("", gettext(text.ALL_PARTNERSHIPS))
    some = [option(key, name) for key, name in frame.partnerships]
    return [pick("partnership", gettext(text.PARTNERSHIP), [every, *some], values["partnership"])]


def declared(frame: Frame, values: Values, translator: Translator, told: Collection[str]) -> list[Any]:
    """The choice of a wave and a relation where there are several, and of who is everybody.

    `told` names those of them that have a part in the answer.
    """
    gettext = translator.gettext
    waves = [option(key, name) for key, name in frame.waves]
    relations = [option(each, each) for each in frame.relations if each]
    rosters = [option(key, gettext(label)) for key, label in wording.ROSTER_LABELS.items()]
    offered = (
        ("wave", text.WAVE, option("", gettext(text.LATEST_WAVE)), waves),
        ("relation", text.RELATION, option("", gettext(text.FIRST_RELATION)), relations),
        ("roster", text.ROSTER, option("", gettext(text.USUAL_ROSTER)), rosters),
    )
    return [
        pick(key, gettext(label), [usual, *some], values[key])
        for key, label, usual, some in offered
        if key in told and len(some) > 1
    ]


def _levels(choices: Choices, values: Values, translator: Translator) -> list[Any]:
    gettext = translator.gettext
    named = [option(each.level, _level(each, translator)) for each in choices.levels]
    if not named:
        return []
    others = [each for each in named if each["value"] != values["from-level"]]
    across = option("", gettext(text.SIDEWAYS))
    return [
        pick("from-level", gettext(text.FROM_LEVEL), named, values["from-level"]),
        pick("to-level", gettext(text.TO_LEVEL), [*others, across], values["to-level"]),
    ]


def _level(level: Level, translator: Translator) -> str:
    people = wording.people(translator, level.people)
    return translator.gettext(text.LEVEL_PEOPLE).format(level=level.name, people=people)


def _rule(state: State, values: Values, translator: Translator) -> list[Any]:
    gettext, rule = translator.gettext, state.context.paths
    horizons = sorted({*HORIZONS, rule.horizon})
    waits = sorted({*WAITS, *([] if rule.max_wait is None else [rule.max_wait])})
    days = {n: option(str(n), wording.days(translator, n)) for n in {*horizons, *waits}}
    passing = [option("0", gettext(text.LATER)), option("1", gettext(text.SAME_DAY))]
    limits = [option("", gettext(text.NO_LIMIT)), *(days[n] for n in waits)]
    return [
        pick("horizon", gettext(text.HORIZON), [days[n] for n in horizons], values["horizon"]),
        pick("same-day", gettext(text.RULE), passing, values["same-day"]),
        pick("max-wait", gettext(text.WAITING), limits, values["max-wait"]),
    ]


def window(state: State, frame: Frame, values: Values, translator: Translator) -> list[Any]:
    """Its two days, and periods to choose; nothing where nothing is dated."""
    if frame.first is None:
        return []
    gettext, here = translator.gettext, (values["from"], values["to"])
    presets = [
        html.A(
            label,
            href=search_of(state, start=start, end=end),
            className="preset",
            **data(here="1"),
            **(aria(current="true") if here == (start.isoformat(), end.isoformat()) else {}),
        )
        for _, label, start, end in frame.presets
    ]
    return [
        html.Div(presets, className="presets", role="group", **aria(label=gettext(text.PRESETS))),
        _day("from", gettext(text.FROM), values["from"], translator),
        _day("to", gettext(text.TO), values["to"], translator),
    ]


def _day(key: str, label: str, value: str, translator: Translator) -> Any:
    """A typed day; the browser shows it in its own language, so that it stands below in the reader's."""
    return dmc.TextInput(
        id=ids.control(key),
        label=label,
        description=translator.date(dt.date.fromisoformat(value)) if value else None,
        inputWrapperOrder=["label", "input", "description"],
        value=value,
        debounce=True,
        inputProps={"type": "date"},
        className="day",
        size="sm",
    )


def shown_days(start: Any, end: Any) -> Mapping[str, str]:
    """The window in force as values of controls."""
    return {
        "from": "" if start is None else start.isoformat(),
        "to": "" if end is None else end.isoformat(),
    }


def shown_question(view: Any) -> Mapping[str, str]:
    """The window and the two levels in force as values of controls."""
    ends = {"from-level": view.from_level, "to-level": view.to_level}
    levels = {key: "" if level is None else level.level for key, level in ends.items()}
    return {**shown_days(view.said.start, view.said.end), **levels}


PLAIN_LIST = {
    "withScrollArea": False,
    "styles": {"options": {"maxHeight": "min(560px, 70vh)", "overflowY": "auto"}},
    "attributes": {"options": {"tabIndex": 0}},
}
"""The list itself scrolls and can be reached by keyboard; a scroll area around it could not."""


def choice(name: str, label: str, options: Sequence[dict[str, str]], value: str | None, **more: Any) -> Any:
    """A drop-down with a label; it always holds a value unless `allowDeselect` says otherwise."""
    return dmc.Select(
        id=name,
        label=label,
        data=list(options),
        value=value,
        size="sm",
        **{"allowDeselect": False, "checkIconPosition": "right", "className": "choice", **PLAIN_LIST, **more},
    )
