"""Which services agencies offer, for which need and where; and needs by area."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from netmap.gap_rules.record import Record, held_on
from netmap.model.citing import cited
from netmap.model.dates import day_numbers
from netmap.model.study import Study
from netmap.tie_kinds.baselines import as_of_day, in_words
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.reorganisations import reorganisations


def opened_by(record: Record) -> pd.DataFrame:
    """Every service that had opened by the day.

    Columns service, agency (a code), need, area, partnership, open and closed.
    Those of an agency that is not known or was split by then are left out. `partnership` is a place in
    `partnership_names`, -1 where not known; `closed` a day number.
    """
    table, split = record.study.services, reorganisations(record.study, record.end).ended
    opened, code = day_numbers(table["opened"]), record.agency_codes(table["agency"])
    found = pd.DataFrame(
        {
            "service": table["service"],
            "agency": code,
            "need": table["need"],
            "area": table["area"],
            "partnership": np.append(record.partnership_of, -1)[code],
            "open": held_on(table, record.end, "opened", "closed"),
            "closed": day_numbers(table["closed"], end=True),
        }
    )
    there = (code >= 0) & (opened <= record.end) & ~table["agency"].isin(list(split)).to_numpy()
    return found[there].reset_index(drop=True)


def offers_on(record: Record) -> pd.DataFrame:
    """Those that are open on the day."""
    found = opened_by(record)
    return found[found["open"]]


def coverage(
    study: Study, as_of: Any = None, baseline: Any = None, policy: TiePolicy = TiePolicy()
) -> pd.DataFrame:
    """How many services and agencies serve each need in each area, and how many of the agencies have no tie.

    Parameters
    ----------
    study: the study.
    as_of: the day, inclusive. Default: the last `observed_to`, else the last dated row. Services are those
        open on it.
    baseline, policy: as in `ties`; they say which ties are active.

    Returns
    -------
    A row for each partnership, each need that any of its services meets and each area in which any is
    offered, in order, also where nobody serves it: partnership (missing where the study has none), need,
    area, services, agencies (counts), pairs (of these agencies) and unlinked (pairs of them without an
    active tie: underlaps). The frame's `attrs` cite the study and hold n and as_of.

    Undefined: empty where no open service names both a need and an area. Without a day services count as they
    stand without dates.

    Raises `ArgumentError` for a date that is none.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"]}),
        ...     services=pd.DataFrame({
        ...         "service": ["1", "2", "3"], "agency": ["School", "Police", "School"],
        ...         "need": ["safety"] * 2 + ["sleep"], "area": ["north", "north", "south"]}),
        ... )
        >>> netmap.coverage(study, "2011-03-01")[["need", "area", "agencies", "unlinked"]].values.tolist()
        [['safety', 'north', 2, 1], ['safety', 'south', 0, 0],
         ['sleep', 'north', 0, 0], ['sleep', 'south', 1, 0]]
    """
    day = as_of_day(study, as_of)
    record = Record(study, 0 if day is None else day, baseline, policy)
    rows = [row for place, name in record.partnerships() for row in _cells(record, place, name)]
    columns = ["partnership", "need", "area", "services", "agencies", "pairs", "unlinked"]
    counts = dict.fromkeys(columns[3:], "int64")
    frame = pd.DataFrame(rows, columns=columns).astype({**dict.fromkeys(columns[:3], "str"), **counts})
    frame.attrs.update(cited(study), n=len(frame), as_of=in_words(day))
    return frame


def _cells(record: Record, place: int, name: str | None) -> list[tuple[Any, ...]]:
    offers = offers_on(record).dropna(subset=["need", "area"])
    mine = offers[(offers["partnership"] == place) | (offers["partnership"] < 0)]
    cells = dict(tuple(mine.groupby(["need", "area"])))
    found = []
    for need in sorted(mine["need"].unique()):
        for area in sorted(mine["area"].unique()):
            rows = cells.get((need, area), mine.head(0))
            pairs = list(combinations(sorted(set(rows["agency"])), 2))
            apart = sum(not record.linked[pair] for pair in pairs)
            found.append((name, need, area, len(rows), rows["agency"].nunique(), len(pairs), apart))
    return found
