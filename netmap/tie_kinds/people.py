"""Where people stand on a day: their agency, their levels, their partnerships."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days, day_numbers
from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.tie_kinds.reorganisations import present_agency

ALWAYS = np.iinfo(np.int64).max
"""Stands for an end that never comes."""


def held(table: pd.DataFrame) -> tuple[Days, Days]:
    """First and last day, inclusive, of rows with `joined` and `left`; without dates one always holds."""
    joined, left = day_numbers(table["joined"]), day_numbers(table["left"], end=True)
    return joined, np.where(left == NO_DAY, ALWAYS, left)


def agencies_on(study: Study, day: int) -> pd.Series:
    """The agency of every practitioner on a day, by practitioner id; NaN where it is not known.

    An employment that holds on the day goes before the practitioner's own row; of several, the one
    begun last. Agencies that were renamed or merged by then count as their successor.
    """
    own = study.practitioners.set_index("practitioner")["agency"]
    employed = _employments_on(study, day).dropna(subset=["agency"])
    latest = employed.drop_duplicates("practitioner", keep="last").set_index("practitioner")["agency"]
    return present_agency(study, latest.reindex(own.index).fillna(own), day)


def levels_on(study: Study, day: int) -> pd.DataFrame:
    """The levels of every practitioner on a day: practitioner, level, rank; a row for each level held.

    The level of the employment or practitioner row, and those of the zones where a post is held
    that day. Somebody without a level has no row: nobody's level is guessed.
    """
    employed = _employments_on(study, day)[["practitioner", "level"]].dropna()
    own = study.practitioners[["practitioner", "level"]].dropna()
    own = own[~own["practitioner"].isin(employed["practitioner"])]
    found = pd.concat([employed, own, _seats_on(study, day)], ignore_index=True).drop_duplicates()
    ranks = study.levels.set_index("level")["rank"]
    return found.assign(rank=found["level"].map(ranks)).reset_index(drop=True)


def professions(study: Study) -> pd.Series:
    """The profession of every practitioner, by id; NaN where it is not known."""
    return study.practitioners.set_index("practitioner")["profession"]


@derived(most=1)
def partnerships_of(study: Study) -> pd.DataFrame:
    """The partnerships of every actor: actor, partnership, first and last day; a row for each membership.

    The actor's own column, else the agency's of the person's own row, else the `members` table,
    else the study's only partnership. Days are inclusive; only `members` has any.
    """
    return _partnerships(study)


def partnerships_on(study: Study, day: int) -> pd.DataFrame:
    """The partnerships of every actor on a day: the rows of `partnerships_of` that hold then."""
    belongs = partnerships_of(study)
    return belongs[(belongs["begins"] <= day) & (day <= belongs["ends"])]


def _partnerships(study: Study) -> pd.DataFrame:
    agencies, people = study.agencies, study.practitioners
    by_agency = agencies.set_index("agency")["partnership"]
    own = people["partnership"].fillna(people["agency"].map(by_agency).astype("str"))
    actor = pd.concat([agencies["agency"], people["practitioner"]], ignore_index=True)
    named = pd.DataFrame(
        {"actor": actor, "partnership": pd.concat([agencies["partnership"], own], ignore_index=True)}
    )
    named = named.assign(begins=NO_DAY, ends=ALWAYS)
    known = named.dropna()
    rest = named.loc[named["partnership"].isna(), "actor"]
    begins, ends = held(study.members)
    members = study.members[["actor", "partnership"]].assign(begins=begins, ends=ends).dropna()
    members = members[members["actor"].isin(rest)].drop_duplicates()
    rest = rest[~rest.isin(members["actor"])]
    only = study.partnerships["partnership"]
    alone = named[named["actor"].isin(rest)].assign(partnership=only.iloc[0]) if len(only) == 1 else known[:0]
    return pd.concat([known, members, alone], ignore_index=True)


def _employments_on(study: Study, day: int) -> pd.DataFrame:
    """Employments that hold on a day, the one begun last at the end."""
    table = study.employments
    joined, left = held(table)
    holds = (joined <= day) & (day <= left)
    order = np.argsort(joined[holds], kind="stable")
    return table[holds].iloc[order]


def _seats_on(study: Study, day: int) -> pd.DataFrame:
    joined, left = held(study.posts)
    seats = study.posts[(joined <= day) & (day <= left)]
    level_of = study.zones.set_index("zone")["level"]
    found = pd.DataFrame({"practitioner": seats["practitioner"], "level": seats["zone"].map(level_of)})
    return found.dropna()
