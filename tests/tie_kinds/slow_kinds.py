"""A slow, plain classifier of ties, written from the definitions alone.

It shares no code with the library: rows of a world go in, sets and dicts of dates come out, and every
question is answered again from the whole history up to the day asked about.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, product
from typing import Any

from tests.tie_kinds.slow_encounters import (
    ALWAYS,
    FOREVER,
    Encounter,
    Pair,
    SlowEncounters,
    as_pair,
    covers,
    first_day,
    last_day,
)


class SlowStudy(SlowEncounters):
    """A world asked as of one day, under one policy: its ties, their lives and those between agencies."""

    def occasions(self, pair: Pair, until: dt.date) -> list[dt.date]:
        return [day for day in self.days.get(pair, ()) if day <= until]

    def old_since(self, pair: Pair, until: dt.date) -> dt.date | None:
        """The day on which the pair became an old network."""
        before = [day for day in self.occasions(pair, until) if day < self.baseline_of(pair)]
        return self.reached(before, self.policy.sustained_occasions, self.policy.sustained_days)

    @staticmethod
    def reached(days: Sequence[dt.date], count: int, span: int) -> dt.date | None:
        """The first of some days by which there are `count` of them over `span` days."""
        for number, day in enumerate(days, start=1):
            if number >= count and (day - days[0]).days >= span:
                return day
        return None

    def mobilised_on(self, pair: Pair, until: dt.date) -> dt.date | None:
        since = [day for day in self.occasions(pair, until) if day >= self.baseline_of(pair)]
        for number, day in enumerate(since, start=1):
            enough = number >= self.policy.consolidation_occasions
            if (
                enough
                and (day - since[0]).days >= self.policy.consolidation_days
                and self.embedded(pair, day)
            ):
                return day
        return None

    def embedded(self, pair: Pair, day: dt.date) -> bool:
        return self.sat_together(pair, day) or self.have_a_third(pair, day)

    def sat_together(self, pair: Pair, day: dt.date) -> bool:
        posts = [[row for row in self.table("posts") if row["practitioner"] == actor] for actor in pair]
        for one in posts[0]:
            for other in posts[1]:
                begin = max(first_day(post.get("joined")) or ALWAYS for post in (one, other))
                end = min(last_day(post.get("left")) or FOREVER for post in (one, other))
                if one["zone"] == other["zone"] and begin <= end and begin <= day:
                    return True
        return False

    def have_a_third(self, pair: Pair, day: dt.date) -> bool:
        """Whether both have met one and the same third actor on two days by then."""
        return any(
            all(len(self.occasions(as_pair(actor, third), day)) >= 2 for actor in pair)
            for third in self.met[pair[0]] & self.met[pair[1]]
        )

    def developed_on(self, pair: Pair, until: dt.date) -> dt.date | None:
        """The first day on which some zone, channel or object that is new since B has been sustained."""
        baseline = self.baseline_of(pair)
        history = [one for one in self.shared[pair] if one.day <= until]
        days = []
        for criterion in ("zone", "channel", "object"):
            before = {getattr(one, criterion) for one in history if one.day < baseline}
            for value in {getattr(one, criterion) for one in history} - before - {None}:
                on = {one.day for one in history if getattr(one, criterion) == value and one.day >= baseline}
                day = self.reached(
                    sorted(on), self.policy.consolidation_occasions, self.policy.consolidation_days
                )
                days += [day] if day else []
        return min(days, default=None)

    def kind(self, pair: Pair, until: dt.date) -> tuple[str | None, str | None, dt.date | None]:
        """(kind, origin, consolidated) of a pair on a day."""
        if self.old_since(pair, until):
            developed = self.developed_on(pair, until)
            return ("new_network", "developed", developed) if developed else ("old_network", None, None)
        mobilised = self.mobilised_on(pair, until)
        if mobilised:
            return "new_network", "mobilised", mobilised
        since = [day for day in self.occasions(pair, until) if day >= self.baseline_of(pair)]
        return ("cognitive_trail" if since else None), None, None

    def state(self, pair: Pair, until: dt.date) -> str:
        if (until - self.occasions(pair, until)[-1]).days <= self.policy.quiet_days:
            return "active"
        return "faded" if self.kind(pair, until)[0] == "cognitive_trail" else "dormant"

    @cached_property
    def ties(self) -> dict[Pair, dict[str, Any]]:
        """One entry for each pair with a computed kind or declared in the waves in force."""
        kinds, declared = self.coded(), self.declared()
        pairs = {pair for pair in self.shared if self.as_of and self.kind(pair, self.as_of)[0]} | declared
        return {pair: self.tie(pair, kinds.get(pair)) for pair in pairs}

    def tie(self, pair: Pair, coded: str | None) -> dict[str, Any]:
        history = self.shared.get(pair, [])
        days = sorted({one.day for one in history})
        kind, origin, consolidated = (
            self.kind(pair, self.as_of) if days and self.as_of else (None, None, None)
        )
        return {
            "kind": coded or kind,
            "kind_computed": kind,
            "kind_coded": coded,
            "origin": origin,
            "state": self.state(pair, self.as_of) if kind and self.as_of else None,
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "occasions": len(days),
            "settings": len({one.setting for one in history} - {None}),
            "beyond_zone": self.beyond_zone(history),
            "consolidated": consolidated,
            **self.crossings(pair),
            "first_seen_at_edge": bool(days) and self.at_edge(pair, days[0]),
        }

    @staticmethod
    def beyond_zone(history: Sequence[Encounter]) -> bool:
        born_in = {one.zone for one in history if one.day == history[0].day} - {None}
        return bool(born_in) and any(one.zone not in born_in for one in history)

    def at_edge(self, pair: Pair, first: dt.date) -> bool:
        edge = max(self.start_of(actor, "observed_from") for actor in pair)
        return bool(abs((first - edge).days) <= self.policy.quiet_days)

    def employments(self, person: str) -> list[Mapping[str, Any]]:
        """The employments that hold on the day asked about, the one begun last at the end."""
        rows = [row for row in self.table("employments") if row["practitioner"] == person]
        held = [row for row in rows if covers(row, self.as_of)]
        return sorted(held, key=lambda row: first_day(row.get("joined")) or ALWAYS)

    def agency_of(self, person: str) -> str | None:
        """The agency as it is now called; one that was split keeps its name for its people."""
        employments = self.employments(person)
        agency = employments[-1]["agency"] if employments else self.people[person].get("agency")
        heirs = self.heirs(agency) if agency else set()
        return min(heirs) if len(heirs) == 1 else agency

    def levels_of(self, person: str) -> set[str]:
        employed = {row.get("level") for row in self.employments(person)} - {None}
        seats = [
            self.zones[post["zone"]].get("level")
            for post in self.table("posts")
            if post["practitioner"] == person and covers(post, self.as_of)
        ]
        found = [*(employed or [self.people[person].get("level")]), *seats]
        return {level for level in found if level is not None}

    def crossings(self, pair: Pair) -> dict[str, bool | None]:
        crosses: dict[str, bool | None] = {
            "crosses_partnership": apart(*(set(self.sites_of(actor)) for actor in pair))
        }
        if pair[0] in self.agencies:
            return crosses | {"crosses_agency": True, "crosses_level": None, "crosses_profession": None}
        return crosses | {
            "crosses_agency": apart(*({self.agency_of(person)} - {None} for person in pair)),
            "crosses_level": apart(*(self.levels_of(person) for person in pair)),
            "crosses_profession": apart(*({self.people[one].get("profession")} - {None} for one in pair)),
        }

    def over(self, wave: str | None) -> dt.date | None:
        """The day on which a wave is over; None without a wave."""
        return {row["wave"]: last_day(row.get("end")) for row in self.table("waves")}.get(wave)

    def coded(self) -> dict[Pair, str | None]:
        """The coded kind of every pair of which somebody coded one by the day, None where it is not clear."""
        told: dict[Pair, list[tuple[dt.date | None, str | None]]] = {}
        for row in self.table("ties"):
            end = self.over(row.get("wave"))
            late = end is not None and self.as_of is not None and end > self.as_of
            if row.get("missing") is True or late:
                continue
            for pair in self.declared_between(row["source"], row["target"]):
                told.setdefault(pair, []).append((end, row.get("kind")))
        return {pair: prevailing(rows) for pair, rows in told.items()}

    def declared(self) -> set[Pair]:
        """The pairs declared in the waves in force."""
        return {
            pair
            for row in self.declared_rows()
            for pair in self.declared_between(row["source"], row["target"])
        }

    def declared_rows(self) -> list[Mapping[str, Any]]:
        """The rows of ties of the waves in force."""
        latest: dict[str | None, tuple[dt.date, int, str]] = {}
        for place, wave in enumerate(self.table("waves")):
            end, asked = self.over(wave["wave"]), {row.get("wave") for row in self.table("ties")}
            if wave["wave"] in asked and end and self.as_of and end <= self.as_of:
                here = latest.get(wave.get("partnership"))
                mine = (end, place, wave["wave"])
                latest[wave.get("partnership")] = mine if here is None else max(here, mine)
        waves = {wave for _, _, wave in latest.values()}
        return [
            row
            for row in self.table("ties")
            if row.get("missing") is not True
            if row.get("wave") in waves or self.always(row, set(latest))
        ]

    def always(self, row: Mapping[str, Any], covered: set[str | None]) -> bool:
        """Whether a row counts whatever the day: it has no wave, and names a kind or has nothing later."""
        if row.get("wave") is not None:
            return False
        elsewhere = None not in covered and covered.isdisjoint(self.sites_of(row["source"]))
        return row.get("kind") is not None or elsewhere

    def declared_between(self, source: str, target: str) -> set[Pair]:
        """The pairs that a declared row stands for: several where an agency was split, none across sorts."""
        if source == target:
            return set()
        if source in self.people and target in self.people:
            return {as_pair(source, target)}
        if source in self.agencies and target in self.agencies:
            ends = product(self.heirs(source), self.heirs(target))
            return {as_pair(one, other) for one, other in ends if one != other}
        return set()

    def lives(self, days: Iterable[dt.date]) -> dict[Pair, list[tuple[str, str, dt.date, dt.date | None]]]:
        """(kind, state, start, end) of each pair, by asking on each of `days` (those where it may change)."""
        days = sorted(day for day in set(days) if self.as_of and day <= self.as_of)
        lives: dict[Pair, list[tuple[str, str, dt.date, dt.date | None]]] = {}
        for pair in self.shared:
            seen = [(day, self.kind(pair, day)[0]) for day in days]
            told = [(kind, self.state(pair, day), day) for day, kind in seen if kind]
            turns = told[:1] + [now for before, now in pairwise(told) if before[:2] != now[:2]]
            ends = [*(start for _, _, start in turns[1:]), None]
            if turns:
                lives[pair] = [(*turn, end) for turn, end in zip(turns, ends, strict=True)]
        return lives

    def every_day(self) -> list[dt.date]:
        if not self.shared or self.as_of is None:
            return []
        first = min(history[0].day for history in self.shared.values())
        return [first + dt.timedelta(number) for number in range((self.as_of - first).days + 1)]

    def turning_days(self) -> list[dt.date]:
        """The only days on which anything changes: those of encounters, and those on which quiet sets in."""
        met = {one.day for history in self.shared.values() for one in history}
        return sorted(met | {day + dt.timedelta(self.policy.quiet_days + 1) for day in met})

    def agency_ties(self) -> Counter[tuple[str, str, str | None, str | None, str]]:
        """How many ties of each (agency, agency, kind, state, via)."""
        counted: Counter[tuple[str, str, str | None, str | None, str]] = Counter()
        for pair, tie in self.ties.items():
            direct = pair[0] in self.agencies
            homes = pair if direct else tuple(self.agency_of(person) for person in pair)
            one, other = homes
            if one and other and one != other:
                via = "direct" if direct else "practitioners"
                counted[(*as_pair(one, other), tie["kind"], tie["state"], via)] += 1
        return counted


def apart(one: set[Any], other: set[Any]) -> bool | None:
    """Whether two sets share nothing; None where either is not known."""
    return one.isdisjoint(other) if one and other else None


def prevailing(rows: Sequence[tuple[dt.date | None, str | None]]) -> str | None:
    """The commonest of the kinds named in the latest wave, else of those undated; a draw gives none."""
    named = [(end, kind) for end, kind in rows if kind is not None]
    latest = max((end for end, _ in named if end is not None), default=None)
    votes = Counter(kind for end, kind in named if end == latest).most_common(2)
    if not votes or (len(votes) == 2 and votes[0][1] == votes[1][1]):
        return None
    return votes[0][0]
