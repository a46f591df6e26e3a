"""Reach of a window, as it was and with the sittings of each zone in another order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from netmap.comparison.date_null import DateDraws, date_null
from netmap.comparison.windows import Span
from netmap.learning.effective_changes import levels_by_rank, with_levels_of
from netmap.learning.horizons import Horizons, horizons_of
from netmap.learning.over_time import Reach, reach_of
from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window, window_of
from netmap.model.dates import from_day
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.memberships import partnership_names, partnership_on
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of, service_of

Floats = npt.NDArray[np.float64]

UP, DOWN, SIDEWAYS = "reach_up", "reach_down", "reach_sideways"

REACHES: tuple[tuple[str, str], ...] = (
    (UP, N_("Reach upwards")),
    (DOWN, N_("Reach back down")),
    (SIDEWAYS, N_("Reach sideways")),
)
"""Reach within the horizon, by the levels between which it leads."""

REACH_NAMES = tuple(name for name, _ in REACHES)


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """What was seen and what each draw gave, a column for each of some reaches, and over how many months."""

    seen: Floats
    drawn: Floats
    months: tuple[int, ...]
    null: DateDraws | None


@dataclass(frozen=True, slots=True)
class ReachRule:
    """Between which levels, and by which rule; levels that are not told are the lowest and the highest."""

    from_level: str | None
    to_level: str | None
    paths: PathRule
    policy: TiePolicy


def reached(
    study: Study,
    partnership: str | None,
    span: Span,
    names: tuple[str, ...],
    rule: ReachRule,
    draws: int,
    rng: np.random.Generator,
) -> Reached:
    """The mean reach over the months of a window whose horizon the data cover, beside the date null."""
    mine = people_of(study, partnership, span.end)
    own = study if mine is None else with_levels_of(study, mine)
    window = window_of(own, from_day(span.start), from_day(span.end), rule.policy)
    horizons = None if window is None else horizons_of(window, rule.paths.horizon, rule.policy)
    if horizons is not None and mine is not None:
        horizons = _with_somebody_of(horizons, mine)
    seen, drawn = np.full(len(names), np.nan), np.full((draws, len(names)), np.nan)
    ways = [_way(own, name, rule) for name in names]
    if horizons is None:
        return Reached(seen, drawn, (0,) * len(names), None)
    null = _draws(horizons, rule.policy, draws, rng)
    found = [None if way is None else reach_of(horizons, *way, rule.paths, rule.policy) for way in ways]
    known = [
        (column, way, reach.mean)
        for column, (way, reach) in enumerate(zip(ways, found, strict=True))
        if way is not None and reach is not None
    ]
    for column, _, mean in known:
        seen[column] = mean
    for draw, days in enumerate(null.days if known else ()):
        moved = _moved(horizons, days)
        for column, way, _ in known:
            drawn[draw, column] = reach_of(moved, *way, rule.paths, rule.policy, draws).mean
    return Reached(seen, drawn, tuple(map(_months, found)), null)


def of_partnership(study: Study, partnership: str | None, day: int) -> Study:
    """The study in which only people of a partnership hold a level; all where it has no other."""
    mine = people_of(study, partnership, day)
    return study if mine is None else with_levels_of(study, mine)


def people_of(study: Study, partnership: str | None, day: int) -> Bools | None:
    """Which actors, by code, are of a partnership on a day; None where the study has no other."""
    names = partnership_names(study)
    if partnership is None or len(names) < 2:
        return None
    everybody = np.arange(len(actors_of(study)))
    found: Bools = partnership_on(study, everybody, np.full(len(everybody), day)) == names.get_loc(
        partnership
    )
    return found


def _with_somebody_of(horizons: Horizons, mine: Bools) -> Horizons:
    """Only encounters that hold somebody of a partnership: others are no part of its record."""
    whole = horizons.whole
    encounter = whole.journeys.seat_encounter
    held = np.bincount(encounter[mine[whole.journeys.members]], minlength=len(whole.journeys)) > 0
    return replace(horizons, whole=replace(whole, journeys=whole.journeys.where(held[encounter])))


def _way(study: Study, name: str, rule: ReachRule) -> tuple[str, str | None] | None:
    """From which level to which; None where the study has no two."""
    ranked = [level for level in levels_by_rank(study) if level in set(study.levels["level"])]
    if not ranked:
        return None
    low = ranked[0] if rule.from_level is None else rule.from_level
    high = ranked[-1] if rule.to_level is None else rule.to_level
    if name == SIDEWAYS:
        return low, None
    if low == high:
        return None
    return (low, high) if name == UP else (high, low)


def _draws(horizons: Horizons, policy: TiePolicy, draws: int, rng: np.random.Generator) -> DateDraws:
    study, journeys = horizons.whole.study, horizons.whole.journeys
    met = encounters_of(study, policy)
    zone = np.where(met.sitting, met.zone, -1)[journeys.source]
    return date_null(journeys, zone, *service_of(study), draws, rng)


def _moved(horizons: Horizons, days: npt.NDArray[np.int64]) -> Horizons:
    """The same months with their encounters on other days."""
    whole = horizons.whole
    moved = Window(whole.study, whole.start, whole.end, whole.journeys.on_days(days))
    return Horizons(moved, horizons.months, horizons.horizon)


def _months(reach: Reach | None) -> int:
    return 0 if reach is None else sum(not np.isnan(month.share) for month in reach.months)
