"""From many actors to groups of seats: the first day or the least span in which each group is reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.temporal.compiling import for_work
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.journeys import Journeys
from netmap.temporal.times_of_day import by_moment, days_of, in_moments

NO_LIMIT: int = np.iinfo(np.int64).max
"""Stands for waiting without a limit."""

LONG_AGO: int = np.iinfo(np.int64).min
"""Stands for the day of what has not been reached."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How something passes on: `same_day`, and at most `max_wait` days after being reached.

    With `same_day` encounters of one day that both have a time of day run in non-decreasing time; where one
    has none, in any order.
    """

    same_day: bool = False
    max_wait: int = NO_LIMIT

    @property
    def by_moment(self) -> Rule:
        """The same for journeys whose days are moments."""
        return Rule(self.same_day, in_moments(self.max_wait))


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """What is asked of the seats of some journeys.

    `starts`: the member may be a source in this encounter. `group`: to whom a member belongs who is
    reached there, 0..groups-1, or -1. `origin`: from which of several origins a source starts there.
    """

    starts: Bools
    group: Ints
    groups: int
    origin: Ints

    def at(self, places: Ints) -> Seats:
        """The same of other seats, each of which stands for one of these."""
        return Seats(self.starts[places], self.group[places], self.groups, self.origin[places])


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Searches to be made: from whom, from which origin (-1: any), over which encounters, into which row.

    A run starts with encounter `begin` and its source may depart up to and including the day
    `depart_until`; what is noted is the day of arrival less `since`.
    """

    source: Ints
    origin: Ints
    begin: Ints
    depart_until: Ints
    since: Ints
    row: Ints


def first_days(journeys: Journeys, seats: Seats, sources: Ints, origins: Ints, rule: Rule) -> Ints:
    """The first day on which each source (from its origin) reaches each group by somebody else.

    Returns an array of sources x groups, `NEVER` where it is not reached.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        asked = (seats.at(moments.seat), sources, origins, rule.by_moment)
        return days_of(first_days(moments.journeys, *asked))
    count = len(sources)
    none = np.zeros(count, np.int64)
    runs = Runs(sources, origins, none, np.full(count, NEVER, np.int64), none, np.arange(count))
    return _answers(journeys, seats, runs, rule, count)


def least_spans(journeys: Journeys, seats: Seats, sources: Ints, rule: Rule) -> Ints:
    """The least number of days from the first to the last hop of any path from each source to each group.

    Returns an array of sources x groups, `NEVER` where it is not reached, 0 for a direct encounter.
    """
    if (moments := by_moment(journeys, rule.same_day)) is not None:
        return days_of(least_spans(moments.journeys, seats.at(moments.seat), sources, rule.by_moment))
    row_of = np.full(journeys.actors, -1, np.int64)
    row_of[sources] = np.arange(len(sources))
    departs = np.flatnonzero(seats.starts & journeys.gives & (row_of[journeys.members] >= 0))
    who, day = journeys.members[departs], journeys.seat_day[departs]
    order = np.lexsort((-day, who))
    who, day = who[order], day[order]
    fresh = np.ones(len(who), np.bool_)
    fresh[1:] = (who[1:] != who[:-1]) | (day[1:] != day[:-1])
    who, day = who[fresh], day[fresh]
    begin = np.searchsorted(journeys.day, day)
    runs = Runs(who, np.full(len(who), -1, np.int64), begin, day, day, row_of[who])
    return _answers(journeys, seats, runs, rule, len(sources))


def _answers(journeys: Journeys, seats: Seats, runs: Runs, rule: Rule, rows: int) -> Ints:
    found = np.full((rows, seats.groups), NEVER, np.int64)
    if not seats.groups:
        return found
    kernel = for_work(runs_kernel, len(runs.source) * len(journeys.members))
    kernel(
        *(journeys.day, journeys.offsets, journeys.members, journeys.gives, journeys.takes),
        *(seats.starts, seats.group, seats.origin),
        *(runs.source, runs.origin, runs.begin, runs.depart_until, runs.since, runs.row),
        *(rule.same_day, rule.max_wait, journeys.actors, found),
    )
    return found


def runs_kernel(  # noqa: PLR0912  (one loop, kept in one piece so that it can be compiled)
    day: Ints,
    offsets: Ints,
    members: Ints,
    gives: Bools,
    takes: Bools,
    starts: Bools,
    group: Ints,
    origin: Ints,
    run_source: Ints,
    run_origin: Ints,
    run_begin: Ints,
    run_until: Ints,
    run_since: Ints,
    run_row: Ints,
    same_day: bool,
    max_wait: int,
    actors: int,
    found: Ints,
) -> None:
    """Make every run, keeping in `found` the least of what was there and what the run finds.

    `last` is the latest day on which an actor was reached, `before` the latest before that: on the day
    on which somebody is reached again, what reached them earlier still counts.
    """
    last = np.empty(actors, np.int64)
    before = np.empty(actors, np.int64)
    for run in range(len(run_source)):
        source, row, since = run_source[run], run_row[run], run_since[run]
        last[:] = LONG_AGO
        before[:] = LONG_AGO
        begin = run_begin[run]
        while begin < len(day):
            today = day[begin]
            if found[row].max() <= today - since:
                break
            end = begin
            changed = True
            while changed:
                changed = False
                end = begin
                while end < len(day) and day[end] == today:
                    one, many = -1, False
                    for seat in range(offsets[end], offsets[end + 1]):
                        if not gives[seat]:
                            continue
                        who = members[seat]
                        active = False
                        if who == source and starts[seat] and today <= run_until[run]:
                            active = run_origin[run] < 0 or run_origin[run] == origin[seat]
                        if not active:
                            held = last[who]
                            if held == today and not same_day:
                                held = before[who]
                            active = held != LONG_AGO and today - held <= max_wait
                        if active:
                            many = one >= 0
                            if many:
                                break
                            one = who
                    if one >= 0:
                        for seat in range(offsets[end], offsets[end + 1]):
                            who = members[seat]
                            if not takes[seat] or (who == one and not many):
                                continue
                            if last[who] != today:
                                before[who] = last[who]
                                last[who] = today
                                changed = same_day
                            at = group[seat]
                            if at >= 0 and who != source:
                                found[row, at] = min(found[row, at], today - since)
                    end += 1
            begin = end
