"""The two ways to the ties of a day agree, and both with the library's table."""

from __future__ import annotations

import datetime as dt
from random import Random

import numpy as np

import netmap
from netmap.model.dates import as_day
from netmap.questions.tie_arrays import TieArrays, computed_arrays, frame_arrays
from tests.worlds import archipelago, random_rows, study_of


def same(one: TieArrays, other: TieArrays) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in TieArrays.__dataclass_fields__
    )


def test_computed_ties_are_those_of_the_table() -> None:
    seen = 0
    for seed in range(0, 60, 10):
        rows = archipelago(random_rows(Random(seed + place)) for place in range(10))
        study = study_of({name: table for name, table in rows.items() if name != "ties"})
        for day in (dt.date(2010, 8, 1), dt.date(2011, 6, 1), dt.date(2013, 6, 1)):
            for baseline in (None, dt.date(2011, 1, 1)):
                table = netmap.ties(study, as_of=day, baseline=baseline)
                number = as_day(day)
                assert number is not None
                assert same(computed_arrays(study, number, baseline), frame_arrays(study, table))
                seen += len(table)
    assert seen > 500


def test_a_declared_tie_without_kind_and_state_is_declared_and_undated() -> None:
    study = study_of(
        {
            "practitioners": [{"practitioner": "1"}, {"practitioner": "=A1"}],
            "ties": [{"source": "1", "target": "=A1", "relation": "knows"}],
        }
    )
    assert frame_arrays(study, netmap.ties(study)).tally() == {("declared", "undated"): 1}
