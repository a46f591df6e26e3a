"""Files from outside that are made to do harm are refused soon, cheaply and in words."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.limits import LIMITS, Limits
from netmap.files.sandbox.reasons import REASONS, RefusedFileError
from netmap.model.i18n import translator
from tests.files.measured import Measured, measured
from tests.files.zoo import CAGES, harmless
from tests.files.zoo_parts import zipped

ITALIAN = translator("it")


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """Every file of the zoo with the reason for which it is refused."""
    folder = tmp_path_factory.mktemp("zoo")
    animals: dict[Path, str] = {}
    for cage in CAGES:
        for name, (reason, data) in cage().items():
            path = folder / cage.__name__ / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            animals[path] = reason
    return animals


READ = """
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.reasons import RefusedFileError
import pandas

def work(path):
    try:
        read_cells(path)
    except RefusedFileError as error:
        print(error.reason)
"""


def test_the_zoo_is_refused_within_its_limits(zoo: dict[Path, str], tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text("name\nAnn\n")
    _, first, *found = measured(READ, [plain, plain, *zoo])
    assert len(zoo) >= 60
    for (path, reason), took in zip(zoo.items(), found, strict=True):
        _check_one(path, reason, took, first.megabytes)


ANSWERS = {"time": {"time", "no-tables"}}
"""What is answered where it is not the reason itself: a quick machine reads to the end, and finds nothing."""


def _check_one(path: Path, reason: str, took: Measured, plain: float) -> None:
    assert took.printed.strip() in ANSWERS.get(reason, {reason}), path.name
    assert took.megabytes < plain + 50, path.name
    seconds = 2 if path.stat().st_size < 250_000 else LIMITS.seconds_for(path.stat().st_size)
    assert took.seconds < seconds, path.name


def test_every_refusal_is_in_words(zoo: dict[Path, str]) -> None:
    sentences: dict[str, str] = {}
    small = [path for path in zoo if path.stat().st_size < 100_000 and zoo[path] != "time"]
    for path in small:
        if zoo[path] not in sentences:
            with pytest.raises(RefusedFileError) as refused:
                read_cells(path)
            sentences[zoo[path]] = refused.value.text()
            assert refused.value.reason == zoo[path]
            assert path.name in refused.value.text() or "“" in refused.value.text()
            assert refused.value.text(ITALIAN) != refused.value.text()
    assert len(sentences) > 25
    for sentence in sentences.values():
        assert not re.search(r"[{}]|Error|Traceback", sentence)
        assert sentence.count(". ") >= 1


def test_every_reason_has_a_place_in_the_zoo_or_a_test_of_its_own(zoo: dict[Path, str]) -> None:
    elsewhere = {"not-there", "too-large", "unknown-encoding", "too-many-rows", "too-many-cells", "crashed"}
    assert set(REASONS) == {*zoo.values(), *elsewhere, "doubled-entry"}


@pytest.mark.parametrize("name", list(harmless()))
def test_what_only_looks_dangerous_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(harmless()[name])
    (grid,) = read_cells(path).grids
    assert grid.cells[0, 0] in ("name", "MZ")


def refusal_of(path: Path, **options: Any) -> str:
    with pytest.raises(RefusedFileError) as refused:
        read_cells(path, **options)
    return refused.value.reason


def test_limits_of_size_and_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,agency\n" + "Ann,North\n" * 50)
    assert refusal_of(path, limits=Limits(file_bytes=100)) == "too-large"
    assert refusal_of(path, limits=Limits(rows=50)) == "too-many-rows"
    assert refusal_of(path, limits=Limits(cells=101)) == "too-many-cells"
    assert refusal_of(path, encoding="rot13") == "unknown-encoding"
    assert refusal_of(tmp_path / "none.csv") == "not-there"
    assert refusal_of(tmp_path) == "not-there"
    assert read_cells(path, limits=Limits(rows=51, cells=102)).grids[0].cells.shape == (51, 2)


def test_a_child_that_stops_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.zip"
    path.write_bytes(zipped(("list.csv", b"name\n")))
    monkeypatch.setattr("netmap.files.sandbox.parts.PROGRAM", "raise SystemExit(3) # {root}")
    assert refusal_of(path) == "crashed"


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.zip"
    path.write_bytes(zipped(("list.csv", b"name\n")))
    monkeypatch.setattr("netmap.files.sandbox.parts.PROGRAM", "import time; time.sleep(600) # {root}")
    monkeypatch.setattr("netmap.files.sandbox.parts.GRACE", 0.2)
    assert refusal_of(path, limits=Limits(seconds=0.05)) == "time"


def test_an_archive_with_one_name_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "name\nAnn\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", "name\nBob\n")
    assert refusal_of(path) == "doubled-entry"
