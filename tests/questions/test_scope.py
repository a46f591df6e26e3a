"""A partnership that is chosen leaves everybody else out of the counts and off the map."""

from __future__ import annotations

import pytest

import netmap
from netmap.model.errors import NotFoundError
from netmap.questions.map.request import LAYERS
from netmap.questions.map.types import BoardView
from tests.questions.boards import ask, tables


def two_partnerships() -> netmap.Study:
    """Two sites: one person belongs by their agency, one by their own row, one by membership of both."""
    return tables(
        partnerships=[{"partnership": "p,1"}, {"partnership": "=P2"}],
        agencies=[
            {"agency": "a", "partnership": "p,1"},
            {"agency": "b", "partnership": "=P2"},
            {"agency": "c"},
        ],
        practitioners=[
            {"practitioner": "1", "agency": "a"},
            {"practitioner": "2", "agency": "b", "partnership": "p,1"},
            {"practitioner": "3", "agency": "b"},
            {"practitioner": "4", "agency": "c"},
        ],
        members=[{"partnership": "p,1", "actor": "4"}, {"partnership": "=P2", "actor": "4"}],
        services=[{"service": "s", "agency": "a"}, {"service": "t", "agency": "c"}, {"service": "u"}],
        zones=[
            {"zone": "own", "partnership": "p,1"},
            {"zone": "other", "partnership": "=P2"},
            {"zone": "shared"},
            {"zone": "idle"},
        ],
        meetings=[
            {"meeting": "m1", "zone": "own", "date": "2011-03-01"},
            {"meeting": "m2", "zone": "other", "date": "2011-03-02"},
            {"meeting": "m3", "zone": "shared", "date": "2011-03-03"},
            {"meeting": "m4", "date": "2011-03-04"},
        ],
        attendance=[
            *({"meeting": "m1", "practitioner": each, "status": "present"} for each in "12"),
            *({"meeting": "m2", "practitioner": each, "status": "present"} for each in "34"),
            *({"meeting": "m3", "practitioner": each, "status": "present"} for each in "13"),
            *({"meeting": "m4", "practitioner": each, "status": "present"} for each in "34"),
        ],
    )


def drawn(view: BoardView) -> set[tuple[str, str | None]]:
    return {(node.ref.sort, node.ref.id) for node in view.nodes}


def test_everything_without_a_choice() -> None:
    view = ask(two_partnerships(), layers=LAYERS)
    assert (view.counts.agencies, view.counts.people, view.counts.sittings) == (3, 4, 4)
    assert sum(view.counts.ties.values()) == 3
    assert len(view.zone_rows) == 4


def test_one_partnership() -> None:
    view = ask(two_partnerships(), partnership="p,1", layers=LAYERS)
    assert (view.counts.agencies, view.counts.people) == (3, 3)
    assert drawn(view) == {
        *(("agency", each) for each in "abc"),
        *(("person", each) for each in "124"),
        ("service", "s"),
        ("service", "t"),
        ("zone", "own"),
        ("zone", "shared"),
    }
    assert view.counts.sittings == 3
    assert view.counts.present_people == 3
    assert sum(view.counts.ties.values()) == 1
    assert [chip.field for chip in view.chips] == ["partnership"]


def test_the_other_partnership() -> None:
    view = ask(two_partnerships(), partnership="=P2", layers=LAYERS)
    assert (view.counts.agencies, view.counts.people) == (2, 2)
    assert {ref for ref in drawn(view) if ref[0] == "zone"} == {("zone", "other"), ("zone", "shared")}
    assert {(row["source_id"], row["target_id"]) for row in view.tie_rows} == {("3", "4")}


def test_a_partnership_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="no partnership “p”"):
        ask(two_partnerships(), partnership="p")
