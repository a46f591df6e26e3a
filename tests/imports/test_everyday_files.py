"""Files as people have them: each goes in right, or what does not is said. Names are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

import netmap
from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.date_texts import in_figures, is_date, with_century
from netmap.files.importer.questions import Answers
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.reasons import RefusedFileError
from netmap.library.principals import LOCAL_USER
from netmap.store.opening import open_store
from tests.imports.made_files import Said, balanced, is_
from tests.imports.made_files import taken as rows_taken

MONTH_FIRST: Said = {("dates", ()): is_("mdy")}
AGENCIES: Said = {("sort", ("file.csv",)): is_("agency")}
SHORT_YEARS: Said = {("century", ()): is_("2000")}

TEAMS = """1. Summary
Meeting title\tLocality group
Attended participants\t3
Start time\t11/14/22, 9:29:07 AM
End time\t11/14/22, 9:50:14 AM
Meeting duration\t21m 7s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Blake, Jo (Police)\t11/14/22, 9:29:14 AM\t11/14/22, 9:50:14 AM\t21m\tjo@north.example\t\tOrganizer
Sam Reed\t11/14/22, 9:30:10 AM\t11/14/22, 9:50:01 AM\t19m 51s\tsam@east.example\tsam@east.example\tPresenter
Ana Lane (Guest)\t11/14/22, 9:35:10 AM\t11/14/22, 9:50:01 AM\t14m 51s\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Sam Reed\t11/14/22, 9:30:10 AM\t11/14/22, 9:40:00 AM\t9m 50s\tsam@east.example\tPresenter
Sam Reed\t11/14/22, 9:40:10 AM\t11/14/22, 9:50:01 AM\t9m 51s\tsam@east.example\tPresenter
"""

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
"812 3456 7890",Locality group,10/05/2026 05:55:00 PM,10/05/2026 07:00:00 PM,host@north.example,65,4

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Di Gray (Host),di@north.example,10/05/2026 05:55:00 PM,10/05/2026 07:00:00 PM,65,No
Ana (Ana Lane),,10/05/2026 06:10:00 PM,10/05/2026 06:40:00 PM,30,Yes
Ana (Ana Lane),,10/05/2026 06:42:00 PM,10/05/2026 07:00:00 PM,18,Yes
Carla's iPad,,10/05/2026 06:00:00 PM,10/05/2026 07:00:00 PM,60,Yes
"""

TEAMS_LIST = """Full Name\tUser Action\tTimestamp
Alice Smith\tJoined\t10/14/2024, 9:58:12 AM
Ben Jones\tJoined\t10/14/2024, 10:01:02 AM
Ben Jones\tLeft\t10/14/2024, 10:31:02 AM
Ben Jones\tJoined\t10/14/2024, 1:35:02 PM
Carla Rossi\tJoined before\t10/14/2024, 10:03:15 AM
"""

REJOINED = """Meeting group,Date,Name (Original Name),User Email,Total Duration (Minutes)
Locality group,2023-06-28,Ana Maria Lane,,12
Locality group,2023-06-28,Sam Reed,sam@east.example,60
Locality group,2023-06-28,Ana Maria Lane,,31
"""

SEATS = """person,committee,start_date,end_date
"Arno, John",City Council,2011-05-16,2019-05-20
"Arno, John",Committee on Aviation,2012-01-01,
"Bell, Ann",City Council,2014,2015-03
"""


def taken(
    tmp_path: Path, text: str, said: Said | None = None, encoding: str = "utf-8"
) -> tuple[str, Applied]:
    """The shape of a file of text, and what it makes."""
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode(encoding))
    file = read_cells(path)
    mapping = understand(file).mapping
    applied = apply(mapping, file, None, Answers(said or {}))
    assert balanced(applied)
    return mapping.sheets[0].shape, applied


def people(applied: Applied) -> list[str]:
    return sorted(applied.tables["practitioners"]["name"])


