"""Nothing moves while time, filters and layers change; only the layout moves things."""

from __future__ import annotations

import datetime as dt

import pandas as pd

import netmap
from netmap.questions.map.types import BoardView
from netmap.questions.parameters import NodeRef
from tests.questions.boards import ask
from tests.shared_data import bundled


def places(view: BoardView) -> dict[int, tuple[float, float]]:
    """Where everything stands; a service beside a closed agency may move inside an opened one."""
    return {node.number: (node.x, node.y) for node in view.nodes if node.ref.sort != "service"}


def test_positions_hold_over_windows_filters_and_layers() -> None:
    study = bundled("riverside")
    agency = str(study.agencies["agency"].iloc[0])
    everything = places(ask(study, layers=("people", "zones")))
    for request in (
        {"start": dt.date(2022, 9, 1), "end": dt.date(2022, 12, 31)},
        {"kinds": ("old_network",), "states": ()},
        {"partnership": str(study.partnerships["partnership"].iloc[0])},
        {"baseline": dt.date(2023, 6, 1), "size": "ties"},
        {"focus": NodeRef("agency", agency), "layers": ("zones",)},
        {"expanded": (agency, None)},
    ):
        shown = places(ask(study, **request))
        assert shown
        assert shown.items() <= everything.items()


def test_numbers_and_places_of_emon_hold_when_one_network_is_chosen() -> None:
    study = bundled("emon")
    everything = places(ask(study))
    for partnership in study.partnerships["partnership"]:
        assert places(ask(study, partnership=str(partnership))).items() <= everything.items()


def test_a_study_read_twice_is_placed_alike() -> None:
    one, two = (places(ask(bundled("riverside"), layout="levels")) for _ in range(2))
    assert one == two


def test_somebody_who_moves_keeps_a_place_in_each_agency() -> None:
    study = netmap.from_tables(**moving())
    early = ask(study, end=dt.date(2011, 1, 31), layers=("people",))
    late = ask(study, end=dt.date(2011, 12, 31), layers=("people",))
    mover = {
        view: node
        for view, seen in (("early", early), ("late", late))
        for node in seen.nodes
        if node.ref.id == "=A1"
    }
    parents = {node.number: node.ref.id for node in early.nodes}
    assert parents[mover["early"].parent] == "old"
    assert parents[mover["late"].parent] == "new"
    assert mover["early"].number == mover["late"].number


def moving() -> dict[str, object]:
    people = [{"practitioner": "=A1", "agency": "old"}, {"practitioner": "b", "agency": "new"}]
    return {
        "agencies": pd.DataFrame({"agency": ["old", "new"]}),
        "practitioners": pd.DataFrame(people),
        "employments": pd.DataFrame(
            [
                {"practitioner": "=A1", "agency": "old", "left": "2011-06-30"},
                {"practitioner": "=A1", "agency": "new", "joined": "2011-07-01"},
            ]
        ),
        "contacts": pd.DataFrame(
            [
                {"contact": "1", "date": "2011-01-05", "source": "=A1", "target": "b"},
                {"contact": "2", "date": "2011-12-05", "source": "=A1", "target": "b"},
            ]
        ),
    }


def test_bands_go_by_the_commonest_level_of_an_agencys_people() -> None:
    study = bundled("riverside")
    view = ask(study, layout="levels")
    ranks = {band.rank for band in view.bands}
    assert ranks >= set(study.levels["rank"].astype(int))
    by_rank = {band.rank: band for band in view.bands}
    for node in view.nodes:
        band = by_rank[node.band]
        assert band.top <= node.y <= band.bottom
    assert ask(study).bands == ()


def test_the_band_of_an_agency_by_hand() -> None:
    study = netmap.from_tables(
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1], "name": ["Front", "Board"]}),
        agencies=pd.DataFrame({"agency": ["a", "even", "none"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": list("123456"),
                "agency": ["a", "a", "a", "even", "even", "none"],
                "level": ["board", "board", "front", "front", "board", None],
            }
        ),
    )
    bands = {node.ref.id: node.band for node in ask(study, layout="levels").nodes}
    assert bands == {"a": 1, "even": 0, "none": None}
