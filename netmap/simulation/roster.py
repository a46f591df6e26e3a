"""Who there is: agencies with their sectors, people with their agency, level, and time in post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from netmap.simulation.gap_families import PEOPLE_PARTS, parts_of
from netmap.simulation.plan import AUTHORITY, OPERATIONAL, PEOPLE_A_PART, STRATEGIC, USERS, SimulationPlan
from netmap.simulation.sites import Site
from netmap.simulation.work_calendar import Bools, Ints

NOBODY = -1
LONERS = 3
"""Pairs of people who know nobody but each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Agencies and people by number.

    The first `mains` agencies live an everyday life; the others play a part. Of people `joined` is -1
    where it was before the record, `left` the length of the record where they stayed; `heir` is who
    took over. `reserved` people take part in nothing but what is planted with them.
    """

    sector: Ints
    mains: int
    parts: Mapping[str, int]
    silent: Ints
    agency: Ints
    level: Ints
    joined: Ints
    left: Ints
    heir: Ints
    moved_to: Ints
    moved_on: Ints
    reserved: Bools
    people_parts: Mapping[str, int]
    loners: Ints

    @property
    def stays(self) -> Bools:
        """People who are in one post from the first day to the last."""
        whole = (self.joined < 0) & (self.heir == NOBODY) & (self.moved_to == NOBODY)
        stays: Bools = whole & ~self.reserved
        return stays

    def people_of(self, agency: int) -> Ints:
        """The people of an agency."""
        return np.flatnonzero(self.agency == agency)

    def at(self, level: int) -> Bools:
        """People of a level who are in nobody's part."""
        here: Bools = (self.level == level) & ~self.reserved
        return here


def roster_of(site: Site) -> Roster:
    """The agencies and people of a partnership."""
    plan, rng = site.plan, site.rng("roster")
    mains = max(1, plan.agencies - len(plan.parts) - plan.silent_agencies)
    parts = {part: mains + place for place, part in enumerate(plan.parts)}
    silent = np.arange(mains + len(parts), mains + len(parts) + plan.silent_agencies)
    agencies = mains + len(parts) + len(silent)
    leavers = _leavers(plan)
    level, agency, fixed = _positions(rng, plan, plan.people - leavers, mains=mains, agencies=agencies)
    return _with_turnover(
        site,
        rng,
        leavers,
        Roster(
            sector=rng.permutation(np.arange(agencies) % len(plan.sectors)),
            mains=mains,
            parts=parts,
            silent=silent,
            agency=agency,
            level=level,
            joined=np.full(len(level), NOBODY),
            left=np.full(len(level), plan.days),
            heir=np.full(len(level), NOBODY),
            moved_to=np.full(len(level), NOBODY),
            moved_on=np.full(len(level), plan.days),
            reserved=np.arange(len(level)) < fixed,
            people_parts=_people_parts(plan, first=PEOPLE_A_PART * (agencies - mains)),
            loners=np.arange(fixed - 2 * LONERS, fixed) if plan.pairs_of_each_kind else np.zeros(0, np.int64),
        ),
    )


def _leavers(plan: SimulationPlan) -> int:
    gone = plan.turnover * plan.years
    return min(int(plan.people * gone / (1 + gone)), plan.people // 3)


def _people_parts(plan: SimulationPlan, first: int) -> dict[str, int]:
    return {part: first + place for place, part in enumerate(parts_of(PEOPLE_PARTS, plan.gaps))}


def _positions(
    rng: np.random.Generator, plan: SimulationPlan, positions: int, *, mains: int, agencies: int
) -> tuple[Ints, Ints, int]:
    """Level and agency of every position, reserved ones first, and how many those are."""
    of_parts = np.repeat(np.arange(mains, agencies), PEOPLE_A_PART)
    alone = len(parts_of(PEOPLE_PARTS, plan.gaps)) + (2 * LONERS if plan.pairs_of_each_kind else 0)
    fixed = len(of_parts) + alone
    rest = positions - fixed
    counts = [round(share * rest) for share in plan.level_shares]
    counts[OPERATIONAL] += rest - sum(counts)
    order = (OPERATIONAL, STRATEGIC, AUTHORITY, USERS)
    level = np.repeat(order, [counts[each] for each in order])
    agency = _sized(rng, plan, mains, rest)
    first = np.arange(min(mains, counts[OPERATIONAL] if plan.gaps else rest))
    agency[first if plan.gaps else rng.permutation(rest)[first]] = first
    reserved_level = np.full(fixed, OPERATIONAL)
    return (
        np.concatenate([reserved_level, level]).astype(np.int64),
        np.concatenate([of_parts, np.arange(alone) % mains, agency]).astype(np.int64),
        fixed,
    )


def _sized(rng: np.random.Generator, plan: SimulationPlan, agencies: int, n: int) -> Ints:
    weights = 1 / np.arange(1, agencies + 1) ** plan.agency_skew
    return rng.choice(agencies, n, p=weights / weights.sum())


def _with_turnover(site: Site, rng: np.random.Generator, leavers: int, roster: Roster) -> Roster:
    """The same roster with people who leave, those who take over, and those who change agency."""
    plan, days = site.plan, site.plan.days
    free = rng.permutation(np.flatnonzero(~roster.reserved & (roster.level != USERS)))
    gone = free[:leavers]
    movers = free[leavers : leavers + round(plan.moves * len(free))] if roster.mains > 1 else free[:0]
    here, n = len(roster.level), len(gone)
    left, joined, heir = roster.left.copy(), roster.joined.copy(), roster.heir.copy()
    left[gone] = rng.integers(int(0.15 * days), max(int(0.85 * days), int(0.15 * days) + 1), n)
    heir[gone] = here + np.arange(n)
    moved_to, moved_on = roster.moved_to.copy(), roster.moved_on.copy()
    moved_to[movers] = (
        roster.agency[movers] + rng.integers(1, max(roster.mains, 2), len(movers))
    ) % roster.mains
    moved_on[movers] = rng.integers(days // 4, max(3 * days // 4, days // 4 + 1), len(movers))
    nobody, stays = np.full(n, NOBODY), np.full(n, days)
    return Roster(
        sector=roster.sector,
        mains=roster.mains,
        parts=roster.parts,
        silent=roster.silent,
        agency=np.concatenate([roster.agency, roster.agency[gone]]),
        level=np.concatenate([roster.level, roster.level[gone]]),
        joined=np.concatenate([joined, np.minimum(left[gone] + rng.integers(3, 31, n), days - 1)]),
        left=np.concatenate([left, stays]),
        heir=np.concatenate([heir, nobody]),
        moved_to=np.concatenate([moved_to, nobody]),
        moved_on=np.concatenate([moved_on, stays]),
        reserved=np.concatenate([roster.reserved, np.zeros(n, np.bool_)]),
        people_parts=roster.people_parts,
        loners=roster.loners,
    )
