"""The exact gain of every introduction by itself, in the same random worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from netmap.learning.chance import arrival_seats, coins_of
from netmap.learning.horizons import Horizons
from netmap.learning.sideways import asked_sideways
from netmap.learning.upwards import may_depart
from netmap.model.dates import as_day
from netmap.model.study import Study
from netmap.temporal.added_contacts import Added, Asked, gains_by_world, lesser_shares, open_ends
from netmap.temporal.chance import Coins
from netmap.temporal.compiling import side_by_side
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.temporal.reach_rows import Words
from netmap.temporal.self_excluding_targets import Goals, goals_of
from netmap.tie_kinds.identities import encounter_keys
from netmap.tie_kinds.recorded import encounters_of
from netmap.what_if.changed_study import Pair, meeting_days, with_contacts
from netmap.what_if.figures import Figure, Floats, Measured, Setting

LOOKED_AT = 64
"""In so many random worlds the bound on a gain is worked out."""


@dataclass(frozen=True, slots=True, eq=False)
class Month:
    """One month of one figure, laid out for counting; `per` is what a count is divided by.

    `starts_on` and `group_on` are tables of actors x days: who may be a source, and which goal somebody
    counts for who is reached by a contact (-1: none); `meets_on` who could be met at all.
    """

    first: int
    journeys: Journeys
    coins: Coins
    starts: Bools
    goals: Goals
    asked: Asked
    per: float
    starts_on: Bools
    group_on: Ints
    meets_on: Bools


def months_of(study: Study, setting: Setting, each: Measured) -> Iterator[Month]:
    """The months of a figure that had a share before."""
    horizons = setting.horizons(study)
    assert horizons is not None  # noqa: S101  (a figure that is measured has months)
    for month in each.months:
        if each.figure.to_level is None:
            yield _sideways(horizons, month, each.figure, setting)
        else:
            yield _vertical(horizons, month, each.figure, setting)


def _vertical(horizons: Horizons, month: int, figure: Figure, setting: Setting) -> Month:
    part, days, target = horizons.part(month), horizons.days(month), str(figure.to_level)
    departs = may_depart(horizons.whole, figure.from_level, target)[:, days]
    ends = arrival_seats(horizons.whole, target, setting.rule, setting.policy)[horizons.seats(month)]
    sources, members = np.flatnonzero(departs.any(axis=1)), part.journeys.members
    ever: Bools = np.logical_or.reduce(departs, axis=1)
    goals = goals_of(members, np.where(ends, 0, -1), 1, ever[members])
    there = part.at_level(target) if setting.rule.arrive_at == "person" else part.at_own_level(target)
    return Month(
        month,
        part.journeys,
        coins_of(part, setting.rule, setting.policy),
        part.seats(departs),
        goals,
        Asked(sources, np.ones((1, len(sources)), np.bool_)),
        float(len(sources)),
        departs,
        np.where(there, 0, -1),
        part.in_service(),
    )


def _sideways(horizons: Horizons, month: int, figure: Figure, setting: Setting) -> Month:
    part, days = horizons.part(month), horizons.days(month)
    at_level = horizons.whole.at_level(figure.from_level)[:, days]
    nobody, level, goals = asked_sideways(part, at_level)
    counted = nobody.others & nobody.defined[:, None]
    who, on = np.nonzero(at_level)
    group = np.full(at_level.shape, -1, np.int64)
    group[who, on] = level.agencies_on(who, month + on)
    return Month(
        month,
        level.journeys,
        coins_of(level, setting.rule, setting.policy),
        np.ones(len(level.journeys.members), np.bool_),
        goals,
        Asked(nobody.who, np.ascontiguousarray(counted.T)),
        float(counted.sum()),
        at_level,
        group,
        at_level,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """The contacts of every introduction, both ways: which one, on which day, from whom to whom, its key."""

    change: Ints
    day: Ints
    giver: Ints
    taker: Ints
    key: Words

    @classmethod
    def of(cls, study: Study, pairs: list[Pair], setting: Setting) -> Passages:
        """Those that would be if each pair met once a month, of people who are in service on the day."""
        days = meeting_days(setting.start, setting.end)
        everything = with_contacts(study, pairs, days)
        met, keys = encounters_of(everything, setting.policy), encounter_keys(everything, setting.policy)
        rows = np.flatnonzero(~met.sitting & (met.row >= len(study.contacts)))
        change = (met.row[rows] - len(study.contacts)) // max(len(days), 1)
        ends = met.members[met.offsets[rows]], met.members[met.offsets[rows] + 1]
        day, order = met.day[rows], np.argsort(np.tile(met.day[rows], 2), kind="stable")
        giver, taker = np.concatenate(ends), np.concatenate(ends[::-1])
        return cls(
            np.tile(change, 2)[order],
            np.tile(day, 2)[order],
            giver[order],
            taker[order],
            np.tile(keys[rows], 2)[order],
        )

    def within(self, month: Month, changes: int) -> Added:
        """Those of a month that a path of its figure may use."""
        day = self.day - month.first
        inside = np.flatnonzero((day >= 0) & (day < month.meets_on.shape[1]))
        both = (
            month.meets_on[self.giver[inside], day[inside]] & month.meets_on[self.taker[inside], day[inside]]
        )
        kept = inside[both]
        giver, taker, on = self.giver[kept], self.taker[kept], day[kept]
        starts, group = month.starts_on[giver, on], month.group_on[taker, on]
        return Added(changes, self.change[kept], self.day[kept], giver, taker, self.key[kept], starts, group)


def gains_of(
    study: Study, setting: Setting, before: tuple[Measured, ...], pairs: list[Pair]
) -> tuple[Floats, Floats]:
    """How much the objective gains by each introduction: pairs x worlds, and the means by figure."""
    passages = Passages.of(study, pairs, setting)
    total = np.zeros((len(pairs), setting.rule.replicates))
    by_figure = np.zeros((len(pairs), len(before)))

    def more(month: Month) -> Ints:
        added = passages.within(month, len(pairs))
        return gains_by_world(month.journeys, month.coins, month.starts, month.goals, month.asked, added)

    for place, each in enumerate(before):
        found = np.zeros_like(total)
        for month, counts in side_by_side(more, months_of(study, setting, each)):
            found += counts / (month.per * len(each.months))
        by_figure[:, place] = found.mean(axis=1)
        total += found / len(before)
    return total, by_figure


def bounds_of(
    study: Study, setting: Setting, before: tuple[Measured, ...], first: Ints, second: Ints
) -> Floats:
    """A bound on the gain of introducing pairs, in the first 64 random worlds.

    With one contact nobody newly arrives who does not hold what one of the two holds before the last of
    the days, and nowhere but where the other still gets something to after the first of them. So for each
    figure, month, direction and goal it is the lesser of the two shares, added up.
    """
    numbers = np.array([as_day(day) for day in meeting_days(setting.start, setting.end)], np.int64)
    worlds = min(LOOKED_AT, setting.rule.replicates)

    def most(month: Month) -> Ints:
        inside = numbers[(numbers >= month.first) & (numbers < month.first + month.meets_on.shape[1])]
        if not len(inside):
            return np.zeros(len(first), np.int64)
        held, onward = open_ends(
            *(
                month.journeys,
                replace(month.coins, replicates=worlds),
                month.starts,
                month.goals,
                month.asked,
            ),
            (int(inside[0]), int(inside[-1])),
        )
        at_once = np.zeros_like(onward)
        for day in inside - month.first:
            who = np.flatnonzero(month.group_on[:, day] >= 0)
            at_once[who, month.group_on[who, day]] = worlds
        could = np.maximum(onward, at_once) * max(len(month.asked.sources), 1)
        return lesser_shares(held, could, first, second)

    found = np.zeros(len(first))
    for each in before:
        for month, shares in side_by_side(most, months_of(study, setting, each)):
            found += shares / (worlds * month.per * len(each.months) * len(before))
    return found
