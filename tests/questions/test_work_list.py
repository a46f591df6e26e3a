"""The question of the work list: its order, what is shown, where it is done, and who reads what."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.never_came import never_came
from netmap.learning.path_rule import PathRule
from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import translator
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import inquiry_of
from netmap.questions.overview.open_gaps import find_open_gaps, gaps_card, open_gaps_of
from netmap.questions.overview.types import OpenGaps
from netmap.questions.parameters import Request
from netmap.questions.work_list import WorkListRequest
from netmap.questions.work_list.items import WorkList, sorted_items
from tests.questions.test_gaps import study_folder as study_folder  # noqa: PLC0414


def asked(folder: Path, role: str, **told: object) -> WorkList:
    context = Context(
        study="ours", principal=Principal("x", role), paths=PathRule(transmission_probability=1.0)
    )
    inquiry = inquiry_of(StudyLibrary([folder]), context)
    facts = question_named("work-list").ask(inquiry, WorkListRequest.model_validate(told)).facts
    assert isinstance(facts, WorkList)
    return facts


def comes_first(one: dict[str, object], other: dict[str, object]) -> bool:
    """The definition, word for word: severity, the greatest gain, the earliest last day to act, newest."""
    severities = ("high", "medium", "low")
    if one["severity"] != other["severity"]:
        return severities.index(str(one["severity"])) < severities.index(str(other["severity"]))
    if pd.isna(one["gain"]) != pd.isna(other["gain"]):
        return bool(pd.isna(other["gain"]))
    if not pd.isna(one["gain"]) and one["gain"] != other["gain"]:
        return bool(one["gain"] > other["gain"])  # type: ignore[operator]
    if pd.isna(one["act_by"]) != pd.isna(other["act_by"]):
        return bool(pd.isna(other["act_by"]))
    if not pd.isna(one["act_by"]) and one["act_by"] != other["act_by"]:
        return bool(one["act_by"] < other["act_by"])  # type: ignore[operator]
    return bool(one["since"] > other["since"])  # type: ignore[operator]


def test_the_order_of_worth_is_that_of_its_definition() -> None:
    days = [pd.Timestamp("2011-01-01"), pd.Timestamp("2011-01-02")]
    cells = list(
        itertools.product(("low", "high", "medium"), (1.5, float("nan"), 2.0), [*days, pd.NaT], days)
    )
    found = pd.DataFrame(cells, columns=["severity", "gain", "act_by", "since"]).assign(rule="r")
    rows = sorted_items(found, "worth").to_dict("records")
    assert len(rows) == len(cells)
    assert all(comes_first(one, other) for one, other in itertools.combinations(rows, 2))


def test_a_screenful_is_shown_and_the_rest_counted(study_folder: Path) -> None:
    n = len(asked(study_folder, "coordinator").found)
    said = question_named("work-list").sentences
    for most, rest in ((n - 1, 1), (n, 0), (n + 1, 0)):
        facts = asked(study_folder, "coordinator", most=most)
        assert (len(facts.shown), facts.rest) == (n - rest, rest)
        assert len(said(facts, translator("en"))) == 1 + rest


def test_where_nothing_fits_what_is_asked_for_that_is_said(study_folder: Path) -> None:
    said = question_named("work-list").sentences
    for owner, none in (("=A1 nobody", True), (None, False)):
        facts = asked(study_folder, "coordinator", owner=owner)
        assert (len(facts.found) == 0) == none
        told = said(facts, translator("en"))
        assert ("None of what is on the list fits what was asked for." in told) == none


def test_what_is_to_be_done_and_where(study_folder: Path) -> None:
    found = asked(study_folder, "coordinator", most=1000).found.set_index("rule")
    assert set(found.loc[["no-boundary-zone"], "done_at"]) == {"records"}
    assert set(found.loc[["isolated"], "done_at"]) == {"introductions"}


def test_a_board_reads_agencies_and_counts_only(study_folder: Path) -> None:
    facts = asked(study_folder, "board")
    assert list(facts.found) == ["severity", "title", "about", "rule", "state", "done_at"]
    assert "isolated" not in set(facts.found["rule"])
    assert not any(f"c{n}" in facts.found.to_csv() for n in range(5))


def test_a_board_counts_no_people(study_folder: Path) -> None:
    every, told = asked(study_folder, "coordinator", most=1000), asked(study_folder, "board", most=1000)
    people = every.found["sorts"].str.contains("practitioner")
    assert people.any()
    assert told.counts["open"] == (~people).sum() == len(told.found)
    assert set(told.found["state"]) == {"open"}
    library = StudyLibrary([study_folder])
    counted = []
    for role in ("coordinator", "board"):
        inquiry = inquiry_of(library, Context(study="ours", principal=Principal("x", role)))
        question_named("work-list").ask(inquiry, WorkListRequest())
        found = open_gaps_of(inquiry)
        assert found is not None
        counted.append(found.n)
    assert counted == [every.counts["open"], told.counts["open"]]


def test_a_researcher_may_not_ask(study_folder: Path) -> None:
    with pytest.raises(netmap.NetmapError):
        asked(study_folder, "researcher")


def test_a_message_names_who_is_introduced(study_folder: Path) -> None:
    found = asked(study_folder, "coordinator", rule=("isolated",)).found
    assert found["draft"].isna().all()  # who would be introduced to whom is not known yet
    with_two = asked(study_folder, "coordinator", rule=("unlinked-services", "network-gone-dormant")).found
    for row in with_two.to_dict("records"):
        assert row["about"].split(" and ")[0].split(",")[0] in row["draft"]


def test_the_overview_names_the_open_gaps_once_they_are_known(study_folder: Path) -> None:
    library = StudyLibrary([study_folder])
    context = Context(study="ours", principal=Principal("x", "coordinator"))
    inquiry = inquiry_of(library, context)
    assert open_gaps_of(inquiry) is None
    facts = question_named("overview").ask(inquiry, Request()).facts
    assert gaps_card(facts, translator("en")).number == "One moment"
    find_open_gaps(inquiry)
    assert any(open_gaps_of(inquiry) or time.sleep(0.05) for _ in range(1200))
    listed = question_named("work-list").ask(inquiry, WorkListRequest(most=1000)).facts
    found = open_gaps_of(inquiry)
    assert found is not None
    assert found.n == len(listed.found)
    assert not any(f"c{n}" in found.newest for n in range(5))  # no person is named
    card = gaps_card(replace(facts, open_gaps=found), translator("en"))
    assert (card.number, card.of) == (str(found.n), "open gaps")
    assert found.newest in card.says[0]
    assert found.as_of == dt.date.fromisoformat(netmap.gaps(inquiry.study).attrs["as_of"])
    assert card.says[1] == f"As of {translator('en').date(found.as_of)}."


@pytest.mark.parametrize(
    ("found", "number", "says"),
    [
        (OpenGaps(0), "0", "No gap is open."),
        (OpenGaps(None), "Not known", "does not fit"),
        (OpenGaps(0, seen=False), "Not known", "gaps between people and agencies cannot be seen"),
        (OpenGaps(1, seen=False), "1", ""),
        (OpenGaps(1, "Gone quiet: b", dt.date(2011, 5, 1), None, 7, False), "1", "as of change 7"),
    ],
)
def test_the_card_of_gaps_says_as_of_when(
    study_folder: Path, found: OpenGaps, number: str, says: str
) -> None:
    inquiry = inquiry_of(StudyLibrary([study_folder]), Context(study="ours"))
    facts = question_named("overview").ask(inquiry, Request()).facts
    card = gaps_card(replace(facts, open_gaps=found), translator("en"))
    assert card.number == number
    assert says in " ".join(card.says)


@pytest.mark.parametrize("sittings", [2, 3])
def test_who_never_comes_is_told_from_three_sittings_on(sittings: int) -> None:
    days = [f"2011-0{n}-01" for n in range(1, 4)]
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["=A1", "b"]}),
        practitioners=pd.DataFrame({"practitioner": ["ann", "bob", "cid", "dot"], "agency": ["=A1"] * 4}),
        zones=pd.DataFrame({"zone": ["z"]}),
        posts=pd.DataFrame({"practitioner": ["ann", "bob"], "zone": ["z"] * 2}),
        seats=pd.DataFrame({"zone": ["z"] * 2, "agency": ["=A1", "b"]}),
        meetings=pd.DataFrame({"meeting": ["1", "2", "3"], "zone": ["z"] * 3, "date": days}).head(sittings),
        attendance=pd.DataFrame(
            {
                "meeting": ["1", "2", "3"] * 3,
                "practitioner": ["ann"] * 3 + ["cid"] * 3 + ["dot"] * 3,
                "status": ["present"] + [None] * 2 + ["apologies", "absent", "absent"] + ["unclear"] * 3,
            }
        )[lambda rows: rows["meeting"].astype(int) <= sittings],
    )
    found = never_came(study)[["sort", "id", "sittings", "apologies"]].to_numpy().tolist()
    three = [["agency", "b", 3, 0], ["practitioner", "bob", 3, 0], ["practitioner", "cid", 3, 1]]
    assert found == (three if sittings == 3 else [])


@pytest.mark.parametrize("merged", [False, True])
def test_an_agency_came_whose_person_works_elsewhere_since(merged: bool) -> None:
    """Ann came for A and has been with C since; or A is part of C since: A's seat was taken either way."""
    days = [f"2011-0{n}-01" for n in range(1, 4)]
    jobs = {"practitioner": ["ann"] * 2, "agency": ["A", "C"], "joined": ["2010-01-01", "2011-04-01"]}
    changes = {"agency": ["A"], "successor": ["C"], "kind": ["merged"], "date": ["2011-04-01"]}
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["A", "b", "C"]}),
        practitioners=pd.DataFrame({"practitioner": ["ann"], "agency": ["A" if merged else None]}),
        zones=pd.DataFrame({"zone": ["z"]}),
        seats=pd.DataFrame({"zone": ["z"] * 2, "agency": ["A", "b"]}),
        meetings=pd.DataFrame({"meeting": ["1", "2", "3"], "zone": ["z"] * 3, "date": days}),
        attendance=pd.DataFrame({"meeting": ["1", "2", "3"], "practitioner": ["ann"] * 3}),
        **(
            {"agency_changes": pd.DataFrame(changes)}
            if merged
            else {"employments": pd.DataFrame({**jobs, "left": ["2011-03-31", None]})}
        ),
    )
    assert never_came(study, "2011-05-01")["id"].tolist() == ["b"]
