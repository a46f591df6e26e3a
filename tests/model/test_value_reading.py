"""Numbers and yes-or-no as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.model.coded_columns import cell_text
from netmap.model.value_reading import read_boolean, read_integer, read_number


@pytest.mark.parametrize("text", ["True", "TRUE", " yes ", "1", "Vero", "Sì", "y"])
def test_yes(text: str) -> None:
    assert read_boolean(text) is True


@pytest.mark.parametrize("text", ["False", "no", "0", "FALSO", "n"])
def test_no(text: str) -> None:
    assert read_boolean(text) is False


@pytest.mark.parametrize("text", ["perhaps", "2", "-", "NA"])
def test_neither(text: str) -> None:
    assert read_boolean(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1.0), ("-2.5", -2.5), ("2,5", 2.5), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), (" 7 ", 7.0)],
)
def test_numbers(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "1,500", "1.5.2", "inf", "nan", "1e999", "0x10", "1 000", "two", "1_0"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("3.0", 3), ("-1", -1), ("2.5", None), ("1e30", None)]
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert read_integer(text) == number


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_being_written(number: float) -> None:
    assert read_number(cell_text(number) or "") == number
