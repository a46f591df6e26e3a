"""The simulated study with a story says that it is simulated, and its story is found by the data alone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

import netmap
from netmap.boundary_zones.losses import zone_losses
from netmap.model.bundled import bundled_studies
from tests import shared_data
from tools import make_brightwater
from tools.brightwater_plan import ABOUT, PEOPLE, UNLINKED, seats
from tools.study_folder import write_folder

UP, YARDSTICK = ("front", "board"), {"transmission_probability": 0.2}
LAST_YEAR = {"start": "2024-07-01", "end": "2025-06-30"}


@pytest.fixture(scope="module")
def brightwater() -> netmap.Study:
    return shared_data.bundled("brightwater")


def test_every_row_says_simulated(brightwater: netmap.Study) -> None:
    assert brightwater.about["simulated"]
    for frame in brightwater.tables.values():
        assert set(frame["provenance"]) == {"simulated"}


def test_the_program_makes_it_again(tmp_path: Path) -> None:
    write_folder(tmp_path, ABOUT, make_brightwater.tables())
    stored = bundled_studies()["brightwater"]
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in stored.iterdir() if path.name != "README.md"}


def test_the_front_line_reaches_the_board_less_since_the_reorganisation(brightwater: netmap.Study) -> None:
    months = netmap.reach_over_time(brightwater, *UP, start="2023-01-01", **YARDSTICK)
    by_year = months.groupby(months["month"].dt.year)["share"].mean()
    assert by_year[2023] == pytest.approx(0.80, abs=0.02)
    assert by_year[2024] == pytest.approx(0.51, abs=0.02)
    certain = netmap.reach_over_time(brightwater, *UP, start="2023-01-01")
    assert certain["share"].min() > 0.9


def test_one_meeting_matters_most(brightwater: netmap.Study) -> None:
    losses = zone_losses(brightwater, **LAST_YEAR, **YARDSTICK)
    up = losses[losses["from_level"].eq(UP[0]) & losses["to_level"].eq(UP[1])].sort_values("lost")
    most, next_one = up.iloc[-1], up.iloc[-2]
    assert most["zone"] == "exchange"
    assert most["lost"] > next_one["lost"] + 10
    assert most["reach_without"] < 0.2
    assert most["reach"] > 0.5


def test_a_few_people_carry_everything(brightwater: netmap.Study) -> None:
    (carried,) = netmap.class_reliance(brightwater, *UP, **LAST_YEAR, **YARDSTICK).to_dict("records")
    assert carried["cross_represented"] == 6
    assert carried["reliance"] == 1
    assert carried["reached"] > 25


def test_strangers_have_a_new_network(brightwater: netmap.Study) -> None:
    founders = {person.id for person in PEOPLE if ("wellbeing", None) in seats(person)}
    ties = netmap.ties(brightwater).set_index(["source", "target"])
    pairs = [ties.loc[pair] for pair in combinations(sorted(founders), 2)]
    assert {(pair["kind"], pair["state"]) for pair in pairs} == {("new_network", "active")}
    assert min(pair["first"] for pair in pairs).isoformat() >= "2024-02"
    assert len({person.agency for person in PEOPLE if person.id in founders}) == len(founders) == 4


def test_nobody_is_linked_to_one_service(brightwater: netmap.Study) -> None:
    gaps = netmap.gaps(brightwater)
    found = {row["rule"] for row in gaps.to_dict("records") if UNLINKED in map(str, row["actors"])}
    assert {"silent-agency", "unlinked-services"} <= found
