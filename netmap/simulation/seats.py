"""Who holds a seat in which zone, and who carries learning from level to level by that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from netmap.simulation.gap_families import DOMINATED, ZONE_PARTS
from netmap.simulation.plan import AUTHORITY, OPERATIONAL, STRATEGIC, YEAR
from netmap.simulation.roster import NOBODY, Roster
from netmap.simulation.seat_draws import Draw, draw_members
from netmap.simulation.sites import CHAMPIONS, GATE, TWO_GATES, Site
from netmap.simulation.work_calendar import Bools, Ints
from netmap.simulation.zone_plans import Zone

MEMBER, CHAMPION, LINK = range(3)
ROLES = ("member", "member", "coordinator")
"""What a seat is called, by whether its holder is a plain member, a champion, or the link to strategy."""


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """Seats by row: zone, person, first and last day, kind. `gates` are the links to the strategic level."""

    zone: Ints
    person: Ints
    joined: Ints
    left: Ints
    kind: Ints
    gates: Ints

    def of(self, zone: int) -> Ints:
        """Everybody who ever held a seat in a zone."""
        return np.unique(self.person[self.zone == zone])

    def matrix(self, people: int, zones: int) -> Bools:
        """Whether each person ever held a seat in each zone."""
        held = np.zeros((people, max(zones, 1)), np.bool_)
        held[self.person, self.zone] = True
        return held


def seats_of(site: Site, roster: Roster, zones: list[Zone]) -> Seats:
    """The seats of every zone, from its opening to its close, heirs and churn included."""
    draw = Draw(site.rng("seats"), site, roster)
    gates = _gates(draw, site)
    members = {zone.number: draw_members(draw, zone) for zone in sorted(zones, key=_order)}
    rows = [(zone.number, person, MEMBER) for zone in zones for person in members[zone.number].tolist()]
    rows += _champions(site, zones, members)
    rows += [(zone.number, int(gate), LINK) for zone in zones if _has_link(zone) for gate in gates]
    number, person, kind = _columns(rows, 3)
    opens = np.array([zone.opens for zone in zones], np.int64)
    ends = np.array([zone.closes for zone in zones], np.int64)
    seats = _churned(draw, zones, (number, person, opens[number], ends[number], kind))
    return _inherited(roster, seats, gates)


def _has_link(zone: Zone) -> bool:
    """Whether those who alone link to strategy sit in a zone: they would even out one that is dominated."""
    return zone.level == OPERATIONAL and zone.part not in ZONE_PARTS[DOMINATED]


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> tuple[Ints, ...]:
    columns = zip(*rows, strict=True) if rows else [()] * width
    return tuple(np.array(column, np.int64) for column in columns)


def _order(zone: Zone) -> tuple[bool, bool, bool, int]:
    """Zones whose members should know each other from nowhere else draw first; those that close last."""
    return not zone.part, not zone.carries, zone.closes <= zone.last, zone.number


def _gates(draw: Draw, site: Site) -> Ints:
    """The people who alone link operational zones to the strategic level, where that is the way up."""
    gates = draw.taken(
        draw.roster.stays & draw.roster.at(OPERATIONAL), {GATE: 1, TWO_GATES: 2}.get(site.middle, 0)
    )
    draw.kept_apart(gates)
    return gates


def _champions(site: Site, zones: list[Zone], members: dict[int, Ints]) -> list[tuple[int, int, int]]:
    """Seats by which members of zones at one level also sit at the next."""
    rows: list[tuple[int, int, int]] = []
    for way, low, high in ((site.middle, OPERATIONAL, STRATEGIC), (site.top, STRATEGIC, AUTHORITY)):
        above = [zone.number for zone in zones if zone.level == high]
        below = [zone.number for zone in zones if zone.level == low and len(members[zone.number])]
        if way == CHAMPIONS and above:
            rows += [
                (above[place % len(above)], int(members[zone][0]), CHAMPION)
                for place, zone in enumerate(below)
            ]
    return list(dict.fromkeys(rows))


def _churned(draw: Draw, zones: list[Zone], rows: tuple[Ints, ...]) -> tuple[Ints, ...]:
    """The rows, where some seats pass to somebody else of the same level who holds none."""
    zone, person, opens, ends, kind = rows
    life = (np.minimum(ends, draw.site.plan.days - 1) - opens) / YEAR
    settled = np.array([each.carries or bool(each.part) for each in zones] or [False])
    passes = draw.rng.poisson(draw.site.plan.seat_turnover * np.maximum(life, 0))
    passes[settled[zone] | np.isin(person, person[kind != MEMBER])] = 0
    found: list[tuple[int, ...]] = []
    for row, count in zip(zip(*(column.tolist() for column in rows), strict=True), passes, strict=True):
        found += _passed_on(draw, row, count) if count else [row]
    return _columns(found, 5)


def _passed_on(draw: Draw, row: tuple[int, ...], count: int) -> list[tuple[int, ...]]:
    """One seat held by one person after the other, of one agency where it has anybody without a seat."""
    zone, holder, begins, ends, kind = row
    level, agency = int(draw.roster.level[holder]), draw.roster.agency[holder]
    rows: list[tuple[int, ...]] = []
    for cut in np.unique(draw.rng.integers(begins + 1, max(ends, begins + 2), count)).tolist():
        others = draw.free & draw.roster.at(level) & draw.roster.stays
        own = others & (draw.roster.agency == agency)
        other = draw.taken(own if own.any() else others, 1)
        if len(other):
            rows.append((zone, holder, begins, cut - 1, kind))
            holder, begins = int(other[0]), cut
    return [*rows, (zone, holder, begins, ends, kind)]


def _inherited(roster: Roster, rows: tuple[Ints, ...], gates: Ints) -> Seats:
    """The rows cut to the time in post of their holders, and those of whoever took over."""
    zone, person, joined, left, kind = rows
    last = roster.left[person]
    own = np.minimum(left, np.where(roster.heir[person] == NOBODY, left, last))
    heir = roster.heir[person]
    passed = (heir != NOBODY) & (left > last)
    begins = np.maximum(joined, roster.joined[np.where(passed, heir, 0)])
    goes_on = passed & (begins <= left)
    holds = joined <= own
    return Seats(
        np.concatenate([zone[holds], zone[goes_on]]),
        np.concatenate([person[holds], heir[goes_on]]),
        np.concatenate([joined[holds], begins[goes_on]]),
        np.concatenate([own[holds], left[goes_on]]),
        np.concatenate([kind[holds], kind[goes_on]]),
        gates,
    )
