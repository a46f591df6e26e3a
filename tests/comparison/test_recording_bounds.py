"""Bounds of what is on record: each scenario by hand, and the program that repeats them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import netmap
from netmap.comparison.recording_bounds import bounds
from netmap.model.errors import ArgumentError

DAYS = ["2011-01-10", "2011-02-10", "2012-01-10", "2012-02-10"]
SPANS = [("one", "2011-01-01", "2011-12-31"), ("two", "2012-01-01", "2012-12-31")]


def two_years() -> netmap.Study:
    """In one year two sittings of three and two, one more unclear; in the other two sittings of four."""
    rows = [("m0", p, None) for p in "abc"] + [("m1", p, None) for p in "ab"] + [("m1", "d", "unclear")]
    rows += [(meeting, p, None) for meeting in ("m2", "m3") for p in "abcd"]
    return netmap.from_tables(
        agencies=pd.DataFrame({"agency": ["X", "Y", "silent"]}),
        practitioners=pd.DataFrame(
            {"practitioner": [*"abcd", "e"], "agency": ["X", "X", "Y", "Y", "silent"]}
        ),
        zones=pd.DataFrame({"zone": ["z"]}),
        meetings=pd.DataFrame({"meeting": ["m0", "m1", "m2", "m3"], "zone": "z", "date": DAYS}),
        attendance=pd.DataFrame(rows, columns=["meeting", "practitioner", "status"]),
    )


def test_each_scenario_by_hand_and_by_its_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mean degree of year one: 2 as recorded; with d 2.5; with m0 lost 1, m1 lost 2; with silent e 1.5."""
    study = two_years()
    found = bounds([study], SPANS, ["mean_degree"])
    one = found.frame[found.frame["window"] == "one"].set_index("scenario")
    assert one["low"].to_dict() == {
        "as recorded": 2.0,
        "unclear counted as there": 2.5,
        "any one sitting lost": 1.0,
        "silent agencies counted": 1.5,
        "all": 1.0,
    }
    assert one.loc["any one sitting lost", "high"] == 2.0
    assert (one.loc["all", "high"], found.n) == (2.5, 4)
    two = found.frame[found.frame["window"] == "two"].set_index("scenario")
    assert (two.loc["all", "low"], two.loc["all", "high"]) == (2.4, 3.0)
    assert found.sentence.endswith("whichever had been the case: 0 of 1.")
    alone = netmap.recording_bounds(study, SPANS, "mean_degree")
    pd.testing.assert_frame_equal(alone, found.frame, check_flags=False)
    netmap.write_study(study, tmp_path / "study")
    exec(found.script(str(tmp_path / "study")), {})  # noqa: S102  (our own program)
    assert capsys.readouterr().out == found.frame.to_csv(index=False)


def named(*names: str) -> netmap.Study:
    """The same two years of partnerships with these names; the first has all the people."""
    study = two_years()
    tables = {name: study.table(name) for name in study.tables}
    tables["partnerships"] = pd.DataFrame({"partnership": list(names)})
    for name in ("agencies", "practitioners", "zones"):
        tables[name] = tables[name].assign(partnership=names[0])
    return netmap.from_tables(**tables)


def test_two_studies_that_share_a_name_are_not_mixed() -> None:
    one, other = named("=A1", "p"), named("=A1", "q")
    with pytest.raises(ArgumentError, match="Two studies hold the partnership “=A1”"):
        bounds([one, other], SPANS, ["mean_degree"])
    with pytest.raises(ArgumentError, match="Two studies have no partnerships"):
        bounds([two_years(), two_years()], SPANS, ["mean_degree"])
    apart = bounds([one, named("r")], SPANS, ["mean_degree"]).frame
    assert apart["partnership"].unique().tolist() == ["=A1", "p", "r"]
    only = bounds([one, other], SPANS, ["mean_degree"], partnerships=["p", "q"]).frame
    assert only["partnership"].unique().tolist() == ["p", "q"]
