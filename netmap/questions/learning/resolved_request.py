"""A state of a page of learning paths read against its study: the window, two levels, the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from netmap.learning.over_time import reach_over_time
from netmap.learning.sideways import arrival_matrix
from netmap.learning.standing import level_names, level_stays
from netmap.learning.upwards import vertical_reach
from netmap.learning.window import first_day
from netmap.library.kept_answers import kept_table
from netmap.model.dates import from_day
from netmap.model.derived import Recent, derived
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.questions.learning.types import LearningRequest, Level
from netmap.questions.learning.within import within
from netmap.questions.map.types import BoardRequest
from netmap.questions.window import Window, window_of
from netmap.tie_kinds.baselines import default_as_of

T = TypeVar("T")

MOST_ANSWERS = 64
"""So many tables of one study are kept, so that a second look costs nothing."""

FEW = 5
"""Of the levels that could be meant, the lowest with at least so many people is taken."""


NOWHERE = Level("", "", 0)
"""Stands for the level where paths start in a study that has none; no level has an empty id."""

UNDATED, NO_LEVEL, OUTSIDE = "undated", "no-level", "outside"
"""Why nothing can be asked: no dates, nobody at any level, or a window outside the record."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A study with what a request finds in it; `without` says why nothing can be asked, and is empty else."""

    study: Study
    name: str
    request: LearningRequest
    levels: tuple[Level, ...]
    record: Window | None
    without: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A request with everything that its answers are worked out from.

    `record` is the whole record, `window` the part of the window that lies in it. `start` is the level
    where paths start, `end` the one that they are to reach; None where reach sideways is asked for.
    """

    study: Study
    name: str
    request: LearningRequest
    levels: tuple[Level, ...]
    record: Window
    window: Window
    start: Level
    end: Level | None

    @property
    def goal(self) -> Level:
        """The level to be reached; raises `ArgumentError` where reach sideways is asked for."""
        if self.end is None:
            raise ArgumentError(N_("{key} is missing; name another level"), key="to-level")
        return self.end

    @property
    def rule(self) -> dict[str, Any]:
        """How learning passes on, as the library takes it."""
        return {"same_day": self.request.same_day, "max_wait": self.request.max_wait}

    @property
    def days(self) -> dict[str, Any]:
        """The window as the library takes it."""
        return dates_of(self.window)

    def remembered(self, question: tuple[Any, ...], answer: Callable[[], T]) -> T:
        """The answer to a question under this rule, kept for a while."""
        kept: Recent[T] = self.study.derived.of(asked_of, MOST_ANSWERS)
        return kept.get((*question, *self.rule.values()), answer)

    def kept(self, question: tuple[Any, ...], answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """As `remembered`, of a table that may take long: the store of the study, if it has one, keeps it."""
        whole = repr((*question, *self.rule.items()))
        return self.remembered(question, lambda: kept_table(self.study, whole, answer))

    def months(self, from_level: str, to_level: str | None, window: Window | None = None) -> pd.DataFrame:
        """Reach from the first of every month of a window that lies in the record with its whole horizon.

        Unless told, of the whole record.
        """
        horizon, days = self.request.horizon, {} if window is None else dates_of(window)

        def ask() -> pd.DataFrame:
            return reach_over_time(self.study, from_level, to_level, horizon, **days, **self.rule)

        return self.kept(("months", from_level, to_level, horizon, window), ask)

    def upwards(self, from_level: str, to_level: str) -> pd.DataFrame:
        """Who reaches the other level in the window, when first and how fast."""

        def ask() -> pd.DataFrame:
            return vertical_reach(self.study, from_level, to_level, **self.days, **self.rule)

        return self.remembered(("upwards", from_level, to_level, self.window), ask)

    def arrivals(self, level: str) -> pd.DataFrame:
        """Days from agency to agency at a level in the window."""

        def ask() -> pd.DataFrame:
            return arrival_matrix(self.study, level, **self.days, **self.rule)

        return self.remembered(("arrivals", level, self.window), ask)


def asked_of(study: Study, name: str, request: LearningRequest) -> Asked | Setting:
    """Read a request against its study; only the setting where nothing can be asked.

    Raises `NotFoundError` for a level or a partnership that the study does not have, `ArgumentError` for a
    window that ends before it starts.
    """
    found = asked_at_no_level(study, name, request)
    if found.record is None or any(level.people for level in found.levels):
        return found
    return Setting(found.study, name, request, found.levels, found.record, NO_LEVEL)


def asked_at_no_level(study: Study, name: str, request: LearningRequest) -> Asked | Setting:
    """The same where levels are not what is asked about: nobody need have one; `start` may be `NOWHERE`."""
    study = within(study, request.partnership)
    levels, record = levels_of(study), _record(study)
    start, end = _two(levels, request)
    wished = window_of(study, BoardRequest(request.study, start=request.start, end=request.end))
    window = None if wished is None or record is None else _common(wished, record)
    if record is None:
        return Setting(study, name, request, levels, record, UNDATED)
    if window is None:
        return Setting(study, name, request, levels, record, OUTSIDE)
    return Asked(study, name, request, levels, record, window, start or NOWHERE, end)


def dates_of(window: Window) -> dict[str, Any]:
    """A window as the library takes it."""
    return {"start": from_day(window.start), "end": from_day(window.end)}


@derived(most=1)
def levels_of(study: Study) -> tuple[Level, ...]:
    """The levels of a study, the lowest first; such as have no rank come last, in text order."""
    codes, stays = level_names(study), level_stays(study)
    people = [len(np.unique(stays.of(code).who)) for code in range(len(codes))]
    table = study.levels.set_index("level")
    rank = dict(zip(table.index, pd.to_numeric(table["rank"]), strict=True))
    names = table["name"].dropna().to_dict()
    known = sorted(range(len(codes)), key=lambda code: (rank.get(codes[code], np.inf), str(codes[code])))
    return tuple(
        Level(str(codes[code]), str(names.get(codes[code], codes[code])), people[code]) for code in known
    )


def level_named(levels: tuple[Level, ...], level: str) -> Level:
    """A level by its id; raises `NotFoundError` for one that is not there."""
    for each in levels:
        if each.level == level:
            return each
    raise NotFoundError(
        N_("the study has no level “{name}”; it has: {known}"),
        name=level[:80],
        known=tuple(each.level for each in levels),
    )


def _two(levels: tuple[Level, ...], request: LearningRequest) -> tuple[Level | None, Level | None]:
    """The levels asked for; unless told, from the lowest with a few people to the highest with any."""
    start = level_named(levels, request.from_level) if request.from_level else None
    end = level_named(levels, request.to_level) if request.to_level else None
    held = [each for each in levels if each.people] or list(levels)
    if start is None:
        others = [each for each in held if each != end]
        start = next((each for each in others if each.people >= FEW), next(iter(others), None))
    if request.sideways or end == start:
        end = None
    elif end is None:
        end = next((each for each in reversed(held) if each != start), None)
    return start, end


def _record(study: Study) -> Window | None:
    first, last = first_day(study), default_as_of(study)
    return None if first is None or last is None or first > last else Window(first, last)


def _common(window: Window, record: Window) -> Window | None:
    found = Window(max(window.start, record.start), min(window.end, record.end))
    return found if found.start <= found.end else None


def level_place(levels: tuple[Level, ...], level: str) -> int:
    """The place of a level from the lowest up; -1 for one that is not there."""
    return next((place for place, each in enumerate(levels) if each.level == level), -1)
