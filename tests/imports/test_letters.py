"""Text that does not say its encoding: its language tells it, or somebody is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import netmap
from netmap.cli import main
from netmap.model.errors import NetmapError
from netmap.records.imports.import_file import ImportResult
from tests.questions.stores import Dialog, library_over

ENGLISH = "Name,Agency,Date,Group\r\nPeña Inés,Health,2024-03-05,Board\r\nAnn Lee,Health,2024-03-05,Board\r\n"
ITALIAN = "Cognome e nome;Ente;Data;Tavolo\r\nD'Amico Nicolò;Città;2024-03-05;Minori\r\n"


def taken(folder: Path, content: bytes, **more: Any) -> ImportResult:
    path = folder / "list.csv"
    path.write_bytes(content)
    return netmap.import_file(path, folder / "ours.netmap", **more)


def people(folder: Path) -> list[str]:
    return sorted(netmap.read_study(folder / "ours.netmap").practitioners["name"])


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Peña Inés"), ("cp1250", "Peńa Inés")])
def test_letters_that_can_be_read_in_two_ways_are_asked(tmp_path: Path, encoding: str, name: str) -> None:
    asked = taken(tmp_path, ENGLISH.encode("cp1252"))
    (question,) = asked.preview.questions
    assert (question.kind, question.rows, asked.taken) == ("encoding", 1, False)
    shown = [(one.value, one.shown) for one in question.candidates]
    assert shown == [("cp1252", "Peña"), ("cp1250", "Peńa")]
    answer = {"question": "encoding", "about": ["list.csv"], "action": "is", "value": encoding}
    assert taken(tmp_path, ENGLISH.encode("cp1252"), answers=[answer]).taken
    assert people(tmp_path) == ["Ann Lee", name]


def test_the_language_of_a_file_tells_its_letters(tmp_path: Path) -> None:
    assert taken(tmp_path, ITALIAN.encode("cp1252")).taken
    assert people(tmp_path) == ["D'Amico Nicolò"]


def test_the_encoding_of_a_mapping_is_obeyed_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    content = ENGLISH.encode("mac-roman")
    mapping = taken(tmp_path, content).mapping.to_json()
    assert taken(tmp_path, content, mapping={**mapping, "encoding": "mac_roman"}).taken
    assert people(tmp_path) == ["Ann Lee", "Peña Inés"]
    with pytest.raises(NetmapError, match="xyz"):
        taken(tmp_path, content, mapping={**mapping, "encoding": "xyz"})


def test_the_page_asks_and_shows_the_file_in_the_letters_that_were_answered(tmp_path: Path) -> None:
    dialog = Dialog(library_over(tmp_path))
    asked = dialog.upload("list.csv", ENGLISH.encode("cp1252"))
    (question,) = (one for one in asked.questions if one.kind == "encoding")
    assert [one.name for one in question.choices] == ["Peña (cp1252)", "Peńa (cp1250)"]
    answer = {"question": "encoding", "about": ["list.csv"], "action": "is", "value": "cp1250"}
    seen = dialog.preview({"upload": asked.upload, "answers": [answer]})
    assert "encoding" not in [one.kind for one in seen.questions]
    assert seen.sheets[0].lines[1].cells[0][0] == "Peńa Inés"
    dialog.at.library.close()


TITLE = "Register of attendance\r\nComisión de Niñez\r\n"
ACROSS = "Date,Peña Inés,Ann Lee\r\n2024-03-05,x,x\r\n2024-04-02,x,x\r\n"
GROUP = {"question": "group", "about": [], "action": "new", "value": "Board"}
READ = {"cp1252": "Peña Inés", "cp1250": "Peńa Inés", "mac-roman": "Peña Inés", "latin-1": "Peña Inés"}


def told(encoding: str) -> dict[str, Any]:
    return {"question": "encoding", "about": ["list.csv"], "action": "is", "value": encoding}


@pytest.mark.parametrize("above", ["", TITLE])
@pytest.mark.parametrize(("encoding", "name"), list(READ.items())[:2])
def test_names_in_headers_are_stored_in_the_letters_that_were_answered(
    tmp_path: Path, encoding: str, name: str, above: str
) -> None:
    content = (above + ACROSS).encode("cp1252")
    asked = taken(tmp_path, content, answers=[GROUP])
    assert [(one.kind, one.rows) for one in asked.preview.questions] == [("encoding", 4)]
    done = taken(tmp_path, content, answers=[GROUP, told(encoding)], mapping=asked.mapping.to_json())
    assert done.taken
    assert people(tmp_path) == ["Ann Lee", name]
    assert name in [column.header for column in done.mapping.sheets[0].columns]


def test_a_title_and_a_group_are_stored_in_the_letters_that_were_answered(tmp_path: Path) -> None:
    content = ("Register\r\nNiño Board\r\n" + ACROSS).encode("cp1252")
    assert taken(tmp_path, content, answers=[told("cp1250")]).taken
    study = netmap.read_study(tmp_path / "ours.netmap")
    assert study.zones["zone"].tolist() == ["Nińo Board"]


@pytest.mark.parametrize(("encoding", "name"), READ.items())
def test_headers_follow_the_encoding_of_a_mapping_made_before_it_was_said(
    tmp_path: Path, encoding: str, name: str
) -> None:
    content = ACROSS.encode("cp1252" if encoding == "cp1250" else encoding)
    mapping = taken(tmp_path, content, answers=[GROUP]).mapping.to_json()
    assert taken(tmp_path, content, answers=[GROUP], mapping={**mapping, "encoding": encoding}).taken
    assert people(tmp_path) == ["Ann Lee", name]


def test_the_command_and_the_page_store_names_of_headers_as_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_bytes(ACROSS.encode("cp1252"))
    Path("said.json").write_text(json.dumps([GROUP, told("cp1250")]), encoding="utf-8")
    assert main(["import", "list.csv", "--into", "ours.netmap", "--answers", "said.json"]) == 0
    assert people(tmp_path) == ["Ann Lee", "Peńa Inés"]
    dialog = Dialog(library_over(tmp_path))
    asked = dialog.upload("list.csv", ACROSS.encode("cp1252"))
    assert [one.kind for one in asked.questions] == ["encoding"]
    asked_of = [("zone", "Board"), ("person", "Ann Lee")]
    new = [{"question": kind, "about": [name], "action": "new"} for kind, name in asked_of]
    seen = dialog.preview({"upload": asked.upload, "answers": [GROUP, told("cp1250"), *new]})
    assert not seen.questions
    assert [column.header for column in seen.sheets[0].columns] == ["Date", "Peńa Inés", "Ann Lee"]
    dialog.commit({"upload": asked.upload, "token": seen.token})
    names = set(netmap.read_study(tmp_path / "ours.netmap").practitioners["name"].dropna())
    assert names == {"Ann", "Bob", "Cid", "Ann Lee", "Peńa Inés"}
    dialog.at.library.close()


def test_the_letters_of_a_source_are_asked_once(tmp_path: Path) -> None:
    content = ACROSS.encode("cp1252")
    assert taken(tmp_path, content, answers=[GROUP, told("cp1250")]).taken
    later = content.replace(b"2024-04-02", b"2024-05-07")
    assert taken(tmp_path, later, answers=[GROUP]).taken
    assert people(tmp_path) == ["Ann Lee", "Peńa Inés"]
