"""People by sittings, against igraph's answers for Davis's women and a plain walk through the rows."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.model.errors import NotFoundError, StudyError
from tests.shared_data import DATA, ORACLES
from tests.slices import first
from tests.tie_kinds.slow_encounters import covers, first_day
from tests.worlds import Rows, random_rows, study_of

BIPARTITE = ORACLES / "bipartite"


def davis(date: str) -> netmap.Study:
    """Eighteen women and fourteen events whose days have no year."""
    told = pd.read_csv(DATA / "davis_southern_women" / "attendance.csv")
    events = told["event"].drop_duplicates()
    month, day = (events.str.split("/").str[place].astype(int) for place in (0, 1))
    written = [
        date.format(event=event, month=m, day=d) for event, m, d in zip(events, month, day, strict=True)
    ]
    return netmap.from_tables(
        practitioners=pd.DataFrame({"practitioner": told["woman"].drop_duplicates()}),
        meetings=pd.DataFrame({"meeting": events, "date": written}),
        attendance=told.rename(columns={"woman": "practitioner", "event": "meeting"}),
    )


def answers(name: str) -> pd.DataFrame:
    return pd.read_csv(BIPARTITE / f"davis_{name}.csv", index_col=0)


class TestDavis:
    """The women of Natchez."""

    pytestmark = pytest.mark.shared

    def test_the_days_without_a_year_are_kept_and_said(self) -> None:
        study = davis("--{month:02d}-{day:02d}")
        assert study.meetings["date"].tolist()[0] == "--06-27"
        assert [found.code for found in study.warnings].count("no-date") == 14
        found = netmap.attendance_matrix(study)
        assert found.shape == (18, 14)
        assert found.to_numpy().sum() == 89
        assert {name: found.attrs[name] for name in ("n", "people", "undated")} == {
            "n": 14,
            "people": 18,
            "undated": 14,
        }
        assert len(netmap.ties(study)) == 0

    def test_days_as_the_file_writes_them_are_refused_with_the_way_out(self) -> None:
        with pytest.raises(StudyError) as refused:
            davis("{event}")
        assert {problem.code for problem in refused.value.problems if problem.severity == "error"} == {
            "no-year"
        }
        assert "--12-31" in refused.value.problems[0].text()

    def test_women_by_women_and_events_by_events_are_those_of_igraph(self) -> None:
        found = netmap.attendance_matrix(davis("--{month:02d}-{day:02d}"))
        together, shared = found @ found.T, found.T @ found
        for mine, theirs in (
            (together, answers("women_coattendance")),
            (shared, answers("event_overlap")),
        ):
            expected = theirs.loc[mine.index, mine.columns]
            np.testing.assert_array_equal(mine.to_numpy(), expected.to_numpy())
        degree = answers("bipartite_nodes")["degree"]
        assert found.sum(axis=1).to_dict() == degree[found.index].to_dict()
        assert found.sum(axis=0).to_dict() == degree[found.columns].to_dict()


ROWS: Rows = {
    "practitioners": [
        {"practitioner": "=A1"},
        {"practitioner": "1", "left": "2011-01-31"},
        {"practitioner": "a,b"},
        {"practitioner": "never"},
    ],
    "zones": [{"zone": "z"}, {"zone": "y"}],
    "meetings": [
        {"meeting": "late", "zone": "z", "date": "2011-03"},
        {"meeting": "no day", "zone": "z"},
        {"meeting": "<b>", "zone": "y", "date": "2011-01-31"},
        {"meeting": "--", "date": "--02-01"},
        {"meeting": "empty", "zone": "z", "date": "2011-02-01"},
    ],
    "attendance": [
        {"meeting": "late", "practitioner": "=A1"},
        {"meeting": "late", "practitioner": "1"},
        {"meeting": "no day", "practitioner": "1", "status": "present"},
        {"meeting": "<b>", "practitioner": "1"},
        {"meeting": "<b>", "practitioner": "a,b", "status": "absent"},
        {"meeting": "--", "practitioner": "=A1", "status": "unclear"},
        {"meeting": "--", "practitioner": "=A1", "status": "apologies"},
    ],
}


def matrix(**question: Any) -> dict[str, set[str]]:
    """Who was there, by sitting."""
    found = netmap.attendance_matrix(study_of(ROWS), **question)
    return {name: set(column.index[column.eq(1)]) for name, column in found.items()}


def test_dated_sittings_come_first_and_those_without_a_day_are_there_too() -> None:
    found = netmap.attendance_matrix(study_of(ROWS))
    assert list(found.columns) == ["<b>", "late", "no day", "--"]
    assert list(found.index) == ["1", "=A1", "a,b"]
    assert matrix() == {"<b>": {"1"}, "late": {"=A1"}, "no day": {"1"}, "--": set()}
    assert (found.attrs["undated"], found.attrs["without_attendance"], found.attrs["left_out"]) == (2, 1, 0)


def test_a_window_leaves_out_what_has_no_day_and_says_how_many() -> None:
    assert matrix(start="2011-02") == {"late": {"=A1"}}
    assert matrix(end="2011-01") == {"<b>": {"1"}}
    found = netmap.attendance_matrix(study_of(ROWS), end="2011-02-28")
    assert (found.attrs["left_out"], found.attrs["end"]) == (2, "2011-02-28")


def test_zones_and_the_rule_choose_sittings_and_presence() -> None:
    assert matrix(zones=["z"]) == {"late": {"=A1"}, "no day": {"1"}}
    assert matrix(policy=netmap.TiePolicy(count_unclear=True))["--"] == {"=A1"}
    with pytest.raises(NotFoundError, match="no zone “x”"):
        matrix(zones=["x"])


def test_without_attendance_the_table_is_empty() -> None:
    found = netmap.attendance_matrix(study_of({"agencies": [{"agency": "A"}]}))
    assert found.shape == (0, 0)
    assert found.attrs["n"] == 0


@pytest.mark.parametrize("seed", first(4, range(10)))
def test_random_worlds_have_everybody_where_their_rows_say(seed: int) -> None:
    rng = Random(f"two modes {seed}")
    rows = random_rows(rng)
    for meeting in rows.get("meetings", []):
        if rng.random() < 0.3:
            meeting.pop("date", None)
    found = netmap.attendance_matrix(study_of(rows))
    people = {row["practitioner"]: row for row in rows["practitioners"]}
    told = {row["meeting"]: row for row in rows.get("meetings", [])}
    cells = {
        (row["practitioner"], row["meeting"])
        for row in rows.get("attendance", [])
        if row.get("status") in (None, "present")
        and (
            (day := first_day(told[row["meeting"]].get("date"))) is None
            or covers(people[row["practitioner"]], day)
        )
    }
    assert {(who, what) for what, column in found.items() for who in column.index[column.eq(1)]} == cells
    assert set(found.columns) == {row["meeting"] for row in rows.get("attendance", [])}
    assert set(found.index) == {row["practitioner"] for row in rows.get("attendance", [])}
