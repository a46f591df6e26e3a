"""`netmap zones` and the chain of `netmap paths --explain`: words, numbers, and what stands with them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.lost_chains import lost_chains
from netmap.cli import main
from tests.shared_data import panels

ONE, BOARD, PANEL = "<b>x</b>", "a,b", "=A1"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A panel that sat twice and through which the board is reached, and a zone that nobody came to."""
    monkeypatch.setenv("LC_ALL", "C")
    made = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        agencies=pd.DataFrame({"agency": ["A", "B"]}),
        zones=pd.DataFrame({"zone": [PANEL, "1"], "form": ["task group", None]}),
        practitioners=pd.DataFrame(
            {"practitioner": [ONE, BOARD], "level": ["front", "board"], "agency": ["A", "B"]}
        ),
        meetings=pd.DataFrame({"meeting": ["m", "n"], "zone": PANEL, "date": ["2011-03-02", "2011-04-30"]}),
        attendance=pd.DataFrame({"meeting": ["m", "m", "n"], "practitioner": [ONE, BOARD, ONE]}),
    )
    netmap.write_study(made, tmp_path / "study")
    return str(tmp_path / "study")


HORIZON = pd.Timedelta(days=180)
ASKED = ["--start", "2011-03-01", "--horizon", "30"]


def test_the_table_says_how_zones_are_doing_with_window_and_rule(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["zones", study, *ASKED]) == 0
    printed = capsys.readouterr().out
    (panel,) = [line for line in printed.splitlines() if line.startswith(PANEL)]
    assert panel.split()[-2:] == ["front", "board"]
    assert "100.0" in panel
    assert "0.92" in panel
    assert "2 boundary zones are on record; 1 of them sat in this window." in printed
    assert "From 1 March 2011 to 30 April 2011." in printed
    assert "within 30 days" in printed
    assert "later day" in printed


def test_every_column_goes_into_csv_and_json(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    frame = netmap.zones(netmap.read_study(study), start="2011-03-01", horizon=30)
    assert main(["zones", study, *ASKED, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["n"] == 2
    assert list(told["rows"][0]) == list(frame.columns)
    assert told["rows"][0]["lost_most"] == 100
    assert told["rows"][1]["balance"] is None
    assert main(["zones", study, *ASKED, "--format", "csv", "--same-day", "--max-wait", "3"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["zone"] for row in rows] == [f"'{PANEL}", "1"]
    assert "same day" in rows[0]["rule"]
    assert "3 days" in rows[0]["rule"]


def test_a_chain_says_who_when_where_over_which_tie_and_how_it_crosses(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    levels = ["--from-level", "front", "--to-level", "board", "--from", ONE]
    assert main(["paths", study, *levels, "--explain"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == f"1. 2 March 2011: {ONE} (A) → {BOARD} (B), {PANEL}, cognitive trail"
    assert printed[1].strip() == "from “front” to “board” in a zone: task group"
    assert "1 hop." in printed
    assert "baseline" in printed[-1]


def test_a_loss_is_explained_by_a_path_that_there_would_not_be(
    study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["zones", study, *ASKED, "--explain"]) == 0
    printed = capsys.readouterr().out.splitlines()
    said = f"Without {PANEL}, {ONE} would not get from “front” to “board” within 30 days of 1 March 2011:"
    place = printed.index(said)
    assert printed[place + 1].strip().startswith(f"1. 2 March 2011: {ONE} (A) → {BOARD} (B), {PANEL}")
    assert "baseline" in printed[-1]
    assert main(["zones", study, *ASKED, "--explain", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["without"], row["source"], row["month"]) == (PANEL, ONE, "2011-03-01")
    assert main(["zones", study, "--start", "2011-04-01", "--horizon", "20", "--explain"]) == 0
    assert "Without any one of them alone no path between levels would be lost." in capsys.readouterr().out


@pytest.mark.shared
def test_every_chain_of_the_panels_goes_through_its_zone() -> None:
    study = panels()
    table = netmap.zones(study, start="2011-01-01", end="2011-12-31")
    chains = lost_chains(study, table)
    assert chains["without"].unique().tolist() == table["zone"].tolist()
    for zone, hops in chains.groupby("without"):
        assert zone in set(hops["zone"])
        (row,) = table[table["zone"].eq(zone)].to_dict("records")
        assert hops["from"].iloc[0] == hops["source"].iloc[0]
        arrived = netmap.vertical_reach(
            study, row["lost_from"], row["lost_to"], hops["month"].iloc[0], hops["month"].iloc[0] + HORIZON
        ).set_index("practitioner")["first_arrival"]
        assert arrived[hops["source"].iloc[0]] == hops["date"].iloc[-1]


def test_what_cannot_be_asked_ends_with_two(study: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zones", study, "--horizon", "0"]) == 2
    assert main(["zones", study, "--start", "yesterday"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_study_without_zones_and_dates_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zones", "emon"]) == 0
    printed = capsys.readouterr().out
    assert "Nothing in this study carries a date" in printed
    assert "Nothing in this study is dated" in printed
