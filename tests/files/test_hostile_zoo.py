"""What a hostile tester made is refused in words, or read rightly, by a check and as an upload."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netmap.files.sandbox.limits import LIMITS
from tests.files.hostile_zoo import AGENCIES, tables, texts, write_zoo
from tests.files.measured import Measured, measured

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes links and pipes")

CHECK = """
import netmap.files.reading, netmap.library.opened_studies, netmap.questions.checks, pandas
from netmap.cli.program import run

def work(path):
    return run(["check", path])
"""

IMPORT = """
import pandas
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.reasons import RefusedFileError

def work(path):
    try:
        read_cells(path)
    except RefusedFileError as error:
        print(error)
        return 2
"""

READ_RIGHTLY = {
    "composed",
    "dates",
    "errors.xlsx",
    "false-dim.xlsx",
    "far-row.xlsx",
    "formulas.xlsx",
    "json",
    "links.xlsx",
    "long-attribute.xlsx",
    "long-name.zip",
    "macro.xlsm",
    "missing",
    "mixed-ends",
    "noughts",
    "overlong",
    "package-big.zip",
    "ratio-99.xlsx",
    "returns",
    "right-to-left",
    "strings-bomb.xlsx",
    "style.xlsx",
    "surrogate",
    "utf-16",
    "utf-16-unmarked",
    "utf-32",
    "utf-7",
    "vertical-tab",
    "zero-width",
    "two-marks",
    "far-days.xlsx",
}
"""What holds a table after all; of some of it the check warns."""


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_zoo(tmp_path_factory.mktemp("zoo"))


def seconds_for(path: Path) -> float:
    size = path.stat().st_size if path.is_file() else 0
    return max(2.0, LIMITS.seconds_for(size))


def assert_harmless(path: Path, took: Measured, plain: Measured, most_lines: int) -> None:
    assert took.code in (0, 2), (path.name, took.printed[-1000:])
    assert "Traceback" not in took.printed, (path.name, took.printed[-1000:])
    assert took.megabytes < plain.megabytes + 50, path.name
    assert took.seconds < plain.seconds + seconds_for(path), path.name
    lines = took.printed.splitlines()
    assert len(lines) <= most_lines, path.name
    assert max(map(len, lines), default=0) < 2_000, path.name


def test_a_check_of_the_zoo_ends_soon_in_few_words(zoo: list[Path], tmp_path: Path) -> None:
    plain = tables(tmp_path / "plain")
    _, usual, *found = measured(CHECK, [plain, plain, *zoo])
    assert len(zoo) > 80
    assert usual.code == 0
    for path, took in zip(zoo, found, strict=True):
        assert_harmless(path, took, usual, 24)
        assert took.code == 2 or path.name in READ_RIGHTLY, (path.name, took.printed)


def test_uploads_of_the_zoo_end_soon_in_one_sentence(zoo: list[Path], tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_bytes(AGENCIES)
    lists = [tmp_path / f"{name}.csv" for name in texts()]
    for path, data in zip(lists, texts().values(), strict=True):
        path.write_bytes(data)
    files = [path for path in (*zoo, *lists) if path.is_file()]
    _, usual, *found = measured(IMPORT, [plain, plain, *files])
    for path, took in zip(files, found, strict=True):
        assert_harmless(path, took, usual, 1)


def test_a_line_of_half_a_gigabyte_is_refused_before_it_is_held(tmp_path: Path) -> None:
    plain, hostile = tables(tmp_path / "plain"), tables(tmp_path / "hostile")
    with (hostile / "zones.csv").open("wb") as stream:
        stream.write(b"zone,name\nz,")
        for _ in range(500):
            stream.write(b"x" * 1_000_000)
    _, usual, took = measured(CHECK, [plain, plain, hostile])
    assert took.code == 2
    assert "zones.csv" in took.printed
    assert_harmless(hostile, took, usual, 24)
