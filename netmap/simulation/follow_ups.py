"""Contacts that sittings lead to: who first met in a zone and then meets outside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from netmap.simulation.attendance import Attendance
from netmap.simulation.contact_rows import EVERYDAY_CHANNELS, ContactRows, contact_rows, joined_rows
from netmap.simulation.planted_pairs import TrueTie
from netmap.simulation.scene import Scene
from netmap.simulation.sites import Site
from netmap.simulation.tie_scenarios import ACTIVE, EVERY, NEW
from netmap.simulation.work_calendar import Bools, Ints
from netmap.simulation.zone_plans import Zone

SOON = 28
"""A follow-up comes within so many days of the first sitting that both attended."""
CARRIED = 6
"""Pairs whose tie goes on from a zone that carries learning."""
ROOM = 70
"""Days from their first common sitting to the end of the record that such a pair needs."""
FOUR_WEEKS = 28


@dataclass(slots=True)
class FollowUps:
    """Contacts that sittings led to; the ties that zones carry."""

    contacts: list[ContactRows] = field(default_factory=list)
    ties: list[TrueTie] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Presence:
    """The people who ever came to a zone, whether each came to each sitting, and the days of its sittings."""

    zone: Zone
    people: Ints
    came: Bools
    days: Ints


def follow_ups(scene: Scene, attendance: Attendance) -> FollowUps:
    """What comes of sittings, zone by zone."""
    rng, found = scene.site.rng("follow-ups"), FollowUps()
    for there in _presences(scene, attendance):
        zone = there.zone
        carried = _carried(scene, rng, there, found) if zone.carries else np.zeros((0, 2), np.int64)
        _once(scene, rng, there, carried, found)
    return found


def _presences(scene: Scene, attendance: Attendance) -> Iterator[_Presence]:
    """Who came to which sitting, zone by zone."""
    sitting, person = attendance.present()
    order = np.argsort(scene.sittings.zone[sitting], kind="stable")
    sitting, person = sitting[order], person[order]
    edges = np.searchsorted(scene.sittings.zone[sitting], np.arange(len(scene.zones) + 1))
    for zone in scene.zones:
        rows = slice(edges[zone.number], edges[zone.number + 1])
        sat = np.flatnonzero(scene.sittings.zone == zone.number)
        people, row = np.unique(person[rows], return_inverse=True)
        came = np.zeros((len(people), len(sat)), np.bool_)
        came[row, np.searchsorted(sat, sitting[rows])] = True
        yield _Presence(zone, people, came, scene.sittings.day[sat])


def _once(scene: Scene, rng: np.random.Generator, there: _Presence, carried: Ints, found: FollowUps) -> None:
    """One contact soon after their first common sitting, for a share of the pairs of a zone."""
    plan, left, people = scene.site.plan, scene.roster.left, there.people
    share = plan.beyond_zone + (plan.effects.p2 if there.zone.stated else 0.0)
    i, j = np.triu_indices(len(people), 1)
    goes = (rng.random(len(i)) < np.clip(share, 0, 1)) & ~_among(people[i], people[j], carried)
    i, j = i[goes], j[goes]
    together = there.came[i] & there.came[j]
    met = together.any(axis=1)
    a, b = people[i[met]], people[j[met]]
    if not len(a):
        return
    first = there.days[together[met].argmax(axis=1)]
    day = scene.site.calendar.snapped(first + rng.integers(1, SOON - 3, len(a)))
    keep = (day > first) & (day <= np.minimum(left[a], left[b]))
    rows = contact_rows(day, a, b, channel=rng.integers(0, EVERYDAY_CHANNELS, len(a)))
    found.contacts.append(rows.where(keep))


def _among(a: Ints, b: Ints, pairs: Ints) -> Bools:
    """Which pairs, in order of their numbers, are among some pairs, in order too."""
    found = np.zeros(len(a), np.bool_)
    for one, other in pairs.tolist():
        found |= (a == one) & (b == other)
    return found


def _carried(scene: Scene, rng: np.random.Generator, there: _Presence, found: FollowUps) -> Ints:
    """Pairs of members who know each other from nowhere else, and go on meeting outside the zone."""
    people, came = there.people, there.came
    held = scene.seats.matrix(len(scene.roster.level), len(scene.zones))[people].sum(axis=1)
    rows = np.flatnonzero(np.isin(people, scene.staying(there.zone)) & (held == 1))
    chosen: list[tuple[int, int]] = []
    for place in range(0, min(len(rows) - 1, 2 * CARRIED), 2):
        i, j = rows[place], rows[place + 1]
        sat = there.days[came[i] & came[j]]
        if len(sat) and sat[0] <= scene.site.plan.days - ROOM:
            chosen.append((int(people[i]), int(people[j])))
            outside, tie = _go_on(scene.site, rng, there.zone, chosen[-1], sat)
            found.contacts.append(outside)
            found.ties.append(tie)
    return np.array(chosen, np.int64).reshape(-1, 2)


def _go_on(
    site: Site, rng: np.random.Generator, zone: Zone, pair: tuple[int, int], sat: Ints
) -> tuple[ContactRows, TrueTie]:
    """Contacts about every thirty days from the first common sitting to the end; one at the zone itself."""
    first, steps = int(sat[0]), np.arange(int(sat[0]) + 12, site.plan.days - 5, EVERY)
    days = site.calendar.snapped(steps + rng.integers(-5, 6, len(steps)))
    in_zone = site.calendar.snapped(np.array([first + 3]))
    channel = int(rng.integers(EVERYDAY_CHANNELS))
    outside = contact_rows(days, *pair, channel=channel, safe=True)
    inside = contact_rows(in_zone, *pair, channel=channel, zone=zone.number, safe=True)
    occasions = np.unique(np.concatenate([sat, days, in_zone]))
    by_then = occasions[2:][occasions[2:] - first >= FOUR_WEEKS]
    fate = "tie that a zone carries"
    tie = TrueTie(*pair, fate, NEW, ACTIVE, "mobilised", int(by_then[0]), zone.number)
    return joined_rows([outside, inside]), tie
