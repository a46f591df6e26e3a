"""A level that stands beside those who came: known, asked, or kept; and what it does to seats."""

from __future__ import annotations

import pandas as pd
import pytest

import netmap
from netmap.files.importer.applying import Applied
from netmap.files.importer.questions import Answer
from netmap.files.importer.resolving import ELSEWHERE
from netmap.model.i18n import translator
from netmap.model.study import Study
from netmap.records.imports.rendered import question_said
from tests.imports.made_files import Said, balanced, is_, taken

GROUP: Said = {("group", ()): is_("Board")}
REGISTER = """
    Name | Livello | 2024-03-04 | 2024-04-08
    Ann Lee | Front line | x | x
    Ben Ode | Strategic | x |
    """
LIST = """
    Name | Date | Group | Level
    Ann Lee | 2024-03-04 | Board | Front line
    Ann Lee | 2024-04-08 | Board | Front line
    Ben Ode | 2024-03-04 | Board | Strategic
    """
BOTH = pytest.mark.parametrize(("header", "sheet"), [("Livello", REGISTER), ("Level", LIST)])


def known(level: str | None = None, *, employed: bool = False) -> Study:
    """Ann without or with a level, who holds a seat in a group that is strategic."""
    jobs = {"practitioner": ["=A1"], "agency": ["n"], "level": ["s"]}
    return netmap.from_tables(
        levels=pd.DataFrame({"level": ["f", "s"], "rank": [0, 1], "name": ["Front line", "Strategic"]}),
        agencies=pd.DataFrame({"agency": ["n"], "name": ["North"]}),
        practitioners=pd.DataFrame({"practitioner": ["=A1"], "name": ["Ann Lee"], "level": [level]}),
        zones=pd.DataFrame({"zone": ["b"], "name": ["Board"], "level": ["s"]}),
        posts=pd.DataFrame({"practitioner": ["=A1"], "zone": ["b"]}),
        **({"employments": pd.DataFrame(jobs)} if employed else {}),
    )


def levels(applied: Applied) -> dict[str, str]:
    """The level of each person that the file says, new or changed."""
    people = applied.differences["practitioners"]
    said = [made.values for made in people.added]
    said += [made.values | values for made, values in people.changed.values()]
    return {one.get("name", one["practitioner"]): one["level"] for one in said if one.get("level")}


def effect(applied: Applied) -> list[str]:
    return [one.text(translator("en")) for one in applied.problems if one.code == "levels"]


@BOTH
def test_words_that_are_levels_on_record_become_those_of_people_and_the_seats_are_told(
    header: str, sheet: str
) -> None:
    _, applied = taken(known(), GROUP, sheet=sheet)
    assert not applied.questions
    assert levels(applied) == {"=A1": "f", "Ben Ode": "s"}
    assert "level" not in applied.tables["attendance"]
    assert balanced(applied)
    assert effect(applied) == [
        "People whose level becomes the one beside their name: 2. Those who hold a seat in a group of "
        "another level count at both: 1."
    ]


@BOTH
def test_other_words_are_asked_what_the_column_says_and_then_which_levels_they_are(
    header: str, sheet: str
) -> None:
    _, asked = taken(said=GROUP, sheet=sheet)
    (question,) = asked.questions
    assert (question.kind, question.about) == ("column", ("sheet", header))
    said = question_said(question, translator("en"))
    assert [one.value for one in said.choices] == ["level", "kept", "ignored"]
    assert "their seats in groups keep the level of the group" in said.choices[0].name
    column = ("column", ("sheet", header))
    _, words = taken(said={**GROUP, column: is_("level")}, sheet=sheet)
    assert [(one.kind, one.about) for one in words.questions] == [
        ("level", ("Front line",)),
        ("level", ("Strategic",)),
    ]
    ranks = {("level", ("Front line",)): Answer("new", "0"), ("level", ("Strategic",)): Answer("new", "1")}
    _, applied = taken(said={**GROUP, column: is_("level"), **ranks}, sheet=sheet)
    assert levels(applied) == {"Ann Lee": "Front line", "Ben Ode": "Strategic"}
    _, kept = taken(said={**GROUP, column: is_("kept")}, sheet=sheet)
    assert levels(kept) == {}
    assert kept.tables["attendance"][header].tolist().count("Front line") == 2
    _, left = taken(said={**GROUP, column: is_("ignored")}, sheet=sheet)
    assert header not in left.tables["attendance"]


@pytest.mark.parametrize(("level", "employed"), [("s", False), (None, True)])
def test_beside_another_level_it_stays_with_the_attendance_and_is_named(
    level: str | None, employed: bool
) -> None:
    """An employment that names another one says something of its own days."""
    _, applied = taken(known(level, employed=employed), GROUP, sheet=LIST)
    assert levels(applied) == {"Ben Ode": "s"}
    assert [one for one in applied.tables["attendance"]["level"] if one] == ["Front line"] * 2
    named = [(one.sort, one.text, one.id) for one in applied.matched if one.how == ELSEWHERE]
    assert named == [("level", "Front line", "=A1")]


def test_the_level_on_record_says_nothing_new() -> None:
    _, applied = taken(known("f"), GROUP, sheet=LIST)
    assert levels(applied) == {"Ben Ode": "s"}
    assert "level" not in applied.tables["attendance"]
    assert [text[-2:] for text in effect(applied)] == ["0."]
