"""Levels joined: by groups, by those who stand between them and by cases, against a plain count."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import netmap
from netmap.model.i18n import ENGLISH
from netmap.model.study import Study
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.joined_levels import QUESTION, JoinedLevels
from tests import shared_data

PEOPLE = ("=A1", "b,c", "<b>x</b>", "1")
LEVELS = ("ad hoc", "design", "programming")
ZONES = ("y", "z", "w")


def study_of(at: list[int], posts: list[tuple[int, int]], came: list[tuple[int, int]], **more: Any) -> Study:
    """Person n is at level at[n] (3: not known) and a tutor where n is even; zone 0 has the level ad hoc."""
    return netmap.from_tables(
        levels=pd.DataFrame({"level": LEVELS, "rank": [0, 1, 2]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": PEOPLE,
                "level": [(*LEVELS, None)[level] for level in at],
                "profession": ["tutor", "head", "tutor", "head"],
            }
        ),
        zones=pd.DataFrame({"zone": ZONES, "level": ["ad hoc", None, None]}),
        posts=pd.DataFrame(
            [(PEOPLE[who], ZONES[zone]) for who, zone in dict.fromkeys(posts)],
            columns=["practitioner", "zone"],
        ),
        meetings=pd.DataFrame({"meeting": ["m0", "m1", "m2"], "zone": ZONES}),
        attendance=pd.DataFrame(
            [(f"m{zone}", PEOPLE[who], "present") for who, zone in dict.fromkeys(came)],
            columns=["meeting", "practitioner", "status"],
        ),
        **more,
    )


def asked(study: Study) -> JoinedLevels:
    found: JoinedLevels = QUESTION.ask(Inquiry(Context(), lambda: study), QUESTION.request()).facts
    return found


def said(study: Study) -> list[str]:
    return list(QUESTION.sentences(asked(study), ENGLISH))


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=6)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), PAIRS, PAIRS)
def test_everything_is_as_a_plain_count_finds_it(
    at: list[int], posts: list[tuple[int, int]], came: list[tuple[int, int]]
) -> None:
    facts = asked(study_of(at, posts, came))
    inside = [{who for who, place in (*posts, *came) if place == zone} for zone in range(3)]
    for zone, row in enumerate(facts.groups.to_dict("records")):
        levels = {at[who] for who in inside[zone] if at[who] < 3}
        expected = len(levels | ({0} if zone == 0 else set())) if levels else np.nan
        assert row["levels"] == expected or (np.isnan(row["levels"]) and np.isnan(expected))
        assert not inside[zone] or row["without_level"] == sum(at[who] == 3 for who in inside[zone])
    both = {
        (one, other): inside[one] & inside[other]
        for one, other in combinations(range(3), 2)
        if inside[one] & inside[other]
    }
    assert facts.pairs[["group", "other", "people"]].values.tolist() == [
        [ZONES[one], ZONES[other], len(people)] for (one, other), people in both.items()
    ]
    for row in facts.roles.to_dict("records"):
        holders = {0, 2} if row["role"] == "tutor" else {1, 3}
        joined = [people for people in both.values() if people & holders]
        assert row["in_two"] == sum(sum(who in each for each in inside) > 1 for who in holders)
        assert (row["pairs"], row["alone"]) == (len(joined), sum(people <= holders for people in joined))


def test_a_case_gets_to_the_highest_level_of_those_who_work_on_it() -> None:
    more = {
        "objects": pd.DataFrame({"object": ["c", "d", "t"], "kind": ["case", "case", "theme"]}),
        "involvement": pd.DataFrame({"object": ["c", "t"], "actor": ["=A1", "b,c"]}),
    }
    study = study_of([2, 3, 3, 3], [(0, 0), (1, 0)], [], **more)
    cases = asked(study).cases.set_index("object")
    assert cases.loc["c", ["people", "groups", "levels", "highest"]].tolist() == [1, 1, 2, "programming"]
    assert np.isnan(cases.loc["d", "levels"])
    carried = "1 of 1 case is carried to “programming” by those who work on it."
    assert said(study)[-2:] == [carried, "Where 1 other case gets to is not on record."]
    both = {**more, "involvement": pd.DataFrame({"object": ["c", "d"], "actor": ["=A1", "b,c"]})}
    everything = said(study_of([2, 3, 3, 3], [(0, 0), (1, 0)], [], **both))
    assert everything[-1] == "1 of 2 cases are carried to “programming” by those who work on them."


def test_what_cannot_be_seen_is_never_told_as_nothing() -> None:
    assert said(netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"]}))) == [
        "No group is on record, so what joins the levels cannot be seen."
    ]
    unknown = said(study_of([3, 3, 3, 3], [], []))
    assert unknown[0].startswith("Which levels a group joins cannot be seen")
    assert unknown[2] == "Who sits in 3 of 3 groups is not on record."
    assert len(unknown) == 3


def test_the_community_lab_names_its_own_levels_and_its_tutors() -> None:
    assert said(shared_data.bundled("community-lab"))[1:5] == [
        "The levels of this study are: Programming, Design and Ad hoc interventions.",
        "Who sits in 2 of 4 groups is not on record.",
        "15 of 15 in the role “tutor” are in two groups or more.",
        "They join 1 pair of groups; pairs that nobody else joins: 1.",
    ]


def test_of_a_partnership_only_its_people_and_cases_count() -> None:
    """Two partnerships of two people each; Ada and Ben sit in both groups of north, Cem in one of south."""
    study = netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["north", "south"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": ["Ada", "Ben", "Cem", "Dee"],
                "partnership": ["north", "north", "south", "south"],
                "profession": ["tutor"] * 4,
            }
        ),
        zones=pd.DataFrame({"zone": ["n1", "n2", "s1"], "partnership": ["north", "north", "south"]}),
        posts=pd.DataFrame(
            {"practitioner": ["Ada", "Ada", "Ben", "Ben", "Cem"], "zone": ["n1", "n2", "n1", "n2", "s1"]}
        ),
        objects=pd.DataFrame({"object": ["sleep", "play", "work"], "kind": ["case"] * 3}),
        involvement=pd.DataFrame({"object": ["sleep", "play"], "actor": ["Ada", "Dee"]}),
    )
    facts = QUESTION.ask(Inquiry(Context(partnership="north"), lambda: study), QUESTION.request()).facts
    assert facts.roles[["role", "people", "in_two"]].to_numpy().tolist() == [["tutor", 2, 2]]
    assert facts.cases["object"].tolist() == ["sleep"]
    told = list(QUESTION.sentences(facts, ENGLISH))
    assert "2 of 2 in the role “tutor” are in two groups or more." in told
    assert "1 case of the study names nobody who works on it; its partnership is not on record." in told
    assert asked(study).roles["people"].tolist() == [4]
    assert len(asked(study).cases) == 3
