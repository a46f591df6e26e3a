"""Everyday life in a simulated partnership: rhythm, turnover, reorganisation, waves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.simulation.simulated_study import SimulatedStudy


@pytest.fixture(scope="module")
def study() -> SimulatedStudy:
    return netmap.simulate(seed=6, partnerships=3, months=24, non_response=0.3)


def days(study: SimulatedStudy, table: str) -> pd.Series:
    return pd.to_datetime(study.table(table)["date"])


@pytest.mark.parametrize("table", ["meetings", "contacts"])
def test_nothing_happens_on_weekends_and_public_holidays(study: SimulatedStudy, table: str) -> None:
    found = days(study, table)
    assert (found.dt.day_of_week < 5).all()
    assert not found.dt.strftime("%m-%d").isin(["12-25", "12-26", "01-01"]).any()


def test_everything_happens_within_the_record(study: SimulatedStudy) -> None:
    row = study.partnerships.iloc[0]
    for table in ("meetings", "contacts", "trajectories", "agency_changes"):
        assert study.table(table)["date"].between(row["observed_from"], row["observed_to"]).all(), table


def test_school_holidays_are_quieter(study: SimulatedStudy) -> None:
    contacts = days(study, "contacts")
    august, june = ((contacts.dt.month == month).sum() for month in (8, 6))
    assert august < 0.75 * june


def test_zones_do_not_sit_in_august(study: SimulatedStudy) -> None:
    ordinary = study.truth["zones"]["zone"]
    sat = study.meetings[study.meetings["zone"].isin(ordinary)]
    months = pd.to_datetime(sat["date"]).dt.month.value_counts()
    assert months[8] < 0.5 * months[6]


def test_people_are_busier_after_sittings() -> None:
    values = {"gaps": (), "pairs_of_each_kind": 0, "zones": 3, "beyond_zone": 0.0, "p3": 0.0, "p3b": 0.0}
    quiet, busy = (netmap.simulate(seed=1, burst=burst, people=400, **values) for burst in (1.0, 4.0))
    shares = []
    for study in (quiet, busy):
        after = {day + np.timedelta64(later, "D") for day in days(study, "meetings") for later in range(1, 6)}
        shares.append(days(study, "contacts").isin(after).mean())
    assert shares[1] > 1.3 * shares[0]


def test_people_leave_and_others_take_over(study: SimulatedStudy) -> None:
    people = study.practitioners
    left, joined = people["left"].notna(), people["joined"].notna()
    assert left.sum() == joined.sum() > 50
    assert (left & joined).sum() == 0
    assert study.posts.merge(people[joined], on="practitioner").shape[0] > 10


def test_some_change_agency(study: SimulatedStudy) -> None:
    rows = study.employments.groupby("practitioner")["agency"].agg(["count", "nunique"])
    assert len(rows) > 5
    assert (rows == 2).all(axis=None)


def test_an_agency_is_merged_and_one_renamed(study: SimulatedStudy) -> None:
    changes = study.agency_changes
    assert sorted(changes["kind"]) == ["merged"] * 3 + ["renamed"] * 3
    assert changes["date"].gt(study.partnerships["baseline"].iloc[0]).all()
    assert netmap.simulate(seed=1, reorganisation=False).agency_changes.empty


def test_who_did_not_answer_names_nobody_and_is_asked_about_everybody(study: SimulatedStudy) -> None:
    silent = study.responses[study.responses["status"] == "none"]
    assert 0.1 < len(silent) / len(study.responses) < 0.3
    rows = study.table("ties").merge(silent, left_on=["wave", "source"], right_on=["wave", "actor"])
    assert rows["missing"].all()
    asked = rows.groupby(["wave", "source"]).size()
    agencies = len(study.responses) / len(study.waves)
    assert (asked == agencies - 1).all()


def test_what_was_declared_is_true(study: SimulatedStudy) -> None:
    columns = ["source", "target", "wave"]
    table = study.table("ties")
    said = set(table.loc[~table["missing"].astype(bool), columns].itertuples(index=False, name=None))
    true = set(study.truth["declared"][columns].itertuples(index=False, name=None))
    assert said < true


def test_declared_ties_persist_as_planted(study: SimulatedStudy) -> None:
    true = study.truth["declared"]
    first, second = (
        set(true.loc[true["wave"].isin(waves), ["source", "target"]].itertuples(index=False, name=None))
        for waves in (study.waves["wave"][::2], study.waves["wave"][1::2])
    )
    assert len(first & second) / len(first) == pytest.approx(0.8, abs=0.06)


def test_forgotten_contacts_are_missing_from_the_record() -> None:
    whole, worn = (netmap.simulate(seed=1, forgotten=share) for share in (0.0, 0.3))
    assert len(worn.contacts) < 0.9 * len(whole.contacts)
    assert worn.truth["ties"].equals(whole.truth["ties"])


def test_agencies_of_whom_nothing_is_recorded(study: SimulatedStudy) -> None:
    agency = study.practitioners.set_index("practitioner")["agency"]
    seen = {*study.attendance["practitioner"].map(agency), *study.posts["practitioner"].map(agency)}
    contacts = study.contacts
    seen |= {*contacts["source"].map(agency), *contacts["target"].map(agency)}
    assert len(set(agency) - seen) == 3
