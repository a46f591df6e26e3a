"""Which agencies work together at the end of each window, and what changed from one window to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from netmap.comparison.findings import Finding
from netmap.comparison.result import Origin, Result
from netmap.comparison.windows import Span, spans_of, window_said
from netmap.model.dates import as_day, from_day
from netmap.model.i18n import N_, NN_
from netmap.model.study import Study
from netmap.tie_kinds.baselines import in_words
from netmap.tie_kinds.between_agencies import agency_ties
from netmap.tie_kinds.policy import ACTIVE, KINDS, TiePolicy

COLUMNS = ("window", "agency_a", "agency_b", "kind", "n")
DIFFERENCES = ("from", "to", "agency_a", "agency_b", "before", "after", "change")

STANDING = (ACTIVE, "undated")
"""The states of ties that stand; what is dormant or faded does not."""

PAIRS = NN_(
    "At the end of {window}, {n} pair of agencies has a tie that stands.",
    "At the end of {window}, {n} pairs of agencies have a tie that stands.",
)
GAINED = NN_(
    "From {before} to {after}, {n} pair was gained and {lost} lost.",
    "From {before} to {after}, {n} pairs were gained and {lost} lost.",
)
HOW = N_(
    "Ties of people in two agencies, or of the agencies themselves, that are active on the last day of a "
    "window (undated ties stand on every day), counted for each pair of agencies; the kind of a pair is the "
    "strongest of its ties."
)


def agency_matrices(
    study: Study,
    windows: Any,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    partnership: str | None = None,
) -> Result:
    """Which agencies have ties that stand at the end of each window, and how that changed between windows.

    Parameters
    ----------
    study: the study.
    windows: what `windows` gives, or rows of (name, start, end).
    baseline, policy: as in `ties`.
    partnership: only ties both of whose ends belong to it on the day.

    Returns
    -------
    A result. `table()` has a row for each window and pair of agencies with ties that stand on its last day:
    window, agency_a, agency_b (in text order), kind (the strongest) and n (ties). `table("differences")` has
    a row for each two windows that follow one another and each pair with ties in either: before, after and
    change (ties).

    Undefined: a window at whose end no tie stands has no rows.

    Raises `ArgumentError` for windows that are none.

    Example:
        >>> import netmap
        >>> study = netmap.read_study("riverside")
        >>> found = netmap.agency_matrices(study, netmap.windows(study, around="2023-09-01", months=6))
        >>> found.table("differences")[["before", "after"]].sum().tolist() == [
        ...     found.table().query("window == @name")["n"].sum() for name in ("before", "after")
        ... ]
        True
    """
    spans = spans_of(windows)
    frame = pd.concat([_at_end(study, span, baseline, policy, partnership) for span in spans] or [_none()])
    frame = frame.reset_index(drop=True)
    differences = _differences(frame, spans)
    parameters = {
        "windows": [
            (each.name, *(from_day(day).isoformat() for day in (each.start, each.end))) for each in spans
        ],
        "baseline": in_words(as_day(baseline, "baseline")) or None,
        "policy": policy,
        "partnership": partnership,
    }
    return Result(
        "agency_matrices",
        frame,
        _findings(frame, differences, spans),
        (Finding(HOW),),
        int(frame["n"].sum()),
        N_("ties"),
        parameters,
        Origin.of(study),
        parts={"differences": differences},
    )


def _none() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS}).astype({"n": "int64"})


def _at_end(
    study: Study, span: Span, baseline: Any, policy: TiePolicy, partnership: str | None
) -> pd.DataFrame:
    ties = agency_ties(study, from_day(span.end), baseline, policy, partnership=partnership)
    ties = ties[ties["state"].isin(STANDING)]
    rank = {kind: place for place, kind in enumerate(KINDS)}
    ties = ties.assign(rank=ties["kind"].map(rank).fillna(len(rank)))
    pairs = ties.sort_values("rank", kind="stable").groupby(["agency_a", "agency_b"], sort=True)
    found = pairs.agg(kind=("kind", "first"), n=("n", "sum")).reset_index()
    return found.assign(window=span.name)[list(COLUMNS)].astype({"window": "str", "n": "int64"})


def _differences(frame: pd.DataFrame, spans: tuple[Span, ...]) -> pd.DataFrame:
    """Ties of each pair in each window and the next."""
    parts = [
        pd.DataFrame({name: pd.Series(dtype="str") for name in DIFFERENCES}).astype(
            dict.fromkeys(DIFFERENCES[4:], "int64")
        )
    ]
    counts = {
        span.name: frame[frame["window"] == span.name].drop(columns=["window", "kind"]) for span in spans
    }
    for one, other in pairwise(spans):
        both = counts[one.name].merge(
            counts[other.name], "outer", ["agency_a", "agency_b"], suffixes=("", "_to")
        )
        before, after = (both[name].fillna(0).astype(np.int64) for name in ("n", "n_to"))
        told = {
            "from": one.name,
            "to": other.name,
            "before": before,
            "after": after,
            "change": after - before,
        }
        parts.append(both.assign(**told)[list(DIFFERENCES)].astype({"from": "str", "to": "str"}))
    return pd.concat(parts, ignore_index=True)


def _findings(frame: pd.DataFrame, changed: pd.DataFrame, spans: tuple[Span, ...]) -> tuple[Finding, ...]:
    pairs = [
        Finding(PAIRS, {"n": int(frame["window"].eq(span.name).sum()), "window": window_said(span.name)})
        for span in spans
    ]
    for one, other in pairwise(spans):
        rows = changed[(changed["from"] == one.name) & (changed["to"] == other.name)]
        gained, lost = int(rows["before"].eq(0).sum()), int(rows["after"].eq(0).sum())
        ends = {"before": window_said(one.name), "after": window_said(other.name)}
        pairs.append(Finding(GAINED, {"n": gained, "lost": lost, **ends}))
    return tuple(pairs)
