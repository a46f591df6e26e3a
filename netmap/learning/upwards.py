"""Vertical reach: who, at one level, reaches another, when, and how fast."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.standing import agency_names, joined_of, present_codes
from netmap.learning.window import Window, about, known_level, rule_of, window_of
from netmap.model.dates import NO_DAY, to_datetimes
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.arrivals_of_all import first_and_fastest
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.temporal.self_excluding_targets import Goals, goals_of
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy


def vertical_reach(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
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

    Returns
    -------
    One row for everybody who may depart on some day of the window, in text order: practitioner, agency
    (on the first such day, as it is called at the window's end), reached, first_arrival, wait_days (from
    the window's start, or from joining where that is later, to the first arrival) and fastest_days (the
    least number of days from the first to the last hop; 0 for a direct encounter). The frame's `attrs`
    hold n, start, end, same_day and max_wait.

    Undefined: dates and days of those who do not reach are NaT and NaN. Without dated rows it is empty.

    Raises `ArgumentError` for a date that is none, a level that the study does not have, two levels
    that are the same, or a `max_wait` that is no number of days.

    Source: time-respecting paths, Holme and Saramäki (2012), Physics Reports 519:97-125.

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
    two_levels(study, from_level, to_level)
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    if window is None:
        frame = _frame(study, None, np.zeros(0, np.int64), *(np.zeros(0, np.int64),) * 3)
    else:
        departs = may_depart(window, from_level, to_level)
        arrives = window.at_level(to_level)
        who, first, fastest = fastest_vertical(window, departs, arrives, rule)
        frame = _frame(study, window, who, departs[who].argmax(axis=1), first, fastest)
    frame.attrs.update(about(window, same_day, max_wait, len(frame)))
    return frame


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
    window: Window, departs: Bools, arrives: Bools, rule: Rule, runs: int = 1
) -> tuple[Ints, Ints]:
    """Everybody who may depart on some day, and the first day on which each reaches; `NEVER` without.

    `runs` is how many windows like this are asked for in a row.
    """
    return fastest_vertical(window, departs, arrives, rule, runs)[:2]


def fastest_vertical(
    window: Window, departs: Bools, arrives: Bools, rule: Rule, runs: int = 1
) -> tuple[Ints, Ints, Ints]:
    """As `first_vertical`, and the least number of days from the first to the last hop; `NEVER` without."""
    who, starts = np.flatnonzero(departs.any(axis=1)), window.seats(departs)
    goals = vertical_goals(window.journeys.members, starts, window.seats(arrives))
    found = first_and_fastest(window.journeys, starts, goals, rule, runs=runs)
    return who, found[0][who, 0], found[1][who, 0]


def vertical_goals(members: Ints, starts: Bools, ends: Bools) -> Goals:
    """The seats at which a path ends, those of people who may depart themselves kept apart."""
    departs = np.zeros(int(members.max(initial=-1)) + 1, np.bool_)
    departs[members[starts]] = True
    return goals_of(members, np.where(ends, 0, -1), 1, departs[members])


def _frame(
    study: Study, window: Window | None, who: Ints, departs: Ints, first: Ints, fastest: Ints
) -> pd.DataFrame:
    start = 0 if window is None else window.start
    reached = first != NEVER
    waited = first - np.maximum(joined_of(study)[who], start)
    agency = agency_texts(study, window, who, departs + start)
    return pd.DataFrame(
        {
            "practitioner": pd.Series(actors_of(study).ids[who], dtype="str"),
            "agency": pd.Series(agency, dtype="str"),
            "reached": reached,
            "first_arrival": to_datetimes(np.where(reached, first, NO_DAY)),
            "wait_days": np.where(reached, waited, np.nan),
            "fastest_days": np.where(reached, fastest, np.nan),
        }
    )


def agency_texts(study: Study, window: Window | None, who: Ints, day: Ints) -> list[str | None]:
    """The agency of people on a day, as it is called at the window's end; None where it is not known."""
    if window is None or not len(agency_names(study)):
        return [None] * len(who)
    names, _ = present_codes(study, window.end)
    return [names[code] if code >= 0 else None for code in window.agencies_on(who, day)]
