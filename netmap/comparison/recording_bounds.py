"""What a figure would be if what the record leaves open had been otherwise: bounds, not confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from netmap.comparison.attendances import Attendances, attendances_of
from netmap.comparison.co_attendance import NAMES, figures_of, known_figures
from netmap.comparison.windows import Span, spans_of
from netmap.model.citing import cited
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
    (name,) = known_figures([measure])
    place = NAMES.index(name)
    rows = [
        (partnership, span.name, name, scenario, low, high, n)
        for partnership in list(partnership_names(study)) or [None]
        for span in spans_of(windows)
        for scenario, low, high, n in _bounds(study, span, place, policy, partnership)
    ]
    text = dict.fromkeys(("partnership", "window", "measure", "scenario"), "str")
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(text)
    frame.attrs.update(cited(study), n=len(frame))
    return frame


def _bounds(
    study: Study, span: Span, place: int, policy: TiePolicy, partnership: str | None
) -> Iterator[tuple[str, float, float, int]]:
    sat = attendances_of(study, span.start, span.end, policy, partnership)
    there = replace(policy, count_unclear=True)
    unclear = attendances_of(study, span.start, span.end, there, partnership)
    found = {
        RECORDED: [figures_of(sat)[place]],
        UNCLEAR: [figures_of(unclear)[place]],
        LOST: [figures_of(sat.without(sitting))[place] for sitting in range(len(sat))],
        SILENT: [figures_of(sat, apart=_silent(study, sat, span.end, policy, partnership))[place]],
    }
    found[OVERALL] = [value for values in found.values() for value in values]
    for scenario in SCENARIOS:
        known = [float(value) for value in found[scenario] if np.isfinite(value)]
        low, high = (min(known), max(known)) if known else (np.nan, np.nan)
        yield scenario, low, high, len(unclear) if scenario == UNCLEAR else len(sat)


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
