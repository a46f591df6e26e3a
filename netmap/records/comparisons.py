"""Saved comparisons: saved, called otherwise, put aside and taken up again; never over others' words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
from pydantic import Field, StrictBool

from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.row_checks import names_comparison
from netmap.model.schema import ASIDE as ASIDE_TABLES
from netmap.records.history import Past, cells_changed, past_of
from netmap.records.labels import KINDS, moment_said
from netmap.records.requests import (
    SAVED_ALREADY,
    UNFIT,
    Key,
    MaybeText,
    Number,
    RecordContext,
    Request,
    Text,
    free_ids,
    sent_before,
    today,
)
from netmap.records.single.saving import LONGEST
from netmap.store.change_sets import Change, ChangeSet, TableChange

KIND, TABLE = "comparison", "comparisons"
LONGEST_ADDRESS = 16_000
"""An address names every partnership of a national record."""

WRITTEN = ("title", "note", "archived")
"""What people write of one; what it compares stays as it was saved."""

SAVED = N_("Saved: the comparison “{title}”.")
ASIDE = N_("Put aside: the comparison “{title}”.")
NONE = N_("There is no saved comparison “{name}”.")
CHANGE = N_("Change {number}, {when}, {by}: {what}")
FIXED = N_("What a saved comparison compares stays as it is; save another one.")


class ComparisonRequest(Request):
    """Which saved comparison."""

    comparison: str = Field("", description="The id of a saved comparison.")


class ComparisonEdit(Request):
    """A comparison to save, or what is written of one that is saved; what is not told stays."""

    key: Key = Field(description="The form's own: sent twice, it is saved once.")
    comparison: Text | None = Field(None, description="One that is saved; none saves a new one.")
    version: Number | None = Field(None, description="The version of it that was seen.")
    address: Annotated[str, Field(max_length=LONGEST_ADDRESS)] | None = Field(
        None, description="What a new one compares, as the page of comparison keeps it in its address."
    )
    title: Text | None = Field(None, description="What it is called.")
    note: Annotated[MaybeText, Field(max_length=LONGEST)] | None = Field(None, description="What it is for.")
    archived: StrictBool | None = Field(None, description="Whether it is put aside.")

    @property
    def told(self) -> dict[str, str | None]:
        """The cells as they are to be; None where one is emptied."""
        told: dict[str, str | None] = {}
        if self.title is not None:
            told["title"] = self.title.strip() or None
        if self.note is not None:
            told["note"] = self.note or None
        if self.archived is not None:
            told["archived"] = today().isoformat() if self.archived else None
        return told


@dataclass(frozen=True, slots=True)
class SavedComparison:
    """A saved comparison with its version, what is written of it, and its history, latest first."""

    comparison: str
    version: int
    cells: Mapping[str, str]
    past: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class ComparisonSaved:
    """What became of it: the change, a sentence, and the id by which it is opened; `again`: it was there."""

    change: int
    said: str
    comparison: str
    again: bool


def saved_comparison(at: RecordContext, asked: ComparisonRequest) -> SavedComparison:
    """One saved comparison with its version and its history.

    Raises:
        NotAllowedError: the study is one of files.
        NotFoundError: there is none of that id.
    """
    live = _live(at, asked.comparison)
    past = past_of(at, TABLE, int(live["row"]), _changed)
    return SavedComparison(asked.comparison, int(live["version"]), _cells(live), past)


def save_comparison(at: RecordContext, asked: ComparisonEdit) -> ComparisonSaved:
    """Save a comparison, or write what a saved one is called, what it is for, whether it is put aside.

    Raises:
        ConflictError: somebody else wrote of it since; both versions are told.
        NotFoundError: there is none of that id.
        ArgumentError: it has no title, or does not say what is compared.
        NotAllowedError: the study is one of files.
    """
    with at.stored.turn:
        if (before := sent_before(at, f"form {asked.key}")) is not None:
            return ComparisonSaved(before.number, at.t.gettext(SAVED_ALREADY), _written_of(before), True)
        name, title, change = _new(at, asked) if asked.comparison is None else _edit(at, asked)
        label = at.t.gettext(ASIDE if asked.archived else SAVED).format(title=title)
        done = ChangeSet(KIND, {TABLE: change}, label, f"form {asked.key}", {"comparison": name})
        made = at.write(done)
    return ComparisonSaved(made.number, label, name, made.again)


def _new(at: RecordContext, asked: ComparisonEdit) -> tuple[str, str, TableChange]:
    told = asked.told
    if not told.get("title"):
        raise ArgumentError(UNFIT, what="title")
    if asked.address is None or not names_comparison(asked.address):
        raise ArgumentError(UNFIT, what="address")
    here = at.rows(TABLE).get("comparison", pd.Series(dtype="str"))
    name = next(free_ids("comparison", {*here, *first_saved(at)}))
    row = {"comparison": name, "address": asked.address, **told}
    return name, str(told["title"]), TableChange(pd.DataFrame([row], dtype=object))


def _edit(at: RecordContext, asked: ComparisonEdit) -> tuple[str, str, TableChange]:
    live, told, name = _live(at, asked.comparison or ""), asked.told, str(asked.comparison)
    if asked.address not in (None, live["address"]):
        raise ArgumentError(FIXED)
    if not told or ("title" in told and not told["title"]):
        raise ArgumentError(UNFIT, what="title")
    if asked.version is None:
        raise ArgumentError(UNFIT, what="version")
    seen = {"row": int(live["row"]), "version": asked.version, **told}
    title = str(told.get("title") or live["title"])
    return name, title, TableChange(changed=pd.DataFrame([seen], dtype=object))


def _live(at: RecordContext, name: str) -> dict[str, Any]:
    rows = at.rows(TABLE)
    mine = rows[rows["comparison"] == name] if "comparison" in rows else rows[:0]
    if mine.empty:
        raise NotFoundError(NONE, name=name[:80])
    return dict(mine.iloc[0])


def first_saved(at: RecordContext) -> dict[str, Change]:
    """By which change each comparison was saved, by its id; of one that was undone too: it may come again."""
    return {_written_of(each): each for each in at.changes() if each.kind == KIND}


def _written_of(change: Change) -> str:
    return str((change.source or {})["comparison"])


def changed_since(at: RecordContext, version: int) -> tuple[str, ...]:
    """Every change since a version that figures may read, in words, the last one first."""
    told = [
        each
        for each in at.changes()
        if each.number > version and (not each.counts or set(each.counts) - set(ASIDE_TABLES))
    ]
    return tuple(
        at.t.gettext(CHANGE).format(
            number=each.number,
            when=moment_said(each.at, at.t),
            by=each.by,
            what=each.label or at.t.gettext(KINDS.get(each.kind, each.kind)),
        )
        for each in told
    )


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(row[name]) for name in ("address", *WRITTEN) if isinstance(row.get(name), str)}


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], t: Translator) -> tuple[str, ...]:
    return cells_changed(before, after, WRITTEN, t)
