"""Files of kinds made to trip the importer up: nothing is dropped, guessed or invented without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.blocks import in_blocks
from netmap.files.importer.questions import Answers
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from tests.imports.made_files import Said, balanced, is_, known_partnership, taken

BOARD: Said = {("group", ()): is_("Board")}


def attended(applied: Applied) -> list[tuple[str, str, str]]:
    meetings = applied.tables["meetings"].set_index("meeting")["date"]
    rows = applied.tables["attendance"]
    return sorted(zip(rows["meeting"].map(meetings), rows["practitioner"], rows["status"], strict=True))


def agencies(applied: Applied) -> dict[str, str]:
    rows = applied.tables["practitioners"].fillna("")
    return dict(zip(rows["name"], rows["agency"] if "agency" in rows else [""] * len(rows), strict=True))


def codes(applied: Applied) -> list[str]:
    return sorted(problem.code for problem in applied.problems)


def of_text(tmp_path: Path, name: str, text: str, said: Said | None = None) -> Applied:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    file = in_blocks(read_cells(path))
    return apply(understand(file).mapping, file, None, Answers(said or {}))


ITALIAN = """
    Registro presenze - Tavolo Famiglie anno 2023 | | |
    Cognome e nome | 12/01/2023 | 25/04/2023 | 11/05/2023
    Rossi Carla | P | FESTIVO | A
    Bianchi Ugo | A | FESTIVO | P
    """
TURNED = """
    Data | Rossi Carla | Bianchi Ugo
    12/01/2023 | P | A
    25/04/2023 | festivo | festivo
    11/05/2023 | A | P
    """
ABSENT: Said = {("status", ("A",)): is_("absent")}


@pytest.mark.parametrize("sheet", [ITALIAN, TURNED], ids=["down", "across"])
def test_days_on_which_nobody_met_put_nothing_on_record(sheet: str) -> None:
    _, applied = taken(said={**BOARD, **ABSENT}, sheet=sheet)
    assert [(day, status) for day, _, status in attended(applied)] == [
        ("2023-01-12", "absent"),
        ("2023-01-12", "present"),
        ("2023-05-11", "present"),
        ("2023-05-11", "absent"),
    ]
    assert codes(applied) == ["no-sitting", "no-sitting"]
    assert not applied.questions
    assert balanced(applied)


DOWN = """
    Cognome e nome | 12/01/2023 | 25/04/2023 | 30/05/2023
    Rossi Carla | {} | {word} | P
    Bianchi Ugo | {word} | {word} | P
    """
ACROSS = """
    Data | Rossi Carla | Bianchi Ugo
    12/01/2023 | {} | {word}
    25/04/2023 | {word} | {word}
    30/05/2023 | P | P
    """
LISTED = """
    Data | Persona | Gruppo | Presenza
    12/01/2023 | Rossi Carla | Tavolo | {}
    12/01/2023 | Bianchi Ugo | Tavolo | {word}
    12/01/2023 | Verdi Ada | Comitato | {word}
    25/04/2023 | Rossi Carla | Tavolo | {word}
    25/04/2023 | Bianchi Ugo | Tavolo | {word}
    30/05/2023 | Rossi Carla | Tavolo | P
    """
SHEETS = pytest.mark.parametrize("sheet", [DOWN, ACROSS, LISTED], ids=["down", "across", "list"])


@SHEETS
@pytest.mark.parametrize(("other", "asked"), [("P", True), ("scuse", True), ("assente", False), ("", False)])
def test_nobody_met_only_where_nobody_else_came_or_sent_apologies(
    sheet: str, other: str, asked: bool
) -> None:
    """Else the word is asked, and the answer makes no sitting of the days on which nobody met."""
    said: Said = {**BOARD, ("blank", ()): is_("nothing")}
    if not other and sheet == LISTED:
        other = "nicht da"
        said = {**said, ("status", (other,)): is_("nothing")}
    text = sheet.format(other, word="festivo")
    _, applied = taken(said=said, sheet=text)
    assert [(one.kind, one.about) for one in applied.questions] == [("status", ("festivo",))] * asked
    never = 3 if sheet == LISTED else 2
    assert codes(applied).count("no-sitting") == never + (not asked)
    assert codes(applied).count("unanswered") == asked
    _, answered = taken(said={**said, ("status", ("festivo",)): is_("absent")}, sheet=text)
    away = [(day, who) for day, who, status in attended(answered) if status == "absent" and who[0] != "R"]
    assert away == [("2023-01-12", "Bianchi Ugo")] * asked
    assert codes(answered).count("no-sitting") == never + (not asked)
    assert not answered.questions


@SHEETS
@pytest.mark.parametrize("word", ["ferie", "Holiday", "férié"])
def test_words_for_the_leave_of_one_person_are_asked_on_every_day(sheet: str, word: str) -> None:
    """An answer holds for all days then: the word says nothing by itself."""
    text = sheet.format("P", word=word)
    _, asked = taken(said=BOARD, sheet=text)
    assert [(one.kind, one.about) for one in asked.questions] == [("status", (word,))]
    assert "no-sitting" not in codes(asked)
    _, answered = taken(said={**BOARD, ("status", (word,)): is_("apologies")}, sheet=text)
    assert codes(answered) == []
    days = [day for day, _, status in attended(answered) if status == "apologies"]
    assert days == ["2023-01-12"] * (2 if sheet == LISTED else 1) + ["2023-04-25"] * 2


def test_a_mark_that_a_line_explains_as_a_bank_holiday_is_asked_beside_somebody_who_came() -> None:
    sheet = "P = present, H = bank holiday | |\nName | 2024-05-06 | 2024-05-13\nAnn | {} | P\nBen | H | P"
    _, nobody = taken(said=BOARD, sheet=sheet.format("H"))
    assert (codes(nobody), nobody.questions) == (["no-sitting", "no-sitting"], ())
    _, applied = taken(said=BOARD, sheet=sheet.format("P"))
    assert [one.about for one in applied.questions] == [("H",)]


def test_a_mark_may_be_left_off_the_record_by_an_answer() -> None:
    _, asked = taken(said=BOARD, sheet=ITALIAN)
    (question,) = asked.questions
    assert [one.value for one in question.candidates][-1] == "nothing"
    _, applied = taken(said={**BOARD, ("status", ("A",)): is_("nothing")}, sheet=ITALIAN)
    assert [status for _, _, status in attended(applied)] == ["present", "present"]
    assert codes(applied) == ["left-out", "left-out", "no-sitting", "no-sitting"]
    assert applied.tables["zones"]["zone"].tolist() == ["Tavolo Famiglie"]


MINUTES = """Eastside Safeguarding Partnership
Minutes of the meeting held on Thursday 14 November 2024

