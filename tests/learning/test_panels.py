"""Learning paths on four real panels with cross-represented people."""

from __future__ import annotations

import pytest

from netmap.learning.one_path import learning_path
from netmap.learning.over_time import reach_over_time
from netmap.learning.periods import compare_periods, period_reach
from netmap.learning.upwards import vertical_reach
from tests import shared_data

pytestmark = pytest.mark.shared


def test_local_to_board_is_what_the_definitions_say() -> None:
    found = reach_over_time(shared_data.panels(), "local", "board").set_index("month")
    assert round(found.loc["2010-09-01", "share"], 2) == 0.90
    assert round(found.loc["2011-12-01", "share"], 2) == 0.58
    assert found.loc["2012-02-01":, "share"].isna().all()
    assert found["share"].notna().sum() == 18
    assert found.attrs["mean"] == pytest.approx(found["share"].mean())


def test_the_fall_among_sectors_is_no_rise() -> None:
    """Months in which they met, but nobody of another agency at their level, are 0 and not missing."""
    months = reach_over_time(shared_data.panels(), "sector", start="2011-08", end="2013-07")
    by_month = months.set_index("month")["share"]
    assert (by_month["2012-10":"2013-02"] == 0).all()
    assert by_month["2013-03":"2013-04"].isna().all()
    assert round(period_reach(months, "2011-08", "2012-07"), 2) == 0.58
    assert round(period_reach(months, "2012-08", "2013-07"), 2) == 0.36
    found = compare_periods(months, ("2011-08", "2012-07"), ("2012-08", "2013-07"))
    assert (found.months, found.of, found.is_comparable) == (10, 12, True)
    assert (round(found.before, 2), round(found.after, 2)) == (0.58, 0.36)


def test_every_path_to_the_board_arrives_when_the_table_says() -> None:
    study = shared_data.panels()
    window = {"start": "2011-08-01", "end": "2012-07-31"}
    reach = vertical_reach(study, "local", "board", **window)
    assert 0 < reach["reached"].mean() < 1
    for row in reach.itertuples():
        path = learning_path(study, row.practitioner, to_level="board", from_level="local", **window)
        assert bool(len(path)) == row.reached
        if row.reached:
            assert path["date"].iloc[-1] == row.first_arrival
            assert path["from"].iloc[0] == row.practitioner
            assert path["date"].is_monotonic_increasing
