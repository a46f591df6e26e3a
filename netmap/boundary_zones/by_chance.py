"""What would be lost without each zone if encounters pass something on by chance, in the same worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from netmap.boundary_zones.one_pass import sideways_month
from netmap.boundary_zones.removal import Floats, Removal
from netmap.learning.upwards import vertical_goals
from netmap.temporal.chance import Reached, Variants, counts_by_world, reached_by_chance
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.reach_rows import Words
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
    for month in removal.horizons.months:
        seats, span = removal.seats(month), removal.horizons.days(month)
        if not others or not seen[seats].any():
            continue
        anywhere: Bools = np.logical_or.reduce(starts[:, seats])
        goals = vertical_goals(removal.journeys.members[seats], anywhere, removal.ends[to_level][seats])
        asked = [np.flatnonzero(table[:, span].any(axis=1)) for table in departs]
        sums = [np.zeros_like(shares[level].sums) for level in others]
        for told, found in _found(removal, month, starts[:, seats], goals):
            for row, who in enumerate(asked):
                _put(sums[row], told, found, found.words[row, who, :, 0])
        for level, who, counts in zip(others, asked, sums, strict=True):
            if len(who):
                shares[level].add(month, who, counts / len(who))
    return shares


def within(removal: Removal, level: str) -> WorldShares:
    """As `one_pass.within`, in each random world."""
    at_level = removal.at_level[level]
    seen = removal.horizons.whole.seats(at_level)
    there, shares = removal.where(seen), _nothing(removal)
    journeys = there.journeys
    agency = code_on(agency_stays(removal.study), journeys.actors, journeys.members, journeys.seat_day)
    for month in removal.horizons.months:
        asked = None
        if seen[removal.seats(month)].any():
            days, here = at_level[:, removal.horizons.days(month)], agency[there.seats(month)]
            asked = sideways_month(there, month, days, here)
        if asked is not None:
            _, who, _ = asked
            shares.add(month, who, _sideways(there, month, *asked, np.zeros_like(shares.sums)))
    return shares


def _sideways(removal: Removal, month: int, goals: Goals, who: Ints, others: Bools, sums: Floats) -> Floats:
    """The mean share of other agencies; people with as many others are counted together."""
    starts = np.ones((1, len(goals.part)), np.bool_)
    totals = others.sum(axis=1)
    for told, found in _found(removal, month, starts, goals):
        for total in np.unique(totals):
            person, agency = np.nonzero(others & (totals == total)[:, None])
            counts = np.zeros_like(sums)
            _put(counts, told, found, found.words[0][who[person], :, agency])
            sums += counts / total
    return sums / len(who)


def _nothing(removal: Removal) -> WorldShares:
    nobody = np.zeros(removal.journeys.actors, np.bool_)
    return WorldShares(np.zeros((1 + len(removal.zones), removal.how.replicates)), nobody)


def _found(removal: Removal, month: int, starts: Bools, goals: Goals) -> Iterator[tuple[list[Ints], Reached]]:
    """Who reaches with every encounter, then without those of each zone, and of which rows that is told.

    Rows are those of the variants, and those that are as the whole: of zones that did not meet in that time.
    """
    part, zone = removal.horizons.part(month), removal.zone[removal.encounters(month)]
    met = np.unique(zone[zone >= 0])
    variants = Variants.without_marks(part.journeys, zone, np.append(-1, met))
    asked = (removal.coins(month), starts, goals, removal.rule, variants)
    row_of = np.append(0, 1 + met)
    idle = np.setdiff1d(np.arange(1, 1 + len(removal.zones)), row_of)
    for found in reached_by_chance(part.journeys, *asked):
        count = found.words.shape[2]
        yield [row_of[found.variant : found.variant + count], idle if found.variant == 0 else idle[:0]], found


def _put(counts: Floats, rows: list[Ints], found: Reached, words: Words) -> None:
    """Count rows x variants x words at their place among variants and worlds."""
    mine, as_whole = rows
    counted = counts_by_world(words, found.worlds)
    here = slice(found.world, found.world + found.worlds)
    counts[mine, here] = counted
    counts[as_whole, here] = counted[:1]
