"""Contacts on their way into the record, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from netmap.simulation.work_calendar import Bools, Ints

CHANNELS = ("phone", "e-mail", "visit", "joint work", "shadowing", "open day")
EVERYDAY_CHANNELS = 4
"""The first so many channels are those of everyday contacts."""
SHADOWING, OPEN_DAY = 4, 5
NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class ContactRows:
    """Contacts by row. `safe` ones are always written down; `between` ones name agencies, not people."""

    day: Ints
    source: Ints
    target: Ints
    channel: Ints
    zone: Ints
    object: Ints
    directed: Bools
    safe: Bools
    between: Bools

    def __len__(self) -> int:
        return len(self.day)

    def where(self, keep: Bools | Ints) -> ContactRows:
        """The rows that are kept, or in another order."""
        return ContactRows(*(getattr(self, each.name)[keep] for each in fields(self)))


def contact_rows(
    day: npt.ArrayLike,
    source: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    channel: npt.ArrayLike = 0,
    zone: npt.ArrayLike = NONE,
    object_: npt.ArrayLike = NONE,
    directed: npt.ArrayLike = False,
    safe: bool = False,
    between: bool = False,
) -> ContactRows:
    """Contacts, what is the same for all of them given once."""
    days = np.asarray(day, np.int64)
    n = len(days)
    return ContactRows(
        day=days,
        source=_spread(source, n),
        target=_spread(target, n),
        channel=_spread(channel, n),
        zone=_spread(zone, n),
        object=_spread(object_, n),
        directed=_spread(directed, n).astype(np.bool_),
        safe=np.full(n, safe),
        between=np.full(n, between),
    )


def _spread(value: npt.ArrayLike, n: int) -> Ints:
    """A column of whole numbers, from one or from as many as there are rows."""
    given = np.asarray(value, np.int64)
    return given if given.ndim else np.full(n, given)


def joined_rows(parts: Iterable[ContactRows]) -> ContactRows:
    """Several sets of contacts as one."""
    everything = [NO_CONTACTS, *parts]
    columns = (
        np.concatenate([getattr(part, each.name) for part in everything]) for each in fields(ContactRows)
    )
    return ContactRows(*columns)


NO_CONTACTS = contact_rows([], [], [])
