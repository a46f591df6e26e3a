"""The simulated study says that it is one, and holds what it was made to show."""

from __future__ import annotations

from pathlib import Path

import pytest

import netmap
from netmap.model.bundled import bundled_studies
from netmap.tie_kinds.baselines import known_baselines
from tests import shared_data
from tools import make_riverside
from tools.study_folder import write_folder


@pytest.fixture(scope="module")
def riverside() -> netmap.Study:
    return shared_data.bundled("riverside")


def test_every_row_says_simulated(riverside: netmap.Study) -> None:
    for frame in riverside.tables.values():
        assert set(frame["provenance"]) == {"simulated"}


def test_the_program_makes_it_again(tmp_path: Path) -> None:
    write_folder(tmp_path, make_riverside.ABOUT, make_riverside.tables())
    stored = bundled_studies()["riverside"]
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in stored.iterdir() if path.name != "README.md"}


def test_every_kind_state_and_origin_can_be_seen(riverside: netmap.Study) -> None:
    ties = netmap.ties(riverside)
    seen = set(ties[["kind", "state"]].itertuples(index=False, name=None))
    assert seen == {
        ("old_network", "active"),
        ("old_network", "dormant"),
        ("new_network", "active"),
        ("new_network", "dormant"),
        ("cognitive_trail", "active"),
        ("cognitive_trail", "faded"),
    }
    assert set(ties["origin"].dropna()) == {"mobilised", "developed"}


def test_old_networks_can_be_known(riverside: netmap.Study) -> None:
    assert known_baselines(riverside)["old_known"].all()


def test_a_need_is_uncovered_in_the_south(riverside: netmap.Study) -> None:
    needs = riverside.services.groupby("area")["need"].agg(set)
    assert needs["North"] - needs["South"] == {"mental health", "substance misuse"}


def test_one_agency_is_silent(riverside: netmap.Study) -> None:
    agency_of = riverside.practitioners.set_index("practitioner")["agency"]
    met = set(riverside.attendance["practitioner"])
    met |= set(riverside.contacts["source"]) | set(riverside.contacts["target"])
    heard = {agency_of[person] for person in met}
    assert set(riverside.agencies["agency"]) - heard == {"drug-alcohol"}


def test_some_things_stay_unknown(riverside: netmap.Study) -> None:
    assert (riverside.attendance["status"] == "unclear").any()
    assert riverside.practitioners["agency"].isna().sum() == 1
    assert riverside.practitioners["level"].isna().sum() == 3
    assert (riverside.contacts["direction"] == "directed").any()


def test_somebody_sits_at_two_levels(riverside: netmap.Study) -> None:
    level_of = riverside.zones.set_index("zone")["level"]
    posts = riverside.posts.assign(level=riverside.posts["zone"].map(level_of))
    assert (posts.groupby("practitioner")["level"].nunique() > 1).sum() >= 3
