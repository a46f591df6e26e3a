"""Words that stand beside a name where an agency should, and name none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.no_agency import says_none
from netmap.files.importer.questions import NEW, Answer, Answers
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from tests.imports.made_files import Said, balanced, is_

NONE = [
    "n/a",
    "N.A.",
    "None",
    "-",
    "–",
    "?",
    "nessuno",
    "n.d.",
    "N.D.",
    "tbc",
    "TBC",
    "not known",
    "Néant",
    "k. A.",
    "#REF!",
    "#NOME?",
]
DAY = "2024-03-04 10:00:00"
SOME = [
    "#1",
    "#tag",
    "NA",
    "ND",
    "NHS",
    "None Such Trust",
    "Unknown Pleasures",
    "1",
    "=A1",
    "Č-12",
    "<b>x</b>",
]


def taken(
    tmp_path: Path,
    text: str,
    said: Said | None = None,
    study: netmap.Study | None = None,
    name: str = "list.csv",
) -> Applied:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    file = read_cells(path)
    applied = apply(understand(file).mapping, file, study, Answers(said or {}))
    assert balanced(applied)
    return applied


def agencies(applied: Applied) -> list[str]:
    return applied.tables["agencies"]["name"].tolist() if "agencies" in applied.tables else []


def told(applied: Applied) -> list[tuple[str, int, str]]:
    """The words that were taken for none, beside how many names, and the first of these."""
    found = [one.values for one in applied.problems if one.code == "no-agency"]
    return [(str(one["value"]), int(str(one["n"])), str(one["name"])) for one in found]


@pytest.mark.parametrize(("texts", "none"), [(NONE, True), (SOME, False)])
def test_what_names_no_agency(texts: list[str], none: bool) -> None:
    assert [says_none(text) for text in texts] == [none] * len(texts)


@pytest.mark.parametrize("word", NONE)
def test_such_a_word_makes_no_agency_in_any_form_of_list(word: str, tmp_path: Path) -> None:
    listed = f"Name,Agency,Date,Group\nAnn Lee,Police,2024-03-04,Board\nBob Fry,{word},2024-03-04,Board\n"
    register = f"Name,Agency,2024-03-04,2024-04-08\nAnn Lee,Police,x,x\nBob Fry,{word},x,x\n"
    roster = f"Name,Agency,Role\nAnn Lee,Police,Officer\nBob Fry,{word},Clerk\n"
    seats = f"Name,Agency,Board,From\nAnn Lee,Police,Board,2024-01-01\nBob Fry,{word},Board,2024-01-01\n"
    form = f"Timestamp,Your name,Your organisation\n{DAY},Ann Lee,Police\n{DAY},Bob Fry,{word}\n"
    group: Said = {("group", ("list.csv",)): is_("Board")}
    for text in (listed, register, roster, seats, form):
        applied = taken(tmp_path, text, group)
        assert not applied.questions, text
        assert agencies(applied) == ["Police"]
        assert applied.tables["practitioners"]["practitioner"].tolist() == ["Ann Lee", "Bob Fry"]
        assert told(applied) == [(word, 1, "Bob Fry")]
        assert "agency" not in applied.tables.get("attendance", {})


@pytest.mark.parametrize("word", NONE)
def test_nor_does_it_in_brackets_or_behind_a_dash(word: str, tmp_path: Path) -> None:
    minutes = f"Minutes of the Youth Board, 3 June 2024\nPresent: Ann Lee ({word}), Bob Fry - {word}\n"
    listed = f"Name,Date,Group\nAnn Lee ({word}),2024-03-04,Board\nBob Fry [{word}],2024-03-04,Board\n"
    for text, name in ((minutes, "minutes.txt"), (listed, "list.csv")):
        applied = taken(tmp_path, text, name=name)
        assert not applied.questions
        assert agencies(applied) == []
        assert applied.tables["practitioners"]["practitioner"].tolist() == ["Ann Lee", "Bob Fry"]
        assert applied.tables["attendance"].get("role", pd.Series(dtype=str)).tolist() in ([], ["", ""])


def test_an_agency_in_brackets_stands_where_its_column_says_none(tmp_path: Path) -> None:
    text = "Name,Agency,Date,Group\nAnn Lee,Police,2024-03-04,Board\nBob Fry (Police),n/a,2024-03-04,Board\n"
    applied = taken(tmp_path, text)
    assert applied.tables["practitioners"]["agency"].tolist() == ["Police", "Police"]
    both = "Name,Agency,Date,Group\nBob Fry (n/a),Police,2024-03-04,Board\n"
    applied = taken(tmp_path, both)
    assert applied.tables["practitioners"]["agency"].tolist() == ["Police"]
    assert "role" not in applied.tables["attendance"]


def test_an_agency_on_record_or_answered_that_is_called_so_is_taken(tmp_path: Path) -> None:
    text = "Name,Agency,Date,Group\nBob Fry,TBC,2024-03-04,Board\n"
    known = netmap.from_tables(agencies=pd.DataFrame({"agency": ["t"], "name": ["TBC"]}))
    applied = taken(tmp_path, text, study=known)
    assert applied.tables["practitioners"]["agency"].tolist() == ["t"]
    assert told(applied) == []
    applied = taken(tmp_path, text, {("agency", ("TBC",)): Answer(NEW)})
    assert agencies(applied) == ["TBC"]


def test_a_line_of_a_roster_of_agencies_that_is_called_so_is_asked(tmp_path: Path) -> None:
    applied = taken(tmp_path, "Agency,Sector\nPolice,state\nn.d.,state\n")
    assert [(one.kind, one.about) for one in applied.questions] == [("agency", ("n.d.",))]
    person = taken(tmp_path, "Name,Date,Group\nAnn Lee,2024-03-04,Board\n-,2024-03-04,Board\n")
    assert [(one.kind, one.about) for one in person.questions] == [("person", ("-",))]
