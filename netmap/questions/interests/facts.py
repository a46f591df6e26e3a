"""Interests and ties of a day, and the tables that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from netmap.gap_rules.shared_interests import AGENCIES, first_meetings, interests_on, shared_interests
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.study import Study
from netmap.questions.inquiry import Inquiry
from netmap.questions.scope import scope_of
from netmap.questions.window import to_day
from netmap.temporal.encounters import Ints
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.policy import TiePolicy
from netmap.tie_kinds.recorded import encounters_of, first_recorded_day

MOST_MONTHS = 120
"""So many months of growth are told at most, the latest."""


@dataclass(frozen=True)
class Facts:
    """Each two that share an interest on a day (None: nothing is dated), by interest, and how they stand."""

    study: Study
    policy: TiePolicy
    who: str
    partnership: str | None
    day: int | None
    pairs: pd.DataFrame
    names: dict[str, str]

    @property
    def ties_known(self) -> bool:
        """Whether anything on record says who is in touch with whom."""
        tables = ("contacts", "attendance", "ties")
        return any(len(self.study.table(name)) for name in tables)

    @cached_property
    def inside(self) -> set[str]:
        """The agencies that the record says belong to the community, by their row or by `members`."""
        study = self.study
        rows = study.agencies[study.agencies["partnership"].notna()]
        told, members = rows["partnership"], study.members
        if self.partnership is not None:
            rows = rows[told.eq(self.partnership)]
            members = members[members["partnership"].eq(self.partnership)]
        known = set(study.agencies["agency"])
        return {*rows["agency"], *(each for each in members["actor"] if each in known)}


def facts_of(inquiry: Inquiry, who: str) -> Facts:
    """Interests and ties on the last day of the window."""
    context, study = inquiry.context, inquiry.study
    scope_of(study, context.partnership)
    rest = (context.end, context.baseline, context.ties)
    pairs = shared_interests(study, *rest, who=who, partnership=context.partnership)
    told = study.objects
    names = dict(
        zip(told["object"].astype(str), told["name"].where(told["name"].notna(), told["object"]), strict=True)
    )
    day = as_of_day(study, context.end)
    return Facts(study, context.ties, who, context.partnership, day, pairs, names)


def apart(facts: Facts) -> pd.DataFrame:
    """Each two without a tie, by interest; who never met come first; `met` is missing where not known."""
    found = facts.pairs[~facts.pairs["tie"]]
    if not facts.ties_known:
        found = found.assign(met=None)
    found = found.assign(interest=found["object"].map(facts.names))
    ordered = found.sort_values(["met", "a", "b", "interest"], kind="stable")
    return ordered[["a", "b", "interest", "met"]].reset_index(drop=True)


def interests(facts: Facts) -> pd.DataFrame:
    """Of each interest who has it and how many pairs have a tie, where that is known; most untied first."""
    held = interests_on(facts.study, facts.day, facts.who)
    kinds = facts.study.objects.set_index("object")["kind"]
    rows = []
    for thing, actors in held.groupby("object")["actor"]:
        mine = facts.pairs[facts.pairs["object"].eq(str(thing))]
        free = mine[~mine["tie"]]
        unmet = int((~free["met"]).sum())
        counts = (actors.nunique(), len(mine), int(mine["tie"].sum()), len(free), unmet)
        rows.append((facts.names[str(thing)], kinds.get(thing), *counts))
    columns = ["interest", "kind", "actors", "pairs", "tied", "untied", "unmet"]
    frame = pd.DataFrame(rows, columns=columns)
    if not facts.ties_known:
        frame[["tied", "untied", "unmet"]] = np.nan
    return frame.sort_values(["untied", "pairs"], ascending=False, kind="stable", ignore_index=True)


def growth(facts: Facts) -> pd.DataFrame:
    """Month by month how many belong, how many took part, and how many pairs of agencies have met.

    Somebody belongs from the day on which they joined, or else from their first encounter, and an agency from
    its own such day or the first of its people's, to the day on which they left.
    """
    columns = ["month", "agencies", "people", "took_part", "pairs_met"]
    first = first_recorded_day(facts.study)
    if facts.day is None or first is None or first > facts.day:
        return pd.DataFrame(columns=columns)
    people, agencies = _belonging(facts)
    met = first_meetings(facts.study, facts.day, facts.policy, AGENCIES)
    met = met[met["a"].isin(facts.inside) & met["b"].isin(facts.inside)]
    who, day = _seats(facts)
    rows = []
    for begin, end in _months(first, facts.day):
        counts = (_there(agencies, end), _there(people, end))
        part = len(set(who[(day >= begin) & (day <= end)]) & set(people.index))
        rows.append((from_day(begin), *counts, part, int((met["day"] <= end).sum())))
    return pd.DataFrame(rows, columns=columns)


def _seats(facts: Facts) -> tuple[Any, Ints]:
    """Who was in each encounter, and on which day, seat by seat."""
    met = encounters_of(facts.study, facts.policy)
    return actors_of(facts.study).ids.to_numpy(object)[met.members], np.repeat(met.day, np.diff(met.offsets))


def _belonging(facts: Facts) -> tuple[pd.DataFrame, pd.DataFrame]:
    """People and agencies of the community with the day since which they belong, and the last."""
    study = facts.study
    who, day = _seats(facts)
    seen = pd.Series(day, index=who).groupby(level=0).min()
    table = study.practitioners.set_index("practitioner")
    agency = agencies_on(study, facts.day or 0)
    joined = _days(table["joined"], end=False).combine_first(seen.reindex(table.index))
    people = pd.DataFrame({"since": joined, "until": _days(table["left"], end=True), "agency": agency})
    people = people[people["agency"].isin(facts.inside)].dropna(subset=["since"])
    told = study.members.drop_duplicates("actor").set_index("actor").reindex(sorted(facts.inside))
    since = _days(told["joined"], end=False).combine_first(people.groupby("agency")["since"].min())
    agencies = pd.DataFrame({"since": since, "until": _days(told["left"], end=True)})
    return people, agencies.dropna(subset=["since"])


def _days(column: pd.Series, *, end: bool) -> pd.Series:
    days = pd.Series(day_numbers(column, end=end), index=column.index, dtype=np.float64)
    return days.where(days != NO_DAY)


def _there(spells: pd.DataFrame, day: int) -> int:
    """How many belong on a day."""
    return int(((spells["since"] <= day) & ~(spells["until"] < day)).sum())


def _months(first: int, last: int) -> list[tuple[int, int]]:
    """The first and the last day of every month from one day to another, the last cut off there."""
    found: list[tuple[int, int]] = []
    end = last
    while end >= first and len(found) < MOST_MONTHS:
        begin = to_day(from_day(end).replace(day=1))
        found.append((begin, end))
        end = begin - 1
    return found[::-1]


def passed_on(facts: Facts) -> pd.DataFrame:
    """Every contact in which an agency of the community could pass something on to one outside."""
    columns = ["date", "agency", "outside", "interest", "channel"]
    table = facts.study.contacts
    day = day_numbers(table["date"])
    table = table[(day != NO_DAY) & (day <= (NO_DAY if facts.day is None else facts.day))]
    people = agencies_on(facts.study, facts.day or 0)
    ends = [
        table[end].map(people).where(table[end].isin(people.index), table[end])
        for end in ("source", "target")
    ]
    outward = ends[0].isin(facts.inside) & ends[1].notna() & ~ends[1].isin(facts.inside)
    mutual = ~table["direction"].eq("directed")
    back = mutual & ends[1].isin(facts.inside) & ends[0].notna() & ~ends[0].isin(facts.inside)
    found = pd.DataFrame(
        {
            "date": table["date"],
            "agency": ends[0].where(outward, ends[1]),
            "outside": ends[1].where(outward, ends[0]),
            "interest": table["object"].map(facts.names),
            "channel": table["channel"],
        }
    )
    return (
        found[outward | back]
        .sort_values(["date", "agency", "outside"], kind="stable")[columns]
        .reset_index(drop=True)
    )
