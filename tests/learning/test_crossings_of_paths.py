"""How paths cross from level to level: by hand, one rule at a time, and laws on random worlds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.learning.crossings_of_paths import crossings, passed_on
from netmap.learning.one_path import learning_path
from netmap.learning.upwards import vertical_reach
from netmap.model.study import Study
from tests.boundary_zones.slow_zones import Remembering
from tests.random_worlds import LEVELS, random_rows
from tests.worlds import Row, meeting_rows, people_and_contacts, study_of

ONE, TWO, BOARD = "agency_1", "1", "Č-12"
RANKS: list[Row] = [{"level": name, "rank": rank} for rank, name in enumerate(("front", "middle", "board"))]
FORMED: list[Row] = [{"zone": "<b>x</b>", "form": "task group"}, {"zone": "=A1"}]


def path(
    talks: list[Any], people: dict[str, Any], sittings: list[Any] | None = None, **more: Any
) -> list[Any]:
    """How, from which level and to which, for each hop of the path of `ONE` from the front to the board."""
    found = learning_path(world(talks, people, sittings, **more), ONE, to_level="board", from_level="front")
    return found[["crossing", "from_level", "to_level"]].fillna("").values.tolist()


def world(talks: list[Any], people: dict[str, Any], sittings: list[Any] | None = None, **more: Any) -> Study:
    rows = [{"practitioner": name, **about} for name, about in people.items()]
    agencies = [{"agency": "A"}, {"agency": "B"}]
    tables = {"levels": RANKS, "zones": FORMED, "agencies": agencies, "practitioners": rows, **more}
    return study_of(people_and_contacts(talks, **tables) | meeting_rows(sittings or []))


def at(level: str | None, agency: str | None = None) -> dict[str, str]:
    return {name: cell for name, cell in (("level", level), ("agency", agency)) if cell}


FLAT = {ONE: at("front", "A"), BOARD: at("board", "B")}


def test_a_contact_crosses() -> None:
    assert path([("2011-03-01", ONE, BOARD)], FLAT) == [["contact", "front", "board"]]


def test_a_sitting_crosses_by_the_form_of_its_zone_and_without_one_as_a_contact() -> None:
    for zone, form in (("<b>x</b>", "task group"), ("=A1", "contact"), (None, "contact")):
        sittings = [("2011-03-01", zone, [ONE, BOARD])]
        assert path([], FLAT, sittings) == [[form, "front", "board"]]
    marked = [("2011-03-01", ONE, BOARD, "phone", "<b>x</b>")]
    assert path(marked, FLAT) == [["task group", "front", "board"]]


def test_two_of_one_agency_are_a_pillar_before_their_zone_says_how() -> None:
    people = {ONE: at("front", "A"), BOARD: at("board", "A")}
    sittings = [("2011-03-01", "<b>x</b>", [ONE, BOARD])]
    assert path([], people, sittings) == [["pillar", "front", "board"]]
    unknown = {ONE: at("front"), BOARD: at("board")}
    assert path([], unknown, sittings) == [["task group", "front", "board"]]


SEAT: list[Row] = [{"practitioner": TWO, "zone": "seat"}]
SEATED: dict[str, Any] = {"zones": [*FORMED, {"zone": "seat", "level": "board"}], "posts": SEAT}


def test_who_sits_at_both_levels_is_a_champion_where_the_path_ends_with_them() -> None:
    people = {ONE: at("front", "A"), TWO: at("front", "A")}
    assert path([("2011-03-01", ONE, TWO)], people, **SEATED) == [["champion", "front", "board"]]


def test_a_champion_passes_on_at_the_other_level() -> None:
    people = {ONE: at("front"), TWO: at("middle"), "z": at("front"), BOARD: at("board")}
    zones = [*FORMED, {"zone": "seat", "level": "front"}]
    talks = [("2011-03-01", ONE, TWO), ("2011-03-05", TWO, "y"), ("2011-03-09", "y", BOARD)]
    people["y"] = at("middle")
    found = path(talks, people, zones=zones, posts=SEAT)
    assert found == [["", "", ""], ["champion", "front", "middle"], ["contact", "middle", "board"]]


def test_who_has_moved_carries_what_they_were_given_before() -> None:
    people = {ONE: at("front"), TWO: {}, BOARD: at("board")}
    jobs = [
        {"practitioner": TWO, "level": "front", "left": "2011-03-03"},
        {"practitioner": TWO, "level": "middle", "joined": "2011-03-04"},
    ]
    talks = [("2011-03-01", ONE, TWO), ("2011-03-05", TWO, BOARD)]
    found = path(talks, people, employments=jobs)
    assert found == [["", "", ""], ["champion", "front", "board"]]
    counted = crossings(world(talks, people, employments=jobs), "front", "board")
    # One change lies inside the one who moved, the next in the encounter of the same hop.
    assert counted.set_index("crossing")["n"].to_dict() == {
        "champion": 1,
        "pillar": 0,
        "task group": 0,
        "contact": 1,
    }
    assert counted["paths"].tolist() == [1, 0, 0, 1]


def test_somebody_without_a_level_changes_none() -> None:
    people = {ONE: at("front"), TWO: {}, BOARD: at("board")}
    talks = [("2011-03-01", ONE, TWO), ("2011-03-05", TWO, BOARD)]
    assert path(talks, people) == [["", "", ""], ["contact", "front", "board"]]


def test_of_several_levels_the_nearest_in_rank_are_named() -> None:
    assert passed_on(("front",), ("front",), ("middle", "board")) == (
        [(None, ("front",), ("middle", "board"))],
        ("middle", "board"),
    )
    people = {ONE: at("front"), TWO: at("middle"), BOARD: at("board")}
    talks = [("2011-03-01", ONE, "y"), ("2011-03-05", "y", BOARD)]
    jobs = [{"practitioner": "y", "level": level} for level in ("users", "middle")]
    levels = [*RANKS, {"level": "users", "rank": -1}]
    people["y"] = {}
    found = path(talks, people, employments=jobs, levels=levels)
    assert [row[1:] for row in found] == [["front", "middle"], ["middle", "board"]]


def test_every_class_has_a_row_and_shares_of_nothing_are_missing() -> None:
    found = crossings(world([], FLAT), "front", "board")
    assert found["crossing"].tolist() == ["champion", "pillar", "task group", "contact"]
    assert found["n"].tolist() == [0, 0, 0, 0]
    assert found["share"].isna().all()
    assert found.attrs["paths"] == "0"


def test_counts_are_those_of_all_paths_and_every_class_is_true() -> None:
    counted: Counter[str] = Counter()
    for seed in range(36):
        rng = Random(7000 + seed)
        rows = random_rows(rng, dt.date(2010, 1, 1))
        for zone in rows["zones"][:-1]:
            zone["form"] = rng.choice(("board", "<i>club</i>"))
        levels = rng.sample(LEVELS, 2)
        window = {"start": dt.date(2010, 2, 1), "end": dt.date(2011, 2, 1), "same_day": rng.random() < 0.5}
        study, slow = study_of(rows), Remembering(rows, **window)
        reach = vertical_reach(study, *levels, **window)
        on_paths: Counter[str] = Counter()
        for person in reach.loc[reach["reached"], "practitioner"]:
            chain = learning_path(study, person, to_level=levels[1], from_level=levels[0], **window)
            crossed = chain.dropna(subset=["crossing"])
            assert len(crossed) > 0
            assert crossed["from_level"].iloc[0] == levels[0]
            assert crossed["to_level"].iloc[-1] == levels[1]
            for row in chain.to_dict("records"):
                counted.update([check_row(slow, study, row)])
            on_paths.update(set(crossed["crossing"]))
        found = netmap.crossings(study, *levels, **window)
        assert found.attrs["paths"] == str(int(reach["reached"].sum()))
        assert (found["paths"] >= [on_paths[name] for name in found["crossing"]]).all()
        assert found["share"].sum() == pytest.approx(1) or not reach["reached"].any()
        assert found["n"].sum() == int(found.attrs["n"])
    assert min(counted[kind] for kind in ("none", "champion", "pillar", "form", "contact")) > 3


def check_row(slow: Remembering, study: Study, row: dict[str, Any]) -> str:
    """Check a hop's class against where its two people stand that day; returns what kind it is."""
    day, giver, taker = row["date"].date(), row["from"], row["to"]
    shared = slow.levels(giver, day) & slow.levels(taker, day)
    if pd.isna(row["crossing"]):
        assert pd.isna(row["from_level"])
        assert pd.isna(row["to_level"])
        assert shared or not slow.levels(giver, day) or not slow.levels(taker, day)
        return "none"
    assert row["from_level"] != row["to_level"]
    if row["crossing"] == "champion":
        assert any(len(slow.levels(who, when)) > 1 for who in (giver, taker) for when in (day,)) or any(
            slow.levels(giver, when) != slow.levels(giver, day) for when in slow.days
        )
        return "champion"
    assert not shared
    agencies = {slow.agency(giver, day), slow.agency(taker, day)}
    one_agency = len(agencies) == 1 and None not in agencies
    assert one_agency == (row["crossing"] == "pillar")
    if one_agency:
        return "pillar"
    forms = dict(zip(study.zones["zone"], study.zones["form"], strict=True))
    form = forms.get(row["zone"])
    assert row["crossing"] == (form if isinstance(form, str) else "contact")
    return "form" if isinstance(form, str) else "contact"
