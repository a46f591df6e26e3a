"""Groups with the people who sit in them: the levels they join, who is in several, where cases get to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from netmap.model.study import Study
from netmap.records.labels import names_of
from netmap.tie_kinds.memberships import partnerships_of

ZONE_COLUMNS = ("group", "levels", "names", "of", "people", "without_level", "agencies", "partnerships")
PAIR_COLUMNS = ("group", "other", "people", "roles")
ROLE_COLUMNS = ("role", "people", "in_two", "pairs", "alone")
CASE_COLUMNS = ("object", "name", "people", "agencies", "groups", "levels", "names", "highest")


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Who is in which group, on which levels and in which roles; all by id.

    `inside` holds the people of every group, empty where none is on record; `at` the levels of a person,
    `roles` theirs; `own` the level of a group, where it has one.
    """

    inside: Mapping[str, frozenset[str]]
    at: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    own: Mapping[str, str]
    rank: Mapping[str, int]


def people_of(study: Study, partnership: str | None) -> People:
    """Gather it: who holds a post in a group or came to a sitting of it, at any time."""
    zones = study.zones
    if partnership is not None:
        zones = zones[zones["partnership"].eq(partnership)]
    there = study.attendance["status"].isna() | study.attendance["status"].eq("present")
    came = study.attendance[there].merge(study.meetings[["meeting", "zone"]], on="meeting")
    seats = pd.concat([study.posts[["practitioner", "zone", "role"]], came[["practitioner", "zone", "role"]]])
    inside: dict[str, set[str]] = {str(zone): set() for zone in zones["zone"]}
    roles: dict[str, set[str]] = defaultdict(set)
    for person, zone, role in seats.itertuples(index=False):
        if zone in inside:
            inside[zone].add(str(person))
        if isinstance(role, str):
            roles[str(person)].add(role)
    at: dict[str, set[str]] = defaultdict(set)
    for table in (study.practitioners, study.employments):
        for person, level in table[["practitioner", "level"]].dropna().itertuples(index=False):
            at[str(person)].add(str(level))
    for person, profession in (
        study.practitioners[["practitioner", "profession"]].dropna().itertuples(index=False)
    ):
        if not roles[str(person)]:
            roles[str(person)].add(str(profession))
    own = zones.dropna(subset=["level"])
    mine = None if partnership is None else _belonging(study, partnership).union(*inside.values())
    return People(
        {zone: frozenset(found) for zone, found in inside.items()},
        {person: frozenset(found) for person, found in at.items()},
        {
            person: frozenset(found)
            for person, found in roles.items()
            if found and (mine is None or person in mine)
        },
        dict(zip(own["zone"].astype(str), own["level"].astype(str), strict=True)),
        {
            str(level): int(rank)
            for level, rank in zip(study.levels["level"], study.levels["rank"], strict=True)
        },
    )


def _belonging(study: Study, partnership: str) -> frozenset[str]:
    """Everybody, and every agency, that ever belongs to a partnership."""
    table = partnerships_of(study)
    return frozenset(table.loc[table["partnership"].eq(partnership), "actor"].astype(str))


def levels_in(people: People, zone: str) -> frozenset[str]:
    """The levels that a group joins: its own, and those of the people in it."""
    own = {people.own[zone]} if zone in people.own else set()
    return frozenset(own).union(*(people.at.get(each, frozenset()) for each in people.inside[zone]))


def in_order(people: People, levels: frozenset[str]) -> list[str]:
    """Levels from the highest rank down."""
    return sorted(levels, key=lambda each: (-people.rank.get(each, -1), each))


