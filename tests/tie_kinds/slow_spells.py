"""From when to when somebody held each job or post, read slowly and plainly from the definitions alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from tests.tie_kinds.slow_dates import ALWAYS, FOREVER, first_day, last_day

Row = Mapping[str, Any]
Days = tuple[dt.date, dt.date]
ONE = dt.timedelta(1)


def held_by(person: str, rows: Sequence[Row], *, jobs: bool) -> list[tuple[Row, Days]]:
    """Each of a person's rows with its first and its last day."""
    mine = sorted((row for row in rows if row["practitioner"] == person), key=lambda row: key(row, jobs))
    first = {place: first_day(row.get("joined")) or ALWAYS for place, row in enumerate(mine)}
    last = {place: last_day(row.get("left")) or FOREVER for place, row in enumerate(mine)}
    read = {place: (first[place], last[place]) for place in first}
    follows = []
    for place in first:
        for other in range(place + 1, len(mine)):
            overlap = read[place][0] <= read[other][1] and read[other][0] <= read[place][1]
            if overlap and (jobs or read[place] != read[other]):
                if may_end_before(mine[place], mine[other]):
                    follows.append((place, other))
                elif may_end_before(mine[other], mine[place]):
                    follows.append((other, place))
    for early, late in follows:
        if exact(mine[early]["left"]):
            first[late] = max(first[late], read[early][1] + ONE)
    for early, late in follows:
        if not exact(mine[early]["left"]):
            last[early] = min(last[early], first[late] - ONE)
    return [(row, (first[place], max(first[place], last[place]))) for place, row in enumerate(mine)]


def key(row: Row, jobs: bool) -> tuple[Any, ...]:
    """The order in which rows are taken that could follow one another either way."""
    names = ("agency", "level") if jobs else ("zone", "role")
    days = first_day(row.get("joined")) or ALWAYS, last_day(row.get("left")) or FOREVER
    return (*days, *(row.get(name) or "" for name in names))


def exact(text: str) -> bool:
    return first_day(text) == last_day(text)


def may_end_before(early: Row, late: Row) -> bool:
    """Whether some day that may be the end of the one lies before some day that may begin the other."""
    if not first_day(early.get("left")) or not first_day(late.get("joined")):
        return False
    since = first_day(early.get("joined")) or ALWAYS
    until = last_day(late.get("left")) or FOREVER
    ends = [day for day in days_of(early["left"]) if day >= since]
    begins = [day for day in days_of(late["joined"]) if day <= until]
    return any(end < begin for end in ends for begin in begins)


def days_of(text: str) -> list[dt.date]:
    """The days that a partial date may be."""
    first, last = first_day(text), last_day(text)
    assert first is not None
    assert last is not None
    return [first + dt.timedelta(step) for step in range((last - first).days + 1)]
