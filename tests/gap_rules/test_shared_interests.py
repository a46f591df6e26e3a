"""Shared interests against a count of each two by hand, on random worlds and on a small one."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.gap_rules.shared_interests import shared_interests
from netmap.library.principals import Principal
from netmap.model.dates import day_number
from netmap.model.i18n import ENGLISH
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.interests.facts import Facts, growth, passed_on
from netmap.tie_kinds.people import agencies_on
from netmap.tie_kinds.reorganisations import successors
from tests.slices import first
from tests.worlds import random_rows, study_of

DAY = "2010-12-01"


def with_interests(rng: Random) -> netmap.Study:
    rows = random_rows(rng)
    ids = [row["practitioner"] for row in rows["practitioners"]]
    ids += [row["agency"] for row in rows.get("agencies", [])]
    things = [{"object": f"o{n}", "closed": rng.choice((None, "2010-06-30"))} for n in range(4)]
    held = [
        {"object": f"o{n}", "actor": actor, "start": rng.choice((None, "2010-03", "2011-01-01"))}
        for n in range(4)
        for actor in sorted(rng.sample(ids, min(3, len(ids))))
    ]
    plain = lambda table: [{name: cell for name, cell in row.items() if cell} for row in table]  # noqa: E731
    objects = [*rows.get("objects", []), *plain(things)]
    return study_of({**rows, "objects": objects, "involvement": [*rows.get("involvement", []), *plain(held)]})


def slow(study: netmap.Study, who: str) -> set[tuple[str, str, str, bool, bool, bool]]:
    """Each two that share an object on the day, with their tie, whether they met and are known."""
    agency = agencies_on(study, day_number(DAY)).to_dict()
    holds: dict[str, set[str]] = {}
    closed = dict(zip(study.objects["object"], study.objects["closed"], strict=True))
    for row in study.involvement.itertuples():
        begun = pd.isna(row.start) or row.start <= DAY
        if begun and pd.isna(closed[row.object]):
            actor = row.actor
            if who == "agency" and actor in agency:
                actor = agency[actor]
            if isinstance(actor, str) and (actor in agency) == (who == "practitioner"):
                holds.setdefault(row.object, set()).add(actor)

    def called(actor: str) -> str | None:
        return actor if who == "practitioner" else agency.get(actor, actor)

    def stood_for(actor: str, date: str) -> str | None:
        if who == "practitioner":
            return actor
        now = successors(study, day_number(DAY))
        worked = agencies_on(study, day_number(date)).to_dict().get(actor, actor)
        return now.get(worked, worked)

    tied = {
        frozenset(called(end) for end in (row.source, row.target))
        for row in netmap.ties(study, DAY).itertuples()
        if row.state in ("active", "undated")
    }
    met = set()
    there = study.attendance[study.attendance["status"].fillna("present").eq("present")]
    days = dict(zip(study.meetings["meeting"], study.meetings["date"], strict=True))
    people = study.practitioners.set_index("practitioner")
    for meeting, rows in there.groupby("meeting"):
        for pair in combinations(sorted(set(rows["practitioner"])), 2):
            date = days.get(meeting)
            if isinstance(date, str) and date[:10] <= DAY and all(serves(people, one, date) for one in pair):
                met.add(frozenset(stood_for(one, date) for one in pair))
    for row in study.contacts.itertuples():
        pair = (row.source, row.target)
        known = isinstance(row.date, str) and row.date[:10] <= DAY
        if known and all(one not in people.index or serves(people, one, row.date) for one in pair):
            met.add(frozenset(stood_for(one, row.date) for one in pair))
    rows = [(row.practitioner, days.get(row.meeting)) for row in study.attendance.itertuples()]
    for table, date in ((study.contacts, "date"), (study.ties, "start")):
        rows += [
            (one, row[date]) for row in table.to_dict("records") for one in (row["source"], row["target"])
        ]
    dated = [(one, date if isinstance(date, str) else DAY) for one, date in rows]
    seen = {stood_for(one, date) for one, date in dated if date <= DAY}
    return {
        (a, b, thing, frozenset((a, b)) in tied, frozenset((a, b)) in met, {a, b} <= seen)
        for thing, actors in holds.items()
        for a, b in combinations(sorted(actors), 2)
    }


def serves(people: pd.DataFrame, one: str, date: str) -> bool:
    """Whether somebody is in service on the first day of a date."""
    day = day_number(date)
    joined, left = people.loc[one, ["joined", "left"]]
    return (pd.isna(joined) or day_number(joined) <= day) and (
        pd.isna(left) or day <= day_number(left, end=True)
    )


@pytest.mark.parametrize("who", ["agency", "practitioner"])
@pytest.mark.parametrize("seed", first(12, range(200)))
def test_each_two_are_those_counted_by_hand(seed: int, who: str) -> None:
    study = with_interests(Random(seed))
    found = shared_interests(study, DAY, who=who)
    rows = set(found.itertuples(index=False, name=None))
    assert rows == slow(study, who)
    apart = {(a, b) for a, b, _, tie, _, known in rows if not tie and known}
    assert found.attrs["untied"] == len(apart)
    assert found.attrs["unmet"] == len({(a, b) for a, b, _, _, met, _ in rows if not met} & apart)
    assert found.attrs["unknown"] == len({(a, b) for a, b, *_, known in rows if not known})


def test_the_random_worlds_hold_every_answer() -> None:
    rows = [row for seed in range(12) for row in slow(with_interests(Random(seed)), "practitioner")]
    assert {row[3:] for row in rows} >= {
        (True, True, True),
        (False, False, True),
        (False, True, True),
        (False, False, False),
    }


def test_an_interest_that_has_not_begun_or_is_over_counts_no_more() -> None:
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["A", "B", "C"]}),
        objects=pd.DataFrame({"object": ["x"]}),
        involvement=pd.DataFrame(
            {
                "object": ["x", "x", "x"],
                "actor": ["A", "B", "C"],
                "start": [np.nan, "2011-01-01", np.nan],
                "end": [np.nan, np.nan, "2011-01-31"],
            }
        ),
    )
    pairs = {
        day: [(row.a, row.b) for row in netmap.shared_interests(study, day).itertuples()]
        for day in ("2010-12-31", "2011-01-01", "2011-02-01")
    }
    assert pairs == {
        "2010-12-31": [("A", "C")],
        "2011-01-01": [("A", "B"), ("A", "C"), ("B", "C")],
        "2011-02-01": [("A", "B")],
    }
    with pytest.raises(netmap.ArgumentError, match="who cannot be"):
        netmap.shared_interests(study, who="zone")


def test_agencies_met_whose_people_have_changed_jobs_since() -> None:
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["A", "B", "C"]}),
        practitioners=pd.DataFrame({"practitioner": ["ann", "bob"], "agency": [None, "B"]}),
        employments=pd.DataFrame(
            {
                "practitioner": ["ann", "ann"],
                "agency": ["A", "C"],
                "joined": ["2010-01-01", "2010-07-01"],
                "left": ["2010-06-30", None],
            }
        ),
        contacts=pd.DataFrame(
            {"contact": ["1"], "source": ["ann"], "target": ["bob"], "date": ["2010-03-01"]}
        ),
        objects=pd.DataFrame({"object": ["x"]}),
        involvement=pd.DataFrame({"object": ["x"] * 3, "actor": ["A", "B", "C"]}),
    )
    found = netmap.shared_interests(study, "2010-12-01")
    assert {(row.a, row.b): row.met for row in found.itertuples()} == {
        ("A", "B"): True,
        ("A", "C"): False,
        ("B", "C"): False,
    }


def test_a_community_grows_and_passes_on_by_the_agency_of_the_day() -> None:
    jobs = {"practitioner": ["ann"] * 2, "agency": ["A", "Z"], "joined": ["2010-01-01", "2010-03-01"]}
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["A", "B", "Z"], "partnership": ["p", "p", None]}),
        practitioners=pd.DataFrame({"practitioner": ["ann", "bob", "zoe"], "agency": [None, "B", "Z"]}),
        employments=pd.DataFrame({**jobs, "left": ["2010-02-28", None]}),
        contacts=pd.DataFrame(
            {
                "contact": ["1", "2", "3"],
                "source": ["ann", "ann", "bob"],
                "target": ["bob", "zoe", "ann"],
                "date": ["2010-01-10", "2010-02-10", "2010-03-10"],
            }
        ),
        partnerships=pd.DataFrame({"partnership": ["p"], "start": ["2010-01-01"]}),
    )
    facts = Facts(study, netmap.TiePolicy(), "agency", "p", day_number("2010-03-31"), pd.DataFrame(), {})
    grown = growth(facts).drop(columns="month").to_numpy().tolist()
    assert grown == [[2, 2, 2, 1], [2, 2, 1, 1], [2, 1, 1, 1]]
    sent = passed_on(facts)[["date", "agency", "outside"]].to_numpy().tolist()
    assert sent == [["2010-02-10", "A", "Z"], ["2010-03-10", "B", "Z"]]


@pytest.mark.parametrize("people", [4, 5])
def test_a_board_reads_no_few_people_and_no_day_of_what_was_passed_on(people: int) -> None:
    ids = [f"p{n}" for n in range(people)]
    study = netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["P"]}),
        agencies=pd.DataFrame({"agency": ["A", "Out"], "partnership": ["P", None]}),
        practitioners=pd.DataFrame({"practitioner": ids, "agency": "A", "joined": "2020-01-01"}),
        contacts=pd.DataFrame(
            {
                "contact": ["1", "2"],
                "date": ["2020-01-10", "2020-02-10"],
                "source": [ids[0], ids[1]],
                "target": ["Out", "Out"],
                "channel": ["newsletter"] * 2,
            }
        ),
    )
    question = question_named("shared-interests")
    told = {}
    for role in ("board", "coordinator"):
        inquiry = Inquiry(Context(principal=Principal("b", role)), lambda: study)
        told[role] = question.ask(inquiry, question.request()).facts
    board, whole = (
        {name: question.table(name).rows(told[role]) for name in ("community-growth", "passed-on")}
        for role in told
    )
    assert whole["community-growth"]["people"].tolist() == [people] * 2
    assert board["community-growth"]["people"].isna().tolist() == [people < 5] * 2
    assert len(whole["passed-on"]) == 2
    assert board["passed-on"][["agency", "outside"]].values.tolist() == [["A", "Out"]]
    assert board["passed-on"]["date"].isna().all()
    said = list(question.sentences(told["board"], ENGLISH))
    assert "Something was passed on to the outside, to 1 agency." in said
