"""The spells of cognitive trails: when each began, where, and whether it consolidated or faded."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.embedding import NEVER
from netmap.tie_kinds.histories import Histories, histories_of
from netmap.tie_kinds.policy import TiePolicy

RUNNING, CONSOLIDATED, FADED = 0, 1, 2
"""How a spell has ended by the day that is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class TrailSpells:
    """Times of pairs as active cognitive trails, a spell from one falling quiet to the next.

    `first` and `second` are the codes of the pair, `start` the day on which it began, `days` how long it
    lasted or has been going on, `event` how it ended, `encounter` the place among the study's encounters of
    that in which it began, and `at_edge` whether the pair was seen first at the edge of the record.
    """

    first: Ints
    second: Ints
    start: Ints
    days: Ints
    event: Ints
    encounter: Ints
    at_edge: Bools

    def __len__(self) -> int:
        return len(self.days)

    def where(self, keep: Bools) -> TrailSpells:
        """Only the spells that are kept."""
        return TrailSpells(*(getattr(self, each.name)[keep] for each in fields(self)))


def trail_spells_of(study: Study, policy: TiePolicy, until: int, baseline: object = None) -> TrailSpells:
    """Every spell up to and including a day.

    A spell begins with an occasion of a trail that is not active, and ends on the day on which the pair
    consolidates or on which it has faded, whichever comes first; a pair that consolidates on the day of its
    revival has no spell then. One that still runs, or whose agency was split, is only known to have lasted
    so long.
    """
    found = histories_of(study, policy, until, baseline)
    occasions = found.occasions
    since = np.maximum(found.trail_from, found.known_from)
    trail = (found.trail_from != NEVER)[occasions.pair]
    kept = trail & (occasions.day >= since[occasions.pair]) & (occasions.day < found.new_from[occasions.pair])
    pair, day = occasions.pair[kept], occasions.day[kept]
    begins = np.ones(len(pair), np.bool_)
    begins[1:] = (pair[1:] != pair[:-1]) | (day[1:] > day[:-1] + policy.quiet_days + 1)
    ends = np.append(begins[1:], True)[: len(begins)]
    pair, start, last = pair[begins], day[begins], day[ends]
    over, event = _ended(found, policy, until, pair, last)
    return TrailSpells(
        occasions.first[pair],
        occasions.second[pair],
        start,
        over - start,
        event,
        _encounter_of(found, pair, start),
        (occasions.first_day - found.starts.observed_from <= policy.quiet_days)[pair],
    )


def _ended(found: Histories, policy: TiePolicy, until: int, pair: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The day to which each spell is known, and how it ended."""
    fades = last + policy.quiet_days + 1
    new = found.new_from[pair]
    over = np.minimum(new, fades)
    event = np.where(new <= fades, CONSOLIDATED, FADED)
    known = np.minimum(found.ended[pair], until + 1) > over
    stop = np.minimum(found.ended[pair], until)
    return np.where(known, over, stop), np.where(known, event, RUNNING)


def _encounter_of(found: Histories, pair: Ints, day: Ints) -> Ints:
    """The first encounter of each pair on a day."""
    rows, of = found.rows, found.occasions.row_pair
    span = int(rows.day.max(initial=0)) + 1 if len(rows) else 1
    order = np.lexsort((rows.encounter, rows.day, of))
    keys = (of * np.int64(span) + rows.day)[order]
    return rows.encounter[order[np.searchsorted(keys, pair * np.int64(span) + day)]]
