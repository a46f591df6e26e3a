"""Declared ties and contacts that make no tie are told: with oneself, or of a person and an agency."""

from __future__ import annotations

import pandas as pd

import netmap
from tests.imports.made_files import balanced, is_, known_partnership, taken

SORTS = {("sort", ()): is_("person")}


def test_a_tie_from_somebody_to_themself_is_kept_and_named() -> None:
    _, applied = taken(said=SORTS, edges="source | target\n=A1 | b\nb | b\nc | =A1\nc | c")
    assert balanced(applied)
    assert len(applied.tables["ties"]) == 4
    told = [(one.code, one.line, one.value) for one in applied.problems]
    assert told == [("self-tie", 3, "b"), ("self-tie", 5, "c")]
    assert not applied.blocking
    diary = "date | from | to\n2024-01-02 | Ann | Ben\n2024-01-03 | Ben | Ben"
    _, applied = taken(said=SORTS, diary=diary)
    assert [(one.code, one.line, one.value) for one in applied.problems] == [("self-contact", 3, "Ben")]
    assert len(applied.tables["contacts"]) == 2


def test_in_a_matrix_the_cell_of_somebody_with_themself_is_left_out_and_named() -> None:
    matrix = "w1 | ann | ben | cy\nann | 1 | 1 | 0\nben | 0 | 1 | 1\ncy | 1 | 0 | 0"
    _, applied = taken(said=SORTS, w1=matrix)
    assert balanced(applied)
    told = [(one.code, one.line, one.column) for one in applied.problems]
    assert told == [("with-themself", 2, "ann"), ("with-themself", 3, "ben")]
    ties = applied.tables["ties"]
    assert set(zip(ties["source"], ties["target"], strict=True)) == {
        ("ann", "ben"),
        ("ben", "cy"),
        ("cy", "ann"),
    }
    assert not applied.blocking


def test_a_tie_between_a_person_and_an_agency_is_named() -> None:
    known = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["x", "y"]}), practitioners=pd.DataFrame({"practitioner": ["a"]})
    )
    _, applied = taken(known, ties="source | target\nx | a\nx | y")
    assert [(one.code, one.line, one.value) for one in applied.problems] == [("mixed-tie", 2, "a")]
    assert len(applied.tables["ties"]) == 2


def test_ends_that_are_all_people_on_record_are_not_asked_about() -> None:
    """As soon as one is nobody on record, it is asked whether they are people or agencies."""
    known = "Source | Target\nMaria Rossi | John Smith\nP1 | P2"
    _, applied = taken(known_partnership(), sheet=known)
    assert not applied.questions
    assert len(applied.tables["ties"]) == 2
    _, asked = taken(known_partnership(), sheet=f"{known}\nP1 | Zoe Quill")
    assert {(one.kind, one.about) for one in asked.questions} == {("sort", ("sheet",))}
