"""Sittings: what is offered, recorded once, corrected without overwriting anybody, and looked back at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError
from netmap.model.i18n import LANGUAGES
from netmap.records.attendance.service import AttendanceService
from netmap.records.attendance.types import Sitting, SittingThereError, statuses
from netmap.records.history import ChangeService
from netmap.store.errors import ConflictError, NotStandingError
from tests.questions.boards import ROOT
from tests.questions.stores import ANN, BOARD, BOB, CID, DORA, FIRST, OTHER, SECOND, library_over

TODAY = "2024-05-07"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    yield library
    library.close()


@pytest.fixture
def service(library: StudyLibrary) -> AttendanceService:
    return AttendanceService(library)


def draft(marks: dict[str, str], **more: Any) -> dict[str, Any]:
    """A draft as a page sends it."""
    told = [{"person": person, "status": status} for person, status in marks.items()]
    return {"key": str(uuid4()), "zone": BOARD, "date": TODAY, "marks": told, **more}


def correction(sitting: Sitting, marks: dict[str, str], **more: Any) -> dict[str, Any]:
    """The same sitting with other marks."""
    seen = [{"row": mark.row, "version": mark.version} for mark in sitting.marks]
    there = {"row": sitting.row, "version": sitting.version, "seen": seen, "date": sitting.day}
    return draft(marks, **{**there, **more})


def sittings(service: AttendanceService, zone: str = BOARD) -> tuple[Sitting, ...]:
    return service.sheet(LOCAL_USER, "ours", zone).sittings


def test_a_sheet_begins_with_who_was_at_the_last_sitting(service: AttendanceService) -> None:
    sheet = service.sheet(LOCAL_USER, "ours", BOARD)
    assert [sitting.meeting for sitting in sheet.sittings] == [SECOND, FIRST]
    assert sheet.roster == (ANN, CID, BOB)
    assert [statuses(sitting.marks) for sitting in sheet.sittings] == [
        {ANN: "present", CID: "apologies"},
        {ANN: "present", BOB: "present"},
    ]
    assert {each.id: (each.name, each.agency_name) for each in sheet.people} == {
        ANN: ("Ann", "North"),
        BOB: ("Bob", "South"),
        CID: ("Cid", "North"),
        DORA: (DORA, None),
    }
    assert [(each.id, each.name) for each in sheet.zones] == [(OTHER, OTHER), (BOARD, "The board")]


def test_without_a_sitting_the_posts_are_expected(service: AttendanceService) -> None:
    sheet = service.sheet(LOCAL_USER, "ours", OTHER)
    assert (sheet.roster, sheet.sittings) == ((BOB,), ())
    assert service.sheet(LOCAL_USER, "ours").zone is None


def test_a_sitting_is_on_record_and_in_the_study_at_once(
    service: AttendanceService, library: StudyLibrary
) -> None:
    done = service.record(LOCAL_USER, "ours", draft({ANN: "present", DORA: "apologies"}, title="Special"))
    study = library.study(LOCAL_USER, "ours")
    row = study.meetings.set_index("meeting").loc[done.meeting]
    assert (row["zone"], row["date"], row["title"]) == (BOARD, TODAY, "Special")
    there = study.attendance[study.attendance["meeting"] == done.meeting]
    assert dict(zip(there["practitioner"], there["status"], strict=True)) == {
        ANN: "present",
        DORA: "apologies",
    }
    assert study.about["store"]["version"] == done.change
    assert "1 person present" in done.said


def test_a_newcomer_comes_with_an_agency_on_record_a_new_one_or_none(
    service: AttendanceService, library: StudyLibrary
) -> None:
    newcomers = [
        {"name": "<i>Eve</i>", "agency": "person-1"},
        {"name": "Fay", "agency_name": "West"},
        {"name": "Gus", "agency_name": "West", "status": "apologies"},
        {"name": "Hal"},
    ]
    service.record(LOCAL_USER, "ours", draft({}, newcomers=newcomers))
    study = library.study(LOCAL_USER, "ours")
    people = study.practitioners.set_index("name")
    west = study.agencies.set_index("name").loc["West", "agency"]
    assert people.loc["<i>Eve</i>", "agency"] == "person-1"
    assert people.loc["Fay", "agency"] == people.loc["Gus", "agency"] == west
    assert people["agency"].isna()["Hal"]
    assert len(study.agencies) == 3
    ids = [*study.agencies["agency"], *study.practitioners["practitioner"]]
    assert len(ids) == len(set(ids))
    assert len(sittings(service)[0].marks) == 4


def test_a_draft_that_is_sent_again_is_recorded_once(
    service: AttendanceService, library: StudyLibrary
) -> None:
    sent = draft({BOB: "present"}, newcomers=[{"name": "Eve"}])
    first, again = (service.record(LOCAL_USER, "ours", sent) for _ in range(2))
    assert (first.again, again.again) == (False, True)
    assert (first.change, first.meeting) == (again.change, again.meeting)
    assert len(sittings(service)) == 3
    assert len(library.study(LOCAL_USER, "ours").practitioners) == 5


def test_a_draft_that_was_undone_does_not_come_back(
    service: AttendanceService, library: StudyLibrary
) -> None:
    sent = draft({BOB: "present"})
    done = service.record(LOCAL_USER, "ours", sent)
    ChangeService(library).undo(LOCAL_USER, "ours", done.change, None)
    with pytest.raises(NotStandingError):
        service.record(LOCAL_USER, "ours", sent)
    assert len(sittings(service)) == 2


def test_a_second_sitting_on_a_day_has_to_be_meant(service: AttendanceService) -> None:
    first = service.record(LOCAL_USER, "ours", draft({BOB: "present"}))
    with pytest.raises(SittingThereError) as caught:
        service.record(LOCAL_USER, "ours", draft({ANN: "present"}))
    assert caught.value.meeting == first.meeting
    service.record(LOCAL_USER, "ours", draft({ANN: "present"}, again=True))
    service.record(LOCAL_USER, "ours", draft({ANN: "present"}, zone=OTHER))
    assert [sitting.day for sitting in sittings(service)] == [TODAY, TODAY, "2024-04-02", "2024-03-05"]


def test_a_correction_changes_adds_and_takes_out(service: AttendanceService) -> None:
    last = sittings(service)[0]
    service.record(
        LOCAL_USER, "ours", correction(last, {CID: "present", BOB: "apologies"}, newcomers=[{"name": "Eve"}])
    )
    now = sittings(service)[0]
    found = statuses(now.marks)
    assert {person: found.get(person) for person in (ANN, BOB, CID)} == {
        ANN: None,
        BOB: "apologies",
        CID: "present",
    }
    assert len(found) == 3
    assert (now.row, now.meeting) == (last.row, last.meeting)


def test_a_correction_may_move_the_day(service: AttendanceService) -> None:
    last = sittings(service)[0]
    same = statuses(last.marks)
    service.record(LOCAL_USER, "ours", correction(last, same, date="2024-04-03", title="Moved"))
    now = sittings(service)[0]
    assert (now.day, now.title, statuses(now.marks)) == ("2024-04-03", "Moved", same)


def test_two_who_say_otherwise_of_one_person_are_both_told(service: AttendanceService) -> None:
    seen = sittings(service)[0]
    service.record(LOCAL_USER, "ours", correction(seen, {ANN: "apologies", CID: "apologies"}))
    with pytest.raises(ConflictError) as caught:
        service.record(LOCAL_USER, "ours", correction(seen, {ANN: "unclear", CID: "apologies"}))
    (conflict,) = caught.value.conflicts
    assert conflict.live is not None
    assert conflict.yours is not None
    assert (conflict.live["status"], conflict.yours["status"]) == ("apologies", "unclear")
    assert statuses(sittings(service)[0].marks) == {ANN: "apologies", CID: "apologies"}


def test_whom_somebody_else_added_meanwhile_stays(service: AttendanceService) -> None:
    seen = sittings(service)[0]
    service.record(LOCAL_USER, "ours", correction(seen, {**statuses(seen.marks), BOB: "present"}))
    service.record(LOCAL_USER, "ours", correction(seen, {**statuses(seen.marks), DORA: "present"}))
    assert statuses(sittings(service)[0].marks) == {
        ANN: "present",
        BOB: "present",
        CID: "apologies",
        DORA: "present",
    }
    with pytest.raises(ConflictError):
        service.record(LOCAL_USER, "ours", correction(seen, {**statuses(seen.marks), BOB: "apologies"}))


def test_a_sitting_that_was_taken_out_cannot_be_corrected(
    service: AttendanceService, library: StudyLibrary
) -> None:
    done = service.record(LOCAL_USER, "ours", draft({ANN: "present"}))
    seen = sittings(service)[0]
    ChangeService(library).undo(LOCAL_USER, "ours", done.change, None)
    with pytest.raises(NotFoundError):
        service.record(LOCAL_USER, "ours", correction(seen, {BOB: "present"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_says_who_changed_what(
    service: AttendanceService, library: StudyLibrary, language: str
) -> None:
    done = service.record(LOCAL_USER, "ours", draft({ANN: "present", BOB: "present"}))
    service.record(LOCAL_USER, "ours", draft({ANN: "present"}, zone=OTHER))
    fixed = service.record(
        LOCAL_USER, "ours", correction(sittings(service)[0], {ANN: "apologies", DORA: "present"})
    )
    undone = ChangeService(library).undo(LOCAL_USER, "ours", fixed.change, None)
    steps = service.history(LOCAL_USER, "ours", done.meeting, language)
    assert [step.change for step in steps] == [done.change, fixed.change, undone.change]
    assert [len(step.said) for step in steps] == [3, 3, 3]
    assert [step.undone for step in steps] == [False, True, False]
    assert {step.by for step in steps} == {LOCAL_USER.name}
    assert any(DORA in said for said in steps[1].said)
    assert len(service.history(LOCAL_USER, "ours", FIRST, language)) == 1
    with pytest.raises(NotFoundError):
        service.history(LOCAL_USER, "ours", "m", language)


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "nowhere"},
        {"zone": None},
        {"date": "05/07/2024"},
        {"date": (dt.date.today() + dt.timedelta(days=40)).isoformat()},  # noqa: DTZ011
        {"marks": []},
        {"marks": [{"person": "nobody"}]},
        {"marks": [{"person": ANN, "status": "asleep"}]},
        {"marks": "=A1"},
        {"newcomers": [{"name": " "}]},
        {"newcomers": [{"name": "E\x01ve"}]},
        {"title": "\x0b"},
        {"date": "0204-04-02"},
        {"newcomers": [{"name": "Eve", "agency": "nowhere"}]},
        {"key": "short"},
        {"row": 1},
        {"seen": [{"row": "1", "version": True}]},
    ],
    ids=repr,
)
def test_a_draft_that_cannot_be_is_refused_and_changes_nothing(
    service: AttendanceService, library: StudyLibrary, wrong: dict[str, Any]
) -> None:
    before = library.study(LOCAL_USER, "ours").about["store"]["version"]
    with pytest.raises((ArgumentError, NotFoundError)):
        service.record(LOCAL_USER, "ours", {**draft({ANN: "present"}), **wrong})
    assert library.study(LOCAL_USER, "ours").about["store"]["version"] == before


def test_a_study_of_files_cannot_be_changed() -> None:
    service = AttendanceService(StudyLibrary([ROOT / "datasets" / "emon"]))
    with pytest.raises(NotAllowedError):
        service.sheet(LOCAL_USER, "emon")
    with pytest.raises(NotFoundError):
        service.sheet(LOCAL_USER, "nothing")
