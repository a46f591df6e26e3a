"""A study with nothing to see says what is going on and what to do; measures stay defined."""

from __future__ import annotations

import datetime as dt

import pytest

import netmap
from netmap.model.errors import ArgumentError
from netmap.questions.map.request import LAYERS, SIZES
from tests.questions.boards import ask, tables
from tests.shared_data import bundled

PEOPLE = [{"practitioner": "1", "agency": "a"}, {"practitioner": "=A1", "agency": "b"}]
AGENCIES = [{"agency": "a"}, {"agency": "b"}]


@pytest.mark.parametrize("layout", ["force", "levels"])
@pytest.mark.parametrize(
    ("study", "said"),
    [
        (tables(agencies=AGENCIES), "no attendance, no contacts and no declared ties"),
        (tables(agencies=AGENCIES, practitioners=PEOPLE), "no attendance, no contacts and no declared ties"),
        (
            tables(
                agencies=AGENCIES,
                practitioners=PEOPLE,
                meetings=[{"meeting": "m", "date": "2011-03-01"}],
                attendance=[{"meeting": "m", "practitioner": "1", "status": "present"}],
            ),
            "nobody is recorded as meeting somebody else",
        ),
        (
            tables(
                agencies=AGENCIES,
                practitioners=PEOPLE,
                contacts=[{"contact": "1", "date": "--03-01", "source": "1", "target": "=A1"}],
            ),
            "nobody is recorded as meeting somebody else",
        ),
    ],
    ids=["agencies only", "nobody meets", "alone at a sitting", "no year"],
)
def test_what_is_going_on(study: netmap.Study, said: str, layout: str) -> None:
    view = ask(study, layers=LAYERS, layout=layout)
    assert said in view.empty
    assert len(view.sentences) == 5
    assert all(view.sentences)
    assert len([node for node in view.nodes if node.ref.sort == "agency"]) == 2
    assert not view.tie_rows


def test_a_study_without_any_row_is_said_to_be_so() -> None:
    view = ask(netmap.model.study.Study({}))
    assert view.nodes == ()
    assert view.empty.startswith("The study holds no agencies and no people yet.")


def test_a_window_with_nothing_in_it_names_the_record() -> None:
    view = ask(bundled("riverside"), start=dt.date(2030, 1, 1), end=dt.date(2030, 2, 1))
    assert view.empty.startswith("No tie stands on the last day of this window.")
    assert "29 February 2024" in view.empty


def test_something_to_see_needs_no_words() -> None:
    assert ask(bundled("emon")).empty == ""


@pytest.mark.parametrize("size", [*SIZES, "command_rank"])
def test_every_size_is_between_nothing_and_one(size: str) -> None:
    view = ask(bundled("emon"), size=size)
    assert all(0 <= node.size <= 1 for node in view.nodes)
    assert {key for key, *_ in view.frame.sizes} >= {*SIZES, "command_rank", "paid_staff"}
    if size == "command_rank":
        assert max(node.size for node in view.nodes) == 1
        ranked = sorted((node.value, node.size) for node in view.nodes if node.value is not None)
        assert [size for _, size in ranked] == sorted(size for _, size in ranked)


def test_a_size_that_is_not_there_is_refused() -> None:
    with pytest.raises(ArgumentError, match="size: “weight” is none of its values; it takes people"):
        ask(bundled("riverside"), size="weight")


def test_too_many_people_are_opened_one_agency_at_a_time() -> None:
    from tests.big_partnership import partnership

    study = netmap.from_tables(**partnership(700, 10, 40, 400))
    view = ask(study, layers=("people",))
    assert not any(node.open for node in view.nodes)
    assert any("Open one agency at a time" in notice for notice in view.frame.notices)
    agency = str(study.agencies["agency"].iloc[0])
    assert sum(node.open for node in ask(study, layers=("people",), expanded=(agency,)).nodes) == 1
