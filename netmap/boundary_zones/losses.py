"""What would be lost without a boundary zone: points of reach, with everybody's posts kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.boundary_zones import by_chance, one_pass
from netmap.boundary_zones.by_chance import WorldShares
from netmap.boundary_zones.removal import Floats, Removal, Shares, removal_of
from netmap.learning.chance import error_of_means
from netmap.learning.effective_changes import levels_by_rank
from netmap.learning.horizons import horizons_of
from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window, told, window_of
from netmap.model.dates import from_day
from netmap.model.derived import derived
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.policy import TiePolicy


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """One reach over a period, and what is left of it without each zone of the study's table.

    `to_level` is None for horizontal reach; `months` have a share; `n` people's shares were asked. `error`
    is the standard error of the reach; `differences` are what is lost in each world, zones x worlds.
    """

    from_level: str
    to_level: str | None
    reach: float
    without: Floats
    months: int
    n: int
    error: float
    differences: Floats

    @property
    def points(self) -> Floats:
        """The loss in points (hundredths), a zone each; NaN where the reach is not defined."""
        return 100 * (self.reach - self.without)

    @property
    def points_error(self) -> Floats:
        """The standard error of the points."""
        return 100 * error_of_means(self.differences)


def zone_losses(
    study: Study,
    start: Any = None,
    end: Any = None,
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    zone: str | None = None,
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How much less far learning would travel without each boundary zone.

    A zone's sittings and the contacts marked with it are taken away; its posts, and so everybody's
    levels, stay. Compared is the reach over the horizon: the mean of `reach_over_time`, over the months
    that have a share with the zone. A month in which nobody at a level would meet anybody any more
    counts as 0.

    Parameters
    ----------
    start, end, horizon, same_day, max_wait, policy, transmission_probability, replicates, seed, arrive_at: as
        in `reach_over_time`.
    zone: only this one.

    Returns
    -------
    For each zone, in the order of the study's table, a row for each level (horizontal reach, `to_level`
    missing) and for each ordered pair of levels, lowest rank first: zone, from_level, to_level, reach
    and reach_without (0..1), lost (points, that is hundredths, from 0 to 100), the standard errors reach_se
    and lost_se, months (that have a share) and n (people whose share is asked in any of them). Under chance
    the zone is taken away in the same random worlds. The frame's `attrs` hold n (rows), horizon, and what
    those of `vertical_reach` say.

    Undefined: reach, reach_without and lost are NaN where no month has a share.

    Raises `ArgumentError` as `reach_over_time` does, `NotFoundError` for a zone that the study does
    not have.

    Example:
        >>> import pandas as pd
        >>> import netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     zones=pd.DataFrame({"zone": ["panel"]}),
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Cem"], "level": ["front", "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-04-15"], "zone": ["panel", None],
        ...         "source": ["Ada", "Ada"], "target": ["Cem", "Cem"]}),
        ... )
        >>> from netmap.boundary_zones.losses import zone_losses
        >>> found = zone_losses(study, horizon=14)
        >>> found.loc[found["to_level"] == "board", ["reach", "lost"]].values.tolist()
        [[1.0, 50.0]]
    """
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    window = window_of(study, start, end, policy)
    names = study.zones["zone"].tolist()
    if zone is not None and zone not in names:
        raise NotFoundError(N_("There is no boundary zone “{id}” in this study"), id=zone)
    losses = losses_of(study, window, rule, policy)
    chosen = range(len(names)) if zone is None else [names.index(zone)]
    frame = _frame([names[place] for place in chosen], losses, list(chosen))
    frame.attrs.update(told(window, rule, len(frame)), horizon=str(rule.horizon))
    return frame


def losses_of(study: Study, window: Window | None, rule: PathRule, policy: TiePolicy) -> tuple[Loss, ...]:
    """Every reach of a study, horizontal ones first, with and without each zone of its table."""
    span = None if window is None else (window.start, window.end)
    return _losses_in(study, span, rule, policy)


@derived(most=16)
def loss_between(
    study: Study,
    start: dt.date,
    end: dt.date,
    rule: PathRule,
    policy: TiePolicy,
    from_level: str,
    to_level: str,
) -> Loss:
    """One reach, from one level to another, with and without each zone of the study's table.

    It is the row of `zone_losses` of these two levels, worked out without those of all others. The window is
    from `start` to `end`, both inclusive.
    """
    window = window_of(study, start, end, policy)
    horizons = None if window is None else horizons_of(window, rule.horizon, policy)
    if horizons is None:
        return _unknown(from_level, to_level, len(study.zones))
    removal = removal_of(horizons, rule, policy)
    towards: Any = one_pass.towards if rule.certain else by_chance.towards
    return _loss_of(removal, from_level, to_level, towards(removal, to_level)[from_level])


