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
from tests import shared_data
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
    study = shared_data.bundled("brightwater")
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
    study = shared_data.bundled("wws-simulated")
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
    study = shared_data.bundled("wws-simulated")
    asking = (Principal("x", role) for role in (BOARD, "local"))
    packs = [asked(study, "2016-04", partnership="fife", principal=each) for each in asking]
    for table in QUESTION.tables:
        pd.testing.assert_frame_equal(*(table.rows(facts) for facts in packs))


def test_there_are_three_questions_and_they_follow_the_record() -> None:
    study = shared_data.bundled("brightwater")
    table = QUESTION.table("monthly-questions").rows(asked(study, "2025-06"))
    assert table["place"].tolist() == [1, 2, 3]
    assert "are no longer in touch" in table["question"][0]
    assert "What did “Front line” tell “Management”" in table["question"][1]


@pytest.mark.parametrize(("told", "month"), [(None, "2024-02"), ("2023-12", "2023-12")])
def test_the_last_whole_month_is_told_unless_another_is_asked_for(told: str | None, month: str) -> None:
    facts = asked(shared_data.bundled("riverside"), told)
    assert facts.month is not None
    assert facts.month.text == month


def test_a_month_that_has_not_ended_is_not_the_last_whole_one() -> None:
    facts = asked(shared_data.bundled("riverside"), end=dt.date(2024, 2, 28))
    assert facts.month is not None
    assert (facts.month.text, facts.month.before.text, facts.month.after.text) == (
        *("2024-01", "2023-12", "2024-02"),
    )


@pytest.mark.parametrize("month", ["2024-13", "2024-1", "0000-01", "x", "2024-01-01"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(ArgumentError, match="is no month"):
        asked(shared_data.bundled("riverside"), month)


def test_a_month_of_which_nothing_is_on_record_says_so() -> None:
    facts = asked(shared_data.bundled("riverside"), "2030-01")
    said = list(QUESTION.sentences(facts, translator("en")))
    assert said == ["The record ends on 29 February 2024, so nothing can be told of January 2030."]
    assert print_pack(facts).count("<section>") == 1
    undated = asked(shared_data.bundled("emon"))
    said = list(QUESTION.sentences(undated, translator("en")))
    assert said == ["Nothing in this study is dated, so no month can be told."]


def test_a_board_of_a_partnership_without_gaps_is_answered() -> None:
    facts = asked(shared_data.bundled("wws-simulated"), "2016-03", partnership="glasgow")
    assert len(facts.packs[0].gaps) <= 3


def two_levels(*contacts: tuple[str, str, str], end: str = "2011-04-30") -> netmap.Study:
    """Five people of the front, Ada among them, and five of the board, of two agencies, with contacts."""
    front = ["Ada", "Ann", "Abe", "Amy", "Art"]
    people = [*front, "Bea", "Ben", "Bob", "Bo", "Bud"]
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["P"], "observed_from": "2011-01-01", "observed_to": end}),
        agencies=pd.DataFrame({"agency": ["x", "y"], "partnership": "P"}),
        levels=pd.DataFrame({"level": ["front", "board"], "rank": [0, 1]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": people,
                "agency": ["x"] * 5 + ["y"] * 5,
                "level": ["front" if each in front else "board" for each in people],
            }
        ),
        contacts=pd.DataFrame(contacts, columns=["date", "source", "target"]).assign(
            contact=lambda rows: [str(row) for row in rows.index]
        ),
    )


def test_a_partnership_of_a_study_without_any_gap_is_answered() -> None:
    facts = asked(two_levels(("2011-02-04", "Ada", "Bea")), "2011-03")
    assert facts.packs[0].partnership == "P"
    assert facts.packs[0].gaps.empty


AMONG_FRONT, AMONG_BOARD = ("2011-03-02", "Ada", "Ann"), ("2011-03-03", "Bea", "Ben")
BOARD_BEFORE, ACROSS_BEFORE = ("2011-02-03", "Bea", "Ben"), ("2011-02-04", "Ada", "Bea")


