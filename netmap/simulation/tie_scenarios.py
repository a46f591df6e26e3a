"""What may become of a tie between two people who share no zone, each planted day by day.

Every fate is decided here, from the days themselves, and never by asking the library what it finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from netmap.simulation.contact_rows import OPEN_DAY, SHADOWING
from netmap.simulation.work_calendar import Ints, WorkCalendar

OLD, NEW, TRAIL, NO_TIE = "old_network", "new_network", "cognitive_trail", ""
ACTIVE, DORMANT, FADED = "active", "dormant", "faded"
NEVER = -1
EVERY = 30
"""Days between two contacts of people who keep in touch, give or take five."""
SETTLED = 6
"""A working day comes at most so many days after any other day, less one."""


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """Planned days of each pair, a row a pair, `NEVER` where there is none; those by another channel."""

    days: Ints
    others: Ints
    consolidates: Ints


@dataclass(frozen=True, slots=True)
class Years:
    """The days that matter: first is 0, the baseline, and the last."""

    baseline: int
    last: int
    calendar: WorkCalendar


Plan = Callable[[np.random.Generator, Years, int], Life]


@dataclass(frozen=True, slots=True)
class Fate:
    """One fate: its name, what the tie is in the end, and how its days are planned.

    `since` is how many days there must be from the baseline on, `channel` the channel of all its contacts
    (None: any), `safe` whether each contact is surely written down, `embedded` whether the pair must have
    old networks with a common third.
    """

    name: str
    kind: str
    state: str
    origin: str
    plan: Plan
    since: int = 100
    channel: int | None = None
    safe: bool = False
    embedded: bool = False


def _uniform(rng: np.random.Generator, low: Ints | int, high: Ints | int, n: int) -> Ints:
    low = np.broadcast_to(np.asarray(low, np.int64), (n,))
    return rng.integers(low, np.maximum(np.broadcast_to(np.asarray(high, np.int64), (n,)), low) + 1)


def _upkeep(rng: np.random.Generator, first: Ints, last: Ints) -> Ints:
    """Contacts about every thirty days between two days of each pair, both exclusive."""
    most = int((last - first).max(initial=0)) // EVERY + 1
    steps = np.arange(1, most + 1) * EVERY
    days = first[:, None] + steps + rng.integers(-5, 6, (len(first), most))
    return np.where((days > first[:, None]) & (days < last[:, None]), days, NEVER)


def _practice(rng: np.random.Generator, years: Years, n: int) -> Ints:
    """Sustained contact before the baseline, such that no one contact makes it three over ninety days."""
    begun = _uniform(rng, 0, max(years.baseline - 160, 0), n)
    ended = np.full(n, years.baseline - SETTLED)
    return np.column_stack([begun, begun + 2, ended - 4, ended, _upkeep(rng, begun, ended)])


def _nothing(n: int) -> Ints:
    return np.zeros((n, 0), np.int64)


def _never(n: int) -> Ints:
    return np.full(n, NEVER)


def _kept_up(rng: np.random.Generator, years: Years, n: int) -> Life:
    since = _upkeep(rng, np.full(n, years.baseline), np.full(n, years.last))
    return Life(np.column_stack([_practice(rng, years, n), since]), _nothing(n), _never(n))


def _let_go(rng: np.random.Generator, years: Years, n: int) -> Life:
    ended = _uniform(rng, max(years.baseline, years.last - 430), years.last - 100, n)
    since = _upkeep(rng, np.full(n, years.baseline), ended)
    return Life(np.column_stack([_practice(rng, years, n), since, ended]), _nothing(n), _never(n))


def _birth(rng: np.random.Generator, years: Years, n: int, latest: int) -> tuple[Ints, Ints]:
    """Three occasions over more than four weeks since the baseline, and the day of the third."""
    begun = years.calendar.snapped(_uniform(rng, years.baseline + 1, latest - 45, n))
    third = years.calendar.snapped(_uniform(rng, begun + 29, begun + 38, n))
    return np.column_stack([begun, begun + 14, third]), third


def _developed(rng: np.random.Generator, years: Years, n: int) -> Life:
    born, third = _birth(rng, years, n, years.last - 40)
    since = _upkeep(rng, third, np.full(n, years.last))
    return Life(_practice(rng, years, n), np.column_stack([born, since]), third)


def _consolidated(rng: np.random.Generator, years: Years, n: int) -> Life:
    born, third = _birth(rng, years, n, years.last - 40)
    since = _upkeep(rng, third, np.full(n, years.last))
    return Life(np.column_stack([born, since]), _nothing(n), third)


def _consolidated_and_left(rng: np.random.Generator, years: Years, n: int) -> Life:
    born, third = _birth(rng, years, n, years.last - 115)
    return Life(np.column_stack([born, third + 7, third + 14]), _nothing(n), third)


def _burst(rng: np.random.Generator, years: Years, n: int) -> Life:
    begun = _uniform(rng, years.last - 60, years.last - 25, n)
    return Life(begun[:, None] + np.array([0, 4, 8, 15]), _nothing(n), _never(n))


def _alone(rng: np.random.Generator, years: Years, n: int) -> Life:
    begun = _uniform(rng, years.baseline + 1, years.baseline + 20, n)
    since = _upkeep(rng, begun, np.full(n, years.last))
    return Life(np.column_stack([begun, since]), _nothing(n), _never(n))


def _few(rng: np.random.Generator, n: int, low: Ints | int, high: Ints | int) -> Ints:
    """One day or two."""
    days = np.column_stack([_uniform(rng, low, high, n), _uniform(rng, low, high, n)])
    days[rng.random(n) < 0.5, 1] = NEVER
    return days


def _trail(rng: np.random.Generator, years: Years, n: int) -> Life:
    return Life(_few(rng, n, years.last - 80, years.last - SETTLED), _nothing(n), _never(n))


def _faded(rng: np.random.Generator, years: Years, n: int) -> Life:
    return Life(_few(rng, n, years.baseline, years.last - 98), _nothing(n), _never(n))


def _fading(rng: np.random.Generator, years: Years, n: int) -> Life:
    ended = _uniform(rng, years.last - 88, years.last - 68, n)
    begun = _uniform(rng, np.maximum(ended - 60, years.baseline), ended - 8, n)
    return Life(np.column_stack([begun, ended]), _nothing(n), _never(n))


def _trodden_once(rng: np.random.Generator, years: Years, n: int) -> Life:
    return Life(_uniform(rng, years.last - 88, years.last - 68, n)[:, None], _nothing(n), _never(n))


def _lapsed(rng: np.random.Generator, years: Years, n: int) -> Life:
    low, high = 0, years.baseline - SETTLED
    days = np.column_stack([_uniform(rng, low, high, n), _uniform(rng, low, high, n)])
    return Life(days, _nothing(n), _never(n))


def _short(rng: np.random.Generator, years: Years, n: int) -> Life:
    begun = _uniform(rng, 0, years.baseline - 75, n)
    again = _uniform(rng, years.last - 80, years.last - SETTLED, n)
    return Life(
        np.column_stack([begun[:, None] + np.array([0, 15, 30, 45, 60]), again]), _nothing(n), _never(n)
    )


KEPT_UP = Fate("old network kept up", OLD, ACTIVE, "", _kept_up)
ALONE = Fate("lone pair", TRAIL, ACTIVE, "", _alone)

FATES = (
    KEPT_UP,
    Fate("old network let go", OLD, DORMANT, "", _let_go, safe=True),
    Fate("old network developed", NEW, ACTIVE, "developed", _developed),
    Fate("trail that consolidates", NEW, ACTIVE, "mobilised", _consolidated, embedded=True),
    Fate(
        "trail that consolidates and is left",
        NEW,
        DORMANT,
        "mobilised",
        _consolidated_and_left,
        170,
        embedded=True,
    ),
    Fate("trail", TRAIL, ACTIVE, "", _trail),
    Fate("trail that fades", TRAIL, FADED, "", _faded),
    Fate("trail about to fade", TRAIL, ACTIVE, "", _fading, channel=SHADOWING, safe=True),
    Fate("trail trodden once", TRAIL, ACTIVE, "", _trodden_once, channel=OPEN_DAY, safe=True),
    Fate("burst of a fortnight", TRAIL, ACTIVE, "", _burst),
    Fate("acquaintance that lapsed", NO_TIE, "", "", _lapsed),
    Fate("practice too short to be old", TRAIL, ACTIVE, "", _short),
)
"""Every fate, those last that nearly are something else."""
