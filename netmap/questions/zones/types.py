"""What the pages of boundary zones are answered: plain frozen values."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from netmap.questions.learning.types import Choices, Facts, Level, Said


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came to a zone's sittings: an agency or a person, how many people and how often."""

    name: str
    agency: str
    people: int
    attendances: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting: its day, and how many people of how many known agencies came."""

    date: dt.date
    people: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Born:
    """Ties born in a zone of one kind and state."""

    kind: str
    state: str
    ties: int


@dataclass(frozen=True, slots=True, eq=False)
class ZoneSheet:
    """All there is to say of one zone.

    `losses` are those under chance and `certain` those if every encounter passes something on, as
    `zone_losses` gives them.
    """

    zone: str
    name: str
    sentences: tuple[str, ...]
    facts: Facts
    came: tuple[Attendance, ...]
    born: tuple[Born, ...]
    losses: pd.DataFrame
    certain: pd.DataFrame
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest loss without a zone, in points: between two levels, or sideways at one (`to_level` None).

    `reach` is with it and `without` without it, of so many `people`; `error` the standard error of the
    points. All are NaN where no reach is defined.
    """

    points: float
    from_level: str
    to_level: str | None
    reach: float
    without: float
    people: int
    error: float


NO_LOSS = Greatest(math.nan, "", None, math.nan, math.nan, 0, math.nan)
"""Where no reach is defined."""


@dataclass(frozen=True, slots=True, eq=False)
class ZonesView:
    """The answer of the page of zones: `table` as `netmap.zones` gives it, and the sheet of the one chosen.

    `greatest` is the greatest loss without each zone under chance, `certain` the same if every encounter
    passes something on, `chance` says in words under which chance; `nothing_through` says that nothing
    gets anywhere that could be lost.
    """

    said: Said
    choices: Choices
    levels: tuple[Level, ...]
    sentences: tuple[str, ...]
    table: pd.DataFrame
    greatest: dict[str, Greatest]
    certain: dict[str, Greatest]
    chance: str
    nothing_through: bool
    sheet: ZoneSheet | None
