"""Pairs whose fate is planted: their contacts, and what they are in truth."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from netmap.simulation.contact_rows import EVERYDAY_CHANNELS, ContactRows, contact_rows
from netmap.simulation.reserved_pairs import PairBook, strangers
from netmap.simulation.roster import Roster
from netmap.simulation.scene import Scene
from netmap.simulation.tie_scenarios import ALONE, FATES, KEPT_UP, NEVER, Fate, Years
from netmap.simulation.work_calendar import Bools, Ints

SIDES = ((0, 1), (0, 2), (1, 2))
"""The pairs among three people."""
TRIES = 20


@dataclass(frozen=True, slots=True)
class TrueTie:
    """What a pair is on the last day; `day` when it consolidated, `zone` where it was born (-1: in none)."""

    source: int
    target: int
    fate: str
    kind: str
    state: str
    origin: str
    day: int = NEVER
    zone: int = -1


@dataclass(slots=True)
class PlantedPairs:
    """The contacts of planted pairs, and their truth."""

    contacts: list[ContactRows] = field(default_factory=list)
    ties: list[TrueTie] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Planter:
    """What pairs are planted with: people who are nowhere guests, and pairs that are spoken for."""

    rng: np.random.Generator
    years: Years
    roster: Roster
    book: PairBook
    diarists: Bools
    found: PlantedPairs = field(default_factory=PlantedPairs)


def planted_pairs(scene: Scene, book: PairBook, diarists: Bools) -> PlantedPairs:
    """Plant every fate so many times as the plan says, as far as there are people for it.

    Args:
        scene: the partnership.
        book: pairs that are spoken for; those planted are added.
        diarists: the people among whom pairs are planted, who are nowhere guests.
    """
    plan, roster = scene.site.plan, scene.roster
    years = Years(plan.baseline_day, plan.days - 1, scene.site.calendar)
    planter = _Planter(scene.site.rng("pairs"), years, roster, book, diarists)
    count = plan.pairs_of_each_kind
    for fate in FATES if count else ():
        if years.last - years.baseline >= fate.since:
            _plant(planter, fate, *(_with_thirds if fate.embedded else _any_pairs)(planter, count))
    _plant(planter, ALONE, roster.loners[::2], roster.loners[1::2])
    return planter.found


def _any_pairs(planter: _Planter, count: int) -> tuple[Ints, Ints]:
    return strangers(planter.rng, planter.book, planter.roster, planter.diarists, count)


def _with_thirds(planter: _Planter, count: int) -> tuple[Ints, Ints]:
    """Pairs who each have an old network, planted here too, with one common third person."""
    people = np.flatnonzero(planter.diarists)
    drawn = planter.rng.integers(0, max(len(people), 1), (TRIES * count if len(people) else 0, 3))
    trios = _apart(planter.book, _that_fit(planter.roster, planter.book, people[drawn]), count)
    a, b, c = trios.T
    _plant(planter, KEPT_UP, np.concatenate([a, b]), np.concatenate([c, c]))
    return a, b


def _that_fit(roster: Roster, book: PairBook, trios: Ints) -> Ints:
    """Those of three people of one level and three agencies, all pairs among whom are free."""
    level, agency = roster.level[trios], roster.agency[trios]
    fits: Bools = (level == level[:, :1]).all(axis=1)
    for one, other in SIDES:
        fits = fits & (agency[:, one] != agency[:, other]) & book.free(trios[:, one], trios[:, other])
    found: Ints = trios[fits]
    return found


def _apart(book: PairBook, trios: Ints, count: int) -> Ints:
    """Up to so many trios of which no two have a pair in common; their pairs are taken."""
    chosen: list[int] = []
    seen: set[int] = set()
    keys = np.column_stack([book.keys(trios[:, one], trios[:, other]) for one, other in SIDES])
    for place, row in enumerate(keys.tolist()):
        if len(chosen) < count and not seen & set(row):
            chosen.append(place)
            seen.update(row)
    kept = trios[chosen]
    for one, other in SIDES:
        book.take(kept[:, one], kept[:, other])
    return kept


def _plant(planter: _Planter, fate: Fate, a: Ints, b: Ints) -> None:
    """Let pairs have a fate: write their contacts, and what they are in truth."""
    rng, found, calendar = planter.rng, planter.found, planter.years.calendar
    life = fate.plan(rng, planter.years, len(a))
    channel = (
        rng.integers(0, EVERYDAY_CHANNELS, len(a)) if fate.channel is None else np.full(len(a), fate.channel)
    )
    for days, by in ((life.days, channel), (life.others, (channel + 1) % EVERYDAY_CHANNELS)):
        pair, column = np.nonzero(days >= 0)
        day = calendar.snapped(days[pair, column])
        found.contacts.append(contact_rows(day, a[pair], b[pair], channel=by[pair], safe=fate.safe))
    found.ties += [
        TrueTie(source, target, fate.name, fate.kind, fate.state, fate.origin, day)
        for source, target, day in zip(a.tolist(), b.tolist(), life.consolidates.tolist(), strict=True)
    ]
