"""Everything that changes a study, or reads records for changing, in one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from netmap.records.attendance.history import sitting_history
from netmap.records.attendance.sheet import attendance_sheet
from netmap.records.attendance.types import HistoryRequest, SheetRequest, SittingDraft
from netmap.records.attendance.writing import record_sitting
from netmap.records.comparisons import (
    ComparisonEdit,
    ComparisonRequest,
    save_comparison,
    saved_comparison,
)
from netmap.records.history import UndoPlanRequest, UndoRequest, changes, undo, undo_plan
from netmap.records.imports.dialog import (
    CommitRequest,
    FileRequest,
    PreviewRequest,
    commit_import,
    preview_import,
    upload_file,
)
from netmap.records.merging.merge import (
    MergePlanRequest,
    MergeRequest,
    SuggestionsRequest,
    merge_plan,
    merge_records,
    merge_suggestions,
)
from netmap.records.note_themes import NoteThemes, code_notes
from netmap.records.requests import RecordContext, Request, request_of
from netmap.records.single.forms import TableRequest, record_table
from netmap.records.single.saving import RecordEdit, StudyName, make_study, save_record
from netmap.records.work_list.editing import ItemEdit, ItemRequest, save_work_item, work_item
from netmap.records.work_list.recording import look_again
from netmap.records.work_list.rules import RuleEdit, save_work_rule, work_rule

READ, WRITE = "GET", "POST"


@dataclass(frozen=True, slots=True)
class RecordAction:
    """One thing that is done with the records of a study.

    `path` is its address below that of the study, None for the list of studies itself; `request` is the model
    of what it takes and `answer` does it.
    """

    name: str
    method: str
    path: str | None
    request: type[Request]
    answer: Callable[[RecordContext, Any], Any]

    @property
    def summary(self) -> str:
        """What it does, in the first sentence of its own description."""
        return (self.answer.__doc__ or "").partition("\n")[0].rstrip(".")

    def __call__(self, at: RecordContext, told: Mapping[str, Any]) -> Any:
        """Do it, with a request of plain values; `ArgumentError` where they are none."""
        return self.answer(at, request_of(self.request, told))


RECORD_ACTIONS = (
    RecordAction("attendance", READ, "attendance", SheetRequest, attendance_sheet),
    RecordAction("sitting_history", READ, "sitting-history", HistoryRequest, sitting_history),
    RecordAction("records", READ, "records", TableRequest, record_table),
    RecordAction("changes", READ, "changes", Request, changes),
    RecordAction("undo_plan", READ, "undo", UndoPlanRequest, undo_plan),
    RecordAction("merge_suggestions", READ, "merge-suggestions", SuggestionsRequest, merge_suggestions),
    RecordAction("merge_plan", READ, "merge", MergePlanRequest, merge_plan),
    RecordAction("work_item", READ, "work-item", ItemRequest, work_item),
    RecordAction("work_rule", READ, "work-rule", Request, work_rule),
    RecordAction("saved_comparison", READ, "saved-comparison", ComparisonRequest, saved_comparison),
    RecordAction("make_study", WRITE, None, StudyName, make_study),
    RecordAction("record_attendance", WRITE, "attendance", SittingDraft, record_sitting),
    RecordAction("save_record", WRITE, "records", RecordEdit, save_record),
    RecordAction("save_work_item", WRITE, "work-item", ItemEdit, save_work_item),
    RecordAction("save_work_rule", WRITE, "work-rule", RuleEdit, save_work_rule),
    RecordAction("save_comparison", WRITE, "saved-comparison", ComparisonEdit, save_comparison),
    RecordAction("look_again", WRITE, "work-list/look", Request, look_again),
    RecordAction("code_notes", WRITE, "note-themes", NoteThemes, code_notes),
    RecordAction("undo", WRITE, "undo", UndoRequest, undo),
    RecordAction("merge_records", WRITE, "merge", MergeRequest, merge_records),
    RecordAction("upload_file", WRITE, "imports", FileRequest, upload_file),
    RecordAction("preview_import", WRITE, "imports/preview", PreviewRequest, preview_import),
    RecordAction("commit_import", WRITE, "imports/commit", CommitRequest, commit_import),
)
"""Every action, in the order in which they are described."""


def action(name: str) -> RecordAction:
    """The action of a name.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from netmap.library.principals import LOCAL_USER
        >>> from netmap.library.study_library import StudyLibrary
        >>> from netmap.store.opening import open_store
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     library = StudyLibrary([open_store(Path(folder, "ours.netmap"))])
        ...     at = RecordContext(library, library.make_study(LOCAL_USER, "ours"))
        ...     told = {"key": "my own key", "table": "agencies", "values": {"name": "=A1"}}
        ...     saved = action("save_record")(at, told)
        ...     undone = action("undo")(at, {"change": saved.change})
        ...     library.close()
        >>> print(saved.said)
        Saved: Agencies, “=A1” is new.
        >>> print(undone.said)
        Undone: change 1. Change 2 took it back and can be undone too.
    """
    return next(each for each in RECORD_ACTIONS if each.name == name)
