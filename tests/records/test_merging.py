"""Two people, agencies or groups made one: only what stood between them is lost, and all can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.cli import main
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.study import Study
from netmap.records.actions import action
from netmap.records.merging.merge import StaleMergeError
from netmap.records.requests import RecordContext
from netmap.store.opening import open_store


def board() -> Study:
    people = ["P1", "=A1", "p,3"]
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["nhs", "n.h.s", "<b>x</b>"], "name": ["NHS", "N.H.S.", "Schools"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": people,
                "name": ["Katherine O'Neill", "Kathryn ONeill", "Tom Bell"],
                "agency": ["<b>x</b>", "nhs", "n.h.s"],
                "profession": [None, "teacher", None],
                "joined": ["2012", "2010-05", None],
            }
        ),
        zones=pd.DataFrame({"zone": ["panel", "pannel"], "name": ["Panel", "Pannel"]}),
        posts=pd.DataFrame({"practitioner": people[:2], "zone": ["panel"] * 2, "role": ["chair"] * 2}),
        seats=pd.DataFrame({"zone": ["panel"] * 2, "agency": ["nhs", "n.h.s"]}),
        meetings=pd.DataFrame(
            {
                "meeting": ["m1", "m2", "m3"],
                "zone": ["panel", "panel", "pannel"],
                "date": ["2013-01-08", "2013-02-05", "2013-02-05"],
                "title": [None, None, "February"],
            }
        ),
        attendance=pd.DataFrame(
            {
                "meeting": ["m1", "m1", "m2", "m3", "m3"],
                "practitioner": ["P1", "=A1", "=A1", "=A1", "p,3"],
                "status": ["apologies", "present", "absent", "present", "present"],
            }
        ),
        contacts=pd.DataFrame(
            {
                "contact": ["c1", "c2"],
                "date": ["2013-03-01"] * 2,
                "source": ["P1", "=A1"],
                "target": ["=A1", "p,3"],
            }
        ),
        notes=pd.DataFrame(
            {"note": ["n1"], "about_table": ["practitioners"], "about_id": ["=A1"], "text": ["x"]}
        ),
    )


@pytest.fixture
def at(tmp_path: Path) -> Iterator[RecordContext]:
    store = open_store(tmp_path / "ours.netmap")
    store.create_study(LOCAL_USER, "ours")
    store.write_study(LOCAL_USER, "ours", board())
    library = StudyLibrary([store])
    yield RecordContext(library, "ours")
    library.close()


PEOPLE = {"table": "practitioners", "stays": "P1", "goes": "=A1"}
GROUPS = {"table": "zones", "stays": "panel", "goes": "pannel"}


def merged(at: RecordContext, asked: dict[str, Any]) -> Any:
    plan = action("merge_plan")(at, asked)
    assert not plan.asked
    done = action("merge_records")(at, {**asked, "key": "one and only", "version": plan.version})
    return plan, done


def statuses(study: Study) -> dict[tuple[str, str], str]:
    rows = study.attendance
    return dict(zip(zip(rows["meeting"], rows["practitioner"], strict=True), rows["status"], strict=True))


def test_two_people_are_one_and_nothing_else_is_lost(at: RecordContext) -> None:
    before = at.now()
    seen = action("merge_plan")(at, PEOPLE)
    assert set(seen.asked) == {"jobs"}
    assert seen.goes == {
        "Id": "=A1",
        "Name": "Kathryn ONeill",
        "Agency": "NHS",
        "Profession": "teacher",
        "First day": "May 2010",
    }
    assert seen.said[0] == "People: “Kathryn ONeill (=A1)” becomes “Katherine O'Neill (P1)”."
    assert "Agency: “Schools” stays, “NHS” goes." in seen.said
    plan, done = merged(at, {**PEOPLE, "jobs": "employments"})
    assert plan.lost == (
        "Contacts: “Katherine O'Neill” and “Kathryn ONeill” are one now, and the row between them goes "
        "(1 March 2013).",
    )
    now = at.now()
    assert statuses(now) == {
        ("m1", "P1"): "present",
        ("m2", "P1"): "absent",
        ("m3", "P1"): "present",
        ("m3", "p,3"): "present",
    }
    assert now.contacts[["contact", "source", "target"]].to_numpy().tolist() == [["c2", "P1", "p,3"]]
    assert (now.notes["about_id"].tolist(), len(now.posts)) == (["P1"], 1)
    person = now.practitioners.set_index("practitioner").loc["P1"]
    assert person[["name", "agency", "profession", "joined"]].tolist() == [
        "Katherine O'Neill",
        "<b>x</b>",
        "teacher",
        "2010-05",
    ]
    jobs = now.employments[["practitioner", "agency", "joined"]].to_numpy().tolist()
    assert jobs == [["P1", "<b>x</b>", "2012"], ["P1", "nhs", "2010-05"]]
    action("undo")(at, {"change": done.change})
    for name, frame in before.tables.items():
        pd.testing.assert_frame_equal(at.now().table(name), frame)


def test_a_job_that_is_kept_makes_no_employments(at: RecordContext) -> None:
    merged(at, {**PEOPLE, "jobs": "keep"})
    assert len(at.now().employments) == 0


def test_two_agencies_are_one(at: RecordContext) -> None:
    merged(at, {"table": "agencies", "stays": "nhs", "goes": "n.h.s"})
    now = at.now()
    assert now.practitioners["agency"].tolist() == ["<b>x</b>", "nhs", "nhs"]
    assert now.seats["agency"].tolist() == ["nhs"]
    assert set(now.agencies["agency"]) == {"nhs", "<b>x</b>"}


@pytest.mark.parametrize(("sittings", "n"), [("one", 2), ("two", 3)])
def test_two_groups_are_one_with_their_sittings_of_one_day_or_both(
    at: RecordContext, sittings: str, n: int
) -> None:
    asked = action("merge_plan")(at, GROUPS).asked
    assert asked == {"sittings": "Both groups sat on 5 February 2013: is that one sitting, or two?"}
    merged(at, {**GROUPS, "sittings": sittings})
    now = at.now()
    assert set(now.meetings["zone"]) == {"panel"}
    assert len(now.meetings) == n
    if sittings == "one":
        assert statuses(now)["m2", "=A1"] == "present"
        assert now.meetings.set_index("meeting").loc["m2", "title"] == "February"


def test_what_cannot_be_is_refused_and_nothing_is_written(at: RecordContext) -> None:
    whole = {**PEOPLE, "jobs": "keep", "key": "one and only", "version": 1}
    with pytest.raises(StaleMergeError):
        action("merge_records")(at, {**whole, "version": 0})
    with pytest.raises(ArgumentError, match="different agencies"):
        action("merge_records")(at, {**whole, "jobs": None})
    with pytest.raises(NotFoundError):
        action("merge_plan")(at, {**PEOPLE, "goes": "nobody"})
    with pytest.raises(ArgumentError):
        action("merge_plan")(at, {**PEOPLE, "goes": "P1"})
    assert at.now().about["store"]["version"] == 1
    first = action("merge_records")(at, whole)
    assert action("merge_records")(at, whole).again
    assert at.now().about["store"]["version"] == first.change


def test_near_names_are_suggested_with_the_reason(at: RecordContext) -> None:
    found = action("merge_suggestions")(at, {}).suggestions
    assert {(one.table, frozenset((one.one, one.other)), one.why) for one in found} == {
        ("practitioners", frozenset(("P1", "=A1")), "spelt alike"),
        ("agencies", frozenset(("nhs", "n.h.s")), "the same name"),
        ("zones", frozenset(("panel", "pannel")), "spelt alike"),
    }


def test_the_command_shows_asks_and_merges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "ours.netmap")
    with open_store(path) as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", board())
    assert main(["merge", path]) == 0
    assert "agencies: “n.h.s” (N.H.S.) and “nhs” (NHS): the same name" in capsys.readouterr().out
    assert main(["merge", path, "person", "P1", "=A1"]) == 2
    said = capsys.readouterr().err
    assert "different agencies or levels" in said
    assert "--jobs employments or --jobs keep" in said
    asked = ["merge", path, "person", "P1", "=A1", "--jobs", "keep"]
    assert main([*asked, "--dry-run"]) == 0
    assert "Attendance: 3 changed, 1 taken out" in capsys.readouterr().out
    assert main(asked) == 0
    assert "as change 2" in capsys.readouterr().out
    assert main(["undo", path, "2"]) == 0
    assert main(["merge", path, "thing", "P1", "=A1"]) == 2
