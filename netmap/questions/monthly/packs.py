"""The pack of a month: agencies and counts of one partnership, worked out when they are looked at."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from netmap.learning.effective_changes import levels_by_rank
from netmap.learning.path_rule import PathRule
from netmap.learning.upwards import vertical_reach
from netmap.learning.window import window_of
from netmap.library.principals import Principal
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.questions import gaps as asking_gaps
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning.resolved_request import within
from netmap.questions.method import as_of_day
from netmap.questions.node_index import universe_of
from netmap.questions.overview.agency_pairs import pairs_on
from netmap.questions.question import BOARD
from netmap.questions.readable import names_of
from netmap.questions.scope import scope_of
from netmap.questions.seen import agency_ties_unseen
from netmap.questions.sittings import sittings_of
from netmap.questions.window import to_day
from netmap.tie_kinds.people import agencies_on

MONTH = re.compile(r"(\d{4})-(\d{2})")
NO_MONTH = N_("month: “{value}” is no month; write it as 2011-03")
MOST_GAPS = 3
"""So many gaps are told in a pack."""

Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True)
class Month:
    """A month by its first day."""

    first: dt.date

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> Month:
        """The month before it."""
        return Month((self.first - dt.timedelta(1)).replace(day=1))

    @property
    def after(self) -> Month:
        """The month after it."""
        return Month(self.last + dt.timedelta(1))

    @property
    def text(self) -> str:
        """As an address has it."""
        return self.first.isoformat()[:7]


@dataclass(frozen=True)
class Packs:
    """The packs of a month, one for each partnership; without a month nothing is dated."""

    month: Month | None
    packs: tuple[Pack, ...]
    t: Translator

    @property
    def days(self) -> Days:
        """The first and the last day of the month."""
        return (None, None) if self.month is None else (self.month.first, self.month.last)


def packs_of(inquiry: Inquiry, told: str | None) -> Packs:
    """The packs of a month for the partnership that is looked at, else for each; see `MonthRequest`."""
    context, study = inquiry.context, inquiry.study
    scope_of(study, context.partnership)
    month = month_of(study, context, told)
    chosen = context.partnership
    names: list[str | None] = list(study.partnerships["partnership"].astype(str)) or [None]
    asked = names if chosen is None else [chosen]
    packs = () if month is None else tuple(Pack(inquiry.but(partnership=name), month) for name in asked)
    return Packs(month, packs, inquiry.t)


def month_of(study: Study, context: Context, told: str | None) -> Month | None:
    """The month that is asked for, else the last whole one by the last day; None where nothing is dated.

    Raises `ArgumentError` for a month that is none.
    """
    if told is not None:
        found = MONTH.fullmatch(told)
        if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
            raise ArgumentError(NO_MONTH, value=told[:80])
        return Month(dt.date(int(found[1]), int(found[2]), 1))
    end = as_of_day(study, context.end)
    if end is None:
        return None
    month = Month(end.replace(day=1))
    return month if month.last == end else month.before


@dataclass(frozen=True)
class Pack:
    """One partnership in one month, for the eyes of a board: agencies and counts alone."""

    inquiry: Inquiry
    month: Month

    @property
    def study(self) -> Study:
        """The study."""
        return self.inquiry.study

    @property
    def partnership(self) -> str | None:
        """The id of the partnership."""
        return self.inquiry.context.partnership

    @property
    def name(self) -> str:
        """What the partnership is called."""
        partnership = self.partnership
        return (
            ""
            if partnership is None
            else names_of(self.study, ("partnerships",)).get(partnership, partnership)
        )

    @cached_property
    def ends(self) -> dt.date | None:
        """The last day of the record; None where nothing is dated."""
        return as_of_day(self.study, None)

    @property
    def over(self) -> bool:
        """Whether the record ends before the month begins."""
        return self.ends is not None and self.ends < self.month.first

    @property
    def cut(self) -> bool:
        """Whether the record ends within the month, before its last day."""
        return self.ends is not None and self.month.first <= self.ends < self.month.last

    @property
    def until(self) -> dt.date:
        """The last day of the month that the record tells of; nothing later is told as over."""
        return self.ends if self.cut and self.ends is not None else self.month.last

    @cached_property
    def ties_unseen(self) -> str:
        """Why no tie between agencies can be seen in this study, as a message; empty where some can."""
        return agency_ties_unseen(self.study)

    @cached_property
    def told(self) -> int:
        """Of how many sittings of the month it is on record who came."""
        sat, scope = sittings_of(self.study), scope_of(self.study, self.partnership)
        inside = (sat.day >= to_day(self.month.first)) & (sat.day <= to_day(self.month.last))
        return int((inside & scope.meetings & sat.recorded).sum())

    @cached_property
    def present(self) -> tuple[int, int, int]:
        """How many sittings there were in the month, how many people came, and of how many agencies."""
        sat = sittings_of(self.study, self.inquiry.context.ties.count_unclear)
        scope = scope_of(self.study, self.partnership)
        inside = (sat.day >= to_day(self.month.first)) & (sat.day <= to_day(self.month.last))
        inside &= scope.meetings
        came = np.unique(sat.person[inside[sat.meeting]])
        of = universe_of(self.study)
        ids = [str(of.refs[number].id) for number in came.tolist()]
        agencies = agencies_on(self.study, to_day(self.month.last)).reindex(ids).dropna().nunique()
        return int(inside.sum()), len(came), int(agencies)

    @cached_property
    def pairs(self) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """The pairs of agencies with an active tie on the last day of the month before, and of the month."""
        days = (self.month.before.last, self.until)
        found = (pairs_on(self.study, self.inquiry.context, to_day(day)) for day in days)
        before, now = (set(zip(each["a"].tolist(), each["b"].tolist(), strict=True)) for each in found)
        return before, now

    @property
    def new(self) -> list[tuple[str, str]]:
        """Pairs of agencies that work together and did not a month ago, by name."""
        before, now = self.pairs
        return self._named(now - before)

    @property
    def gone(self) -> list[tuple[str, str]]:
        """Pairs of agencies that did a month ago and do no more, by name."""
        before, now = self.pairs
        return self._named(before - now)

    def _named(self, pairs: set[tuple[int, int]]) -> list[tuple[str, str]]:
        names = universe_of(self.study).names
        return sorted((names[a], names[b]) for a, b in pairs)

    @cached_property
    def rises(self) -> pd.DataFrame:
        """From each level to the next and back, how many arrive within the month, and within the one before.

        Columns from_level, to_level, people, certain, expected, before; levels without a rank are left out.
        NaN where nobody at the level to be reached was seen to meet anybody.
        """
        ranked = self.study.levels.dropna(subset=["rank"])["level"]
        levels = [level for level in levels_by_rank(self.study) if level in set(ranked)]
        ways = list(pairwise(levels))
        rows = [self._rise(*way) for way in [*ways, *((high, low) for low, high in ways[::-1])]]
        columns = ["from_level", "to_level", "people", "certain", "expected", "before"]
        return pd.DataFrame([row for row in rows if row[2]], columns=columns)

    def _rise(self, start: str, goal: str) -> tuple[str, str, int, float, float, float]:
        rule = self.inquiry.context.paths
        people, now = self._arrive(start, goal, self.month, rule.at_yardstick)
        _, sure = self._arrive(start, goal, self.month, rule.at_certainty)
        _, before = self._arrive(start, goal, self.month.before, rule.at_yardstick)
        return start, goal, people, sure, now, before

    def _arrive(self, start: str, goal: str, month: Month, rule: PathRule) -> tuple[int, float]:
        """Of how many at a level how many are expected to reach another one within a month.

        NaN where nobody at the other level was seen to meet anybody in it, or nobody is at the first.
        """
        study, policy = within(self.study, self.partnership), self.inquiry.context.ties
        days, passing = (month.first, month.last), rule.taken_by(vertical_reach)
        chance = vertical_reach(study, start, goal, *days, policy=policy, **passing)["chance"]
        window = window_of(study, *days, policy)
        met = window is not None and bool(window.seats(window.at_level(goal)).any())
        return len(chance), float(chance.sum()) if met and len(chance) else math.nan

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """Three gaps on the last day of the month, of different rules if there are: as a board reads them."""
        board = Principal("", BOARD)
        asked = self.inquiry.but(end=self.until, start=None, principal=board)
        found: pd.DataFrame = asking_gaps.answer(asked, asking_gaps.GapsRequest()).facts.gaps
        first = found.drop_duplicates("rule")
        rest = found.drop(first.index)
        return pd.concat([first, rest]).head(MOST_GAPS).reset_index(drop=True)
