"""From when old networks are told apart, and how far back the record goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days, as_day, day_numbers, from_day, to_datetimes
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.tie_kinds.acting_pairs import ActingPairs
from netmap.tie_kinds.memberships import partnership_names, partnership_on
from netmap.tie_kinds.occasions import Occasions
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import first_recorded_day, last_recorded_day


@derived(most=1)
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


@dataclass(frozen=True, slots=True, eq=False)
class PairBaselines:
    """The baseline and the start of the record for each pair, as day numbers."""

    baseline: Days
    observed_from: Days


def pair_baselines(study: Study, pairs: ActingPairs, occasions: Occasions, told: int | None) -> PairBaselines:
    """Baseline and start of the record for each pair.

    The day told, else the `baseline` of the partnership to which the two belonged on the day of their first
    occasion, else its `observed_from`, else the first dated row; of two partnerships the later. Later
    occasions and memberships never change it.
    """
    at_first = np.flatnonzero(pairs.rows.day == occasions.first_day[occasions.row_pair])
    pair, day = occasions.row_pair[at_first], pairs.rows.day[at_first]
    of_site = _by_code(study, told)
    found = np.full((2, len(occasions.first)), NO_DAY, np.int64)
    for acted in (pairs.acted_first, pairs.acted_second):
        site = partnership_on(study, acted[at_first], day)
        for starts, told_by_site in zip(found, of_site, strict=True):
            np.maximum.at(starts, pair, told_by_site[site])
    return PairBaselines(found[0], found[1])


@derived(most=32)
def _by_code(study: Study, told: int | None) -> tuple[Days, Days]:
    """Baseline and start of the record by the code of a partnership, and last where there is none."""
    first = first_recorded_day(study)
    fallback = NO_DAY if first is None else first
    table = _by_partnership(study, told).set_index("partnership").reindex(partnership_names(study))
    base = np.append(table["baseline"].to_numpy(np.int64), fallback if told is None else told)
    return base, np.append(table["observed_from"].to_numpy(np.int64), fallback)


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


def as_of_day(study: Study, as_of: Any) -> int | None:
    """The day number of an `as_of` argument, of a month or a year the last, or the study's own default."""
    told = as_day(as_of, "as_of", end=True)
    return default_as_of(study) if told is None else told


def in_words(day: int | None) -> str:
    """A day number as ISO text; empty where there is none."""
    return "" if day is None else from_day(day).isoformat()
