"""Tables on the screen and in files are harmless, aligned and complete."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import numpy as np
import pandas as pd
import pytest

from netmap.cli.printing import print_csv, print_json, print_table, visible
from netmap.files.safe_csv import FORMULA_STARTS
from netmap.questions.exports import plain, plain_rows

HOSTILE = ["agency_1", "=A1", "Č-12", "1", "a,b", "<b>x</b>", "+1", "-1", "@x", "\tx", "\rx", 'q"q', "a\nb"]


def test_no_csv_cell_begins_like_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["=id", "n"], [{"=id": name, "n": -1} for name in HOSTILE])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert rows[0] == ["'=id", "n"]
    for written, name in zip(rows[1:], HOSTILE, strict=True):
        assert written[0].removeprefix("'") == name
        assert not written[0].startswith(FORMULA_STARTS)
        assert written[1] == "-1"


def test_json_holds_the_text_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"rows": HOSTILE})
    assert json.loads(capsys.readouterr().out) == {"rows": HOSTILE}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (float("nan"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (None, None),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        (np.bool_(True), True),
        (pd.Timestamp("2011-12-31"), "2011-12-31"),
        (dt.date(2011, 12, 31), "2011-12-31"),
        ("=A1", "=A1"),
    ],
)
def test_values_become_plain(value: object, wanted: object) -> None:
    assert plain(value) == wanted


def test_rows_of_a_frame() -> None:
    frame = pd.DataFrame({"a": ["x", None], "day": pd.to_datetime(["2011-12-31", None]), "n": [1, 2]})
    assert plain_rows(frame) == [
        {"a": "x", "day": "2011-12-31", "n": 1},
        {"a": None, "day": None, "n": 2},
    ]


def test_the_table_keeps_each_row_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_table({"a": "A", "b": "B"}, [{"a": name, "b": None} for name in HOSTILE])
    assert len(capsys.readouterr().out.splitlines()) == len(HOSTILE) + 1


def test_no_character_commands_the_terminal() -> None:
    assert visible("a\x1b[2J\u202eb\nc") == "a\\x1b[2J\\u202eb\\nc"
