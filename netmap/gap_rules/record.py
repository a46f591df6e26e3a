"""The record that rules look at: the ties of a day, the twelve months before it, and who belongs where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.gap_rules.finding import (
    AGENCY,
    AREA,
    CHANNEL,
    LEVEL,
    NEED,
    OBJECT,
    PARTNERSHIP,
    PERSON,
    SERVICE,
    ZONE,
    Called,
)
from netmap.learning.effective_changes import present_codes
from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window, first_day, window_of
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.derived import cached_property
from netmap.model.spells import ALWAYS
from netmap.model.study import Study
from netmap.model.words import languages_of, texts_in, word
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.coding import coded_pairs
from netmap.tie_kinds.declared import first_relation
from netmap.tie_kinds.histories import Histories, histories_of
from netmap.tie_kinds.memberships import partnership_names, partnership_on
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.rosters import SERVED, first_day_of_months, on_roster, roster_for_seen
from netmap.tie_kinds.stays import agency_names

NAMED = {
    AGENCY: ("agencies", "agency"),
    PERSON: ("practitioners", "practitioner"),
    ZONE: ("zones", "zone"),
    LEVEL: ("levels", "level"),
    SERVICE: ("services", "service"),
    OBJECT: ("objects", "object"),
    PARTNERSHIP: ("partnerships", "partnership"),
}
"""In which table the names of which sort of thing stand, and under which key."""

WORDED = {NEED: ("services", "need"), AREA: ("services", "area"), CHANNEL: ("contacts", "channel")}
"""In which table and column the words of other sorts stand."""


CERTAINLY = PathRule()
"""As learning passes on where every encounter passes it on."""
AT_YARDSTICK = CERTAINLY.at_yardstick
"""As it does where one in five does."""


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Pairs that are tied in some way on the day: codes of their ends, and of the agencies of both.

    `active`: seen, and not quiet; `declared`: only declared, so that it has no date and is never active.
    Agencies are places among `Record.agencies`, -1 where not known.
    """

    first: Ints
    second: Ints
    one: Ints
    other: Ints
    active: Bools
    declared: Bools

    @property
    def known(self) -> Bools:
        """Ties of which the agencies of both ends are known."""
        known: Bools = (self.one >= 0) & (self.other >= 0)
        return known

    @property
    def between(self) -> Bools:
        """Ties across agencies."""
        between: Bools = self.known & (self.one != self.other)
        return between


