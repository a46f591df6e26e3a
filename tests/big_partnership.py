"""A simulated partnership of any size, for benchmarks and for pages under load."""

from __future__ import annotations

import pandas as pd

import netmap
from netmap.simulation.effects import Effects
from netmap.simulation.plan import SimulationPlan

Tables = dict[str, pd.DataFrame]

MONTHS = 36
SITTINGS_OF_A_ZONE = 30
SEASON = 0.84
"""Days of a year on which zones may sit: not in the long holidays."""


def partnership(people: int, agencies: int, meetings: int, contacts: int, seed: int = 0) -> Tables:
    """The tables of one simulated partnership over three years, with a baseline after the first.

    There are just so many people and agencies, and about so many meetings and contacts; nothing is planted.

    Example:
        >>> sorted(partnership(20, 4, 10, 30))[:3]
        ['agencies', 'agency_changes', 'attendance']
    """
    zones = max(6, meetings // SITTINGS_OF_A_ZONE)
    every = max(5, round(MONTHS * 30.4 * SEASON * zones / max(meetings, 1)))
    plan = SimulationPlan(
        start="2021-01-01",
        months=MONTHS,
        baseline_share=1 / 3,
        people=people,
        agencies=agencies,
        zones=zones,
        sitting_every=(every,) * 4,
        late_zones=0.0,
        closing_zones=0.0,
        level_shares=(0.01, 0.69, 0.22, 0.08),
        turnover=0.03,
        contacts=contacts / (people * MONTHS),
        acquaintances=max(2.0, contacts / people / 8),
        gaps=(),
        pairs_of_each_kind=0,
        silent_agencies=0,
        reorganisation=False,
        waves=0,
        effects=Effects(p3=1.0, p3b=0.0),
    )
    return dict(netmap.simulate(plan, seed=seed).tables)
