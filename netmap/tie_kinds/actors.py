"""Actors as codes: agencies and practitioners in the text order of their ids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.derived import derived
from netmap.model.study import Study

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """The actors of a study; an actor's code is its place in the text order of all ids."""

    ids: pd.Index
    is_agency: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def codes(self, column: pd.Series) -> Ints:
        """The code of each id of a column; -1 where it is missing or no actor."""
        labels, distinct = pd.factorize(column)
        found = self.ids.get_indexer(pd.Index(distinct, dtype=object))
        return np.where(labels < 0, -1, found[labels] if len(found) else -1).astype(np.int64)


@derived(most=1)
def actors_of(study: Study) -> Actors:
    """All agencies and practitioners of a study, in the text order of their ids."""
    agencies = [str(name) for name in study.agencies["agency"]]
    people = [str(name) for name in study.practitioners["practitioner"]]
    ids = sorted([*agencies, *people])
    index = pd.Index(ids, dtype=object)
    return Actors(index, index.isin(agencies))