@dataclass(frozen=True, eq=False)
class Record:
    """What is known on a day T (`end`): nothing later is looked at.

    `start` is the first day of the twelve months that end with T, not before the record begins. `path` says
    how learning passes on where every encounter passes it on, `chance` under which chance else.
    """

    study: Study
    end: int
    baseline: dt.date | None = None
    policy: TiePolicy = TiePolicy()
    path: PathRule = CERTAINLY
    chance: PathRule = AT_YARDSTICK
    roster: str | None = None

    @cached_property
    def start(self) -> int:
        """The first day of the window."""
        first, months = first_day(self.study), first_day_of_months(self.end)
        return months if first is None else min(max(first, months), self.end)

    @cached_property
    def window(self) -> Window:
        """The encounters of the window."""
        window = window_of(self.study, from_day(self.start), from_day(self.end), self.policy)
        assert window is not None  # noqa: S101  (both days are told)
        return window

    @property
    def days(self) -> dict[str, dt.date]:
        """The window in a sentence."""
        return {"start": from_day(self.start), "end": from_day(self.end)}

    @cached_property
    def agencies(self) -> pd.Index:
        """The agencies as they are called on the day; an agency's code is its place here."""
        return present_codes(self.study, self.end)[0]

    def agency_codes(self, column: pd.Series) -> Ints:
        """The code of each agency of a column under its name of the day; -1 where it is missing."""
        place = agency_names(self.study).get_indexer(pd.Index(column, dtype=object))
        now = present_codes(self.study, self.end)[1]
        codes: Ints = np.append(now, -1)[place]
        return codes

    def agencies_on(self, who: Ints, day: Ints) -> Ints:
        """The agency of actors on some days; of an agency itself, under its name of the day T."""
        of_people = self.window.agencies_on(who, day)
        return np.where(self._itself[who] >= 0, self._itself[who], of_people)

    @cached_property
    def _itself(self) -> Ints:
        actors = actors_of(self.study)
        codes = self.agency_codes(pd.Series(actors.ids, dtype=object))
        return np.where(actors.is_agency, codes, -1)

    @cached_property
    def agency_of(self) -> Ints:
        """The agency of every actor on the day, by code."""
        everybody = np.arange(len(actors_of(self.study)))
        return self.agencies_on(everybody, np.full(len(everybody), self.end))

    @cached_property
    def histories(self) -> Histories:
        """What became of every pair by the day."""
        return histories_of(self.study, self.policy, self.end, self.baseline)

    @cached_property
    def ties(self) -> Ties:
        """Every tie on the day, seen or declared."""
        met, states = self.histories, self.histories.states(self.end, self.policy)
        told = coded_pairs(self.study, self.end, first_relation(self.study))
        told = told[told["declared"].eq(True)]
        seen = (met.occasions.first[met.is_tie], met.occasions.second[met.is_tie])
        states = states[met.is_tie]
        ends = [
            np.concatenate([seen[at], told[name].to_numpy(np.int64)]) for at, name in ((0, "a"), (1, "b"))
        ]
        size = len(actors_of(self.study))
        met_too = np.isin(ends[0] * size + ends[1], seen[0] * size + seen[1])
        active = np.zeros(len(ends[0]), np.bool_)
        active[: len(states)] = states == "active"
        return Ties(ends[0], ends[1], self.agency_of[ends[0]], self.agency_of[ends[1]], active, ~met_too)

    @cached_property
    def linked(self) -> Bools:
        """Whether any two agencies have an active tie: a table of agencies x agencies."""
        return self.counted(self.ties.active) > 0

    def counted(self, which: Bools) -> Ints:
        """How many of some of the ties join any two agencies: a table of agencies x agencies."""
        table = np.zeros((len(self.agencies),) * 2, np.int64)
        held = self.ties.between & which
        np.add.at(table, (self.ties.one[held], self.ties.other[held]), 1)
        found: Ints = table + table.T
        return found

    @cached_property
    def partnership_of(self) -> Ints:
        """The partnership of every agency on the day, as a place in `partnership_names`; -1 not known."""
        actors = actors_of(self.study)
        place = actors.ids.get_indexer(self.agencies)
        found = partnership_on(self.study, np.maximum(place, 0), np.full(len(place), self.end))
        return np.where(place >= 0, found, -1)

    def together(self, one: int, other: int) -> bool:
        """Whether two agencies are of one partnership, or one's is not known."""
        of = self.partnership_of
        return bool(of[one] == of[other] or min(of[one], of[other]) < 0)

    def partnerships(self) -> Iterator[tuple[int, str | None]]:
        """Every partnership with its place; one without a name where the study has none."""
        names = partnership_names(self.study)
        yield from enumerate(map(str, names)) if len(names) else iter([(-1, None)])

    @cached_property
    def on_roster(self) -> Bools:
        """Which actors are on the roster on the day.

        Of people of whom no date says that they are still there, only those seen in the twelve months before.
        """
        name = roster_for_seen(self.study) if self.roster is None else self.roster
        there = on_roster(self.study, name, self.end, self.policy)
        dated = np.zeros(len(there), np.bool_)
        for table, column in SERVED:
            rows = self.study.table(table)
            rows = rows[rows[["joined", "left"]].notna().any(axis=1)]
            dated[actors_of(self.study).codes(rows[column])] = True
        return there & (dated | on_roster(self.study, "seen", self.end, self.policy))

    def name(self, sort: str, id: str) -> str:  # noqa: A002  (what it is)
        """The name that readers see; the id where it has none."""
        table, column = WORDED.get(sort, (NAMED.get(sort, ("",))[0], "name"))
        name = self._names(sort).get(id, id)
        if self.study.language:
            return word(self.study, table, column, name) if sort in WORDED else name
        texts = {each: texts_in(self.study, each, table, column) for each in languages_of(self.study)}
        return Called.of(name, {each: told[name] for each, told in texts.items() if name in told})

    def agency_name(self, code: int) -> str:
        """The name of an agency by its code."""
        return self.name(AGENCY, str(self.agencies[code]))

    def _names(self, sort: str) -> dict[str, str]:
        if sort not in self._kept_names:
            table, key = NAMED.get(sort, ("", ""))
            rows = self.study.table(table).dropna(subset=["name"]) if table else pd.DataFrame()
            known = zip(rows[key].astype(str), rows["name"].astype(str), strict=True) if table else ()
            self._kept_names[sort] = dict(known)
        return self._kept_names[sort]

    @cached_property
    def _kept_names(self) -> dict[str, dict[str, str]]:
        return {}


def held_on(table: pd.DataFrame, day: int, first: str, last: str) -> Bools:
    """Which rows hold on a day by their first and last day; without dates one always does."""
    begins, ends = day_numbers(table[first]), day_numbers(table[last], end=True)
    holds: Bools = (begins <= day) & ((ends == NO_DAY) | (day <= np.where(ends == NO_DAY, ALWAYS, ends)))
    return holds
