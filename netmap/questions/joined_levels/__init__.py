"""The question of levels joined: by groups, by those who stand between groups, and by cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.parameters import Request
from netmap.questions.question import (
    COORDINATOR,
    LEVELS,
    RESEARCHER,
    ZONES,
    Answer,
    Column,
    Inquiry,
    Question,
    Table,
)

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN = N_("not known")


@dataclass(frozen=True, slots=True, eq=False)
class JoinedLevels:
    """Groups with the levels that they join, pairs of them, roles, cases; the levels, highest first.

    `unplaced` counts, where one partnership is asked about, the cases that name nobody: they may be its own.
    """

    groups: pd.DataFrame
    pairs: pd.DataFrame
    roles: pd.DataFrame
    cases: pd.DataFrame
    levels: tuple[tuple[str, str], ...]
    names: dict[str, str]
    unplaced: int


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Gather who is in which group, on which level and in which role."""
    from netmap.questions.joined_levels.groups import (
        cases_table,
        in_order,
        pairs_table,
        people_of,
        roles_table,
        zones_table,
    )
    from netmap.questions.method import method_of
    from netmap.records.labels import names_of

    study = inquiry.study
    people = people_of(study, inquiry.context.partnership)
    named = names_of(study, "levels")
    levels = tuple((each, named[each]) for each in in_order(people, frozenset(people.rank)))
    groups = zones_table(study, people)
    partnership = inquiry.context.partnership
    cases = study.objects.loc[study.objects["kind"].eq("case"), "object"]
    unplaced = 0 if partnership is None else int((~cases.isin(study.involvement["object"])).sum())
    facts = JoinedLevels(
        groups,
        pairs_table(people),
        roles_table(people),
        cases_table(study, people, partnership),
        levels,
        names_of(study, "zones"),
        unplaced,
    )
    return Answer(facts, method_of(inquiry, len(groups), whole=True))


def sentences(facts: JoinedLevels, t: Translator) -> Sequence[str]:
    """Which levels groups join, whether anybody stands between groups, and where cases get to."""
    return tuple(_said(facts, t))


def _said(facts: JoinedLevels, t: Translator) -> Iterator[str]:
    if facts.groups.empty:
        yield t.gettext("No group is on record, so what joins the levels cannot be seen.")
        return
    yield from _levels(facts, t)
    yield from _brokers(facts, t)
    yield from _cases(facts, t)


def _levels(facts: JoinedLevels, t: Translator) -> Iterator[str]:
    if not facts.levels:
        yield t.gettext("No level is on record, so which levels a group joins cannot be seen.")
        return
    names = t.listing([name for _, name in facts.levels])
    known = facts.groups.dropna(subset=["levels"])
    if known.empty:
        yield t.gettext("Which levels a group joins cannot be seen: nobody in one has a level on record.")
    else:
        most = known.loc[known["levels"].idxmax()]
        joining = int((known["levels"] > 1).sum())
        if not joining and len(known) < len(facts.groups):
            text = t.ngettext(
                "No group is seen to join two levels; levels are on record in {known} of {n} group.",
                "No group is seen to join two levels; levels are on record in {known} of {n} groups.",
                len(facts.groups),
            )
            numbers = {"known": wording.whole(t, len(known)), "n": wording.whole(t, len(facts.groups))}
            yield text.format(**numbers)
            yield t.gettext("The levels of this study are: {levels}.").format(levels=names)
            return
        text = t.ngettext(
            "{joining} of {n} group with a known level joins two levels or more.",
            "{joining} of {n} groups with a known level join two levels or more.",
            len(known),
        )
        yield text.format(joining=wording.whole(t, joining), n=wording.whole(t, len(known)))
        if joining:
            text = t.gettext("Most are joined in “{group}”: {levels}.")
            yield text.format(group=facts.names[most["group"]], levels=most["names"])
    yield t.gettext("The levels of this study are: {levels}.").format(levels=names)


