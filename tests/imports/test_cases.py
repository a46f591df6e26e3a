"""Files that once went in wrong, each with what is right on record, through the command and the page.

They lie beside the project; one for which nothing is expected here fails.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

import netmap
from netmap.api import build_api
from netmap.cli import main
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import translator
from netmap.model.study import Study
from netmap.records.imports.accounted import accounted, gist_said
from netmap.records.imports.import_file import ImportResult
from netmap.records.imports.rendered import waiting_said
from netmap.store.opening import open_store
from tests.own_loop import finished
from tests.shared_data import SHARED

pytestmark = pytest.mark.shared

CASES = SHARED / "cases" / "import"
Sittings = dict[tuple[str, str], dict[str, int]]


def said(question: str, value: str, *about: str, action: str = "is") -> dict[str, Any]:
    return {"question": question, "about": list(about), "action": action, "value": value}


@dataclass(frozen=True)
class Right:
    """What a file asks, what is answered, and what then is on record; `code` is how the command ends."""

    asks: frozenset[str] = frozenset()
    answers: tuple[dict[str, Any], ...] = ()
    sittings: Sittings = field(default_factory=dict)
    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    code: int = 0
    take_good: bool = False
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)


EAST, MDY = "Eastside Locality Meeting", said("dates", "mdy")
WITH_AGENCY = said("several", "with agency")
AGENCY, GROUP = said("sort", "agency"), said("group", "Board", action="new")


def asks(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


def of(*days: str, group: str = EAST, **statuses: int) -> Sittings:
    return {(day, group): statuses for day in days}


RIGHT: dict[str, Right] = {
    "02-teams-2022-sections/report.csv": Right(
        sittings=of("2022-11-14", group="Locality group", present=3),
        people=("Ana Lane", "Jo Blake", "Sam Reed"),
    ),
    "03-zoom-summary-count-as-person/participants.csv": Right(
        asks("dates"),
        (MDY,),
        of("2026-10-05", group="Locality group", present=3),
        ("Ana Lane", "Di Gray", "Tom Reed"),
    ),
    "09-rejoined-same-sitting/zoom.csv": Right(
        sittings=of("2023-06-28", group="Locality group", present=2), people=("Ana Maria Lane", "Sam Reed")
    ),
    "10-namesakes-told-apart-by-mail/zoom.csv": Right(
        asks("namesakes"),
        (said("namesakes", "each"),),
        of("2023-06-28", group="Locality group", present=2)
        | of("2023-07-28", group="Locality group", present=1),
        ("Jo Blake", "Jo Blake"),
    ),
    "11-mac-roman-names-garbled/finance.csv": Right(
        sittings=of("2011-01-27", group="Finance", present=2), people=("Muñiz, Ramón", "Peña, Inés")
    ),
    "12-committee-seats-read-as-people/seats.csv": Right(
        people=("Arno, John", "Bell, Ann"),
        rows={
            "posts": [
                {
                    "practitioner": "Arno, John",
                    "zone": "City Council",
                    "joined": "2011-05-16",
                    "left": "2019-05-20",
                },
                {
                    "practitioner": "Arno, John",
                    "zone": "Committee on Aviation",
                    "joined": "2012-01-01",
                    "left": "",
                },
                {"practitioner": "Bell, Ann", "zone": "City Council", "joined": "2014", "left": "2015-03"},
            ]
        },
    ),
    "13-tie-intervals-become-undated/kumu.csv": Right(
        asks("sort"),
        (AGENCY,),
        agencies=("Clinic", "Shelter", "Youth Works"),
        rows={
            "ties": [
                {"source": "Youth Works", "target": "Shelter", "start": "2011-01-05", "end": "2011-02-01"},
                {"source": "Shelter", "target": "Clinic", "start": "2011-02-10", "end": ""},
            ]
        },
    ),
    "14-gephi-type-and-weights/edges.csv": Right(
        asks("sort", "repeated"),
        (AGENCY, said("repeated", "add")),
        agencies=("Health", "Police", "School"),
        rows={
            "ties": [
                {"source": "Health", "target": "School", "strength": "5.0", "direction": "mutual"},
                {"source": "School", "target": "Police", "strength": "1.0", "direction": "mutual"},
            ]
        },
    ),
    "15-no-header-row/terms.csv": Right(code=2),
    "16-month-as-a-word-two-digit-year/meetings.csv": Right(
        asks("century"),
        (said("century", "2000"),),
        of("2016-06-03", "2016-06-17", group="Finance", present=1),
        ("Jo Blake",),
    ),
    "17-one-question-6720-lines/matrix.csv": Right(
        asks("group"),
        (GROUP,),
        {
            (f"2020-{1 + day // 28:02d}-{1 + day % 28:02d}", "Board"): {"present": 20}
            for day in range(12 * 28)
        },
        tuple(f"P{n:03d}" for n in range(1, 21)),
    ),
    "19-store-refused-by-the-other-commands/attendance.csv": Right(
        sittings=of("2016-01-11", "2016-02-08", group="Council", present=2), people=("Jo Blake", "Sam Reed")
    ),
    "as-people-have-them/03_minutes.txt": Right(
        asks("several"),
        (WITH_AGENCY,),
        sittings=of("2024-07-08", present=5, apologies=2),
        people=("A. Smith", "Carla Rossi", "Dev Patel", "Dr B Jones", "Eve O'Brien", "F. Khan", "Gary Lowe"),
        agencies=("Early Help", "Housing", "NHS", "Police", "Schools", "Voluntary Action Eastside"),
    ),
    "as-people-have-them/04_minutes_log.csv": Right(
        asks("several"),
        (WITH_AGENCY, said("person", "A. Smith", "Alice Smith")),
        of("2024-07-08", present=3, apologies=2) | of("2024-09-16", present=4, apologies=1),
        ("A. Smith", "Carla Rossi", "Dev Patel", "Dr B Jones", "Eve O'Brien", "F. Khan", "Gary Lowe"),
        ("Council", "Early Help", "Housing", "NHS", "Police", "Schools", "VAE"),
    ),
    "as-people-have-them/05_teams_report.csv": Right(
        sittings=of("2024-10-14", present=4),
        people=("Ben Jones", "Gary Lowe", "ROSSI Carla", "Smith, Alice"),
        agencies=("NHS", "Police"),
    ),
    "as-people-have-them/06_meetingAttendanceList.csv": Right(
        asks("group"),
        (GROUP,),
        of("2024-10-14", group="Board", present=3),
        ("Alice Smith", "Ben Jones", "Carla Rossi"),
    ),
    "as-people-have-them/07_participants_81234567890.csv": Right(
        asks("person"),
        (said("person", "", "Carla's iPad", action="drop"),),
        of("2024-11-18", present=3),
        ("Alice Smith", "Ben Jones", "Dev Patel"),
    ),
    "as-people-have-them/08_eventbrite_report.csv": Right(
        sittings=of("2024-11-25", group="Safeguarding Network Day", present=2, absent=1, apologies=1),
        people=("Alice Smith", "Ben Jones", "Carla Rossi", "Hana Novak"),
        agencies=("Housing", "NHS", "Police", "Voluntary Action Eastside"),
    ),
    "as-people-have-them/09_Sign-in sheet(1-4).xlsx": Right(
        sittings=of("2024-12-09", present=4),
        people=("Alice Smith", "Ben Jones", "Ian Wu", "carla rossi"),
        agencies=("Housing", "NHS Eastside", "Police", "Probation"),
    ),
    "as-people-have-them/11_foglio_firme.csv": Right(
        sittings=of("2015-03-05", group="Tavolo Minori", present=2, absent=1, apologies=1)
        | of("2015-04-02", group="Tavolo Minori", present=3),
        people=("Bianchi Luca", "D'Amico Nicolò", "Rossi Maria", "Verdi Giuseppe"),
        agencies=("ASL", "Comune di Cremona", 'Cooperativa "Il Cerchio"', "Provincia"),
    ),
    "as-people-have-them/12_board_messy.xlsx": Right(
        sittings=of("2023-09-04", group="Westside Partnership Board", present=5, apologies=1)
        | of("2023-10-09", group="Westside Partnership Board", present=5)
        | of("2023-11-13", group="Westside Partnership Board", present=4, apologies=1)
        | of("2024-01-15", group="Westside Partnership Board", present=5, apologies=1)
        | of("2024-03-11", group="Westside Partnership Board", present=5),
        people=("Alice Smith", "Carla Rossi", "Dr Ben Jones", "Gary Lowe", "Jon Reed", "Priya Nair"),
        agencies=("Council", "Housing", "NHS", "Police"),
    ),
    "as-people-have-them/13_signin_mixed_dates.xlsx": Right(
        asks("week", "status", "person"),
        (
            said("week", "2024-05-06"),
            said("status", "apologies", "sent deputy"),
            said("person", "Dr. Ben Jones", "B Jones"),
        ),
        of("2024-03-04", group="Task group", present=3, absent=1)
        | of("2024-04-08", group="Task group", present=2)
        | of("2024-05-06", group="Task group", present=2, apologies=1),
        ("Alice Smith", "Carla Rossi", "Dev Patel", "Dr. Ben Jones"),
        ("Early Help", "Housing", "NHS", "Police"),
        code=3,
        take_good=True,
    ),
    "as-people-have-them/14_three_spellings.csv": Right(
        asks("person"),
        (said("person", "Katherine O'Neill", "Kathryn ONeill", "K. O'Neil"),),
        of("2024-01-08", "2024-02-05", "2024-03-04", group="Panel", present=2),
        ("Katherine O'Neill", "Tom Bell"),
        ("NHS", "Schools"),
    ),
    "as-people-have-them/18_sheet_per_meeting_plain.xlsx": Right(
        asks("group"),
        (GROUP,),
        people=(
            "Alice Smith",
            "Carla Rossi",
            "Dev Patel",
            "Dr Ben Jones",
            "Eve O'Brien",
            "Fatima Khan",
            "Gary Lowe",
            "Ian Wu",
        ),
        agencies=(
            "Council",
            "Early Help",
            "Housing",
            "NHS",
            "Police",
            "Probation",
            "Schools",
            "Voluntary Action Eastside",
        ),
    ),
}
"""For each file what is right, as `expected.md` beside it tells."""

FILES = sorted(
    path.relative_to(CASES).as_posix()
    for path in CASES.rglob("*")
    if path.suffix in (".csv", ".txt", ".xlsx") and path.name != "commands.txt"
)


def test_every_file_has_what_is_right() -> None:
    assert sorted(RIGHT) == FILES


@cache
def by_sheets() -> Sittings:
    """Of the workbook with a sheet for each meeting what its cells say, read by another library."""
    from openpyxl import load_workbook

    book = load_workbook(CASES / "as-people-have-them" / "18_sheet_per_meeting_plain.xlsx")
    return {
        (sheet.title, "Board"): dict(
            Counter(str(row[2]).lower() for row in sheet.iter_rows(2, values_only=True))
        )
        for sheet in book
    }


def holds(study: Study, name: str) -> None:
    """What a study has on record is what is right."""
    right = RIGHT[name]
    zones = dict(zip(study.zones["zone"], study.zones["name"].fillna(study.zones["zone"]), strict=True))
    rows = study.attendance.merge(study.meetings, on="meeting")
    found: dict[tuple[str, str], Counter[str]] = {}
    for day, zone, status in zip(rows["date"], rows["zone"], rows["status"].fillna("present"), strict=True):
        found.setdefault((str(day)[:10], zones[zone]), Counter())[status] += 1
    expected = by_sheets() if "sheet_per_meeting" in name else right.sittings
    assert found == {key: Counter(counts) for key, counts in expected.items()}
    people, agencies = (
        tuple(sorted(frame["name"].fillna(frame[key])))
        for frame, key in ((study.practitioners, "practitioner"), (study.agencies, "agency"))
    )
    assert (people, agencies) == (tuple(sorted(right.people)), tuple(sorted(right.agencies)))
    for table, wanted in right.rows.items():
        columns = list(wanted[0])
        told = study.table(table)[columns].astype("object").fillna("").astype(str).to_dict("records")
        assert sorted(told, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("name", FILES)
def test_the_command_takes_a_file_as_it_is_meant(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    right = RIGHT[name]
    monkeypatch.chdir(tmp_path)
    copy = tmp_path / Path(name).name
    copy.write_bytes((CASES / name).read_bytes())  # what is left of a file is put beside it
    command = ["import", copy.name, "--into", "own.netmap"]
    first = main([*command, "--dry-run", "--format", "json"])
    asked = {one["question"] for one in json.loads(capsys.readouterr().out)["questions"]}
    assert asked == right.asks - {"repeated"}
    assert (first == 0) == (not right.asks and not right.code)
    Path("said.json").write_text(json.dumps(right.answers), encoding="utf-8")
    more = ["--take-good"] if right.take_good else []
    assert main([*command, "--answers", "said.json", *more]) == right.code
    if right.code == 2:
        assert not Path("own.netmap").exists()
    else:
        holds(netmap.read_study("own.netmap"), name)


def sent(app: ASGIApp, address: str, name: str = "", **more: Any) -> dict[str, Any]:
    """What the service answers to its own page."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            told = (await client.get("/api/v1/session")).json()
            headers = {told["header"]: told["token"], "origin": "http://localhost"}
            if name:
                headers["content-type"] = "application/octet-stream"
            path, params = f"/api/v1/studies/ours/{address}", {"name": name} if name else {}
            return await client.post(path, headers=headers, params=params, **more)

    answer: dict[str, Any] = finished(ask).json()
    return answer


