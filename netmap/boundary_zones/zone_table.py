"""Every boundary zone in a row: its health, what was born there, and what would be lost without it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from netmap.boundary_zones.births import ties_born
from netmap.boundary_zones.health import health_of, no_health
from netmap.boundary_zones.losses import Loss, losses_of
from netmap.learning.chance import error_of_means
from netmap.learning.path_rule import PathRule
from netmap.learning.window import told, window_of
from netmap.model.study import Study
from netmap.tie_kinds.policy import TiePolicy

DESCRIBED = ("zone", "name", "form", "level", "formal", "purpose")
"""The columns taken over from the study's own table."""


def zones(
    study: Study,
    start: Any = None,
    end: Any = None,
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    baseline: Any = None,
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How every boundary zone is doing, what was born there, and what would be lost without it.

    Parameters
    ----------
    study: the study.
    start, end: the window, both days inclusive, as in `vertical_reach`. Sittings, people and ties born are
        those of the window.
    horizon, same_day, max_wait, policy, transmission_probability, replicates, seed, arrive_at: as in
        `reach_over_time`; they say how far learning travels
        with and without a zone.
    baseline: where given, the day by which the ties born there are told apart, as in `ties`.

    Returns
    -------
    One row for each zone, in the order of the study's table. Described: zone, name, form, level,
    formal, purpose (text), purpose_stated. Health: sittings (dated meetings),
    with_attendance (those of which attendance is on record: people and balance rest on them), first, last,
    regularity_days
    (median days between the days of sittings), attendances (present at a sitting), people, agencies, balance
    (Shannon entropy of attendances by agency over the log of the number of agencies: 1 even, 0 one alone),
    levels (distinct ones held on the day by those present). Ties `born` there (see `ties_born`), of
    which `consolidated`, of which `beyond_zone`. Lost without it, in points (0..100): lost_horizontal
    (the mean over levels), lost_most (the greatest loss of any vertical reach) with lost_from and
    lost_to, its levels; lost_horizontal_se and lost_most_se, their standard errors, which speak of the random
    worlds alone. `zone_losses` has every loss. The frame's `attrs` hold n, horizon, and what those of
    `vertical_reach` say.

    Undefined: regularity_days is NaN with sittings on fewer than two days, balance with fewer than two
    agencies; lost_horizontal and lost_most where no reach is defined; lost_from and lost_to also where
    nothing is lost. first and last are NaT without a sitting. An agency or level that is not known is not
    counted.

    Raises `ArgumentError` as `reach_over_time` does.

    Source: boundary zones as in the literature on interagency work that docs/definitions.md builds on.

    Example:
        >>> import pandas as pd
        >>> import netmap
        >>> study = netmap.from_tables(
        ...     zones=pd.DataFrame({"zone": ["panel"], "form": ["board"]}),
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben"], "agency": ["School", "Police"]}),
        ...     meetings=pd.DataFrame({
        ...         "meeting": ["1", "2"], "zone": ["panel"] * 2, "date": ["2011-03-01", "2011-03-29"]}),
        ...     attendance=pd.DataFrame({
        ...         "meeting": ["1", "1", "2", "2"], "practitioner": ["Ada", "Ben"] * 2}),
        ... )
        >>> netmap.zones(study)[["sittings", "regularity_days", "balance", "born"]].values.tolist()
        [[2.0, 28.0, 1.0, 1.0]]
    """
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    born = ties_born(study, start, end, policy, baseline)
    return zones_with(study, born, start, end, policy=policy, **asdict(rule))


def zones_with(
    study: Study,
    born: pd.DataFrame,
    start: Any = None,
    end: Any = None,
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """The table of `zones` where the ties born in the window are known already, as of `ties_born`."""
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    window = window_of(study, start, end, policy)
    frame = study.zones[list(DESCRIBED)].reset_index(drop=True)
    health = no_health(len(frame)) if window is None else health_of(study, window, policy)
    losses = losses_of(study, window, rule, policy)
    frame = frame.assign(
        purpose_stated=frame["purpose"].notna(),
        **health,
        **_births(frame["zone"], born),
        **_lost(losses, len(frame)),
    )
    frame.attrs.update(told(window, rule, len(frame)), horizon=str(rule.horizon))
    return frame


def _births(zone: pd.Series, born: pd.DataFrame) -> dict[str, pd.Series]:
    """How many ties were born in each zone, and what became of them."""
    marks = {
        "born": pd.Series(True, index=born.index),
        "consolidated": born["consolidated"].notna(),
        "beyond_zone": born["beyond_zone"],
    }
    counts = {name: born.loc[mark, "zone"].value_counts() for name, mark in marks.items()}
    return {name: zone.map(count).fillna(0).astype(np.int64) for name, count in counts.items()}


def _lost(losses: tuple[Loss, ...], zones: int) -> dict[str, Any]:
    """The mean loss of horizontal reach, and the greatest of any vertical one with its levels."""
    sideways = [loss.points for loss in losses if loss.to_level is None and loss.months]
    vertical = [loss for loss in losses if loss.to_level is not None and loss.months]
    none = np.full(zones, np.nan)
    most = np.max([loss.points for loss in vertical], axis=0) if vertical else none
    worst = np.argmax([loss.points for loss in vertical], axis=0) if vertical else none
    errors = np.array([loss.points_error for loss in vertical])
    most_error = np.take_along_axis(errors, worst[None], axis=0)[0] if vertical else none
    flat = [loss.differences for loss in losses if loss.to_level is None and loss.months]
    flat_error = 100 * error_of_means(np.mean(flat, axis=0)) if flat else none
    named = [vertical[int(place)] if some > 0 else None for place, some in zip(worst, most, strict=True)]
    return {
        "lost_horizontal": np.mean(sideways, axis=0) if sideways else none,
        "lost_horizontal_se": flat_error,
        "lost_most": most,
        "lost_most_se": most_error,
        "lost_from": pd.Series([None if loss is None else loss.from_level for loss in named], dtype="str"),
        "lost_to": pd.Series([None if loss is None else loss.to_level for loss in named], dtype="str"),
    }
