"""The chart of needs by area: every cell once, none told as none, names never markup, numbers or dates."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboards.pages.coverage import cells_said, coverage_figure, failing_zones
from netmap.model.i18n import ENGLISH

CELLS = pd.DataFrame(
    [
        ("<b>x</b>", "1", 0, 0, 0),
        ("<b>x</b>", "2011-03-01", 3, 3, 2),
        ("=A1", "1", 1, 0, 0),
        ("=A1", "2011-03-01", 0, 0, 0),
    ],
    columns=["need", "area", "services", "pairs", "unlinked"],
)


def test_a_cell_without_services_is_a_gap_and_says_so() -> None:
    figure = coverage_figure(CELLS, ENGLISH)
    heat, layout = figure["data"][0], figure["layout"]
    assert heat["z"] == [[None, 3], [1, None]]
    assert [each["text"] for each in layout["annotations"]] == ["none", "3 *", "1", "none"]
    assert heat["text"][0][1] == "&lt;b&gt;x&lt;/b&gt;, 2011-03-01: 3 services; 2 of 3 without a tie"
    assert layout["yaxis"]["ticktext"] == ["&lt;b&gt;x&lt;/b&gt;", "=A1"]
    assert heat["x"] == layout["xaxis"]["tickvals"] == [0, 1]


def test_the_words_of_a_cell_name_need_and_area() -> None:
    assert cells_said(CELLS, ENGLISH)[2:] == ["=A1, 1: 1 service", "=A1, 2011-03-01: none"]


@pytest.mark.parametrize("why", ["Boundary zone gone quiet", None])
def test_a_failing_zone_is_named_with_its_rule_and_never_as_markup(why: str | None) -> None:
    zones = pd.DataFrame({"zone": ["<b>z</b>", "well"], "failing": pd.Series([why, None], dtype="object")})
    told = str(failing_zones(zones, {"well": "Well"}, ENGLISH).to_plotly_json())
    assert ("<b>z</b>" in told) == (": Boundary zone gone quiet" in told) == (why is not None)
    assert ("No rule finds a boundary zone that is failing." in told) == (why is None)
    assert "'Well'" not in told
    assert "balance below 0.6" in told
