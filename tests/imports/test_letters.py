"""Text that does not say its encoding: its language tells it, or somebody is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import netmap
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
