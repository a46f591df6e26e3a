"""Published networks asked in waves and about several relations, through the same door as a user's file.

The answers are those of R's sna and igraph for each network alone, and of RSiena's reports.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.graph_measures.brokerage_roles import ROLES
from netmap.model.errors import ArgumentError
from tests.graph_measures.networks_of_others import published
from tests.shared_data import DATA, ORACLES

pytestmark = pytest.mark.shared

REPORTS = ORACLES / "longitudinal"


def study_in_files(folder: Path, **tables: pd.DataFrame) -> netmap.Study:
    """Tables written as a folder of CSV and read as anybody's study is."""
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    return netmap.read_study(folder)


def edges(folder: str, table: str) -> pd.DataFrame:
    return pd.read_csv(DATA / folder / f"{table}.csv", dtype="str")


BY_GROUP = ("external", "internal", "ei", "assortativity", "mixing", "exp_", "z_", *ROLES, "total")


def whole(study: netmap.Study, **question: Any) -> pd.Series:
    """Every figure that asks for no groups."""
    found = netmap.network_measures(study, **question)
    return found[~found["measure"].str.startswith(BY_GROUP)].set_index("measure")["value"]


@pytest.fixture
def s50(tmp_path: Path) -> netmap.Study:
    """Fifty girls, three waves; the waves as the file numbers them, each of a year."""
    waves = pd.DataFrame({"wave": ["1", "2", "3"], "start": ["1995", "1996", "1997"]})
    people = edges("s50_glasgow", "nodes").rename(columns={"node": "practitioner"})
    return study_in_files(
        tmp_path, practitioners=people, waves=waves, ties=edges("s50_glasgow", "edges_3waves")
    )


def test_each_wave_of_s50_is_the_network_of_that_wave_alone(s50: netmap.Study) -> None:
    assert [whole(s50, wave=wave)["arrows"] for wave in "123"] == [113, 116, 122]
    for wave in "123":
        alone = whole(published(f"s50_w{wave}").study)
        pd.testing.assert_series_equal(whole(s50, wave=wave), alone)
        drawn = netmap.graph(s50, wave=wave)
        assert drawn.number_of_edges() == alone["arrows"]
        assert {tie["wave"] for _, _, tie in drawn.edges(data=True)} == {wave}


def test_by_default_it_is_the_latest_wave_that_has_ended(s50: netmap.Study) -> None:
    days = ("1995-12-30", "1995-12-31", "1996-12-31", "1997-12-30", "1997-12-31")
    assert [whole(s50, as_of=day)["arrows"] for day in days] == [0, 113, 116, 116, 122]
    assert whole(s50)["arrows"] == 122
    assert netmap.network_measures(s50).attrs["wave"] == "3"
    assert len(netmap.ties(s50)) == whole(s50)["ties"]


def test_measures_and_brokerage_of_a_wave_are_those_of_that_wave_alone(s50: netmap.Study) -> None:
    for wave in "13":
        alone = published(f"s50_w{wave}").study
        for found, other in (
            (netmap.measures(s50, wave=wave, by="smoke1"), netmap.measures(alone, by="group")),
            (netmap.brokerage(s50, wave=wave, by="practitioner"), netmap.brokerage(alone, by="agency")),
        ):
            theirs = other.set_index("actor").loc[found["actor"]].reset_index()
            shared = [name for name in found.columns if name not in ("sort", "group", "external", "internal")]
            shared = [name for name in shared if name not in ("ei", "component", "component_strong")]
            pd.testing.assert_frame_equal(found[shared], theirs[shared])


@pytest.fixture
def van_de_bunt(tmp_path: Path) -> netmap.Study:
    """Thirty-two freshmen, seven waves: codes 1 to 3 are a tie, 6 and 9 were not answered."""
    codes = edges("vandebunt_freshmen", "codes_7waves")
    codes["missing"] = codes["code"].isin(["6", "9"])
    ties = codes[codes["code"].isin(["1", "2", "3"]) | codes["missing"]]
    waves = pd.DataFrame({"wave": list("0123456")})
    people = edges("vandebunt_freshmen", "nodes_vars").rename(columns={"node": "practitioner"})
    return study_in_files(tmp_path, practitioners=people, waves=waves, ties=ties)


