"""Members drawn for zones: people of the zone's level, from as many agencies as the plan says."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from netmap.simulation.plan import AUTHORITY, OPERATIONAL, USERS
from netmap.simulation.roster import Roster
from netmap.simulation.sites import Site
from netmap.simulation.work_calendar import Bools, Ints
from netmap.simulation.zone_plans import Zone

DOMINATED_BY, DOMINATED_WITH = 9, 2


@dataclass(slots=True)
class Draw:
    """People who may take a seat, those without one first; agencies in the order in which zones ask them."""

    rng: np.random.Generator
    site: Site
    roster: Roster
    free: Bools = field(init=False)
    willing: Bools = field(init=False)
    deck: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.willing = (self.roster.joined < 0) & ~self.roster.reserved
        self.free = self.willing.copy()
        self.deck = []

    def taken(self, among: Bools, count: int) -> Ints:
        """Up to so many people, drawn at random; those who hold a seat already only after all others."""
        fresh = self.rng.permutation(np.flatnonzero(among & self.free))[: max(count, 0)]
        again = self.rng.permutation(np.flatnonzero(among & self.willing & ~self.free))
        chosen = np.concatenate([fresh, again[: max(count - len(fresh), 0)]])
        self.free[chosen] = False
        return chosen

    def kept_apart(self, people: Ints) -> None:
        """Take people out of every later draw."""
        self.free[people] = self.willing[people] = False

    def agencies(self, count: int) -> list[int]:
        """The next agencies; all are asked once before any is asked again."""
        while len(self.deck) < count:
            self.deck += self.rng.permutation(self.roster.mains).tolist()
        asked, self.deck = self.deck[:count], self.deck[count:]
        return asked


def draw_members(draw: Draw, zone: Zone) -> Ints:
    """The first holders of a zone's seats."""
    if zone.part == "dominated":
        return _dominated(draw, DOMINATED_WITH)
    if zone.part == "two agencies":
        return _dominated(draw, 1)
    if zone.level == USERS:
        return draw.taken(draw.roster.at(USERS), draw.site.plan.seats_per_zone)
    if zone.level == AUTHORITY:
        return _board(draw)
    return _mixed(draw, zone.level, _asked(draw, zone))


def _asked(draw: Draw, zone: Zone) -> list[int]:
    """The agencies of a zone: half of them by turns, so that each sits somewhere, half of them large ones."""
    count, mains = draw.site.plan.agencies_per_zone, draw.roster.mains
    if zone.part:
        return [int(agency) for agency in draw.rng.permutation(mains)[:count]]
    by_turns = draw.agencies(min((count + 1) // 2, mains))
    people = draw.willing & draw.roster.at(zone.level)
    size = np.bincount(draw.roster.agency[people], minlength=mains)[:mains]
    size[by_turns] = 0
    order = np.argsort(-np.log(draw.rng.random(mains)) / np.maximum(size, 1e-9), kind="stable")
    return by_turns + [int(agency) for agency in order[: count - len(by_turns)]]


def _mixed(draw: Draw, level: int, agencies: list[int]) -> Ints:
    """One person of each agency, then anybody of them, until the seats are filled."""
    seats, roster = draw.site.plan.seats_per_zone, draw.roster
    left = roster.at(level)
    chosen: list[int] = []
    for agency in dict.fromkeys(agencies[:seats]):
        chosen += _picked(draw, left, roster.agency == agency, 1)
    chosen += _picked(draw, left, np.isin(roster.agency, agencies), seats - len(chosen))
    least = seats if level != OPERATIONAL else 2
    chosen += _picked(draw, left, left, least - len(chosen))
    return np.array(chosen, np.int64)


def _picked(draw: Draw, left: Bools, among: Bools, count: int) -> list[int]:
    """So many of those who are left, who are left no more."""
    found = draw.taken(among & left, count)
    left[found] = False
    return [int(person) for person in found]


def _dominated(draw: Draw, others: int) -> Ints:
    """Many people of the largest agency and one each of a few others."""
    roster = draw.roster
    here = draw.willing & roster.at(OPERATIONAL)
    sizes = np.bincount(roster.agency[here], minlength=roster.mains)[: roster.mains]
    chosen = draw.taken(here & (roster.agency == sizes.argmax()), DOMINATED_BY)
    for _ in range(others):
        others_left = here & ~np.isin(roster.agency, roster.agency[chosen])
        chosen = np.concatenate([chosen, draw.taken(others_left, 1)])
    return chosen


def _board(draw: Draw) -> Ints:
    """People of the authority level, one sector weighing more than the others."""
    roster, plan = draw.roster, draw.site.plan
    people = np.flatnonzero(draw.willing & roster.at(AUTHORITY))
    favoured = int(draw.rng.integers(len(plan.sectors)))
    weight = np.exp(draw.site.concentration * (roster.sector[roster.agency[people]] == favoured))
    order = np.argsort(-np.log(draw.rng.random(len(people))) / weight, kind="stable")
    chosen = people[order][: min(plan.seats_per_zone, max(2, 2 * len(people) // 3))]
    draw.free[chosen] = False
    return chosen
