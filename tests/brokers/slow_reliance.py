"""Reliance on people, read slowly and plainly from the definitions alone: take them out, walk again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from tests.learning.slow_paths import Met, SlowPaths
from tests.tie_kinds.slow_dates import first_day, last_day


class SlowReliance:
    """One world in one window, under one rule, between two levels."""

    def __init__(self, paths: SlowPaths, from_level: str, to_level: str) -> None:
        self.paths, self.from_level, self.to_level = paths, from_level, to_level

    @cached_property
    def change_days(self) -> list[dt.date]:
        """Days of the window between which nobody's levels change, the first of each stretch."""
        days = {self.paths.start}
        for table in ("practitioners", "employments", "posts"):
            for row in self.paths.table(table):
                if (joined := first_day(row.get("joined"))) is not None:
                    days.add(joined)
                if (left := last_day(row.get("left"))) is not None:
                    days.add(left + dt.timedelta(1))
        return sorted(day for day in days if self.paths.start <= day <= self.paths.end)

    @cached_property
    def sources(self) -> set[str]:
        """Everybody who may depart on some day of the window."""
        return {
            person
            for person in self.paths.people
            if any(
                self.paths.may_depart(person, self.from_level, self.to_level, day) for day in self.change_days
            )
        }

    @cached_property
    def targets(self) -> set[str]:
        """Everybody who is at the other level on some day of the window."""
        return {
            who
            for who in self.paths.people
            if any(self.to_level in self.levels(who, day) for day in self.change_days)
        }

    def levels(self, person: str, day: dt.date) -> set[str]:
        return self.paths.levels(person, day)

    @cached_property
    def simultaneous(self) -> set[str]:
        return {
            who
            for who in self.paths.people
            if any(len(self.levels(who, day)) > 1 for day in self.change_days)
        }

    @cached_property
    def ever(self) -> set[str]:
        """Everybody at two levels or more on any days up to the window's end, asked day by day."""
        long_ago = [self.paths.start - dt.timedelta(step) for step in range(1, 10)]
        days = [*self.paths.days, *long_ago]
        return {
            who for who in self.paths.people if len(set().union(*(self.levels(who, day) for day in days))) > 1
        }

    @cached_property
    def in_degree(self) -> dict[str, int]:
        from_whom: dict[str, set[str]] = {person: set() for person in self.paths.people}
        for one in self.paths.met:
            for taker in one.takers:
                from_whom[taker] |= one.givers - {taker}
        return {person: len(others) for person, others in from_whom.items()}

    def reaching(self, gone: Collection[str] = ()) -> set[str]:
        """Who reaches the other level once some have gone; sittings still take place."""
        known = self.__dict__.setdefault("_reaching", {})
        key = frozenset(gone)
        if key not in known:
            left = replace(self.paths)
            left.__dict__["met"] = [self._left(one, key) for one in self.paths.met]
            known[key] = {who for who in self.sources - key if self._reaches(left, who)}
        found: set[str] = known[key]
        return found

    def keeping_a_way(self, gone: str) -> set[str]:
        """Who is at the other level, or reaches it from whatever level, once somebody has gone."""
        left = replace(self.paths)
        left.__dict__["met"] = [self._left(one, frozenset([gone])) for one in self.paths.met]
        return self.targets | {
            who
            for who in set(self.paths.people) - {gone}
            if any(
                other != who and self.to_level in self.levels(other, day)
                for other, day in left.walk(who, lambda day: True)
            )
        }

    @staticmethod
    def _left(one: Met, gone: frozenset[str]) -> Met:
        return replace(one, givers=one.givers - gone, takers=one.takers - gone)

    def _reaches(self, paths: SlowPaths, who: str) -> bool:
        states = paths.walk(who, lambda day: self.paths.may_depart(who, self.from_level, self.to_level, day))
        return any(other != who and self.to_level in self.levels(other, day) for other, day in states)

    def counts(self, gone: Collection[str]) -> tuple[int, int]:
        """Of those who have not gone: how many reach with everybody there, and how many still do."""
        return len(self.reaching() - set(gone)), len(self.reaching(gone))

    def reliance(self, gone: Collection[str]) -> float | None:
        before, left = self.counts(gone)
        return (before - left) / before if before else None

    def halved(self, gone: Collection[str]) -> bool:
        before, left = self.counts(gone)
        return before > 0 and 2 * left <= before

    def smallest(self, at_most: int) -> int | None:
        """How many people not at the other level it takes to halve the reach, trying every set."""
        candidates = sorted(set(self.paths.people) - self.targets)
        for size in range(1, at_most + 1):
            if any(self.halved(gone) for gone in combinations(candidates, size)):
                return size
        return None

    def first_taken(self) -> str | None:
        """Whose loss costs the largest share, ties by id; None where nobody's costs anything."""
        candidates: Sequence[str] = sorted(set(self.paths.people) - self.targets)
        found = {one: self.reliance([one]) or 0.0 for one in candidates}
        best = max(found.values(), default=0.0)
        return next((one for one in candidates if found[one] == best), None) if best > 0 else None
