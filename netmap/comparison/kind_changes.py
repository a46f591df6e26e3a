"""What became of every tie between two days: from which kind and state to which."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from netmap.comparison.findings import Finding
from netmap.comparison.result import Origin, Result
from netmap.model.dates import as_day, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, NN_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.acting_pairs import acting_codes
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import in_words
from netmap.tie_kinds.histories import histories_of
from netmap.tie_kinds.memberships import partnerships_on
from netmap.tie_kinds.policy import ACTIVE, KINDS, NEW, STATES, TRAIL, TiePolicy
from netmap.tie_kinds.recorded import last_recorded_day

COLUMNS = ("kind_before", "state_before", "kind_after", "state_after", "n")

NOTHING_DATED = N_("Nothing in this study is dated: its ties are undated.")
BORN = NN_(
    "{n} tie of {end} was none on {start}.",
    "{n} ties of {end} were none on {start}.",
)
CONSOLIDATED = NN_(
    "{n} cognitive trail became a new network.",
    "{n} cognitive trails became new networks.",
)
QUIET = NN_(
    "{n} tie that was active is quiet now.",
    "{n} ties that were active are quiet now.",
)
HOW = N_(
    "The kind and state of every pair was worked out as of {start} and as of {end}, each from what had "
    "happened by then, and the pairs counted by both. Agencies are called as on the later day; where "
    "several ties became one by a reorganisation, the strongest of them counts before."
)


def kind_changes(
    study: Study,
    start: Any,
    end: Any,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    partnership: str | None = None,
) -> Result:
    """How many ties went from which kind and state to which between two days.

    Parameters
    ----------
    study: the study.
    start, end: the two days; of a month or a year `start` is its first day and `end` its last. Both may be
        None where nothing in the study is dated.
    baseline, policy: as in `ties`, the same for both days.
    partnership: only pairs both of whom belong to it on the later day.

    Returns
    -------
    A result. `table()` has a row for each transition that occurs, in the order of kinds and states:
    kind_before, state_before, kind_after, state_after, n (pairs). Kind and state are missing where the pair
    was no tie. Coded kinds do not enter. No pair has a row that was no tie on either day, and none of one
    agency with another that has become the same.

    Undefined: a study without dated encounters has no rows.

    Raises `ArgumentError` for a date that is none, or an end before the start.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-08-31"],
        ...         "source": ["Ada", "Ben"], "target": ["Cem", "Cem"]}),
        ... )
        >>> found = netmap.kind_changes(study, "2011-03-31", "2011-09-30")
        >>> found.table()[["state_before", "state_after", "n"]].fillna("").values.tolist()
        [['active', 'faded', 1], ['', 'active', 1]]
    """
    first, last = as_day(start, "start"), as_day(end, "end", end=True)
    if last_recorded_day(study) is None and first is last is None:
        return _nothing(study)
    if first is None or last is None or last < first:
        raise ArgumentError(N_("A period has a start and an end that is not before it"), start=start, end=end)
    then, now = (_ties(study, day, last, baseline, policy, partnership) for day in (first, last))
    both = then.merge(now, on="pair", how="outer", suffixes=("_before", "_after"))
    counted = both.groupby(list(COLUMNS[:-1]), dropna=False).size()
    frame = _in_order(counted.rename("n").reset_index())
    days = {"start": from_day(first), "end": from_day(last)}
    parameters = {
        "start": in_words(first),
        "end": in_words(last),
        "baseline": in_words(as_day(baseline, "baseline")) or None,
        "policy": policy,
        "partnership": partnership,
    }
    return Result(
        "kind_changes",
        frame,
        _findings(frame, days),
        (Finding(HOW, days),),
        len(both),
        N_("ties"),
        parameters,
        Origin.of(study),
    )


def _nothing(study: Study) -> Result:
    frame = _in_order(pd.DataFrame({name: [] for name in COLUMNS}))
    said = (Finding(NOTHING_DATED),)
    return Result("kind_changes", frame, said, (), 0, N_("ties"), {}, Origin.of(study))


def _ties(
    study: Study, day: int, called_on: int, baseline: Any, policy: TiePolicy, partnership: str | None
) -> pd.DataFrame:
    """Pair (one number), kind and state of every tie of a day, agencies called as on another."""
    found = histories_of(study, policy, day, baseline)
    tie, called = found.is_tie, acting_codes(study, called_on)
    one, other = called[found.occasions.first[tie]], called[found.occasions.second[tie]]
    mine = _belonging(study, called_on, partnership)
    kept = (one != other) & mine[one] & mine[other]
    frame = pd.DataFrame(
        {
            "pair": (np.minimum(one, other) * np.int64(len(called)) + np.maximum(one, other))[kept],
            "kind": pd.Categorical(np.array(KINDS, dtype=object)[found.kind[tie]][kept], KINDS),
            "state": pd.Categorical(found.states(day, policy)[tie][kept], STATES),
        }
    )
    strongest = frame.sort_values(["pair", "kind", "state"]).drop_duplicates("pair")
    return strongest.astype({"kind": "str", "state": "str"})


def _belonging(study: Study, day: int, partnership: str | None) -> Bools:
    actors = actors_of(study)
    if partnership is None:
        return np.ones(len(actors), np.bool_)
    belongs = partnerships_on(study, day)
    found: Bools = actors.ids.isin(belongs.loc[belongs["partnership"] == partnership, "actor"])
    return found


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of kinds and states, what was none last; text columns."""
    order = {name: {word: place for place, word in enumerate(KINDS + STATES)} for name in COLUMNS[:-1]}
    keys = {name: frame[name].map(order[name]).fillna(len(KINDS + STATES)) for name in COLUMNS[:-1]}
    placed = pd.DataFrame(keys, index=frame.index).sort_values(list(COLUMNS[:-1]))
    text = dict.fromkeys(COLUMNS[:-1], "str")
    return frame.loc[placed.index].reset_index(drop=True).astype({**text, "n": "int64"})[list(COLUMNS)]


def _findings(frame: pd.DataFrame, days: dict[str, dt.date]) -> tuple[Finding, ...]:
    born = int(frame.loc[frame["kind_before"].isna(), "n"].sum())
    grown = frame["kind_before"].eq(TRAIL) & frame["kind_after"].eq(NEW)
    quiet = frame["state_before"].eq(ACTIVE) & frame["state_after"].notna() & frame["state_after"].ne(ACTIVE)
    counts = (
        (BORN, born),
        (CONSOLIDATED, int(frame.loc[grown, "n"].sum())),
        (QUIET, int(frame.loc[quiet, "n"].sum())),
    )
    return tuple(Finding(forms, {"n": n, **days}) for forms, n in counts)
