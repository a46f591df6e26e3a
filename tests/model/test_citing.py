"""Results cite their study and the program; the program has a bibliography entry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random

import pandas as pd
import pytest

import netmap
from netmap.model.bundled import bundled_studies
from netmap.model.citing import AUTHORS, LICENCE, TITLE, YEAR, study_version
from tests.worlds import random_rows, study_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name",
    ["ties", "tie_lives", "agency_ties", "kind_agreement", "measures", "network_measures", "brokerage"],
)
def test_a_result_cites_its_study_and_its_rule(name: str) -> None:
    study = netmap.read_study(bundled_studies()["riverside"])
    found = getattr(netmap, name)(study).attrs
    assert found["study"] == "riverside"
    assert (found["study_version"], found["netmap_version"]) == (study_version(study), netmap.__version__)
    assert found["baseline"] == study.partnerships["baseline"].iloc[0]
    assert "quiet_days 90" in found["rule"]
    assert isinstance(found["n"], int)


@pytest.mark.parametrize("name", ["zones", "horizontal_reach", "reach_over_time"])
def test_a_result_of_a_window_cites_its_study(name: str) -> None:
    study = netmap.read_study(bundled_studies()["riverside"])
    level = () if name == "zones" else (study.levels["level"].iloc[1],)
    found = getattr(netmap, name)(study, *level).attrs
    assert (found["study"], found["study_version"]) == ("riverside", study_version(study))
    assert isinstance(found["n"], int)


def test_the_baseline_is_that_of_each_partnership_where_they_differ() -> None:
    sites = [{"partnership": "=A1", "baseline": "2011-03"}, {"partnership": "1", "baseline": "2012"}]
    study = study_of({"partnerships": sites, "agencies": [{"agency": "x"}]})
    assert netmap.ties(study).attrs["baseline"] == "=A1 2011-03-01; 1 2012-01-01"
    assert netmap.ties(study, baseline="2010").attrs["baseline"] == "2010-01-01"
    assert netmap.ties(study_of({"agencies": [{"agency": "x"}]})).attrs["baseline"] == ""


def test_a_study_that_says_its_version_is_believed() -> None:
    agencies = pd.DataFrame({"agency": ["x"]})
    assert study_version(netmap.from_tables(agencies=agencies, about={"version": "2.1"})) == "2.1"


def test_the_same_tables_have_the_same_version_and_a_changed_cell_another() -> None:
    rows = random_rows(Random(5))
    versions = [study_version(study_of(rows)), study_version(study_of(rows))]
    assert versions[0] == versions[1]
    assert re.fullmatch("[0-9a-f]{12}", versions[0])
    for table in ("contacts", "practitioners", "levels"):
        changed = {name: [dict(row) for row in told] for name, told in rows.items()}
        changed[table][-1]["remark"] = "new"
        versions.append(study_version(study_of(changed)))
    assert len(set(versions)) == 4


def test_cells_that_only_look_alike_in_a_row_differ() -> None:
    """A value that moves to its neighbour, or is cut elsewhere, makes another study."""
    tables = [
        {"agency": ["ab", "c"], "name": [None, "x"]},
        {"agency": ["a", "bc"], "name": [None, "x"]},
        {"agency": ["ab", "c"], "name": ["x", None]},
        {"agency": ["c", "ab"], "name": [None, "x"]},
        {"agency": ["ab", "c"], "name": [None, "x"], "more": ["x", None]},
    ]
    versions = {study_version(netmap.from_tables(agencies=pd.DataFrame(table))) for table in tables}
    assert len(versions) == len(tables)


def test_the_program_has_a_bibliography_entry() -> None:
    entry = netmap.cite()
    for text in (entry.plain, entry.bibtex):
        assert all(told in text for told in (AUTHORS, TITLE, str(YEAR), netmap.__version__, LICENCE))
    assert re.fullmatch(r"@misc\{netmap,\n(  \w+ = \{.*\},\n)+  \w+ = \{.*\}\n\}", entry.bibtex)
    assert entry.bibtex.count("{") == entry.bibtex.count("}")
    assert str(entry) == repr(entry) == f"{entry.plain}\n\n{entry.bibtex}"


def test_the_entry_says_what_the_package_and_the_citation_file_say() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    file = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    told = dict(re.findall(r"^([\w-]+): \"?([^\"\n]+)\"?$", file, re.MULTILINE))
    assert (told["version"], told["license"]) == (project["version"], project["license"])
    assert (told["title"], told["license"]) == (TITLE, LICENCE)
    assert AUTHORS in file
    assert AUTHORS in (ROOT / "NOTICE").read_text(encoding="utf-8")