def test_density_is_over_each_waves_own_observed_cells(van_de_bunt: netmap.Study) -> None:
    codes = edges("vandebunt_freshmen", "codes_7waves")
    for wave in "0123456":
        found, mine = whole(van_de_bunt, wave=wave), codes[codes["wave"] == wave]["code"].value_counts()
        tied = sum(int(mine.get(code, 0)) for code in "123")
        gone = sum(int(mine.get(code, 0)) for code in "69")
        assert (found["actors"], found["arrows"], found["cells_missing"]) == (32, tied, gone)
        assert found["cells"] == 32 * 31 - gone
        assert found["density"] == pytest.approx(tied / (32 * 31 - gone))
    assert round(whole(van_de_bunt, wave="1")["density"], 4) == 0.1183
    assert round(whole(van_de_bunt, wave="6")["density"], 4) == 0.2176
    assert netmap.network_measures(van_de_bunt, wave="6").attrs["cells_missing"] == 220


def test_unanswered_cells_may_be_bounded(van_de_bunt: netmap.Study) -> None:
    low, high = (whole(van_de_bunt, wave="6", missing=word) for word in ("no tie", "tie"))
    assert (low["arrows"], high["arrows"]) == (168, 168 + 220)
    assert {low["cells"], high["cells"]} == {32 * 31}


def test_degrees_are_those_of_rsienas_report(van_de_bunt: netmap.Study) -> None:
    """Where a wave has no missing cells for it, RSiena lists every degree."""
    text = (REPORTS / "rsiena_vdb_code1-3.txt").read_text(encoding="utf-8")
    seen = 0
    for moment, part in enumerate(re.split(r"For observation moment \d", text)[1:]):
        listed = re.search(r"out-degrees\s([\s\d]+)in-degrees\s([\s\d]+)\n\s*No missing data", part)
        if listed is None:
            continue
        out, into = (np.array(group.split(), int)[:32] for group in listed.groups())
        found = netmap.measures(van_de_bunt, wave=str(moment), names=["out_degree", "in_degree"])
        found = found.set_index("actor").loc[[str(node) for node in range(1, 33)]]
        assert found["out_degree"].tolist() == out.tolist()
        assert found["in_degree"].tolist() == into.tolist()
        seen += 1
    assert seen >= 1


@pytest.fixture
def knoke(tmp_path: Path) -> netmap.Study:
    """Ten organisations, information and money."""
    parts = [edges("knoke", f"edges_{name}").assign(relation=name) for name in ("info", "money")]
    agencies = edges("knoke", "nodes").rename(columns={"org": "agency"})
    return study_in_files(tmp_path, agencies=agencies, ties=pd.concat(parts))


def test_the_relations_of_knoke_are_two_networks(knoke: netmap.Study) -> None:
    for name, density in (("info", 0.5444), ("money", 0.2444)):
        found = whole(knoke, relation=name)
        assert round(found["density"], 4) == density
        pd.testing.assert_series_equal(found, whole(published(f"knoke_{name}").study))
        assert netmap.graph(knoke, relation=name).number_of_edges() == found["arrows"]


@pytest.mark.parametrize(
    "name", ["ties", "agency_ties", "graph", "measures", "network_measures", "brokerage"]
)
def test_relations_are_not_pooled_in_silence(knoke: netmap.Study, name: str) -> None:
    with pytest.raises(ArgumentError, match="info, money"):
        getattr(netmap, name)(knoke)


def test_relations_are_combined_as_told(knoke: netmap.Study) -> None:
    one, other = (
        {*map(tuple, edges("knoke", f"edges_{name}")[["source", "target"]].to_numpy())}
        for name in ("info", "money")
    )
    assert whole(knoke, combine="any")["arrows"] == len(one | other)
    assert whole(knoke, combine="all")["arrows"] == len(one & other)
    assert whole(knoke, relation=["info", "money"], combine="all")["arrows"] == len(one & other)


def test_a_mutual_relation_runs_both_ways(tmp_path: Path) -> None:
    """Kapferer's sociational ties, each pair given once and called mutual."""
    ties = edges("kapferer_tailorshop", "edges")
    ties = ties[(ties["relation"] == "sociational") & (ties["source"] < ties["target"])]
    ties = ties.rename(columns={"time": "wave"}).assign(direction="mutual")
    people = pd.DataFrame({"practitioner": sorted({*ties["source"], *ties["target"]})})
    waves = pd.DataFrame({"wave": ["1", "2"]})
    study = study_in_files(tmp_path, practitioners=people, waves=waves, ties=ties)
    for wave in "12":
        alone = whole(published(f"kapferer_sociational_t{wave}").study)
        pd.testing.assert_series_equal(whole(study, wave=wave), alone)
