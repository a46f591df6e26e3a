"""Parts of a picture put beside each other on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from netmap.maps.arrays import Floats, Ints

SHEET_RATIO = 1.6
"""Width of the sheet by its height: 16:10."""


def pack(positions: Floats, groups: Sequence[Ints], radii: Floats, gap: float) -> float:
    """Move each group as a whole (in place) onto shelves of a sheet of about 16:10, the largest first.

    Args:
        positions: (n, 2) middles; each group is laid out around a place of its own.
        groups: node numbers of each group.
        radii: (n,) radius of each circle.
        gap: free space between two groups, in map units.

    Returns:
        The y below the lowest group; 0 where there is none. The sheet's middle is at x 0.
    """
    boxes = [_box(positions[group], radii[group]) for group in groups]
    order = sorted(range(len(groups)), key=lambda place: (-boxes[place][2] * boxes[place][3], place))
    sizes = [(boxes[place][2] + gap, boxes[place][3] + gap) for place in order]
    corners, _, height = _best_shelves(sizes)
    for place, corner in zip(order, corners, strict=True):
        left, top, _, _ = boxes[place]
        positions[groups[place]] += np.array(corner) - (left, top)
    return height


def rows_of(radii: Floats, top: float, gaps: tuple[float, float], least_width: float) -> Floats:
    """Circles in rows from the left, in the order given, on a sheet whose rows stay about 16:10.

    Args:
        radii: (n,) radius of each circle, n above 0.
        top: y at which the first row begins.
        gaps: free space beside and below a circle, in map units.
        least_width: width that a row may always take.

    Returns:
        (n, 2) positions, each row around x 0.
    """
    across, down = (2 * float(radii.max()) + gap for gap in gaps)
    width = max(least_width, top * SHEET_RATIO, float(np.sqrt(len(radii) * SHEET_RATIO * across * down)))
    columns = min(len(radii), max(int(width // across), 1))
    step = np.arange(len(radii))
    x = (step % columns - (columns - 1) / 2) * across
    y = top + (step // columns + 0.5) * down
    return np.column_stack((x, y))


def _box(positions: Floats, radii: Floats) -> tuple[float, float, float, float]:
    """Left, top, width and height of a group of circles."""
    low = (positions - radii[:, None]).min(axis=0)
    wide, high = (positions + radii[:, None]).max(axis=0) - low
    return float(low[0]), float(low[1]), float(wide), float(high)


def _best_shelves(sizes: Sequence[tuple[float, float]]) -> tuple[list[tuple[float, float]], float, float]:
    """The corners of the boxes, and the sheet's width and height, for the width nearest to 16:10."""
    if not sizes:
        return [], 0.0, 0.0
    area = sum(wide * high for wide, high in sizes)
    least = max(wide for wide, _ in sizes)
    widths = [max(least, (area * SHEET_RATIO) ** 0.5 * factor) for factor in (0.9, 1.0, 1.1, 1.25, 1.45, 1.7)]
    sheets = [_shelves(sizes, width) for width in widths]
    return min(sheets, key=lambda sheet: abs(np.log(sheet[1] / sheet[2] / SHEET_RATIO)))


def _shelves(
    sizes: Sequence[tuple[float, float]], width: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Boxes from left to right on shelves from the top; every shelf is centred around x 0."""
    shelves: list[list[int]] = [[]]
    used = 0.0
    for place, (wide, _) in enumerate(sizes):
        if shelves[-1] and used + wide > width:
            shelves.append([])
            used = 0.0
        shelves[-1].append(place)
        used += wide
    return _corners(sizes, shelves)


def _corners(
    sizes: Sequence[tuple[float, float]], shelves: Sequence[Sequence[int]]
) -> tuple[list[tuple[float, float]], float, float]:
    corners: list[tuple[float, float]] = []
    widest = top = 0.0
    for shelf in shelves:
        length = sum(sizes[place][0] for place in shelf)
        tallest = max(sizes[place][1] for place in shelf)
        x = -length / 2
        for place in shelf:
            corners.append((x, top + (tallest - sizes[place][1]) / 2))
            x += sizes[place][0]
        widest = max(widest, length)
        top += tallest
    return corners, widest, top


def component_of(count: int, pairs: Ints) -> Ints:
    """For each node the lowest number of a node that it is joined to by some chain of edges.

    Args:
        count: how many nodes there are, numbered from 0.
        pairs: (m, 2) node numbers.

    Returns:
        (count,) labels; a node without an edge has its own number.

    Example:
        >>> import numpy as np
        >>> component_of(4, np.array([[0, 2], [2, 3]])).tolist()
        [0, 1, 0, 0]
    """
    label = np.arange(count)
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, label[pairs[:, 0]], label[pairs[:, 1]])
        np.minimum.at(lowest, label[pairs[:, 1]], label[pairs[:, 0]])
        shorter = lowest[lowest[label]]
        if np.array_equal(shorter, label):
            return label
        label = shorter
