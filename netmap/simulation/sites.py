"""What sets one partnership of a simulated world apart from another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.gap_families import SINGLE, USERS_ABSENT
from netmap.simulation.plan import USERS, SimulationPlan
from netmap.simulation.work_calendar import Bools, WorkCalendar, calendar_of

CHAMPIONS, DIRECT, GATE, TWO_GATES = "champions", "direct", "one person", "two people"
"""How learning rises from one level to the next: by cross-represented people alone, by contacts of many,
of one person, or of two."""

STREAMS = (
    "roster",
    "diarists",
    "zones",
    "seats",
    "sittings",
    "attendance",
    "services",
    "routes",
    "cast",
    "pairs",
    "one-offs",
    "everyday",
    "follow-ups",
    "waves",
    "forgetting",
    "across levels",
)
"""A stream of random numbers for each part of a world, so that one may change without the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """One partnership to be made.

    `middle` and `top` say how learning rises to the strategic and to the authority level;
    `concentration` how much one sector outweighs others on the board.
    """

    number: int
    seed: int
    plan: SimulationPlan
    calendar: WorkCalendar
    middle: str
    top: str
    pillars: bool
    users_absent: bool
    concentration: float

    def rng(self, stream: str) -> np.random.Generator:
        """The random numbers for one part of this partnership, the same whoever asks and whenever."""
        key = (self.number + 1, STREAMS.index(stream))
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=key))


def sites_of(plan: SimulationPlan, seed: int) -> list[Site]:
    """Every partnership of a world; what is shared out among them is shared out here."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(0,)))
    n = plan.partnerships
    top = _quota(rng, n, plan.effects.p3)
    middle = _quota(rng, n, plan.effects.p3 - plan.effects.p3b)
    pillars = _quota(rng, n, plan.pillars)
    absent = _quota(rng, n, 0.5, up=True)
    concentration = rng.uniform(0, 4, n)
    calendar = calendar_of(plan)
    ways = _ways(plan, middle)
    return [
        Site(
            number=number,
            seed=seed,
            plan=plan,
            calendar=calendar,
            middle=ways[number],
            top=CHAMPIONS if top[number] else DIRECT,
            pillars=bool(pillars[number]),
            users_absent=_has_users(plan) and USERS_ABSENT in plan.gaps and bool(absent[number]),
            concentration=float(concentration[number]),
        )
        for number in range(n)
    ]


def _quota(rng: np.random.Generator, n: int, share: float, *, up: bool = False) -> Bools:
    """Exactly the share of n, rounded (half up where told), drawn at random."""
    count = int(np.floor(share * n + 0.5)) if up else round(share * n)
    chosen: Bools = rng.permutation(n) < count
    return chosen


def _ways(plan: SimulationPlan, champions: Bools) -> list[str]:
    """The way up to the strategic level; where it is not by champions, single gates come by turns."""
    turns = (GATE, TWO_GATES, DIRECT) if SINGLE in plan.gaps else (DIRECT,)
    ways, turn = [], 0
    for by_champions in champions:
        ways.append(CHAMPIONS if by_champions else turns[turn % len(turns)])
        turn += not by_champions
    return ways


def _has_users(plan: SimulationPlan) -> bool:
    return plan.level_shares[USERS] > 0