def sittings(applied: Applied) -> list[tuple[str, str]]:
    meetings = applied.tables["meetings"]
    return sorted(zip(meetings["date"], meetings["zone"], strict=True))


def codes(applied: Applied) -> set[str]:
    return {problem.code for problem in applied.problems}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-16-le"])
def test_a_teams_report_is_one_sitting_of_those_who_took_part(encoding: str, tmp_path: Path) -> None:
    shape, applied = taken(tmp_path, TEAMS, MONTH_FIRST, encoding)
    assert shape == "call_report"
    assert people(applied) == ["Ana Lane", "Blake, Jo", "Sam Reed"]
    assert sittings(applied) == [("2022-11-14", "Locality group")]
    assert applied.tables["meetings"]["title"].tolist() == ["Locality group"]
    assert applied.tables["agencies"]["agency"].tolist() == ["Police"]
    assert codes(applied) == {"lines-beside"}
    assert not applied.questions


def test_a_teams_report_of_participants_alone_ends_where_the_file_ends(tmp_path: Path) -> None:
    alone = TEAMS[: TEAMS.index("3. In-Meeting")]
    _, applied = taken(tmp_path, alone, MONTH_FIRST)
    assert len(applied.tables["attendance"]) == 3
    assert sum(count.records for count in applied.counts) == 3


def test_a_zoom_report_does_not_take_its_head_count_for_a_person(tmp_path: Path) -> None:
    shape, applied = taken(tmp_path, ZOOM, MONTH_FIRST)
    assert shape == "call_report"
    assert people(applied) == ["Ana Lane", "Di Gray"]
    assert sittings(applied) == [("2026-10-05", "Locality group")]
    assert [question.about for question in applied.questions] == [("Carla's iPad",)]
    assert codes(applied) == {"repeats", "unanswered"}
    _, day_first = taken(tmp_path, ZOOM, {("dates", ()): is_("dmy")})
    assert sittings(day_first) == [("2026-05-10", "Locality group")]


def test_days_of_a_report_that_can_be_read_twice_are_asked(tmp_path: Path) -> None:
    _, applied = taken(tmp_path, ZOOM)
    assert [question.kind for question in applied.questions] == ["dates", "person"]
    assert "attendance" not in applied.tables


def test_a_list_of_joining_and_leaving_has_each_person_once(tmp_path: Path) -> None:
    shape, applied = taken(tmp_path, TEAMS_LIST, {("group", ("file.csv",)): is_("Locality group")}, "utf-16")
    assert shape == "attendance"
    assert people(applied) == ["Alice Smith", "Ben Jones", "Carla Rossi"]
    assert sittings(applied) == [("2024-10-14", "Locality group")]
    _, unanswered = taken(tmp_path, TEAMS_LIST, encoding="utf-16")
    assert [question.kind for question in unanswered.questions] == ["group"]


def test_somebody_who_came_back_was_there_once(tmp_path: Path) -> None:
    shape, applied = taken(tmp_path, REJOINED)
    assert shape == "attendance"
    assert len(applied.tables["attendance"]) == 2
    assert [(problem.line, problem.code) for problem in applied.problems] == [(4, "repeats")]


def test_seats_are_posts_and_no_days_of_people(tmp_path: Path) -> None:
    shape, applied = taken(tmp_path, SEATS)
    assert shape == "seats"
    posts = applied.tables["posts"]
    assert posts[["practitioner", "zone", "joined", "left"]].to_numpy().tolist() == [
        ["Arno, John", "City Council", "2011-05-16", "2019-05-20"],
        ["Arno, John", "Committee on Aviation", "2012-01-01", ""],
        ["Bell, Ann", "City Council", "2014", "2015-03"],
    ]
    assert "joined" not in applied.tables["practitioners"]


