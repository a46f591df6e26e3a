"""What would be lost without each zone if encounters pass something on by chance, in the same worlds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from netmap.boundary_zones.one_pass import sideways_month
from netmap.boundary_zones.removal import Floats, Removal
from netmap.learning.upwards import vertical_goals
from netmap.temporal.chance import Variants
from netmap.temporal.chance_losses import counts_without
from netmap.temporal.compiling import side_by_side
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.self_excluding_targets import Goals
from netmap.tie_kinds.stays import agency_stays, code_on


@dataclass(slots=True, eq=False)
class WorldShares:
    """One reach: the sum over the months that have a share, in each world, whole and without each zone.

    `sums` has a row for the whole and one for each zone that met, and a column for each world.
    """

    sums: Floats
    people: Bools
    months: list[int] = field(default_factory=list)

    def add(self, month: int, who: Ints, shares: Floats) -> None:
        """The shares of one month, in the same rows and columns, and whose they are."""
        self.sums += shares
        self.people[who] = True
        self.months.append(month)

    @property
    def means(self) -> Floats:
        """The means over the months that have a share; NaN where none has."""
        return self.sums / len(self.months) if self.months else np.full(self.sums.shape, np.nan)


def towards(removal: Removal, to_level: str) -> dict[str, WorldShares]:
    """As `one_pass.towards`, in each random world."""
    whole, arrives = removal.horizons.whole, removal.at_level[to_level]
    others = [level for level in removal.at_level if level != to_level]
    departs = [removal.at_level[level] & ~arrives for level in others]
    shares = {level: _nothing(removal) for level in others}
    starts, seen = np.array([whole.seats(table) for table in departs]), whole.seats(arrives)

    def of_month(month: int) -> list[tuple[Ints, Floats]]:
        seats, span = removal.seats(month), removal.horizons.days(month)
        if not others or not seen[seats].any():
            return []
        anywhere: Bools = np.logical_or.reduce(starts[:, seats])
        goals = vertical_goals(removal.journeys.members[seats], anywhere, removal.ends[to_level][seats])
        asked: list[Bools] = [np.logical_or.reduce(table[:, span], axis=1) for table in departs]
        tables = [(line, who[:, None]) for line, who in enumerate(asked)]
        counted = _counts(removal, month, starts[:, seats], goals, tables)
        return [
            (np.flatnonzero(who), counts / max(who.sum(), 1))
            for who, counts in zip(asked, counted, strict=True)
        ]

    for month, found in side_by_side(of_month, removal.horizons.months):
        for level, (who, mean) in zip(others, found, strict=False):
            if len(who):
                shares[level].add(month, who, mean)
    return shares


def within(removal: Removal, level: str) -> WorldShares:
    """As `one_pass.within`, in each random world."""
    at_level = removal.at_level[level]
    seen = removal.horizons.whole.seats(at_level)
    there, shares = removal.where(seen), _nothing(removal)
    journeys = there.journeys
    agency = code_on(agency_stays(removal.study), journeys.actors, journeys.members, journeys.seat_day)

    def of_month(month: int) -> tuple[Ints, Floats] | None:
        if not seen[removal.seats(month)].any():
            return None
        days, here = at_level[:, removal.horizons.days(month)], agency[there.seats(month)]
        asked = sideways_month(there, month, days, here)
        return None if asked is None else (asked[1], _sideways(there, month, *asked))

    for month, found in side_by_side(of_month, removal.horizons.months):
        if found is not None:
            shares.add(month, *found)
    return shares


def _sideways(removal: Removal, month: int, goals: Goals, who: Ints, others: Bools) -> Floats:
    """The mean share of other agencies; people with as many others are counted together."""
    starts, tables = np.ones((1, len(goals.part)), np.bool_), []
    every, place = np.unique(others.sum(axis=1), return_inverse=True)
    for total in range(len(every)):
        mine = np.zeros((removal.journeys.actors, goals.groups), np.bool_)
        mine[who] = others & (place == total)[:, None]
        tables.append((0, mine))
    sums = np.zeros(_nothing(removal).sums.shape)
    for total, counts in zip(every, _counts(removal, month, starts, goals, tables), strict=True):
        sums += counts / total
    return sums / len(who)


def _nothing(removal: Removal) -> WorldShares:
    nobody = np.zeros(removal.journeys.actors, np.bool_)
    return WorldShares(np.zeros((1 + len(removal.zones), removal.how.replicates)), nobody)


def _counts(
    removal: Removal, month: int, starts: Bools, goals: Goals, asked: list[tuple[int, Bools]]
) -> Ints:
    """How many of those asked about arrive in each world: with every encounter, then without each zone.

    Without a zone that did not meet in that time it is as with every encounter.
    """
    part, zone = removal.horizons.part(month), removal.zone[removal.encounters(month)]
    met = np.unique(zone[zone >= 0])
    variants = Variants.without_marks(part.journeys, zone, np.append(-1, met))
    found = counts_without(part.journeys, removal.coins(month), starts, goals, removal.rule, variants, asked)
    counts = np.repeat(found[:, :1], 1 + len(removal.zones), axis=1)
    counts[:, 1 + met] = found[:, 1:]
    return counts
