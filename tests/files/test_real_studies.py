"""Real tables that are not bundled, read as they are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.files.reading import check_study
from tests.shared_data import PANELS

pytestmark = pytest.mark.shared


@pytest.fixture
def panels() -> Path:
    return PANELS


def test_the_panels_read_without_errors(panels: Path) -> None:
    report = check_study(panels)
    assert report.ok
    assert {c.table: c.kept for c in report.counts} == {
        "levels": 4,
        "partnerships": 1,
        "agencies": 82,
        "practitioners": 278,
        "zones": 4,
        "posts": 149,
        "meetings": 45,
        "attendance": 1023,
    }
    found = pd.Series([p.code for p in report.warnings]).value_counts().to_dict()
    assert found == {"no-level": 146, "no-agency": 6}


@pytest.mark.parametrize("place", ["folder", "panels.zip", "panels.xlsx"])
def test_the_panels_come_back_from_every_format(panels: Path, tmp_path: Path, place: str) -> None:
    study = netmap.read_study(panels)
    again = netmap.read_study(netmap.write_study(study, tmp_path / place))
    for name in study.tables:
        pd.testing.assert_frame_equal(study.table(name), again.table(name))
    assert again.about["title"] == study.about["title"]
    assert again.zones["formal"].tolist() == [True] * 4
    assert "first_met" in again.zones
