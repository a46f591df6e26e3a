"""Every state of a page of learning paths is an address, and back."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from netmap.model.errors import ArgumentError
from netmap.questions.learning.query import LEARNING_KEYS, learning_query, learning_request
from netmap.questions.learning.types import LearningRequest
from netmap.questions.map.types import NodeRef
from tests.questions.learning_pages import HOSTILE

DAYS = (None, dt.date(2011, 1, 31))


@pytest.mark.parametrize("id_", HOSTILE)
@pytest.mark.parametrize("sort", ["agency", "person", "zone"])
def test_a_request_comes_back_whole(id_: str, sort: str) -> None:
    for start, sideways, same_day, wait in itertools.product(
        DAYS, (True, False), (True, False), (None, 0, 9)
    ):
        request = LearningRequest(
            id_,
            partnership=id_,
            start=start,
            end=start,
            baseline=start,
            from_level=id_,
            to_level=id_,
            sideways=sideways,
            horizon=30,
            same_day=same_day,
            max_wait=wait,
            view="people",
            selected=NodeRef(sort, id_),
            target=None if sort == "zone" else NodeRef(sort, id_),
        )
        pairs = learning_query(request)
        assert learning_request(pairs) == request
        assert {key for key, _ in pairs} <= set(LEARNING_KEYS)


def test_what_is_as_usual_is_left_out() -> None:
    assert learning_query(LearningRequest("s")) == [("study", "s")]
    assert learning_request([("study", "s"), ("odd", "1"), ("selected", "agency")]) == LearningRequest("s")


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
        learning_request([("study", "s"), (key, value), ("target-id", "x")])
