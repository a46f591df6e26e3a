"""Loops closed: whether what comes of somebody's learning finds its way back to them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.effective_changes import joined_of
from netmap.learning.upwards import agency_texts, first_vertical, may_depart, two_levels
from netmap.learning.window import Window, about, rule_of, window_of
from netmap.model.dates import NO_DAY, to_datetimes
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.closed_loops import first_returns
from netmap.temporal.encounters import Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy


def loops(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
) -> pd.DataFrame:
    """Who at one level reaches another, and hears back from somebody there whom they reached.

    A loop is closed where a path back starts, on a strictly later day under every rule, from somebody whom
    a first path reached at `to_level`, and arrives at the person from whom that first path started. Both
    paths are those of `vertical_reach`: the way back departs on a day on which its source is at
    `to_level` and not at `from_level`, and arrives while the person is at `from_level`.

    Parameters are those of `vertical_reach`.

    Returns
    -------
    One row for everybody who may depart on some day of the window, in text order: practitioner, agency,
    reached and first_arrival as in `vertical_reach`; closed; returned (the first day on which a loop
    closes); loop_days (to that day, from the window's start or from joining where that is later, as
    `wait_days`). The frame's `attrs` hold n, start, end, same_day and max_wait.

    Undefined: dates and days of those who do not reach, or to whom nothing returns, are NaT and NaN.
    Without dated rows it is empty.

    Raises `ArgumentError` as `vertical_reach` does.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", "front", "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2", "3"], "date": ["2011-03-01", "2011-03-05", "2011-03-09"],
        ...         "source": ["Ada", "Cem", "Ben"], "target": ["Cem", "Ben", "Ada"]}),
        ... )
        >>> netmap.loops(study, "front", "board")[["practitioner", "closed", "loop_days"]].values.tolist()
        [['Ada', True, 8.0], ['Ben', False, nan]]
    """
    two_levels(study, from_level, to_level)
    rule, window = rule_of(same_day, max_wait), window_of(study, start, end, policy)
    none = np.zeros(0, np.int64)
    if window is None:
        frame = _frame(study, None, none, none, none, none)
    else:
        frame = _frame(study, window, *_found(window, from_level, to_level, rule))
    frame.attrs.update(about(window, same_day, max_wait, len(frame)))
    return frame


def _found(window: Window, from_level: str, to_level: str, rule: Rule) -> tuple[Ints, Ints, Ints, Ints]:
    """Who may depart, from which day, when they first reach, and when a loop of theirs closes."""
    below, above = window.at_level(from_level), window.at_level(to_level)
    departs = may_depart(window, from_level, to_level)
    who, first = first_vertical(window, departs, window.seats(above), rule)
    there = window.seats(departs), window.seats(above)
    back = window.seats(above & ~below), window.seats(below)
    returned = np.full(len(who), NEVER, np.int64)
    reaching = first != NEVER
    returned[reaching] = first_returns(window.journeys, there, back, who[reaching], rule)
    return who, departs[who].argmax(axis=1), first, returned


def _frame(
    study: Study, window: Window | None, who: Ints, departs: Ints, first: Ints, returned: Ints
) -> pd.DataFrame:
    start = 0 if window is None else window.start
    closed = returned != NEVER
    since = np.maximum(joined_of(study)[who], start)
    return pd.DataFrame(
        {
            "practitioner": pd.Series(actors_of(study).ids[who], dtype="str"),
            "agency": pd.Series(agency_texts(study, window, who, departs + start), dtype="str"),
            "reached": first != NEVER,
            "first_arrival": to_datetimes(np.where(first != NEVER, first, NO_DAY)),
            "closed": closed,
            "returned": to_datetimes(np.where(closed, returned, NO_DAY)),
            "loop_days": np.where(closed, returned - since, np.nan),
        }
    )
