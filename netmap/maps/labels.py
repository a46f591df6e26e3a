"""Names beside nodes: broken into lines, and placed where they cover neither each other nor a node."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from netmap.maps.arrays import Floats

LINE_HEIGHT = 1.18
CHARACTER_WIDTH = 0.58
"""Mean width of a letter by the size of the type; wide East Asian characters take 1."""

MOST_LINES = 2
LINE_ROOM = 22.0
"""Width of a line of a name, in sizes of the type times `CHARACTER_WIDTH`."""

SHORT_ROOM = 12.0
"""The same for a name that finds no room in full."""

MOST_NAMES = 1500
"""Names tried at most, the largest nodes first."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node that wants its name shown; `size` is that of the type, the lowest `turn` comes first.

    An `open` node is a ring with its name above; a name that `must` be shown covers others if need be.
    """

    name: str
    x: float
    y: float
    radius: float
    size: float
    turn: tuple[float, ...]
    open: bool = False
    must: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A name that found room: its lines, the middle of its box at the top, and its type size."""

    place: int
    lines: tuple[str, ...]
    x: float
    top: float
    size: float


def place_labels(spots: Sequence[Spot], sheet: Box, taken: Sequence[Box] = ()) -> list[Label]:
    """The names that can be shown without covering each other or a node.

    Args:
        spots: the nodes; each name is tried below, above, right and left of its node, and left out
            where none of these is free, even in short.
        sheet: the box that names must stay in.
        taken: boxes that names must keep clear of.

    Returns:
        One label for each name shown; `place` is the position in `spots`.

    Example:
        >>> place_labels([Spot("A", 50, 50, 10, 10, (0,))], (0, 0, 100, 100))[0].lines
        ('A',)
    """
    nodes = [_around(spot) for spot in spots if not spot.open]
    held = _Held([*nodes, *taken], room=min(len(spots), MOST_NAMES))
    own = dict(
        zip((place for place, spot in enumerate(spots) if not spot.open), range(len(nodes)), strict=True)
    )
    order = sorted(range(len(spots)), key=lambda place: (spots[place].turn, place))
    found: list[Label] = []
    for place in order[:MOST_NAMES]:
        label = _first_free(place, spots[place], sheet, held, own.get(place))
        if label is not None:
            found.append(label)
    return found


def broken(name: str, room: float = LINE_ROOM, most: int = MOST_LINES) -> tuple[str, ...]:
    """A name in lines of at most `room` letters, the last ending in “…” where the name goes on.

    Example:
        >>> broken("Department for Children, Schools and Families")
        ('Department for', 'Children, Schools and…')
        >>> broken("")
        ()
    """
    lines: list[str] = []
    for word in name.split():
        if lines and letters(lines[-1]) + 1 + letters(word) <= room:
            lines[-1] += " " + word
        else:
            lines.append(word)
    ends = len(lines) > most
    kept = [_shortened(line, room) for line in lines[:most]]
    if ends and not kept[-1].endswith("…"):
        kept[-1] = _shortened(kept[-1], room - 1).rstrip("…,;:. ") + "…"
    return tuple(kept)


def letters(text: str) -> float:
    """The width of a text in mean letters: wide East Asian characters count nearly two, marks nothing."""
    return sum(_letter(character) for character in text)


def _letter(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.8 if unicodedata.east_asian_width(character) in "WF" else 1.0


def _shortened(line: str, room: float) -> str:
    if letters(line) <= room:
        return line
    kept = line
    while kept and letters(kept) + 1 > room:
        kept = kept[:-1]
    return kept + "…"


def _around(spot: Spot) -> Box:
    return spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius


class _Held:
    """Boxes that are taken, in one array that grows as names are placed."""

    def __init__(self, boxes: Sequence[Box], room: int) -> None:
        self.boxes: Floats = np.full((len(boxes) + room, 4), np.nan)
        self.boxes[: len(boxes)] = np.array(boxes).reshape(-1, 4)
        self.count = len(boxes)

    def free(self, box: Box, own: int | None) -> bool:
        held = self.boxes[: self.count]
        hit = (held[:, 0] < box[2]) & (held[:, 2] > box[0]) & (held[:, 1] < box[3]) & (held[:, 3] > box[1])
        if own is not None:
            hit[own] = False
        return not hit.any()

    def add(self, box: Box) -> None:
        self.boxes[self.count] = box
        self.count += 1


def _first_free(place: int, spot: Spot, sheet: Box, held: _Held, own: int | None) -> Label | None:
    """The first place that is free, for the name in full, else in short."""
    ways = _ways_to_write(spot.name)[: 1 if spot.must else None]
    tries = [(lines, box) for lines in ways for box in _boxes(spot, lines)]
    free = (tried for tried in tries if _within(tried[1], sheet) and held.free(tried[1], own))
    chosen = next(free, tries[0] if spot.must and tries else None)
    if chosen is None:
        return None
    lines, box = chosen
    held.add(box)
    return Label(place, lines, (box[0] + box[2]) / 2, box[1], spot.size)


def _boxes(spot: Spot, lines: Sequence[str]) -> list[Box]:
    """The boxes in which these lines may stand, the best first."""
    width = max(map(letters, lines)) * CHARACTER_WIDTH * spot.size
    height = len(lines) * LINE_HEIGHT * spot.size
    corners = ((x - width / 2, top) for x, top in _candidates(spot, width, height))
    return [(left, top, left + width, top + height) for left, top in corners]


def _ways_to_write(name: str) -> list[tuple[str, ...]]:
    ways = (broken(name), broken(name, room=SHORT_ROOM), (_shortened(" ".join(name.split()), SHORT_ROOM),))
    return [way for way in dict.fromkeys(ways) if any(way)]


def _within(box: Box, sheet: Box) -> bool:
    return box[0] >= sheet[0] and box[1] >= sheet[1] and box[2] <= sheet[2] and box[3] <= sheet[3]


def _candidates(spot: Spot, width: float, height: float) -> list[tuple[float, float]]:
    """Middle and top of the name's box: below, above, right, left, aslant, and over the node itself."""
    off = spot.radius + 3
    above, below = (spot.x, spot.y - off - height), (spot.x, spot.y + off)
    if spot.open:
        return [above]
    aside = off + width / 2
    slant = spot.radius * 0.7 + width / 2
    return [
        below,
        above,
        (spot.x + aside, spot.y - height / 2),
        (spot.x - aside, spot.y - height / 2),
        (spot.x + slant, spot.y + spot.radius * 0.7),
        (spot.x - slant, spot.y + spot.radius * 0.7),
        (spot.x + slant, spot.y - spot.radius * 0.7 - height),
        (spot.x - slant, spot.y - spot.radius * 0.7 - height),
        (spot.x, spot.y - height / 2),
    ]
