"""The gaps that were planted, and the near misses that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from netmap.simulation.contact_rows import CHANNELS, OPEN_DAY, SHADOWING
from netmap.simulation.declared_ties import NONE, Wave
from netmap.simulation.gap_families import (
    BROKEN,
    DOMINATED,
    FADING,
    INFORMAL,
    ISOLATED,
    NO_ZONE,
    ONE_WAY,
    QUIET,
    RETURN,
    SILENT,
    SINGLE,
    UNCOVERED,
    UNLINKED,
    UPWARD,
    USERS_ABSENT,
)
from netmap.simulation.gap_families import DORMANT as GONE_DORMANT
from netmap.simulation.plan import LEVELS, OPERATIONAL, STRATEGIC, USERS
from netmap.simulation.planted_pairs import TrueTie
from netmap.simulation.scene import Scene
from netmap.simulation.service_plans import RARE_NEEDS, Offer
from netmap.simulation.sites import DIRECT, GATE, TWO_GATES
from netmap.simulation.tie_scenarios import DORMANT, OLD

AGENCY, PERSON, ZONE, NEED, AREA, CHANNEL, LEVEL, PARTNERSHIP = (
    "agency",
    "practitioner",
    "zone",
    "need",
    "area",
    "channel",
    "level",
    "partnership",
)
WINDOW = 365
LEAST_SITTINGS = 3

Actor = tuple[str, int | str]
"""What sort of thing takes part in a gap, and its number or word."""


@dataclass(frozen=True, slots=True)
class TrueGap:
    """A gap, or a near miss that is none, with everything that takes part in it."""

    rule: str
    is_gap: bool
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted in one partnership, for each family to say what of it is a gap."""

    scene: Scene
    offer: Offer
    waves: list[Wave]
    ties: list[TrueTie]


def true_gaps(planted: Planted) -> list[TrueGap]:
    """Every gap and near miss of the families that the plan asks for."""
    wanted = [(rule, tell) for rule, tell in TELLERS.items() if rule in planted.scene.site.plan.gaps]
    found = [TrueGap(rule, is_gap, actors) for rule, tell in wanted for is_gap, actors in tell(planted)]
    return list(dict.fromkeys(found))


Told = Iterator[tuple[bool, tuple[Actor, ...]]]


def _agency(planted: Planted, part: str) -> Actor:
    return AGENCY, planted.scene.roster.parts[part]


def _no_route(one: str, near: str) -> Callable[[Planted], Told]:
    def tell(planted: Planted) -> Told:
        for part, is_gap in ((one, True), (near, False)):
            yield is_gap, (_agency(planted, part), (LEVEL, LEVELS[OPERATIONAL]))

    return tell


def _single_champion(planted: Planted) -> Told:
    levels = ((LEVEL, LEVELS[OPERATIONAL]), (LEVEL, LEVELS[STRATEGIC]))
    gates: tuple[Actor, ...] = tuple((PERSON, int(gate)) for gate in planted.scene.seats.gates)
    if planted.scene.site.middle == GATE and gates:
        yield True, (*gates, *levels)
    if planted.scene.site.middle == TWO_GATES and gates:
        yield False, (*gates, *levels)
    if planted.scene.site.middle == DIRECT:
        yield False, levels


def _unlinked(planted: Planted) -> Told:
    for way, need in RARE_NEEDS.items():
        pair = (_agency(planted, f"{way} a"), _agency(planted, f"{way} b"))
        for area in range(len(planted.scene.site.plan.areas)):
            yield way == "unlinked", (*pair, (NEED, need), (AREA, area))


def _uncovered(planted: Planted) -> Told:
    for is_gap, hole in ((True, planted.offer.left_out), (False, planted.offer.served_once)):
        if hole is not None:
            yield is_gap, ((NEED, hole[0]), (AREA, hole[1]))


