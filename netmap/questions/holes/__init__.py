"""The question of holes in the mesh: who comes, who only watches, politics, needs without a service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.notes.kinds import KINDS
from netmap.questions.parameters import Request, taken
from netmap.questions.question import (
    AREA,
    BOARD,
    COORDINATOR,
    NEED,
    ZONES,
    Answer,
    Column,
    Inquiry,
    Question,
    Table,
)

if TYPE_CHECKING:
    import pandas as pd

POLITICS = {
    "came": N_("came"),
    "belongs": N_("belongs"),
    "stayed_away": N_("did not come"),
}
PART = {"acts": N_("works on something"), "watches": N_("only watches")}
UNKNOWN = N_("not known")
MOST_NAMED = 5
"""So many agencies that only watch are named in a sentence; the table holds all."""


class HolesRequest(Request):
    """What counts as politics, and under which themes the groups spoke of holes."""

    politics: tuple[str, ...] = taken(
        ("politics", "local politician", "elected member"),
        N_("Sectors, professions and themes of notes that count as politics."),
    )
    holes: tuple[str, ...] = taken(
        ("holes in the mesh", "presence"),
        N_("Themes of notes that speak of holes, or of who takes part."),
        key="holes-theme",
    )


@dataclass(frozen=True, slots=True, eq=False)
class Holes:
    """Groups and agencies by plan cycle, needs by area, the notes on holes and on politics.

    `political`: whether any agency counts as politics; `unplaced`: people who came and have no known agency,
    None where they are too few to be told to a board.
    """

    groups: pd.DataFrame
    agencies: pd.DataFrame
    needs: pd.DataFrame
    notes: pd.DataFrame
    spoken: int
    weaknesses: int
    of_holes: int
    political: bool
    unplaced: int | None
    names: dict[str, str]


def answer(inquiry: Inquiry, request: HolesRequest) -> Answer:
    """Put together who belongs, came and works, the needs by area, and what the groups said of it."""
    from netmap.questions.holes.presence import agencies_of, groups_of, presence_of, words_in
    from netmap.questions.method import method_of
    from netmap.questions.notes.gathered import gathered, names_in
    from netmap.questions.overview.types import FEW

    study, context = inquiry.study, inquiry.context
    notes = gathered(inquiry)
    found = presence_of(study, words_in(request.politics), context.partnership, inquiry.t)
    themes = notes["theme"].fillna("").map(str.casefold)
    politics = themes.isin([each.casefold() for each in words_in(request.politics)])
    holes = themes.isin([each.casefold() for each in words_in(request.holes)])
    agencies, unplaced = agencies_of(study, found), found.unplaced
    board = context.principal.role == BOARD
    if board:
        agencies = agencies.drop(columns=["came", "objects"])
    facts = Holes(
        groups_of(study, found, notes),
        agencies,
        _uncovered(inquiry),
        notes[politics | holes].reset_index(drop=True),
        int(politics.sum()),
        int((politics & notes["kind"].eq("weakness")).sum()),
        int(holes.sum()),
        bool(found.political),
        None if board and unplaced < FEW else unplaced,
        names_in(study, "agencies"),
    )
    return Answer(facts, method_of(inquiry, len(facts.groups), whole=True))


def _uncovered(inquiry: Inquiry) -> pd.DataFrame:
    """Every need by area, as the question of coverage counts them."""
    from netmap.gap_rules.offers import coverage

    context = inquiry.context
    found = coverage(inquiry.study, context.end, context.baseline, context.ties)
    if context.partnership is None:
        return found
    return found[found["partnership"] == context.partnership].reset_index(drop=True)


def sentences(facts: Holes, t: Translator) -> Sequence[str]:
    """Who only watches, whether politics takes part, what has no service, and what the groups said."""
    return tuple(_said(facts, t))


def _said(facts: Holes, t: Translator) -> Iterator[str]:
    yield from _presence(facts, t)
    yield from _politics(facts, t)
    yield from _needs(facts, t)
    if facts.of_holes:
        text = t.ngettext(
            "{n} note speaks of holes or of who takes part.",
            "{n} notes speak of holes or of who takes part.",
            facts.of_holes,
        )
        yield text.format(n=wording.whole(t, facts.of_holes))


def _presence(facts: Holes, t: Translator) -> Iterator[str]:
    if not facts.groups["with_attendance"].sum():
        yield t.gettext("Who came to the groups is not on record, so who only watches cannot be seen.")
        return
    if facts.unplaced:
        text = t.ngettext(
            "{n} person who came has no agency on record, and stands in no figure here.",
            "{n} people who came have no agency on record, and stand in no figure here.",
            facts.unplaced,
        )
        yield text.format(n=wording.whole(t, facts.unplaced))
    seen = facts.agencies[facts.agencies["part"].notna()]
    if seen.empty:
        yield t.gettext("Who works on what is not on record, so who only watches cannot be seen.")
        return
    for cycle, name in dict.fromkeys(_in_order(facts)):
        own = seen[seen["cycle"].isna() if cycle is None else seen["cycle"].eq(cycle)]
        own = own[own["cycle_name"].isna() if name is None else own["cycle_name"].eq(name)]
        if own.empty:
            continue
        numbers = {
            "watch": wording.whole(t, int(own["part"].eq("watches").sum())),
            "n": wording.whole(t, len(own)),
        }
        if name is None:
            text = t.ngettext(
                "{watch} of {n} agency that came to a group only watches.",
                "{watch} of {n} agencies that came to a group only watch.",
                len(own),
            )
            yield text.format(**numbers)
        else:
            text = t.ngettext(
                "{cycle}: {watch} of {n} agency that came to a group only watches.",
                "{cycle}: {watch} of {n} agencies that came to a group only watch.",
                len(own),
            )
            yield text.format(cycle=name, **numbers)
    yield from _watchers(facts, t)


def _watchers(facts: Holes, t: Translator) -> Iterator[str]:
    """Which agencies only watch, in the last cycle in which some do, where few enough to be named."""
    watching = facts.agencies[facts.agencies["part"].eq("watches")]
    for cycle, name in reversed(list(dict.fromkeys(_in_order(facts)))):
        own = watching[watching["cycle"].isna() if cycle is None else watching["cycle"].eq(cycle)]
        if own.empty:
            continue
        if len(own) <= MOST_NAMED:
            named = t.listing([facts.names.get(each, each) for each in own["agency"].astype(str)])
            text = (
                t.gettext("Only watching: {agencies}.")
                if name is None
                else t.gettext("Only watching in {cycle}: {agencies}.")
            )
            yield text.format(cycle=name, agencies=named)
        return


def _in_order(facts: Holes) -> list[tuple[str | None, str | None]]:
    """The plan cycles, id and name, in their order; what is in none of them has no id and stands last."""
    pairs = [
        (cycle if isinstance(cycle, str) else None, name if isinstance(name, str) else None)
        for table in (facts.groups, facts.agencies)
        for cycle, name in zip(table["cycle"], table["cycle_name"], strict=True)
    ]
    return sorted(pairs, key=lambda pair: pair[0] is None)


def _politics(facts: Holes, t: Translator) -> Iterator[str]:
    if not facts.political:
        yield t.gettext("No agency of politics is on record, so whether it takes part cannot be seen.")
    else:
        yield from _in_groups(facts.groups, t)
        seen = facts.groups[facts.groups["with_attendance"].gt(0) & facts.groups["cycle_name"].notna()]
        seen = seen.sort_values("cycle", key=lambda ids: ids.isna(), kind="stable")
        for cycle, own in seen.groupby("cycle_name", sort=False):
            text = t.ngettext(
                "{cycle}: politics came to {came} of {n} group with attendance on record.",
                "{cycle}: politics came to {came} of {n} groups with attendance on record.",
                len(own),
            )
            came = int(own["politics"].eq("came").sum())
            yield text.format(cycle=cycle, came=wording.whole(t, came), n=wording.whole(t, len(own)))
    if facts.spoken:
        text = t.ngettext(
            "{n} note speaks of politics; weaknesses among such notes: {weak}.",
            "{n} notes speak of politics; weaknesses among them: {weak}.",
            facts.spoken,
        )
        yield text.format(n=wording.whole(t, facts.spoken), weak=wording.whole(t, facts.weaknesses))


def _in_groups(groups: pd.DataFrame, t: Translator) -> Iterator[str]:
    """In how many groups politics is: of those where this is on record, and how many the others are."""
    told = groups["politics"]
    rows = groups.assign(there=told.isin(["came", "belongs"]), known=told.notna(), open=told.isna())
    rows["open"] &= rows["sittings"] > 0
    found = rows.groupby("group", sort=False)[["there", "known", "open"]].any()
    known = found["there"] | (found["known"] & ~found["open"])
    n, theirs, unknown = int(known.sum()), int(found["there"].sum()), int((~known).sum())
    if n:
        text = t.ngettext(
            "Politics is in {theirs} of {n} group.", "Politics is in {theirs} of {n} groups.", n
        )
        yield text.format(theirs=wording.whole(t, theirs), n=wording.whole(t, n))
    if unknown:
        text = t.ngettext(
            "Whether it is in {n} other group is not on record.",
            "Whether it is in {n} other groups is not on record.",
            unknown,
        )
        if not n:
            text = t.ngettext(
                "Whether politics is in the {n} group is not on record.",
                "Whether politics is in any of the {n} groups is not on record.",
                unknown,
            )
        yield text.format(n=wording.whole(t, unknown))


def _needs(facts: Holes, t: Translator) -> Iterator[str]:
    cells = len(facts.needs)
    if not cells:
        yield t.gettext("No service names both a need and an area, so what lacks one cannot be seen.")
        return
    none = int((facts.needs["services"] == 0).sum())
    text = t.ngettext(
        "{none} of {n} need in an area has no service.", "{none} of {n} needs by area have no service.", cells
    )
    yield text.format(none=wording.whole(t, none), n=wording.whole(t, cells))


QUESTION = Question(
    name="holes",
    title=N_("Holes in the mesh"),
    help=N_(
        "Print who is present and who only watches, whether politics takes part, and what has no service."
    ),
    audience=(BOARD, COORDINATOR),
    request=HolesRequest,
    answer=answer,
    sentences=sentences,
    tables=(
        Table(
            "holes",
            N_("Group by group and cycle by cycle"),
            (
                Column("group", N_("group"), names=ZONES),
                Column("cycle_name", N_("plan cycle")),
                Column("sittings", N_("sittings"), digits=0),
                Column("with_attendance", N_("of these with attendance"), digits=0),
                Column("belong", N_("agencies that belong"), digits=0),
                Column("came", N_("agencies that came"), digits=0),
                Column(
                    "act",
                    N_("work on something"),
                    digits=0,
                    help=N_("On an object of the plan cycle, or in a contact beside sittings."),
                ),
                Column("watch", N_("only watch"), digits=0),
                Column("politics", N_("politics"), labels=POLITICS, missing=UNKNOWN),
                Column("notes", N_("notes"), digits=0),
                Column("weaknesses", N_("weaknesses"), digits=0),
            ),
            lambda facts: facts.groups,
        ),
        Table(
            "holes-agencies",
            N_("Agency by agency: who works on something, and who only watches"),
            (
                Column("agency", N_("agency"), names=("agencies",)),
                Column("sector", N_("sector")),
                Column("cycle_name", N_("plan cycle")),
                Column("groups", N_("groups it belongs to"), digits=0),
                Column("came", N_("sittings it came to"), digits=0, missing=UNKNOWN),
                Column("objects", N_("objects it works on"), digits=0),
                Column("part", N_("part"), labels=PART, missing=UNKNOWN),
            ),
            lambda facts: facts.agencies,
        ),
        Table(
            "holes-needs",
            N_("Needs without a service"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("need", N_("need"), words=NEED),
                Column("area", N_("area"), words=AREA),
            ),
            lambda facts: facts.needs[facts.needs["services"] == 0].reset_index(drop=True),
        ),
        Table(
            "holes-notes",
            N_("What the groups said of it"),
            (
                Column("group", N_("group"), names=ZONES),
                Column("kind", N_("kind"), labels=KINDS),
                Column("text", N_("what was said")),
                Column("gloss", N_("in English")),
                Column("theme", N_("theme")),
            ),
            lambda facts: facts.notes,
        ),
    ),
)
