"""Learning under chance: the coins of a window, where paths arrive, and how sure a figure is.

A standard error here speaks of the random worlds alone, not of what the record missed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.learning.path_rule import PathRule
from netmap.learning.window import Window
from netmap.temporal.chance import Coins
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.identities import actor_keys, encounter_keys
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of

Floats = npt.NDArray[np.float64]


def coins_of(window: Window, rule: PathRule, policy: TiePolicy) -> Coins:
    """The coins of the encounters of a window; the same ones whatever else is in it."""
    keys = encounter_keys(window.study, policy)[window.journeys.source]
    people = actor_keys(window.study)
    return Coins(rule.transmission_probability, rule.replicates, rule.seed, keys, people)


def arrival_seats(window: Window, level: str, rule: PathRule, policy: TiePolicy) -> Bools:
    """For every seat, whether a path to a level may end with its member.

    Its member is at the level that day; where learning has to `arrive_at` a zone, the encounter is also a
    sitting of a zone of the level, or the member's own job is at it.
    """
    there = window.seats(window.at_level(level))
    if rule.arrive_at == "person":
        return there
    met, study = encounters_of(window.study, policy), window.study
    zone = np.where(met.sitting, met.zone, -1)[window.journeys.source][window.journeys.seat_encounter]
    of_level = np.append(study.zones["level"].eq(level).to_numpy(dtype=bool), False)
    return there & (of_level[zone] | window.seats(window.at_own_level(level)))


def standard_error(by_world: Floats | Ints | Bools) -> Floats:
    """The standard error of the mean over worlds, the last axis; of a single world it is NaN.

    The standard deviation over worlds, divided by the root of their number. Where figures are compared, it
    is that of their differences world by world.
    """
    worlds = by_world.shape[-1]
    if worlds < 2:
        return np.full(by_world.shape[:-1], np.nan)
    error: Floats = by_world.std(axis=-1, ddof=1) / np.sqrt(worlds)
    return error


def error_of_means(by_world: Floats) -> Floats:
    """The standard errors of figures, worlds being the last axis; 0 where there is one certain world."""
    return 0 * by_world[..., 0] if by_world.shape[-1] == 1 else standard_error(by_world)


def ratio_error(top: Floats | Ints, bottom: Floats | Ints) -> Floats:
    """The standard error of mean(top) / mean(bottom) over worlds, the last axis, by the delta method.

    NaN where the mean of the bottom is 0.
    """
    below = bottom.mean(axis=-1)
    below = np.where(below == 0, np.nan, below)
    ratio = top.mean(axis=-1) / below
    return standard_error((top - ratio[..., None] * bottom) / below[..., None])
