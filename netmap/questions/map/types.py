"""What the map is answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.questions.map.request import MapPage
from netmap.questions.parameters import NodeRef

if TYPE_CHECKING:
    from netmap.questions.map.pairs import PairLine

TIE_COLUMNS = (
    "source",
    "target",
    "source_sort",
    "source_id",
    "source_name",
    "target_sort",
    "target_id",
    "target_name",
    "kind",
    "kind_label",
    "state",
    "state_label",
    "ties",
    "first",
    "last",
    "origin",
    "occasions",
    "settings",
    "beyond_zone",
    "consolidated",
    "crosses_agency",
    "crosses_level",
    "crosses_profession",
    "crosses_partnership",
    "first_seen_at_edge",
    "relation",
)
"""What each of `BoardView.tie_rows` holds, in this order.

`source` and `target` are numbers of nodes, dates are ISO text; from `origin` on a value is there
only where the row is a tie between two people, None where it stands for ties between agencies.
"""

ACTOR_COLUMNS = (
    "number",
    "sort",
    "id",
    "name",
    "agency",
    "sector",
    "profession",
    "levels",
    "people",
    "partners",
    "ties",
    "sittings",
    "size",
    "value",
)
"""What each of `BoardView.actor_rows` holds: a row for every agency drawn, and for every person.

`size` names what size stands for, and `value` is what it is of this agency or person.
"""

ZONE_COLUMNS = (
    "number",
    "id",
    "name",
    "form",
    "level",
    "formal",
    "sittings",
    "people",
    "agencies",
    "first",
    "last",
)
"""What each of `BoardView.zone_rows` holds: a row for every zone; first and last sitting in the window."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A node of the map. `number` is its stable name on the page: it never changes within a study.

    `x`, `y` in map units; `size` 0..1 by the chosen measure (`value` is the measure itself);
    `parent` the number of the agency it is drawn inside; `inside` how many people and services
    opening it would show; `faded`: outside the focus or the partnership looked at, drawn pale, not removed.
    `band` the rank of the level view, None for not known; `sector` that of an agency, "" where it has none.
    """

    number: int
    ref: NodeRef
    name: str
    x: float
    y: float
    size: float
    value: float | None
    parent: int | None = None
    open: bool = False
    inside: int = 0
    faded: bool = False
    band: int | None = None
    note: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A line of the map: all ties of one kind between two nodes drawn.

    `kind` is one of MAP_KINDS, or "sat" (an agency or person that sat in a zone), "offers" (an
    agency and its service). `state` is the liveliest of its ties; `ties` how many it stands for.
    `faded`: filtered out by kind, state or focus, drawn pale.
    """

    source: int
    target: int
    kind: str
    state: str
    ties: int
    first: dt.date | None
    last: dt.date | None
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the level view; `rank` None is "not known"."""

    rank: int | None
    name: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Week:
    """A bar of the time axis: distinct encounters in the week that begins on Monday `start`."""

    start: dt.date
    encounters: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the time axis."""

    date: dt.date
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What does not change with window and filters: the choices and the time axis of a study."""

    study: str
    title: str
    simulated: bool
    partnerships: tuple[tuple[str, str], ...]
    first: dt.date | None
    last: dt.date | None
    weeks: tuple[Week, ...]
    marks: tuple[Mark, ...]
    sizes: tuple[tuple[str, str, str], ...]
    presets: tuple[tuple[str, str, dt.date, dt.date], ...]
    warnings: int
    notices: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    waves: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, as the reader sees it; `field` and `value` say what taking it away clears."""

    field: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Flows:
    """How many pairs met in a window, met for the first time, became a new network, and fell quiet, as a
    network or as a trail.
    """

    met: int
    born: int
    consolidated: int
    went_quiet: int
    faded: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """More than half of the pairs that a comparison gained, or lost, go back to one sitting or one zone.

    `n` of `all`; `day` is None where it is a zone and no one sitting; `zone` "" where it has no name.
    """

    gained: bool
    n: int
    all: int
    zone: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers behind the sentences, each equal to what the library returns.

    `ties` stand on the window's last day and `before` on the day before the window, whatever its length;
    `quiet` met in the window and have been quiet since. `flows` are of the window, `flows_before` of the
    equally long one before it, None where the record begins later.
    `baseline` is the day before which networks are old, None where partnerships differ in it;
    `baseline_cure` the first day that as a baseline would show old networks everywhere, None where
    they can be known or where the record ends before.
    """

    agencies: int
    people: int
    present_people: int
    sittings: int
    ties: dict[tuple[str, str], int]
    before: dict[tuple[str, str], int] | None
    quiet: int
    flows: Flows | None
    flows_before: Flows | None
    zones: tuple[tuple[str, str, int], ...]
    old_known: bool
    baseline: dt.date | None = None
    baseline_cure: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole answer for one state of the page.

    `window` holds the two days that were used, the defaults where the request names none; None where
    nothing is dated. `pairs` are the edges put together to one line a pair. `headline` is the answer in one
    line, and `closest` says who works together most; both are empty where there is none. `empty` says what
    is going on and what to do where there is nothing to see.
    """

    page: MapPage
    frame: Frame
    headline: str
    closest: str
    sentences: tuple[str, ...]
    words: str
    rule: str
    n: str
    chips: tuple[Chip, ...]
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    pairs: tuple[PairLine, ...]
    bands: tuple[Band, ...]
    tie_rows: list[dict[str, Any]]
    actor_rows: list[dict[str, Any]]
    zone_rows: list[dict[str, Any]]
    counts: Counts
    size: str = ""
    empty: str = ""
    window: tuple[dt.date | None, dt.date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency that another one has ties with: its name, and what there is to say of the ties.

    `standing` and `quiet` count them by kind, the kind with most of them first: those that stand, and those
    that are quiet now; `said` says all of it in lines of text.
    """

    name: str
    standing: tuple[tuple[str, int], ...]
    quiet: tuple[tuple[str, int], ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel beside the map says of one node: facts as (label, text), lists as (heading, rows).

    `partners` are the other agencies of an agency, most ties first; `notes` counts what groups said of it.
    """

    ref: NodeRef
    number: int
    heading: str
    sort: str
    facts: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    notes: int = 0
    partners: tuple[Partner, ...] = ()
