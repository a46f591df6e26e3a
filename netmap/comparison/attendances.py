"""Who sat where in a window: the record that the attendance null shuffles."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnership_names
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of, service_of


@dataclass(frozen=True, slots=True, eq=False)
class Attendances:
    """The sittings of a partnership in a window; those at sitting s are `members[offsets[s]:offsets[s + 1]]`.

    Members are places among `people` (codes of actors); `first` and `last` are the days between which each
    of them is in service, `agency` a number for their agency on the window's last day, -1 where it is not
    known. Of each sitting `day` and `zone` (-1: none).
    """

    people: Ints
    offsets: Ints
    members: Ints
    day: Ints
    zone: Ints
    first: Ints
    last: Ints
    agency: Ints

    def __len__(self) -> int:
        """How many sittings there are."""
        return len(self.day)

    def without(self, sitting: int) -> Attendances:
        """The same with one sitting lost; whoever sat nowhere else is no longer there."""
        keep = np.arange(len(self)) != sitting
        seats = np.repeat(keep, np.diff(self.offsets))
        return _among(replace(self, **_parts(self, keep, seats)))


def _parts(found: Attendances, keep: Bools, seats: Bools) -> dict[str, Ints]:
    offsets = np.concatenate([[0], np.cumsum(np.diff(found.offsets)[keep])]).astype(np.int64)
    return {
        "offsets": offsets,
        "members": found.members[seats],
        "day": found.day[keep],
        "zone": found.zone[keep],
    }


def _among(found: Attendances) -> Attendances:
    """The same with only those people who sat anywhere."""
    there, members = np.unique(found.members, return_inverse=True)
    people = {name: getattr(found, name)[there] for name in ("people", "first", "last", "agency")}
    return replace(found, members=members.astype(np.int64), **people)


def attendances_of(
    study: Study, start: int, end: int, policy: TiePolicy, partnership: str | None = None
) -> Attendances:
    """The sittings from one day to another, both inclusive, of a partnership's zones, or of all."""
    met = encounters_of(study, policy)
    keep = met.sitting & (met.day >= start) & (met.day <= end)
    if partnership is not None:
        keep &= np.append(_partnership_of_zones(study) == partnership, False)[met.zone]
    sizes = np.diff(met.offsets)
    first, last = service_of(study)
    codes = met.members[np.repeat(keep, sizes)]
    everybody = np.arange(len(actors_of(study)))
    found = Attendances(
        everybody,
        np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64),
        codes,
        met.day[keep],
        met.zone[keep],
        first,
        last,
        _agency_codes(study, end),
    )
    return _among(found)


def _partnership_of_zones(study: Study) -> npt.NDArray[np.object_]:
    """The partnership of each zone: its own, else that of its convenor, else the only one."""
    own = study.zones["partnership"].astype(object)
    convened = study.zones["convenor"].map(study.agencies.set_index("agency")["partnership"])
    names = partnership_names(study)
    found = own.where(own.notna(), convened.astype(object))
    if len(names) == 1:
        found = found.where(found.notna(), names[0])
    partnerships: npt.NDArray[np.object_] = found.to_numpy(dtype=object)
    return partnerships


def _agency_codes(study: Study, day: int) -> Ints:
    where = agencies_on(study, day).reindex(pd.Index(actors_of(study).ids, dtype="str"))
    codes, _ = pd.factorize(where, sort=True)
    found: Ints = codes.astype(np.int64)
    return found
