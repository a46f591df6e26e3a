"""Whatever stands in a request, an action answers or refuses in our own words, and never fails."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NetmapError
from netmap.records.actions import RECORD_ACTIONS, RecordAction
from netmap.records.requests import RecordContext
from netmap.store.errors import StoreError
from tests.questions.stores import ANN, BOARD, BOB, Dialog, act, library_over

USUAL: dict[str, dict[str, Any]] = {
    "attendance": {"zone": BOARD},
    "sitting_history": {"meeting": "m, 1"},
    "records": {"table": "zones"},
    "undo_plan": {"change": "1"},
    "make_study": {"name": "another"},
    "record_attendance": {"zone": BOARD, "date": "2024-05-07", "marks": [{"person": ANN}]},
    "save_record": {"table": "zones", "values": {"name": "=Forum"}},
    "undo": {"change": 1},
    "code_notes": {"theme": "work", "notes": [{"note": "note-1"}]},
    "work_item": {"rule": "silent-agency", "actors": '[["agency","a"]]'},
    "save_work_item": {"rule": "silent-agency", "actors": '[["agency","a"]]', "note": "seen"},
    "save_work_rule": {"rule": "ties", "setting": "quiet_days", "value": "90"},
    "saved_comparison": {"comparison": "comparison-1"},
    "save_comparison": {"title": "Spring", "address": "measure=transitivity&draws=999&draw-seed=0&made-of=4"},
    "merge_plan": {"table": "practitioners", "stays": ANN, "goes": BOB},
    "merge_records": {
        "table": "practitioners",
        "stays": ANN,
        "goes": BOB,
        "jobs": "employments",
        "version": 3,
    },
}
VALUES = (
    None,
    True,
    0,
    -1,
    1.5,
    2**60,
    float("nan"),
    "",
    " ",
    "=1+1",
    "\ud800",
    "a\0b",
    "<b>x</b>" * 1000,
    [],
    [None],
    [[]],
    [{}],
    [{"person": ANN, "status": None, "name": "x", "row": 1, "version": 1, "sheet": "s", "line": 1}],
    {},
    {"name": {}},
    {"name": None, "__proto__": "x"},
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    note = {"text": "They answer when called on.", "kind": "strength"}
    act(library, "save_record", {"key": str(uuid4()), "table": "notes", "values": note})
    act(library, "save_comparison", {"key": str(uuid4()), **USUAL["save_comparison"]})
    yield library
    library.close()


@pytest.mark.parametrize("action", RECORD_ACTIONS, ids=lambda each: each.name)
def test_whatever_stands_in_a_field(library: StudyLibrary, action: RecordAction) -> None:
    at = RecordContext(library, "ours")
    answered, refused = 0, []
    for field in (*action.request.model_fields, "unknown"):
        for value in VALUES:
            told = {"key": str(uuid4()), **USUAL.get(action.name, {}), field: value}
            try:
                action(at, told)
                answered += 1
            except NetmapError as error:
                refused.append(error)
    assert all(error.status < 500 and error.text() for error in refused)
    assert answered or action.name in ("upload_file", "preview_import", "commit_import")


def test_an_upload_that_finds_no_room_says_so_and_leaves_nothing(
    library: StudyLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StoreError, match=r"No space left on device.*Nothing was changed"):
        Dialog(library).upload("list.csv", b"Name\nAnn\n")
    assert list((tmp_path / "temporary").iterdir()) == []
