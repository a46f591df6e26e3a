"""Learning paths as a service: every question with a principal, every answer in the reader's language."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from netmap.model.dates import from_day
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator, translator
from netmap.services.board.frames import frame_of
from netmap.services.board_types import AGENCY, PERSON, NodeRef
from netmap.services.champions.sentences import reliance_sentences
from netmap.services.learning.asked import Asked, Setting, asked_of
from netmap.services.learning.chain import Speaker, by_agency, by_name, chain_of, steps_of
from netmap.services.learning.level_view import numbers_of, routes_of, thing_name
from netmap.services.learning.paths import first_paths, path_from
from netmap.services.learning.periods import SHOWN, last_seen_of, now_of
from netmap.services.learning.routes import Trail, marked
from netmap.services.learning.sentences import reach_sentences, short_sentences
from netmap.services.learning.spread import (
    Reached,
    reached_by_agency,
    reached_by_person,
    spread_sentences,
)
from netmap.services.learning.types import LearningRequest, LearningView, Routes, Series, Spread, Step
from netmap.services.learning.ways import way_sentences
from netmap.services.learning.words import choices_of, said_of
from netmap.services.library import StudyLibrary
from netmap.services.principals import Principal
from netmap.services.universe import universe_of
from netmap.tie_kinds.actors import actors_of

UP, BACK, ACROSS = "up", "back", "across"
"""The series of the chart: there, back again, and to other agencies at the same level."""


class LearningService:
    """Answers what the page of learning paths asks of the studies of a library.

    Every method takes the principal who asks first and the reader's language last. They raise
    `NotFoundError` for what does not exist, `ArgumentError` for a request that cannot be, `StudyError` for a
    study that was refused.
    """

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def asked(self, principal: Principal, request: LearningRequest) -> Asked | Setting:
        """A request read against its study."""
        return asked_of(self.library.study(principal, request.study), request.study, request)

    def view(self, principal: Principal, request: LearningRequest, language: str = "en") -> LearningView:
        """The whole answer without anybody's name: of what is selected only an agency is spoken of."""
        return _view(self.asked(principal, request), AGENCY, translator(language))

    def headlines(
        self, principal: Principal, request: LearningRequest, language: str = "en"
    ) -> tuple[str, ...]:
        """The first sentences alone, for beside the map: reach, before, without the cross-represented."""
        asked, t = self.asked(principal, request), translator(language)
        return () if isinstance(asked, Setting) else _headlines(asked, t)

    def person_view(
        self, principal: Principal, request: LearningRequest, language: str = "en"
    ) -> LearningView:
        """The whole answer with people by name, for those who may see them."""
        return _view(self.asked(principal, request), PERSON, translator(language))


def _view(asked: Asked | Setting, sort: str, t: Translator) -> LearningView:
    said, choices = said_of(asked, t), choices_of(asked)
    if isinstance(asked, Setting):
        return LearningView(asked.request, said, choices, None, None, (), (), (), None, None)
    spread, routes = _followed(asked, sort, t)
    return LearningView(
        asked.request,
        said,
        choices,
        asked.start,
        asked.end,
        _sentences(asked, t),
        series_of(asked, t),
        _events(asked, t),
        routes,
        spread,
        _last_seen(asked),
    )


def _last_seen(asked: Asked) -> tuple[dt.date, dt.date] | None:
    """The window of which the sentences say that it is the last with a figure."""
    if now_of(asked, asked.start, asked.end).state == SHOWN:
        return None
    seen = last_seen_of(asked, asked.start, asked.end)
    return None if seen is None else (from_day(seen.window.start), from_day(seen.window.end))


def _sentences(asked: Asked, t: Translator) -> tuple[str, ...]:
    """How far, how fast, by what ways, and on how few people it rests."""
    ways = () if asked.end is None else (*way_sentences(asked, t), *reliance_sentences(asked, t))
    return (*reach_sentences(asked, t), *ways)


def _headlines(asked: Asked, t: Translator) -> tuple[str, ...]:
    first = short_sentences(asked, t)
    return first if asked.end is None else (*first, *reliance_sentences(asked, t)[:1])


def series_of(asked: Asked, t: Translator) -> tuple[Series, ...]:
    """Reach month by month over the whole record: there and back, or across."""
    start, end = asked.start, asked.end
    if end is None:
        label = t.gettext("across the level “{level}”").format(level=start.name)
        return (Series(ACROSS, label, asked.months(start.level, None)),)
    template = t.gettext("from “{from_level}” to “{to_level}”")
    return tuple(
        Series(key, template.format(from_level=a.name, to_level=b.name), asked.months(a.level, b.level))
        for key, a, b in ((UP, start, end), (BACK, end, start))
    )


def _events(asked: Asked, t: Translator) -> tuple[tuple[dt.date, str], ...]:
    frame = frame_of(asked.study, asked.name, t)
    return tuple((mark.date, mark.name) for mark in frame.marks)


def _followed(asked: Asked, sort: str, t: Translator) -> tuple[Spread | None, Routes | None]:
    """What becomes of what the selected one knows, and the level view that holds their path."""
    chosen = asked.request.selected
    if chosen is None or chosen.sort != sort:
        return None, routes_of(asked, (), t)
    reached = spread_of(asked, chosen)
    trail, places = _own_trail(asked, reached.source)
    routes = routes_of(asked, trail, t)
    steps: tuple[Step, ...] = ()
    if reached.source is not None and routes is not None:
        numbers = numbers_of(routes, asked, trail)
        marks = [tuple(numbers[place] for place in each) for each in places]
        steps = steps_of(asked, chain_of(asked, reached.source), marks, _speaker(asked, sort, t), t)
    name = thing_name(asked, chosen)
    said = spread_sentences(asked, name, reached, t)
    return Spread(name, said, reached.levels, reached.agencies, steps), routes


def spread_of(asked: Asked, chosen: NodeRef) -> Reached:
    """Where what an agency or a person knows gets to.

    Raises `NotFoundError` for an agency or a person that the study does not hold.
    """
    if chosen not in universe_of(asked.study).numbers:
        raise NotFoundError(
            N_("the study holds no such {sort}: “{name}”"), sort=chosen.sort, name=str(chosen.id)[:80]
        )
    ask = reached_by_agency if chosen.sort == AGENCY else reached_by_person
    return ask(asked, str(chosen.id))


def chain_of_chosen(asked: Asked) -> pd.DataFrame:
    """The first path of what is selected to the level asked for; empty without either, or without a path."""
    chosen = asked.request.selected
    if chosen is None or chosen.sort not in (AGENCY, PERSON) or asked.end is None:
        return pd.DataFrame()
    source = spread_of(asked, chosen).source
    return pd.DataFrame() if source is None else chain_of(asked, source)


def _own_trail(asked: Asked, source: str | None) -> tuple[Trail, list[tuple[int, ...]]]:
    """The marks of one person's first path, and which of them each hop passes; nothing without a path."""
    if source is None:
        return (), []
    ids = actors_of(asked.study).ids
    mine = path_from(first_paths(asked), int(ids.get_indexer([source])[0]))
    return next(marked(asked, mine), ((), []))


def _speaker(asked: Asked, sort: str, t: Translator) -> Speaker:
    return by_agency(asked, t) if sort == AGENCY else by_name(asked, t)
