"""Where things stand on a map: by force, by level, and inside an opened agency.

Positions are in map units (pixels at zoom 1), x to the right and y downwards. The same input gives
the same output, in whatever order the edges come.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from netmap.maps.arrays import Floats, Ints
from netmap.maps.circles import columns_without_overlap, deal_into_rows, separate
from netmap.maps.forces import spread
from netmap.maps.packing import component_of, pack, rows_of

GAP = 10.0
"""Free space kept between any two circles, in map units."""

SPACING = 60.0
"""Free space wanted around a circle in the layout by force, in map units."""

LABEL_ROOM = 26.0
"""Room kept under a row of nodes for their names, in map units."""

NAME_GAP = 70.0
"""Free space between the nodes of a row at the bottom, in map units."""

BAND_MARGIN = 22.0
LEAST_WIDTH = 640.0
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
SUNFLOWER_NEAREST = 1.546
"""Least distance between two points of the sunflower whose point i lies at radius sqrt(i + 0.5)."""


def place_by_force(count: int, edges: Ints, weights: Floats, radii: Floats) -> Floats:
    """Where the nodes of a network stand so that those with strong ties are near each other.

    Parts of the network without a tie between them are laid out one by one and packed into a
    sheet of about 16:10; nodes without any tie stand in rows at the bottom. No two circles overlap.

    Args:
        count: how many nodes there are, numbered from 0.
        edges: (m, 2) node numbers; both directions and repeated pairs add up, loops are left out.
        weights: (m,) strength of each edge; edges of no strength are left out.
        radii: (count,) radius of each node's circle, in map units.

    Returns:
        (count, 2) positions; the sheet's middle is (0, 0). No nodes: an empty array.

    Example:
        >>> import numpy as np
        >>> place_by_force(1, np.empty((0, 2), int), np.empty(0), np.array([10.0]))
        array([[0., 0.]])
    """
    pairs, strengths = _merged(count, edges, weights)
    member = component_of(count, pairs)
    sizes = np.bincount(member, minlength=count) if count else np.empty(0, np.int64)
    alone = np.flatnonzero(sizes[member] == 1) if count else np.empty(0, np.int64)
    groups = [np.flatnonzero(member == part) for part in np.flatnonzero(sizes > 1)]
    positions = np.zeros((count, 2))
    for group in groups:
        positions[group] = _one_component(group, pairs, strengths, radii)
    bottom = pack(positions, groups, radii, gap=4 * GAP)
    if len(alone):
        positions[alone] = rows_of(radii[alone], bottom, (NAME_GAP, GAP + LABEL_ROOM), LEAST_WIDTH)
    return _centred(positions, radii)


def place_by_level(
    ranks: Sequence[int | None],
    levels: Sequence[tuple[int, str]],
    positions_hint: Floats,
    radii: Floats,
) -> tuple[Floats, list[tuple[int | None, float, float]]]:
    """Where the nodes stand when every level of decision has a band of its own.

    The highest rank is at the top, the lowest at the bottom, and below it a band for the nodes
    whose rank is None or none of `levels`, if there are any. A band holds as many rows as it needs,
    and x stays as near to the hint as the neighbours allow, so that the map can be recognised.

    Args:
        ranks: the rank of each node, None where it is not known.
        levels: (rank, name) of each level; each gets a band, also where nobody stands in it.
        positions_hint: (n, 2) positions of the same nodes in the layout by force.
        radii: (n,) radius of each node's circle, in map units.

    Returns:
        (n, 2) positions, and (rank, top, bottom) of each band from top to bottom; rank None is "not known".

    Example:
        >>> import numpy as np
        >>> spots, bands = place_by_level([1, 0], [(0, "local"), (1, "board")], np.zeros((2, 2)), np.ones(2))
        >>> [rank for rank, top, bottom in bands]
        [1, 0]
    """
    order: list[int | None] = [*sorted({rank for rank, _ in levels}, reverse=True)]
    band_of = np.array([order.index(rank) if rank in order else len(order) for rank in ranks], dtype=np.int64)
    if (band_of == len(order)).any():
        order.append(None)
    span = _span(positions_hint, radii)
    positions = np.zeros((len(ranks), 2))
    bands: list[tuple[int | None, float, float]] = []
    top = 0.0
    for place, rank in enumerate(order):
        nodes = np.flatnonzero(band_of == place)
        positions[nodes], height = _one_band(positions_hint[nodes, 0], radii[nodes], span)
        positions[nodes, 1] += top
        bands.append((rank, top, top + height))
        top += height
    middle = top / 2
    positions[:, 1] -= middle
    return positions, [(rank, upper - middle, lower - middle) for rank, upper, lower in bands]


def place_inside(count: int, child_radius: float) -> tuple[Floats, float]:
    """Where the people and services of an opened agency stand around its middle, like a sunflower's seeds.

    Args:
        count: how many there are.
        child_radius: radius of each, in map units.

    Returns:
        (count, 2) offsets from the agency's middle, and the radius of a circle that holds them all.
        None inside: an empty array and the room for one.

    Example:
        >>> place_inside(1, 8.0)
        (array([[0., 0.]]), 18.0)
    """
    if count <= 1:
        return np.zeros((count, 2)), child_radius + GAP
    step = np.arange(count)
    reach = (2 * child_radius + GAP) / SUNFLOWER_NEAREST * np.sqrt(step + 0.5)
    angle = step * GOLDEN_ANGLE
    offsets = np.column_stack((reach * np.cos(angle), reach * np.sin(angle)))
    return offsets, float(reach[-1] + child_radius + GAP)


def _merged(count: int, edges: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """Each pair once, lower number first, strengths added up in an order that is always the same."""
    ends = np.sort(np.asarray(edges, dtype=np.int64).reshape(-1, 2), axis=1)
    strengths = np.asarray(weights, dtype=np.float64)
    kept = (ends[:, 0] != ends[:, 1]) & (strengths > 0)
    ends, strengths = ends[kept], strengths[kept]
    keys = ends[:, 0] * max(count, 1) + ends[:, 1]
    order = np.lexsort((strengths, keys))
    distinct, which = np.unique(keys[order], return_inverse=True)
    pairs: Ints = np.column_stack(np.divmod(distinct, max(count, 1))).astype(np.int64)
    return pairs, np.bincount(which, strengths[order], minlength=len(distinct)).astype(np.float64)


def _one_component(group: Ints, pairs: Ints, strengths: Floats, radii: Floats) -> Floats:
    """The layout of one part of the network, its nodes numbered as in `group`."""
    inside = np.isin(pairs[:, 0], group)
    local = np.searchsorted(group, pairs[inside])
    room = float(((2 * radii[group] + SPACING) ** 2).sum())
    rough = spread(len(group), local, strengths[inside], room)
    return separate(rough, radii[group], 2 * GAP)


def _one_band(hint: Floats, radii: Floats, span: tuple[float, float]) -> tuple[Floats, float]:
    """Positions of one band's nodes, from y 0 at its top, and the band's height."""
    positions = np.zeros((len(hint), 2))
    y = BAND_MARGIN
    for row in deal_into_rows(hint, 2 * radii + GAP, span[1] - span[0]):
        tallest = float(radii[row].max())
        positions[row, 0] = columns_without_overlap(hint[row], radii[row], GAP, span)
        positions[row, 1] = y + tallest
        y += 2 * tallest + LABEL_ROOM
    return positions, max(y, BAND_MARGIN + LABEL_ROOM) + BAND_MARGIN - GAP


def _span(positions: Floats, radii: Floats) -> tuple[float, float]:
    """Leftmost and rightmost x of a layout, at least `LEAST_WIDTH` apart."""
    if not len(positions):
        return -LEAST_WIDTH / 2, LEAST_WIDTH / 2
    left, right = float((positions[:, 0] - radii).min()), float((positions[:, 0] + radii).max())
    short = max(LEAST_WIDTH - (right - left), 0.0) / 2
    return left - short, right + short


def _centred(positions: Floats, radii: Floats) -> Floats:
    if not len(positions):
        return positions
    low = (positions - radii[:, None]).min(axis=0)
    high = (positions + radii[:, None]).max(axis=0)
    moved: Floats = positions - (low + high) / 2
    return moved
