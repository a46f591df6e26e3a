"""Scenarios: what is said after is what the changed study says, taken apart by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import netmap
from tests.what_if.test_introductions import FIRST_DAYS
from tests.worlds import Rows, meeting_rows, study_of

T = "2011-12-31"
PEOPLE = {
    "a,b": ("=A1", "front"),
    "1": ("Č-12", "front"),
    "<b>x</b>": ("=A1", "board"),
    "-": ("agency_1", "front"),
}
CERTAIN: dict[str, Any] = {"transmission_probability": 1.0, "horizon": 100}


def world() -> Rows:
    """Three at the front, one on the board; one zone, and contacts of the first with the board."""
    contacts = [
        {"contact": f"c{month}", "date": f"2011-{month:02}-15", "source": "a,b", "target": "<b>x</b>"}
        for month in range(1, 13)
    ]
    sat = meeting_rows([(f"2011-{month:02}-10", "z", ("a,b", "1")) for month in range(1, 13)])
    return {
        "levels": [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}],
        "agencies": [{"agency": agency} for agency in ("=A1", "Č-12", "agency_1")],
        "practitioners": [
            {"practitioner": name, "agency": agency, "level": level, "joined": "2010-01-01"}
            for name, (agency, level) in PEOPLE.items()
        ],
        "zones": [{"zone": "z"}],
        "contacts": contacts,
        "partnerships": [{"partnership": "p", "observed_from": "2011-01-01", "observed_to": T}],
        **sat,
    }


def upward(found: pd.DataFrame) -> tuple[float, float]:
    row = found[(found["measure"] == "vertical_reach") & (found["to_level"] == "board")].iloc[0]
    assert row["change"] == pytest.approx(row["after"] - row["before"])
    return row["before"], row["after"]


def mean_reach(rows: Rows) -> float:
    return float(netmap.reach_over_time(study_of(rows), "front", "board", horizon=100).attrs["mean"])


def test_without_a_zone() -> None:
    rows = world()
    before, after = upward(netmap.scenario(study_of(rows), remove=["z"], **CERTAIN))
    assert before == pytest.approx(mean_reach(rows))
    assert after == pytest.approx(mean_reach({**rows, "meetings": [], "attendance": []}))
    assert before > after


def test_without_a_person() -> None:
    rows = world()
    _, after = upward(netmap.scenario(study_of(rows), remove=["a,b"], **CERTAIN))
    assert after == 0


def test_without_an_agency_its_people_are_gone() -> None:
    rows = world()
    _, after = upward(netmap.scenario(study_of(rows), remove=["Č-12"], **CERTAIN))
    there = [row for row in rows["attendance"] if row["practitioner"] != "1"]
    people = [row for row in rows["practitioners"] if row["practitioner"] != "1"]
    assert after == pytest.approx(mean_reach({**rows, "practitioners": people, "attendance": there}))


def test_with_a_tie() -> None:
    rows = world()
    _, after = upward(netmap.scenario(study_of(rows), add_ties=[("1", "-")], **CERTAIN))
    added = [{"contact": day, "date": day, "source": "1", "target": "-"} for day in FIRST_DAYS]
    assert after == pytest.approx(mean_reach({**rows, "contacts": [*rows["contacts"], *added]}))


@pytest.mark.parametrize("turns", [1, 2])
def test_with_a_zone_and_its_rota(turns: int) -> None:
    rows, members = world(), ("-", "<b>x</b>", "1")
    zone = {"zone": "new", "members": members, "turns": turns}
    found = netmap.scenario(study_of(rows), add_zone=zone, **CERTAIN)
    sat = meeting_rows(
        (day, "new", [one for place, one in enumerate(members) if place % turns == turn % turns])
        for turn, day in enumerate(FIRST_DAYS)
    )
    meetings = [{**row, "meeting": f"new {row['meeting']}"} for row in sat["meetings"]]
    there = [{**row, "meeting": f"new {row['meeting']}"} for row in sat["attendance"]]
    by_hand = {
        **rows,
        "zones": [*rows["zones"], {"zone": "new"}],
        "meetings": [*rows["meetings"], *meetings],
        "attendance": [*rows["attendance"], *there],
    }
    assert upward(found)[1] == pytest.approx(mean_reach(by_hand))


def test_nothing_changed_is_no_change_in_any_measure() -> None:
    found = netmap.scenario(study_of(world()), horizon=100, replicates=64)
    assert (found["change"].fillna(0) == 0).all()
    assert found["se"].dropna().eq(0).all()
    assert {"density", "vertical_reach", "horizontal_reach"} <= set(found["measure"])
    assert set(found["transmission_probability"].dropna()) == {1.0, 0.2}


def test_measures_of_the_network_change_too() -> None:
    rows = world()
    found = netmap.scenario(study_of(rows), remove=["a,b"], **CERTAIN).set_index("measure")
    kept = {name: [row for row in rows[name] if "a,b" not in row.values()] for name in rows}
    after = netmap.network_measures(study_of(kept), T, who="practitioner").set_index("measure")["value"]
    for name in ("mean_degree", "density"):
        if name in after:
            assert found.loc[name, "after"] == pytest.approx(after[name], nan_ok=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"remove": ["nobody"]},
        {"add_ties": [("1", "nobody")]},
        {"add_zone": {"zone": "z", "members": ["1"]}},
        {"add_zone": {"zone": "new", "members": ["nobody"]}},
        {"add_zone": {"zone": "new", "members": ["1"], "turns": 0}},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(netmap.NetmapError):
        netmap.scenario(study_of(world()), **wrong)
