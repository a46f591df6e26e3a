"""Boundary zones of a world, read slowly and plainly from the definitions alone."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import mean, median
from typing import Any

from tests.learning.slow_paths import SlowPaths
from tests.tie_kinds.slow_dates import covers, first_day

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class Remembering(SlowPaths):
    """The slow walk, which keeps what it has found out about somebody's levels and agency on a day."""

    def levels(self, person: str, day: dt.date) -> set[str]:
        known = self.__dict__.setdefault("_levels", {})
        if (person, day) not in known:
            known[person, day] = super().levels(person, day)
        return known[person, day]

    def agency(self, person: str, day: dt.date) -> str | None:
        known = self.__dict__.setdefault("_agencies", {})
        if (person, day) not in known:
            known[person, day] = super().agency(person, day)
        return known[person, day]


@dataclass
class SlowZones:
    """A world in one window, under one rule."""

    rows: Rows
    start: dt.date
    end: dt.date
    data_end: dt.date
    horizon: int
    same_day: bool = False
    max_wait: int | None = None
    count_unclear: bool = False

    @cached_property
    def paths(self) -> Remembering:
        """Where people stand, and whom they met, in the window."""
        return self.walk_of(self.rows, self.start, self.end)

    def walk_of(self, rows: Rows, start: dt.date, end: dt.date) -> Remembering:
        return Remembering(rows, start, end, self.same_day, self.max_wait, self.count_unclear)

    def table(self, name: str) -> Sequence[Mapping[str, Any]]:
        return self.rows.get(name, ())

    # Losses

    def months(self) -> Iterator[dt.date]:
        for step in range((self.end - self.start).days + 1):
            day = self.start + dt.timedelta(step)
            if day.day == 1 and day + dt.timedelta(self.horizon) <= self.data_end:
                yield day

    def without(self, zone: str | None) -> Rows:
        """The world without the sittings of a zone and the contacts marked with it."""
        if zone is None:
            return self.rows
        gone = {row["meeting"] for row in self.table("meetings") if row.get("zone") == zone}
        return {
            **self.rows,
            "meetings": [row for row in self.table("meetings") if row["meeting"] not in gone],
            "attendance": [row for row in self.table("attendance") if row["meeting"] not in gone],
            "contacts": [row for row in self.table("contacts") if row.get("zone") != zone],
        }

    @cached_property
    def walks(self) -> dict[str | None, list[Remembering]]:
        """Every month with its horizon: as it was, and without each zone."""
        zones = [None, *(row["zone"] for row in self.table("zones"))]
        after = dt.timedelta(self.horizon)
        return {
            zone: [self.walk_of(self.without(zone), month, month + after) for month in self.months()]
            for zone in zones
        }

    def shares(self, walk: Remembering, from_level: str, to_level: str | None) -> list[float]:
        if to_level is not None:
            return [float(row["reached"]) for row in walk.vertical(from_level, to_level).values()]
        rows = walk.horizontal(from_level).values()
        return [row["share"] for row in rows if row["share"] is not None]

    def reach(self, from_level: str, to_level: str | None) -> dict[str | None, float | None]:
        """The mean share over the months in which the level was seen, as it was and without each zone."""
        found: dict[str | None, list[float]] = {zone: [] for zone in self.walks}
        for place, whole in enumerate(self.walks[None]):
            seen = whole.seen(from_level if to_level is None else to_level)
            if seen and self.shares(whole, from_level, to_level):
                for zone, walks in self.walks.items():
                    found[zone].append(mean(self.shares(walks[place], from_level, to_level)))
        return {zone: mean(shares) if shares else None for zone, shares in found.items()}

    # Health

    def sat(self, zone: str) -> list[tuple[dt.date, set[str]]]:
        """Every dated sitting of a zone, with who was there; those outside their time are not."""
        counted = {None, "present"} | ({"unclear"} if self.count_unclear else set())
        found = []
        for meeting in self.table("meetings"):
            day = first_day(meeting.get("date"))
            if meeting.get("zone") == zone and day is not None:
                rows = [row for row in self.table("attendance") if row["meeting"] == meeting["meeting"]]
                here = {row["practitioner"] for row in rows if row.get("status") in counted}
                found.append((day, {who for who in here if covers(self.paths.people[who], day)}))
        return found

    def health(self, zone: str) -> dict[str, Any]:
        held = [(day, who) for day, who in self.sat(zone) if self.start <= day <= self.end]
        days = sorted({day for day, _ in held})
        rows = [(person, day) for day, who in held for person in who]
        agencies = Counter(self.paths.agency(person, day) for person, day in rows)
        del agencies[None]
        gaps = [(later - day).days for day, later in pairwise(days)]
        return {
            "sittings": len(held),
            "first": min(days, default=None),
            "last": max(days, default=None),
            "regularity_days": median(gaps) if gaps else None,
            "attendances": len(rows),
            "people": len({person for person, _ in rows}),
            "agencies": len(agencies),
            "balance": evenness(list(agencies.values())),
            "levels": len({level for who, day in rows for level in self.paths.levels(who, day)}),
        }

    # Births

    def born(self, one: str, other: str, day: dt.date) -> dict[str, bool]:
        """The zones in which a pair's first occasion, on a day, lies; and whether it was a contact there."""
        found = {}
        talked = any(
            {row["source"], row["target"]} == {one, other} and first_day(row["date"]) == day
            for row in self.table("contacts")
        )
        for row in self.table("zones"):
            sat = self.sat(row["zone"])
            if any(when == day and {one, other} <= who for when, who in sat):
                found[row["zone"]] = False
            elif talked and all(
                any(who in there and 0 <= (day - when).days <= 30 for when, there in sat)
                for who in (one, other)
            ):
                found[row["zone"]] = True
        return found


def evenness(counts: list[int]) -> float | None:
    """Entropy over its greatest value; None for fewer than two."""
    if len(counts) < 2:
        return None
    shares = [count / sum(counts) for count in counts]
    return -sum(share * math.log(share) for share in shares) / math.log(len(counts))
