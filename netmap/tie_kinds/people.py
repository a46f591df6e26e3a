"""Where people stand on a day: their agency, their levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.temporal.encounters import Bools, Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.reorganisations import present_agency
from netmap.tie_kinds.stays import agency_names, agency_stays, code_on, job_spells, post_spells

ALWAYS = np.iinfo(np.int64)


def agencies_on(study: Study, day: int) -> pd.Series:
    """The agency of every practitioner on a day, by practitioner id; NaN where it is not known.

    An employment that holds on the day goes before the practitioner's own row; of several, the one begun
    last, of those begun on one day the first by the agency's id. Agencies that were renamed or merged by
    then count as their successor.
    """
    people = pd.Index(study.practitioners["practitioner"])
    actors = actors_of(study)
    who = actors.codes(study.practitioners["practitioner"])
    code = code_on(agency_stays(study), len(actors), who, np.full(len(who), day))
    named = pd.Series(np.append(agency_names(study), np.nan)[code], index=people, dtype="str", name="agency")
    return present_agency(study, named, day)


def agencies_by_day(study: Study, who: Ints, on: Ints, called: int) -> pd.Series:
    """The agency of each actor on a day of its own, row by row; an agency's is itself, NaN where not known.

    `who`: places in `actors_of`; `on`: a day number for each. Somebody who has changed jobs since stands for
    the agency of then. Agencies that were renamed or merged by the day `called` count as their successor.
    """
    actors = actors_of(study)
    code = code_on(agency_stays(study), len(actors), who, on)
    worked = pd.Series(np.append(agency_names(study), np.nan)[code], dtype="str")
    ids = pd.Series(actors.ids, dtype="str")
    own = ids.where(actors.is_agency).iloc[who].reset_index(drop=True)
    return present_agency(study, own.where(own.notna(), worked), called)


def levels_on(study: Study, day: int) -> pd.DataFrame:
    """The levels of every practitioner on a day: practitioner, level, rank; a row for each level held.

    The level of the employment or practitioner row, and those of the zones where a post is held
    that day. Somebody without a level has no row: nobody's level is guessed.
    """
    jobs, posts = job_spells(study), post_spells(study)
    employed = study.employments[(jobs.begins <= day) & (day <= jobs.ends)]
    employed = employed[["practitioner", "level"]].dropna()
    own = study.practitioners[["practitioner", "level"]].dropna()
    own = own[~own["practitioner"].isin(employed["practitioner"])]
    seats = study.posts[(posts.begins <= day) & (day <= posts.ends)]
    level_of = study.zones.set_index("zone")["level"]
    seated = pd.DataFrame({"practitioner": seats["practitioner"], "level": seats["zone"].map(level_of)})
    found = pd.concat([employed, own, seated.dropna()], ignore_index=True).drop_duplicates()
    ranks = study.levels.set_index("level")["rank"]
    return found.assign(rank=found["level"].map(ranks)).reset_index(drop=True)


def with_level_on(study: Study, day: int) -> Bools:
    """Whether each actor has any level on a day; who has a row in `levels_on` has."""
    spells = _level_spells(study)
    found = np.zeros(len(actors_of(study)), np.bool_)
    found[spells.person[(spells.begins <= day) & (day <= spells.ends)]] = True
    return found


@dataclass(frozen=True, slots=True, eq=False)
class LevelSpells:
    """From when to when a person, by code, has some level: by a job, a row of their own or a post."""

    person: Ints
    begins: Ints
    ends: Ints


@derived(most=1)
def _level_spells(study: Study) -> LevelSpells:
    jobs, posts, actors = job_spells(study), post_spells(study), actors_of(study)
    at_level = study.zones.loc[study.zones["level"].notna(), "zone"]
    by_job = study.employments["level"].notna().to_numpy(dtype=bool)
    by_row = study.practitioners["level"].notna().to_numpy(dtype=bool)
    by_post = study.posts["zone"].isin(at_level).to_numpy(dtype=bool)
    parts = (
        (study.employments["practitioner"][by_job], jobs.begins[by_job], jobs.ends[by_job]),
        (study.practitioners["practitioner"][by_row], ALWAYS.min, ALWAYS.max),
        (study.posts["practitioner"][by_post], posts.begins[by_post], posts.ends[by_post]),
    )
    persons = [actors.codes(names) for names, _, _ in parts]
    limits = (
        np.concatenate([np.broadcast_to(part[place], len(part[0])) for part in parts]) for place in (1, 2)
    )
    person, (begins, ends) = np.concatenate(persons), limits
    known = person >= 0
    return LevelSpells(person[known], begins[known], ends[known])


def professions(study: Study) -> pd.Series:
    """The profession of every practitioner, by id; NaN where it is not known."""
    return study.practitioners.set_index("practitioner")["profession"]
