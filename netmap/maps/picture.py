"""What any drawing of a map needs, with every text already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A thing to draw.

    `sort` is a key of `netmap.maps.style.SORTS` ("unknown" for people's agency that is not known);
    `x`, `y` is the middle and `radius` the size, in map units with y downwards; `parent` is the number of
    the opened agency that it stands in; `faded` things are drawn pale; `open` agencies are drawn
    as a ring around what they hold; `note` is one line said of it (“12 ties, 14 people inside”). `fill` is
    the colour of its sector and `mark` the letters that stand for it; where it has none, both are empty.
    """

    number: int
    sort: str
    name: str
    x: float
    y: float
    radius: float
    parent: int | None = None
    faded: bool = False
    note: str = ""
    open: bool = False
    fill: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A line between two nodes, by their numbers.

    `kind` and `state` are keys of `netmap.maps.style.KINDS` and `STATES`; `ties` is how many ties it
    stands for; `note` is one line said of it (“new network, active, 3 ties”).
    """

    source: int
    target: int
    kind: str
    state: str
    ties: int = 1
    faded: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PictureBand:
    """A horizontal band of the level view, from `top` to `bottom` in map units."""

    name: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a label and the one kind, state, sort or sector that it explains.

    A sector is an agency with its `fill` and `mark`.
    """

    label: str
    kind: str | None = None
    state: str | None = None
    sort: str | None = None
    fill: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole map as it is to be drawn.

    `headline` is what the map says, in one sentence, where there is one. `lines` are the caption: what is
    shown, n, window and rule. `language` is a language tag and
    `direction` "ltr" or "rtl". `chosen` is the number of the node that stands out, None for none.

    Example:
        >>> Picture("Two agencies", nodes=(PictureNode(0, "agency", "A", 0, 0, 20),)).language
        'en'
    """

    title: str
    nodes: tuple[PictureNode, ...] = ()
    edges: tuple[PictureEdge, ...] = ()
    bands: tuple[PictureBand, ...] = ()
    lines: tuple[str, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    language: str = "en"
    direction: str = "ltr"
    chosen: int | None = None
    headline: str = ""
