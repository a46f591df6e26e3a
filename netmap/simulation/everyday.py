"""Everyday contacts: people seek out those they know, on working days, more after sittings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.simulation.contact_rows import EVERYDAY_CHANNELS, NONE, ContactRows, contact_rows
from netmap.simulation.plan import AUTHORITY, OPERATIONAL, STRATEGIC, USERS, YEAR
from netmap.simulation.reserved_pairs import PairBook
from netmap.simulation.roster import Roster
from netmap.simulation.scene import Scene
from netmap.simulation.sites import Site
from netmap.simulation.sittings import active_zones
from netmap.simulation.work_calendar import Bools, Floats, Ints, busier_after

LOOK_BACK = 182
"""Days over which zones count as active before a month."""
LEAST_KNOWN = 0.3
"""Where people know fewer than so many others, they do not see them more often for it."""
AT_HOME = 0.25
"""Acquaintances within one's own agency."""
USUAL_ZONES, USUAL_EVENNESS = 0.75, 0.75
"""Engagement is the plan's own where so large a share of zones is active, and the board so even."""


@dataclass(frozen=True, slots=True, eq=False)
class Engagement:
    """What moves people to seek each other out: a share for each month, and what it rests on."""

    share: Floats
    active: Ints
    evenness: float


def engagement_of(scene: Scene) -> Engagement:
    """The share of people who seek out somebody in each month, with the planted effects in it."""
    site, zones = scene.site, scene.zones
    plan, effects = site.plan, site.plan.effects
    starts = np.flatnonzero(np.diff(site.calendar.month, prepend=-1))
    active = np.array(
        [active_zones(scene.sittings, len(zones), start - LOOK_BACK, start - 1) for start in starts.tolist()],
        np.int64,
    )
    seen = np.where(starts >= LOOK_BACK, active - USUAL_ZONES * len(zones), 0.0)
    board = scene.roster.sector[scene.roster.agency[scene.members(*scene.at(AUTHORITY))]]
    evenness = evenness_of(board, len(plan.sectors))
    share = plan.engagement + effects.p1 * seen + effects.p4 * site.pillars
    share = share + effects.p5 * (0.0 if np.isnan(evenness) else evenness - USUAL_EVENNESS)
    return Engagement(np.clip(share, 0.02, 0.98), active, evenness)


def evenness_of(sectors: Ints, kinds: int) -> float:
    """Shannon entropy of sectors by the log of how many there could be; NaN for nobody or one kind."""
    if not len(sectors) or kinds < 2:
        return float("nan")
    share = np.bincount(sectors, minlength=kinds) / len(sectors)
    share = share[share > 0]
    return float(-(share * np.log(share)).sum() / np.log(kinds)) + 0.0


def acquaintances(site: Site, rng: np.random.Generator, roster: Roster, book: PairBook) -> tuple[Ints, Ints]:
    """Pairs who may seek each other out: of one level, mostly of two agencies, without a common zone."""
    people = np.flatnonzero(~roster.reserved & (roster.level != USERS))
    if len(people) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    n = round(site.plan.acquaintances * len(people))
    a = rng.choice(people, n)
    b = np.where(rng.random(n) < AT_HOME, _colleagues(rng, roster, people, a), rng.choice(people, n))
    keep = (roster.level[a] == roster.level[b]) & book.free(a, b)
    book.take(a[keep], b[keep])
    return a[keep], b[keep]


def contacts_above(site: Site, roster: Roster, book: PairBook) -> tuple[Ints, Ints]:
    """Pairs who may seek each other out across levels: the second is at the next level up."""
    n, pairs = site.plan.between_levels, [np.zeros((2, 0), np.int64)]
    if not n:
        return pairs[0][0], pairs[0][1]
    rng = site.rng("across levels")
    for level in (OPERATIONAL, STRATEGIC):
        low, high = (np.flatnonzero(~roster.reserved & (roster.level == at)) for at in (level, level + 1))
        if len(low) and len(high):
            count = round(n * len(low))
            a, b = rng.choice(low, count), rng.choice(high, count)
            free = book.free(a, b)
            book.take(a[free], b[free])
            pairs.append(np.stack([a[free], b[free]]))
    found = np.concatenate(pairs, axis=1)
    return found[0], found[1]


def _colleagues(rng: np.random.Generator, roster: Roster, people: Ints, of: Ints) -> Ints:
    """For each person somebody of the same agency."""
    order = people[np.argsort(roster.agency[people], kind="stable")]
    sorted_agency = roster.agency[order]
    first = np.searchsorted(sorted_agency, roster.agency[of], side="left")
    last = np.searchsorted(sorted_agency, roster.agency[of], side="right")
    found: Ints = order[first + (rng.random(len(of)) * (last - first)).astype(np.int64)]
    return found


