"""`netmap.import_file`: the door of `netmap import` from Python, step by step, with nothing half done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import ArgumentError
from netmap.store.opening import open_store

LIST = """Name,Agency,Date,Group
<b>Ann</b> Lee,=A1,03/05/2011,Board
"Ode, Ben",Č-12,04/05/2011,Board
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a,b.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_what_is_asked_is_answered_as_the_result_tells_it(file: Path, tmp_path: Path) -> None:
    store = tmp_path / "ours.netmap"
    asked = netmap.import_file(file, store)
    assert (asked.taken, asked.change, asked.said(), store.exists()) == (False, None, "", False)
    (question,) = asked.to_json()["questions"]
    answer = {"question": question["question"], "about": question["about"], "action": "is", "value": "mdy"}
    mapping = json.loads(json.dumps(asked.to_json()))
    mapping["mapping"]["sheets"][0]["columns"][1]["field"] = "kept"
    done = netmap.import_file(file, store, mapping=mapping, answers=[answer])
    assert (done.taken, done.change, done.to_json()["change"]) == (True, 1, 1)
    with open_store(store) as opened:
        study = opened.read(LOCAL_USER, "ours")
    assert study.meetings["date"].tolist() == ["2011-03-05", "2011-04-05"]
    assert study.attendance["Agency"].tolist() == ["=A1", "Č-12"]


def test_an_open_store_is_taken_as_it_is_and_stays_open(file: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "ours.netmap") as store:
        tried = netmap.import_file(file, store, dates="dmy", dry_run=True)
        assert (tried.preview.clean, tried.taken, store.studies(LOCAL_USER)) == (True, False, ())
        assert netmap.import_file(file, store, "=1+1", dates="dmy").change == 1
        again = netmap.import_file(file, store, dates="dmy")
        assert (again.taken, again.change) == (True, None)
        assert again.said() == "The file says nothing that was not known; nothing was written."
        assert [kept.name for kept in store.studies(LOCAL_USER)] == ["=1+1"]


def test_several_studies_want_a_name_and_a_new_one_is_made(file: Path, tmp_path: Path) -> None:
    store = tmp_path / "ours.netmap"
    for number, name in enumerate(("one", "two"), start=1):
        assert netmap.import_file(file, store, name, dates="dmy").change == number
    with pytest.raises(ArgumentError, match="one, two"):
        netmap.import_file(file, store, dates="dmy")


def test_the_good_records_alone_and_the_rest_as_a_workbook(file: Path, tmp_path: Path) -> None:
    file.write_text(LIST + "Cem,=A1,soon,Board\n", encoding="utf-8")
    store = tmp_path / "ours.netmap"
    assert not netmap.import_file(file, store, dates="dmy").taken
    assert not store.exists()
    done = netmap.import_file(file, store, dates="dmy", take_good=True)
    assert done.done is not None
    assert done.done.repair is not None
    assert done.change == 1
    assert {path.name for path in tmp_path.iterdir()} == {file.name, store.name}


def test_a_file_of_which_nothing_is_good_is_not_called_known(file: Path, tmp_path: Path) -> None:
    file.write_text("Name,Agency,Date,Group\nCem,=A1,soon,Board\n", encoding="utf-8")
    done = netmap.import_file(file, tmp_path / "ours.netmap", take_good=True)
    assert done.said() == "Nothing new could be taken in; nothing was written."


@pytest.mark.parametrize(
    "wrong", [{"mapping": [1]}, {"mapping": {}}, {"answers": {"a": 1}}, {"answers": [7]}]
)
def test_what_is_no_mapping_and_no_answer_is_refused(
    file: Path, tmp_path: Path, wrong: dict[str, object]
) -> None:
    with pytest.raises(ArgumentError):
        netmap.import_file(file, tmp_path / "ours.netmap", **wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "ours.netmap").exists()
