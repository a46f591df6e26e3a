"""The questions of gaps and coverage: who reads what, and what is said of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.gap_rules.rules import RULES
from netmap.gap_rules.zone_health import FAILING
from netmap.learning.path_rule import PathRule
from netmap.library.principals import Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import translator
from netmap.questions import question_named
from netmap.questions.context import Context
from netmap.questions.coverage import FAILING_SAID, failing_said
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


def zones_of(folder: Path, role: str = "coordinator", **context: object) -> pd.DataFrame:
    told = Context(study="zones", principal=Principal("x", role), **context)
    facts = question_named("coverage").ask(inquiry_of(StudyLibrary([folder]), told)).facts
    return facts.zones.set_index("zone")  # type: ignore[no-any-return]


@pytest.fixture
def zones_folder(tmp_path: Path) -> Path:
    """Zones on both sides of the thresholds by which they fail, until the end of June 2011."""
    days = {
        "=quiet": ["2011-01-03", "2011-01-13", "2011-01-23"],
        "open": ["2011-05-11", "2011-05-21", "2011-05-31"],
        "closed": ["2011-01-03", "2011-01-13", "2011-01-23"],
        "informal": ["2011-04-01", "2011-05-01", "2011-06-01"],
        "twice": ["2011-05-01", "2011-06-01"],
        "a,b": [],
        "old": ["2009-01-01", "2009-02-01"],
    }
    here = [(zone, day) for zone, those in days.items() for day in those]
    meetings = {f"{zone} {day}": (zone, day) for zone, day in here}
    came = [(meeting, person) for meeting in meetings for person in ("ann", "bob", "cid")]
    came = [each for each in came if each != ("open 2011-05-31", "cid")]
    netmap.write_study(
        netmap.from_tables(
            levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
            partnerships=pd.DataFrame({"partnership": ["p", "q"], "observed_to": ["2011-06-30"] * 2}),
            agencies=pd.DataFrame({"agency": ["=A1", "b"], "partnership": ["p", "p"]}),
            practitioners=pd.DataFrame(
                {
                    "practitioner": ["ann", "bob", "cid"],
                    "agency": ["=A1", "b", "b"],
                    "level": ["front", "front", "board"],
                    "partnership": ["p"] * 3,
                }
            ),
            zones=pd.DataFrame(
                {
                    "zone": list(days),
                    "formal": [zone not in ("informal", "twice") for zone in days],
                    "purpose": ["x"] * len(days),
                    "partnership": ["q" if zone == "a,b" else "p" for zone in days],
                    "closed": ["2011-02-01" if zone in ("closed", "old") else None for zone in days],
                }
            ),
            meetings=pd.DataFrame(
                {
                    "meeting": list(meetings),
                    "zone": [zone for zone, _ in here],
                    "date": [day for _, day in here],
                }
            ),
            attendance=pd.DataFrame(came, columns=["meeting", "practitioner"]),
        ),
        tmp_path / "zones",
    )
    return tmp_path / "zones"


def test_zones_by_health_say_what_the_record_shows_and_which_fail(zones_folder: Path) -> None:
    found = zones_of(zones_folder)
    assert set(found.index) == {"=quiet", "open", "closed", "informal", "twice", "a,b"}  # "old" is over
    assert {zone: rules for zone, rules in found["rules"].items() if rules} == {
        "=quiet": ("zone-gone-quiet",),
        "informal": ("informal-zone",),
    }
    assert set(found.index[:2]) == {"=quiet", "informal"}  # what fails stands first
    row = found.loc["open"]
    assert (row["sittings"], row["with_attendance"], row["regularity_days"]) == (3, 3, 10)
    assert (row["attendance"], row["agencies"], row["levels"]) == (pytest.approx(8 / 3), 2, 2)
    assert row["last"] == pd.Timestamp("2011-05-31")
    assert found.loc["a,b", ["last", "attendance", "balance"]].isna().all()
    assert zones_of(zones_folder, "board")["attendance"].isna().all()  # fewer than five people
    assert list(zones_of(zones_folder, partnership="q").index) == ["a,b"]


def test_when_a_zone_is_failing_is_said_with_each_threshold() -> None:
    t = translator("en")
    said = failing_said(t)
    assert len(said) == len(FAILING) == len(FAILING_SAID)
    for rule in RULES:
        if rule.name in FAILING:
            (mine,) = [each for each in said if each.startswith(rule.title)]
            assert all(f" {value} " in mine.replace(",", " ") for value in rule.thresholds.values())
