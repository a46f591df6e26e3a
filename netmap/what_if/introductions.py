"""Whom to introduce to whom, so that most more would be heard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd

from netmap.gap_rules.finding import Actor
from netmap.gap_rules.record import Record
from netmap.learning.chance import error_of_means
from netmap.learning.path_rule import YARDSTICK, PathRule
from netmap.model.citing import cited
from netmap.model.dates import as_day, from_day
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day, in_words
from netmap.tie_kinds.policy import TiePolicy
from netmap.what_if.added_gains import bounds_of, gains_of
from netmap.what_if.candidates import Candidates, candidates_of
from netmap.what_if.changed_study import Pair, meeting_days, with_contacts
from netmap.what_if.figures import (
    Floats,
    Measured,
    Setting,
    measured,
    upward_and_sideways,
)

MOST = 500
"""So many pairs at most are looked at exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Introduction:
    """One step: the pair, what it gains in each world, by figure, what they share, whether they met."""

    pair: Pair
    by_world: Floats
    by_figure: Floats
    shared: tuple[Actor, ...]
    met: bool


def introductions(
    study: Study,
    k: int = 3,
    as_of: Any = None,
    start: Any = None,
    baseline: Any = None,
    policy: TiePolicy = TiePolicy(),
    horizon: int = 180,
    same_day: bool = False,
    max_wait: int | None = None,
    transmission_probability: float = YARDSTICK,
    replicates: int = 512,
    seed: int = 0,
    arrive_at: str = "person",
    at_most: int = MOST,
) -> pd.DataFrame:
    """Whom to introduce to whom: a few pairs that, if they met once a month, would pass most more on.

    What is gained is the mean, over each level to the next one up and over each level within itself, as far
    as they have a figure, of the reach over the horizon. A pair that is introduced has a mutual contact on
    the first working day of each month of the window. Pairs are taken one after the other, each time the one
    that gains most beside those taken before; every gain is exact, in the same random worlds.

    Parameters
    ----------
    study: the study.
    k: how many pairs.
    as_of, start: the window ends with the day, inclusive, and begins with `start`. Default: the twelve months
        up to the last `observed_to`, else the last dated row. Nothing later is looked at.
    baseline, policy: as in `ties`; they say who is tied.
    horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at: as in
        `reach_over_time`. With `same_day` or `max_wait` each pair is asked by itself, which is slow.
    at_most: so many pairs are looked at exactly. Candidates are people on the roster of different agencies of
        one partnership who share a need, an object, an area or a boundary zone and have no tie of any state.
        Of more than `at_most` those with the greatest bound are taken: how much is held, and does not arrive,
        by one of the two before the last meeting that the other could pass on after the first, in 64 worlds.

    Returns
    -------
    One row for each pair, in the order of taking: source, target (in text order), gain (a share: 0.12 is 12
    more of 100) and its standard error se, from_level, to_level (of the figure that gains most; to_level
    missing within a level) and figure_gain, shares (a tuple of what the two have in common), sorts (of
    each: zone, object, need or area) and met (whether they shared any encounter up to the day). The frame's
    `attrs` hold n, as_of, start, the rule, `before` (the objective as it is), `candidates`, `looked_at` and
    `left_out` (counts of pairs).

    Undefined: empty where nothing is dated, where no figure is defined, and as soon as no pair gains
    anything.

    Raises `ArgumentError` for a date that is none, a number that is no whole number from 1 upwards, or a
    value that `PathRule` does not take.

    Source: greedy selection of added contacts, after Kempe, Kleinberg and Tardos (2003).

    Example:
        >>> import pandas as pd, netmap
        >>> study = netmap.from_tables(
        ...     levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        ...     agencies=pd.DataFrame({"agency": ["School", "Police"]}),
        ...     practitioners=pd.DataFrame({
        ...         "practitioner": ["Ada", "Ben", "Cem"], "agency": ["School", "Police", "Police"],
        ...         "level": ["front", "front", "board"], "joined": ["2011-01-01"] * 3}),
        ...     services=pd.DataFrame({
        ...         "service": ["1", "2"], "agency": ["School", "Police"], "need": ["safety"] * 2}),
        ...     contacts=pd.DataFrame({
        ...         "contact": ["1", "2", "3"], "date": ["2011-03-01", "2011-06-01", "2011-12-01"],
        ...         "source": ["Ben"] * 3, "target": ["Cem"] * 3}),
        ... )
        >>> found = netmap.introductions(study, k=1, as_of="2011-12-31", transmission_probability=1.0)
        >>> found[["source", "target", "gain"]].values.tolist()
        [['Ada', 'Ben', 0.7]]
    """
    for name, value in (("k", k), ("at_most", at_most)):
        _whole(name, value)
    rule = PathRule(horizon, same_day, max_wait, transmission_probability, replicates, seed, arrive_at)
    rule = replace(rule, replicates=1) if rule.certain else rule
    day, told = as_of_day(study, as_of), as_day(baseline, "baseline")
    if day is None:
        return _frame(study, [], (), None, {"n": 0})
    record = Record(study, day, None if told is None else from_day(told), policy)
    first = as_day(start, "start")
    setting = Setting(record.start if first is None else first, day, rule, policy)
    before = measured(study, setting, upward_and_sideways(study, setting))
    every = candidates_of(record) if before else None
    chosen, looked_at = ([], 0) if every is None else _greedy(record, setting, before, every, k, at_most)
    about = {
        "before": float(np.mean([each.by_world.mean() for each in before])) if before else float("nan"),
        "candidates": 0 if every is None else len(every),
        "looked_at": looked_at,
        "left_out": 0 if every is None else len(every) - looked_at,
    }
    return _frame(study, chosen, before, setting, about)


