"""Interests and ties of a day, and the tables that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from netmap.gap_rules.shared_interests import AGENCIES, first_meetings, interests_on, shared_interests
from netmap.model.dates import NO_DAY, day_numbers, from_day
from netmap.model.study import Study
from netmap.questions.gaps import FEW
from netmap.questions.inquiry import Inquiry
from netmap.questions.question import BOARD
from netmap.questions.scope import scope_of
from netmap.questions.window import to_day
from netmap.temporal.encounters import Bools
from netmap.tie_kinds.actors import actors_of
from netmap.tie_kinds.baselines import as_of_day
from netmap.tie_kinds.memberships import partnerships_on
from netmap.tie_kinds.people import agencies_by_day
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
    board: bool = False

    @cached_property
    def held(self) -> pd.DataFrame:
        """Who of the partnership has an interest in what on the day: object and actor, each once."""
        found = interests_on(self.study, self.day, self.who)
        if self.partnership is None:
            return found
        belongs = partnerships_on(self.study, self.day or 0)
        mine = belongs.loc[belongs["partnership"].eq(self.partnership), "actor"]
        return found[found["actor"].isin(mine)]

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
    board = context.principal.role == BOARD
    return Facts(study, context.ties, who, context.partnership, day, pairs, names, board)


def apart(facts: Facts) -> pd.DataFrame:
    """Each two without a tie, by interest; who never met come first; `met` is missing where not known."""
    found = facts.pairs[~facts.pairs["tie"]]
    met = found["met"].astype(object).where(found["known"], None)
    found = found.assign(met=met, interest=found["object"].map(facts.names), unknown=~found["known"])
    ordered = found.sort_values(["unknown", "met", "a", "b", "interest"], kind="stable")
    return ordered[["a", "b", "interest", "met"]].reset_index(drop=True)


def interests(facts: Facts) -> pd.DataFrame:
    """Of each interest who has it and how many pairs have a tie, where that is known; most untied first."""
    kinds = facts.study.objects.set_index("object")["kind"]
    rows = []
    for thing, actors in facts.held.groupby("object")["actor"]:
        mine = facts.pairs[facts.pairs["object"].eq(str(thing))]
        free = mine[~mine["tie"] & mine["known"]]
        unmet, unknown = int((~free["met"]).sum()), int((~mine["known"] & ~mine["tie"]).sum())
        counts = (actors.nunique(), len(mine), int(mine["tie"].sum()), len(free), unmet, unknown)
        rows.append((facts.names[str(thing)], kinds.get(thing), *counts))
    columns = ["interest", "kind", "actors", "pairs", "tied", "untied", "unmet", "unknown"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["untied", "pairs"], ascending=False, kind="stable", ignore_index=True)


def growth(facts: Facts) -> pd.DataFrame:
    """Month by month how many belong, how many took part, and how many pairs of agencies have met.

    Somebody belongs from the day on which they joined, or else from their first encounter, to the day on
    which they left, and while the agency that they work for does. An agency does from its own such day, or
    else from the first encounter of somebody who worked for it then.
    """
    columns = ["month", "agencies", "people", "took_part", "pairs_met"]
    first = first_recorded_day(facts.study)
    if facts.day is None or first is None or first > facts.day:
        return pd.DataFrame(columns=columns)
    seats = _seats(facts, facts.day)
    people, agencies = _people(facts, seats), _agencies(facts, seats)
    met = first_meetings(facts.study, facts.day, facts.policy, AGENCIES)
    met = met[met["a"].isin(facts.inside) & met["b"].isin(facts.inside)]
    part = seats[seats["agency"].isin(facts.inside)]
    rows = []
    for begin, end in _months(first, facts.day):
        now = part.loc[(part["day"] >= begin) & (part["day"] <= end), "who"]
        there = people.index[_there(people, end)]
        belong = agencies_by_day(facts.study, there.to_numpy(), np.full(len(there), end), facts.day)
        counts = (int(_there(agencies, end).sum()), int(belong.isin(facts.inside).sum()), now.nunique())
        rows.append((from_day(begin), *counts, int((met["day"] <= end).sum())))
    found = pd.DataFrame(rows, columns=columns)
    if facts.board:
        told = {name: found[name].astype("float64") for name in ("people", "took_part")}
        found = found.assign(**{name: each.mask(each.between(1, FEW - 1)) for name, each in told.items()})
    return found


def _seats(facts: Facts, called: int) -> pd.DataFrame:
    """Who was in each encounter, seat by seat: a place in `actors_of`, the day, and the agency of then."""
    met = encounters_of(facts.study, facts.policy)
    day = np.repeat(met.day, np.diff(met.offsets))
    agency = agencies_by_day(facts.study, met.members, day, called)
    return pd.DataFrame({"who": met.members, "day": day, "agency": agency})


def _people(facts: Facts, seats: pd.DataFrame) -> pd.DataFrame:
    """The people, by their place in `actors_of`, with the day since which they can belong, and the last."""
    table = facts.study.practitioners
    who = pd.Index(actors_of(facts.study).codes(table["practitioner"]))
    seen = seats.groupby("who")["day"].min().reindex(who)
    since = _days(table["joined"], end=False).set_axis(who).combine_first(seen)
    people = pd.DataFrame({"since": since, "until": _days(table["left"], end=True).set_axis(who)})
    return people.dropna(subset=["since"])


def _agencies(facts: Facts, seats: pd.DataFrame) -> pd.DataFrame:
    """The agencies of the community with the day since which they belong, and the last."""
    told = facts.study.members.drop_duplicates("actor").set_index("actor").reindex(sorted(facts.inside))
    seen = seats.groupby("agency")["day"].min().reindex(told.index)
    since = _days(told["joined"], end=False).combine_first(seen)
    agencies = pd.DataFrame({"since": since, "until": _days(told["left"], end=True)})
    return agencies.dropna(subset=["since"])


def _days(column: pd.Series, *, end: bool) -> pd.Series:
    days = pd.Series(day_numbers(column, end=end), index=column.index, dtype=np.float64)
    return days.where(days != NO_DAY)


def _there(spells: pd.DataFrame, day: int) -> Bools:
    """Whether each belongs on a day."""
    there: Bools = ((spells["since"] <= day) & ~(spells["until"] < day)).to_numpy()
    return there


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
    """Every contact in which an agency of the community could pass something on to one outside.

    To a board each two agencies with what it was about and over which channel, once and without the day.
    """
    columns = ["date", "agency", "outside", "interest", "channel"]
    table = facts.study.contacts
    day = day_numbers(table["date"])
    kept = (day != NO_DAY) & (day <= (NO_DAY if facts.day is None else facts.day))
    table = table[kept]
    actors, on = actors_of(facts.study), day[kept]
    ends = [
        agencies_by_day(facts.study, actors.codes(table[end]), on, facts.day or 0).set_axis(table.index)
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
    ordered = found[outward | back].sort_values(["date", "agency", "outside"], kind="stable")[columns]
    if facts.board:
        ordered = ordered.assign(date=None).drop_duplicates()
    return ordered.reset_index(drop=True)
