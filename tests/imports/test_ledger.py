"""A file taken into a store: previewed, all of it or nothing, the same once, remembered, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.files.importer.questions import Answer, Answers
from netmap.library.principals import LOCAL_USER, Principal
from netmap.model.errors import NotFoundError
from netmap.records.imports.importing import ImportService
from netmap.records.imports.types import BadRowsError, Committed, Preview, StalePreviewError
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.keeping import Store
from netmap.store.opening import open_store

STUDY = "north & <b>south</b>"

LIST = """Name,Agency,Date,Group,Attended
Ann Lee,Health,2011-05-03,Board,yes
Ben Ode,Schools,2011-05-03,Board,yes
"Cox, Cem",=A1,2011-05-03,Board,apologies
Ann Lee,Health,2011-06-07,Board,yes
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.netmap") as opened:
        opened.create_study(LOCAL_USER, STUDY)
        yield opened


@pytest.fixture
def service(store: Store) -> ImportService:
    return ImportService(store)


def written(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def previewed(
    service: ImportService, path: Path, answers: Answers | None = None, *, removals: bool = False
) -> Preview:
    found = service.understand(LOCAL_USER, STUDY, path)
    said = found.answers.merged(answers or Answers())
    return service.preview(LOCAL_USER, STUDY, found.file, found.mapping, said, removals=removals)


def taken(
    service: ImportService, path: Path, *, take_good: bool = False, removals: bool = False
) -> Committed:
    preview = previewed(service, path, removals=removals)
    return service.commit(LOCAL_USER, STUDY, preview.token, take_good=take_good)


def counts(preview: Preview) -> dict[str, tuple[int, int, int, int]]:
    return {one.table: (one.new, one.changed, one.same, one.removed) for one in preview.tables}


def test_a_list_is_taken_in_and_undone(service: ImportService, store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, LIST)
    before = store.logical_hash(LOCAL_USER, STUDY)
    preview = previewed(service, path)
    assert preview.clean
    assert counts(preview) == {
        "agencies": (3, 0, 0, 0),
        "practitioners": (3, 0, 0, 0),
        "zones": (1, 0, 0, 0),
        "meetings": (2, 0, 0, 0),
        "attendance": (4, 0, 0, 0),
    }
    assert store.changes(LOCAL_USER, STUDY) == ()
    done = service.commit(LOCAL_USER, STUDY, preview.token)
    assert done.change is not None
    assert not done.again
    study = store.read(LOCAL_USER, STUDY)
    assert study.attendance["status"].tolist() == ["present", "present", "apologies", "present"]
    assert study.practitioners["agency"].tolist() == ["Health", "Schools", "=A1"]
    assert netmap.from_tables(**dict(study.tables)).attendance["practitioner"].tolist()[2] == "Cox, Cem"
    store.undo(LOCAL_USER, STUDY, done.change.number)
    assert store.logical_hash(LOCAL_USER, STUDY) == before
    assert store.plan_undo(LOCAL_USER, STUDY, 2).change.kind == "undo"


def test_the_same_file_is_taken_in_once(service: ImportService, store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, LIST)
    first, second = previewed(service, path), previewed(service, path)
    one = service.commit(LOCAL_USER, STUDY, first.token)
    two = service.commit(LOCAL_USER, STUDY, second.token)
    assert one.change is not None
    assert two.change is not None
    assert two.again
    assert two.change.number == one.change.number
    third = previewed(service, path)
    assert third.before is not None
    assert all(new == changed == 0 for new, changed, _, _ in counts(third).values())
    assert service.commit(LOCAL_USER, STUDY, third.token).change is None
    assert len(store.changes(LOCAL_USER, STUDY)) == 1


def test_a_later_list_finds_what_is_there(service: ImportService, store: Store, tmp_path: Path) -> None:
    taken(service, written(tmp_path, LIST))
    later = """Name,Agency,Date,Group,Attended
Lee Ann,Health,2011-06-07,Board,yes
LEE Ann,Health,2011-07-05,board,yes
Cem Cox,=A1,2011-05-03,Board,yes
"""
    preview = previewed(service, written(tmp_path, later, "later.csv"))
    assert counts(preview)["attendance"] == (1, 1, 1, 0)
    assert counts(preview)["meetings"] == (1, 0, 2, 0)
    assert "practitioners" not in counts(preview)
    (count,) = preview.counts
    assert (count.records, count.kept, count.rejected, count.duplicate) == (3, 2, 0, 1)
    service.commit(LOCAL_USER, STUDY, preview.token)
    found = store.read(LOCAL_USER, STUDY)
    assert len(found.practitioners) == 3
    assert found.attendance["status"].tolist() == ["present"] * 5


BAD = """Name,Agency,Date,Group
A. Lee,Health,2011-05-03,Board
Dot,Health,soon,Board
Ann Lee,Health,2011-08-02,Board
,Health,2011-08-02,Board
"""


def test_bad_rows_refuse_the_whole_file_or_wait_for_repair(
    service: ImportService, store: Store, tmp_path: Path
) -> None:
    taken(service, written(tmp_path, LIST))
    hash_before = store.logical_hash(LOCAL_USER, STUDY)
    preview = previewed(service, written(tmp_path, BAD, "bad.csv"))
    assert [(one.line, one.code) for one in preview.problems] == [
        (2, "unanswered"),
        (3, "bad-date"),
        (5, "blank"),
    ]
    with pytest.raises(BadRowsError) as refused:
        service.commit(LOCAL_USER, STUDY, preview.token)
    assert refused.value.preview.problems == preview.problems
    assert store.logical_hash(LOCAL_USER, STUDY) == hash_before
    done = service.commit(LOCAL_USER, STUDY, preview.token, take_good=True)
    assert done.change is not None
    assert done.repair is not None
    assert len(store.read(LOCAL_USER, STUDY).attendance) == 5
    repair = tmp_path / "repair.xlsx"
    repair.write_bytes(done.repair)
    again = previewed(service, repair, Answers({("person", ("A. Lee",)): Answer("is", "Ann Lee")}))
    assert [one.code for one in again.problems] == ["bad-date", "blank"]
    assert again.counts[0].records == 3
    assert again.counts[0].duplicate == 1


def test_mapping_and_answers_are_remembered(service: ImportService, tmp_path: Path) -> None:
    taken(service, written(tmp_path, LIST))
    text = "Chi,Quale giorno\nA. Lee,04/05/2011\n"
    path = written(tmp_path, text, "april.csv")
    found = service.understand(LOCAL_USER, STUDY, path)
    sheet = found.mapping.sheets[0]
    from dataclasses import replace

    corrected = replace(sheet, shape="attendance").with_field(0, "person").with_field(1, "date")
    mapping = found.mapping.with_sheet(corrected.with_setting("zone", "Board"))
    said = {
        ("person", ("A. Lee",)): Answer("is", "Ann Lee"),
        ("dates", ("april.csv", "Quale giorno")): Answer("is", "dmy"),
    }
    preview = service.preview(LOCAL_USER, STUDY, found.file, mapping, Answers(said))
    assert preview.clean
    service.commit(LOCAL_USER, STUDY, preview.token)
    next_month = service.understand(
        LOCAL_USER, STUDY, written(tmp_path, "Chi,Quale giorno\nA. Lee,20/06/2011\n", "may.csv")
    )
    assert next_month.understanding.sheets[0].remembered
    again = service.preview(LOCAL_USER, STUDY, next_month.file, next_month.mapping, next_month.answers)
    assert again.clean
    assert counts(again)["attendance"] == (1, 0, 0, 0)


def test_a_study_that_moved_on_is_looked_at_again(
    service: ImportService, store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path, LIST)
    preview = previewed(service, path)
    other = pd.DataFrame({"agency": ["Housing"]})
    store.write(LOCAL_USER, STUDY, ChangeSet("edit", {"agencies": TableChange(added=other)}))
    assert service.commit(LOCAL_USER, STUDY, preview.token).change is not None
    later = written(tmp_path, LIST + "Dot Elm,Health,2011-06-07,Board,yes\n", "later.csv")
    preview = previewed(service, later)
    dot = pd.DataFrame({"practitioner": ["Dot Elm"], "name": ["Dot Elm"]})
    store.write(LOCAL_USER, STUDY, ChangeSet("edit", {"practitioners": TableChange(added=dot)}))
    with pytest.raises(StalePreviewError):
        service.commit(LOCAL_USER, STUDY, preview.token)


def test_a_preview_is_its_owners(service: ImportService, tmp_path: Path) -> None:
    preview = previewed(service, written(tmp_path, LIST))
    with pytest.raises(NotFoundError):
        service.commit(Principal("somebody else", "local"), STUDY, preview.token)
    with pytest.raises(NotFoundError):
        service.commit(LOCAL_USER, "another", preview.token)
    with pytest.raises(NotFoundError):
        service.commit(LOCAL_USER, STUDY, "0" * 32)
    assert service.commit(LOCAL_USER, STUDY, preview.token).change is not None
    assert service.commit(LOCAL_USER, STUDY, preview.token).again
    with pytest.raises(NotFoundError):
        service.commit(Principal("somebody else", "local"), STUDY, preview.token)
