"""Vertical reach: who, at one level, reaches another, when, and how fast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.chance import Floats, arrival_seats, coins_of, standard_error
from netmap.learning.effective_changes import joined_of, present_codes
from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window, known_level, told, window_of
from netmap.model.dates import NO_DAY, to_datetimes
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.arrivals_of_all import first_and_fastest
from netmap.temporal.chance import Coins, days_by_chance
from netmap.temporal.chance_kernels import LATER, Days
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.self_excluding_targets import Goals, goals_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.stays import agency_names


def vertical_reach(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """Who at one level reaches somebody at another, when first, and how fast at best.

    A path starts from a person who on the day of departure is at `from_level` and not at `to_level`, and
    ends with anybody else who on the day of arrival is at `to_level`. Upwards or downwards alike.

    Parameters
    ----------
    study: the study.
    from_level, to_level: two levels of the study.
    start, end: the window, both days inclusive (ISO text, date or Timestamp). Default: from the first
        `observed_from`, else the first dated row, to the last `observed_to`, else the last dated row.
    same_day: an encounter may follow another on the same day, unless both have a time of day and its is the
        earlier; else only on a later one.
    max_wait: the most days between being reached and passing on, inclusive; being reached again renews
        it, and the source's own start is not limited. Default: no limit.
    policy: says whether `unclear` attendance counts, and of what size a meeting is no occasion.
    transmission_probability: the chance, from 0 to 1, with which an encounter passes something from a member
        who holds it to another, for each encounter and ordered pair by itself. Default: 1, always.
    replicates, seed: in how many random worlds that is played, and in which. At 1 there is only one world.
    arrive_at: `person`, anybody who is at `to_level` that day; or `zone`, only in a sitting of a zone of
        that level, or with somebody whose own job is at it.

    Returns
    -------
    One row for everybody who may depart on some day of the window, in text order: practitioner, agency
    (on the first such day, as it is called at the window's end), reached (in any world), chance (the share of
    worlds in which they reach) and its standard error se, first_arrival, wait_days (from the window's start,
    or from joining where that is later, to the first arrival) and fastest_days (the least number of days from
    the first to the last hop, if every encounter passes it on; 0 for a direct encounter). First arrival and
    wait are of the day by which half of the worlds in which they reach have arrived. The frame's `attrs` hold
    n, start, end, same_day, max_wait, transmission_probability, replicates, seed and arrive_at.

    Undefined: dates and days of those who do not reach are NaT and NaN, se with a single random world is NaN.
    Without dated rows it is empty.

    Raises `ArgumentError` for a date that is none, a level that the study does not have, two levels
    that are the same, or a value that `PathRule` does not take.

    Source: time-respecting paths, Holme and Saramäki (2012), Physics Reports 519:97-125; under chance,
    independent cascades, Kempe, Kleinberg and Tardos (2003), and directed percolation in temporal networks,
    Badie-Modiri, Rizi, Karsai and Kivelä (2022).

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", None, "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> netmap.vertical_reach(study, "front", "board")[["practitioner", "fastest_days"]].values.tolist()
        [['Ada', 4.0]]
    """
    rule = PathRule(
        same_day=same_day,
        max_wait=max_wait,
        transmission_probability=transmission_probability,
        replicates=replicates,
        seed=seed,
        arrive_at=arrive_at,
    )
    two_levels(study, from_level, to_level)
    window = window_of(study, start, end, policy)
    if window is None:
        frame = _frame(study, None, NOBODY)
    else:
        departs = may_depart(window, from_level, to_level)
        ends = arrival_seats(window, to_level, rule, policy)
        found = _certain(window, departs, ends, rule)
        if not rule.certain:
            coins = coins_of(window, rule, policy)
            found = _under_chance(window, departs, ends, rule, coins, found)
        frame = _frame(study, window, found)
    frame.attrs.update(told(window, rule, len(frame)))
    return frame


@dataclass(frozen=True, slots=True, eq=False)
class _Vertical:
    """Who may depart, on which day first, and of each the chance to reach, its error, and when they do."""

    who: Ints
    departs: Ints
    chance: Floats
    error: Floats
    first: Ints
    fastest: Ints


NOBODY = _Vertical(*(np.zeros(0, kind) for kind in (np.int64, np.int64, float, float, np.int64, np.int64)))
"""The answer where nothing is dated."""


def _certain(window: Window, departs: Bools, ends: Bools, rule: PathRule) -> _Vertical:
    who, first, fastest = fastest_vertical(window, departs, ends, rule.passing)
    chance = (first != NEVER).astype(np.float64)
    day = window.start + departs[who].argmax(axis=1)
    return _Vertical(who, day, chance, np.zeros(len(who)), first, fastest)


def _under_chance(
    window: Window, departs: Bools, ends: Bools, rule: PathRule, coins: Coins, certain: _Vertical
) -> _Vertical:
    days = days_vertical(window, departs, ends, rule.passing, coins)
    arrived = days != LATER
    count, error = arrived.sum(axis=1), standard_error(arrived)
    middle = np.sort(days, axis=1)[np.arange(len(days)), np.maximum(count - 1, 0) // 2]
    first = np.where(count > 0, middle.astype(np.int64) + window.start, NEVER)
    chance = arrived.mean(axis=1)
    return replace(certain, chance=chance, error=error, first=first)


def two_levels(study: Study, from_level: str, to_level: str) -> None:
    """Raises `ArgumentError` unless both levels are known and differ."""
    known_level(study, from_level, "from_level")
    known_level(study, to_level, "to_level")
    if from_level == to_level:
        raise ArgumentError(
            N_("from_level and to_level are both “{value}”; take two levels"), value=from_level
        )


def may_depart(window: Window, from_level: str, to_level: str) -> Bools:
    """Whether somebody is at one level and not at the other: a table of actors x days."""
    return window.at_level(from_level) & ~window.at_level(to_level)


def first_vertical(
    window: Window, departs: Bools, ends: Bools, rule: Rule, runs: int = 1
) -> tuple[Ints, Ints]:
    """Everybody who may depart on some day, and the first day on which each reaches; `NEVER` without.

    `departs` is a table of actors x days, `ends` says of every seat whether a path may end there; `runs` is
    how many windows like this are asked for in a row.
    """
    return fastest_vertical(window, departs, ends, rule, runs)[:2]


def fastest_vertical(
    window: Window, departs: Bools, ends: Bools, rule: Rule, runs: int = 1
) -> tuple[Ints, Ints, Ints]:
    """As `first_vertical`, and the least number of days from the first to the last hop; `NEVER` without."""
    who, starts = np.flatnonzero(departs.any(axis=1)), window.seats(departs)
    goals = vertical_goals(window.journeys.members, starts, ends)
    found = first_and_fastest(window.journeys, starts, goals, rule, runs=runs)
    return who, found[0][who, 0], found[1][who, 0]


def days_vertical(window: Window, departs: Bools, ends: Bools, rule: Rule, coins: Coins) -> Days:
    """When everybody who may depart first reaches in each random world, in days since the window's start.

    Returns people x worlds, `LATER` where somebody does not reach.
    """
    who, starts = np.flatnonzero(departs.any(axis=1)), window.seats(departs)
    goals = vertical_goals(window.journeys.members, starts, ends)
    found = days_by_chance(window.journeys, coins, starts, goals, rule)
    days = np.concatenate([each[who, 0] for _, each in found], axis=1)
    begun = int(window.journeys.day[:1].sum()) - window.start if len(window.journeys) else 0
    return np.where(days == LATER, LATER, days + np.int32(begun))


def vertical_goals(members: Ints, starts: Bools, ends: Bools) -> Goals:
    """The seats at which a path ends, those of people who may depart themselves kept apart."""
    departs = np.zeros(int(members.max(initial=-1)) + 1, np.bool_)
    departs[members[starts]] = True
    return goals_of(members, np.where(ends, 0, -1), 1, departs[members])


def _frame(study: Study, window: Window | None, found: _Vertical) -> pd.DataFrame:
    start = 0 if window is None else window.start
    reached = found.first != NEVER
    waited = found.first - np.maximum(joined_of(study)[found.who], start)
    agency = agency_texts(study, window, found.who, found.departs)
    return pd.DataFrame(
        {
            "practitioner": pd.Series(actors_of(study).ids[found.who], dtype="str"),
            "agency": pd.Series(agency, dtype="str"),
            "reached": reached,
            "chance": found.chance,
            "se": found.error,
            "first_arrival": to_datetimes(np.where(reached, found.first, NO_DAY)),
            "wait_days": np.where(reached, waited, np.nan),
            "fastest_days": np.where(found.fastest != NEVER, found.fastest, np.nan),
        }
    )


def agency_texts(study: Study, window: Window | None, who: Ints, day: Ints) -> list[str | None]:
    """The agency of people on a day, as it is called at the window's end; None where it is not known."""
    if window is None or not len(agency_names(study)):
        return [None] * len(who)
    names, _ = present_codes(study, window.end)
    return [names[code] if code >= 0 else None for code in window.agencies_on(who, day)]