Present: SMITH, Alice (Police), DE LUCA, Ben (NHS)
Apologies:
KHAN, Omar
In attendance: Lowe, Gary (minutes)
"""


def test_surnames_in_capitals_before_first_names_are_one_person_each(tmp_path: Path) -> None:
    behind: Said = {("several", ("minutes.txt", "Present", "()")): is_("with agency")}
    applied = of_text(tmp_path, "minutes.txt", MINUTES, behind)
    assert agencies(applied) == {"SMITH, Alice": "Police", "DE LUCA, Ben": "NHS", "KHAN, Omar": ""}
    assert [(one.kind, one.example) for one in applied.questions] == [("several", "Lowe, Gary (minutes)")]
    one = of_text(tmp_path, "minutes.txt", MINUTES, {("several", ()): is_("one")})
    assert len(one.tables["attendance"]) == 4
    assert one.tables["attendance"]["role"].tolist().count("minutes") == 1


@pytest.mark.parametrize(
    ("names", "asked", "people"),
    [
        (("NHS, Police", "SMITH, Jones"), "NHS, Police", []),
        (("SMITH, Jones", "Ben Ode, Eve Kay"), "SMITH, Jones", ["Ben Ode", "Eve Kay"]),
        (("LOWRY, Eve, FOX, Bob", "NHS, Police"), "NHS, Police", ["FOX, Bob", "LOWRY, Eve"]),
        (("LOWRY, Eve", "FOX, Bob"), "", ["FOX, Bob", "LOWRY, Eve"]),
        (("KAY, Eve", "FOX, Bob"), "KAY, Eve", []),
        (("ASL, Comune", "USL, Provincia, ASP, Scuola"), "ASL, Comune", []),
        (("SCHOOLS, Housing", "KAY, Eve"), "SCHOOLS, Housing", []),
    ],
)
def test_pairs_in_cells_are_people_where_two_show_it_and_else_are_asked(
    names: tuple[str, str], asked: str, people: list[str]
) -> None:
    """“Schools” is an agency of the study."""
    rows = "\n".join(f"{day}/01/2024 | {one}" for day, one in zip((13, 14), names, strict=True))
    _, applied = taken(known_partnership(), BOARD, sheet=f"Date | Attendees\n{rows}")
    assert [one.example for one in applied.questions if one.kind == "several"] == [asked] * bool(asked)
    found = applied.tables["practitioners"]["name"].tolist() if people else []
    assert sorted(found) == people
    assert people or "attendance" not in applied.tables


def test_days_that_a_form_lets_people_tick_are_those_of_the_sittings_once_that_is_said() -> None:
    """The time at which the form was sent is no day of a sitting then."""
    sheet = """
        Timestamp | Name | Tick the dates you attended
        2024/03/29 9:12:01 AM GMT | Ann Lee | 4 March 2024, 11 March 2024
        2024/03/29 9:40:11 AM GMT | Ben Ode | 4 March 2024
        """
    _, asked = taken(said=BOARD, sheet=sheet)
    column = ("column", ("sheet", "Tick the dates you attended"))
    assert [(one.kind, one.about) for one in asked.questions] == [column]
    assert not asked.tables
    _, applied = taken(said={**BOARD, column: is_("date")}, sheet=sheet)
    assert attended(applied) == [
        ("2024-03-04", "Ann Lee", "present"),
        ("2024-03-04", "Ben Ode", "present"),
        ("2024-03-11", "Ann Lee", "present"),
    ]
    _, words = taken(
        said={**BOARD, column: is_("date")}, sheet=sheet.replace("4 March 2024", "Panel 4 March 2024")
    )
    assert set(codes(words)) == {"bad-date", "unused-dates"}
    _, kept = taken(said={**BOARD, column: is_("kept")}, sheet=sheet)
    assert {one.kind for one in kept.questions} == {"day"}


def test_a_day_of_the_week_beside_a_date_settles_its_order_and_a_wrong_one_is_told() -> None:
    sheet = (
        "Date | Name | Group\nMon 04/03/2024 | Ann | Board\nTue 5 Mar 2024 | Ben | Board\n{} | Cem | Board"
    )
    _, applied = taken(sheet=sheet.format("Thu 6 March 2024"))
    assert [day for day, _, _ in attended(applied)] == ["2024-03-04", "2024-03-05", "2024-03-06"]
    assert codes(applied) == ["weekday"]
    _, right = taken(sheet=sheet.format("Wed 6 March 2024"))
    assert codes(right) == []
    _, unclear = taken(sheet=sheet.replace("Mon 04/03/2024", "04/03/2024").format("Wed 6 March 2024"))
    assert [one.kind for one in unclear.questions] == ["dates"]


def test_days_of_the_week_above_a_register() -> None:
    sheet = "Nome | lunedì 4 marzo 2024 | mer 8/5/24\nAnna Neri | P | P"
    _, applied = taken(said={**BOARD, ("century", ()): is_("2000")}, sheet=sheet)
    assert [day for day, _, _ in attended(applied)] == ["2024-03-04", "2024-05-08"]


@pytest.mark.parametrize("sign", ["*", " **", "†", "¹"])
def test_signs_that_lead_to_a_note_are_no_part_of_a_name(sign: str) -> None:
    down = f"Name | 2024-03-04 | 2024-04-08\nAnn Lee{sign} | x | x\nBen Ode | x |\n{sign.strip()} deputy | |"
    across = f"Date | Ann Lee{sign} | Ben Ode\n2024-03-04 | x | x\n2024-04-08 | x |"
    for sheet, more in ((down, ["nothing-written"]), (across, [])):
        _, applied = taken(said=BOARD, sheet=sheet)
        assert sorted(agencies(applied)) == ["Ann Lee", "Ben Ode"]
        assert codes(applied) == [*more, "signs"]
        assert balanced(applied)


def test_two_columns_of_one_day_are_told_and_are_one_sitting() -> None:
    _, applied = taken(
        said=BOARD, sheet="Name | 2024-03-04 | 2024-03-04 | 2024-04-08\nAnn | x | | x\nBen | | x | x"
    )
    assert len(attended(applied)) == 4
    assert codes(applied) == ["same-day"]
    _, other = taken(said=BOARD, sheet="Name | 2024-03-04 | 2024-03-04 | 2024-04-08\nAnn | x | absent | x")
    assert codes(other) == ["contradicts", "same-day"]


def test_of_two_columns_with_one_header_the_second_is_asked_and_the_account_says_which() -> None:
    sheet = "Date | Name | Name | Group\n2024-03-04 | Ann | Ben | Board"
    _, applied = taken(sheet=sheet)
    assert [(one.kind, one.about) for one in applied.questions] == [("column", ("sheet", "Name"))]
    fates = [(part.name, part.fate) for part in applied.account if part.kind == "column"]
    assert fates == [("Date", "taken"), ("Name", "taken"), ("Name", "asked"), ("Group", "taken")]


def test_strengths_with_a_comma_between_semicolons_are_numbers(tmp_path: Path) -> None:
    rows = "x;Casa;Polizia;2,5;01/04/2021;31/03/2022\ny;Polizia;ASL;1,75;13/05/2021;\n"
    text = f"\ufeffNota;Da;Verso;Intensità;Dal;Al\n{rows}"
    applied = of_text(tmp_path, "legami.csv", text, {("sort", ()): is_("agency")})
    ties = applied.tables["ties"]
    assert [float(one.replace(",", ".")) for one in ties["strength"]] == [2.5, 1.75]
    assert ties["start"].tolist() == ["2021-04-01", "2021-05-13"]
    assert ties["end"].tolist() == ["2022-03-31", ""]
