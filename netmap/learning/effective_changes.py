"""Where people stand on every day of a window: their levels, their agencies, whether they are there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.reorganisations import latest_change, present_agency
from netmap.tie_kinds.stays import (
    EVER,
    Stays,
    agency_names,
    held,
    job_spells,
    joined,
    outside,
    own_rows,
    post_spells,
    stays_of,
)


@derived(most=1)
def presence(study: Study) -> Stays:
    """From when to when each practitioner is in service."""
    who = actors_of(study).codes(study.practitioners["practitioner"])
    return Stays(who, np.zeros(len(who), np.int64), *held(study.practitioners))


def joined_of(study: Study) -> Ints:
    """The day on which each actor joined, by code; `EVER` where it is not known."""
    joined = np.full(len(actors_of(study)), EVER, np.int64)
    joined[presence(study).who] = presence(study).first
    return joined


@derived(most=1)
def level_names(study: Study) -> pd.Index:
    """Every level that the study speaks of; a level's code is its place here."""
    tables = (study.levels, study.practitioners, study.employments, study.zones)
    named = pd.concat([table["level"] for table in tables], ignore_index=True)
    return pd.Index(named.dropna().unique(), dtype=object)


def levels_by_rank(study: Study) -> tuple[str, ...]:
    """Every level that the study speaks of, the lowest rank first; those without a rank come last."""
    rank = study.levels.set_index("level")["rank"]
    names = [str(name) for name in level_names(study)]
    return tuple(sorted(names, key=lambda name: (name not in rank.index, rank.get(name, 0))))


USERS = r"\b(service )?users?\b|\butent[ei]\b"
"""How a level of users is called, by its id or its name."""


def level_of_users(study: Study) -> str | None:
    """The level of rank 0 whose id or name says users; None without one."""
    ranked = study.levels.dropna(subset=["rank"])
    for row in ranked[ranked["rank"].astype(int) == 0].itertuples():
        texts = [str(text) for text in (row.level, row.name) if isinstance(text, str)]
        if any(re.search(USERS, text.casefold()) for text in texts):
            return str(row.level)
    return None


@dataclass(frozen=True, eq=False, repr=False)
class StudyOfSome(Study):
    """A study in which only some people hold a level; `holders` says for every actor whether they may."""

    holders: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))


@derived(most=1)
def level_stays(study: Study) -> Stays:
    """The levels of people by date: of their employments, else of their row, and of their seats."""
    stays = _level_stays(study)
    return stays.where(study.holders[stays.who]) if isinstance(study, StudyOfSome) else stays


def with_levels_of(study: Study, people: Bools) -> Study:
    """The same study in which only some of its people hold a level; everybody meets and carries as before.

    `people` says for every actor whether it is one of them. Without a level somebody starts and ends no path
    between levels, and is on none sideways.
    """
    return StudyOfSome(study.tables, study.about, study.warnings, study.counts, holders=people)


@derived(most=1)
def own_level_stays(study: Study) -> Stays:
    """The levels of people's own jobs by date: of their employments, else of their row."""
    names, jobs = level_names(study), job_spells(study)
    employed = stays_of(study, study.employments, "level", names, (jobs.begins, jobs.ends))
    return joined([employed, outside(own_rows(study, study.practitioners, "level", names), employed)])


def _level_stays(study: Study) -> Stays:
    level_of, posts = study.zones.set_index("zone")["level"], post_spells(study)
    seats = study.posts.assign(level=study.posts["zone"].map(level_of))
    seated = stays_of(study, seats, "level", level_names(study), (posts.begins, posts.ends))
    return joined([own_level_stays(study), seated])


def present_codes(study: Study, day: int) -> tuple[pd.Index, Ints]:
    """The agencies as they are called on a day, and the place among them of every code of `agency_names`."""
    return _present_codes(study, latest_change(study, day))


@derived(most=32)
def _present_codes(study: Study, day: int) -> tuple[pd.Index, Ints]:
    called = present_agency(study, pd.Series(agency_names(study), dtype=object), day)
    codes, distinct = pd.factorize(called, sort=True)
    return pd.Index(distinct, dtype=object), codes.astype(np.int64)
