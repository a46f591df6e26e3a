"""Records by form: added, edited, taken out; checked as a study is, and never over somebody else's work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotFoundError, StudyError
from netmap.model.schema import TABLES
from netmap.records.history import ChangeService
from netmap.records.single.forms import FORMS, RecordRow
from netmap.records.single.labels import COLUMN_WORDS, TABLE_WORDS
from netmap.records.single.service import RecordService
from netmap.store.errors import ConflictError, LaterChangesError, NotStandingError
from tests.questions.stores import ANN, BOARD, BOB, CID, DORA, library_over

NEW = {
    "agencies": {"agency": "<i>x</i>", "name": "West", "sector": "health"},
    "practitioners": {"name": "Eve", "agency": "agency_1", "joined": "2024-02"},
    "zones": {"zone": "=1+1", "name": "Forum", "formal": "true", "opened": "2020"},
    "posts": {"practitioner": ANN, "zone": BOARD, "role": "chair"},
    "services": {"service": "1", "name": "Advice", "agency": "person-1"},
    "contacts": {"date": "2024-05-01", "source": ANN, "target": "agency_1", "direction": "directed"},
    "levels": {"level": "L", "rank": "0", "name": "Front line"},
    "partnerships": {"name": "Riverside", "baseline": "2023-01-01"},
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    yield library
    library.close()


@pytest.fixture
def service(library: StudyLibrary) -> RecordService:
    return RecordService(library)


def body(table: str, values: dict[str, Any], seen: RecordRow | None = None, **more: Any) -> dict[str, Any]:
    there = {} if seen is None else {"row": seen.row, "version": seen.version}
    return {"key": str(uuid4()), "table": table, "values": values, **there, **more}


def record(service: RecordService, table: str, /, **cells: str) -> RecordRow:
    """The one record with such cells."""
    rows = service.table(LOCAL_USER, "ours", table).rows
    (found,) = [row for row in rows if all(row.cells.get(name) == text for name, text in cells.items())]
    return found


@pytest.mark.parametrize("table", [form.table for form in FORMS])
def test_a_record_is_added_edited_and_taken_out(service: RecordService, table: str) -> None:
    values = NEW[table]
    service.save(LOCAL_USER, "ours", body(table, values))
    made = record(service, table, **values)
    assert all(made.cells[key] for key in TABLES[table].key)
    changed = {"name": "=Changed"} if "name" in TABLES[table].columns else {}
    changed |= {"posts": {"role": "=Changed"}, "contacts": {"channel": "=Changed"}}.get(table, {})
    service.save(LOCAL_USER, "ours", body(table, changed, made))
    edited = record(service, table, **{**values, **changed})
    assert (edited.row, edited.version > made.version) == (made.row, True)
    n = service.table(LOCAL_USER, "ours", table).n
    service.save(LOCAL_USER, "ours", body(table, {}, edited, remove=True))
    assert service.table(LOCAL_USER, "ours", table).n == n - 1


def test_a_value_is_emptied_and_the_id_never_changed(service: RecordService) -> None:
    ann = record(service, "practitioners", practitioner=ANN)
    service.save(
        LOCAL_USER, "ours", body("practitioners", {"practitioner": "z", "agency": None, "name": ""}, ann)
    )
    assert record(service, "practitioners", practitioner=ANN).cells == {"practitioner": ANN}


def test_two_who_edit_one_record_are_both_told(service: RecordService) -> None:
    seen = record(service, "agencies", agency="agency_1")
    service.save(LOCAL_USER, "ours", body("agencies", {"name": "Theirs"}, seen))
    with pytest.raises(ConflictError) as caught:
        service.save(LOCAL_USER, "ours", body("agencies", {"name": "Mine"}, seen))
    (conflict,) = caught.value.conflicts
    assert conflict.live is not None
    assert conflict.yours is not None
    assert (conflict.live["name"], conflict.yours["name"]) == ("Theirs", "Mine")
    assert record(service, "agencies", agency="agency_1").cells["name"] == "Theirs"
    again = {**body("agencies", {"name": "Mine"}, seen), "version": conflict.version}
    service.save(LOCAL_USER, "ours", again)
    assert record(service, "agencies", agency="agency_1").cells["name"] == "Mine"


def test_a_form_that_is_sent_again_is_saved_once(service: RecordService, library: StudyLibrary) -> None:
    sent = body("agencies", {"name": "West"})
    first, again = (service.save(LOCAL_USER, "ours", sent) for _ in range(2))
    assert (first.change, first.again, again.again) == (again.change, False, True)
    assert service.table(LOCAL_USER, "ours", "agencies").n == 3
    ChangeService(library).undo(LOCAL_USER, "ours", first.change, None)
    with pytest.raises(NotStandingError):
        service.save(LOCAL_USER, "ours", sent)


@pytest.mark.parametrize(
    ("table", "values", "column"),
    [
        ("practitioners", {"name": "Eve", "agency": "nowhere"}, "agency"),
        ("practitioners", {"practitioner": "agency_1"}, "practitioner"),
        ("practitioners", {"name": "Eve", "joined": "2024-05-01", "left": "2024-04-01"}, "left"),
        ("practitioners", {"name": "Eve", "joined": "03/04/2024"}, "joined"),
        ("agencies", {"agency": "agency_1"}, "agency"),
        ("posts", {"zone": BOARD}, "practitioner"),
        ("posts", {"practitioner": "nobody", "zone": BOARD}, "practitioner"),
        ("contacts", {"source": ANN, "target": "nobody"}, "target"),
        ("contacts", {"source": ANN, "target": BOB, "direction": "sideways"}, "direction"),
        ("levels", {"name": "without a rank"}, "rank"),
        ("zones", {"name": "x", "formal": "perhaps"}, "formal"),
    ],
)
def test_what_no_study_can_hold_is_refused_with_the_reason(
    service: RecordService, library: StudyLibrary, table: str, values: dict[str, str], column: str
) -> None:
    before = library.study(LOCAL_USER, "ours").about["store"]["version"]
    with pytest.raises(StudyError) as caught:
        service.save(LOCAL_USER, "ours", body(table, values))
    assert column in {problem.column for problem in caught.value.problems}
    assert library.study(LOCAL_USER, "ours").about["store"]["version"] == before


def test_who_is_named_by_others_is_not_taken_out(service: RecordService) -> None:
    with pytest.raises(ArgumentError, match=r"Ann.*Attendance: 2"):
        service.save(
            LOCAL_USER,
            "ours",
            body("practitioners", {}, record(service, "practitioners", practitioner=ANN), remove=True),
        )
    dora = record(service, "practitioners", practitioner=DORA)
    service.save(LOCAL_USER, "ours", body("practitioners", {}, dora, remove=True))
    assert service.table(LOCAL_USER, "ours", "practitioners").n == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "short"},
        {"table": "attendance"},
        {"table": None},
        {"values": {"row": "1"}},
        {"values": {"name": 7}},
        {"values": {"name": " ", "sector": None}},
        {"values": {"name": "x" * 5000}},
        {"row": "1", "version": 1},
        {"row": 1},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_a_request_that_cannot_be_is_refused(service: RecordService, wrong: dict[str, Any]) -> None:
    with pytest.raises((ArgumentError, NotFoundError)):
        service.save(LOCAL_USER, "ours", {**body("agencies", {"name": "West"}), **wrong})


def test_records_are_found_by_any_text(service: RecordService) -> None:
    found = service.table(LOCAL_USER, "ours", "practitioners", "AGENCY_1")
    assert {row.cells["practitioner"] for row in found.rows} == {ANN, CID}
    assert service.table(LOCAL_USER, "ours", "practitioners", ".*").n == 0


def test_every_form_has_words(service: RecordService) -> None:
    assert set(TABLE_WORDS) == set(TABLES)
    assert {column for form in FORMS for column in form.columns} <= set(COLUMN_WORDS)
    fields = {field.name: field for field in service.table(LOCAL_USER, "ours", "contacts").fields}
    assert {option.value for option in fields["source"].options or ()} == {
        ANN, BOB, CID, DORA, "agency_1", "person-1"
    }  # fmt: skip
    assert fields["channel"].options is None
    assert (fields["contact"].key, fields["source"].required) == (True, True)


def test_undoing_says_what_is_in_the_way_and_keeps_or_drops_it(
    service: RecordService, library: StudyLibrary
) -> None:
    changes = ChangeService(library)
    service.save(LOCAL_USER, "ours", body("agencies", {"agency": "W", "name": "West"}))
    made = changes.changes(LOCAL_USER, "ours")[0]
    service.save(LOCAL_USER, "ours", body("practitioners", {"name": "Eve", "agency": "W"}))
    plan = changes.plan(LOCAL_USER, "ours", made.number)
    assert plan.later_n == 1
    assert "Eve" in str(plan.later[0])
    with pytest.raises(LaterChangesError):
        changes.undo(LOCAL_USER, "ours", made.number, None)
    gone = changes.undo(LOCAL_USER, "ours", made.number, False)
    assert service.table(LOCAL_USER, "ours", "agencies").n == 2
    assert service.table(LOCAL_USER, "ours", "practitioners").n == 4
    changes.undo(LOCAL_USER, "ours", gone.change, None)
    assert service.table(LOCAL_USER, "ours", "practitioners").n == 5
    kinds = [(each.number, each.undoes) for each in changes.changes(LOCAL_USER, "ours")]
    assert kinds == [(5, 4), (4, 2), (3, None), (2, None), (1, None)]
