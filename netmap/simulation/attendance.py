"""Who came to each sitting: members, and a few guests of the same level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.plan import OPERATIONAL, USERS
from netmap.simulation.scene import Scene
from netmap.simulation.seats import MEMBER, ROLES
from netmap.simulation.work_calendar import Bools, Floats, Ints
from netmap.simulation.zone_plans import Zone

PRESENT, APOLOGIES, UNCLEAR = range(3)
STATUSES = ("present", "apologies", "unclear")
GUEST = len(ROLES)
OUTNUMBERED = 3
"""To a zone that one agency dominates the others come each third time."""


@dataclass(frozen=True, slots=True, eq=False)
class Attendance:
    """Listed people by row: sitting (its place among all), person, status, kind of seat or `GUEST`."""

    sitting: Ints
    person: Ints
    status: Ints
    kind: Ints

    def present(self) -> tuple[Ints, Ints]:
        """Sittings and people of those who were there."""
        there = self.status == PRESENT
        return self.sitting[there], self.person[there]


def attendance_of(scene: Scene, guests: Bools) -> Attendance:
    """The attendance of every sitting; `guests` are the people who may come without a seat."""
    rng = scene.site.rng("attendance")
    rows = [_members(scene, rng, zone) for zone in scene.zones]
    rows += [_guests(scene, rng, zone, guests) for zone in scene.zones]
    return _each_once(*(np.concatenate(column) for column in zip(_NO_ROWS, *rows, strict=True)))


Rows = tuple[Ints, Ints, Ints, Ints]
_NO_ROWS: Rows = (np.zeros(0, np.int64),) * 4


def _each_once(sitting: Ints, person: Ints, status: Ints, kind: Ints) -> Attendance:
    """The rows in order of sitting and person, each person once at a sitting."""
    order = np.lexsort((person, sitting))
    sitting, person = sitting[order], person[order]
    once = np.ones(len(order), np.bool_)
    once[1:] = (np.diff(sitting) != 0) | (np.diff(person) != 0)
    return Attendance(sitting[once], person[once], status[order][once], kind[order][once])


def _members(scene: Scene, rng: np.random.Generator, zone: Zone) -> Rows:
    """Everybody with a seat on the day, and what the list says of them."""
    seats, plan = scene.seats, scene.site.plan
    sat = np.flatnonzero(scene.sittings.zone == zone.number)
    held = np.flatnonzero(seats.zone == zone.number)
    day = scene.sittings.day[sat]
    there = (seats.joined[held][:, None] <= day) & (day <= seats.left[held][:, None])
    row, sitting = np.nonzero(there)
    person, kind = seats.person[held][row], seats.kind[held][row]
    comes = _comes(scene, zone, person, kind, sitting)
    luck = rng.random(len(row))
    status = np.where(luck < comes, PRESENT, np.where(luck < comes + plan.unclear, UNCLEAR, APOLOGIES))
    return sat[sitting], person, status, kind


def _comes(scene: Scene, zone: Zone, person: Ints, kind: Ints, turn: Ints) -> Floats:
    """How likely each member is to come; those by whom learning rises always do."""
    comes = np.full(len(person), scene.site.plan.present)
    if zone.part == "dominated" and len(person):
        agency = scene.roster.agency[person]
        others = agency != np.bincount(agency[kind == MEMBER]).argmax()
        comes[others] = turn[others] % OUTNUMBERED == 0
    comes[kind != MEMBER] = 1.0
    return comes


def _guests(scene: Scene, rng: np.random.Generator, zone: Zone, guests: Bools) -> Rows:
    """Guests of the zone's level, who hold no seat in it; users are visited by practitioners."""
    roster = scene.roster
    sat = np.flatnonzero(scene.sittings.zone == zone.number)
    pool = guests & (roster.level == (OPERATIONAL if zone.level == USERS else zone.level))
    pool[scene.seats.of(zone.number)] = False
    count = rng.poisson(_usual_guests(scene, zone), len(sat))
    sitting = np.repeat(sat, count if pool.any() else 0)
    person = _dealt(scene, rng, zone, pool, len(sitting))
    day = scene.sittings.day[sitting]
    in_post = (roster.joined[person] <= day) & (day <= roster.left[person])
    sitting, person = sitting[in_post], person[in_post]
    return sitting, person, np.full(len(person), PRESENT), np.full(len(person), GUEST)


def _dealt(scene: Scene, rng: np.random.Generator, zone: Zone, pool: Bools, n: int) -> Ints:
    """So many guests, a share of them from agencies in the zone; nobody twice before all were asked."""
    people = rng.permutation(np.flatnonzero(pool))
    seated = np.isin(scene.roster.agency[people], scene.roster.agency[scene.seats.of(zone.number)])
    related = rng.random(n) < scene.site.plan.related_guests
    inside, outside = people[seated], people[~seated]
    person = np.zeros(n, np.int64)
    person[related] = np.resize(np.concatenate([inside, outside]), int(related.sum()))
    person[~related] = np.resize(np.concatenate([outside, inside[::-1]]), int((~related).sum()))
    return person


def _usual_guests(scene: Scene, zone: Zone) -> float:
    """Guests at a sitting on average; none where the zone plays a part, two at least where users sit."""
    mean = 0.0 if zone.part else float(scene.site.plan.guests)
    return max(mean, 2.0) if zone.level == USERS else mean
