"""The tables of a simulated partnership that say what happened: sittings, contacts, answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from netmap.simulation.attendance import STATUSES
from netmap.simulation.contact_rows import CHANNELS, NONE
from netmap.simulation.declared_ties import ANSWERS, PARTIAL, Wave
from netmap.simulation.declared_ties import NONE as NO_ANSWER
from netmap.simulation.plan import LEVELS
from netmap.simulation.seats import ROLES
from netmap.simulation.simulated_ids import Names, ids, spelt
from netmap.simulation.table_columns import Columns, columns
from netmap.simulation.work_calendar import Ints, Texts
from netmap.simulation.world import World
from netmap.simulation.zone_plans import NO_NEED, Zone

RELATION = "exchanges information"
PURPOSE = "to agree who does what for the same families"
KINDS_OF_OBJECT = ("case", "action", "project", "theme")


def _of_zones(world: World, tell: Callable[[Zone], Any]) -> Texts:
    """What is told of each zone; None where nothing is."""
    found = np.empty(len(world.scene.zones), dtype=object)
    found[:] = [tell(zone) for zone in world.scene.zones]
    return found


def _days(world: World, tell: Callable[[Zone], int]) -> Ints:
    return np.array([tell(zone) for zone in world.scene.zones], np.int64)


def zones(world: World, names: Names) -> Columns:
    """Boundary zones; those that were there when the record begins have no day of opening."""
    text, days = world.scene.site.calendar.text, world.scene.site.plan.days
    opened = _days(world, lambda zone: zone.opens or days)
    return columns(
        {
            "zone": names.zone[:-1],
            "name": _of_zones(world, lambda zone: f"{zone.form.capitalize()} {zone.number + 1}"),
            "form": _of_zones(world, lambda zone: zone.form),
            "level": _of_zones(world, lambda zone: LEVELS[zone.level]),
            "formal": _of_zones(world, lambda zone: "true" if zone.formal else "false"),
            "purpose": _of_zones(world, lambda zone: PURPOSE if zone.purpose else None),
            "object": names.object[:-1],
            "partnership": names.partnership,
            "opened": text[opened],
            "closed": text[_days(world, lambda zone: zone.closes)],
        }
    )


def objects(world: World, names: Names) -> Columns:
    """What zones work on: one object each, with the need that its agencies meet."""
    needs = world.scene.site.plan.needs
    return columns(
        {
            "object": names.object[:-1],
            "name": _of_zones(world, lambda zone: f"Work of zone {zone.number + 1}"),
            "kind": _of_zones(world, lambda zone: KINDS_OF_OBJECT[zone.number % len(KINDS_OF_OBJECT)]),
            "need": _of_zones(world, lambda zone: needs[zone.need] if zone.need != NO_NEED else None),
        }
    )


def involvement(world: World, names: Names) -> Columns:
    """The agencies that work on an object: those that sit in its zone."""
    agencies = len(world.scene.roster.sector)
    keys = np.unique(world.scene.seats.zone * agencies + world.scene.roster.agency[world.scene.seats.person])
    return columns(
        {"object": names.object[keys // agencies], "actor": names.agency[keys % agencies], "role": "partner"}
    )


def posts(world: World, names: Names) -> Columns:
    """Seats in zones; one held when the record begins has no first day, one still held no last."""
    seats, text, days = world.scene.seats, world.scene.site.calendar.text, world.scene.site.plan.days
    return columns(
        {
            "practitioner": names.person[seats.person],
            "zone": names.zone[seats.zone],
            "role": spelt(ROLES, seats.kind),
            "joined": text[np.where(seats.joined <= 0, days, seats.joined)],
            "left": text[seats.left],
        }
    )


def meetings(world: World, names: Names) -> Columns:
    """Sittings."""
    sittings = world.scene.sittings
    return columns(
        {
            "meeting": names.meeting[:-1],
            "zone": names.zone[sittings.zone],
            "date": world.scene.site.calendar.text[sittings.day],
            "title": "Sitting",
        }
    )


def attendance(world: World, names: Names) -> Columns:
    """Who was listed at each sitting."""
    listed = world.attendance
    return columns(
        {
            "meeting": names.meeting[listed.sitting],
            "practitioner": names.person[listed.person],
            "status": spelt(STATUSES, listed.status),
            "role": spelt((*ROLES, "guest"), listed.kind),
        }
    )


def contacts(world: World, names: Names) -> Columns:
    """Contacts that were written down."""
    rows = world.contacts
    people = np.where(rows.between, -1, rows.source), np.where(rows.between, -1, rows.target)
    bodies = np.where(rows.between, rows.source, -1), np.where(rows.between, rows.target, -1)
    source, target = (
        np.where(rows.between, names.agency[body], names.person[person])
        for person, body in zip(people, bodies, strict=True)
    )
    return columns(
        {
            "contact": ids("contact", names.number, len(rows))[:-1],
            "date": world.scene.site.calendar.text[rows.day],
            "source": source,
            "target": target,
            "direction": spelt(("mutual", "directed"), rows.directed.astype(np.int64)),
            "channel": spelt(CHANNELS, rows.channel),
            "zone": names.zone[np.where(rows.zone == NONE, len(names.zone) - 1, rows.zone)],
            "object": names.object[np.where(rows.object == NONE, len(names.object) - 1, rows.object)],
        }
    )


def waves(world: World, names: Names) -> Columns:
    """Rounds of asking."""
    text = world.scene.site.calendar.text
    return columns(
        {
            "wave": names.wave[:-1],
            "partnership": names.partnership,
            "name": [f"Survey {number}" for number in range(1, len(world.waves) + 1)],
            "start": text[np.array([wave.first for wave in world.waves], np.int64)],
            "end": text[np.array([wave.last for wave in world.waves], np.int64)],
        }
    )


def responses(world: World, names: Names) -> Columns:
    """Who was asked, and answered or not."""
    agencies = len(world.scene.roster.sector)
    wave = np.repeat(np.arange(len(world.waves)), agencies)
    answer = np.concatenate([np.zeros(0, np.int64), *(wave.answer for wave in world.waves)])
    return columns(
        {
            "wave": names.wave[wave],
            "actor": np.tile(names.agency[:agencies], len(world.waves)),
            "status": spelt(ANSWERS, answer),
        }
    )


def ties(world: World, names: Names) -> Columns:
    """Ties as agencies declared them; what an agency that did not answer was asked is marked missing."""
    parts = [_answers(wave) for wave in world.waves]
    sizes = [len(source) for source, _, _ in parts]
    source, target, unsaid = (np.concatenate(column) for column in zip(_NO_TIES, *parts, strict=True))
    return columns(
        {
            "source": names.agency[source],
            "target": names.agency[target],
            "relation": RELATION,
            "wave": names.wave[np.repeat(np.arange(len(parts)), sizes)],
            "missing": spelt(("false", "true"), unsaid),
        }
    )


def _answers(wave: Wave) -> tuple[Ints, Ints, Ints]:
    """Who named whom, and whether it is only known that they were asked; a partial answer names half."""
    n = len(wave.answer)
    silent = (wave.answer == NO_ANSWER)[:, None] & ~np.eye(n, dtype=bool)
    half = (wave.answer == PARTIAL)[:, None] & (np.arange(n) % 2 == 1)
    source, target = np.nonzero((wave.tied & ~half) | silent)
    return source, target, silent[source, target].astype(np.int64)


_NO_TIES = (np.zeros(0, np.int64),) * 3
