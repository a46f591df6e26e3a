"""A state of a page of learning paths read against its study: the window, two levels, the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from netmap.learning.effective_changes import level_names, level_stays, with_levels_of
from netmap.learning.over_time import reach_over_time
from netmap.learning.path_rule import PathRule
from netmap.learning.sideways import arrival_matrix
from netmap.learning.upwards import vertical_reach
from netmap.learning.window import first_day
from netmap.library.kept_answers import kept_table
from netmap.model.dates import from_day
from netmap.model.derived import Recent, cached_property, derived
from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning import PEOPLE, SIDEWAYS, LevelsRequest, ThingRequest
from netmap.questions.learning.types import Level
from netmap.questions.method import Method, method_of
from netmap.questions.node_index import universe_of
from netmap.questions.parameters import PERSON, NodeRef
from netmap.questions.question import BOARD
from netmap.questions.scope import scope_of
from netmap.questions.window import Window, window_of
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import default_as_of
from netmap.tie_kinds.memberships import partnerships_of

T = TypeVar("T")

MOST_ANSWERS = 64
"""So many tables of one study are kept, so that a second look costs nothing."""

FEW = 5
"""Of the levels that could be meant, the lowest with at least so many people is taken."""

NOWHERE = Level("", "", 0)
"""Stands for the level where paths start in a study that has none; no level has an empty id."""

UNDATED, NO_LEVEL, OUTSIDE = "undated", "no-level", "outside"
"""Why nothing can be asked: no dates, nobody at any level, or a window outside the record."""

NO_NAMES = N_("People by name are not for the role “{role}”.")
NO_SUCH = N_("the study holds no such {sort}: “{name}”")


@dataclass(frozen=True, eq=False)
class Setting:
    """A study with what a request finds in it; `without` says why nothing can be asked, and is empty else."""

    study: Study
    context: Context
    request: ThingRequest
    levels: tuple[Level, ...]
    record: Window | None
    without: str = ""


@dataclass(frozen=True, eq=False)
class Asked:
    """A request with everything that its answers are worked out from.

    `record` is the whole record, `window` the part of the window that lies in it. `start` is the level
    where paths start, `end` the one that they are to reach; None where reach sideways is asked for.
    """

    study: Study
    context: Context
    request: ThingRequest
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
    def horizon(self) -> int:
        """Days within which reach is looked at."""
        return self.context.paths.horizon

    @cached_property
    def at_yardstick(self) -> Asked:
        """The same under chance: under that of the rule, and where it is certain under the yardstick."""
        return self._under(self.context.paths.at_yardstick)

    @cached_property
    def at_certainty(self) -> Asked:
        """The same where every encounter passes something on."""
        return self._under(self.context.paths.at_certainty)

    def _under(self, paths: PathRule) -> Asked:
        return self if paths == self.context.paths else replace(self, context=self.context.but(paths=paths))

    @cached_property
    def chosen(self) -> NodeRef | None:
        """What is looked at; raises `NotFoundError` where the study does not hold it."""
        return known_thing(self.study, self.request.selected)

    def arguments(self, function: Callable[..., Any]) -> dict[str, Any]:
        """Window, path rule, thresholds and baseline, as far as a function of the library takes them."""
        told = {"policy": self.context.ties, "baseline": self.context.baseline, **dates_of(self.window)}
        names = signature(function).parameters
        there = {name: value for name, value in told.items() if name in names}
        return there | self.context.paths.taken_by(function)

    def remembered(self, question: tuple[Any, ...], answer: Callable[[], T]) -> T:
        """The answer to a question in this window and under these rules, kept for a while."""
        kept: Recent[T] = self.study.derived.of(asked_of, MOST_ANSWERS)
        context = self.context
        return kept.get((question, self.window, context.paths, context.ties, context.baseline), answer)

    def library(self, function: Callable[..., pd.DataFrame], *ends: Any, **other: Any) -> pd.DataFrame:
        """What a function of the library answers in this window and under these rules.

        It is kept for a while, and by the store of the study, if it has one, where it took long. `other` are
        arguments that go before the context's.
        """
        told = {**self.arguments(function), **other}

        def ask() -> pd.DataFrame:
            return kept_table(
                self.study,
                (function.__name__, *ends, *told.items()),
                lambda: function(self.study.own, *ends, **told),
            )

        return self.remembered((function, ends, tuple(other.items())), ask)

    def months(self, from_level: str, to_level: str | None, window: Window | None = None) -> pd.DataFrame:
        """Reach from the first of every month of a window that lies in the record with its whole horizon.

        Unless told, of the whole record.
        """
        days = {"start": None, "end": None} if window is None else dates_of(window)
        return self.library(reach_over_time, from_level, to_level, **days)

    def upwards(self, from_level: str, to_level: str) -> pd.DataFrame:
        """Who reaches the other level in the window, when first and how fast."""
        return self.library(vertical_reach, from_level, to_level)

    def arrivals(self, level: str) -> pd.DataFrame:
        """Days from agency to agency at a level in the window."""
        return self.library(arrival_matrix, level)


def asked_of(inquiry: Inquiry, request: LevelsRequest) -> Asked | Setting:
    """Read a request against its study; only the setting where nothing can be asked.

    Raises:
        NotFoundError: the study has no such level or partnership.
        ArgumentError: the window would end before it starts.
        NotAllowedError: people are asked for by name by whoever may not read names.
    """
    found = asked_at_no_level(inquiry, request)
    if found.record is None or any(level.people for level in found.levels):
        return found
    return Setting(found.study, found.context, request, found.levels, found.record, NO_LEVEL)


def asked_at_no_level(inquiry: Inquiry, request: ThingRequest) -> Asked | Setting:
    """The same where levels are not what is asked about: nobody need have one; `start` may be `NOWHERE`."""
    context = inquiry.context
    _may_read(context, request)
    study = within(inquiry.study, context.partnership)
    levels, record = levels_of(study), _record(study)
    start, end = _two(levels, request)
    wished = window_of(study, context)
    window = None if wished is None or record is None else _common(wished, record)
    if record is None or wished is None:
        return Setting(study, context, request, levels, record, UNDATED)
    if window is None:
        return Setting(study, context, request, levels, record, OUTSIDE)
    shown = wished if context.whole_record else window
    return Asked(study, context, request, levels, record, shown, start or NOWHERE, end)


def _may_read(context: Context, request: ThingRequest) -> None:
    """Names of people are not the board's."""
    refs = (request.selected, getattr(request, "target", None))
    named = request.view == PEOPLE or any(ref is not None and ref.sort == PERSON for ref in refs)
    if named and context.principal.role == BOARD:
        raise NotAllowedError(NO_NAMES, role=BOARD)


