"""What a tie crosses on a day: agencies, levels, professions, partnerships."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import Actors, actors_of
from netmap.tie_kinds.memberships import partnership_on
from netmap.tie_kinds.people import agencies_on, levels_on, professions

Masks = npt.NDArray[np.uint64]


def crossings(study: Study, a: Ints, b: Ints, day: int | None) -> dict[str, pd.Series]:
    """Whether the two ends of each tie differ, as nullable booleans; missing where either is not known.

    Levels are sets: a tie crosses them where its ends have none in common.
    Two agencies always cross agencies; they have no level and no profession.
    """
    actors = actors_of(study)
    on, everybody = NO_DATE_READS if day is None else day, np.arange(len(actors))
    return {
        "crosses_agency": _differ(_agency_codes(study, actors, on), a, b),
        "crosses_level": _apart(_masks(actors, levels_on(study, on), "practitioner", "level"), a, b),
        "crosses_profession": _differ(_codes(actors, professions(study)), a, b),
        "crosses_partnership": _differ(partnership_on(study, everybody, np.full(len(actors), on)), a, b),
    }


NO_DATE_READS = 0
"""A study without any dated row reads its people as of 1970-01-01: rows without dates always hold."""


def _agency_codes(study: Study, actors: Actors, day: int) -> Ints:
    codes = np.full(len(actors), -1, np.int64)
    of_people = agencies_on(study, day)
    codes[actors.codes(of_people.index.to_series())] = actors.codes(of_people)
    itself = np.flatnonzero(actors.is_agency)
    codes[itself] = itself
    return codes


def _codes(actors: Actors, values: pd.Series) -> Ints:
    codes = np.full(len(actors), -1, np.int64)
    codes[actors.codes(values.index.to_series())] = pd.factorize(values)[0]
    return codes


def _differ(codes: Ints, a: Ints, b: Ints) -> pd.Series:
    answer = pd.Series(codes[a] != codes[b], dtype="boolean")
    return answer.mask((codes[a] < 0) | (codes[b] < 0))


def _masks(actors: Actors, held: pd.DataFrame, who: str, what: str) -> Masks:
    """For each actor the set of what it holds, as bits in as many words as it takes."""
    value, distinct = pd.factorize(held[what])
    masks = np.zeros((len(actors), len(distinct) // 64 + 1), np.uint64)
    bit = np.uint64(1) << (value % 64).astype(np.uint64)
    np.bitwise_or.at(masks, (actors.codes(held[who]), value // 64), bit)
    return masks


def _apart(masks: Masks, a: Ints, b: Ints) -> pd.Series:
    common = (masks[a] & masks[b]).any(axis=1)
    known = masks[a].any(axis=1) & masks[b].any(axis=1)
    return pd.Series(~common, dtype="boolean").mask(~known)
