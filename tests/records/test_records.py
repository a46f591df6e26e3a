"""Records by form: added, edited, taken out; checked as a study is, and never over somebody else's work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.library.wording import TABLE_WORDS
from netmap.model.errors import ArgumentError, NotFoundError, StudyError
from netmap.model.schema import TABLES
from netmap.records.labels import COLUMN_WORDS
from netmap.records.single.forms import FORMS, RecordRow, RecordTable
from netmap.store.errors import ConflictError, LaterChangesError, NotStandingError
from tests.questions.stores import ANN, BOARD, BOB, CID, DORA, act, library_over

NEW = {
    "agencies": {"agency": "<i>x</i>", "name": "West", "sector": "health"},
    "practitioners": {"name": "Eve", "agency": "agency_1", "joined": "2024-02"},
    "zones": {"zone": "=1+1", "name": "Forum", "formal": "true", "opened": "2020"},
    "seats": {"zone": BOARD, "agency": "agency_1"},
    "posts": {"practitioner": ANN, "zone": BOARD, "role": "chair"},
    "services": {"service": "1", "name": "Advice", "agency": "person-1"},
    "contacts": {"date": "2024-05-01", "source": ANN, "target": "agency_1", "direction": "directed"},
    "notes": {
        "note": "=N",
        "kind": "weakness",
        "text": "<b>few</b> came",
        "meeting": "m, 1",
        "theme": "presence",
    },
    "levels": {"level": "L", "rank": "0", "name": "Front line"},
    "partnerships": {"name": "Riverside", "baseline": "2023-01-01"},
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    yield library
    library.close()


def table_of(library: StudyLibrary, table: str, find: str = "") -> RecordTable:
    found: RecordTable = act(library, "records", {"table": table, "find": find})
    return found


def body(table: str, values: dict[str, Any], seen: RecordRow | None = None, **more: Any) -> dict[str, Any]:
    there = {} if seen is None else {"row": seen.row, "version": seen.version}
    return {"key": str(uuid4()), "table": table, "values": values, **there, **more}


def record(library: StudyLibrary, table: str, /, **cells: str) -> RecordRow:
    """The one record with such cells."""
    rows = table_of(library, table).rows
    (found,) = [row for row in rows if all(row.cells.get(name) == text for name, text in cells.items())]
    return found


@pytest.mark.parametrize("table", [form.table for form in FORMS])
def test_a_record_is_added_edited_and_taken_out(library: StudyLibrary, table: str) -> None:
    values = NEW[table]
    act(library, "save_record", body(table, values))
    made = record(library, table, **values)
    assert all(made.cells[key] for key in TABLES[table].key)
    changed = {"name": "=Changed"} if "name" in TABLES[table].columns else {}
    more = {"posts": "role", "contacts": "channel", "notes": "theme"}
    changed |= {more[table]: "=Changed"} if table in more else {}
    changed |= {"joined": "2024-01-31"} if table == "seats" else {}
    act(library, "save_record", body(table, changed, made))
    edited = record(library, table, **{**values, **changed})
    assert (edited.row, edited.version > made.version) == (made.row, True)
    n = table_of(library, table).n
    act(library, "save_record", body(table, {}, edited, remove=True))
    assert table_of(library, table).n == n - 1


def test_a_value_is_emptied_and_the_id_never_changed(library: StudyLibrary) -> None:
    ann = record(library, "practitioners", practitioner=ANN)
    act(library, "save_record", body("practitioners", {"practitioner": "z", "agency": None, "name": ""}, ann))
    assert record(library, "practitioners", practitioner=ANN).cells == {"practitioner": ANN}


def test_two_who_edit_one_record_are_both_told(library: StudyLibrary) -> None:
    seen = record(library, "agencies", agency="agency_1")
    act(library, "save_record", body("agencies", {"name": "Theirs"}, seen))
    with pytest.raises(ConflictError) as caught:
        act(library, "save_record", body("agencies", {"name": "Mine"}, seen))
    (conflict,) = caught.value.conflicts
    assert conflict.live is not None
    assert conflict.yours is not None
    assert (conflict.live["name"], conflict.yours["name"]) == ("Theirs", "Mine")
    assert record(library, "agencies", agency="agency_1").cells["name"] == "Theirs"
    again = {**body("agencies", {"name": "Mine"}, seen), "version": conflict.version}
    act(library, "save_record", again)
    assert record(library, "agencies", agency="agency_1").cells["name"] == "Mine"


def test_a_form_that_is_sent_again_is_saved_once(library: StudyLibrary) -> None:
    sent = body("agencies", {"name": "West"})
    first, again = (act(library, "save_record", sent) for _ in range(2))
    assert (first.change, first.again, again.again) == (again.change, False, True)
    assert table_of(library, "agencies").n == 3
    act(library, "undo", {"change": first.change})
    with pytest.raises(NotStandingError):
        act(library, "save_record", sent)


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
    library: StudyLibrary, table: str, values: dict[str, str], column: str
) -> None:
    before = library.study(LOCAL_USER, "ours").about["store"]["version"]
    with pytest.raises(StudyError) as caught:
        act(library, "save_record", body(table, values))
    assert column in {problem.column for problem in caught.value.problems}
    assert library.study(LOCAL_USER, "ours").about["store"]["version"] == before


def test_who_is_named_by_others_is_not_taken_out(library: StudyLibrary) -> None:
    with pytest.raises(ArgumentError, match=r"Ann.*Attendance: 2"):
        act(
            library,
            "save_record",
            body("practitioners", {}, record(library, "practitioners", practitioner=ANN), remove=True),
        )
    dora = record(library, "practitioners", practitioner=DORA)
    act(library, "save_record", body("practitioners", {}, dora, remove=True))
    assert table_of(library, "practitioners").n == 3


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
def test_a_request_that_cannot_be_is_refused(library: StudyLibrary, wrong: dict[str, Any]) -> None:
    with pytest.raises((ArgumentError, NotFoundError)):
        act(library, "save_record", {**body("agencies", {"name": "West"}), **wrong})


def test_records_are_found_by_any_text(library: StudyLibrary) -> None:
    found = table_of(library, "practitioners", "AGENCY_1")
    assert {row.cells["practitioner"] for row in found.rows} == {ANN, CID}
    assert table_of(library, "practitioners", ".*").n == 0


def test_every_form_has_words(library: StudyLibrary) -> None:
    assert set(TABLE_WORDS) == set(TABLES)
    assert {column for form in FORMS for column in form.columns} <= set(COLUMN_WORDS)
    fields = {field.name: field for field in table_of(library, "contacts").fields}
    assert {option.value for option in fields["source"].options or ()} == {
        ANN, BOB, CID, DORA, "agency_1", "person-1"
    }  # fmt: skip
    assert fields["channel"].options is None
    assert (fields["contact"].key, fields["source"].required) == (True, True)


def test_undoing_says_what_is_in_the_way_and_keeps_or_drops_it(library: StudyLibrary) -> None:
    act(library, "save_record", body("agencies", {"agency": "W", "name": "West"}))
    made = act(library, "changes").changes[0]
    act(library, "save_record", body("practitioners", {"name": "Eve", "agency": "W"}))
    plan = act(library, "undo_plan", {"change": str(made.number)})
    assert plan.later_n == 1
    assert "Eve" in str(plan.later[0])
    with pytest.raises(LaterChangesError):
        act(library, "undo", {"change": made.number, "keep_later": None})
    gone = act(library, "undo", {"change": made.number, "keep_later": False})
    assert table_of(library, "agencies").n == 2
    assert table_of(library, "practitioners").n == 4
    act(library, "undo", {"change": gone.change, "keep_later": None})
    assert table_of(library, "practitioners").n == 5
    kinds = [(each.number, each.undoes) for each in act(library, "changes").changes]
    assert kinds == [(5, 4), (4, 2), (3, None), (2, None), (1, None)]
