"""When zones sit: at regular distances, on working days, not over the long holidays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.sites import Site
from netmap.simulation.work_calendar import Ints, WorkCalendar
from netmap.simulation.zone_plans import Zone


@dataclass(frozen=True, slots=True, eq=False)
class Sittings:
    """Every sitting of a partnership, in order of day: its zone and its day."""

    zone: Ints
    day: Ints

    def of(self, zone: int) -> Ints:
        """The days on which a zone sits."""
        found: Ints = self.day[self.zone == zone]
        return found


def sittings_of(site: Site, zones: list[Zone]) -> Sittings:
    """The sittings of every zone."""
    rng = site.rng("sittings")
    days = [_days(site.calendar, rng, zone) for zone in zones]
    zone = np.repeat(np.arange(len(zones)), [len(each) for each in days])
    day = np.concatenate([*days, np.zeros(0, np.int64)]).astype(np.int64)
    order = np.lexsort((zone, day))
    return Sittings(zone[order], day[order])


def active_zones(sittings: Sittings, zones: int, first: int, last: int) -> int:
    """How many zones sat between two days, both inclusive."""
    within = (sittings.day >= first) & (sittings.day <= last)
    return int((np.bincount(sittings.zone[within], minlength=zones) > 0).sum())


def _days(calendar: WorkCalendar, rng: np.random.Generator, zone: Zone) -> Ints:
    """Every so many days from soon after it opened; a sitting that falls into a long holiday is left out."""
    if zone.part in ("gone quiet", "closed in order"):
        planned = np.arange(zone.last, zone.opens - 1, -zone.every)[::-1]
    else:
        planned = np.arange(zone.opens + rng.integers(0, zone.every), zone.last + 1, zone.every)
    days = calendar.snapped(planned.astype(np.int64))
    kept = days <= zone.last if zone.part else (days <= zone.last) & ~calendar.long_break[days]
    return np.unique(days[kept])[-zone.sits :]
