"""How reach grows with the chance that an encounter passes something on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.chance import Floats, coins_of
from netmap.learning.horizons import Horizons, horizons_of
from netmap.learning.over_time import ends_of, middle_day, reach_between
from netmap.learning.path_rule import PathRule
from netmap.learning.sideways import agencies_by_world
from netmap.learning.upwards import vertical_goals
from netmap.learning.window import Window, told
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.temporal.chance import counts_by_world, reached_by_chance
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.policy import TiePolicy

PROBABILITIES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)
"""The chances of the curve where none are told: the yardstick, one in five, is among them."""

HALF, STEPS = 0.5, 1000
"""Half way is half of those who may depart, to a thousandth of the chance."""


def transmission_curve(
    study: Study,
    from_level: str,
    to_level: str | None = None,
    horizon: int = 180,
    start: Any = None,
    end: Any = None,
    probabilities: Iterable[float] = PROBABILITIES,
    same_day: bool = False,
    max_wait: int | None = None,
    policy: TiePolicy = TiePolicy(),
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
) -> pd.DataFrame:
    """How far learning would travel, the more likely an encounter is to pass it on.

    For each probability p the mean over months of the share of `reach_over_time`. All are asked of the same
    random worlds, so that the share never falls as p grows. The probability is a yardstick to compare
    partnerships and periods with, and no estimate.

    Parameters
    ----------
    probabilities: numbers from 0 to 1, in any order. The others are those of `reach_over_time`.

    Returns
    -------
    One row for each probability, in increasing order: probability, share, its standard error se,
    median_days (from the first of a month to the first arrival, over all months, people and worlds in which
    they arrive) and n (months that have a share). The frame's `attrs` are those of `reach_over_time`, and
    `half_way`: the least probability, to a thousandth, at which the share is at least one half.

    Undefined: share and se are NaN where no month has a share, median_days where nobody arrives, half_way
    where the share stays below one half even if everything passes on.

    Raises `ArgumentError` as `reach_over_time` does, and for probabilities that are none.

    Source: as `vertical_reach`.

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     practitioners=pd.DataFrame({"practitioner": ["Ada", "Cem"], "level": ["front", "board"]}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2"], "date": ["2011-03-01", "2011-03-31"],
        ...         "source": ["Ada", "Ada"], "target": ["Cem", "Cem"]}),
        ... )
        >>> curve = netmap.transmission_curve(study, "front", "board", horizon=14, probabilities=[0, 1])
        >>> curve["share"].tolist(), 0.4 < curve.attrs["half_way"] < 0.6
        ([0.0, 1.0], True)
    """
    rule = PathRule(horizon, same_day, max_wait, 1.0, replicates, seed, arrive_at)
    asked = (study, from_level, to_level, start, end)
    window, certain = reach_between(*asked, rule, policy)
    rows = []
    for probability in _told(probabilities):
        under = replace(rule, transmission_probability=probability)
        reach = certain if under.certain else reach_between(*asked, under, policy)[1]
        arrivals = np.sum([month.arrivals for month in reach.months], axis=0) if reach.months else np.zeros(0)
        rows.append((probability, reach.mean, reach.error, middle_day(arrivals.astype(np.int64))))
    frame = pd.DataFrame(rows, columns=["probability", "share", "se", "median_days"], dtype=np.float64)
    frame["n"] = sum(not np.isnan(month.share) for month in certain.months)
    horizons = None if window is None else horizons_of(window, rule.horizon, policy)
    known = horizons is not None and certain.mean >= HALF
    half_way = _half_way(horizons, from_level, to_level, rule, policy) if horizons and known else np.nan
    about = told(window, rule, len(frame))
    about.pop("transmission_probability")
    about |= {"replicates": str(rule.replicates), "seed": str(rule.seed), "horizon": str(rule.horizon)}
    frame.attrs.update(about, half_way=half_way)
    return frame


def _told(probabilities: Iterable[float]) -> list[float]:
    """The probabilities in increasing order, each once."""
    told_ = {PathRule(transmission_probability=each).transmission_probability for each in probabilities}
    if not told_:
        raise ArgumentError(N_("{name} are none; give at least one"), name="probabilities")
    return sorted(told_)


def _half_way(
    horizons: Horizons, from_level: str, to_level: str | None, rule: PathRule, policy: TiePolicy
) -> float:
    """The least of the thousandths at which half arrive: as reach never falls, the range is halved."""
    shares = _shares(horizons, from_level, to_level, policy)
    below, enough = 0, STEPS
    while enough - below > 1:
        middle = (below + enough) // 2
        if shares(replace(rule, transmission_probability=middle / STEPS)) >= HALF:
            enough = middle
        else:
            below = middle
    return enough / STEPS


def _shares(
    horizons: Horizons, from_level: str, to_level: str | None, policy: TiePolicy
) -> Callable[[PathRule], float]:
    """The mean share over months under a rule."""
    return lambda rule: float(
        np.mean([share.mean() for _, share in shares_by_world(horizons, from_level, to_level, rule, policy)])
    )


def shares_by_world(
    horizons: Horizons, from_level: str, to_level: str | None, rule: PathRule, policy: TiePolicy
) -> Iterator[tuple[int, Floats]]:
    """Each month that has a share, and its share in each world, as `reach_of` gives it.

    Without the days of arrival, which take several times as long.
    """
    if to_level is None:
        return _sideways(horizons, from_level, rule, policy)
    return _vertical(horizons, from_level, to_level, rule, policy)


def _vertical(
    horizons: Horizons, from_level: str, to_level: str, rule: PathRule, policy: TiePolicy
) -> Iterator[tuple[int, Floats]]:
    whole = horizons.whole
    departs, ends = ends_of(whole, from_level, to_level, rule, policy)
    starts, met = whole.seats(departs), whole.seats(whole.at_level(to_level))
    for month in horizons.months:
        seats = horizons.seats(month)
        who = np.flatnonzero(departs[:, horizons.days(month)].any(axis=1))
        if len(who) and met[seats].any():
            part = horizons.part(month)
            yield month, _counts(part, starts[seats], ends[seats], who, rule, policy) / len(who)


def _counts(part: Window, starts: Bools, ends: Bools, who: Any, rule: PathRule, policy: TiePolicy) -> Floats:
    """How many of some people reach in each world."""
    goals = vertical_goals(part.journeys.members, starts, ends)
    found = reached_by_chance(part.journeys, coins_of(part, rule, policy), starts[None], goals, rule.passing)
    counts = [counts_by_world(each.words[0, who, :, 0], each.worlds)[0] for each in found]
    return np.concatenate(counts).astype(np.float64)


def _sideways(
    horizons: Horizons, level: str, rule: PathRule, policy: TiePolicy
) -> Iterator[tuple[int, Floats]]:
    at_level = horizons.whole.at_level(level)
    for month in horizons.months:
        part, days = horizons.part(month), at_level[:, horizons.days(month)]
        if part.seats(days).any():
            found, counts = agencies_by_world(part, days, rule, policy)
            if found.defined.any():
                yield month, found.of_others(counts)[found.defined].mean(axis=0)
