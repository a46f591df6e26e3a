"""Who is meant by everybody: in service, seen, known, or asked."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, as_day, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.acting_pairs import acting_codes
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.declared import DeclaredTies, responses_to
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import ASKED, IN_SERVICE, KNOWN, ROSTERS, SEEN, TiePolicy
from netmap.tie_kinds.recorded import encounters_of
from netmap.tie_kinds.reorganisations import reorganisations
from netmap.tie_kinds.stays import held

MONTHS = 12
"""So far back somebody counts as seen."""

DATED = (("practitioners", "practitioner"), ("employments", "practitioner"), ("posts", "practitioner"))
SERVED = (*DATED, ("members", "actor"))
"""The tables that say from when to when somebody is there, with the column that names them."""


def roster_for_seen(study: Study) -> str:
    """The roster of figures over ties that were seen: in service where there are such dates, else seen."""
    told = any(study.table(table)[["joined", "left"]].notna().to_numpy().any() for table, _ in SERVED)
    return IN_SERVICE if told else SEEN


def roster_for_declared(study: Study, declared: DeclaredTies) -> str:
    """The roster of figures over declared ties: those asked where that is on record, else all known."""
    return KNOWN if responses_to(study, declared.waves) is None else ASKED


def on_roster(
    study: Study, roster: str, day: int | None, policy: TiePolicy, declared: DeclaredTies | None = None
) -> Bools:
    """Which actors, by code, are on a roster on a day. Agencies that were reorganised by then never are.

    Parameters
    ----------
    study: the study.
    roster: `in_service`, on that day by any `joined` and `left` of practitioners, employments, posts or
        members; `seen`, in an encounter of the 12 months that end with the day, agencies also by their
        people; `known`, every actor; `asked`, who was asked in the waves of the declared ties.
    day: the day; None where nothing is dated: then everybody is in service, and nobody was seen.
    policy: who counts as present.
    declared: the declared ties in force, for `asked`.

    Raises `ArgumentError` for a roster that there is not, and for `asked` where that is not on record.
    """
    check_roster(roster)
    found = {IN_SERVICE: _in_service, SEEN: _seen}.get(roster)
    if roster == ASKED:
        there = _asked(study, declared)
    elif found is None:
        there = np.ones(len(actors_of(study)), np.bool_)
    else:
        there = found(study, day, policy)
    return there & ~_gone(study, day)


def check_roster(roster: str) -> None:
    """Raises `ArgumentError` for a roster that there is not."""
    if roster not in ROSTERS:
        raise ArgumentError(
            N_("{key}: “{value}” is none of its values; it takes {words}"),
            key="roster",
            value=roster,
            words=", ".join(ROSTERS),
        )


def _gone(study: Study, day: int | None) -> Bools:
    """Agencies that no longer go on under their name."""
    changes = reorganisations(study, NO_DAY if day is None else day)
    gone = [*changes.successor, *changes.ended]
    found: Bools = actors_of(study).ids.isin(gone)
    return found


def _in_service(study: Study, day: int | None, policy: TiePolicy) -> Bools:
    """Within the dates of their own row; where only other rows have dates, on a day that one covers.

    Somebody of whom no date is known is always there, as a post or employment without dates always holds.
    """
    actors = actors_of(study)
    own_dated, other_dated, covered = (np.zeros(len(actors), np.bool_) for _ in range(3))
    inside = np.ones(len(actors), np.bool_)
    if day is None:
        return inside
    for name, column in SERVED:
        table = study.table(name)
        who = actors.codes(table[column])
        known = who >= 0
        joined, left = held(table)
        holds, dated = (joined <= day) & (day <= left), table[["joined", "left"]].notna().any(axis=1)
        if name == "practitioners":
            inside[who[known]] = holds[known]
            own_dated[who[known & dated]] = True
        else:
            other_dated[who[known & dated]] = True
            covered[who[known & holds]] = True
    return inside & (own_dated | ~other_dated | covered)


def _seen(study: Study, day: int | None, policy: TiePolicy) -> Bools:
    actors = actors_of(study)
    seen = np.zeros(len(actors), np.bool_)
    if day is None:
        return seen
    encounters = encounters_of(study, policy)
    inside = (encounters.day >= first_day_of_months(day)) & (encounters.day <= day)
    sizes = np.diff(encounters.offsets)
    of = np.repeat(np.arange(len(encounters)), sizes)
    agencies = np.bincount(of[actors.is_agency[encounters.members]], minlength=len(encounters))
    inside &= (agencies == 0) | (agencies == sizes)
    members = encounters.members[np.repeat(inside, sizes)]
    seen[acting_codes(study, day)[members]] = True
    where = agencies_on(study, day)
    of_seen = where[where.index.isin(actors.ids[seen])].dropna()
    own = actors.codes(of_seen)
    seen[own[own >= 0]] = True
    return seen


def first_day_of_months(day: int) -> int:
    """The first day of the 12 months that end with a day."""
    before = pd.Timestamp(from_day(day)) - pd.DateOffset(months=MONTHS)
    first = as_day(before)
    return NO_DAY if first is None else first + 1


def _asked(study: Study, declared: DeclaredTies | None) -> Bools:
    told = None if declared is None else responses_to(study, declared.waves)
    if told is None:
        raise ArgumentError(
            N_("Who was asked is not on record; add a table responses, or take another roster: {known}"),
            known=", ".join(name for name in ROSTERS if name != ASKED),
        )
    actors = actors_of(study)
    codes = actors.codes(told["actor"])
    asked = np.zeros(len(actors), np.bool_)
    asked[codes[codes >= 0]] = True
    return asked


def silent_in(study: Study, declared: DeclaredTies) -> Bools | None:
    """Which actors, by code, answered nothing in the waves in force; None where that is not on record."""
    told = responses_to(study, declared.waves)
    if told is None:
        return None
    actors = actors_of(study)
    silent = np.ones(len(actors), np.bool_)
    codes = actors.codes(told.loc[told["status"].ne("none"), "actor"])
    silent[codes[codes >= 0]] = False
    return silent
