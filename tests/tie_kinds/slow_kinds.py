"""A slow, plain classifier of ties, written from the definitions alone.

It shares no code with the library: rows of a world go in, sets and dicts of dates come out, and every
question is answered again from the whole history up to the day asked about.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from tests.tie_kinds.slow_dates import UNDATED, first_day, last_day
from tests.tie_kinds.slow_encounters import Encounter, Pair, SlowEncounters, as_pair


class SlowStudy(SlowEncounters):
    """A world asked as of one day, under one policy: its ties, their lives and those between agencies."""

    def occasions(self, pair: Pair, until: dt.date) -> list[dt.date]:
        """The days up to one; none before the pair's own first, where it has inherited others."""
        if pair not in self.days or until < self.own_first[pair]:
            return []
        return [day for day in self.days[pair] if day <= until]

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
        posts = [self.spells("posts", actor) for actor in pair]
        for one, (begin_one, end_one) in posts[0]:
            for other, (begin_other, end_other) in posts[1]:
                begin, end = max(begin_one, begin_other), min(end_one, end_other)
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
        if any(self.ended(actor, until) for actor in pair):
            return "ended"
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
            "state": self.state_now(pair, kind),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "occasions": len(days),
            "settings": len({one.setting for one in history} - {None}),
            "beyond_zone": self.beyond_zone(history),
            "consolidated": consolidated,
            **self.crossings(pair),
            "first_seen_at_edge": bool(days) and self.at_edge(pair, days[0]),
        }

    def state_now(self, pair: Pair, kind: str | None) -> str | None:
        if kind and self.as_of:
            return self.state(pair, self.as_of)
        return "ended" if any(self.ended(actor, self.as_of) for actor in pair) else None

    @staticmethod
    def beyond_zone(history: Sequence[Encounter]) -> bool:
        born_in = {one.zone for one in history if one.day == history[0].day} - {None}
        return bool(born_in) and any(one.zone not in born_in for one in history)

    def at_edge(self, pair: Pair, first: dt.date) -> bool:
        edge = self.starts_of(pair, "observed_from")
        return bool(abs((first - edge).days) <= self.policy.quiet_days)

    def agency_of(self, person: str) -> str | None:
        """The agency as it is now called; one that was split keeps its name for its people."""
        agency = self.workplace(person, self.as_of or UNDATED)
        return self.acts_as(agency, self.as_of) if agency else agency

    def levels_of(self, person: str) -> set[str]:
        day = self.as_of or UNDATED
        employed = {row.get("level") for row in self.employments(person, day)} - {None}
        seats = [
            self.zones[post["zone"]].get("level")
            for post, days in self.spells("posts", person)
            if days[0] <= day <= days[1]
        ]
        found = [*(employed or [self.people[person].get("level")]), *seats]
        return {level for level in found if level is not None}

    def crossings(self, pair: Pair) -> dict[str, bool | None]:
        day = self.as_of or UNDATED
        crosses: dict[str, bool | None] = {
            "crosses_partnership": apart(*({self.site_of(actor, day)} - {None} for actor in pair))
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
            one, other = (self.acts_as(end, self.as_of) for end in (source, target))
            return {as_pair(one, other)} if one != other else set()
        return set()

    def lives(self, days: Iterable[dt.date]) -> dict[Pair, list[tuple[str, str, dt.date, dt.date | None]]]:
        """(kind, state, start, end) of each pair, by asking on each of `days` (those where it may change)."""
        told: dict[Pair, list[tuple[dt.date, tuple[str, str] | None]]] = {}
        asked = sorted(day for day in {*days, *self.changing_days()} if self.as_of and day <= self.as_of)
        for day in asked:
            then = self.between_changes(day)
            kinds = {pair: then.kind(pair, day)[0] for pair in then.shared}
            now = {pair: (kind, then.state(pair, day)) for pair, kind in kinds.items() if kind}
            for pair in {*told, *now}:
                told.setdefault(pair, []).append((day, now.get(pair)))
        lives: dict[Pair, list[tuple[str, str, dt.date, dt.date | None]]] = {}
        for pair, history in told.items():
            turns = history[:1] + [here for before, here in pairwise(history) if before[1] != here[1]]
            ends = [*(day for day, _ in turns[1:]), None]
            lives[pair] = [
                (*now, day, end) for (day, now), end in zip(turns, ends, strict=True) if now is not None
            ]
        return lives

    def between_changes(self, day: dt.date) -> SlowStudy:
        """The same world as of the last day before agencies are next reorganised."""
        later = [change for change in self.changing_days() if change > day]
        assert self.as_of is not None
        until = min([self.as_of, *(change - dt.timedelta(1) for change in later)])
        if until not in self.as_of_others:
            self.as_of_others[until] = SlowStudy(self.rows, until, self.baseline, self.policy)
        return self.as_of_others[until]

    @cached_property
    def as_of_others(self) -> dict[dt.date, SlowStudy]:
        return {}

    def changing_days(self) -> list[dt.date]:
        """The days on which agencies were reorganised."""
        return sorted(day for row in self.table("agency_changes") if (day := first_day(row["date"])))

    def every_day(self) -> list[dt.date]:
        if not self.edges or self.as_of is None:
            return []
        return [
            self.edges[0] + dt.timedelta(number) for number in range((self.as_of - self.edges[0]).days + 1)
        ]

    def turning_days(self) -> list[dt.date]:
        """The only days on which anything changes: those of encounters, and those on which quiet sets in."""
        met = set(self.edges)
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
