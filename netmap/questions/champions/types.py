"""What the page of champions is answered: plain frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from netmap.questions.learning.types import Choices, Facts, Level, Said, Step


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody whose loss would cost others their way: what, which roles, and what would help to need them
    less.

    `lost` is told under chance, `certain` if every encounter passes something on.
    """

    id: str
    name: str
    agency: str
    standing: str
    lost: str
    certain: str
    roles: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """One first path that goes through somebody: whose it is, and its hops."""

    source: str
    arrival: dt.date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CarrierSheet:
    """All there is to say of one person as a carrier.

    `chains` are some of the paths that would be lost with them, `passing` is how many people's first paths
    they hand on.
    """

    name: str
    facts: Facts
    instead: tuple[str, ...]
    chains: tuple[Chain, ...]
    passing: int


@dataclass(frozen=True, slots=True, eq=False)
class ChampionsView:
    """The answer of the page of champions.

    `together` are the people of the covering set in the order of taking, `single` those whose loss alone
    would cost something, by name. `table` is that of `netmap.champions`.
    """

    said: Said
    choices: Choices
    from_level: Level | None
    to_level: Level | None
    sentences: tuple[str, ...]
    together: tuple[Carrier, ...]
    single: tuple[Carrier, ...]
    table: pd.DataFrame | None
    sheet: CarrierSheet | None
    chance: str = ""
