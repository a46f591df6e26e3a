"""Boundary zones of four real panels, worked out again from their tables with plain pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.births import ties_born
from netmap.boundary_zones.losses import zone_losses
from tests import shared_data
from tests.shared_data import PANELS

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def study() -> netmap.Study:
    return shared_data.panels()


@pytest.fixture(scope="module")
def present() -> pd.DataFrame:
    """Who was present at which sitting, with zone, day and agency."""
    people = pd.read_csv(PANELS / "practitioners.csv").set_index("practitioner")
    meetings = pd.read_csv(PANELS / "meetings.csv", parse_dates=["date"])
    rows = pd.read_csv(PANELS / "attendance.csv").merge(meetings, on="meeting", suffixes=("_row", ""))
    rows = rows[rows["status"].eq("present")].drop_duplicates(["meeting", "practitioner"])
    return rows.assign(agency=rows["practitioner"].map(people["agency"]))


def test_who_came_is_what_the_tables_say(study: netmap.Study, present: pd.DataFrame) -> None:
    found = netmap.zones(study).set_index("zone")
    assert found.index.tolist() == ["LPDP", "CJSP", "SOG", "TB"]
    by_zone = present.groupby("zone")
    for zone, name in [(zone, name) for zone in found.index for name in ("practitioner", "agency")]:
        column = {"practitioner": "people", "agency": "agencies"}[name]
        assert found.loc[zone, column] == by_zone[name].nunique()[zone]
    assert found["attendances"].to_dict() == by_zone.size().to_dict()
    for zone, rows in by_zone:
        share = rows["agency"].value_counts(normalize=True)
        even = -(share * np.log(share)).sum() / np.log(len(share))
        assert found.loc[zone, "balance"] == pytest.approx(even, abs=1e-12)


def test_how_often_they_sat_is_what_the_tables_say(study: netmap.Study) -> None:
    found = netmap.zones(study).set_index("zone")
    meetings = pd.read_csv(PANELS / "meetings.csv", parse_dates=["date"])
    for zone, days in meetings.groupby("zone")["date"]:
        assert found.loc[zone, "sittings"] == len(days)
        gaps = days.drop_duplicates().sort_values().diff().dt.days
        assert found.loc[zone, "regularity_days"] == gaps.median()
        assert found.loc[zone, ["first", "last"]].tolist() == [days.min(), days.max()]


def test_ties_are_born_where_two_first_sat_together(study: netmap.Study, present: pd.DataFrame) -> None:
    both = present.merge(present, on="meeting")
    both = both[both["practitioner_x"] < both["practitioner_y"]]
    first = both.groupby(["practitioner_x", "practitioner_y"])["date_x"].transform("min")
    born = both[both["date_x"] == first].drop_duplicates(["practitioner_x", "practitioner_y", "zone_x"])
    ties = netmap.ties(study)
    known = set(
        ties.loc[ties["kind_computed"].notna(), ["source", "target"]].itertuples(index=False, name=None)
    )
    pairs = born[["practitioner_x", "practitioner_y"]].itertuples(index=False, name=None)
    counted = born[[pair in known for pair in pairs]].groupby("zone_x").size()
    assert netmap.zones(study).set_index("zone")["born"].to_dict() == counted.to_dict()
    assert not ties_born(study)["by_contact"].any()


def test_what_would_be_lost_is_the_reach_of_studies_without_the_zone(study: netmap.Study) -> None:
    whole = netmap.reach_over_time(study, "local", "board").set_index("month")["share"].dropna()
    found = zone_losses(study)
    found = found[(found["from_level"] == "local") & (found["to_level"] == "board")].set_index("zone")
    for zone in ("LPDP", "CJSP", "SOG", "TB"):
        meetings = study.meetings[study.meetings["zone"] != zone]
        attendance = study.attendance[study.attendance["meeting"].isin(meetings["meeting"])]
        tables = {**study.tables, "meetings": meetings, "attendance": attendance}
        part = netmap.from_tables(**tables)
        ends = {"start": "2010-06-01", "end": "2014-02-14"}
        left = netmap.reach_over_time(part, "local", "board", **ends).set_index("month")["share"]
        left = left.reindex(whole.index).fillna(0)
        assert found.loc[zone, "lost"] == pytest.approx(100 * (whole.mean() - left.mean()), abs=1e-9)
    assert (found["lost"] > 1).sum() >= 2