def _unknown(from_level: str, to_level: str | None, zones: int) -> Loss:
    """Where no month has its horizon in the window."""
    unknown = np.full(zones, np.nan)
    return Loss(from_level, to_level, np.nan, unknown, 0, 0, np.nan, unknown[:, None])


@derived(most=16)
def _losses_in(
    study: Study, span: tuple[int, int] | None, rule: PathRule, policy: TiePolicy
) -> tuple[Loss, ...]:
    window = None if span is None else window_of(study, from_day(span[0]), from_day(span[1]), policy)
    return tuple(_losses(study, window, rule, policy))


def _losses(study: Study, window: Window | None, rule: PathRule, policy: TiePolicy) -> Iterator[Loss]:
    levels, zones = levels_by_rank(study), len(study.zones)
    horizons = None if window is None else horizons_of(window, rule.horizon, policy)
    if horizons is None:
        pairs = ((level, other) for level in levels for other in levels if other != level)
        for level, other in (*((level, None) for level in levels), *pairs):
            yield _unknown(level, other, zones)
        return
    removal = removal_of(horizons, rule, policy)
    within: Any = one_pass.within if rule.certain else by_chance.within
    towards: Any = one_pass.towards if rule.certain else by_chance.towards
    for level in levels:
        yield _loss_of(removal, level, None, within(removal, level))
    shares = {level: towards(removal, level) for level in levels}
    for level in levels:
        for other in levels:
            if other != level:
                yield _loss_of(removal, level, other, shares[other][level])


def _loss_of(removal: Removal, level: str, other: str | None, shares: Shares | WorldShares) -> Loss:
    if isinstance(shares, WorldShares):
        return _loss_by_chance(removal, level, other, shares)
    return _loss(removal, level, other, shares)


def _loss_by_chance(removal: Removal, level: str, other: str | None, shares: WorldShares) -> Loss:
    """The means over worlds; the loss and its error from their differences world by world."""
    means, zones = shares.means, len(removal.study.zones)
    reach = float(means[0].mean())
    without = np.full(zones, reach)
    differences = np.zeros((zones, means.shape[1])) + 0 * reach
    without[removal.zones] = means[1:].mean(axis=1)
    differences[removal.zones] = means[0] - means[1:]
    about = (len(shares.months), int(shares.people.sum()), float(error_of_means(means[0])), differences)
    return Loss(level, other, reach, without, *about)


def _loss(removal: Removal, level: str, other: str | None, shares: Shares) -> Loss:
    """The means over the months that have a share; a zone that nobody met in takes nothing away."""
    defined = ~np.isnan(shares.full)
    reach = float(shares.full[defined].mean()) if defined.any() else np.nan
    without = np.full(len(removal.study.zones), reach)
    if defined.any():
        without[removal.zones] = np.ascontiguousarray(shares.without[defined].T).mean(axis=1)
    about = (int(defined.sum()), int(shares.people.sum()), 0 * reach, (reach - without)[:, None])
    return Loss(level, other, reach, without, *about)


def _frame(zones: list[str], losses: tuple[Loss, ...], places: list[int]) -> pd.DataFrame:
    rows = [(name, loss, place) for name, place in zip(zones, places, strict=True) for loss in losses]
    return pd.DataFrame(
        {
            "zone": pd.Series([name for name, _, _ in rows], dtype="str"),
            "from_level": pd.Series([loss.from_level for _, loss, _ in rows], dtype="str"),
            "to_level": pd.Series([loss.to_level for _, loss, _ in rows], dtype="str"),
            "reach": np.array([loss.reach for _, loss, _ in rows], np.float64),
            "reach_without": np.array([loss.without[place] for _, loss, place in rows], np.float64),
            "lost": np.array([loss.points[place] for _, loss, place in rows], np.float64),
            "reach_se": np.array([loss.error for _, loss, _ in rows], np.float64),
            "lost_se": np.array([loss.points_error[place] for _, loss, place in rows], np.float64),
            "months": np.array([loss.months for _, loss, _ in rows], np.int64),
            "n": np.array([loss.n for _, loss, _ in rows], np.int64),
        }
    )