def test_ties_keep_the_days_between_which_they_held(tmp_path: Path) -> None:
    text = "From,To,Type,Start date,End date\nYouth Works,Shelter,Referral,2011-01-05,1 Feb 2011\n"
    text += "Shelter,Clinic,Referral,2011-02-10,\n"
    _, applied = taken(tmp_path, text, AGENCIES)
    ties = applied.tables["ties"].fillna("")
    assert ties[["source", "relation", "start", "end"]].to_numpy().tolist() == [
        ["Youth Works", "Referral", "2011-01-05", "2011-02-01"],
        ["Shelter", "Referral", "2011-02-10", ""],
    ]
    assert not applied.problems


GEPHI = """Source,Target,Type,Weight
Health,School,Undirected,1
Health,School,Undirected,1
Health,School,Undirected,3
School,Police,Undirected,1
"""


@pytest.mark.parametrize(
    ("answer", "strengths", "counts"), [("add", ["5", "1"], (4, 0, 0)), ("keep", ["1", "1"], (2, 1, 1))]
)
def test_ties_on_several_lines_are_added_up_if_that_is_said(
    answer: str, strengths: list[str], counts: tuple[int, ...], tmp_path: Path
) -> None:
    _, asked = taken(tmp_path, GEPHI, AGENCIES)
    assert [(one.kind, one.rows) for one in asked.questions] == [("repeated", 2)]
    _, applied = taken(tmp_path, GEPHI, {**AGENCIES, ("repeated", ("file.csv",)): is_(answer)})
    assert applied.tables["ties"]["strength"].tolist() == strengths
    assert set(applied.tables["ties"]["direction"]) == {"mutual"}
    assert [(one.kept, one.rejected, one.duplicate) for one in applied.counts] == [counts]


def test_a_list_called_edges_says_nothing_of_the_relation() -> None:
    lines = "Source | Target | Type | Weight\nHealth | School | Undirected | 1"
    said: Said = {("sort", ()): is_("agency")}
    for name, relations in (("edges", None), ("money", ["money"])):
        _, applied = rows_taken(None, said, **{name: lines})
        assert applied.tables["ties"].to_dict("list").get("relation") == relations


def test_a_column_of_directions_is_no_relation(tmp_path: Path) -> None:
    text = "Source,Target,Type,Weight\nHealth,School,Undirected,1\nSchool,Police,Directed,2\n"
    _, applied = taken(tmp_path, text, AGENCIES)
    assert applied.tables["ties"]["direction"].tolist() == ["mutual", "directed"]
    _, relations = taken(tmp_path, text.replace("Directed,2", "Advice,2"), AGENCIES)
    assert set(relations.tables["ties"]["relation"]) == {"Undirected", "Advice"}


def test_contacts_say_whether_they_run_both_ways(tmp_path: Path) -> None:
    text = "Date,From,To,Direction\n2011-01-05,Ann,Ben,one way\n2011-01-06,Ann,Ben,both\n"
    text += "2011-01-07,Ann,Ben,sideways\n"
    _, applied = taken(tmp_path, text, {("sort", ("file.csv",)): is_("person")})
    assert applied.tables["contacts"]["direction"].tolist() == ["directed", "mutual"]
    assert [(one.kind, one.about) for one in applied.questions] == [("direction", ("sideways",))]


EXPECTED = """date,group,name,present
2024-01-08,Panel,Ann Lee,yes
2024-01-08,Panel,Ben Ode,No show
2024-01-08,Panel,Cleo Fox,Not attending
2024-01-08,Panel,Dan Hill,
2024-01-08,Panel,Eve Moss,sent deputy
"""


def test_who_was_expected_and_did_not_come_stays_on_record(tmp_path: Path) -> None:
    _, applied = taken(tmp_path, EXPECTED, {("blank", ("file.csv", "present")): is_("nothing")})
    rows = applied.tables["attendance"]
    assert dict(zip(rows["practitioner"], rows["status"], strict=True)) == {
        "Ann Lee": "present",
        "Ben Ode": "absent",
        "Cleo Fox": "apologies",
    }
    assert [(one.kind, one.about) for one in applied.questions] == [("status", ("sent deputy",))]


