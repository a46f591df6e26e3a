"""Who shares an interest and has no tie: people or agencies that work on one object."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from netmap.gap_rules.record import held_on
from netmap.model.citing import cited
from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Ints, pair_days
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day, in_words
from netmap.tie_kinds.between_agencies import agency_ties
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.memberships import partnerships_on
from netmap.tie_kinds.people import agencies_by_day, agencies_on
from netmap.tie_kinds.policy import ACTIVE, TiePolicy
from netmap.tie_kinds.recorded import encounters_of

AGENCIES, PEOPLE = "agency", "practitioner"
ALIVE = (ACTIVE, "undated")
NO_SORT = N_("who cannot be “{value}”; it takes one of: agency, practitioner")


def shared_interests(
    study: Study,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    who: str = AGENCIES,
    partnership: str | None = None,
) -> pd.DataFrame:
    """Each two that share an interest on a day, with whether they have a tie and whether they ever met.

    An interest is a row of `involvement` that holds on the day in an object that is open on it. An agency has
    those of its own rows and those of the people who work for it on the day.

    Parameters
    ----------
    as_of: the day, inclusive. Default: the last `observed_to`, else the last dated row.
    baseline, policy: as in `ties`; they say which ties there are.
    who: `agency`, or `practitioner` for people.
    partnership: only those who belong to it on the day.

    Returns
    -------
    One row for each two and each object they share: a, b (in text order), object, tie (whether they have an
    active or an undated tie), met (whether they were ever in one encounter by the day; of agencies, any of
    their people) and known (whether a row of attendance, of contacts or of ties tells of each of the two by
    the day). The frame's `attrs` cite the study and hold n (pairs), unknown (pairs not known), untied
    (pairs that are known and have no tie), unmet (those of them that never met) and as_of.

    Undefined: empty where nobody shares an interest. Without a day everything counts as it stands. Of two
    that are not known, no tie is not told as none: `tie` and `met` are False there, and so is `known`.

    Raises `ArgumentError` for a date that is none and for another `who`.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police", "Clinic"]}),
        ...     objects=pd.DataFrame({"object": ["sleep"]}),
        ...     involvement=pd.DataFrame({"object": ["sleep"] * 2, "actor": ["School", "Clinic"]}),
        ... )
        >>> netmap.shared_interests(study)[["a", "b", "object", "tie"]].values.tolist()
        [['Clinic', 'School', 'sleep', False]]
    """
    if who not in (AGENCIES, PEOPLE):
        raise ArgumentError(NO_SORT, value=who)
    day = as_of_day(study, as_of)
    on = 0 if day is None else day
    held = interests_on(study, day, who)
    if partnership is not None:
        belongs = partnerships_on(study, on)
        mine = belongs.loc[belongs["partnership"].eq(partnership), "actor"]
        held = held[held["actor"].isin(mine)]
    rows = [
        (a, b, str(thing))
        for thing, actors in held.groupby("object", sort=True)["actor"]
        for a, b in combinations(sorted(set(actors)), 2)
    ]
    frame = pd.DataFrame(rows, columns=["a", "b", "object"], dtype="str")
    tied, met = _tied(study, as_of, baseline, policy, who), _met(study, day, policy, who)
    pairs = list(zip(frame["a"], frame["b"], strict=True))
    frame["tie"] = np.array([pair in tied for pair in pairs], np.bool_)
    frame["met"] = np.array([pair in met for pair in pairs], np.bool_)
    seen = _on_record(study, day, who)
    frame["known"] = np.array([{*pair} <= seen for pair in pairs], np.bool_)
    unknown = {pair for pair, known in zip(pairs, frame["known"], strict=True) if not known}
    apart = set(pairs) - tied - unknown
    counts = {
        "n": len(set(pairs)),
        "unknown": len(unknown),
        "untied": len(apart),
        "unmet": len(apart - met),
    }
    frame.attrs.update(cited(study), **counts, as_of=in_words(day))
    return frame


def interests_on(study: Study, day: int | None, who: str) -> pd.DataFrame:
    """Who has an interest in what on a day: object and actor, each once; without a day as it stands."""
    rows, things = study.involvement, study.objects
    if day is not None:
        rows = rows[held_on(rows, day, "start", "end")]
        things = things[held_on(things, day, "opened", "closed")]
    rows = rows[rows["object"].isin(things["object"])]
    people = study.practitioners["practitioner"]
    if who == PEOPLE:
        found = rows[rows["actor"].isin(people)]
    else:
        named = agencies_on(study, 0 if day is None else day)
        of_people = rows["actor"].map(named).where(rows["actor"].isin(people))
        own = rows["actor"].where(rows["actor"].isin(study.agencies["agency"]))
        found = rows.assign(actor=own.where(own.notna(), of_people)).dropna(subset=["actor"])
    return found[["object", "actor"]].drop_duplicates().reset_index(drop=True)


def _on_record(study: Study, day: int | None, who: str) -> set[str]:
    """Of whom attendance, contacts or ties tell anything by a day; of agencies, also of their people."""
    rows = study.attendance.merge(study.meetings[["meeting", "date"]], on="meeting", how="left")
    told = [rows[["practitioner", "date"]].set_axis(["actor", "date"], axis=1)]
    for table, date in ((study.contacts, "date"), (study.ties, "start")):
        told += [table[[end, date]].set_axis(["actor", "date"], axis=1) for end in ("source", "target")]
    found = pd.concat(told, ignore_index=True).dropna(subset=["actor"])
    begins, last = day_numbers(found["date"]), np.iinfo(np.int64).max if day is None else day
    dated = begins != NO_DAY
    there, on = begins <= last, np.where(dated, begins, 0 if day is None else day)
    return set(_called(study, actors_of(study).codes(found["actor"])[there], on[there], who, last)) - {np.nan}


def _tied(study: Study, as_of: Any, baseline: Any, policy: TiePolicy, who: str) -> set[tuple[str, str]]:
    """Each two with an active or an undated tie, in text order."""
    if who == AGENCIES:
        found = agency_ties(study, as_of, baseline, policy, combine="any")
        found = found[found["state"].isin(ALIVE)]
        return set(zip(found["agency_a"], found["agency_b"], strict=True))
    found = ties(study, as_of, baseline, policy, combine="any")
    found = found[found["state"].isin(ALIVE)]
    ends = zip(found["source"], found["target"], strict=True)
    return {(min(pair), max(pair)) for pair in ends}


def _met(study: Study, day: int | None, policy: TiePolicy, who: str) -> set[tuple[str, str]]:
    """Each two who were ever in one encounter by a day, in text order."""
    first = first_meetings(study, day, policy, who)
    return set(zip(first["a"], first["b"], strict=True))


def first_meetings(study: Study, day: int | None, policy: TiePolicy, who: str) -> pd.DataFrame:
    """The first day on which each two were in one encounter: a, b (in text order) and day, a number.

    Of agencies it is the first on which anybody who then worked for one and anybody of the other were.
    """
    met = pair_days(encounters_of(study, policy))
    last = np.iinfo(np.int64).max if day is None else day
    met = met.where(met.day <= last)
    one, other = (_called(study, end, met.day, who, last) for end in (met.first, met.second))
    frame = pd.DataFrame({"one": one, "other": other, "day": met.day}).dropna()
    frame = frame[frame["one"] != frame["other"]]
    a = frame["one"].where(frame["one"] < frame["other"], frame["other"])
    b = frame["other"].where(frame["one"] < frame["other"], frame["one"])
    return frame.assign(a=a, b=b).groupby(["a", "b"], sort=True)["day"].min().reset_index()


def _called(study: Study, actors: Ints, day: Ints, who: str, last: int) -> Any:
    """The actors of encounters, or of agencies those that they stood for on the day."""
    if who == AGENCIES:
        return agencies_by_day(study, actors, day, last).to_numpy(object)
    return pd.Series(actors_of(study).ids, dtype="str").to_numpy(object)[actors]
