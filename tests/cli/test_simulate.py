"""`netmap simulate`."""

from __future__ import annotations

from pathlib import Path

import pytest

import netmap
from netmap.cli import main


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def test_a_study_and_its_truth_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "made"
    arguments = ["--partnerships", "2", "--months", "7", "--seed", "3", "--set", "waves=0"]
    assert main(["simulate", str(target), *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "rows written to" in said.out
    study = netmap.read_study(target)
    assert len(study.partnerships) == 2
    assert study.waves.empty
    assert {path.stem for path in (target / "truth").iterdir()} >= {"ties", "gaps", "champions", "effects"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--people", "10"], "people is 10"),
        (["--set", "moths=7"], "months"),
        (["--set", "p3=2"], "p3 is 2"),
        (["--processes", "0"], "processes is 0"),
        (["--seed", "-1"], "seed is -1"),
    ],
)
def test_what_cannot_be_made_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["simulate", str(tmp_path / "made"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
