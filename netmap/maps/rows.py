"""Circles on lines: dealt into rows, and moved along a row until none overlaps."""

from __future__ import annotations

import numpy as np

from netmap.maps.arrays import Floats, Ints


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
