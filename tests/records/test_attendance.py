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
from netmap.records.attendance.types import Sitting, SittingThereError
from netmap.store.errors import ConflictError, NotStandingError
from tests.questions.boards import ROOT
from tests.questions.stores import ANN, BOARD, BOB, CID, DORA, FIRST, OTHER, SECOND, act, library_over

TODAY = "2024-05-07"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[StudyLibrary]:
    library = library_over(tmp_path)
    yield library
    library.close()


def statuses(sitting: Sitting) -> dict[str, str]:
    """The status of everybody who is marked, by id."""
    return {mark.person: mark.status for mark in sitting.marks}


def draft(marks: dict[str, str], **more: Any) -> dict[str, Any]:
    """A draft as a page sends it."""
    told = [{"person": person, "status": status} for person, status in marks.items()]
    return {"key": str(uuid4()), "zone": BOARD, "date": TODAY, "marks": told, **more}


def correction(sitting: Sitting, marks: dict[str, str], **more: Any) -> dict[str, Any]:
    """The same sitting with other marks."""
    seen = [
        {"row": one.row, "version": one.version, "person": one.person, "status": one.status}
        for one in sitting.marks
    ]
    there = {"row": sitting.row, "version": sitting.version, "seen": seen, "date": sitting.day}
    return draft(marks, **{**there, **more})


def sittings(library: StudyLibrary, zone: str = BOARD) -> tuple[Sitting, ...]:
    return act(library, "attendance", {"zone": zone}).sittings


