"""Learning paths of a world, read slowly and plainly from the definitions alone.

Every path is walked: a state is a person and the day on which they were reached, and no state is
left out because another looks better.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from tests.tie_kinds.slow_dates import FOREVER, covers, first_day, last_day
from tests.tie_kinds.slow_spells import Days, held_by

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
State = tuple[str, dt.date]


@dataclass(frozen=True)
class Met:
    """One encounter: its day, from whom and to whom something can pass, where, and at what time of day."""

    day: dt.date
    givers: frozenset[str]
    takers: frozenset[str]
    zone: str | None = None
    channel: str | None = None
    time: dt.time | None = None


@dataclass
class SlowPaths:
    """A world in one window, under one rule."""

    rows: Rows
    start: dt.date
    end: dt.date
    same_day: bool = False
    max_wait: int | None = None
    count_unclear: bool = False
    _levels: dict[State, set[str]] = field(default_factory=dict, repr=False)
    _there: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _agencies: dict[State, str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def people(self) -> dict[str, Mapping[str, Any]]:
        return {row["practitioner"]: row for row in self.table("practitioners")}

    @cached_property
    def jobs(self) -> dict[str, list[tuple[Mapping[str, Any], Days]]]:
        return {
            person: held_by(person, rows, jobs=True) for person, rows in self.by_person("employments").items()
        }

    @cached_property
    def seats(self) -> dict[str, list[tuple[Mapping[str, Any], Days]]]:
        return {person: held_by(person, rows, jobs=False) for person, rows in self.by_person("posts").items()}

    @cached_property
    def zone_level(self) -> dict[str, str | None]:
        return {row["zone"]: row.get("level") for row in self.table("zones")}

    @cached_property
    def days(self) -> list[dt.date]:
        return [self.start + dt.timedelta(step) for step in range((self.end - self.start).days + 1)]

    def table(self, name: str) -> Sequence[Mapping[str, Any]]:
        return self.rows.get(name, ())

    def by_person(self, name: str) -> dict[str, list[Mapping[str, Any]]]:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.table(name):
            found.setdefault(row["practitioner"], []).append(row)
        return found

    # Where people stand

    def levels(self, person: str, day: dt.date) -> set[str]:
        """The levels of somebody in service on a day, worked out once."""
        asked = (person, day)
        if asked not in self._levels:
            self._levels[asked] = self.levels_anew(person, day)
        return self._levels[asked]

    def levels_anew(self, person: str, day: dt.date) -> set[str]:
        if not covers(self.people[person], day):
            return set()
        employed = {
            job["level"]
            for job, days in self.jobs.get(person, [])
            if job.get("level") and days[0] <= day <= days[1]
        }
        own = self.people[person].get("level")
        seats = {
            self.zone_level[seat["zone"]]
            for seat, days in self.seats.get(person, [])
            if days[0] <= day <= days[1]
        }
        named = (employed or {own}) | seats
        return {level for level in named if level is not None}

    def agency(self, person: str, day: dt.date) -> str | None:
        """The agency of somebody on a day, as it is called when the window ends, worked out once."""
        asked = (person, day)
        if asked not in self._agencies:
            self._agencies[asked] = self.agency_anew(person, day)
        return self._agencies[asked]

    def agency_anew(self, person: str, day: dt.date) -> str | None:
        jobs = [
            (days[0], job["agency"])
            for job, days in self.jobs.get(person, [])
            if job.get("agency") and days[0] <= day <= days[1]
        ]
        begun = max((begin for begin, _ in jobs), default=None)
        latest = min((agency for begin, agency in jobs if begin == begun), default=None)
        told = latest or self.people[person].get("agency")
        return None if told is None else self.called(told)

    def called(self, agency: str) -> str:
        """The successor by the window's end of one that was renamed or merged; a split one keeps its name."""
        became, split = set(), False
        for row in self.table("agency_changes"):
            if row["agency"] == agency and (first_day(row["date"]) or FOREVER) <= self.end:
                became.add(row["successor"])
                split |= row.get("kind") == "split"
        if split or len(became) != 1 or became == {agency}:
            return agency
        return self.called(became.pop())

    # Who met whom

    @cached_property
    def met(self) -> list[Met]:
        """The encounters of people in the window."""
        found = [*self.sittings(), *self.talks()]
        return [one for one in found if self.start <= one.day <= self.end]

    @cached_property
    def met_by(self) -> dict[str, list[Met]]:
        """The encounters in which each person can pass something on."""
        found: dict[str, list[Met]] = {}
        for one in self.met:
            for person in one.givers:
                found.setdefault(person, []).append(one)
        return found

    def sittings(self) -> Iterator[Met]:
        counted = {None, "present"} | ({"unclear"} if self.count_unclear else set())
        listed: dict[str, set[str]] = {}
        for row in self.table("attendance"):
            if row.get("status") in counted:
                listed.setdefault(row["meeting"], set()).add(row["practitioner"])
        for meeting in self.table("meetings"):
            day = first_day(meeting.get("date"))
            if day is not None:
                here = listed.get(meeting["meeting"], set())
                there = frozenset(person for person in here if covers(self.people[person], day))
                yield Met(day, there, there, meeting.get("zone"), time=time_of(meeting["date"]))

    def talks(self) -> Iterator[Met]:
        for contact in self.table("contacts"):
            day, ends = first_day(contact.get("date")), (contact["source"], contact["target"])
            if day is None or ends[0] == ends[1] or not all(end in self.people for end in ends):
                continue
            if all(covers(self.people[end], day) for end in ends):
                where = (contact.get("zone"), contact.get("channel"), time_of(contact["date"]))
                if contact.get("direction") == "directed":
                    yield Met(day, frozenset(ends[:1]), frozenset(ends[1:]), *where)
                else:
                    yield Met(day, frozenset(ends), frozenset(ends), *where)

    # How something passes on

    def follows(self, reached: dt.date, day: dt.date) -> bool:
        """Whether somebody reached on one day may pass it on on another."""
        if day < reached or (day == reached and not self.same_day):
            return False
        return self.max_wait is None or (day - reached).days <= self.max_wait

    def walk(self, source: str, departs: Any, level: str | None = None) -> dict[State, int]:
        """Every state that is reached from departures on days allowed, with its fewest hops.

        With a level everybody must be at it on the day of each hop. Of a path its latest time on the day so
        far is known too, so that its times of one day never go back.
        """
        layer = {
            (taker, one.day, one.time)
            for one in self.met_by.get(source, [])
            if departs(one.day)
            for taker in self.takers(one, source, level)
        }
        hops: dict[tuple[str, dt.date, dt.time | None], int] = {}
        step = 1
        while layer:
            hops.update(dict.fromkeys(layer, step))
            layer = {
                (taker, one.day, one.time or (latest if one.day == reached else None))
                for person, reached, latest in layer
                for one in self.met_by.get(person, [])
                if self.follows(reached, one.day)
                and not (one.day == reached and one.time and latest and one.time < latest)
                for taker in self.takers(one, person, level)
            } - hops.keys()
            step += 1
        fewest: dict[State, int] = {}
        for (who, day, _), count in hops.items():
            fewest[who, day] = min(count, fewest.get((who, day), count))
        return fewest

    def takers(self, one: Met, giver: str, level: str | None) -> Iterator[str]:
        """To whom something passes from somebody in one encounter."""
        if level is None or level in self.levels(giver, one.day):
            for taker in one.takers - {giver}:
                if level is None or level in self.levels(taker, one.day):
                    yield taker

    # The questions

    def vertical(self, from_level: str, to_level: str) -> dict[str, dict[str, Any]]:
        """A row for everybody who may depart on some day of the window."""
        found = {}
        for person in self.people:
            may = {day for day in self.days if self.may_depart(person, from_level, to_level, day)}
            if may:
                found[person] = self.vertical_row(person, may, to_level)
        return found

    def may_depart(self, person: str, from_level: str, to_level: str, day: dt.date) -> bool:
        levels = self.levels(person, day)
        return from_level in levels and to_level not in levels

    def vertical_row(self, person: str, may: set[dt.date], to_level: str) -> dict[str, Any]:
        arrivals = self.arrivals(self.walk(person, may.__contains__), person, to_level)
        fastest = [
            (day - departed).days
            for departed in {one.day for one in self.met_by.get(person, [])} & may
            for day in self.arrivals(self.walk(person, departed.__eq__), person, to_level)
        ]
        first = min(arrivals, default=None)
        since = max(self.start, first_day(self.people[person].get("joined")) or dt.date.min)
        return {
            "agency": self.agency(person, min(may)),
            "reached": first is not None,
            "chance": float(first is not None),
            "se": 0.0,
            "first_arrival": first,
            "wait_days": None if first is None else (first - since).days,
            "fastest_days": min(fastest, default=None),
        }

    def arrivals(self, states: dict[State, int], source: str, to_level: str) -> list[dt.date]:
        return [day for who, day in states if who != source and to_level in self.levels(who, day)]

    def there(self, level: str) -> set[str]:
        """The agencies that have anybody at a level on some day, worked out once."""
        if level not in self._there:
            self._there[level] = self.there_anew(level)
        return self._there[level]

    def there_anew(self, level: str) -> set[str]:
        found = {
            self.agency(person, day)
            for person in self.people
            for day in self.days
            if level in self.levels(person, day)
        }
        return {agency for agency in found if agency is not None}

    def horizontal(self, level: str) -> dict[str, dict[str, Any]]:
        """A row for everybody at a level on some day of the window."""
        found, there = {}, self.there(level)
        for person in self.people:
            days = [day for day in self.days if level in self.levels(person, day)]
            if days:
                own = self.agency(person, days[0])
                first: dict[str, dt.date] = {}
                for who, day in self.walk(person, lambda _: True, level):
                    agency = self.agency(who, day)
                    if who != person and agency is not None and agency != own:
                        first[agency] = min(day, first.get(agency, day))
                others = there - {own}
                share = len(first) / len(others) if own is not None and others else None
                found[person] = {
                    "agency": own,
                    "agencies_reached": len(first),
                    "share": share,
                    "se": None if share is None else 0.0,
                    "first": min(first.values(), default=None),
                }
        return found

    def matrix(self, level: str) -> dict[tuple[str, str], int | None]:
        """Days from the window's start to the first arrival, for each two agencies at a level."""
        there = self.there(level)
        found: dict[tuple[str, str], int | None] = {(a, b): None for a in there for b in there}
        for person in self.people:
            days: dict[str, set[dt.date]] = {}
            for one in self.met_by.get(person, []):
                agency = self.agency(person, one.day)
                if agency is not None:
                    days.setdefault(agency, set()).add(one.day)
            for agency, departs in days.items():
                for who, day in self.walk(person, departs.__contains__, level):
                    other = self.agency(who, day)
                    if who != person and other is not None and other != agency:
                        waited, known = (day - self.start).days, found[agency, other]
                        found[agency, other] = waited if known is None else min(waited, known)
        return found

    def fewest(
        self, source: str, departs: Any, goal: Any, level: str | None = None
    ) -> tuple[dt.date, int] | None:
        """The first day on which a path ends with a goal, and the fewest hops with which it does."""
        states = self.walk(source, departs, level).items()
        return min(((day, hops) for (who, day), hops in states if goal(who, day)), default=None)

    def month(self, from_level: str, to_level: str | None) -> tuple[float | None, int, float | None]:
        """Share, n and median days of a window that is a month's horizon."""
        if to_level is None:
            rows = [row for row in self.horizontal(from_level).values() if row["share"] is not None]
            shares = [row["share"] for row in rows]
            days = [(row["first"] - self.start).days for row in rows if row["first"]]
        else:
            rows = list(self.vertical(from_level, to_level).values())
            shares = [float(row["reached"]) for row in rows]
            days = [(row["first_arrival"] - self.start).days for row in rows if row["reached"]]
        seen = self.seen(from_level if to_level is None else to_level)
        share = sum(shares) / len(shares) if shares and seen else None
        return share, len(rows), median(days) if days else None

    def seen(self, level: str) -> bool:
        """Whether anybody at a level meets anybody."""
        return any(
            level in self.levels(who, one.day)
            for one in self.met
            for who in one.givers | one.takers
            if len(one.givers | one.takers) > 1
        )


def time_of(text: str) -> dt.time | None:
    """The time of day of a date, if it has one."""
    clock = text.rstrip("Z").split("T")[1:]
    return dt.time.fromisoformat(clock[0]) if clock else None


def end_of_data(rows: Rows) -> dt.date | None:
    """The last `observed_to`, else the last dated row."""
    told = [day for row in rows.get("partnerships", ()) if (day := last_day(row.get("observed_to")))]
    rows_dated = [*rows.get("meetings", ()), *rows.get("contacts", ())]
    dated = [day for row in rows_dated if (day := first_day(row.get("date")))]
    return max(told or dated, default=None)
