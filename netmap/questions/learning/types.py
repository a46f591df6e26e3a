"""What the pages of learning paths ask and are answered: plain frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

from netmap.questions.parameters import NodeRef

Facts = tuple[tuple[str, str], ...]
"""Pairs of label and text."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level as it is chosen and named; `people` were at it on some day of the record."""

    level: str
    name: str = field(compare=False)
    people: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen on a page: levels from the lowest up, agencies, people and zones by id and name."""

    levels: tuple[Level, ...]
    agencies: Facts
    people: Facts
    zones: Facts


@dataclass(frozen=True, slots=True)
class Said:
    """What stands around every answer: what is looked at, and what else to know.

    `start` and `end` are the window as far as it lies on record; `empty` says in words why there is
    nothing to see, and is empty where there is something.
    """

    title: str
    notices: tuple[str, ...]
    empty: str
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Reach month by month, `table` as `reach_over_time` gives it; in words, and in few (`short`)."""

    key: str
    label: str
    table: pd.DataFrame
    short: str = ""


@dataclass(frozen=True, slots=True)
class RouteNode:
    """A mark in a level view: a zone, an agency, or several agencies drawn as one (`id` None).

    `band` is the place of its level among the bands; `paths` counts the first paths that pass.
    """

    number: int
    sort: str
    id: str | None
    name: str
    band: int
    paths: int


@dataclass(frozen=True, slots=True)
class Flow:
    """So many people's first paths go from one mark to the next."""

    source: int
    target: int
    paths: int


@dataclass(frozen=True, slots=True)
class Routes:
    """A level view with the first paths over it; `people` is how many people's paths are drawn.

    The first band holds what has no level, then come the levels from the lowest up.
    """

    bands: tuple[str, ...]
    nodes: tuple[RouteNode, ...]
    flows: tuple[Flow, ...]
    people: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a path in words; `marks` are the numbers of the marks that it passes in the level view."""

    date: dt.date
    giver: str
    taker: str
    zone: str
    tie: str
    crossing: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An agency or a level that something gets to: since when, and after how many days of the window."""

    sort: str
    id: str
    name: str
    date: dt.date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Followed:
    """One path step by step: what it is, and what there is to know of it; without steps that there is none.

    `towards` is who is to be reached, None where it is the level asked for.
    """

    heading: str
    words: str
    steps: tuple[Step, ...]
    towards: NodeRef | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Where what somebody knows gets to: sentences, levels, agencies, and one path of theirs.

    `path` is the one to the level asked for or to whom it was asked for; None where neither is.
    """

    name: str
    sentences: tuple[str, ...]
    levels: tuple[Arrival, ...]
    agencies: tuple[Arrival, ...]
    path: Followed | None


@dataclass(frozen=True, slots=True)
class LevelReach:
    """How many of so many people who set out get to a level, as a share and in words."""

    name: str
    share: float
    people: int
    said: str


@dataclass(frozen=True, slots=True)
class AgencyStop:
    """An agency, and what becomes of what its people learn who set out, as `stops` names it."""

    agency: str
    name: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Stops:
    """Where learning stops: sentences, the levels on the way, and the agencies, those it stops at first."""

    sentences: tuple[str, ...]
    levels: tuple[LevelReach, ...]
    agencies: tuple[AgencyStop, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LearningView:
    """The whole answer of the page of learning paths.

    Levels are those in force, None where there are none. `last_seen` is the last window that has a figure,
    where the one asked for has none, `stops` where learning stops on the way from level to level. `back` says
    what comes back, `loops` for how many of those who get there the loop is closed.
    """

    said: Said
    choices: Choices
    from_level: Level | None
    to_level: Level | None
    sentences: tuple[str, ...]
    series: tuple[Series, ...]
    events: tuple[tuple[dt.date, str], ...]
    routes: Routes | None
    spread: Spread | None
    last_seen: tuple[dt.date, dt.date] | None = None
    stops: Stops | None = None
    back: tuple[str, ...] = ()
    loops: tuple[str, ...] = ()
