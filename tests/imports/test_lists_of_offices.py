"""Further files as offices have them, with an odd trait each: taken in right, or asked. Names are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import netmap
from netmap.records.imports.import_file import ImportResult

TEAMS_IN_ITALIAN = """1. Riepilogo
Titolo riunione\tTavolo Minori
Partecipanti presenti\t3
Ora di inizio\t14/10/24, 9:58:12
Durata riunione\t1h 7m 32s

2. Partecipanti
Nome\tPrimo accesso\tUltima uscita\tDurata nella riunione\tIndirizzo e-mail\tID partecipante (UPN)\tRuolo
Rossi Maria (ASL)\t14/10/24, 9:58:12\t14/10/24, 11:05:44\t1h 7m\tm@asl.example\t\tOrganizzatore
Bianchi Luca\t14/10/24, 10:01:02\t14/10/24, 11:05:01\t1h 3m\tl@comune.example\t\tRelatore
Verdi Anna (Ospite)\t14/10/24, 10:03:15\t14/10/24, 10:40:10\t36m\t\t\tPartecipante

3. Attivit\u00e0 durante la riunione
Nome\tOra di accesso\tOra di uscita\tDurata\tIndirizzo e-mail\tRuolo
Bianchi Luca\t14/10/24, 10:01:02\t14/10/24, 10:20:01\t18m\tl@comune.example\tRelatore
"""
TEAMS_IN_ANOTHER_LANGUAGE = """1. Zusammenfassung
Besprechungstitel\tRegion Nord
Teilnehmer\t2
Startzeit\t14.10.2024, 09:58:12

2. Teilnehmer
Name\tErster Beitritt\tLetzter Austritt
Anna Schmidt\t14.10.2024, 09:58:12\t14.10.2024, 11:05:44
Uwe Klein\t14.10.2024, 10:01:00\t14.10.2024, 11:05:44
"""
WEBINAR = """Attendee Report
Report Generated:,"Nov 20, 2024 10:22 AM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered
Housing briefing,812 3456 7890,"Nov 18, 2024 10:00 AM",62,3
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Organization
Yes,Alice Smith,Alice,Smith,a@p.example,"Nov 18, 2024 09:58 AM","Nov 18, 2024 11:02 AM",Police
No,Carla Rossi,Carla,Rossi,c@h.example,--,--,Housing
"""
FORM_IN_ITALIAN = """Informazioni cronologiche;Nome e cognome;Ente;A quale tavolo partecipi?;Presenza
15/03/2024 9.58.11;Maria Rossi;ASL;Tavolo Minori;Presente
15/03/2024 10.02.44;Luca Bianchi;Comune;Tavolo Minori;Assente giustificato
"""
ATTENDEES_OF_AN_EVENT = """Event Name,Event Date,First Name,Surname,Organisation,Attendee Status
Network Day,25 Nov 2024,Alice,Smith,Police,Checked In
Network Day,25 Nov 2024,Ben,Jones,NHS,Attending
Network Day,25 Nov 2024,Hana,Novak,VAE,Not Attending
"""
ONLY_IN_ATTENDANCE = """Eastside Locality Meeting
8 July 2024

In attendance: Alice Smith (Police), Ben Jones (BJ), Eve O'Brien (EOB)
"""
ONE_TO_A_LINE = """Eastside Locality Meeting
Minutes of meeting held 8th July 2024

PRESENT
Alice Smith - Police (Chair)
Ben Jones - NHS
Carla Rossi, Housing

