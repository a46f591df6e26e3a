"""A study exported, edited in a spreadsheet program, and imported again as changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.files.importer.questions import Answer, Answers
from netmap.library.principals import LOCAL_USER
from netmap.records.imports.importing import ImportService
from netmap.records.imports.types import Preview
from netmap.store.change_sets import ChangeSet, TableChange, one_edit
from netmap.store.keeping import Store
from netmap.store.opening import open_store
from tests.imports.made_files import file_of

STUDY = "round"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    study = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front"], "rank": [0]}),
        agencies=pd.DataFrame({"agency": ["=A1", "001", "a,b"], "name": ["One", "<b>x</b>", None]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": ["1", "Č-12", "agency_1"],
                "agency": ["=A1", "001", None],
                "joined": ["2011-03", "2010", None],
                "shoe": ["41", None, "42"],
            }
        ),
        zones=pd.DataFrame({"zone": ["z"], "formal": [True]}),
        posts=pd.DataFrame({"practitioner": ["1", "Č-12"], "zone": ["z", "z"], "role": ["chair", None]}),
        meetings=pd.DataFrame({"meeting": ["m", "n"], "zone": "z", "date": ["2011-05-03", "2011-06-07"]}),
        attendance=pd.DataFrame(
            {"meeting": ["m", "m", "n"], "practitioner": ["1", "Č-12", "1"], "status": "present"}
        ),
        contacts=pd.DataFrame(
            {"contact": ["1"], "date": ["2011-05-04"], "source": ["1"], "target": ["Č-12"], "strength": [0.1]}
        ),
    )
    with open_store(tmp_path / "store.netmap") as opened:
        opened.create_study(LOCAL_USER, STUDY)
        opened.write_study(LOCAL_USER, STUDY, study)
        yield opened


@pytest.fixture
def book(store: Store, tmp_path: Path) -> Path:
    return netmap.write_study(store.read(LOCAL_USER, STUDY), tmp_path / "study.xlsx")


def edited(book: Path, edit: Callable[[Any], None]) -> Path:
    """The workbook opened, edited and saved by another program, which writes it in its own way."""
    from openpyxl import load_workbook

    opened = load_workbook(book)
    edit(opened)
    opened.save(book)
    return book


def previewed(store: Store, book: Path, *, removals: bool = False) -> tuple[ImportService, Preview]:
    service = ImportService(store)
    found = service.understand(LOCAL_USER, STUDY, book)
    return service, service.preview(
        LOCAL_USER, STUDY, found.file, found.mapping, found.answers, removals=removals
    )


def happened(preview: Preview) -> dict[str, tuple[int, int, int]]:
    counts = {one.table: (one.new, one.changed, one.removed) for one in preview.tables}
    return {table: told for table, told in counts.items() if any(told)}


def test_what_was_not_edited_changes_nothing(store: Store, book: Path) -> None:
    service, preview = previewed(store, book, removals=True)
    assert preview.clean
    assert happened(preview) == {}
    assert (
        sum(count.duplicate for count in preview.counts)
        == sum(count.records for count in preview.counts)
        == 16
    )
    assert service.commit(LOCAL_USER, STUDY, preview.token).change is None
    service, preview = previewed(store, edited(book, lambda opened: None), removals=True)
    assert happened(preview) == {}


def test_edits_come_back_as_changes(store: Store, book: Path) -> None:
    def edit(opened: Any) -> None:
        opened["agencies"]["B2"] = "One, renamed"
        opened["practitioners"]["C2"] = dt.datetime(2011, 4, 1)  # noqa: DTZ001
        opened["practitioners"]["B3"] = "a,b"
        opened["practitioners"].append(["new", "a,b", None, "43"])
        opened["attendance"]["C3"] = "apologies"
        opened["meetings"].append(["o", "z", dt.date(2011, 7, 5)])
        opened["attendance"].append(["o", "new", "present"])
        opened["contacts"]["D2"] = "agency_1"

    service, preview = previewed(store, edited(book, edit))
    assert preview.clean
    assert happened(preview) == {
        "agencies": (0, 1, 0),
        "practitioners": (1, 2, 0),
        "meetings": (1, 0, 0),
        "attendance": (1, 1, 0),
        "contacts": (0, 1, 0),
    }
    before = store.logical_hash(LOCAL_USER, STUDY)
    done = service.commit(LOCAL_USER, STUDY, preview.token)
    assert done.change is not None
    study = store.read(LOCAL_USER, STUDY)
    assert study.agencies["name"].tolist()[:2] == ["One, renamed", "<b>x</b>"]
    assert study.practitioners["joined"].tolist()[:2] == ["2011-04-01", "2010"]
    assert study.practitioners["agency"].tolist()[:2] == ["=A1", "a,b"]
    assert study.practitioners["shoe"].tolist()[2:] == ["42", "43"]
    assert study.attendance["status"].tolist() == ["present", "apologies", "present", "present"]
    assert study.contacts["strength"].tolist() == [0.1]
    assert study.contacts["target"].tolist() == ["agency_1"]
    store.undo(LOCAL_USER, STUDY, done.change.number)
    assert store.logical_hash(LOCAL_USER, STUDY) == before


def test_a_blank_cell_empties_and_rows_go_only_when_told(store: Store, book: Path) -> None:
    def edit(opened: Any) -> None:
        opened["practitioners"]["C3"] = None
        opened["attendance"].delete_rows(4)
        opened["contacts"].delete_rows(2)
        opened["contacts"].append(["2", "2012-01-09", "1", "agency_1", None])

    service, preview = previewed(store, edited(book, edit))
    assert happened(preview) == {"practitioners": (0, 1, 0), "contacts": (1, 0, 0)}
    service, preview = previewed(store, book, removals=True)
    assert happened(preview) == {
        "practitioners": (0, 1, 0),
        "attendance": (0, 0, 1),
        "contacts": (1, 0, 1),
    }
    service.commit(LOCAL_USER, STUDY, preview.token)
    study = store.read(LOCAL_USER, STUDY)
    assert study.practitioners["joined"].isna().tolist() == [False, True, True]
    assert study.attendance["meeting"].tolist() == ["m", "m"]
    assert study.contacts["contact"].tolist() == ["2"]


def test_what_is_still_named_cannot_go(store: Store, book: Path) -> None:
    _, preview = previewed(
        store, edited(book, lambda opened: opened["meetings"].delete_rows(2)), removals=True
    )
    assert [(one.code, one.value) for one in preview.problems] == [("still-named", "m")]
    assert happened(preview) == {}
    _, preview = previewed(store, edited(book, lambda opened: opened["zones"].append([None, None])))
    assert preview.clean


def test_bad_edits_are_told_where_they_are(store: Store, book: Path) -> None:
    def edit(opened: Any) -> None:
        opened["practitioners"]["B3"] = "nowhere"
        opened["levels"]["B2"] = "high"
        opened["meetings"].append(["m", "z", "2011-12-24"])
        opened["attendance"].append(["missing", "1", "present"])
        opened["attendance"].append(["m", "1", "perhaps"])

    _, preview = previewed(store, edited(book, edit))
    found = {(one.table, one.line, one.code) for one in preview.problems}
    assert found == {
        ("practitioners", 3, "unknown-id"),
        ("levels", 2, "not-a-whole-number"),
        ("meetings", 4, "contradicts"),
        ("attendance", 5, "unknown-id"),
        ("attendance", 6, "contradicts"),
    }
    assert all(one.records == one.kept + one.rejected + one.duplicate for one in preview.counts)


def later(store: Store, table: str, row: int, **values: Any) -> None:
    """An edit on record that was made after the export."""
    live = store.rows(LOCAL_USER, STUDY, table)
    seen = live.iloc[row]
    edit = one_edit(int(seen["row"]), int(seen["version"]), **values)
    store.write(LOCAL_USER, STUDY, ChangeSet("edit", {table: TableChange(changed=edit)}))


def gone(store: Store, table: str, row: int) -> None:
    live = store.rows(LOCAL_USER, STUDY, table).iloc[[row]][["row", "version"]]
    store.write(LOCAL_USER, STUDY, ChangeSet("edit", {table: TableChange(removed=live)}))


def test_work_since_the_export_is_never_overwritten(store: Store, book: Path) -> None:
    later(store, "agencies", 0, name="One, by hand")
    gone(store, "attendance", 2)
    added = pd.DataFrame([{"contact": "later", "date": "2012-01-01", "source": "1", "target": "agency_1"}])
    store.write(LOCAL_USER, STUDY, ChangeSet("edit", {"contacts": TableChange(added)}))

    def edit(opened: Any) -> None:
        opened["agencies"]["B3"] = "Two"
        opened["practitioners"]["C3"] = "2009"

    service, preview = previewed(store, edited(book, edit), removals=True)
    assert preview.clean
    assert happened(preview) == {"agencies": (0, 1, 0), "practitioners": (0, 1, 0)}
    assert all(one.records == one.kept + one.rejected + one.duplicate for one in preview.counts)
    service.commit(LOCAL_USER, STUDY, preview.token)
    study = store.read(LOCAL_USER, STUDY)
    assert study.agencies["name"].tolist()[:2] == ["One, by hand", "Two"]
    assert (len(study.attendance), study.contacts["contact"].tolist()) == (2, ["1", "later"])


@pytest.mark.parametrize(("stands", "name"), [("sheet", "One, in the sheet"), ("record", "One, by hand")])
def test_what_both_sides_changed_is_asked_with_both(store: Store, book: Path, stands: str, name: str) -> None:
    later(store, "agencies", 0, name="One, by hand")

    def edit(opened: Any) -> None:
        opened["agencies"]["B2"] = "One, in the sheet"

    service, preview = previewed(store, edited(book, edit))
    (question,) = preview.questions
    assert (question.kind, question.about) == ("clash", ("agencies", "name", "=A1"))
    assert [(one.value, one.shown) for one in question.candidates] == [
        ("sheet", "One, in the sheet"),
        ("record", "One, by hand"),
    ]
    assert (happened(preview), preview.clean) == ({}, False)
    found = service.understand(LOCAL_USER, STUDY, book)
    said = Answers({(question.kind, question.about): Answer("is", stands)})
    preview = service.preview(LOCAL_USER, STUDY, found.file, found.mapping, said)
    assert preview.clean
    service.commit(LOCAL_USER, STUDY, preview.token)
    assert store.read(LOCAL_USER, STUDY).agencies["name"].tolist()[0] == name


def test_rows_taken_out_are_listed_by_name_and_go_only_when_confirmed(store: Store, book: Path) -> None:
    def edit(opened: Any) -> None:
        opened["contacts"].delete_rows(2)
        opened["posts"].delete_rows(2)

    _, preview = previewed(store, edited(book, edit))
    told = [problem for problem in preview.problems if problem.code == "taken-out"]
    assert {(problem.table, problem.value) for problem in told} == {
        ("contacts", "1 · 2011-05-04 · 1"),
        ("posts", "1 · z · chair"),
    }
    assert (happened(preview), preview.clean) == ({}, True)
    _, preview = previewed(store, book, removals=True)
    assert happened(preview) == {"contacts": (0, 0, 1), "posts": (0, 0, 1)}


def test_a_row_edited_here_and_taken_out_there_is_no_new_one(store: Store, book: Path) -> None:
    gone(store, "attendance", 2)

    def edit(opened: Any) -> None:
        opened["attendance"]["C4"] = "apologies"

    _, preview = previewed(store, edited(book, edit))
    assert [problem.code for problem in preview.problems] == ["gone-since"]
    assert happened(preview) == {}


@pytest.mark.parametrize(("version", "known"), [(-1, False), (0, True), (1, True), (2, False)])
def test_a_workbook_was_exported_from_a_version_that_there_was(
    store: Store, version: int, known: bool
) -> None:
    """The first is the study before anything was written in it."""
    file = file_of(about=[["store", json.dumps({"study": STUDY, "version": version})]])
    found = ImportService(store)._exported(LOCAL_USER, STUDY, file, store.version(LOCAL_USER, STUDY))
    assert (found is not None) is known
