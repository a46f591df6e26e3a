"""At which level of decision things stand in the level view, over all dates."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.questions.node_index import Universe, ever_agencies, universe_of
from netmap.temporal.encounters import Ints

NO_RANK = np.iinfo(np.int64).min
"""Stands for a rank that is not known."""


@derived(most=1)
def bands_of(study: Study) -> Ints:
    """The rank of everything by its number; `NO_RANK` where it is not known.

    A person stands at the level they most often hold by their rows, posts and employments, an agency
    at the commonest among its people's, both the lowest of equals; a zone at its own level, a
    service at its agency's.
    """
    return _bands(study)


def ranks_of(study: Study) -> pd.Series:
    """The rank of each level."""
    levels = study.levels
    return pd.Series(levels["rank"].to_numpy(dtype=np.int64, na_value=NO_RANK), index=levels["level"])


def _bands(study: Study) -> Ints:
    universe = universe_of(study)
    found = np.full(len(universe), NO_RANK, np.int64)
    person, rank = _levels_held(study, universe)
    people = _commonest(person, rank, len(universe))
    found[people != NO_RANK] = people[people != NO_RANK]
    pairs = np.unique(np.stack([person, rank], axis=1), axis=0)
    agency, member = ever_agencies(study)
    joined = pd.DataFrame({"agency": agency, "person": member}).merge(
        pd.DataFrame({"person": pairs[:, 0], "rank": pairs[:, 1]}), on="person"
    )
    agencies = _commonest(joined["agency"].to_numpy(), joined["rank"].to_numpy(), universe.first_person)
    found[: universe.first_person] = agencies
    found[universe.first_service : universe.first_zone] = agencies[universe.service_agency]
    found[universe.first_zone :] = _rank_column(study, study.zones["level"])
    return found


def _levels_held(study: Study, universe: Universe) -> tuple[Ints, Ints]:
    """Person and rank of every level that anybody ever held, once for each row that says so."""
    zone_level = study.zones.set_index("zone")["level"]
    parts = (
        (study.practitioners["practitioner"], study.practitioners["level"]),
        (study.employments["practitioner"], study.employments["level"]),
        (study.posts["practitioner"], study.posts["zone"].map(zone_level)),
    )
    person = np.concatenate([universe.of_ids(study, who) for who, _ in parts])
    rank = np.concatenate([_rank_column(study, level) for _, level in parts])
    known = (rank != NO_RANK) & (person >= 0)
    return person[known], rank[known]


def _rank_column(study: Study, levels: pd.Series) -> Ints:
    found = ranks_of(study).reindex(pd.Index(levels.astype(object))).to_numpy(dtype=float)
    return np.where(np.isnan(found), NO_RANK, found).astype(np.int64)


def _commonest(group: Ints, rank: Ints, count: int) -> Ints:
    """The commonest rank of each group, the lowest of equals; `NO_RANK` for a group without any."""
    found = np.full(count, NO_RANK, np.int64)
    if not len(group):
        return found
    pairs, times = np.unique(np.stack([group, rank], axis=1), axis=0, return_counts=True)
    order = np.lexsort((-pairs[:, 1], times, pairs[:, 0]))
    found[pairs[order, 0]] = pairs[order, 1]
    return found
