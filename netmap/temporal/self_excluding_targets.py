"""Goals of many sources at once, kept apart where a source would be its own goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from netmap.temporal.encounters import Bools, Ints
from netmap.temporal.reach_rows import Words

Table = TypeVar("Table", Ints, Words, npt.NDArray[np.int32])


@dataclass(frozen=True, slots=True, eq=False)
class Goals:
    """To which part of a goal each seat belongs (-1: to none), so that nobody need count for themself.

    Part p belongs to the group `stands_for[p]`; the first `groups` parts are the groups themselves and
    `owner` is -1 there. Each further part holds the seats of one member, its `owner`, in one group.
    """

    part: Ints
    groups: int
    owner: Ints
    stands_for: Ints

    def __len__(self) -> int:
        return len(self.owner)

    def where(self, seats: slice | Ints) -> Goals:
        """The same for some of the seats."""
        return Goals(self.part[seats], self.groups, self.owner, self.stands_for)


def goals_of(members: Ints, group: Ints, groups: int, apart: Bools) -> Goals:
    """The goals at some seats; those of `apart` seats are kept apart by member.

    Parameters
    ----------
    members: whose every seat is. group: the goal that somebody reached there counts for, or -1.
    apart: seats whose member may also be a source to whom this group matters.
    """
    kept = apart & (group >= 0)
    keys, place = np.unique(members[kept] * max(groups, 1) + group[kept], return_inverse=True)
    part = group.copy()
    part[kept] = groups + place
    none = np.full(groups, -1, np.int64)
    owner = np.concatenate([none, keys // max(groups, 1)])
    return Goals(part, groups, owner, np.concatenate([np.arange(groups), keys % max(groups, 1)]))


def by_group(found: Table, goals: Goals, nothing: Any, join: np.ufunc) -> Table:
    """What was found for each actor and part, as actors x groups; nobody's own parts count for them.

    `join` puts two findings of one group together, and `nothing` is what changes none.
    """
    found[goals.owner[goals.groups :], np.arange(goals.groups, len(goals))] = nothing
    joined = found[:, : goals.groups].copy()
    for part, group in enumerate(goals.stands_for[goals.groups :].tolist(), goals.groups):
        join(joined[:, group], found[:, part], out=joined[:, group])
    return joined