def test_a_sheet_begins_with_who_was_at_the_last_sitting(library: StudyLibrary) -> None:
    sheet = act(library, "attendance", {"zone": BOARD})
    assert [sitting.meeting for sitting in sheet.sittings] == [SECOND, FIRST]
    assert sheet.roster == (ANN, CID, BOB)
    assert [statuses(sitting) for sitting in sheet.sittings] == [
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


def test_without_a_sitting_the_posts_are_expected(library: StudyLibrary) -> None:
    sheet = act(library, "attendance", {"zone": OTHER})
    assert (sheet.roster, sheet.sittings) == ((BOB,), ())
    assert act(library, "attendance").zone is None


def test_a_sitting_is_on_record_and_in_the_study_at_once(library: StudyLibrary) -> None:
    done = act(library, "record_attendance", draft({ANN: "present", DORA: "apologies"}, title="Special"))
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


def test_a_newcomer_comes_with_an_agency_on_record_a_new_one_or_none(library: StudyLibrary) -> None:
    newcomers = [
        {"name": "<i>Eve</i>", "agency": "person-1"},
        {"name": "Fay", "agency_name": "West"},
        {"name": "Gus", "agency_name": "West", "status": "apologies"},
        {"name": "Hal"},
    ]
    act(library, "record_attendance", draft({}, newcomers=newcomers))
    study = library.study(LOCAL_USER, "ours")
    people = study.practitioners.set_index("name")
    west = study.agencies.set_index("name").loc["West", "agency"]
    assert people.loc["<i>Eve</i>", "agency"] == "person-1"
    assert people.loc["Fay", "agency"] == people.loc["Gus", "agency"] == west
    assert people["agency"].isna()["Hal"]
    assert len(study.agencies) == 3
    ids = [*study.agencies["agency"], *study.practitioners["practitioner"]]
    assert len(ids) == len(set(ids))
    assert len(sittings(library)[0].marks) == 4


def test_a_draft_that_is_sent_again_is_recorded_once(library: StudyLibrary) -> None:
    sent = draft({BOB: "present"}, newcomers=[{"name": "Eve"}])
    first, again = (act(library, "record_attendance", sent) for _ in range(2))
    assert (first.again, again.again) == (False, True)
    assert (first.change, first.meeting) == (again.change, again.meeting)
    assert len(sittings(library)) == 3
    assert len(library.study(LOCAL_USER, "ours").practitioners) == 5


def test_a_draft_that_was_undone_does_not_come_back(library: StudyLibrary) -> None:
    sent = draft({BOB: "present"})
    done = act(library, "record_attendance", sent)
    act(library, "undo", {"change": done.change})
    with pytest.raises(NotStandingError):
        act(library, "record_attendance", sent)
    assert len(sittings(library)) == 2


def test_a_second_sitting_on_a_day_has_to_be_meant(library: StudyLibrary) -> None:
    first = act(library, "record_attendance", draft({BOB: "present"}))
    with pytest.raises(SittingThereError) as caught:
        act(library, "record_attendance", draft({ANN: "present"}))
    assert caught.value.meeting == first.meeting
    act(library, "record_attendance", draft({ANN: "present"}, again=True))
    act(library, "record_attendance", draft({ANN: "present"}, zone=OTHER))
    assert [sitting.day for sitting in sittings(library)] == [TODAY, TODAY, "2024-04-02", "2024-03-05"]


def test_a_correction_changes_adds_and_takes_out(library: StudyLibrary) -> None:
    last = sittings(library)[0]
    act(
        library,
        "record_attendance",
        correction(last, {CID: "present", BOB: "apologies"}, newcomers=[{"name": "Eve"}]),
    )
    now = sittings(library)[0]
    found = statuses(now)
    assert {person: found.get(person) for person in (ANN, BOB, CID)} == {
        ANN: None,
        BOB: "apologies",
        CID: "present",
    }
    assert len(found) == 3
    assert (now.row, now.meeting) == (last.row, last.meeting)


def test_a_correction_may_move_the_day(library: StudyLibrary) -> None:
    last = sittings(library)[0]
    same = statuses(last)
    act(library, "record_attendance", correction(last, same, date="2024-04-03", title="Moved"))
    now = sittings(library)[0]
    assert (now.day, now.title, statuses(now)) == ("2024-04-03", "Moved", same)


def test_two_who_say_otherwise_of_one_person_are_both_told(library: StudyLibrary) -> None:
    seen = sittings(library)[0]
    act(library, "record_attendance", correction(seen, {ANN: "apologies", CID: "apologies"}))
    with pytest.raises(ConflictError) as caught:
        act(library, "record_attendance", correction(seen, {ANN: "unclear", CID: "apologies"}))
    (conflict,) = caught.value.conflicts
    assert conflict.live is not None
    assert conflict.yours is not None
    assert (conflict.live["status"], conflict.yours["status"]) == ("apologies", "unclear")
    assert statuses(sittings(library)[0]) == {ANN: "apologies", CID: "apologies"}


def test_two_tabs_that_correct_different_marks_are_both_kept(library: StudyLibrary) -> None:
    act(
        library,
        "record_attendance",
        correction(sittings(library)[0], {ANN: "present", CID: "apologies", BOB: "present"}),
    )
    seen = sittings(library)[0]
    first = act(library, "record_attendance", correction(seen, {**statuses(seen), ANN: "apologies"}))
    second = act(library, "record_attendance", correction(seen, {**statuses(seen), CID: "present"}))
    assert second.change > first.change
    assert statuses(sittings(library)[0]) == {ANN: "apologies", BOB: "present", CID: "present"}
    assert second.said.endswith("2 people present, apologies from 1 person.")
    without = {person: status for person, status in statuses(seen).items() if person != BOB}
    act(library, "record_attendance", correction(seen, without))
    act(library, "record_attendance", correction(seen, {**statuses(seen), DORA: "present"}))
    now = {ANN: "apologies", CID: "present", DORA: "present"}
    assert statuses(sittings(library)[0]) == now
    with pytest.raises(ConflictError) as caught:
        act(library, "record_attendance", correction(seen, {**statuses(seen), BOB: "unclear"}))
    (conflict,) = caught.value.conflicts
    assert (conflict.live, conflict.yours) == (None, {"practitioner": BOB, "status": "unclear"})
    with pytest.raises(ConflictError) as caught:
        act(library, "record_attendance", correction(seen, {BOB: "present", CID: "apologies"}))
    assert [one.live and one.live["status"] for one in caught.value.conflicts] == ["apologies"]
    assert statuses(sittings(library)[0]) == now


def test_two_tabs_that_say_the_same_of_one_mark_agree(library: StudyLibrary) -> None:
    seen = sittings(library)[0]
    for _ in range(2):
        act(library, "record_attendance", correction(seen, {**statuses(seen), CID: "present"}))
    assert statuses(sittings(library)[0]) == {ANN: "present", CID: "present"}


def test_a_draft_of_an_earlier_page_conflicts_where_anything_was_corrected_meanwhile(
    library: StudyLibrary,
) -> None:
    """It does not tell what its maker saw, and so not what was corrected."""
    seen = sittings(library)[0]
    bare = [{"row": mark.row, "version": mark.version} for mark in seen.marks]
    act(library, "record_attendance", correction(seen, {**statuses(seen), ANN: "apologies"}))
    with pytest.raises(ConflictError):
        act(library, "record_attendance", correction(seen, {**statuses(seen), CID: "present"}, seen=bare))
    assert statuses(sittings(library)[0]) == {ANN: "apologies", CID: "apologies"}


def test_whom_somebody_else_added_meanwhile_stays(library: StudyLibrary) -> None:
    seen = sittings(library)[0]
    act(library, "record_attendance", correction(seen, {**statuses(seen), BOB: "present"}))
    second = act(library, "record_attendance", correction(seen, {**statuses(seen), DORA: "present"}))
    assert second.said.endswith("3 people present, apologies from 1 person.")
    assert statuses(sittings(library)[0]) == {
        ANN: "present",
        BOB: "present",
        CID: "apologies",
        DORA: "present",
    }
    with pytest.raises(ConflictError):
        act(library, "record_attendance", correction(seen, {**statuses(seen), BOB: "apologies"}))


def test_a_sitting_that_was_taken_out_cannot_be_corrected(library: StudyLibrary) -> None:
    done = act(library, "record_attendance", draft({ANN: "present"}))
    seen = sittings(library)[0]
    act(library, "undo", {"change": done.change})
    with pytest.raises(NotFoundError):
        act(library, "record_attendance", correction(seen, {BOB: "present"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_says_who_changed_what(library: StudyLibrary, language: str) -> None:
    done = act(library, "record_attendance", draft({ANN: "present", BOB: "present"}))
    act(library, "record_attendance", draft({ANN: "present"}, zone=OTHER))
    fixed = act(
        library, "record_attendance", correction(sittings(library)[0], {ANN: "apologies", DORA: "present"})
    )
    undone = act(library, "undo", {"change": fixed.change})
    steps = act(library, "sitting_history", {"meeting": done.meeting}, language=language).changes
    assert [step.change for step in steps] == [done.change, fixed.change, undone.change]
    assert [len(step.said) for step in steps] == [3, 3, 3]
    assert [step.undone for step in steps] == [False, True, False]
    assert {step.by for step in steps} == {{"en": "on this computer", "it": "su questo computer"}[language]}
    assert any(DORA in said for said in steps[1].said)
    assert len(act(library, "sitting_history", {"meeting": FIRST}, language=language).changes) == 1
    with pytest.raises(NotFoundError):
        act(library, "sitting_history", {"meeting": "m"}, language=language)


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
    library: StudyLibrary, wrong: dict[str, Any]
) -> None:
    before = library.study(LOCAL_USER, "ours").about["store"]["version"]
    with pytest.raises((ArgumentError, NotFoundError)):
        act(library, "record_attendance", {**draft({ANN: "present"}), **wrong})
    assert library.study(LOCAL_USER, "ours").about["store"]["version"] == before


def test_a_study_of_files_cannot_be_changed() -> None:
    library = StudyLibrary([ROOT / "datasets" / "emon"])
    with pytest.raises(NotAllowedError):
        act(library, "attendance", study="emon")
    with pytest.raises(NotFoundError):
        act(library, "attendance", study="nothing")
