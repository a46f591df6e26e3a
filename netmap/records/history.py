"""The changes of a study, in words, and their undoing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.library.wording import whole
from netmap.model.i18n import N_, Translator, translator
from netmap.model.schema import TABLES
from netmap.records.mend_labels import source_said
from netmap.records.single.change_labels import KINDS, moment_said
from netmap.records.single.labels import column_word, table_word
from netmap.store.change_sets import Change
from netmap.store.undo_plans import LaterRow

COUNTED = {
    "added": N_("{n} new"),
    "changed": N_("{n} changed"),
    "removed": N_("{n} taken out"),
}
COUNT = N_("{table}: {counts}")
WHY = {
    "edited": N_("edited since"),
    "removed": N_("taken out since"),
    "taken": N_("its id was given to another record since"),
    "leans": N_("a later record that names it"),
    "missing": N_("what it names is gone since"),
}
MOST_BY_HAND = 50
MOST_LATER = 200
"""So many records with which later work is in the way are told one by one."""


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """A change for people: its number, kind, label, when and by whom, and for each table what it did.

    `undoes` is the number of the change that it undid; `stands`: whether it was not undone itself; `by_hand`
    are the first of `n_by_hand` cells and lines of its file that were mended or left out first.
    """

    number: int
    kind: str
    label: str
    at: str
    by: str
    counts: tuple[str, ...]
    undoes: int | None
    stands: bool
    by_hand: tuple[str, ...]
    n_by_hand: int


@dataclass(frozen=True, slots=True)
class LaterSaid:
    """A record with which later work is in the way: its table and name, why, and both versions."""

    table: str
    name: str
    why: str
    without: Mapping[str, str]
    live: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UndoSaid:
    """What undoing a change would do; `later` are the first of `later_n` records that need a choice."""

    change: ChangeSaid
    counts: tuple[str, ...]
    later: tuple[LaterSaid, ...]
    later_n: int


@dataclass(frozen=True, slots=True)
class Undone:
    """An undo that was made: its own number, by which it can be undone, and a sentence."""

    change: int
    said: str


class ChangeService:
    """What was changed in the studies of a library's stores, and its undoing."""

    def __init__(self, library: StudyLibrary) -> None:
        self.library = library

    def changes(self, principal: Principal, study: str, language: str = "en") -> tuple[ChangeSaid, ...]:
        """Every change of a study, the last one first."""
        stored, t = self.library.stored(principal, study), translator(language)
        return tuple(_said(change, t) for change in stored.store.changes(principal, stored.name))

    def plan(self, principal: Principal, study: str, number: int, language: str = "en") -> UndoSaid:
        """What undoing a change would do; changes nothing.

        Raises:
            NotFoundError, NotStandingError: there is no such change that stands.
        """
        stored, t = self.library.stored(principal, study), translator(language)
        plan = stored.store.plan_undo(principal, stored.name, number)
        later = tuple(_later(each, t) for each in plan.later[:MOST_LATER])
        return UndoSaid(_said(plan.change, t), _counts(plan.counts, t), later, len(plan.later))

    def undo(
        self, principal: Principal, study: str, number: int, keep_later: bool | None, language: str = "en"
    ) -> Undone:
        """Undo a change.

        Args:
            principal: who does it.
            study: the study.
            number: the change.
            keep_later: whether later work on the same records is kept; None where there is none.
            language: of the sentence.

        Raises:
            LaterChangesError: there is later work, and nothing was chosen.
        """
        stored, t = self.library.stored(principal, study), translator(language)
        with stored.turn:
            done = stored.store.undo(principal, stored.name, number, keep_later)
        return Undone(done.number, t.gettext(N_("Undone: change {number}.")).format(number=number))


def _said(change: Change, t: Translator) -> ChangeSaid:
    kind = t.gettext(KINDS[change.kind]) if change.kind in KINDS else change.kind
    at, counts = moment_said(change.at, t), _counts(change.counts, t)
    stands = change.undone_by is None
    hand, n_by_hand = source_said(change.source, MOST_BY_HAND, t)
    return ChangeSaid(
        change.number, kind, change.label, at, change.by, counts, change.undoes, stands,
        hand, n_by_hand,
    )  # fmt: skip


def _counts(counts: Mapping[str, Mapping[str, int]], t: Translator) -> tuple[str, ...]:
    """For each table what is done to it, in words."""
    return tuple(
        t.gettext(COUNT).format(table=table_word(name, t), counts=told)
        for name, done in counts.items()
        if (told := _counted(done, t))
    )


def _counted(done: Mapping[str, int], t: Translator) -> str:
    said = [
        t.gettext(template).format(n=whole(t, done[what]))
        for what, template in COUNTED.items()
        if done.get(what)
    ]
    return ", ".join(said)


def _later(row: LaterRow, t: Translator) -> LaterSaid:
    cells = row.live or row.before or {}
    key = TABLES[row.table].key
    name = cells.get("name") or next((cells[column] for column in key if column in cells), "")
    return LaterSaid(
        table_word(row.table, t),
        name or _first(cells),
        t.gettext(WHY.get(row.why, row.why)),
        _labelled(row.before, t),
        _labelled(row.live, t),
    )


def _first(cells: Mapping[str, str]) -> str:
    return next(iter(cells.values()), "–")


def _labelled(cells: Mapping[str, str] | None, t: Translator) -> dict[str, str]:
    return {column_word(name, t): text for name, text in (cells or {}).items()}
