"""Wave, relation and roster are fields of the context: each reaches every answer that it concerns."""

from __future__ import annotations

from typing import Any

import pytest
from pandas.testing import assert_frame_equal

import netmap
from netmap.comparison.tie_changes import tie_changes
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import ENGLISH, translator
from netmap.questions import map as map_
from netmap.questions import measures, ties
from netmap.questions import tie_changes as changes
from netmap.questions.context import Context
from netmap.questions.exports import csv_rows
from netmap.questions.inquiry import inquiry_of
from netmap.questions.measures import MeasuresRequest, brokerage_rows, network_rows
from netmap.questions.method import about, rule_text, window_text
from netmap.questions.question import Answer, PageState, Question
from tests.questions.boards import Studies, board_of, tables

FIRST, SECOND = "<b>1</b>", "a,b"
"""Two waves."""

ASKED = [
    ("=A1", "Č-12", "advice", FIRST),
    ("Č-12", "agency_1", "advice", FIRST),
    ("=A1", "Č-12", "advice", SECOND),
    ("agency_1", "=A1", "advice", SECOND),
    ("1", "=A1", "trust", FIRST),
    ("1", "Č-12", "trust", SECOND),
    ("1", "agency_1", "trust", SECOND),
]


@pytest.fixture(scope="module")
def study() -> netmap.Study:
    """Four people asked twice about two relations; a fifth has left and a sixth was never seen."""
    people = ["=A1", "Č-12", "agency_1", "1", "has left", "never seen"]
    left: list[str | None] = [None, None, None, None, "2020-06-30", None]
    return tables(
        practitioners=[
            {"practitioner": name, "agency": "home", "joined": "2020-01-01", "left": day}
            for name, day in zip(people, left, strict=True)
        ],
        agencies=[{"agency": "home"}],
        waves=[
            {"wave": FIRST, "start": "2021-01-01", "end": "2021-01-31"},
            {"wave": SECOND, "start": "2022-01-01", "end": "2022-01-31"},
        ],
        ties=[dict(zip(("source", "target", "relation", "wave"), row, strict=True)) for row in ASKED],
        contacts=[{"contact": "c", "date": "2022-02-01", "source": "=A1", "target": "1"}],
    )


def asked(study: netmap.Study, question: Question, request: Any = None, **told: Any) -> Answer:
    context = Context(study="s", **told)
    return question.ask(inquiry_of(Studies(s=study), context), request)  # type: ignore[arg-type]


CHOICES = (
    {},
    {"wave": (FIRST,)},
    {"relation": "trust"},
    {"wave": (SECOND,), "relation": "trust"},
    {"wave": (FIRST,), "relation": "advice"},
)


def arguments(told: dict[str, Any]) -> dict[str, Any]:
    """What the library takes for a choice; pages open on the first relation."""
    return {"wave": told.get("wave"), "relation": told.get("relation", "advice")}


@pytest.mark.parametrize("told", CHOICES)
def test_the_address_holds_the_choice(told: dict[str, Any]) -> None:
    context = Context(study="s", roster="known", **told)
    assert Context.of(context.query) == context


@pytest.mark.parametrize("told", CHOICES)
def test_ties_are_those_of_the_wave_and_relation(study: netmap.Study, told: dict[str, Any]) -> None:
    found = asked(study, ties.QUESTION, **told).facts.table
    assert_frame_equal(found, netmap.ties(study, **arguments(told)))


@pytest.mark.parametrize("told", CHOICES)
@pytest.mark.parametrize("roster", [None, "in_service", "seen", "known"])
def test_measures_follow_wave_relation_and_roster(
    study: netmap.Study, told: dict[str, Any], roster: str | None
) -> None:
    facts = asked(study, measures.QUESTION, MeasuresRequest(), roster=roster, **told).facts
    given = {**arguments(told), "roster": roster}
    assert_frame_equal(facts.actors, netmap.measures(study, **given))
    assert_frame_equal(network_rows(facts), netmap.network_measures(study, **given))
    assert_frame_equal(brokerage_rows(facts), netmap.brokerage(study, **given))


def test_the_roster_changes_who_is_counted(study: netmap.Study) -> None:
    counted = {
        roster: len(asked(study, measures.QUESTION, roster=roster).facts.actors)
        for roster in ("in_service", "seen", "known")
    }
    assert counted == {"in_service": 5, "seen": 4, "known": 6}


@pytest.mark.parametrize("told", CHOICES)
def test_the_map_draws_the_ties_of_the_wave_and_relation(study: netmap.Study, told: dict[str, Any]) -> None:
    view = asked(study, map_.QUESTION, map_.MapRequest(layers=("people",)), **told).facts.view(("ties",))
    there = {tuple(sorted((row["source_id"], row["target_id"]))) for row in view.tie_rows}
    table = netmap.ties(study, **arguments(told))
    assert there == set(table[["source", "target"]].itertuples(index=False, name=None))
    assert {chip.field for chip in view.chips} == {"expanded", *told} - {"expanded"}


def test_a_chip_of_the_map_takes_the_choice_away(study: netmap.Study) -> None:
    from dashboards.pages.board.ui_actions import Situation, unfiltered

    page = PageState(Context(study="s", wave=(FIRST,), relation="trust", roster="known"), map_.MapRequest())
    nothing: Any = None
    for field in ("wave", "relation", "roster"):
        page = unfiltered(
            Situation(page, None, None, None, "month", nothing, nothing), {"field": field, "value": ""}
        )
    assert page.context == Context(study="s")


