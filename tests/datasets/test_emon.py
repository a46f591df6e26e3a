"""The bundled EMON study says what its source says."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.model.bundled import bundled_studies
from tests import shared_data
from tests.shared_data import DATA
from tools import make_emon

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def emon() -> netmap.Study:
    return shared_data.bundled("emon")


@pytest.fixture
def source() -> Path:
    return DATA / "emon"


def test_reads_without_a_finding(emon: netmap.Study) -> None:
    assert emon.warnings == ()


def test_holds_seven_networks(emon: netmap.Study) -> None:
    assert len(emon.partnerships) == 7
    assert len(emon.agencies) == 140
    assert len(emon.ties) == 840
    assert emon.agencies["agency"].is_unique
    assert emon.agencies.groupby("partnership").size().to_dict() == {
        "Cheyenne": 14,
        "HurrFrederic": 21,
        "LakePomona": 20,
        "MtSi": 13,
        "MtStHelens": 27,
        "Texas": 25,
        "Wichita": 20,
    }


def test_ties_stay_undated_and_within_their_network(emon: netmap.Study) -> None:
    home = emon.agencies.set_index("agency")["partnership"]
    assert (emon.ties["source"].map(home) == emon.ties["target"].map(home)).all()
    ties = netmap.ties(emon)
    assert ties["kind"].isna().all()
    assert ties["state"].isna().all()


def test_names_are_readable_and_the_original_is_kept(emon: netmap.Study) -> None:
    names = emon.agencies.set_index("original_name")["name"]
    assert names["Laramie.County.Sheriff.s.Office"] == "Laramie County Sheriff's Office"
    assert names["US.Forest.Service..Vancouver."] == "US Forest Service (Vancouver)"
    assert not names.str.contains(r"\.\.|\w\.\w|  ", regex=True).any()


def test_says_its_licence_and_whom_to_thank(emon: netmap.Study) -> None:
    about = json.loads((bundled_studies()["emon"] / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in about["licenses"]] == ["CC-BY-4.0"]
    assert "Drabek" in about["sources"][0]["title"]
    assert set(emon.ties["provenance"]) == {"documented"}


@pytest.mark.shared
def test_is_what_the_program_makes_of_the_source(source: Path) -> None:
    stored = bundled_studies()["emon"]
    for name, rows in (
        ("agencies", make_emon.agencies(make_emon.rows_of(source / "emon_nodes.csv"))),
        ("ties", make_emon.ties(make_emon.rows_of(source / "emon_edges.csv"))),
    ):
        read = pd.read_csv(stored / f"{name}.csv", dtype=str, keep_default_na=False)
        assert read.to_dict("records") == rows


@pytest.mark.shared
def test_every_report_of_the_source_is_there_once(source: Path, emon: netmap.Study) -> None:
    edges = pd.read_csv(source / "emon_edges.csv")
    nodes = pd.read_csv(source / "emon_nodes.csv")
    by_row = emon.agencies.set_index(["partnership", emon.agencies["row"].astype(int)])["agency"]
    wanted = sorted(
        (by_row[edge.network, edge.source_id], by_row[edge.network, edge.target_id], float(edge.frequency))
        for edge in edges.itertuples()
    )
    got = sorted((tie.source, tie.target, float(tie.strength)) for tie in emon.ties.itertuples(index=False))
    assert got == wanted
    scores = emon.agencies["command_rank"].astype(float).fillna(-1).tolist()
    assert scores == nodes["Command.Rank.Score"].fillna(-1).tolist()
