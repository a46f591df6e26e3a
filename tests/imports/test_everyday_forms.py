"""Files in the forms that people have: what a person reads in each is on record. Names are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import netmap
from netmap.store.keeping import Store
from netmap.store.opening import open_store

FOLDER = Path(__file__).parent / "everyday"
GROUP = "Eastside Locality Meeting"
Answer = Mapping[str, Any]


def is_(kind: str, about: Sequence[str], value: str) -> Answer:
    return {"question": kind, "about": list(about), "action": "is", "value": value}


def new(kind: str, about: Sequence[str]) -> Answer:
    return {"question": kind, "about": list(about), "action": "new"}


def on_record(path: Path, into: Path, answers: Sequence[Answer] = (), dates: str | None = None) -> list[str]:
    """A line for each row of attendance: day, group, status, person, agency; nothing is asked any more."""
    done = netmap.import_file(path, into, answers=answers, dates=dates)
    assert [(one.kind, one.about) for one in done.preview.questions] == []
    assert done.taken, [problem.text() for problem in done.preview.problems]
    for one in done.preview.counts:
        assert one.records == one.kept + one.rejected + one.duplicate
    with open_store(into) as store:
        return attended(store)


def attended(store: Store) -> list[str]:
    from netmap.library.principals import LOCAL_USER

    study = store.read(LOCAL_USER, store.studies(LOCAL_USER)[0].name)
    agencies = study.practitioners.set_index("practitioner")["agency"].fillna("").to_dict()
    rows = study.attendance.merge(study.meetings, on="meeting")
    if "agency" not in rows:
        rows["agency"] = ""
    beside = rows["agency"].fillna("")
    agency = beside.where(beside != "", rows["practitioner"].map(agencies))
    names = study.practitioners.set_index("practitioner")["name"]
    who = rows["practitioner"].map(names)
    told = zip(rows["date"], rows["zone"], rows["status"], who, agency, strict=True)
    return sorted(" | ".join(map(str, one)) for one in told)


def test_minutes_as_text(tmp_path: Path) -> None:
    path = FOLDER / "03_minutes.txt"
    asked = netmap.import_file(path, tmp_path / "ours.netmap")
    assert [(one.kind, one.about) for one in asked.preview.questions] == [
        ("several", (path.name, "Present", "()"))
    ]
    found = on_record(path, tmp_path / "ours.netmap", [is_("several", [], "with agency")])
    day = f"2024-07-08 | {GROUP}"
    assert found == [
        f"{day} | apologies | Eve O'Brien | Schools",
        f"{day} | apologies | F. Khan | Voluntary Action Eastside",
        f"{day} | present | A. Smith | Police",
        f"{day} | present | Carla Rossi | Housing",
        f"{day} | present | Dev Patel | Early Help",
        f"{day} | present | Dr B Jones | NHS",
        f"{day} | present | Gary Lowe | ",
    ]


def test_a_row_for_each_sitting_with_names_in_cells(tmp_path: Path) -> None:
    path = FOLDER / "04_minutes_log.csv"
    asked = netmap.import_file(path, tmp_path / "ours.netmap")
    assert [(one.kind, one.about) for one in asked.preview.questions] == [
        ("several", (path.name, "Present", "()")),
        ("several", (path.name, "Apologies", "()")),
    ]
    behind = is_("several", [], "with agency")
    asked = netmap.import_file(path, tmp_path / "ours.netmap", answers=[behind])
    assert [(one.kind, one.about) for one in asked.preview.questions] == [("person", ("Alice Smith",))]
    answers = [behind, is_("person", ["Alice Smith"], "A. Smith")]
    found = on_record(path, tmp_path / "ours.netmap", answers)
    assert found == [
        f"2024-07-08 | {GROUP} | apologies | Eve O'Brien | Schools",
        f"2024-07-08 | {GROUP} | apologies | F. Khan | VAE",
        f"2024-07-08 | {GROUP} | present | A. Smith | Police",
        f"2024-07-08 | {GROUP} | present | Carla Rossi | Housing",
        f"2024-07-08 | {GROUP} | present | Dr B Jones | NHS",
        f"2024-09-16 | {GROUP} | apologies | Dr B Jones | NHS",
        f"2024-09-16 | {GROUP} | present | A. Smith | Police",
        f"2024-09-16 | {GROUP} | present | Carla Rossi | Housing",
        f"2024-09-16 | {GROUP} | present | Dev Patel | Early Help",
        f"2024-09-16 | {GROUP} | present | Gary Lowe | Council",
    ]


def test_a_sheet_for_each_sitting_asks_once_for_the_group(tmp_path: Path) -> None:
    path = FOLDER / "18_sheet_per_meeting_plain.xlsx"
    asked = netmap.import_file(path, tmp_path / "ours.netmap")
    assert [(one.kind, one.about) for one in asked.preview.questions] == [("group", (path.name,))]
    found = on_record(path, tmp_path / "ours.netmap", [is_("group", [path.name], "Board")])
    assert len({line.split(" | ")[0] for line in found}) == 20
    assert len({line.split(" | ")[3] for line in found}) == 8
    assert len(found) == 160
    assert "2022-09-05 | Board | apologies | Alice Smith | Police" in found


def test_a_signing_sheet_under_its_titles(tmp_path: Path) -> None:
    found = on_record(FOLDER / "11_foglio_firme.csv", tmp_path / "ours.netmap")
    assert len(found) == 7
    assert {line.split(" | ")[1] for line in found} == {"Tavolo Minori"}
    march, april = (
        [line.split(" | ")[2:4] for line in found if line.startswith(day)]
        for day in ("2015-03-05", "2015-04-02")
    )
    assert march == [
        ["absent", "Bianchi Luca"],
        ["apologies", "D'Amico Nicolò"],
        ["present", "Rossi Maria"],
        ["present", "Verdi Giuseppe"],
    ]
    assert [who for _, who in april] == ["D'Amico Nicolò", "Rossi Maria", "Verdi Giuseppe"]


def test_a_register_under_a_title_with_two_rows_of_headers(tmp_path: Path) -> None:
    path = FOLDER / "12_board_messy.xlsx"
    tried = netmap.import_file(path, tmp_path / "ours.netmap", dry_run=True)
    told = {(one.code, one.line) for one in tried.preview.problems}
    assert told == {("hidden-lines", 8), ("total-row", 11), ("key-row", 13)}
    found = on_record(path, tmp_path / "ours.netmap")
    assert len(found) == 27
    assert {line.split(" | ")[1] for line in found} == {"Westside Partnership Board"}
    assert sorted({line.split(" | ")[0] for line in found}) == [
        "2023-09-04",
        "2023-10-09",
        "2023-11-13",
        "2024-01-15",
        "2024-03-11",
    ]
    apologies = [line.split(" | ", 4) for line in found if "apologies" in line]
    assert [(day, who) for day, _, _, who, _ in apologies] == [
        ("2023-09-04", "Dr Ben Jones"),
        ("2023-11-13", "Jon Reed"),
        ("2024-01-15", "Priya Nair"),
    ]
    assert len({line.split(" | ")[3] for line in found}) == 6
    assert {line.split(" | ")[4] for line in found} == {"Police", "NHS", "Housing", "Council"}


def test_orders_for_an_event_with_who_came(tmp_path: Path) -> None:
    found = on_record(FOLDER / "08_eventbrite_report.csv", tmp_path / "ours.netmap")
    day = "2024-11-25 | Safeguarding Network Day"
    assert found == [
        f"{day} | absent | Ben Jones | NHS",
        f"{day} | apologies | Carla Rossi | Housing",
        f"{day} | present | Alice Smith | Police",
        f"{day} | present | Hana Novak | Voluntary Action Eastside",
    ]


def test_answers_of_a_sign_in_form(tmp_path: Path) -> None:
    found = on_record(FOLDER / "09_Sign-in sheet(1-4).xlsx", tmp_path / "ours.netmap")
    day = f"2024-12-09 | {GROUP} | present"
    assert found == [
        f"{day} | Alice Smith | Police",
        f"{day} | Ben Jones | NHS Eastside",
        f"{day} | Ian Wu | Probation",
        f"{day} | carla rossi | Housing",
    ]


def test_reports_of_calls(tmp_path: Path) -> None:
    teams = on_record(FOLDER / "05_teams_report.csv", tmp_path / "teams.netmap", dates="mdy")
    assert [line.rsplit(" | ", 2)[1:] for line in teams] == [
        ["Ben Jones", "NHS"],
        ["Gary Lowe", ""],
        ["ROSSI Carla", ""],
        ["Smith, Alice", "Police"],
    ]
    path = FOLDER / "06_meetingAttendanceList.csv"
    first = on_record(path, tmp_path / "list.netmap", [is_("group", [path.name], GROUP)])
    assert [line.split(" | ")[3] for line in first] == ["Alice Smith", "Ben Jones", "Carla Rossi"]
    path, carla = FOLDER / "07_participants_81234567890.csv", ["Carla's iPad"]
    zoom = on_record(path, tmp_path / "zoom.netmap", [new("person", carla)])
    assert {line.rsplit(" | ", 3)[0] for line in zoom} == {f"2024-11-18 | {GROUP}"}
    assert [line.split(" | ")[3] for line in zoom] == ["Alice Smith", "Ben Jones", *carla, "Dev Patel"]


def test_a_sign_in_list_with_dates_of_every_kind(tmp_path: Path) -> None:
    path, store = FOLDER / "13_signin_mixed_dates.xlsx", tmp_path / "ours.netmap"
    asked = netmap.import_file(path, store)
    assert {(one.kind, one.about[-1]) for one in asked.preview.questions} == {
        ("week", "w/c 6 May"),
        ("status", "sent deputy"),
        ("person", "B Jones"),
    }
    answers = [
        is_("week", ["Sign in", "w/c 6 May"], "2024-05-06"),
        is_("status", ["sent deputy"], "apologies"),
        is_("person", ["B Jones"], "Dr. Ben Jones"),
    ]
    done = netmap.import_file(path, store, answers=answers, take_good=True)
    assert [one.line for one in done.preview.problems if one.code == "bad-date"] == [12]
    with open_store(store) as opened:
        found = attended(opened)
    assert {line.split(" | ")[1] for line in found} == {"Task group"}
    assert [" | ".join(line.split(" | ")[i] for i in (0, 2, 3)) for line in found] == [
        "2024-03-04 | absent | Carla Rossi",
        "2024-03-04 | present | Alice Smith",
        "2024-03-04 | present | Dev Patel",
        "2024-03-04 | present | Dr. Ben Jones",
        "2024-04-08 | present | Alice Smith",
        "2024-04-08 | present | Dr. Ben Jones",
        "2024-05-06 | apologies | Dev Patel",
        "2024-05-06 | present | Alice Smith",
        "2024-05-06 | present | Carla Rossi",
    ]
