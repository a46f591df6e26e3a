"""The controls of the question: two levels, the horizon, the rule of passing on, the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.components.aria import aria, data
from dashboards.leaf import controls, text
from dashboards.leaf.search import search_of
from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.learning.sentences import HORIZONS
from netmap.questions.learning.types import Choices, LearningRequest, Level, Said
from netmap.questions.map.types import PERSON, Frame

WAITS = (7, 30, 90)
"""The limits of waiting, in days, that are offered besides none."""

LATER, SAME_DAY = "0", "1"


def values_of(request: LearningRequest, said: Said, start: Level | None, end: Level | None) -> dict[str, str]:
    """The value of every control, by the key that it sets."""
    towards = request.target
    return {
        "partnership": request.partnership or "",
        "from": "" if said.start is None else said.start.isoformat(),
        "to": "" if said.end is None else said.end.isoformat(),
        "from-level": "" if start is None else start.level,
        "to-level": "" if end is None else end.level,
        "horizon": str(request.horizon),
        "same-day": SAME_DAY if request.same_day else LATER,
        "max-wait": "" if request.max_wait is None else str(request.max_wait),
        "selected-id": "" if request.selected is None else str(request.selected.id),
        "target-id": str(towards.id) if towards is not None and towards.sort == PERSON else "",
    }


def question(
    request: LearningRequest,
    choices: Choices,
    frame: Frame,
    values: dict[str, str],
    translator: Translator,
    *,
    levels: bool = True,
) -> html.Section:
    """Everything that changes what is asked; the two levels only where they are."""
    gettext = translator.gettext
    parts: list[Any] = [
        html.Div(
            [
                *_partnership(frame, values, translator),
                *(_levels(choices, values, translator) if levels else []),
                *_rule(request, values, translator),
            ],
            className="row",
        )
    ]
    if frame.first is not None:
        parts.append(html.Div(_days(request, frame, values, translator), className="row"))
    return html.Section(parts, className="card question", **aria(label=gettext(text.CONTROLS)))


def _partnership(frame: Frame, values: dict[str, str], translator: Translator) -> list[Any]:
    """The choice of one partnership, where there are several."""
    if len(frame.partnerships) < 2:
        return []
    gettext = translator.gettext
    every = controls.option("", gettext(text.ALL_PARTNERSHIPS))
    some = [controls.option(key, name) for key, name in frame.partnerships]
    return [controls.pick("partnership", gettext(text.PARTNERSHIP), [every, *some], values["partnership"])]


def _levels(choices: Choices, values: dict[str, str], translator: Translator) -> list[Any]:
    gettext = translator.gettext
    named = [controls.option(each.level, _level(each, translator)) for each in choices.levels]
    if not named:
        return []
    others = [each for each in named if each["value"] != values["from-level"]]
    across = controls.option("", gettext(text.SIDEWAYS))
    return [
        controls.pick("from-level", gettext(text.FROM_LEVEL), named, values["from-level"]),
        controls.pick("to-level", gettext(text.TO_LEVEL), [*others, across], values["to-level"]),
    ]


def _level(level: Level, translator: Translator) -> str:
    people = wording.people(translator, level.people)
    return translator.gettext(text.LEVEL_PEOPLE).format(level=level.name, people=people)


def _rule(request: LearningRequest, values: dict[str, str], translator: Translator) -> list[Any]:
    gettext = translator.gettext
    horizons = sorted({*HORIZONS, request.horizon})
    waits = sorted({*WAITS, *([] if request.max_wait is None else [request.max_wait])})
    days = {n: controls.option(str(n), wording.days(translator, n)) for n in {*horizons, *waits}}
    passing = [
        controls.option(LATER, gettext(text.LATER)),
        controls.option(SAME_DAY, gettext(text.SAME_DAY)),
    ]
    limits = [controls.option("", gettext(text.NO_LIMIT)), *(days[n] for n in waits)]
    return [
        controls.pick("horizon", gettext(text.HORIZON), [days[n] for n in horizons], values["horizon"]),
        controls.pick("same-day", gettext(text.RULE), passing, values["same-day"]),
        controls.pick("max-wait", gettext(text.WAITING), limits, values["max-wait"]),
    ]


def _days(
    request: LearningRequest, frame: Frame, values: dict[str, str], translator: Translator
) -> list[Any]:
    gettext = translator.gettext
    presets = [
        html.A(
            label,
            href=search_of(request, start=start, end=end),
            className="preset",
            **data(here="1"),
            **(aria(current="true") if (request.start, request.end) == (start, end) else {}),
        )
        for _, label, start, end in frame.presets
    ]
    return [
        controls.day("from", gettext(text.FROM), values["from"]),
        controls.day("to", gettext(text.TO), values["to"]),
        html.Div(presets, className="presets", role="group", **aria(label=gettext(text.PRESETS))),
    ]


def how(said: Said, translator: Translator, more: Sequence[tuple[str, str]] = ()) -> html.Details:
    """The window and the rule in words, and what else is to be known of how the answer came about."""
    gettext = translator.gettext
    rules = [(gettext(text.HOW_RULE), said.rule), (gettext(text.HOW_TIES), said.ties)]
    facts = [(gettext(text.HOW_WINDOW), said.words), *rules, *more]
    listed = [html.Div([html.Dt(label), html.Dd(value)], className="fact") for label, value in facts if value]
    return html.Details(
        [html.Summary(gettext(text.HOW)), html.Dl(listed, className="facts")], className="card how", open=True
    )
