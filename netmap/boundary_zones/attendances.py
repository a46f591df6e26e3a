"""Who sat in which boundary zone, on which day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.learning.effective_changes import presence
from netmap.model.dates import NO_DAY, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Sittings:
    """The dated meetings of zones, and everybody who was present at one, each once.

    `day`, `zone` (its place in the study's table) and `recorded` (whether there is any attendance of it) are
    of each meeting; `meeting` and `person` (a code) of each attendance.
    """

    actors: int
    day: Ints
    zone: Ints
    meeting: Ints
    person: Ints
    recorded: Bools

    def between(self, start: int, end: int) -> tuple[Bools, Bools]:
        """Which meetings, and which attendances, lie in a window, both days inclusive."""
        meetings: Bools = (start <= self.day) & (self.day <= end)
        return meetings, meetings[self.meeting]

    def is_occasion(self, policy: TiePolicy) -> Bools:
        """Meetings of two or more, and of no more than count."""
        size = np.bincount(self.meeting, minlength=len(self.day))
        most = size.max(initial=0) if policy.max_meeting_size is None else policy.max_meeting_size
        held: Bools = (size >= 2) & (size <= most)
        return held

    def present(self, meeting: int) -> Bools:
        """Of every actor, whether they were at a meeting."""
        there = np.zeros(self.actors, np.bool_)
        there[self.person[self.meeting == meeting]] = True
        return there


def sittings_of(study: Study, policy: TiePolicy) -> Sittings:
    """The sittings of a study; somebody outside their own joined/left does not sit."""
    return _sittings(study, policy.count_unclear)


@derived(most=2)
def _sittings(study: Study, count_unclear: bool) -> Sittings:
    meetings = study.meetings.drop_duplicates("meeting")
    day = day_numbers(meetings["date"])
    zone = pd.Index(study.zones["zone"]).get_indexer(meetings["zone"])
    held = (day != NO_DAY) & (zone >= 0)
    names, day, zone = meetings["meeting"][held], day[held], zone[held].astype(np.int64)
    recorded = names.isin(study.attendance["meeting"]).to_numpy(dtype=bool)
    status = study.attendance["status"]
    words = ("present", "unclear") if count_unclear else ("present",)
    there = (status.isna() | status.isin(words)).to_numpy(dtype=bool)
    meeting = pd.Index(names).get_indexer(study.attendance["meeting"]).astype(np.int64)
    person = actors_of(study).codes(study.attendance["practitioner"])
    there = there & (meeting >= 0) & (person >= 0)
    meeting, person = meeting[there], person[there]
    there = _in_service(study, person, day[meeting])
    both = np.unique(np.stack([meeting[there], person[there]]), axis=1)
    return Sittings(len(actors_of(study)), day, zone, both[0], both[1], recorded)


def _in_service(study: Study, person: Ints, day: Ints) -> Bools:
    stays, actors = presence(study), len(actors_of(study))
    first, last = np.full(actors, NO_DAY), np.full(actors, NO_DAY)
    first[stays.who], last[stays.who] = stays.first, stays.last
    here: Bools = (first[person] <= day) & (day <= last[person])
    return here
