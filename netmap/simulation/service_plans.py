"""What agencies offer, for which need, in which area, and the pathways of people served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from netmap.simulation.gap_families import UNCOVERED
from netmap.simulation.roster import Roster
from netmap.simulation.scene import Scene
from netmap.simulation.sites import Site
from netmap.simulation.zone_plans import NO_NEED

RARE_NEEDS = {"unlinked": "young carers", "linked": "bereavement"}
"""Needs that two agencies alone meet, who share no zone."""
BROKEN_PATHWAYS, WHOLE_PATHWAYS, FEW_PATHWAYS = 4, 4, 2
NOBODY = np.zeros(0, np.int64)
SECOND_SERVICE = 0.4
"""How often a second agency of the same zone meets a need in the same area."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: the agency that offers it, the need it meets, and the area (its place among the areas)."""

    agency: int
    need: str
    area: int


@dataclass(frozen=True, slots=True)
class Pathway:
    """Somebody served who went from service to service: their places among all services, and the days."""

    services: tuple[int, ...]
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """All services; pathways; the need left out of an area; agencies that meet a need and share a zone."""

    services: list[Service]
    pathways: list[Pathway]
    left_out: tuple[str, int] | None
    served_once: tuple[str, int] | None
    in_one_zone: tuple[int, int] | None


def offer_of(scene: Scene) -> Offer:
    """The services of a partnership: those who meet a need sit in one zone, but for two rare needs."""
    rng, plan = scene.site.rng("services"), scene.site.plan
    services: list[Service] = []
    left_out = served_once = in_one_zone = None
    for zone in scene.zones:
        agencies = np.unique(scene.roster.agency[scene.staying(zone)]) if zone.need != NO_NEED else NOBODY
        if not len(agencies):
            continue
        need = plan.needs[zone.need]
        spared = UNCOVERED in plan.gaps and left_out is None and len(plan.areas) > 1
        alone = UNCOVERED in plan.gaps and left_out is not None and served_once is None
        for area in range(len(plan.areas) - spared):
            first = int(agencies[area % len(agencies)])
            services.append(Service(first, need, area))
            if not spared and not alone and len(agencies) > 1 and rng.random() < SECOND_SERVICE:
                second = int(agencies[(area + 1) % len(agencies)])
                services.append(Service(second, need, area))
                in_one_zone = in_one_zone or (first, second)
        left_out = (need, len(plan.areas) - 1) if spared else left_out
        served_once = (need, 0) if alone else served_once
    services += _rare(scene.site, scene.roster)
    return Offer(
        services,
        list(_pathways(scene, rng, services)),
        left_out,
        served_once,
        in_one_zone,
    )


def _rare(site: Site, roster: Roster) -> Iterator[Service]:
    for way, need in RARE_NEEDS.items():
        for part in (f"{way} a", f"{way} b"):
            if part in roster.parts:
                yield from (Service(roster.parts[part], need, area) for area in range(len(site.plan.areas)))


def _pathways(scene: Scene, rng: np.random.Generator, services: list[Service]) -> Iterator[Pathway]:
    """Pathways within one agency, over a broken step, over a whole one, and too few over a third."""
    place = {service.agency: number for number, service in reversed(list(enumerate(services)))}
    parts = {part: place[agency] for part, agency in scene.roster.parts.items() if agency in place}
    for number in range(min(len(services), 12)):
        yield _pathway(scene.site, rng, number, number)
    if "unlinked a" in parts:
        steps = (
            (BROKEN_PATHWAYS, "unlinked a", "unlinked b"),
            (WHOLE_PATHWAYS, "linked a", "linked b"),
            (FEW_PATHWAYS, "unlinked a", "linked b"),
        )
        for times, one, other in steps:
            for _ in range(times):
                yield _pathway(scene.site, rng, parts[one], parts[other])


def _pathway(site: Site, rng: np.random.Generator, one: int, other: int) -> Pathway:
    last = site.plan.days - 1
    begun = int(rng.integers(max(last - 90, 0), max(last - 60, 1)))
    return Pathway((one, other), (begun, min(begun + int(rng.integers(7, 40)), last)))
