"""Ties between agencies: nothing is collapsed, everything is counted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.study import Study
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.classes import ties
from netmap.tie_kinds.crossings import NO_DATE_READS
from netmap.tie_kinds.declared import OBSERVED
from netmap.tie_kinds.memberships import partnerships_on
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import TiePolicy


def within_partnership(
    study: Study, found: pd.DataFrame, day: int | None, partnership: str | None
) -> pd.DataFrame:
    """The ties both of whose ends belong to a partnership on a day; all of them for None."""
    if partnership is None:
        return found
    belongs = partnerships_on(study, NO_DATE_READS if day is None else day)
    mine = belongs.loc[belongs["partnership"] == partnership, "actor"]
    return found[found["source"].isin(mine) & found["target"].isin(mine)].reset_index(drop=True)


def agency_ties(
    study: Study,
    as_of: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    wave: str | Collection[str] | None = None,
    relation: str | Collection[str] | None = None,
    combine: str | None = None,
    missing: str = OBSERVED,
    partnership: str | None = None,
) -> pd.DataFrame:
    """How many ties of each kind and state join each two agencies.

    Parameters as in `ties`; with a `partnership` only ties both of whose ends belong to it on the day.
    Returns agency_a, agency_b (in text order), kind, state, via, n:
    `via` is `practitioners` for the ties of their people (agencies of that day) and `direct` for ties
    recorded between the agencies themselves; n is the number of ties. Ties within one agency, and
    those of people whose agency is not known, are left out and counted in `attrs` (`within`, `unknown`).
    Empty where there are no ties. Raises what `ties` raises.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1"], "date": ["2011-03-01"], "source": ["School"], "target": ["Police"]}),
        ... )
        >>> netmap.agency_ties(study)[["agency_a", "agency_b", "via", "n"]].values.tolist()
        [['Police', 'School', 'direct', 1]]
    """
    found = ties(study, as_of, baseline, policy, wave, relation, combine, missing)
    day = as_of_day(study, as_of)
    found = within_partnership(study, found, day, partnership)
    agency_of = agencies_on(study, NO_DATE_READS if day is None else day)
    direct = found["source"].isin(study.agencies["agency"])
    a = found["source"].where(direct, found["source"].map(agency_of))
    b = found["target"].where(direct, found["target"].map(agency_of))
    known = a.notna() & b.notna()
    between = known & (a != b)
    rows = pd.DataFrame(
        {
            "agency_a": np.where(a[between] < b[between], a[between], b[between]),
            "agency_b": np.where(a[between] < b[between], b[between], a[between]),
            "kind": found.loc[between, "kind"].to_numpy(),
            "state": found.loc[between, "state"].to_numpy(),
            "via": np.where(direct[between], "direct", "practitioners"),
        }
    ).astype("str")
    counted = rows.groupby(list(rows.columns), dropna=False, sort=True).size().rename("n").reset_index()
    counted.attrs.update(
        found.attrs, within=str(int((known & (a == b)).sum())), unknown=str(int((~known).sum()))
    )
    return counted