def method_of_asked(inquiry: Inquiry, asked: Asked | Setting, n: int | None = None) -> Method:
    """How an answer about paths came about; `n`: of how many it speaks, else of those where paths start."""
    window: tuple[Any, Any] = (None, None)
    if isinstance(asked, Asked):
        window = tuple(dates_of(asked.window).values())
        n = asked.start.people if n is None else n
    chance = inquiry.context.paths.at_yardstick
    return method_of(inquiry, n or 0, window=window, ties=True, horizon=True, chance=chance)


def known_thing(study: Study, ref: NodeRef | None) -> NodeRef | None:
    """A thing of the study; raises `NotFoundError` for one that it does not hold."""
    if ref is not None and ref not in universe_of(study).numbers:
        raise NotFoundError(NO_SUCH, sort=ref.sort, name=str(ref.id)[:80])
    return ref


def thing_name(asked: Asked, ref: NodeRef) -> str:
    """The name of a thing of the study; its id where it has none."""
    universe = universe_of(asked.study)
    number = universe.numbers.get(ref)
    return str(ref.id) if number is None else universe.names[number]


def within(study: Study, partnership: str | None) -> Study:
    """The study in which people of other partnerships start no path and end none; they still carry.

    People who belong to none count with every partnership. Raises `NotFoundError` for a partnership that
    the study does not have.
    """
    if partnership is None:
        return study
    scope_of(study, partnership)
    return _within(study, partnership).in_language(study.language)


@derived(most=8)
def _within(study: Study, partnership: str) -> Study:
    return with_levels_of(study, people_of(study, partnership))


def people_of(study: Study, partnership: str | None) -> Bools:
    """For every actor, whether it belongs to a partnership or to none at all."""
    found = np.ones(len(actors_of(study)), np.bool_)
    if partnership is None:
        return found
    table = partnerships_of(study)
    codes, mine = actors_of(study).codes(table["actor"]), table["partnership"].eq(partnership)
    found[codes] = False
    found[codes[mine.to_numpy(dtype=bool)]] = True
    return found


def zones_of(study: Study, partnership: str | None) -> Bools:
    """For every zone of the table, whether the map shows it for a partnership."""
    zones: Bools = scope_of(study, partnership).things[universe_of(study).first_zone :]
    return zones


def dates_of(window: Window) -> dict[str, Any]:
    """A window as the library takes it."""
    return {"start": from_day(window.start), "end": from_day(window.end)}


@derived(most=1, named=True)
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


def _two(levels: tuple[Level, ...], request: ThingRequest) -> tuple[Level | None, Level | None]:
    """The levels asked for; unless told, from the lowest with a few people to the highest with any."""
    if not isinstance(request, LevelsRequest):
        request = LevelsRequest()
    start = level_named(levels, request.from_level) if request.from_level else None
    end = level_named(levels, request.to_level) if request.to_level else None
    held = [each for each in levels if each.people] or list(levels)
    if start is None:
        others = [each for each in held if each != end]
        start = next((each for each in others if each.people >= FEW), next(iter(others), None))
    if request.way == SIDEWAYS or end == start:
        end = None
    elif end is None:
        end = next((each for each in reversed(held) if each != start), None)
    return start, end


def is_usual(asked: Asked) -> bool:
    """Whether it is asked from the front line to the board, the levels taken unless others are told."""
    return (asked.start, asked.end) == _two(asked.levels, LevelsRequest())


def _record(study: Study) -> Window | None:
    first, last = first_day(study), default_as_of(study)
    return None if first is None or last is None or first > last else Window(first, last)


def _common(window: Window, record: Window) -> Window | None:
    found = Window(max(window.start, record.start), min(window.end, record.end))
    return found if found.start <= found.end else None


def level_place(levels: tuple[Level, ...], level: str) -> int:
    """The place of a level from the lowest up; -1 for one that is not there."""
    return next((place for place, each in enumerate(levels) if each.level == level), -1)
