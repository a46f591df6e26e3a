"""What the page of learning paths shows: sentences, reach month by month, routes, and one path."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from netmap.model.dates import from_day
from netmap.model.i18n import Translator
from netmap.questions.learning import PEOPLE
from netmap.questions.learning.followed import followed
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.periods import SHOWN, last_seen_of, now_of
from netmap.questions.learning.reliance_sentences import few_text, reliance_sentences
from netmap.questions.learning.resolved_request import Asked, Setting, is_usual
from netmap.questions.learning.sentences import reach_sentences, return_sentences, short_sentences
from netmap.questions.learning.stops import stops_of
from netmap.questions.learning.surroundings import choices_of, empty_text, said_of
from netmap.questions.learning.types import LearningView, Series
from netmap.questions.learning.ways import crossings_said, loops_said, way_sentences
from netmap.questions.map.frames import marks_of
from netmap.questions.parameters import AGENCY, PERSON

UP, BACK, ACROSS = "up", "back", "across"
"""The series of the chart: there, back again, and to other agencies at the same level."""


def view_of(asked: Asked | Setting, t: Translator) -> LearningView:
    """All that the page shows; of people by name only where that is asked."""
    said, choices = said_of(asked, t), choices_of(asked)
    if isinstance(asked, Setting):
        return LearningView(said, choices, None, None, (), (), (), None, None)
    spread, routes = followed(asked, PERSON if asked.request.view == PEOPLE else AGENCY, t)
    return LearningView(
        said,
        choices,
        asked.start,
        asked.end,
        _first_said(asked, t),
        chart_series(asked, t),
        _events(asked),
        routes,
        spread,
        _last_seen(asked),
        stops_of(asked, t),
        () if asked.end is None else tuple(return_sentences(asked, t)),
        () if asked.end is None else tuple(loops_said(asked, t)),
    )


def _last_seen(asked: Asked) -> tuple[dt.date, dt.date] | None:
    """The window of which the sentences say that it is the last with a figure."""
    if now_of(asked.at_yardstick, asked.start, asked.end).state == SHOWN:
        return None
    seen = last_seen_of(asked.at_yardstick, asked.start, asked.end)
    return None if seen is None else (from_day(seen.window.start), from_day(seen.window.end))


def sentences_of(asked: Asked | Setting, t: Translator) -> tuple[str, ...]:
    """How far, how fast, where it stops, by what ways, and on how few people it rests; or why not."""
    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    stops = stops_of(asked, t)
    ways = () if asked.end is None else (*way_sentences(asked, t), *_rests_said(asked, t))
    return (*reach_sentences(asked, t), *ways, *(() if stops is None else stops.sentences))


def _first_said(asked: Asked, t: Translator) -> tuple[str, ...]:
    """All of it but where it stops and how many come full circle, which the page shows apart."""
    ways = () if asked.end is None else (*crossings_said(asked, t), *_rests_said(asked, t))
    return (*reach_sentences(asked, t), *ways)


def _rests_said(asked: Asked, t: Translator) -> tuple[str, ...]:
    """What rests on people at two levels as the page of reliance tells it, and on how few."""
    from netmap.questions.reliance import few_others, rests_on, without_ever, without_people

    rests = rests_on(asked).rests
    if rests is None or not rests.told or not rests.crossed:
        return tuple(few_others(asked, t)) or reliance_sentences(asked, t)
    return (without_people(asked, rests, t), *without_ever(asked, t), few_text(asked.at_yardstick, t))


def headlines_of(asked: Asked | Setting, t: Translator) -> tuple[str, ...]:
    """The first sentence alone, with the chance under which it stands, for beside the map."""
    if isinstance(asked, Setting):
        return ()
    return short_sentences(asked, t)[:2]


def series_of(asked: Asked, t: Translator) -> tuple[Series, ...]:
    """Reach month by month over the whole record: there and back, or across."""
    start, end = asked.start, asked.end
    if end is None:
        label = t.gettext("across the level “{level}”").format(level=start.name)
        return (Series(ACROSS, label, asked.months(start.level, None)),)
    template = t.gettext("from “{from_level}” to “{to_level}”")
    usual = (t.gettext("from the front line to the board"), t.gettext("from the board to the front line"))
    if is_usual(asked):
        ways = ((UP, usual[0], start, end), (BACK, usual[1], end, start))
        return tuple(Series(key, label, asked.months(a.level, b.level)) for key, label, a, b in ways)
    return tuple(
        Series(key, template.format(from_level=a.name, to_level=b.name), asked.months(a.level, b.level))
        for key, a, b in ((UP, start, end), (BACK, end, start))
    )


def chart_series(asked: Asked, t: Translator) -> tuple[Series, ...]:
    """The same under chance, then if every encounter passes something on."""
    template, condition = t.gettext("{label}, {condition}"), chance_text(asked, t)
    graded = (
        replace(each, label=template.format(label=each.label, condition=condition))
        for each in series_of(asked.at_yardstick, t)
    )
    every, short = (
        t.gettext("{label}, if every encounter passed something on"),
        t.gettext("{label}, if all did"),
    )
    certain = (
        replace(
            each,
            key=f"{each.key}-certain",
            label=every.format(label=each.label),
            short=short.format(label=each.label),
        )
        for each in series_of(asked.at_certainty, t)
    )
    return (*graded, *certain)


def _events(asked: Asked) -> tuple[tuple[dt.date, str], ...]:
    """The events of the partnership, where one is chosen, and those of none; of the study else."""
    events, only = asked.study.events, asked.context.partnership
    if only is not None:
        events = events[events["partnership"].isna() | events["partnership"].eq(only)]
    return tuple((mark.date, mark.name) for mark in marks_of(events))
