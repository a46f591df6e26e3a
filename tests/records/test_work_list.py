"""The work list in a store: written, closed by the data, open again, undone, merged; nobody's words lost."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest

import netmap
from netmap.cli.program import run
from netmap.gap_rules.finding import Actor
from netmap.gap_rules.work_items import RECORDED, WRITTEN, item_number
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotAllowedError, NotFoundError
from netmap.model.i18n import translator
from netmap.model.study import Study
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import inquiry_of
from netmap.questions.work_list import WorkListRequest
from netmap.questions.work_list.items import WorkList
from netmap.records.actions import action
from netmap.records.merging.items_of_two import items_of_two
from netmap.records.requests import RecordContext
from netmap.records.work_list import recording
from netmap.records.work_list.afterwards import Afterwards
from netmap.records.work_list.found import Found, found_now
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.errors import ConflictError, NotStandingError
from netmap.store.opening import open_store

ZONE = 'pa"nel, [1]'
QUIET = "zone-gone-quiet"
TODAY = dt.datetime.now().astimezone().date()


def town() -> Study:
    """A zone that sat every fortnight and went quiet, and two agencies whose people met in June."""
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["=A1", "b", "b2"], "name": ["North", "South", "Sout"]}),
        practitioners=pd.DataFrame({"practitioner": ["ann", "bob"], "agency": ["=A1", "b"]}),
        zones=pd.DataFrame({"zone": [ZONE], "formal": [True], "purpose": ["safety"]}),
        meetings=pd.DataFrame(
            {
                "meeting": ["1", "2", "3"],
                "zone": [ZONE] * 3,
                "date": ["2011-01-10", "2011-01-24", "2011-02-07"],
            }
        ),
        attendance=pd.DataFrame({"meeting": ["1", "2", "3"], "practitioner": ["ann"] * 3}),
        contacts=pd.DataFrame({"source": ["ann"], "target": ["bob"], "date": ["2011-06-01"]}),
    )


@pytest.fixture
def at(tmp_path: Path) -> Iterator[RecordContext]:
    with open_store(tmp_path / "ours.netmap") as store:
        store.create_study(LOCAL_USER, "town")
        store.write_study(LOCAL_USER, "town", town())
        yield RecordContext(StudyLibrary([store]), "town")


def do(at: RecordContext, name: str, **told: Any) -> Any:
    return action(name)(at, told)


def asked(at: RecordContext, role: str = "coordinator", **told: Any) -> WorkList:
    context = Context(study="town", principal=Principal("x", role))
    request = WorkListRequest.model_validate({"state": ("open", "snoozed", "dismissed", "closed"), **told})
    facts = question_named("work-list").ask(inquiry_of(at.library, context), request).facts
    assert isinstance(facts, WorkList)
    return facts


def quiet(at: RecordContext, **told: Any) -> dict[str, Any]:
    """The item of the zone that went quiet."""
    (found,) = [row for row in asked(at, **told).found.to_dict("records") if row["rule"] == QUIET]
    return found


def write(at: RecordContext, version: int | None, **told: Any) -> Any:
    item = quiet(at)
    body = {"key": str(uuid4()), "rule": item["rule"], "actors": item["key"], "version": version, **told}
    return do(at, "save_work_item", **body)


def item(at: RecordContext) -> Any:
    found = quiet(at)
    return do(at, "work_item", rule=found["rule"], actors=found["key"])


def sat(at: RecordContext, day: str) -> int:
    """Put a sitting of the zone on record, as the attendance page does."""
    return int(
        do(
            at,
            "record_attendance",
            key=str(uuid4()),
            zone=ZONE,
            date=day,
            marks=[{"person": "ann", "status": "present"}],
        ).change
    )


def test_it_closes_by_itself_and_opens_again_with_its_history(at: RecordContext) -> None:
    first = do(at, "look_again")
    assert (first.new, first.closed, first.again) == (len(asked(at).found), 0, 0)
    assert do(at, "look_again").change is None
    write(at, item(at).version, owner="Ann", note="asked on Friday", due="2030-01-31")
    change = sat(at, "2011-05-30")
    assert quiet(at)["state"] == "closed"  # whoever reads sees it at once
    assert pd.isna(quiet(at)["closed_on"])
    assert do(at, "look_again").closed == 1
    assert quiet(at)["closed_on"] == pd.Timestamp(TODAY)
    do(at, "undo", change=change)
    assert (quiet(at)["state"], quiet(at)["owner"]) == ("open", "Ann")
    assert do(at, "look_again").again == 1
    assert pd.isna(quiet(at)["closed_on"])
    assert quiet(at)["reopened_on"] == pd.Timestamp(TODAY)
    said = [line for past in item(at).past for line in past.what]
    assert said == [
        "open again: the data show it again",
        "closed: the data no longer show it",
        *("Owner: Ann", "Note: asked on Friday", "Due: 2030-01-31"),
        "found",
    ]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"snoozed_until": (TODAY + dt.timedelta(days=1)).isoformat()}, "snoozed"),
        ({"snoozed_until": TODAY.isoformat()}, "open"),
        ({"not_a_gap": "it ended by agreement"}, "dismissed"),
        ({"not_a_gap": "  "}, "open"),
        ({"due": (TODAY - dt.timedelta(days=1)).isoformat()}, "open"),
    ],
)
def test_what_is_written_decides_where_it_stands(at: RecordContext, told: dict[str, Any], state: str) -> None:
    write(at, None, **told)
    assert quiet(at)["state"] == state
    assert asked(at).counts["overdue"] == ("due" in told)


def test_who_writes_over_what_was_not_seen_is_shown_both(at: RecordContext) -> None:
    do(at, "look_again")
    seen = item(at).version
    write(at, seen, owner="Ann")
    with pytest.raises(ConflictError) as caught:
        write(at, seen, owner="Bob")
    (found,) = caught.value.conflicts
    assert (found.live or {})["owner"] == "Ann"
    assert (found.yours or {})["owner"] == "Bob"
    assert quiet(at)["owner"] == "Ann"
    write(at, found.version, owner="Bob")
    assert quiet(at)["owner"] == "Bob"


def test_two_who_are_the_first_to_write_are_shown_both(at: RecordContext) -> None:
    write(at, None, owner="Ann")
    with pytest.raises(ConflictError) as caught:
        write(at, None, note="mine")
    assert dict(caught.value.conflicts[0].live or {}) == {"owner": "Ann"}


def test_what_is_recorded_by_itself_is_in_nobodys_way(at: RecordContext) -> None:
    do(at, "look_again")
    seen = item(at).version
    change = sat(at, "2011-05-30")
    do(at, "look_again")
    write(at, seen, note="it sat")
    do(at, "undo", change=change)
    assert (quiet(at)["state"], quiet(at)["note"]) == ("open", "it sat")


def test_the_same_form_is_saved_once_and_can_be_undone(at: RecordContext) -> None:
    found = quiet(at)
    body = {"key": "my own key", "rule": found["rule"], "actors": found["key"], "owner": "Ann"}
    one, two = do(at, "save_work_item", **body), do(at, "save_work_item", **body)
    assert (one.change, one.again, two.again) == (two.change, False, True)
    do(at, "undo", change=one.change)
    assert pd.isna(quiet(at)["owner"])
    with pytest.raises(NotStandingError):
        do(at, "save_work_item", **body)


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"due": "soon"}, ArgumentError),
        ({}, ArgumentError),
        ({"owner": "x\x00"}, ArgumentError),
        ({"rule": "no-such-rule", "owner": "x"}, NotFoundError),
        ({"actors": '[["zone", "panel"]]', "owner": "x"}, NotFoundError),
    ],
)
def test_what_does_not_fit_is_refused(
    at: RecordContext, told: dict[str, Any], refused: type[Exception]
) -> None:
    found = quiet(at)
    with pytest.raises(refused):
        do(at, "save_work_item", **{"key": "my own key", "rule": QUIET, "actors": found["key"], **told})


def test_a_note_leaves_what_was_worked_out(at: RecordContext) -> None:
    asked(at)
    before = at.now()
    write(at, None, note="x")
    after = at.now()
    assert after.derived is before.derived
    assert after.about["store"]["version"] == before.about["store"]["version"] + 1
    assert after.about["store"]["evidence"] == before.about["store"]["evidence"]
    sat(at, "2011-05-30")
    assert at.now().derived is not before.derived


def test_the_saved_rule_holds_whatever_a_reader_sets(at: RecordContext) -> None:
    def save(rule: str, setting: str, value: str) -> None:
        seen = {(each.rule, each.setting): each.saved for each in do(at, "work_rule").settings}
        told = {"rule": rule, "setting": setting, "seen": seen.get((rule, setting), "")}
        do(at, "save_work_rule", key=str(uuid4()), value=value, **told)

    save(QUIET, "times", "9")  # 114 days of silence are more than 3 times a fortnight, and fewer than 9 times
    assert not any(asked(at).found["rule"] == QUIET)
    save(QUIET, "times", "8")
    assert quiet(at)["state"] == "open"
    save(QUIET, "times", "")
    assert "work_rules" not in at.now().tables or at.now().work_rules.empty
    with pytest.raises(ArgumentError, match="times"):
        save(QUIET, "days", "9")
    with pytest.raises(ArgumentError):
        save(QUIET, "times", "often")
    save("ties", "baseline", "2011-02-01")
    (told,) = [
        each for each in do(at, "work_rule").settings if (each.rule, each.setting) == ("ties", "baseline")
    ]
    assert told.saved == "2011-02-01"


def test_a_rule_is_not_saved_over_what_was_not_seen(at: RecordContext) -> None:
    told = {"rule": QUIET, "setting": "times"}
    do(at, "save_work_rule", key=str(uuid4()), value="9", **told)
    for seen, value in (("", "8"), ("5", "8"), ("", "")):
        with pytest.raises(ConflictError) as caught:
            do(at, "save_work_rule", key=str(uuid4()), value=value, seen=seen, **told)
        (both,) = caught.value.conflicts
        assert (both.live, both.yours) == ({"value": "9"}, {"value": value})
    do(at, "save_work_rule", key=str(uuid4()), value="9", **told)  # what two want alike is no conflict
    do(at, "save_work_rule", key=str(uuid4()), value="", seen="9", **told)
    with pytest.raises(ConflictError) as caught:
        do(at, "save_work_rule", key=str(uuid4()), value="8", seen="9", **told)
    assert caught.value.conflicts[0].live is None


@pytest.mark.parametrize("value", ["9" * 30, "-" + "9" * 30, "1e400", "inf", "nan", "1000001", "-1"])
@pytest.mark.parametrize(("rule", "setting"), [(QUIET, "times"), ("ties", "quiet_days")])
def test_a_number_without_bounds_is_refused(at: RecordContext, rule: str, setting: str, value: str) -> None:
    with pytest.raises(ArgumentError, match=setting):
        do(at, "save_work_rule", key=str(uuid4()), rule=rule, setting=setting, value=value)


@pytest.mark.parametrize(
    ("rule", "setting", "value"),
    [
        (QUIET, "times", "1000000"),
        ("ties", "quiet_days", "1000000"),
        ("ties", "baseline", "0001-01-01"),
        ("ties", "baseline", "9999-12-31"),
    ],
)
def test_a_list_is_made_by_the_most_that_a_setting_takes(
    at: RecordContext, rule: str, setting: str, value: str
) -> None:
    do(at, "save_work_rule", key=str(uuid4()), rule=rule, setting=setting, value=value)
    assert asked(at).counts["open"] == len(asked(at).found)


@pytest.mark.parametrize(
    ("rule", "setting", "value"), [("no-such-rule", "x", "1"), (QUIET, "x", "1"), (QUIET, "times", "often")]
)
def test_a_row_that_is_no_setting_is_shown_and_can_be_taken_out(
    at: RecordContext, rule: str, setting: str, value: str
) -> None:
    rows = pd.DataFrame({"rule": [rule], "setting": [setting], "value": [value]})
    at.stored.store.write(LOCAL_USER, "town", ChangeSet("test", {"work_rules": TableChange(rows)}, "x"))
    with pytest.raises(ArgumentError, match=rule):
        asked(at)
    told = do(at, "work_rule")
    assert [(each.rule, each.setting, each.saved) for each in told.unfit] == [(rule, setting, value)]
    assert told.writable
    do(at, "save_work_rule", key=str(uuid4()), rule=rule, setting=setting, value="", seen=value)
    assert quiet(at)["state"] == "open"
    assert do(at, "work_rule").unfit == ()


def test_a_rule_saved_while_it_is_looked_closes_nothing(
    at: RecordContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(value: str, seen: str) -> None:
        do(at, "save_work_rule", key=str(uuid4()), rule=QUIET, setting="times", value=value, seen=seen)

    def slowly(study: Study, language: str) -> Found:
        found = found_now(study, language)
        save("", "9")
        return found

    do(at, "look_again")
    save("9", "")  # by this rule the zone is not quiet
    monkeypatch.setattr(recording, "found_now", slowly)
    assert do(at, "look_again") == recording.LookedAgain(change=None, new=0, closed=0, again=0)
    monkeypatch.undo()
    assert (quiet(at)["state"], pd.isna(quiet(at)["closed_on"])) == ("open", True)
    save("9", "")
    assert do(at, "look_again").closed == 1


def test_what_another_process_records_meanwhile_is_recorded_and_counted_once(
    at: RecordContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(*_: object) -> None:
        raise ConflictError("somebody else did")

    monkeypatch.setattr(RecordContext, "write", too_late)
    assert do(at, "look_again") == recording.LookedAgain(change=None, new=0, closed=0, again=0)
    monkeypatch.undo()
    assert do(at, "look_again").new > 0


@pytest.mark.parametrize(
    ("kept", "closed", "again"),
    [
        ({}, {"closed_on": "today"}, {"reopened_on": "today"}),
        ({"found_on": "2011-03"}, {"found_on": "2011-03", "closed_on": "today"}, None),
        (
            {"found_on": "2011", "reopened_on": "2011-04"},
            {"found_on": "2011", "reopened_on": "2011-04", "closed_on": "today"},
            {"found_on": "2011", "reopened_on": "today"},
        ),
    ],
)
def test_no_day_is_made_up_and_none_written_anew(
    at: RecordContext, kept: dict[str, str], closed: dict[str, str], again: dict[str, str] | None
) -> None:
    def days() -> dict[str, str]:
        rows = at.now().work_items
        (mine,) = rows[rows["rule"] == QUIET].to_dict("records")
        told = {name: mine[name] for name in RECORDED if isinstance(mine.get(name), str)}
        return {name: "today" if day == TODAY.isoformat() else day for name, day in told.items()}

    row = pd.DataFrame([{"rule": QUIET, "actors": quiet(at)["key"], "note": "n", **kept}])
    at.stored.store.write(LOCAL_USER, "town", ChangeSet("test", {"work_items": TableChange(row)}, "x"))
    change = sat(at, "2011-05-30")
    do(at, "look_again")
    assert days() == closed
    do(at, "undo", change=change)
    do(at, "look_again")
    assert days() == (again or {"found_on": kept["found_on"], "reopened_on": "today"})
    assert do(at, "look_again").change is None
    assert asked(at).counts["unrecorded"] == 0


def test_an_item_is_written_of_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "ours.netmap"
    with open_store(store) as opened:
        opened.create_study(LOCAL_USER, "town")
        opened.write_study(LOCAL_USER, "town", town())
    assert run(["work-list", str(store), "--severity", "medium", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {row["severity"] for row in rows} == {"medium"}
    number = next(row["item"] for row in rows if row["title"] == "Boundary zone gone quiet")

    def said(*told: str, code: int = 0) -> str:
        assert run(["work-item", str(store), *told]) == code
        read = capsys.readouterr()
        return read.out + read.err

    assert "Nobody has written of it yet." in said(number)
    assert "Saved: Boundary zone gone quiet" in said(number, "--owner", "=Ann", "--due", "2030-01-31")
    assert said(number).splitlines()[:2] == ["Owner: =Ann", "Due: 2030-01-31"]
    assert "Version 2." in said(number)
    said(number, "--owner", "Bob", "--note", "asked", "--seen", "2")
    both = said(number, "--owner", "Cid", "--seen", "2", code=2)
    assert "On record now (version 3): Owner: Bob; Note: asked; Due: 2030-01-31" in both
    assert "What you wrote: Owner: Cid" in both
    said(number, "--not-a-gap", "it ended", "--note", "")
    with open_store(store) as opened:
        at = RecordContext(StudyLibrary([opened]), "town")
        assert (quiet(at)["state"], quiet(at)["owner"], quiet(at)["not_a_gap"]) == (
            "dismissed",
            "Bob",
            "it ended",
        )
        assert pd.isna(quiet(at)["note"])
        change = max(each.number for each in opened.changes(LOCAL_USER, "town"))
    assert run(["undo", str(store), str(change)]) == 0
    capsys.readouterr()
    assert "Note: asked" in said(number)
    said(number, "--snooze", (TODAY + dt.timedelta(days=1)).isoformat())
    assert "is no day" in said(number, "--due", "soon", code=2)
    assert "netmap work-list prints them" in said("<b>x</b>", code=2)


def merged_items(at: RecordContext, **rows: Any) -> tuple[Any, pd.DataFrame]:
    """What making `b` of `b2` would do, and the items then; `b` and `b2` are what is kept of each, if any."""
    silent = {name: {"rule": "silent-agency", "actors": f'[["agency","{name}"]]'} for name in ("b", "b2")}
    items = pd.DataFrame([{**silent[name], **cells} for name, cells in rows.items()], dtype=object)
    at.stored.store.write(LOCAL_USER, "town", ChangeSet("test", {"work_items": TableChange(items)}, "x"))
    return merged_agencies(at)


def merged_agencies(at: RecordContext) -> tuple[Any, pd.DataFrame]:
    told = {"table": "agencies", "stays": "b", "goes": "b2"}
    plan = do(at, "merge_plan", **told)
    do(at, "merge_records", key=str(uuid4()), version=plan.version, **told)
    rows = at.now().work_items
    return plan, rows.astype(object).where(rows.notna(), None).set_index("rule")


def test_an_item_follows_who_is_merged(at: RecordContext) -> None:
    do(at, "save_work_item", key=str(uuid4()), rule="network-gone-dormant", note="pair",
       actors='[["agency","=A1"],["agency","b2"]]')  # fmt: skip
    one, two = {"note": "one", "owner": "Ann", "due": "2030-01-31"}, {"note": "two", "owner": "Bob"}
    plan, rows = merged_items(at, b=one, b2=two)
    mine = rows.loc["silent-agency"]
    assert (mine["actors"], mine["owner"], mine["due"]) == ('[["agency","b"]]', "Ann", "2030-01-31")
    assert mine["note"] == "one\ntwo\nOwner: Bob"
    assert any("its note takes “Owner: Bob”" in line for line in plan.said)
    assert rows.loc["network-gone-dormant", "actors"] == '[["agency","=A1"],["agency","b"]]'


@pytest.mark.parametrize(
    ("one", "two", "now"),
    [
        ({}, {"not_a_gap": "it ended"}, {"not_a_gap": None, "note": "Not a gap, because: it ended"}),
        ({"not_a_gap": "it ended"}, {}, {"not_a_gap": None, "note": "Not a gap, because: it ended"}),
        ({"not_a_gap": "x"}, {"not_a_gap": "x"}, {"not_a_gap": "x", "note": None}),
        (
            {"not_a_gap": "x"},
            {"not_a_gap": "y"},
            {"not_a_gap": "x", "note": "Not a gap, because: y"},
        ),
        (
            {"note": "n"},
            {"snoozed_until": "2040-01-01"},
            {"snoozed_until": None, "note": "n\nSnoozed until: 2040-01-01"},
        ),
        (
            {"snoozed_until": "2040-01-01"},
            {"snoozed_until": "2030-01-01"},
            {"snoozed_until": "2030-01-01", "note": "Snoozed until: 2040-01-01"},
        ),
        ({}, {"due": "2030-01-31", "owner": "Bob"}, {"due": "2030-01-31", "owner": "Bob", "note": None}),
        (
            {"due": "2030-01-31"},
            {"due": "2030-02-28"},
            {"due": "2030-01-31", "note": "Due: 2030-02-28"},
        ),
        ({"found_on": "2030-03-01"}, {"found_on": "2030-01-01"}, {"found_on": "2030-01-01"}),
        (
            {},
            {"closed_on": "2030-01-01", "reopened_on": "2029-01-01"},
            {"closed_on": None, "reopened_on": None},
        ),
        ({"closed_on": "2030-01-01"}, {}, {"closed_on": None}),
        ({"closed_on": "2030-01-01"}, {"closed_on": "2031-01-01"}, {"closed_on": "2030-01-01"}),
    ],
)
def test_of_two_items_a_live_gap_is_not_hidden_and_no_word_is_lost(
    one: dict[str, Any], two: dict[str, Any], now: dict[str, Any]
) -> None:
    rows = [{"rule": "isolated", "actors": f'[["agency","{name}"]]'} for name in ("b", "b2")]
    blank = dict.fromkeys((*WRITTEN, *RECORDED, "version"))
    items = pd.DataFrame([{**blank, **rows[0], **one}, {**blank, **rows[1], **two}], dtype=object)
    made = items_of_two(items, Actor("agency", "b2"), Actor("agency", "b"), translator("en"))
    (row,) = made.items.to_dict("records")
    assert {name: row[name] for name in now} == now
    assert [each.line for each in made.noted] == [
        line for line in (now.get("note") or "").splitlines() if line != one.get("note")
    ]


def test_an_item_of_the_two_that_are_one_goes_and_that_is_said(at: RecordContext) -> None:
    do(at, "save_work_item", key=str(uuid4()), rule="network-gone-dormant", note="pair", owner="Ann",
       actors='[["agency","b"],["agency","b2"]]')  # fmt: skip
    plan, rows = merged_agencies(at)
    (line,) = plan.lost
    assert "South and Sout" in line
    assert "Owner: Ann; Note: pair" in line
    assert rows.empty


def test_a_study_of_files_shows_it_and_takes_nothing(at: RecordContext, tmp_path: Path) -> None:
    write(at, None, owner="Ann")
    netmap.write_study(at.now(), tmp_path / "town")
    files = RecordContext(StudyLibrary([tmp_path / "town"]), "town")
    assert quiet(files)["owner"] == "Ann"
    for name in ("look_again", "save_work_item", "work_item", "save_work_rule"):
        told = {"key": "my own key", "rule": QUIET, "actors": "x", "setting": "times", "owner": "x"}
        with pytest.raises(NotAllowedError, match="read from files"):
            do(files, name, **told)
    assert not question_named("work-list").about(asked(files), translator("en"))["writable"]  # type: ignore[misc]


def test_a_board_reads_neither_owners_nor_notes(at: RecordContext) -> None:
    write(at, None, owner="Ann", note="secret", due="2030-01-31")
    facts = asked(at, "board")
    assert "secret" not in facts.found.to_csv() + facts.never_came.to_csv()
    assert "Ann" not in facts.found.to_csv()
    (made,) = [each.make(facts) for each in question_named("work-list").exports]
    assert b"VEVENT" not in made


@pytest.mark.parametrize("told", [{"owner": "Ann"}, {"owner": ""}, {"today": "2030-02-01"}])
def test_a_board_asks_by_nothing_that_it_may_not_read(at: RecordContext, told: dict[str, str]) -> None:
    write(at, None, owner="Ann", due="2030-01-31")
    assert len(asked(at, **told).found)
    with pytest.raises(NotAllowedError, match="agencies and counts"):
        asked(at, "board", **told)


def test_a_calendar_holds_hostile_texts_as_texts(at: RecordContext) -> None:
    note = "a;b,c\\d\r\nEND:VEVENT\nBEGIN:VEVENT " + "č" * 90
    write(at, None, note=note, due="2030-02-28", owner="Č;1")
    (export,) = question_named("work-list").exports
    made = export.make(asked(at))
    assert isinstance(made, bytes)
    lines = made.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert [lines.count(f"{word}:VEVENT") for word in ("BEGIN", "END")] == [1, 1]
    whole = made.decode().replace("\r\n ", "").split("\r\n")
    values = dict(line.split(":", 1) for line in whole if line)
    assert values["DTSTART;VALUE=DATE"] == "20300228"
    assert values["DTEND;VALUE=DATE"] == "20300301"
    assert values["UID"] == f"{item_number((QUIET, quiet(at)['key']))}@netmap"
    plain = values["DESCRIPTION"].replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    assert note.replace("\r\n", "\n") in plain.replace("\\\\", "\\")


def test_the_last_list_is_there_while_a_newer_one_is_worked_out(at: RecordContext) -> None:
    first = asked(at, last=True)
    assert first.current
    at.library._later.submit(lambda: None).result()  # what is kept is written one after the other
    sat(at, "2011-05-30")
    soon = asked(at, last=True)
    assert (soon.current, soon.change) == (False, first.change)
    assert list(soon.found["item"]) == list(first.found["item"])
    assert "worked out" in question_named("work-list").sentences(soon, translator("en"))[-1]
    assert asked(at).current
    assert asked(at, last=True).current


def test_what_a_change_closes_is_recorded_in_the_background(at: RecordContext) -> None:
    afterwards = Afterwards(at.library, pause=0.01)

    def waited(when: Callable[[], bool]) -> bool:
        return any(when() or time.sleep(0.05) for _ in range(400))

    afterwards.changed("town", "en")
    assert waited(lambda: not afterwards._running)
    assert "work_items" not in at.now().tables  # nobody has opened the list
    do(at, "look_again")
    sat(at, "2011-05-30")
    afterwards.changed("town", "en")
    assert waited(lambda: quiet(at)["closed_on"] == pd.Timestamp(TODAY))
    assert item(at).past[0].by == "netmap"
