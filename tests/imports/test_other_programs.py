"""Lists of other programs and countries: names parted by ;#, decimal commas, directions, vertices."""

from __future__ import annotations

import pytest

from netmap.files.importer.row_parts import DECIMAL_COMMA
from tests.imports.made_files import Said, balanced, is_, taken

PEOPLE: Said = {("sort", ()): is_("person")}


def test_names_of_a_sharepoint_list_are_parted_with_their_numbers_left_out() -> None:
    sheet = (
        "Meeting Date ; Attendees ; Apologies".replace(" ; ", " | ")
        + "\n2024-03-04 | Ann Lee;#12;#Bob Fry;#7 | Di Ode"
    )
    _, applied = taken(said={("group", ()): is_("Board")}, sheet=sheet)
    assert balanced(applied)
    assert applied.tables["practitioners"]["practitioner"].tolist() == ["Ann Lee", "Bob Fry", "Di Ode"]
    assert applied.tables["attendance"]["status"].tolist() == ["present", "present", "apologies"]


@pytest.mark.parametrize(
    "cell", ["Bob Fry, Cy Dale", "Bob Fry and Cy Dale", "Bob Fry; Cy Dale", "Bob Fry;#Cy Dale"]
)
def test_several_people_in_a_cell_of_a_diary_are_asked_about(cell: str) -> None:
    sheet = f"date | from | to\n2024-03-04 | Ann Lee | {cell}"
    _, applied = taken(said=PEOPLE, sheet=sheet)
    assert [one.kind for one in applied.questions] == ["several"]
    _, applied = taken(said={**PEOPLE, ("several", ()): is_("several")}, sheet=sheet)
    assert applied.tables["contacts"]["target"].tolist() == ["Bob Fry", "Cy Dale"]
    _, applied = taken(
        said={("sort", ()): is_("agency")},
        sheet="date | from | to\n2024-03-04 | x | Drug, Alcohol and Health",
    )
    assert applied.tables["contacts"]["target"].tolist() == ["Drug, Alcohol and Health"]


def test_a_contact_or_a_tie_may_run_from_its_target_to_its_source() -> None:
    diary = "date | from | to | direction\n2024-03-04 | Ann | Bob | Inbound\n2024-03-05 | Ann | Cy | Outbound"
    _, applied = taken(said=PEOPLE, sheet=diary)
    assert sorted(one.about for one in applied.questions) == [("Inbound",), ("Outbound",)]
    said: Said = {("direction", ("Inbound",)): is_("reversed"), ("direction", ("Outbound",)): is_("directed")}
    for text, table in (
        (diary, "contacts"),
        (diary.replace("date | ", "").replace("2024-03-04 | ", "").replace("2024-03-05 | ", ""), "ties"),
    ):
        _, applied = taken(said={**PEOPLE, **said}, sheet=text)
        rows = applied.tables[table][["source", "target", "direction"]].to_numpy().tolist()
        assert rows == [["Bob", "Ann", "directed"], ["Ann", "Cy", "directed"]]


def test_a_decimal_comma_is_read_and_one_that_may_part_thousands_is_not() -> None:
    texts = ["2,5", "1,25", "-0,125", "0,5", "12,0000", "1,234", "1,2,3", "1,234,567", "2.5"]
    assert [DECIMAL_COMMA.fullmatch(one) is not None for one in texts] == [True] * 5 + [False] * 4
    _, applied = taken(said=PEOPLE, sheet="source | target | weight\na | b | 2,5\nb | c | 1,234")
    assert applied.tables["ties"]["strength"].tolist() == ["2.5"]
    assert [(one.code, one.value) for one in applied.problems] == [("not-a-number", "1,234")]


def test_vertices_and_persons_seen_are_ends() -> None:
    understood, applied = taken(said=PEOPLE, sheet="Vertex 1 | Vertex 2 | Weight\nann | ben | 1")
    assert (understood.sheets[0].shape, len(applied.tables["ties"])) == ("edges", 1)
    visits = "Date | Worker | Person seen | Type of contact\n2024-03-04 | Ann Lee | Bob Fry | Visit"
    understood, applied = taken(said=PEOPLE, sheet=visits)
    assert applied.tables["contacts"][["source", "target", "channel"]].to_numpy().tolist() == [
        ["Ann Lee", "Bob Fry", "Visit"]
    ]


@pytest.mark.parametrize(
    "words", ["Row Labels", "Etichette di riga", "Étiquettes de lignes", "Zeilenbeschriftungen"]
)
def test_a_pivot_table_is_left_out_by_name(words: str) -> None:
    sheet = f"{words} | 2024-03-04 | 2024-04-08\nPolice | 1 | 1\nAnn Lee | 1 | 1\nGrand Total | 1 | 1"
    _, applied = taken(sheet=sheet)
    assert (dict(applied.tables), applied.left_out) == ({}, (("sheet", 4),))
    assert [part.why for part in applied.account] == [
        "a pivot table, which counts another list: give that list"
    ]


def test_two_agencies_parted_by_a_stroke_are_asked_about() -> None:
    for text, asked in (("Police / Housing", ["agency"]), ("Police/Housing", [])):
        _, applied = taken(sheet=f"Name | Agency | Date | Group\nAnn Lee | {text} | 2024-03-04 | Board")
        assert [one.kind for one in applied.questions] == asked
