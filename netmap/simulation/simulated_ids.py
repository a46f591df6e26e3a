"""The ids of a simulated partnership: text, each used for one thing in the whole study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from netmap.simulation.work_calendar import Ints, Texts
from netmap.simulation.world import World


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Ids by number; the last one of each list is missing, so that -1 stands for none."""

    number: int
    agency: Texts
    person: Texts
    zone: Texts
    object: Texts
    meeting: Texts
    service: Texts
    wave: Texts

    @property
    def partnership(self) -> str:
        """The id of the partnership."""
        return f"partnership_{self.number}"


def names_of(world: World) -> Names:
    """The ids of everything in a partnership."""
    number = world.scene.site.number + 1
    return Names(
        number,
        ids("agency", number, len(world.scene.roster.sector) + 1),
        ids("person", number, len(world.scene.roster.level)),
        ids("zone", number, len(world.scene.zones)),
        ids("object", number, len(world.scene.zones)),
        ids("meeting", number, len(world.scene.sittings.day)),
        ids("service", number, len(world.offer.services)),
        ids("wave", number, len(world.waves)),
    )


def ids(word: str, number: int, count: int) -> Texts:
    """So many ids of one sort, and a missing one at the end.

    Example:
        >>> ids("zone", 3, 2).tolist()
        ['zone_3_1', 'zone_3_2', None]
    """
    found: list[Any] = [f"{word}_{number}_{place}" for place in range(1, count + 1)]
    return np.array([*found, None], dtype=object)


def spelt(words: tuple[str, ...], codes: Ints) -> Texts:
    """The word for each code."""
    found: Texts = np.array(words, dtype=object)[codes]
    return found