def test_changes_follow_relation_waves_and_roster(study: netmap.Study) -> None:
    told: dict[str, Any] = {"relation": "trust", "wave": (SECOND, FIRST), "roster": "known"}
    found = asked(study, changes.QUESTION, **told).facts
    assert_frame_equal(found.frame, tie_changes(study, "trust", [SECOND, FIRST], roster="known").frame)
    assert not found.frame.equals(asked(study, changes.QUESTION, relation="trust").facts.frame)


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_method_says_which_ties_were_taken_and_who_is_everybody(
    study: netmap.Study, language: str
) -> None:
    answer = asked(study, measures.QUESTION, relation="trust", wave=(SECOND,), roster="known")
    assert answer.method is not None
    text = rule_text(answer.method, translator(language))
    assert SECOND in text
    assert "trust" in text
    said = about(answer.method, ENGLISH)
    assert (said["wave"], said["relation"], said["roster"]) == (SECOND, "trust", "known")
    columns, rows = csv_rows(measures.QUESTION, measures.QUESTION.tables[0], answer, ENGLISH)
    assert {"wave", "relation", "roster", "cells_missing"} <= set(columns)
    assert {row["roster"] for row in rows} == {"known"}
    if language == "en":
        assert "Everybody means those known at all." in text


def test_without_declared_ties_nothing_is_said_of_them() -> None:
    rows = [{"contact": "1", "date": "2021-01-01", "source": "a", "target": "b"}]
    study = tables(practitioners=[{"practitioner": "a"}, {"practitioner": "b"}], contacts=rows)
    method = asked(study, ties.QUESTION).method
    assert method is not None
    assert not method.declared
    assert "eclared" not in rule_text(method, ENGLISH)


@pytest.mark.parametrize(
    ("told", "error"),
    [({"wave": ("third",)}, NotFoundError), ({"relation": "hate"}, ArgumentError)],
)
def test_what_was_never_asked_is_refused(
    study: netmap.Study, told: dict[str, Any], error: type[Exception]
) -> None:
    for question in (ties.QUESTION, measures.QUESTION):
        with pytest.raises(error):
            asked(study, question, **told)
    with pytest.raises(error):
        asked(study, map_.QUESTION, **told).facts.view(())


def test_a_page_offers_waves_and_relations_where_there_are_several(study: netmap.Study) -> None:
    frame = board_of(study).frame("s")
    assert frame.relations == ("advice", "trust")
    assert frame.waves == ((FIRST, FIRST), (SECOND, SECOND))


def test_every_choice_has_an_option_of_commands() -> None:
    options = {each.option for each in ties.QUESTION.parameters}
    assert {"--wave", "--relation", "--roster"} <= options


def test_the_overview_opens_on_the_first_relation_and_follows_the_choice(study: netmap.Study) -> None:
    from netmap.questions.overview.agency_pairs import pairs_on

    agencies = tables(
        agencies=[{"agency": name} for name in ("=A1", "Č-12", "agency_1", "1")],
        waves=[{"wave": FIRST, "end": "2021-01-31"}, {"wave": SECOND, "end": "2022-01-31"}],
        ties=[dict(zip(("source", "target", "relation", "wave"), row, strict=True)) for row in ASKED],
    )
    for told in CHOICES:
        pairs = pairs_on(agencies, Context(**told), None)
        assert len(pairs) == len(netmap.ties(agencies, **arguments(told)))


def test_gaps_follow_the_roster() -> None:
    from netmap.questions import gaps

    met = [{"contact": "c", "date": "2022-02-01", "source": "=A1", "target": "Č-12"}]
    study = tables(agencies=[{"agency": name} for name in ("=A1", "Č-12", "1")], contacts=met)
    found = {
        roster: set(asked(study, gaps.QUESTION, roster=roster).facts.gaps["id"])
        for roster in ("seen", "known")
    }
    assert found == {roster: set(netmap.gaps(study, roster=roster)["id"]) for roster in ("seen", "known")}
    assert found["seen"] < found["known"]


def test_dated_declared_ties_are_no_undated_record() -> None:
    days: dict[str, Any] = {"start": "2020-01-01", "end": "2021-12-31"}
    told: dict[str, Any] = {"practitioners": [{"practitioner": name} for name in "abc"]}
    pairs = [
        {"source": "a", "target": "b", "relation": "advice"},
        {"source": "b", "target": "c", "relation": "advice"},
    ]
    dated = tables(ties=[pairs[0] | days, pairs[1]], **told)
    inquiry = inquiry_of(Studies(s=dated), Context(study="s"))
    answer = ties.QUESTION.ask(inquiry, None)
    assert "2021" in window_text(answer.method, ENGLISH)
    assert answer.facts.table["state"].fillna("").tolist() == ["holds", ""]
    assert ties.QUESTION.sentences(answer.facts, ENGLISH)[1] == "1 of them was declared to hold on the day."
    undated = inquiry_of(Studies(s=tables(ties=pairs, **told)), Context(study="s"))
    answer = ties.QUESTION.ask(undated, None)
    assert window_text(answer.method, ENGLISH) == "Nothing in this study is dated: its ties are undated."
    assert answer.facts.table["state"].isna().all()


def test_ties_names_the_relations_that_it_leaves_out(study: netmap.Study) -> None:
    assert asked(study, ties.QUESTION).facts.left_out == ("trust",)
    assert "about trust" in " ".join(ties.QUESTION.sentences(asked(study, ties.QUESTION).facts, ENGLISH))
    assert asked(study, ties.QUESTION, relation="advice").facts.left_out == ()
    one = tables(agencies=[{"agency": "a"}, {"agency": "b"}], ties=[{"source": "a", "target": "b"}])
    assert ties.QUESTION.ask(inquiry_of(Studies(s=one), Context(study="s")), None).facts.left_out == ()