APOLOGIES
Eve O'Brien - Schools
"""
INITIALS_WITH_A_KEY = """Eastside Locality Meeting,,
AS = Alice Smith (Police); BJ = Ben Jones (NHS); CR = Carla Rossi (Housing),,
Date,Present,Apologies
08/01/2024,"AS, BJ",CR
19/02/2024,"AS, CR",BJ
"""
INITIALS_ACROSS = """Eastside Locality Meeting,,,
Date,AS,BJ,CR
2024-01-08,x,x,
2024-02-19,x,,A
"""
MERGED = """Eastside Locality Meeting,,,
Agency,Name,08/01/2024,19/02/2024
Police,Alice Smith,x,x
,Dan Poe,x,
NHS,Ben Jones,,x
,Fay Kay,x,x
"""
MERGED_DAYS = """Date,Group,Agency,Name
2024-01-08,Board,Police,Alice Smith
,,,Dan Poe
,,NHS,Ben Jones
2024-02-19,Board,Police,Alice Smith
,,NHS,Ben Jones
"""
DAYS_WITHOUT_A_YEAR = """Locality Board attendance 2024;;;;
Nominativo;Ente;8/1;19/2;25/3
Maria Rossi;ASL;SI;NO;SI
Luca Bianchi;Comune;SI;SI;AG
"""
ANSWERS_TO_AN_INVITATION = (
    "Name,Attendance,Response\nAlice Smith,Organizer,None\nBen Jones,Required,Accepted\n"
)
CALL = """Name (Original Name),User Email,Total Duration (Minutes),Guest
Di Gray,d@n.example,65,No
Ana Lane,,30,Yes
"""


def said(kind: str, value: str, *about: str) -> dict[str, Any]:
    return {"question": kind, "about": list(about), "action": "is", "value": value}


def taken(
    folder: Path, content: str | bytes, *answers: dict[str, Any], name: str = "list.csv"
) -> ImportResult:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return netmap.import_file(path, folder / "ours.netmap", answers=answers)


def marks(folder: Path) -> list[tuple[str, str, str, str, str]]:
    """Everybody's attendance on record: day, group, name, agency, status."""
    study = netmap.read_study(folder / "ours.netmap")
    sat = study.meetings.set_index("meeting").fillna("")
    zones = study.zones.set_index("zone")["name"]
    people = study.practitioners.set_index("practitioner").fillna("")
    agencies = study.agencies.set_index("agency")["name"].to_dict()
    return sorted(
        (
            sat["date"][row.meeting],
            zones[sat["zone"][row.meeting]],
            people["name"][row.practitioner],
            agencies.get(people["agency"][row.practitioner], "") if "agency" in people else "",
            row.status,
        )
        for row in study.attendance.itertuples()
    )


def asked(result: ImportResult) -> set[str]:
    return {question.kind for question in result.preview.questions}


