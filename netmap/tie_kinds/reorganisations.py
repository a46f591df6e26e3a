"""Reorganised agencies: renamed, merged, split. No tie dies of it, and nothing is seen before its day."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study

SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Reorganisations:
    """What had become of the agencies by a day.

    `successor` is the agency under which each renamed or merged one acts, changes of changes followed to
    their end. `ended` are agencies that were split, with the day; one that is a part of itself goes on.
    `forebears` are, for each part of a split agency, the agencies whose history it may inherit and the day up
    to which, not included: those that were split into it, and those that were split into them.
    """

    successor: dict[str, str]
    ended: dict[str, int]
    forebears: dict[str, dict[str, int]]


def reorganisations(study: Study, day: int) -> Reorganisations:
    """What had become of the agencies by a day; see `Reorganisations`.

    An agency was split where a row says so, or where by that day it had several successors.
    """
    return _reorganisations(study, latest_change(study, day))


def successors(study: Study, day: int) -> dict[str, str]:
    """For each agency that was renamed or merged by a day the one under which it acts."""
    return reorganisations(study, day).successor


def present_agency(study: Study, agencies: pd.Series, day: int) -> pd.Series:
    """Agencies as they are called on a day; one that was split keeps its name, as nobody's part is known."""
    renamed = successors(study, day)
    return agencies.map(lambda agency: renamed.get(agency, agency)) if renamed else agencies


def latest_change(study: Study, day: int) -> int:
    """The last day up to and including `day` on which an agency was reorganised; `NO_DAY` where none was."""
    return max((when for when in changing_days(study) if when <= day), default=NO_DAY)


@derived(most=1)
def changing_days(study: Study) -> list[int]:
    """The days on which agencies were reorganised, in order."""
    days = day_numbers(study.agency_changes["date"])
    return sorted({int(day) for day in days if day != NO_DAY})


@derived(most=32)
def _reorganisations(study: Study, day: int) -> Reorganisations:
    table = study.agency_changes
    rows = zip(table["agency"], table["successor"], table["kind"], day_numbers(table["date"]), strict=True)
    next_of: dict[str, dict[str, int]] = {}
    said_split: set[str] = set()
    for agency, successor, kind, when in rows:
        if NO_DAY < when <= day:
            known = next_of.setdefault(agency, {})
            known[successor] = min(int(when), known.get(successor, int(when)))
            said_split |= {agency} if kind == SPLIT else set()
    split = {agency for agency, became in next_of.items() if agency in said_split or len(became) > 1}
    renamed = {agency: next(iter(became)) for agency, became in next_of.items() if agency not in split}
    final = {agency: _followed(agency, renamed) for agency in renamed}
    parts = {agency: next_of[agency] for agency in sorted(split)}
    ended = {agency: min(became.values()) for agency, became in parts.items() if agency not in became}
    return Reorganisations(
        {agency: other for agency, other in final.items() if other != agency}, ended, _forebears(parts, final)
    )


def _followed(agency: str, renamed: dict[str, str]) -> str:
    """Where the renamings of an agency end; in a circle they end where they began."""
    seen = {agency}
    here = agency
    while here in renamed:
        here = renamed[here]
        if here in seen:
            return agency
        seen.add(here)
    return here


def _forebears(parts: dict[str, dict[str, int]], final: dict[str, str]) -> dict[str, dict[str, int]]:
    """For each part of a split agency those it comes from; of several days the last."""
    direct: dict[str, dict[str, int]] = {}
    for agency, became in parts.items():
        for part, when in became.items():
            heir, old = final.get(part, part), final.get(agency, agency)
            if heir != old:
                known = direct.setdefault(heir, {})
                known[old] = max(when, known.get(old, when))
    return {heir: _all_before(heir, direct) for heir in direct}


def _all_before(heir: str, direct: dict[str, dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    to_visit = [heir]
    while to_visit:
        for old, when in direct.get(to_visit.pop(), {}).items():
            if old != heir and when > found.get(old, NO_DAY):
                found[old] = when
                to_visit.append(old)
    return found
