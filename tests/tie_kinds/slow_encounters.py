"""Who met whom and when in a world, read slowly and plainly from the definitions alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

from tests.tie_kinds.slow_dates import ALWAYS, FOREVER, UNDATED, covers, first_day, last_day
from tests.tie_kinds.slow_spells import held_by

Pair = tuple[str, str]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


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
    """Some actors of one sort, one day, and where, by what means and about what; and who they were then."""

    day: dt.date
    actors: frozenset[str]
    zone: str | None
    channel: str | None
    object: str | None
    then: frozenset[str] = frozenset()

    @property
    def setting(self) -> tuple[str, str] | None:
        if self.zone is not None:
            return ("zone", self.zone)
        return None if self.channel is None else ("channel", self.channel)


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
        self.sites_known: dict[tuple[str, dt.date], str | None] = {}
        self.baselines: dict[Pair, dt.date] = {}
        self.spells_known: dict[tuple[str, str], Any] = {}
        self.edges = self.dated_rows()
        if self.as_of is None:
            self.as_of = self.last_known_day()
        self.shared: dict[Pair, list[Encounter]] = {}
        for encounter in self.encounters():
            for pair in combinations(sorted(encounter.actors), 2):
                self.shared.setdefault(pair, []).append(encounter)
        self.own_first = {pair: min(one.day for one in met) for pair, met in self.shared.items()}
        own = {pair: list(met) for pair, met in self.shared.items()}
        for pair in own:
            self.shared[pair] += self.inherited(pair, own)
            self.shared[pair].sort(key=lambda one: one.day)
        self.days = {pair: sorted({one.day for one in history}) for pair, history in self.shared.items()}
        self.met: dict[str, set[str]] = {}
        for one, other in self.shared:
            self.met.setdefault(one, set()).add(other)
            self.met.setdefault(other, set()).add(one)

    def inherited(self, pair: Pair, own: Mapping[Pair, list[Encounter]]) -> list[Encounter]:
        """What a pair inherits of those that were split into one of the two, or both."""
        sides = [{actor: FOREVER, **self.forebears.get(actor, {})} for actor in pair]
        found = []
        for one, until_one in sides[0].items():
            for other, until_other in sides[1].items():
                if one != other and as_pair(one, other) != pair:
                    older = own.get(as_pair(one, other), [])
                    found += [each for each in older if each.day < min(until_one, until_other)]
        return found

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
        """All partnerships on the day asked about: of `members` every row that holds."""
        day = self.as_of or UNDATED
        members = [
            row["partnership"] for row in self.table("members") if row["actor"] == actor and covers(row, day)
        ]
        own = self.site_of(actor, day)
        return members if own in members and not self.own_site(actor, day) else [own] if own else []

    def site_of(self, actor: str, day: dt.date) -> str | None:
        """The partnership on a day: own column, that of the agency of the day, `members`, the only one."""
        if (actor, day) not in self.sites_known:
            self.sites_known[actor, day] = self.site_anew(actor, day)
        return self.sites_known[actor, day]

    def site_anew(self, actor: str, day: dt.date) -> str | None:
        if own := self.own_site(actor, day):
            return own
        joined = sorted(
            (first_day(row.get("joined")) or ALWAYS, row["partnership"])
            for row in self.table("members")
            if row["actor"] == actor and covers(row, day)
        )
        only = next(iter(self.sites)) if len(self.sites) == 1 else None
        return joined[0][1] if joined else only

    def own_site(self, actor: str, day: dt.date) -> str | None:
        """What the actor's own row says, else that of the agency that they work for."""
        own = (self.people.get(actor) or self.agencies.get(actor, {})).get("partnership")
        if not own and actor in self.people:
            agency = self.workplace(actor, day)
            own = self.agencies.get(self.acts_as(agency, day), {}).get("partnership") if agency else None
        return own

    def employments(self, person: str, day: dt.date) -> list[Mapping[str, Any]]:
        """The employments that hold on a day, the one begun last first, then by agency."""
        rows = self.spells("employments", person)
        held = [(days[0], row) for row, days in rows if days[0] <= day <= days[1]]
        by_agency = sorted(held, key=lambda each: each[1].get("agency") or "")
        return [row for _, row in sorted(by_agency, key=lambda each: each[0], reverse=True)]

    def spells(self, table: str, person: str) -> list[tuple[Mapping[str, Any], tuple[dt.date, dt.date]]]:
        """Somebody's jobs or posts, each with its first and its last day."""
        if (table, person) not in self.spells_known:
            rows = held_by(person, self.table(table), jobs=table == "employments")
            self.spells_known[table, person] = rows
        return self.spells_known[table, person]

    def workplace(self, person: str, day: dt.date) -> str | None:
        """The agency that somebody works for, as it is recorded."""
        told = [row["agency"] for row in self.employments(person, day) if row.get("agency")]
        return told[0] if told else self.people[person].get("agency")

    def starts_of(self, pair: Pair, *columns: str) -> dt.date:
        """The latest, over the partnerships of a pair's first day, of the first column that is filled in."""
        history = self.shared[pair]
        first = [one for one in history if one.day == history[0].day]
        starts = []
        for actor in {actor for one in first for actor in (one.then or set(pair))}:
            site = self.sites.get(self.site_of(actor, history[0].day), {})
            told = [day for column in columns if (day := first_day(site.get(column)))]
            starts.append(told[0] if told else self.edges[0])
        return max(starts)

    def baseline_of(self, pair: Pair) -> dt.date:
        if self.baseline is not None:
            return self.baseline
        if pair not in self.baselines:
            self.baselines[pair] = self.starts_of(pair, "baseline", "observed_from")
        return self.baselines[pair]

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
                acting = frozenset(self.acts_as(end, self.as_of) for end in ends)
                yield Encounter(day, acting, *where, about, frozenset(ends))

    def about(self, row: Mapping[str, Any], own: str | None) -> str | None:
        zone = row.get("zone")
        return own or (self.zones[zone].get("object") if zone else None)

    # Reorganisations

    def became(self, agency: str, day: dt.date | None) -> dict[str, dt.date]:
        """What an agency had become by a day, and since when."""
        found: dict[str, dt.date] = {}
        for row in self.table("agency_changes"):
            when = first_day(row["date"]) or FOREVER
            if row["agency"] == agency and day and when <= day:
                found[row["successor"]] = min(when, found.get(row["successor"], when))
        return found

    def was_split(self, agency: str, day: dt.date | None) -> bool:
        """Whether a row says so, or it has several successors."""
        said = any(
            row["agency"] == agency and row.get("kind") == "split" and day and when <= day
            for row in self.table("agency_changes")
            if (when := first_day(row["date"]) or FOREVER)
        )
        return said or len(self.became(agency, day)) > 1

    def acts_as(self, agency: str, day: dt.date | None) -> str:
        """The successor of one that was renamed or merged; one that was split keeps its name."""
        became = self.became(agency, day)
        if not became or self.was_split(agency, day) or agency in became:
            return agency
        return self.acts_as(next(iter(became)), day)

    def ended(self, agency: str, day: dt.date | None) -> bool:
        """Whether an agency was split, and is no part of itself."""
        return self.was_split(agency, day) and agency not in self.became(agency, day)

    @cached_property
    def forebears(self) -> dict[str, dict[str, dt.date]]:
        """For each part of a split agency whose history it may inherit, and up to which day."""
        lines = set()
        for agency in self.agencies:
            if self.was_split(agency, self.as_of):
                for part, when in self.became(agency, self.as_of).items():
                    lines.add((self.acts_as(part, self.as_of), agency, when))
        while True:
            more = {(a, d, when) for a, b, _ in lines for c, d, when in lines if b == c} | lines
            if more == lines:
                break
            lines = more
        found: dict[str, dict[str, dt.date]] = {}
        for heir, old, when in lines:
            if heir != old:
                known = found.setdefault(heir, {})
                known[old] = max(when, known.get(old, when))
        return found
