"""Waves: every agency is asked whom it exchanges information with; some do not answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.reorganisation import reorganised_agencies
from netmap.simulation.roster import Roster
from netmap.simulation.sites import Site
from netmap.simulation.work_calendar import Bools, Ints

COMPLETE, PARTIAL, NONE = range(3)
ANSWERS = ("complete", "partial", "none")
WAVE_DAYS = 28


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """One round: its first day, how each agency answered, and who is tied to whom, said or not."""

    first: int
    answer: Ints
    tied: Bools

    @property
    def last(self) -> int:
        """The day on which the round ends."""
        return self.first + WAVE_DAYS


def waves_of(site: Site, roster: Roster) -> list[Wave]:
    """The waves of a partnership: ties persist from one to the next, or dissolve, and new ones arise."""
    plan, rng = site.plan, site.rng("waves")
    agencies = len(roster.sector)
    tied = rng.random((agencies, agencies)) < plan.declared
    waves = []
    for number in range(plan.waves):
        np.fill_diagonal(tied, val=False)
        waves.append(Wave(_first_day(site, number), _answers(site, rng, roster), tied.copy()))
        renewed = plan.declared * (1 - plan.kept) / max(1 - plan.declared, 1e-9)
        luck = rng.random(tied.shape)
        tied = np.where(tied, luck < plan.kept, luck < renewed)
    return waves


def _first_day(site: Site, number: int) -> int:
    """Waves lie at equal distances; the last one ends a month before the record does."""
    room = max(site.plan.days - 2 * WAVE_DAYS - 2, 0)
    return int(room * (number + 1) / site.plan.waves)


def _answers(site: Site, rng: np.random.Generator, roster: Roster) -> Ints:
    """Silent agencies never answer; those that play a part, or are reorganised, always do."""
    agencies = len(roster.sector)
    luck = rng.random(agencies)
    answer = np.where(luck < site.plan.non_response, NONE, COMPLETE)
    answer[[*roster.parts.values(), *reorganised_agencies(site, roster)]] = COMPLETE
    if "seen once" in roster.parts:
        answer[roster.parts["seen once"]] = PARTIAL
    answer[roster.silent] = NONE
    return answer
