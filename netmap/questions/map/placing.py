"""Where everything of a study stands on its map, once for all dates and filters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netmap.maps.positions import GOLDEN_ANGLE, place_by_force, place_by_level, place_inside
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.map.bands import NO_RANK, bands_of, ranks_of
from netmap.questions.node_index import (
    Universe,
    agency_numbers,
    ever_agencies,
    universe_of,
)
from netmap.questions.sittings import sittings_of
from netmap.questions.window import record_of
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.acting_pairs import pair_days_of
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.declared import every_declared_row
from netmap.tie_kinds.policy import TiePolicy

Floats = npt.NDArray[np.float64]

AGENCY_RADIUS = 22.0
ZONE_RADIUS = 16.0
CHILD_RADIUS = 7.0
SMALL, CROWDED_SHARE = 600, 0.4
"""Up to so many people every agency has the room that its people need once it is opened; in a larger
study, where they are opened one by one, this share of it."""

ZONE_PULL = 4.0
"""How much stronger than a meeting of two agencies an attendance draws, so that zones stand between those who
sat in them."""

STRONGEST = 8
"""A layout is drawn to the strongest ties of each agency or zone; the weak ones of a dense network pull
everything into one heap."""


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """Positions by number in both layouts, and where people and services stand around an agency.

    `force` and `levels` are (n, 2), of agencies and zones (the others' rows are 0); `bands` holds
    (rank or None, top, bottom). `slots` are agency * n + child of everybody who ever was inside an
    agency, sorted, `offsets` their places around its middle; `radii` is the room that an open agency needs.
    """

    force: Floats
    levels: Floats
    bands: tuple[tuple[int | None, float, float], ...]
    slots: Ints
    offsets: Floats
    radii: Floats

    def inside(self, agency: Ints, child: Ints) -> Floats:
        """How far each child stands from the middle of its agency."""
        if not len(self.slots):
            return np.zeros((len(child), 2))
        keys = agency * len(self.force) + child
        at = np.minimum(np.searchsorted(self.slots, keys), len(self.slots) - 1)
        known = self.slots[at] == keys
        found: Floats = np.where(known[:, None], self.offsets[at], 0.0)
        return found


@derived(most=1)
def placing_of(study: Study) -> Placing:
    """The places of everything in a study."""
    return _placing(study)


def around(count: int, radius: float) -> Floats:
    """Places in rings around a closed agency for what it offers; the first is always in the same spot."""
    step = np.arange(count)
    reach = radius + CHILD_RADIUS + 4 + 0.6 * CHILD_RADIUS * step
    angle = step * GOLDEN_ANGLE - np.pi / 2
    found: Floats = np.column_stack((reach * np.cos(angle), reach * np.sin(angle)))
    return found


def _placing(study: Study) -> Placing:
    universe = universe_of(study)
    slots, offsets, radii = _inside(study, universe)
    standing = np.concatenate(
        [np.arange(universe.first_person), np.arange(universe.first_zone, len(universe))]
    )
    place = np.full(len(universe), -1, np.int64)
    place[standing] = np.arange(len(standing))
    room = np.full(len(standing), ZONE_RADIUS)
    agencies = universe.first_person
    share = 1.0 if universe.people <= SMALL else CROWDED_SHARE
    room[:agencies] = np.maximum(AGENCY_RADIUS, share * radii)
    edges, weights = _strongest(*_links(study, universe), len(standing), place)
    by_force = place_by_force(len(standing), edges, weights, room)
    ranks = [None if rank == NO_RANK else int(rank) for rank in bands_of(study)[standing]]
    levels = [(int(rank), str(name)) for name, rank in ranks_of(study).items() if rank != NO_RANK]
    by_level, bands = place_by_level(ranks, levels, by_force, room)
    return Placing(
        _spread_out(by_force, standing, len(universe)),
        _spread_out(by_level, standing, len(universe)),
        tuple(bands),
        slots,
        offsets,
        radii,
    )


def _spread_out(positions: Floats, standing: Ints, count: int) -> Floats:
    found = np.zeros((count, 2))
    found[standing] = positions
    return found


def _inside(study: Study, universe: Universe) -> tuple[Ints, Floats, Floats]:
    """Slots and offsets of everybody who was ever inside an agency, and the room each agency needs."""
    agency, person = ever_agencies(study)
    services = np.arange(universe.first_service, universe.first_zone)
    keys = np.concatenate([agency, universe.service_agency]) * len(universe)
    keys = np.sort(keys + np.concatenate([person, services]))
    parent = keys // len(universe)
    counts = np.bincount(parent, minlength=universe.first_person)
    starts = np.cumsum(counts) - counts
    spots, _ = place_inside(int(counts.max(initial=0)), CHILD_RADIUS)
    offsets = np.zeros((len(keys), 2))
    several = counts[parent] > 1
    offsets[several] = spots[(np.arange(len(keys)) - starts[parent])[several]]
    needed = {count: place_inside(count, CHILD_RADIUS)[1] for count in set(counts.tolist())}
    radii = np.array([needed[count] for count in counts.tolist()])
    return keys, offsets, radii


def _links(study: Study, universe: Universe) -> tuple[Ints, Floats]:
    """Pairs of numbers of agencies and zones with how often they met, over all dates."""
    record = record_of(study)
    read = NO_DATE_READS if record is None else record.end
    stands = np.arange(len(universe))
    stands[universe.first_person : universe.first_service] = agency_numbers(study, read)
    met = pair_days_of(study, TiePolicy(), read)
    declared = every_declared_row(study)
    sat = sittings_of(study)
    seated = sat.zone[sat.meeting] >= 0
    columns = (
        (universe.of_actor[met.first], universe.of_actor[met.second]),
        (universe.of_ids(study, declared["source"]), universe.of_ids(study, declared["target"])),
        (sat.person[seated], universe.first_zone + sat.zone[sat.meeting][seated]),
    )
    a = stands[np.concatenate([left for left, _ in columns])]
    b = stands[np.concatenate([right for _, right in columns])]
    apart = a != b
    low, high = np.minimum(a, b)[apart], np.maximum(a, b)[apart]
    keys, times = np.unique(low * len(universe) + high, return_counts=True)
    pairs = np.stack([keys // len(universe), keys % len(universe)], axis=1)
    strength = np.sqrt(times) * np.where(pairs[:, 1] >= universe.first_zone, ZONE_PULL, 1.0)
    return pairs, strength.astype(np.float64)


def _strongest(pairs: Ints, weights: Floats, count: int, place: Ints) -> tuple[Ints, Floats]:
    """The links that are among the strongest of either of their ends."""
    edges = place[pairs]
    ends = np.concatenate([edges[:, 0], edges[:, 1]])
    link = np.tile(np.arange(len(edges)), 2)
    order = np.lexsort((link, -weights[link], ends))
    starts = np.searchsorted(ends[order], np.arange(count))
    rank = np.arange(len(order)) - starts[ends[order]]
    keep = np.unique(link[order][rank < STRONGEST])
    return edges[keep], weights[keep]
