"""Learning paths with known answers, one rule at a time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from netmap.learning.one_path import learning_path
from netmap.learning.over_time import reach_over_time
from netmap.learning.sideways import arrival_matrix, horizontal_reach
from netmap.learning.upwards import vertical_reach
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.study import Study
from tests.worlds import Row, meeting_rows, people_and_contacts, study_of

LEVELS = [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}]
FRONT, CARRIER, BOARD = "agency_1", "=A1", "a,b"


def person(name: str, level: str | None = None, agency: str | None = None, **more: str) -> Row:
    row = {"practitioner": name, "level": level, "agency": agency, **more}
    return {key: cell for key, cell in row.items() if cell is not None}


def chain(*contacts: tuple[Any, ...], people: list[Row] | None = None, **tables: list[Row]) -> Study:
    """Somebody at the front, a carrier without a level and somebody on the board, and their contacts."""
    three = [person(FRONT, "front"), person(CARRIER), person(BOARD, "board")]
    rows = people_and_contacts(contacts, levels=LEVELS, practitioners=people or three, **tables)
    return study_of(rows)


def the_row(frame: pd.DataFrame, who: str = FRONT) -> Row:
    (row,) = frame[frame["practitioner"] == who].to_dict("records")
    return dict(row)


def up(study: Study, **question: Any) -> Row:
    return the_row(vertical_reach(study, "front", "board", **question))


TWO_HOPS = (("2011-03-01", FRONT, CARRIER), ("2011-03-05", CARRIER, BOARD))


def test_a_chain_of_two_hops_takes_four_days() -> None:
    found = up(chain(*TWO_HOPS), start="2011-02-20")
    assert (found["reached"], found["wait_days"], found["fastest_days"]) == (True, 13, 4)
    assert found["first_arrival"] == pd.Timestamp("2011-03-05")


def test_time_runs_one_way() -> None:
    found = up(chain(("2011-03-05", FRONT, CARRIER), ("2011-03-01", CARRIER, BOARD)))
    assert not found["reached"]
    assert pd.isna(found["first_arrival"])
    assert pd.isna(found["wait_days"])
    assert pd.isna(found["fastest_days"])


def test_one_day_counts_only_if_asked_for() -> None:
    study = chain(("2011-03-05", FRONT, CARRIER), ("2011-03-05", CARRIER, BOARD))
    assert not up(study)["reached"]
    assert up(study, same_day=True)["fastest_days"] == 0


@pytest.mark.parametrize(("days", "reached"), [(4, True), (3, False)])
def test_waiting_is_limited_inclusively(days: int, reached: bool) -> None:
    assert up(chain(*TWO_HOPS), max_wait=days)["reached"] == reached


def test_being_reached_again_renews_the_wait() -> None:
    study = chain(("2011-02-01", FRONT, CARRIER), *TWO_HOPS)
    assert up(study, max_wait=4)["fastest_days"] == 4


def test_a_meeting_is_one_hop_and_passes_nothing_on_that_day() -> None:
    sittings = meeting_rows([("2011-03-01", None, [FRONT, CARRIER]), ("2011-03-01", None, [CARRIER, BOARD])])
    rows = people_and_contacts([], levels=LEVELS, practitioners=[person(FRONT, "front"), person(CARRIER)])
    rows["practitioners"].append(person(BOARD, "board"))
    assert not up(study_of(rows | sittings))["reached"]


def test_an_arrow_passes_one_way() -> None:
    rows = people_and_contacts(
        TWO_HOPS,
        levels=LEVELS,
        practitioners=[person(FRONT, "front"), person(CARRIER), person(BOARD, "board")],
    )
    for contact in rows["contacts"]:
        contact["direction"] = "directed"
    assert up(study_of(rows))["reached"]
    back = vertical_reach(study_of(rows), "board", "front")
    assert not the_row(back, BOARD)["reached"]


def test_who_is_at_both_levels_departs_for_neither_and_is_not_reached_by_themself() -> None:
    seat = {"practitioner": FRONT, "zone": "<b>x</b>", "joined": "2011-03-03"}
    zone = {"zone": "<b>x</b>", "level": "board"}
    two = [person(FRONT, "front"), person(CARRIER)]
    talks = (("2011-03-01", FRONT, CARRIER), ("2011-03-05", CARRIER, FRONT))
    study = chain(*talks, people=two, zones=[zone], posts=[seat])
    found = vertical_reach(study, "front", "board")
    assert found["practitioner"].tolist() == [FRONT]
    assert not up(study)["reached"]
    assert vertical_reach(study, "front", "board", start="2011-03-03").empty


def test_the_wait_of_a_latecomer_runs_from_joining() -> None:
    people = [person(FRONT, "front", joined="2011-02-27"), person(CARRIER), person(BOARD, "board")]
    assert up(chain(*TWO_HOPS, people=people), start="2011-01-01")["wait_days"] == 6


def agencies_and_people() -> dict[str, list[Row]]:
    people = [person("1", "front", "Č-12"), person("1_2", "front", "1"), person("z", "front", "a,b")]
    agencies = [{"agency": name} for name in ("Č-12", "1", "a,b")]
    return {"levels": LEVELS, "agencies": agencies, "practitioners": [*people, person("x", "board", "1")]}


def test_sideways_everybody_is_at_the_level() -> None:
    tables = agencies_and_people()
    tables["practitioners"] = [
        {**row, "practitioner": f"person {row['practitioner']}"} for row in tables["practitioners"]
    ]
    one, two, three, board = (f"person {name}" for name in ("1", "1_2", "z", "x"))
    talks = [("2011-03-01", one, two), ("2011-03-04", one, board), ("2011-03-05", board, three)]
    study = study_of(people_and_contacts(talks, **tables))
    found = horizontal_reach(study, "front")
    assert found[["practitioner", "agencies_reached", "share"]].values.tolist() == [
        [one, 1, 0.5],
        [two, 1, 0.5],
        [three, 0, 0.0],
    ]
    matrix = arrival_matrix(study, "front", start="2011-02-26")
    assert matrix.loc["Č-12", "1"] == 3
    assert matrix.notna().sum().sum() == 2


def test_months_past_the_data_are_left_out_and_a_board_not_seen_is_missing() -> None:
    study = chain(*TWO_HOPS, ("2011-06-20", FRONT, CARRIER))
    found = reach_over_time(study, "front", "board", horizon=30, start="2011-01-15")
    assert found["month"].dt.strftime("%m").tolist() == ["02", "03", "04", "05"]
    assert found["n"].tolist() == [1, 1, 1, 1]
    assert found["share"].fillna(-1).tolist() == [-1, 1, -1, -1]
    assert found["median_days"].fillna(-1).tolist() == [-1, 4, -1, -1]
    assert found.attrs["mean"] == 1


@pytest.mark.parametrize(
    ("contact", "share"),
    [
        ((FRONT, CARRIER), 0.0),
        ((FRONT, BOARD), 0.0),
        ((BOARD, CARRIER), None),
        ((FRONT, "Č-12"), 1.0),
    ],
)
def test_sideways_a_level_that_met_nobody_is_missing_and_one_that_met_others_is_0(
    contact: tuple[str, str], share: float | None
) -> None:
    people = [
        person(FRONT, "front", "1"),
        person("Č-12", "front", "2"),
        person(CARRIER),
        person(BOARD, "board"),
    ]
    study = chain(("2011-03-05", *contact), people=people, agencies=[{"agency": "1"}, {"agency": "2"}])
    found = reach_over_time(study, "front", start="2011-03", end="2011-03", horizon=4)
    assert found["share"].astype(object).where(found["share"].notna(), None).tolist() == [share]


def test_a_path_is_told_hop_by_hop() -> None:
    study = chain(
        ("2011-03-01", FRONT, CARRIER, "phone"),
        ("2011-03-05", CARRIER, BOARD, None, "1"),
        zones=[{"zone": "1"}],
    )
    found = learning_path(study, FRONT, to_level="board")
    assert found.fillna("").values.tolist() == [
        [pd.Timestamp("2011-03-01"), FRONT, CARRIER, "", "phone", "cognitive_trail", "", "", ""],
        [pd.Timestamp("2011-03-05"), CARRIER, BOARD, "1", "", "cognitive_trail", "contact", "front", "board"],
    ]
    assert learning_path(study, BOARD, target=FRONT).empty


def test_what_cannot_be_asked_is_said() -> None:
    study = chain(*TWO_HOPS)
    with pytest.raises(ArgumentError, match="two levels"):
        vertical_reach(study, "front", "front")
    with pytest.raises(ArgumentError, match="there is no level"):
        vertical_reach(study, "front", "attic")
    with pytest.raises(ArgumentError, match="before it starts"):
        vertical_reach(study, "front", "board", start="2011-03-02", end="2011-03-01")
    with pytest.raises(ArgumentError, match="max_wait"):
        vertical_reach(study, "front", "board", max_wait=-1)
    with pytest.raises(ArgumentError, match="horizon"):
        reach_over_time(study, "front", "board", horizon=0)
    with pytest.raises(ArgumentError, match="needs an end"):
        learning_path(study, FRONT)
    with pytest.raises(NotFoundError, match="no practitioner"):
        learning_path(study, "nobody", to_level="board")


def test_without_dated_rows_there_is_nothing() -> None:
    study = chain()
    assert vertical_reach(study, "front", "board").empty
    assert horizontal_reach(study, "front").empty
    assert arrival_matrix(study, "front").empty
    assert reach_over_time(study, "front", "board").empty
    assert learning_path(study, FRONT, to_level="board").empty
    some = chain(*TWO_HOPS)
    for ask in (vertical_reach, reach_over_time):
        none, found = ask(study, "front", "board"), ask(some, "front", "board")
        assert list(none.columns) == list(found.columns)


def test_no_encounter_in_the_window_is_no_reach_not_no_row() -> None:
    found = up(chain(*TWO_HOPS), start="2012-01-01", end="2012-02-01")
    assert not found["reached"]
