"""Contacts across levels: the ways by which learning rises and returns where champions are not the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.contact_rows import NO_CONTACTS, ContactRows, contact_rows, joined_rows
from netmap.simulation.plan import AUTHORITY, LEVELS, OPERATIONAL, STRATEGIC, USERS
from netmap.simulation.scene import Scene
from netmap.simulation.seats import CHAMPION
from netmap.simulation.sites import DIRECT, Site
from netmap.simulation.work_calendar import Ints
from netmap.simulation.zone_plans import Zone

IN_DIRECT_TOUCH = 3
"""Members of each zone who know somebody at the next level themselves, where that is the way up."""
BY_SEATS = "seats at two levels"
GATE_EVERY, DIRECT_EVERY, KEYWORKER_EVERY = 14, 30, 30


@dataclass(frozen=True, slots=True)
class TrueChampion:
    """A person by whom learning rises, from which level to which, and in which way."""

    person: int
    low: str
    high: str
    way: str


def route_contacts(scene: Scene) -> ContactRows:
    """Every contact that crosses levels; seats at two levels need none."""
    rng, site = scene.site.rng("routes"), scene.site
    parts = [_keyworkers(scene, rng), _gates(scene, rng)]
    for way, low, high in ((site.middle, OPERATIONAL, STRATEGIC), (site.top, STRATEGIC, AUTHORITY)):
        if way == DIRECT:
            above = _only_at(scene, high)
            parts += [_direct(scene, rng, zone, above) for zone in scene.at(low) if len(above)]
    return joined_rows(parts)


def true_champions(scene: Scene) -> list[TrueChampion]:
    """Who carries learning upwards: by a seat at two levels, or as the only one or two in touch above."""
    roster, seats, zones = scene.roster, scene.seats, scene.zones
    found = [
        TrueChampion(int(person), LEVELS[roster.level[person]], LEVELS[zones[zone].level], BY_SEATS)
        for zone, person in zip(seats.zone, seats.person, strict=True)
        if zones[zone].level != roster.level[person]
    ]
    low, high = LEVELS[OPERATIONAL], LEVELS[STRATEGIC]
    found += [TrueChampion(int(person), low, high, scene.site.middle) for person in seats.gates]
    return list(dict.fromkeys(found))


def _only_at(scene: Scene, level: int) -> Ints:
    """Members of zones of a level, in one post throughout, who are at no other level."""
    people = scene.staying(*scene.at(level))
    elsewhere = scene.seats.person[scene.seats.kind == CHAMPION]
    found: Ints = people[~np.isin(people, elsewhere)]
    return found


def _every(site: Site, rng: np.random.Generator, every: int) -> Ints:
    days = np.arange(int(rng.integers(0, every)), site.plan.days - 2, every)
    return np.unique(site.calendar.snapped(days))


def _gates(scene: Scene, rng: np.random.Generator) -> ContactRows:
    """Those who alone are in touch with the strategic level, now with one member of it, now with another."""
    above = _only_at(scene, STRATEGIC)
    if not len(above):
        return NO_CONTACTS
    days = [_every(scene.site, rng, GATE_EVERY) for _ in scene.seats.gates]
    return joined_rows(
        contact_rows(day, gate, rng.choice(above, len(day)), safe=True)
        for gate, day in zip(scene.seats.gates.tolist(), days, strict=True)
    )


def _direct(scene: Scene, rng: np.random.Generator, zone: Zone, above: Ints) -> ContactRows:
    """A few members of a zone, each in touch with somebody above about once a month, zone or no zone."""
    members = rng.permutation(scene.staying(zone))[:IN_DIRECT_TOUCH]
    days = [_every(scene.site, rng, DIRECT_EVERY) for _ in members]
    return joined_rows(
        contact_rows(day, member, rng.choice(above, len(day)), safe=True)
        for member, day in zip(members.tolist(), days, strict=True)
    )


def _keyworkers(scene: Scene, rng: np.random.Generator) -> ContactRows:
    """Every user of services with the practitioner who works with them."""
    users = np.flatnonzero(scene.roster.level == USERS)
    workers = np.flatnonzero(scene.roster.stays & (scene.roster.level == OPERATIONAL))
    if not len(workers):
        return NO_CONTACTS
    return joined_rows(
        contact_rows(_every(scene.site, rng, KEYWORKER_EVERY), user, worker, channel=2)
        for user, worker in zip(users.tolist(), rng.choice(workers, len(users)).tolist(), strict=True)
    )
