"""`netmap champions`: a set, the class, how to rely on them less, and the chains; no league table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.cli import main

LEVELS = ["--from-level", "front", "--to-level", "board"]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three at the front, of whom two reach somebody on the board through `=A1` alone, in one zone."""
    monkeypatch.setenv("LC_ALL", "C")
    people = ["<b>x</b>", "a,b", "1", "=A1", "Č-12", "{x}"]
    made = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1], "name": ["The front", None]}),
        agencies=pd.DataFrame({"agency": ["agency_1"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": people,
                "level": ["front", "front", "front", None, "board", None],
                "agency": ["agency_1", None, None, None, None, None],
            }
        ),
        zones=pd.DataFrame({"zone": ["{zone}"]}),
        meetings=pd.DataFrame({"meeting": ["m"], "date": ["2011-03-05"], "zone": ["{zone}"]}),
        attendance=pd.DataFrame({"meeting": ["m"] * 3, "practitioner": ["=A1", "Č-12", "{x}"]}),
        contacts=pd.DataFrame(
            {
                "contact": ["1", "2"],
                "date": ["2011-03-01", "2011-03-02"],
                "source": ["<b>x</b>", "a,b"],
                "target": ["=A1", "=A1"],
                "channel": ["phone", None],
            }
        ),
    )
    netmap.write_study(made, tmp_path / "study")
    return str(tmp_path / "study")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["champions", *words]) == 0
    return str(capsys.readouterr().out)


def test_the_report_says_the_set_the_class_and_what_it_would_take(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, study, *LEVELS)
    assert "=A1 (Agency not known): no other gets there any more" in text
    assert "Without =A1, 0 instead of" in text
    assert "if one encounter in five passes something on." in text
    assert "If every one did, 1 person alone would cost somebody the way." in text
    assert "Nobody else carries for this agency: agency_1." in text
    assert "In {zone}, {x} and Č-12 could carry as well." in text
    assert "2011" in text
    assert "later day" in text


def test_chains_are_dated_and_name_the_zone_and_the_kind_of_tie(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, study, *LEVELS, "--explain")
    assert "Through =A1, from <b>x</b>:" in text
    assert "1 March 2011: <b>x</b> (agency_1) → =A1, contact: phone, cognitive trail" in text
    assert "5 March 2011: =A1 → Č-12, {zone}, cognitive trail" in text
    assert "baseline" in text
    rows = list(csv.DictReader(io.StringIO(printed(capsys, study, *LEVELS, "--explain", "--format", "csv"))))
    assert [(row["practitioner"], row["from"], row["to"]) for row in rows[:2]] == [
        ("'=A1", "<b>x</b>", "'=A1"),
        ("'=A1", "'=A1", "Č-12"),
    ]


def test_where_it_rests_on_nobody_that_is_said(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = "Nobody gets from “The front” to “board” in this window"
    assert nobody in printed(capsys, study, *LEVELS, "--end", "2011-03-04")
    other = ["--from-level", "board", "--to-level", "front"]
    text = printed(capsys, study, *other, "--class-of", "ever", "--explain")
    assert "Nobody gets from “board” to “The front”" in text
    assert "There is no path to be shown." in text


def test_programs_get_the_whole_table_with_n_window_and_rule(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--start", "2011-03-01", "--end", "2011-03-31", "--same-day", "--max-wait", "5"]
    answer: dict[str, Any] = json.loads(printed(capsys, study, *LEVELS, *asked, "--format", "json"))
    assert answer["n"] == len(answer["rows"]) == 6
    assert "31 March 2011" in answer["window"]
    assert "same day" in answer["rule"]
    assert "5 days" in answer["rule"]
    assert {row["practitioner"]: row["reliance"] for row in answer["rows"]}["=A1"] == 1
    assert answer["covering_set"][0]["practitioner"] == "=A1"
    assert answer["class_reliance"]["cross_represented"] == 0
    rows = list(csv.DictReader(io.StringIO(printed(capsys, study, *LEVELS, "--format", "csv"))))
    assert len(rows) == 6
    assert {row["n"] for row in rows} == {"6"}
    assert {"practitioner", "agency", "reliance", "liaison", "window", "rule"} <= set(rows[0])


def test_the_levels_have_a_short_spelling_too(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    short = printed(capsys, study, "--from", "front", "--to", "board")
    assert short == printed(capsys, study, *LEVELS)


def test_it_speaks_italian(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "se un incontro su cinque trasmette qualcosa" in printed(capsys, study, *LEVELS, "--lang", "it")


def test_what_cannot_be_asked_ends_with_two(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["champions", study, "--from-level", "front", "--to-level", "attic"]) == 2
    assert main(["champions", study, *LEVELS, "--class-of", "sometimes"]) == 2
    assert main(["champions", study, *LEVELS, "--max-wait", "-1"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_a_level_that_is_not_told_is_chosen_as_on_the_page(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, study, "--from-level", "front") == printed(capsys, study, *LEVELS)
    assert printed(capsys, study) == printed(capsys, study, *LEVELS)
