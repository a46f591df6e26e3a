"""The boundary zones of a partnership: what each is for, when it is open, how often it sits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.plan import AUTHORITY, OPERATIONAL, STRATEGIC, USERS, SimulationPlan
from netmap.simulation.sites import Site
from netmap.simulation.work_calendar import Bools

OPERATIONAL_FORMS = ("locality meeting", "co-location", "training", "seminar", "learning event")
WITH_PILLARS = ("task group", *OPERATIONAL_FORMS)
NO_NEED = -1
QUIET_FOR = 4
"""A zone that has gone quiet has not sat for so many of its intervals."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One boundary zone. Days count from the first of the record; its length stands for "not closed".

    `last` is the last day on which it may sit, `sits` the most sittings it may hold in all (0: no limit),
    `part` what it plays in a planted gap (empty: nothing).
    """

    number: int
    level: int
    form: str
    formal: bool
    purpose: bool
    opens: int
    closes: int
    last: int
    every: int
    carries: bool = False
    need: int = NO_NEED
    part: str = ""
    sits: int = 0

    @property
    def stated(self) -> bool:
        """Whether it has formal standing and a stated purpose."""
        return self.formal and self.purpose


def zones_of(site: Site) -> list[Zone]:
    """The zones of a partnership: board, strategic ones, a forum of users, operational ones, parts."""
    plan, rng = site.plan, site.rng("zones")
    parts = plan.zone_parts
    levels = _levels(site, plan.zones - len(parts))
    zones = [_standing(site, number, level) for number, level in enumerate(levels) if level != OPERATIONAL]
    operational = _operational(site, rng, len(zones), len(levels) - len(zones))
    played = [_part(site, rng, len(levels) + place, part) for place, part in enumerate(parts)]
    return [*zones, *operational, *played]


def _levels(site: Site, n: int) -> list[int]:
    """The levels of n ordinary zones, those that are not operational first."""
    plan = site.plan
    levels = [AUTHORITY] if plan.level_shares[AUTHORITY] and n > 1 else []
    if plan.level_shares[STRATEGIC] and n > 2:
        levels += [STRATEGIC] * max(1, round(0.2 * n))
    if plan.level_shares[USERS] and n > 3 and not site.users_absent:
        levels.append(USERS)
    return levels + [OPERATIONAL] * max(0, n - len(levels))


def _standing(site: Site, number: int, level: int) -> Zone:
    """A zone that lasts from before the record to after it."""
    forms = {
        AUTHORITY: "board",
        USERS: "forum of users",
        STRATEGIC: "pillar" if site.pillars else "strategic meeting",
    }
    days, every = site.plan.days, site.plan.sitting_every[level]
    return Zone(number, level, forms[level], True, True, 0, days, days - 1, every)


def _operational(site: Site, rng: np.random.Generator, first: int, n: int) -> list[Zone]:
    """Operational zones; standing and carrying are shared out so that neither goes with the other."""
    plan, days = site.plan, site.plan.days
    informal = _spread(rng, n, plan.informal_zones)
    carries = _spread_within(rng, informal, plan.carrying_zones)
    late = _spread(rng, n, plan.late_zones) | carries
    closes = ~carries & _spread(rng, n, plan.closing_zones)
    opens = np.where(late, rng.integers(1, max(int(0.5 * days), 2), n), 0)
    since = plan.baseline_day + rng.integers(0, max(days // 20, 1), n)
    opens = np.where(carries, since, opens)
    ends = np.where(closes, rng.integers(int(0.7 * days), max(int(0.95 * days), 1) + 1, n), days)
    forms = WITH_PILLARS if site.pillars else OPERATIONAL_FORMS
    standing = rng.random(n) < 0.5
    needs = _needs(plan, ends < days)
    return [
        Zone(
            number=first + place,
            level=OPERATIONAL,
            form=forms[place % len(forms)],
            formal=not informal[place] or bool(standing[place]),
            purpose=not informal[place] or not standing[place],
            opens=int(opens[place]),
            closes=int(ends[place]),
            last=min(int(ends[place]), days - 1),
            every=plan.sitting_every[OPERATIONAL],
            carries=bool(carries[place]),
            need=needs[place],
        )
        for place in range(n)
    ]


def _spread(rng: np.random.Generator, n: int, share: float) -> Bools:
    chosen: Bools = rng.permutation(n) < round(share * n)
    return chosen


def _spread_within(rng: np.random.Generator, groups: Bools, share: float) -> Bools:
    """The share of each of two groups, rounded up."""
    chosen = np.zeros(len(groups), np.bool_)
    for group in (False, True):
        members = rng.permutation(np.flatnonzero(groups == group))
        chosen[members[: int(np.ceil(share * len(members)))]] = True
    return chosen


def _needs(plan: SimulationPlan, closing: Bools) -> list[int]:
    """One zone for each need, among those that last; the others serve none by themselves."""
    needs, given = [], 0
    for closed in closing:
        takes = not closed and given < len(plan.needs)
        needs.append(given if takes else NO_NEED)
        given += takes
    return needs


def _part(site: Site, rng: np.random.Generator, number: int, part: str) -> Zone:
    """A zone that plays a part in a planted gap, or in a near miss."""
    days, every = site.plan.days, site.plan.sitting_every[OPERATIONAL]
    stopped = days - 1 - QUIET_FOR * every - int(rng.integers(0, every))
    last = stopped if part in ("gone quiet", "closed in order") else days - 1
    return Zone(
        number=number,
        level=OPERATIONAL,
        form="locality meeting",
        formal=part != "sat twice",
        purpose=True,
        opens=0,
        closes=last if part == "closed in order" else days,
        last=max(last, 0),
        every=every,
        part=part,
        sits=2 if part == "sat twice" else 0,
    )
