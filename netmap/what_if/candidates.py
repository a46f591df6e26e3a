"""Who could be introduced to whom: people of different agencies with something in common and no tie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.gap_rules.finding import AREA, NEED, OBJECT, ZONE, Actor
from netmap.gap_rules.offers import offers_on
from netmap.gap_rules.record import Record, held_on
from netmap.gap_rules.shared_zones import people_in_zones
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnership_on


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of people as codes, the first before the second, in order; and what either of them shares."""

    first: Ints
    second: Ints
    things: tuple[Actor, ...]
    has: Bools

    def __len__(self) -> int:
        return len(self.first)

    def where(self, keep: Ints) -> Candidates:
        """Some of the pairs."""
        return Candidates(self.first[keep], self.second[keep], self.things, self.has)

    def shared(self, place: int) -> tuple[Actor, ...]:
        """What the two of a pair have in common."""
        both = self.has[self.first[place]] & self.has[self.second[place]]
        return tuple(self.things[each] for each in np.flatnonzero(both))


def candidates_of(record: Record) -> Candidates:
    """People on the roster of different agencies of one partnership who share something and have no tie.

    They share a need that services of their agencies meet, an object that they or their agencies work on, an
    area in which services of their agencies are offered, or a boundary zone in which both are. Neither has
    ever been tied to the other in any state, nor was a tie declared.
    """
    actors, study = actors_of(record.study), record.study
    things, columns = [], []
    for thing, who in _things(record):
        things.append(thing)
        columns.append(who)
    has = np.stack(columns, axis=1) if columns else np.zeros((len(actors), 0), np.bool_)
    there = np.flatnonzero(record.on_roster & ~actors.is_agency & (record.agency_of >= 0))
    mine = has[there].astype(np.float32)
    fits = np.triu(mine @ mine.T > 0, 1)
    agency, of = record.agency_of[there], partnership_on(study, there, np.full(len(there), record.end))
    fits &= agency[:, None] != agency[None, :]
    fits &= (of[:, None] == of[None, :]) | (of[:, None] < 0) | (of[None, :] < 0)
    tied = np.zeros((len(actors), len(actors)), np.bool_)
    tied[record.ties.first, record.ties.second] = True
    fits &= ~(tied | tied.T)[np.ix_(there, there)]
    one, other = np.nonzero(fits)
    return Candidates(there[one], there[other], tuple(things), has)


def _things(record: Record) -> Iterator[tuple[Actor, Bools]]:
    """Everything that can be shared, with who has it, most telling first."""
    study, actors = record.study, actors_of(record.study)
    for place, row in enumerate(people_in_zones(record)):
        yield Actor(ZONE, str(study.zones["zone"].iloc[place])), row
    table = study.involvement[held_on(study.involvement, record.end, "start", "end")]
    for thing, rows in table.groupby("object"):
        who = np.isin(np.arange(len(actors)), actors.codes(rows["actor"]))
        agencies = record.agency_of[who & actors.is_agency]
        yield Actor(OBJECT, str(thing)), who | np.isin(record.agency_of, agencies[agencies >= 0])
    offers = offers_on(record)
    for sort in (NEED, AREA):
        for word, rows in offers.dropna(subset=[sort]).groupby(sort):
            yield Actor(sort, str(word)), np.isin(record.agency_of, pd.unique(rows["agency"]))
