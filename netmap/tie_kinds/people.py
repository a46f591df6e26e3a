"""Where people stand on a day: their agency, their levels."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.study import Study
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.reorganisations import present_agency
from netmap.tie_kinds.stays import agency_names, agency_stays, code_on, job_spells, post_spells


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


def professions(study: Study) -> pd.Series:
    """The profession of every practitioner, by id; NaN where it is not known."""
    return study.practitioners.set_index("practitioner")["profession"]
