"""The question of notes: what the groups said, beside the network, and what moved between plan cycles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmap.library import wording
from netmap.library.wording import TABLE_WORDS
from netmap.model.i18n import N_, NN_, Translator
from netmap.questions.notes.kinds import BECAME, BECAME_ACTION, KINDS, MOVED, NOT_TAKEN_UP, STAYED, WHAT
from netmap.questions.parameters import Request, taken
from netmap.questions.question import ZONES, Answer, Column, Inquiry, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.notes.cycles import Cycle

SAID_ABOUT = {
    "zones": N_("a boundary zone"),
    "meetings": N_("a sitting"),
    "agencies": N_("an agency"),
    "objects": N_("an object"),
    "practitioners": N_("a person"),
    "services": N_("a service"),
}
"""What a note may be about, by table."""

COUNTED = {
    "strength": NN_("{n} strong point", "{n} strong points"),
    "weakness": NN_("{n} weakness", "{n} weaknesses"),
    "hypothesis": NN_("{n} hypothesis", "{n} hypotheses"),
    "line_of_development": NN_("{n} line of development", "{n} lines of development"),
    "evidence": NN_("{n} piece of evidence", "{n} pieces of evidence"),
    "keyword": NN_("{n} keyword", "{n} keywords"),
}
OBJECTS = {
    "case": N_("case"),
    "action": N_("action"),
    "project": N_("project"),
    "theme": N_("theme"),
}
"""The kinds of what people work on."""

NO_KIND = NN_("{n} of no kind", "{n} of no kind")


class NotesRequest(Request):
    """Which notes."""

    kind: str | None = taken(None, N_("Only notes of this kind."), words=KINDS)
    group: str | None = taken(None, N_("Only notes of this group: the id of its boundary zone."))
    theme: str | None = taken(None, N_("Only notes that are coded to this theme."))
    uncoded: bool = taken(False, N_("Only notes without a theme."))
    find: str | None = taken(
        None,
        N_(
            "Only notes that hold these words in what was said, its gloss, theme, group or subject; "
            "what else on record holds them is told beside."
        ),
    )
    about: str | None = taken(None, N_("Only notes about a thing of this sort."), words=SAID_ABOUT)
    about_id: str | None = taken(None, N_("Only notes about the thing with this id."))
    source: str | None = taken(None, N_("Only notes out of this source: the key of its citation."))
    cycle: str | None = taken(None, N_("Only notes of this plan cycle: the id of its wave."))


@dataclass(frozen=True, slots=True, eq=False)
class Notes:
    """The notes that are asked for, all of them, the plan cycles, and what moved between these.

    `besides` is what else on record holds the words that are looked for.
    """

    found: pd.DataFrame
    every: pd.DataFrame
    cycles: tuple[Cycle, ...]
    moves: pd.DataFrame
    strands: pd.DataFrame
    objects: pd.DataFrame
    besides: pd.DataFrame
    asked_words: bool = False


def answer(inquiry: Inquiry, request: NotesRequest) -> Answer:
    """Gather the notes of the study, and follow those that take up an earlier one."""
    from netmap.questions.method import method_of
    from netmap.questions.notes.cycles import cycles_of, moves_of, strands_of
    from netmap.questions.notes.gathered import gathered, objects_asked_for, objects_of, those_asked_for
    from netmap.questions.notes.on_record import found_besides

    every = gathered(inquiry)
    found = those_asked_for(every, request)
    cycles = cycles_of(inquiry.study, every, inquiry.context.partnership)
    moves = moves_of(inquiry.study, every, cycles)
    moves = moves[moves["note"].isin(found["note"])].reset_index(drop=True)
    objects = objects_asked_for(objects_of(inquiry, every), request)
    besides = found_besides(inquiry, request.find)
    facts = Notes(
        found, every, cycles, moves, strands_of(inquiry.study, cycles), objects, besides, bool(request.find)
    )
    return Answer(facts, method_of(inquiry, len(found), whole=True))


def kinds_said(notes: pd.DataFrame, t: Translator) -> Sequence[str]:
    """How many notes there are of each kind, the most first."""
    counts = notes["kind"].fillna("").value_counts()
    named = ((t.ngettext(*COUNTED.get(str(kind), NO_KIND), int(n)), int(n)) for kind, n in counts.items())
    return tuple(text.format(n=wording.whole(t, n)) for text, n in named)


def sentences(facts: Notes, t: Translator) -> Sequence[str]:
    """How many notes of which kinds and groups, how many are coded, and what moved."""
    return tuple(_said(facts, t))


def _said(facts: Notes, t: Translator) -> Iterator[str]:
    n, every = len(facts.found), len(facts.every)
    if not every:
        yield t.gettext("No note is on record, so what the groups said cannot be seen.")
        yield from _besides(facts, t)
        return
    if n == every:
        text = t.ngettext("{n} note is on record: {kinds}.", "{n} notes are on record: {kinds}.", n)
        yield text.format(n=wording.whole(t, n), kinds=t.listing(list(kinds_said(facts.found, t))))
    else:
        text = t.ngettext("{n} of {every} note fits.", "{n} of {every} notes fit.", every)
        if not n:
            text = t.ngettext(
                "{every} note is on record and does not fit.", "None of {every} notes fits.", every
            )
        yield text.format(n=wording.whole(t, n), every=wording.whole(t, every))
    yield from _besides(facts, t)
    if not n:
        return
    groups, named = facts.found["group"].nunique(), int(facts.found["group"].notna().sum())
    text = t.ngettext("They come from {n} group.", "They come from {n} groups.", groups)
    if not named:
        yield t.gettext("None of them names a group.")
    elif named == n:
        yield text.format(n=wording.whole(t, groups))
    else:
        text = t.ngettext("{n} of them names a group.", "{n} of them name a group.", named)
        yield text.format(n=wording.whole(t, named))
    without = int(facts.found["theme"].isna().sum())
    if without:
        text = t.ngettext("{n} of them has no theme yet.", "{n} of them have no theme yet.", without)
        yield text.format(n=wording.whole(t, without))
    yield from _moved(facts, t)


def _besides(facts: Notes, t: Translator) -> Iterator[str]:
    """How much else on record holds the words that are looked for."""
    if n := len(facts.objects) + len(facts.besides) if facts.asked_words else 0:
        text = t.ngettext(
            "{n} other record holds the words: agencies, meetings or what people work on.",
            "{n} other records hold the words: agencies, meetings or what people work on.",
            n,
        )
        yield text.format(n=wording.whole(t, n))


def _moved(facts: Notes, t: Translator) -> Iterator[str]:
    """What moved between plan cycles; that it cannot be seen where no cycle with notes follows another.

    Nothing where none of the notes that are asked for is of an earlier cycle.
    """
    from netmap.questions.notes.cycles import later_cycles

    after = later_cycles(facts.cycles)
    if not facts.cycles:
        return
    if not any(each.notes and after[each.id] for each in facts.cycles):
        text = t.gettext("What moved between plan cycles cannot be seen: notes of two cycles are needed.")
        yield text
        return
    if facts.moves.empty:
        return
    counts = facts.moves["moved"].value_counts()
    taken_up = facts.moves.loc[facts.moves["moved"].ne(NOT_TAKEN_UP), "note"].nunique()
    before = facts.moves["note"].nunique()
    text = t.ngettext(
        "{taken} of {n} earlier note is taken up in a later plan cycle.",
        "{taken} of {n} earlier notes are taken up in a later plan cycle.",
        before,
    )
    if not taken_up:
        text = t.ngettext(
            "{n} earlier note is not taken up in a later plan cycle.",
            "None of {n} earlier notes is taken up in a later plan cycle.",
            before,
        )
    yield text.format(taken=wording.whole(t, taken_up), n=wording.whole(t, before))
    for moved, forms in MOVED.items():
        if counts.get(moved, 0):
            yield t.ngettext(*forms, int(counts[moved])).format(n=wording.whole(t, int(counts[moved])))
    stayed = facts.moves[facts.moves["moved"].eq(STAYED) & facts.moves["kind"].eq("weakness")]
    if len(stayed):
        text = t.ngettext("{n} weakness stayed a weakness.", "{n} weaknesses stayed weaknesses.", len(stayed))
        yield text.format(n=wording.whole(t, len(stayed)))


def counts(facts: Notes) -> pd.DataFrame:
    """How many notes of each group, theme and kind."""
    keys = ["group", "group_name", "theme", "kind"]
    found = facts.found.groupby(keys, sort=False, dropna=False, as_index=False).agg(notes=("note", "size"))
    return found.sort_values("notes", ascending=False, kind="stable", ignore_index=True)


_TEXT = (
    Column("kind", N_("kind"), labels=KINDS),
    Column("text", N_("what was said")),
    Column("gloss", N_("in English")),
)

QUESTION = Question(
    name="notes",
    title=N_("What the groups said"),
    help=N_("Print what the groups said, by kind, group and theme, and what moved between plan cycles."),
    request=NotesRequest,
    answer=answer,
    sentences=sentences,
    page="notes",
    tables=(
        Table(
            "notes",
            N_("What was said"),
            (
                Column("note"),
                *_TEXT,
                Column("group", N_("group"), names=ZONES),
                Column("theme", N_("theme")),
                Column("about_name", N_("about")),
                Column("place", N_("place in the source")),
            ),
            lambda facts: facts.found,
        ),
        Table(
            "note-counts",
            N_("How many notes, by group, theme and kind"),
            (
                Column("group", N_("group"), names=ZONES),
                Column("theme", N_("theme")),
                Column("kind", N_("kind"), labels=KINDS),
                Column("notes", N_("notes"), digits=0),
            ),
            counts,
        ),
        Table(
            "note-moves",
            N_("What moved from one plan cycle to the next"),
            (
                Column("cycle", N_("plan cycle")),
                *_TEXT,
                Column("moved", N_("what became of it"), labels=WHAT),
                Column("next_cycle", N_("later plan cycle")),
                Column("next_kind", N_("kind then"), labels=KINDS),
                Column("next_text", N_("what was said then")),
                Column("object_name", N_("action or project")),
            ),
            lambda facts: facts.moves,
        ),
        Table(
            "strands",
            N_("What each strand held, cycle by cycle"),
            (
                Column("strand", N_("strand")),
                Column("cycle", N_("plan cycle")),
                Column("actions", N_("actions"), digits=0),
                Column("projects", N_("projects"), digits=0),
                Column("themes", N_("themes"), digits=0),
                Column("cases", N_("cases"), digits=0),
            ),
            lambda facts: facts.strands,
        ),
        Table(
            "worked-on",
            N_("What people work on"),
            (
                Column("name", N_("object")),
                Column("kind", N_("kind"), labels=OBJECTS),
                Column("strand", N_("strand")),
                Column("cycle", N_("plan cycle")),
                Column("need", N_("need")),
                Column("actors", N_("who")),
                Column("notes", N_("notes"), digits=0),
                Column("place", N_("place in the source")),
            ),
            lambda facts: facts.objects,
        ),
        Table(
            "on-record",
            N_("What else on record holds the words that are looked for"),
            (
                Column("sort", N_("sort of record"), labels=TABLE_WORDS),
                Column("name", N_("name")),
                Column("date", N_("date"), written="day"),
                Column("more", N_("more on it")),
                Column("place", N_("place in the source")),
            ),
            lambda facts: facts.besides,
        ),
    ),
)

__all__ = [
    "BECAME",
    "BECAME_ACTION",
    "COUNTED",
    "NOT_TAKEN_UP",
    "QUESTION",
    "STAYED",
    "Notes",
    "NotesRequest",
]
