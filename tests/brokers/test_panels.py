"""Reliance on cross-represented people in four real panels."""

from __future__ import annotations

import pytest

import netmap
from tests import shared_data

pytestmark = pytest.mark.shared
WINDOW = {"start": "2011-08-01", "end": "2012-07-31"}


def test_sector_to_board_rests_wholly_on_the_class() -> None:
    study = shared_data.panels()
    for who in ("simultaneous", "ever"):
        row = netmap.class_reliance(study, "sector", "board", who=who, **WINDOW).iloc[0]
        assert row["reached"] >= 5
        assert row["reliance"] == 1


def test_local_to_board_rests_on_those_who_moved_and_not_on_those_at_two_levels_at_once() -> None:
    study = shared_data.panels()
    found = {
        who: netmap.class_reliance(study, "local", "board", who=who, **WINDOW).iloc[0]
        for who in ("simultaneous", "ever")
    }
    assert found["simultaneous"]["reliance"] == 0
    assert found["ever"]["reliance"] == 1
    assert found["ever"]["cross_represented"] > found["simultaneous"]["cross_represented"]


def test_the_table_says_the_same_as_a_search_without_each_person() -> None:
    study = shared_data.panels()
    table = netmap.champions(study, "sector", "board", **WINDOW).set_index("practitioner")
    reached = netmap.vertical_reach(study, "sector", "board", **WINDOW).set_index("practitioner")["reached"]
    for person in table.index[table["in_degree"] > 25][::8]:
        attendance = study.attendance[study.attendance["practitioner"] != person]
        fewer = netmap.from_tables(**{**study.tables, "attendance": attendance})
        left = netmap.vertical_reach(fewer, "sector", "board", **WINDOW)
        left = left.set_index("practitioner")["reached"].drop(index=person, errors="ignore")
        others = reached.drop(index=person, errors="ignore")
        assert table.loc[person, "lost"] == (others & ~left).sum()
        assert table.loc[person, "sources_reaching"] == others.sum()
