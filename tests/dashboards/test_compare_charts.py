"""The charts of the page of comparison: frames in, figures out, and nothing drawn that was not counted."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from dashboards.pages.compare import charts
from netmap.model.i18n import ENGLISH

BEFORE = charts.WindowDays("before", dt.date(2022, 1, 1), dt.date(2022, 6, 30))
AFTER = charts.WindowDays("after", dt.date(2023, 1, 1), dt.date(2023, 6, 30))


def test_a_line_has_a_gap_where_there_is_no_figure_and_escapes_names() -> None:
    rows = pd.DataFrame(
        {
            "partnership": ["<b>x</b>"] * 2,
            "window": ["before", "after"],
            "value": [0.5, np.nan],
            "null_low": [0.4, np.nan],
            "null_high": [0.6, np.nan],
        }
    )
    events = [(dt.date(2022, 9, 1), "<i>"), (dt.date(2030, 1, 1), "later")]
    found = charts.measure_figure(rows, [BEFORE, AFTER], events, ENGLISH)
    band, line = found["data"]
    assert line["y"] == [0.5, None]
    assert len(band["x"]) == 6
    assert "<b>" not in "".join(line["hovertext"])
    assert [each["text"] for each in found["layout"]["annotations"]] == ["1"]


def test_every_tie_flows_once_and_faded_ones_have_no_kind() -> None:
    changes = pd.DataFrame(
        [
            (None, None, "cognitive_trail", "active", 5),
            ("cognitive_trail", "active", "cognitive_trail", "faded", 2),
            ("cognitive_trail", "dormant", "new_network", "active", 1),
            ("old_network", "active", "old_network", "dormant", 3),
        ],
        columns=["kind_before", "state_before", "kind_after", "state_after", "n"],
    )
    flows = charts.flows_of(changes)
    assert flows["n"].sum() == changes["n"].sum()
    kept = {(row.before, row.after): row.n for row in flows.itertuples()}
    assert kept["cognitive_trail", "faded"] == 2
    assert kept["none", "cognitive_trail"] == 5
    figure = charts.alluvial_figure(flows, {each: each for each in charts.STOCKS})
    assert sum(figure["data"][0]["link"]["value"]) == 11


def test_a_matrix_is_the_same_from_both_sides_and_shows_the_busiest() -> None:
    rows = pd.DataFrame(
        {"agency_a": ["=A1", "=A1"], "agency_b": ["a,b", "Č-12"], "before": [1, 0], "after": [0, 4]}
    )
    rows = rows.assign(change=rows["after"] - rows["before"])
    agencies = charts.busiest(rows, ("before", "after"))
    assert agencies == ["=A1", "a,b", "Č-12"]
    cells = np.array(charts.matrix_figure(rows, "change", agencies, {}, 4)["data"][0]["z"])
    assert (cells == cells.T).all()
    assert cells[0].tolist() == [0, -1, 4]


def test_a_forest_has_a_diamond_only_where_something_is_pooled() -> None:
    rows = pd.DataFrame({"partnership": ["a"], "effect": [0.1], "low": [0.0], "high": [0.2]})
    alone = {"low": np.nan, "effect": 0.1, "high": np.nan}
    assert len(charts.forest_figure(rows, alone, "all")["data"]) == 1
    assert len(charts.forest_figure(rows, {"low": 0.0, "effect": 0.1, "high": 0.2}, "all")["data"]) == 2
