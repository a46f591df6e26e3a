"""Groups of actors: by agency, by level, or by any column that their table has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.graph_measures.tie_network import AGENCY, TieNetwork, TieNetworks
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.people import agencies_on, levels_on
from netmap.tie_kinds.reorganisations import present_agency

BY_AGENCY, BY_LEVEL = "agency", "level"


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The group of every node of a network: `names[code]`; a code of -1 where it is not known."""

    code: Ints
    names: pd.Index

    @property
    def known(self) -> Bools:
        """Whose group is known."""
        known: Bools = self.code >= 0
        return known

    def values(self) -> pd.Series:
        """The group of every node as it is called; missing where it is not known."""
        found = pd.Series(
            self.names.take(np.maximum(self.code, 0)) if len(self.names) else [None] * len(self.code)
        )
        return found.where(self.known)


def groups_of(networks: TieNetworks, each: TieNetwork, by: str) -> Groups:
    """The groups of a network's actors on the day it is drawn.

    By `agency`: of people the one they work for on that day, of agencies themselves. By `level`: the
    highest in rank of those that somebody holds on that day. Else by a column of the actors' table.

    Raises `ArgumentError` where neither table of actors has such a column.
    """
    _known_grouping(networks.study, by)
    ids = pd.Series(actors_of(networks.study).ids[each.actors], dtype="str")
    code, names = pd.factorize(_value(networks, each, by, ids))
    return Groups(code.astype(np.int64), pd.Index(names))


def _value(networks: TieNetworks, each: TieNetwork, by: str, ids: pd.Series) -> pd.Series:
    """What each id is grouped by."""
    study, day = networks.study, networks.read_on
    if by == BY_AGENCY:
        if each.sort == AGENCY:
            return present_agency(study, ids, day)
        return ids.map(agencies_on(study, day))
    if by == BY_LEVEL:
        levels = levels_on(study, day).sort_values("rank", kind="stable", na_position="first")
        return ids.map(levels.drop_duplicates("practitioner", keep="last").set_index("practitioner")["level"])
    table = study.agencies if each.sort == AGENCY else study.practitioners
    if by not in table:
        return pd.Series([None] * len(ids), dtype="str")
    return ids.map(table.set_index(each.sort, drop=False)[by])


def _known_grouping(study: Study, by: str) -> None:
    named = [*study.agencies.columns, *study.practitioners.columns]
    if by not in (BY_AGENCY, BY_LEVEL, *named):
        raise ArgumentError(
            N_("{key}: “{value}” is none of its values; it takes {words}"),
            key="by",
            value=by,
            words=", ".join(dict.fromkeys((BY_AGENCY, BY_LEVEL, *map(str, named)))),
        )
