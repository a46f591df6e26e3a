"""What would be lost without a group of people, month by month: an agency, or all at several levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.brokers.crossed import CLASSES, known_class
from netmap.brokers.routes import Routes
from netmap.learning.chance import Floats, arrival_seats, coins_of, error_of_means
from netmap.learning.effective_changes import present_codes
from netmap.learning.horizons import Horizons, horizons_of
from netmap.learning.path_rule import PathRule
from netmap.learning.upwards import may_depart, two_levels
from netmap.learning.window import Window, told, window_of
from netmap.model.study import Study
from netmap.temporal.absences import Absences
from netmap.temporal.compiling import side_by_side
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.policy import TiePolicy

FIGURES = ("people", "others", "reach", "reach_without", "lost", "reach_se", "lost_se", "months")
"""The columns of figures that these tables share."""


def agency_losses(
    study: Study,
    from_level: str,
    to_level: str,
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
    least: int = 1,
) -> pd.DataFrame:
    """How much less of what people learn would reach another level without each agency.

    All its people are taken away at once; encounters still take place among the others. Compared is, of
    the others alone, the reach over the horizon: the mean over the months of the window, as `zone_losses`
    has it, over the months in which somebody else may depart.

    Parameters
    ----------
    from_level, to_level and the others up to `arrive_at`: as in `reach_over_time`.
    least: agencies with at least so many people.

    Returns
    -------
    One row for each agency with at least `least` people, in text order: agency (as it is called at the
    window's end), people (who were seen in an encounter of those months while they belonged to it), others
    (the middle of how many others may depart in a month), reach and reach_without (0..1), lost (points, that
    is hundredths), the standard errors reach_se and lost_se, and months. Who belonged to two is taken away
    with either. The frame's `attrs` hold n (rows), horizon, smaller (agencies with fewer people), and what
    those of `vertical_reach` say.

    Undefined: reach, reach_without and lost are NaN where no month has a share.

    Raises `ArgumentError` as `reach_over_time` does.

    Example:
        >>> import pandas as pd, netmap
        >>> from netmap.brokers.group_losses import agency_losses
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     agencies=pd.DataFrame({"agency": ["school", "police", "council"]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "level": ["front", None, "board"],
        ...         "agency": ["school", "police", "council"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-05"],
        ...         "source": ["Ada", "Ben"], "target": ["Ben", "Cem"]}),
        ... )
        >>> found = agency_losses(study, "front", "board", horizon=4)
        >>> found[["agency", "reach", "reach_without"]].values.tolist()[1]
        ['police', 1.0, 0.0]
    """
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    two_levels(study, from_level, to_level)
    window = window_of(study, start, end, policy)
    horizons = None if window is None else horizons_of(window, rule.horizon, policy)
    names, groups = ([], []) if horizons is None else _agencies(horizons)
    kept = [place for place, who in enumerate(groups) if len(who) >= least]
    chosen = [groups[place] for place in kept]
    frame = _figures(_reaches(horizons, (from_level, to_level), rule, policy, chosen), chosen)
    frame.insert(0, "agency", pd.Series([names[place] for place in kept], dtype="str"))
    frame.attrs.update(told(window, rule, len(frame)), horizon=str(rule.horizon))
    frame.attrs["smaller"] = str(len(groups) - len(kept))
    return frame


def class_losses(
    study: Study,
    from_level: str,
    to_level: str,
    start: Any = None,
    end: Any = None,
    who: str = "simultaneous",
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    transmission_probability: float = 1.0,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How much less would reach another level within the horizon without all who sit at several levels.

    `class_reliance` counts over a whole window; this counts as `reach_over_time` does, from the first of each
    month on, and so can stand beside it. `who` is that of `class_reliance`, the others and the columns are
    those of `agency_losses`; it has one row. `people` are all of the class.
    """
    name = known_class(who)
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    two_levels(study, from_level, to_level)
    window = window_of(study, start, end, policy)
    horizons = None if window is None else horizons_of(window, rule.horizon, policy)
    crossed = np.zeros(0, np.int64) if window is None else np.flatnonzero(CLASSES[name](window))
    frame = _figures(_reaches(horizons, (from_level, to_level), rule, policy, [crossed]), [crossed])
    frame.attrs.update(told(window, rule, len(frame)), horizon=str(rule.horizon), who=name)
    return frame


@dataclass(frozen=True, slots=True, eq=False)
class _Reaches:
    """Of the months that have a figure: shares of the others with and without each group, in each world.

    Both are months x groups x worlds, NaN where there are no others; `others` are months x groups.
    """

    full: Floats
    without: Floats
    others: Ints


def _agencies(horizons: Horizons) -> tuple[list[str], list[Ints]]:
    """Every agency whose people were seen in these months, and who they are."""
    whole = horizons.whole
    names, _ = present_codes(whole.study, whole.end)
    members = whole.journeys.members
    code = whole.agencies_on(members, whole.journeys.seat_day)
    found = sorted(
        (str(names[each]), np.unique(members[code == each])) for each in np.unique(code[code >= 0])
    )
    return [name for name, _ in found], [who for _, who in found]


def _reaches(
    horizons: Horizons | None,
    ends: tuple[str, str],
    rule: PathRule,
    policy: TiePolicy,
    groups: Sequence[Ints],
) -> _Reaches:
    worlds = 1 if rule.certain else rule.replicates
    nothing = np.zeros((0, len(groups), worlds))
    if horizons is None or not groups:
        return _Reaches(nothing, nothing, np.zeros((0, len(groups)), np.int64))
    whole, absences = horizons.whole, Absences.of_sets(groups)
    departs, arrives = may_depart(whole, *ends), whole.at_level(ends[1])
    goals = arrival_seats(whole, ends[1], rule, policy)
    table = np.zeros((len(departs), len(groups)), np.bool_)
    table[absences.actor, absences.world] = True

    def of_month(month: int) -> tuple[Floats, Floats, Ints] | None:
        part, days = horizons.part(month), horizons.days(month)
        sources = np.flatnonzero(departs[:, days].any(axis=1))
        if not len(sources) or not part.seats(part.at_level(ends[1])).any():
            return None
        routes = _routes(part, sources, arrives[:, days], (departs[:, days], goals[horizons.seats(month)]))
        outcome = routes.without(absences)
        others = len(sources) - table[sources].sum(axis=0)
        of = np.where(others > 0, others, np.nan)[:, None]
        return outcome.before / of, outcome.left / of, others

    def _routes(part: Window, sources: Ints, there: Any, seats: tuple[Any, Any]) -> Routes:
        coins = None if rule.certain else coins_of(part, rule, policy)
        targets = np.asarray(there.any(axis=1))
        return Routes(part, rule.passing, sources, targets, part.seats(seats[0]), seats[1], coins)

    found = [each for _, each in side_by_side(of_month, horizons.months) if each is not None]
    if not found:
        return _Reaches(nothing, nothing, np.zeros((0, len(groups)), np.int64))
    full, without, others = (np.array(each) for each in zip(*found, strict=True))
    return _Reaches(full, without, others)


def _figures(found: _Reaches, groups: Sequence[Ints]) -> pd.DataFrame:
    """Of each group a row: the means over the months that have others."""
    rows = []
    for place, who in enumerate(groups):
        counted = found.others[:, place] > 0
        full, without = (each[counted, place] for each in (found.full, found.without))
        if not counted.any():
            rows.append((len(who), 0, *[np.nan] * 5, 0))
            continue
        before, after = full.mean(axis=0), without.mean(axis=0)
        errors = (error_of_means(before), 100 * error_of_means(before - after))
        shares = (before.mean(), after.mean(), 100 * (before.mean() - after.mean()))
        others = int(np.median(found.others[counted, place]))
        rows.append((len(who), others, *map(float, (*shares, *errors)), int(counted.sum())))
    table = pd.DataFrame(rows, columns=list(FIGURES))
    whole = ("people", "others", "months")
    return table.astype({name: "int64" if name in whole else "float64" for name in FIGURES})
