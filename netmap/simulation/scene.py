"""What a partnership is before anything happens in it: people, zones, seats, and the days of sittings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.roster import Roster, roster_of
from netmap.simulation.seats import MEMBER, Seats, seats_of
from netmap.simulation.sites import Site
from netmap.simulation.sittings import Sittings, sittings_of
from netmap.simulation.work_calendar import Ints
from netmap.simulation.zone_plans import Zone, zones_of


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A partnership with its people, its zones, their seats and their sittings."""

    site: Site
    roster: Roster
    zones: list[Zone]
    seats: Seats
    sittings: Sittings

    def at(self, level: int) -> list[Zone]:
        """The zones of a level."""
        return [zone for zone in self.zones if zone.level == level]

    def members(self, *zones: Zone) -> Ints:
        """Plain members of some zones, at any time."""
        here = np.isin(self.seats.zone, [zone.number for zone in zones]) & (self.seats.kind == MEMBER)
        return np.unique(self.seats.person[here])

    def staying(self, *zones: Zone) -> Ints:
        """Those of them who are in one post from the first day to the last."""
        members = self.members(*zones)
        found: Ints = members[self.roster.stays[members]]
        return found


def scene_of(site: Site) -> Scene:
    """Set up a partnership."""
    roster, zones = roster_of(site), zones_of(site)
    return Scene(site, roster, zones, seats_of(site, roster, zones), sittings_of(site, zones))
