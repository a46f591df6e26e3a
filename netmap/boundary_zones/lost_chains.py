"""What a loss means: of each boundary zone one dated path that there would not be without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from netmap.learning.horizons import Horizons, horizon_days, horizons_of
from netmap.learning.one_path import learning_path
from netmap.learning.upwards import first_vertical, may_depart
from netmap.learning.window import Window, rule_of, window_of
from netmap.model.dates import from_day, to_datetimes
from netmap.model.study import Study
from netmap.temporal.arrivals_at_groups import Rule
from netmap.temporal.encounters import Ints
from netmap.temporal.first_arrivals import NEVER
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of


def lost_chains(
    study: Study, table: pd.DataFrame, policy: TiePolicy = TiePolicy(), baseline: Any = None
) -> pd.DataFrame:
    """For each zone without which reach between two levels would fall, somebody's path through it.

    It is of the first month in which somebody would no longer get there, from the first such person in text
    order, the path that arrives first: whoever would not arrive without the zone goes through it.

    Parameters
    ----------
    table: what `zones` returned; its window, its rule and its greatest losses between levels are taken.
    policy, baseline: by which the ties on a path are told apart, as in `ties`.

    Returns
    -------
    The hops of the chains, zone by zone in the order of the table: without (the zone), source, month, and the
    columns of `learning_path`. The frame's `attrs` are those of `table`.

    Undefined: a zone without a loss between levels has no row; without any the frame is empty.
    """
    found = list(_chains(study, table, policy, baseline))
    frame = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    frame.attrs.update(table.attrs)
    return frame


def _chains(study: Study, table: pd.DataFrame, policy: TiePolicy, baseline: Any) -> Iterator[pd.DataFrame]:
    about = table.attrs
    asked: dict[str, Any] = {"same_day": about["same_day"] == "true"}
    asked["max_wait"] = int(about["max_wait"]) if about["max_wait"] else None
    rule = rule_of(**asked)
    window = window_of(study, about["start"] or None, about["end"] or None, policy)
    horizons = None if window is None else horizons_of(window, horizon_days(int(about["horizon"])), policy)
    if horizons is None:
        return
    for row in table[table["lost_most"].gt(0)].to_dict("records"):
        ends, zone = (row["lost_from"], row["lost_to"]), row["zone"]
        place = study.zones["zone"].tolist().index(zone)
        lost = _first_lost(horizons, ends, place, rule, policy)
        if lost is not None:
            person, part = lost
            here: dict[str, Any] = {
                "start": from_day(part.start),
                "end": from_day(part.end),
                "policy": policy,
                "baseline": baseline,
            }
            path = learning_path(study, person, None, ends[1], from_level=ends[0], **here, **asked)
            month = to_datetimes(np.full(len(path), part.start, np.int64))
            head = pd.DataFrame({"without": zone, "source": person, "month": month})
            yield pd.concat([head, path], axis=1)


def _first_lost(
    horizons: Horizons, ends: tuple[str, str], place: int, rule: Rule, policy: TiePolicy
) -> tuple[str, Window] | None:
    """Who first would no longer get there, and the month with its horizon."""
    for month in horizons.months:
        part = horizons.part(month)
        who, first = _reached(part, ends, rule)
        _, left = _reached(_without(part, place, policy), ends, rule)
        lost = who[(first != NEVER) & (left == NEVER)]
        if len(lost):
            return str(actors_of(part.study).ids[lost[0]]), part
    return None


def _reached(part: Window, ends: tuple[str, str], rule: Rule) -> tuple[Ints, Ints]:
    return first_vertical(part, may_depart(part, *ends), part.seats(part.at_level(ends[1])), rule)


def _without(part: Window, place: int, policy: TiePolicy) -> Window:
    """The encounters outside one zone."""
    journeys = part.journeys
    zone = encounters_of(part.study, policy).zone[journeys.source]
    kept = journeys.where((zone != place)[journeys.seat_encounter])
    return Window(part.study, part.start, part.end, kept)
