"""The dated contacts of a study, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.node_index import universe_of
from netmap.questions.window import Window
from netmap.temporal.encounters import Bools, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Day (`NO_DAY` without one) and the numbers of both ends of every contact."""

    day: Ints
    source: Ints
    target: Ints

    def within(self, window: Window | None, things: Bools) -> Bools:
        """Which contacts between things of a scope lie in a window; without a window every dated one."""
        inside: Bools = things[self.source] & things[self.target] & (self.day != NO_DAY)
        if window is not None:
            inside &= (self.day >= window.start) & (self.day <= window.end)
        return inside


@derived(most=1)
def contacts_of(study: Study) -> Contacts:
    """The contacts of a study."""
    universe, table = universe_of(study), study.contacts
    source, target = (universe.of_ids(study, table[end]) for end in ("source", "target"))
    day = day_numbers(table["date"])
    known = (source >= 0) & (target >= 0)
    return Contacts(np.where(known, day, NO_DAY), source, target)