def _no_zone(planted: Planted) -> Told:
    for way, need in RARE_NEEDS.items():
        yield True, (_agency(planted, f"{way} a"), _agency(planted, f"{way} b"), (NEED, need))
    if planted.offer.in_one_zone is not None:
        one, other = planted.offer.in_one_zone
        yield False, ((AGENCY, one), (AGENCY, other))


def _informal(planted: Planted) -> Told:
    last = planted.scene.site.plan.days - 1
    for zone in planted.scene.zones:
        sat = int((planted.scene.sittings.of(zone.number) > last - WINDOW).sum())
        if not zone.stated and sat:
            yield sat >= LEAST_SITTINGS, ((ZONE, zone.number),)


def _zone_part(gap: str, near: str) -> Callable[[Planted], Told]:
    def tell(planted: Planted) -> Told:
        for zone in planted.scene.zones:
            if zone.part in (gap, near):
                yield zone.part == gap, ((ZONE, zone.number),)

    return tell


def _gone_dormant(planted: Planted) -> Told:
    """Old networks that were let go in the last year; one that nearly was, where there is no other."""
    for tie in planted.ties:
        if tie.kind == OLD and tie.state == DORMANT:
            one, other = sorted(int(planted.scene.roster.agency[end]) for end in (tie.source, tie.target))
            yield True, ((AGENCY, one), (AGENCY, other))
    if "linked a" in planted.scene.roster.parts:
        yield False, (_agency(planted, "linked a"), _agency(planted, "linked b"))


def _fading(planted: Planted) -> Told:
    fates = {tie.fate for tie in planted.ties}
    if "trail about to fade" in fates:
        yield True, ((CHANNEL, CHANNELS[SHADOWING]),)
    if "trail trodden once" in fates:
        yield False, ((CHANNEL, CHANNELS[OPEN_DAY]),)


def _isolated(planted: Planted) -> Told:
    for part, person in planted.scene.roster.people_parts.items():
        yield part == "isolated", ((PERSON, person),)


def _broken(planted: Planted) -> Told:
    roster = planted.scene.roster
    for is_gap, one, other in (
        (True, "unlinked a", "unlinked b"),
        (False, "linked a", "linked b"),
        (False, "unlinked a", "linked b"),
    ):
        yield is_gap, ((AGENCY, roster.parts[one]), (AGENCY, roster.parts[other]))


def _users_absent(planted: Planted) -> Told:
    if planted.scene.site.plan.level_shares[USERS]:
        absent = not any(zone.level == USERS for zone in planted.scene.zones)
        yield absent, ((PARTNERSHIP, planted.scene.site.number),)


def _one_way(planted: Planted) -> Told:
    teller = _agency(planted, "teller")
    yield True, (teller, _agency(planted, "listener"))
    yield False, (teller, _agency(planted, "answerer"))


def _silent(planted: Planted) -> Told:
    """Agencies of whom nothing is recorded, and those that did not answer when last asked."""
    silent = {int(agency) for agency in planted.scene.roster.silent}
    for wave in planted.waves[-1:]:
        if wave.last > planted.scene.site.plan.days - 1 - WINDOW:
            silent |= set(np.flatnonzero(wave.answer == NONE).tolist())
    for agency in sorted(silent):
        yield True, ((AGENCY, agency),)
    yield False, (_agency(planted, "seen once"),)


TELLERS: dict[str, Callable[[Planted], Told]] = {
    UPWARD: _no_route("unheard", "heard once"),
    RETURN: _no_route("untold", "told once"),
    SINGLE: _single_champion,
    UNLINKED: _unlinked,
    UNCOVERED: _uncovered,
    NO_ZONE: _no_zone,
    INFORMAL: _informal,
    DOMINATED: _zone_part("dominated", "two agencies"),
    QUIET: _zone_part("gone quiet", "closed in order"),
    GONE_DORMANT: _gone_dormant,
    FADING: _fading,
    ISOLATED: _isolated,
    BROKEN: _broken,
    USERS_ABSENT: _users_absent,
    ONE_WAY: _one_way,
    SILENT: _silent,
}
"""For each family what of a partnership is a gap (True) and what is nearly one (False)."""
