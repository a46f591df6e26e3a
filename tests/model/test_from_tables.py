"""Studies from DataFrames: what every table looks like afterwards."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.model.schema import NAMES, TABLES

HOSTILE = [
    "agency_1",
    "=A1",
    "Č-12",
    "1",
    "a,b",
    "<b>x</b>",
    "_",
    "nan",
    "{0}",
    '"',
    "a;b\tc",
    "-1+2",
    "@x",
    "%s",
]


def people(*ids: object, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"practitioner": list(ids), **columns})


def test_hostile_ids_stay_what_they_are() -> None:
    contacts = pd.DataFrame({"source": HOSTILE, "target": HOSTILE[::-1], "date": "2011-01-01"})
    study = netmap.from_tables(practitioners=people(*HOSTILE), contacts=contacts)
    assert study.practitioners["practitioner"].tolist() == HOSTILE
    assert study.contacts["target"].tolist() == HOSTILE[::-1]


def test_ids_of_any_type_meet_as_text() -> None:
    contacts = pd.DataFrame({"source": [1.0, np.nan], "target": ["2", None]}).dropna()
    study = netmap.from_tables(practitioners=people(1, 2), contacts=contacts)
    assert study.contacts["source"].tolist() == ["1"]
    assert study.practitioners["practitioner"].tolist() == ["1", "2"]


@pytest.mark.parametrize(
    "days",
    [
        pd.to_datetime(pd.Series(["2011-03-05", None])),
        pd.Series([dt.date(2011, 3, 5), None]),
        pd.Series(["2011-03-05", ""]),
        pd.Series(["5/3/2011", None]),
    ],
)
def test_dates_of_any_type_become_iso_text(days: pd.Series) -> None:
    study = netmap.from_tables(practitioners=people("a", "b", joined=days), dates="dmy")
    assert study.practitioners["joined"].tolist()[0] == "2011-03-05"
    assert pd.isna(study.practitioners["joined"].tolist()[1])


def test_partial_dates_stay_partial() -> None:
    dates = ["2011", "2011-03", "--03-05", "2011-03-05T14:30"]
    study = netmap.from_tables(practitioners=people("a", "b", "c", "d", joined=dates))
    assert study.practitioners["joined"].tolist() == dates


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_its_defined_columns_with_their_types(name: str) -> None:
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": ["a"]}))
    table = study.table(name)
    for column in TABLES[name].columns.values():
        assert str(table[column.name].dtype) == column.dtype


def test_typed_columns_are_converted() -> None:
    study = netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["a", "b"]}),
        levels=pd.DataFrame({"level": ["x", "y"], "rank": ["1", 0.0]}),
        zones=pd.DataFrame({"zone": ["z", "w"], "formal": ["True", None]}),
        ties=pd.DataFrame(
            {"source": ["a", "b"], "target": ["b", "a"], "strength": ["2,5", None], "missing": [0, 1]}
        ),
    )
    assert study.levels["rank"].tolist() == [1, 0]
    assert str(study.levels["rank"].dtype) == "int64"
    assert study.zones["formal"].tolist() == [True, pd.NA]
    assert study.ties["strength"].tolist()[0] == 2.5
    assert np.isnan(study.ties["strength"].tolist()[1])
    assert study.ties["missing"].tolist() == [False, True]


def test_columns_that_are_not_defined_are_carried_as_text() -> None:
    frame = people("a", "b", Shoe_Size=[39.0, None], Note=["x", " "])
    study = netmap.from_tables(practitioners=frame)
    assert list(study.practitioners.columns)[-2:] == ["Shoe_Size", "Note"]
    assert study.practitioners["Shoe_Size"].tolist()[0] == "39"
    assert study.practitioners["Note"].isna().tolist() == [False, True]


def test_names_of_defined_columns_may_be_written_in_any_case() -> None:
    study = netmap.from_tables(practitioners=pd.DataFrame({" Practitioner ": ["a"], "AGENCY": [None]}))
    assert study.practitioners["practitioner"].tolist() == ["a"]


def test_rows_of_numbered_tables_are_numbered_with_a_warning() -> None:
    study = netmap.from_tables(
        practitioners=people("a", "b"),
        contacts=pd.DataFrame({"source": ["a", "a"], "target": ["b", "b"], "date": "2011"}),
        events=pd.DataFrame({"date": ["2011"]}),
        notes=pd.DataFrame({"text": ["x", "y"], "note": [None, None]}),
    )
    assert study.contacts["contact"].tolist() == ["1", "2"]
    assert study.events["event"].tolist() == ["1"]
    assert study.notes["note"].tolist() == ["1", "2"]
    assert [found.table for found in study.warnings if found.code == "numbered"] == [
        "contacts",
        "events",
        "notes",
    ]


def test_the_frames_that_came_are_left_alone() -> None:
    frame = people("a", joined=["05/31/2011"])
    before = frame.copy()
    netmap.from_tables(practitioners=frame)
    pd.testing.assert_frame_equal(frame, before)


def test_an_index_means_nothing() -> None:
    frame = people("a", "b").set_index(pd.Index([7, 7]))
    assert netmap.from_tables(practitioners=frame).practitioners.index.tolist() == [0, 1]


def test_what_the_study_says_of_itself_is_kept() -> None:
    study = netmap.from_tables(practitioners=people("a"), about={"title": "Ours"})
    assert study.about["title"] == "Ours"


def test_a_table_that_is_none_names_those_near_to_it() -> None:
    with pytest.raises(netmap.ArgumentError, match="practitioners"):
        netmap.from_tables(practicioners=people("a"))


def test_something_that_is_no_frame_is_refused() -> None:
    with pytest.raises(netmap.ArgumentError, match="no DataFrame"):
        netmap.from_tables(practitioners=[{"practitioner": "a"}])


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(netmap.StudyError) as refused:
        netmap.from_tables(practitioners=pd.DataFrame([["a", "b"]], columns=["practitioner", "Practitioner"]))
    assert [found.code for found in refused.value.problems] == ["doubled-column"]


@pytest.mark.parametrize("tables", [{}, {"levels": pd.DataFrame({"level": ["a"], "rank": [0]})}])
def test_a_study_without_anybody_is_refused(tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(netmap.StudyError, match="neither agencies nor practitioners"):
        netmap.from_tables(**tables)


def test_a_study_with_an_empty_list_of_agencies_is_empty_and_says_so() -> None:
    study = netmap.from_tables(agencies=pd.DataFrame({"agency": []}))
    assert study.agencies.empty
    assert [found.code for found in study.warnings] == ["nobody"]
