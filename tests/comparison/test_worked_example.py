"""The worked example in docs/comparison.md is true, and its table of errors is the committed one."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest

from tests import shared_data
from tests.comparison.calibration import PAGE, RESULTS, table_in_words
from tests.shared_data import DATA
from tools.notebook import outputs_of, text_of

NOTEBOOK = Path(__file__).parents[2] / "docs" / "comparison.ipynb"


@pytest.mark.shared
def test_the_panels_before_and_after_august_2011() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = {"study": shared_data.panels()}
    example = doctest.DocTestParser().get_doctest(text, names, PAGE.name, str(PAGE), 0)
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(example)
    assert runner.tries > 8
    assert runner.failures == 0


@pytest.mark.shared
def test_the_notebook_prints_what_stands_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)
    cells = list(outputs_of(json.loads(NOTEBOOK.read_text(encoding="utf-8"))))
    assert len(cells) == 7
    for cell, printed in cells:
        assert printed == text_of(cell), "".join(cell["source"])


def test_the_table_of_errors_is_the_committed_one() -> None:
    assert RESULTS.exists()
    assert table_in_words() in PAGE.read_text(encoding="utf-8"), (
        "run: python -m tests.comparison.calibration 0"
    )