def zones_table(study: Study, people: People) -> pd.DataFrame:
    """A row for each group: how many levels it joins, its own among them; NaN where nobody in it has one.

    What is counted of its people is NaN where none of them is on record, of agencies where no seat is either.
    """
    names = names_of(study, "levels")
    persons = study.practitioners.set_index("practitioner")
    agency = persons["agency"].to_dict()
    belongs = study.agencies.set_index("agency")["partnership"].to_dict()
    rows = []
    for zone, inside in people.inside.items():
        levels = levels_in(people, zone)
        seen = any(each in people.at for each in inside)
        theirs = {agency.get(each) for each in inside} | set(
            study.seats.loc[study.seats["zone"].eq(zone), "agency"]
        )
        sites = {persons["partnership"].get(each) for each in inside} | {belongs.get(each) for each in theirs}
        rows.append(
            {
                "group": zone,
                "levels": len(levels) if seen else np.nan,
                "names": ", ".join(names.get(each, each) for each in in_order(people, levels)) or None,
                "of": len(people.rank),
                "people": len(inside) if inside else np.nan,
                "without_level": sum(each not in people.at for each in inside) if inside else np.nan,
                "agencies": sum(isinstance(each, str) for each in theirs) if theirs else np.nan,
                "partnerships": sum(isinstance(each, str) for each in sites) if theirs else np.nan,
            }
        )
    return pd.DataFrame(rows, columns=list(ZONE_COLUMNS))


def pairs_table(people: People) -> pd.DataFrame:
    """A row for each two groups that have people in common, with how many and in which roles."""
    rows = []
    for one, other in combinations(people.inside, 2):
        both = people.inside[one] & people.inside[other]
        if both:
            roles = sorted(set().union(*(people.roles.get(each, frozenset()) for each in both)))
            rows.append(
                {"group": one, "other": other, "people": len(both), "roles": ", ".join(roles) or None}
            )
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))


def roles_table(people: People) -> pd.DataFrame:
    """A row for each role: its people, those in two groups or more, the pairs of groups that they join.

    alone counts the pairs that nobody without the role joins.
    """
    rows = []
    for role in sorted(set().union(*people.roles.values())) if people.roles else ():
        holders = {person for person, held in people.roles.items() if role in held}
        places = {person: sum(person in inside for inside in people.inside.values()) for person in holders}
        joined = [
            people.inside[one] & people.inside[other]
            for one, other in combinations(people.inside, 2)
            if people.inside[one] & people.inside[other] & holders
        ]
        rows.append(
            {
                "role": role,
                "people": len(holders),
                "in_two": sum(n > 1 for n in places.values()),
                "pairs": len(joined),
                "alone": sum(both <= holders for both in joined),
            }
        )
    found = pd.DataFrame(rows, columns=list(ROLE_COLUMNS))
    return found.sort_values(["in_two", "people"], ascending=False, kind="stable", ignore_index=True)


def cases_table(study: Study, people: People, partnership: str | None = None) -> pd.DataFrame:
    """A row for each case: who works on it, in which groups they sit, and the levels that they join there.

    Of a partnership those that somebody of it, or one of its agencies, works on; a case that names nobody is
    none of them.

    highest is the level of the greatest rank; levels is NaN where nobody works on the case on record, or no
    level of theirs is known.
    """
    names = names_of(study, "levels")
    mine = None if partnership is None else _belonging(study, partnership).union(*people.inside.values())
    rows = []
    for case, name in study.objects.loc[study.objects["kind"].eq("case"), ["object", "name"]].itertuples(
        index=False
    ):
        actors = set(study.involvement.loc[study.involvement["object"].eq(case), "actor"].astype(str))
        if mine is not None and not actors & mine:
            continue
        persons = actors & set(study.practitioners["practitioner"])
        groups = [zone for zone, inside in people.inside.items() if inside & persons]
        own = [people.at.get(each, frozenset()) for each in persons]
        at = [frozenset({people.own[zone]}) for zone in groups if zone in people.own]
        levels: frozenset[str] = frozenset().union(*own, *at)
        ordered = in_order(people, levels)
        rows.append(
            {
                "object": case,
                "name": name,
                "people": len(persons),
                "agencies": len(actors - persons),
                "groups": len(groups),
                "levels": len(levels) if levels else np.nan,
                "names": ", ".join(names.get(each, each) for each in ordered) or None,
                "highest": ordered[0] if ordered else None,
            }
        )
    return pd.DataFrame(rows, columns=list(CASE_COLUMNS))
