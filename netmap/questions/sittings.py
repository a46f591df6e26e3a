"""Who was at which sitting, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.node_index import universe_of
from netmap.questions.window import Window
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.stays import held


@dataclass(frozen=True, slots=True, eq=False)
class Sittings:
    """Every meeting with its day (`NO_DAY` without one) and its zone's place in its table (-1 without one).

    `meeting` and `person` (its number) pair up everybody who was present, each once, by meeting;
    people outside their own joined/left are not. `listed_meeting` and `listed_person` are those of every
    row of attendance, whatever its status; `unclear` marks the rows whose status is, `recorded` the meetings
    that have such a row.
    """

    day: Ints
    zone: Ints
    meeting: Ints
    person: Ints
    listed_meeting: Ints
    listed_person: Ints
    unclear: Bools
    recorded: Bools

    def within(self, window: Window | None) -> Bools:
        """Which meetings lie in a window; without a window every dated one."""
        if window is None:
            return np.not_equal(self.day, NO_DAY)
        inside: Bools = (self.day >= window.start) & (self.day <= window.end)
        return inside


@derived(most=2)
def sittings_of(study: Study, count_unclear: bool = False) -> Sittings:
    """The sittings of a study; people whose attendance is unclear were there if they are to count."""
    universe = universe_of(study)
    meetings, attendance = study.meetings, study.attendance
    day = day_numbers(meetings["date"])
    zone = pd.Index(study.zones["zone"]).get_indexer(meetings["zone"]).astype(np.int64)
    meeting = pd.Index(meetings["meeting"]).get_indexer(attendance["meeting"]).astype(np.int64)
    person = universe.of_ids(study, attendance["practitioner"])
    known = (meeting >= 0) & (person >= 0)
    status = attendance["status"]
    present = known & (status.isna() | status.eq("present")).to_numpy(dtype=bool)
    unclear = known & status.eq("unclear").to_numpy(dtype=bool)
    present |= unclear & count_unclear
    joined, left = held(study.practitioners)
    at = np.where(person < 0, 0, person - universe.first_person)
    when = day[np.where(meeting < 0, 0, meeting)] if len(day) else np.full(len(meeting), NO_DAY)
    if len(joined):
        present &= (when == NO_DAY) | ((joined[at] <= when) & (when <= left[at]))
    keys = np.unique(meeting[present] * len(universe) + person[present])
    listed = (meeting[known], person[known], unclear[known])
    recorded = meetings["meeting"].isin(attendance["meeting"]).to_numpy(dtype=bool)
    return Sittings(day, zone, keys // len(universe), keys % len(universe), *listed, recorded)