def _whole(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < 1:
        raise ArgumentError(
            N_("{name} is {value}; it takes a whole number from {least} upwards"),
            name=name,
            value=value,
            least=1,
        )


def _greedy(
    record: Record, setting: Setting, before: tuple[Measured, ...], every: Candidates, k: int, at_most: int
) -> tuple[list[Introduction], int]:
    """The pairs that gain most one after the other, and how many were looked at."""
    study, met = record.study, record.histories.occasions
    met_once = set(zip(met.first.tolist(), met.second.tolist(), strict=True))
    if len(every) > at_most:
        bounds = bounds_of(study, setting, before, every.first, every.second)
        every = every.where(np.sort(np.argsort(-bounds, kind="stable")[:at_most]))
    looked_at, ids = len(every), actors_of(study).ids
    chosen: list[Introduction] = []
    while len(chosen) < k and len(every):
        pairs = [
            (str(ids[one]), str(ids[other])) for one, other in zip(every.first, every.second, strict=True)
        ]
        by_world, by_figure = _gains(study, setting, before, pairs)
        best = int(by_world.mean(axis=1).round(12).argmax())
        if not by_world[best].mean() > 0:
            break
        ends = int(every.first[best]), int(every.second[best])
        met_before = ends in met_once or ends[::-1] in met_once
        chosen.append(
            Introduction(pairs[best], by_world[best], by_figure[best], every.shared(best), met_before)
        )
        study = with_contacts(study, [pairs[best]], meeting_days(setting.start, setting.end))
        every = every.where(np.delete(np.arange(len(every)), best))
    return chosen, looked_at


def _gains(
    study: Study, setting: Setting, before: tuple[Measured, ...], pairs: list[Pair]
) -> tuple[Floats, Floats]:
    """What each pair gains by itself: pairs x worlds, and pairs x figures."""
    if setting.rule.same_day or setting.rule.max_wait is not None:
        return _one_by_one(study, setting, before, pairs)
    return gains_of(study, setting, before, pairs)


def _one_by_one(
    study: Study, setting: Setting, before: tuple[Measured, ...], pairs: list[Pair]
) -> tuple[Floats, Floats]:
    """The same by asking each changed study, for rules under which contacts do not count one by one."""
    days = meeting_days(setting.start, setting.end)
    now = [each.after(study, setting) for each in before]
    total, by_figure = [], []
    for pair in pairs:
        changed = with_contacts(study, [pair], days)
        gained = [each.after(changed, setting) - was for each, was in zip(before, now, strict=True)]
        total.append(np.mean(gained, axis=0))
        by_figure.append([float(each.mean()) for each in gained])
    return np.array(total), np.array(by_figure)


def _frame(
    study: Study,
    chosen: list[Introduction],
    before: tuple[Measured, ...],
    setting: Setting | None,
    about: dict[str, Any],
) -> pd.DataFrame:
    most = [int(each.by_figure.argmax()) for each in chosen]
    figures = [before[place].figure for place in most]
    frame = pd.DataFrame(
        {
            "source": pd.Series([each.pair[0] for each in chosen], dtype="str"),
            "target": pd.Series([each.pair[1] for each in chosen], dtype="str"),
            "gain": np.array([each.by_world.mean() for each in chosen], np.float64),
            "se": np.array([float(error_of_means(each.by_world)) for each in chosen], np.float64),
            "from_level": pd.Series([figure.from_level for figure in figures], dtype="str"),
            "to_level": pd.Series([figure.to_level for figure in figures], dtype="str"),
            "figure_gain": np.array(
                [each.by_figure[place] for each, place in zip(chosen, most, strict=True)], np.float64
            ),
            "shares": pd.Series([tuple(a.id for a in each.shared) for each in chosen], dtype="object"),
            "sorts": pd.Series([tuple(a.sort for a in each.shared) for each in chosen], dtype="object"),
            "met": np.array([each.met for each in chosen], np.bool_),
        }
    )
    told = {} if setting is None else _told(setting)
    frame.attrs.update(cited(study), n=len(frame), **told, **{key: about[key] for key in about if key != "n"})
    return frame


def _told(setting: Setting) -> dict[str, str]:
    rule = setting.rule
    return {
        "start": in_words(setting.start),
        "as_of": in_words(setting.end),
        "horizon": str(rule.horizon),
        "same_day": str(rule.same_day).lower(),
        "max_wait": "" if rule.max_wait is None else str(rule.max_wait),
        "transmission_probability": str(rule.transmission_probability),
        "replicates": "" if rule.certain else str(rule.replicates),
        "seed": "" if rule.certain else str(rule.seed),
        "arrive_at": rule.arrive_at,
    }