def agree(page: dict[str, Any], command: ImportResult) -> None:
    """The page says of a file what the command says: what it holds, what became of it, what is asked."""
    english, preview = translator("en"), command.preview
    assert page["gist"] == [*(gist_said(preview.gist, english) or waiting_said(preview, english))]
    assert page["account"] == [*accounted(preview.account, english)]
    asked = [(one["kind"], one["about"], one["rows"]) for one in page["questions"]]
    assert asked == [(one.kind, [*one.about], one.rows) for one in preview.questions]
    counts = [sum(getattr(one, what) for one in preview.counts) for what in ("records", "kept", "rejected")]
    assert [page["records"], page["kept"], page["rejected"]] == counts
    assert page["clean"] == (preview.clean and not preview.questions)


@pytest.mark.parametrize("name", FILES)
def test_the_page_takes_a_file_as_it_is_meant_and_says_what_the_command_says(
    name: str, tmp_path: Path
) -> None:
    right, content = RIGHT[name], (CASES / name).read_bytes()
    copy = tmp_path / Path(name).name
    copy.write_bytes(content)
    with open_store(tmp_path / "own.netmap") as store:
        store.create_study(LOCAL_USER, "ours")
    library = StudyLibrary([tmp_path / "own.netmap"])
    app = build_api(library)
    seen = sent(app, "imports", copy.name, content=content)
    assert {one["kind"] for one in seen["questions"]} == right.asks - {"repeated"}
    agree(seen, netmap.import_file(copy, tmp_path / "other.netmap", dry_run=True))
    if right.answers:
        answers = list(right.answers)
        seen = sent(app, "imports/preview", json={"upload": seen["upload"], "answers": answers})
        agree(seen, netmap.import_file(copy, tmp_path / "other.netmap", answers=answers, dry_run=True))
    told = {"upload": seen["upload"], "token": seen["token"], "take_good": right.take_good}
    done = sent(app, "imports/commit", json=told)
    library.close()
    assert "error" not in done
    if right.code != 2:
        holds(netmap.read_study(tmp_path / "own.netmap"), name)
