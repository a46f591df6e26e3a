"""Lines of CSV that spreadsheets read as they are meant."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from netmap.files.safe_csv import FORMULA_STARTS, UNSEEN, csv_line

TEXTS = st.text(alphabet=st.sampled_from("ab=+-@\t\r\n,;\"' \ufeff\u200b"), max_size=5)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_cell_comes_back_and_none_is_a_formula(rows: list[list[str]]) -> None:
    text = "".join(f"{csv_line(row)}\n" for row in rows)
    back = list(csv.reader(io.StringIO(text, newline="")))
    begins = [[cell.lstrip(UNSEEN).startswith(FORMULA_STARTS) for cell in row] for row in rows]
    wanted = [
        [f"'{cell}" if risky else cell for cell, risky in zip(row, marked, strict=True)]
        for row, marked in zip(rows, begins, strict=True)
    ]
    assert back == wanted


def test_values_that_are_no_text() -> None:
    assert csv_line([None, True, False, -1, 2.5]) == ",true,false,-1,2.5"
