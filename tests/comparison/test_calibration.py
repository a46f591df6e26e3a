"""A slice of the calibration, and the committed table."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.comparison.calibration import RESULTS, Cell, cells, counted, verdict

SMOKE = [
    each
    for each in cells()
    if not each.planted
    and (each.test, each.design) in {("compare", "lost sittings"), ("qap_correlation", "cells missing")}
]


@pytest.mark.parametrize("cell", SMOKE, ids=lambda each: each.test)
def test_a_slice_finds_little_where_there_is_nothing(cell: Cell) -> None:
    """At .05 twenty runs give more than five only once in three thousand times."""
    found = counted(cell, range(20))
    assert (found["runs"] == 20).all()
    assert (found["at_05"] <= 5).all()


def test_the_same_run_is_the_same() -> None:
    cell = SMOKE[-1]
    assert cell.run(3) == cell.run(3) != cell.run(4)


def test_the_committed_table_is_told_in_full() -> None:
    """Every cell has been run, and its verdict is that of its counts; no cell errs above its band."""
    table = pd.read_csv(RESULTS)
    told = {(each.null, each.design, each.planted) for each in cells()}
    assert {tuple(row) for row in table[["null", "design", "planted"]].itertuples(index=False)} == told
    assert table.apply(verdict, axis=1).tolist() == table["verdict"].tolist()
    assert not table["verdict"].eq("above").any()
