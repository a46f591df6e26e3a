"""Reorganised agencies: renamed, merged, split. No tie dies of it."""

from __future__ import annotations

import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study


def successors(study: Study, day: int) -> dict[str, tuple[str, ...]]:
    """What each reorganised agency has become by a day, changes of changes followed to their end.

    A split agency becomes all its successors (itself among them only where a row says so).
    """
    next_of: dict[str, list[str]] = {}
    for agency, successor, when in _changes(study):
        if when <= day:
            next_of.setdefault(agency, []).append(successor)
    return {agency: tuple(sorted(_final(agency, next_of))) for agency in next_of}


def present_agency(study: Study, agencies: pd.Series, day: int) -> pd.Series:
    """Agencies as they are called on a day; one that was split keeps its name, as nobody's part is known."""
    renamed = {agency: new[0] for agency, new in successors(study, day).items() if len(new) == 1}
    return agencies.map(lambda agency: renamed.get(agency, agency)) if renamed else agencies


def latest_change(study: Study, day: int) -> int:
    """The last day up to and including `day` on which an agency was reorganised; `NO_DAY` where none was."""
    return max((when for _, _, when in _changes(study) if when <= day), default=NO_DAY)


@derived(most=1)
def _changes(study: Study) -> list[tuple[str, str, int]]:
    table = study.agency_changes
    rows = zip(table["agency"], table["successor"], day_numbers(table["date"]), strict=True)
    return [(agency, successor, int(when)) for agency, successor, when in rows if when != NO_DAY]


def _final(agency: str, next_of: dict[str, list[str]]) -> set[str]:
    ends: set[str] = set()
    seen: set[str] = set()
    to_visit = [agency]
    while to_visit:
        here = to_visit.pop()
        onward = [other for other in next_of.get(here, ()) if other != here]
        if not onward or here in next_of.get(here, ()):
            ends.add(here)
        if here not in seen:
            seen.add(here)
            to_visit.extend(onward)
    return ends or {agency}
