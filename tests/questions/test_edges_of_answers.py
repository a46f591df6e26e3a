"""More edges that decide what is told: who has no agency, who is asked, whose ties count, from which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

import netmap
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import ENGLISH
from netmap.questions import gaps, question_named
from netmap.questions import national as of_nation
from netmap.questions.champions import page_view
from netmap.questions.champions.page_view import chain_rows
from netmap.questions.champions.person_sheets import ROLES, roles_text
from netmap.questions.context import Context
from netmap.questions.exports import workbook
from netmap.questions.inquiry import Inquiry, inquiry_of
from netmap.questions.learning import reliance_figures
from netmap.questions.learning.resolved_request import asked_of
from netmap.questions.map.counting import _at_zones
from netmap.questions.monthly.packs import Month, month_of
from netmap.questions.national import National
from netmap.questions.overview.cards import UP, cards_of
from netmap.questions.overview.then_and_now import months_in, networks_in
from netmap.questions.overview.types import Days
from netmap.questions.parameters import described, parameters_of
from netmap.store.opening import open_store
from netmap.tie_kinds.policy import TRAIL
from tests.comparison.test_trail_survival import two_sittings
from tests.questions.boards import ask, tables
from tests.questions.learning_pages import asked
from tests.questions.stores import act
from tests.questions.test_gaps import study_folder as study_folder  # noqa: PLC0414
from tests.questions.test_notes import STUDY as NOTED
from tests.questions.test_overview import facts, reach
from tests.questions.test_parameters import Everything
from tests.shared_data import bundled


@pytest.mark.parametrize(("people", "told"), [(24, 13), (23, None)])
def test_a_change_of_reach_is_told_from_just_enough_people_on(people: int, told: int | None) -> None:
    """An eighth more of 24 people are three, which is just enough."""
    (card,) = (
        each for each in cards_of(replace(facts(), up=reach(0.25, 0.125, people)), ENGLISH) if each.name == UP
    )
    assert card.change == told


def test_nothing_is_passed_on_to_somebody_without_an_agency_nor_from_them() -> None:
    """Between the agency inside and the one outside each way; of who has none nothing is known."""
    contacts = [
        {
            "contact": f"{number}",
            "date": f"2011-03-0{number}",
            "source": one,
            "target": other,
            "direction": way,
        }
        for number, (one, other, way) in enumerate(
            [
                ("in", "out", "directed"),
                ("out", "in", "directed"),
                ("out", "in", "mutual"),
                ("in", "free", "mutual"),
                ("free", "in", "mutual"),
            ],
            1,
        )
    ]
    study = tables(
        partnerships=[{"partnership": "=A1"}],
        agencies=[{"agency": "a", "partnership": "=A1"}, {"agency": "Č-12"}],
        practitioners=[
            {"practitioner": "in", "agency": "a"},
            {"practitioner": "out", "agency": "Č-12"},
            {"practitioner": "free"},
        ],
        contacts=contacts,
    )
    question = question_named("shared-interests")
    (table,) = (each for each in question.tables if each.name == "passed-on")
    rows = table.rows(asked(question, study).facts)
    assert [tuple(row) for row in rows[["date", "agency", "outside"]].astype(str).to_numpy()] == [
        ("2011-03-01", "a", "Č-12"),
        ("2011-03-03", "a", "Č-12"),
    ]


def test_who_was_asked_and_answered_nothing_is_counted_as_not_on_record() -> None:
    answers = {"a": "none", "b": "partial", "c": "complete", "d": "none", "e": "none"}
    study = tables(
        agencies=[{"agency": each} for each in answers],
        waves=[{"wave": "w"}],
        responses=[{"wave": "w", "actor": each, "status": status} for each, status in answers.items()],
        ties=[{"source": "a", "target": "b", "wave": "w"}],
    )
    told = [each for each in ask(study).sentences if "did not answer" in each]
    assert len(told) == 1
    assert "the ties of 3 that were asked and did not answer" in told[0]


def test_ties_of_an_agency_lead_elsewhere_and_those_of_a_person_anywhere() -> None:
    """Two colleagues met each other, one of them somebody of another agency twice as many days ago."""
    pairs = [("1", "2"), ("1", "3"), ("2", "3"), ("3", "4"), ("1", "4")]
    study = tables(
        agencies=[{"agency": each} for each in "ab"],
        practitioners=[{"practitioner": each, "agency": "a" if each in "12" else "b"} for each in "1234"],
        contacts=[{"contact": f"{a}{b}", "date": "2011-03-01", "source": a, "target": b} for a, b in pairs],
    )
    view = ask(study, size="ties", layers=("people",))
    values = {(node.ref.sort, node.ref.id): node.value for node in view.nodes}
    own = {("person", who): sum(who in pair for pair in pairs) for who in "1234"}
    across = sum((a in "12") != (b in "12") for a, b in pairs)
    assert values == {**own, ("agency", "a"): across, ("agency", "b"): across}


def test_the_work_list_is_of_the_days_of_its_gaps_and_people_are_named_to_a_coordinator(
    study_folder: Path,
) -> None:
    question = question_named("work-list")
    for role, named in (("coordinator", True), ("board", False)):
        context = Context(study="ours", principal=Principal("x", role))
        answer = question.ask(inquiry_of(StudyLibrary([study_folder]), context), question.request())
        study = netmap.read_study(study_folder)
        found = netmap.gaps(study)
        assert answer.facts.named is named
        assert answer.method is not None
        days = [None if day is None else day.isoformat() for day in (answer.method.start, answer.method.end)]
        assert days == [found.attrs["start"], found.attrs["as_of"]]
        assert days[0] != days[1]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("0001-01", dt.date(1, 1, 1)),
        ("2011-12", dt.date(2011, 12, 1)),
        ("0000-01", None),
        ("2011-00", None),
        ("2011-13", None),
    ],
)
def test_every_month_of_the_calendar_is_taken_and_no_other(told: str, first: dt.date | None) -> None:
    study = tables(agencies=[{"agency": "a"}])
    if first is None:
        with pytest.raises(ArgumentError):
            month_of(study, Context(study="s"), told)
    else:
        assert month_of(study, Context(study="s"), told) == Month(first)


def test_flags_and_words_are_described_by_the_values_that_they_take() -> None:
    entries: dict[str, Any] = {
        entry["name"]: entry["schema"] for each in parameters_of(Everything) for entry in described(each)
    }
    assert entries["yes"] == {"type": "string", "enum": ["0", "1"]}
    assert entries["word"] == {"type": "string", "enum": ["one", "two"]}
    assert entries["thing"] == {"type": "string", "enum": ["agency", "zone"]}
    assert entries["on"] == {"type": "string", "format": "date"}


@pytest.mark.parametrize("length", [80, 81])
def test_so_much_of_the_name_of_a_note_that_is_not_there_is_repeated(tmp_path: Path, length: int) -> None:
    with open_store(tmp_path / "ours.netmap") as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", tables(agencies=[{"agency": "a"}]))
    library = StudyLibrary([tmp_path / "ours.netmap"])
    name = "n" * length
    try:
        with pytest.raises(NotFoundError) as refused:
            act(library, "code_notes", {"key": str(uuid4()), "theme": "t", "notes": [{"note": name}]})
    finally:
        library.close()
    assert refused.value.values["name"] == name[:80]


def test_who_lies_apart_lies_wholly_on_one_side_of_nothing() -> None:
    """An interval that ends at nothing holds it."""
    bounds = [(0.0, 1.0), (-1.0, 0.0), (0.01, 1.0), (-1.0, -0.01), (-1.0, 1.0)]
    rows = pd.DataFrame(bounds, columns=["low", "high"]).assign(found=False)
    origin: Any = SimpleNamespace(origin=SimpleNamespace(study_version="1"))
    said = of_nation.sentences(National(origin, rows, {}, ("1",), "1"), ENGLISH)
    assert said[0].startswith("Of 5 partnerships with a figure, 2 lie apart ")


@pytest.mark.parametrize(("partnerships", "about"), [(1, "a"), (2, "P1 and a")])
def test_a_gap_names_its_partnership_from_two_on(partnerships: int, about: str) -> None:
    study = tables(
        partnerships=[{"partnership": f"P{number}"} for number in range(1, partnerships + 1)],
        agencies=[{"agency": "a"}],
    )
    found = pd.DataFrame({"rule": ["r"], "sorts": [("partnership", "agency")], "actors": [("P1", "a")]})
    told = gaps.readable_in_short(Inquiry(Context(study="s"), lambda: study), found)
    assert told["about"].tolist() == [about]


def growing() -> netmap.Study:
    """One agency belongs from March 2011 on, another from May on; they met on the last day of May."""
    days = {"m": "2011-03-01", "n": "2011-05-31", "o": "2011-06-30"}
    return tables(
        partnerships=[{"partnership": "=A1"}],
        agencies=[{"agency": each, "partnership": "=A1"} for each in "ab"],
        practitioners=[{"practitioner": each, "agency": each.lower()} for each in "AB"],
        meetings=[{"meeting": each, "date": day} for each, day in days.items()],
        attendance=[
            {"meeting": each, "practitioner": who, "status": "present"}
            for each, came in (("m", "A"), ("n", "AB"), ("o", "A"))
            for who in came
        ],
    )


def test_a_meeting_on_the_last_day_of_a_month_is_of_that_month() -> None:
    question = question_named("shared-interests")
    (table,) = (each for each in question.tables if each.name == "community-growth")
    answer = asked(question, growing())
    rows = table.rows(answer.facts)
    assert rows["agencies"].tolist() == [1, 1, 2, 2]
    assert rows["pairs_met"].tolist() == [0, 0, 1, 1]
    assert "From 31 March 2011 to 30 June 2011 the community went from 1 to 2 agencies." in question.said(
        answer, ENGLISH
    )


@pytest.mark.parametrize(("date", "said"), [("2011-03", "1 April 2011"), ("2011-03-15", None)])
def test_of_an_event_without_its_day_what_came_after_its_month_is_followed(
    date: str, said: str | None
) -> None:
    study = tables(
        zones=[{"zone": "e"}],
        practitioners=[{"practitioner": each} for each in "12"],
        meetings=[{"meeting": "m", "date": date, "zone": "e"}],
        attendance=[{"meeting": "m", "practitioner": "1", "status": "present"}],
        contacts=[{"contact": "c", "date": "2011-05-01", "source": "1", "target": "2"}],
    )
    question = question_named("diffusion")
    told = " ".join(question.said(asked(question, study, event="m"), ENGLISH))
    assert ("1 April 2011" in told) is (said is not None)
    assert "2 April 2011" not in told


def test_pairs_of_two_days_are_told_by_their_ends_and_what_became_of_them() -> None:
    pairs = pd.DataFrame(
        [("a", "b", None, TRAIL), ("a", "c", "old_network", TRAIL), ("b", "c", TRAIL, "new_network")],
        columns=["agency_a", "agency_b", "kind_before", "kind"],
    )
    found = networks_in(pairs)
    assert list(found.columns) == ["agency_a", "agency_b", "kind_before", "kind", "change"]
    assert found["change"].tolist() == ["gone", "new"]


@pytest.mark.parametrize(
    ("start", "end"),
    [("2023-11-01", "2024-02-29"), ("2022-03-02", "2024-03-01"), ("2024-05-02", "2024-05-31")],
)
def test_months_begin_in_a_period_on_each_first_of_it(start: str, end: str) -> None:
    days = pd.date_range(start, end)
    period = Days(days[0].date(), days[-1].date())
    assert months_in(period) == sum(day.day == 1 for day in days)


def test_a_role_that_was_taken_once_is_told() -> None:
    row = dict.fromkeys(ROLES, 0) | {next(iter(ROLES)): 1}
    assert roles_text(row, ENGLISH).endswith(" (1)")
    assert roles_text(dict.fromkeys(ROLES, 0), ENGLISH) == "none on the last day"


def test_sittings_of_the_first_zone_bear_its_name_and_those_of_none_stand_last() -> None:
    sat = SimpleNamespace(zone=np.array([-1, -1, -1, 0, 1, 1]))
    board: Any = SimpleNamespace(sittings=sat, universe=SimpleNamespace(names=["x", "a", "b"], first_zone=1))
    assert _at_zones(board, np.ones(6, np.bool_)) == (("b", 2), ("a", 1), ("", 3))


def test_trails_are_followed_under_two_three_and_six_months_of_quiet() -> None:
    question = question_named("trail-survival")
    rows = question.tables[0].rows(asked(question, two_sittings(), draws=19).facts)
    assert sorted(set(rows["quiet_days"])) == [60, 90, 180]


def test_a_workbook_says_how_many_rows_its_first_table_is_about() -> None:
    question = question_named("notes")
    answer = asked(question, NOTED)
    assert answer.method is not None
    lengths = [len(each.rows(answer.facts)) for each in question.tables]
    assert lengths[0] == answer.method.n not in lengths[1:]
    sheet = load_workbook(BytesIO(workbook(question, answer, ENGLISH)))["about"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert str(told["n"]) == str(answer.method.n)


def test_paths_of_carriers_are_printed_in_the_order_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the covering few come first, whatever they are called."""
    study = bundled("wws-simulated")
    setting = asked_of(Inquiry(Context(study="s"), lambda: study), question_named("champions").request())
    rows = chain_rows(setting)[::-1].reset_index(drop=True)
    monkeypatch.setattr(page_view, "chain_rows", lambda _: rows)
    order = list(dict.fromkeys(zip(rows["practitioner"], rows["source"], strict=True)))
    assert order != sorted(order)
    printed = [line for line in page_view.chain_lines(setting, ENGLISH) if line.startswith("Through ")]
    names = study.practitioners.set_index("practitioner")["name"].dropna().to_dict()
    assert printed == [f"Through {names.get(a, a)}, from {names.get(b, b)}:" for a, b in order]


def test_carriers_are_told_in_text_order_whatever_made_them_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, who in (("dependents_of", "d"), ("covering_of", "a")):
        table = pd.DataFrame({"practitioner": [who, "c"]})
        monkeypatch.setattr(reliance_figures, name, lambda _, table=table: table)
    monkeypatch.setattr(reliance_figures, "alone_of", lambda _: ["b", "e"])
    assert reliance_figures.carriers_of(None) == list("abcde")  # type: ignore[arg-type]