def everyday_contacts(
    scene: Scene, book: PairBook, engagement: Engagement, followed_up: Ints
) -> list[ContactRows]:
    """The contacts of acquaintances, and some of which only the agencies are known.

    Args:
        scene: the partnership.
        book: pairs that are spoken for; acquaintances are added.
        engagement: how many people seek out somebody in each month.
        followed_up: contacts in each month that sittings led to; so many fewer are everyday ones, so that
            zones alone make nobody busier.
    """
    rng, roster = scene.site.rng("everyday"), scene.roster
    within, across = acquaintances(scene.site, rng, roster, book), contacts_above(scene.site, roster, book)
    a, b = np.concatenate([within[0], across[0]]), np.concatenate([within[1], across[1]])
    pair, month = _sought_out(scene, rng, (a, b), engagement)
    pair, month = _without(rng, pair, month, followed_up)
    day = _days(scene, rng, month)
    a, b = a[pair], b[pair]
    came = np.maximum(roster.joined[a], roster.joined[b]) <= day
    in_post = came & (day <= np.minimum(roster.left[a], roster.left[b]))
    rows = _rows(scene, rng, day[in_post], a[in_post], b[in_post])
    return [rows, _between_agencies(scene, rng, rows)]


def _sought_out(
    scene: Scene, rng: np.random.Generator, pairs: tuple[Ints, Ints], engagement: Engagement
) -> tuple[Ints, Ints]:
    """Pair and month of each contact: people engage or not in a month, then seek out whom they know."""
    plan, months = scene.site.plan, len(engagement.share)
    engaged = rng.random((len(scene.roster.level), months)) < engagement.share
    known = max(_known_at_a_time(scene.roster, *pairs, plan.days), LEAST_KNOWN)
    rate = plan.contacts / (max(plan.engagement, 0.02) * known) * _busy(scene.site, months)
    count = rng.poisson(np.where(engaged[pairs[0]], rate, 0.0))
    pair, month = np.nonzero(count)
    times = count[pair, month]
    return np.repeat(pair, times), np.repeat(month, times)


def _known_at_a_time(roster: Roster, a: Ints, b: Ints, days: int) -> float:
    """Pairs of acquaintances who are both in post, for each person who is, on an average day."""
    people = np.flatnonzero(~roster.reserved & (roster.level != USERS))
    first, last = np.maximum(roster.joined, 0), np.minimum(roster.left, days)
    together = np.minimum(last[a], last[b]) - np.maximum(first[a], first[b])
    there = (last[people] - first[people]).sum()
    return float(np.maximum(together, 0).sum() / max(int(there), 1))


def _busy(site: Site, months: int) -> Floats:
    """How busy each month is next to an average month of full length."""
    weight = np.bincount(site.calendar.month, site.calendar.weight, minlength=months)
    found: Floats = weight / max(site.calendar.weight.mean() * YEAR / 12, 1e-9)
    return found


def _without(rng: np.random.Generator, pair: Ints, month: Ints, fewer: Ints) -> tuple[Ints, Ints]:
    """The contacts less so many of each month, drawn at random."""
    order = rng.permutation(len(month))
    pair, month = pair[order], month[order]
    by_month = np.argsort(month, kind="stable")
    starts = np.searchsorted(month[by_month], np.arange(len(fewer)))
    rank = np.arange(len(month)) - starts[month[by_month]]
    kept = by_month[rank >= fewer[month[by_month]]]
    return pair[kept], month[kept]


def _days(scene: Scene, rng: np.random.Generator, month: Ints) -> Ints:
    """A day in each month, busier ones more often."""
    calendar = scene.site.calendar
    first = np.searchsorted(calendar.month, month, side="left")
    last = np.searchsorted(calendar.month, month, side="right") - 1
    return calendar.drawn(rng, first, last, busier_after(calendar, scene.sittings.day, scene.site.plan.burst))


def _rows(scene: Scene, rng: np.random.Generator, day: Ints, a: Ints, b: Ints) -> ContactRows:
    n, objects = len(day), len(scene.zones)
    swap: Bools = rng.random(n) < 0.5
    about = np.where(rng.random(n) < 0.2, rng.integers(0, max(objects, 1), n), NONE)
    return contact_rows(
        day,
        np.where(swap, b, a),
        np.where(swap, a, b),
        channel=rng.integers(0, EVERYDAY_CHANNELS, n),
        object_=about if objects else NONE,
        directed=rng.random(n) < scene.site.plan.directed,
    )


def _between_agencies(scene: Scene, rng: np.random.Generator, rows: ContactRows) -> ContactRows:
    """Further contacts, between agencies that everyday ones join, of which no person is named."""
    agency = scene.roster.agency
    source, target = agency[rows.source], agency[rows.target]
    apart = np.flatnonzero(source != target)
    if not len(apart):
        return rows.where(apart)
    chosen = rng.choice(apart, round(scene.site.plan.between_agencies * len(rows)))
    return contact_rows(
        rows.day[chosen], source[chosen], target[chosen], channel=rows.channel[chosen], between=True
    )