EASTSIDE = "Eastside Locality Meeting"
DMY = said("dates", "dmy")
WHOLE: dict[str, tuple[str, tuple[dict[str, Any], ...], list[tuple[str, ...]]]] = {
    "teams-it.csv": (
        TEAMS_IN_ITALIAN,
        (),
        [
            ("2024-10-14", "Tavolo Minori", "Bianchi Luca", "", "present"),
            ("2024-10-14", "Tavolo Minori", "Rossi Maria", "ASL", "present"),
            ("2024-10-14", "Tavolo Minori", "Verdi Anna", "", "present"),
        ],
    ),
    "teams-de.csv": (
        TEAMS_IN_ANOTHER_LANGUAGE,
        (),
        [
            ("2024-10-14", "Region Nord", "Anna Schmidt", "", "present"),
            ("2024-10-14", "Region Nord", "Uwe Klein", "", "present"),
        ],
    ),
    "webinar.csv": (
        WEBINAR,
        (),
        [
            ("2024-11-18", "Housing briefing", "Alice Smith", "Police", "present"),
            ("2024-11-18", "Housing briefing", "Carla Rossi", "Housing", "absent"),
        ],
    ),
    "form.csv": (
        FORM_IN_ITALIAN,
        (),
        [
            ("2024-03-15", "Tavolo Minori", "Luca Bianchi", "Comune", "apologies"),
            ("2024-03-15", "Tavolo Minori", "Maria Rossi", "ASL", "present"),
        ],
    ),
    "event.csv": (
        ATTENDEES_OF_AN_EVENT,
        (),
        [
            ("2024-11-25", "Network Day", "Alice Smith", "Police", "present"),
            ("2024-11-25", "Network Day", "Ben Jones", "NHS", "absent"),
            ("2024-11-25", "Network Day", "Hana Novak", "VAE", "apologies"),
        ],
    ),
    "minutes.txt": (
        ONLY_IN_ATTENDANCE,
        (said("several", "with agency", "minutes.txt", "In attendance", "()"),),
        [
            ("2024-07-08", EASTSIDE, "Alice Smith", "Police", "present"),
            ("2024-07-08", EASTSIDE, "Ben Jones", "", "present"),
            ("2024-07-08", EASTSIDE, "Eve O'Brien", "", "present"),
        ],
    ),
    "lines.txt": (
        ONE_TO_A_LINE,
        (
            said("several", "with agency", "lines.txt", "PRESENT", ","),
            said("several", "with agency", "lines.txt", "PRESENT", "()"),
        ),
        [
            ("2024-07-08", EASTSIDE, "Alice Smith", "Police", "present"),
            ("2024-07-08", EASTSIDE, "Ben Jones", "NHS", "present"),
            ("2024-07-08", EASTSIDE, "Carla Rossi", "Housing", "present"),
            ("2024-07-08", EASTSIDE, "Eve O'Brien", "Schools", "apologies"),
        ],
    ),
    "initials.csv": (
        INITIALS_WITH_A_KEY,
        (DMY,),
        [
            ("2024-01-08", EASTSIDE, "Alice Smith", "Police", "present"),
            ("2024-01-08", EASTSIDE, "Ben Jones", "NHS", "present"),
            ("2024-01-08", EASTSIDE, "Carla Rossi", "Housing", "apologies"),
            ("2024-02-19", EASTSIDE, "Alice Smith", "Police", "present"),
            ("2024-02-19", EASTSIDE, "Ben Jones", "NHS", "apologies"),
            ("2024-02-19", EASTSIDE, "Carla Rossi", "Housing", "present"),
        ],
    ),
    "merged.csv": (
        MERGED,
        (DMY, said("above", "same", "merged.csv", "Agency")),
        [
            ("2024-01-08", EASTSIDE, "Alice Smith", "Police", "present"),
            ("2024-01-08", EASTSIDE, "Dan Poe", "Police", "present"),
            ("2024-01-08", EASTSIDE, "Fay Kay", "NHS", "present"),
            ("2024-02-19", EASTSIDE, "Alice Smith", "Police", "present"),
            ("2024-02-19", EASTSIDE, "Ben Jones", "NHS", "present"),
            ("2024-02-19", EASTSIDE, "Fay Kay", "NHS", "present"),
        ],
    ),
    "days.csv": (
        MERGED_DAYS,
        (said("above", "same"),),
        [
            ("2024-01-08", "Board", "Alice Smith", "Police", "present"),
            ("2024-01-08", "Board", "Ben Jones", "NHS", "present"),
            ("2024-01-08", "Board", "Dan Poe", "Police", "present"),
            ("2024-02-19", "Board", "Alice Smith", "Police", "present"),
            ("2024-02-19", "Board", "Ben Jones", "NHS", "present"),
        ],
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_goes_in_whole_once_it_is_answered(tmp_path: Path, name: str) -> None:
    content, answers, expected = WHOLE[name]
    done = taken(tmp_path, content, *answers, name=name)
    assert asked(done) == set()
    assert (done.outcome, done.unused) == ("whole", ())
    assert marks(tmp_path) == expected


ASKED = {
    "lines.txt": (ONE_TO_A_LINE, {"several"}),
    "merged.csv": (MERGED, {"above"}),
    "days.csv": (MERGED_DAYS, {"above"}),
    "across.csv": (INITIALS_ACROSS, {"person", "status"}),
    "year.csv": (DAYS_WITHOUT_A_YEAR, {"year", "status"}),
    "invited.csv": (ANSWERS_TO_AN_INVITATION, {"column"}),
    "call.csv": (CALL, {"day", "group"}),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_sure_is_asked_in_one_round(tmp_path: Path, name: str) -> None:
    content, kinds = ASKED[name]
    result = taken(tmp_path, content, name=name)
    assert asked(result) == kinds
    assert not result.taken


def book(folder: Path, sheets: dict[str, list[list[str]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(folder / "made.xlsx")
    return (folder / "made.xlsx").read_bytes()


def test_a_sheet_for_each_month_is_a_sitting_each_and_all_is_asked_at_once(tmp_path: Path) -> None:
    head = ["Name", "Agency"]
    content = book(
        tmp_path,
        {
            "Jan": [head, ["Alice Smith", "Police"], ["Ben Jones", "NHS"]],
            "Feb": [head, ["Alice Smith", "Police"]],
        },
    )
    result = taken(tmp_path, content, name="year.xlsx")
    told = {(one.kind, one.about) for one in result.preview.questions}
    assert told == {("day", ("Jan",)), ("day", ("Feb",)), ("group", ("year.xlsx",))}
    answers = (said("day", "2024-01-08", "Jan"), said("day", "2024-02-12", "Feb"), said("group", "Board"))
    assert taken(tmp_path, content, *answers, name="year.xlsx").outcome == "whole"
    assert [mark[:3] for mark in marks(tmp_path)] == [
        ("2024-01-08", "Board", "Alice Smith"),
        ("2024-01-08", "Board", "Ben Jones"),
        ("2024-02-12", "Board", "Alice Smith"),
    ]


def test_a_sheet_called_notes_that_holds_marks_is_a_register(tmp_path: Path) -> None:
    content = book(
        tmp_path,
        {"Notes": [["Name", "Agency", "2024-02-19", "2024-03-25"], ["Ben Jones", "NHS", "x", "x"]]},
    )
    assert taken(tmp_path, content, said("group", "Board"), name="made.xlsx").outcome == "whole"
    assert [mark[0] for mark in marks(tmp_path)] == ["2024-02-19", "2024-03-25"]
