"""Reliance with known answers, one rule at a time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.brokers.chains import chains_through
from netmap.brokers.routes import Question
from netmap.model.citing import cited
from netmap.model.errors import ArgumentError
from tests.worlds import Row, meeting_rows, people_and_contacts, study_of

LEVELS = [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}]
ONE, TWO, THREE = "agency_1", "<b>x</b>", "a,b"
CARRIER, OTHER, BOARD = "=A1", "Č-12", "1"


def person(name: str, level: str | None = None, **more: str) -> Row:
    return {"practitioner": name, **({"level": level} if level else {}), **more}


EVERYBODY = [
    *(person(name, "front") for name in (ONE, TWO, THREE)),
    *(person(name) for name in (CARRIER, OTHER)),
    person(BOARD, "board"),
]


def world(*contacts: tuple[Any, ...], **tables: list[Row]) -> netmap.Study:
    return study_of(
        people_and_contacts(contacts, **({"levels": LEVELS, "practitioners": EVERYBODY} | tables))
    )


def reliances(study: netmap.Study, **question: Any) -> dict[str, float]:
    found = netmap.champions(study, "front", "board", **question)
    return dict(zip(found["practitioner"], found["reliance"].fillna(-1), strict=True))


TO_CARRIER = [("2011-03-01", name, CARRIER) for name in (ONE, TWO, THREE)]
ONE_CARRIER = (*TO_CARRIER, ("2011-03-05", CARRIER, BOARD))
TWO_CARRIERS = (*ONE_CARRIER, ("2011-03-02", ONE, OTHER), ("2011-03-06", OTHER, BOARD))


def test_who_is_on_every_path_has_reliance_one() -> None:
    found = reliances(world(*ONE_CARRIER))
    assert found == {ONE: 0, TWO: 0, THREE: 0, CARRIER: 1, OTHER: 0, BOARD: 1}


def test_who_stands_on_some_paths_has_the_share_of_the_others_they_carry() -> None:
    found = reliances(world(*TWO_CARRIERS))
    assert found[CARRIER] == pytest.approx(2 / 3)
    assert found[OTHER] == 0
    assert found[BOARD] == 1


def test_somebody_who_carries_and_departs_is_not_counted_among_the_others() -> None:
    study = world(("2011-03-01", TWO, ONE), ("2011-03-02", ONE, BOARD), ("2011-03-03", THREE, BOARD))
    found = netmap.champions(study, "front", "board").set_index("practitioner")
    assert found.loc[ONE, ["reliance", "lost", "sources_reaching"]].tolist() == [0.5, 1, 2]
    assert found.loc[BOARD, "sources_reaching"] == 3


def test_where_nobody_else_reaches_reliance_is_undefined() -> None:
    assert set(reliances(world(("2011-03-05", CARRIER, BOARD))).values()) == {-1}
    found = reliances(world(("2011-03-05", ONE, BOARD)))
    assert found[ONE] == -1
    assert found[BOARD] == 1


def test_sittings_still_take_place_without_one_of_them() -> None:
    sittings = meeting_rows(
        [("2011-03-01", None, [ONE, TWO, CARRIER]), ("2011-03-04", None, [CARRIER, ONE, BOARD])]
    )
    found = reliances(study_of({"levels": LEVELS, "practitioners": EVERYBODY} | sittings))
    assert found[CARRIER] == 0
    assert found[ONE] == 0
    assert found[BOARD] == 1


@pytest.mark.parametrize(
    ("rule", "lost"),
    [({}, [0, 1]), ({"same_day": True}, [0, 0]), ({"same_day": True, "max_wait": 3}, [1, 0])],
)
def test_the_rule_decides_who_matters(rule: dict[str, Any], lost: list[int]) -> None:
    one_day = [("2011-03-01", ONE, CARRIER), ("2011-03-01", CARRIER, BOARD)]
    study = world(*one_day, ("2011-03-02", ONE, OTHER), ("2011-03-09", OTHER, BOARD))
    found = netmap.champions(study, "front", "board", **rule).set_index("practitioner")["lost"]
    assert found[[CARRIER, OTHER]].tolist() == lost


def test_the_class_may_be_everything_where_nobody_is() -> None:
    seats = [{"practitioner": name, "zone": "z"} for name in (CARRIER, OTHER)]
    people = [*EVERYBODY[:3], person(CARRIER, "front"), person(OTHER, "front"), *EVERYBODY[5:]]
    talks = [*TO_CARRIER, *(("2011-03-02", name, OTHER) for name in (ONE, TWO, THREE))]
    study = world(*talks, practitioners=people, zones=[{"zone": "z", "level": "board"}], posts=seats)
    assert netmap.champions(study, "front", "board")["lost"].max() == 0
    row = netmap.class_reliance(study, "front", "board").iloc[0].to_dict()
    counts = {"cross_represented": 2, "reached": 3, "outside": 3, "lost": 3, "reliance": 1.0}
    assert row == {**counts, "se": 0.0, "reached_se": 0.0, "lost_se": 0.0}


def test_ever_counts_those_who_moved_and_simultaneous_does_not() -> None:
    jobs = [
        {"practitioner": CARRIER, "level": "front", "left": "2011-01-31"},
        {"practitioner": CARRIER, "level": "board", "joined": "2011-02-01"},
    ]
    study = world(*TO_CARRIER, employments=jobs)
    window = {"start": "2011-02-15", "end": "2011-04-01"}
    classes = {
        who: netmap.class_reliance(study, "front", "board", who=who, **window).iloc[0]
        for who in ("simultaneous", "ever")
    }
    assert [row["cross_represented"] for row in classes.values()] == [0, 1]
    assert [row["reliance"] for row in classes.values()] == [0, 1]
    early = netmap.class_reliance(study, "front", "board", who="ever", start="2010-01-01", end="2011-01-15")
    assert early["cross_represented"].item() == 0
    assert pd.isna(early["reliance"].item())


def test_the_covering_set_is_the_one_who_carries_and_never_somebody_at_the_level() -> None:
    found = netmap.covering_set(world(*ONE_CARRIER), "front", "board")
    assert found[["order", "practitioner", "outside", "reached", "left"]].values.tolist() == [
        [1, CARRIER, 3, 3, 0]
    ]
    assert found.attrs["found"] == "true"
    assert found["reach_before"].item() == 1


def test_two_who_stand_in_for_one_another_are_found_together() -> None:
    both = (
        *ONE_CARRIER,
        *(("2011-03-02", name, OTHER) for name in (ONE, TWO, THREE)),
        ("2011-03-06", OTHER, BOARD),
    )
    study = world(*both)
    found = netmap.covering_set(study, "front", "board")
    assert found["practitioner"].tolist() == [CARRIER, OTHER]
    assert found[["reached", "left"]].values.tolist() == [[3, 3], [3, 0]]
    assert netmap.covering_set(study, "front", "board", at_most=2)["practitioner"].tolist() == [
        CARRIER,
        OTHER,
    ]
    none = netmap.covering_set(study, "front", "board", at_most=1)
    assert none.empty
    assert none.attrs["found"] == "false"


def test_chains_pass_through_the_one_they_are_told_for() -> None:
    """The first path goes through one of two who stand in for one another, so there is none for the other."""
    second = (*(("2011-03-02", name, OTHER) for name in (ONE, TWO, THREE)), ("2011-03-06", OTHER, BOARD))
    found = chains_through(
        world(*ONE_CARRIER, *second), Question("front", "board"), [CARRIER, OTHER], at_most=2
    )
    assert found[["practitioner", "source", "from", "to"]].values.tolist() == [
        [CARRIER, TWO, TWO, CARRIER],
        [CARRIER, TWO, CARRIER, BOARD],
        [CARRIER, THREE, THREE, CARRIER],
        [CARRIER, THREE, CARRIER, BOARD],
    ]
    assert found.attrs["n"] == 2


def test_a_seat_from_before_somebody_joined_crosses_nothing() -> None:
    early = [{"practitioner": CARRIER, "zone": "z", "left": "2011-01-05"}]
    people = [*EVERYBODY[:3], person(CARRIER, "front", joined="2011-02-01"), *EVERYBODY[4:]]
    study = world(*ONE_CARRIER, practitioners=people, zones=[{"zone": "z", "level": "board"}], posts=early)
    assert not netmap.champions(study, "front", "board")["ever_cross_represented"].any()


def test_without_reach_there_is_no_covering_set_to_look_for() -> None:
    found = netmap.covering_set(world(("2011-03-05", CARRIER, BOARD)), "front", "board")
    assert found.empty
    assert found.attrs["found"] == ""


def test_in_degree_counts_people_once_and_arrows_one_way() -> None:
    talks = [("2011-03-01", ONE, TWO), ("2011-03-09", ONE, TWO), ("2011-03-09", THREE, TWO)]
    rows = people_and_contacts(talks, levels=LEVELS, practitioners=EVERYBODY)
    rows["contacts"][2]["direction"] = "directed"
    rows |= meeting_rows([("2011-03-04", None, [CARRIER, TWO, OTHER])])
    found = netmap.champions(study_of(rows), "front", "board").set_index("practitioner")["in_degree"]
    assert found.to_dict() == {ONE: 1, TWO: 4, THREE: 0, CARRIER: 2, OTHER: 2, BOARD: 0}


def test_roles_are_those_of_brokerage_on_the_last_day() -> None:
    agencies = [{"agency": name} for name in ("A", "B")]
    people = [
        person(ONE, "front", agency="A"),
        person(CARRIER, agency="B"),
        person(BOARD, "board", agency="A"),
    ]
    study = world(
        ("2011-03-01", ONE, CARRIER), ("2011-03-05", CARRIER, BOARD), practitioners=people, agencies=agencies
    )
    found = netmap.champions(study, "front", "board", end="2011-03-31").set_index("practitioner")
    assert found.loc[CARRIER, ["coordinator", "itinerant", "liaison"]].tolist() == [0, 2, 0]
    gone_quiet = netmap.champions(study, "front", "board", end="2012-03-31").set_index("practitioner")
    assert gone_quiet.loc[CARRIER, "itinerant"] == 0
    assert found["agency"].tolist() == ["A", "B", "A"]


def test_every_table_says_its_n_window_and_rule() -> None:
    study = world(*ONE_CARRIER)
    rule = {"start": "2011-03-01", "end": "2011-03-31", "same_day": True, "max_wait": 9}
    told = {
        **{"start": "2011-03-01", "end": "2011-03-31", "same_day": "true", "max_wait": "9"},
        **{"from_level": "front", "to_level": "board", "sources": "3", "reaching": "3"},
        **{"arrive_at": "person", "transmission_probability": "1.0", "replicates": "", "seed": ""},
        **cited(study),
    }
    assert netmap.champions(study, "front", "board", **rule).attrs == {"n": 6, **told}
    assert netmap.class_reliance(study, "front", "board", **rule).attrs == {
        "n": 3,
        "who": "simultaneous",
        "targets": "0",
        **told,
    }
    more = {"n": 1, "at_most": "10", "candidates": "4", "found": "true"}
    assert netmap.covering_set(study, "front", "board", **rule).attrs == {**told, **more}


def test_without_dated_rows_there_are_names_and_nothing_else() -> None:
    study = world()
    found = netmap.champions(study, "front", "board")
    assert found["practitioner"].tolist() == sorted(row["practitioner"] for row in EVERYBODY)
    assert found["reliance"].isna().all()
    assert list(found) == list(netmap.champions(world(*ONE_CARRIER), "front", "board"))
    assert netmap.covering_set(study, "front", "board").empty
    assert netmap.class_reliance(study, "front", "board")["reliance"].isna().all()


def test_what_cannot_be_asked_is_said() -> None:
    study = world(*ONE_CARRIER)
    for ask in (netmap.champions, netmap.covering_set, netmap.class_reliance):
        with pytest.raises(ArgumentError, match="two levels"):
            ask(study, "front", "front")
        with pytest.raises(ArgumentError, match="there is no level"):
            ask(study, "front", "attic")
        with pytest.raises(ArgumentError, match="max_wait"):
            ask(study, "front", "board", max_wait=-1)
    with pytest.raises(ArgumentError, match="who"):
        netmap.class_reliance(study, "front", "board", who="sometimes")
    with pytest.raises(ArgumentError, match="at_most"):
        netmap.covering_set(study, "front", "board", at_most=0)
