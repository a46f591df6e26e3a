"""The truth about a simulated partnership, as tables that lie beside the study."""

from __future__ import annotations

import numpy as np

from netmap.simulation.plan import SimulationPlan
from netmap.simulation.simulated_ids import Names
from netmap.simulation.table_columns import Columns, columns, from_rows
from netmap.simulation.true_gaps import AGENCY, AREA, PARTNERSHIP, PERSON, ZONE, Actor
from netmap.simulation.world import World


def true_ties(world: World, names: Names) -> Columns:
    """Pairs whose fate is known: what they are in the end, when they consolidated, where they were born."""
    ties = world.ties
    ends = np.array([(tie.source, tie.target) for tie in ties], np.int64).reshape(-1, 2)
    words = np.array(
        [(tie.fate, tie.kind or None, tie.state or None, tie.origin or None) for tie in ties], dtype=object
    )
    words = words.reshape(-1, 4)
    return columns(
        {
            "source": names.person[ends[:, 0]],
            "target": names.person[ends[:, 1]],
            "fate": words[:, 0],
            "kind": words[:, 1],
            "state": words[:, 2],
            "origin": words[:, 3],
            "consolidated": world.scene.site.calendar.text[np.array([tie.day for tie in ties], np.int64)],
            "zone": names.zone[np.array([tie.zone for tie in ties], np.int64)],
        }
    )


def true_champions(world: World, names: Names) -> Columns:
    """Those by whom learning rises, between which levels and how."""
    rows = [(names.person[each.person], each.low, each.high, each.way) for each in world.champions]
    return from_rows(["practitioner", "from_level", "to_level", "way"], rows)


def true_zones(world: World, names: Names) -> Columns:
    """Which zones carry learning, which have standing and a stated purpose, how many ties they carry."""
    carried = np.bincount([tie.zone for tie in world.ties if tie.zone >= 0], minlength=len(world.scene.zones))
    return columns(
        {
            "zone": names.zone[:-1],
            "carries": [_yes(zone.carries) for zone in world.scene.zones],
            "stated": [_yes(zone.stated) for zone in world.scene.zones],
            "ties_carried": carried[: len(world.scene.zones)].astype(str).astype(object),
        }
    )


def true_gaps(world: World, names: Names) -> Columns:
    """Planted gaps and near misses, a row for each thing that takes part in one."""
    rows = [
        (
            f"gap_{names.number}_{number}",
            names.partnership,
            gap.rule,
            _yes(gap.is_gap),
            actor[0],
            _id(world, names, actor),
        )
        for number, gap in enumerate(world.gaps, 1)
        for actor in gap.actors
    ]
    return from_rows(["gap", "partnership", "rule", "is_gap", "sort", "id"], rows)


def true_partnerships(world: World, names: Names) -> Columns:
    """How learning rises in a partnership, and what its engagement rests on."""
    site = world.scene.site
    evenness = "" if np.isnan(world.engagement.evenness) else f"{world.engagement.evenness:.6f}"
    return columns(
        {
            "partnership": [names.partnership],
            "to_strategic": [site.middle],
            "to_authority": [site.top],
            "pillars": [_yes(site.pillars)],
            "evenness": [evenness],
        }
    )


def true_months(world: World, names: Names) -> Columns:
    """Zones active before each month, and the share of people who engage in it."""
    text, engagement = world.scene.site.calendar.text, world.engagement
    starts = np.flatnonzero(np.diff(world.scene.site.calendar.month, prepend=-1))
    return columns(
        {
            "month": np.array([day[:7] for day in text[starts]], dtype=object),
            "partnership": names.partnership,
            "active_zones": engagement.active.astype(str).astype(object),
            "engagement": np.array([f"{share:.6f}" for share in engagement.share], dtype=object),
        }
    )


def true_declared(world: World, names: Names) -> Columns:
    """Which agencies did exchange information at each wave, whoever answered."""
    parts = [
        np.column_stack([*np.nonzero(wave.tied), np.full(int(wave.tied.sum()), number)])
        for number, wave in enumerate(world.waves)
    ]
    source, target, number = np.concatenate([np.zeros((0, 3), np.int64), *parts]).T
    return columns(
        {"source": names.agency[source], "target": names.agency[target], "wave": names.wave[number]}
    )


def true_effects(plan: SimulationPlan) -> Columns:
    """The planted effect of each proposition, 0 for none."""
    rows = [(proposition, repr(planted), unit) for proposition, planted, unit in plan.effects.rows()]
    return from_rows(["proposition", "planted", "unit"], rows)


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _id(world: World, names: Names, actor: Actor) -> str:
    sort, value = actor
    if sort == AREA:
        return world.scene.site.plan.areas[int(value)]
    if sort == PARTNERSHIP:
        return names.partnership
    lists = {AGENCY: names.agency, PERSON: names.person, ZONE: names.zone}
    return str(lists[sort][int(value)]) if sort in lists else str(value)
