"""A layout by force: ties pull, everything pushes everything else away.

Fruchterman, T. M. J. and Reingold, E. M. (1991), Graph drawing by force-directed placement,
started from the slowest vectors of a lazy random walk (Koren, Y. 2005, Drawing graphs by
eigenvectors) so that it needs few rounds and no chance.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.maps.arrays import Floats, Ints

ROUNDS = 70
WALK_STEPS = 60
MOST_PUSHES = 490_000
LEAST_PUSHING = 150
"""Past so many pushes a round only an even sample of the nodes pushes, each for several."""

GRAVITY = 0.06
WIDE = 1.6
Singles = npt.NDArray[np.float32]


def spread(count: int, pairs: Ints, strengths: Floats, room: float) -> Floats:
    """Positions of one connected network, longer than high; circles may still overlap.

    Args:
        count: how many nodes there are, at least two.
        pairs: (m, 2) each pair once.
        strengths: (m,) above 0.
        room: the area that the picture should take, in square map units.

    Returns:
        (count, 2) positions around (0, 0).
    """
    pull = np.sqrt(strengths / np.median(strengths)).clip(0.2, 4.0)
    start = _walk_vectors(count, pairs, pull) + 0.15 * _sunflower(count)
    spots = (start * np.sqrt(count) * 0.6).astype(np.float32)
    heat = 0.25 * np.sqrt(count)
    for turn in range(ROUNDS):
        moves = _pushes(spots) + _pulls(spots, pairs, pull) - GRAVITY * spots
        length = np.hypot(moves[:, 0], moves[:, 1]).clip(1e-6)
        limit = heat * (1 - turn / ROUNDS) ** 1.5 + 0.01
        spots += moves * (np.minimum(length, limit) / length)[:, None].astype(np.float32)
    return _sized(_widened(_lengthwise(spots.astype(np.float64))), room)


def _sunflower(count: int) -> Floats:
    """Even, all different places in the unit circle: keeps nodes with equal ties apart."""
    step = np.arange(count)
    reach, angle = np.sqrt((step + 0.5) / count), step * np.pi * (3 - np.sqrt(5))
    return np.column_stack((reach * np.cos(angle), reach * np.sin(angle)))


def _walk_vectors(count: int, pairs: Ints, pull: Floats) -> Floats:
    """The two smoothest ways to lay the network on a line, scaled to a spread of 1."""
    degree = _sums(count, pairs, pull, np.ones((count, 1)))[:, 0]
    vectors = _sunflower(count)
    for _ in range(WALK_STEPS):
        vectors = (vectors + _sums(count, pairs, pull, vectors) / degree[:, None]) / 2
        vectors = _apart(vectors, degree)
    return vectors


def _apart(vectors: Floats, degree: Floats) -> Floats:
    """Both vectors without their common mean, the second without the first, each with spread 1."""
    vectors = vectors - np.average(vectors, axis=0, weights=degree)
    first = vectors[:, 0]
    share = (degree * first * vectors[:, 1]).sum() / max((degree * first * first).sum(), 1e-12)
    vectors = np.column_stack((first, vectors[:, 1] - share * first))
    size = np.sqrt((vectors**2).mean(axis=0))
    return vectors / np.where(size > 1e-9, size, 1.0)


def _sums(count: int, pairs: Ints, pull: Floats, values: Floats) -> Floats:
    """For each node the pull-weighted sum of its neighbours' values, column by column."""
    one, other = pairs[:, 0], pairs[:, 1]
    return np.column_stack(
        [
            np.bincount(one, pull * column[other], minlength=count)
            + np.bincount(other, pull * column[one], minlength=count)
            for column in values.T
        ]
    )


def _pushes(spots: Singles) -> Singles:
    """The push on every node from all others, or from an even sample that stands for them."""
    count = len(spots)
    chosen = spots[:: -(-count // max(MOST_PUSHES // count, LEAST_PUSHING))]
    x = spots[:, 0, None] - chosen[None, :, 0]
    y = spots[:, 1, None] - chosen[None, :, 1]
    square = x * x
    square += y * y
    np.maximum(square, np.float32(1e-3), out=square)
    np.reciprocal(square, out=square)
    x *= square
    y *= square
    return np.column_stack((x.sum(axis=1), y.sum(axis=1))) * np.float32(count / len(chosen))


def _pulls(spots: Singles, pairs: Ints, pull: Floats) -> Singles:
    """The pull of the ties, growing with the square of their length."""
    count = len(spots)
    reach = spots[pairs[:, 1]] - spots[pairs[:, 0]]
    force = reach * (pull * np.hypot(reach[:, 0], reach[:, 1]))[:, None]
    total = [
        np.bincount(pairs[:, 0], column, minlength=count) - np.bincount(pairs[:, 1], column, minlength=count)
        for column in force.T
    ]
    return np.column_stack(total).astype(np.float32)


def _lengthwise(spots: Floats) -> Floats:
    """Turned so that the widest extent runs from left to right, the node numbered lowest on the left."""
    middle = spots - spots.mean(axis=0)
    _, axes = np.linalg.eigh(middle.T @ middle)
    turned: Floats = middle @ axes[:, ::-1]
    signs = np.where(turned[0] > 0, -1.0, 1.0)
    return turned * signs


def _sized(spots: Floats, room: float) -> Floats:
    """As large as an evenly filled disc of that area would be (by the mean square of the distances)."""
    square = float((spots**2).sum(axis=1).mean())
    larger: Floats = spots * np.sqrt(room / (2 * np.pi) / max(square, 1e-12))
    return larger


def _widened(spots: Floats) -> Floats:
    """Drawn out sideways, by a half at most, towards the shape of a screen."""
    wide, high = spots.std(axis=0)
    factor = np.sqrt(np.clip(WIDE * high / max(wide, 1e-9), 1.0, 1.5))
    drawn_out: Floats = spots * np.array([factor, 1 / factor])
    return drawn_out
