"""Where one path may start and end: seats of people, of whoever belongs to an agency, at a level."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.learning.crossings_of_paths import ways_by
from netmap.learning.effective_changes import present_codes
from netmap.learning.window import Window
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule, Seats, first_days
from netmap.temporal.encounters import Bools
from netmap.temporal.fewest_hops import Hop
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.stays import agency_names


def code_of(study: Study, actor: str) -> int:
    """The code of a practitioner or an agency; raises `NotFoundError` for anybody else."""
    code = int(actors_of(study).ids.get_indexer(pd.Index([actor], dtype=object))[0])
    if code < 0:
        raise NotFoundError(N_("There is no practitioner and no agency “{id}” in this study"), id=actor)
    return code


def among(window: Window, level: str | None) -> Window:
    """The window with the people of one level alone, if one is given."""
    return window if level is None else window.among(window.at_level(level))


def seats_of(window: Window, actor: int) -> Bools:
    """For every seat, whether it is a person's, or of somebody who belongs to an agency that day."""
    journeys, actors = window.journeys, actors_of(window.study)
    if not actors.is_agency[actor]:
        seats: Bools = journeys.members == actor
        return seats
    named = agency_names(window.study).get_indexer(pd.Index([actors.ids[actor]], dtype=object))
    _, now = present_codes(window.study, window.end)
    place = int(now[named[0]]) if named[0] >= 0 else -1
    belongs: Bools = (place >= 0) & (window.agencies_on(journeys.members, journeys.seat_day) == place)
    return belongs


def seats_from(window: Window, source: int, from_level: str | None, to_level: str | None) -> Bools:
    """For every seat, whether a path from a source may start there."""
    seats = seats_of(window, source)
    if from_level is not None:
        seats = seats & window.seats(window.at_level(from_level))
        if to_level is not None:
            seats &= ~window.seats(window.at_level(to_level))
    return seats


def seats_to(window: Window, target: int | None, to_level: str | None) -> Bools:
    """For every seat, whether a path may end with its member."""
    seats = np.ones(len(window.journeys.members), np.bool_) if target is None else seats_of(window, target)
    return seats if to_level is None else seats & window.seats(window.at_level(to_level))


def first_path(window: Window, starts: Bools, goals: Bools, rule: Rule) -> list[Hop]:
    """A path that arrives first, with the fewest hops of those that do, of the first source in text order."""
    sources = np.unique(window.journeys.members[starts])
    group = np.where(goals, 0, -1)
    seats = Seats(starts, group, 1, np.zeros(len(group), np.int64))
    first = first_days(window.journeys, seats, sources, np.full(len(sources), -1), rule)[:, 0]
    day = first.min(initial=NEVER)
    if day == NEVER:
        return []
    soonest = sources[first == day]
    return min(ways_by(window, soonest, np.full(len(soonest), day), (starts, goals), rule), key=len)
