"""Tables to take away open safely in a spreadsheet."""

from __future__ import annotations

import csv
import io

from dashboards.pages.board.sheets import problem_sheet, sheet, week_sheet
from dashboards.services import Services
from netmap.model.i18n import ENGLISH
from tests.dashboards.studies import HOSTILE


def test_no_cell_is_a_formula() -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", -5, None, "a,b", "<b>x</b>"]
    _, row = csv.reader(io.StringIO(sheet(["a"], [cells]), newline=""))
    assert row == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "-5", "", "a,b", "<b>x</b>"]


def test_problems_keep_every_value() -> None:
    rows = [{"table": "agencies", "line": 2, "value": value, "reason": "r"} for value in HOSTILE]
    found = list(csv.reader(io.StringIO(problem_sheet(rows, ENGLISH), newline="")))
    assert found[0][3] == "Value"
    assert [row[3].removeprefix("'") for row in found[1:]] == list(HOSTILE)


def test_weeks_are_those_of_the_axis(bundled: Services) -> None:
    frame = bundled.board.frame(bundled.principal, "riverside", "en")
    found = list(csv.reader(io.StringIO(week_sheet(frame))))
    assert found[0] == ["study", "week", "encounters"]
    assert [int(row[2]) for row in found[1:]] == [week.encounters for week in frame.weeks]
