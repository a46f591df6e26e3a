"""What is asked when boundary zones are taken away: which months, which levels, which encounters go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.learning.chance import arrival_seats, coins_of
from netmap.learning.effective_changes import levels_by_rank
from netmap.learning.horizons import Horizons
from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.chance import Coins
from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.journeys import Journeys
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """One reach, month by month: as it was, without each zone, and whose share it is.

    `full` has a share for each month (NaN where there is none), `without` one for each month and zone
    that met, and `people` says of every actor whether any of the shares is theirs.
    """

    full: Floats
    without: Floats
    people: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """The encounters of some months, and the zone of each among the zones that met (-1: none).

    `zones` are the places of those zones in the study's table; `at_level` says of every level, the
    lowest rank first, who held it when: a table of actors x days; and `ends` of every seat, whether a path to
    the level may end there.
    """

    horizons: Horizons
    how: PathRule
    policy: TiePolicy
    zone: Ints
    zones: Ints
    at_level: Mapping[str, Bools]
    ends: Mapping[str, Bools]

    @property
    def study(self) -> Study:
        """The study that is asked."""
        return self.horizons.whole.study

    @property
    def journeys(self) -> Journeys:
        """All encounters."""
        return self.horizons.whole.journeys

    @property
    def rule(self) -> Rule:
        """How something passes on."""
        return self.how.passing

    def coins(self, month: int) -> Coins:
        """The coins of the encounters up to a month's horizon."""
        return coins_of(self.horizons.part(month), self.how, self.policy)

    def where(self, seats: Bools) -> Removal:
        """The same with some seats only."""
        whole, journeys = self.horizons.whole, self.journeys
        zone_of = np.full(int(journeys.source.max(initial=-1)) + 1, -1, np.int64)
        zone_of[journeys.source] = self.zone
        kept = journeys.where(seats)
        part = Window(whole.study, whole.start, whole.end, kept)
        horizons = Horizons(part, self.horizons.months, self.horizons.horizon)
        about = (zone_of[kept.source], self.zones, self.at_level, self.ends)
        return Removal(horizons, self.how, self.policy, *about)

    def no_shares(self) -> Shares:
        """Shares of which none is known yet."""
        shape = (len(self.horizons.months), len(self.zones))
        nobody = np.zeros(self.journeys.actors, np.bool_)
        return Shares(np.full(shape[0], np.nan), np.full(shape, np.nan), nobody)

    def encounters(self, month: int) -> slice:
        """The encounters up to a month's horizon, as places among all."""
        day = self.journeys.day
        first, after = np.searchsorted(day, [month, month + self.horizons.horizon + 1])
        return slice(int(first), int(after))

    def seats(self, month: int) -> slice:
        """The seats of those encounters."""
        offsets, here = self.journeys.offsets, self.encounters(month)
        return slice(int(offsets[here.start]), int(offsets[here.stop]))


def removal_of(horizons: Horizons, rule: PathRule, policy: TiePolicy) -> Removal:
    """The question what goes with each zone: its sittings, and the contacts marked with it."""
    met = encounters_of(horizons.whole.study, policy)
    zone = met.zone[horizons.whole.journeys.source]
    zones = np.unique(zone[zone >= 0])
    place = np.where(zone >= 0, np.searchsorted(zones, zone), -1)
    levels = levels_by_rank(horizons.whole.study)
    at_level = {level: horizons.whole.at_level(level) for level in levels}
    ends = {level: arrival_seats(horizons.whole, level, rule, policy) for level in levels}
    return Removal(horizons, rule, policy, place.astype(np.int64), zones, at_level, ends)
