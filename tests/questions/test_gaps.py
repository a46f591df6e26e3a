"""The questions of gaps and coverage: who reads what, and what is said of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.learning.path_rule import PathRule
from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import translator
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.gaps import Facts, GapsRequest
from netmap.questions.inquiry import Inquiry, inquiry_of
from tests.gap_rules.test_by_hand import EVERYBODY, SLEEP, A, B, C, P, contact, world
from tests.worlds import Rows, study_of

LONERS = [{"practitioner": f"c{n}", "agency": C} for n in range(5)]


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    among = [contact(9, "c0", f"c{n}") for n in range(1, 5)]
    rows: Rows = world([*EVERYBODY, *among], services=SLEEP)
    rows["practitioners"] = [*rows["practitioners"], *LONERS]
    netmap.write_study(study_of(rows), tmp_path / "ours")
    return tmp_path / "ours"


def asked(folder: Path, role: str, request: GapsRequest | None = None, **context: object) -> Facts:
    told = Context(
        study="ours", principal=Principal("x", role), paths=PathRule(transmission_probability=1.0), **context
    )
    answer = question_named("gaps").ask(inquiry_of(StudyLibrary([folder]), told), request)
    assert isinstance(answer.facts, Facts)
    return answer.facts


def test_a_coordinator_reads_everything(study_folder: Path) -> None:
    found = asked(study_folder, "coordinator").gaps
    assert {"no-boundary-zone", "isolated"} <= set(found["rule"])
    pair = found[found["rule"] == "no-boundary-zone"].iloc[0]
    assert json.loads(pair["actors"]) == [B, A, "sleep"]
    assert "sleep" in pair["evidence"]


def test_a_partnership_is_told_by_its_name(tmp_path: Path) -> None:
    offered = [
        {"service": f"s{n}", "agency": A, "need": need, "area": area}
        for n, (need, area) in enumerate([("sleep", "East"), ("food", "East"), ("food", "West")])
    ]
    rows: Rows = world(EVERYBODY, services=offered)
    rows["partnerships"] = [{**each, "name": "The partnership"} for each in rows["partnerships"]]
    netmap.write_study(study_of(rows), tmp_path / "ours")
    found = asked(tmp_path / "ours", "coordinator", GapsRequest(rule=("uncovered-need",))).gaps
    assert found["about"].tolist() == ["sleep, West and The partnership"]


def test_a_board_reads_agencies_and_counts_only(study_folder: Path) -> None:
    facts = asked(study_folder, "board")
    assert list(facts.gaps) == ["severity", "title", "about", "rule"]
    assert "isolated" not in set(facts.gaps["rule"])
    counts = facts.by_rule.set_index("rule")["gaps"]
    assert counts["isolated"] == "5"
    said = question_named("gaps").sentences(facts, translator("en"))
    assert len(said) == 1
    everything = f"{facts.gaps.to_csv()}{facts.by_rule.to_csv()}{said}"
    assert not any(f"c{n}" in everything for n in range(5))


def test_fewer_than_five_people_are_not_counted_to_a_board(tmp_path: Path) -> None:
    rows = world([*EVERYBODY, contact(9, "c0", "c1")])
    rows["practitioners"] = [*rows["practitioners"], *LONERS]
    netmap.write_study(study_of(rows), tmp_path / "ours")
    counts = [
        asked(tmp_path / "ours", role).by_rule.set_index("rule")["gaps"] for role in ("board", "coordinator")
    ]
    assert [each["isolated"] for each in counts] == ["<5", "2"]


def test_severities_and_rules_narrow_the_answer(study_folder: Path) -> None:
    assert set(asked(study_folder, "coordinator", GapsRequest(severity=("low",))).gaps["severity"]) <= {"low"}
    assert set(asked(study_folder, "coordinator", GapsRequest(rule=("isolated",))).gaps["rule"]) == {
        "isolated"
    }


def test_one_partnership_alone(tmp_path: Path) -> None:
    rows = world([*EVERYBODY, contact(9, "c0", "c1")])
    rows["practitioners"] = [*rows["practitioners"], *LONERS]
    rows["partnerships"] = [*rows["partnerships"], {"partnership": "other", "observed_to": "2011-12-31"}]
    rows["agencies"] = [
        {**row, "partnership": "other" if row["agency"] == C else "ours"} for row in rows["agencies"]
    ]
    netmap.write_study(study_of(rows), tmp_path / "ours")
    found = {
        name: asked(tmp_path / "ours", "coordinator", partnership=name).gaps for name in ("ours", "other")
    }
    assert "isolated" in set(found["other"]["rule"])
    assert "isolated" not in set(found["ours"]["rule"])


def test_coverage_says_where_nobody_serves(study_folder: Path) -> None:
    library = StudyLibrary([study_folder])
    question = question_named("coverage")
    answer = question.ask(inquiry_of(library, Context(study="ours")))
    assert list(question.sentences(answer.facts, translator("en"))) == [
        "1 need by area is on record, and it has a service.",
        "1 pair of agencies serves one need in one area, and it has an active tie.",
        "6 trails fade if their two do not meet again, the first on 22 March 2012.",
    ]
    board = question.ask(inquiry_of(library, Context(study="ours", principal=Principal("x", "board"))))
    assert board.facts.fading.empty
    assert P[A]


def test_where_who_met_is_not_on_record_no_tie_is_told_as_missing() -> None:
    tables = {
        "agencies": pd.DataFrame({"agency": ["A", "B"]}),
        "practitioners": pd.DataFrame({"practitioner": ["Ada", "Ben", "Cem"], "agency": ["A", "B", None]}),
        "services": pd.DataFrame(
            {"service": ["s", "t"], "agency": ["A", "B"], "need": ["play"] * 2, "area": ["north"] * 2}
        ),
        "trajectories": pd.DataFrame(
            {
                "trajectory": ["x", "x", "y", "y"],
                "date": ["2020-01-01", "2020-01-05", "2020-01-02", "2020-01-06"],
                "service": ["s", "t", "s", "t"],
            }
        ),
    }
    question = question_named("coverage")

    def told(study: netmap.Study) -> tuple[list[str], pd.DataFrame]:
        facts = question.ask(
            Inquiry(Context(end=dt.date(2020, 2, 1)), lambda: study), question.request()
        ).facts
        return list(question.sentences(facts, translator("en"))), question.table("hand-overs").rows(facts)

    said, steps = told(netmap.from_tables(**tables))
    assert said[1:] == [
        "Which of the agencies that serve one need in one area have a tie is not on record.",
        "Whether ties carried 2 hand-overs of the last twelve months is not on record.",
    ]
    assert steps["apart"].isna().all()
    contacts = pd.DataFrame(
        [("c", "2019-12-01", "Ada", "Cem"), ("d", "2020-01-06", "Ada", "Ben")],
        columns=["contact", "date", "source", "target"],
    )
    said, steps = told(netmap.from_tables(**tables, contacts=contacts))
    assert "In the last twelve months no tie carried 1 of 2 hand-overs between services." in said
    assert steps["apart"].tolist() == [1]
