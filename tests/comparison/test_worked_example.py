"""The worked example in docs/comparison.md is true, and its table of errors is the committed one."""

from __future__ import annotations

import doctest

import pytest

import netmap
from tests.comparison.calibration import PAGE, RESULTS, table_in_words
from tests.shared_data import PANELS


@pytest.mark.shared
def test_the_panels_before_and_after_august_2011() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = {"study": netmap.read_study(PANELS)}
    example = doctest.DocTestParser().get_doctest(text, names, PAGE.name, str(PAGE), 0)
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(example)
    assert runner.tries > 8
    assert runner.failures == 0


def test_the_table_of_errors_is_the_committed_one() -> None:
    assert RESULTS.exists()
    assert table_in_words() in PAGE.read_text(encoding="utf-8"), (
        "run: python -m tests.comparison.calibration 0"
    )
