"""What becomes of what an agency or a person knows, and one path of theirs as it is told and drawn."""

from __future__ import annotations

import pandas as pd

from netmap.learning.one_path import chain_table
from netmap.learning.path_ends import among, code_of, first_path, seats_from, seats_to
from netmap.model.i18n import Translator
from netmap.questions.learning.chain_steps import Speaker, by_agency, by_name, chain_of, steps_of
from netmap.questions.learning.first_paths import (
    FirstPaths,
    Trail,
    first_paths,
    followed_window,
    marked,
    path_from,
)
from netmap.questions.learning.level_view import numbers_of, routes_of
from netmap.questions.learning.resolved_request import Asked, known_thing, thing_name
from netmap.questions.learning.spread import (
    Reached,
    reached_by_agency,
    reached_by_person,
    spread_sentences,
)
from netmap.questions.learning.types import Followed, Routes, Spread, Step
from netmap.questions.parameters import AGENCY, PERSON, NodeRef
from netmap.tie_kinds.actors import actors_of

Way = tuple[pd.DataFrame, Trail, list[tuple[int, ...]]]
"""A chain, the marks that it passes in the level view, and which of them each of its hops passes."""

NO_WAY: Way = (pd.DataFrame(), (), [])


def followed(asked: Asked, sort: str, t: Translator) -> tuple[Spread | None, Routes | None]:
    """What becomes of what the selected one knows, and the level view that holds their path.

    Raises `NotFoundError` for an agency or a person that the study does not hold.
    """
    chosen = asked.request.selected
    if chosen is None or chosen.sort != sort:
        return None, routes_of(asked, (), t)
    reached, target = spread_of(asked, chosen), _target(asked, sort)
    way = _way(asked, chosen, reached, target)
    routes = routes_of(asked, way[1], t)
    name = thing_name(asked, chosen)
    said = spread_sentences(asked, name, reached, t)
    path = None
    if reached.known or target is not None:
        path = _path(asked, target, _steps(asked, way, routes, sort, t), t)
    return Spread(name, said, reached.levels, reached.agencies, path), routes


def spread_of(asked: Asked, chosen: NodeRef) -> Reached:
    """Where what an agency or a person knows gets to.

    Raises `NotFoundError` for an agency or a person that the study does not hold.
    """
    known_thing(asked.study, chosen)
    ask = reached_by_agency if chosen.sort == AGENCY else reached_by_person
    return ask(asked, str(chosen.id))


def chain_of_chosen(asked: Asked) -> pd.DataFrame:
    """The path of what is selected to whom it is asked for, else to the level; empty without one."""
    chosen = asked.request.selected
    if chosen is None or chosen.sort not in (AGENCY, PERSON):
        return pd.DataFrame()
    return _way(asked, chosen, spread_of(asked, chosen), _target(asked, chosen.sort))[0]


def _target(asked: Asked, sort: str) -> NodeRef | None:
    """To whom a path is asked for: of people only where people are spoken of."""
    target = getattr(asked.request, "target", None)
    if target is None or target == asked.request.selected or target.sort not in (AGENCY, sort):
        return None
    return known_thing(asked.study, target)


def _way(asked: Asked, chosen: NodeRef, reached: Reached, target: NodeRef | None) -> Way:
    """The path to whom it is asked for, else the one that gets first to the level asked for."""
    if target is not None:
        return asked.remembered(
            (_way_to, chosen, target, asked.start),
            lambda: _way_to(asked, str(chosen.id), target),
        )
    if asked.end is None or reached.source is None:
        return NO_WAY
    ids = actors_of(asked.study).ids
    mine = path_from(first_paths(asked), int(ids.get_indexer([reached.source])[0]))
    return chain_of(asked, reached.source), *next(marked(asked, mine, (asked.start, asked.end)), ((), []))


def _way_to(asked: Asked, source: str, target: NodeRef) -> Way:
    """To an agency everybody on the path is at the level where it starts; to a person anybody may carry."""
    level = asked.start.level if target.sort == AGENCY else None
    window = among(followed_window(asked), level)
    start, end = (code_of(asked.study, name) for name in (source, str(target.id)))
    starts, goals = seats_from(window, start, None, None), seats_to(window, end, None)
    hops = first_path(window, starts, goals, asked.context.paths.passing)
    if not hops:
        return NO_WAY
    band = None if level is None else asked.start
    trail, places = next(marked(asked, FirstPaths(window, (tuple(hops),)), (band, band)))
    return (
        chain_table(asked.study, window, hops, (level, level), asked.context.ties, asked.context.baseline),
        trail,
        places,
    )


def _steps(asked: Asked, way: Way, routes: Routes | None, sort: str, t: Translator) -> tuple[Step, ...]:
    """A path hop by hop; without a level view its hops pass no marks."""
    chain, trail, places = way
    if chain.empty:
        return ()
    marks: list[tuple[int, ...]] = [()] * len(chain)
    if routes is not None:
        numbers = numbers_of(routes, asked, trail)
        marks = [tuple(numbers[place] for place in each) for each in places]
    return steps_of(asked, chain, marks, _speaker(asked, sort, t), t)


def _speaker(asked: Asked, sort: str, t: Translator) -> Speaker:
    return by_agency(asked, t) if sort == AGENCY else by_name(asked, t)


def _path(asked: Asked, target: NodeRef | None, steps: tuple[Step, ...], t: Translator) -> Followed | None:
    if target is None:
        return None if asked.end is None else _to_level(asked.end.name, steps, t)
    name = thing_name(asked, target)
    heading = t.gettext("The first path to {name}, step by step").format(name=name)
    if steps:
        return Followed(heading, _among(asked, target, t), steps, target)
    none = t.gettext("There is no path from there to {name} in this window.")
    return Followed(heading, none.format(name=name), steps, target)


def _among(asked: Asked, target: NodeRef, t: Translator) -> str:
    if target.sort == AGENCY:
        return t.gettext("Everybody on the path is at the level “{level}” on the day.").format(
            level=asked.start.name
        )
    return t.gettext("Anybody may carry on the path, at whatever level.")


def _to_level(level: str, steps: tuple[Step, ...], t: Translator) -> Followed:
    heading = t.gettext("The first path to the level “{level}”, step by step").format(level=level)
    if steps:
        return Followed(heading, "", steps, None)
    none = t.gettext("There is no path from there to the level “{level}” in this window.")
    return Followed(heading, none.format(level=level), steps, None)
