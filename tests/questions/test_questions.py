"""Every question in the list works from all of its edges, and says the same from each."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from functools import partial
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.cli.program import run
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import ENGLISH
from netmap.questions import QUESTIONS, question_named
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import parameters_of
from netmap.questions.question import Question
from tests import shared_data
from tests.questions.boards import tables

BY_NAME = {each.name: each for each in QUESTIONS}


def test_every_question_and_every_table_has_a_name_of_its_own() -> None:
    tables = [table.name for each in QUESTIONS for table in each.tables]
    assert len(BY_NAME) == len(QUESTIONS)
    assert len(set(tables)) == len(tables)
    assert all(question_named(name) is each for name, each in BY_NAME.items())


@pytest.mark.parametrize("question", QUESTIONS, ids=BY_NAME)
def test_every_question_says_what_it_is_and_takes(question: Question) -> None:
    assert question.title
    assert question.help.endswith(".")
    assert all(each.help for each in parameters_of(question.request))
    keys = [key for each in question.parameters for key in each.keys]
    assert len(set(keys)) == len(keys)


def test_the_three_formats_of_a_command_hold_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    line = ["measures", "riverside", "--who", "practitioner", "--end", "2023-09-07"]
    assert run([*line, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert run([*line, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["actor"] for row in rows] == [row["actor"] for row in told["rows"]]
    assert [int(row["degree"]) for row in rows] == [row["degree"] for row in told["rows"]]
    assert {row["n"] for row in rows} == {str(told["n"])} == {str(len(rows))}
    assert {row["rule"] for row in rows} == {told["rule"]}
    assert run(line) == 0
    printed = capsys.readouterr().out
    assert told["rule"] in printed
    assert all(sentence in printed for sentence in told["sentences"])


def test_a_threshold_of_the_rule_changes_the_answer_and_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    line = ["measures", "riverside", "--who", "practitioner", "--end", "2023-09-07", "--format", "json"]
    degrees = {}
    for days in ("90", "5"):
        assert run([*line, "--quiet-days", days]) == 0
        told = json.loads(capsys.readouterr().out)
        assert f"quiet after {days} days" in told["rule"]
        degrees[days] = sum(row["degree"] for row in told["rows"])
    assert degrees["5"] < degrees["90"]


def test_a_wrong_value_is_refused_by_the_name_of_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["measures", "riverside", "--start", "1.2.2023"]) == 2
    assert "--start: “1.2.2023” is no day" in capsys.readouterr().err
    assert run(["measures", "riverside", "--who", "zone"]) == 2
    assert "--who: “zone”" in capsys.readouterr().err
    assert run(["measures", "riverside", "--table", "none"]) == 2
    assert "--table cannot be “none”" in capsys.readouterr().err


def test_whatever_is_imported_later_is_there() -> None:
    late = [
        made.args
        for question in QUESTIONS
        for made in (
            *(question.sentences, question.about),
            *(each for table in question.tables for each in (table.rows, table.report)),
        )
        if isinstance(made, partial)
    ]
    assert len(late) > 10
    assert all(callable(getattr(import_module(module), name)) for module, name in late)


def test_agencies_without_ties_of_their_own_are_not_said_to_stand_alone() -> None:
    study = shared_data.bundled("riverside")
    day = dt.date(2023, 9, 7)
    question = question_named("measures")

    def said(**request: Any) -> list[str]:
        inquiry = Inquiry(Context(end=day), lambda: study)
        facts = question.ask(inquiry, question.request(**request)).facts
        return list(question.sentences(facts, ENGLISH))

    people = netmap.measures(study, as_of=day, who="practitioner")
    joined = int((people["degree"] > 0).sum())
    assert said(who="practitioner")[0] == f"{joined} of {len(people)} people have a tie."
    (alone,) = said(who="agency")
    assert alone.startswith("No agency has a tie of its own on record")
    assert said() == [*said(who="practitioner"), alone]


def test_agencies_with_ties_of_their_own_are_counted_beside_people() -> None:
    ties = pd.DataFrame({"source": ["=A1", "Č-12"], "target": ["a,b", "=A1"]})
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["=A1", "a,b", "Č-12", "1"]}), ties=ties)
    question = question_named("measures")
    facts = question.ask(Inquiry(Context(), lambda: study)).facts
    assert list(question.sentences(facts, ENGLISH)) == [
        "3 of 4 agencies have a tie of their own.",
        "They form 1 component of 3.",
    ]


def test_a_study_of_a_store_with_several_is_named_by_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "two.db")
    for name in ("brightwater", "emon", "riverside"):
        assert run(["import", str(bundled_studies()[name]), "--into", store, "--study", name]) in (0, 3)
    capsys.readouterr()
    assert run(["ties", store]) == 2
    assert "--study" in capsys.readouterr().err
    assert run(["ties", store, "--study", "riverside", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["n"] == len(netmap.ties(shared_data.bundled("riverside")))
    assert run(["ties", store, "--study", "none"]) == 2
    assert "riverside" in capsys.readouterr().err
    assert run(["export", store, str(tmp_path / "out"), "--study", "emon"]) == 0
    assert netmap.read_study(tmp_path / "out").about["name"] == "emon"


REPEATED = {"trail-survival", "compare", "propositions", "recording-bounds", "hand-over"}
"""Work a figure out again and again: for other days, other rows, or by chance."""


@pytest.mark.parametrize(
    "question", [one for one in QUESTIONS if one.name != "panel"], ids=attrgetter("name")
)
def test_what_follows_paths_or_repeats_a_figure_takes_its_turn(question: Question) -> None:
    """Anything else is cheap, and waits for nobody."""
    study = tables(
        levels=[{"level": "front", "rank": 0}, {"level": "board", "rank": 1}],
        practitioners=[{"practitioner": "1", "level": "front"}, {"practitioner": "=A1", "level": "board"}],
        contacts=[{"contact": "1", "date": "2011-09-01", "source": "1", "target": "=A1"}],
    )
    method = question.ask(Inquiry(Context(study="s"), lambda: study)).method
    follows = method is not None and method.paths is not None
    assert question.slow is (follows or question.name in REPEATED)
