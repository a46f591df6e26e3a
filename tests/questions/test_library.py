"""Studies are read once, refused ones keep their problems, names are found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NotFoundError, StudyError
from tests.questions.boards import ROOT, Asking

EMON, RIVERSIDE = ROOT / "datasets" / "emon", ROOT / "datasets" / "riverside"


def refused(folder: Path) -> Path:
    """A study with two bad rows."""
    path = folder / "a,b"
    path.mkdir()
    (path / "agencies.csv").write_text("agency,name\n=A1,First\n=A1,Second\n")
    (path / "practitioners.csv").write_text("practitioner,agency\np,<b>x</b>\n")
    return path


def test_a_study_is_read_when_asked_for_and_once() -> None:
    library = StudyLibrary([EMON])
    assert [entry.status for entry in library.entries(LOCAL_USER)] == ["reading"]
    study = library.study(LOCAL_USER, "emon")
    assert library.study(LOCAL_USER, "emon") is study
    assert [entry.status for entry in library.entries(LOCAL_USER)] == ["ready"]
    assert library.entries(LOCAL_USER)[0].title == study.about["title"]


def test_what_was_read_is_prepared_and_a_failure_stops_nothing(tmp_path: Path) -> None:
    library = StudyLibrary([EMON, refused(tmp_path), RIVERSIDE])
    prepared: list[str] = []

    def prepare(name: str) -> None:
        prepared.append(name)
        raise RuntimeError("not today")

    library.preload(prepare).join(60)
    assert prepared == ["emon", "riverside"]


def test_preloading_reads_everything(tmp_path: Path) -> None:
    library = StudyLibrary([EMON, refused(tmp_path), RIVERSIDE])
    library.preload().join(60)
    entries = library.entries(LOCAL_USER)
    assert [(entry.name, entry.status) for entry in entries] == [
        ("emon", "ready"),
        ("a,b", "refused"),
        ("riverside", "ready"),
    ]
    assert [entry.simulated for entry in entries] == [False, False, True]


def test_the_same_name_twice_gets_a_number() -> None:
    names = [entry.name for entry in StudyLibrary([EMON, EMON, EMON]).entries(LOCAL_USER)]
    assert names == ["emon", "emon-2", "emon-3"]


def test_an_unknown_study_names_the_near_ones() -> None:
    with pytest.raises(NotFoundError, match=r"emom.*emon"):
        StudyLibrary([EMON]).study(LOCAL_USER, "emom")
    with pytest.raises(NotFoundError, match="none is open"):
        StudyLibrary([]).study(LOCAL_USER, "emon")


def test_a_refused_study_keeps_every_problem(tmp_path: Path) -> None:
    library = StudyLibrary([refused(tmp_path)])
    for _ in range(2):
        with pytest.raises(StudyError) as caught:
            library.study(LOCAL_USER, "a,b")
    rows = [each for each in Asking(library).problems("a,b") if each["severity"] == "error"]
    errors = [row for row in rows if row["severity"] == "error"]
    assert len(errors) == len(caught.value.problems)
    assert {row["value"] for row in errors} == {"=A1", "<b>x</b>"}
    assert all({"table", "line", "column", "value", "reason", "cure", "severity"} <= set(row) for row in rows)
    assert all(row["reason"] and row["cure"] for row in errors)


def test_a_path_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    rows = Asking(StudyLibrary([tmp_path / "nothing"])).problems("nothing")
    assert len(rows) == 1
    assert rows[0]["severity"] == "error"


def test_a_ready_study_shows_its_warnings() -> None:
    library = StudyLibrary([RIVERSIDE])
    warnings = library.study(LOCAL_USER, "riverside").warnings
    rows = Asking(library).problems("riverside")
    assert len(rows) == len(warnings)
    assert {row["severity"] for row in rows} <= {"warning"}
