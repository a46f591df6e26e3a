"""What a figure would be if what the record leaves open had been otherwise: bounds, not confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from netmap.comparison.attendances import Attendances, attendances_of
from netmap.comparison.co_attendance import NAMES, figures_of, known_figures
from netmap.comparison.findings import Finding
from netmap.comparison.result import Origin, Result
from netmap.comparison.sources import OneStudy, check_apart
from netmap.comparison.windows import Span, spans_of
from netmap.model.citing import cited
from netmap.model.dates import from_day
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnership_names, partnership_on
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import IN_SERVICE, TiePolicy
from netmap.tie_kinds.rosters import on_roster

COLUMNS = ("partnership", "window", "measure", "scenario", "low", "high", "n")

RECORDED, UNCLEAR, LOST, SILENT, OVERALL = (
    "as recorded",
    "unclear counted as there",
    "any one sitting lost",
    "silent agencies counted",
    "all",
)
HOW = N_(
    "These are bounds and no confidence interval. Unclear attendance counts as there, any one sitting is "
    "lost, or people of silent agencies are counted without ties."
)
APART = N_("Changes between windows that would go the same way whichever had been the case: {n} of {pairs}.")
NOTHING = N_("No two windows have a figure to compare.")

SCENARIOS = (RECORDED, UNCLEAR, LOST, SILENT, OVERALL)
"""What may have been otherwise, one at a time; `all` holds the least and greatest of them."""


def recording_bounds(
    study: Study, windows: Any, measure: str, policy: TiePolicy = TiePolicy()
) -> pd.DataFrame:
    """What a figure of who sat with whom would be if what is unclear on record had been otherwise.

    A record is a census of what was written down: these are bounds, no confidence interval.

    Parameters
    ----------
    study: the study.
    windows: what `windows` gives, or rows of (name, start, end).
    measure: one of those of `compare`.
    policy: who counts as present.

    Returns
    -------
    For each partnership and window a row for each scenario: `as recorded`; `unclear counted as there`;
    `any one sitting lost` (the least and greatest of all); `silent agencies counted` (people in service on
    the window's last day whose agency has nobody at any sitting stand there without ties); `all`, the least
    and greatest of these. Columns: partnership, window, measure, scenario, low, high, n (sittings).

    Undefined: NaN where the figure is of nothing.

    Raises `ArgumentError` for a measure that there is not and for windows that are none.

    Example:
        >>> import netmap
        >>> study = netmap.read_study("riverside")
        >>> found = netmap.recording_bounds(study, [("2023-03", "2023-08")], "mean_degree")
        >>> found = found.set_index("scenario")
        >>> bool(found.loc["all", "low"] <= found.loc["as recorded", "low"] <= found.loc["all", "high"])
        True
    """
    frame = _table([study], windows, known_figures([measure]), policy, ())
    frame.attrs.update(cited(study), n=len(frame))
    return frame


def bounds(
    studies: Sequence[Study],
    windows: Any,
    measures: Sequence[str],
    policy: TiePolicy = TiePolicy(),
    partnerships: Sequence[str] = (),
) -> Result:
    """The bounds of several figures of several studies, with what is said of them.

    `partnerships` are the only ones; all unless told. Raises what `recording_bounds` raises, and
    `ArgumentError` for two studies that hold a partnership of the same name.
    """
    names = known_figures(measures)
    frame = _table(studies, windows, names, policy, partnerships)
    parameters = {
        "windows": [
            (each.name, *(from_day(day).isoformat() for day in (each.start, each.end)))
            for each in spans_of(windows)
        ],
        "measures": list(names),
        "policy": policy,
        "partnerships": list(partnerships),
    }
    return Result(
        "recording_bounds",
        frame,
        tuple(_said(frame)) or (Finding(NOTHING),),
        (Finding(HOW),),
        int(frame.loc[(frame["scenario"] == RECORDED) & (frame["measure"] == names[0]), "n"].sum()),
        N_("sittings"),
        parameters,
        Origin.of_several(studies),
    )


def _said(frame: pd.DataFrame) -> Iterator[Finding]:
    """Where the bounds of one window hold the figure of the next, so that their order cannot be told."""
    recorded = frame[frame["scenario"] == RECORDED].reset_index(drop=True)
    whole = frame[frame["scenario"] == OVERALL].reset_index(drop=True)
    rows = recorded.assign(least=whole["low"], most=whole["high"])
    pairs = changed = 0
    for _, group in rows.groupby(["partnership", "measure"], dropna=False, sort=False):
        for one, other in pairwise(group.itertuples()):
            if np.isfinite([one.low, other.low]).all():
                pairs += 1
                changed += bool(one.most < other.least or other.most < one.least)
    if pairs:
        yield Finding(APART, {"n": changed, "pairs": pairs})


def _table(
    studies: Sequence[Study],
    windows: Any,
    names: Sequence[str],
    policy: TiePolicy,
    only: Sequence[str],
) -> pd.DataFrame:
    asked = [
        (study, partnership)
        for study in studies
        for partnership in OneStudy(study).partnerships()
        if not only or partnership in only
    ]
    check_apart([partnership for _, partnership in asked])
    rows = [
        (partnership, span.name, name, scenario, *(low_high[place]), n)
        for study, partnership in asked
        for span in spans_of(windows)
        for found in [list(_bounds(study, span, policy, partnership))]
        for name in names
        for place in [NAMES.index(name)]
        for scenario, low_high, n in found
    ]
    text = dict.fromkeys(("partnership", "window", "measure", "scenario"), "str")
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(text)


def _bounds(
    study: Study, span: Span, policy: TiePolicy, partnership: str | None
) -> Iterator[tuple[str, list[tuple[float, float]], int]]:
    """Under each scenario the least and greatest of every figure, and how many sittings."""
    sat = attendances_of(study, span.start, span.end, policy, partnership)
    there = replace(policy, count_unclear=True)
    unclear = attendances_of(study, span.start, span.end, there, partnership)
    found = {
        RECORDED: [figures_of(sat)],
        UNCLEAR: [figures_of(unclear)],
        LOST: [figures_of(sat.without(sitting)) for sitting in range(len(sat))],
        SILENT: [figures_of(sat, apart=_silent(study, sat, span.end, policy, partnership))],
    }
    found[OVERALL] = [figures for several in found.values() for figures in several]
    for scenario in SCENARIOS:
        ends = [_ends([float(each[place]) for each in found[scenario]]) for place in range(len(NAMES))]
        yield scenario, ends, len(unclear) if scenario == UNCLEAR else len(sat)


def _ends(values: list[float]) -> tuple[float, float]:
    known = [value for value in values if np.isfinite(value)]
    return (min(known), max(known)) if known else (np.nan, np.nan)


def _silent(study: Study, sat: Attendances, day: int, policy: TiePolicy, partnership: str | None) -> int:
    """How many people are in service whose agency has nobody at any sitting."""
    actors = actors_of(study)
    where = agencies_on(study, day)
    heard = set(where.reindex(pd.Index(actors.ids[sat.people], dtype="str")).dropna())
    silent = where.index[where.notna() & ~where.isin(heard)]
    codes = actors.codes(pd.Series(silent, dtype="str"))
    here = on_roster(study, IN_SERVICE, day, policy)[codes]
    if partnership is not None:
        of = partnership_on(study, codes, np.full(len(codes), day))
        here = here & (of == partnership_names(study).get_loc(partnership))
    return int(here.sum())
