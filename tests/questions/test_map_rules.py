"""Every threshold, and the baseline the service was started with, reach the map and what is said of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import netmap
from netmap.questions.map.request import new_page
from netmap.tie_kinds.policy import TiePolicy
from tests.questions.boards import ask, board_of
from tests.shared_data import bundled
from tests.worlds import archipelago, random_rows, study_of

WINDOW = {"start": dt.date(2023, 1, 1), "end": dt.date(2023, 9, 7)}
OTHERS = {
    "sustained_occasions": 5,
    "sustained_days": 30,
    "consolidation_occasions": 2,
    "consolidation_days": 120,
    "quiet_days": 20,
    "max_meeting_size": 6,
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_threshold_changes_the_map_as_it_changes_the_library(name: str) -> None:
    study, policy = bundled("riverside"), replace(TiePolicy(), **{name: OTHERS[name]})
    usual, view = ask(study, **WINDOW), ask(study, **WINDOW, ties=policy)
    assert view.counts.ties != usual.counts.ties
    assert view.sentences[1] != usual.sentences[1]
    assert view.rule != usual.rule
    assert view.tie_rows != usual.tie_rows
    table = netmap.ties(study, as_of=WINDOW["end"], policy=policy)
    active = table[table["state"].eq("active")].groupby("kind").size().to_dict()
    assert {kind: view.counts.ties.get((kind, "active"), 0) for kind in active} == active
    [chip] = view.chips
    assert chip.field == name.replace("_", "-")
    assert chip.text.endswith(f": {OTHERS[name]}")


def test_people_whose_attendance_is_unclear_count_where_they_are_to() -> None:
    study = study_of(
        {
            "practitioners": [{"practitioner": "=A1"}, {"practitioner": "a,b"}],
            "zones": [{"zone": "z"}],
            "meetings": [{"meeting": "m", "zone": "z", "date": "2011-03-01"}],
            "attendance": [
                {"meeting": "m", "practitioner": "=A1", "status": "present"},
                {"meeting": "m", "practitioner": "a,b", "status": "unclear"},
            ],
        }
    )
    usual, counted = ask(study), ask(study, ties=TiePolicy(count_unclear=True))
    assert (usual.counts.present_people, counted.counts.present_people) == (1, 2)
    assert (sum(usual.counts.ties.values()), sum(counted.counts.ties.values())) == (0, 1)
    assert [row["people"] for row in counted.zone_rows] == [2]


def test_the_baseline_of_the_service_is_that_of_the_map_until_a_reader_names_another() -> None:
    study, day = bundled("riverside"), dt.date(2023, 6, 1)
    started = board_of(study, day)
    view = started.board(new_page("s", **WINDOW))
    told = ask(study, **WINDOW, baseline=day)
    assert view.counts == told.counts != ask(study, **WINDOW).counts
    assert (view.chips, [chip.field for chip in told.chips]) == ((), ["baseline"])
    assert ("baseline", "2023-06-01") in view.page.query
    other = started.board(new_page("s", **WINDOW, baseline=dt.date(2023, 5, 1)))
    assert [chip.value for chip in other.chips] == ["2023-05-01"]


def test_a_panel_follows_the_rule() -> None:
    from random import Random

    study = study_of(archipelago(random_rows(Random(place)) for place in range(6)))
    page = new_page("s", start=dt.date(2010, 9, 1), end=dt.date(2011, 12, 31), layers=("people",))
    board, quick = board_of(study), page.but(ties=TiePolicy(quiet_days=3))
    people = [node.ref for node in board.board(page).nodes if node.ref.sort == "person"]
    assert any(board.panel(page, ref) != board.panel(quick, ref) for ref in people)
