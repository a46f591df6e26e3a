"""Where learning stops, for all: level by level and agency by agency, against the library's own tables."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pandas as pd
import pytest

import netmap
from netmap.library.chances import out_of
from netmap.model.i18n import ENGLISH
from netmap.questions.learning.stops import (
    CARRIED,
    MOSTLY,
    NOTHING,
    SELDOM,
    UNSEEN,
    _becomes,
    levels_said,
    named,
)
from netmap.questions.learning.types import LevelReach
from tests.questions.boards import tables
from tests.questions.learning_pages import learning
from tests.shared_data import bundled

if TYPE_CHECKING:
    from netmap.questions.learning.resolved_request import Asked

YEAR = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}


@pytest.fixture(scope="module")
def brightwater() -> netmap.Study:
    return bundled("brightwater")


def test_each_level_counts_the_same_people_over_the_same_months(brightwater: netmap.Study) -> None:
    stops = learning(brightwater, **YEAR).stops
    assert stops is not None
    front, management, board = [each.level for each in learning(brightwater, **YEAR).choices.levels]
    middle, last = (
        netmap.reach_over_time(brightwater, front, to, **YEAR, transmission_probability=0.2)
        for to in (management, board)
    )
    not_there = [
        n * (1 - share) / of for n, share, of in zip(middle["n"], middle["share"], last["n"], strict=True)
    ]
    expected = [1 - sum(not_there) / len(not_there), last.attrs["mean"]]
    assert [each.share for each in stops.levels] == pytest.approx(expected)
    assert [each.said for each in stops.levels] == [f"{round(100 * each)} of 100" for each in expected]
    assert {each.people for each in stops.levels} == {38}
    assert learning(brightwater, **YEAR).sentences[0].startswith(stops.levels[-1].said)
    first, second = (round(100 * each) for each in expected)
    assert stops.sentences[0] == (
        f"Of 100 at the front line {first} get to Management, {second} to the board: most is lost before "
        "Management."
    )


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (
            (0.7, 0.3),
            "Of 100 at “Low” 70 get to Mid, 30 to High: most is lost before “High”.",
        ),
        ((0.4, 0.3), "Of 100 at “Low” 40 get to Mid, 30 to High: most is lost before “Mid”."),
        ((0.8, 0.75), "Of 100 at “Low” 80 get to Mid, 75 to High: most is lost before “Mid”."),
        ((0.81, 0.75), ""),
        ((0.7, 0.4), ""),
        ((0.05, 0.9), ""),
        ((0.001,), "Of 100 at “Low” fewer than 1 get to High."),
        ((0.97,), ""),
        ((), ""),
    ],
)
def test_the_step_that_loses_most_is_named_from_one_in_five_on(shares: tuple[float, ...], said: str) -> None:
    """Not where steps are alike, nor where a level is gone round: more get to the next one."""
    names = ("Mid", "High")[-len(shares) :] if shares else ()
    levels = [
        LevelReach(name, share, 100, out_of(ENGLISH, share, 100))
        for name, share in zip(names, shares, strict=True)
    ]
    asked = cast("Asked", SimpleNamespace(start=SimpleNamespace(name="Low")))
    assert levels_said(asked.start.name, levels, ENGLISH) == ([said] if said else [])


def test_what_becomes_of_each_agency_is_what_the_library_says(brightwater: netmap.Study) -> None:
    stops = learning(brightwater, **YEAR).stops
    assert stops is not None
    front, _, board = [each.level for each in learning(brightwater, **YEAR).choices.levels]
    table = netmap.vertical_reach(brightwater, front, board, **YEAR, transmission_probability=0.2)
    chance = table.groupby("agency")["chance"].mean()
    found = {each.agency: each.becomes for each in stops.agencies}
    assert set(found) == set(chance.index)
    assert {agency for agency, becomes in found.items() if becomes == MOSTLY} == set(
        chance[chance > 0.5].index
    )
    assert [each.name for each in stops.agencies if each.becomes == UNSEEN] == ["Brightwater Debt Advice"]
    assert "No agency is cut off: from each that was seen something can get to the board." in stops.sentences


def two_islands() -> netmap.Study:
    """At the front a, b and c sit together and d with e, each month of 2021; c meets the board, f nobody."""
    months = [f"2021-{month:02}" for month in range(1, 13)]
    sat = {"one": "abc", "other": "de", "board": "cz"}
    day = {"one": "05", "other": "06", "board": "20"}
    rows = [(f"{m} {zone}", zone, f"{m}-{day[zone]}") for m in months for zone in sat]
    return tables(
        levels=[{"level": "low", "rank": 0, "name": "Low"}, {"level": "high", "rank": 1, "name": "High"}],
        agencies=[{"agency": name, "name": name.upper()} for name in "abcdefz"],
        practitioners=[
            {"practitioner": f"{name}1", "agency": name, "level": "high" if name == "z" else "low"}
            for name in "abcdefz"
        ],
        zones=[{"zone": zone} for zone in sat],
        meetings=[{"meeting": meeting, "zone": zone, "date": date} for meeting, zone, date in rows],
        attendance=[
            {"meeting": meeting, "practitioner": f"{name}1"}
            for meeting, zone, _ in rows
            for name in sat[zone]
        ],
    )


def test_agencies_from_which_nothing_gets_through_are_named_and_those_nobody_saw_are_not_known() -> None:
    stops = learning(two_islands(), start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), horizon=60).stops
    assert stops is not None
    found = {each.name: each.becomes for each in stops.agencies}
    assert found == {"A": MOSTLY, "B": MOSTLY, "C": MOSTLY, "D": NOTHING, "E": NOTHING, "F": UNSEEN}
    assert [each.name for each in stops.agencies] == ["D", "E", "F", "A", "B", "C"]
    first, *rest = stops.sentences
    (level,) = stops.levels
    assert level.people == 6
    assert first == f"Of 6 at the front line {level.said.split()[0]} get to the board."
    assert rest == [
        "From D and E nothing gets to the board in the whole period.",
        "Of F nobody at the front line was seen, so nothing is known.",
    ]


def test_where_the_way_has_no_figure_nothing_is_said_to_stop() -> None:
    early = {"start": dt.date(2021, 1, 6), "end": dt.date(2021, 1, 31)}
    assert learning(two_islands(), **early).stops is None
    assert learning(two_islands(), way="sideways").stops is None


def test_an_agency_of_which_somebody_is_at_both_levels_is_not_cut_off() -> None:
    """Of D one meets only E, the other sits with the board; without a seat that one sets out too."""
    rows = two_islands()
    people = pd.DataFrame([{"practitioner": "d2", "agency": "d", "level": "low"}])
    seat = pd.DataFrame([{"practitioner": "d2", "zone": "board"}])
    sat = rows.meetings.loc[rows.meetings["zone"] == "board", "meeting"]
    year = {"start": dt.date(2021, 1, 1), "end": dt.date(2021, 12, 31), "horizon": 60}
    for seats, becomes in ((True, CARRIED), (False, SELDOM)):
        study = tables(
            levels=rows.levels,
            agencies=rows.agencies,
            practitioners=pd.concat([rows.practitioners, people]),
            zones=rows.zones.assign(level=["high" if z == "board" else None for z in rows.zones["zone"]]),
            meetings=rows.meetings,
            attendance=pd.concat([rows.attendance, pd.DataFrame({"meeting": sat, "practitioner": "d2"})]),
            **({"posts": seat} if seats else {}),
        )
        stops = learning(study, **year).stops
        assert stops is not None
        found = {each.name: each.becomes for each in stops.agencies}
        assert (found["D"], found["E"]) == (becomes, NOTHING)
        assert "From E nothing gets to the board in the whole period." in stops.sentences


@pytest.mark.parametrize(
    ("seen", "reached", "chance", "error", "becomes"),
    [
        (False, False, 0.0, 0.0, UNSEEN),
        (True, False, 0.0, 0.0, NOTHING),
        (True, True, 0.49, 0.0, SELDOM),
        (True, True, 0.5, 0.0, MOSTLY),
        (True, True, 0.45, 0.02, SELDOM),
        (True, True, 0.45, 0.03, MOSTLY),
        (True, True, 0.45, float("nan"), SELDOM),
    ],
)
def test_it_stops_more_often_only_where_that_is_beyond_its_error(
    seen: bool, reached: bool, chance: float, error: float, becomes: str
) -> None:
    rows = pd.DataFrame({"seen": [seen], "reached": [reached], "chance": [chance], "error": [error]})
    assert _becomes(rows, False) == becomes


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "A"), (3, "A, B and C"), (4, "A, B, C and D"), (5, "A, B, C and 2 other agencies")],
)
def test_a_sentence_names_three_agencies_and_counts_the_others(n: int, said: str) -> None:
    assert named("ABCDE"[:n], ENGLISH) == said
