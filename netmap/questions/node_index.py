"""Every thing of a study with its number on the page, which never changes within the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.derived import derived
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.questions.parameters import AGENCY, PERSON, SERVICE, ZONE, NodeRef
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnerships_of
from netmap.tie_kinds.people import agencies_on

UNKNOWN = 0
"""The number of the agency of people whose agency is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Universe:
    """All agencies, people, services and zones, numbered in the order of their tables.

    Number 0 is the agency that is not known, then come agencies, people, services and zones; each
    first_* is the first number of its sort. `of_actor` is the number of each actor by its code,
    `service_agency` the agency's number of each service (0 where it has none).
    """

    refs: tuple[NodeRef, ...]
    names: tuple[str, ...]
    numbers: Mapping[NodeRef, int]
    first_person: int
    first_service: int
    first_zone: int
    of_actor: Ints
    service_agency: Ints

    def __len__(self) -> int:
        return len(self.refs)

    @property
    def people(self) -> int:
        """How many people there are."""
        return self.first_service - self.first_person

    @property
    def zones(self) -> int:
        """How many zones there are."""
        return len(self.refs) - self.first_zone

    def number_of(self, ref: NodeRef) -> int:
        """The number of a thing; raises `NotFoundError`."""
        found = self.numbers.get(ref)
        if found is None:
            raise NotFoundError(N_("the study holds no such {sort}: “{name}”"), sort=ref.sort, name=ref.id)
        return found

    def ref_of(self, number: int) -> NodeRef:
        """Which thing has a number; raises `NotFoundError`."""
        if not 0 <= number < len(self.refs):
            raise NotFoundError(N_("nothing on this map has the number {number}"), number=number)
        return self.refs[number]

    def of_ids(self, study: Study, column: pd.Series) -> Ints:
        """The number of each actor of a column of ids; -1 where it is missing."""
        codes = actors_of(study).codes(column)
        return np.where(codes < 0, -1, self.of_actor[codes] if len(self.of_actor) else -1)


@derived(most=1, named=True)
def universe_of(study: Study) -> Universe:
    """The numbers of a study's things."""
    return _universe(study)


def agency_numbers(study: Study, day: int) -> Ints:
    """The number of every person's agency on a day, in their order; `UNKNOWN` where it is not known."""
    universe = universe_of(study)
    found = universe.of_ids(study, agencies_on(study, day))
    return np.where(found < 0, UNKNOWN, found)


@derived(most=1)
def ever_agencies(study: Study) -> tuple[Ints, Ints]:
    """Every (agency, person) by number that held at any time, each once, by agency and then person."""
    universe = universe_of(study)
    people = universe.of_ids(study, study.practitioners["practitioner"])
    own = universe.of_ids(study, study.practitioners["agency"])
    employed = study.employments.dropna(subset=["agency"])
    person = np.concatenate([people, universe.of_ids(study, employed["practitioner"])])
    agency = np.concatenate([np.where(own < 0, UNKNOWN, own), universe.of_ids(study, employed["agency"])])
    keys = np.unique(agency * len(universe) + person)
    return keys // len(universe), keys % len(universe)


def partnership_rows(study: Study) -> tuple[Ints, pd.Series]:
    """The number of the actor and the partnership of every membership."""
    table = partnerships_of(study)
    return universe_of(study).of_ids(study, table["actor"]), table["partnership"]


def _universe(study: Study) -> Universe:
    parts = (
        (AGENCY, study.agencies, "agency"),
        (PERSON, study.practitioners, "practitioner"),
        (SERVICE, study.services, "service"),
        (ZONE, study.zones, "zone"),
    )
    refs, names, starts = [NodeRef(AGENCY, None)], [""], []
    for sort, table, key in parts:
        starts.append(len(refs))
        refs += [NodeRef(sort, str(id_)) for id_ in table[key]]
        names += table["name"].where(table["name"].notna(), table[key]).astype(str).tolist()
    numbers = {ref: number for number, ref in enumerate(refs)}
    actors = actors_of(study)
    ids = pd.concat([study.agencies["agency"], study.practitioners["practitioner"]], ignore_index=True)
    of_actor = np.zeros(len(actors), np.int64)
    of_actor[actors.codes(ids)] = np.arange(1, len(ids) + 1)
    codes = actors.codes(study.services["agency"])
    offered = np.where(codes < 0, UNKNOWN, of_actor[codes] if len(of_actor) else UNKNOWN)
    first_person, first_service, first_zone = starts[1:]
    return Universe(
        tuple(refs), tuple(names), numbers, first_person, first_service, first_zone, of_actor, offered
    )
