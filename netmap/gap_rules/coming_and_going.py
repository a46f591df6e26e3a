"""What the people served go through, service by service, and when trails fade if nobody meets again."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.gap_rules.record import Record
from netmap.gap_rules.service_rules import pathway_steps, tied_by
from netmap.model.dates import to_datetimes
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import KINDS, TRAIL

WEEK = 7
FIRST_MONDAY = 4
"""1 January 1970 was a Thursday; the Monday after it is day 4."""


def hand_overs(record: Record) -> pd.DataFrame:
    """How often pathways went from one service to another of a different agency in the twelve months.

    Returns a row for every two services, in their order by id: one, other (ids), agency, other_agency (ids),
    pathways (that went this way), steps (how often) and apart (steps on a day on which the two agencies had
    no tie of any kind, as `broken_trajectory` counts them). Empty where no step is dated.
    """
    steps = pathway_steps(record)
    steps = steps.assign(apart=~tied_by(record, steps))
    rows = [
        (
            str(one),
            str(other),
            str(record.agencies[mine["a"].iloc[0]]),
            str(record.agencies[mine["b"].iloc[0]]),
            mine["trajectory"].nunique(),
            len(mine),
            int(mine["apart"].sum()),
        )
        for (one, other), mine in steps.groupby(["one", "other"])
    ]
    texts, counts = ["one", "other", "agency", "other_agency"], ["pathways", "steps", "apart"]
    frame = pd.DataFrame(rows, columns=[*texts, *counts])
    return frame.astype({**dict.fromkeys(texts, "str"), **dict.fromkeys(counts, "int64")})


def fading_weeks(record: Record, among: Bools | None = None) -> pd.DataFrame:
    """How many active trails fade in each week after the day, if their two do not meet again.

    A trail fades on the day after `quiet_days` without an occasion. `among` says of every actor whether
    trails between those alone are counted. Returns a row for each week in which any fades: week (its
    Monday), first and last (the first and last day on which one does) and trails (how many).
    """
    met = record.histories
    fades = met.occasions.last_day + record.policy.quiet_days + 1
    active = met.is_tie & (met.kind == KINDS.index(TRAIL)) & (met.ended > record.end) & (fades > record.end)
    if among is not None:
        active &= among[met.occasions.first] & among[met.occasions.second]
    days = np.sort(fades[active])
    monday = (days - FIRST_MONDAY) // WEEK * WEEK + FIRST_MONDAY
    weeks, begins, counts = np.unique(monday, return_index=True, return_counts=True)
    return pd.DataFrame(
        {
            "week": to_datetimes(weeks.astype(np.int64)),
            "first": to_datetimes(days[begins]),
            "last": to_datetimes(days[begins + counts - 1]),
            "trails": counts.astype(np.int64),
        }
    )


def actors_among(record: Record, partnership: str) -> Bools:
    """Which actors belong to a partnership on the day."""
    from netmap.tie_kinds.memberships import partnership_names, partnership_on

    everybody = np.arange(len(actors_of(record.study)))
    names = partnership_names(record.study)
    found = partnership_on(record.study, everybody, np.full(len(everybody), record.end))
    wanted = names.get_indexer(pd.Index([partnership], dtype=object))[0]
    among: Bools = found == wanted
    return among