def test_a_blank_mark_is_asked_about_and_never_an_absence(tmp_path: Path) -> None:
    _, asked = taken(tmp_path, EXPECTED)
    assert ("blank", ("file.csv", "present")) in {(one.kind, one.about) for one in asked.questions}
    assert "Dan Hill" not in set(asked.tables["attendance"]["practitioner"])
    _, applied = taken(tmp_path, EXPECTED, {("blank", ("file.csv", "present")): is_("present")})
    assert "Dan Hill" in set(applied.tables["attendance"]["practitioner"])
    _, unmarked = taken(tmp_path, "date,group,name,present\n2024-01-08,Panel,Ann Lee,\n")
    assert unmarked.tables["attendance"]["status"].tolist() == ["present"]


def test_a_list_without_headers_is_said_to_be_one(tmp_path: Path) -> None:
    text = '"Arno, John",City Council,5/16/11,5/20/19\n"Bell, Ann",City Council,5/18/15,5/20/19\n'
    shape, applied = taken(tmp_path, text)
    assert shape == ""
    assert codes(applied) == {"no-headers"}
    assert not applied.tables


def test_a_register_whose_cells_are_marks_has_headers(tmp_path: Path) -> None:
    text = "Team list,5/16/2011,5/20/2019\nBell Ann,x,\nArno John,,x\n"
    shape, _ = taken(tmp_path, text)
    assert shape == "attendance_matrix"


def test_old_macs_letters_are_found_and_said(tmp_path: Path) -> None:
    text = "group,date,person\rFinance,2011-01-27,Muñiz Ramón\rFinance,2011-01-27,Peña Inés\r"
    _, applied = taken(tmp_path, text, encoding="mac-roman")
    assert people(applied) == ["Muñiz Ramón", "Peña Inés"]
    assert codes(applied) == {"encoding"}


def test_a_month_in_a_word_with_a_short_year_is_asked_for_its_century(tmp_path: Path) -> None:
    text = "group,date,person\nFinance,03-Jun-16,Jo Blake\nFinance,17-Jun-16,Jo Blake\n"
    _, applied = taken(tmp_path, text)
    assert [question.kind for question in applied.questions] == ["century"]
    _, answered = taken(tmp_path, text, SHORT_YEARS)
    assert [day for day, _ in sittings(answered)] == ["2016-06-03", "2016-06-17"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("giovedì 2 aprile 2015", "2015-04-02"),
        ("Monday 8 July 2024", "2024-07-08"),
        ("4th March 2011", "2011-03-04"),
        ("1er février 2020", "2020-02-01"),
        ("3. März 2019", "2019-03-03"),
        ("2 de mayo de 2018", "2018-05-02"),
        ("mar 3 mar 2015", "2015-03-03"),
        ("12 sept 2012", "2012-09-12"),
        ("03-Jun-16", "2016-06-03"),
        ("11 paź 2018", "2018-10-11"),
        ("3 марта 2019", "2019-03-03"),
        ("March 2011", "2011-03"),
    ],
)
def test_months_in_words_of_many_languages(text: str, iso: str) -> None:
    assert with_century(in_figures(text), "2000") == iso
    assert is_date(text)


