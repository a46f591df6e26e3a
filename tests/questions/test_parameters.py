"""What a model takes, as addresses, options and the interface's description say it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import field_validator

from netmap.learning.path_rule import PathRule
from netmap.model.errors import ArgumentError
from netmap.questions.context import Context
from netmap.questions.parameters import (
    NodeRef,
    Request,
    described,
    model_from,
    pairs_of,
    parameters_of,
    taken,
)
from netmap.tie_kinds.policy import TiePolicy

HOSTILE = ("agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>", "none")


class Everything(Request):
    day: dt.date | None = taken(None, "a day", key="on")
    word: str = taken("one", "a word", words=("one", "two"))
    words: tuple[str, ...] = taken(("one",), "words", words=("one", "two"))
    texts: tuple[str | None, ...] = taken((), "texts", key="open")
    thing: NodeRef | None = taken(None, "a thing", words=("agency", "zone"))
    few: int = taken(1, "a few", least=0, most=9)
    share: float = taken(1.0, "a share", least=0, most=1)
    yes: bool = taken(False, "yes or no")


texts = st.text(min_size=1).filter(lambda text: text.isprintable())
everything = st.builds(
    Everything,
    day=st.none() | st.dates(),
    word=st.sampled_from(["one", "two"]),
    words=st.lists(st.sampled_from(["one", "two"]), unique=True).map(tuple),
    texts=st.lists(st.none() | texts | st.sampled_from(HOSTILE)).map(tuple),
    thing=st.none() | st.builds(NodeRef, st.sampled_from(["agency", "zone"]), st.none() | texts),
    few=st.integers(0, 9),
    share=st.floats(0, 1),
    yes=st.booleans(),
)
contexts = st.builds(
    Context,
    study=st.sampled_from(HOSTILE),
    partnership=st.none() | st.sampled_from(HOSTILE),
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    baseline=st.none() | st.dates(),
    ties=st.builds(
        TiePolicy,
        sustained_occasions=st.integers(1, 36_500),
        quiet_days=st.integers(0, 36_500),
        max_meeting_size=st.none() | st.integers(2, 36_500),
        count_unclear=st.booleans(),
    ),
    paths=st.builds(
        PathRule,
        horizon=st.integers(1, 36_500),
        same_day=st.booleans(),
        max_wait=st.none() | st.integers(0, 36_500),
    ),
)


@given(everything)
def test_an_address_says_a_request_without_loss(request: Everything) -> None:
    assert model_from(Everything, pairs_of(request)) == request


@given(contexts)
def test_an_address_says_a_context_without_loss(context: Context) -> None:
    assert Context.of(context.query) == context


def test_what_is_as_usual_is_left_out() -> None:
    assert pairs_of(Everything()) == []
    assert Context(study="emon").query == [("study", "emon")]


@pytest.mark.parametrize(
    ("pairs", "part"),
    [
        ([("on", "2011-2-1")], "on: “2011-2-1” is no day"),
        ([("on", "31/12/2011")], "is no day; write it as 2011-12-31"),
        ([("word", "three")], "word: “three” is none of its values; it takes one, two"),
        ([("words", "three")], "words: “three”"),
        ([("thing", "person")], "thing: “person”"),
        ([("few", "10")], "few: “10” is none of its values; it takes 0-9"),
        ([("few", "-1")], "few: “-1”"),
        ([("few", "²")], "few: “²”"),
        ([("share", "1.01")], "share is 1.01; it takes a number from 0 to 1"),
        ([("share", "nan")], "share is nan"),
    ],
)
def test_what_cannot_be_is_refused_by_its_key(pairs: list[tuple[str, str]], part: str) -> None:
    with pytest.raises(ArgumentError, match=r".") as refused:
        model_from(Everything, pairs)
    assert part in refused.value.text()


@pytest.mark.parametrize(("text", "taken_as"), [("0", 0), ("9", 9), ("09", 9)])
def test_bounds_belong_to_what_is_taken(text: str, taken_as: int) -> None:
    assert model_from(Everything, [("few", text)]).few == taken_as


def test_the_greatest_number_of_days_is_taken_and_one_more_is_not() -> None:
    assert Context.of([("quiet-days", "36500")]).ties.quiet_days == 36_500
    with pytest.raises(ArgumentError, match="quiet-days is 36501"):
        Context.of([("quiet-days", "36501")])


def test_a_long_value_is_cut_where_it_is_repeated() -> None:
    with pytest.raises(ArgumentError) as refused:
        Context.of([("from", "x" * 81)])
    assert "“" + "x" * 80 + "”" in refused.value.text()


def test_of_a_key_given_twice_the_last_counts_and_an_empty_one_is_as_none() -> None:
    assert Context.of([("to", "2011-01-01"), ("to", "2012-01-01")]).end == dt.date(2012, 1, 1)
    assert Context.of([("to", "")]).end is None


def test_every_threshold_of_both_rules_is_a_parameter_with_a_help() -> None:
    found = parameters_of(Context)
    assert {each.path[1] for each in found if len(each.path) == 2} == {
        *TiePolicy.__dataclass_fields__,
        *PathRule.__dataclass_fields__,
    }
    assert all(each.help for each in found)
    assert len({each.key for each in found}) == len(found)


def test_the_description_names_every_key() -> None:
    entries = [entry for each in parameters_of(Everything) for entry in described(each)]
    names = [entry["name"] for entry in entries]
    assert names == [key for each in parameters_of(Everything) for key in each.keys]
    assert {"name": "few", "schema": {"type": "integer", "minimum": 0, "maximum": 9}}.items() <= {
        **entries[names.index("few")]
    }.items()


def test_what_does_not_fit_is_named_by_its_key_in_an_address() -> None:
    class Own(Request):
        most_pairs: int = taken(3, "how many pairs", key="pairs", least=1)

        @field_validator("most_pairs")
        @classmethod
        def is_odd(cls, value: int) -> int:
            if value % 2 == 0:
                raise ValueError("even")
            return value

    assert model_from(Own, [("pairs", "5")]).most_pairs == 5
    with pytest.raises(ArgumentError) as refused:
        model_from(Own, [("pairs", "4")])
    assert refused.value.values["key"] == "pairs"
