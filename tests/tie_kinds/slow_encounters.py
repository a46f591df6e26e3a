"""Who met whom and when in a world, read slowly and plainly from the definitions alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any

Pair = tuple[str, str]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]

ALWAYS = dt.date.min
FOREVER = dt.date.max


@dataclass(frozen=True)
class Thresholds:
    """The default thresholds, written down a second time."""

    sustained_occasions: int = 3
    sustained_days: int = 90
    consolidation_occasions: int = 3
    consolidation_days: int = 28
    quiet_days: int = 90
    max_meeting_size: int | None = None
    count_unclear: bool = False


@dataclass(frozen=True)
class Encounter:
    """Some actors of one sort, one day, and where, by what means and about what."""

    day: dt.date
    actors: frozenset[str]
    zone: str | None
    channel: str | None
    object: str | None

    @property
    def setting(self) -> tuple[str, str] | None:
        if self.zone is not None:
            return ("zone", self.zone)
        return None if self.channel is None else ("channel", self.channel)


def first_day(text: Any) -> dt.date | None:
    """The first day of a partial date."""
    return _days(text)[0]


def last_day(text: Any) -> dt.date | None:
    """The last day of a partial date."""
    return _days(text)[1]


@cache
def _days(text: Any) -> tuple[dt.date, dt.date] | tuple[None, None]:
    if text is None or text.startswith("--"):
        return None, None
    parts = [int(part) for part in text.split("T")[0].split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return day, day
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    year, month = parts
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), following - dt.timedelta(1)


def covers(row: Mapping[str, Any], day: dt.date | None) -> bool:
    """Whether a row with `joined` and `left` holds on a day; without dates it always does."""
    joined, left = first_day(row.get("joined")) or ALWAYS, last_day(row.get("left")) or FOREVER
    if day is None:
        return joined == ALWAYS and left == FOREVER
    return joined <= day <= left


def as_pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


@dataclass
class SlowEncounters:
    """A world as of one day, under one policy: its days, its partnerships and its encounters."""

    rows: Rows
    as_of: dt.date | None = None
    baseline: dt.date | None = None
    policy: Any = field(default_factory=Thresholds)

    def __post_init__(self) -> None:
        self.people = {row["practitioner"]: row for row in self.table("practitioners")}
        self.agencies = {row["agency"]: row for row in self.table("agencies")}
        self.sites = {row["partnership"]: row for row in self.table("partnerships")}
        self.zones = {row["zone"]: row for row in self.table("zones")}
        self.starts: dict[tuple[str, tuple[str, ...]], dt.date] = {}
        self.edges = self.dated_rows()
        if self.as_of is None:
            self.as_of = self.last_known_day()
        self.shared: dict[Pair, list[Encounter]] = {}
        for encounter in sorted(self.encounters(), key=lambda one: one.day):
            for pair in combinations(sorted(encounter.actors), 2):
                self.shared.setdefault(pair, []).append(encounter)
        self.days = {pair: sorted({one.day for one in history}) for pair, history in self.shared.items()}
        self.met: dict[str, set[str]] = {}
        for one, other in self.shared:
            self.met.setdefault(one, set()).add(other)
            self.met.setdefault(other, set()).add(one)

    def table(self, name: str) -> Sequence[Mapping[str, Any]]:
        return self.rows.get(name, ())

    def dated_rows(self) -> list[dt.date]:
        """The days of all meetings and contacts, in order."""
        rows = [*self.table("meetings"), *self.table("contacts")]
        return sorted(day for row in rows if (day := first_day(row.get("date"))) is not None)

    def last_known_day(self) -> dt.date | None:
        told = [day for site in self.sites.values() if (day := last_day(site.get("observed_to")))]
        waves = [day for wave in self.table("waves") if (day := last_day(wave.get("end")))]
        return max(told or self.edges or waves, default=None)

    def sites_of(self, actor: str) -> list[str]:
        """The partnerships of an actor: own column, else the agency's, else `members`, else the only one."""
        row = self.people.get(actor) or self.agencies.get(actor, {})
        agency = self.agencies.get(row.get("agency"), {}) if actor in self.people else {}
        own = row.get("partnership") or agency.get("partnership")
        if own:
            return [own]
        found = [row["partnership"] for row in self.table("members") if row["actor"] == actor]
        return found or (list(self.sites) if len(self.sites) == 1 else [])

    def start_of(self, actor: str, *columns: str) -> dt.date:
        """The latest, over the actor's partnerships, of the first column that is filled in."""
        if (actor, columns) not in self.starts:  # asked anew for every pair and day
            self.starts[actor, columns] = self.latest_start(actor, *columns)
        return self.starts[actor, columns]

    def latest_start(self, actor: str, *columns: str) -> dt.date:
        starts = []
        for site in self.sites_of(actor):
            told = [day for column in columns if (day := first_day(self.sites[site].get(column)))]
            starts.append(told[0] if told else self.edges[0])
        return max(starts) if starts else self.edges[0]

    def baseline_of(self, pair: Pair) -> dt.date:
        if self.baseline is not None:
            return self.baseline
        return max(self.start_of(actor, "baseline", "observed_from") for actor in pair)

    def encounters(self) -> Iterator[Encounter]:
        """All encounters up to the day asked about."""
        for encounter in [*self.sittings(), *self.talks()]:
            assert self.as_of is not None
            if encounter.day <= self.as_of and len(encounter.actors) > 1:
                yield encounter

    def sittings(self) -> Iterator[Encounter]:
        counted = {None, "present"} | ({"unclear"} if self.policy.count_unclear else set())
        listed: dict[str, set[str]] = {}
        for row in self.table("attendance"):
            if row.get("status") in counted:
                listed.setdefault(row["meeting"], set()).add(row["practitioner"])
        for meeting in self.table("meetings"):
            day = first_day(meeting.get("date"))
            if day is None:
                continue
            here = listed.get(meeting["meeting"], set())
            present = frozenset(person for person in here if covers(self.people[person], day))
            limit = self.policy.max_meeting_size
            if limit is None or len(present) <= limit:
                yield Encounter(day, present, meeting.get("zone"), None, self.about(meeting, None))

    def talks(self) -> Iterator[Encounter]:
        for contact in self.table("contacts"):
            day, ends = first_day(contact.get("date")), (contact["source"], contact["target"])
            if day is None or ends[0] == ends[1]:
                continue
            where = (contact.get("zone"), contact.get("channel"))
            about = self.about(contact, contact.get("object"))
            if all(end in self.people for end in ends):
                if all(covers(self.people[end], day) for end in ends):
                    yield Encounter(day, frozenset(ends), *where, about)
            elif all(end in self.agencies for end in ends):
                for one in self.heirs(ends[0]):
                    for other in self.heirs(ends[1]):
                        yield Encounter(day, frozenset((one, other)), *where, about)

    def about(self, row: Mapping[str, Any], own: str | None) -> str | None:
        zone = row.get("zone")
        return own or (self.zones[zone].get("object") if zone else None)

    def heirs(self, agency: str) -> set[str]:
        """The agencies that stand for an agency on the day asked about: itself, or all its successors.

        A part that keeps the name is a successor of that name.
        """
        changes = [
            row["successor"]
            for row in self.table("agency_changes")
            if row["agency"] == agency and self.as_of and (first_day(row["date"]) or FOREVER) <= self.as_of
        ]
        onward = [self.heirs(successor) for successor in changes if successor != agency]
        return {agency}.union(*onward) if agency in changes or not changes else set().union(*onward)
