"""The sheet of paper a map is drawn on: A4 lying on its side, and where the map fits on it."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.maps.labels import Box
from netmap.maps.picture import Picture

WIDTH, HEIGHT = 1188.0, 840.0
"""A4 landscape, 4 units to the millimetre."""

MARGIN = 36.0
NAME_ROOM = 34.0
"""Kept free around the map for the names of the outermost nodes."""

LARGEST_SCALE = 1.6


@dataclass(frozen=True, slots=True)
class Fit:
    """How map units become units of the sheet: times `scale`, then moved by `dx`, `dy`."""

    scale: float
    dx: float
    dy: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place of the map on the sheet."""
        return x * self.scale + self.dx, y * self.scale + self.dy


def fit(picture: Picture, box: Box) -> Fit:
    """The largest scale at which everything drawn fits into the box, in the middle of it.

    An empty picture keeps scale 1.
    """
    left, top, right, bottom = _extent(picture)
    room_wide = box[2] - box[0] - 2 * NAME_ROOM
    room_high = box[3] - box[1] - (0 if picture.bands else 2 * NAME_ROOM)
    scale = min(room_wide / max(right - left, 1e-9), room_high / max(bottom - top, 1e-9), LARGEST_SCALE)
    middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return Fit(scale, middle_x - scale * (left + right) / 2, middle_y - scale * (top + bottom) / 2)


def _extent(picture: Picture) -> Box:
    """Left, top, right and bottom of nodes and bands in map units."""
    x = [node.x + side * node.radius for node in picture.nodes for side in (-1, 1)] or [0.0]
    y = [node.y + side * node.radius for node in picture.nodes for side in (-1, 1)]
    y += [edge for band in picture.bands for edge in (band.top, band.bottom)]
    y = y or [0.0]
    return min(x), min(y), max(x), max(y)
