"""The monthly pack: its changes against ties of two days, its pages, its questions; nobody is named in it."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest

import netmap
from netmap.library.principals import Principal
from netmap.model.errors import ArgumentError
from netmap.model.i18n import LANGUAGES, translator
from netmap.questions.context import Context
from netmap.questions.inquiry import Inquiry
from netmap.questions.monthly import QUESTION, MonthRequest
from netmap.questions.monthly.packs import Month, Packs
from netmap.questions.monthly.print_pack import print_pack
from netmap.questions.question import BOARD
from tests.dashboards.studies import six_hostile_agencies
from tests.slices import first


def asked(study: netmap.Study, month: str | None = None, **context: object) -> Packs:
    inquiry = Inquiry(Context(study="study", **context), lambda: study)  # type: ignore[arg-type]
    facts: Packs = QUESTION.ask(inquiry, MonthRequest(month=month)).facts
    return facts


def pairs_on(study: netmap.Study, day: str) -> set[tuple[str, str]]:
    """The pairs of agencies with an active tie on a day, by name."""
    found = netmap.agency_ties(study, day)
    found = found[found["state"].eq("active")]
    names = study.agencies.set_index("agency")["name"]
    return {tuple(names[[a, b]]) for a, b in zip(found["agency_a"], found["agency_b"], strict=True)}


def either(pairs: object) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs}  # type: ignore[attr-defined]


@pytest.mark.parametrize("month", first(1, ["2025-06", "2023-06"]))
def test_what_changed_is_what_the_ties_of_two_days_say(month: str) -> None:
    study = netmap.read_study("brightwater")
    (pack,) = asked(study, month).packs
    begun = dt.date.fromisoformat(f"{month}-01")
    before = pairs_on(study, (begun - dt.timedelta(1)).isoformat())
    now = pairs_on(study, Month(begun).last.isoformat())
    assert either(pack.new) == either(now) - either(before)
    assert either(pack.gone) == either(before) - either(now)
    sat = study.meetings[study.meetings["date"].str.startswith(month)]
    came = study.attendance[study.attendance["meeting"].isin(sat["meeting"])]
    came = came[came["status"].eq("present")]["practitioner"].unique()
    agencies = study.practitioners.set_index("practitioner").loc[came, "agency"].nunique()
    assert pack.present == (len(sat), len(came), agencies)
    for row in pack.rises.itertuples():
        reach = netmap.vertical_reach(
            study, row.from_level, row.to_level, begun, Month(begun).last, transmission_probability=0.2
        )
        assert (row.people, row.expected) == (len(reach), pytest.approx(reach["chance"].sum()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_pack_is_two_pages_and_names_nobody(language: str) -> None:
    study = netmap.read_study("wws-simulated")
    printed = print_pack(asked(study, "2016-04", language=language, partnership="fife"))
    assert printed.count("<section>") == 2
    assert "<script" not in printed
    assert "http" not in printed
    assert translator(language).gettext("Three questions to discuss") in printed
    assert f'<html lang="{language}">' in printed
    people = {*study.practitioners["name"].dropna(), *study.practitioners["practitioner"]}
    told = re.sub(r"<[^>]+>", " ", printed)
    assert [name for name in people if re.search(rf"\b{re.escape(name)}\b", told)] == []


def test_hostile_names_are_texts_in_the_printed_pack() -> None:
    study = netmap.from_tables(**six_hostile_agencies())
    printed = print_pack(asked(study, "2023-01"))
    assert "<b>x</b>" not in printed
    assert "&lt;b&gt;x&lt;/b&gt;" in printed


def test_a_board_reads_the_same_pack_as_anybody() -> None:
    study = netmap.read_study("wws-simulated")
    asking = (Principal("x", role) for role in (BOARD, "local"))
    packs = [asked(study, "2016-04", partnership="fife", principal=each) for each in asking]
    for table in QUESTION.tables:
        pd.testing.assert_frame_equal(*(table.rows(facts) for facts in packs))


def test_there_are_three_questions_and_they_follow_the_record() -> None:
    study = netmap.read_study("brightwater")
    table = QUESTION.table("monthly-questions").rows(asked(study, "2025-06"))
    assert table["place"].tolist() == [1, 2, 3]
    assert "are no longer in touch" in table["question"][0]
    assert "What did “Front line” tell “Management”" in table["question"][1]


@pytest.mark.parametrize(("told", "month"), [(None, "2024-02"), ("2023-12", "2023-12")])
def test_the_last_whole_month_is_told_unless_another_is_asked_for(told: str | None, month: str) -> None:
    facts = asked(netmap.read_study("riverside"), told)
    assert facts.month is not None
    assert facts.month.text == month


def test_a_month_that_has_not_ended_is_not_the_last_whole_one() -> None:
    facts = asked(netmap.read_study("riverside"), end=dt.date(2024, 2, 28))
    assert facts.month is not None
    assert (facts.month.text, facts.month.before.text, facts.month.after.text) == (
        *("2024-01", "2023-12", "2024-02"),
    )


@pytest.mark.parametrize("month", ["2024-13", "2024-1", "0000-01", "x", "2024-01-01"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(ArgumentError, match="is no month"):
        asked(netmap.read_study("riverside"), month)


def test_a_month_of_which_nothing_is_on_record_says_so() -> None:
    facts = asked(netmap.read_study("riverside"), "2030-01")
    said = list(QUESTION.sentences(facts, translator("en")))
    assert said == ["Nothing is on record for January 2030."]
    assert print_pack(facts).count("<section>") == 1
    undated = asked(netmap.read_study("emon"))
    said = list(QUESTION.sentences(undated, translator("en")))
    assert said == ["Nothing in this study is dated, so no month can be told."]


def test_a_board_of_a_partnership_without_gaps_is_answered() -> None:
    facts = asked(netmap.read_study("wws-simulated"), "2016-03", partnership="glasgow")
    assert len(facts.packs[0].gaps) <= 3


def test_several_partnerships_are_told_in_one_sentence_first() -> None:
    study = netmap.read_study("necf-simulated")
    facts = asked(study)
    moved = sum(before != now for before, now in (pack.pairs for pack in facts.packs))
    said = list(QUESTION.sentences(facts, translator("en")))
    assert len(said) == 1 + len(facts.packs)
    assert said[0].endswith(f" changed in {moved} of 16 partnerships.")
    for pack, sentence in zip(facts.packs, said[1:], strict=True):
        before, now = pack.pairs
        assert (" new" in sentence, " gone" in sentence) == (
            (True, True) if before == now else (bool(now - before), bool(before - now))
        )
