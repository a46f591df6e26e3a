"""To which partnership everybody belongs, day by day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netmap.model.derived import derived
from netmap.model.spells import ALWAYS
from netmap.model.study import Study
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.reorganisations import changing_days, present_agency
from netmap.tie_kinds.stays import (
    EVER,
    Stays,
    agency_names,
    agency_stays,
    code_on,
    from_rows,
    held,
    joined,
    one_at_a_time,
    outside,
    own_rows,
    stays_of,
)


def partnerships_of(study: Study) -> pd.DataFrame:
    """Every membership of every actor, several at once included: actor, partnership, first and last day.

    The actor's own column, on days without one that of the agency they work for, else the `members` table,
    else the study's only partnership. Days are inclusive.
    """
    rows, names = _memberships(study), partnership_names(study)
    return pd.DataFrame(
        {
            "actor": pd.Series(actors_of(study).ids[rows.who], dtype="str"),
            "partnership": pd.Series(names[rows.what], dtype="str"),
            "begins": rows.first,
            "ends": rows.last,
        }
    )


def partnerships_on(study: Study, day: int) -> pd.DataFrame:
    """The partnerships of every actor on a day: the rows of `partnerships_of` that hold then."""
    belongs = partnerships_of(study)
    return belongs[(belongs["begins"] <= day) & (day <= belongs["ends"])]


def partnership_on(study: Study, who: Ints, day: Ints) -> Ints:
    """The one partnership of each actor on a day, as its place in `partnership_names`; -1 without one.

    Of several rows of `members` that hold on the day it is the one joined first, of those joined on one day
    the first by the partnership's id.
    """
    return code_on(_one_partnership(study), len(actors_of(study)), who, day)


@derived(most=1)
def partnership_names(study: Study) -> pd.Index:
    """The partnerships of a study in text order; a partnership's code is its place here."""
    return pd.Index(sorted(study.partnerships["partnership"].unique()), dtype=object)


@derived(most=1)
def _memberships(study: Study) -> Stays:
    known = _by_row_and_agency(study)
    members = outside(_members(study), known)
    return joined([known, members, _only(study, [known, members])])


@derived(most=1)
def _one_partnership(study: Study) -> Stays:
    known = _by_row_and_agency(study)
    first = one_at_a_time(_members(study), lambda span: (span[0], span[2]))
    members = outside(first, known)
    return joined([known, members, _only(study, [known, members])])


@derived(most=1)
def _by_row_and_agency(study: Study) -> Stays:
    """What everybody's own column says, else the column of the agency they work for on the day."""
    names = partnership_names(study)
    people = own_rows(study, study.practitioners, "partnership", names)
    agencies = own_rows(study, _as_people(study.agencies, "agency"), "partnership", names)
    return joined([people, agencies, outside(_by_agency(study), people)])


def _by_agency(study: Study) -> Stays:
    """The partnership of the agency that somebody works for, as it is called on the day."""
    named, names = study.agencies.set_index("agency")["partnership"], partnership_names(study)
    work, rows = agency_stays(study), []
    edges = [EVER, *changing_days(study)]
    for begin, end in zip(edges, [*(day - 1 for day in edges[1:]), ALWAYS], strict=True):
        called = present_agency(study, pd.Series(agency_names(study), dtype=object), begin)
        code = names.get_indexer(pd.Index(called.map(named), dtype=object))[work.what]
        first, last = np.maximum(work.first, begin), np.minimum(work.last, end)
        there = (code >= 0) & (first <= last)
        columns = (work.who, code, first, last)
        rows += list(zip(*(column[there].tolist() for column in columns), strict=True))
    return from_rows(rows)


def _members(study: Study) -> Stays:
    members = _as_people(study.members, "actor")
    return stays_of(study, members, "partnership", partnership_names(study), held(members))


def _only(study: Study, others: list[Stays]) -> Stays:
    """The study's only partnership, of everybody of whom nothing else is said."""
    names, everybody = partnership_names(study), np.arange(len(actors_of(study)))
    if len(names) != 1:
        return from_rows([])
    always = (np.full(len(everybody), EVER), np.full(len(everybody), ALWAYS))
    return outside(Stays(everybody, np.zeros(len(everybody), np.int64), *always), joined(others))


def _as_people(table: pd.DataFrame, column: str) -> pd.DataFrame:
    return table.rename(columns={column: "practitioner"})
