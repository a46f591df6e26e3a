"""Columns of anything as coded text."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.model.coded_columns import all_missing, coded, row_numbers

COLUMNS = {
    "numbers with gaps": (pd.Series([1, 2, None]), ["1", "2", None]),
    "fractions": (pd.Series([0.5, 2.0, 1e300]), ["0.5", "2", "1e+300"]),
    "one id in three types": (pd.Series([1, "1", 1.0], dtype=object), ["1", "1", "1"]),
    "nothing in five forms": (pd.Series([None, np.nan, pd.NaT, pd.NA, " \t"], dtype=object), [None] * 5),
    "days": (pd.to_datetime(pd.Series(["2011-01-01", None])), ["2011-01-01", None]),
    "moments": (pd.to_datetime(pd.Series(["2011-01-01T09:30"])), ["2011-01-01T09:30:00"]),
    "date objects": (pd.Series([dt.date(2011, 1, 1), None]), ["2011-01-01", None]),
    "months": (pd.Series([pd.Period("2011-03")]), ["2011-03"]),
    "yes and no": (pd.Series([True, False, None], dtype="boolean"), ["true", "false", None]),
    "nullable numbers": (pd.Series([7, None], dtype="Int64"), ["7", None]),
    "categories": (pd.Series(["b", "a", "b"]).astype("category"), ["b", "a", "b"]),
    "lists": (pd.Series([["a"], ["a"]]), ["['a']", "['a']"]),
    "line ends": (pd.Series(["a\r\nb", "a\rb", "a\nb"]), ["a\nb"] * 3),
    "words that look missing": (pd.Series(["NA", "nan", "None", "null"]), ["NA", "nan", "None", "null"]),
    "spaces kept": (pd.Series([" a", "a "]), [" a", "a "]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_cell_becomes_text(name: str) -> None:
    column, texts = COLUMNS[name]
    found = coded(column)
    assert found.texts(np.arange(len(column))) == texts
    assert len(set(found.values)) == len(found.values)
    series = found.series()
    assert str(series.dtype) == "str"
    assert [None if pd.isna(text) else text for text in series] == texts


def test_a_column_without_rows_and_one_without_text() -> None:
    assert coded(pd.Series([], dtype=object)).series().tolist() == []
    empty = all_missing(2)
    assert empty.blank
    assert empty.look_up(np.array([], dtype=bool), False).tolist() == [False, False]
    assert empty.series().isna().all()


def test_rows_are_numbered_from_one() -> None:
    assert row_numbers(3).series().tolist() == ["1", "2", "3"]


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=3))))
def test_coding_changes_nothing_but_blanks_and_line_ends(texts: list[str | None]) -> None:
    expected = [
        None if text is None or not text.strip() else text.replace("\r\n", "\n").replace("\r", "\n")
        for text in texts
    ]
    found = coded(pd.Series(texts, dtype=object))
    assert found.texts(np.arange(len(texts))) == expected


def test_renaming_merges_equal_values() -> None:
    found = coded(pd.Series(["a", "A", "b", None])).renamed(["x", "x", None])
    assert found.texts(np.arange(4)) == ["x", "x", None, None]
    assert found.values.tolist() == ["x"]
