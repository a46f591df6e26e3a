"""Holes in the mesh: who came, works on something or only watches, and politics, against a plain count."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netmap
from netmap.library.principals import Principal
from netmap.model.i18n import ENGLISH
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.holes import QUESTION, Holes
from netmap.questions.inquiry import Inquiry
from netmap.questions.question import BOARD
from tests import shared_data

AGENCIES = ("=A1", "b,c", "1", "town")
ZONES = ("<b>z</b>", "y")
CYCLES = (("IV", "2012", "2014"), ("V", "2015", "2017"))
DAYS = ("2013-03-01", "2015-01-01", "2014-12-31", "2018-01-01")


def study_of(came: list[tuple[int, int]], work: list[tuple[int, int]], seats: list[tuple[int, int]]) -> Study:
    """Everybody of agency n is person pn; meeting m sits in zone m % 2 on day m."""
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": AGENCIES, "sector": ["health", "school", None, "Politics"]}),
        practitioners=pd.DataFrame(
            {"practitioner": ["p0", "p1", "p2", "p3", "lost"], "agency": [*AGENCIES, None]}
        ),
        zones=pd.DataFrame({"zone": ZONES}),
        seats=pd.DataFrame(
            [(ZONES[zone], AGENCIES[one]) for zone, one in dict.fromkeys(seats)], columns=["zone", "agency"]
        ),
        meetings=pd.DataFrame(
            {
                "meeting": [f"m{n}" for n in range(len(DAYS))],
                "zone": [ZONES[n % 2] for n in range(len(DAYS))],
                "date": DAYS,
            }
        ),
        attendance=pd.DataFrame(
            [(f"m{meeting}", f"p{one}", "present") for meeting, one in dict.fromkeys(came)]
            + [("m0", "lost", "present")],
            columns=["meeting", "practitioner", "status"],
        ),
        waves=pd.DataFrame(CYCLES, columns=["wave", "start", "end"]),
        objects=pd.DataFrame({"object": ["o4", "o5"], "wave": ["IV", "V"], "kind": ["action", "action"]}),
        involvement=pd.DataFrame(
            [(f"o{4 + thing}", (AGENCIES[one], f"p{one}")[thing]) for thing, one in dict.fromkeys(work)],
            columns=["object", "actor"],
        ),
    )


def asked(study: Study, role: str = "local", **request: Any) -> Holes:
    context = Context(principal=Principal("x", role))
    found: Holes = QUESTION.ask(Inquiry(context, lambda: study), QUESTION.request(**request)).facts
    return found


def said(facts: Holes) -> list[str]:
    return list(QUESTION.sentences(facts, ENGLISH))


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8),
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=5),
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=4),
)
def test_groups_and_agencies_are_as_a_plain_count_finds_them(
    came: list[tuple[int, int]], work: list[tuple[int, int]], seats: list[tuple[int, int]]
) -> None:
    facts = asked(study_of(came, work, seats))
    assert facts.groups["sittings"].sum() == len(DAYS)
    for place, (cycle, first, last) in enumerate((*CYCLES, (None, "2018", "2018"))):
        held = [n for n, day in enumerate(DAYS) if first <= day[:4] <= last]
        busy = {one for thing, one in work if thing == place or cycle is None}
        for number, zone in enumerate(ZONES):
            rows = facts.groups[facts.groups["group"].eq(zone) & _in_cycle(facts.groups, cycle)]
            own = [n for n in held if n % 2 == number]
            assert len(rows) == bool(own)
            if own:
                (row,) = rows.to_dict("records")
                there = {one for meeting, one in came if meeting in own}
                listed = [n for n in own if n == 0 or any(meeting == n for meeting, _ in came)]
                assert row["sittings"] == len(own)
                assert row["with_attendance"] == len(listed)
                assert row["belong"] == len({one for z, one in seats if z == number})
                assert _same(row["came"], len(there) if listed else np.nan)
                assert _same(row["act"], len(there & busy) if listed and busy else np.nan)
                assert _same(row["watch"], len(there - busy) if listed and busy else np.nan)
                politics = "came" if 3 in there else "stayed_away" if len(listed) == len(own) else None
                if politics is None and (number, 3) in seats:
                    politics = "belongs"
                assert _known(row["politics"]) == politics
        for number, agency in enumerate(AGENCIES):
            rows = facts.agencies[facts.agencies["agency"].eq(agency) & _in_cycle(facts.agencies, cycle)]
            sat = {meeting for meeting, one in came if one == number and meeting in held}
            assert len(rows) == bool(sat)
            for row in rows.to_dict("records"):
                part = None if not busy else "acts" if number in busy else "watches"
                assert (row["came"], _known(row["part"])) == (len(sat), part)


def _in_cycle(rows: pd.DataFrame, cycle: str | None) -> pd.Series:
    outside = rows["cycle"].isna() & rows["cycle_name"].eq("In no known cycle")
    return outside if cycle is None else rows["cycle"].eq(cycle)


def _known(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _same(one: float, other: float) -> bool:
    return bool(one == other or (np.isnan(one) and np.isnan(other)))


def test_what_is_seen_is_said_cycle_by_cycle() -> None:
    facts = asked(study_of([(0, 0), (0, 1), (1, 3), (1, 0)], [(0, 1), (1, 0)], []))
    told = said(facts)
    assert told.pop(3).startswith("Only watching in V: ")
    assert told[:6] == [
        "1 person who came has no agency on record, and stands in no figure here.",
        "IV: 1 of 2 agencies that came to a group only watch.",
        "V: 1 of 2 agencies that came to a group only watch.",
        "Politics is in 1 of 1 group.",
        "Whether it is in 1 other group is not on record.",
        "IV: politics came to 0 of 1 group with attendance on record.",
    ]


def test_what_was_planted_in_the_sister_study_is_found_again() -> None:
    facts = asked(shared_data.bundled("piano-di-zona-simulated"))
    watching = facts.agencies[facts.agencies["part"].eq("watches")]
    assert watching["agency"].tolist() == ["promotion"] * 3 + ["administrators"]
    politics = facts.groups[facts.groups["politics"].notna()]
    came = politics[politics["politics"].eq("came")]
    assert set(came["cycle"]) == {"V"}
    assert (facts.needs["services"] == 0).sum() == 3


def test_what_cannot_be_seen_is_never_told_as_nothing() -> None:
    nothing = said(asked(netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"]}))))
    assert len(nothing) == 3
    assert all("cannot be seen" in each for each in nothing)
    (_, idle, *_) = said(asked(study_of([(0, 0), (0, 1)], [], [])))
    assert idle == "Who works on what is not on record, so who only watches cannot be seen."


def test_what_counts_as_politics_is_told() -> None:
    study = study_of([(0, 0)], [(0, 1)], [])
    assert asked(study, politics=("HEALTH",)).groups["politics"].tolist()[0] == "came"
    assert not asked(study, politics=("nobody",)).political


def test_to_a_board_nothing_is_counted_by_agency() -> None:
    study = study_of([(0, 0)], [(0, 1)], [])
    assert {"came", "objects"} & set(asked(study, BOARD).agencies) == set()


@pytest.mark.parametrize("day", ["2014-12-31", "2015-01-01"])
def test_a_sitting_belongs_to_the_cycle_of_its_day(day: str) -> None:
    groups = asked(study_of([(DAYS.index(day), 0)], [], [])).groups
    row = groups[groups["came"].eq(1) & ~groups["group"].eq("")].iloc[-1]
    assert row["cycle"] == ("IV" if day < "2015" else "V")


def two_partnerships(own: str | None) -> Study:
    """Zone y of one partnership, or of none, sat in 2015; both partnerships have a cycle of that year."""
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["=A", "b,c"]}),
        agencies=pd.DataFrame({"agency": ["a"], "partnership": [own]}),
        practitioners=pd.DataFrame({"practitioner": ["p"], "agency": ["a"], "partnership": [own]}),
        zones=pd.DataFrame({"zone": ["y"], "partnership": [own]}),
        meetings=pd.DataFrame({"meeting": ["m"], "zone": ["y"], "date": ["2015-05-05"]}),
        attendance=pd.DataFrame({"meeting": ["m"], "practitioner": ["p"], "status": ["present"]}),
        waves=pd.DataFrame(
            [("V", "2015", "2016", "=A"), ("W", "2015", "2016", "b,c")],
            columns=["wave", "start", "end", "partnership"],
        ),
        objects=pd.DataFrame({"object": ["o"], "kind": ["action"]}),
        involvement=pd.DataFrame({"object": ["o"], "actor": ["a"]}),
    )


@pytest.mark.parametrize(("own", "cycles"), [("=A", ["V"]), ("b,c", ["W"]), (None, ["V", "W"])])
def test_a_sitting_is_in_the_cycles_of_its_own_partnership(own: str | None, cycles: list[str]) -> None:
    facts = asked(two_partnerships(own))
    assert facts.groups["cycle"].tolist() == facts.agencies["cycle"].tolist() == cycles
    assert [each[:2] for each in said(facts) if "only watches" in each] == [f"{each}:" for each in cycles]


@pytest.mark.parametrize("day", ["2014-12-31", None, "2017-01-01"])
def test_a_sitting_in_no_cycle_is_told_and_not_taken_for_none(day: str | None) -> None:
    study = two_partnerships("=A")
    study = netmap.from_tables(
        **{
            **study.tables,
            "meetings": pd.DataFrame({"meeting": ["m"], "zone": ["y"], "date": [day]}),
            "objects": pd.DataFrame({"object": ["o"], "kind": ["action"], "wave": ["V"]}),
        }
    )
    facts = asked(study)
    assert facts.groups[["cycle_name", "sittings", "came"]].values.tolist() == [["In no known cycle", 1, 1]]
    assert facts.agencies[["cycle_name", "came"]].values.tolist() == [["In no known cycle", 1]]
    assert said(facts)[0] == "In no known cycle: 0 of 1 agency that came to a group only watches."


@pytest.mark.parametrize(("status", "came"), [("absent", 0), (None, np.nan)])
def test_an_agency_never_came_only_where_attendance_says_so(status: str | None, came: float) -> None:
    study = two_partnerships("=A")
    rows = study.attendance.assign(status=status) if status else study.attendance.iloc[:0]
    (row,) = asked(netmap.from_tables(**{**study.tables, "attendance": rows})).agencies.to_dict("records")
    assert _same(row["came"], came)


def test_politics_is_counted_only_in_groups_where_it_can_be_seen() -> None:
    unseen = study_of([], [], [])
    unseen = netmap.from_tables(**{**unseen.tables, "attendance": unseen.attendance.iloc[:0]})
    assert "Whether politics is in any of the 2 groups is not on record." in said(asked(unseen))
    half = said(asked(study_of([(0, 0), (1, 3)], [], [])))
    told = half.index("Politics is in 1 of 1 group.")
    assert half[told + 1] == "Whether it is in 1 other group is not on record."
    everything = said(asked(study_of([(0, 0), (1, 3), (2, 0), (3, 0)], [], [])))
    assert "Politics is in 1 of 2 groups." in everything
    assert not any("not on record" in each for each in everything if "it is in" in each)


@pytest.mark.parametrize("people", [1, 4, 5])
def test_to_a_board_fewer_than_five_people_are_not_counted(people: int) -> None:
    study = two_partnerships("=A")
    lost = [f"lost{n}" for n in range(people)]
    came = pd.DataFrame({"meeting": "m", "practitioner": ["p", *lost], "status": "present"})
    persons = pd.DataFrame({"practitioner": ["p", *lost], "agency": ["a", *[None] * people]})
    study = netmap.from_tables(**{**study.tables, "practitioners": persons, "attendance": came})
    told = [
        any("no agency on record" in each for each in said(asked(study, role))) for role in ("local", BOARD)
    ]
    assert told == [True, people >= 5]
    assert asked(study, BOARD).unplaced == (people if people >= 5 else None)
