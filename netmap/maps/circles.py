"""Circles that do not overlap: moved apart in any direction, or dealt into rows and moved along them."""

from __future__ import annotations

import numpy as np

from netmap.maps.arrays import Floats, Ints

ROUNDS = 80
GROWTH = 1.06


def separate(positions: Floats, radii: Floats, gap: float) -> Floats:
    """The same picture with no two circles nearer than `gap`.

    Overlapping pairs push each other apart for some rounds, with a little more room every tenth; what
    is still too near after that is mended by drawing everything larger.

    Args:
        positions: (n, 2) middles in map units, all different, around (0, 0).
        radii: (n,) radius of each circle.
        gap: free space wanted between two circles.

    Returns:
        (n, 2) new positions.

    Example:
        >>> import numpy as np
        >>> separate(np.array([[0.0, 0.0], [1.0, 0.0]]), np.ones(2), 1.0).tolist()
        [[-1.0, 0.0], [2.0, 0.0]]
    """
    spots = positions.astype(np.float64)
    for turn in range(ROUNDS):
        pairs = near_pairs(spots, radii, gap)
        if not len(pairs):
            return spots
        spots = spots + _nudges(spots, radii, gap, pairs)
        if turn % 10 == 9:
            spots = spots * GROWTH
    return _enlarged(spots, radii, gap)


def near_pairs(positions: Floats, radii: Floats, gap: float) -> Ints:
    """(m, 2) numbers of the circles that are nearer than `gap`, found by a sweep from left to right."""
    order = np.argsort(positions[:, 0], kind="stable")
    x, y, size = positions[order, 0], positions[order, 1], radii[order]
    reach = 2 * float(radii.max(initial=0.0)) + gap
    found: list[Ints] = []
    for shift in range(1, len(order)):
        across = x[shift:] - x[:-shift]
        if across.min() >= reach:
            break
        need = size[shift:] + size[:-shift] + gap
        hit = np.flatnonzero(across**2 + (y[shift:] - y[:-shift]) ** 2 < need**2 * (1 - 1e-9))
        if len(hit):
            found.append(np.column_stack((order[hit], order[hit + shift])))
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def _nudges(spots: Floats, radii: Floats, gap: float, pairs: Ints) -> Floats:
    """What each circle moves when every near pair shares what it lacks, half each."""
    one, other = pairs[:, 0], pairs[:, 1]
    apart = spots[other] - spots[one]
    length = np.hypot(apart[:, 0], apart[:, 1]).clip(1e-9)
    lacking = (radii[one] + radii[other] + gap - length) * 0.5
    step = apart * (lacking / length)[:, None]
    moves: Floats = np.column_stack(
        [
            np.bincount(other, column, minlength=len(spots)) - np.bincount(one, column, minlength=len(spots))
            for column in step.T
        ]
    )
    return moves


def _enlarged(spots: Floats, radii: Floats, gap: float) -> Floats:
    """All distances multiplied by the least factor at which no pair is too near."""
    pairs = near_pairs(spots, radii, gap)
    if not len(pairs):
        return spots
    one, other = pairs[:, 0], pairs[:, 1]
    length = np.hypot(*(spots[other] - spots[one]).T).clip(1e-9)
    factor = float(((radii[one] + radii[other] + gap) / length).max())
    larger: Floats = spots * factor
    return larger


def deal_into_rows(hint: Floats, widths: Floats, room: float) -> list[Ints]:
    """Node numbers of each row, from left to right, in as few rows as the room allows.

    Neighbours go to different rows, so that each row runs over the whole width.

    Args:
        hint: (n,) wanted x of each node.
        widths: (n,) what each takes of a row.
        room: length of a row, in map units.

    Returns:
        One array of node numbers for each row; nobody: no row.
    """
    order = np.lexsort((np.arange(len(hint)), hint))
    least = max(1, int(np.ceil(widths.sum() / room)))
    for rows in range(least, len(order) + 1):
        dealt = [order[row::rows] for row in range(rows)]
        if rows == len(order) or max(widths[row].sum() for row in dealt) <= room:
            return dealt
    return []


def columns_without_overlap(hint: Floats, radii: Floats, gap: float, span: tuple[float, float]) -> Floats:
    """The x of circles on a line that are moved as little as possible (least squares) from the hint.

    Args:
        hint: (n,) wanted x, ascending.
        radii: (n,) radius of each circle.
        gap: free space between neighbours.
        span: leftmost and rightmost x of the row; kept wherever the circles fit into it.

    Returns:
        (n,) x, in the same order.

    Example:
        >>> import numpy as np
        >>> columns_without_overlap(np.zeros(2), np.ones(2), 2.0, (-9.0, 9.0)).tolist()
        [-2.0, 2.0]
    """
    lengths = np.concatenate(([0.0], np.cumsum(radii[:-1] + radii[1:] + gap)))
    free = _rising(hint - lengths)
    left, right = span[0] + radii[0], span[1] - radii[-1] - lengths[-1]
    if left > right:
        left = right = (left + right) / 2
    settled: Floats = free.clip(left, right) + lengths
    return settled


def _rising(values: Floats) -> Floats:
    """The nearest never-falling values (pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []
    for value in values.tolist():
        total, size = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            before, many = blocks.pop()
            total, size = total + before, size + many
        blocks.append((total, size))
    return np.concatenate([np.full(size, total / size) for total, size in blocks])
