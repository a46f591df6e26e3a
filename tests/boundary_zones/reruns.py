"""What would be lost without each zone, asked again for every zone with a search from every source."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from netmap.boundary_zones.removal import Removal, Shares
from netmap.learning.sideways import sideways
from netmap.learning.upwards import first_vertical
from netmap.learning.window import Window
from netmap.temporal.first_arrivals import NEVER


def towards(removal: Removal, to_level: str) -> dict[str, Shares]:
    """As `one_pass.towards`."""
    others = [level for level in removal.at_level if level != to_level]
    return {level: _between(removal, level, to_level) for level in others}


def within(removal: Removal, level: str) -> Shares:
    """As `one_pass.within`."""
    shares, at_level = removal.no_shares(), removal.at_level[level]
    for place, month in enumerate(removal.horizons.months):
        days = at_level[:, removal.horizons.days(month)]
        part = removal.horizons.part(month)
        if part.seats(days).any():
            for column, window in _windows(removal, month):
                found = sideways(window, days, removal.rule)
                defined = ~np.isnan(found.share)
                if defined.any():
                    shares.people[found.who[defined]] = True
                    _set(shares, place, column, float(found.share[defined].mean()))
    return shares


def _between(removal: Removal, from_level: str, to_level: str) -> Shares:
    shares = removal.no_shares()
    arrives = removal.at_level[to_level]
    departs = removal.at_level[from_level] & ~arrives
    for place, month in enumerate(removal.horizons.months):
        days = removal.horizons.days(month)
        seen = removal.horizons.part(month).seats(arrives[:, days]).any()
        for column, window in _windows(removal, month) if seen else ():
            who, first = first_vertical(
                window, departs[:, days], window.seats(arrives[:, days]), removal.rule
            )
            if len(who):
                shares.people[who] = True
                _set(shares, place, column, float((first != NEVER).mean()))
    return shares


def _windows(removal: Removal, month: int) -> Iterator[tuple[int, Window]]:
    """A month with every encounter (-1), then without those of each zone, by its place."""
    part, zone = removal.horizons.part(month), removal.zone[removal.encounters(month)]
    yield -1, part
    for place in range(len(removal.zones)):
        kept = part.journeys.where((zone != place)[part.journeys.seat_encounter])
        yield place, Window(part.study, part.start, part.end, kept)


def _set(shares: Shares, month: int, column: int, share: float) -> None:
    if column < 0:
        shares.full[month] = share
    else:
        shares.without[month, column] = share
