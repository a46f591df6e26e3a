"""Every shape, by hand: what it is understood to be, and the rows that it makes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from netmap.files.importer.applying import apply
from netmap.files.importer.mapping import Mapping
from netmap.files.importer.questions import Answer, Answers
from netmap.files.importer.understanding import understand
from netmap.model.study import Study
from tests.imports.made_files import balanced, file_of, is_, known_partnership, rows_of, taken


@pytest.fixture
def partnership() -> Study:
    return known_partnership()


def test_attendance_as_a_list(partnership: Study) -> None:
    understood, applied = taken(
        partnership,
        sheet="""
        Attendance 2011 | | | |
        Nominativo | Ente | Data | Tavolo | Presenza
        ROSSI Maria | Health Trust | 03/05/2011 | Strategic Board | x
        Bianchi, Niccolo | Schools | 31/05/2011 | Strategic  board | si
        maria rossi | Health Trust | 31/05/2011 | Strategic Board | assente giustificato
        Ann, Lee | Schools | 31/05/2011 | Strategic Board | no
        Totale | | | | 3
        """,
    )
    assert understood.sheets[0].shape == "attendance"
    assert [column.field for column in understood.sheets[0].columns] == [
        "person",
        "agency",
        "date",
        "zone",
        "status",
    ]
    assert understood.sheets[0].header == 2
    (count,) = applied.counts
    assert (count.records, count.kept, count.rejected, count.duplicate) == (5, 3, 1, 1)
    rows = applied.tables["attendance"]
    assert list(zip(rows["practitioner"], rows["status"], strict=True)) == [
        ("P1", "present"),
        ("P2", "present"),
        ("P1", "apologies"),
        ("=A1", "absent"),
    ]
    assert rows["meeting"].tolist()[0] == "m1"
    assert [problem.code for problem in applied.problems] == ["total-row"]
    assert not applied.questions
    assert not applied.blocking
    assert "practitioners" not in applied.tables


def test_unsure_names_are_asked_and_never_guessed(partnership: Study) -> None:
    sheet = """
        name | date | forum
        M. Rossi | 2011-06-01 | Strategic Board
        Jon Smith | 2011-06-01 | Strategic Board
        Rossi | 2011-06-01 | Strategic Board
        Dr John Smith | 2011-06-01 | Strategic Board
        Nobody Known | 2011-06-01 | Strategic Board
        """
    _, applied = taken(partnership, sheet=sheet)
    asked = {question.about[0]: [one.value for one in question.candidates] for question in applied.questions}
    assert asked == {"M. Rossi": ["P1"], "Jon Smith": ["P3"], "Rossi": ["P1"], "Dr John Smith": ["P3"]}
    assert [one.why for question in applied.questions for one in question.candidates] == [
        "initials", "spelling", "part", "part",
    ]  # fmt: skip
    assert applied.counts[0].kept == 1
    assert applied.tables["practitioners"]["practitioner"].tolist() == ["Nobody Known"]
    assert applied.tables["practitioners"]["partnership"].tolist() == ["p"]
    said = {
        ("person", ("M. Rossi",)): is_("P1"),
        ("person", ("Jon Smith",)): Answer("new"),
        ("person", ("Rossi",)): Answer("drop"),
        ("person", ("Dr John Smith",)): is_("P3"),
    }
    _, again = taken(partnership, said, sheet=sheet)
    assert again.tables["attendance"]["practitioner"].tolist() == ["P1", "Jon Smith", "P3", "Nobody Known"]
    assert [(problem.code, problem.severity) for problem in again.problems] == [("left-out", "warning")]
    assert balanced(again)
    assert not again.questions


def test_the_rare_spelling_is_asked_about_and_not_the_usual_one() -> None:
    rows = ["Jon Smith | 2011-05-03", *(f"John Smith | 2011-0{month}-03" for month in (6, 7, 8))]
    _, applied = taken(None, sheet="\n".join(["name | date | forum", *(f"{row} | b" for row in rows)]))
    (question,) = applied.questions
    assert question.about == ("Jon Smith",)
    assert [one.value for one in question.candidates] == ["John Smith"]
    assert applied.counts[0].kept == 3


def test_attendance_as_a_matrix(partnership: Study) -> None:
    sheet = """
        Strategic Board
        Name | Agency | 3 May 2011 | 31 May 2011 | 28.6.2011 | Total
        Maria Rossi | Health Trust | x | | ✓ | 2
        John Smith | Health Trust | A | x | - | 1
        """
    understood, applied = taken(partnership, {("group", ()): is_("Strategic Board")}, sheet=sheet)
    assert understood.sheets[0].shape == "attendance_matrix"
    assert [one.about for one in applied.questions] == [("A",)]
    (count,) = applied.counts
    assert (count.records, count.kept, count.rejected, count.duplicate) == (5, 3, 1, 1)
    assert [(problem.line, problem.column) for problem in applied.problems] == [(4, "3 May 2011")]
    meetings = applied.tables["meetings"].set_index("meeting")["date"].to_dict()
    assert meetings["m1"] == "2011-05-03"
    assert sorted(meetings.values()) == ["2011-05-03", "2011-05-31", "2011-06-28"]


def test_a_matrix_with_a_row_for_each_sitting() -> None:
    _, applied = taken(
        None,
        {("group", ()): Answer("new")},
        board="""
        Date | Ann | Ben | Cem
        2011-05-03 | x | | x
        2011-06-07 | x | x | apologies
        """,
    )
    assert applied.counts[0].records == applied.counts[0].kept == 5
    assert applied.tables["attendance"]["status"].tolist().count("apologies") == 1
    assert applied.tables["zones"]["zone"].tolist() == ["board"]


def test_a_diary_of_contacts(partnership: Study) -> None:
    understood, applied = taken(
        partnership,
        diary="""
        When | Who | With whom | How | Remarks
        2011-05-03 | Maria Rossi | Smith, John | telephone | about the new form
        2011-05-04 | Maria Rossi | Smith, John | telephone | about the new form
        2011-05-04 | Maria Rossi | Smith, John | telephone | about the new form
        | Maria Rossi | John Smith | visit |
        2011-05-04 | Maria Rossi | | visit |
        """,
    )
    assert understood.sheets[0].shape == "contacts"
    (count,) = applied.counts
    assert (count.records, count.kept, count.rejected, count.duplicate) == (5, 2, 2, 1)
    contacts = applied.tables["contacts"]
    assert contacts[["source", "target", "channel", "Remarks"]].iloc[0].tolist() == [
        "P1", "P3", "telephone", "about the new form",
    ]  # fmt: skip
    assert contacts["contact"].is_unique


def test_a_roster_changes_only_what_it_says(partnership: Study) -> None:
    understood, applied = taken(
        partnership,
        roster="""
        Name | Agency | Level | Job title | Start date
        ROSSI Maria | Schools | Front line | nurse | 2010-09
        John Smith | Health Trust | | |
        Zoë New | Health Trust | Middle | | 2011-01-09
        Zoë New | Health Trust | Middle | | 2011-01-10
        """,
    )
    assert understood.sheets[0].shape == "people"
    assert [question.about for question in applied.questions] == [("Middle",)]
    changed = applied.differences["practitioners"].changed
    assert {place: values for place, (_, values) in changed.items()} == {
        0: {"agency": "s", "level": "front", "profession": "nurse", "joined": "2010-09"}
    }
    _, again = taken(
        partnership,
        {("level", ("Middle",)): Answer("new", "1")},
        roster="""
        Name | Level | Start date
        Zoë New | Middle | 2011-01-09
        ZOE new | Middle | 2011-01-10
        """,
    )
    assert again.tables["levels"].to_dict("records") == [{"level": "Middle", "name": "Middle", "rank": "1"}]
    assert [(one.code, one.line, one.column) for one in again.problems] == [("contradicts", 3, "joined")]
    assert (again.counts[0].kept, again.counts[0].rejected) == (1, 1)


def test_edges_need_to_know_of_what(partnership: Study) -> None:
    edges = """
        from | to | frequency
        A1 | B,2 | 3
        B,2 | <b>x</b> | often
        """
    _, applied = taken(None, edges=edges)
    assert [(one.kind, one.about, one.rows) for one in applied.questions] == [("sort", ("edges",), 1)]
    _, people = taken(None, {("sort", ("edges",)): is_("person")}, edges=edges)
    assert people.tables["practitioners"]["practitioner"].tolist() == ["A1", "B,2"]
    assert people.tables["ties"].to_dict("records") == [{"strength": "3", "source": "A1", "target": "B,2"}]
    assert [one.code for one in people.problems] == ["bad-number"]
    _, known = taken(None, nodes="org | sector\nA1 | x\nB,2 | y", edges="source | target\nA1 | B,2\nB,2 | A1")
    assert not known.questions
    assert known.tables["ties"]["source"].tolist() == ["A1", "B,2"]
    assert known.tables["agencies"]["agency"].tolist() == ["A1", "B,2"]


def test_waves_as_matrices_with_missing_codes() -> None:
    first = """
        | ann | bob | cat
        ann | 0 | 1 | 9
        bob | 2 | 0 | 0
        cat | NA | 1 | 0
        """
    said = {
        ("sort", ()): is_("person"),
        ("code", ("t1", "9")): is_("missing"),
        ("code", ("t1", "2")): is_("tie"),
    }
    understood, unanswered = taken(None, t1=first)
    assert understood.sheets[0].shape == "wave_matrix"
    assert {one.about for one in unanswered.questions if one.kind == "code"} == {("t1", "9"), ("t1", "2")}
    _, applied = taken(None, said, t1=first)
    ties = applied.tables["ties"].fillna("")
    assert sorted(zip(ties["source"], ties["target"], ties["missing"], ties["strength"], strict=True)) == [
        ("ann", "bob", "", ""),
        ("ann", "cat", "true", ""),
        ("bob", "ann", "", "2"),
        ("cat", "ann", "true", ""),
        ("cat", "bob", "", ""),
    ]
    assert applied.counts[0].records == applied.counts[0].kept == 9
    assert applied.tables["waves"]["wave"].tolist() == ["t1"]


def test_seconds_need_a_day() -> None:
    sheets = {
        "contacts": "t | i | j\n20 | 1 | 2\n86420 | 2 | 3",
        "nodes": "id | department\n1 | A\n2 | A\n3 | B",
    }
    _, applied = taken(None, **sheets)
    assert [one.kind for one in applied.questions] == ["start"]
    _, applied = taken(None, {("start", ("contacts",)): is_("2013-06-24")}, **sheets)
    assert applied.tables["contacts"]["date"].tolist() == ["2013-06-24T00:00:20", "2013-06-25T00:00:20"]
    assert applied.tables["practitioners"]["agency"].tolist() == ["A", "A", "B"]


def test_dates_that_can_be_two_days_are_asked() -> None:
    sheet = "Name | Date | Board\nAnn | 03/04/2011 | b\nBen | 05/04/11 | b"
    _, applied = taken(None, sheet=sheet)
    assert {one.kind for one in applied.questions} == {"century", "dates"} or len(applied.questions) == 1
    assert applied.counts[0].kept == 0
    said = {("dates", ("sheet", "Date")): is_("mdy"), ("century", ()): is_("2000")}
    _, applied = taken(None, said, sheet=sheet)
    assert sorted(applied.tables["meetings"]["date"]) == ["2011-03-04", "2011-05-04"]
    _, proven = taken(None, sheet="Name | Date | Board\nAnn | 03/04/2011 | b\nBen | 25/04/2011 | b")
    assert sorted(proven.tables["meetings"]["date"]) == ["2011-04-03", "2011-04-25"]


def test_a_mapping_can_be_corrected_and_goes_through_json() -> None:
    file = file_of(sheet=rows_of("Chi c'era | Giorno dell'incontro\nAnn | 2011-05-03\nBen | 2011-05-03"))
    understood = understand(file)
    sheet = understood.mapping.sheets[0]
    assert sheet.shape != "attendance"
    corrected = replace(sheet, shape="attendance").with_field(0, "person").with_field(1, "date")
    corrected = corrected.with_setting("zone", "Tavolo")
    mapping = Mapping.from_json(understood.mapping.with_sheet(corrected).to_json())
    applied = apply(mapping, file, None, Answers())
    assert applied.counts[0].kept == 2
    again = understand(
        file_of(other=rows_of("Chi c'era | Giorno dell'incontro\nCem | 2012-01-09")), [mapping]
    )
    assert again.sheets[0].remembered
    assert again.mapping.sheets[0].column("date") == 1


def test_hostile_ids_stay_what_they_are() -> None:
    ids = ["agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>", "-1", "'", "agency_2"]
    rows = [["person_id", "name", "organisation"], *([one, "n", "o"] for one in ids)]
    file = file_of(people=rows)
    applied = apply(understand(file).mapping, file)
    assert applied.tables["practitioners"]["practitioner"].tolist() == ids
    assert applied.counts[0].kept == len(ids)
    edges = file_of(edges=[["source", "target"], *([one, other] for one, other in pairwise(ids))])
    applied = apply(understand(edges).mapping, edges, None, Answers({("sort", ()): is_("agency")}))
    assert set(applied.tables["agencies"]["agency"]) == set(ids)
    assert applied.tables["ties"]["source"].tolist() == ids[:-1]


def test_a_sheet_with_known_headers_keeps_its_own_name_for_what_it_does_not_say() -> None:
    rows = rows_of("source | target\nA | B")
    info = understand(file_of(info=rows)).mapping
    (money,) = understand(file_of(money=rows), [info]).mapping.sheets
    assert money.settings == {"relation": "money"}
    said = info.with_sheet(
        info.sheets[0].with_setting("relation", "advice").with_setting("start", "2011-05-03")
    )
    (later,) = understand(file_of(later=rows), [said]).mapping.sheets
    assert later.settings == {"relation": "advice"}