@pytest.mark.parametrize(
    ("contacts", "up", "question"),
    [
        (
            [ACROSS_BEFORE, AMONG_FRONT],
            "What rose from “front” to “board” cannot be seen: “board” was not seen to meet this month.",
            "Hardly anything came back from “board” to “front”: who tells them what became of it?",
        ),
        (
            [BOARD_BEFORE, ACROSS_BEFORE, AMONG_FRONT, AMONG_BOARD],
            "From “front” to “board” 0 of 5 rose within the month if one encounter in five passes something "
            "on; a month before fewer than 1.",
            "Hardly anything rose from “front” to “board”: which meeting could carry it?",
        ),
        (
            [("2011-01-04", "Ada", "Bea"), AMONG_BOARD],
            "From “front” to “board” 0 of 5 rose within the month if one encounter in five passes something "
            "on. What it was a month before cannot be seen.",
            "Hardly anything rose from “front” to “board”: which meeting could carry it?",
        ),
        (
            [ACROSS_BEFORE],
            "What rose from “front” to “board” cannot be seen: “board” was not seen to meet this month.",
            "Who decides on what was told this month, and how do the others hear of it?",
        ),
    ],
)
def test_a_level_that_was_not_seen_to_meet_is_said_to_be_so(
    contacts: list[tuple[str, str, str]], up: str, question: str
) -> None:
    facts = asked(two_levels(*contacts), "2011-03")
    said = list(QUESTION.sentences(facts, translator("en")))
    assert said[2] == up
    assert (said[-1] == "That chance is a yardstick to compare with, not an estimate.") == any(
        "rose within" in each or "it was" in each for each in said
    )
    assert QUESTION.table("monthly-questions").rows(facts)["question"][1] == question
    rises = QUESTION.table("monthly-rise").rows(facts)
    unseen = "cannot be seen: “board”" in up
    assert rises[["certain", "expected"]].iloc[0].isna().tolist() == [unseen] * 2
    assert ("not seen to meet</td>" in print_pack(facts)) == bool(
        rises[["certain", "expected", "before"]].isna().any(axis=None)
    )


def test_several_partnerships_are_told_in_one_sentence_first() -> None:
    study = shared_data.bundled("necf-simulated")
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


def told(facts: Packs) -> list[str]:
    return list(QUESTION.sentences(facts, translator("en")))


def test_nothing_is_over_only_because_the_record_is() -> None:
    """The last contact across is of 4 February, a tie is quiet after 90 days."""
    contacts = [("2011-02-04", "Ada", "Bea"), ("2011-02-05", "Ann", "Ben")]
    study = two_levels(*contacts, end="2011-05-01")
    assert told(asked(study, "2011-05"))[0].startswith("In May 2011 no pair of agencies is new")
    assert "The record ends on 1 May 2011: what came later in the month cannot be seen." in told(
        asked(study, "2011-05")
    )
    assert told(asked(study, "2011-06")) == [
        "The record ends on 1 May 2011, so nothing can be told of June 2011."
    ]
    whole = two_levels(*contacts, end="2011-05-31")
    assert (
        told(asked(whole, "2011-05"))[0] == "In May 2011 1 pair of agencies is gone: 0 pairs work together."
    )
    assert not any("The record ends" in each for each in told(asked(whole, "2011-05")))
    for table in QUESTION.tables:
        assert table.rows(asked(study, "2011-06")).empty


@pytest.mark.parametrize("people", [4, 5])
def test_fewer_than_five_people_are_not_counted_out(people: int) -> None:
    study = two_levels(("2011-03-02", "Ada", "Bea"))
    kept = study.practitioners.drop(index=range(people, 5))
    met = pd.DataFrame({"meeting": ["m"] * people, "practitioner": kept["practitioner"].head(people)})
    fewer = netmap.from_tables(
        **{name: study.tables[name] for name in ("partnerships", "agencies", "levels", "contacts")},
        practitioners=kept,
        zones=pd.DataFrame({"zone": ["z"], "partnership": ["P"]}),
        meetings=pd.DataFrame(
            {"meeting": ["m", "n"], "zone": ["z", "z"], "date": ["2011-03-10", "2011-02-10"]}
        ),
        attendance=met,
    )
    facts = asked(fewer, "2011-03")
    said, rises = told(facts), QUESTION.table("monthly-rise").rows(facts)
    few = "What rose from “front” to “board” is not told: fewer than five people are at “front”."
    assert (few in said) == (people < 5)
    assert rises["people"].isna().tolist() == [people < 5, False]
    assert ("1 sitting took place, with fewer than five people." in said) == (people < 5)
    assert QUESTION.table("monthly-pack").rows(facts)["people"].isna().tolist() == [people < 5]
    assert "1 sitting took place; who came is not on record." in told(asked(fewer, "2011-02"))


def test_where_no_agency_is_known_no_pair_is_told_as_none() -> None:
    study = shared_data.bundled("wws")
    (pack,) = asked(study, "2016-02", partnership="fife").packs
    assert "the agencies of those who met" in pack.ties_unseen.lower()
    first = told(asked(study, "2016-02"))[0]
    assert first == "Nothing can be told of February 2016 in any of 4 partnerships."