def _brokers(facts: JoinedLevels, t: Translator) -> Iterator[str]:
    unknown = int(facts.groups["people"].isna().sum())
    if unknown:
        text = t.ngettext(
            "Who sits in {unknown} of {n} group is not on record.",
            "Who sits in {unknown} of {n} groups is not on record.",
            len(facts.groups),
        )
        yield text.format(unknown=wording.whole(t, unknown), n=wording.whole(t, len(facts.groups)))
    between = facts.roles[facts.roles["in_two"] > 0].head(3)
    for row in between.to_dict("records"):
        text = t.ngettext(
            "{n} of {all} in the role “{role}” is in two groups or more.",
            "{n} of {all} in the role “{role}” are in two groups or more.",
            int(row["in_two"]),
        )
        numbers = {"n": wording.whole(t, int(row["in_two"])), "all": wording.whole(t, int(row["people"]))}
        yield text.format(role=row["role"], **numbers)
        text = t.ngettext(
            "They join {n} pair of groups; pairs that nobody else joins: {alone}.",
            "They join {n} pairs of groups; pairs that nobody else joins: {alone}.",
            int(row["pairs"]),
        )
        pairs = {"n": wording.whole(t, int(row["pairs"])), "alone": wording.whole(t, int(row["alone"]))}
        yield text.format(**pairs)
    if between.empty and facts.pairs.empty and unknown < len(facts.groups):
        yield t.gettext("Nobody on record is seen in two groups.")


def _cases(facts: JoinedLevels, t: Translator) -> Iterator[str]:
    n = len(facts.cases)
    if facts.unplaced:
        text = t.ngettext(
            "{n} case of the study names nobody who works on it; its partnership is not on record.",
            "{n} cases of the study name nobody who works on them; their partnership is not on record.",
            facts.unplaced,
        )
        yield text.format(n=wording.whole(t, facts.unplaced))
    if not n:
        return
    known = facts.cases[facts.cases["levels"].notna() & facts.cases["groups"].gt(0)]
    if known.empty:
        text = t.ngettext(
            "{n} case is on record; in which group those who work on it sit is not.",
            "{n} cases are on record; in which groups those who work on them sit is not.",
            n,
        )
        yield text.format(n=wording.whole(t, n))
        yield t.gettext("So what passes from a case to a higher level cannot be seen.")
    elif facts.levels:
        top, name = facts.levels[0]
        there = int(known["highest"].eq(top).sum())
        text = t.ngettext(
            "{there} of {n} case is carried to “{level}” by those who work on it.",
            "{there} of {n} cases are carried to “{level}” by those who work on them.",
            len(known),
        )
        yield text.format(there=wording.whole(t, there), n=wording.whole(t, len(known)), level=name)
        if n > len(known):
            text = t.ngettext(
                "Where {n} other case gets to is not on record.",
                "Where {n} other cases get to is not on record.",
                n - len(known),
            )
            yield text.format(n=wording.whole(t, n - len(known)))


QUESTION = Question(
    name="joined-levels",
    title=N_("Levels joined"),
    help=N_("Print which levels each group joins, who stands between groups, and where cases get to."),
    audience=(COORDINATOR, RESEARCHER),
    answer=answer,
    sentences=sentences,
    tables=(
        Table(
            "joined-levels",
            N_("Group by group: the levels that it joins"),
            (
                Column("group", N_("group"), names=ZONES),
                Column("levels", N_("levels"), digits=0, missing=UNKNOWN),
                Column("names", N_("which"), missing=UNKNOWN),
                Column("people", N_("people"), digits=0, missing=UNKNOWN),
                Column("without_level", N_("people without a level"), digits=0, missing=UNKNOWN),
                Column("agencies", N_("agencies"), digits=0, missing=UNKNOWN),
                Column("partnerships", N_("partnerships"), digits=0, missing=UNKNOWN),
            ),
            lambda facts: facts.groups,
        ),
        Table(
            "joined-groups",
            N_("Two groups with people in common"),
            (
                Column("group", N_("group"), names=ZONES),
                Column("other", N_("other group"), names=ZONES),
                Column("people", N_("people in both"), digits=0),
                Column("roles", N_("in the roles")),
            ),
            lambda facts: facts.pairs,
        ),
        Table(
            "joining-roles",
            N_("Who stands between groups, role by role"),
            (
                Column("role", N_("role")),
                Column("people", N_("people"), digits=0),
                Column("in_two", N_("in two groups or more"), digits=0),
                Column("pairs", N_("pairs of groups they join"), digits=0),
                Column("alone", N_("pairs nobody else joins"), digits=0),
            ),
            lambda facts: facts.roles,
        ),
        Table(
            "carried-cases",
            N_("Case by case: where those who work on it sit"),
            (
                Column("name", N_("case")),
                Column("people", N_("people"), digits=0),
                Column("agencies", N_("agencies"), digits=0),
                Column("groups", N_("groups they sit in"), digits=0),
                Column("names", N_("levels"), missing=UNKNOWN),
                Column("highest", N_("highest level"), names=LEVELS, missing=UNKNOWN),
            ),
            lambda facts: facts.cases,
        ),
    ),
)
