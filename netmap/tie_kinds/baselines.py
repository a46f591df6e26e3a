"""From when old networks are told apart, and how far back the record goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days, as_day, day_numbers, from_day, to_datetimes
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.people import partnerships_of
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import first_recorded_day, last_recorded_day


@dataclass(frozen=True, slots=True, eq=False)
class Baselines:
    """The baseline and the start of the record for every actor, as day numbers."""

    baseline: Days
    observed_from: Days


def default_as_of(study: Study) -> int | None:
    """The day that analyses speak of unless told: the last `observed_to`, else the last dated row.

    A dated row is a meeting or a contact; a study that only asked in waves has its last wave's end, and one
    that only dated its declared ties the last of their dates. None where nothing is dated.
    """
    told = _latest(study.partnerships["observed_to"])
    recorded = last_recorded_day(study) if told is None else told
    waves, ties = study.waves, study.ties
    asked = (
        waves["end"].where(waves["end"].notna(), waves["start"]),
        pd.concat([ties["start"], ties["end"]]),
    )
    found = (day for column in asked if (day := _latest(column)) is not None)
    return next(found, None) if recorded is None else recorded


def _latest(column: pd.Series) -> int | None:
    days = day_numbers(column, end=True)
    days = days[days != NO_DAY]
    return int(days.max()) if len(days) else None


def baselines_of(study: Study, baseline: Any, day: int) -> Baselines:
    """Baseline and start of the record for every actor, by code.

    The argument, else the partnership's `baseline`, else its `observed_from`, else the first dated
    row. Somebody in several partnerships takes that which they joined first, of those joined at one
    time the latest baseline; what they join after `day` does not count.
    """
    told = as_day(baseline, "baseline")
    joining = np.unique(partnerships_of(study)["begins"])
    joined = int(np.searchsorted(joining, day, side="right"))
    latest = int(joining[joined - 1]) if joined else NO_DAY
    return _by_actor(study, told, latest)


def known_baselines(study: Study, baseline: Any = None, policy: TiePolicy = TiePolicy()) -> pd.DataFrame:
    """Whether old networks can be known, for each partnership.

    Returns partnership, baseline, observed_from (datetimes) and `old_known`: False where the
    baseline lies less than `sustained_days` after the record begins. A study without partnerships
    has one row whose partnership is missing.
    """
    table = _by_partnership(study, as_day(baseline, "baseline"))
    room = table["baseline"] - table["observed_from"]
    dated = (table["baseline"] != NO_DAY) & (table["observed_from"] != NO_DAY)
    return pd.DataFrame(
        {
            "partnership": table["partnership"],
            "baseline": to_datetimes(table["baseline"].to_numpy()),
            "observed_from": to_datetimes(table["observed_from"].to_numpy()),
            "old_known": dated & (room >= policy.sustained_days),
        }
    )


def baseline_in_words(study: Study, baseline: Any = None) -> str:
    """The baseline in force as ISO text; where partnerships have several, each with its own."""
    table = _by_partnership(study, as_day(baseline, "baseline"))
    days = table["baseline"].tolist()
    words = ["" if day == NO_DAY else in_words(day) for day in days]
    if len(set(words)) == 1:
        return words[0]
    return "; ".join(f"{name} {day}" for name, day in zip(table["partnership"], words, strict=True))


def _by_partnership(study: Study, told: int | None) -> pd.DataFrame:
    table = study.partnerships
    names = table["partnership"] if len(table) else pd.Series([None], dtype="str")
    first = first_recorded_day(study)
    fallback = NO_DAY if first is None else first
    observed = day_numbers(table["observed_from"]) if len(table) else np.array([NO_DAY])
    observed = np.where(observed == NO_DAY, fallback, observed)
    named = day_numbers(table["baseline"]) if len(table) else np.array([NO_DAY])
    base = np.where(named == NO_DAY, observed, named) if told is None else np.full(len(names), told)
    return pd.DataFrame({"partnership": names, "baseline": base, "observed_from": observed})


@derived(most=32)
def _by_actor(study: Study, told: int | None, day: int) -> Baselines:
    """The same where the last membership that counts was joined on a day."""
    actors = actors_of(study)
    first = first_recorded_day(study)
    fallback = NO_DAY if first is None else first
    base = np.full(len(actors), NO_DAY, np.int64)
    observed = np.full(len(actors), NO_DAY, np.int64)
    joined = partnerships_of(study)
    joined = joined[joined["begins"] <= day]
    earliest = joined["begins"].eq(joined.groupby("actor")["begins"].transform("min"))
    belongs = joined[earliest].merge(_by_partnership(study, told), on="partnership")
    who = actors.codes(belongs["actor"])
    np.maximum.at(base, who, belongs["baseline"].to_numpy(np.int64))
    np.maximum.at(observed, who, belongs["observed_from"].to_numpy(np.int64))
    base[base == NO_DAY] = fallback if told is None else told
    observed[observed == NO_DAY] = fallback
    return Baselines(base, observed)


def as_of_day(study: Study, as_of: Any) -> int | None:
    """The day number of an `as_of` argument, of a month or a year the last, or the study's own default."""
    told = as_day(as_of, "as_of", end=True)
    return default_as_of(study) if told is None else told


def in_words(day: int | None) -> str:
    """A day number as ISO text; empty where there is none."""
    return "" if day is None else from_day(day).isoformat()
