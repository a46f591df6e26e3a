"""Boundary zones with known answers, one rule at a time."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.boundary_zones import losses
from netmap.boundary_zones.births import ties_born
from netmap.boundary_zones.losses import zone_losses
from netmap.boundary_zones.zone_table import zones
from netmap.model.citing import cited
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.study import Study
from netmap.tie_kinds.policy import TiePolicy
from tests.boundary_zones import reruns
from tests.worlds import Row, meeting_rows, people_and_contacts, study_of

LEVELS = [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}]
PANEL, OTHER, CLOSED = "<b>x</b>", "=A1", "a,b"
ONE, TWO, BOARD = "agency_1", "1", "Č-12"


def a_study(sittings: list[Any], talks: tuple[Any, ...] = (), **tables: list[Row]) -> Study:
    """Two at the front and one on the board, of three agencies, and three zones of which one is described."""
    people = [
        {"practitioner": ONE, "level": "front", "agency": "A"},
        {"practitioner": TWO, "level": "front", "agency": "B"},
        {"practitioner": BOARD, "level": "board", "agency": "C"},
    ]
    described = {"zone": PANEL, "name": "Panel", "form": "task group", "formal": True, "purpose": "to talk"}
    rows = {
        "levels": LEVELS,
        "agencies": [{"agency": name} for name in "ABC"],
        "zones": [described, {"zone": OTHER}, {"zone": CLOSED}],
        "practitioners": people,
    }
    return study_of(people_and_contacts(talks, **(rows | tables)) | meeting_rows(sittings))


def row_of(frame: pd.DataFrame, zone: str) -> dict[str, Any]:
    (row,) = frame[frame["zone"] == zone].to_dict("records")
    return dict(row)


SITTINGS = [
    ("2011-03-01", PANEL, [ONE, TWO]),
    ("2011-03-11", PANEL, [ONE, TWO, BOARD]),
    ("2011-03-11", PANEL, [ONE]),
    ("2011-04-30", PANEL, [ONE]),
    ("2011-04-30", OTHER, [BOARD]),
]


def test_health_by_hand() -> None:
    found = zones(a_study(SITTINGS))
    row = row_of(found, PANEL)
    assert (row["name"], row["form"], row["formal"], row["purpose"]) == (
        "Panel",
        "task group",
        True,
        "to talk",
    )
    assert row["purpose_stated"]
    assert (row["sittings"], row["attendances"], row["people"], row["agencies"]) == (4, 7, 3, 3)
    assert row["regularity_days"] == 30
    assert (row["first"], row["last"]) == (pd.Timestamp("2011-03-01"), pd.Timestamp("2011-04-30"))
    shares = (4 / 7, 2 / 7, 1 / 7)
    assert row["balance"] == pytest.approx(-sum(s * math.log(s) for s in shares) / math.log(3))
    assert row["levels"] == 2


def test_what_is_not_defined_is_missing_never_0() -> None:
    found = zones(a_study(SITTINGS))
    alone, closed = row_of(found, OTHER), row_of(found, CLOSED)
    assert (alone["sittings"], alone["agencies"], alone["levels"]) == (1, 1, 1)
    assert pd.isna([alone["balance"], alone["regularity_days"], alone["lost_from"]]).all()
    assert not alone["purpose_stated"]
    assert (closed["sittings"], closed["people"], closed["born"]) == (0, 0, 0)
    assert pd.isna([closed["first"], closed["last"], closed["balance"], closed["regularity_days"]]).all()


def test_nothing_dated_leaves_the_zones_described() -> None:
    found = zones(a_study([]))
    assert found["zone"].tolist() == [PANEL, OTHER, CLOSED]
    assert found["sittings"].tolist() == [0, 0, 0]
    assert found[["first", "balance", "lost_horizontal", "lost_most", "lost_from"]].isna().all(axis=None)
    assert list(found.columns) == list(zones(a_study(SITTINGS)).columns)
    assert found.dtypes.equals(zones(a_study(SITTINGS)).dtypes)
    losses = zone_losses(a_study([]))
    assert len(losses) == 3 * 4
    assert losses[["reach", "reach_without", "lost"]].isna().all(axis=None)
    assert ties_born(a_study([])).empty


def test_a_study_without_zones_has_no_row() -> None:
    study = a_study([("2011-03-01", None, [ONE, TWO])], zones=[])
    assert zones(study).empty
    assert zone_losses(study).empty
    assert ties_born(study).empty


def test_the_only_way_up_is_lost_with_its_zone() -> None:
    """Through the panel one of two reaches the board; a contact marked with it goes with it too."""
    sittings = [("2011-03-02", PANEL, [ONE, BOARD])]
    talks = (("2011-03-03", TWO, BOARD, None, OTHER), ("2011-03-05", TWO, ONE), ("2011-04-20", TWO, ONE))
    found = zone_losses(a_study(sittings, talks), horizon=20, start="2011-03-01")
    lost = {(row.zone, row.from_level, row.to_level): row.lost for row in found.dropna().itertuples()}
    assert lost[PANEL, "front", "board"] == 50
    assert lost[OTHER, "front", "board"] == 50
    assert lost[CLOSED, "front", "board"] == 0
    assert lost[PANEL, "board", "front"] == 0
    found = found[(found["zone"] == PANEL) & (found["to_level"] == "board")]
    assert found[["reach", "reach_without", "months", "n"]].values.tolist() == [[1.0, 0.5, 1, 2]]


def test_a_board_that_would_not_be_seen_any_more_is_lost_not_missing() -> None:
    study = a_study([("2011-03-02", PANEL, [ONE, BOARD]), ("2011-04-02", OTHER, [TWO])])
    found = zone_losses(study, start="2011-03-01", horizon=20, zone=PANEL)
    row = found[found["to_level"] == "board"].iloc[0]
    assert (row["reach"], row["reach_without"], row["lost"]) == (0.5, 0.0, 50.0)
    table = row_of(zones(a_study([("2011-03-02", PANEL, [ONE, BOARD])]), horizon=1), PANEL)
    assert pd.isna(table["lost_most"])


def test_posts_stay_when_a_zone_goes() -> None:
    """Somebody is at the board by a seat in the zone that goes, and is reached another way."""
    seats = [{"practitioner": TWO, "zone": PANEL}]
    board = [{"zone": PANEL, "level": "board"}, {"zone": OTHER}, {"zone": CLOSED}]
    sittings = [("2011-03-02", PANEL, [ONE, TWO])]
    talks = (("2011-03-03", ONE, TWO), ("2011-04-20", ONE, TWO))
    study = a_study(sittings, talks, zones=board, posts=seats)
    found = zone_losses(study, start="2011-03-01", horizon=20, zone=PANEL)
    row = found[found["to_level"] == "board"].iloc[0]
    assert (row["reach"], row["lost"]) == (1.0, 0.0)


@pytest.mark.parametrize(("day", "born"), [("2011-04-10", True), ("2011-04-11", False)])
def test_a_contact_thirty_days_after_both_sat_is_born_there(day: str, born: bool) -> None:
    sittings = [("2011-03-11", PANEL, [ONE]), ("2011-03-20", PANEL, [TWO])]
    found = ties_born(a_study(sittings, ((day, ONE, TWO, "phone"),)))
    expected = [[PANEL, TWO, ONE, True]] if born else []
    assert found[["zone", "source", "target", "by_contact"]].values.tolist() == expected


def test_a_meeting_too_large_to_be_an_occasion_bears_no_tie_but_who_was_there_sat() -> None:
    sittings = [("2011-03-11", PANEL, [ONE, TWO, BOARD])]
    study, small = a_study(sittings, (("2011-03-20", ONE, TWO),)), TiePolicy(max_meeting_size=2)
    assert len(ties_born(study)) == 3
    assert ties_born(study, policy=small)[["zone", "by_contact"]].values.tolist() == [[PANEL, True]]
    assert zones(study, policy=small)["attendances"].tolist() == [3, 0, 0]


def test_what_cannot_be_asked_is_said() -> None:
    study = a_study(SITTINGS)
    with pytest.raises(NotFoundError, match="no boundary zone"):
        zone_losses(study, zone="nowhere")
    with pytest.raises(ArgumentError, match="horizon"):
        zones(study, horizon=0)
    with pytest.raises(ArgumentError, match="max_wait"):
        netmap.zones(study, max_wait=-1)


def test_every_table_says_its_n_window_and_rule() -> None:
    study = a_study(SITTINGS)
    about = {"n": 3, "start": "2011-03-01", "end": "2011-04-30", "same_day": "true", "max_wait": "7"}
    about |= {"arrive_at": "person", "transmission_probability": "1.0", "replicates": "", "seed": ""}
    about |= cited(study)
    assert zones(study, same_day=True, max_wait=7).attrs == {**about, "horizon": "180"}
    assert zone_losses(study, same_day=True, max_wait=7).attrs == {**about, "n": 12, "horizon": "180"}
    born = ties_born(study).attrs
    assert {name: born[name] for name in ("n", "start", "end")} == {
        name: about[name] for name in ("n", "start", "end")
    }
    assert born["as_of"] == about["end"]
    assert "quiet_days 90" in born["rule"]


def seventy_zones() -> Study:
    """A talk every eleven days, each in a zone of its own, by turns of the three."""
    names = [f"{PANEL}{number}" for number in range(70)]
    days = [str(day.date()) for day in pd.date_range("2011-03-01", periods=70, freq="11D")]
    ends = [(ONE, TWO), (TWO, BOARD), (BOARD, ONE)]
    talks = tuple((days[n], *ends[n % 3], None, names[n]) for n in range(70))
    return a_study([], talks, zones=[{"zone": name} for name in names])


@pytest.mark.parametrize("rule", [{}, {"max_wait": 12}, {"max_wait": 10, "same_day": True}])
def test_seventy_zones_in_two_blocks_are_those_of_seventy_reruns(
    monkeypatch: pytest.MonkeyPatch, rule: dict[str, Any]
) -> None:
    fast = zone_losses(seventy_zones(), horizon=30, **rule)
    monkeypatch.setattr(losses, "one_pass", reruns)
    slow = zone_losses(seventy_zones(), horizon=30, **rule)
    assert (fast["lost"] > 0).sum() > 3
    assert fast["zone"].nunique() == 70
    assert fast.equals(slow)
