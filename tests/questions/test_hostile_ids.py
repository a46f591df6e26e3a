"""Ids are any text: nothing joins them, parses them or takes them for another's."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import netmap
from netmap.api.responses import json_bytes
from netmap.questions.map.facts import view_json
from netmap.questions.map.request import LAYERS, new_page
from netmap.questions.parameters import NodeRef
from tests.questions.boards import board_of
from tests.worlds import HOSTILE_IDS

AGENCIES, PEOPLE = HOSTILE_IDS[::2], HOSTILE_IDS[1::2]


@pytest.fixture(scope="module")
def study() -> netmap.Study:
    """Everything under hostile ids, services, zones and meetings under the same ones."""
    n = len(PEOPLE)
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["=P,<1>"], "name": [None]}),
        agencies=pd.DataFrame({"agency": AGENCIES}),
        practitioners=pd.DataFrame({"practitioner": PEOPLE, "agency": [*AGENCIES[: n - 1], None]}),
        services=pd.DataFrame(
            {"service": HOSTILE_IDS, "agency": AGENCIES[0], "need": "<b>x</b>", "area": "=A1"}
        ),
        zones=pd.DataFrame({"zone": HOSTILE_IDS}),
        meetings=pd.DataFrame(
            {
                "meeting": HOSTILE_IDS,
                "zone": HOSTILE_IDS,
                "date": [f"2011-{1 + i % 12:02}-03" for i in range(len(HOSTILE_IDS))],
            }
        ),
        attendance=pd.DataFrame(
            [{"meeting": m, "practitioner": p, "status": "present"} for m in HOSTILE_IDS for p in PEOPLE]
        ),
    )


def test_every_thing_has_its_own_number_and_panel(study: netmap.Study) -> None:
    board, request = board_of(study), new_page("s", layers=LAYERS)
    view = board.board(request)
    refs = {node.ref for node in view.nodes}
    assert refs >= {NodeRef("agency", None)} | {NodeRef("agency", each) for each in AGENCIES}
    assert refs >= {NodeRef("person", each) for each in PEOPLE}
    assert refs >= {NodeRef(sort, each) for sort in ("service", "zone") for each in HOSTILE_IDS}
    assert len(refs) == len(view.nodes)
    for node in view.nodes:
        assert board.ref_of("s", node.number) == node.ref
        assert board.number_of("s", node.ref) == node.number
        panel = board.panel(request, node.ref)
        assert panel.heading == (node.ref.id or "Agency not known")
        assert all(isinstance(text, str) for fact in panel.facts for text in fact)


def test_opening_one_opens_no_other(study: netmap.Study) -> None:
    board = board_of(study)
    for agency in (*AGENCIES, None):
        view = board.board(new_page("s", expanded=(agency,)))
        opened = [node for node in view.nodes if node.open]
        assert [node.ref.id for node in opened] == [agency]
        assert {node.parent for node in view.nodes if node.parent is not None} <= {opened[0].number}


def test_an_agency_that_is_not_there_opens_nothing(study: netmap.Study) -> None:
    view = board_of(study).board(new_page("s", expanded=("nobody", PEOPLE[0])))
    assert not any(node.open for node in view.nodes)


def test_rows_and_json_carry_ids_as_they_are(study: netmap.Study) -> None:
    view = board_of(study).board(new_page("s", layers=LAYERS))
    ids = {row["source_id"] for row in view.tie_rows} | {row["target_id"] for row in view.tie_rows}
    assert ids == set(PEOPLE)
    told = json.loads(json_bytes(view_json(view)))
    assert {node["ref"]["id"] for node in told["nodes"]} == {node.ref.id for node in view.nodes}
    assert {zone["id"] for zone in told["counts"]["zones"]} == set(HOSTILE_IDS)
