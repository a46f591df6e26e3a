"""Numbers as a language writes them: each by its own value, however often it was written before."""

from __future__ import annotations

import math

import numpy as np
import pytest
from babel.numbers import format_decimal

from netmap.model.i18n import translator

VALUES = (0, 0.0, -0.0, 1, 1.0, -1, 0.05, -0.04, 12, 1234, 1234.5, 2**53, 2**53 + 1, 1e15, np.int64(7))


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("digits", [0, 1, 3])
def test_every_number_is_written_as_babel_does(language: str, digits: int) -> None:
    t, pattern = translator(language), "#,##0" + ("." + "0" * digits if digits else "")
    for value in (*VALUES, *VALUES[::-1]):
        assert t.number(value, digits) == format_decimal(value, format=pattern, locale=t.formats)
    assert (t.number(None, digits), t.number(math.nan, digits)) == ("–", "–")
