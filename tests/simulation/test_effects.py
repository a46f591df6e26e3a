"""Effects are there where they were planted, and only there."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.simulation.simulated_study import SimulatedStudy

BARE = {
    "gaps": (),
    "pairs_of_each_kind": 0,
    "waves": 0,
    "one_off": 0.0,
    "level_shares": (0.0, 0.7, 0.2, 0.1),
    "p3b": 0.0,
}
"""Nothing planted but effects, and no contact between levels."""


def months(study: SimulatedStudy) -> pd.DataFrame:
    """Every month of every partnership with its truth, and the contacts for each of its people in it."""
    truth = study.truth["months"].astype({"active_zones": int, "engagement": float})
    truth = truth.merge(study.truth["partnerships"], on="partnership")
    home = study.practitioners.set_index("practitioner")["partnership"]
    contacts = study.contacts[study.contacts["source"].isin(home.index) & study.contacts["zone"].isna()]
    month = pd.Series(contacts["date"].str[:7], name="month")
    counted = contacts.groupby([contacts["source"].map(home).rename("partnership"), month]).size()
    return truth.merge(counted.rename("contacts").reset_index(), on=["partnership", "month"])


def slope(x: pd.Series, y: pd.Series) -> float:
    return float(np.polyfit(x.astype(float), y.astype(float), 1)[0])


@pytest.mark.parametrize("planted", [0.0, 0.02])
def test_engagement_rises_with_zones_where_planted(planted: float) -> None:
    study = netmap.simulate(seed=1, partnerships=4, months=24, late_zones=0.8, p1=planted, **BARE)
    table = months(study)
    settled = table[table["month"] >= "2022-08"]
    assert slope(settled["active_zones"], settled["engagement"]) == pytest.approx(planted, abs=1e-6)


def contacts_by_zones(planted: float) -> float:
    """How much likelier contacts are with each zone that was active: months compared within themselves."""
    values = {"late_zones": 0.9, "closing_zones": 0.0, "turnover": 0.0, "people": 160, **BARE}
    table = months(netmap.simulate(seed=1, partnerships=24, months=24, p1=planted, **values))
    table = table[table["month"].between("2022-08", "2023-12")]
    apart = table.groupby("month")[["contacts", "active_zones"]].transform(
        lambda column: column - column.mean()
    )
    return slope(apart["active_zones"], apart["contacts"]) / float(table["contacts"].mean())


def test_contacts_follow_engagement_and_nothing_else() -> None:
    assert contacts_by_zones(0.0) == pytest.approx(0.0, abs=0.015)
    assert contacts_by_zones(0.03) == pytest.approx(0.03 / 0.5, rel=0.35)


@pytest.mark.parametrize("planted", [0.0, 0.3])
def test_ties_go_beyond_zones_with_standing_where_planted(planted: float) -> None:
    study = netmap.simulate(seed=2, partnerships=4, p2=planted, carrying_zones=0.0, guests=0.0, **BARE)
    seats = study.posts[["practitioner", "zone"]].drop_duplicates()
    alone = seats[~seats["practitioner"].duplicated(keep=False)]
    ties = netmap.ties(study).merge(alone, left_on="source", right_on="practitioner")
    ties = ties.merge(alone, left_on="target", right_on="practitioner")
    mates = ties[ties["zone_x"] == ties["zone_y"]]
    stated = study.truth["zones"].set_index("zone")["stated"]
    share = mates.groupby(mates["zone_x"].map(stated))["beyond_zone"].mean()
    assert len(mates) > 1000
    assert share["false"] == pytest.approx(0.25, abs=0.06)
    assert share["true"] - share["false"] == pytest.approx(planted, abs=0.06)


@pytest.mark.parametrize("planted", [0.0, 0.2])
def test_engagement_is_higher_with_pillars_where_planted(planted: float) -> None:
    table = months(netmap.simulate(seed=3, partnerships=8, p4=planted, **BARE))
    engagement = table.groupby("pillars")["engagement"].mean()
    assert engagement["true"] - engagement["false"] == pytest.approx(planted, abs=1e-9)
    contacts = table.groupby("pillars")["contacts"].mean()
    assert contacts["true"] / contacts["false"] == pytest.approx(1 + planted / 0.5, abs=0.08)


@pytest.mark.parametrize("planted", [0.0, 0.3])
def test_engagement_is_higher_with_an_even_board_where_planted(planted: float) -> None:
    table = months(netmap.simulate(seed=4, partnerships=10, p5=planted, **BARE))
    table = table.astype({"evenness": float})
    assert table["evenness"].between(0, 1).all()
    assert table["evenness"].std() > 0.05
    assert slope(table["evenness"], table["engagement"]) == pytest.approx(planted, abs=1e-4)


@pytest.mark.parametrize(("p3", "p3b"), [(0.0, 0.0), (0.5, 0.25), (1.0, 0.0), (0.75, 0.75)])
def test_champions_are_the_way_in_as_many_partnerships_as_planted(p3: float, p3b: float) -> None:
    truth = netmap.simulate(seed=5, partnerships=8, months=7, p3=p3, p3b=p3b).truth
    share = {
        column: truth["partnerships"][column].eq("champions").mean()
        for column in ("to_authority", "to_strategic")
    }
    assert share == {"to_authority": p3, "to_strategic": p3 - p3b}


def test_the_truth_says_what_was_planted() -> None:
    effects = netmap.simulate(seed=5, months=7, p1=0.01, p3=0.5, p3b=0.0).truth["effects"]
    planted = dict(zip(effects["proposition"], effects["planted"].astype(float), strict=True))
    assert planted == {"P1": 0.01, "P2": 0.0, "P3": 0.5, "P3b": 0.0, "P4": 0.0, "P5": 0.0}
