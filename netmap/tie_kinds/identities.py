"""By what encounters and actors are known whatever their order: numbers made from what the record calls them.

Two records that call something the same know it by the same number, so that chance falls alike in a study, in
a part of it, and with its rows in another order.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.util import hash_array

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.chance_kernels import GOLDEN, mixed
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of

Keys = npt.NDArray[np.uint64]

CONTENT = ("date", "source", "target", "direction", "channel", "zone", "object", "strength")
"""By these columns a contact is known whose row has no id of its own."""


@derived(most=1)
def actor_keys(study: Study) -> Keys:
    """A number for each actor, by code."""
    return _of_texts(actors_of(study).ids, "actors")


def encounter_keys(study: Study, policy: TiePolicy) -> Keys:
    """A number for each encounter of `encounters_of`, before any reorganisation.

    It is made from the id of its meeting or contact; where contacts came without ids, from what the row says
    and from its ordinal among rows that say the same.
    """
    return _encounter_keys(study, policy.max_meeting_size, policy.count_unclear)


@derived(most=4)
def _encounter_keys(study: Study, max_meeting_size: int | None, count_unclear: bool) -> Keys:
    policy = TiePolicy(max_meeting_size=max_meeting_size, count_unclear=count_unclear)
    met = encounters_of(study, policy)
    meetings = study.meetings["meeting"].drop_duplicates()
    keys = np.zeros(len(met), np.uint64)
    keys[met.sitting] = _of_texts(meetings, "meetings")[met.row[met.sitting]]
    keys[~met.sitting] = _of_contacts(study)[met.row[~met.sitting]]
    return keys


def _of_contacts(study: Study) -> Keys:
    numbered = any(each.code == "numbered" and each.table == "contacts" for each in study.warnings)
    if not numbered:
        return _of_texts(study.contacts["contact"], "contacts")
    cells = [_of_texts(study.contacts[name], name) for name in CONTENT]
    with np.errstate(over="ignore"):
        keys = np.zeros(len(study.contacts), np.uint64)
        for column in cells:
            keys = _mixed(keys ^ column)
        ordinal = pd.Series(keys).groupby(keys).cumcount().to_numpy(np.uint64)
        return _mixed(keys + (ordinal + np.uint64(1)) * GOLDEN)


def _of_texts(texts: pd.Series | pd.Index, what: str) -> Keys:
    """A number for each text; the same text of another sort has another number."""
    plain = pd.Series(texts, dtype=object)
    told = plain.where(plain.notna(), "").astype(str).to_numpy(object)
    keys: Keys = hash_array(told, hash_key=what.ljust(16)[:16])
    return keys


def _mixed(keys: Keys) -> Keys:
    found: Keys = mixed(keys)  # type: ignore[arg-type, assignment]
    return found
