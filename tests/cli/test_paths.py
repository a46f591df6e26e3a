"""`netmap paths`: the table, one person's path, and the rule, n and window with each."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.cli import main

LEVELS = ["--from-level", "front", "--to-level", "board"]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody at the front who reaches the board through `=A1`, and somebody who does not."""
    monkeypatch.setenv("LC_ALL", "C")
    people = {"practitioner": ["<b>x</b>", "=A1", "a,b", "1"], "level": ["front", None, "board", "front"]}
    talks = {
        "contact": ["1", "2"],
        "date": ["2011-03-01", "2011-03-05"],
        "source": ["<b>x</b>", "=A1"],
        "target": ["=A1", "a,b"],
        "channel": ["phone", None],
    }
    made = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        practitioners=pd.DataFrame(people),
        contacts=pd.DataFrame(talks),
    )
    netmap.write_study(made, tmp_path / "study")
    return str(tmp_path / "study")


def test_the_table_says_who_how_many_when_and_by_which_rule(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paths", study, *LEVELS]) == 0
    printed = capsys.readouterr().out
    assert "<b>x</b>" in printed
    assert "Of 2 people who may set out from “front”, 1 reach “board”." in printed
    assert "2011" in printed
    assert "later day" in printed


def test_one_person_and_a_rule(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--from", "<b>x</b>", "--max-wait", "3", "--same-day", "--format", "json"]
    assert main(["paths", study, *LEVELS, *asked]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["n"] == 1
    assert answer["rows"][0]["reached"] is False
    assert "same day" in answer["rule"]
    assert "3 days" in answer["rule"]


def test_a_path_is_explained_hop_by_hop(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", study, *LEVELS, "--from", "<b>x</b>", "--explain", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["date"], row["from"], row["to"], row["channel"]) for row in rows] == [
        ("2011-03-01", "<b>x</b>", "'=A1", "phone"),
        ("2011-03-05", "'=A1", "a,b", ""),
    ]
    assert main(["paths", study, *LEVELS, "--from", "<b>x</b>", "--explain"]) == 0
    assert "2 hops." in capsys.readouterr().out
    assert main(["paths", study, *LEVELS, "--from", "1", "--explain"]) == 0
    assert "There is no path." in capsys.readouterr().out


def test_what_cannot_be_asked_ends_with_two(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", study, *LEVELS, "--explain"]) == 2
    assert main(["paths", study, "--from-level", "front", "--to-level", "attic"]) == 2
    assert main(["paths", study, *LEVELS, "--from", "nobody", "--explain"]) == 2
    assert main(["paths", study, *LEVELS, "--from", "nobody"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 4
