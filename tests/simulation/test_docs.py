"""docs/simulator.md says what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import netmap
from netmap.simulation.tie_scenarios import ALONE, FATES
from tools.simulator_docs import PAGE, effects, parameters

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [parameters, effects], ids=lambda table: table.__name__)
def test_tables_are_those_of_the_plan(table: object) -> None:
    assert callable(table)
    assert table() in TEXT, "run: python -m tools.simulator_docs"


def test_every_table_of_the_truth_is_described_with_its_columns() -> None:
    section = TEXT.split("## The truth")[1]
    for name, frame in netmap.simulate(months=7).truth.items():
        (row,) = re.findall(rf"^\| `{name}` \|.*$", section, re.MULTILINE)
        assert [column for column in frame if not re.search(rf"\b{column}", row)] in ([], ["consolidated"]), (
            name
        )


@pytest.mark.parametrize("fate", [fate.name for fate in (*FATES, ALONE)])
def test_every_fate_is_described(fate: str) -> None:
    assert fate in TEXT


def test_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from netmap.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    commands = re.findall(r"^\$ netmap ((?:simulate|check) .*)$", TEXT, re.MULTILINE)
    assert len(commands) == 2
    assert [main(command.split()) for command in commands] == [0, 0]
    assert capsys.readouterr().err == ""
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(block, "simulator.md", "exec"), {})  # noqa: S102  (our own page)
