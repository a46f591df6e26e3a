"""What every question about learning paths has in common: the window, the rule, who and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from netmap.learning.effective_changes import (
    level_names,
    level_stays,
    own_level_stays,
    presence,
    present_codes,
)
from netmap.learning.path_rule import PathRule
from netmap.model.citing import cited
from netmap.model.dates import NO_DAY, as_day, day_numbers
from netmap.model.derived import derived
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys, journeys_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import default_as_of, in_words
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of, first_recorded_day
from netmap.tie_kinds.stays import agency_stays, code_on

MOST_TABLES, MOST_CELLS = 16, 3_000_000
"""So many tables of who stands where on which day are kept of one study, none of them larger."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The encounters of a study's people from one day to another, both inclusive."""

    study: Study
    start: int
    end: int
    journeys: Journeys

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.end - self.start + 1

    def part(self, start: int, end: int) -> Window:
        """A shorter window within this one."""
        return Window(self.study, start, end, self.journeys.between(start, end))

    def among(self, table: Bools) -> Window:
        """The encounters among those of whom a table of actors x days says so, on those days."""
        return Window(self.study, self.start, self.end, self.journeys.where(self.seats(table)))

    def at_level(self, level: str) -> Bools:
        """Whether somebody in service holds a level: a table of actors x days, to be read only."""
        code = int(level_names(self.study).get_loc(level))
        return _table(self.study, code, self.start, self.end)

    def at_own_level(self, level: str) -> Bools:
        """Whether somebody's own job holds a level, whatever their seats: a table of actors x days."""
        code = int(level_names(self.study).get_loc(level))
        stays = own_level_stays(self.study).of(code)
        return stays.on_days(len(actors_of(self.study)), self.start, self.end) & self.in_service()

    def in_service(self) -> Bools:
        """Whether somebody is in service: a table of actors x days, to be read only; agencies never are."""
        return _table(self.study, None, self.start, self.end)

    def seats(self, table: Bools) -> Bools:
        """What a table of actors x days says of every seat of the journeys."""
        found: Bools = table[self.journeys.members, self.journeys.seat_day - self.start]
        return found

    def agencies_on(self, who: Ints, day: Ints) -> Ints:
        """The agency of people on a day, as a place among `present_codes` at the window's end; -1 unknown."""
        code = code_on(agency_stays(self.study), len(actors_of(self.study)), who, day)
        _, now = present_codes(self.study, self.end)
        return np.where(code >= 0, np.append(now, -1)[code], -1)


def _table(study: Study, level: int | None, start: int, end: int) -> Bools:
    """Who is in service, at a level if one is named, on which day; the last tables are kept, unless large."""
    large = len(actors_of(study)) * (end - start + 1) > MOST_CELLS
    return (_on_days if large else _on_days_kept)(study, level, start, end)


def _on_days(study: Study, level: int | None, start: int, end: int) -> Bools:
    actors = len(actors_of(study))
    if level is None:
        return presence(study).on_days(actors, start, end)
    holds = level_stays(study).of(level).on_days(actors, start, end)
    return holds & _table(study, None, start, end)


_on_days_kept = derived(most=MOST_TABLES)(_on_days)


def window_of(study: Study, start: Any, end: Any, policy: TiePolicy) -> Window | None:
    """The window from `start` to `end`; None where nothing is dated and nothing was told.

    By default it begins with the first `observed_from`, else with the first dated row, and ends with
    the last `observed_to`, else with the last dated row. Raises `ArgumentError` for a date that is none
    and for a window that ends before it starts.
    """
    first, last = as_day(start, "start"), as_day(end, "end", end=True)
    first = first_day(study) if first is None else first
    last = default_as_of(study) if last is None else last
    if first is None or last is None:
        return None
    if first > last:
        raise ArgumentError(
            N_("The window ends on {end}, before it starts on {start}"),
            start=in_words(first),
            end=in_words(last),
        )
    return Window(study, first, last, people_journeys(study, policy).between(first, last))


def first_day(study: Study) -> int | None:
    """The first `observed_from` of any partnership, else the first dated row; None where nothing is dated."""
    told = day_numbers(study.partnerships["observed_from"])
    told = told[told != NO_DAY]
    return int(told.min()) if len(told) else first_recorded_day(study)


def people_journeys(study: Study, policy: TiePolicy) -> Journeys:
    """All encounters of two practitioners or more; contacts of agencies name nobody who could learn."""
    return _people_journeys(study, policy.max_meeting_size, policy.count_unclear)


@derived(most=4)
def _people_journeys(study: Study, max_meeting_size: int | None, count_unclear: bool) -> Journeys:
    policy = TiePolicy(max_meeting_size=max_meeting_size, count_unclear=count_unclear)
    return journeys_of(encounters_of(study, policy), ~actors_of(study).is_agency)


def rule_of(same_day: bool, max_wait: Any) -> Rule:
    """How learning passes on; raises `ArgumentError` for a `max_wait` that is no number of days."""
    return PathRule(same_day=same_day, max_wait=max_wait).passing


def known_level(study: Study, level: str, name: str) -> str:
    """The level, where the study knows it; raises `ArgumentError` otherwise."""
    known = level_names(study)
    if level not in known:
        raise ArgumentError(
            N_("{name}: there is no level “{value}”; the study has: {known}"),
            name=name,
            value=level,
            known=tuple(map(str, known)),
        )
    return level


def told(window: Window | None, rule: PathRule, n: int) -> dict[str, Any]:
    """As `about`, with what a rule says of chance."""
    chance = {
        "transmission_probability": str(rule.transmission_probability),
        "replicates": "" if rule.certain else str(rule.replicates),
        "seed": "" if rule.certain else str(rule.seed),
        "arrive_at": rule.arrive_at,
    }
    return about(window, rule.same_day, rule.max_wait, n) | chance


def about(window: Window | None, same_day: bool, max_wait: Any, n: int) -> dict[str, Any]:
    """What a table says of itself: its study, its n (a number), its window and its rule."""
    return {
        **({} if window is None else cited(window.study)),
        "n": n,
        "start": in_words(None if window is None else window.start),
        "end": in_words(None if window is None else window.end),
        "same_day": str(bool(same_day)).lower(),
        "max_wait": "" if max_wait is None else str(int(max_wait)),
    }
