"""Every state of a page of learning paths is an address, and back."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from netmap.learning.path_rule import PathRule
from netmap.model.errors import ArgumentError
from netmap.questions.context import Context
from netmap.questions.learning import PathsRequest
from netmap.questions.parameters import NodeRef
from netmap.questions.question import PageState
from tests.questions.learning_pages import HOSTILE

DAYS = (None, dt.date(2011, 1, 31))


@pytest.mark.parametrize("id_", HOSTILE)
@pytest.mark.parametrize("sort", ["agency", "person", "zone"])
def test_a_state_comes_back_whole(id_: str, sort: str) -> None:
    for start, way, same_day, wait in itertools.product(
        DAYS, ("sideways", None), (True, False), (None, 0, 9)
    ):
        rule = PathRule(horizon=30, same_day=same_day, max_wait=wait)
        state = PageState(
            Context(study=id_, partnership=id_, start=start, end=start, baseline=start, paths=rule),
            PathsRequest(
                from_level=id_,
                to_level=id_,
                way=way,
                view="people",
                selected=NodeRef(sort, id_),
                target=None if sort == "zone" else NodeRef(sort, id_),
            ),
        )
        assert PageState.of(PathsRequest, state.query) == state


def test_an_address_of_before_still_opens() -> None:
    query = (
        "study=s&partnership=p&from=2011-01-01&to=2011-12-31&baseline=2011-02-01&from-level=a&to-level=b"
        "&way=sideways&horizon=30&same-day=1&max-wait=9&view=people&selected=person&selected-id=x"
        "&target=agency&target-id=y"
    )
    pairs = [tuple(pair.split("=")) for pair in query.split("&")]
    state = PageState.of(PathsRequest, pairs)
    assert sorted(state.query) == sorted(pairs)
    assert state.context.paths == PathRule(30, True, 9)
    assert state.request.target == NodeRef("agency", "y")


def test_what_is_as_usual_is_left_out() -> None:
    assert PageState(Context(study="s"), PathsRequest()).query == [("study", "s")]
    odd = [("study", "s"), ("odd", "1"), ("selected", "agency"), ("target", "agency")]
    assert PageState.of(PathsRequest, odd) == PageState(Context(study="s"), PathsRequest())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("horizon", value) for value in ("0", "-1", "many", "1.5", "99999999999")),
        *(("max-wait", value) for value in ("-1", "x", "²")),
        ("view", "names"),
        ("from", "31/12/2011"),
        ("selected", "planet"),
        ("target", "zone"),
    ],
)
def test_what_cannot_be_is_refused_by_name(key: str, value: str) -> None:
    with pytest.raises(ArgumentError, match=key):
        PageState.of(PathsRequest, [("study", "s"), (key, value), ("target-id", "x")])
