"""The changes of a study, in words, and their undoing; and the versions of one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field, StrictBool

from netmap.model.i18n import N_, Translator
from netmap.model.schema import TABLES
from netmap.records.labels import (
    KINDS,
    by_said,
    column_word,
    counts_said,
    moment_said,
    source_said,
    table_word,
)
from netmap.records.requests import Number, RecordContext, Request
from netmap.store.change_sets import Change
from netmap.store.undo_plans import LaterRow

WHY = {
    "edited": N_("edited since"),
    "removed": N_("taken out since"),
    "taken": N_("its id was given to another record since"),
    "leans": N_("a later record that names it"),
    "missing": N_("what it names is gone since"),
}
UNDONE = N_("Undone: change {number}. Change {by} took it back and can be undone too.")
MOST_BY_HAND = 50
"""So much of what was mended by hand is told of each change."""

MOST_LATER = 200
"""So many records with which later work is in the way are told one by one."""


Row = Mapping[str, Any]
Said = Callable[[Row, Row, Translator], tuple[str, ...]]
"""Of two versions, one after the other, what changed, in words."""


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
class Changes:
    """The changes of a study, the last one first."""

    changes: tuple[ChangeSaid, ...]


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


class UndoPlanRequest(Request):
    """What undoing would do: of which change."""

    change: str = Field("", pattern=r"^[0-9]{1,18}$", validate_default=True, description="The number of it.")


class UndoRequest(Request):
    """Which change is undone, and what becomes of later work on the same records."""

    change: Number = Field(description="The number of the change.")
    keep_later: StrictBool | None = Field(
        None, description="Whether later work on the same records is kept; null where there is none."
    )


def changes(at: RecordContext, asked: Request) -> Changes:
    """Every change of a study, the last one first."""
    return Changes(tuple(_said(change, at.t) for change in at.changes()))


CHANGE_COLUMNS = {
    "change": N_("change"),
    "kind": N_("kind"),
    "at": N_("when"),
    "by": N_("by whom"),
    "label": N_("what"),
    "added": N_("new"),
    "changed": N_("changed"),
    "removed": N_("taken out"),
    "undone_by": N_("taken back by"),
}
"""The columns of the changes as a table, and what stands above each."""


def change_rows(at: RecordContext) -> list[dict[str, Any]]:
    """The same as rows for programs: how many records of all tables were added, changed and removed."""
    return [_row(change) for change in at.changes()]


def _row(change: Change) -> dict[str, Any]:
    told = {"change": change.number, "kind": change.kind, "at": change.at, "by": change.by}
    counts = {
        what: sum(done.get(what, 0) for done in change.counts.values())
        for what in ("added", "changed", "removed")
    }
    return {**told, "label": change.label, **counts, "undone_by": change.undone_by}


def undo_plan(at: RecordContext, asked: UndoPlanRequest) -> UndoSaid:
    """What undoing a change would do; changes nothing.

    Raises:
        NotFoundError, NotStandingError: there is no such change that stands.
    """
    stored, t = at.stored, at.t
    plan = stored.store.plan_undo(at.principal, stored.name, int(asked.change))
    later = tuple(_later(each, t) for each in plan.later[:MOST_LATER])
    return UndoSaid(_said(plan.change, t), _counts(plan.counts, t), later, len(plan.later))


def undo(at: RecordContext, asked: UndoRequest) -> Undone:
    """Undo a change by a new one.

    Raises:
        LaterChangesError: there is later work on the same records, and nothing was chosen.
        NotFoundError, NotStandingError: there is no such change that stands.
    """
    stored = at.stored
    with stored.turn:
        done = stored.store.undo(at.principal, stored.name, asked.change, asked.keep_later)
    return Undone(done.number, at.t.gettext(UNDONE).format(number=asked.change, by=done.number))


def _said(change: Change, t: Translator) -> ChangeSaid:
    kind = t.gettext(KINDS[change.kind]) if change.kind in KINDS else change.kind
    at, counts = moment_said(change.at, t), _counts(change.counts, t)
    stands = change.undone_by is None
    hand, n_by_hand = source_said(change.source, MOST_BY_HAND, t)
    return ChangeSaid(
        change.number, kind, change.label, at, by_said(change.by, t), counts, change.undoes, stands,
        hand, n_by_hand,
    )  # fmt: skip


def _counts(counts: Mapping[str, Mapping[str, int]], t: Translator) -> tuple[str, ...]:
    """For each table what is done to it, in words."""
    return tuple(said for name, done in counts.items() if (said := counts_said(name, done, t)))


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


@dataclass(frozen=True, slots=True)
class Past:
    """One version of a row: when, by whom, and what changed."""

    at: str
    by: str
    what: tuple[str, ...]


def past_of(at: RecordContext, table: str, row: int, said: Said) -> tuple[Past, ...]:
    """Every version of a row in which something changed, the last one first."""
    versions = at.stored.store.history(at.principal, at.stored.name, table, row)
    found, before = [], dict[str, Any]()
    for each in versions.astype(object).where(versions.notna(), None).to_dict("records"):
        if what := said(before, each, at.t):
            found.append(
                Past(moment_said(each["changed_at"], at.t), by_said(str(each["changed_by"]), at.t), what)
            )
        before = each
    return tuple(reversed(found))


def cells_changed(before: Row, after: Row, columns: Iterable[str], t: Translator) -> tuple[str, ...]:
    """The cells of some columns that changed, as they are called and what they hold now."""
    return tuple(
        f"{column_word(name, t)}: {after.get(name) or '–'}"
        for name in columns
        if after.get(name) != before.get(name)
    )
