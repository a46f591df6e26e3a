"""The tables of a simulated partnership that say who there is and what they offer."""

from __future__ import annotations

import numpy as np

from netmap.simulation.plan import LEVELS
from netmap.simulation.reorganisation import reorganisation_of
from netmap.simulation.roster import NOBODY
from netmap.simulation.service_plans import Pathway
from netmap.simulation.simulated_ids import Names, spelt
from netmap.simulation.table_columns import Columns, columns, from_rows
from netmap.simulation.world import World

PROFESSIONS = (
    "social worker",
    "nurse",
    "teacher",
    "police officer",
    "housing officer",
    "youth worker",
    "manager",
)


def levels() -> Columns:
    """The levels of every simulated study."""
    names = [level.capitalize() for level in LEVELS]
    return columns({"level": LEVELS, "rank": range(len(LEVELS)), "name": names})


def partnerships(world: World, names: Names) -> Columns:
    """The one row of a partnership."""
    text, plan = world.scene.site.calendar.text, world.scene.site.plan
    return columns(
        {
            "partnership": [names.partnership],
            "name": [f"Simulated partnership {names.number}"],
            "area": [f"District {names.number}"],
            "baseline": [text[plan.baseline_day]],
            "observed_from": [text[0]],
            "observed_to": [text[plan.days - 1]],
        }
    )


def agencies(world: World, names: Names) -> Columns:
    """The roster of agencies; a renamed one is there under both names."""
    roster = world.scene.roster
    change = reorganisation_of(world.scene.site, roster)
    sector = np.append(roster.sector, roster.sector[change.renamed]) if change else roster.sector
    words = spelt(world.scene.site.plan.sectors, sector)
    called = [f"{word.capitalize()} agency {place}" for place, word in enumerate(words, 1)]
    return columns(
        {
            "agency": names.agency[: len(called)],
            "name": called,
            "sector": words,
            "partnership": names.partnership,
        }
    )


def agency_changes(world: World, names: Names) -> Columns:
    """The reorganisation."""
    roster = world.scene.roster
    change = reorganisation_of(world.scene.site, roster)
    if change is None:
        return from_rows(("agency", "successor", "date", "kind"), [])
    return columns(
        {
            "agency": names.agency[[change.merged, change.renamed]],
            "successor": names.agency[[change.into, len(roster.sector)]],
            "date": world.scene.site.calendar.text[change.day],
            "kind": ["merged", "renamed"],
        }
    )


def practitioners(world: World, names: Names) -> Columns:
    """Everybody, those who left and those who came later included."""
    roster, text = world.scene.roster, world.scene.site.calendar.text
    people = np.arange(len(roster.level))
    return columns(
        {
            "practitioner": names.person[:-1],
            "name": [f"Person {names.number}.{place + 1}" for place in people.tolist()],
            "agency": names.agency[roster.agency],
            "profession": spelt(PROFESSIONS, (roster.agency * 3 + people) % len(PROFESSIONS)),
            "level": spelt(LEVELS, roster.level),
            "partnership": names.partnership,
            "joined": text[roster.joined],
            "left": text[roster.left],
        }
    )


def employments(world: World, names: Names) -> Columns:
    """Where those worked when, who changed to another agency."""
    roster, text = world.scene.roster, world.scene.site.calendar.text
    movers = np.flatnonzero(roster.moved_to != NOBODY)
    never = np.full(len(movers), NOBODY)
    moved = roster.moved_on[movers]
    return columns(
        {
            "practitioner": names.person[np.concatenate([movers, movers])],
            "agency": names.agency[np.concatenate([roster.agency[movers], roster.moved_to[movers]])],
            "level": spelt(LEVELS, np.tile(roster.level[movers], 2)),
            "joined": text[np.concatenate([never, moved])],
            "left": text[np.concatenate([moved - 1, never])],
        }
    )


def services(world: World, names: Names) -> Columns:
    """Services with need and area."""
    offered, areas = world.offer.services, world.scene.site.plan.areas
    return columns(
        {
            "service": names.service[:-1],
            "name": [f"{each.need.capitalize()}, {areas[each.area]}" for each in offered],
            "agency": names.agency[np.array([each.agency for each in offered], np.int64)],
            "need": np.array([each.need for each in offered], dtype=object),
            "area": np.array([areas[each.area] for each in offered], dtype=object),
            "audience": "children and families",
        }
    )


def trajectories(world: World, names: Names) -> Columns:
    """Pathways of people served, a row a step."""
    text = world.scene.site.calendar.text
    rows = [
        (f"pathway_{names.number}_{number}", text[day], names.service[service], outcome)
        for number, pathway in enumerate(world.offer.pathways, 1)
        for service, day, outcome in _steps(pathway)
    ]
    return from_rows(["trajectory", "date", "service", "outcome"], rows)


def _steps(pathway: Pathway) -> list[tuple[int, int, str]]:
    last = len(pathway.services) - 1
    return [
        (service, day, "ended" if place == last else "referred on")
        for place, (service, day) in enumerate(zip(pathway.services, pathway.days, strict=True))
    ]


def events(world: World, names: Names) -> Columns:
    """The launch at the baseline, and the reorganisation."""
    change = reorganisation_of(world.scene.site, world.scene.roster)
    days = [world.scene.site.plan.baseline_day, *([change.day] if change else [])]
    called = ["Partnership launched", "Agencies reorganised"][: len(days)]
    return columns(
        {
            "event": [f"event_{names.number}_{place + 1}" for place in range(len(days))],
            "partnership": names.partnership,
            "date": world.scene.site.calendar.text[np.array(days)],
            "name": called,
        }
    )
