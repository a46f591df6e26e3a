"""Notes coded to a theme: one change for all that are named, never over a theme that was not seen."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from pydantic import Field

from netmap.library.wording import whole
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.records.requests import Key, MaybeText, RecordContext, Request, Text, sent_before
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.errors import Conflict, ConflictError

CODING = "coding"
MOST_NOTES = 1_000

NO_NOTE = N_("Name at least one note.")
TWICE = N_("The note “{name}” is named twice.")
UNKNOWN = N_("The study has no note “{name}”.")
ALREADY = N_("These notes have this theme already.")
MEANWHILE = N_("Somebody else coded one of these notes meanwhile. Look at the page anew.")


class SeenNote(Request):
    """A note, and the theme that it was seen with; blank: none."""

    note: Text = Field(description="The id of the note.")
    theme: MaybeText = Field("", description="The theme that it was seen with; blank: none.")


class NoteThemes(Request):
    """Which notes get which theme."""

    key: Key = Field(description="The form's own: sent twice, the notes are coded once.")
    theme: MaybeText = Field("", description="The theme; blank takes it off.")
    notes: list[SeenNote] = Field(max_length=MOST_NOTES, description="The notes, as they were seen.")


@dataclass(frozen=True, slots=True)
class NotesCoded:
    """What became of it: the change, a sentence, and how many notes have the theme now.

    `again`: the same form was saved already.
    """

    change: int
    said: str
    n: int
    again: bool


def code_notes(at: RecordContext, asked: NoteThemes) -> NotesCoded:
    """Code notes to a theme, or take theirs off; once, however often the same form is sent.

    Raises:
        ArgumentError: no note is named, one twice, or nothing would change.
        ConflictError: one of them has another theme by now than it was seen with.
        NotFoundError: one of them is not on record.
        NotAllowedError: the study is one of files, or may not be changed by whoever asks.
    """
    turn, seen = at.stored.turn, _as_seen(asked)
    with turn:
        if (before := sent_before(at, f"coding {asked.key}")) is not None:
            return NotesCoded(before.number, _said(at, asked, len(seen)), len(seen), True)
        rows = at.rows("notes")
        rows = rows.astype(object).where(rows.notna(), None)
        live = {str(row["note"]): row for row in rows.to_dict("records")}
        for note in seen:
            if note not in live:
                raise NotFoundError(UNKNOWN, name=note[:80])
        theme = asked.theme or None
        conflicts = [
            Conflict(
                "notes",
                int(live[note]["row"]),
                int(live[note]["version"]),
                {"theme": theme},
                int(live[note]["version"]),
                {"theme": live[note].get("theme")},
            )
            for note, before_then in seen.items()
            if (live[note].get("theme") or "") != before_then
        ]
        if conflicts:
            raise ConflictError(MEANWHILE, conflicts)
        edits = pd.DataFrame(
            [
                {"row": live[note]["row"], "version": live[note]["version"], "theme": theme}
                for note, before_then in seen.items()
                if before_then != asked.theme
            ],
            columns=["row", "version", "theme"],
        )
        if edits.empty:
            raise ArgumentError(ALREADY)
        said = _said(at, asked, len(seen))
        done = ChangeSet(CODING, {"notes": TableChange(changed=edits)}, said, f"coding {asked.key}")
        written = at.write(done)
        return NotesCoded(written.number, said, len(seen), written.again)


def _as_seen(asked: NoteThemes) -> dict[str, str]:
    """The theme that each note was seen with, by note."""
    if not asked.notes:
        raise ArgumentError(NO_NOTE)
    seen: dict[str, str] = {}
    for each in asked.notes:
        if each.note in seen:
            raise ArgumentError(TWICE, name=each.note[:80])
        seen[each.note] = each.theme
    return seen


def _said(at: RecordContext, asked: NoteThemes, n: int) -> str:
    """How many notes were coded to what."""
    t = at.t
    if not asked.theme:
        return t.ngettext(
            "The theme of {n} note was taken off.", "The theme of {n} notes was taken off.", n
        ).format(n=whole(t, n))
    text = t.ngettext("{n} note is coded to “{theme}”.", "{n} notes are coded to “{theme}”.", n)
    return text.format(n=whole(t, n), theme=asked.theme)