@pytest.mark.parametrize("text", ["12 Foo 2016", "March", "Room 3", "13:70 PM", "w/c 6 May", "31 foo 2016"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert in_figures(text) == text
    assert not is_date(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12:05 AM", "00:05:00"),
        ("11:59:59 am", "11:59:59"),
        ("12:00 p.m.", "12:00:00"),
        ("1:00 PM", "13:00:00"),
        ("13:00 PM", "99:00:00"),
        ("0:30 AM", "99:30:00"),
    ],
)
def test_clocks_of_twelve_hours(text: str, clock: str) -> None:
    assert in_figures(f"14/11/2022, {text}") == f"14/11/2022 {clock}"
    assert is_date(f"14/11/2022, {text}") == (not clock.startswith("99"))


@pytest.mark.parametrize("text", ["11 lis 2018", "11 listopada 2018"])
def test_a_word_for_two_months_in_two_languages_is_no_month(text: str) -> None:
    assert in_figures(text) == text


SIGN_IN = """Date,Meeting group,Name
04/03/2024,Task group,Ann Lee
25/03/2024,Task group,Ann Lee
8.4.24,Task group,Ann Lee
w/c 6 May,Task group,Ann Lee
45453,Task group,Ann Lee
8 July,Task group,Ann Lee
"""


def days(applied: Applied) -> list[str]:
    return [] if "meetings" not in applied.tables else [day for day, _ in sittings(applied)]


def test_a_week_and_a_day_without_a_year_are_asked(tmp_path: Path) -> None:
    _, asked = taken(tmp_path, SIGN_IN)
    assert days(asked) == ["2024-03-04", "2024-03-25", "2024-04-08", "2024-06-10"]
    assert [(one.kind, one.about, [each.value for each in one.candidates]) for one in asked.questions] == [
        ("week", ("file.csv", "w/c 6 May"), ["2024-05-06"]),
        ("year", ("file.csv", "Date"), ["2024"]),
    ]
    said = {("week", ("file.csv", "w/c 6 May")): is_("2024-05-08"), ("year", ()): is_("2024")}
    _, applied = taken(tmp_path, SIGN_IN, said)
    assert days(applied)[3:] == ["2024-05-08", "2024-06-10", "2024-07-08"]
    _, wrong = taken(tmp_path, SIGN_IN, {("week", ()): is_("soon"), ("year", ()): is_("2024")})
    assert codes(wrong) == {"bad-answer"}


def test_full_years_prove_the_century_of_short_ones_only_if_they_are_near(tmp_path: Path) -> None:
    text = "group,date,person\nFinance,2016-06-03,Jo Blake\nFinance,17.06.{},Jo Blake\n"
    _, near = taken(tmp_path, text.format("26"))
    assert days(near) == ["2016-06-03", "2026-06-17"]
    _, far = taken(tmp_path, text.format("27"))
    assert [one.kind for one in far.questions] == ["century"]


def test_the_encoding_of_a_mapping_is_obeyed(tmp_path: Path) -> None:
    path, store = tmp_path / "list.csv", tmp_path / "ours.netmap"
    path.write_bytes("group,date,person\nBoard,2011-01-27,Ł. Żak\n".encode("cp1250"))
    mapping = netmap.import_file(path, store, dry_run=True).to_json()["mapping"]
    done = netmap.import_file(path, store, mapping={**mapping, "encoding": "mac_roman"})
    assert done.preview.matched == ()
    with open_store(store) as opened:
        names = opened.read(LOCAL_USER, "ours").practitioners["name"].tolist()
    assert names == ["£. Øak"]
    with pytest.raises(RefusedFileError):
        netmap.import_file(path, store, mapping={**mapping, "encoding": "xyz"})


def test_a_list_of_an_office_calls_its_group_an_organism(tmp_path: Path) -> None:
    text = (
        "Rif.;Data incontro;Organismo;Ente;Partecipante;Firma\n"
        "1;31/01/2023;Tavolo minori;Comune;Luca Però;sì\n"
        "2;13/02/2023;Cabina;ASL;Niccolò Rossi;sì\n"
    )
    shape, applied = taken(tmp_path, text, encoding="cp1252")
    assert shape == "attendance"
    assert not applied.questions
    assert list(applied.tables["zones"]["zone"]) == ["Tavolo minori", "Cabina"]
    assert list(applied.tables["practitioners"]["practitioner"]) == ["Luca Però", "Niccolò Rossi"]
    assert len(applied.tables["attendance"]) == 2
